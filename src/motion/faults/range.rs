//! Attempts that do not go far enough.

use super::{Easing, JudgedAttempt, Kind, Outcome, SeenBest, ValueUnit};
use crate::motion::measure::MeasureRef;
use crate::motion::phase::Phase;

/// The attempt peaks before the target.
#[derive(Debug, Clone, PartialEq)]
pub struct ShortOfTarget;

impl Kind for ShortOfTarget {
    fn judge(&self, attempt: &JudgedAttempt<'_>) -> Outcome {
        if attempt.may_have_reached() {
            Outcome::NotAssessable
        } else if attempt.reached() || attempt.compensated {
            Outcome::Clean
        } else if !attempt.complete {
            Outcome::NotAssessable
        } else {
            let (peak, target) = (
                attempt.value_at(attempt.peak()),
                attempt.value_at(attempt.phase.sure_progress(attempt.context.rest)),
            );
            attempt.found(Some(peak), Some(target))
        }
    }

    fn is_about_range(&self) -> bool {
        true
    }

    fn explains_short_rest(&self, _found: bool) -> bool {
        true
    }

    fn easing(&self) -> Option<Easing> {
        Some(Easing::Range)
    }

    fn unit(&self, phase: Option<&Phase>) -> Option<ValueUnit> {
        phase.map(|phase| ValueUnit::Measure(phase.measure.unit()))
    }

    fn measure(&self, phase: &Phase) -> Option<MeasureRef> {
        Some(phase.measure)
    }

    fn seen_best(&self) -> SeenBest {
        SeenBest::Farthest
    }
}

/// The attempt goes less far than a value, whether or not it reaches the target.
#[derive(Debug, Clone, PartialEq)]
pub struct PeakShortOf {
    /// In the driving measure's unit and relative to what its target is; of the left side.
    pub value: f64,
}

impl Kind for PeakShortOf {
    fn judge(&self, attempt: &JudgedAttempt<'_>) -> Outcome {
        let asked = attempt.phase.progress_of(self.value, attempt.context.rest);
        // In the target, a few frames in which the model errs do not count.
        let gone = if attempt.reached() { attempt.curve.level() } else { attempt.peak() };
        if gone >= asked || attempt.compensated && !attempt.reached() {
            Outcome::Clean
        } else if !attempt.complete {
            Outcome::NotAssessable
        } else {
            attempt.found(Some(attempt.value_at(gone)), Some(attempt.value_at(asked)))
        }
    }

    fn is_about_range(&self) -> bool {
        true
    }

    fn unit(&self, phase: Option<&Phase>) -> Option<ValueUnit> {
        phase.map(|phase| ValueUnit::Measure(phase.measure.unit()))
    }

    fn measure(&self, phase: &Phase) -> Option<MeasureRef> {
        Some(phase.measure)
    }

    fn seen_best(&self) -> SeenBest {
        SeenBest::Farthest
    }
}
