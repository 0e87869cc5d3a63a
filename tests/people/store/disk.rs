//! The disk refuses: a sentence that helps, and the session goes on.

use std::fs;
use std::path::Path;

use holdfast::coach::Record;
use holdfast::motion::Event;
use holdfast::store::{Filter, Origin, Standing, Store, StoreError, Writer};

use super::material::{NOON_MS, keep, new, recorded};

#[cfg(unix)]
#[test]
fn the_history_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("deep/history");
    let store = Store::open(&folder).expect("opens");
    let mut writer = Writer::begin(store, new("bridge", Origin::Camera, NOON_MS)).expect("begins");
    writer.keep(&recorded("bridge-side", "bridge")[0]).expect("kept");
    let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    let files: Vec<_> =
        fs::read_dir(&folder).expect("there").map(|entry| entry.expect("an entry").path()).collect();
    assert!(files.len() >= 3, "database, log and lock: {files:?}");
    for file in files {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}

#[test]
fn what_is_no_history_is_said_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("sessions.db");
    fs::write(&file, "a letter to my mother, rather longer than a page".repeat(100)).expect("written");
    let error = Store::open(folder.path()).expect_err("damaged").to_string();
    let expected =
        format!("{} is damaged: move it away, and the next session begins a new history", file.display());
    assert_eq!(error, expected);
    assert!(fs::read_to_string(&file).expect("there").starts_with("a letter"));
}

#[test]
fn another_programs_database_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("sessions.db");
    let other = rusqlite::Connection::open(&file).expect("opens");
    other.execute_batch("CREATE TABLE music (title TEXT)").expect("made");
    drop(other);
    let error = Store::open(folder.path()).expect_err("foreign").to_string();
    let expected =
        format!("{} belongs to another program: name another folder with --data-dir", file.display());
    assert_eq!(error, expected);
}

#[test]
fn a_cut_database_is_damaged_or_keeps_what_is_whole_but_never_panics() {
    let folder = tempfile::tempdir().expect("a folder");
    let id = keep(folder.path(), "bridge", NOON_MS, &recorded("bridge-side", "bridge"));
    let file = folder.path().join("sessions.db");
    let whole = fs::read(&file).expect("there");
    for share in 1..10 {
        fs::write(&file, &whole[..whole.len() * share / 10]).expect("written");
        let read = Store::read(folder.path()).map(|store| store.expect("there").session(id));
        match read {
            Err(StoreError::Damaged { .. }) | Ok(Err(StoreError::Damaged { .. })) => {}
            other => panic!("{share} tenths: {other:?}"),
        }
    }
}

#[test]
fn a_locked_history_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    keep(folder.path(), "bridge", NOON_MS, &recorded("bridge-side", "bridge"));
    let holder = rusqlite::Connection::open(folder.path().join("sessions.db")).expect("opens");
    holder.execute_batch("BEGIN EXCLUSIVE; UPDATE session SET note = 'mine'").expect("held");
    let store = Store::open(folder.path()).expect("reading goes on");
    let error = store.set_note(1, Some("yours")).expect_err("held").to_string();
    let expected = format!(
        "the history in {} is in use by another program: close that and try again",
        folder.path().display()
    );
    assert_eq!(error, expected);
}

#[cfg(target_os = "linux")]
mod mounted {
    use super::*;
    use crate::disk::Disk;

    /// Keeps records and returns what was said, and the session as it is known afterwards.
    fn go_on(mut writer: Writer, records: &[Record]) -> (Vec<String>, holdfast::store::KeptSession) {
        let said =
            records.iter().filter_map(|record| writer.keep(record).err()).map(|e| e.to_string()).collect();
        assert!(writer.is_in_memory());
        let id = writer.session();
        let store = writer.finish().expect("in memory");
        (said, store.session(id).expect("known"))
    }

    #[test]
    fn a_disk_that_fills_up_costs_nothing_of_the_session() {
        let Some(disk) = Disk::mount("size=512k") else { return };
        let folder = disk.path();
        let records = recorded("bridge-side", "bridge");
        let writer =
            Writer::begin(Store::open(folder).expect("opens"), new("bridge", Origin::Camera, NOON_MS));
        let mut writer = writer.expect("begins");
        let half = records.len() / 2;
        for record in &records[..half] {
            writer.keep(record).expect("there is room");
        }
        let _ = fs::write(folder.join("filler"), vec![0; 512 * 1024]); // as far as it goes
        let (said, session) = go_on(writer, &records[half..]);
        let expected = format!(
            "no more can be kept in {}: the disk is full; free some space, or name another folder with --data-dir",
            folder.display()
        );
        assert_eq!(said, [expected], "it is said once");
        let calm = tempfile::tempdir().expect("a folder");
        let id = keep(calm.path(), "bridge", NOON_MS, &records);
        let other = Store::open(calm.path()).expect("opens").session(id).expect("kept");
        assert_eq!(format!("{session:?}"), format!("{other:?}"), "as if nothing had happened");

        // What was on the disk is there when there is room again.
        fs::remove_file(folder.join("filler")).expect("removed");
        let kept = Store::open(folder).expect("opens").session(session.id).expect("kept");
        assert_eq!(kept.standing, Standing::CutOff);
        assert!(kept.sets[0].frames as usize > half / 2);
    }

