//! Sides that are done in the wrong order, or not at all.

use super::{JudgedAttempt, Kind, Outcome};
use crate::motion::event::Attempt;
use crate::motion::exercise::Exercise;
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
    fn judge_set(&self, attempts: &[Attempt], exercise: &Exercise) -> Option<Interval> {
        let (first, last) = (attempts.first()?, attempts.last()?);
        let side_of = |attempt: &Attempt| exercise.phase(attempt.phase).side;
        let side = side_of(first)?;
        let one_sided = attempts.iter().all(|attempt| side_of(attempt) == Some(side));
        one_sided.then(|| Interval::new(first.interval.start_secs, last.interval.end_secs))
    }
}
