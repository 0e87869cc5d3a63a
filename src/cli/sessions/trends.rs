//! `holdfast sessions trends`: the weeks of each exercise, as curves in a line and as numbers.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use super::selection::Selection;
use super::spark::sparkline;
use super::targets::Targets;
use crate::cli::language::Spoken;
use crate::cli::output::OutputFile;
use crate::cli::places::History;
use crate::cli::{Outcome, days, terminal};
use crate::messages::Language;
use crate::motion::{Side, TRUNK_CM, Unit};
use crate::report::history::{self, Trends, WeekRange, WrittenWeek};
use crate::report::{Page, UnknownEnding, write_trends_page, write_trends_pdf};
use crate::store::{PhaseRange, Week, mondays};

/// So many weeks are numbers in the terminal; the curves show all.
const WEEKS_IN_NUMBERS: usize = 8;

/// A smaller change is no trend: of holds in seconds, of good shares, of ranges in their unit.
const LEAST_HOLD_SECS: f64 = 2.0;
const LEAST_SHARE: f64 = 0.2;
const LEAST_DEGREES: f64 = 10.0;
const LEAST_TORSO_LENGTHS: f64 = 0.05;

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
    let (weeks, targets) = match history.read()? {
        Some(store) => (store.trends(&filter)?, Some(Targets::read(&store)?)),
        None => (Vec::new(), None),
    };
    let targets = targets.as_ref();
    if format == Written::Text {
        print(&weeks, targets, language)?;
    } else if let Some(path) = output {
        let mut file = OutputFile::create(path)?;
        let done = write(&mut file, format, &written(&weeks, targets), language);
        done.map_err(|error| file.explain(error.into()))?;
        file.commit()?;
    } else {
        write(&mut io::stdout().lock(), format, &written(&weeks, targets), language)
            .context("cannot write to standard output")?;
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

fn print(weeks: &[Week], targets: Option<&Targets>, language: &Language) -> Result<()> {
    if weeks.is_empty() {
        terminal::tell(&language.words.sessions.none, language);
    }
    let mut page = terminal::page();
    for (place, weeks) in weeks.chunk_by(|a, b| a.exercise == b.exercise).enumerate() {
        if place > 0 {
            page.blank()?;
        }
        exercise(&mut page, weeks, targets, language)?;
    }
    Ok(())
}

/// Everything of one exercise, whose weeks these are.
fn exercise(
    page: &mut Page<'_>,
    weeks: &[Week],
    targets: Option<&Targets>,
    language: &Language,
) -> Result<()> {
    let words = &language.words.sessions;
    let (Some(first), Some(last)) = (weeks.first(), weeks.last()) else { return Ok(()) };
    let every_week: Vec<Option<&Week>> = mondays(first.monday, last.monday)
        .map(|monday| weeks.iter().find(|week| week.monday == monday))
        .collect();
    page.heading(&format!("{} ({})", language.text(&last.title), last.exercise))?;
    let phases = phases(weeks);
    if every_week.len() > 1 {
        let curve = |of: &dyn Fn(&Week) -> Option<f64>, least: f64| {
            sparkline(&every_week.iter().map(|week| week.and_then(of)).collect::<Vec<_>>(), least)
        };
        let mut curves = vec![[words.good.clone(), curve(&good_share, LEAST_SHARE)]];
        if weeks.iter().any(|week| week.hold_secs.is_some()) {
            curves.push([words.held.clone(), curve(&|week| week.hold_secs, LEAST_HOLD_SECS)]);
        }
        for phase in &phases {
            let peak = |week: &Week| Some(range_of(week, phase)?.peak);
            curves.push([name(phase, language), curve(&peak, least_range(weeks, phase))]);
        }
        let curves: Vec<[String; 2]> =
            curves.into_iter().map(|[name, curve]| [format!("  {name}"), curve]).collect();
        page.table(&curves)?;
    }
    let cell = |cells: Vec<String>| [format!("  {}", cells.join("  "))];
    let aims = &language.words.aims;
    let more: [(&String, Told); 2] = [(&aims.planned, done_of_planned), (&aims.pain, pain)];
    let more: Vec<(&String, Told)> =
        more.into_iter().filter(|(_, of)| weeks.iter().any(|week| of(week, language).is_some())).collect();
    let names = more.iter().map(|(name, _)| (*name).clone());
    let names = names.chain(phases.iter().map(|phase| name(phase, language)));
    let mut rows: Vec<Vec<String>> = vec![words.weeks_head.iter().cloned().chain(names).collect()];
    for week in &weeks[weeks.len().saturating_sub(WEEKS_IN_NUMBERS)..] {
        let numbers = [
            language.day_in_digits(days::date_of(week.monday)),
            week.sessions.to_string(),
            week.repetitions.to_string(),
            good_share(week).map_or_else(absent, |share| format!("{:.0} %", share * 100.0)),
            week.hold_secs.map_or_else(absent, |secs| format!("{} s", language.number(secs, 1))),
        ];
        let told = more.iter().map(|(_, of)| of(week, language).unwrap_or_else(absent));
        let ranges = phases.iter().map(|phase| {
            range_of(week, phase).map_or_else(absent, |range| peak(range.peak, range, language))
        });
        rows.push(numbers.into_iter().chain(told).chain(ranges).collect());
    }
    if let Some(targets) = targets {
        rows.extend(aimed_at(weeks, &phases, more.len(), targets, language));
    }
    page.table(&aligned(rows).into_iter().map(cell).collect::<Vec<_>>())?;
    if weeks.len() > WEEKS_IN_NUMBERS {
        let earlier = weeks.len() - WEEKS_IN_NUMBERS;
        page.item("  ", &words.earlier.with(earlier))?;
    }
    Ok(())
}

/// What is aimed at, below the numbers; none where nothing is. `more` columns have no target.
fn aimed_at(
    weeks: &[Week],
    phases: &[PhaseKey],
    more: usize,
    targets: &Targets,
    language: &Language,
) -> Option<Vec<String>> {
    let exercise = &weeks.first()?.exercise;
    let hold = targets.hold_secs(exercise).map(|secs| format!("{} s", language.number(secs, 1)));
    let ranges = phases.iter().map(|phase| {
        let range = weeks.iter().find_map(|week| range_of(week, phase))?;
        Some(peak(targets.peak(exercise, range)?, range, language))
    });
    let cells: Vec<Option<String>> =
        std::iter::once(hold).chain(std::iter::repeat_n(None, more)).chain(ranges).collect();
    cells.iter().any(Option::is_some).then(|| {
        let head = [language.words.aims.target.clone(), String::new(), String::new(), String::new()];
        head.into_iter().chain(cells.into_iter().map(Option::unwrap_or_default)).collect()
    })
}

/// What a cell says of a week.
type Told = fn(&Week, &Language) -> Option<String>;

fn done_of_planned(week: &Week, language: &Language) -> Option<String> {
    week.planned.and_then(|planned| language.done_of_planned(planned.done, planned.times))
}

fn pain(week: &Week, language: &Language) -> Option<String> {
    language.pain(week.pain_before, week.pain_after)
}

/// Cells as wide as the widest of their column, numbers to the right.
fn aligned(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |i: usize| rows.iter().map(|row| row[i].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let wide = |(cell, width): (String, &usize)| format!("{cell:>width$}");
    rows.into_iter().map(|row| row.into_iter().zip(&widths).map(wide).collect()).collect()
}

fn absent() -> String {
    "-".to_string()
}

fn good_share(week: &Week) -> Option<f64> {
    (week.repetitions > 0).then(|| f64::from(week.good) / f64::from(week.repetitions))
}

type PhaseKey = (Option<String>, Option<Side>);

/// The phases of which there is a range, in their order.
fn phases(weeks: &[Week]) -> Vec<PhaseKey> {
    let mut phases: Vec<PhaseKey> = Vec::new();
    for range in weeks.iter().flat_map(|week| &week.ranges) {
        let key = (range.phase.clone(), range.side);
        if !phases.contains(&key) {
            phases.push(key);
        }
    }
    phases
}

fn range_of<'a>(week: &'a Week, (phase, side): &PhaseKey) -> Option<&'a PhaseRange> {
    week.ranges.iter().find(|range| range.phase == *phase && range.side == *side)
}

