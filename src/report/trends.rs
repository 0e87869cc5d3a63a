//! How the weeks of an exercise developed: what the page of trends says and draws.

mod weekly;

use jiff::civil::Date;

use self::weekly::{Measured, weekly};
use super::history::{WeekRange, WrittenWeek};
use super::sheet::{Cell, Column, Table, Tile};
use super::words;
use super::{Unit, value};
use crate::graphics::drawing::Drawing;
use crate::messages::counted;

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
pub(super) fn sheets(weeks: &[WrittenWeek]) -> Vec<Trend> {
    weeks.chunk_by(|a, b| a.exercise == b.exercise).filter_map(trend).collect()
}

fn trend(weeks: &[WrittenWeek]) -> Option<Trend> {
    let (first, last) = (weeks.first()?, weeks.last()?);
    let phases = phases(weeks);
    let (earlier, latest) = weeks.split_at(weeks.len().saturating_sub(LATEST));
    Some(Trend {
        title: last.title.clone(),
        subtitle: match weeks {
            [one] => format!("The week of {}", day(&one.week)),
            _ => format!("From the week of {} to the week of {}", day(&first.week), day(&last.week)),
        },
        tiles: tiles(weeks),
        charts: charts(weeks, &phases),
        latest: table(latest, &phases),
        earlier: (!earlier.is_empty()).then(|| table(earlier, &phases)),
    })
}

/// "23 November 2026".
fn day(date: &str) -> String {
    match date.parse::<Date>() {
        Ok(date) => date.strftime("%-d %B %Y").to_string(),
        Err(_) => date.to_string(),
    }
}

fn tiles(weeks: &[WrittenWeek]) -> Vec<Tile> {
    let sum = |of: fn(&WrittenWeek) -> u32| weeks.iter().map(of).sum::<u32>();
    let (sessions, repetitions) = (sum(|week| week.sessions), sum(|week| week.repetitions));
    let mut tiles = vec![
        Tile {
            label: "Sessions",
            value: sessions.to_string(),
            note: format!("in {}", counted(weeks.len(), "week")),
        },
        Tile { label: "Repetitions", value: repetitions.to_string(), note: String::new() },
    ];
    let some = if weeks.len() >= 2 * COMPARED { COMPARED } else { 1 };
    let (first, last) = (&weeks[..some], &weeks[weeks.len() - some..]);
    let span = |which: &str| {
        if some == 1 { format!("the {which} week") } else { format!("the {which} {some} weeks") }
    };
    let mut compare = |label: &'static str, of: &dyn Fn(&[WrittenWeek]) -> Option<String>| {
        let Some(value) = of(last) else { return };
        let before = of(first).filter(|_| weeks.len() > 1);
        let before = before.map_or(String::new(), |before| format!("; {before} in {}", span("first")));
        tiles.push(Tile { label, value, note: format!("in {}{before}", span("last")) });
    };
    compare("Good", &|weeks| good_share(weeks).map(percent));
    compare("Mean hold", &|weeks| mean_hold(weeks).map(secs));
    tiles
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

fn secs(secs: f64) -> String {
    format!("{secs:.1} s")
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
}

impl Phase<'_> {
    fn of<'w>(&self, week: &'w WrittenWeek) -> Option<&'w WeekRange> {
        week.ranges.iter().find(|range| range.phase.as_deref() == self.phase && range.side == self.side)
    }

    fn name(&self) -> String {
        match words::capitalised(&words::phase(self.phase, self.side)) {
            name if name.is_empty() => "Range".to_string(),
            name => name,
        }
    }
}

/// Those of which there is a range, in their order.
fn phases(weeks: &[WrittenWeek]) -> Vec<Phase<'_>> {
    let mut phases: Vec<Phase<'_>> = Vec::new();
    for range in weeks.iter().flat_map(|week| &week.ranges) {
        let (phase, side) = (range.phase.as_deref(), range.side);
        if !phases.iter().any(|known| known.phase == phase && known.side == side) {
            phases.push(Phase { phase, side, unit: range.unit.unwrap_or(Unit::Degrees) });
        }
    }
    phases
}

fn charts(weeks: &[WrittenWeek], phases: &[Phase<'_>]) -> Vec<(String, Drawing)> {
    let line = |of: &dyn Fn(&WrittenWeek) -> Option<f64>| -> Vec<(Date, f64)> {
        weeks.iter().filter_map(|week| Some((week.week.parse().ok()?, of(week)?))).collect()
    };
    let date = |week: Option<&WrittenWeek>| week?.week.parse::<Date>().ok();
    let Some(span) = date(weeks.first()).zip(date(weeks.last())) else { return Vec::new() };
    let mut charts = Vec::new();
    let mut draw = |name: String, points: Vec<(Date, f64)>, measured: Measured| {
        charts.extend(weekly(&name, &points, span, measured).map(|drawing| (name, drawing)));
    };
    let good = line(&|week| good_share(std::slice::from_ref(week)));
    draw("Good repetitions".to_string(), good, Measured::Share);
    draw("Mean hold, in seconds".to_string(), line(&|week| week.hold_secs), Measured::In(Unit::Seconds));
    for phase in phases {
        let unit = if phase.unit == Unit::TorsoLengths { ", in cm" } else { "" };
        let name = format!("{}: mean peak{unit}", phase.name());
        draw(name, line(&|week| Some(phase.of(week)?.peak)), Measured::In(phase.unit));
    }
    charts
}

fn table(weeks: &[WrittenWeek], phases: &[Phase<'_>]) -> Table {
    let number = |name: &str| Column { name: name.to_string(), number: true, share: 1.0 };
    let mut head = vec![Column { name: "Week of".to_string(), number: false, share: 1.4 }];
    head.extend(["Sessions", "Repetitions", "Good", "Mean hold"].map(number));
    head.extend(phases.iter().map(|phase| number(&phase.name())));
    let absent = || "–".to_string();
    let row =
        |week: &WrittenWeek| -> Vec<Cell> {
            let mut cells = vec![
                week.week.clone(),
                week.sessions.to_string(),
                week.repetitions.to_string(),
                good_share(std::slice::from_ref(week)).map_or_else(absent, percent),
                week.hold_secs.map_or_else(absent, secs),
            ];
            cells.extend(phases.iter().map(|phase| {
                phase.of(week).map_or_else(absent, |range| value::rounded(range.peak, range.unit))
            }));
            cells.into_iter().map(Cell::from).collect()
        };
    Table { head, rows: weeks.iter().rev().map(row).collect() }
}
