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

    /// The first of the phases that is still missing of a repetition under way.
    pub fn missing(&self, phases: usize) -> Option<usize> {
        let is_done = |phase: &usize| self.pending.iter().any(|(done, _)| done == phase);
        if self.pending.is_empty() { None } else { (0..phases).find(|phase| !is_done(phase)) }
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

#[cfg(test)]
mod tests {
    use super::super::testing::phase;
    use super::*;

    fn counted(rule: RepetitionRule, attempts: &[(usize, Verdict)]) -> (u32, u32) {
        let phases = [phase(), phase()];
        let mut counter = Counter::default();
        for (place, verdict) in attempts {
            let attempt = Excursion {
                phase: None,
                side: None,
                start_secs: 0.0,
                target_reached_secs: None,
                target_left_secs: None,
                end_secs: 1.0,
                peak: 0.0,
                hold_secs: 0.0,
                unseen_secs: 0.0,
                faults: Vec::new(),
                not_judged: Vec::new(),
                verdict: *verdict,
            };
            counter.take(rule, &phases, *place, &attempt);
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
