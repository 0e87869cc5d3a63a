//! A drawing as SVG, to stand within a page whose style sheet has the colours.

use std::fmt::Write;

use maud::{Markup, PreEscaped, html};

use super::draw::{Anchor, Drawing, Mark};
use crate::motion::Point;

/// The drawing, scaled to the width that the page gives it.
pub(super) fn svg(drawing: &Drawing) -> Markup {
    let Drawing { width, height, label, marks } = drawing;
    html! {
        svg viewBox=(format!("0 0 {} {}", number(*width), number(*height))) role="img" aria-label=(label) {
            @for one in marks { (mark(one)) }
        }
    }
}

fn mark(mark: &Mark) -> Markup {
    match mark {
        Mark::Line { points, width, ink, dashed } => html! {
            polyline class=(format!("line {}", ink.name())) points=(list(points)) stroke-width=(number(*width))
                stroke-dasharray=[dashed.then_some("3 2.5")] {}
        },
        Mark::Area { points, ink, opacity } => html! {
            polygon class=(format!("fill {}", ink.name())) points=(list(points))
                fill-opacity=[(*opacity < 1.0).then(|| number(*opacity))] {}
        },
        Mark::Disc { centre, radius, ink } => html! {
            circle class=(format!("fill {}", ink.name())) cx=(number(centre.x)) cy=(number(centre.y)) r=(number(*radius)) {}
        },
        Mark::Text { at, text, size, ink, anchor, strong } => {
            let anchor = match anchor {
                Anchor::Start => None,
                Anchor::Middle => Some("middle"),
                Anchor::End => Some("end"),
            };
            html! {
                text class=(format!("fill {}", ink.name())) x=(number(at.x)) y=(number(at.y))
                    font-size=(number(*size)) text-anchor=[anchor] font-weight=[strong.then_some("600")] { (text) }
            }
        }
    }
}

fn list(points: &[Point]) -> PreEscaped<String> {
    let mut text = String::with_capacity(points.len() * 10);
    for point in points {
        let gap = if text.is_empty() { "" } else { " " };
        // Writing to a string cannot fail.
        let _ = write!(text, "{gap}{},{}", number(point.x), number(point.y));
    }
    PreEscaped(text)
}

/// Two decimals at most: finer than any screen.
fn number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0 + 0.0;
    rounded.to_string()
}
