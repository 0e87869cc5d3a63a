//! How far, how long and how fast: a row for each movement, and left against right.

use super::{Cell, Table, Tile, columns, mean};
use crate::graphics::axis::span;
use crate::messages::{Language, capitalised, fill};
use crate::motion::Side;
use crate::motion::statistics::median;
use crate::report::session::{Set, Target};
use crate::report::shown::turned;
use crate::report::value::{self, ABSENT};
use crate::report::{Excursion, Unit, words};

/// A difference in time between the sides that is not worth telling, in seconds.
const SLIGHT_SECS: f64 = 0.4;

/// A difference between the sides is told where it is more than this many times the measure's mean error: both
/// sides err.
const BEYOND_ERROR: f64 = 2.5;

/// The mean error where none was measured, in degrees and trunk lengths.
const ERROR_DEG: f64 = 5.0;
const ERROR_TRUNK: f64 = 0.05;

/// The views that show both sides alike. From elsewhere one is nearer the camera, and what it does looks different.
const ALIKE: [&str; 2] = ["head-end", "front"];

/// The attempts of one phase and side.
struct Movement<'a> {
    phase: Option<&'a str>,
    side: Option<&'a str>,
    attempts: Vec<&'a Excursion>,
}

fn movements(set: &Set) -> Vec<Movement<'_>> {
    let mut found: Vec<Movement<'_>> = Vec::new();
    for attempt in &set.analysis.excursions {
        let (phase, side) = (attempt.phase.as_deref(), attempt.side.as_deref());
        match found.iter_mut().find(|one| one.phase == phase && one.side == side) {
            Some(one) => one.attempts.push(attempt),
            None => found.push(Movement { phase, side, attempts: vec![attempt] }),
        }
    }
    found
}

impl Movement<'_> {
    fn name(&self, language: &Language) -> String {
        capitalised(&words::movement(self.phase, self.side, language))
    }

    fn peaks(&self) -> Vec<f64> {
        self.attempts.iter().filter_map(|attempt| attempt.peak).collect()
    }

    fn holds(&self) -> Vec<f64> {
        let reached = self.attempts.iter().filter(|attempt| attempt.target_reached.is_some());
        reached.map(|attempt| attempt.hold_secs).collect()
    }

    fn unit(&self) -> Option<Unit> {
        self.attempts.iter().find_map(|attempt| attempt.unit)
    }

    /// The target and the value at rest, as its peaks are counted: to either side farther is more.
    fn target(&self, set: &Set) -> Option<(Target, Option<f64>)> {
        let (target, rest) = set.target(self.phase, self.side)?;
        let falls = target.falls();
        let target = if falls { target.turned() } else { target.clone() };
        Some((target, rest.map(|rest| turned(rest, falls))))
    }

    /// Seconds from the start to the target, and from leaving it to the end.
    fn ways(&self) -> (Option<f64>, Option<f64>) {
        let out = self.attempts.iter().filter_map(|attempt| Some(attempt.target_reached? - attempt.start));
        let back = self.attempts.iter().filter_map(|attempt| Some(attempt.end - attempt.target_left?));
        (mean(&out.collect::<Vec<_>>()), mean(&back.collect::<Vec<_>>()))
    }
}

/// A row for each movement.
pub(super) fn table(set: &Set, language: &Language) -> Option<Table> {
    let words = &language.words.report;
    let movements = movements(set);
    let held = set.analysis.prescription.hold_secs.is_some();
    let absent = || ABSENT.to_string();
    let secs = |value: Option<f64>| value.map_or_else(absent, |secs| value::tenths(secs, language));
    let row = |one: &Movement<'_>| -> Vec<Cell> {
        let rounded = |value| value::rounded(value, one.unit(), language);
        let told = |value: Option<f64>| value.map_or_else(absent, rounded);
        let good = one.attempts.iter().filter(|attempt| attempt.verdict == "good").count();
        let target = one.target(set);
        let above = target.as_ref().is_none_or(|(target, _)| target.above);
        let peaks = one.peaks();
        let best = peaks.iter().copied().reduce(|a, b| if (a > b) == above { a } else { b });
        let mean_peak = mean(&peaks);
        let way = target.as_ref().and_then(|(_, rest)| Some((mean_peak? - (*rest)?).abs()));
        let (out, back) = one.ways();
        let holds = one.holds();
        let hold = match (mean(&holds), &holds[..]) {
            _ if !held => absent(),
            (Some(mean), [_, _, ..]) => {
                let (least, most) = span(holds.iter().copied()).unwrap_or_default();
                let [least, most] = [least, most].map(|secs| language.number(secs, 1));
                let span = fill(&words.to, &[("least", &least), ("most", &most)]);
                format!("{} ({span})", secs(Some(mean)))
            }
            (mean, _) => secs(mean),
        };
        let from = target.map_or_else(absent, |(target, _)| {
            let sign = if target.above { "≥" } else { "≤" };
            format!("{sign} {}", rounded(target.value))
        });
        let good = [("good", &*good.to_string()), ("all", &one.attempts.len().to_string())];
        let name = Some(one.name(language)).filter(|name| !name.is_empty());
        vec![
            name.unwrap_or_else(|| set.analysis.title.clone()).into(),
            fill(&words.good_of, &good).into(),
            from.into(),
            told(mean_peak).into(),
            told(best).into(),
            told(way).into(),
            hold.into(),
            secs(out).into(),
            secs(back).into(),
        ]
    };
    let layout = [
        (false, 1.6),
        (true, 0.9),
        (true, 1.1),
        (true, 1.2),
        (true, 1.1),
        (true, 1.4),
        (true, 2.0),
        (true, 0.8),
        (true, 0.8),
    ];
    let head = columns(&words.movements_head, &layout);
    (!movements.is_empty()).then(|| Table { head, rows: movements.iter().map(row).collect() })
}

