//! How the weeks of an exercise developed: what the page of trends says and draws.

mod spark;
pub(super) mod text;
mod weekly;

use jiff::civil::Date;

use self::weekly::{Measured, weekly};
use super::Unit;
use super::history::{WeekRange, WrittenWeek};
use super::sheet::{Cell, Column, Table, Tile};
use super::shown::weeks_turned_upwards;
use super::value::{self, ABSENT};
use super::words;
use crate::graphics::drawing::Drawing;
use crate::messages::{Language, capitalised, fill};

/// So many weeks are in the open table; the others are folded up.
const LATEST: usize = 12;
/// With twice as many weeks, so many at each end are compared; otherwise one is.
const COMPARED: usize = 4;

/// One exercise over the weeks.
pub(super) struct Trend {
    pub(super) title: String,
    pub(super) subtitle: String,
    pub(super) tiles: Vec<Tile>,
    /// What each shows, and the curve.
    pub(super) charts: Vec<(String, Drawing)>,
    pub(super) latest: Table,
    pub(super) earlier: Option<Table>,
}

/// The exercises in the order of the weeks, which stand together by exercise, oldest first.
pub(super) fn sheets(weeks: &[WrittenWeek], language: &Language) -> Vec<Trend> {
    let trend = |weeks| trend(&weeks_turned_upwards(weeks), language);
    weeks.chunk_by(|a, b| a.exercise == b.exercise).filter_map(trend).collect()
}

fn trend(weeks: &[WrittenWeek], language: &Language) -> Option<Trend> {
    let words = &language.words.trends;
    let day = |week: &WrittenWeek| written(&week.week, |day| language.day(day));
    let (first, last) = (weeks.first()?, weeks.last()?);
    let phases = phases(weeks, language);
    let (earlier, latest) = weeks.split_at(weeks.len().saturating_sub(LATEST));
    Some(Trend {
        title: language.text(&last.title).to_string(),
        subtitle: match weeks {
            [one] => fill(&words.one_week, &[("day", &day(one))]),
            _ => fill(&words.from_to, &[("first", &day(first)), ("last", &day(last))]),
        },
        tiles: tiles(weeks, language),
        charts: charts(weeks, &phases, language),
        latest: table(latest, &phases, language),
        earlier: (!earlier.is_empty()).then(|| table(earlier, &phases, language)),
    })
}

/// A date as it is written; as it stands where it is none.
fn written(date: &str, write: impl Fn(Date) -> String) -> String {
    date.parse().map_or_else(|_| date.to_string(), write)
}

fn tiles(weeks: &[WrittenWeek], language: &Language) -> Vec<Tile> {
    let words = &language.words.trends;
    let [_, sessions_label, repetitions_label, good, _] = &words.head;
    let sum = |of: fn(&WrittenWeek) -> u32| weeks.iter().map(of).sum::<u32>();
    let (sessions, repetitions) = (sum(|week| week.sessions), sum(|week| week.repetitions));
    let mut tiles = vec![
        Tile {
            label: sessions_label.clone(),
            value: sessions.to_string(),
            note: words.in_weeks.with(weeks.len()),
        },
        Tile { label: repetitions_label.clone(), value: repetitions.to_string(), note: String::new() },
    ];
    let some = if weeks.len() >= 2 * COMPARED { COMPARED } else { 1 };
    let (first, last) = (&weeks[..some], &weeks[weeks.len() - some..]);
    let mut compare = |label: &str, of: &dyn Fn(&[WrittenWeek]) -> Option<String>| {
        let Some(value) = of(last) else { return };
        let (at_first, at_last) = (words.in_first.with(some), words.in_last.with(some));
        let note = match of(first).filter(|_| weeks.len() > 1) {
            Some(before) => {
                fill(&words.compared, &[("last", &at_last), ("before", &before), ("first", &at_first)])
            }
            None => at_last,
        };
        tiles.push(Tile { label: label.to_string(), value, note });
    };
    compare(good, &|weeks| good_share(weeks).map(percent));
    let mean_hold = |weeks: &[WrittenWeek]| Some(value::tenths(mean_hold(weeks)?, language));
    compare(&language.words.report.mean_hold, &mean_hold);
    tiles
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// Of all repetitions; none where there are none.
fn good_share(weeks: &[WrittenWeek]) -> Option<f64> {
    let sum = |of: fn(&WrittenWeek) -> u32| f64::from(weeks.iter().map(of).sum::<u32>());
    let repetitions = sum(|week| week.repetitions);
    (repetitions > 0.0).then(|| sum(|week| week.good) / repetitions)
}

/// The mean of the weeks' means.
fn mean_hold(weeks: &[WrittenWeek]) -> Option<f64> {
    let holds: Vec<f64> = weeks.iter().filter_map(|week| week.hold_secs).collect();
    (!holds.is_empty()).then(|| holds.iter().sum::<f64>() / holds.len() as f64)
}

/// A phase and its side, and the unit in which it is measured.
struct Phase<'a> {
    phase: Option<&'a str>,
    side: Option<&'a str>,
    unit: Unit,
    name: String,
}

