//! Conditions that must not hold in an attempt.

use super::{FaultKind, JudgedAttempt, Kind, Outcome, SeenBest, ValueUnit, Watched};
use crate::motion::condition::Condition;
use crate::motion::measure::MeasureRef;
use crate::motion::phase::Phase;

/// When a condition is watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum During {
    /// From leaving the start position to the return.
    Attempt,
    /// While the target is met.
    Target,
}

/// A condition holds for some time.
#[derive(Debug, Clone, PartialEq)]
pub struct While {
    /// What must not be.
    pub condition: Condition,
    /// When it is watched.
    pub during: During,
    /// For how long it must hold without a break, in seconds.
    pub for_secs: f64,
}

impl Kind for While {
    fn watched(&self) -> Option<Watched<'_>> {
        Some(Watched { condition: &self.condition, during: self.during, for_secs: self.for_secs })
    }

    fn with_condition(&self, condition: Condition) -> Option<FaultKind> {
        Some(While { condition, ..*self }.into())
    }

    fn judge(&self, attempt: &JudgedAttempt<'_>) -> Outcome {
        if self.during == During::Target && !attempt.reached() { Outcome::Clean } else { attempt.monitored() }
    }

    fn unit(&self, _phase: Option<&Phase>) -> Option<ValueUnit> {
        Some(ValueUnit::Measure(self.condition.measure.unit()))
    }

    fn measure(&self, _phase: &Phase) -> Option<MeasureRef> {
        Some(self.condition.measure)
    }

    fn seen_best(&self) -> SeenBest {
        SeenBest::AtWorst
    }
}
