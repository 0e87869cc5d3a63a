//! The day's programme and what was done of it.

use rusqlite::{OptionalExtension, params};

use super::error::StoreError;
use super::reader::secs;
use super::rows::ms;
use super::session::When;
use super::storing::Store;
use crate::motion::Settings;

/// One exercise of the programme.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanItem {
    /// The exercise's id.
    pub exercise: String,
    /// Sets each time.
    pub sets: u32,
    /// Repetitions of a set.
    pub repetitions: u32,
    /// What the person chose: hold and range.
    pub settings: Settings,
    /// Times a day.
    pub times_a_day: u32,
}

/// What somebody said of the pain at one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PainMark {
    /// When the session began.
    pub began: When,
    /// Before it.
    pub before: Option<u8>,
    /// After it.
    pub after: Option<u8>,
}

impl Store {
    /// The programme in the order in which it is done.
    ///
    /// # Errors
    ///
    /// Fails where the history cannot be read.
    pub fn plan(&self) -> Result<Vec<PlanItem>, StoreError> {
        self.ask(|c| {
            let mut query = c.prepare("SELECT * FROM plan_item ORDER BY id")?;
            let items = query.query_map([], |row| {
                Ok(PlanItem {
                    exercise: row.get("exercise")?,
                    sets: row.get("sets")?,
                    repetitions: row.get("repetitions")?,
                    settings: Settings {
                        range: row.get("range_asked")?,
                        own_range: row.get("own_range")?,
                        hold_secs: row.get::<_, Option<i64>>("hold_ms")?.map(secs),
                    },
                    times_a_day: row.get("times_a_day")?,
                })
            })?;
            items.collect()
        })
    }

    /// Puts an exercise at the end of the programme, or changes it in its place.
    ///
    /// # Errors
    ///
    /// Fails where nothing can be written.
    pub fn put_in_plan(&self, item: &PlanItem) -> Result<(), StoreError> {
        const PUT: &str = "INSERT INTO plan_item
            (exercise, sets, repetitions, hold_ms, range_asked, own_range, times_a_day)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (exercise) DO UPDATE SET sets = excluded.sets, repetitions = excluded.repetitions,
            hold_ms = excluded.hold_ms, range_asked = excluded.range_asked, own_range = excluded.own_range,
            times_a_day = excluded.times_a_day";
        let values = params![
            item.exercise,
            item.sets,
            item.repetitions,
            item.settings.hold_secs.map(ms),
            item.settings.range,
            item.settings.own_range,
            item.times_a_day
        ];
        self.change(|c| c.execute(PUT, values)).map(drop)
    }

    /// Takes an exercise out of the programme. Returns whether it was in it.
    ///
    /// # Errors
    ///
    /// Fails where nothing can be written.
    pub fn take_from_plan(&self, exercise: &str) -> Result<bool, StoreError> {
        self.change(|c| c.execute("DELETE FROM plan_item WHERE exercise = ?1", [exercise])).map(|n| n > 0)
    }

    /// Notes that an exercise was done once more on a day, without the camera.
    ///
    /// # Errors
    ///
    /// Fails where nothing can be written.
    pub fn mark_done(&self, exercise: &str, day: i64) -> Result<(), StoreError> {
        const MARK: &str = "INSERT INTO plan_mark (day, exercise, times) VALUES (?1, ?2, 1)
            ON CONFLICT (day, exercise) DO UPDATE SET times = times + 1";
        self.change(|c| c.execute(MARK, params![day, exercise])).map(drop)
    }

    /// Takes back that an exercise was done without the camera on a day, once. Returns whether that was noted.
    ///
    /// # Errors
    ///
    /// Fails where nothing can be written.
    pub fn unmark_done(&self, exercise: &str, day: i64) -> Result<bool, StoreError> {
        const LAST: &str = "DELETE FROM plan_mark WHERE exercise = ?1 AND day = ?2 AND times = 1";
        const ONE_LESS: &str = "UPDATE plan_mark SET times = times - 1 WHERE exercise = ?1 AND day = ?2";
        let was_last = self.change(|c| c.execute(LAST, params![exercise, day]))? > 0;
        Ok(was_last || self.change(|c| c.execute(ONE_LESS, params![exercise, day]))? > 0)
    }

