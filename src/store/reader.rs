//! A session as it was kept.

use std::sync::Arc;

use rusqlite::types::{FromSql, Type};
use rusqlite::{Connection, OptionalExtension, Row};

use super::error::StoreError;
use super::moments::KeyPose;
use super::rows::Pieces;
use super::session::{About, KeptPause, KeptSession, KeptSet, Origin, Pain, Rules, Standing, When};
use super::storing::Store;
use super::tally::Tally;
use super::trace::{self, Trace};
use super::{names, rows};
use crate::coach::{Ending, Saving, SetResult, SetStart};
use crate::messages::{self, ExerciseTexts};
use crate::motion::{
    Attempt, Coverage, Exercise, Fault, Interval, PhaseId, Placement, Pose, Repetitions, RuleId, Settings,
    Side,
};
use crate::rules;

type Read<T> = rusqlite::Result<T>;

/// Frames of one set: seconds since the session began, and the person where somebody was found.
pub type Motion = Vec<(f64, Option<Arc<Pose>>)>;

impl Store {
    /// A session with all that was kept of it but its motion.
    ///
    /// # Errors
    ///
    /// Fails where there is no such session, or it cannot be read.
    pub fn session(&self, id: i64) -> Result<KeptSession, StoreError> {
        self.ask(|c| session(c, id))?.ok_or(StoreError::NoSession { id })
    }

    /// The landmarks of every frame of a session's sets, in their order; no frames where they have
    /// been pruned. Damaged pieces are left out: the second is how many.
    ///
    /// # Errors
    ///
    /// Fails where the history cannot be read.
    pub fn motion(&self, id: i64) -> Result<(Vec<Motion>, u32), StoreError> {
        let mut tally = Tally::default();
        let of_sets =
            self.ask(|c| set_ids(c, id)?.into_iter().map(|set| motion(c, set, &mut tally)).collect())?;
        Ok((of_sets, tally.damaged))
    }

    /// The session of a recording that began at this time and was judged by these rules, if it is kept.
    ///
    /// # Errors
    ///
    /// Fails where the history cannot be read.
    pub fn recording(&self, about: &About, rules: &Rules) -> Result<Option<i64>, StoreError> {
        self.ask(|c| {
            c.query_row(
                "SELECT s.id FROM session s JOIN exercise_set x ON x.session_id = s.id
                    JOIN rules r ON r.id = x.rules_id WHERE s.source = 'recording' AND s.source_name = ?1
                    AND s.began_unix_ms = ?2 AND s.model_sha256 = ?3 AND r.sha256 = ?4",
                (&about.source, about.began.unix_ms, &about.model_sha256, &rules.sha256),
                |row| row.get(0),
            )
            .optional()
        })
    }
}

pub(super) fn secs(ms: i64) -> f64 {
    ms as f64 / 1000.0
}

fn session(c: &Connection, id: i64) -> Read<Option<KeptSession>> {
    let mut query = c.prepare_cached("SELECT * FROM session WHERE id = ?1")?;
    let found = query.query_row([id], |row| {
        Ok(KeptSession {
            id,
            about: About {
                began: when(row)?,
                origin: origin(row)?,
                source: row.get("source_name")?,
                program_version: row.get("program_version")?,
                model: row.get("model")?,
                model_sha256: row.get("model_sha256")?,
            },
            standing: standing(row)?,
            duration_secs: row.get::<_, Option<i64>>("ended_ms")?.map_or(0.0, secs),
            pain: pain(row)?,
            note: row.get("note")?,
            sets: Vec::new(),
            pauses: Vec::new(),
            savings: Vec::new(),
            damaged: 0,
        })
    });
    let Some(mut session) = found.optional()? else { return Ok(None) };
    let mut tally = Tally::default();
    let sets = set_ids(c, id)?.into_iter();
    session.sets = sets.map(|set| read_set(c, set, &mut tally)).collect::<Read<_>>()?;
    session.damaged = tally.damaged;
    session.pauses = all(c, "SELECT * FROM pause WHERE session_id = ?1 ORDER BY start_ms", id, |row| {
        Ok(KeptPause {
            start_secs: secs(row.get("start_ms")?),
            end_secs: secs_in(row, "end_ms")?,
            why: word(row, "why", names::why)?,
        })
    })?;
    session.savings = all(c, "SELECT * FROM saving WHERE session_id = ?1 ORDER BY at_ms", id, |row| {
        Ok((secs(row.get("at_ms")?), word(row, "what", Saving::of_id)?))
    })?;
    if session.standing == Standing::UnderWay {
        session.duration_secs = session.sets.last().map_or(0.0, |set| set.result.end_secs);
    }
    Ok(Some(session))
}

pub(super) fn when(row: &Row<'_>) -> Read<When> {
    Ok(When { unix_ms: row.get("began_unix_ms")?, utc_offset_secs: row.get("utc_offset_secs")? })
}

pub(super) fn pain(row: &Row<'_>) -> Read<Pain> {
    Ok(Pain { before: row.get("pain_before")?, after: row.get("pain_after")? })
}

