//! The history and the programme from outside: what the commands say, where, and their exit codes.

use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

use rusqlite::Connection;
use serde_json::Value;

use crate::place::{Place, stderr};

impl Place {
    /// Judges a landmark recording, as if made at noon on the first of March 2026, some days later, and keeps it.
    fn save(&self, name: &str, exercise: &str, days: u64) -> Output {
        let recording = self.file(&self.recording(name));
        let noon = SystemTime::UNIX_EPOCH + Duration::from_secs(1_772_366_400 + days * 86_400);
        let file = File::options().append(true).open(&recording);
        file.and_then(|file| file.set_modified(noon)).expect("set");
        self.run(&["check", recording.to_str().expect("UTF-8"), "--exercise", exercise, "--save"])
    }
}

#[test]
fn a_recording_is_kept_once_under_its_own_date() {
    let place = Place::new();
    let saved = place.save("bridge-side", "bridge", 0);
    let recording = place.file("bridge-side.json");
    assert_eq!(saved.status.code(), Some(0));
    assert_eq!(stderr(&saved), format!("note: {} is kept as session 1\n", recording.display()));
    assert!(String::from_utf8_lossy(&saved.stdout).starts_with("Bridge: "), "the report is there too");
    let again = place.save("bridge-side", "bridge", 0);
    let expected = format!("note: {} is in the history already, as session 1\n", recording.display());
    assert_eq!(stderr(&again), expected);
    let listed = place.done(&["sessions", "list"]);
    let lines: Vec<&str> = listed.lines().collect();
    assert_eq!(lines.len(), 2, "{listed}");
    assert!(lines[1].starts_with("1   2026-03-01 11:59  0:"), "{listed}");
    assert!(lines[1].contains("Bridge") && lines[1].ends_with("2 of 2        recording"), "{listed}");
    let shown = place.done(&["sessions", "show", "last"]);
    for part in [
        "Session 1: Sunday, 1 March 2026, 11:59",
        "recording bridge_good_side.mp4",
        "2 good of 2 repetitions, 2 attempts",
    ] {
        assert!(shown.contains(part), "{part} in\n{shown}");
    }
}

#[test]
fn lists_and_weeks_are_for_programs_too() {
    let place = Place::new();
    place.save("bridge-side", "bridge", 0);
    place.save("cat-cow-side", "cat-cow", 1);
    place.save("bridge-three-quarter", "bridge", 8);
    let json = |arguments: &[&str]| -> Value { serde_json::from_str(&place.done(arguments)).expect("JSON") };
    let sessions = json(&["sessions", "list", "--format", "json"]);
    assert_eq!((&sessions["format"], &sessions["version"]), (&"holdfast/sessions".into(), &1.into()));
    let first = &sessions["sessions"][0];
    assert_eq!(
        (&first["id"], &first["source"], &first["ending"]),
        (&1.into(), &"recording".into(), &"complete".into())
    );
    assert_eq!((&first["good"], &first["pain_before"]), (&2.into(), &Value::Null));
    assert_eq!(first["exercises"], Value::from(vec!["bridge"]));
    let filtered =
        json(&["sessions", "list", "--exercise", "bridge", "--since", "2026-03-02", "--format", "json"]);
    assert_eq!(filtered["sessions"].as_array().map(Vec::len), Some(1));

    let csv = place.done(&["sessions", "list", "--format", "csv"]);
    assert_eq!(csv.lines().count(), 4);
    assert!(csv.starts_with("id,began,source,ending,duration_secs,exercises,sets,repetitions,good,pain_before,pain_after\n1,2026-03-01T11:59:"), "{csv}");

    let trends = json(&["sessions", "trends", "--exercise", "bridge", "--format", "json"]);
    let weeks: Vec<&str> =
        trends["weeks"].as_array().expect("weeks").iter().filter_map(|week| week["week"].as_str()).collect();
    assert_eq!(weeks, ["2026-02-23", "2026-03-09"]);
    assert_eq!(trends["weeks"][0]["ranges"][0]["unit"], "degrees");
    let rows = place.done(&["sessions", "trends", "--format", "csv"]);
    assert_eq!(rows.lines().count(), 5, "two weeks of bridges, and a cat and a cow\n{rows}");
    let table = place.done(&["sessions", "trends"]);
    assert!(table.starts_with("Bridge (bridge)\n  Good       "), "{table}");
    assert!(table.contains("     Week of  Sessions  Repetitions   Good  Mean hold  Raised\n"), "{table}");
    assert!(table.contains("  2026-02-23         1            2  100 %      4.9 s"), "{table}");
}

