//! Attempts -> repetitions.

use super::event::{Excursion, Repetitions, Verdict};
use super::exercise::{Phase, RepetitionRule};

/// Counts repetitions.
#[derive(Debug, Clone, Default)]
pub struct Counter {
    count: Repetitions,
    /// Phases done since the last repetition, and whether each was good.
    pending: Vec<(usize, bool)>,
}

impl Counter {
    /// Repetitions so far.
    pub fn count(&self) -> Repetitions {
        self.count
    }

    /// Takes a recorded attempt at a phase; returns the count where it completed a repetition.
    pub fn take(
        &mut self,
        rule: RepetitionRule,
        phases: &[Phase],
        phase: usize,
        attempt: &Excursion,
    ) -> Option<Repetitions> {
        let good = attempt.verdict == Verdict::Good;
        if rule == RepetitionRule::AllPhases {
            if self.pending.iter().any(|(done, _)| *done == phase) {
                self.pending.clear(); // the other half of that one never came
            }
            self.pending.push((phase, good));
            if self.pending.len() < phases.len() {
                return None;
            }
        } else {
            self.pending.push((phase, good));
        }
        self.count.total += 1;
        self.count.good += u32::from(self.pending.drain(..).all(|(_, good)| good));
        Some(self.count)
    }
}