pub(super) fn origin(row: &Row<'_>) -> Read<Origin> {
    word(row, "source", |word| {
        [Origin::Camera, Origin::Recording].into_iter().find(|origin| rows::origin_word(*origin) == word)
    })
}

pub(super) fn standing(row: &Row<'_>) -> Read<Standing> {
    Ok(match row.get::<_, Option<String>>("ending")?.as_deref() {
        None => Standing::UnderWay,
        Some("complete") => Standing::Ended(Ending::Complete),
        Some("stopped") => Standing::Ended(Ending::Stopped),
        Some(_) => Standing::CutOff,
    })
}

fn set_ids(c: &Connection, session: i64) -> Read<Vec<i64>> {
    let query = "SELECT id FROM exercise_set WHERE session_id = ?1 ORDER BY start_ms, id";
    all(c, query, session, |row| row.get(0))
}

fn read_set(c: &Connection, id: i64, tally: &mut Tally) -> Read<KeptSet> {
    const SET: &str = "SELECT x.*, r.sha256, r.exercise, r.title, r.format, r.text
        FROM exercise_set x JOIN rules r ON r.id = x.rules_id WHERE x.id = ?1";
    let mut set = c.prepare_cached(SET)?.query_row([id], |row| {
        let start_secs = secs(row.get("start_ms")?);
        let (item, number) = (row.get::<_, i64>("item")?, row.get("number")?);
        let item = usize::try_from(item).unwrap_or_default();
        let range_asked: f64 = row.get("range_asked")?;
        let settings = Settings {
            range: range_asked,
            own_range: row.get("own_range")?,
            hold_secs: secs_in(row, "hold_asked_ms")?,
        };
        let rules = Rules {
            sha256: row.get("sha256")?,
            exercise: row.get("exercise")?,
            title: row.get("title")?,
            format: row.get("format")?,
            text: row.get("text")?,
        };
        let (exercise, texts) = read_rules(&rules)?;
        let mut coverage = Coverage::default();
        coverage.person_secs = secs_in(row, "person_ms")?.unwrap_or(0.0);
        coverage.judged_secs = secs_in(row, "judged_ms")?.unwrap_or(0.0);
        Ok(KeptSet {
            start: SetStart {
                at_secs: start_secs,
                item,
                number,
                exercise: rules.exercise.clone(),
                settings,
                repetitions: row.get("repetitions_asked")?,
            },
            result: SetResult {
                item,
                number,
                start_secs,
                end_secs: secs(row.get("end_ms")?),
                attempts: Vec::new(),
                repetitions: Repetitions { total: row.get("repetitions")?, good: row.get("good")? },
                set_faults: Vec::new(),
                coverage,
                range: row.get::<_, Option<f64>>("range_used")?.unwrap_or(range_asked),
                placement: Placement {
                    position: word_or_none(row, "position", messages::position)?,
                    view: word_or_none(row, "view", messages::view)?,
                    near: side(row, "near")?,
                },
                sides_repaired: row.get("sides_repaired")?,
            },
            whole: row.get("whole")?,
            frames: row.get("frames")?,
            rules,
            exercise,
            texts,
            traces: Vec::new(),
            key_poses: Vec::new(),
        })
    })?;
    let result = &mut set.result;
    (result.attempts, result.set_faults) = attempts(c, id, &set.exercise)?;
    result.coverage.reasons = all(c, "SELECT * FROM unjudged WHERE set_id = ?1", id, |row| {
        Ok((word(row, "reason", names::reason)?, secs(row.get("duration_ms")?)))
    })?
    .into_iter()
    .collect();
    result.coverage.other_positions = all(c, "SELECT * FROM other_position WHERE set_id = ?1", id, |row| {
        Ok((word(row, "position", messages::position)?, secs(row.get("duration_ms")?)))
    })?
    .into_iter()
    .collect();
    let start_secs = set.start.at_secs;
    for Pieces { measure, pieces, .. } in rows::trace_pieces(c, id, tally)? {
        let Some(measure) = names::measure(&measure) else { continue };
        let pieces = trace::joined(pieces).into_iter();
        set.traces.extend(pieces.map(|piece| Trace::of_piece(measure, start_secs, piece)));
    }
    set.key_poses = key_poses(c, id, &set.exercise, tally)?;
    Ok(set)
}

