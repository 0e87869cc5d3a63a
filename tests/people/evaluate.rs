//! Verdicts against the truth of clips.

use std::fs;

use serde_json::{Value, json};

use crate::place::{Place, stderr, stdout};
use crate::support::{root, unpack};

const BEGIN: &str = "<!-- made by `holdfast evaluate`: changes here are lost -->\n";
const END: &str = "<!-- end of what `holdfast evaluate` made -->\n";

fn truth(exercise: &str, body: &str, attempts: &Value) -> String {
    json!({"exercise": exercise, "view": "side", "fps": 15, "body": {"id": body}, "attempts": attempts})
        .to_string()
}

/// Two good bridges, both found; and a cat and a cow, of which the truth has only a cat with bent elbows.
fn with_clips() -> Place {
    let place = Place::new();
    fs::create_dir(place.file("clips")).expect("a folder");
    unpack("bridge-side", &place.file("clips/up.landmarks.json"));
    let bridges = json!([
        {"phase": "raised", "start": 1.9, "target_reached": 2.7, "target_left": 7.7, "end": 8.4},
        {"phase": "raised", "start": 10.2, "target_reached": 11.1, "target_left": 16.1, "end": 16.7},
    ]);
    place.write("clips/up.truth.json", &truth("bridge", "ann", &bridges));
    let packed = root().join("tests/data/cat-cow-side.landmarks.json.gz");
    fs::copy(packed, place.file("clips/curl.landmarks.json.gz")).expect("copied");
    let cats = json!([
        {"phase": "cat", "start": 1.7, "target_reached": 2.5, "target_left": 6.0, "end": 7.6, "faults": ["elbows-bent"]},
    ]);
    place.write("clips/curl.truth.json", &truth("cat-cow", "bob", &cats));
    place
}

fn figures(place: &Place, more: &[&str]) -> Value {
    let written = place.done(&[&["evaluate", "clips", "--format", "json"], more].concat());
    serde_json::from_str(&written).expect("JSON")
}

