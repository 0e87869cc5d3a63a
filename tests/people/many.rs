//! Many recordings at once: folders, results that are kept, lines and tables.

use std::fs;

use serde_json::Value;

use crate::place::{Place, stderr, stdout};
use crate::support::unpack;

/// A folder with two recordings of bridges and one of a cat, another in a folder below, and a broken one.
fn with_recordings() -> Place {
    let place = Place::new();
    fs::create_dir_all(place.file("all/later")).expect("a folder");
    for (name, file) in [
        ("bridge-side", "all/b.landmarks.json"),
        ("bridge-low", "all/c.landmarks.json"),
        ("cat-cow-side", "all/later/a.landmarks.json"),
    ] {
        unpack(name, &place.file(file));
    }
    place.write("all/a.landmarks.json", "{}");
    place.write("all/notes.txt", "not a recording");
    place
}

const BROKEN: &str = "error: all/a.landmarks.json is no landmark recording of this program";

/// What is written about the folder, with exit code 1 for the broken one.
fn judged(place: &Place, more: &[&str]) -> String {
    let output = place.run(&[&["check", "all", "--quiet"], more].concat());
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.starts_with(BROKEN) && said.lines().count() == 1, "{said}");
    stdout(&output)
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON in each line")).collect()
}

#[test]
fn a_folder_gives_a_line_for_each_recording_in_it() {
    let place = with_recordings();
    let text = judged(&place, &["--format", "jsonl"]);
    let lines = lines(&text);
    let told = |line: &Value| format!("{} {} {}", line["path"], line["format"], line["exercise"]);
    assert_eq!(
        lines.iter().map(told).collect::<Vec<_>>(),
        [
            r#""all/a.landmarks.json" "holdfast/unjudged" null"#,
            r#""all/b.landmarks.json" "holdfast/analysis" "bridge""#,
            r#""all/c.landmarks.json" "holdfast/analysis" "bridge""#,
            r#""all/later/a.landmarks.json" "holdfast/analysis" "cat-cow""#,
        ]
    );
    assert!(lines[0]["error"].as_str().expect("why").starts_with("all/a.landmarks.json is no landmark"));
    // But for the path, a line is the report of that recording.
    let mut alone: Value =
        serde_json::from_str(&place.done(&["check", "all/b.landmarks.json", "--format", "json"]))
            .expect("JSON");
    alone["path"] = "all/b.landmarks.json".into();
    assert_eq!(lines[1], alone);
    for jobs in ["1", "2", "7"] {
        assert_eq!(judged(&place, &["--format", "jsonl", "--jobs", jobs]), text, "{jobs} at the same time");
    }
}

#[test]
fn a_table_has_a_row_for_each_recording() {
    let place = with_recordings();
    judged(&place, &["--format", "table", "--output", "all.csv"]);
    let mut table = csv::Reader::from_path(place.file("all.csv")).expect("a table");
    let header = table.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = table.records().map(|row| row.expect("a row")).collect();
    let column = |name: &str| -> Vec<String> {
        let place = header.iter().position(|column| column == name).expect("a column");
        rows.iter().map(|row| row[place].to_owned()).collect()
    };
    assert_eq!(
        column("path"),
        [
            "all/a.landmarks.json",
            "all/b.landmarks.json",
            "all/c.landmarks.json",
            "all/later/a.landmarks.json"
        ]
    );
    assert_eq!(column("exercise"), ["", "bridge", "bridge", "cat-cow"]);
    assert_eq!(column("repetitions"), ["", "2", "2", "1"]);
    assert_eq!(column("repetitions_good"), ["", "2", "0", "1"]);
    assert_eq!(column("fault_ids")[2], "hips-low");
    assert!(column("error")[0].starts_with("all/a.landmarks.json is no landmark recording"));
    assert!(column("error")[1..].iter().all(String::is_empty));
}

