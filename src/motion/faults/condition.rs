//! Conditions that must not hold in an attempt, or must hold at some time in it.

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
        Some(Watched {
            condition: &self.condition,
            during: self.during,
            for_secs: self.for_secs,
            wanted: false,
        })
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

/// A condition never holds for as long in the whole attempt.
#[derive(Debug, Clone, PartialEq)]
pub struct Never {
    /// What must be at some time.
    pub condition: Condition,
    /// For how long it must hold without a break, in seconds.
    pub for_secs: f64,
}

impl Kind for Never {
    fn watched(&self) -> Option<Watched<'_>> {
        Some(Watched {
            condition: &self.condition,
            during: During::Attempt,
            for_secs: self.for_secs,
            wanted: true,
        })
    }

    fn with_condition(&self, condition: Condition) -> Option<FaultKind> {
        Some(Never { condition, ..*self }.into())
    }

    fn judge(&self, attempt: &JudgedAttempt<'_>) -> Outcome {
        match attempt.monitor {
            Some(monitor) if monitor.found().is_some() => Outcome::Clean,
            Some(monitor) if monitor.could_judge() && attempt.complete => {
                let limit = monitor.best().map(|best| self.condition.bound.nearest_limit(best));
                attempt.found(monitor.best(), limit)
            }
            _ => Outcome::NotAssessable,
        }
    }

    fn is_about_range(&self) -> bool {
        true
    }

    fn unit(&self, _phase: Option<&Phase>) -> Option<ValueUnit> {
        Some(ValueUnit::Measure(self.condition.measure.unit()))
    }

    fn measure(&self, _phase: &Phase) -> Option<MeasureRef> {
        Some(self.condition.measure)
    }

    fn seen_best(&self) -> SeenBest {
        SeenBest::Farthest
    }
}

#[cfg(test)]
mod tests {
    use super::super::{AttemptContext, Outcome};
    use super::*;
    use crate::motion::condition::{Bound, Reference};
    use crate::motion::curve::{Curve, Sample};
    use crate::motion::measure::{Measure, Measurements, WholeMeasure};
    use crate::motion::monitor::{ConditionMonitor, Context};
    use crate::motion::testing::exercise;
    use crate::motion::timing::Interval;

    /// What a lift that ought to reach 0.2 shows, by its heights at 10 frames a second.
    fn lifted(heights: &[Option<f64>]) -> Outcome {
        let (lift, for_secs) = (WholeMeasure::HipLift, 0.1);
        let measure = MeasureRef::Whole(lift);
        let condition =
            Condition { measure, reference: Reference::Absolute, bound: Bound::Above(0.2), unsure: 0.0 };
        let mut monitor = ConditionMonitor::new(condition.clone(), for_secs);
        let samples = heights.iter().enumerate().map(|(frame, height)| {
            let (mut now, time_secs) = (Measurements::NONE, frame as f64 / 10.0);
            now.set(Measure::Whole(lift), *height);
            let context = Context { now: &now, neutral: None, near: None, view: None, moving: None };
            monitor.update(time_secs, context);
            Sample { time_secs, progress: *height }
        });
        let samples: Vec<Sample> = samples.collect();
        let (exercise, curve) = (exercise(&[]), Curve::new(samples.iter().copied()));
        let context = AttemptContext {
            rest: 0.0,
            range: 1.0,
            release: 0.9,
            view: None,
            near: None,
            hold_secs: None,
            side_before: None,
        };
        Never { condition, for_secs }.judge(&JudgedAttempt {
            phase: &exercise.phases[0],
            context,
            curve: &curve,
            samples: &samples,
            interval: Interval::new(0.0, 1.0),
            hold: None,
            complete: true,
            compensated: false,
            monitor: Some(&monitor),
        })
    }

    #[test]
    fn what_holds_for_long_enough_once_is_clean() {
        assert_eq!(lifted(&[0.0, 0.1, 0.22, 0.25, 0.1, 0.0].map(Some)), Outcome::Clean);
    }

    #[test]
    fn what_never_holds_is_found_with_the_value_that_came_nearest() {
        let found = Outcome::Found { interval: Interval::new(0.0, 1.0), value: Some(0.15), limit: Some(0.2) };
        assert_eq!(lifted(&[0.0, 0.1, 0.15, 0.1, 0.0].map(Some)), found);
        let tremble = lifted(&[0.0, 0.1, 0.21, 0.1, 0.0].map(Some));
        assert!(matches!(tremble, Outcome::Found { .. }), "{tremble:?}");
    }

    #[test]
    fn what_was_hardly_seen_cannot_be_told() {
        assert_eq!(lifted(&[Some(0.0), None, None, None, Some(0.0)]), Outcome::NotAssessable);
    }
}