impl Phase<'_> {
    fn of<'w>(&self, week: &'w WrittenWeek) -> Option<&'w WeekRange> {
        week.ranges.iter().find(|range| range.phase.as_deref() == self.phase && range.side == self.side)
    }
}

/// Those of which there is a range, in their order.
fn phases<'a>(weeks: &'a [WrittenWeek], language: &Language) -> Vec<Phase<'a>> {
    let mut phases: Vec<Phase<'_>> = Vec::new();
    for range in weeks.iter().flat_map(|week| &week.ranges) {
        let (phase, side) = (range.phase.as_deref(), range.side);
        if !phases.iter().any(|known| known.phase == phase && known.side == side) {
            let name = Some(capitalised(&words::movement(phase, side, language)));
            let name = name.filter(|name| !name.is_empty());
            let name = name.unwrap_or_else(|| language.words.trends.range.clone());
            phases.push(Phase { phase, side, unit: range.unit.unwrap_or(Unit::Degrees), name });
        }
    }
    phases
}

fn charts(weeks: &[WrittenWeek], phases: &[Phase<'_>], language: &Language) -> Vec<(String, Drawing)> {
    let words = &language.words.trends;
    let line = |of: &dyn Fn(&WrittenWeek) -> Option<f64>| -> Vec<(Date, f64)> {
        weeks.iter().filter_map(|week| Some((week.week.parse().ok()?, of(week)?))).collect()
    };
    let date = |week: Option<&WrittenWeek>| week?.week.parse::<Date>().ok();
    let Some(span) = date(weeks.first()).zip(date(weeks.last())) else { return Vec::new() };
    let mut charts = Vec::new();
    let mut draw = |name: String, points: Vec<(Date, f64)>, measured: Measured, target: Option<f64>| {
        let drawn = weekly(&name, &points, span, (measured, target), language);
        charts.extend(drawn.map(|drawing| (name, drawing)));
    };
    let aims = &language.words.aims;
    let good = line(&|week| good_share(std::slice::from_ref(week)));
    draw(words.good_repetitions.clone(), good, Measured::Share, None);
    draw(aims.done_of_planned.clone(), line(&done_share), Measured::Share, None);
    let hold_target = weeks.last().and_then(|week| week.hold_target_secs);
    draw(words.mean_hold.clone(), line(&|week| week.hold_secs), Measured::In(Unit::Seconds), hold_target);
    for phase in phases {
        let mut name = fill(&words.mean_peak, &[("movement", &phase.name)]);
        if phase.unit == Unit::TorsoLengths {
            name += &format!(", {}", language.words.report.in_cm);
        }
        let target = weeks.iter().find_map(|week| phase.of(week)?.target);
        draw(name, line(&|week| Some(phase.of(week)?.peak)), Measured::In(phase.unit), target);
    }
    draw(aims.pain_before.clone(), line(&|week| week.pain_before), Measured::Pain, None);
    draw(aims.pain_after.clone(), line(&|week| week.pain_after), Measured::Pain, None);
    charts
}

/// Of the times that it was planned; none where it was not.
fn done_share(week: &WrittenWeek) -> Option<f64> {
    let planned = week.planned.filter(|planned| *planned > 0)?;
    Some(f64::from(week.done?) / f64::from(planned))
}

fn done_of_planned(week: &WrittenWeek, language: &Language) -> Option<String> {
    language.done_of_planned(week.done?, week.planned?)
}

fn pain(week: &WrittenWeek, language: &Language) -> Option<String> {
    language.pain(week.pain_before, week.pain_after)
}

/// What the numbers of some weeks are: those that all have, what is known of some, and a range for each phase.
struct Columns<'a> {
    known: Vec<(String, Told)>,
    phases: &'a [Phase<'a>],
}

