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
    /// The sessions, oldest first. Damaged ones are left out: [`Store::damaged`] says how many rows are.
    ///
    /// # Errors
    ///
    /// Fails where the history cannot be read.
    pub fn list(&self, filter: &Filter) -> Result<Vec<Listed>, StoreError> {
        self.ask_for_sound(|c, damaged| list(c, filter, damaged))
    }

    /// The numbers of the sessions that are over, damaged ones among them.
    ///
    /// # Errors
    ///
    /// Fails where the history cannot be read.
    pub fn ids_of_the_past(&self) -> Result<Vec<i64>, StoreError> {
        let listed = self.list(&Filter::default())?;
        let goes_on = |id| listed.iter().any(|one| one.id == id && one.standing == Standing::UnderWay);
        let ids: Vec<i64> = self.ask(|c| {
            c.prepare("SELECT id FROM session ORDER BY id")?.query_map([], |row| row.get(0))?.collect()
        })?;
        Ok(ids.into_iter().filter(|id| !goes_on(*id)).collect())
    }
}

/// What was read from a row; none where the row is damaged, which is counted.
pub(super) fn sound<T>(read: rusqlite::Result<T>, damaged: &mut u32) -> rusqlite::Result<Option<T>> {
    use rusqlite::Error::{FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType, Utf8Error};
    match read {
        Err(
            FromSqlConversionFailure(..)
            | IntegralValueOutOfRange(..)
            | InvalidColumnType(..)
            | Utf8Error(..),
        ) => {
            *damaged += 1;
            Ok(None)
        }
        read => read.map(Some),
    }
}

// Years are some thousand sessions with a hundred thousand attempts. Each table is read once, from its
// begin to its end, and put together here: several times as fast as a join that the database sorts.

fn list(c: &Connection, filter: &Filter, damaged: &mut u32) -> rusqlite::Result<Vec<Listed>> {
    let mut query = c.prepare("SELECT * FROM session ORDER BY began_unix_ms, id")?;
    let mut rows = query.query([])?;
    let mut found: Vec<Listed> = Vec::new();
    while let Some(row) = rows.next()? {
        let session = sound(listed(row), damaged)?;
        found.extend(session.filter(|session| filter.takes_day(session.began.day())));
    }
    let places: HashMap<i64, usize> =
        found.iter().enumerate().map(|(place, session)| (session.id, place)).collect();
    sets(c, filter, damaged, |set, (id, title)| {
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
/// exercise's id and title. Damaged ones are counted and left out.
pub(super) fn sets(
    c: &Connection,
    filter: &Filter,
    damaged: &mut u32,
    mut take: impl FnMut(&SetRow, &(String, String)),
) -> rusqlite::Result<()> {
    let mut query = c.prepare("SELECT id, exercise, title FROM rules")?;
    let mut rows = query.query([])?;
    let mut rules: HashMap<i64, (String, String)> = HashMap::new();
    let read = |row: &Row<'_>| Ok((row.get(0)?, (row.get(1)?, row.get(2)?)));
    while let Some(row) = rows.next()? {
        rules.extend(sound(read(row), damaged)?);
    }
    let mut query =
        c.prepare("SELECT id, session_id, repetitions, good, rules_id FROM exercise_set ORDER BY id")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let Some((set, exercise)) = sound(set(row), damaged)? else { continue };
        if let Some(exercise) = rules.get(&exercise).filter(|(id, _)| filter.takes_exercise(id)) {
            take(&set, exercise);
        }
    }
    Ok(())
}

/// A set, and the number of its rules.
fn set(row: &Row<'_>) -> rusqlite::Result<(SetRow, i64)> {
    let set = SetRow { id: row.get(0)?, session: row.get(1)?, repetitions: row.get(2)?, good: row.get(3)? };
    Ok((set, row.get(4)?))
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
