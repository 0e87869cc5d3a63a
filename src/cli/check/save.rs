//! Keeps a judged recording in the history, the same way as a live session.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::cli::days;
use crate::cli::places::History;
use crate::messages::{Language, fill};
use crate::motion::{Observation, Settings};
use crate::pipeline::assemble::{Choice, Origin};
use crate::pipeline::records::records;
use crate::store::{self, About, NewSession, Store, When, Writer};

/// The folder of the history, where the recordings are to be kept. It is opened once, so that what is
/// wrong with it is told before the work is done.
pub(super) fn folder(wanted: bool, history: &History) -> Result<Option<PathBuf>> {
    if !wanted {
        return Ok(None);
    }
    history.open()?;
    Ok(history.folder())
}

/// Keeps a recording, and says as which session; one that is kept already is named.
pub(super) fn save(
    folder: &Path,
    video: &Path,
    choice: &Choice<'_>,
    settings: Settings,
    origin: &Origin,
    frames: &[(f64, Observation)],
    language: &Language,
) -> Result<String> {
    let told = |sentence: &str, id: i64| {
        fill(sentence, &[("name", &video.display().to_string()), ("id", &id.to_string())])
    };
    let store = Store::open(folder)?;
    let lasted = frames.last().map_or(0.0, |(at_secs, _)| *at_secs);
    let about = About {
        began: began(video, lasted)?,
        origin: store::Origin::Recording,
        source: origin.name.clone(),
        program_version: env!("CARGO_PKG_VERSION").to_string(),
        model: origin.model.clone(),
        model_sha256: origin.sha256.clone(),
    };
    let rules = store::Rules::from(choice.rules);
    if let Some(id) = store.recording(&about, &rules)? {
        return Ok(told(&language.words.checked.kept_already, id));
    }
    let exercise = &choice.rules.exercise;
    let mut writer = Writer::begin(store, NewSession { about, items: vec![(rules, exercise.clone())] })?;
    let poses = frames.iter().map(|(_, glimpse)| glimpse.pose.clone());
    for record in records(choice.assessor, settings, choice.view, poses) {
        writer.keep(&record)?;
    }
    let id = writer.session();
    writer.finish()?;
    Ok(told(&language.words.checked.kept, id))
}

/// When a recording began: its file was last written when it ended.
fn began(video: &Path, lasted_secs: f64) -> Result<When> {
    let written = fs::metadata(video).and_then(|file| file.modified());
    let ended =
        days::of_system(written.with_context(|| format!("cannot tell when {} was made", video.display()))?)?;
    Ok(When { unix_ms: ended.unix_ms - (lasted_secs * 1000.0) as i64, ..ended })
}
