//! What the comparison of one clip with its truth gave. Tables are made from these alone, so they can be kept.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::truth::Made;

/// A clip, compared with its truth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClipResult {
    /// The clip's name without its ending.
    pub clip: String,
    /// The exercise's id.
    pub exercise: String,
    /// From where the camera sees the person.
    pub view: String,
    /// Who is seen: the body's id, or the clip where the truth names none.
    pub body: String,
    /// How the clip was made.
    pub made: Made,
    /// The attempts.
    pub attempts: AttemptCounts,
    /// Per matched attempt with a hold, the distance from the interval of right hold times, in seconds.
    pub hold_errors_secs: Vec<f64>,
    /// The faults of matched and missed attempts, by id.
    pub faults: BTreeMap<String, FaultCounts>,
    /// How far measured angles are off, by measure.
    pub angles: BTreeMap<String, Difference>,
    /// Correlation of the back's curve with the truth, where the back moves enough to tell.
    pub curve_r: Option<f64>,
}

/// The attempts of a clip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AttemptCounts {
    /// Those that were made and had to be found.
    pub expected: usize,
    /// Those that were found and count.
    pub found: usize,
    /// Those that were found and made.
    pub matched: usize,
    /// Those that were called good and were not.
    pub good_that_was_not: usize,
    /// Of these, those for which no attempt was made at all.
    pub good_for_nothing: usize,
}

/// How often a fault was told, and how often it was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FaultCounts {
    /// Done and told.
    pub told: usize,
    /// Told and not done.
    pub told_wrongly: usize,
    /// Done and not told.
    pub missed: usize,
    /// Matched attempts in which it could be compared.
    pub asked: usize,
    /// Of these, those in which it was said that it cannot be judged.
    pub refused: usize,
}

/// How far a measure is from the truth in the frames of a clip, in degrees: what was measured less what is.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Difference {
    /// Frames in which both are known.
    pub frames: usize,
    /// The mean of the differences without their sign.
    pub mean_absolute: f64,
    /// The mean of the differences.
    pub mean: f64,
    /// The mean of their squares.
    pub mean_square: f64,
}

impl FaultCounts {
    pub(super) fn add(&mut self, other: FaultCounts) {
        self.told += other.told;
        self.told_wrongly += other.told_wrongly;
        self.missed += other.missed;
        self.asked += other.asked;
        self.refused += other.refused;
    }
}

impl AttemptCounts {
    /// Whether the number of attempts is another than the true one.
    pub fn is_wrong_count(&self) -> bool {
        self.found != self.expected
    }

    pub(super) fn add(&mut self, other: AttemptCounts) {
        self.expected += other.expected;
        self.found += other.found;
        self.matched += other.matched;
        self.good_that_was_not += other.good_that_was_not;
        self.good_for_nothing += other.good_for_nothing;
    }
}
