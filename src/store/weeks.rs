//! How the exercises develop from week to week.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Connection, Row};

use super::error::StoreError;
use super::history::{Filter, SetRow, sets};
use super::names;
use super::reader::secs;
use super::session::When;
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
    /// Of the attempts that reached their target: milliseconds held in all, and how many.
    held: (i64, u32),
    ranges: Vec<Range>,
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
    /// The weeks of each exercise, exercise by exercise, oldest first.
    ///
    /// # Errors
    ///
    /// Fails where the history cannot be read.
    pub fn trends(&self, filter: &Filter) -> Result<Vec<Week>, StoreError> {
        self.ask(|c| trends(c, filter))
    }
}

/// The Monday of a day's week; both count days since 1970.
pub fn monday_of(day: i64) -> i64 {
    // The day 0 was a Thursday.
    (day + 3).div_euclid(7) * 7 - 3
}

fn trends(c: &Connection, filter: &Filter) -> rusqlite::Result<Vec<Week>> {
    let mut query = c.prepare("SELECT id, began_unix_ms, utc_offset_secs FROM session")?;
    let mut rows = query.query([])?;
    let mut mondays: HashMap<i64, i64> = HashMap::new();
    while let Some(row) = rows.next()? {
        let day = When { unix_ms: row.get(1)?, utc_offset_secs: row.get(2)? }.day();
        if filter.takes_day(day) {
            mondays.insert(row.get(0)?, monday_of(day));
        }
    }
    let mut places: HashMap<(String, i64), usize> = HashMap::new();
    let mut weeks: Vec<Gathered> = Vec::new();
    let mut week_of_set: HashMap<i64, usize> = HashMap::new();
    sets(c, filter, |set, (id, title)| {
        let Some(monday) = mondays.get(&set.session).copied() else { return };
        let place = *places.entry((id.clone(), monday)).or_insert_with(|| {
            weeks.push(Gathered::new(id, title, monday));
            weeks.len() - 1
        });
        week_of_set.insert(set.id, place);
        weeks[place].add(set);
    })?;
    let mut query = c.prepare(
        "SELECT set_id, phase, side, measure, peak, hold_ms, target_reached_ms FROM excursion
            WHERE verdict <> 'unjudged'",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(place) = week_of_set.get(&row.get::<_, i64>(0)?) {
            weeks[*place].add_attempt(row)?;
        }
    }
    let mut weeks: Vec<Week> = weeks.into_iter().map(Gathered::finish).collect();
    weeks.sort_by(|a, b| (&a.exercise, a.monday).cmp(&(&b.exercise, b.monday)));
    Ok(weeks)
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
            ranges: Vec::new(),
        };
        Self { week, sessions: BTreeSet::new(), held: (0, 0), ranges: Vec::new() }
    }

    fn add(&mut self, set: &SetRow) {
        self.sessions.insert(set.session);
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

    fn finish(mut self) -> Week {
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
