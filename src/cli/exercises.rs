//! `holdfast exercises`: what can be judged, and whether rules files are sound.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Subcommand;

use super::page::Page;
use super::{Outcome, places, terminal};
use crate::motion::{Dose, Severity};
use crate::phrases;
use crate::rules::{self, RuleFile, Style};

/// Show the exercises, and check rules files.
#[derive(Debug, clap::Args)]
pub(super) struct ExercisesArguments {
    #[command(subcommand)]
    command: ExercisesCommand,
}

#[derive(Debug, Subcommand)]
enum ExercisesCommand {
    /// List all exercises.
    List {
        /// A folder of exercises of your own, in place of the usual one.
        #[arg(long, value_name = "DIR")]
        rules: Option<PathBuf>,
    },
    /// Explain one exercise: what to do, where to put the camera, what is looked for.
    #[command(after_help = "Example:\n  holdfast exercises show bridge")]
    Show {
        /// The exercise.
        #[arg(value_name = "ID")]
        exercise: String,
        /// A folder of exercises of your own, in place of the usual one.
        #[arg(long, value_name = "DIR")]
        rules: Option<PathBuf>,
    },
    /// Check rules files and report every mistake with its place (exit code 1 if there is one).
    #[command(after_help = "Example:\n  holdfast exercises check my-bridge.toml")]
    Check {
        /// The rules files.
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
}

pub(super) fn run(arguments: ExercisesArguments) -> Result<Outcome> {
    match arguments.command {
        ExercisesCommand::List { rules } => list(rules.as_deref()),
        ExercisesCommand::Show { exercise, rules } => show(&exercise, rules.as_deref()),
        ExercisesCommand::Check { files } => check(&files),
    }
}

fn list(rules: Option<&Path>) -> Result<Outcome> {
    let catalogue = places::catalogue(rules)?;
    let headers = ["ID", "TITLE", "POSITION", "HOLD", "RULES"].map(str::to_string);
    let rows = catalogue.files().iter().map(|file| {
        let exercise = &file.exercise;
        [
            exercise.id.clone(),
            exercise.title.clone(),
            phrases::position_name(phrases::position_id(exercise.position)).to_string(),
            hold(&exercise.dose),
            file.origin.to_string(),
        ]
    });
    Page::stdout().table(&[headers].into_iter().chain(rows).collect::<Vec<_>>())?;
    for broken in catalogue.broken() {
        terminal::complain(&broken.to_string());
    }
    Ok(if catalogue.broken().is_empty() { Outcome::Done } else { Outcome::SomeFailed })
}

fn show(id: &str, rules: Option<&Path>) -> Result<Outcome> {
    let catalogue = places::catalogue(rules)?;
    let file = catalogue.get(id)?;
    let exercise = &file.exercise;
    let mut page = Page::stdout();
    page.heading(&format!("{} ({})", exercise.title, exercise.id))?;
    for (i, step) in exercise.steps.iter().enumerate() {
        page.item(&format!("  {}. ", i + 1), step)?;
    }
    page.blank()?;
    page.item("Prescribed  ", &prescription(&exercise.dose))?;
    page.item("Position    ", phrases::position_name(phrases::position_id(exercise.position)))?;
    let views: Vec<&str> =
        exercise.views.iter().map(|view| phrases::view_name(phrases::view_id(*view))).collect();
    page.item("Camera      ", &views.join(", or "))?;
    page.item("Rules       ", &file.origin.to_string())?;
    section(&mut page, "Take care", &exercise.cautions)?;
    section(&mut page, "What one camera cannot tell", &exercise.limits)?;
    page.blank()?;
    page.heading("What is looked for")?;
    for fault in &exercise.faults {
        let severity = match fault.severity {
            Severity::Major => "the repetition does not count as good",
            Severity::Minor => "a hint",
        };
        page.item("  ", &format!("{} ({severity}): {}", fault.id, fault.cue))?;
        page.item("      ", &fault.why)?;
        page.item("      ", &fault.source)?;
    }
    Ok(Outcome::Done)
}

fn section(page: &mut Page, title: &str, sentences: &[String]) -> Result<()> {
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

fn check(files: &[PathBuf]) -> Result<Outcome> {
    let mut page = Page::stdout();
    let style = if page.has_colour() { Style::Coloured } else { Style::Plain };
    let mut outcome = Outcome::Done;
    for path in files {
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

fn hold(dose: &Dose) -> String {
    match dose.hold_secs {
        Some((least, most)) if least < most => format!("{least}-{most} s"),
        Some((least, _)) => format!("{least} s"),
        None => "-".to_string(),
    }
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
