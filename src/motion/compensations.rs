//! Movements made in place of the exercise's while nothing is attempted: they start no attempt, and the person should
//! know.

use super::event::Fault;
use super::exercise::{Exercise, RuleId};
use super::monitor::{Breach, ConditionMonitor, Context};
use super::phase::PhaseId;

/// How long something else must have moved, with no attempt under way, to be named: in a real
/// attempt the head may lead, but not for this long (seconds).
const LASTS_SECS: f64 = 1.5;

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