/// The attempts of a set with their faults, and the faults of the set as a whole.
fn attempts(c: &Connection, set: i64, exercise: &Exercise) -> Read<(Vec<Attempt>, Vec<Fault>)> {
    let query = "SELECT * FROM excursion WHERE set_id = ?1 ORDER BY start_ms, id";
    let mut attempts = all(c, query, set, |row| {
        let phase = phase(row, exercise)?;
        let not_judged: String = row.get("not_judged")?;
        let not_judged =
            not_judged.split_whitespace().filter_map(|name| exercise.rule_named(name, Some(phase)));
        let attempt = Attempt {
            phase,
            interval: interval(row)?,
            target_reached_secs: secs_in(row, "target_reached_ms")?,
            target_left_secs: secs_in(row, "target_left_ms")?,
            peak: row.get::<_, Option<f64>>("peak")?.unwrap_or(f64::NAN),
            hold_secs: secs(row.get("hold_ms")?),
            unseen_secs: secs(row.get("unseen_ms")?),
            faults: Vec::new(),
            not_judged: not_judged.collect(),
            verdict: word(row, "verdict", names::verdict)?,
        };
        Ok((row.get::<_, i64>("id")?, attempt))
    })?;
    let mut of_the_set = Vec::new();
    let query = "SELECT * FROM fault WHERE set_id = ?1 ORDER BY start_ms, id";
    all(c, query, set, |row| {
        let of: Option<i64> = row.get("excursion_id")?;
        let attempt = attempts.iter_mut().find(|(id, _)| Some(*id) == of).map(|(_, attempt)| attempt);
        let phase = attempt.as_ref().map(|attempt| attempt.phase);
        let (value, limit) = (row.get("value")?, row.get("bound")?);
        let fault =
            Fault { rule: rule(row, exercise, phase)?, phase, interval: interval(row)?, value, limit };
        attempt.map_or(&mut of_the_set, |attempt| &mut attempt.faults).push(fault);
        Ok(())
    })?;
    Ok((attempts.into_iter().map(|(_, attempt)| attempt).collect(), of_the_set))
}

/// The key poses of a set, the best before the faults; damaged ones are left out.
fn key_poses(c: &Connection, set: i64, exercise: &Exercise, tally: &mut Tally) -> Read<Vec<KeyPose>> {
    let query = "SELECT * FROM moment WHERE set_id = ?1 ORDER BY fault IS NOT NULL, at_ms, id";
    let found = all(c, query, set, |row| {
        let frames = tally.frames(row.get_ref("pose")?.as_blob()?);
        let Some((_, Some(pose))) = frames.and_then(|mut frames| frames.pop()) else { return Ok(None) };
        let phase = phase(row, exercise)?;
        let fault: Option<String> = row.get("fault")?;
        Ok(Some(KeyPose {
            phase,
            fault: fault.and_then(|name| exercise.rule_named(&name, Some(phase))),
            at_secs: secs(row.get("at_ms")?),
            pose,
        }))
    })?;
    Ok(found.into_iter().flatten().collect())
}

fn motion(c: &Connection, set: i64, tally: &mut Tally) -> Read<Motion> {
    let query = "SELECT poses FROM motion WHERE set_id = ?1 ORDER BY start_ms";
    let pieces = all(c, query, set, |row| Ok(tally.frames(row.get_ref(0)?.as_blob()?)))?;
    Ok(pieces.into_iter().flatten().flatten().map(|(at_ms, pose)| (secs(at_ms), pose)).collect())
}

fn all<T>(c: &Connection, query: &str, id: i64, read: impl FnMut(&Row<'_>) -> Read<T>) -> Read<Vec<T>> {
    c.prepare_cached(query)?.query_map([id], read)?.collect()
}

/// The exercise in the rules that are kept with a set, and what they say of it.
fn read_rules(rules: &Rules) -> Read<(Exercise, ExerciseTexts)> {
    let read = rules::check(&rules.exercise, &rules.text);
    read.exercise.zip(read.texts).ok_or_else(|| {
        let title = &rules.title;
        unreadable(
            0,
            format!("the rules of {title} that are kept with the session cannot be read by this version"),
        )
    })
}

fn phase(row: &Row<'_>, exercise: &Exercise) -> Read<PhaseId> {
    let (id, side): (Option<String>, _) = (row.get("phase")?, side(row, "side")?);
    exercise.phase_named(id.as_deref(), side).ok_or_else(|| {
        let name = id.unwrap_or_default();
        unreadable(0, format!("the exercise `{}` has no phase `{name}`", exercise.id))
    })
}

fn rule(row: &Row<'_>, exercise: &Exercise, phase: Option<PhaseId>) -> Read<RuleId> {
    let name: String = row.get("rule")?;
    let rule = exercise.rule_named(&name, phase);
    rule.ok_or_else(|| unreadable(0, format!("the exercise `{}` has no fault `{name}`", exercise.id)))
}

fn interval(row: &Row<'_>) -> Read<Interval> {
    Ok(Interval::new(secs(row.get("start_ms")?), secs(row.get("end_ms")?)))
}

fn secs_in(row: &Row<'_>, column: &str) -> Read<Option<f64>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(secs))
}

fn side(row: &Row<'_>, column: &str) -> Read<Option<Side>> {
    word_or_none(row, column, names::side)
}

/// What a word in the database stands for.
pub(super) fn word<T>(row: &Row<'_>, column: &str, known: impl FnOnce(&str) -> Option<T>) -> Read<T> {
    let index = row.as_ref().column_index(column)?;
    let word = <String as FromSql>::column_result(row.get_ref(index)?)?;
    known(&word)
        .ok_or_else(|| unreadable(index, format!("`{word}` in {column} is no word that this version knows")))
}

fn unreadable(column: usize, why: String) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, why.into())
}

fn word_or_none<T>(row: &Row<'_>, column: &str, known: impl FnOnce(&str) -> Option<T>) -> Read<Option<T>> {
    Ok(row.get::<_, Option<String>>(column)?.and_then(|word| known(&word)))
}