/// What a cell says of a week.
type Told = fn(&WrittenWeek, &Language) -> Option<String>;

impl<'a> Columns<'a> {
    fn of(weeks: &[WrittenWeek], phases: &'a [Phase<'a>], language: &Language) -> Self {
        let aims = &language.words.aims;
        let more: [(&str, Told); 2] = [(&aims.planned, done_of_planned), (&aims.pain, pain)];
        let is_known = |(_, of): &(&str, Told)| weeks.iter().any(|week| of(week, language).is_some());
        let known = more.into_iter().filter(is_known).map(|(name, of)| (capitalised(name), of)).collect();
        Self { known, phases }
    }

    fn head<'h>(&'h self, language: &'h Language) -> impl Iterator<Item = &'h String> {
        let known = self.known.iter().map(|(name, _)| name);
        language.words.trends.head.iter().chain(known).chain(self.phases.iter().map(|phase| &phase.name))
    }

    fn row(&self, week: &WrittenWeek, language: &Language) -> Vec<String> {
        let absent = || ABSENT.to_string();
        let mut cells = vec![
            written(&week.week, |day| language.day_in_digits(day)),
            week.sessions.to_string(),
            week.repetitions.to_string(),
            good_share(std::slice::from_ref(week)).map_or_else(absent, percent),
            week.hold_secs.map_or_else(absent, |secs| value::tenths(secs, language)),
        ];
        cells.extend(self.known.iter().map(|(_, of)| of(week, language).unwrap_or_else(absent)));
        cells.extend(self.phases.iter().map(|phase| {
            phase.of(week).map_or_else(absent, |range| value::rounded(range.peak, range.unit, language))
        }));
        cells
    }

    /// What is aimed at, in a row; none where nothing is.
    fn aims(&self, weeks: &[WrittenWeek], language: &Language) -> Option<Vec<String>> {
        let hold = weeks.last()?.hold_target_secs.map(|secs| value::tenths(secs, language));
        let ranges = self.phases.iter().map(|phase| {
            let range =
                weeks.iter().find_map(|week| phase.of(week).filter(|range| range.target.is_some()))?;
            Some(value::rounded(range.target?, range.unit, language))
        });
        let known = self.known.iter().map(|_| None);
        let aims: Vec<Option<String>> = std::iter::once(hold).chain(known).chain(ranges).collect();
        let head = [language.words.aims.target.clone(), String::new(), String::new(), String::new()];
        aims.iter()
            .any(Option::is_some)
            .then(|| head.into_iter().chain(aims.into_iter().map(Option::unwrap_or_default)).collect())
    }
}

fn table(weeks: &[WrittenWeek], phases: &[Phase<'_>], language: &Language) -> Table {
    let columns = Columns::of(weeks, phases, language);
    let column = |(place, name): (usize, &String)| Column {
        name: name.clone(),
        number: place > 0,
        share: if place > 0 { 1.0 } else { 1.4 },
    };
    let row = |week| columns.row(week, language).into_iter().map(Cell::from).collect();
    let head = columns.head(language).enumerate().map(column).collect();
    Table { head, rows: weeks.iter().rev().map(row).collect() }
}
