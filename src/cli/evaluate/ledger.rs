//! What each clip gave, a line each in a file, so that a later run need not judge it again.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use crate::cli::terminal;
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

/// The file, if one was named.
pub(super) struct Ledger {
    file: Option<(File, PathBuf)>,
    lines: Vec<Line>,
}

impl Ledger {
    /// Opens the file, or begins it. Fails where it is something else: nothing is overwritten.
    pub(super) fn open(path: Option<&Path>) -> Result<Self> {
        let Some(path) = path else { return Ok(Ledger { file: None, lines: Vec::new() }) };
        let cannot = || format!("cannot keep results in {}", path.display());
        let mut file =
            OpenOptions::new().read(true).append(true).create(true).open(path).with_context(cannot)?;
        let mut text = String::new();
        file.read_to_string(&mut text).with_context(cannot)?;
        // A run that was killed may have left half a line.
        let whole = text.rfind('\n').map_or(0, |end| end + 1);
        let mut lines = Vec::new();
        for (place, line) in text[..whole].lines().enumerate() {
            match serde_json::from_str::<Line>(line) {
                Ok(line) if line.format == FORMAT && line.version == VERSION => lines.push(line),
                _ => bail!(
                    "{}: line {} is no result of `holdfast evaluate`: name another file with --resume",
                    path.display(),
                    place + 1
                ),
            }
        }
        if whole < text.len() {
            // A file of one line without an end is not ours to cut.
            if lines.is_empty() && !text.starts_with(&format!("{{\"format\":\"{FORMAT}\"")) {
                bail!("{} is no file of results: name another file with --resume", path.display());
            }
            file.set_len(whole as u64).with_context(cannot)?;
            terminal::note(&format!("{}: its last line is not whole and is left out", path.display()));
        }
        Ok(Ledger { file: Some((file, path.to_owned())), lines })
    }

    /// What a clip gave before.
    pub(super) fn find(&self, key: &Key<'_>) -> Option<&Line> {
        self.lines.iter().rev().find(|line| {
            let Provenance { model_sha256, rules_sha256, truth_sha256, recording_sha256, .. } =
                &line.provenance;
            line.result.clip == key.clip
                && recording_sha256 == key.recording_sha256
                && truth_sha256 == key.truth_sha256
                && rules_sha256 == key.rules_sha256
                && key.model_sha256.is_none_or(|model| model == model_sha256)
        })
    }

    /// Keeps what a clip gave.
    pub(super) fn add(&mut self, line: &Line) -> Result<()> {
        let Some((file, path)) = &mut self.file else { return Ok(()) };
        let mut text = serde_json::to_string(line)?;
        text.push('\n');
        file.write_all(text.as_bytes()).with_context(|| format!("cannot keep results in {}", path.display()))
    }
}
