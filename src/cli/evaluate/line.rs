//! What a clip gave, as it is kept in a line of a file.

use serde::{Deserialize, Serialize};

use crate::cli::ledger::Kept;
use crate::evaluation::ClipResult;

const FORMAT: &str = "holdfast/evaluated-clip";
const VERSION: u32 = 1;

/// What was judged, and by what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Provenance {
    /// The program's version.
    pub(super) program: String,
    /// Whether a landmark recording stood for the video.
    pub(super) from_landmarks: bool,
    /// The pose model's id.
    pub(super) model: String,
    /// The hash of its file.
    pub(super) model_sha256: String,
    /// The hash of the rules file.
    pub(super) rules_sha256: String,
    /// The hash of the truth's file.
    pub(super) truth_sha256: String,
    /// The hash of the video or landmark recording.
    pub(super) recording_sha256: String,
}

/// A clip that was compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Line {
    format: String,
    version: u32,
    #[serde(flatten)]
    pub(super) provenance: Provenance,
    #[serde(flatten)]
    pub(super) result: ClipResult,
}

impl Line {
    pub(super) fn new(provenance: Provenance, result: ClipResult) -> Self {
        Line { format: FORMAT.to_owned(), version: VERSION, provenance, result }
    }
}

impl Kept for Line {
    const BEGIN: &'static str = "{\"format\":\"holdfast/evaluated-clip\"";
    const COMMAND: &'static str = "holdfast evaluate";

    fn is_known(&self) -> bool {
        self.format == FORMAT && self.version == VERSION
    }

    fn key(&self) -> Option<String> {
        let Provenance { recording_sha256, truth_sha256, rules_sha256, model_sha256, .. } = &self.provenance;
        let model_sha256 = Some(model_sha256.as_str()).filter(|_| !self.provenance.from_landmarks);
        let clip = &self.result.clip;
        Some(Key { clip, recording_sha256, truth_sha256, rules_sha256, model_sha256 }.joined())
    }
}

/// What must be the same for a clip to be skipped.
#[derive(Debug)]
pub(super) struct Key<'a> {
    pub(super) clip: &'a str,
    pub(super) recording_sha256: &'a str,
    pub(super) truth_sha256: &'a str,
    pub(super) rules_sha256: &'a str,
    /// None where the recording itself says what the model saw.
    pub(super) model_sha256: Option<&'a str>,
}

impl Key<'_> {
    pub(super) fn joined(&self) -> String {
        let Key { clip, recording_sha256, truth_sha256, rules_sha256, model_sha256 } = self;
        let model = model_sha256.unwrap_or("any");
        format!("{recording_sha256} {truth_sha256} {rules_sha256} {model} {clip}")
    }
}
