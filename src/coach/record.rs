//! What a session leaves behind: the closed vocabulary that a history keeps. Nothing of it may be
//! dropped.

use std::sync::Arc;

use super::saving::Saving;
use crate::motion::{
    Assessor, Attempt, Coverage, Event, Fault, Interval, Measurements, Placement, Pose, Repetitions, Settings,
};

/// Something to keep. Times are seconds since the session began.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "nearly all records are frames, which are the large ones")]
pub enum Record {
    /// A set begins.
    SetBegan(SetStart),
    /// Something happened in the set under way.
    Happened {
        /// When.
        at_secs: f64,
        /// What.
        event: Event,
    },
    /// What was seen in a frame of the set under way.
    Frame {
        /// When.
        at_secs: f64,
        /// The person, where somebody was found.
        pose: Option<Arc<Pose>>,
        /// What was measured.
        measures: Measurements,
        /// How the body lay and from where it was seen.
        placement: Placement,
    },
    /// The set under way ended.
    SetEnded(SetResult),
    /// The session pauses.
    Paused {
        /// When.
        at_secs: f64,
        /// Why.
        why: Interruption,
    },
    /// The session goes on.
    Resumed {
        /// When.
        at_secs: f64,
    },
    /// The machine is too slow, and this is saved from now on.
    Saves {
        /// When.
        at_secs: f64,
        /// What.
        saving: Saving,
    },
    /// The session is over; nothing follows.
    Finished {
        /// When.
        at_secs: f64,
        /// How it ended.
        how: Ending,
    },
}

/// A set as it begins.
#[derive(Debug, Clone, PartialEq)]
pub struct SetStart {
    /// When, in seconds since the session began.
    pub at_secs: f64,
    /// The item's place in the session, from 0.
    pub item: usize,
    /// The set's number within the item, from 1.
    pub number: u32,
    /// The exercise's id.
    pub exercise: String,
    /// What the person chose.
    pub settings: Settings,
    /// Repetitions asked for.
    pub repetitions: Option<u32>,
}

/// A set as it ended.
#[derive(Debug, Clone, PartialEq)]
pub struct SetResult {
    /// The item's place in the session, from 0.
    pub item: usize,
    /// The set's number within the item, from 1.
    pub number: u32,
    /// When it began.
    pub start_secs: f64,
    /// When it ended.
    pub end_secs: f64,
    /// Its attempts.
    pub attempts: Vec<Attempt>,
    /// Its repetitions.
    pub repetitions: Repetitions,
    /// Faults of the set as a whole.
    pub set_faults: Vec<Fault>,
    /// How much could be judged.
    pub coverage: Coverage,
    /// The part of the full range that was asked for, 0 to 1.
    pub range: f64,
    /// How the body lay and from where it was seen, while it could be judged.
    pub placement: Placement,
    /// How often exchanged sides were put right.
    pub sides_repaired: u32,
}

impl SetResult {
    /// What an assessor has made of all that it saw, as the only set of a session; `placement` is how the
    /// body lay and from where it was seen, while it could be judged.
    pub fn of(assessor: &Assessor, interval: Interval, placement: Placement) -> Self {
        Self {
            item: 0,
            number: 1,
            start_secs: interval.start_secs,
            end_secs: interval.end_secs,
            attempts: assessor.attempts().to_vec(),
            repetitions: assessor.repetitions(),
            set_faults: assessor.set_faults().to_vec(),
            coverage: assessor.coverage().clone(),
            range: assessor.range(),
            placement,
            sides_repaired: assessor.sides_repaired(),
        }
    }
}

/// Why a session pauses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interruption {
    /// The person asked for it, by key.
    Asked,
    /// The person left the picture.
    Away,
    /// The camera gives no pictures.
    Camera,
    /// The camera gives the same picture again and again.
    Still,
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Everything was done.
    Complete,
    /// The person ended it early.
    Stopped,
}

/// How a set came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Done {
    /// All repetitions were done well.
    Good,
    /// Enough was tried.
    Enough,
}
