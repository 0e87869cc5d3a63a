//! `holdfast exercises show`: what to do, and what is looked for.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::list::origin;
use crate::cli::output::write_file;
use crate::cli::places::OwnRules;
use crate::cli::{Outcome, terminal};
use crate::messages::{Language, fill};
use crate::motion::{Dose, RuleId, Severity};
use crate::report::{Page, exercise_svg, range};
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
    #[command(flatten)]
    rules: OwnRules,
}

pub(super) fn run(arguments: &ShowArguments, language: &Language) -> Result<Outcome> {
    let catalogue = arguments.rules.catalogue()?;
    let file = catalogue.get(&arguments.exercise)?;
    if let Some(path) = &arguments.figure {
        return draw(file, path, language);
    }
    let (exercise, texts, words) =
        (&file.exercise, language.translated(&file.texts), &language.words.exercises);
    let mut page = terminal::page();
    page.heading(&format!("{} ({})", texts.title, exercise.id))?;
    page.blank()?;
    for (i, step) in texts.steps.iter().enumerate() {
        page.item(&format!("  {}. ", i + 1), step)?;
    }
    page.blank()?;
    let facts = [
        (&words.prescribed, prescription(&exercise.dose, language)),
        (&words.position, language.position_names(&exercise.positions)),
        (&words.camera, language.view_names(&exercise.views)),
        (&words.rules, origin(&file.origin, language)),
    ];
    let width = facts.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
    for (name, fact) in &facts {
        page.item(&format!("{name:width$}  "), fact)?;
    }
    section(&mut page, &words.cautions, &texts.cautions)?;
    section(&mut page, &language.words.report.cannot_tell, &texts.limits)?;
    page.blank()?;
    page.heading(&words.faults)?;
    let mut faults: Vec<(RuleId, Vec<&str>)> = Vec::new();
    for (rule, _) in exercise.rules() {
        let source = texts.fault(rule).source.as_str();
        match faults.iter_mut().find(|(known, _)| texts.tells_the_same(exercise, *known, rule)) {
            Some((_, sources)) if sources.contains(&source) => {}
            Some((_, sources)) => sources.push(source),
            None => faults.push((rule, vec![source])),
        }
    }
    for (rule, sources) in faults {
        let (fault, told) = (exercise.rule(rule), texts.fault(rule));
        let severity = match fault.severity {
            Severity::Major => &words.major,
            Severity::Minor => &words.minor,
        };
        let name = language.name(&fault.id).unwrap_or(&fault.id);
        page.item("  ", &format!("{name} ({severity}): {}", told.cue))?;
        page.item("      ", &told.why)?;
        if language.is_english() {
            for source in sources {
                page.item("      ", source)?;
            }
        }
    }
    if !language.is_english() {
        page.blank()?;
        page.item("", &fill(&words.sources, &[("exercise", &exercise.id)]))?;
    }
    Ok(Outcome::Done)
}

fn draw(file: &RuleFile, path: &Path, language: &Language) -> Result<Outcome> {
    let id = &file.id;
    let figure = file.figure()?.with_context(|| {
        format!("`{id}` has no figure: draw one with `holdfast exercises figure {id} VIDEO`, from a video of it done well")
    })?;
    let title = language.text(&file.texts.title);
    let svg = exercise_svg(title, &file.exercise.views, &figure, language).with_context(|| {
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

fn prescription(dose: &Dose, language: &Language) -> String {
    let words = &language.words.exercises;
    let hold = dose.hold_secs.map(|secs| fill(&words.and_hold, &[("secs", &range(secs, language))]));
    let repetitions = fill(&words.repetitions, &[("repetitions", &range(dose.repetitions, language))]);
    let times = words.a_day.of(dose.times_a_day.1);
    let times = fill(times, &[("times", &range(dose.times_a_day, language))]);
    hold.into_iter().chain([repetitions, times]).collect::<Vec<_>>().join(", ")
}