#[test]
fn verdicts_are_compared_with_the_truth() {
    let place = with_clips();
    let written = figures(&place, &[]);
    assert_eq!((&written["format"], &written["version"]), (&json!("holdfast/evaluation"), &json!(1)));
    let rows = written["figures"].as_array().expect("rows");
    let name = |row: &Value| format!("{} {}", row["exercise"], row["view"]);
    let names: Vec<String> = rows.iter().map(name).collect();
    let expected = [r#""bridge" "side""#, r#""cat-cow" "side""#, r#"null "side""#, "null null"];
    assert_eq!(names, expected);
    let (bridge, cat, all) = (&rows[0], &rows[1], &rows[3]);
    let counts = |row: &Value| -> Vec<u64> {
        let keys = ["expected", "found", "matched", "wrong_counts", "good_that_was_not", "good_for_nothing"];
        keys.iter().map(|key| row["attempts"][key].as_u64().expect("a number")).collect()
    };
    assert_eq!(counts(bridge), [2, 2, 2, 0, 0, 0]);
    assert_eq!(counts(cat), [1, 2, 1, 1, 2, 1]);
    assert_eq!(counts(all), [3, 4, 3, 1, 2, 1]);
    assert_eq!(all["attempts"]["precision"], json!({"value": 0.75, "interval": [0.5, 1.0]}));
    assert_eq!(bridge["attempts"]["precision"], json!({"value": 1.0, "interval": null}));
    assert_eq!(cat["faults"]["by_id"]["elbows-bent"]["missed"], 1);
    assert_eq!(cat["faults"]["recall"]["value"], 0.0);
    assert_eq!(bridge["holds"]["compared"], 2);
    let off = bridge["holds"]["mean_error_secs"]["value"].as_f64().expect("seconds");
    assert!(off < 0.2, "{off}");
    assert_eq!(written["clips"][0]["clip"], "curl");
}

#[test]
fn the_tables_are_for_people() {
    let place = with_clips();
    let output = place.run(&["evaluate", "clips"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(
        stderr(&output),
        "note: (1/2) curl: 1 of 1 attempts found, 1 false, from its landmark recording\n\
         note: (2/2) up: 2 of 2 attempts found, 0 false, from its landmark recording\n"
    );
    let said = stdout(&output);
    assert!(said.starts_with("2 clips of 2 bodies: 2 rendered, 0 filmed.\n"), "{said}");
    for line in [
        "EXERCISE  VIEW  CLIPS  BODIES  FOUND   RECALL              FALSE  PRECISION         WRONG COUNTS  GOOD AND WAS NOT",
        "bridge    side  1      1       2 of 2  100 %               0      100 %             0             0",
        "all       all   2      2       3 of 3  100 % (100 to 100)  1      75 % (50 to 100)  1             2 (1 for nothing)",
    ] {
        assert!(said.lines().any(|found| found == line), "{line}\nin\n{said}");
    }
}

#[test]
fn a_document_keeps_what_stands_around_the_tables() {
    let place = with_clips();
    place.write("notes.md", &format!("# Notes\n\n{BEGIN}stale\n{END}\nThe end.\n"));
    for _ in 0..2 {
        place.done(&["evaluate", "clips", "--output", "notes.md", "--quiet"]);
        let text = fs::read_to_string(place.file("notes.md")).expect("there");
        assert!(text.starts_with(&format!("# Notes\n\n{BEGIN}\n2 clips of 2 bodies")), "{text}");
        assert!(text.ends_with(&format!("|\n\n{END}\nThe end.\n")), "{text}");
        assert!(text.contains("\n| all | all | 2 | 2 | 3 of 3 |") && !text.contains("stale"), "{text}");
    }
    place.write("other.md", "# Other\n");
    assert_eq!(
        place.refused(&["evaluate", "clips", "--output", "other.md"]),
        format!(
            "error: other.md has no place for the tables: put these two lines where they belong, or name another \
             file\n{BEGIN}{END}"
        )
    );
}

#[test]
fn what_was_compared_is_not_judged_again() {
    let place = with_clips();
    let first = figures(&place, &["--resume", "clips.jsonl"]);
    let kept = fs::read_to_string(place.file("clips.jsonl")).expect("there");
    assert_eq!(kept.lines().count(), 2);
    // A killed run leaves half a line.
    place.write("clips.jsonl", &kept[..kept.len() - 9]);
    let output = place.run(&["evaluate", "clips", "--format", "json", "--resume", "clips.jsonl"]);
    let said = stderr(&output);
    assert!(said.starts_with("note: clips.jsonl: its last line is not whole and is left out\n"), "{said}");
    assert!(said.contains("curl: 1 of 1 attempts found, 1 false, as it was kept\n"), "{said}");
    assert!(said.contains("up: 2 of 2 attempts found, 0 false, from its landmark recording\n"), "{said}");
    assert_eq!(serde_json::from_str::<Value>(&stdout(&output)).expect("JSON"), first);
    assert_eq!(fs::read_to_string(place.file("clips.jsonl")).expect("there"), kept);
    // Another truth is another comparison.
    place.write("clips/up.truth.json", &truth("bridge", "ann", &json!([])));
    let changed = figures(&place, &["--resume", "clips.jsonl"]);
    assert_eq!(changed["figures"][0]["attempts"]["expected"], 0);
    place.write("other.jsonl", "{}\n");
    assert_eq!(
        place.refused(&["evaluate", "clips", "--resume", "other.jsonl"]),
        "error: other.jsonl: line 1 is no result of `holdfast evaluate`: name another file with --resume\n"
    );
}

#[test]
fn what_cannot_be_compared_is_told_and_the_others_are_compared() {
    let place = with_clips();
    for name in ["alone", "broken", "strange"] {
        fs::copy(place.file("clips/up.landmarks.json"), place.file(&format!("clips/{name}.landmarks.json")))
            .expect("copied");
    }
    place.write("clips/broken.truth.json", "{\"reps\": 1");
    place.write("clips/strange.truth.json", &truth("brigde", "ann", &json!([])));
    let output = place.run(&["evaluate", "clips", "--quiet"]);
    assert_eq!(output.status.code(), Some(1));
    let said = stderr(&output);
    for part in [
        "error: clips/alone.landmarks.json has no truth beside it: write alone.truth.json (docs/ACCURACY.md says what \
         it holds), or move the clip to another folder\n",
        "error: clips/broken.truth.json is no truth of a clip (EOF while parsing an object at line 1 column 10): \
         docs/ACCURACY.md says what one holds\n",
        "error: clips/strange.truth.json: there is no exercise `brigde`; did you mean `bridge`?\n",
        "\nname the folder with rules of your own with --rules\n",
    ] {
        assert!(said.contains(part), "{part}\nin\n{said}");
    }
    let shown = stdout(&output);
    assert!(shown.contains("3 clips could not be compared and are not in the tables.\n"), "{shown}");
}

#[test]
fn folders_without_clips_and_files_of_clips_are_refused() {
    let place = with_clips();
    assert_eq!(
        place.refused(&["evaluate", "nowhere"]),
        "error: there is no folder nowhere: name the folder of the clips\n"
    );
    fs::create_dir(place.file("empty")).expect("a folder");
    assert_eq!(
        place.refused(&["evaluate", "empty"]),
        "error: there are no clips in empty: a clip is a video or NAME.landmarks.json, with its truth NAME.truth.json \
         or NAME.json beside it\n"
    );
    for option in ["--output", "--resume"] {
        assert_eq!(
            place.refused(&["evaluate", "clips", option, "clips/up.truth.json"]),
            format!(
                "error: {option} clips/up.truth.json is a file of a clip and would be overwritten: name another\n"
            )
        );
    }
    place.write("clips/film.mp4", "");
    place.write("clips/film.truth.json", &truth("bridge", "ann", &json!([])));
    let said = place.refused(&["evaluate", "clips"]);
    assert!(said.starts_with("error: no models.toml in "), "{said}");
}
