//! Movements made in place of the exercise's. Where they start no attempt, the person should know all the same.

use super::{During, FaultKind, JudgedAttempt, Kind, Outcome, SeenBest, ValueUnit, Watched};
use crate::motion::event::Fault;
use crate::motion::exercise::{Condition, Exercise, Phase, PhaseId, RuleId};
use crate::motion::measure::MeasureRef;
use crate::motion::monitor::{Breach, ConditionMonitor, Context};

/// How long something else must have moved to count as moved instead, in seconds.
const INSTEAD_SECS: f64 = 0.3;

/// How long something else must have moved, with no attempt under way, to be named: in a real
/// attempt the head may lead, but not for this long (seconds).
const LASTS_SECS: f64 = 1.5;

/// The attempt peaks before the target while something else moves instead.
#[derive(Debug, Clone, PartialEq)]
pub struct InsteadOfTarget(
    /// How the other movement is recognised.
    pub Condition,
);

impl Kind for InsteadOfTarget {
    fn watched(&self) -> Option<Watched<'_>> {
        Some(Watched { condition: &self.0, during: During::Attempt, for_secs: INSTEAD_SECS })
    }

    fn with_condition(&self, condition: Condition) -> Option<FaultKind> {
        Some(InsteadOfTarget(condition).into())
    }

    fn judge(&self, attempt: &JudgedAttempt<'_>) -> Outcome {
        if attempt.reached() { Outcome::Clean } else { attempt.monitored() }
    }

    fn is_compensation(&self) -> bool {
        true
    }

    fn explains_short_rest(&self, found: bool) -> bool {
        found
    }

    fn unit(&self, _phase: Option<&Phase>) -> Option<ValueUnit> {
        Some(ValueUnit::Measure(self.0.measure.unit()))
    }

    fn measure(&self, _phase: &Phase) -> Option<MeasureRef> {
        Some(self.0.measure)
    }

    fn seen_best(&self) -> SeenBest {
        SeenBest::Farthest
    }
}

/// Watches for compensations while nothing is attempted.
#[derive(Debug, Clone, Default)]
pub struct CompensationDetector {
    monitors: Vec<(RuleId, PhaseId, ConditionMonitor)>,
}

impl CompensationDetector {
    /// Watches for every rule of the exercise that names such a movement.
    pub fn new(exercise: &Exercise) -> Self {
        let rules = || exercise.rules().filter(|(_, rule)| rule.kind.is_compensation());
        let monitors = exercise.phases().flat_map(|(id, phase)| {
            rules().filter(|(_, rule)| rule.watches(phase)).filter_map(move |(rule_id, rule)| {
                let condition = rule.kind.watched()?.condition.clone();
                Some((rule_id, id, ConditionMonitor::new(condition, LASTS_SECS)))
            })
        });
        Self { monitors: monitors.collect() }
    }

    /// Whether something moves at the moment: what is measured then is no rest.
    pub fn is_moving(&self) -> bool {
        self.monitors.iter().any(|(_, _, monitor)| monitor.holds())
    }

    /// Begins anew: an attempt is under way, or the person has left.
    pub fn restart(&mut self) {
        for (_, _, monitor) in &mut self.monitors {
            monitor.restart();
        }
    }

    /// Takes a frame in which nothing is attempted; gives what has just been found.
    pub fn update<'a>(&mut self, time_secs: f64, context: impl Fn(PhaseId) -> Context<'a>) -> Vec<Fault> {
        let mut found = Vec::new();
        for (rule, phase, monitor) in &mut self.monitors {
            if let Some(Breach { interval, worst }) = monitor.update(time_secs, context(*phase)) {
                let limit = monitor.condition().bound.nearest_limit(worst);
                let (value, limit) = (Some(worst), Some(limit));
                // It belongs to no attempt, so to the set.
                found.push(Fault { rule: *rule, phase: None, interval, value, limit });
            } else if monitor.found().is_some() && !monitor.holds() {
                monitor.restart(); // over: the next one is another
            }
        }
        found
    }
}
