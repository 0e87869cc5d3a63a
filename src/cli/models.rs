//! `holdfast models`: the pose models, and whether their files are what they should be.

use std::path::PathBuf;

use anyhow::{Result, anyhow};
use clap::Subcommand;

use super::{Outcome, terminal};
use crate::pose::{Manifest, Role};

/// Show the pose models, and verify their files.
#[derive(Debug, clap::Args)]
pub(super) struct ModelsArguments {
    #[command(subcommand)]
    command: ModelsCommand,
}

#[derive(Debug, Subcommand)]
enum ModelsCommand {
    /// List the models with their licences.
    List {
        /// The folder of the pose models.
        #[arg(long, value_name = "DIR")]
        models: Option<PathBuf>,
    },
    /// Compare every model file with its hash (exit code 1 if one is missing or altered).
    Verify {
        /// The folder of the pose models.
        #[arg(long, value_name = "DIR")]
        models: Option<PathBuf>,
    },
}

pub(super) fn run(arguments: ModelsArguments) -> Result<Outcome> {
    match arguments.command {
        ModelsCommand::List { models } => list(&Manifest::find(models.as_deref())?),
        ModelsCommand::Verify { models } => verify(&Manifest::find(models.as_deref())?),
    }
}

fn list(manifest: &Manifest) -> Result<Outcome> {
    let words = &terminal::language().words.models;
    let rows = manifest.models().iter().map(|model| {
        let role = match model.role {
            Role::Detector => &words.detector,
            Role::Landmarks => &words.landmarks,
            Role::Anatomy => &words.anatomy,
        };
        let files: Vec<&str> = model.variants.iter().map(|variant| variant.file.as_str()).collect();
        [&model.id, &model.title, role, &model.licence, &files.join(" ")].map(String::clone)
    });
    terminal::page().table(&[words.head.clone()].into_iter().chain(rows).collect::<Vec<_>>())?;
    Ok(Outcome::Done)
}

fn verify(manifest: &Manifest) -> Result<Outcome> {
    let mut page = terminal::page();
    let mut outcome = Outcome::Done;
    for variant in manifest.models().iter().flat_map(|model| &model.variants) {
        match manifest.verify(variant) {
            Ok(()) => {
                page.item("", &terminal::language().message(&format!("{}: as it should be", variant.file)))?;
            }
            Err(error) => {
                outcome = Outcome::SomeFailed;
                terminal::complain(&anyhow!("{error}"));
            }
        }
    }
    Ok(outcome)
}
