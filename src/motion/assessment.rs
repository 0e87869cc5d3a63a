//! What is asked of an exercise, and what one frame showed of it.

use super::event::{Event, Reason, Repetitions};
use super::measure::{Measure, Measurements};
use super::phase::PhaseId;
use super::placement::Placement;

/// What the person chose about the exercise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// The part of the way from rest to target that is asked for, 0 to 1. Safety faults stay.
    pub range: f64,
    /// Whether the first attempts of each phase set the person's own range instead.
    pub own_range: bool,
    /// Seconds of hold asked for instead of the rules'.
    pub hold_secs: Option<f64>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { range: 1.0, own_range: false, hold_secs: None }
    }
}

/// What a frame showed.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// What happened.
    pub events: Vec<Event>,
    /// What was measured.
    pub measures: Measurements,
    /// Position, view and near side.
    pub placement: Placement,
    /// Why nothing can be judged at the moment.
    pub reason: Option<Reason>,
    /// The phase under way.
    pub phase: Option<PhaseId>,
    /// Whether its target has been reached in this attempt.
    pub reached: bool,
    /// Whether its target is met.
    pub in_target: bool,
    /// Seconds that the target has been held so far, as the record will have them.
    pub hold_secs: f64,
    /// The driving measure of the phase under way, or of the first phase.
    pub driver: Option<Measure>,
    /// The value at rest of a driving measure that is counted from there; none of one that is not.
    pub counted_from: Option<f64>,
    /// The value of the driving measure at which its target is reached.
    pub target: Option<f64>,
    /// The repetitions so far.
    pub repetitions: Repetitions,
}
