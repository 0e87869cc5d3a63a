//! Movements made in place of the exercise's.

use super::{During, FaultKind, JudgedAttempt, Kind, Outcome, SeenBest, ValueUnit, Watched};
use crate::motion::condition::Condition;
use crate::motion::measure::MeasureRef;
use crate::motion::phase::Phase;

/// How long something else must have moved to count as moved instead, in seconds.
const INSTEAD_SECS: f64 = 0.3;

/// The attempt peaks before the target while something else moves instead.
#[derive(Debug, Clone, PartialEq)]
pub struct InsteadOfTarget(
    /// How the other movement is recognised.
    pub Condition,
);

impl Kind for InsteadOfTarget {
    fn watched(&self) -> Option<Watched<'_>> {
        Some(Watched { condition: &self.0, during: During::Attempt, for_secs: INSTEAD_SECS, wanted: false })
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
