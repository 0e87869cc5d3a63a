//! Sides that are done in the wrong order, or not at all.

use super::{JudgedAttempt, Kind, Outcome};
use crate::motion::landmark::Side;
use crate::motion::timing::Interval;

/// The same side twice in a row.
#[derive(Debug, Clone, PartialEq)]
pub struct SameSideTwice;

impl Kind for SameSideTwice {
    fn judge(&self, attempt: &JudgedAttempt<'_>) -> Outcome {
        let side = attempt.phase.side;
        if side.is_some() && side == attempt.context.side_before {
            attempt.found(None, None)
        } else {
            Outcome::Clean
        }
    }
}

/// The set ends with attempts on one side only.
#[derive(Debug, Clone, PartialEq)]
pub struct OneSideOnly;

impl Kind for OneSideOnly {
    fn judge_set(&self, attempts: &[(Option<Side>, Interval)]) -> Option<Interval> {
        let ((side, first), (_, last)) = (attempts.first()?, attempts.last()?);
        let one_sided = side.is_some() && attempts.iter().all(|(other, _)| other == side);
        one_sided.then(|| Interval::new(first.start_secs, last.end_secs))
    }
}
