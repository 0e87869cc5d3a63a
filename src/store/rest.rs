//! Days on which the programme rests, as in an illness, or one exercise of it. Nothing is caught up on afterwards.

use rusqlite::{Connection, Row, params};

use super::error::StoreError;
use super::storing::Store;

/// A rest, by days counted from 1970-01-01.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rest {
    /// The exercise that rests; none where all of the programme does.
    pub exercise: Option<String>,
    /// Its first day.
    pub first_day: i64,
    /// Its last day; none where it lasts until the person goes on.
    pub last_day: Option<i64>,
}

impl Rest {
    /// The rest of an exercise, or of all, from a day until the person goes on.
    pub fn from_day(exercise: Option<String>, first_day: i64) -> Self {
        Self { exercise, first_day, last_day: None }
    }

    /// Whether it holds on a day.
    pub fn has_day(&self, day: i64) -> bool {
        self.first_day <= day && self.last_day.is_none_or(|last| day <= last)
    }

    /// Whether an exercise rests in it.
    pub fn is_of(&self, exercise: &str) -> bool {
        self.exercise.as_deref().is_none_or(|own| own == exercise)
    }
}

impl Store {
    /// All rests there were, the first to begin first.
    ///
    /// # Errors
    ///
    /// Fails where the history cannot be read.
    pub fn rests(&self) -> Result<Vec<Rest>, StoreError> {
        self.ask(rests)
    }

    /// Notes a rest, in place of what was noted before of its days on.
    ///
    /// # Errors
    ///
    /// Fails where nothing can be written.
    pub fn put_rest(&self, Rest { exercise, first_day, last_day }: &Rest) -> Result<(), StoreError> {
        self.change(|c| {
            end(c, exercise.as_deref(), *first_day)?;
            c.execute(
                "INSERT INTO plan_rest (exercise, first_day, last_day) VALUES (?1, ?2, ?3)",
                params![exercise, first_day, last_day],
            )
        })
        .map(drop)
    }

    /// Ends the rest of an exercise, or of all of the programme, before a day. Returns whether there was one.
    ///
    /// # Errors
    ///
    /// Fails where nothing can be written.
    pub fn end_rest(&self, exercise: Option<&str>, day: i64) -> Result<bool, StoreError> {
        self.change(|c| end(c, exercise, day))
    }
}

/// All rests, the first to begin first.
pub(super) fn rests(c: &Connection) -> rusqlite::Result<Vec<Rest>> {
    let mut query =
        c.prepare("SELECT exercise, first_day, last_day FROM plan_rest ORDER BY first_day, id")?;
    let rest =
        |row: &Row<'_>| Ok(Rest { exercise: row.get(0)?, first_day: row.get(1)?, last_day: row.get(2)? });
    query.query_map([], rest)?.collect()
}

fn end(c: &Connection, exercise: Option<&str>, day: i64) -> rusqlite::Result<bool> {
    const LATER: &str = "DELETE FROM plan_rest WHERE exercise IS ?1 AND first_day >= ?2";
    const UNDER_WAY: &str = "UPDATE plan_rest SET last_day = ?2 - 1
        WHERE exercise IS ?1 AND first_day < ?2 AND coalesce(last_day, ?2) >= ?2";
    Ok(c.execute(LATER, params![exercise, day])? + c.execute(UNDER_WAY, params![exercise, day])? > 0)
}
