//! Makes a history as it is after five years of two sessions a day: 3,650 sessions, 102,200 attempts, with
//! every frame's landmarks of the last 30 days. For `scripts/bench-history`.
//!
//! One session is kept for each of three exercises from landmark recordings; the others are copies of its
//! rows at other times.

use std::fs::File;
use std::io::{Write, copy};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use holdfast::coach::Record;
use holdfast::motion::{Assessor, Exercise, Settings};
use holdfast::pipeline::recorded;
use holdfast::pipeline::records::records;
use holdfast::recording::Recording;
use holdfast::rules::Catalogue;
use holdfast::store::{About, MOTION_BYTES, NewSession, Origin, Rules, Store, When, Writer};
use rusqlite::{Connection, params};

const SESSIONS: i64 = 3650;
/// Two recordings of two attempts each, and one of a cat and a cow, some times over: 28 attempts.
const TRACES: [(&str, &str, usize); 3] = [
    ("bridge-side", "bridge", 6),
    ("cat-cow-side", "cat-cow", 4),
    ("rotation-head-end", "lower-trunk-rotation", 4),
];
/// The first of March 2021.
const FIRST_MS: i64 = 1_614_586_800_000;
const HALF_DAY_MS: i64 = 43_200_000;
/// Sessions of the last 30 days.
const WITH_MOTION: i64 = 60;

fn main() -> Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).context("name the folder")?);
    keep_one(&folder)?;
    let mut connection = Connection::open(folder.join("sessions.db"))?;
    let all = connection.transaction()?;
    for copy in 1..SESSIONS {
        copy_session(&all, copy)?;
    }
    all.commit()?;
    let bytes: i64 = connection.query_row("SELECT sum(length(poses)) FROM motion", [], |row| row.get(0))?;
    let attempts: i64 = connection.query_row("SELECT count(*) FROM excursion", [], |row| row.get(0))?;
    connection.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")?;
    let size = std::fs::metadata(folder.join("sessions.db"))?.len();
    println!(
        "{SESSIONS} sessions, {attempts} attempts: {:.1} MB, {:.1} MB of them landmarks of {} days (at most {} MB)",
        size as f64 / 1e6,
        bytes as f64 / 1e6,
        WITH_MOTION / 2,
        MOTION_BYTES / 1_000_000
    );
    Ok(())
}

/// Keeps the session that the others are copies of.
fn keep_one(folder: &Path) -> Result<()> {
    let catalogue = Catalogue::load(None)?;
    let mut items = Vec::new();
    for (_, exercise, _) in TRACES {
        let file = catalogue.get(exercise)?;
        items.push((Rules::from(file), file.exercise.clone()));
    }
    let about = About {
        began: When { unix_ms: FIRST_MS, utc_offset_secs: 0 },
        origin: Origin::Camera,
        source: "camera 0".to_string(),
        program_version: env!("CARGO_PKG_VERSION").to_string(),
        model: "blazepose-full".to_string(),
        model_sha256: "0".repeat(64),
    };
    let exercises: Vec<_> = items.iter().map(|(_, exercise)| exercise.clone()).collect();
    let mut writer = Writer::begin(Store::open(folder)?, NewSession { about, items })?;
    for (item, (trace, _, times)) in TRACES.into_iter().enumerate() {
        let records = recorded_set(trace, &exercises[item])?;
        for number in 1..=times {
            for record in records.clone() {
                match record {
                    Record::SetBegan(mut start) => {
                        (start.item, start.number) = (item, number as u32);
                        writer.keep(&Record::SetBegan(start))?;
                    }
                    Record::SetEnded(mut result) => {
                        (result.item, result.number) = (item, number as u32);
                        writer.keep(&Record::SetEnded(result))?;
                    }
                    Record::Finished { at_secs, how } if item == 2 && number == times => {
                        writer.keep(&Record::Finished { at_secs, how })?;
                    }
                    Record::Finished { .. } => {}
                    other => writer.keep(&other)?,
                }
            }
        }
    }
    writer.finish()?;
    Ok(())
}

/// What a set of a recorded trace leaves behind, from its begin to its end.
fn recorded_set(trace: &str, exercise: &Exercise) -> Result<Vec<Record>> {
    let packed = File::open(format!("tests/data/{trace}.landmarks.json.gz"))?;
    let mut plain = tempfile::NamedTempFile::new()?;
    copy(&mut GzDecoder::new(packed), &mut plain)?;
    plain.flush()?;
    let recording = Recording::read(plain.path())?;
    let settings = Settings::default();
    let mut assessors = [Assessor::new(exercise.clone(), settings)];
    let judged = recorded::replay(&recording, &mut assessors, |_| ControlFlow::Continue(()));
    let poses = recording.frames.into_iter().map(|(_, pose)| pose.map(Arc::new));
    Ok(records(&assessors[0], settings, &judged.views[0], poses))
}

/// Copies the first session's rows as those of the session so many half days later.
fn copy_session(c: &Connection, copy: i64) -> Result<()> {
    let columns = |table: &str, own: &[&str]| -> Result<String> {
        let mut query = c.prepare(&format!("SELECT name FROM pragma_table_info('{table}')"))?;
        let names: Vec<String> = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(names.into_iter().filter(|name| !own.contains(&name.as_str())).collect::<Vec<_>>().join(", "))
    };
    let rest = columns("session", &["id", "began_unix_ms"])?;
    c.execute(
        &format!(
            "INSERT INTO session (id, began_unix_ms, {rest}) SELECT ?1, began_unix_ms + ?2, {rest} FROM session WHERE id = 1"
        ),
        params![copy + 1, copy * HALF_DAY_MS],
    )?;
    // Ids of the first session's rows lie below these.
    let (sets, excursions) = (copy * 100, copy * 1000);
    let rest = columns("exercise_set", &["id", "session_id"])?;
    c.execute(
        &format!(
            "INSERT INTO exercise_set (id, session_id, {rest}) SELECT id + ?1, ?2, {rest} FROM exercise_set WHERE session_id = 1"
        ),
        params![sets, copy + 1],
    )?;
    let rest = columns("excursion", &["id", "set_id"])?;
    c.execute(
        &format!(
            "INSERT INTO excursion (id, set_id, {rest}) SELECT id + ?1, set_id + ?2, {rest} FROM excursion WHERE id < 1000"
        ),
        params![excursions, sets],
    )?;
    let rest = columns("fault", &["id", "set_id", "excursion_id"])?;
    c.execute(
        &format!(
            "INSERT INTO fault (set_id, excursion_id, {rest}) SELECT set_id + ?1, excursion_id + ?2, {rest} FROM fault WHERE set_id < 100"
        ),
        params![sets, excursions],
    )?;
    let with_motion = copy >= SESSIONS - WITH_MOTION;
    let tables = ["unjudged", "other_position", "trace", "moment", "motion"];
    for table in tables.into_iter().filter(|table| *table != "motion" || with_motion) {
        let rest = columns(table, &["id", "set_id"])?;
        c.execute(
            &format!("INSERT INTO {table} (set_id, {rest}) SELECT set_id + ?1, {rest} FROM {table} WHERE set_id < 100"),
            params![sets],
        )?;
    }
    Ok(())
}
