//! The driving measures of a set over time, with target, attempts, holds and faults.

mod envelope;
pub(super) mod values;

use self::values::Values;
use super::session::{Curve, Set};
use super::value;
use super::words;
use super::{Excursion, Unit};
use crate::graphics::axis::{Axis, times};
use crate::graphics::drawing::{Anchor, Drawing, Ink};
use crate::messages::{Language, fill};
use crate::motion::Point;

/// A row of the chart shows at most this much (seconds), as long as there are few rows.
const ROW_SECS: f64 = 120.0;
const MOST_ROWS: usize = 3;

/// Points: the names of the lines, the strips of a row from top to bottom, and the room for numbers at
/// the left.
const LEGEND: f64 = 11.0;
const HEAD: f64 = 15.0;
const HOLDS: f64 = 10.0;
const FAULTS: f64 = 6.0;
const FOOT: f64 = 11.0;
const LEFT: f64 = 31.0;
const RIGHT: f64 = 7.0;
/// Between two rows.
const GAP: f64 = 6.0;
const SMALL: f64 = 7.5;
/// Between two times.
const TIME_GAP: f64 = 42.0;
/// A hold's seconds stand above its bar where the bar is at least this wide.
const WIDE_ENOUGH: f64 = 17.0;

/// The chart, `width` points wide and each row's plot `plot` points high; none where no frames are
/// known.
pub(super) fn chart(set: &Set, width: f64, plot: f64, language: &Language) -> Option<Drawing> {
    let last = set.curves.iter().filter_map(|curve| curve.time_secs.last()).copied().fold(0.0, f64::max);
    let values = Values::of(&set.curves, language)?;
    if last <= 0.0 {
        return None;
    }
    let rows = ((last / ROW_SECS).ceil() as usize).clamp(1, MOST_ROWS);
    let row_secs = last / rows as f64;
    let row_height = HEAD + plot + HOLDS + FAULTS + FOOT;
    let height = LEGEND + rows as f64 * (row_height + GAP) - GAP;
    let mut drawing = Drawing::new(width, height, label(set, language));
    names(&mut drawing, &set.curves, language);
    for row in 0..rows {
        let top = LEGEND + row as f64 * (row_height + GAP) + HEAD;
        let (bottom, right) = (top + plot, width - RIGHT);
        let span = (row as f64 * row_secs, (row + 1) as f64 * row_secs);
        let (x, y) = (Axis::new(span, (LEFT, right)), Axis::new(values.span, (bottom, top)));
        Row { set, language, values: &values, right, top, bottom, span, x, y }.draw(&mut drawing);
    }
    Some(drawing)
}

/// What the chart shows, in words.
fn label(set: &Set, language: &Language) -> String {
    let words = &language.words.report;
    let measures: Vec<String> =
        set.curves.iter().map(|curve| words::measure(&curve.measure, language)).collect();
    let is_held = set.analysis.prescription.hold_secs.is_some();
    let attempts = set.analysis.excursions.iter().enumerate().map(|(place, attempt)| {
        let peak = attempt.peak.map(|peak| value::with_unit(peak, attempt.unit, language));
        let values = [
            ("number", &*(place + 1).to_string()),
            ("verdict", language.verdict(&attempt.verdict)),
            ("peak", peak.as_ref().unwrap_or(&words.not_seen)),
        ];
        let held = fill(&words.chart_held, &[("secs", &language.number(attempt.hold_secs, 1))]);
        fill(&words.chart_attempt, &values) + if is_held { &held } else { "" }
    });
    let attempts: Vec<String> = attempts.collect();
    let values = [
        ("measures", &*measures.join(&format!(" {} ", words.and))),
        ("secs", &value::secs(set.analysis.source.duration_secs, language)),
        ("attempts", &attempts.join("; ")),
    ];
    fill(&words.chart, &values)
}

/// Which line is which.
fn names(drawing: &mut Drawing, curves: &[Curve], language: &Language) {
    let words = &language.words.report;
    let mut x = LEFT;
    for (place, curve) in curves.iter().enumerate() {
        let mut name = words::measure(&curve.measure, language);
        if curve.peaks_from_rest && curve.rest.is_some() {
            name += &format!(" {}", words.from_rest);
        }
        if curve.unit == Unit::TorsoLengths {
            name += &format!(", {}", words.in_cm);
        }
        let ink = ink_of(curve, place);
        drawing.line(vec![Point::new(x, 5.0), Point::new(x + 12.0, 5.0)], 1.6, ink);
        drawing.text(Point::new(x + 15.0, 7.5), &name, SMALL, Ink::Quiet, Anchor::Start);
        x += 25.0 + 4.2 * name.len() as f64;
    }
}

fn ink_of(curve: &Curve, place: usize) -> Ink {
    match curve.measure.rsplit('_').next() {
        Some("left") => Ink::Left,
        Some("right") => Ink::Right,
        _ if place == 0 => Ink::Curve,
        _ => Ink::Unjudged,
    }
}

struct Row<'a> {
    set: &'a Set,
    language: &'a Language,
    values: &'a Values,
    right: f64,
    top: f64,
    bottom: f64,
    /// Seconds.
    span: (f64, f64),
    x: Axis,
    y: Axis,
}