    #[test]
    fn a_full_disk_is_said_at_once() {
        let Some(disk) = Disk::mount("size=16k") else { return };
        let _ = fs::write(disk.path().join("filler"), vec![0; 16 * 1024]);
        let error = Store::open(disk.path()).expect_err("full");
        assert!(matches!(error, StoreError::Full { .. }), "{error}");
    }

    #[test]
    fn a_new_history_on_a_disk_that_fills_up_is_never_called_damaged() {
        let records = recorded("bridge-side", "bridge");
        for size_kb in [4, 16, 32, 48, 80, 120, 160, 200, 250, 300, 400] {
            let Some(disk) = Disk::mount(&format!("size={size_kb}k")) else { return };
            let folder = disk.path();
            let mut announced = 0;
            let full = |error: StoreError| match error {
                StoreError::Full { .. } => {}
                other => panic!("{size_kb} kB: {other}"),
            };
            match Store::open(folder)
                .and_then(|store| Writer::begin(store, new("bridge", Origin::Camera, NOON_MS)))
            {
                Err(error) => full(error),
                Ok(mut writer) => {
                    for record in &records {
                        match writer.keep(record) {
                            Ok(()) if !writer.is_in_memory() && is_attempt(record) => announced += 1,
                            Ok(()) => {}
                            Err(error) => full(error),
                        }
                    }
                    let id = writer.session();
                    let known = writer.finish().expect("finished").session(id).expect("known");
                    assert_eq!(known.sets[0].result.attempts.len(), 2, "{size_kb} kB");
                }
            }
            // The disk is still full: what was kept is shown, or the disk is named.
            match Store::read(folder) {
                Err(error) => full(error),
                Ok(None) => assert_eq!(announced, 0, "{size_kb} kB"),
                Ok(Some(store)) => {
                    let listed = store.list(&Filter::default()).expect("listed");
                    let kept = listed.first().map(|session| store.session(session.id).expect("reads"));
                    let set = kept.as_ref().and_then(|session| session.sets.first());
                    let kept = set.map_or(0, |set| set.result.attempts.len());
                    assert!(kept >= announced, "{size_kb} kB: {kept} of {announced} attempts");
                }
            }
        }
    }

    fn is_attempt(record: &Record) -> bool {
        matches!(record, Record::Happened { event: Event::AttemptEnded(_), .. })
    }

    #[test]
    fn a_read_only_folder_is_read_and_not_written() {
        let Some(disk) = Disk::mount("size=4m") else { return };
        let folder = disk.path();
        let records = recorded("bridge-side", "bridge");
        let id = keep(folder, "bridge", NOON_MS, &records);
        disk.remount("ro");
        let expected = format!(
            "nothing can be kept in {}: it can only be read; make it writable, or name another folder with \
             --data-dir",
            folder.display()
        );
        assert_eq!(Store::open(folder).expect_err("read-only").to_string(), expected);
        let store = Store::read(folder).expect("reads").expect("there");
        assert_eq!(store.session(id).expect("kept").sets.len(), 1);
        assert_eq!(store.set_note(id, Some("no")).expect_err("read-only").to_string(), expected);
        // A session goes on in memory.
        let memory = Store::in_memory().expect("memory");
        let writer = Writer::begin(memory, new("bridge", Origin::Camera, NOON_MS)).expect("begins");
        let (said, session) = go_on(writer, &records);
        assert!(said.is_empty());
        assert_eq!(session.sets[0].result.attempts.len(), 2);
    }

    #[test]
    fn a_folder_that_becomes_read_only_costs_nothing_of_the_session() {
        let Some(disk) = Disk::mount("size=4m") else { return };
        let records = recorded("bridge-side", "bridge");
        let store = Store::open(disk.path()).expect("opens");
        let mut writer = Writer::begin(store, new("bridge", Origin::Camera, NOON_MS)).expect("begins");
        for record in &records[..100] {
            writer.keep(record).expect("kept");
        }
        let held = std::process::Command::new("mount")
            .args(["-o", "remount,ro"])
            .arg(disk.path())
            .output()
            .is_ok_and(|output| output.status.success());
        if held {
            let (said, session) = go_on(writer, &records[100..]);
            assert_eq!(said.len(), 1, "{said:?}");
            assert_eq!(session.sets[0].result.attempts.len(), 2);
        } // else the system refuses: files are open for writing
    }
}
