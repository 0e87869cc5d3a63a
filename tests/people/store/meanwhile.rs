//! What others do with the history while a session is kept in it.

use holdfast::store::{Filter, Origin, Standing, Store, StoreError, Writer};

use super::material::{NOON_MS, keep, new, recorded};
use crate::place::{Place, stderr};

#[test]
fn a_session_under_way_is_not_deleted_with_the_others() {
    let place = Place::new();
    let folder = place.file("history");
    let records = recorded("bridge-side", "bridge");
    for _ in 0..2 {
        keep(&folder, "bridge", NOON_MS, &records);
    }
    let store = Store::open(&folder).expect("opens");
    let mut writer = Writer::begin(store, new("bridge", Origin::Camera, NOON_MS)).expect("begins");
    let (first, rest) = records.split_at(records.len() / 2);
    for record in first {
        writer.keep(record).expect("kept");
    }

    assert_eq!(
        place.refused(&["sessions", "delete", "1", "3", "--yes"]),
        "error: session 3 is under way: end it first\n"
    );
    let deleted = place.run(&["sessions", "delete", "--all", "--yes"]);
    assert_eq!(
        (deleted.status.code(), stderr(&deleted).as_str()),
        (
            Some(0),
            "note: session 3 is under way and stays\n\
             note: 2 sessions are deleted\n\
             note: the log of the history may hold what was deleted until session 3 has ended\n"
        )
    );
    let again = place.run(&["sessions", "delete", "--all", "--yes"]);
    assert!(stderr(&again).contains("there was nothing else to delete"), "{}", stderr(&again));
    let meanwhile = Store::open(&folder).expect("opens");
    assert!(matches!(meanwhile.delete(3), Err(StoreError::GoesOn { id: 3 })));
    drop(meanwhile);

    for record in rest {
        writer.keep(record).expect("kept");
    }
    assert!(!writer.is_in_memory());
    drop(writer.finish().expect("finished"));
    let store = Store::open(&folder).expect("opens");
    assert_eq!(store.list(&Filter::default()).expect("listed").len(), 1);
    let session = store.session(3).expect("kept");
    assert!(session.sets[0].whole && session.sets[0].result.attempts.len() == 2);
    let log = std::fs::metadata(folder.join("sessions.db-wal")).map_or(0, |log| log.len());
    assert_eq!(log, 0, "whoever closes the history last puts the log away");
}

#[test]
fn a_session_that_somebody_takes_away_goes_on_in_memory() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(folder.path()).expect("opens");
    let mut writer = Writer::begin(store, new("bridge", Origin::Camera, NOON_MS)).expect("begins");
    let records = recorded("bridge-side", "bridge");
    let (first, rest) = records.split_at(records.len() / 2);
    for record in first {
        writer.keep(record).expect("kept");
    }
    let other = rusqlite::Connection::open(folder.path().join("sessions.db")).expect("opens");
    other.execute_batch("PRAGMA foreign_keys = ON; DELETE FROM session").expect("deleted");
    let said = rest.iter().filter_map(|record| writer.keep(record).err()).count();
    assert_eq!(said, 1, "it is said once");
    assert!(writer.is_in_memory());
    let id = writer.session();
    let session = writer.finish().expect("in memory").session(id).expect("known");
    assert!(matches!(session.standing, Standing::Ended(_)));
    assert_eq!(session.sets[0].result.attempts.len(), 2, "the set's result has all attempts");
}

#[test]
fn whoever_looks_at_the_history_for_a_moment_is_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    keep(folder.path(), "bridge", NOON_MS, &recorded("bridge-side", "bridge"));
    let lock = std::fs::File::open(folder.path().join("session.lock")).expect("there");
    lock.lock().expect("taken");
    let store = Store::open(folder.path()).expect("reading needs no turn");
    let letting_go = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(300));
        drop(lock);
    });
    Writer::begin(store, new("bridge", Origin::Camera, NOON_MS)).expect("begins");
    letting_go.join().expect("ended");
}
