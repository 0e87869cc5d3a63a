//! `holdfast exercises check`: whether rules files are sound.

use std::path::PathBuf;

use anyhow::Result;

use crate::cli::{Outcome, terminal};
use crate::rules::{self, RuleFile, Style};

/// Check rules files and report every mistake with its place (exit code 1 if there is one).
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  holdfast exercises check my-bridge.toml")]
pub(super) struct CheckArguments {
    /// The rules files.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

pub(super) fn run(arguments: &CheckArguments) -> Result<Outcome> {
    let mut page = terminal::page();
    let style = if terminal::stdout_layout(false).colour { Style::Coloured } else { Style::Plain };
    let mut outcome = Outcome::Done;
    for path in &arguments.files {
        match RuleFile::read(path) {
            Ok(file) => {
                terminal::print_errors(&rules::render(&file.warnings, &file.text, style));
                let warnings = match file.warnings.len() {
                    0 => String::new(),
                    1 => ", 1 warning".to_string(),
                    several => format!(", {several} warnings"),
                };
                page.item("", &format!("{}: no mistakes{warnings}", path.display()))?;
            }
            Err(broken) => {
                outcome = Outcome::SomeFailed;
                terminal::print_errors(&broken.render(style));
            }
        }
    }
    Ok(outcome)
}