fn name((phase, side): &PhaseKey, language: &Language) -> String {
    let side = side.map(|side| language.side(side).to_string());
    let phase = phase.as_ref().map(|id| language.phase(id));
    phase.into_iter().chain(side).collect::<Vec<_>>().join(" ")
}

fn unit(range: &PhaseRange) -> Option<Unit> {
    range.measure.map(|measure| measure.unit())
}

/// A value of a range in its unit.
fn peak(value: f64, range: &PhaseRange, language: &Language) -> String {
    match unit(range) {
        Some(Unit::Degrees) | None => format!("{value:.0}°"),
        Some(Unit::TorsoLengths) => format!("{} cm", language.number(value * TRUNK_CM, 1)),
    }
}

fn least_range(weeks: &[Week], phase: &PhaseKey) -> f64 {
    match weeks.iter().find_map(|week| range_of(week, phase)).and_then(unit) {
        Some(Unit::TorsoLengths) => LEAST_TORSO_LENGTHS,
        Some(Unit::Degrees) | None => LEAST_DEGREES,
    }
}

fn written(weeks: &[Week], targets: Option<&Targets>) -> Vec<WrittenWeek> {
    let range = |exercise: &str, range: &PhaseRange| WeekRange {
        phase: range.phase.clone(),
        side: range.side.map(Side::name),
        measure: range.measure.map(|measure| measure.name()),
        unit: unit(range).map(Into::into),
        peak: history::to_thousandths(range.peak),
        target: targets.and_then(|targets| targets.peak(exercise, range)).map(history::to_thousandths),
    };
    let week = |week: &Week| WrittenWeek {
        exercise: week.exercise.clone(),
        title: week.title.clone(),
        week: days::date_of(week.monday).to_string(),
        sessions: week.sessions,
        repetitions: week.repetitions,
        good: week.good,
        hold_secs: week.hold_secs.map(history::to_thousandths),
        hold_target_secs: targets.and_then(|targets| targets.hold_secs(&week.exercise)),
        pain_before: week.pain_before.map(history::to_thousandths),
        pain_after: week.pain_after.map(history::to_thousandths),
        planned: week.planned.map(|planned| planned.times),
        done: week.planned.map(|planned| planned.done),
        ranges: week.ranges.iter().map(|of| range(&week.exercise, of)).collect(),
    };
    weeks.iter().map(week).collect()
}
