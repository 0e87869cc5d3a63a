//! The history as a whole: lists, weeks, pruning, deletion, the programme.

use std::fs;

use holdfast::motion::Settings;
use holdfast::store::{Filter, MOTION_DAYS, Pain, PlanItem, Rest, Store, Week, When};

use super::material::{DAY_MS, NOON_MS, keep, recorded};

#[test]
fn sessions_are_listed_by_exercise_and_day() {
    let folder = tempfile::tempdir().expect("a folder");
    let bridge = recorded("bridge-side", "bridge");
    let cat_cow = recorded("cat-cow-side", "cat-cow");
    keep(folder.path(), "cat-cow", NOON_MS + DAY_MS, &cat_cow);
    keep(folder.path(), "bridge", NOON_MS, &bridge);
    keep(folder.path(), "bridge", NOON_MS + 9 * DAY_MS, &bridge);
    let store = Store::open(folder.path()).expect("opens");
    let ids = |filter: Filter| -> Vec<i64> {
        store.list(&filter).expect("reads").iter().map(|session| session.id).collect()
    };
    assert_eq!(ids(Filter::default()), [2, 1, 3], "by time");
    let first_day = When { unix_ms: NOON_MS, utc_offset_secs: 3600 }.day();
    assert_eq!(ids(Filter { exercise: Some("bridge".into()), ..Filter::default() }), [2, 3]);
    assert_eq!(ids(Filter { since_day: Some(first_day + 1), ..Filter::default() }), [1, 3]);
    assert_eq!(ids(Filter { until_day: Some(first_day + 1), ..Filter::default() }), [2, 1]);
    let listed = &store.list(&Filter::default()).expect("reads")[0];
    assert_eq!((listed.sets, listed.repetitions, listed.good), (1, 2, 2));
    assert_eq!(listed.exercises, [("bridge".to_string(), "Bridge".to_string())]);
    assert!(listed.duration_secs.is_some_and(|secs| secs > 10.0));

    let weeks = store.trends(&Filter::default()).expect("reads");
    let mondays: Vec<(&str, i64)> =
        weeks.iter().map(|week| (week.exercise.as_str(), week.monday - first_day)).collect();
    // The first of March 2026 was a Sunday.
    assert_eq!(mondays, [("bridge", -6), ("bridge", 8), ("cat-cow", 1)]);
    assert_eq!((weeks[0].sessions, weeks[0].repetitions, weeks[0].good), (1, 2, 2));
    assert!(weeks[0].hold_secs.is_some_and(|secs| (secs - 4.9).abs() < 0.3));
    assert_eq!(weeks[0].ranges.len(), 1);
    assert!((weeks[0].ranges[0].peak - 178.0).abs() < 8.0, "{}", weeks[0].ranges[0].peak);
    assert_eq!(weeks[2].ranges.len(), 2, "a cat and a cow");
}

#[test]
fn motion_is_kept_for_some_weeks_and_the_rest_for_good() {
    let folder = tempfile::tempdir().expect("a folder");
    let records = recorded("bridge-side", "bridge");
    let id = keep(folder.path(), "bridge", NOON_MS, &records);
    let begin_after = |days: i64| keep(folder.path(), "bridge", NOON_MS + days * DAY_MS, &records);
    let motion = |id: i64| {
        let store = Store::open(folder.path()).expect("opens");
        let (motion, _) = store.motion(id).expect("reads");
        assert_eq!(store.session(id).expect("kept").sets[0].traces.len(), 1);
        motion.iter().map(Vec::len).sum::<usize>()
    };
    begin_after(MOTION_DAYS - 1);
    assert!(motion(id) > 100);
    begin_after(MOTION_DAYS + 1);
    assert_eq!(motion(id), 0);
    assert!(
        !Store::open(folder.path()).expect("opens").session(id).expect("kept").sets[0].key_poses.is_empty()
    );
}

