//! Attempts -> repetitions.

use super::event::{Attempt, Repetitions, Verdict};
use super::exercise::{Exercise, RepetitionRule};
use super::phase::PhaseId;

/// Counts repetitions.
#[derive(Debug, Clone, Default)]
pub struct Counter {
    count: Repetitions,
    /// Phases done since the last repetition, and whether each was good.
    pending: Vec<(PhaseId, bool)>,
}

impl Counter {
    /// Repetitions so far.
    pub fn count(&self) -> Repetitions {
        self.count
    }

    /// The first of the phases that is still missing of a repetition under way.
    pub fn missing(&self, exercise: &Exercise) -> Option<PhaseId> {
        let is_done = |phase: &PhaseId| self.pending.iter().any(|(done, _)| done == phase);
        if self.pending.is_empty() {
            return None;
        }
        exercise.phases().map(|(id, _)| id).find(|phase| !is_done(phase))
    }

    /// Takes a recorded attempt; returns the count where it completed a repetition.
    pub fn take(&mut self, exercise: &Exercise, attempt: &Attempt) -> Option<Repetitions> {
        let in_all = exercise.phases.len();
        self.take_phase(exercise.repetition, in_all, attempt.phase, attempt.verdict == Verdict::Good)
    }

    fn take_phase(
        &mut self,
        rule: RepetitionRule,
        in_all: usize,
        phase: PhaseId,
        good: bool,
    ) -> Option<Repetitions> {
        if rule == RepetitionRule::AllPhases {
            if self.pending.iter().any(|(done, _)| *done == phase) {
                self.pending.clear(); // the other half of that one never came
            }
            self.pending.push((phase, good));
            if self.pending.len() < in_all {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(rule: RepetitionRule, attempts: &[(usize, Verdict)]) -> (u32, u32) {
        let mut counter = Counter::default();
        for (place, verdict) in attempts {
            counter.take_phase(rule, 2, PhaseId(*place), *verdict == Verdict::Good);
        }
        (counter.count().total, counter.count().good)
    }

    #[test]
    fn each_attempt_is_one_or_both_halves_are() {
        use RepetitionRule::{AllPhases, EachPhase};
        use Verdict::{Good, Partial};
        assert_eq!(counted(EachPhase, &[(0, Good), (0, Partial), (1, Good)]), (3, 2));
        assert_eq!(counted(AllPhases, &[(0, Good), (1, Good), (1, Good), (0, Good)]), (2, 2));
        assert_eq!(counted(AllPhases, &[(0, Good), (1, Partial)]), (1, 0));
        assert_eq!(counted(AllPhases, &[(0, Good), (0, Good), (0, Good)]), (0, 0));
        assert_eq!(counted(AllPhases, &[(0, Partial), (0, Good), (1, Good)]), (1, 1), "a second try counts");
    }
}
