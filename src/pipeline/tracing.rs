//! Keeps the driving measure of a set over time, for the chart at the end.

use std::collections::BTreeMap;

use crate::motion::{Assessment, Exercise, Measure, PhaseId};
use crate::ui::{Curve, Target};

/// Follows the frames of one set.
#[derive(Debug, Clone)]
pub struct Tracing {
    /// Per phase whether its measure grows towards the target.
    rises: Vec<bool>,
    driver: Option<Measure>,
    is_from_rest: bool,
    samples: Vec<(f64, Option<f64>)>,
    /// Per phase where its target is reached, as known last.
    targets: BTreeMap<PhaseId, f64>,
}

impl Tracing {
    /// Nothing has been seen yet.
    pub fn new(exercise: &Exercise) -> Self {
        let rises = exercise.phases.iter().map(|phase| phase.rises).collect();
        Self { rises, driver: None, is_from_rest: false, samples: Vec::new(), targets: BTreeMap::new() }
    }

    /// Takes what was made of a frame.
    pub fn take(&mut self, at_secs: f64, assessment: &Assessment) {
        let driver = assessment.driver;
        // Two measures are two lines.
        if self.driver != driver {
            self.samples.push((at_secs, None));
            self.driver = driver;
        }
        // What is counted from rest is kept so.
        let rest = assessment.counted_from.unwrap_or_default();
        let value = driver.and_then(|driver| assessment.measures.get(driver)).map(|value| value - rest);
        self.is_from_rest |= assessment.counted_from.is_some();
        // A long time unseen needs no more than its beginning.
        let was_unseen = self.samples.last().is_some_and(|(_, value)| value.is_none());
        if value.is_some() || !was_unseen {
            self.samples.push((at_secs, value));
        }
        if let Some(target) = assessment.target {
            self.targets.insert(assessment.phase.unwrap_or(PhaseId(0)), target - rest);
        }
    }

    /// What was kept; none where nothing was measured.
    pub fn curve(&self) -> Option<Curve> {
        let unit = self.driver?.unit();
        let targets = self
            .targets
            .iter()
            .filter_map(|(phase, value)| Some(Target { value: *value, above: *self.rises.get(phase.0)? }));
        let (mut samples, mut targets) = (self.samples.clone(), targets.collect::<Vec<_>>());
        // Further is higher: what only ever falls from rest is counted downwards.
        if self.is_from_rest && self.rises.iter().all(|rises| !rises) {
            samples.iter_mut().for_each(|(_, value)| *value = value.map(|value| -value));
            targets.iter_mut().for_each(|target| (target.value, target.above) = (-target.value, true));
        }
        Some(Curve { unit, samples, targets })
    }
}
