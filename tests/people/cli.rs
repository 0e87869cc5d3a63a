//! The command line from outside: what it says, where, and its exit codes.

use std::fs;

use crate::place::{Place, stderr, stdout};
use crate::support::foreign::Foreign;

#[test]
fn an_unknown_exercise_is_answered_with_the_nearest() {
    let place = Place::new();
    for arguments in [&["check", "a.mp4", "--exercise", "brigde"][..], &["exercises", "show", "brigde"]] {
        let said = place.refused(arguments);
        assert!(said.starts_with("error: there is no exercise `brigde`; did you mean `bridge`?\nthe exercises are: bridge, cat-cow"), "{said}");
    }
}

#[test]
fn missing_models_are_answered_with_the_command_that_fetches_them() {
    let place = Place::new();
    let folder = place.file("no-models");
    let expected = format!(
        "error: no models.toml in {}: run scripts/setup, or name the folder with --models\n",
        folder.display()
    );
    assert_eq!(place.refused(&["check", "a.mp4", "--exercise", "bridge"]), expected);
    assert_eq!(place.refused(&["models", "list"]), expected);
    assert_eq!(place.refused(&["models", "verify"]), expected);
}

#[test]
fn arguments_that_make_no_sense_are_refused() {
    let place = Place::new();
    place.write("a.mp4", "");
    let check = |more: &[&str]| place.refused(&[&["check", "a.mp4", "--exercise", "bridge"], more].concat());
    assert_eq!(check(&["--trace"]), "error: --trace has no place in text: add --format json\n");
    assert_eq!(
        check(&["--output", "a.mp4"]),
        "error: a.mp4 is a recording and would be overwritten: name another file\n"
    );
    assert_eq!(
        check(&["--output", "same", "--annotate", "same"]),
        "error: two results would both be written to same: name another file\n"
    );
    assert_eq!(
        check(&["b.mp4", "--annotate", "seen.mp4"]),
        "error: --annotate seen.mp4 is one file, and there are 2 recordings: name a folder, as in --annotate seen/\n"
    );
    assert_eq!(
        check(&["folder/a.mov", "--output", "reports/"]),
        "error: a.mp4 and folder/a.mov would both be written to reports/a.txt: rename one, or check them one at a time\n"
    );
    assert_eq!(check(&["--rules", "nowhere"]), "error: there is no folder nowhere: check --rules\n");
    for (arguments, expected) in [
        (
            &["--range", "5"][..],
            "error: invalid value '5' for '--range <PERCENT|own>': expected 30 to 100 percent, or `own`\n",
        ),
        (
            &["--hold", "0"],
            "error: invalid value '0' for '--hold <SECS>': expected seconds above 0 and up to 600\n",
        ),
        (&["--threads", "0"], "error: invalid value '0' for '--threads <N>': 0 is not in 1..=64\n"),
        (&["--format", "jsn"], "error: invalid value 'jsn' for '--format <FORMAT>'\n"),
    ] {
        let said = check(arguments);
        assert!(said.starts_with(expected), "{said}");
    }
    assert!(place.refused(&["check", "--exercise", "bridge"]).contains("<VIDEO>..."));
    assert!(!place.file("reports").exists());
}

#[test]
fn exercises_are_listed_and_explained() {
    let place = Place::new();
    let listed = stdout(&place.run(&["exercises", "list"]));
    assert!(
        listed.lines().any(|line| line.starts_with("bridge ") && line.ends_with(" built-in")),
        "{listed}"
    );
    let shown = stdout(&place.run(&["exercises", "show", "bridge"]));
    for part in [
        "Bridge (bridge)\n\n  1. Lie on your back",
        "Prescribed  hold 3 to 5 s, 2 to 5 repetitions",
        "hips-low",
    ] {
        assert!(shown.contains(part), "{part:?} in {shown}");
    }
    assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
}

