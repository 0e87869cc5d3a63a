//! Databases of each version that there was open, and keep what they held.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use holdfast::motion::Settings;
use holdfast::store::{Filter, Origin, PlanItem, Standing, Store, Writer};

use super::material::{NOON_MS, keep, new, recorded};

/// What the database of each version holds: a bridge that was finished, and one that was cut off.
fn fill(folder: &Path) {
    let records = recorded("bridge-side", "bridge");
    let id = keep(folder, "bridge", NOON_MS, &records);
    let store = Store::open(folder).expect("opens");
    store.set_note(id, Some("version 1")).expect("kept");
    let item = PlanItem {
        exercise: "bridge".to_string(),
        sets: 1,
        repetitions: 2,
        settings: Settings::default(),
        times_a_day: 1,
    };
    store.put_in_plan(&item).expect("kept");
    let mut writer = Writer::begin(store, new("bridge", Origin::Camera, NOON_MS + 1)).expect("begins");
    for record in &records[..records.len() / 2] {
        writer.keep(record).expect("kept");
    }
}

/// `tests/data` holds a database as each version wrote it. A version that has been released is never
/// written again.
#[test]
fn a_database_of_version_1_opens_and_reports() {
    let folder = tempfile::tempdir().expect("a folder");
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sessions-1.db.gz");
    if !kept.exists() && std::env::var_os("UPDATE_EXPECT").is_some() {
        let made = tempfile::tempdir().expect("a folder");
        fill(made.path());
        let bytes = fs::read(made.path().join("sessions.db")).expect("it is written");
        let file = fs::File::create(&kept).expect("a file");
        let mut packer = GzEncoder::new(file, Compression::best());
        packer.write_all(&bytes).and_then(|()| packer.finish().map(drop)).expect("packed");
    }
    let packed = fs::File::open(kept).expect("the database is there");
    let mut plain = fs::File::create(folder.path().join("sessions.db")).expect("a file");
    std::io::copy(&mut GzDecoder::new(packed), &mut plain).expect("it unpacks");

    let page = assert_cmd::Command::new(env!("CARGO_BIN_EXE_holdfast"))
        .args(["sessions", "report", "1", "--language", "en", "--data-dir"])
        .arg(folder.path())
        .output()
        .expect("it runs");
    let page = String::from_utf8_lossy(&page.stdout).into_owned();
    assert!(page.contains("2 of 2 repetitions good.") && page.contains("version 1"), "{page}");

    let store = Store::open(folder.path()).expect("opens");
    let listed = store.list(&Filter::default()).expect("reads");
    assert_eq!(listed.len(), 2);
    let whole = store.session(listed[0].id).expect("kept");
    assert_eq!(whole.sets[0].result.attempts.len(), 2);
    assert_eq!(whole.sets[0].traces.len(), 1);
    assert_eq!(whole.note.as_deref(), Some("version 1"));
    assert_eq!(store.session(listed[1].id).expect("kept").standing, Standing::CutOff);
    assert_eq!(store.plan().expect("reads").len(), 1);
    let weeks = store.trends(&Filter::default()).expect("reads");
    // What is planned is known from today on.
    assert_eq!(weeks.iter().map(|week| week.sessions > 0).collect::<Vec<_>>(), [true, false]);
    assert!(weeks[0].planned.is_none() && weeks[1].planned.is_some_and(|planned| planned.times > 0));
}

#[test]
fn a_newer_database_is_left_to_the_newer_program() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(Store::open(folder.path()).expect("opens"));
    let file = folder.path().join("sessions.db");
    let newer = rusqlite::Connection::open(&file).expect("opens");
    newer.pragma_update(None, "user_version", 99).expect("set");
    drop(newer);
    let error = Store::open(folder.path()).expect_err("newer").to_string();
    let known = format!(
        "{} was written by a newer holdfast (its version is 99, this one knows 3): use the newer one",
        file.display()
    );
    assert_eq!(error, known);
}

/// A bridge too low, then a cat and a cow too small, kept by the program when faults had their sentences with
/// them. They have a rule now, and its sentences come from the rules that are kept with the session.
#[test]
fn faults_of_version_1_are_told_by_the_rules_kept_with_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sessions-1-faults.db.gz");
    let file = folder.path().join("sessions.db");
    let mut plain = fs::File::create(&file).expect("a file");
    std::io::copy(&mut GzDecoder::new(fs::File::open(kept).expect("it is there")), &mut plain)
        .expect("it unpacks");
    let own = "Make your back as round as a ball";
    let database = rusqlite::Connection::open(&file).expect("opens");
    let changed = database.execute(
        "UPDATE rules SET text = replace(text, 'Push your back up to the ceiling', ?1) WHERE exercise = 'cat-cow'",
        [own],
    );
    assert_eq!(changed.expect("changed"), 1);
    drop(database);
    let store = Store::open(folder.path()).expect("opens");
    let found = |id: i64| -> Vec<(String, Option<usize>, String)> {
        let session = store.session(id).expect("kept");
        let set = &session.sets[0];
        let faults = set.result.attempts.iter().flat_map(|attempt| &attempt.faults);
        let told = faults.map(|fault| {
            let rule = set.exercise.rule(fault.rule);
            (rule.id.clone(), fault.phase.map(|phase| phase.0), set.texts.cue(fault.rule).to_string())
        });
        told.collect()
    };
    let low = |cue: &str| ("hips-low".to_string(), Some(0), cue.to_string());
    let small = |phase, cue: &str| ("range-small".to_string(), Some(phase), cue.to_string());
    assert_eq!(found(1), vec![low("Lift your hips level with your knees"); 2]);
    assert_eq!(found(2), [small(0, own), small(1, "Let your belly sink to the floor")]);
    for (session, cues) in [
        ("1", vec!["Lift your hips level with your knees"]),
        ("2", vec![own, "Let your belly sink to the floor"]),
    ] {
        let page = assert_cmd::Command::new(env!("CARGO_BIN_EXE_holdfast"))
            .args(["sessions", "report", session, "--language", "en", "--data-dir"])
            .arg(folder.path())
            .output()
            .expect("it runs");
        let page = String::from_utf8_lossy(&page.stdout).into_owned();
        let (_, told) = page.split_once("What to change").expect("something was found");
        assert!(cues.iter().all(|cue| told.contains(cue)), "{page}");
        assert!(!told.contains("Push your back up"), "{page}");
    }
}
