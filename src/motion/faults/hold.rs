//! Targets that are not held for long enough.

use super::{Easing, JudgedAttempt, Kind, Outcome, SeenBest, ValueUnit};
use crate::motion::phase::Phase;

/// The target is met for less than some time.
#[derive(Debug, Clone, PartialEq)]
pub struct HoldShorterThan {
    /// Seconds.
    pub secs: f64,
}

impl Kind for HoldShorterThan {
    fn judge(&self, attempt: &JudgedAttempt<'_>) -> Outcome {
        let asked = attempt.context.hold_secs.unwrap_or(self.secs);
        match attempt.hold {
            None => Outcome::Clean,
            Some(hold) if hold.seen_secs >= asked => Outcome::Clean,
            Some(hold) if !attempt.complete || hold.seen_secs + hold.unseen_secs >= asked => {
                Outcome::NotAssessable
            }
            Some(hold) => attempt.found(Some(hold.seen_secs), Some(asked)),
        }
    }

    fn easing(&self) -> Option<Easing> {
        Some(Easing::Hold)
    }

    fn unit(&self, _phase: Option<&Phase>) -> Option<ValueUnit> {
        Some(ValueUnit::Seconds)
    }

    fn seen_best(&self) -> SeenBest {
        SeenBest::FarthestMeanwhile
    }
}
