//! `holdfast exercises try`: what changed rules make of old recordings.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use clap::ValueEnum;

use super::recorded;
use crate::cli::{Outcome, places, terminal};
use crate::recording::{Recording, is_landmark_recording};
use crate::report::{Excursion, Repetitions, Trial, TriedRecording, TriedRules};
use crate::rules::{Catalogue, Origin, RuleFile};

const EXAMPLES: &str = "\
Examples:
  holdfast check monday.mp4 --exercise bridge --landmarks monday.landmarks.json
  holdfast exercises try my-bridge.toml monday.landmarks.json
  holdfast exercises try my-bridge.toml recordings/*.landmarks.json --format json

Each recording is judged by the rules that are in use for the exercise, and by those that are tried. A recording
that cannot be read is reported, and the others are tried (exit code 1).";

/// Show what changed rules make of old recordings, in no time.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct TryArguments {
    /// The rules file that is tried.
    #[arg(value_name = "RULES")]
    tried: PathBuf,
    /// Landmark recordings, made by `holdfast check --landmarks`.
    #[arg(value_name = "TRACE", required = true)]
    recordings: Vec<PathBuf>,
    /// For people, or for programs.
    #[arg(long, short, value_enum, default_value_t = Form::Text)]
    format: Form,
    /// The folder of the exercises in use, in place of the usual one.
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    Text,
    Json,
}

pub(super) fn run(arguments: &TryArguments) -> Result<Outcome> {
    let after = RuleFile::read(&arguments.tried).map_err(|broken| anyhow!("{broken}"))?;
    let before = rules_in_use(&after, arguments.rules.as_deref())?;
    let mut trial = Trial::new(after.id.clone(), before.as_ref().map(named), named(&after));
    let mut outcome = Outcome::Done;
    for path in &arguments.recordings {
        match tried(path, before.as_ref(), &after) {
            Ok(recording) => trial.recordings.push(recording),
            Err(error) => {
                terminal::complain(&error);
                outcome = Outcome::SomeFailed;
            }
        }
    }
    let mut out = terminal::output();
    match arguments.format {
        Form::Text => trial.write_text(&mut out)?,
        Form::Json => trial.write_json(&mut out)?,
    }
    Ok(outcome)
}

/// The rules that judge the exercise at present. Where the file that is tried is itself in use, these are the
/// built-in ones.
fn rules_in_use(tried: &RuleFile, folder: Option<&Path>) -> Result<Option<RuleFile>> {
    let is_tried = |file: &RuleFile| match (&file.origin, &tried.origin) {
        (Origin::File(a), Origin::File(b)) => a.canonicalize().ok() == b.canonicalize().ok(),
        _ => false,
    };
    let catalogue = places::catalogue(folder)?;
    let file = catalogue.files().iter().find(|file| file.id == tried.id).filter(|file| !is_tried(file));
    if file.is_some() {
        return Ok(file.cloned());
    }
    Ok(Catalogue::load(None)?.files().iter().find(|file| file.id == tried.id).cloned())
}

fn named(file: &RuleFile) -> TriedRules {
    TriedRules { origin: file.origin.to_string(), sha256: file.sha256.clone() }
}

fn tried(path: &Path, before: Option<&RuleFile>, after: &RuleFile) -> Result<TriedRecording> {
    if path.exists() && !is_landmark_recording(path) {
        bail!(
            "{} is not a landmark recording: make one with `holdfast check {} --landmarks FILE`",
            path.display(),
            path.display()
        );
    }
    let recording = Recording::read(path)?;
    let judged = |rules: &RuleFile| -> Result<(Repetitions, Vec<Excursion>)> {
        let assessor = recorded::judged(&rules.exercise, &recording);
        let attempts = assessor.attempts().iter();
        let attempts = attempts.map(|attempt| Excursion::new(attempt, &rules.exercise)).collect();
        Ok((assessor.repetitions().into(), attempts))
    };
    let name = path.display().to_string();
    Ok(TriedRecording::new(name, before.map(judged).transpose()?, judged(after)?))
}
