//! `holdfast exercises schema`: the format of rules files for editors.

use std::io::Write;

use anyhow::Result;

use crate::cli::{Outcome, terminal};
use crate::rules;

const EXAMPLES: &str = "\
Example:
  holdfast exercises schema > holdfast-exercise.schema.json

An editor that knows TOML schemas completes and checks a rules file that has this as its first line:
  #:schema holdfast-exercise.schema.json";

/// Print the JSON Schema of rules files, with which an editor completes and checks them.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct SchemaArguments {}

pub(super) fn run(_: &SchemaArguments) -> Result<Outcome> {
    terminal::output().write_all(rules::schema_text().as_bytes())?;
    Ok(Outcome::Done)
}
