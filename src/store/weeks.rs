//! How the exercises develop from week to week.

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::{Connection, Row};

use super::error::StoreError;
use super::history::{Filter, SetRow, sets, sound};
use super::names;
use super::planned::{Planned, Plans};
use super::reader::secs;
use super::session::{Pain, When};
use super::storing::Store;
use crate::motion::{Measure, Side};

/// A week of one exercise.
#[derive(Debug, Clone, PartialEq)]
pub struct Week {
    /// The exercise's id.
    pub exercise: String,
    /// The exercise's name for people.
    pub title: String,
    /// The week's Monday, counted in days from 1970-01-01.
    pub monday: i64,
    /// Sessions with the exercise.
    pub sessions: u32,
    /// Repetitions.
    pub repetitions: u32,
    /// Those that were good.
    pub good: u32,
    /// Seconds that the target was held, on average over the attempts that reached it.
    pub hold_secs: Option<f64>,
    /// Pain before the sessions with the exercise, 0 to 10, on average over those with a mark.
    pub pain_before: Option<f64>,
    /// The same after them.
    pub pain_after: Option<f64>,
    /// What was planned of it; none where that is not known.
    pub planned: Option<Planned>,
    /// How far the attempts went.
    pub ranges: Vec<PhaseRange>,
}

/// How far the attempts of a phase went.
#[derive(Debug, Clone, PartialEq)]
pub struct PhaseRange {
    /// The phase's id.
    pub phase: Option<String>,
    /// The phase's side.
    pub side: Option<Side>,
    /// The measure that drives it.
    pub measure: Option<Measure>,
    /// The attempts' peaks, on average.
    pub peak: f64,
}

/// A week of an exercise in the making.
struct Gathered {
    week: Week,
    sessions: BTreeSet<i64>,
    pain: [Mean; 2],
    /// Of the attempts that reached their target: milliseconds held in all, and how many.
    held: (i64, u32),
    ranges: Vec<Range>,
}

/// Marks of pain: their sum, and how many.
#[derive(Default)]
struct Mean {
    sum: f64,
    count: u32,
}

impl Mean {
    fn add(&mut self, value: Option<u8>) {
        if let Some(value) = value {
            self.sum += f64::from(value);
            self.count += 1;
        }
    }

    fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum / f64::from(self.count))
    }
}

/// The peaks of a phase and side: their sum, and how many.
struct Range {
    phase: Option<String>,
    side: Option<String>,
    measure: Option<String>,
    sum: f64,
    count: u32,
}

impl Store {
    /// The weeks of each exercise, exercise by exercise, oldest first. What is damaged is left out: [`Store::damaged`] says
    /// how many rows are.
    ///
    /// # Errors
    ///
    /// Fails where the history cannot be read.
    pub fn trends(&self, filter: &Filter) -> Result<Vec<Week>, StoreError> {
        self.ask_for_sound(|c, damaged| trends(c, filter, damaged))
    }
}

/// Weeks are not followed farther back than this, in days: a damaged date would make them without end.
const LONGEST_DAYS: i64 = 10 * 366;

/// The Mondays of the weeks from one day to another, or of the last ten years up to that; all count days since 1970.
fn mondays(first_day: i64, last_day: i64) -> impl Iterator<Item = i64> {
    (monday_of(first_day.max(last_day.saturating_sub(LONGEST_DAYS)))..=last_day).step_by(7)
}

/// The Monday of a day's week; both count days since 1970.
pub fn monday_of(day: i64) -> i64 {
    // The day 0 was a Thursday.
    (day + 3).div_euclid(7) * 7 - 3
}

fn trends(c: &Connection, filter: &Filter, damaged: &mut u32) -> rusqlite::Result<Vec<Week>> {
    let mut query =
        c.prepare("SELECT id, began_unix_ms, utc_offset_secs, pain_before, pain_after FROM session")?;
    let mut rows = query.query([])?;
    let mut sessions: HashMap<i64, (i64, Pain)> = HashMap::new();
    while let Some(row) = rows.next()? {
        let Some((id, day, pain)) = sound(session(row), damaged)? else { continue };
        if filter.takes_day(day) {
            sessions.insert(id, (monday_of(day), pain));
        }
    }
    let mut places: HashMap<(String, i64), usize> = HashMap::new();
    let mut weeks: Vec<Gathered> = Vec::new();
    let mut week_of_set: HashMap<i64, usize> = HashMap::new();
    sets(c, filter, damaged, |set, (id, title)| {
        let Some((monday, pain)) = sessions.get(&set.session).copied() else { return };
        let place = *places.entry((id.clone(), monday)).or_insert_with(|| {
            weeks.push(Gathered::new(id, title, monday));
            weeks.len() - 1
        });
        week_of_set.insert(set.id, place);
        weeks[place].add(set, pain);
    })?;
    let mut query = c.prepare(
        "SELECT set_id, phase, side, measure, peak, hold_ms, target_reached_ms FROM excursion
            WHERE verdict <> 'unjudged'",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(place) = week_of_set.get(&row.get::<_, i64>(0)?) {
            sound(weeks[*place].add_attempt(row), damaged)?;
        }
    }
    let plans = Plans::read(c)?;
    add_missed(&mut weeks, &plans, filter);
    let mut weeks: Vec<Week> = weeks.into_iter().map(|week| week.finish(&plans, filter)).collect();
    weeks.sort_by(|a, b| (&a.exercise, a.monday).cmp(&(&b.exercise, b.monday)));
    Ok(weeks)
}

