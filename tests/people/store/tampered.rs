//! A database that somebody has tampered with, and clocks that jump: what is sound is shown, and nothing
//! takes more room than a session needs.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use holdfast::coach::Record;
use holdfast::store::{Filter, KeptSession, Store};
use rusqlite::Connection;

use super::material::{NOON_MS, keep, recorded};

/// A history with a session of a bridge, changed by hand.
fn tampered(change: impl FnOnce(&Connection)) -> (tempfile::TempDir, i64) {
    let folder = tempfile::tempdir().expect("a folder");
    let id = keep(folder.path(), "bridge", NOON_MS, &recorded("bridge-side", "bridge"));
    let database = Connection::open(folder.path().join("sessions.db")).expect("opens");
    change(&database);
    (folder, id)
}

fn read(folder: &Path, id: i64) -> KeptSession {
    let store = Store::read(folder).expect("opens").expect("there");
    assert_eq!(store.list(&Filter::default()).expect("listed").len(), 1);
    store.session(id).expect("what is sound is shown")
}

/// Some bytes that unpack to 64 MiB of zeros.
fn bomb() -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&vec![0; 64 << 20]).expect("memory");
    encoder.finish().expect("memory")
}

#[test]
fn a_trace_that_begins_out_of_all_reason_is_left_out_and_counted() {
    for first_step in [9_000_000_000_000_000_000, i64::MAX, i64::MIN, -1, 1_000_000_000] {
        let (folder, id) = tampered(|c| {
            c.execute("UPDATE trace SET first_step = ?1", [first_step]).expect("changed");
        });
        let session = read(folder.path(), id);
        assert_eq!((session.damaged, session.sets[0].traces.len()), (1, 0), "{first_step}");
        assert_eq!(session.sets[0].result.attempts.len(), 2, "{first_step}");
    }
}

#[test]
fn pieces_far_apart_are_traces_of_their_own() {
    let (folder, id) = tampered(|c| {
        c.execute(
            "INSERT INTO trace (set_id, measure, first_step, samples)
                SELECT set_id, measure, first_step + 5000000, samples FROM trace",
            [],
        )
        .expect("changed");
    });
    let session = read(folder.path(), id);
    let traces = &session.sets[0].traces;
    assert_eq!((session.damaged, traces.len()), (0, 2));
    assert_eq!(traces[0].values, traces[1].values);
    assert!((traces[1].start_secs - traces[0].start_secs - 500_000.0).abs() < 1e-6);
}

#[test]
fn pieces_that_unpack_to_far_too_much_are_left_out_and_counted() {
    let bomb = bomb();
    let (folder, id) = tampered(|c| {
        c.execute("UPDATE trace SET samples = ?1", [&bomb]).expect("changed");
        c.execute("UPDATE moment SET pose = ?1", [&bomb]).expect("changed");
        c.execute("UPDATE motion SET poses = ?1 WHERE id % 2 = 0", [&bomb]).expect("changed");
    });
    let session = read(folder.path(), id);
    let set = &session.sets[0];
    assert_eq!((set.traces.len(), set.key_poses.len()), (0, 0));
    assert!(session.damaged >= 2, "{}", session.damaged);
    let (motion, damaged) = Store::open(folder.path()).expect("opens").motion(id).expect("reads");
    assert!(damaged > 3 && !motion[0].is_empty(), "{damaged} damaged, {} whole", motion[0].len());
}

#[test]
fn damaged_pieces_of_a_session_that_was_cut_off_stay_where_they_are() {
    let (folder, id) = tampered(|c| {
        c.execute_batch(
            "UPDATE session SET ending = NULL; UPDATE exercise_set SET whole = 0;
             INSERT INTO trace (set_id, measure, first_step, samples)
                SELECT set_id, measure, 9000000000000000000, samples FROM trace",
        )
        .expect("changed");
    });
    for _ in 0..2 {
        let session = read(folder.path(), id);
        assert_eq!((session.damaged, session.sets[0].traces.len()), (1, 1));
    }
}

#[test]
fn a_clock_that_jumps_takes_no_room() {
    let late = |records: &[Record], secs: f64| -> Vec<Record> {
        let half = records.len() / 2;
        let shifted = |(place, record): (usize, &Record)| match record.clone() {
            Record::Frame { at_secs, pose, measures, placement } if place > half => {
                Record::Frame { at_secs: at_secs + secs, pose, measures, placement }
            }
            other => other,
        };
        records.iter().enumerate().map(shifted).collect()
    };
    let records = recorded("bridge-side", "bridge");
    let folder = tempfile::tempdir().expect("a folder");
    for (secs, parts) in [(40.0, 1), (1e3, 2), (5e5, 2), (1e12, 1)] {
        let id = keep(folder.path(), "bridge", NOON_MS, &late(&records, secs));
        let session = Store::open(folder.path()).expect("opens").session(id).expect("kept");
        let set = &session.sets[0];
        assert_eq!(set.traces.len(), parts, "{secs}");
        let samples: usize = set.traces.iter().map(|trace| trace.values.len()).sum();
        assert!(samples < 800, "{samples} samples of {secs}");
        assert_eq!(set.result.attempts.len(), 2, "{secs}");
    }
    let size = fs::metadata(folder.path().join("sessions.db")).expect("there").len();
    assert!(size < 2_000_000, "{size} bytes");
}
