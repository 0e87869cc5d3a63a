//! What is written of a session, row by row. Each row has a key of its own nature, so that writing it
//! again changes nothing.

use rusqlite::{Connection, OptionalExtension, params};

use super::moments::{KeyPose, Weighed};
use super::session::{About, Origin, Rules};
use super::tally::Tally;
use super::{names, poses, trace};
use crate::coach::{Ending, Interruption, Saving, SetResult, SetStart};
use crate::messages;
use crate::motion::{Attempt, Exercise, Fault, Placement, Repetitions};

type Done = rusqlite::Result<()>;

/// Seconds as the database has them.
pub(super) fn ms(secs: f64) -> i64 {
    (secs * 1000.0).round() as i64
}

pub(super) fn origin_word(origin: Origin) -> &'static str {
    match origin {
        Origin::Camera => "camera",
        Origin::Recording => "recording",
    }
}

pub(super) fn session(c: &Connection, about: &About, id: Option<i64>) -> rusqlite::Result<i64> {
    c.prepare_cached(
        "INSERT INTO session (id, began_unix_ms, utc_offset_secs, source, source_name, program_version, model,
            model_sha256) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        id,
        about.began.unix_ms,
        about.began.utc_offset_secs,
        origin_word(about.origin),
        about.source,
        about.program_version,
        about.model,
        about.model_sha256
    ])?;
    Ok(c.last_insert_rowid())
}

pub(super) fn rules(c: &Connection, rules: &Rules) -> rusqlite::Result<i64> {
    c.prepare_cached(
        "INSERT INTO rules (sha256, exercise, title, format, text) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (sha256) DO NOTHING",
    )?
    .execute(params![rules.sha256, rules.exercise, rules.title, rules.format, rules.text])?;
    c.prepare_cached("SELECT id FROM rules WHERE sha256 = ?1")?.query_row([&rules.sha256], |row| row.get(0))
}

/// A set as it begins: its row, and whether it is whole already.
pub(super) fn set(
    c: &Connection,
    session: i64,
    rules: i64,
    start: &SetStart,
) -> rusqlite::Result<(i64, bool)> {
    c.prepare_cached(
        "INSERT INTO exercise_set (session_id, item, number, rules_id, range_asked, own_range, hold_asked_ms,
            repetitions_asked, start_ms, end_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)
            ON CONFLICT (session_id, item, number) DO NOTHING",
    )?
    .execute(params![
        session,
        start.item as i64,
        start.number,
        rules,
        start.settings.range,
        start.settings.own_range,
        start.settings.hold_secs.map(ms),
        start.repetitions,
        ms(start.at_secs)
    ])?;
    c.prepare_cached(
        "SELECT id, whole FROM exercise_set WHERE session_id = ?1 AND item = ?2 AND number = ?3",
    )?
    .query_row(params![session, start.item as i64, start.number], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// An attempt and its faults; `measure` drove it.
pub(super) fn excursion(
    c: &Connection,
    set: i64,
    exercise: &Exercise,
    attempt: &Attempt,
    measure: Option<&str>,
) -> Done {
    let phase = exercise.phase(attempt.phase);
    let not_judged: Vec<&str> =
        attempt.not_judged.iter().map(|rule| exercise.rule(*rule).id.as_str()).collect();
    let id: i64 = c
        .prepare_cached(
            "INSERT INTO excursion (set_id, phase, side, start_ms, target_reached_ms, target_left_ms, end_ms,
                measure, peak, hold_ms, unseen_ms, verdict, not_judged)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
                ON CONFLICT (set_id, start_ms, coalesce(phase, ''), coalesce(side, '')) DO UPDATE SET
                target_reached_ms = excluded.target_reached_ms, target_left_ms = excluded.target_left_ms,
                end_ms = excluded.end_ms, measure = coalesce(excluded.measure, measure), peak = excluded.peak,
                hold_ms = excluded.hold_ms, unseen_ms = excluded.unseen_ms, verdict = excluded.verdict,
                not_judged = excluded.not_judged RETURNING id",
        )?
        .query_row(
            params![
                set,
                phase.id,
                phase.side.map(|side| side.name()),
                ms(attempt.interval.start_secs),
                attempt.target_reached_secs.map(ms),
                attempt.target_left_secs.map(ms),
                ms(attempt.interval.end_secs),
                measure,
                Some(attempt.peak).filter(|peak| peak.is_finite()),
                ms(attempt.hold_secs),
                ms(attempt.unseen_secs),
                attempt.verdict.id(),
                not_judged.join(" ")
            ],
            |row| row.get(0),
        )?;
    attempt.faults.iter().try_for_each(|found| fault(c, set, Some(id), exercise, found))
}

