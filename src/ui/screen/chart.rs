//! The curve of a set: the driving measure over time, the target, and what was made of each attempt.

use super::super::area::Area;
use super::super::curve::Curve;
use super::super::page::{Fall, Page, Style};
use super::super::shape::{Colour, Shape, Weight};
use crate::coach::{Item, SetResult};
use crate::graphics::axis::{Axis, times, with_air};
use crate::messages::Language;
use crate::motion::{Attempt, Point, Side, TRUNK_CM, Unit, Verdict};

/// Pixels from one point of the drawn curve to the next: more can't be seen.
const STEP_PX: f64 = 1.5;

/// Room above and below the curve, as a share of its span.
const ROOM: f64 = 0.08;

/// A span that is smaller than this, in the measure's unit, is drawn as one of this size.
const LEAST_SPAN: f64 = 1e-3;

/// Steps between the times below a chart, at most.
const TIME_STEPS: f64 = 6.0;

/// Where the curve is drawn.
struct Plot {
    area: Area,
    x: Axis,
    y: Axis,
}

/// The colour of an attempt.
pub(super) fn colour_of(page: &Page<'_>, verdict: Verdict) -> Colour {
    match verdict {
        Verdict::Good => page.theme.good,
        Verdict::Faulty | Verdict::Partial => page.theme.correct,
        Verdict::Unjudged => page.theme.unknown,
    }
}

/// Draws the curve of a set into a box; nothing where nothing was measured.
pub(super) fn draw(
    page: &mut Page<'_>,
    curve: &Curve,
    (set, item): (&SetResult, &Item),
    language: &Language,
    area: Area,
) {
    let Some(values) = curve.span() else { return };
    let theme = page.theme;
    let size = theme.screen.small;
    let line_px = page.line_px(size, Weight::Strong);
    let mut inner = area;
    let below = inner.cut_bottom(line_px, page.px(1.0));
    let numbers = inner.cut_left(page.px(9.5), page.px(1.2));
    // Room for side and seconds of a hold above it.
    let above = inner.cut_top(line_px, page.px(1.0));
    let secs = (set.start_secs, set.end_secs);
    let plot = Plot {
        area: inner,
        x: Axis::new(secs, (inner.left, inner.right())),
        y: Axis::new(with_air(values, ROOM, LEAST_SPAN), (inner.bottom(), inner.top)),
    };
    targets(page, curve, &plot, (numbers, language));
    for attempt in &set.attempts {
        fault_stripes(page, attempt, &plot);
    }
    let quiet = theme.text_quiet;
    for points in pieces(curve, &plot, f64::NEG_INFINITY, f64::INFINITY) {
        page.shapes.push(Shape::Path { points, width: page.px(theme.screen.curve), colour: quiet });
    }
    for attempt in &set.attempts {
        let colour = colour_of(page, attempt.verdict);
        let width = page.px(theme.screen.curve * 1.9);
        for points in pieces(curve, &plot, attempt.interval.start_secs, attempt.interval.end_secs) {
            page.shapes.push(Shape::Path { points, width, colour });
        }
        let told = told_above(attempt, item, language);
        if let (false, Some(from), Some(to)) =
            (told.is_empty(), attempt.target_reached_secs, attempt.target_left_secs)
        {
            let centre = (plot.x.place(from) + plot.x.place(to)) / 2.0;
            let width = page.px(12.0);
            let label = Area { left: centre - width / 2.0, width, ..above };
            let style = Style::new(size, Weight::Strong, colour).centred();
            page.set(&told, label, Fall::Middle, style);
        }
    }
    clock(page, &plot, set.end_secs - set.start_secs, below);
}

