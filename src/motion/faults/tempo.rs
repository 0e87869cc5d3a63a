//! Movements that are made too fast.

use super::{JudgedAttempt, Kind, Outcome, ValueUnit};
use crate::motion::curve::movement_secs;
use crate::motion::phase::Phase;

/// The way out or the way back takes less than some time. An attempt that is shorter than two such ways had one that
/// was: that shows where a measure that lags draws each of them out. Of a limb behind the other only that is known: a model
/// leaves it where it was and then lets it leap.
#[derive(Debug, Clone, PartialEq)]
pub struct FasterThan {
    /// Seconds for the whole movement.
    pub secs: f64,
}

impl Kind for FasterThan {
    fn judge(&self, attempt: &JudgedAttempt<'_>) -> Outcome {
        let (out, back) =
            if attempt.is_half_hidden() { (None, None) } else { movement_secs(attempt.samples) };
        let half = attempt.complete.then(|| attempt.interval.secs() / 2.0);
        match [out, back, half].into_iter().flatten().min_by(f64::total_cmp) {
            Some(fastest) if fastest < self.secs => attempt.found(Some(fastest), Some(self.secs)),
            Some(_) => Outcome::Clean,
            None => Outcome::NotAssessable,
        }
    }

    fn is_about_pace(&self) -> bool {
        true
    }

    fn unit(&self, _phase: Option<&Phase>) -> Option<ValueUnit> {
        Some(ValueUnit::Seconds)
    }
}