#[test]
fn the_weeks_tell_targets_pain_and_what_was_planned() {
    let place = Place::new();
    place.save("bridge-side", "bridge", 0);
    place.save("bridge-three-quarter", "bridge", 8);
    place.done(&["sessions", "pain", "1", "--before", "3", "--after", "2"]);
    let table = || place.done(&["sessions", "trends", "--until", "2026-03-31"]);
    let lines: Vec<String> = table().lines().map(str::to_string).collect();
    assert!(lines.iter().any(|line| line.ends_with("  Good  Mean hold        Pain  Raised")), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("4.9 s  3.0 to 2.0")), "{lines:?}");
    let target = lines.last().expect("the last line").trim();
    assert!(target.starts_with("target") && target.contains("3.0 s") && target.ends_with('°'), "{lines:?}");
    place.done(&["plan", "add", "bridge", "--hold", "4.5", "--times", "2", "--range", "own"]);
    let target = table().lines().last().expect("the last line").trim_end().to_string();
    assert!(target.ends_with("4.5 s"), "the range is the person's own: {target}");
    let weeks = place.done(&["sessions", "trends", "--format", "json"]);
    let weeks: Value = serde_json::from_str(&weeks).expect("JSON");
    let weeks = weeks["weeks"].as_array().expect("weeks");
    let (first, last) = (&weeks[0], &weeks[weeks.len() - 1]);
    assert_eq!((&first["planned"], &first["pain_after"]), (&Value::Null, &2.0.into()));
    assert_eq!((&first["hold_target_secs"], &first["ranges"][0]["target"]), (&4.5.into(), &Value::Null));
    assert_eq!((&last["sessions"], &last["done"]), (&0.into(), &0.into()), "{last}");
    assert!(last["planned"].as_u64().is_some_and(|planned| (2..=14).contains(&planned)), "{last}");
    place.done(&["plan", "set", "bridge", "--range", "100"]);
    let page = place.done(&["sessions", "trends", "--format", "html", "--language", "de"]);
    for part in
        ["Schmerz davor, 0 bis 10", "Vom Geplanten gemacht", "; Ziel 4,5 s", ">Geplant<", "3,0 auf 2,0"]
    {
        assert!(page.contains(part), "{part} in\n{page}");
    }
}

#[test]
fn a_damaged_date_makes_no_weeks_without_end() {
    for unix_ms in [9_000_000_000_000_000_000_i64, -9_000_000_000_000_000_000] {
        let place = Place::new();
        place.save("bridge-side", "bridge", 0);
        place.done(&["plan", "add", "bridge"]);
        let database = Connection::open(place.file("history/sessions.db")).expect("opens");
        database.execute("UPDATE session SET began_unix_ms = ?1", [unix_ms]).expect("changed");
        drop(database);
        let table = place.done(&["sessions", "trends"]);
        assert!(table.contains("         1            2  100 %      4.9 s"), "{table}");
    }
}

/// One session out of two is damaged: the other is shown, and what is left out is said.
#[test]
fn a_damaged_session_hides_no_other() {
    for (damage, commands) in [
        ("UPDATE session SET note = cast(x'ff' AS TEXT) WHERE id = 1", &["list"][..]),
        ("UPDATE exercise_set SET repetitions = -1 WHERE session_id = 1", &["list", "trends"]),
    ] {
        let place = Place::new();
        place.save("bridge-side", "bridge", 0);
        place.save("bridge-low", "bridge", 7);
        let database = Connection::open(place.file("history/sessions.db")).expect("opens");
        let changed = format!("PRAGMA ignore_check_constraints = ON; {damage}");
        database.execute_batch(&changed).expect("changed");
        drop(database);
        for command in commands {
            let output = place.run(&["sessions", command]);
            assert_eq!(output.status.code(), Some(0), "{damage}: {}", stderr(&output));
            assert_eq!(
                stderr(&output),
                "note: a session, or a part of one, cannot be read and is left out: the history is damaged there\n"
            );
            assert!(String::from_utf8_lossy(&output.stdout).contains("2026-03"), "{damage}: {output:?}");
        }
        place.done(&["sessions", "show", "2"]);
        place.done(&["sessions", "delete", "--all", "--yes"]);
        let left = Connection::open(place.file("history/sessions.db")).expect("opens");
        let left: i64 =
            left.query_row("SELECT count(*) FROM session", [], |row| row.get(0)).expect("a count");
        assert_eq!(left, 0, "{damage}");
    }
}

