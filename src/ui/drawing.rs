//! A drawing as shapes.

use super::area::Area;
use super::shape::{Align, Colour, Shape, Weight};
use super::theme::Theme;
use crate::graphics::drawing::{Anchor, Drawing, Ink, Mark};
use crate::motion::Point;

/// The drawing, as large as fits into the middle of an area whose colour is `paper`.
pub(super) fn shapes(drawing: &Drawing, area: Area, theme: &Theme, paper: Colour) -> Vec<Shape> {
    let place = area.fitted(drawing.width / drawing.height);
    let scale = place.width / drawing.width;
    let at = |point: Point| place.corner().plus(point.scaled(scale));
    let all = |points: &[Point]| points.iter().copied().map(at).collect();
    // A body's colours are made for dark pictures, and hard to see on light paper.
    let is_light = (u32::from(paper.red) + u32::from(paper.green) + u32::from(paper.blue)) / 3 > 127;
    let colour = |ink: Ink| match ink {
        Ink::Paper => paper,
        Ink::Curve | Ink::Left | Ink::Right if is_light => {
            let [red, green, blue] = ink.on_paper();
            Colour::rgb(red, green, blue)
        }
        Ink::Grid => theme.track,
        Ink::Quiet => theme.text_quiet,
        Ink::Curve => theme.trunk,
        Ink::Left => theme.left,
        Ink::Right => theme.right,
        Ink::Good => theme.good,
        Ink::Faulty => theme.correct,
        Ink::Text | Ink::Partial | Ink::Unjudged => theme.text,
    };
    let shape = |mark: &Mark| match mark {
        Mark::Line { points, width, ink, .. } => {
            Shape::Path { points: all(points), width: width * scale, colour: colour(*ink) }
        }
        Mark::Area { points, ink, opacity } => {
            Shape::Polygon { points: all(points), fill: colour(*ink).faded(*opacity) }
        }
        Mark::Disc { centre, radius, ink } => {
            let (centre, radius, fill) = (at(*centre), radius * scale, colour(*ink));
            Shape::Circle { centre, radius, fill, rim: 0.0, rim_colour: fill }
        }
        Mark::Text { at: anchor, text, size, ink, anchor: align, strong } => Shape::Text {
            anchor: at(*anchor),
            text: text.clone(),
            size_px: size * scale,
            align: match align {
                Anchor::Start => Align::Left,
                Anchor::Middle => Align::Centre,
                Anchor::End => Align::Right,
            },
            weight: if *strong { Weight::Strong } else { Weight::Normal },
            colour: colour(*ink),
        },
    };
    drawing.marks.iter().map(shape).collect()
}
