//! A session is kept as it was, once, and as far as it went.

use holdfast::coach::{Ending, Interruption, Record, Saving, SetResult};
use holdfast::motion::{Attempt, Event};
use holdfast::store::{Filter, KeptSession, Origin, Pain, Standing, Store, StoreError, Writer};

use super::material::{NOON_MS, keep, new, recorded};

fn result(records: &[Record]) -> &SetResult {
    let of = |record: &'_ Record| matches!(record, Record::SetEnded(_));
    match records.iter().find(|record| of(record)) {
        Some(Record::SetEnded(result)) => result,
        _ => panic!("the set ends"),
    }
}

/// Rounded to the millisecond, as the history has it.
fn rounded(attempt: &Attempt) -> String {
    let ms = |secs: f64| (secs * 1000.0).round() as i64;
    let faults: Vec<_> = attempt
        .faults
        .iter()
        .map(|f| (f.rule, f.phase, ms(f.interval.start_secs), ms(f.interval.end_secs), f.value, f.limit))
        .collect();
    format!(
        "{:?} {} {:?} {:?} {} {} {} {} {:?} {:?} {faults:?}",
        attempt.phase,
        ms(attempt.interval.start_secs),
        attempt.target_reached_secs.map(ms),
        attempt.target_left_secs.map(ms),
        ms(attempt.interval.end_secs),
        attempt.peak,
        ms(attempt.hold_secs),
        ms(attempt.unseen_secs),
        attempt.not_judged,
        attempt.verdict,
    )
}

fn attempts(session: &KeptSession) -> Vec<String> {
    session.sets.iter().flat_map(|set| &set.result.attempts).map(rounded).collect()
}

#[test]
fn a_session_comes_out_as_it_went_in() {
    for (trace, exercise) in [
        ("bridge-side", "bridge"),
        ("cat-cow-side", "cat-cow"),
        ("rotation-head-end", "lower-trunk-rotation"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let records = recorded(trace, exercise);
        let id = keep(folder.path(), exercise, NOON_MS, &records);
        let store = Store::read(folder.path()).expect("opens").expect("there");
        let kept = store.session(id).expect("kept");
        let was = result(&records);
        assert_eq!(kept.standing, Standing::Ended(Ending::Complete));
        assert_eq!(kept.about, new(exercise, Origin::Camera, NOON_MS).about);
        assert_eq!(kept.sets.len(), 1);
        let set = &kept.sets[0];
        assert!(set.whole);
        assert_eq!(attempts(&kept), was.attempts.iter().map(rounded).collect::<Vec<_>>());
        assert_eq!(set.result.repetitions, was.repetitions);
        assert_eq!(set.result.placement, was.placement);
        assert_eq!(set.result.coverage.reasons.len(), was.coverage.reasons.len());
        assert!((set.result.coverage.judged_secs - was.coverage.judged_secs).abs() < 0.001);
        let frames = records.iter().filter(|record| matches!(record, Record::Frame { .. })).count();
        assert_eq!(set.frames as usize, frames);

        let (motion, damaged) = store.motion(id).expect("kept");
        assert_eq!(damaged + kept.damaged, 0);
        assert_eq!((motion.len(), motion[0].len()), (1, frames), "every frame's landmarks");
        assert!(motion[0].is_sorted_by(|a, b| a.0 < b.0));
        for trace in &set.traces {
            let lasted = trace.values.len() as f64 * trace.step_secs;
            assert!((lasted - (was.end_secs - was.start_secs)).abs() < 0.2, "{lasted} s of samples");
        }
        let phases: Vec<_> = set.key_poses.iter().filter(|pose| pose.fault.is_none()).collect();
        assert!(
            !phases.is_empty()
                && phases.iter().all(|pose| pose
                    .pose
                    .image
                    .get(holdfast::motion::Landmark::LeftHip)
                    .is_some())
        );
        for fault in was.attempts.iter().flat_map(|attempt| &attempt.faults) {
            assert!(set.key_poses.iter().any(|pose| pose.fault == Some(fault.rule)), "{fault:?}");
        }
    }
}

#[test]
fn the_curve_reaches_the_peaks_that_were_judged() {
    let folder = tempfile::tempdir().expect("a folder");
    let records = recorded("bridge-side", "bridge");
    let id = keep(folder.path(), "bridge", NOON_MS, &records);
    let kept = Store::open(folder.path()).expect("opens").session(id).expect("kept");
    let set = &kept.sets[0];
    assert_eq!(set.traces.len(), 1, "the near side's alone");
    for attempt in &set.result.attempts {
        let trace = &set.traces[0];
        let at = |i: usize| trace.start_secs + i as f64 * trace.step_secs;
        let within = trace
            .values
            .iter()
            .enumerate()
            .filter(|(i, _)| (attempt.interval.start_secs..attempt.interval.end_secs).contains(&at(*i)));
        let highest = within.filter_map(|(_, value)| *value).fold(0.0, f64::max);
        assert!((highest - attempt.peak).abs() < 3.0, "{highest} instead of {}", attempt.peak);
    }
    let best = set.key_poses.iter().find(|pose| pose.fault.is_none()).expect("there is a best");
    let within =
        |attempt: &Attempt| (attempt.interval.start_secs..=attempt.interval.end_secs).contains(&best.at_secs);
    assert!(set.result.attempts.iter().any(within));
}

#[test]
fn what_a_slow_machine_saved_is_kept_with_its_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut records = recorded("bridge-side", "bridge");
    let savings = [(3.5, Saving::FewerSilhouettes), (7.25, Saving::StillFrames), (11.0, Saving::LiteModel)];
    for (at_secs, saving) in savings {
        records.insert(records.len() / 2, Record::Saves { at_secs, saving });
    }
    let id = keep(folder.path(), "bridge", NOON_MS, &records);
    let store = Store::open(folder.path()).expect("opens");
    assert_eq!(store.session(id).expect("kept").savings, savings);
    let memory = Store::in_memory().expect("opens");
    let mut writer = Writer::begin(memory, new("bridge", Origin::Camera, NOON_MS)).expect("begins");
    for saving in Saving::ALL {
        writer.keep(&Record::Saves { at_secs: 1.0, saving }).expect("the schema knows each");
    }
    drop(writer.finish().expect("finished"));
}

