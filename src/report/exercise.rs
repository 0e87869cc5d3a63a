//! The figure of an exercise: within a report, and as a file of its own.

use super::svg;
use crate::graphics::drawing::{Anchor, Drawing, Ink};
use crate::graphics::exercise::named_poses;
use crate::messages::{self, english};
use crate::motion::figure::Figure;
use crate::motion::{Point, View};

/// Points of a file's picture: around the poses, and for the words above and below.
const GAP: f64 = 28.0;
const HEAD: f64 = 60.0;
const FOOT: f64 = 35.0;
/// As wide as the words below.
const LEAST_WIDTH: f64 = 380.0;

/// The size of the poses' names.
const NAME: f64 = 13.0;

/// What the colours say.
const LEGEND: &str = "Orange: the person\u{2019}s left. Blue: the right. Grey: the start.";

/// The picture as the text of an SVG file; none where a pose lacks too many points to be drawn.
pub fn exercise_svg(title: &str, views: &[View], figure: &Figure) -> Option<String> {
    let poses = drawing(title, figure, NAME)?;
    let width = (poses.width + 2.0 * GAP).max(LEAST_WIDTH);
    let mut drawing = Drawing::new(width, HEAD + poses.height + FOOT, poses.label.clone());
    drawing.strong(Point::new(GAP, 26.0), title, 16.0, Ink::Text, Anchor::Start);
    if let Some(view) = views.first() {
        let seen = format!("Seen {}", messages::view_name(messages::view_id(*view)));
        drawing.text(Point::new(GAP, 43.0), seen, 11.0, Ink::Quiet, Anchor::Start);
    }
    drawing.place(&poses, Point::new((width - poses.width) / 2.0, HEAD));
    let foot = Point::new(GAP, drawing.height - 12.0);
    drawing.text(foot, LEGEND, 10.0, Ink::Quiet, Anchor::Start);
    Some(svg::file(&drawing))
}

/// The start and each target, with their names in letters of a size in points; none where a pose lacks too many points to be drawn.
pub(super) fn drawing(title: &str, figure: &Figure, size: f64) -> Option<Drawing> {
    let targets = figure.poses.iter().skip(1);
    let targets = targets.map(|pose| english().target_name(pose.phase.as_deref(), pose.side));
    let names: Vec<String> = std::iter::once(english().words.state.start.clone()).chain(targets).collect();
    let label = format!("{title}: stick figures of {}.", names.join(", ").to_lowercase());
    named_poses(figure, &names, size, label)
}
