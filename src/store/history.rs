//! The history as a whole: which sessions there are.

use std::collections::HashMap;

use rusqlite::{Connection, Row};

use super::error::StoreError;
use super::reader::{origin, pain, secs, standing, when};
use super::session::{Origin, Pain, Standing, When};
use super::storing::Store;

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

impl Filter {
    pub(super) fn takes_day(&self, day: i64) -> bool {
        self.since_day.is_none_or(|since| day >= since) && self.until_day.is_none_or(|until| day <= until)
    }

    fn takes_exercise(&self, exercise: &str) -> bool {
        self.exercise.as_deref().is_none_or(|wanted| wanted == exercise)
    }
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
}

// Years are some thousand sessions with a hundred thousand attempts. Each table is read once, from its
// begin to its end, and put together here: several times as fast as a join that the database sorts.

fn list(c: &Connection, filter: &Filter) -> rusqlite::Result<Vec<Listed>> {
    let mut query = c.prepare("SELECT * FROM session ORDER BY began_unix_ms, id")?;
    let mut rows = query.query([])?;
    let mut found: Vec<Listed> = Vec::new();
    while let Some(row) = rows.next()? {
        if filter.takes_day(when(row)?.day()) {
            found.push(listed(row)?);
        }
    }
    let places: HashMap<i64, usize> =
        found.iter().enumerate().map(|(place, session)| (session.id, place)).collect();
    sets(c, filter, |set, (id, title)| {
        let Some(session) = places.get(&set.session).map(|place| &mut found[*place]) else { return };
        session.sets += 1;
        session.repetitions += set.repetitions;
        session.good += set.good;
        if !session.exercises.iter().any(|(known, _)| known == id) {
            session.exercises.push((id.clone(), title.clone()));
        }
    })?;
    found.retain(|session| session.sets > 0 || filter.exercise.is_none());
    Ok(found)
}

/// A set as lists need it.
pub(super) struct SetRow {
    pub(super) id: i64,
    pub(super) session: i64,
    pub(super) repetitions: u32,
    pub(super) good: u32,
}

/// Goes through the sets of the wanted exercises in the order in which they began, each with its
/// exercise's id and title.
pub(super) fn sets(
    c: &Connection,
    filter: &Filter,
    mut take: impl FnMut(&SetRow, &(String, String)),
) -> rusqlite::Result<()> {
    let mut query = c.prepare("SELECT id, exercise, title FROM rules")?;
    let rules = query.query_map([], |row| Ok((row.get::<_, i64>(0)?, (row.get(1)?, row.get(2)?))))?;
    let rules = rules.collect::<rusqlite::Result<HashMap<i64, (String, String)>>>()?;
    let mut query =
        c.prepare("SELECT id, session_id, repetitions, good, rules_id FROM exercise_set ORDER BY id")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let set =
            SetRow { id: row.get(0)?, session: row.get(1)?, repetitions: row.get(2)?, good: row.get(3)? };
        let exercise = rules.get(&row.get::<_, i64>(4)?).filter(|(id, _)| filter.takes_exercise(id));
        if let Some(exercise) = exercise {
            take(&set, exercise);
        }
    }
    Ok(())
}

fn listed(row: &Row<'_>) -> rusqlite::Result<Listed> {
    Ok(Listed {
        id: row.get("id")?,
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
