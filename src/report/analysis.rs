//! The analysis of one recording, as its documented JSON has it (`holdfast/analysis`, version 1).
//!
//! Readers may rely on every field here; fields are added, never renamed or removed, within a
//! version. Times are seconds from the first frame; what is not known is null.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::trace::Trace;
use super::unit::Unit;
use crate::rules::RuleFile;

/// The value of `format`.
pub const FORMAT: &str = "holdfast/analysis";
/// The value of `version`.
pub const VERSION: u32 = 1;

/// What was judged of one recording.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "holdfast/analysis")]
pub struct Analysis {
    /// The format's name.
    #[schemars(extend("const" = FORMAT))]
    pub format: Cow<'static, str>,
    /// The format's version.
    #[schemars(extend("const" = VERSION))]
    pub version: u32,
    /// The recording's path as it was given, where many are judged into one table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// What it was judged from, where that is kept to go on later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// The exercise's id.
    pub exercise: String,
    /// The exercise's name for people.
    pub title: String,
    /// Whether the exercise was recognised, and not named by the person.
    pub recognised: bool,
    /// The recording.
    pub source: Source,
    /// The program that judged.
    pub program: Program,
    /// The pose model.
    pub model: Model,
    /// The exercise's rules.
    pub rules: Rules,
    /// What was asked of the person.
    pub prescription: Prescription,
    /// How far the person was asked to go, in percent of the full way.
    pub range_percent: f64,
    /// Whether the first attempts set that range.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own_range: bool,
    /// From where the camera saw the person.
    pub view: Option<String>,
    /// The position that the person was seen in.
    pub position: Option<String>,
    /// The attempts, in order.
    pub excursions: Vec<Excursion>,
    /// What the attempts make up.
    pub repetitions: Repetitions,
    /// All faults, by time.
    pub faults: Vec<Fault>,
    /// How much of the recording could be judged, and why not the rest.
    pub coverage: Coverage,
    /// How often left and right were exchanged by the model and put right.
    pub swaps_repaired: u32,
    /// What one camera cannot tell about this exercise.
    pub limits: Vec<String>,
    /// The measures of each frame, where asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace: Option<Trace>,
}

/// All that the verdicts depend on: where both hashes are the same, so are the verdicts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Basis {
    /// The hash of the recording.
    pub recording_sha256: String,
    /// The hash of the program's version, the pose model, the rules and the options.
    pub request_sha256: String,
}

/// The recording that was judged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// The file's name without its folder.
    pub name: String,
    /// Frames a second, on average; null where the source has no rate.
    pub fps: Option<f64>,
    /// Frames that were read.
    pub frames: u64,
    /// What the file promised and did not hold; null where it is whole.
    pub shortfall: Option<String>,
    /// What a machine that was too slow for every picture has saved, with all that stands before it:
    /// `fewer-silhouettes`, `still-frames`, `every-second-frame`, `lite-model`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saving: Option<String>,
    /// Seconds from the first frame to the end of the last.
    pub duration_secs: f64,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// The program that judged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Program {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

impl Program {
    /// This program.
    pub fn this() -> Self {
        Program { name: env!("CARGO_PKG_NAME").to_string(), version: env!("CARGO_PKG_VERSION").to_string() }
    }
}

/// The pose model that saw the person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Model {
    /// Its name, such as `blazepose-full`.
    pub id: String,
    /// The hash of its file.
    pub sha256: String,
}

/// The rules that were applied.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Rules {
    /// The exercise's id.
    pub id: String,
    /// The version of the file format.
    pub format: u32,
    /// The hash of the file.
    pub sha256: String,
}

impl From<&RuleFile> for Rules {
    fn from(file: &RuleFile) -> Self {
        Self { id: file.id.clone(), format: file.format, sha256: file.sha256.clone() }
    }
}

/// What was asked of the person; each pair is least and most.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Prescription {
    /// Seconds to hold; null for exercises without a hold.
    pub hold_secs: Option<[f64; 2]>,
    /// Repetitions.
    pub repetitions: [u32; 2],
    /// Times a day.
    pub times_a_day: [u32; 2],
}

/// One attempt: out of the start position and back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Excursion {
    /// The phase, such as `raised`; null for exercises that differ by side alone.
    pub phase: Option<String>,
    /// `left` or `right` of the person.
    pub side: Option<String>,
    /// When the movement began.
    pub start: f64,
    /// When the target was first met.
    pub target_reached: Option<f64>,
    /// When the target was last met.
    pub target_left: Option<f64>,
    /// When the start position was reached again.
    pub end: f64,
    /// The farthest value of `measure`.
    pub peak: Option<f64>,
    /// The measure that drives the phase.
    pub measure: Option<String>,
    /// The unit of `peak`.
    pub unit: Option<Unit>,
    /// Seconds in the target that the camera saw.
    pub hold_secs: f64,
    /// Seconds between reaching and leaving the target that the camera did not see.
    pub unseen_secs: f64,
    /// Ids of the faults found in it.
    pub faults: Vec<String>,
    /// Ids of faults that could not be judged.
    pub not_judged: Vec<String>,
    /// `good`, `faulty`, `partial` or `unjudged`.
    pub verdict: String,
}

/// What the attempts make up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Repetitions {
    /// All.
    pub total: u32,
    /// Those that reached every target without a major fault.
    pub good: u32,
}

/// A fault that was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Fault {
    /// The rule's id, such as `hips-low`.
    pub id: String,
    /// When it began.
    pub start: f64,
    /// When it ended.
    pub end: f64,
    /// The remedy.
    pub cue: String,
    /// `major` (the attempt is not good) or `minor`.
    pub severity: String,
    /// What was measured.
    pub value: Option<f64>,
    /// What the rule allows.
    pub limit: Option<f64>,
    /// The unit of both.
    pub unit: Option<Unit>,
    /// The attempt that it belongs to, counted from 0; null where it is about the whole set.
    pub excursion: Option<usize>,
}

/// How much could be judged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Coverage {
    /// Seconds with a person in the picture.
    pub person_secs: f64,
    /// Seconds that could be judged.
    pub judged_secs: f64,
    /// Seconds that could not be judged, by reason.
    pub reasons: BTreeMap<String, f64>,
    /// Seconds in positions other than the exercise's, by position.
    pub other_positions: BTreeMap<String, f64>,
    /// What to do about each reason that occurred.
    pub remedies: BTreeMap<String, String>,
    /// Times, from and to, of movements that went as far as the exercise's and are another one, or could not be told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unexplained: Vec<[f64; 2]>,
}
