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
    samples: Vec<(f64, Option<f64>)>,
    /// Per phase where its target is reached, as known last.
    targets: BTreeMap<PhaseId, f64>,
}

impl Tracing {
    /// Nothing has been seen yet.
    pub fn new(exercise: &Exercise) -> Self {
        let rises = exercise.phases.iter().map(|phase| phase.rises).collect();
        Self { rises, driver: None, samples: Vec::new(), targets: BTreeMap::new() }
    }

    /// Takes what was made of a frame.
    pub fn take(&mut self, at_secs: f64, assessment: &Assessment) {
        let driver = assessment.driver;
        // Two measures are two lines.
        if self.driver != driver {
            self.samples.push((at_secs, None));
            self.driver = driver;
        }
        let value = driver.and_then(|driver| assessment.measures.get(driver));
        // A long time unseen needs no more than its beginning.
        let was_unseen = self.samples.last().is_some_and(|(_, value)| value.is_none());
        if value.is_some() || !was_unseen {
            self.samples.push((at_secs, value));
        }
        if let Some(target) = assessment.target {
            self.targets.insert(assessment.phase.unwrap_or(PhaseId(0)), target);
        }
    }

    /// What was kept; none where nothing was measured.
    pub fn curve(&self) -> Option<Curve> {
        let unit = self.driver?.unit();
        let targets = self
            .targets
            .iter()
            .filter_map(|(phase, value)| Some(Target { value: *value, above: *self.rises.get(phase.0)? }));
        Some(Curve { unit, samples: self.samples.clone(), targets: targets.collect() })
    }
}