#[test]
fn a_history_that_computes_more_than_ours_is_damaged() {
    for planted in [
        "ALTER TABLE pause RENAME TO other; CREATE VIEW pause AS SELECT * FROM other",
        "CREATE TRIGGER planted AFTER INSERT ON session BEGIN DELETE FROM session; END",
        "DROP TABLE pause",
    ] {
        let place = Place::new();
        place.save("bridge-side", "bridge", 0);
        let database = Connection::open(place.file("history/sessions.db")).expect("opens");
        database.execute_batch(planted).expect("planted");
        drop(database);
        let output = place.run(&["sessions", "show", "last"]);
        assert_eq!(output.status.code(), Some(2), "{planted}");
        let said = stderr(&output);
        assert!(said.contains("sessions.db is damaged: move it away"), "{planted}: {said}");
    }
}

#[test]
fn the_weeks_are_a_page_that_needs_nothing_else() {
    let place = Place::new();
    place.save("bridge-side", "bridge", 0);
    place.save("cat-cow-side", "cat-cow", 1);
    place.save("bridge-three-quarter", "bridge", 8);
    let file = place.file("trends.html");
    place.done(&["sessions", "trends", "--output", file.to_str().expect("UTF-8")]);
    let page = fs::read_to_string(file).expect("written");
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"en\">"));
    for part in [
        "<h1>Bridge</h1>",
        "From the week of 23 February 2026 to the week of 9 March 2026",
        "<h1>Cat and cow</h1>",
        "aria-label=\"Good repetitions by week: 100 % in the week of 2026-02-23",
        "Cat: mean peak, in cm",
    ] {
        assert!(page.contains(part), "{part} in\n{page}");
    }
    for sign in ["http:", "https:", "//", "<script", "<link", "<img", "url(", "@import", " src=", " href="] {
        assert!(!page.contains(sign), "{sign} in\n{page}");
    }
    assert_eq!(page, place.done(&["sessions", "trends", "--format", "html"]));
    assert_eq!(
        place.refused(&["sessions", "trends", "--output", "trends.txt"]),
        "error: nothing is written as .txt: name a file that ends in .html, .pdf, .json or .csv\n"
    );
    assert_eq!(
        place.refused(&["sessions", "trends", "--format", "pdf"]),
        "error: a pdf cannot be shown in a terminal: add --output FILE.pdf\n"
    );
    place.done(&["sessions", "trends", "--output", "trends.pdf"]);
    let told =
        Command::new("pdftotext").arg(place.file("trends.pdf")).arg("-").output().expect("poppler-utils");
    let told = String::from_utf8_lossy(&told.stdout);
    for part in ["Bridge", "Cat and cow", "Good repetitions", "Mean hold", "2026-03-09"] {
        assert!(told.contains(part), "{part} in\n{told}");
    }
    let empty = Place::new().done(&["sessions", "trends", "--format", "html"]);
    assert!(empty.contains("No sessions were found"), "{empty}");
}