#[test]
fn what_was_judged_is_not_judged_again() {
    let place = with_recordings();
    let kept = || fs::read_to_string(place.file("all.jsonl")).expect("there");
    let first = judged(&place, &["--format", "jsonl", "--resume", "all.jsonl", "--jobs", "1"]);
    let whole = kept();
    assert_eq!(lines(&whole), lines(&first)[1..], "the broken one is not kept");
    // A killed run leaves half a line.
    fs::write(place.file("all.jsonl"), &whole[..whole.len() - 9]).expect("written");
    let output = place.run(&["check", "all", "--quiet", "--format", "jsonl", "--resume", "all.jsonl"]);
    let note = "note: all.jsonl: its last line is not whole and is left out\n";
    assert!(stderr(&output).starts_with(note), "{}", stderr(&output));
    assert_eq!(stdout(&output), first);
    assert_eq!(kept(), whole);
    for format in ["text", "csv", "table"] {
        let fresh = judged(&place, &["--format", format, "--resume", "new.jsonl"]);
        assert_eq!(judged(&place, &["--format", format, "--resume", "all.jsonl"]), fresh);
        fs::remove_file(place.file("new.jsonl")).expect("kept");
    }
    assert_eq!(kept(), whole);
}

#[test]
fn what_verdicts_depend_on_makes_them_anew() {
    let place = with_recordings();
    fs::remove_file(place.file("all/a.landmarks.json")).expect("there");
    let count = |more: &[&str]| {
        let command = ["check", "all", "--quiet", "--format", "table", "--resume", "all.jsonl"];
        place.done(&[&command, more].concat());
        fs::read_to_string(place.file("all.jsonl")).expect("there").lines().count()
    };
    assert_eq!(count(&[]), 3);
    assert_eq!(count(&["--jobs", "3"]), 3);
    assert_eq!(count(&["--range", "70"]), 6);
    assert_eq!(count(&["--range", "70"]), 6);
    assert_eq!(count(&["--exercise", "bridge"]), 9);
    unpack("bridge-side", &place.file("all/c.landmarks.json"));
    assert_eq!(count(&[]), 10, "another recording of the same name");
    let rules = fs::read_to_string(crate::support::root().join("data/exercises/bridge.toml")).expect("rules");
    fs::create_dir(place.file("rules")).expect("a folder");
    place.write("rules/bridge.toml", &format!("# mine\n{rules}"));
    assert_eq!(count(&["--exercise", "bridge", "--rules", "rules"]), 13);
}

#[test]
fn a_recording_of_nothing_known_is_not_judged_again_either() {
    let place = Place::new();
    place.recording("bridge-side");
    let file = place.file("bridge-side.json");
    let mut recording: Value =
        serde_json::from_str(&fs::read_to_string(&file).expect("there")).expect("JSON");
    recording["frames"].as_array_mut().expect("frames").truncate(20);
    fs::write(&file, recording.to_string()).expect("written");
    for _ in 0..2 {
        let output = place.run(&[
            "check",
            "bridge-side.json",
            "--resume",
            "kept.jsonl",
            "--format",
            "jsonl",
            "-o",
            "o.jsonl",
        ]);
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output).starts_with("error: no known exercise was recognised in bridge-side.json: "));
        let kept = fs::read_to_string(place.file("kept.jsonl")).expect("there");
        assert_eq!(kept.lines().count(), 1);
        let written = lines(&fs::read_to_string(place.file("o.jsonl")).expect("there"));
        assert_eq!((&written[0]["format"], written.len()), (&"holdfast/unjudged".into(), 1));
    }
}

#[test]
fn what_cannot_be_kept_is_refused() {
    let place = with_recordings();
    place.write("other.jsonl", "{}\n");
    place.write("notes.jsonl", "my notes");
    for (arguments, expected) in [
        (
            &["--resume", "other.jsonl"][..],
            "error: other.jsonl: line 1 is no result of `holdfast check`: name another file with --resume\n",
        ),
        (
            &["--resume", "notes.jsonl"],
            "error: notes.jsonl is no file of results: name another file with --resume\n",
        ),
        (
            &["--resume", "kept.jsonl", "--output", "all.html"],
            "error: --resume keeps verdicts, and html shows movement: choose text, json, jsonl, csv or table\n",
        ),
        (
            &["--resume", "all/b.landmarks.json"],
            "error: all/b.landmarks.json is a recording and would be overwritten: name another file\n",
        ),
        (
            &["--resume", "kept.jsonl", "--output", "kept.jsonl"],
            "error: two results would both be written to kept.jsonl: name another file\n",
        ),
    ] {
        assert_eq!(place.refused(&[&["check", "all"], arguments].concat()), expected);
    }
    assert_eq!(fs::read_to_string(place.file("notes.jsonl")).expect("there"), "my notes");
}
