//! Movements made instead of the exercise's: they start no attempt, and the person should know.

use super::event::Fault;
use super::exercise::{Exercise, FaultKind, Phase};
use super::verdict;
use super::watch::{Context, Watch};

/// How long something else must have moved, with no attempt under way, to be named: in a real
/// attempt the head may lead, but not for this long (seconds).
const LASTS_SECS: f64 = 1.5;

/// Watches for movements instead of the target while nothing is attempted.
#[derive(Debug, Clone, Default)]
pub struct Decoys {
    watches: Vec<(usize, usize, Watch)>,
}

impl Decoys {
    /// Watches for every rule of the exercise that names such a movement.
    pub fn of(exercise: &Exercise) -> Self {
        let mut watches = Vec::new();
        for (place, phase) in exercise.phases.iter().enumerate() {
            for (rule, fault) in exercise.faults.iter().enumerate() {
                if let FaultKind::InsteadOfTarget(condition) = &fault.kind
                    && fault.watches(phase)
                {
                    watches.push((rule, place, Watch::new(condition.clone(), LASTS_SECS)));
                }
            }
        }
        Self { watches }
    }

    /// Whether something moves at the moment: what is measured then is no rest.
    pub fn moving(&self) -> bool {
        self.watches.iter().any(|(_, _, watch)| watch.holds())
    }

    /// Begins anew: an attempt is under way, or the person has left.
    pub fn rest(&mut self) {
        for (_, _, watch) in &mut self.watches {
            watch.restart();
        }
    }

    /// Looks at a frame in which nothing is attempted; gives what has just been found.
    pub fn look<'a>(
        &mut self,
        time_secs: f64,
        exercise: &Exercise,
        context: impl Fn(&Phase) -> Context<'a>,
    ) -> Vec<Fault> {
        let mut found = Vec::new();
        for (rule, place, watch) in &mut self.watches {
            let stretch = watch.look(time_secs, context(&exercise.phases[*place]));
            if let Some(stretch) = stretch {
                let limit = watch.condition().bound.nearest_limit(stretch.worst);
                found.push(verdict::fault(
                    &exercise.faults[*rule],
                    stretch.start_secs,
                    stretch.end_secs,
                    Some(stretch.worst),
                    Some(limit),
                ));
            } else if watch.found().is_some() && !watch.holds() {
                watch.restart(); // over: the next one is another
            }
        }
        found
    }
}
