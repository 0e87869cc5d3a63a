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
    let mut findings = vec![engine::runtime()];
    findings.extend(engine::models(arguments.models.path()));
    findings.push(engine::video());
    findings.push(folders::exercises(arguments.rules.folder()));
    findings.push(folders::storage());
    findings.push(devices::camera());
    findings.push(devices::sound());
    findings.push(devices::voice());

    let mut page = terminal::page();
    for finding in &findings {
        let mark = match finding.state {
            State::Works => "ok  ",
            State::Missing => "note",
            State::Broken => "FAIL",
        };
        page.item(&format!("{mark}  {:<14}", finding.what), &finding.told)?;
    }
    page.blank()?;
    if findings.iter().any(|finding| finding.state == State::Broken) {
        page.item("", "Recordings cannot be judged until what is marked FAIL is mended.")?;
        return Ok(Outcome::SomeFailed);
    }
    page.item("", "Everything that is needed to judge recordings works.")?;
    Ok(Outcome::Done)
}