/// Left against right in a sentence; none for movements without sides.
pub(super) fn sides(set: &Set, language: &Language) -> Option<String> {
    let words = &language.words.report;
    let movements = movements(set);
    let of = |side: &str| movements.iter().find(|one| one.side == Some(side));
    let (left, right) = match (of("left"), of("right")) {
        (None, None) => return None,
        (Some(left), Some(right)) => (left, right),
        (Some(_), None) => return Some(words.one_side_left.clone()),
        (None, Some(_)) => return Some(words.one_side_right.clone()),
    };
    let unit = left.unit();
    let went = if set.analysis.view.as_deref().is_some_and(|view| ALIKE.contains(&view)) {
        let error = set.curves.iter().find_map(|curve| curve.mean_error);
        let error = error.unwrap_or(if unit == Some(Unit::Degrees) { ERROR_DEG } else { ERROR_TRUNK });
        let [left, right] = [left, right].map(|one| held_at(set, one));
        match compared(left, right, BEYOND_ERROR * error) {
            None => words.went_alike.clone(),
            Some((by, side)) => {
                let more = if side == Side::Left { &words.went_left } else { &words.went_right };
                fill(more, &[("by", &value::rounded(by, unit, language))])
            }
        }
    } else {
        words.went_unknown.clone()
    };
    let [left, right] = [left, right].map(|one| mean(&one.holds()));
    let held = match compared(left, right, SLIGHT_SECS) {
        None => words.held_alike.clone(),
        Some((by, side)) => {
            let more = if side == Side::Left { &words.held_left } else { &words.held_right };
            fill(more, &[("by", &value::tenths(by, language))])
        }
    };
    Some(fill(&words.sides, &[("went", &went), ("held", &held)]))
}

/// How far from rest a movement is held: the median over its holds, so that no single frame decides.
fn held_at(set: &Set, one: &Movement<'_>) -> Option<f64> {
    let measure = one.attempts.iter().find_map(|attempt| attempt.measure.as_deref())?;
    let curve = set.curves.iter().find(|curve| curve.measure == measure)?;
    let holds: Vec<(f64, f64)> = one
        .attempts
        .iter()
        .filter_map(|attempt| Some((attempt.target_reached?, attempt.target_left?)))
        .collect();
    let in_hold = |at: f64| holds.iter().any(|(from, to)| (*from..=*to).contains(&at));
    let values = curve.time_secs.iter().zip(&curve.values).filter(|(at, _)| in_hold(**at));
    Some((median(values.filter_map(|(_, value)| *value))? - curve.rest?).abs())
}

/// By how much and where it is more; none where the difference is slight.
fn compared(left: Option<f64>, right: Option<f64>, slight: f64) -> Option<(f64, Side)> {
    let by = left? - right?;
    (by.abs() >= slight).then_some((by.abs(), if by > 0.0 { Side::Left } else { Side::Right }))
}

/// The farthest peak against its target, where one movement makes the set.
pub(super) fn farthest(set: &Set, language: &Language) -> Option<Tile> {
    let words = &language.words.report;
    let movements = movements(set);
    let [one] = &movements[..] else { return None };
    let (target, _) = one.target(set)?;
    let peaks = one.peaks();
    let best = peaks.into_iter().reduce(|a, b| if (a > b) == target.above { a } else { b })?;
    let [best, target] = [best, target.value].map(|value| value::rounded(value, one.unit(), language));
    Some(Tile {
        label: words.farthest.clone(),
        value: best,
        note: fill(&words.target_at, &[("value", &target)]),
    })
}
