//! `holdfast exercises list`: all that can be judged.

use std::path::PathBuf;

use anyhow::Result;

use crate::cli::{Outcome, places, terminal};
use crate::messages;
use crate::motion::Dose;

/// List all exercises.
#[derive(Debug, clap::Args)]
pub(super) struct ListArguments {
    /// A folder of exercises of your own, in place of the usual one.
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
}

pub(super) fn run(arguments: &ListArguments) -> Result<Outcome> {
    let catalogue = places::catalogue(arguments.rules.as_deref())?;
    let headers = ["ID", "TITLE", "POSITION", "HOLD", "RULES"].map(str::to_string);
    let rows = catalogue.files().iter().map(|file| {
        let exercise = &file.exercise;
        [
            exercise.id.clone(),
            file.texts.title.clone(),
            messages::position_names(&exercise.positions),
            hold(&exercise.dose),
            file.origin.to_string(),
        ]
    });
    terminal::page().table(&[headers].into_iter().chain(rows).collect::<Vec<_>>())?;
    for broken in catalogue.broken() {
        terminal::complain(&broken.to_string());
    }
    Ok(if catalogue.broken().is_empty() { Outcome::Done } else { Outcome::SomeFailed })
}

fn hold(dose: &Dose) -> String {
    match dose.hold_secs {
        Some((least, most)) if least < most => format!("{least}-{most} s"),
        Some((least, _)) => format!("{least} s"),
        None => "-".to_string(),
    }
}
