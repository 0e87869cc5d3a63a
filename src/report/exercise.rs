//! The figure of an exercise: within a report, and as a file of its own.

use super::svg;
use crate::graphics::drawing::{Anchor, Drawing, Ink};
use crate::graphics::exercise::named_poses;
use crate::messages::{Language, fill};
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

/// The picture as the text of an SVG file; none where a pose lacks too many points to be drawn.
pub fn exercise_svg(title: &str, views: &[View], figure: &Figure, language: &Language) -> Option<String> {
    let words = &language.words.exercises;
    let poses = drawing(title, figure, NAME, language)?;
    let width = (poses.width + 2.0 * GAP).max(LEAST_WIDTH);
    let mut drawing = Drawing::new(width, HEAD + poses.height + FOOT, poses.label.clone());
    drawing.strong(Point::new(GAP, 26.0), title, 16.0, Ink::Text, Anchor::Start);
    if let Some(view) = views.first() {
        let seen = fill(&words.seen, &[("view", language.words.view.of(*view))]);
        drawing.text(Point::new(GAP, 43.0), seen, 11.0, Ink::Quiet, Anchor::Start);
    }
    drawing.place(&poses, Point::new((width - poses.width) / 2.0, HEAD));
    let foot = Point::new(GAP, drawing.height - 12.0);
    drawing.text(foot, &words.legend, 10.0, Ink::Quiet, Anchor::Start);
    Some(svg::file(&drawing))
}

/// The start and each target, with their names in letters of a size in points; none where a pose lacks too many points to be drawn.
pub(super) fn drawing(title: &str, figure: &Figure, size: f64, language: &Language) -> Option<Drawing> {
    let targets = || figure.poses.iter().skip(1).map(|pose| (pose.phase.as_deref(), pose.side));
    let start = &language.words.state.start;
    let names = targets().map(|(phase, side)| language.target_name(phase, side));
    let names: Vec<String> = std::iter::once(start.clone()).chain(names).collect();
    let within = targets().map(|(phase, side)| language.target_within(phase, side));
    let within: Vec<String> = std::iter::once(language.words.report.start.clone()).chain(within).collect();
    let label = [("title", title), ("names", &within.join(", "))];
    named_poses(figure, &names, size, fill(&language.words.report.figures_of, &label))
}