#[test]
fn what_is_deleted_is_in_no_file_any_more() {
    const SECRET: &str = "the neighbour's dog bit me";
    let folder = tempfile::tempdir().expect("a folder");
    let records = recorded("bridge-side", "bridge");
    for _ in 0..3 {
        keep(folder.path(), "bridge", NOON_MS, &records);
    }
    let store = Store::open(folder.path()).expect("opens");
    store.set_note(1, Some(SECRET)).expect("kept");
    let size = || fs::metadata(folder.path().join("sessions.db")).expect("there").len();
    let holds_secret = || {
        fs::read_dir(folder.path()).expect("there").any(|entry| {
            let bytes = fs::read(entry.expect("an entry").path()).expect("readable");
            bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes())
        })
    };
    assert!(holds_secret());
    store.delete(1).expect("deleted");
    assert!(store.tidy().expect("tidy"));
    assert!(!holds_secret());
    assert_eq!(store.list(&Filter::default()).expect("reads").len(), 2);
    store.delete(2).expect("deleted");
    store.delete(3).expect("deleted");
    assert!(store.tidy().expect("tidy"));
    let empty = tempfile::tempdir().expect("a folder");
    drop(Store::open(empty.path()).expect("opens"));
    let least = fs::metadata(empty.path().join("sessions.db")).expect("there").len();
    assert!(size() <= least + 4096, "{} bytes, and {least} when it was new", size());
    assert_eq!(keep(folder.path(), "bridge", NOON_MS, &records), 4, "a number is not given again");
}

#[test]
fn while_somebody_reads_the_log_cannot_be_emptied_and_that_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    keep(folder.path(), "bridge", NOON_MS, &recorded("bridge-side", "bridge"));
    let store = Store::open(folder.path()).expect("opens");
    let reader = rusqlite::Connection::open(folder.path().join("sessions.db")).expect("opens");
    reader.execute_batch("BEGIN; SELECT * FROM session").expect("reads");
    store.delete(1).expect("deleted");
    assert!(!store.tidy().expect("as far as it goes"));
    drop(reader);
    assert!(store.tidy().expect("tidy"));
}

#[test]
fn the_programme_is_kept_and_what_was_done_is_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(folder.path()).expect("opens");
    let item = |exercise: &str, hold_secs: Option<f64>| PlanItem {
        exercise: exercise.to_string(),
        sets: 1,
        repetitions: 2,
        settings: Settings { hold_secs, ..Settings::default() },
        times_a_day: 2,
    };
    store.put_in_plan(&item("bridge", None)).expect("kept");
    store.put_in_plan(&item("cat-cow", Some(4.0))).expect("kept");
    store.put_in_plan(&item("bridge", Some(5.5))).expect("changed");
    assert_eq!(store.plan().expect("reads"), [item("bridge", Some(5.5)), item("cat-cow", Some(4.0))]);
    assert!(store.take_from_plan("cat-cow").expect("taken"));
    assert!(!store.take_from_plan("cat-cow").expect("gone"));

    let began = When { unix_ms: NOON_MS, utc_offset_secs: 3600 };
    let records = recorded("bridge-side", "bridge");
    let id = keep(folder.path(), "bridge", NOON_MS, &records);
    keep(folder.path(), "bridge", NOON_MS + 3 * DAY_MS, &records);
    store.mark_done("bridge", began.day()).expect("kept");
    store.mark_done("bridge", began.day()).expect("kept");
    store.mark_done("bridge", began.day() - 1).expect("kept");
    assert_eq!(store.done_on("bridge", began.day()).expect("reads"), (1, 2));
    assert_eq!(store.done_on("bridge", began.day() + 1).expect("reads"), (0, 0));
    let days = store.days_with_practice(10).expect("reads");
    assert_eq!(days, [began.day() + 3, began.day(), began.day() - 1]);

    store.mark_pain(id, Pain { before: Some(2), after: Some(5) }).expect("kept");
    let marks = store.pain_marks(5).expect("reads");
    assert_eq!(marks.iter().map(|mark| (mark.before, mark.after)).collect::<Vec<_>>(), [(Some(2), Some(5))]);
    store.resume_plan(When { unix_ms: NOON_MS - DAY_MS, ..began }).expect("kept");
    assert!(store.pain_marks(5).expect("reads").is_empty());
}

