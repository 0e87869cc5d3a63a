//! The curve of a set: the driving measure over time, the target, and what was made of each attempt.

use super::super::area::Area;
use super::super::curve::Curve;
use super::super::page::{Fall, Page, Style};
use super::super::shape::{Colour, Shape, Weight};
use crate::coach::SetResult;
use crate::motion::{Excursion, Point, Unit, Verdict};
use crate::phrases::Language;

/// Pixels from one point of the drawn curve to the next: more can't be seen.
const STEP_PX: f64 = 1.5;

/// Room above and below the curve, as a share of its span.
const ROOM: f64 = 0.08;

/// From values to the screen.
struct Frame {
    area: Area,
    start_secs: f64,
    end_secs: f64,
    low: f64,
    high: f64,
}

impl Frame {
    fn x(&self, secs: f64) -> f64 {
        let share = (secs - self.start_secs) / (self.end_secs - self.start_secs).max(1e-3);
        self.area.left + share.clamp(0.0, 1.0) * self.area.width
    }

    fn y(&self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high - self.low).max(1e-9);
        self.area.bottom() - share.clamp(0.0, 1.0) * self.area.height
    }

    fn point(&self, secs: f64, value: f64) -> Point {
        Point::new(self.x(secs), self.y(value))
    }
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
pub(super) fn draw(page: &mut Page<'_>, curve: &Curve, set: &SetResult, language: &Language, area: Area) {
    let Some((low, high)) = curve.span() else { return };
    let room = ROOM * (high - low).max(1e-3);
    let theme = page.theme;
    let size = theme.screen.small;
    let line_px = page.line_px(size, Weight::Strong);
    let mut inner = area;
    let times = inner.cut_bottom(line_px, page.px(1.0));
    let values = inner.cut_left(page.px(9.5), page.px(1.2));
    // Room for the seconds of a hold above it.
    let above = inner.cut_top(line_px, page.px(1.0));
    let frame = Frame {
        area: inner,
        start_secs: set.start_secs,
        end_secs: set.end_secs,
        low: low - room,
        high: high + room,
    };
    targets(page, curve, &frame, values);
    for attempt in &set.excursions {
        fault_stripes(page, attempt, &frame);
    }
    let quiet = theme.text_quiet;
    for points in pieces(curve, &frame, f64::NEG_INFINITY, f64::INFINITY) {
        page.shapes.push(Shape::Path { points, width: page.px(theme.screen.curve), colour: quiet });
    }
    for attempt in &set.excursions {
        let colour = colour_of(page, attempt.verdict);
        let width = page.px(theme.screen.curve * 1.9);
        for points in pieces(curve, &frame, attempt.start_secs, attempt.end_secs) {
            page.shapes.push(Shape::Path { points, width, colour });
        }
        if attempt.hold_secs >= 0.05
            && let (Some(from), Some(to)) = (attempt.target_reached_secs, attempt.target_left_secs)
        {
            let centre = (frame.x(from) + frame.x(to)) / 2.0;
            let width = page.px(12.0);
            let label = Area { left: centre - width / 2.0, width, ..above };
            let style = Style::new(size, Weight::Strong, colour).centred();
            page.set(&format!("{} s", language.number(attempt.hold_secs, 1)), label, Fall::Middle, style);
        }
    }
    clock(page, &frame, times);
}

/// The targets as bands to the edge of the chart, each with its value at the left.
fn targets(page: &mut Page<'_>, curve: &Curve, frame: &Frame, values: Area) {
    let theme = page.theme;
    for target in &curve.targets {
        let y = frame.y(target.value);
        let (top, bottom) = if target.above { (frame.area.top, y) } else { (y, frame.area.bottom()) };
        let corner = Point::new(frame.area.left, top);
        let (width, height) = (frame.area.width, bottom - top);
        let fill = theme.good.faded(0.16);
        page.shapes.push(Shape::RoundedBox { corner, width, height, radius: 0.0, fill });
        let (from, to) = (Point::new(frame.area.left, y), Point::new(frame.area.right(), y));
        let colour = theme.good.faded(0.7);
        page.shapes.push(Shape::Line { from, to, width: page.px(theme.screen.hairline), colour });
        // Torso lengths tell nobody anything.
        if curve.unit == Unit::Degrees {
            let height = page.px(theme.screen.small);
            let label = Area { top: y - height / 2.0, height, ..values };
            let style = Style::new(theme.screen.small, Weight::Normal, theme.text_quiet).right();
            page.set(&format!("{:.0}°", target.value), label, Fall::Middle, style);
        }
    }
}

/// When each fault was there.
fn fault_stripes(page: &mut Page<'_>, attempt: &Excursion, frame: &Frame) {
    let least = page.px(0.8);
    for fault in &attempt.faults {
        let left = frame.x(fault.start_secs);
        let width = (frame.x(fault.end_secs) - left).max(least);
        let corner = Point::new(left, frame.area.top);
        let (height, fill) = (frame.area.height, page.theme.correct.faded(0.14));
        page.shapes.push(Shape::RoundedBox { corner, width, height, radius: 0.0, fill });
    }
}

/// The curve between two times, one line for each stretch that was seen.
fn pieces(curve: &Curve, frame: &Frame, from_secs: f64, to_secs: f64) -> Vec<Vec<Point>> {
    let mut pieces: Vec<Vec<Point>> = vec![Vec::new()];
    for (secs, value) in curve.samples.iter().filter(|(secs, _)| (from_secs..=to_secs).contains(secs)) {
        let Some(piece) = pieces.last_mut() else { break };
        match value.filter(|value| value.is_finite()) {
            None if !piece.is_empty() => pieces.push(Vec::new()),
            None => {}
            Some(value) => {
                let point = frame.point(*secs, value);
                if piece.last().is_none_or(|last: &Point| point.x - last.x >= STEP_PX) {
                    piece.push(point);
                }
            }
        }
    }
    pieces.retain(|piece| piece.len() > 1);
    pieces
}

/// Minutes and seconds below the chart.
fn clock(page: &mut Page<'_>, frame: &Frame, times: Area) {
    let secs = frame.end_secs - frame.start_secs;
    let step = [5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0];
    let step = step.into_iter().find(|step| secs / step <= 6.0).unwrap_or(1800.0);
    let style = Style::new(page.theme.screen.small, Weight::Normal, page.theme.text_quiet).centred();
    let mut at = 0.0;
    while at <= secs {
        let (x, width) = (frame.x(frame.start_secs + at), page.px(14.0));
        let label = Area { left: x - width / 2.0, width, ..times };
        let whole = at as u64;
        if x + width / 4.0 <= frame.area.right() {
            page.set(&format!("{}:{:02}", whole / 60, whole % 60), label, Fall::Middle, style);
        }
        at += step;
    }
}
