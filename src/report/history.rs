//! The history for programs: `holdfast/sessions` and `holdfast/trends`, version 1, as JSON and as CSV.
//!
//! Readers may rely on every field; fields are added, never renamed or removed, within a version. What
//! is not known is null, and empty in CSV.

use std::io::{self, Write};

use serde::Serialize;

use super::Unit;
use super::csv::cell;

/// The version of both formats.
pub const VERSION: u32 = 1;

/// The sessions of the history, oldest first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sessions {
    /// `holdfast/sessions`.
    pub format: &'static str,
    /// [`VERSION`].
    pub version: u32,
    /// The sessions.
    pub sessions: Vec<ListedSession>,
}

impl Sessions {
    /// In its format.
    pub fn new(sessions: Vec<ListedSession>) -> Self {
        Self { format: "holdfast/sessions", version: VERSION, sessions }
    }
}

/// A session in the list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ListedSession {
    /// Its number.
    pub id: i64,
    /// When it began, local time with its offset (RFC 3339).
    pub began: String,
    /// `camera` or `recording`.
    pub source: &'static str,
    /// `complete`, `stopped` or `unexpected`; null while it is under way.
    pub ending: Option<&'static str>,
    /// Seconds that it lasted; null while it is under way.
    pub duration_secs: Option<f64>,
    /// The exercises' ids, in their order.
    pub exercises: Vec<String>,
    /// Sets.
    pub sets: u32,
    /// Repetitions in all sets.
    pub repetitions: u32,
    /// Those that were good.
    pub good: u32,
    /// Pain before it, 0 (none) to 10.
    pub pain_before: Option<u8>,
    /// Pain after it.
    pub pain_after: Option<u8>,
}

/// A session's row in CSV.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SessionRow {
    id: i64,
    began: String,
    source: &'static str,
    ending: Option<&'static str>,
    duration_secs: Option<f64>,
    /// With spaces between them.
    exercises: String,
    sets: u32,
    repetitions: u32,
    good: u32,
    pain_before: Option<u8>,
    pain_after: Option<u8>,
}

impl From<ListedSession> for SessionRow {
    fn from(session: ListedSession) -> Self {
        Self {
            id: session.id,
            began: session.began,
            source: session.source,
            ending: session.ending,
            duration_secs: session.duration_secs,
            exercises: cell(&session.exercises.join(" ")),
            sets: session.sets,
            repetitions: session.repetitions,
            good: session.good,
            pain_before: session.pain_before,
            pain_after: session.pain_after,
        }
    }
}

/// The weeks of each exercise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trends {
    /// `holdfast/trends`.
    pub format: &'static str,
    /// [`VERSION`].
    pub version: u32,
    /// Exercise by exercise, oldest first.
    pub weeks: Vec<WrittenWeek>,
}

impl Trends {
    /// In its format.
    pub fn new(weeks: Vec<WrittenWeek>) -> Self {
        Self { format: "holdfast/trends", version: VERSION, weeks }
    }
}

/// A week of one exercise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WrittenWeek {
    /// The exercise's id.
    pub exercise: String,
    /// The exercise's name for people.
    pub title: String,
    /// The date of the week's Monday.
    pub week: String,
    /// Sessions with the exercise.
    pub sessions: u32,
    /// Repetitions.
    pub repetitions: u32,
    /// Those that were good.
    pub good: u32,
    /// Seconds that the target was held, on average.
    pub hold_secs: Option<f64>,
    /// Seconds to hold, as they are planned or prescribed now; null where nothing is held.
    pub hold_target_secs: Option<f64>,
    /// Pain before the sessions, 0 (none) to 10, on average over those with a mark.
    pub pain_before: Option<f64>,
    /// Pain after them.
    pub pain_after: Option<f64>,
    /// Times that it was planned, days of rest left out; null where that is not known.
    pub planned: Option<u32>,
    /// How many of these were done.
    pub done: Option<u32>,
    /// How far the attempts of each phase went.
    pub ranges: Vec<WeekRange>,
}

/// How far the attempts of a phase went in a week.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WeekRange {
    /// The phase, such as `raised`.
    pub phase: Option<String>,
    /// `left` or `right` of the person.
    pub side: Option<&'static str>,
    /// The measure.
    pub measure: Option<String>,
    /// Its unit.
    pub unit: Option<Unit>,
    /// The attempts' peaks, on average.
    pub peak: f64,
    /// The target of a peak, as it is planned or prescribed now; null where it is each person's own.
    pub target: Option<f64>,
}

/// A row of the weeks in CSV: one for each range, or one without.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WeekRow {
    exercise: String,
    week: String,
    sessions: u32,
    repetitions: u32,
    good: u32,
    hold_secs: Option<f64>,
    phase: Option<String>,
    side: Option<&'static str>,
    measure: Option<String>,
    unit: Option<Unit>,
    peak: Option<f64>,
    target: Option<f64>,
    hold_target_secs: Option<f64>,
    pain_before: Option<f64>,
    pain_after: Option<f64>,
    planned: Option<u32>,
    done: Option<u32>,
}

/// The rows of weeks in CSV.
pub fn rows(weeks: &[WrittenWeek]) -> Vec<WeekRow> {
    let row = |week: &WrittenWeek, range: Option<&WeekRange>| WeekRow {
        exercise: cell(&week.exercise),
        week: week.week.clone(),
        sessions: week.sessions,
        repetitions: week.repetitions,
        good: week.good,
        hold_secs: week.hold_secs,
        phase: range.and_then(|range| range.phase.as_deref().map(cell)),
        side: range.and_then(|range| range.side),
        measure: range.and_then(|range| range.measure.clone()),
        unit: range.and_then(|range| range.unit),
        peak: range.map(|range| range.peak),
        target: range.and_then(|range| range.target),
        hold_target_secs: week.hold_target_secs,
        pain_before: week.pain_before,
        pain_after: week.pain_after,
        planned: week.planned,
        done: week.done,
    };
    let of = |week: &WrittenWeek| match week.ranges[..] {
        [] => vec![row(week, None)],
        _ => week.ranges.iter().map(|range| row(week, Some(range))).collect(),
    };
    weeks.iter().flat_map(of).collect()
}

/// A value to the digits that a mean deserves.
pub fn to_thousandths(value: f64) -> f64 {
    super::number::secs(value)
}

/// Writes a list as JSON.
///
/// # Errors
///
/// Passes on what the stream says.
pub fn write_json(mut out: impl Write, list: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut out, list)?;
    out.write_all(b"\n")
}

/// Writes rows as CSV under their fields' names.
///
/// # Errors
///
/// Passes on what the stream says.
pub fn write_csv(out: impl Write, rows: impl IntoIterator<Item = impl Serialize>) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    for row in rows {
        writer.serialize(row).map_err(io::Error::other)?;
    }
    writer.flush()
}