#[test]
fn nothing_is_kept_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let records = recorded("rotation-head-end", "lower-trunk-rotation");
    let once = keep(folder.path(), "lower-trunk-rotation", NOON_MS, &records);
    let doubled: Vec<Record> = records.iter().flat_map(|record| [record.clone(), record.clone()]).collect();
    let each_twice = keep(folder.path(), "lower-trunk-rotation", NOON_MS, &doubled);
    let all_again: Vec<Record> = records.iter().chain(&records).cloned().collect();
    let all_twice = keep(folder.path(), "lower-trunk-rotation", NOON_MS, &all_again);
    let store = Store::open(folder.path()).expect("opens");
    let kept = store.session(once).expect("kept");
    for id in [each_twice, all_twice] {
        let other = KeptSession { id: once, ..store.session(id).expect("kept") };
        assert_eq!(format!("{kept:?}"), format!("{other:?}"));
        assert_eq!(store.motion(once).expect("kept"), store.motion(id).expect("kept"));
    }
}

#[test]
fn a_session_that_is_cut_off_anywhere_keeps_what_was_announced() {
    let records = recorded("bridge-side", "bridge");
    let folder = tempfile::tempdir().expect("a folder");
    for cut in (0..records.len()).step_by(17) {
        let store = Store::open(folder.path()).expect("opens");
        let mut writer = Writer::begin(store, new("bridge", Origin::Camera, NOON_MS)).expect("begins");
        let id = writer.session();
        for record in &records[..cut] {
            writer.keep(record).expect("kept");
        }
        drop(writer); // no end, as when the program dies
        let store = Store::open(folder.path()).expect("opens again");
        let announced: Vec<String> = records[..cut]
            .iter()
            .filter_map(|record| match record {
                Record::Happened { event: Event::AttemptEnded(attempt), .. } => Some(rounded(attempt)),
                _ => None,
            })
            .collect();
        if cut == 0 {
            assert!(matches!(store.session(id), Err(StoreError::NoSession { .. })), "there was no set in it");
            continue;
        }
        let kept = store.session(id).expect("kept");
        assert_eq!(attempts(&kept), announced, "cut after {cut} records");
        assert_eq!(kept.standing, Standing::CutOff);
        assert!(!kept.sets[0].whole);
        let last_secs = records[..cut].iter().rev().find_map(|record| match record {
            Record::Frame { at_secs, .. } => Some(*at_secs),
            _ => None,
        });
        assert!(last_secs.is_none_or(|last| last - kept.duration_secs <= 1.01), "a second is lost at most");
    }
}

#[test]
fn a_session_under_way_can_be_read_and_is_the_only_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(folder.path()).expect("opens");
    let mut writer = Writer::begin(store, new("bridge", Origin::Camera, NOON_MS)).expect("begins");
    let records = recorded("bridge-side", "bridge");
    for record in &records[..200] {
        writer.keep(record).expect("kept");
    }
    let reader = Store::read(folder.path()).expect("opens").expect("there");
    let kept = reader.session(writer.session()).expect("kept");
    assert_eq!(kept.standing, Standing::UnderWay);
    assert!(kept.duration_secs > 1.0);
    let second =
        Writer::begin(Store::open(folder.path()).expect("opens"), new("bridge", Origin::Camera, NOON_MS));
    assert_eq!(
        second.expect_err("one at a time").to_string(),
        format!(
            "another session is being kept in {} at the moment: end it first, or name another folder with \
             --data-dir",
            folder.path().display()
        )
    );
    // A recording is judged beside it.
    let recording =
        Writer::begin(Store::open(folder.path()).expect("opens"), new("bridge", Origin::Recording, NOON_MS));
    drop(recording.expect("begins"));
    for record in &records[200..] {
        writer.keep(record).expect("kept");
    }
    let id = writer.finish().map(|store| store.list(&Filter::default()).expect("reads")).expect("finished");
    assert_eq!(id.len(), 1, "the recording was not finished and is not there");
}

#[test]
fn pauses_pain_and_notes_are_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut records = recorded("bridge-side", "bridge");
    records.insert(50, Record::Paused { at_secs: 1.5, why: Interruption::Away });
    records.insert(51, Record::Resumed { at_secs: 4.25 });
    let id = keep(folder.path(), "bridge", NOON_MS, &records);
    let store = Store::open(folder.path()).expect("opens");
    store.mark_pain(id, Pain { before: Some(2), after: None }).expect("kept");
    store.mark_pain(id, Pain { before: None, after: Some(4) }).expect("kept");
    store.set_note(id, Some("new mat")).expect("kept");
    let kept = store.session(id).expect("kept");
    assert_eq!(kept.pain, Pain { before: Some(2), after: Some(4) });
    assert_eq!(kept.note.as_deref(), Some("new mat"));
    assert_eq!(kept.pauses.len(), 1);
    assert_eq!((kept.pauses[0].start_secs, kept.pauses[0].end_secs), (1.5, Some(4.25)));
    let error = store.set_note(99, None).expect_err("no such session").to_string();
    assert_eq!(error, "there is no session 99: `holdfast sessions list` shows those that there are");
    assert!(store.mark_pain(id, Pain { before: Some(11), after: None }).is_err());
}