#[test]
fn marks_and_notes_are_set_later_and_deletion_asks() {
    let place = Place::new();
    assert_eq!(
        place.refused(&["sessions", "show", "last"]),
        "error: there is no session yet: `holdfast coach` keeps one\n"
    );
    place.save("bridge-side", "bridge", 0);
    place.save("cat-cow-side", "cat-cow", 1);
    place.done(&["sessions", "pain", "last", "--before", "3", "--after", "2"]);
    place.done(&["sessions", "note", "2", "new mat"]);
    let shown = place.done(&["sessions", "show", "2"]);
    assert!(shown.contains("3 -> 2 (before -> after, 0 to 10)") && shown.contains("new mat"), "{shown}");
    let missing = "error: there is no session 7: `holdfast sessions list` shows those that there are\n";
    assert_eq!(place.refused(&["sessions", "show", "7"]), missing);
    assert_eq!(place.refused(&["sessions", "delete", "1", "7", "--yes"]), missing);
    assert_eq!(
        place.refused(&["sessions", "delete", "1"]),
        "error: nobody can be asked here: add --yes to delete\n"
    );
    assert!(place.refused(&["sessions", "pain", "1", "--after", "11"]).contains("11 is not in 0..=10"));
    let reversed = place.refused(&["sessions", "list", "--since", "2026-03-02", "--until", "2026-03-01"]);
    assert_eq!(reversed, "error: --since 2026-03-02 is after --until 2026-03-01: swap the two dates\n");
    assert!(
        place
            .refused(&["sessions", "list", "--since", "yesterday"])
            .contains("expected a date such as 2026-03-31")
    );

    let deleted = place.run(&["sessions", "delete", "last", "--yes"]);
    assert_eq!(stderr(&deleted), "note: session 2 is deleted\n");
    let all = place.run(&["sessions", "delete", "--all", "--yes"]);
    assert_eq!(stderr(&all), "note: session 1 is deleted\n");
    assert_eq!(place.done(&["sessions", "list"]), "");
    let database = fs::read(place.file("history/sessions.db")).expect("there");
    assert!(!database.windows(7).any(|window| window == b"new mat"));
}

#[test]
fn where_nothing_was_kept_nothing_is_made() {
    let place = Place::new();
    let listed = place.run(&["sessions", "list"]);
    assert_eq!(
        (listed.status.code(), stderr(&listed)),
        (Some(0), "note: no sessions were found\n".to_string())
    );
    assert_eq!(
        place.done(&["sessions", "list", "--format", "json"]).lines().nth(1),
        Some("  \"format\": \"holdfast/sessions\",")
    );
    assert!(place.done(&["plan"]).contains("Nothing is planned yet."));
    assert!(!place.file("history").exists());
}

#[test]
fn the_programme_is_set_shown_and_checked_off() {
    let place = Place::new();
    assert!(
        place
            .refused(&["plan", "add", "brigde"])
            .starts_with("error: there is no exercise `brigde`; did you mean `bridge`?")
    );
    assert_eq!(
        place.refused(&["plan", "set", "bridge", "--sets", "2"]),
        "error: Bridge is not in the programme: `holdfast plan add bridge` adds it\n"
    );
    place.done(&["plan", "add", "bridge", "--repetitions", "3"]);
    place.done(&["plan", "add", "cat-cow", "--times", "2", "--hold", "4", "--range", "80"]);
    let much = place.run(&["plan", "set", "bridge", "--sets", "2"]);
    assert!(
        stderr(&much)
            .starts_with("note: 6 repetitions are more than the 2 to 5 that the exercise sheet prescribes\n"),
        "{}",
        stderr(&much)
    );
    place.save("bridge-side", "bridge", 0);
    let day = |date: &str| place.done(&["plan", "show", "--day", date]);
    let expected = "\
Programme for Sunday, 1 March 2026

  [ ]  Bridge       2 sets of 3, hold 3 s                       0 of 1 done, part done
  [ ]  Cat and cow  2 repetitions, hold 4 s, 80 % of the range  0 of 2 done

  What is open of a day that is over stays undone.
";
    assert_eq!(day("2026-03-01"), expected, "one set of two is not all of it");
    assert!(place.done(&["plan"]).contains("\n  `holdfast coach --plan` goes on with: Bridge.\n"));
    place.done(&["plan", "set", "bridge", "--sets", "1"]);
    place.done(&["plan", "done", "cat-cow", "--day", "2026-03-01"]);
    place.done(&["plan", "done", "cat-cow", "--day", "2026-02-28"]);
    let shown = day("2026-03-01");
    assert!(
        shown.contains("[x]  Bridge") && shown.contains("[ ]  Cat and cow") && shown.contains("1 of 2 done"),
        "{shown}"
    );
    assert!(shown.ends_with("stays undone.\n  2 days in a row.\n"), "{shown}");
    let done = place.run(&["plan", "done", "Cat and cow", "--day", "2026-03-01"]);
    assert_eq!(
        stderr(&done),
        "note: Cat and cow is checked off for 2026-03-01; `holdfast plan undo` takes it back\n"
    );
    assert!(day("2026-03-01").contains("  Everything is done for the day.\n"));
    for left in ["1 of 2 done", "0 of 2 done"] {
        place.done(&["plan", "undo", "cat-cow", "--day", "2026-03-01"]);
        assert!(day("2026-03-01").contains(left));
    }
    assert_eq!(
        place.refused(&["plan", "undo", "cat-cow", "--day", "2026-03-01"]),
        "error: Cat and cow was not checked off for 2026-03-01; what the camera saw is in `holdfast sessions list`\n"
    );
    place.done(&["plan", "remove", "Cat-Cow"]);
    for command in ["done", "undo", "remove"] {
        assert_eq!(
            place.refused(&["plan", command, "cat-cow"]),
            "error: Cat and cow is not in the programme: `holdfast plan` shows what is\n"
        );
        let unknown = place.refused(&["plan", command, "squat"]);
        assert!(
            unknown.starts_with("error: there is no exercise `squat`\nthe exercises are: bridge,"),
            "{unknown}"
        );
    }
}

