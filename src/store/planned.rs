//! How much was planned, day by day, and how much of that was done.

use std::collections::HashMap;

use rusqlite::Connection;

use super::rest::{Rest, rests};

/// What was planned of an exercise in some time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned {
    /// Times that it was planned; days of rest do not count.
    pub times: u32,
    /// How many of these were done. What is done beyond a day's plan makes up for no other day.
    pub done: u32,
}

/// The plans of all days, and what was done on them.
pub(super) struct Plans {
    today: i64,
    /// For each exercise from when on which sets and times a day were planned, oldest first.
    planned: HashMap<String, Vec<(i64, u32, u32)>>,
    rests: Vec<Rest>,
    /// Sets that were done and times that were marked, by exercise and day.
    done: HashMap<(String, i64), (u32, u32)>,
}

impl Plans {
    pub(super) fn read(c: &Connection) -> rusqlite::Result<Self> {
        let mut plans = Plans {
            today: c.query_row("SELECT day FROM today", [], |row| row.get(0))?,
            planned: HashMap::new(),
            rests: rests(c)?,
            done: HashMap::new(),
        };
        let mut query = c.prepare("SELECT * FROM plan_past ORDER BY first_day")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let from = (row.get("first_day")?, row.get("sets")?, row.get("times_a_day")?);
            plans.planned.entry(row.get("exercise")?).or_default().push(from);
        }
        let mut query = c.prepare(
            "SELECT r.exercise, (s.began_unix_ms / 1000 + s.utc_offset_secs) / 86400, count(*) FROM exercise_set x
                JOIN session s ON s.id = x.session_id JOIN rules r ON r.id = x.rules_id
                WHERE x.whole AND x.repetitions >= max(1, coalesce(x.repetitions_asked, 1)) GROUP BY 1, 2",
        )?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            plans.done.entry((row.get(0)?, row.get(1)?)).or_default().0 = row.get(2)?;
        }
        let mut query = c.prepare("SELECT exercise, day, times FROM plan_mark")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            plans.done.entry((row.get(0)?, row.get(1)?)).or_default().1 = row.get(2)?;
        }
        Ok(plans)
    }

    /// The exercises that were ever planned, each with the day from which on.
    pub(super) fn exercises(&self) -> impl Iterator<Item = (&str, i64)> {
        self.planned.iter().filter_map(|(exercise, from)| Some((exercise.as_str(), from.first()?.0)))
    }

    /// The last day that is not to come.
    pub(super) fn today(&self) -> i64 {
        self.today
    }

    /// What was planned of an exercise on some days; none where that is not known of any of them.
    pub(super) fn of(&self, exercise: &str, days: impl Iterator<Item = i64>) -> Option<Planned> {
        let from = self.planned.get(exercise)?;
        let mut sum = None;
        for day in days.take_while(|day| *day <= self.today) {
            let Some((_, sets, times)) = from.iter().rev().find(|(first, _, _)| *first <= day) else {
                continue;
            };
            let sum = sum.get_or_insert(Planned { times: 0, done: 0 });
            if self.rests.iter().any(|rest| rest.is_of(exercise) && rest.has_day(day)) {
                continue;
            }
            let done = self.done.get(&(exercise.to_owned(), day));
            let done = done.map_or(0, |(whole, marked)| whole / (*sets).max(1) + marked);
            sum.times += times;
            sum.done += done.min(*times);
        }
        sum
    }
}