impl Row<'_> {
    fn draw(&self, drawing: &mut Drawing) {
        self.targets(drawing);
        for attempt in self.set.analysis.excursions.iter() {
            if let Some((from, to)) = self.within(attempt.start, attempt.end) {
                drawing.rect(
                    Point::new(from, self.top),
                    Point::new(to, self.bottom),
                    Ink::of_verdict(&attempt.verdict),
                    0.08,
                );
            }
        }
        self.grid(drawing);
        for (place, curve) in self.set.curves.iter().enumerate() {
            for line in envelope::lines(curve, self.span, self.x, self.y) {
                drawing.line(line, 1.3, ink_of(curve, place));
            }
        }
        for (place, attempt) in self.set.analysis.excursions.iter().enumerate() {
            self.attempt(drawing, place, attempt);
        }
        self.faults(drawing);
    }

    fn targets(&self, drawing: &mut Drawing) {
        let mut told: Vec<f64> = Vec::new();
        for target in self.set.curves.iter().flat_map(|curve| &curve.targets) {
            let y = self.y.place(target.value);
            let edge = if target.above { self.top } else { self.bottom };
            // Both sides of a movement often share one target.
            if told.iter().any(|other| (other - y).abs() < 0.5) {
                continue;
            }
            told.push(y);
            drawing.rect(Point::new(LEFT, y.min(edge)), Point::new(self.right, y.max(edge)), Ink::Good, 0.13);
            drawing.dashed(Point::new(LEFT, y), Point::new(self.right, y), 0.8, Ink::Good);
        }
    }

    fn grid(&self, drawing: &mut Drawing) {
        for (tick, text) in &self.values.ticks {
            let y = self.y.place(*tick);
            drawing.line(vec![Point::new(LEFT, y), Point::new(self.right, y)], 0.4, Ink::Grid);
            drawing.text(Point::new(LEFT - 3.0, y + 2.6), text, SMALL, Ink::Quiet, Anchor::End);
        }
        let foot = self.bottom + HOLDS + FAULTS;
        for (secs, text) in times(self.span, (self.right - LEFT) / TIME_GAP) {
            let x = self.x.place(secs);
            drawing.line(vec![Point::new(x, self.bottom), Point::new(x, self.bottom + 2.0)], 0.4, Ink::Quiet);
            drawing.text(Point::new(x, foot + 8.5), text, SMALL, Ink::Quiet, Anchor::Middle);
        }
        drawing.line(
            vec![Point::new(LEFT, self.bottom), Point::new(self.right, self.bottom)],
            0.6,
            Ink::Quiet,
        );
    }

    /// The attempt's number and verdict above, its hold below.
    fn attempt(&self, drawing: &mut Drawing, place: usize, attempt: &Excursion) {
        if let Some((from, to)) = self.within(attempt.start, attempt.end) {
            // On the row where most of it lies.
            let middle = (attempt.start + attempt.end) / 2.0;
            if (self.span.0..=self.span.1).contains(&middle) {
                let x = (from + to) / 2.0;
                drawing.text(
                    Point::new(x - 1.5, self.top - 4.0),
                    (place + 1).to_string(),
                    8.0,
                    Ink::Text,
                    Anchor::End,
                );
                verdict(drawing, Point::new(x + 4.5, self.top - 6.8), &attempt.verdict);
            }
        }
        let (Some(reached), Some(left)) = (attempt.target_reached, attempt.target_left) else { return };
        let is_held = self.set.analysis.prescription.hold_secs.is_some();
        if let Some((from, to)) = self.within(reached, left).filter(|_| is_held) {
            let y = self.bottom + HOLDS - 2.0;
            drawing.line(
                vec![Point::new(from, y), Point::new(to.max(from + 0.5), y)],
                2.4,
                Ink::of_verdict(&attempt.verdict),
            );
            if to - from >= WIDE_ENOUGH {
                let text = value::tenths(attempt.hold_secs, self.language);
                drawing.text(Point::new((from + to) / 2.0, y - 2.2), text, 6.5, Ink::Text, Anchor::Middle);
            }
        }
    }

    /// A stroke for the time of each fault.
    fn faults(&self, drawing: &mut Drawing) {
        let y = self.bottom + HOLDS + FAULTS - 3.0;
        for fault in &self.set.analysis.faults {
            if let Some((from, to)) = self.within(fault.start, fault.end) {
                let ink = if fault.severity == "major" { Ink::Faulty } else { Ink::Partial };
                drawing.line(vec![Point::new(from, y), Point::new(to.max(from + 0.5), y)], 1.4, ink);
            }
        }
    }

    /// The part of a stretch of time that this row shows, as places across the page.
    fn within(&self, from_secs: f64, to_secs: f64) -> Option<(f64, f64)> {
        let (from, to) = (from_secs.max(self.span.0), to_secs.min(self.span.1));
        (from <= to).then(|| (self.x.place(from), self.x.place(to)))
    }
}

/// A mark that says the verdict without colours: a tick, a cross, a dash, a question mark.
pub(super) fn verdict(drawing: &mut Drawing, centre: Point, verdict: &str) {
    let ink = Ink::of_verdict(verdict);
    let at = |x: f64, y: f64| centre.plus(Point::new(x, y));
    match verdict {
        "good" => drawing.line(vec![at(-3.0, 0.2), at(-0.8, 2.4), at(3.2, -2.6)], 1.5, ink),
        "faulty" => {
            drawing.line(vec![at(-2.4, -2.4), at(2.4, 2.4)], 1.5, ink);
            drawing.line(vec![at(-2.4, 2.4), at(2.4, -2.4)], 1.5, ink);
        }
        "partial" => drawing.line(vec![at(-2.8, 0.0), at(2.8, 0.0)], 1.5, ink),
        _ => drawing.text(at(0.0, 2.8), "?", 8.0, ink, Anchor::Middle),
    }
}