#[test]
fn a_rise_in_pain_stops_the_programme_until_the_person_goes_on() {
    let place = Place::new();
    place.done(&["plan", "add", "bridge"]);
    place.save("bridge-side", "bridge", 0);
    place.done(&["sessions", "pain", "last", "--before", "2", "--after", "3"]);
    assert!(place.done(&["plan"]).contains("`holdfast coach --plan` goes on with: Bridge."));
    place.done(&["sessions", "pain", "last", "--after", "4"]);
    let shown = place.done(&["plan"]);
    assert!(
        shown.contains("Pain rose from 2 to 4. Rest, and speak with your doctor or physiotherapist\n"),
        "{shown}"
    );
    assert!(!shown.contains("coach --plan"), "{shown}");
    place.done(&["plan", "resume"]);
    assert!(place.done(&["plan"]).contains("`holdfast coach --plan` goes on with: Bridge."));
}

#[test]
fn the_programme_and_its_exercises_rest_until_a_day_or_until_the_person_goes_on() {
    let place = Place::new();
    place.done(&["plan", "add", "bridge", "--repetitions", "3"]);
    place.done(&["plan", "add", "cat-cow", "--repetitions", "3"]);
    let table = || place.done(&["plan"]).split_once("\n\n").expect("below the heading").1.to_owned();
    let rested = place.run(&["plan", "rest", "bridge", "2099-12-31"]);
    assert_eq!(
        stderr(&rested),
        "note: Bridge rests until 2099-12-31; `holdfast plan resume bridge` goes on before that\n"
    );
    let expected = "  [-]  Bridge       3 repetitions, hold 3 s  rests until 2099-12-31
  [ ]  Cat and cow  3 repetitions, hold 3 s  0 of 1 done

  `holdfast coach --plan` goes on with: Cat and cow.
";
    assert_eq!(table(), expected);
    let last = place.done(&["plan", "--day", "2099-12-31"]);
    assert!(last.contains("[-]  Bridge"), "the day is one of rest itself: {last}");
    assert!(place.done(&["plan", "--day", "2100-01-01"]).contains("[ ]  Bridge"));
    assert_eq!(
        place.refused(&["plan", "rest", "bridge", "2026-03-01"]),
        "error: 2026-03-01 is over: name today or a later day\n"
    );
    let pausing = "You are pausing until 2099-12-31. Nothing has to be caught up on.";
    let paused = place.run(&["plan", "pause", "2099-12-31"]);
    let how = "`holdfast plan resume` goes on before that.";
    assert_eq!(stderr(&paused), format!("note: {pausing} {how}\n"));
    assert!(table().ends_with(&format!("\n\n  {pausing}\n  {how}\n")), "{}", table());
    let coached = place.run(&["coach", "--plan", "--camera", "/dev/video99", "--no-window"]);
    assert_eq!((coached.status.code(), stderr(&coached)), (Some(0), format!("note: {pausing} {how}\n")));
    place.done(&["plan", "pause"]);
    assert!(table().contains("  You are pausing. Nothing"), "the last word counts: {}", table());
    place.done(&["plan", "resume"]);
    assert_eq!(table(), expected, "the exercise rests all the same");
    place.done(&["plan", "resume", "Bridge"]);
    assert_eq!(
        place.refused(&["plan", "resume", "bridge"]),
        "error: Bridge does not rest: `holdfast plan` shows what does\n"
    );
    assert!(table().contains("[ ]  Bridge") && table().contains("goes on with: Bridge."));
}

