//! A drawing as SVG: within a page whose style sheet has the colours, or as a file of its own.

use std::fmt::Write;

use maud::{Markup, PreEscaped, html};

use crate::graphics::drawing::{Anchor, Drawing, Ink, Mark};
use crate::motion::Point;

/// The fonts of a file of its own.
const FONTS: &str = "Ubuntu,system-ui,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

/// The drawing, scaled to the width that the page gives it.
pub(super) fn svg(drawing: &Drawing) -> Markup {
    html! {
        svg viewBox=(view_box(drawing)) role="img" aria-label=(drawing.label) { (marks(drawing)) }
    }
}

/// The drawing on white paper, as the text of a file of its own.
pub(super) fn file(drawing: &Drawing) -> String {
    let (width, height) = (number(drawing.width), number(drawing.height));
    let svg = html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(view_box(drawing)) width=(width) height=(height) role="img"
            aria-label=(drawing.label) {
            style { (PreEscaped(style())) }
            rect .fill.paper width=(width) height=(height) {}
            (marks(drawing))
        }
    };
    svg.into_string() + "\n"
}

/// What the style sheet of a page says of lines, areas and words.
fn style() -> String {
    let colours = Ink::ALL.map(|ink| {
        let ([red, green, blue], name) = (ink.on_paper(), ink.name());
        let colour = format!("rgb({red},{green},{blue})");
        format!(".line.{name}{{stroke:{colour}}}.fill.{name}{{fill:{colour}}}")
    });
    let lines = ".line{fill:none;stroke-linecap:round;stroke-linejoin:round}";
    format!("text{{font-family:{FONTS}}}{lines}{}", colours.concat())
}

fn view_box(drawing: &Drawing) -> String {
    format!("0 0 {} {}", number(drawing.width), number(drawing.height))
}

fn marks(drawing: &Drawing) -> Markup {
    html! {
        @for one in &drawing.marks { (mark(one)) }
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
