//! Verdicts against the truth: clips of which it is known what is done in them.
//!
//! [`ClipTruth`] is what is truly done in a clip, [`compare`] holds an [`Analysis`](crate::report::Analysis) against
//! it, and `figures` sums up what that gave. Nothing here reads or writes files, and nothing judges.

mod angles;
mod bootstrap;
mod clip;
mod comparison;
mod conventions;
mod figures;
mod matching;
mod reading;
mod tables;
#[cfg(test)]
mod testing;
mod truth;

pub use bootstrap::{Estimate, RESAMPLES};
pub use clip::{AttemptCounts, ClipResult, Difference, FaultCounts};
pub use comparison::compare;
pub use conventions::Conventions;
pub use figures::{Angle, Attempts, Curve, Faults, Figures, Holds, figures};
pub use reading::TruthError;
pub use tables::{Table, tables};
pub use truth::{ClipTruth, Made, TrueAttempt, TrueFrame};