#[test]
fn a_history_that_is_of_no_use_is_said_before_the_work_is_done() {
    let place = Place::new();
    fs::create_dir(place.file("history")).expect("made");
    let file = place.file("history/sessions.db");
    File::create(&file).and_then(|mut file| file.write_all(&[b'x'; 5000])).expect("written");
    let damaged = format!(
        "error: {} is damaged: move it away, and the next session begins a new history\n",
        file.display()
    );
    assert_eq!(place.refused(&["sessions", "list"]), damaged);
    assert_eq!(place.refused(&["plan"]), damaged);
    let saved = place.save("bridge-side", "bridge", 0);
    assert_eq!(saved.status.code(), Some(2));
    assert_eq!(stderr(&saved), damaged);
}

#[test]
fn a_live_session_is_kept_and_counts_for_the_programme() {
    let place = Place::with_models();
    let clip = concat!(env!("CARGO_MANIFEST_DIR"), "/data/clips/bridge_mixed.mp4");
    let coach = |pain: &str| {
        place.run(&[
            "coach",
            "--plan",
            "--camera",
            clip,
            "--every-frame",
            "--no-window",
            "--mute",
            "--pain",
            pain,
            "--report",
            "session.csv",
        ])
    };
    let unplanned = coach("1");
    let expected =
        "error: Nothing is planned yet. `holdfast plan add EXERCISE` adds an exercise as it is prescribed.\n";
    assert_eq!((unplanned.status.code(), stderr(&unplanned).as_str()), (Some(2), expected));
    place.done(&["plan", "add", "bridge"]);
    let coached = coach("1");
    assert_eq!(coached.status.code(), Some(0), "{}", stderr(&coached));
    assert!(stderr(&coached).contains("note: this is session 1: "), "{}", stderr(&coached));
    let report = fs::read_to_string(place.file("session.csv")).expect("written");
    assert_eq!(report.lines().count(), 4, "{report}");
    let listed: Value =
        serde_json::from_str(&place.done(&["sessions", "list", "--format", "json"])).expect("JSON");
    let session = &listed["sessions"][0];
    let of = |name: &str| session[name].clone();
    assert_eq!(
        (of("source"), of("ending"), of("pain_before")),
        ("camera".into(), "complete".into(), 1.into())
    );
    assert_eq!((of("repetitions"), of("good")), (3.into(), 2.into()));
    let day = &session["began"].as_str().expect("a time")[..10];
    assert!(place.done(&["plan", "show", "--day", day]).contains("[x]  Bridge"));

    let worse = coach("3");
    assert_eq!(worse.status.code(), Some(2));
    assert!(stderr(&worse).starts_with("error: Pain rose from 1 to 3. Rest, "), "{}", stderr(&worse));
    let again = place.refused(&["coach", "--plan", "--camera", clip, "--no-window"]);
    assert!(again.starts_with("error: Pain rose from 1 to 3."), "the mark is kept: {again}");
    let listed = place.done(&["sessions", "list"]);
    assert_eq!(listed.lines().count(), 3, "{listed}");
    let shown = place.done(&["sessions", "show", "last"]);
    assert!(shown.contains("3"), "{shown}");
    place.done(&["sessions", "report", "last", "--output", "stopped.html"]);
    place.done(&["plan", "resume"]);
    assert_eq!(coach("3").status.code(), Some(0), "the person has gone on");
}

