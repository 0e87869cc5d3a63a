//! Numbers as people can picture them: what is counted from rest is told so, and farther is more, as in the window.
//!
//! Written data keeps its measures as they are.

use super::history::{WeekRange, WrittenWeek};
use super::session::{Curve, Set, Target};

impl Set {
    /// As it is told to people: its curves are those that the attempts are judged by.
    pub(super) fn turned_upwards(mut self) -> Self {
        let falling: Vec<Option<String>> = self
            .analysis
            .excursions
            .iter()
            .map(|attempt| {
                let target = self.target(attempt.phase.as_deref(), attempt.side.as_deref());
                attempt.measure.clone().filter(|_| target.is_some_and(|(target, _)| target.falls()))
            })
            .collect();
        let falls = |place: Option<usize>, measure: Option<&String>| {
            let of_attempt = place.and_then(|place| falling.get(place)?.as_deref());
            of_attempt.zip(measure).is_some_and(|(one, other)| without_side(one) == without_side(other))
        };
        for (attempt, measure) in self.analysis.excursions.iter_mut().zip(&falling) {
            attempt.peak = attempt.peak.map(|peak| turned(peak, measure.is_some()));
        }
        let measures = |id: &str| {
            let worst = self
                .findings
                .iter()
                .filter(|finding| finding.id == id)
                .find_map(|finding| finding.worst.as_ref());
            worst.and_then(|worst| worst.measure.as_ref())
        };
        for fault in &mut self.analysis.faults {
            let falls = falls(fault.excursion, measures(&fault.id));
            [&mut fault.value, &mut fault.limit]
                .into_iter()
                .flatten()
                .for_each(|it| *it = turned(*it, falls));
        }
        for posture in
            self.findings.iter_mut().flat_map(|finding| [&mut finding.worst, &mut finding.best]).flatten()
        {
            let falls = falls(posture.excursion, posture.measure.as_ref());
            posture.value = posture.value.map(|value| turned(value, falls));
        }
        self.curves.iter_mut().for_each(Curve::turn_upwards);
        self
    }

    /// The target of a phase and side, and the value at rest on its curve.
    pub(super) fn target(&self, phase: Option<&str>, side: Option<&str>) -> Option<(&Target, Option<f64>)> {
        self.curves.iter().find_map(|curve| {
            let is_its =
                |target: &&Target| target.phase.as_deref() == phase && target.side.as_deref() == side;
            Some((curve.targets.iter().find(is_its)?, curve.rest))
        })
    }
}

impl Curve {
    /// What only ever falls below zero is counted downwards.
    fn turn_upwards(&mut self) {
        if self.targets.is_empty() || !self.targets.iter().all(Target::falls) {
            return;
        }
        self.rest = self.rest.map(|rest| turned(rest, true));
        self.values.iter_mut().flatten().for_each(|value| *value = turned(*value, true));
        self.targets.iter_mut().for_each(|target| *target = target.turned());
    }
}

impl Target {
    /// Whether it lies below zero, and what is in it lower still.
    pub(super) fn falls(&self) -> bool {
        !self.above && self.value < 0.0
    }

    /// The same target counted downwards.
    pub(super) fn turned(&self) -> Self {
        Target { value: turned(self.value, true), above: !self.above, ..self.clone() }
    }
}

/// The weeks of an exercise as they are told to people: a phase that only ever falls below zero is counted downwards.
pub(super) fn weeks_turned_upwards(weeks: &[WrittenWeek]) -> Vec<WrittenWeek> {
    let is_same = |a: &WeekRange, b: &WeekRange| a.phase == b.phase && a.side == b.side;
    let falls = |range: &WeekRange| {
        let mut same = weeks.iter().flat_map(|week| &week.ranges).filter(|other| is_same(other, range));
        same.all(|other| other.peak < 0.0 && other.target.is_none_or(|target| target < 0.0))
    };
    let turned_range = |range: &WeekRange| {
        let falls = falls(range);
        let target = range.target.map(|target| turned(target, falls));
        WeekRange { peak: turned(range.peak, falls), target, ..range.clone() }
    };
    let turned_week = |week: &WrittenWeek| WrittenWeek {
        ranges: week.ranges.iter().map(turned_range).collect(),
        ..week.clone()
    };
    weeks.iter().map(turned_week).collect()
}

/// The name of a measure whose side does not matter.
fn without_side(measure: &str) -> &str {
    let sides = ["_left", "_right"];
    sides.iter().find_map(|side| measure.strip_suffix(side)).unwrap_or(measure)
}

/// A value, counted downwards where it falls.
pub(super) fn turned(value: f64, falls: bool) -> f64 {
    if falls { 0.0 - value } else { value }
}
