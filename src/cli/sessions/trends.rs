//! `holdfast sessions trends`: the weeks of each exercise, as curves in a line and as numbers.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::ValueEnum;

use super::kept::tell_rows_left_out;
use super::selection::Selection;
use super::targets::Targets;
use crate::cli::language::Spoken;
use crate::cli::output::OutputFile;
use crate::cli::places::History;
use crate::cli::{Outcome, days, terminal};
use crate::messages::Language;
use crate::motion::Side;
use crate::report::history::{self, Trends, WeekRange, WrittenWeek};
use crate::report::{UnknownEnding, print_trends, write_trends_page, write_trends_pdf};
use crate::store::{Filter, PhaseRange, Store, Week};

/// Which sessions, and where their trends go.
#[derive(Debug, clap::Args)]
pub(super) struct TrendsArguments {
    #[command(flatten)]
    selection: Selection,

    /// How it is written. Without it, the ending of --output decides, or else text.
    #[arg(long, short)]
    format: Option<Written>,

    /// The file. Standard output without it.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    history: History,

    #[command(flatten)]
    spoken: Spoken,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Written {
    /// For people, in a terminal
    Text,
    /// A page with curves
    Html,
    /// The same page for printing
    Pdf,
    /// For programs
    Json,
    /// One row a week and range
    Csv,
}

impl TrendsArguments {
    fn written(&self) -> Result<Written, UnknownEnding> {
        let ending =
            self.output.as_ref().and_then(|path| path.extension()).map(|ending| ending.to_string_lossy());
        match (self.format, ending) {
            (Some(format), _) => Ok(format),
            (None, None) => Ok(Written::Text),
            (None, Some(ending)) => Written::from_str(&ending, true)
                .map_err(|_| UnknownEnding::new(&ending, ["html", "pdf", "json", "csv"])),
        }
    }
}

pub(super) fn run(arguments: &TrendsArguments) -> Result<Outcome> {
    let TrendsArguments { selection, output, history, spoken, .. } = arguments;
    let language = spoken.language();
    let format = arguments.written()?;
    let output = output.as_deref().filter(|path| path.as_os_str() != "-");
    if format == Written::Text && output.is_some() {
        bail!("text is for the terminal: name a file that ends in .html, .pdf, .json or .csv");
    }
    if format == Written::Pdf && arguments.output.is_none() {
        bail!("a pdf cannot be shown in a terminal: add --output FILE.pdf");
    }
    let filter = selection.filter()?;
    let weeks = match history.read()? {
        Some(store) => {
            let weeks = weeks(&store, &filter)?;
            tell_rows_left_out(&store, language);
            weeks
        }
        None => Vec::new(),
    };
    if format == Written::Text {
        if weeks.is_empty() {
            terminal::tell(&language.words.sessions.none, language);
        }
        print_trends(&mut terminal::page(), &weeks, language)?;
    } else if let Some(path) = output {
        let mut file = OutputFile::create(path)?;
        let done = write(&mut file, format, &weeks, language);
        done.map_err(|error| file.explain(error.into()))?;
        file.commit()?;
    } else {
        write(&mut terminal::output(), format, &weeks, language)?;
    }
    Ok(Outcome::Done)
}

fn write(out: &mut dyn Write, format: Written, weeks: &[WrittenWeek], language: &Language) -> io::Result<()> {
    match format {
        Written::Html => write_trends_page(out, weeks, language),
        Written::Pdf => write_trends_pdf(out, weeks, language),
        Written::Csv => history::write_csv(out, history::rows(weeks)),
        Written::Json | Written::Text => history::write_json(out, &Trends::new(weeks.to_vec())),
    }
}

/// The weeks of all exercises, with what is aimed at.
pub(in crate::cli) fn weeks(store: &Store, filter: &Filter) -> Result<Vec<WrittenWeek>> {
    let targets = Targets::read(store)?;
    let range = |exercise: &str, range: &PhaseRange| WeekRange {
        phase: range.phase.clone(),
        side: range.side.map(Side::name),
        measure: range.measure.map(|measure| measure.name()),
        unit: range.measure.map(|measure| measure.unit().into()),
        peak: history::to_thousandths(range.peak),
        target: targets.peak(exercise, range).map(history::to_thousandths),
    };
    let week = |week: &Week| WrittenWeek {
        exercise: week.exercise.clone(),
        title: week.title.clone(),
        week: days::date_of(week.monday).to_string(),
        sessions: week.sessions,
        repetitions: week.repetitions,
        good: week.good,
        hold_secs: week.hold_secs.map(history::to_thousandths),
        hold_target_secs: targets.hold_secs(&week.exercise),
        pain_before: week.pain_before.map(history::to_thousandths),
        pain_after: week.pain_after.map(history::to_thousandths),
        planned: week.planned.map(|planned| planned.times),
        done: week.planned.map(|planned| planned.done),
        ranges: week.ranges.iter().map(|of| range(&week.exercise, of)).collect(),
    };
    Ok(store.trends(filter)?.iter().map(week).collect())
}