/// A fault. Its remedy is not kept: it stands in the rules.
pub(super) fn fault(
    c: &Connection,
    set: i64,
    excursion: Option<i64>,
    exercise: &Exercise,
    fault: &Fault,
) -> Done {
    let rule = exercise.rule(fault.rule);
    c.prepare_cached(
        "INSERT INTO fault (set_id, excursion_id, rule, start_ms, end_ms, cue, severity, value, bound)
            VALUES (?1, ?2, ?3, ?4, ?5, '', ?6, ?7, ?8)
            ON CONFLICT (set_id, coalesce(excursion_id, 0), rule, start_ms) DO NOTHING",
    )?
    .execute(params![
        set,
        excursion,
        rule.id,
        ms(fault.interval.start_secs),
        ms(fault.interval.end_secs),
        names::severity_word(rule.severity),
        fault.value.filter(|value| value.is_finite()),
        fault.limit
    ])
    .map(drop)
}

pub(super) fn repetitions(c: &Connection, set: i64, repetitions: Repetitions) -> Done {
    c.prepare_cached("UPDATE exercise_set SET repetitions = ?2, good = ?3 WHERE id = ?1")?
        .execute(params![set, repetitions.total, repetitions.good])
        .map(drop)
}

pub(super) fn moment(c: &Connection, set: i64, exercise: &Exercise, weighed: &Weighed) -> Done {
    let KeyPose { phase, fault, at_secs, .. } = &weighed.moment;
    let (phase, at_ms) = (exercise.phase(*phase), ms(*at_secs));
    c.prepare_cached(
        "INSERT INTO moment (set_id, phase, side, fault, at_ms, weight, pose)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (set_id, coalesce(phase, ''), coalesce(side, ''), coalesce(fault, '')) DO UPDATE SET
            at_ms = excluded.at_ms, weight = excluded.weight, pose = excluded.pose
            WHERE excluded.weight > moment.weight",
    )?
    .execute(params![
        set,
        phase.id,
        phase.side.map(|side| side.name()),
        fault.map(|rule| &exercise.rule(rule).id),
        at_ms,
        weighed.weight,
        poses::pack(&[(at_ms, Some(weighed.moment.pose.clone()))])
    ])
    .map(drop)
}

/// Frames of a set since the last time, how many there were in all, and how the body lay.
pub(super) fn motion(
    c: &Connection,
    set: i64,
    frames: &poses::Frames,
    in_all: u32,
    placement: Placement,
) -> Done {
    let (Some((first, _)), Some((last, _))) = (frames.first(), frames.last()) else { return Ok(()) };
    c.prepare_cached(
        "INSERT INTO motion (set_id, start_ms, poses) VALUES (?1, ?2, ?3)
            ON CONFLICT (set_id, start_ms) DO NOTHING",
    )?
    .execute(params![set, first, poses::pack(frames)])?;
    c.prepare_cached(
        "UPDATE exercise_set SET frames = max(frames, ?2), end_ms = max(end_ms, ?3), position = ?4, view = ?5,
            near = ?6 WHERE id = ?1",
    )?
    .execute(params![
        set,
        in_all,
        last,
        placement.position.map(messages::position_id),
        placement.view.map(messages::view_id),
        placement.near.map(|side| side.name())
    ])
    .map(drop)
}

pub(super) fn trace(c: &Connection, set: i64, measure: &str, first_step: i64, samples: Vec<i32>) -> Done {
    c.prepare_cached(
        "INSERT INTO trace (set_id, measure, first_step, samples) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (set_id, measure, first_step) DO NOTHING",
    )?
    .execute(params![set, measure, first_step, trace::pack(samples)])
    .map(drop)
}