/// The number, day and pain of a session.
fn session(row: &Row<'_>) -> rusqlite::Result<(i64, i64, Pain)> {
    let day = When { unix_ms: row.get(1)?, utc_offset_secs: row.get(2)? }.day();
    Ok((row.get(0)?, day, Pain { before: row.get(3)?, after: row.get(4)? }))
}

/// Adds the weeks in which an exercise was planned and nothing of it was done in front of a camera.
fn add_missed(weeks: &mut Vec<Gathered>, plans: &Plans, filter: &Filter) {
    let known: HashMap<String, String> =
        weeks.iter().map(|week| (week.week.exercise.clone(), week.week.title.clone())).collect();
    let there: HashSet<(String, i64)> =
        weeks.iter().map(|week| (week.week.exercise.clone(), week.week.monday)).collect();
    for (exercise, first_day) in plans.exercises() {
        let Some(title) = known.get(exercise) else { continue };
        for monday in mondays(first_day, plans.today()) {
            let is_new = !there.contains(&(exercise.to_owned(), monday));
            if is_new && plans.of(exercise, days(monday, filter)).is_some_and(|planned| planned.times > 0) {
                weeks.push(Gathered::new(exercise, title, monday));
            }
        }
    }
}

/// The days of a week that are wanted.
fn days(monday: i64, filter: &Filter) -> impl Iterator<Item = i64> + '_ {
    (monday..monday + 7).filter(|day| filter.takes_day(*day))
}

impl Gathered {
    fn new(exercise: &str, title: &str, monday: i64) -> Self {
        let week = Week {
            exercise: exercise.to_string(),
            title: title.to_string(),
            monday,
            sessions: 0,
            repetitions: 0,
            good: 0,
            hold_secs: None,
            pain_before: None,
            pain_after: None,
            planned: None,
            ranges: Vec::new(),
        };
        let (sessions, pain) = (BTreeSet::new(), Default::default());
        Self { week, sessions, pain, held: (0, 0), ranges: Vec::new() }
    }

    fn add(&mut self, set: &SetRow, pain: Pain) {
        if self.sessions.insert(set.session) {
            let [before, after] = &mut self.pain;
            before.add(pain.before);
            after.add(pain.after);
        }
        self.week.repetitions += set.repetitions;
        self.week.good += set.good;
    }

    fn add_attempt(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let text = |column: usize| Ok::<_, rusqlite::Error>(row.get_ref(column)?.as_str_or_null()?);
        if row.get::<_, Option<i64>>(6)?.is_some() {
            self.held = (self.held.0 + row.get::<_, i64>(5)?, self.held.1 + 1);
        }
        let Some(peak) = row.get::<_, Option<f64>>(4)? else { return Ok(()) };
        let (phase, side) = (text(1)?, text(2)?);
        let known = self
            .ranges
            .iter()
            .position(|range| range.phase.as_deref() == phase && range.side.as_deref() == side);
        let place = match known {
            Some(place) => place,
            None => {
                let own = |text: Option<&str>| text.map(str::to_string);
                let measure = own(text(3)?);
                self.ranges.push(Range { phase: own(phase), side: own(side), measure, sum: 0.0, count: 0 });
                self.ranges.len() - 1
            }
        };
        self.ranges[place].sum += peak;
        self.ranges[place].count += 1;
        Ok(())
    }

    fn finish(mut self, plans: &Plans, filter: &Filter) -> Week {
        [self.week.pain_before, self.week.pain_after] = self.pain.each_ref().map(Mean::mean);
        self.week.planned = plans.of(&self.week.exercise, days(self.week.monday, filter));
        self.week.sessions = self.sessions.len() as u32;
        self.week.hold_secs = (self.held.1 > 0).then(|| secs(self.held.0) / f64::from(self.held.1));
        self.ranges.sort_by(|a, b| (&a.phase, &a.side).cmp(&(&b.phase, &b.side)));
        let range = |range: Range| PhaseRange {
            peak: range.sum / f64::from(range.count),
            side: range.side.as_deref().and_then(names::side),
            measure: range.measure.as_deref().and_then(names::measure),
            phase: range.phase,
        };
        self.week.ranges = self.ranges.into_iter().map(range).collect();
        self.week
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_those_of_all_days_and_of_no_more_than_ten_years() {
        assert_eq!(mondays(0, 4).collect::<Vec<_>>(), [-3, 4]);
        for (first, last) in [(i64::MIN, 20_000), (20_000, i64::MAX / 2), (i64::MIN, i64::MAX / 2)] {
            assert!((520..=524).contains(&mondays(first, last).count()), "{first} to {last}");
        }
    }
}