#[test]
fn a_rest_takes_the_place_of_another_and_ends_before_a_day() {
    let store = Store::in_memory().expect("memory");
    let rest = |exercise: Option<&str>, first_day, last_day| Rest {
        exercise: exercise.map(str::to_string),
        first_day,
        last_day,
    };
    assert!(!store.end_rest(None, 5).expect("nothing rests"));
    store.put_rest(&rest(None, 10, None)).expect("kept");
    store.put_rest(&rest(Some("bridge"), 11, Some(20))).expect("kept");
    store.put_rest(&rest(None, 14, Some(16))).expect("kept");
    let first = rest(None, 10, Some(13));
    let bridge = rest(Some("bridge"), 11, Some(20));
    assert_eq!(store.rests().expect("reads"), [first.clone(), bridge.clone(), rest(None, 14, Some(16))]);
    assert!([10, 13].into_iter().all(|day| first.has_day(day)) && !first.has_day(9) && !first.has_day(14));
    assert!(!store.end_rest(None, 17).expect("it is over"));
    assert!(store.end_rest(None, 16).expect("its last day"));
    assert!(store.end_rest(None, 14).expect("its first day"));
    assert_eq!(store.rests().expect("reads"), [first, bridge]);
}

/// A programme of the past: what is planned from a day on, as the database has it.
fn planned(folder: &std::path::Path, exercise: &str, first_day: i64, sets: u32, times: u32) {
    let database = rusqlite::Connection::open(folder.join("sessions.db")).expect("opens");
    let values = rusqlite::params![exercise, first_day, sets, times];
    database.execute("INSERT INTO plan_past VALUES (?1, ?2, ?3, ?4)", values).expect("kept");
}

#[test]
fn weeks_tell_what_was_planned_what_of_it_was_done_and_how_strong_the_pain_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let bridge = recorded("bridge-side", "bridge");
    let first = keep(folder.path(), "bridge", NOON_MS, &bridge);
    let second = keep(folder.path(), "bridge", NOON_MS + 3 * DAY_MS, &bridge);
    keep(folder.path(), "bridge", NOON_MS + 3 * DAY_MS + 1, &bridge);
    let store = Store::open(folder.path()).expect("opens");
    // A Sunday.
    let day = When { unix_ms: NOON_MS, utc_offset_secs: 3600 }.day();
    let of = |store: &Store| {
        let filter = Filter { until_day: Some(day + 21), ..Filter::default() };
        let weeks = store.trends(&filter).expect("reads");
        let told = |week: &Week| {
            let planned = week.planned.map(|planned| (planned.done, planned.times));
            (week.monday - day, week.sessions, planned, week.pain_before, week.pain_after)
        };
        weeks.iter().map(told).collect::<Vec<_>>()
    };
    assert_eq!(of(&store), [(-6, 1, None, None, None), (1, 2, None, None, None)], "nothing is known of it");
    planned(folder.path(), "bridge", day, 1, 1);
    planned(folder.path(), "bridge", day + 15, 1, 2);
    planned(folder.path(), "bridge", day + 17, 1, 0);
    store.mark_done("bridge", day + 4).expect("kept");
    store.put_rest(&Rest { exercise: None, first_day: day + 5, last_day: Some(day + 6) }).expect("kept");
    let own = Some("bridge".to_string());
    store.put_rest(&Rest { exercise: own, first_day: day + 8, last_day: Some(day + 10) }).expect("kept");
    store.mark_pain(first, Pain { before: Some(4), after: None }).expect("kept");
    store.mark_pain(second, Pain { before: Some(2), after: Some(1) }).expect("kept");
    let expected = [
        (-6, 1, Some((1, 1)), Some(4.0), None),
        // Two sets on one day are more than its plan, and make up for no other.
        (1, 2, Some((2, 5)), Some(2.0), Some(1.0)),
        (8, 0, Some((0, 4)), None, None),
        (15, 0, Some((0, 4)), None, None),
    ];
    assert_eq!(of(&store), expected);
}