#[test]
fn a_live_session_that_cannot_be_kept_goes_on_and_is_shown_at_its_end() {
    let place = Place::with_models();
    let file = place.file("history");
    fs::write(&file, "no folder").expect("written");
    let clip = concat!(env!("CARGO_MANIFEST_DIR"), "/data/clips/bridge_mixed.mp4");
    let coached = place.run(&["coach", "bridge", "--camera", clip, "--every-frame", "--no-window", "--mute"]);
    assert_eq!(coached.status.code(), Some(0), "{}", stderr(&coached));
    assert!(
        stderr(&coached).contains("note: the session goes on and is not kept: cannot use "),
        "{}",
        stderr(&coached)
    );
    assert!(stderr(&coached).contains("note: the session is not in the history; this is what was done\n"));
    let shown = String::from_utf8_lossy(&coached.stdout).into_owned();
    assert!(shown.contains("  Done       2 good of 3 repetitions, 3 attempts\n"), "{shown}");
    // Nobody can be asked where its report shall go.
    let kept: Vec<PathBuf> = fs::read_dir(place.path())
        .expect("a folder")
        .map(|entry| entry.expect("listed").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
        .collect();
    let [report] = &kept[..] else { panic!("one report, not {kept:?}") };
    let name = report.file_name().and_then(|name| name.to_str()).expect("UTF-8");
    assert!(stderr(&coached).contains(&format!("note: its report is ./{name}\n")), "{}", stderr(&coached));
    let page = fs::read_to_string(report).expect("written");
    assert!(page.contains("2 of 3 repetitions good.") && !page.contains("session 1"), "{page}");
}

#[test]
fn a_session_is_reported_in_every_format() {
    let place = Place::new();
    place.save("bridge-side", "bridge", 0);
    let named = place.done(&["sessions", "report", "last", "--name", "A. <Person>"]);
    assert!(named.contains("A. &lt;Person&gt; · "), "{named}");
    let page = place.done(&["sessions", "report", "last"]);
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("1 March 2026, 11:59"), "{page}");
    let figures = page.matches("aria-label=\"Bridge: stick figures of start, raised.\"").count();
    assert_eq!(figures, 1, "the figure of the exercise stands with its first set");
    let json: Value =
        serde_json::from_str(&place.done(&["sessions", "report", "1", "--format", "json"])).expect("JSON");
    assert_eq!((&json["format"], &json["id"]), (&"holdfast/session".into(), &"1".into()));
    let set = &json["sets"][0];
    assert_eq!(set["analysis"]["repetitions"]["good"], 2);
    assert_eq!(set["curves"][0]["measure"], "hip_angle_signed");
    assert!(set["curves"][0]["values"].as_array().expect("values").len() > 150);
    let table = place.done(&["sessions", "report", "1", "--format", "csv"]);
    assert_eq!(table.lines().count(), 3);
    let pdf = place.file("monday.pdf");
    place.done(&["sessions", "report", "1", "--output", pdf.to_str().expect("UTF-8")]);
    assert!(fs::read(pdf).expect("written").starts_with(b"%PDF-"));
}

#[test]
fn a_session_goes_to_other_programs() {
    let place = Place::new();
    place.save("bridge-side", "bridge", 0);
    let trc = place.done(&["sessions", "export", "last"]);
    assert!(trc.starts_with("PathFileType\t4\t(X/Y/Z)\t") && trc.lines().count() > 250);
    let mot = place.done(&["sessions", "export", "1", "--format", "mot"]);
    assert!(mot.starts_with("Coordinates\nversion=1\n") && mot.contains("\thip_angle_signed"));
    let bundle: Value =
        serde_json::from_str(&place.done(&["sessions", "export", "1", "--format", "fhir"])).expect("JSON");
    assert_eq!(
        (&bundle["resourceType"], bundle["entry"].as_array().expect("entries").len()),
        (&"Bundle".into(), 3)
    );
}

#[test]
fn what_cannot_be_written_is_said_before_anything_is_done() {
    let place = Place::new();
    let why = "error: a pdf cannot be shown in a terminal: add --output FILE.pdf\n";
    assert_eq!(place.refused(&["sessions", "report", "last", "--format", "pdf"]), why);
    assert_eq!(place.refused(&["check", "any.mp4", "--exercise", "bridge", "--format", "pdf"]), why);
    assert_eq!(
        place.refused(&["check", "a.mp4", "b.mp4", "--exercise", "bridge", "--format", "trc"]),
        "error: a trc file holds one recording: name a folder, as in --output trc/\n"
    );
    assert_eq!(
        place.refused(&["sessions", "report", "last"]),
        "error: there is no session yet: `holdfast coach` keeps one\n"
    );
}