#[test]
fn rules_files_are_checked_and_mistakes_located() {
    let place = Place::new();
    let good = include_str!("../../data/exercises/bridge.toml");
    place.write("good.toml", good);
    place.write("bad.toml", &good.replace("severity = \"major\"", "severity = \"mayor\""));
    let output = place.run(&["exercises", "check", "good.toml", "bad.toml", "none.toml"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stdout(&output), "good.toml: no mistakes\n");
    let said = stderr(&output);
    assert!(said.contains("bad.toml:") && said.contains("mayor") && said.contains('^'), "{said}");
    assert!(said.contains("none.toml"), "{said}");
    assert_eq!(place.run(&["exercises", "check", "good.toml"]).status.code(), Some(0));
}

#[test]
fn the_doctor_says_what_to_do() {
    let place = Place::new();
    let output = place.run(&["doctor"]);
    assert_eq!(output.status.code(), Some(1));
    let said = stdout(&output);
    assert!(said.contains("FAIL  pose models"), "{said}");
    assert!(said.ends_with("Recordings cannot be judged until what is marked FAIL is mended.\n"), "{said}");
}

#[test]
fn the_help_names_what_there_is() {
    let place = Place::new();
    let help = stdout(&place.run(&["--help"]));
    for command in ["coach", "check", "sessions", "plan", "exercises", "evaluate", "models", "doctor"] {
        assert!(help.contains(&format!("\n  {command} ")), "{help}");
    }
    assert!(stdout(&place.run(&["check", "--help"])).contains("Examples:\n  holdfast check monday.mp4"));
    assert_eq!(place.run(&["--version"]).status.code(), Some(0));
}

/// A landmark recording in which nobody is seen: it is judged without a pose model.
fn record_nobody(place: &Place, name: &str) {
    use holdfast::motion::PictureSize;
    use holdfast::recording::Recording;
    let recording = Recording {
        source: name.replace(".json", ".mp4"),
        fps: Some(10.0),
        model: ("blazepose-full".to_string(), "ab".repeat(32)),
        picture: PictureSize { width: 640, height: 480 },
        frames: (0..20).map(|i| (f64::from(i) / 10.0, None)).collect(),
        scenes: Vec::new(),
    };
    recording.write(fs::File::create(place.file(name)).expect("a file")).expect("written");
}

#[test]
fn the_exercise_of_each_recording_is_recognised() {
    let place = Place::new();
    place.recording("bridge-side");
    place.recording("cat-cow-side");
    record_nobody(&place, "nobody.json");
    let output =
        place.run(&["check", "bridge-side.json", "nobody.json", "cat-cow-side.json", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let read: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    for (place, id) in ["bridge", "cat-cow"].into_iter().enumerate() {
        assert_eq!(read[place]["exercise"], id);
        assert_eq!(read[place]["recognised"], true);
    }
    assert_eq!(
        stderr(&output),
        "note: bridge-side.json: recognised as Bridge (bridge)\n\
         note: cat-cow-side.json: recognised as Cat and cow (cat-cow)\n\
         error: no known exercise was recognised in nobody.json: nobody was seen; if it is one of `holdfast exercises list`, name it with --exercise\n"
    );
}

#[test]
fn one_recording_gives_an_object_and_several_an_array() {
    let place = Place::new();
    record_nobody(&place, "a.json");
    record_nobody(&place, "b.json");
    let judged = |videos: &[&str]| -> serde_json::Value {
        let output = place.run(&[&["check", "--exercise", "bridge", "--format", "json"], videos].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert_eq!(stderr(&output), "");
        serde_json::from_slice(&output.stdout).expect("JSON")
    };
    let one = judged(&["a.json"]);
    assert_eq!(one["source"]["name"], "a.mp4");
    assert_eq!(one["source"]["frames"], 20);
    assert_eq!(one["source"]["duration_secs"], 2.0);
    assert_eq!(one["coverage"]["person_secs"], 0.0);
    assert_eq!(one["repetitions"]["total"], 0);
    assert_eq!(one["view"], serde_json::Value::Null);
    let both = judged(&["a.json", "b.json"]);
    assert_eq!(both[0], one);
    assert_eq!(both[1]["source"]["name"], "b.mp4");
}

#[test]
fn a_bad_recording_does_not_stop_the_others() {
    let place = Place::new();
    record_nobody(&place, "a.json");
    place.write("bad.json", "{}");
    let output = place.run(&[
        "check",
        "bad.json",
        "a.json",
        "--exercise",
        "bridge",
        "--format",
        "json",
        "-o",
        "all.json",
    ]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    assert!(stderr(&output).starts_with("error: bad.json is no landmark recording"), "{}", stderr(&output));
    let written = fs::read(place.file("all.json")).expect("a report");
    let read: serde_json::Value = serde_json::from_slice(&written).expect("JSON");
    assert_eq!(read.as_array().map(Vec::len), Some(1));
}

#[test]
fn a_report_of_nothing_is_not_written() {
    let place = Place::new();
    place.write("bad.json", "{}");
    place.write("old.txt", "an older report");
    let output = place.run(&["check", "bad.json", "--exercise", "bridge", "--output", "old.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read_to_string(place.file("old.txt")).expect("there"), "an older report");
    assert_eq!(place.names(), ["bad.json", "old.txt"]);
}

#[test]
fn a_folder_gets_a_file_for_each_recording() {
    let place = Place::new();
    record_nobody(&place, "a.landmarks.json");
    record_nobody(&place, "b.json");
    let output = place.run(&[
        "check",
        "a.landmarks.json",
        "b.json",
        "--exercise",
        "bridge",
        "--format",
        "csv",
        "--output",
        "reports/",
        "--landmarks",
        "reports/",
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    for name in ["a.csv", "b.csv", "a.landmarks.json", "b.landmarks.json"] {
        assert!(place.file("reports").join(name).is_file(), "{name}");
    }
    assert_eq!(fs::read_dir(place.file("reports")).expect("a folder").count(), 4);
    let again = fs::read(place.file("reports/a.landmarks.json")).expect("landmarks");
    assert_eq!(again, fs::read(place.file("a.landmarks.json")).expect("landmarks"));
}

#[test]
fn the_ending_of_the_output_says_the_format() {
    let place = Place::new();
    record_nobody(&place, "a.json");
    place.run(&["check", "a.json", "--exercise", "bridge", "--output", "a.csv"]);
    let written = fs::read_to_string(place.file("a.csv")).expect("a report");
    assert!(written.starts_with("source,exercise,attempt,"), "{written}");
}

#[test]
fn an_ending_that_is_no_formats_is_refused_with_those_that_are() {
    let place = Place::new();
    record_nobody(&place, "a.json");
    let sessions =
        "error: nothing is written as .docx: name a file that ends in .html, .pdf, .json, .csv or .txt\n";
    for (arguments, expected) in [
        (&["sessions", "report", "last", "--output", "a.docx"][..], sessions),
        (&["coach", "bridge", "--camera", "a.mp4", "--report", "a.docx"], sessions),
        (
            &["check", "a.json", "--output", "a.docx"],
            "error: nothing is written as .docx: name a file that ends in .txt, .json, .jsonl, .csv, .table.csv, .html, .pdf, .trc, .mot \
             or .fhir.json\n",
        ),
        (
            &["sessions", "export", "last", "--output", "a.docx"],
            "error: nothing is written as .docx: name a file that ends in .trc, .mot or .fhir.json\n",
        ),
        (
            &["sessions", "trends", "--output", "a.docx"],
            "error: nothing is written as .docx: name a file that ends in .html, .pdf, .json or .csv\n",
        ),
    ] {
        assert_eq!(place.refused(arguments), expected, "{arguments:?}");
    }
    assert_eq!(place.names(), ["a.json"]);
}

#[test]
fn what_is_typed_is_looked_at_before_the_camera() {
    let place = Place::new();
    let coach = |more: &[&str]| place.refused(&[&["coach", "--camera", "/dev/video99"], more].concat());
    assert!(coach(&["brige"]).starts_with("error: there is no exercise `brige`; did you mean `bridge`?\n"));
    assert!(coach(&["--plan"]).starts_with("error: Nothing is planned yet. "));
    assert_eq!(
        coach(&["bridge", "--report", "no/today.html"]),
        "error: cannot write no/today.html: there is no folder no; make it first\n"
    );
    assert_eq!(place.names(), [""; 0]);
}

#[test]
fn exercises_are_known_by_their_titles() {
    let place = Place::new();
    let shown = place.done(&["exercises", "show", "cat-cow"]);
    for name in ["Cat and cow", "cat and cow", "CAT-COW", "Katze und Kuh"] {
        assert_eq!(place.done(&["exercises", "show", name]), shown, "{name}");
    }
    place.done(&["plan", "add", "Bridge"]);
    assert!(place.refused(&["plan", "set", "march"]).contains("Lying march is not in the programme"));
    place.done(&["plan", "set", "bridge", "--sets", "2"]);
}

#[test]
fn an_exercise_in_a_commands_place_is_answered_with_the_commands() {
    let place = Place::new();
    assert_eq!(
        place.refused(&["Bridge"]),
        "error: there is no command `bridge`. It is an exercise: `holdfast coach bridge` coaches it, `holdfast check \
         VIDEO --exercise bridge` judges a recording of it\n"
    );
    assert!(place.refused(&["bride"]).starts_with("error: unrecognized subcommand 'bride'"));
}

#[test]
fn places_that_cannot_be_written_are_refused_before_the_work() {
    let place = Place::new();
    record_nobody(&place, "a.json");
    let check =
        |output: &str| place.refused(&["check", "a.json", "--exercise", "bridge", "--output", output]);
    assert_eq!(check("no/a.txt"), "error: cannot write no/a.txt: there is no folder no; make it first\n");
    #[cfg(target_os = "linux")]
    assert_eq!(
        check("/dev/full"),
        "error: cannot write /dev/full: the disk is full: free some space, or name another place\n"
    );
    assert_eq!(place.names(), ["a.json"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_a_closed_pipe_is_not() {
    use std::process::Stdio;
    let place = Place::new();
    record_nobody(&place, "a.json");
    let check = |stdout: Stdio| {
        std::process::Command::new(env!("CARGO_BIN_EXE_holdfast"))
            .args(["check", "a.json", "--exercise", "bridge", "--format", "json", "--trace"])
            .current_dir(place.path())
            .env("HOME", place.path())
            .stdout(stdout)
            .stderr(Stdio::piped())
            .output()
            .expect("it runs")
    };
    let full = check(fs::File::create("/dev/full").expect("a device").into());
    assert_eq!(full.status.code(), Some(2));
    assert!(stderr(&full).starts_with("error: cannot write to standard output: "), "{}", stderr(&full));

    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let closed = check(writer.into());
    assert_eq!(closed.status.code(), Some(0));
    assert_eq!(stderr(&closed), "");
}

#[test]
fn exercises_are_listed_and_explained_in_german() {
    let place = Place::new();
    let german = Foreign::to("de");
    let foreign = |said: &str| german.in_text(said);
    let listed = place.done(&["exercises", "list", "--language", "de"]);
    let without_ids: Vec<&str> = listed.lines().filter_map(|line| Some(line.split_once(' ')?.1)).collect();
    assert_eq!(foreign(&without_ids.join("\n")), Vec::<String>::new(), "{listed}");
    for id in ["bridge", "cat-cow", "march", "levator-stretch"] {
        let shown = place.done(&["exercises", "show", id, "--language", "de"]);
        let said = shown.replace(&format!("({id})"), "").split('`').step_by(2).collect::<String>();
        assert_eq!(foreign(&said), Vec::<String>::new(), "{shown}");
    }
    let shown = place.done(&["exercises", "show", "bridge", "--language", "de"]);
    for part in [
        "Brücke (bridge)\n\n  1. Leg dich auf den Rücken",
        "Verordnet  3 bis 5 s halten, 2 bis 5 Wiederholungen, 1 bis 2 Mal am Tag",
        "Becken zu tief (die Wiederholung zählt nicht als gut): ",
    ] {
        assert!(shown.contains(part), "{part:?} in {shown}");
    }
    place.done(&["exercises", "show", "bridge", "--language", "de", "--figure", "bridge.svg"]);
    let figure = fs::read_to_string(place.file("bridge.svg")).expect("written");
    let texts = figure.split('<').filter_map(|part| Some(part.split_once('>')?.1));
    let words: Vec<&str> = texts.filter(|text| !text.contains('{')).collect();
    assert!(words.contains(&"Gesehen von der Seite"), "{words:?}");
    assert_eq!(foreign(&words.join(" ")), Vec::<String>::new(), "{words:?}");
}
