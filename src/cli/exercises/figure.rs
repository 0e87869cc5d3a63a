//! `holdfast exercises figure`: the figure of an exercise, from a recording.

use std::ops::ControlFlow;
use std::path::PathBuf;

use anyhow::{Result, anyhow, bail};

use super::recorded::{self, Eyes};
use crate::cli::output::write_file;
use crate::cli::places::OwnRules;
use crate::cli::{Outcome, terminal};
use crate::motion::figure::figure;
use crate::motion::{Assessor, Settings};
use crate::rules::{Origin, figure_path, figure_text};

const EXAMPLES: &str = "\
Examples:
  holdfast exercises figure bird-dog demonstration.mp4 --rules my-exercises
  holdfast exercises figure bridge bridge.landmarks.json --output bridge.figure.json

The figure belongs beside the rules file: bird-dog.figure.json beside bird-dog.toml.";

/// Draw the figure of an exercise from a recording in which it is done well.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct FigureArguments {
    /// The exercise.
    #[arg(value_name = "ID")]
    exercise: String,
    /// A video, a folder of pictures or a landmark recording.
    #[arg(value_name = "VIDEO")]
    recording: PathBuf,
    /// The figure's file, in place of the one beside the rules file.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    rules: OwnRules,
    #[command(flatten)]
    eyes: Eyes,
}

pub(super) fn run(arguments: FigureArguments) -> Result<Outcome> {
    let FigureArguments { exercise, recording, output, rules, eyes } = arguments;
    let catalogue = rules.catalogue()?;
    let file = catalogue.get(&exercise)?;
    let output = match (output, &file.origin) {
        (Some(path), _) => path,
        (None, Origin::File(rules)) => figure_path(rules),
        (None, Origin::BuiltIn) => bail!("the rules of `{exercise}` are built in: name a file with --output"),
    };
    let Some(seen) = recorded::poses(&recording, &eyes)? else {
        return Ok(Outcome::Interrupted);
    };
    let mut assessors = [Assessor::new(file.exercise.clone(), Settings::default())];
    let judged = crate::pipeline::recorded::replay(&seen, &mut assessors, |_| ControlFlow::Continue(()));
    let near = judged.views.first().and_then(|view| view.placement.near);
    let drawn = figure(&assessors[0], near, &seen.frames).ok_or_else(|| {
        anyhow!("no target of `{exercise}` is reached in {}: show it done well", recording.display())
    })?;
    write_file(&output, &figure_text(&drawn))?;
    if !eyes.quiet {
        terminal::note(&format!(
            "the figure of {exercise} is {}; `holdfast exercises show {exercise} --figure {exercise}.svg` makes a \
             picture of it",
            output.display()
        ));
    }
    Ok(Outcome::Done)
}
