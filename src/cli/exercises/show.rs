//! `holdfast exercises show`: what to do, and what is looked for.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::cli::output::write_file;
use crate::cli::{Outcome, places, terminal};
use crate::messages;
use crate::motion::{Dose, Severity};
use crate::report::{Page, exercise_svg};
use crate::rules::RuleFile;

const EXAMPLES: &str = "\
Examples:
  holdfast exercises show bridge
  holdfast exercises show bridge --figure bridge.svg";

/// Explain one exercise: what to do, where to put the camera, what is looked for.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ShowArguments {
    /// The exercise.
    #[arg(value_name = "ID")]
    exercise: String,
    /// Write a picture of the movement, as SVG, in place of the text.
    #[arg(long, value_name = "FILE")]
    figure: Option<PathBuf>,
    /// A folder of exercises of your own, in place of the usual one.
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
}

pub(super) fn run(arguments: &ShowArguments) -> Result<Outcome> {
    let catalogue = places::catalogue(arguments.rules.as_deref())?;
    let file = catalogue.get(&arguments.exercise)?;
    if let Some(path) = &arguments.figure {
        return draw(file, path);
    }
    let (exercise, texts) = (&file.exercise, &file.texts);
    let mut page = terminal::page();
    page.heading(&format!("{} ({})", texts.title, exercise.id))?;
    page.blank()?;
    for (i, step) in texts.steps.iter().enumerate() {
        page.item(&format!("  {}. ", i + 1), step)?;
    }
    page.blank()?;
    page.item("Prescribed  ", &prescription(&exercise.dose))?;
    page.item("Position    ", &messages::position_names(&exercise.positions))?;
    let views: Vec<&str> =
        exercise.views.iter().map(|view| messages::view_name(messages::view_id(*view))).collect();
    page.item("Camera      ", &views.join(", or "))?;
    page.item("Rules       ", &file.origin.to_string())?;
    section(&mut page, "Take care", &texts.cautions)?;
    section(&mut page, "What one camera cannot tell", &texts.limits)?;
    page.blank()?;
    page.heading("What is looked for")?;
    for (fault, told) in exercise.faults.iter().zip(&texts.faults) {
        let severity = match fault.severity {
            Severity::Major => "the repetition does not count as good",
            Severity::Minor => "a hint",
        };
        page.item("  ", &format!("{} ({severity}): {}", fault.id, told.cue))?;
        page.item("      ", &told.why)?;
        page.item("      ", &told.source)?;
    }
    Ok(Outcome::Done)
}

fn draw(file: &RuleFile, path: &Path) -> Result<Outcome> {
    let id = &file.id;
    let figure = file.figure()?.with_context(|| {
        format!("`{id}` has no figure: draw one with `holdfast exercises figure {id} VIDEO`, from a video of it done well")
    })?;
    let svg = exercise_svg(&file.texts.title, &file.exercise.views, &figure).with_context(|| {
        format!(
            "the figure of `{id}` lacks shoulders or hips: draw it again with `holdfast exercises figure`"
        )
    })?;
    write_file(path, &svg)?;
    Ok(Outcome::Done)
}

fn section(page: &mut Page<'_>, title: &str, sentences: &[String]) -> Result<()> {
    if sentences.is_empty() {
        return Ok(());
    }
    page.blank()?;
    page.heading(title)?;
    for sentence in sentences {
        page.item("  ", sentence)?;
    }
    Ok(())
}

fn prescription(dose: &Dose) -> String {
    let range = |(least, most): (u32, u32)| {
        if least < most { format!("{least} to {most}") } else { least.to_string() }
    };
    let holds = match dose.hold_secs {
        Some((least, most)) if least < most => format!("hold {least} to {most} s, "),
        Some((least, _)) => format!("hold {least} s, "),
        None => String::new(),
    };
    format!("{holds}{} repetitions, {} times a day", range(dose.repetitions), range(dose.times_a_day))
}
