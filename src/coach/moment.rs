//! What a person sees and hears at a moment of a session.

use super::record::{Interruption, Record, SetResult};
use crate::motion::{Assessment, PhaseId, RuleId};

/// A moment of a session: the answer to one frame, or to time that passed without one.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// Seconds since the session began.
    pub at_secs: f64,
    /// What is going on.
    pub stage: Stage,
    /// What was made of the frame, from a set's set-up to its end.
    pub assessment: Option<Assessment>,
    /// What to say and play now, in this order.
    pub sounds: Vec<Sound>,
    /// What to keep.
    pub records: Vec<Record>,
    /// Whether the body is to be looked for in the whole of the next picture: what was followed so far may be none.
    pub look_anew: bool,
}

/// What is going on.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// Camera, light and place are being put right.
    SetUp(SetUp),
    /// A set is under way.
    Set(SetView),
    /// Between two sets.
    Rest(Rest),
    /// Nothing goes on until the reason has gone.
    Paused(Pause),
    /// The session is over.
    Summary(Summary),
}

/// Putting camera, light and place right.
#[derive(Debug, Clone, PartialEq)]
pub struct SetUp {
    /// The exercise's place in the session, from 0.
    pub item: usize,
    /// The set's number, from 1.
    pub number: u32,
    /// Sets asked for.
    pub sets: u32,
    /// The one thing to do now, as a sentence; none while all is well.
    pub advice: Option<String>,
    /// The sentence of the instructions that is being said.
    pub briefing: Option<String>,
    /// All that is checked, in the order in which it is put right.
    pub checks: Vec<Check>,
}

/// One thing that is checked before a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Check {
    /// What is checked.
    pub kind: CheckKind,
    /// Whether it is met; none where that can't be told yet.
    pub met: Option<bool>,
}

/// What is checked before a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckKind {
    /// There is enough light.
    Light,
    /// Somebody is in the picture.
    Person,
    /// One person only.
    Alone,
    /// The whole body is in the picture.
    WholeBody,
    /// The person is near enough.
    Distance,
    /// The camera sees the person from a side that serves.
    View,
    /// The person is in the exercise's position.
    Position,
    /// The start position is held.
    Start,
}

/// A set under way.
#[derive(Debug, Clone, PartialEq)]
pub struct SetView {
    /// The exercise's place in the session, from 0.
    pub item: usize,
    /// The set's number, from 1.
    pub number: u32,
    /// Sets asked for.
    pub sets: u32,
    /// Repetitions asked for.
    pub repetitions: Option<u32>,
    /// What is still missing of the repetition under way.
    pub next: Option<PhaseId>,
    /// The sentence that is spoken or was spoken last, while it matters.
    pub cue: Option<Utterance>,
}

/// Between two sets.
#[derive(Debug, Clone, PartialEq)]
pub struct Rest {
    /// Seconds left.
    pub secs_left: f64,
    /// Seconds in all.
    pub secs: f64,
    /// The item that follows, from 0.
    pub next_item: usize,
    /// The set of it that follows, from 1.
    pub next_set: u32,
    /// The set that was done.
    pub done: SetResult,
}

/// A pause.
#[derive(Debug, Clone, PartialEq)]
pub struct Pause {
    /// Why.
    pub why: Interruption,
    /// What to do so that it goes on.
    pub advice: String,
    /// What goes on behind it.
    pub behind: Box<Stage>,
}

impl Stage {
    /// Whether nothing follows the set that is prepared or under way, of so many exercises.
    pub fn is_last_set(&self, items: usize) -> bool {
        let (item, number, sets) = match self {
            Stage::SetUp(set_up) => (set_up.item, set_up.number, set_up.sets),
            Stage::Set(set) => (set.item, set.number, set.sets),
            Stage::Paused(pause) => return pause.behind.is_last_set(items),
            Stage::Rest(_) | Stage::Summary(_) => return false,
        };
        item + 1 == items && number == sets
    }
}

/// A session's end.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Summary {
    /// All sets in their order.
    pub sets: Vec<SetResult>,
    /// Whether attempts could not be judged because pictures were missing.
    pub has_gaps: bool,
    /// Whether a faster model may help against that.
    pub may_be_faster: bool,
}

/// Something to hear.
#[derive(Debug, Clone, PartialEq)]
pub enum Sound {
    /// A sentence.
    Say(Utterance),
    /// A short sound.
    Play(Tone),
}

/// A sentence for the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Utterance {
    /// The sentence.
    pub text: String,
    /// How pressing it is.
    pub urgency: Urgency,
    /// The rule of the exercise under way whose remedy it is.
    pub fault: Option<RuleId>,
    /// Whether it takes the place of what is being said.
    pub cuts_in: bool,
}

/// How pressing a sentence is; a more pressing one is said first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// Nothing to change.
    Praise,
    /// A number of repetitions or seconds.
    Count,
    /// How the session goes on.
    Flow,
    /// What to change.
    Form,
    /// What could hurt, and what stops the session.
    Safety,
}

/// A short sound with a meaning of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Counting begins: the start position is held.
    Ready,
    /// The target is reached.
    Reached,
    /// The prescribed hold is done.
    HoldDone,
    /// A repetition counts.
    Counted,
    /// A set or the session is done.
    Finished,
    /// The session pauses.
    Paused,
}
