//! What a session asks for: one exercise of its programme.

use crate::messages::ExerciseTexts;
use crate::motion::{Exercise, Settings};

/// One exercise of a session.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The exercise.
    pub exercise: Exercise,
    /// What is said of it.
    pub texts: ExerciseTexts,
    /// What the person chose about it.
    pub settings: Settings,
    /// Repetitions of a set; none for as many as the person likes.
    pub repetitions: Option<u32>,
    /// Sets, at least one.
    pub sets: u32,
    /// Rest after each set, in seconds.
    pub rest_secs: f64,
}

/// Which set of the session it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SetPlace {
    /// The item's place, from 0.
    pub(super) item: usize,
    /// The set's number within the item, from 1.
    pub(super) number: u32,
}