/// A set as it ended; its attempts and faults, too.
pub(super) fn result(c: &Connection, set: i64, exercise: Option<&Exercise>, result: &SetResult) -> Done {
    c.prepare_cached(
        "UPDATE exercise_set SET end_ms = ?2, whole = 1, repetitions = ?3, good = ?4, range_used = ?5,
            person_ms = ?6, judged_ms = ?7, position = ?8, view = ?9, near = ?10, sides_repaired = ?11
            WHERE id = ?1",
    )?
    .execute(params![
        set,
        ms(result.end_secs),
        result.repetitions.total,
        result.repetitions.good,
        result.range,
        ms(result.coverage.person_secs),
        ms(result.coverage.judged_secs),
        result.placement.position.map(messages::position_id),
        result.placement.view.map(messages::view_id),
        result.placement.near.map(|side| side.name()),
        result.sides_repaired
    ])?;
    let mut unjudged = c.prepare_cached("INSERT OR REPLACE INTO unjudged VALUES (?1, ?2, ?3)")?;
    for (reason, secs) in &result.coverage.reasons {
        unjudged.execute(params![set, reason.id(), ms(*secs)])?;
    }
    let mut elsewhere = c.prepare_cached("INSERT OR REPLACE INTO other_position VALUES (?1, ?2, ?3)")?;
    for (position, secs) in &result.coverage.other_positions {
        elsewhere.execute(params![set, messages::position_id(*position), ms(*secs)])?;
    }
    let Some(exercise) = exercise else { return Ok(()) };
    result.set_faults.iter().try_for_each(|found| fault(c, set, None, exercise, found))
}

pub(super) fn pause(c: &Connection, session: i64, at_secs: f64, why: Interruption) -> Done {
    c.prepare_cached("INSERT OR IGNORE INTO pause (session_id, start_ms, why) VALUES (?1, ?2, ?3)")?
        .execute(params![session, ms(at_secs), names::why_word(why)])
        .map(drop)
}

pub(super) fn resume(c: &Connection, session: i64, at_secs: f64) -> Done {
    c.prepare_cached("UPDATE pause SET end_ms = ?2 WHERE session_id = ?1 AND end_ms IS NULL")?
        .execute(params![session, ms(at_secs)])
        .map(drop)
}

pub(super) fn saving(c: &Connection, session: i64, at_secs: f64, saving: Saving) -> Done {
    c.prepare_cached("INSERT OR IGNORE INTO saving (session_id, at_ms, what) VALUES (?1, ?2, ?3)")?
        .execute(params![session, ms(at_secs), saving.id()])
        .map(drop)
}

/// A session that has ended. Where no set was begun there is nothing to keep.
pub(super) fn ending(c: &Connection, session: i64, at_secs: f64, how: Ending) -> Done {
    let word = match how {
        Ending::Complete => "complete",
        Ending::Stopped => "stopped",
    };
    c.prepare_cached("UPDATE session SET ended_ms = ?2, ending = ?3 WHERE id = ?1")?.execute(params![
        session,
        ms(at_secs),
        word
    ])?;
    c.prepare_cached(
        "DELETE FROM session WHERE id = ?1 AND pain_before IS NULL AND pain_after IS NULL
            AND NOT EXISTS (SELECT 1 FROM exercise_set WHERE session_id = ?1)",
    )?
    .execute([session])
    .map(drop)
}

/// Closes the sessions that are not at their end, with what there is of them.
pub(super) fn close_cut_off(c: &Connection) -> Done {
    let any = c.query_row("SELECT 1 FROM session WHERE ending IS NULL", [], |_| Ok(())).optional()?;
    if any.is_none() {
        return Ok(());
    }
    c.execute_batch(
        "DELETE FROM session WHERE ending IS NULL AND pain_before IS NULL AND pain_after IS NULL
            AND NOT EXISTS (SELECT 1 FROM exercise_set WHERE session_id = session.id);
         UPDATE exercise_set SET end_ms = max(end_ms,
            coalesce((SELECT max(end_ms) FROM excursion WHERE set_id = exercise_set.id), 0))
            WHERE whole = 0;
         UPDATE session SET ending = 'unexpected',
            ended_ms = coalesce((SELECT max(end_ms) FROM exercise_set WHERE session_id = session.id), 0)
            WHERE ending IS NULL;",
    )?;
    let mut cut_off = c.prepare("SELECT id FROM exercise_set WHERE whole = 0")?;
    let sets: Vec<i64> = cut_off.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    sets.into_iter().try_for_each(|set| join_traces(c, set, None))
}

