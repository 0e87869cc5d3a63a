//! The weeks in the terminal: curves in a line and numbers.

use std::io;

use jiff::civil::Date;

use super::spark::sparkline;
use super::{Columns, good_share, phases};
use crate::messages::Language;
use crate::report::history::WrittenWeek;
use crate::report::shown::weeks_turned_upwards;
use crate::report::{Page, Unit};

/// So many weeks are numbers; the curves show more.
const WEEKS_IN_NUMBERS: usize = 8;

/// Bars of a curve at most, one a week: a damaged date would make them without end.
const MOST_BARS: usize = 520;

/// A smaller change is no trend: of holds in seconds, of good shares, of ranges in their unit.
const LEAST_HOLD_SECS: f64 = 2.0;
const LEAST_SHARE: f64 = 0.2;
const LEAST_DEGREES: f64 = 10.0;
const LEAST_TORSO_LENGTHS: f64 = 0.05;

/// Prints the weeks, which stand together by exercise, oldest first.
pub(crate) fn print(page: &mut Page<'_>, weeks: &[WrittenWeek], language: &Language) -> io::Result<()> {
    for (place, weeks) in weeks.chunk_by(|a, b| a.exercise == b.exercise).enumerate() {
        if place > 0 {
            page.blank()?;
        }
        exercise(page, &weeks_turned_upwards(weeks), language)?;
    }
    Ok(())
}

/// Everything of one exercise, whose weeks these are.
fn exercise(page: &mut Page<'_>, weeks: &[WrittenWeek], language: &Language) -> io::Result<()> {
    let Some(last) = weeks.last() else { return Ok(()) };
    page.heading(&format!("{} ({})", language.text(&last.title), last.exercise))?;
    let phases = phases(weeks, language);
    let every_week = every_week(weeks);
    if every_week.len() > 1 {
        let curve = |of: &dyn Fn(&WrittenWeek) -> Option<f64>, least: f64| {
            sparkline(&every_week.iter().map(|week| week.and_then(of)).collect::<Vec<_>>(), least)
        };
        let [_, _, _, good, hold] = &language.words.trends.head;
        let share = |week: &WrittenWeek| good_share(std::slice::from_ref(week));
        let mut curves = vec![[format!("  {good}"), curve(&share, LEAST_SHARE)]];
        if weeks.iter().any(|week| week.hold_secs.is_some()) {
            curves.push([format!("  {hold}"), curve(&|week| week.hold_secs, LEAST_HOLD_SECS)]);
        }
        for phase in &phases {
            let least = if phase.unit == Unit::TorsoLengths { LEAST_TORSO_LENGTHS } else { LEAST_DEGREES };
            let peak = |week: &WrittenWeek| Some(phase.of(week)?.peak);
            curves.push([format!("  {}", phase.name), curve(&peak, least)]);
        }
        page.table(&curves)?;
    }
    let columns = Columns::of(weeks, &phases, language);
    let mut rows: Vec<Vec<String>> = vec![columns.head(language).cloned().collect()];
    let (earlier, latest) = weeks.split_at(weeks.len().saturating_sub(WEEKS_IN_NUMBERS));
    rows.extend(latest.iter().map(|week| columns.row(week, language)));
    rows.extend(columns.aims(weeks, language));
    let row = |cells: Vec<String>| [format!("  {}", cells.join("  "))];
    page.table(&aligned(rows).into_iter().map(row).collect::<Vec<_>>())?;
    if !earlier.is_empty() {
        page.item("  ", &language.words.sessions.earlier.with(earlier.len()))?;
    }
    Ok(())
}

/// All weeks from the first on, with those in which nothing was done; of too many, the last.
fn every_week(weeks: &[WrittenWeek]) -> Vec<Option<&WrittenWeek>> {
    let mut filled = Vec::new();
    let mut before: Option<Date> = None;
    for week in weeks {
        let monday: Option<Date> = week.week.parse().ok();
        let days = before.zip(monday).map_or(7, |(before, monday)| (monday - before).get_days());
        let missed = usize::try_from(days / 7 - 1).unwrap_or_default().min(MOST_BARS);
        filled.extend(std::iter::repeat_n(None, missed));
        filled.push(Some(week));
        before = monday.or(before);
    }
    filled.split_off(filled.len().saturating_sub(MOST_BARS))
}

/// Cells as wide as the widest of their column, numbers to the right.
fn aligned(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |i: usize| rows.iter().map(|row| row[i].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let wide = |(cell, width): (String, &usize)| format!("{cell:>width$}");
    rows.into_iter().map(|row| row.into_iter().zip(&widths).map(wide).collect()).collect()
}
