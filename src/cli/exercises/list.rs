//! `holdfast exercises list`: all that can be judged.

use anyhow::Result;

use crate::cli::places::OwnRules;
use crate::cli::{Outcome, terminal};
use crate::messages::{Language, fill};
use crate::motion::Dose;
use crate::report::range;
use crate::rules::Origin;

/// List all exercises.
#[derive(Debug, clap::Args)]
pub(super) struct ListArguments {
    #[command(flatten)]
    rules: OwnRules,
}

pub(super) fn run(arguments: &ListArguments, language: &Language) -> Result<Outcome> {
    let catalogue = arguments.rules.catalogue()?;
    let rows = catalogue.files().iter().map(|file| {
        let exercise = &file.exercise;
        [
            exercise.id.clone(),
            language.text(&file.texts.title).to_owned(),
            language.position_names(&exercise.positions),
            hold(&exercise.dose, language),
            origin(&file.origin, language),
        ]
    });
    terminal::page()
        .table(&[language.words.exercises.head.clone()].into_iter().chain(rows).collect::<Vec<_>>())?;
    for broken in catalogue.broken() {
        terminal::complain(&broken.clone().into());
    }
    Ok(if catalogue.broken().is_empty() { Outcome::Done } else { Outcome::SomeFailed })
}

/// Whose rules they are.
pub(super) fn origin(origin: &Origin, language: &Language) -> String {
    match origin {
        Origin::BuiltIn => language.words.exercises.built_in.clone(),
        Origin::File(path) => path.display().to_string(),
    }
}

fn hold(dose: &Dose, language: &Language) -> String {
    let Some(secs) = dose.hold_secs else { return "-".to_owned() };
    fill(&language.words.exercises.hold, &[("secs", &range(secs, language))])
}
