//! A live session from moment to moment: which set is under way, what is said, shown and kept.
//!
//! The coach gets what was seen in each frame and answers with a [`Moment`]. It does no input or
//! output and owns no clock: time comes with the frames, in seconds since the session began, so a
//! recorded trace gives the same session as the camera did. Who shows, speaks and keeps it is
//! decided elsewhere.

mod coaching;
mod commentary;
mod escalation;
mod findings;
mod guide;
mod hold;
mod item;
mod moment;
mod output;
mod presence;
mod record;
mod repertoire;
mod rest;
mod saving;
mod session;
mod set_runner;
mod speech;
mod summary;

pub use commentary::Commentary;
pub use findings::{Finding, findings, rank};
pub use item::Item;
pub use moment::{
    Check, CheckKind, Moment, Pause, Rest, SetUp, SetView, Sound, Stage, Summary, Tone, Urgency, Utterance,
};
pub use record::{Ending, Interruption, Record, SetResult, SetStart};
pub use saving::Saving;
pub use session::{Request, Session};
pub use speech::takes_secs;