    /// How many sets of an exercise were done on a day, with all repetitions that were asked for, and how often it was
    /// marked as done.
    ///
    /// # Errors
    ///
    /// Fails where the history cannot be read.
    pub fn done_on(&self, exercise: &str, day: i64) -> Result<(u32, u32), StoreError> {
        const SETS: &str = "SELECT count(*) FROM session s JOIN exercise_set x ON x.session_id = s.id
            JOIN rules r ON r.id = x.rules_id WHERE x.whole AND x.repetitions >= max(1, coalesce(x.repetitions_asked, 1)) AND r.exercise = ?1
            AND (s.began_unix_ms / 1000 + s.utc_offset_secs) / 86400 = ?2";
        const MARKS: &str = "SELECT times FROM plan_mark WHERE exercise = ?1 AND day = ?2";
        self.ask(|c| {
            let sets = c.query_row(SETS, params![exercise, day], |row| row.get(0))?;
            let marks = c.query_row(MARKS, params![exercise, day], |row| row.get(0)).optional()?;
            Ok((sets, marks.unwrap_or(0)))
        })
    }

    /// Whether a set of an exercise was begun on a day and ended before all of it was done.
    ///
    /// # Errors
    ///
    /// Fails where the history cannot be read.
    pub fn has_part_of(&self, exercise: &str, day: i64) -> Result<bool, StoreError> {
        const SETS: &str = "SELECT count(*) FROM session s JOIN exercise_set x ON x.session_id = s.id
            JOIN rules r ON r.id = x.rules_id
            WHERE x.repetitions > 0 AND x.repetitions < x.repetitions_asked AND r.exercise = ?1
            AND (s.began_unix_ms / 1000 + s.utc_offset_secs) / 86400 = ?2";
        self.ask(|c| c.query_row(SETS, params![exercise, day], |row| Ok(row.get::<_, i64>(0)? > 0)))
    }

    /// The days on which something was done, newest first, up to so many.
    ///
    /// # Errors
    ///
    /// Fails where the history cannot be read.
    pub fn days_with_practice(&self, most: u32) -> Result<Vec<i64>, StoreError> {
        const DAYS: &str = "SELECT (s.began_unix_ms / 1000 + s.utc_offset_secs) / 86400 AS day FROM session s
            JOIN exercise_set x ON x.session_id = s.id WHERE x.repetitions > 0
            UNION SELECT day FROM plan_mark ORDER BY day DESC LIMIT ?1";
        self.ask(|c| c.prepare(DAYS)?.query_map([most], |row| row.get(0))?.collect())
    }

    /// The last sessions with a pain mark since the person last went on after a rise, newest first, up
    /// to so many.
    ///
    /// # Errors
    ///
    /// Fails where the history cannot be read.
    pub fn pain_marks(&self, most: u32) -> Result<Vec<PainMark>, StoreError> {
        const MARKS: &str = "SELECT began_unix_ms, utc_offset_secs, pain_before, pain_after FROM session
            WHERE (pain_before IS NOT NULL OR pain_after IS NOT NULL)
            AND began_unix_ms > coalesce((SELECT max(unix_ms) FROM plan_resumed), -1)
            ORDER BY began_unix_ms DESC LIMIT ?1";
        self.ask(|c| {
            let mut query = c.prepare(MARKS)?;
            let marks = query.query_map([most], |row| {
                let began = When { unix_ms: row.get(0)?, utc_offset_secs: row.get(1)? };
                Ok(PainMark { began, before: row.get(2)?, after: row.get(3)? })
            })?;
            marks.collect()
        })
    }

    /// Notes that the person goes on after a rise in pain: the marks that there are count no more, even
    /// where the clock has been put back since.
    ///
    /// # Errors
    ///
    /// Fails where nothing can be written.
    pub fn resume_plan(&self, now: When) -> Result<(), StoreError> {
        const RESUME: &str = "INSERT OR IGNORE INTO plan_resumed
            SELECT max(?1, coalesce(max(began_unix_ms), ?1)) FROM session
            WHERE pain_before IS NOT NULL OR pain_after IS NOT NULL";
        self.change(|c| c.execute(RESUME, [now.unix_ms])).map(drop)
    }
}
