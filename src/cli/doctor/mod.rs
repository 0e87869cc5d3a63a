//! `holdfast doctor`: what works on this machine, and what to do about what doesn't.

mod devices;
mod engine;
mod folders;

use anyhow::Result;

use super::estimator::ModelFolder;
use super::places::OwnRules;
use super::{Outcome, terminal};

const AFTER: &str =
    "Exit codes: 0 everything that is needed to judge recordings works; 1 something does not.";

/// Tell what works on this machine, and what to do about what doesn't.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub(super) struct DoctorArguments {
    #[command(flatten)]
    models: ModelFolder,

    #[command(flatten)]
    rules: OwnRules,
}

/// One thing that was looked at.
struct Finding {
    what: &'static str,
    state: State,
    /// In English.
    told: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// It works.
    Works,
    /// It is missing or not as it should be, and recordings can be judged all the same.
    Missing,
    /// It does not work, and nothing can be judged without it.
    Broken,
}

impl Finding {
    fn works(what: &'static str, told: impl Into<String>) -> Self {
        Finding { what, state: State::Works, told: told.into() }
    }

    fn missing(what: &'static str, told: impl Into<String>) -> Self {
        Finding { what, state: State::Missing, told: told.into() }
    }

    fn broken(what: &'static str, told: impl Into<String>) -> Self {
        Finding { what, state: State::Broken, told: told.into() }
    }
}

pub(super) fn run(arguments: DoctorArguments) -> Result<Outcome> {
    let language = terminal::language();
    let words = &language.words.doctor;
    let mut findings = vec![engine::runtime(&words.runtime)];
    findings.extend(engine::models(&words.models, arguments.models.path()));
    findings.push(engine::video(&words.video));
    findings.push(folders::exercises(&words.exercises, arguments.rules.folder()));
    findings.push(folders::storage(&words.storage));
    findings.push(devices::camera(&words.camera));
    findings.push(devices::sound(&words.sound));
    findings.push(devices::voice(&words.voice));
    let marks = [&words.works, &words.missing, &words.broken];
    let widest = marks.map(|mark| mark.chars().count()).into_iter().max().unwrap_or_default();

    let mut page = terminal::page();
    for finding in &findings {
        let mark = match finding.state {
            State::Works => &words.works,
            State::Missing => &words.missing,
            State::Broken => &words.broken,
        };
        page.item(&format!("{mark:<widest$}  {:<14}", finding.what), &language.message(&finding.told))?;
    }
    page.blank()?;
    if findings.iter().any(|finding| finding.state == State::Broken) {
        page.item("", &words.judges_not)?;
        return Ok(Outcome::SomeFailed);
    }
    page.item("", &words.judges)?;
    Ok(Outcome::Done)
}
