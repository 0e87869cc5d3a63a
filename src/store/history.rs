//! The history as a whole: which sessions there are, and how they develop over the weeks.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row, params};

use super::error::StoreError;
use super::names;
use super::reader::{origin, pain, secs, side, standing, when};
use super::session::{Origin, Pain, Standing, When};
use super::storing::Store;
use crate::motion::{Measure, Side};

/// Which sessions are meant; what is none does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Those with a set of this exercise, and these sets only.
    pub exercise: Option<String>,
    /// Those from this day on, counted from 1970-01-01 where the person was.
    pub since_day: Option<i64>,
    /// Those up to this day, itself included.
    pub until_day: Option<i64>,
}

/// A session in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// Its number.
    pub id: i64,
    /// When it began.
    pub began: When,
    /// Where its poses came from.
    pub origin: Origin,
    /// How it stands.
    pub standing: Standing,
    /// Seconds that it lasted; none while it is under way.
    pub duration_secs: Option<f64>,
    /// Ids and titles of its exercises, in their order.
    pub exercises: Vec<(String, String)>,
    /// Its sets.
    pub sets: u32,
    /// Repetitions in all of them.
    pub repetitions: u32,
    /// Those that were good.
    pub good: u32,
    /// How strong pain was.
    pub pain: Pain,
    /// Whether there is a note.
    pub has_note: bool,
}

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

/// A session's day where the person was, and whether the filter lets it through.
macro_rules! filtered {
    () => {
        "(?1 IS NULL OR r.exercise = ?1)
            AND (?2 IS NULL OR (s.began_unix_ms / 1000 + s.utc_offset_secs) / 86400 >= ?2)
            AND (?3 IS NULL OR (s.began_unix_ms / 1000 + s.utc_offset_secs) / 86400 <= ?3)"
    };
}

/// The Monday of a session's week: the day 0 was a Thursday.
macro_rules! monday {
    () => {
        "(((s.began_unix_ms / 1000 + s.utc_offset_secs) / 86400 + 3) / 7 * 7 - 3)"
    };
}

impl Store {
    /// The sessions, oldest first.
    ///
    /// # Errors
    ///
    /// Fails where the history cannot be read.
    pub fn list(&self, filter: &Filter) -> Result<Vec<Listed>, StoreError> {
        self.ask(|c| list(c, filter))
    }

    /// The weeks of each exercise, exercise by exercise, oldest first.
    ///
    /// # Errors
    ///
    /// Fails where the history cannot be read.
    pub fn trends(&self, filter: &Filter) -> Result<Vec<Week>, StoreError> {
        self.ask(|c| trends(c, filter))
    }
}

fn list(c: &Connection, filter: &Filter) -> rusqlite::Result<Vec<Listed>> {
    // A row a set: the sets of a session are few, and their exercises keep their order.
    let mut query = c.prepare(concat!(
        "SELECT s.*, x.id AS set_id, x.repetitions, x.good, r.exercise, r.title FROM session s
            LEFT JOIN exercise_set x ON x.session_id = s.id LEFT JOIN rules r ON r.id = x.rules_id
            WHERE ",
        filtered!(),
        " ORDER BY s.began_unix_ms, s.id, x.start_ms, x.id"
    ))?;
    let mut rows = query.query(params![filter.exercise, filter.since_day, filter.until_day])?;
    let mut found: Vec<Listed> = Vec::new();
    while let Some(row) = rows.next()? {
        let id = row.get("id")?;
        if found.last().is_none_or(|last| last.id != id) {
            found.push(listed(row, id)?);
        }
        let Some(session) = found.last_mut().filter(
            |_| matches!(row.get_ref("set_id"), Ok(id) if id.data_type() != rusqlite::types::Type::Null),
        ) else {
            continue;
        };
        session.sets += 1;
        session.repetitions += row.get::<_, u32>("repetitions")?;
        session.good += row.get::<_, u32>("good")?;
        let exercise = (row.get("exercise")?, row.get("title")?);
        if !session.exercises.contains(&exercise) {
            session.exercises.push(exercise);
        }
    }
    Ok(found)
}

fn listed(row: &Row<'_>, id: i64) -> rusqlite::Result<Listed> {
    Ok(Listed {
        id,
        began: when(row)?,
        origin: origin(row)?,
        standing: standing(row)?,
        duration_secs: row.get::<_, Option<i64>>("ended_ms")?.map(secs),
        exercises: Vec::new(),
        sets: 0,
        repetitions: 0,
        good: 0,
        pain: pain(row)?,
        has_note: row.get::<_, Option<String>>("note")?.is_some(),
    })
}

fn trends(c: &Connection, filter: &Filter) -> rusqlite::Result<Vec<Week>> {
    let asked = params![filter.exercise, filter.since_day, filter.until_day];
    let mut weeks: BTreeMap<(String, i64), Week> = BTreeMap::new();
    let mut query = c.prepare(concat!(
        "SELECT r.exercise, r.title, ",
        monday!(),
        " AS monday, count(DISTINCT s.id) AS sessions, sum(x.repetitions) AS repetitions, sum(x.good) AS good
            FROM session s JOIN exercise_set x ON x.session_id = s.id JOIN rules r ON r.id = x.rules_id
            WHERE ",
        filtered!(),
        " GROUP BY r.exercise, monday"
    ))?;
    let mut rows = query.query(asked)?;
    while let Some(row) = rows.next()? {
        let (exercise, monday): (String, i64) = (row.get("exercise")?, row.get("monday")?);
        let week = Week {
            exercise: exercise.clone(),
            title: row.get("title")?,
            monday,
            sessions: row.get("sessions")?,
            repetitions: row.get("repetitions")?,
            good: row.get("good")?,
            hold_secs: None,
            ranges: Vec::new(),
        };
        weeks.insert((exercise, monday), week);
    }
    let mut query = c.prepare(concat!(
        "SELECT r.exercise, ",
        monday!(),
        " AS monday, e.phase, e.side, e.measure, avg(e.peak) AS peak,
            sum(e.hold_ms) FILTER (WHERE e.target_reached_ms IS NOT NULL) AS held_ms,
            count(e.target_reached_ms) AS reached
            FROM session s JOIN exercise_set x ON x.session_id = s.id JOIN rules r ON r.id = x.rules_id
            JOIN excursion e ON e.set_id = x.id
            WHERE e.verdict <> 'unjudged' AND ",
        filtered!(),
        " GROUP BY r.exercise, monday, e.phase, e.side ORDER BY r.exercise, monday, e.phase, e.side"
    ))?;
    let mut rows = query.query(asked)?;
    let mut holds: BTreeMap<(String, i64), (i64, i64)> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let key: (String, i64) = (row.get("exercise")?, row.get("monday")?);
        let Some(week) = weeks.get_mut(&key) else { continue };
        if let Some(peak) = row.get("peak")? {
            let measure: Option<String> = row.get("measure")?;
            let measure = measure.as_deref().and_then(names::measure);
            week.ranges.push(PhaseRange {
                phase: row.get("phase")?,
                side: side(row, "side")?,
                measure,
                peak,
            });
        }
        let held = holds.entry(key).or_default();
        held.0 += row.get::<_, Option<i64>>("held_ms")?.unwrap_or(0);
        held.1 += row.get::<_, i64>("reached")?;
        week.hold_secs = (held.1 > 0).then(|| secs(held.0) / held.1 as f64);
    }
    Ok(weeks.into_values().collect())
}
