//! What is kept of a session: what goes in when it begins, and what comes out again.

use crate::coach::{Ending, Interruption, Saving, SetResult, SetStart};
use crate::messages::ExerciseTexts;
use crate::motion::Exercise;
use crate::rules::RuleFile;

use super::moments::KeyPose;
use super::trace::Trace;

/// A moment in the person's own time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct When {
    /// Milliseconds since 1970 in universal time.
    pub unix_ms: i64,
    /// How far the clocks were ahead of universal time where the person was, in seconds.
    pub utc_offset_secs: i32,
}

impl When {
    /// The day where the person was, counted from 1970-01-01.
    pub fn day(self) -> i64 {
        (self.unix_ms.div_euclid(1000) + i64::from(self.utc_offset_secs)).div_euclid(SECS_PER_DAY)
    }
}

/// Seconds of a day.
pub(super) const SECS_PER_DAY: i64 = 86_400;

/// Where the poses of a session came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A camera, coached live.
    Camera,
    /// A recording, judged afterwards.
    Recording,
}

/// The rules of an exercise as they were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// The hash of their text.
    pub sha256: String,
    /// The exercise's id.
    pub exercise: String,
    /// The exercise's name for people.
    pub title: String,
    /// The version of the file's format.
    pub format: u32,
    /// The text itself, so that a report can name limits that have changed since.
    pub text: String,
}

impl From<&RuleFile> for Rules {
    fn from(file: &RuleFile) -> Self {
        Self {
            sha256: file.sha256.clone(),
            exercise: file.id.clone(),
            title: file.texts.title.clone(),
            format: file.format,
            text: file.text.clone(),
        }
    }
}

/// What is known of a session as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// When it began.
    pub began: When,
    /// Where the poses came from.
    pub origin: Origin,
    /// The camera or the recording, by name.
    pub source: String,
    /// The version of the program that judged.
    pub program_version: String,
    /// The pose model's name.
    pub model: String,
    /// The hash of the pose model's file.
    pub model_sha256: String,
}

/// A session that begins.
#[derive(Debug, Clone, PartialEq)]
pub struct NewSession {
    /// What is known of it.
    pub about: About,
    /// Its items' exercises in their order, each with the rules that it was read from.
    pub items: Vec<(Rules, Exercise)>,
}

/// How strong pain was, 0 (none) to 10; none where nobody said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pain {
    /// Before the session.
    pub before: Option<u8>,
    /// After it.
    pub after: Option<u8>,
}

/// How a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It goes on at the moment.
    UnderWay,
    /// It ended as the person wanted.
    Ended(Ending),
    /// The program or the machine stopped.
    CutOff,
}

/// A session that was kept.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptSession {
    /// Its number.
    pub id: i64,
    /// What is known of it as a whole.
    pub about: About,
    /// How it stands.
    pub standing: Standing,
    /// Seconds that it lasted, as far as is known.
    pub duration_secs: f64,
    /// How strong pain was.
    pub pain: Pain,
    /// What the person noted.
    pub note: Option<String>,
    /// Its sets in their order.
    pub sets: Vec<KeptSet>,
    /// Its pauses in their order.
    pub pauses: Vec<KeptPause>,
    /// What was saved because the machine was too slow, and from which second on, in their order.
    pub savings: Vec<(f64, Saving)>,
    /// How many pieces of curves and figures are damaged and left out.
    pub damaged: u32,
}

/// A set that was kept.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptSet {
    /// The rules that it was judged by.
    pub rules: Rules,
    /// The exercise in them.
    pub exercise: Exercise,
    /// What they say of it.
    pub texts: ExerciseTexts,
    /// How it began.
    pub start: SetStart,
    /// How it ended; what was known last, where it is not whole.
    pub result: SetResult,
    /// Whether it came to its end.
    pub whole: bool,
    /// Frames that were judged.
    pub frames: u32,
    /// The driving measures over time.
    pub traces: Vec<Trace>,
    /// The moments worth a figure.
    pub key_poses: Vec<KeyPose>,
}

/// A pause of a session; times are seconds since it began.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KeptPause {
    /// When it began.
    pub start_secs: f64,
    /// When it ended; none where the session ended in it.
    pub end_secs: Option<f64>,
    /// Why.
    pub why: Interruption,
}