/// Makes one piece of each measure's, but for long gaps; of `measures` alone, where they are given. Damaged
/// pieces stay as they are.
pub(super) fn join_traces(c: &Connection, set: i64, measures: Option<&[String]>) -> Done {
    let found = trace_pieces(c, set, &mut Tally::default())?;
    let mut delete = c.prepare_cached("DELETE FROM trace WHERE id = ?1")?;
    found.iter().flat_map(|of| &of.ids).try_for_each(|id| delete.execute([id]).map(drop))?;
    for Pieces { measure, pieces, .. } in found {
        if measures.is_none_or(|wanted| wanted.contains(&measure)) {
            let mut joined = trace::joined(pieces).into_iter();
            joined.try_for_each(|(first, samples)| trace(c, set, &measure, first, samples))?;
        }
    }
    Ok(())
}

/// The pieces of one measure, and the rows in which they are.
pub(super) struct Pieces {
    pub(super) measure: String,
    pub(super) pieces: Vec<trace::Piece>,
    ids: Vec<i64>,
}

/// The pieces of each measure of a set, in their order; damaged ones are counted and left out.
pub(super) fn trace_pieces(c: &Connection, set: i64, tally: &mut Tally) -> rusqlite::Result<Vec<Pieces>> {
    let mut query = c.prepare_cached(
        "SELECT id, measure, first_step, samples FROM trace WHERE set_id = ?1 ORDER BY measure, first_step",
    )?;
    let mut rows = query.query([set])?;
    let mut found: Vec<Pieces> = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, measure, first): (i64, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let of_measure = found.last_mut().filter(|last| last.measure == measure);
        let before = of_measure.as_ref().and_then(|found| found.pieces.last());
        let end = before.map(|(first, samples)| first + samples.len() as i64);
        let Some(piece) = tally.samples(first, row.get_ref(3)?.as_blob()?, end) else { continue };
        match of_measure {
            Some(of) => {
                of.pieces.push(piece);
                of.ids.push(id);
            }
            None => found.push(Pieces { measure, pieces: vec![piece], ids: vec![id] }),
        }
    }
    Ok(found)
}

/// Removes motion that began before a time, and the oldest of the rest where it is more than `most`
/// bytes.
pub(super) fn prune_motion(c: &Connection, before_unix_ms: i64, most: i64) -> Done {
    c.execute(
        "DELETE FROM motion WHERE set_id IN (SELECT x.id FROM exercise_set x
            JOIN session s ON s.id = x.session_id WHERE s.began_unix_ms < ?1)",
        [before_unix_ms],
    )?;
    c.execute(
        "DELETE FROM motion WHERE id <= (SELECT max(id) FROM
            (SELECT id, sum(length(poses)) OVER (ORDER BY id DESC) AS newer FROM motion) WHERE newer > ?1)",
        [most],
    )
    .map(drop)
}

/// Copies a session with all that belongs to it from the attached database `disk`.
pub(super) fn copy_session(c: &Connection, id: i64) -> Done {
    const OF_SETS: [&str; 7] =
        ["excursion", "fault", "unjudged", "other_position", "trace", "moment", "motion"];
    let copy = |table: &str, of: &str| {
        c.execute(&format!("INSERT INTO main.{table} SELECT * FROM disk.{table} WHERE {of}"), [id]).map(drop)
    };
    copy("session", "id = ?1")?;
    copy("rules", "id IN (SELECT rules_id FROM disk.exercise_set WHERE session_id = ?1)")?;
    copy("exercise_set", "session_id = ?1")?;
    copy("pause", "session_id = ?1")?;
    copy("saving", "session_id = ?1")?;
    OF_SETS.into_iter().try_for_each(|table| {
        copy(table, "set_id IN (SELECT id FROM disk.exercise_set WHERE session_id = ?1)")
    })
}
