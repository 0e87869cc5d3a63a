//! Targets that are not held still.

use super::{JudgedAttempt, Kind, Outcome};
use crate::motion::curve::reversals;
use crate::motion::timing::Interval;

/// The measure swings back and forth while the target is met.
#[derive(Debug, Clone, PartialEq)]
pub struct Reversals {
    /// Fewest turns.
    pub at_least: usize,
    /// Smallest swing between two turns, in the driving measure's unit.
    pub swing: f64,
}

impl Kind for Reversals {
    fn judge(&self, attempt: &JudgedAttempt<'_>) -> Outcome {
        let swing = self.swing / attempt.context.range.abs();
        let turns = attempt.hold.map_or(0, |hold| {
            reversals(attempt.curve.samples(), Interval::new(hold.start_secs, hold.end_secs), swing)
        });
        if attempt.reached() && turns >= self.at_least {
            attempt.found(Some(turns as f64), Some(self.at_least as f64))
        } else {
            Outcome::Clean
        }
    }
}