/// What stands above an attempt: the first letter of its side, and its seconds where a hold is asked for.
fn told_above(attempt: &Attempt, item: &Item, language: &Language) -> String {
    let words = &language.words.state;
    let side = item.exercise.phase(attempt.phase).side.map(|side| match side {
        Side::Left => &words.left_side,
        Side::Right => &words.right_side,
    });
    let side = side.and_then(|side| side.chars().next()).map(|letter| letter.to_uppercase().to_string());
    let is_held = item.exercise.dose.hold_secs.is_some() && attempt.hold_secs >= 0.05;
    let secs = is_held.then(|| format!("{} s", language.number(attempt.hold_secs, 1)));
    side.into_iter().chain(secs).collect::<Vec<_>>().join(" ")
}

/// The targets as bands to the edge of the chart, each with its value at the left.
fn targets(page: &mut Page<'_>, curve: &Curve, plot: &Plot, (numbers, language): (Area, &Language)) {
    let theme = page.theme;
    for target in &curve.targets {
        let y = plot.y.place(target.value);
        let (top, bottom) = if target.above { (plot.area.top, y) } else { (y, plot.area.bottom()) };
        page.fill(Area { top, height: bottom - top, ..plot.area }, 0.0, theme.good.faded(0.16));
        let (from, to) = (Point::new(plot.area.left, y), Point::new(plot.area.right(), y));
        let colour = theme.good.faded(0.7);
        page.shapes.push(Shape::Line { from, to, width: page.px(theme.screen.hairline), colour });
        let height = page.px(theme.screen.small);
        // Two targets to two sides may lie near each other.
        let label = Area { top: if target.above { y - height } else { y }, height, ..numbers };
        let style = Style::new(theme.screen.small, Weight::Normal, theme.text_quiet).right();
        // To either side of zero farther is more.
        let value = if target.above { target.value } else { target.value.abs() };
        let text = match curve.unit {
            Unit::Degrees => format!("{value:.0}°"),
            Unit::TorsoLengths => format!("{} cm", language.number(value * TRUNK_CM, 1)),
        };
        page.set(&text, label, Fall::Middle, style);
    }
}

/// When each fault was there.
fn fault_stripes(page: &mut Page<'_>, attempt: &Attempt, plot: &Plot) {
    let least = page.px(0.8);
    for fault in &attempt.faults {
        let left = plot.x.place(fault.interval.start_secs);
        let width = (plot.x.place(fault.interval.end_secs) - left).max(least);
        page.fill(Area { left, width, ..plot.area }, 0.0, page.theme.correct.faded(0.14));
    }
}

/// The curve between two times, one line for each stretch that was seen.
fn pieces(curve: &Curve, plot: &Plot, from_secs: f64, to_secs: f64) -> Vec<Vec<Point>> {
    let mut pieces: Vec<Vec<Point>> = vec![Vec::new()];
    for (secs, value) in curve.samples.iter().filter(|(secs, _)| (from_secs..=to_secs).contains(secs)) {
        let Some(piece) = pieces.last_mut() else { break };
        match value.filter(|value| value.is_finite()) {
            None if !piece.is_empty() => pieces.push(Vec::new()),
            None => {}
            Some(value) => {
                let point = Point::new(plot.x.place(*secs), plot.y.place(value));
                if piece.last().is_none_or(|last: &Point| point.x - last.x >= STEP_PX) {
                    piece.push(point);
                }
            }
        }
    }
    pieces.retain(|piece| piece.len() > 1);
    pieces
}

/// Minutes and seconds of the set below the chart.
fn clock(page: &mut Page<'_>, plot: &Plot, secs: f64, below: Area) {
    let style = Style::new(page.theme.screen.small, Weight::Normal, page.theme.text_quiet).centred();
    let width = page.px(14.0);
    let x = Axis::new((0.0, secs), (plot.area.left, plot.area.right()));
    for (secs, text) in times((0.0, secs), TIME_STEPS) {
        let centre = x.place(secs);
        if centre + width / 4.0 <= plot.area.right() {
            let label = Area { left: centre - width / 2.0, width, ..below };
            page.set(&text, label, Fall::Middle, style);
        }
    }
}
