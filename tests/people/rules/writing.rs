//! From a demonstration to a rules file that judges: the commands, and the tutorial's own file.

use std::fs;

use serde_json::Value;

use crate::place::{Place, stderr, stdout};
use crate::support::root;

impl Place {
    /// Writes the rules that the tutorial ends with.
    fn tutorial_rules(&self) {
        fs::create_dir(self.file("my-exercises")).expect("a folder");
        self.write("my-exercises/bird-dog.toml", &tutorial_rules());
    }
}

fn tutorial_rules() -> String {
    let tutorial = fs::read_to_string(root().join("docs/TUTORIAL.md")).expect("the tutorial");
    let (_, block) = tutorial.split_once("cat > my-exercises/bird-dog.toml <<'END'\n").expect("the block");
    block.split_once("END\n").expect("its end").0.to_string()
}

fn verdicts(report: &Value) -> Vec<(String, String, Vec<String>)> {
    let attempts = report["excursions"].as_array().expect("a list");
    let word = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let faults = |attempt: &Value| attempt["faults"].as_array().expect("a list").iter().map(word).collect();
    attempts
        .iter()
        .map(|attempt| (word(&attempt["side"]), word(&attempt["verdict"]), faults(attempt)))
        .collect()
}

#[test]
fn the_tutorials_rules_are_sound_and_find_what_the_clip_shows() {
    let place = Place::new();
    place.tutorial_rules();
    let checked = place.run(&["exercises", "check", "my-exercises/bird-dog.toml"]);
    assert_eq!(stdout(&checked), "my-exercises/bird-dog.toml: no mistakes\n");
    assert_eq!(stderr(&checked), "");
    let recording = place.recording("bird-dog-mixed");
    let report = place.done(&[
        "check",
        &recording,
        "--exercise",
        "bird-dog",
        "--rules",
        "my-exercises",
        "--format",
        "json",
        "--quiet",
    ]);
    let expected = |side: &str, verdict: &str, faults: &[&str]| {
        (side.to_string(), verdict.to_string(), faults.iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    assert_eq!(
        verdicts(&serde_json::from_str(&report).expect("JSON")),
        [
            expected("left", "good", &[]),
            expected("right", "good", &[]),
            expected("left", "faulty", &["hold-short"]),
            expected("right", "partial", &["leg-low"]),
        ]
    );
}

#[test]
fn a_demonstration_becomes_rules_that_count_it() {
    for (recording, expected) in
        [("bird-dog-good", 2), ("bridge-side", 2), ("cat-cow-side", 2), ("rotation-head-end", 2)]
    {
        let place = Place::new();
        let file = place.recording(recording);
        let output = place.run(&["exercises", "record", "shown", &file, "--output", "shown.toml"]);
        assert_eq!(output.status.code(), Some(0), "{recording}: {}", stderr(&output));
        let counts =
            format!("{expected} attempts seen; the proposed rules count {expected}, {expected} of them good");
        assert!(stderr(&output).contains(&counts), "{recording}: {}", stderr(&output));

        let checked = place.run(&["exercises", "check", "shown.toml"]);
        assert_eq!(checked.status.code(), Some(0), "{recording}: {}", stderr(&checked));
        assert!(stderr(&checked).contains("still has the proposal's text"), "{recording}");
    }
}

#[test]
fn a_proposal_never_replaces_what_a_person_wrote() {
    let place = Place::new();
    let file = place.recording("bird-dog-good");
    place.write("mine.toml", "# my own words\n");
    let refused = place.run(&["exercises", "record", "bird-dog", &file, "--output", "mine.toml"]);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(
        stderr(&refused),
        "error: mine.toml is there already: name another file, or add --force to replace it\n"
    );
    assert_eq!(fs::read_to_string(place.file("mine.toml")).expect("there"), "# my own words\n");
    let named = place.run(&["exercises", "record", "Bird Dog", &file]);
    assert_eq!(
        stderr(&named),
        "error: `Bird Dog` cannot name an exercise: write lower-case words with dashes between, such as `bird-dog`\n"
    );
}

#[test]
fn a_changed_limit_shows_what_it_changes() {
    let place = Place::new();
    place.tutorial_rules();
    let recording = place.recording("bird-dog-mixed");
    let lower =
        tutorial_rules().replace("target = 160", "target = 145").replace("release = 154", "release = 139");
    place.write("lower.toml", &lower);
    let arguments = ["exercises", "try", "lower.toml", &recording, "--rules", "my-exercises"];
    let shown = place.done(&arguments);
    let line = shown.lines().find(|line| line.contains("(leg-low)")).expect("the attempt that changes");
    assert!(
        line.starts_with("  0:29.") && line.contains("right       partial (leg-low) -> good, held 6."),
        "{shown}"
    );
    assert!(shown.starts_with("bird-dog: my-exercises/bird-dog.toml -> lower.toml\n"), "{shown}");

    let same = place.done(&["exercises", "try", "my-exercises/bird-dog.toml", &recording]);
    assert!(same.starts_with("bird-dog: no rules yet -> my-exercises/bird-dog.toml\n"), "{same}");
    let json = place.done(&[&arguments[..], &["--format", "json"]].concat());
    let trial: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((&trial["format"], &trial["version"]), (&"holdfast/rules-trial".into(), &1.into()));
    let last =
        trial["recordings"][0]["attempts"].as_array().and_then(|all| all.last()).expect("attempts").clone();
    assert_eq!((&last["changes"], &last["after"]["verdict"]), (&true.into(), &"good".into()));

    let some =
        place.run(&["exercises", "try", "lower.toml", &recording, "gone.json", "--rules", "my-exercises"]);
    assert_eq!(some.status.code(), Some(1));
    assert!(stderr(&some).starts_with("error: cannot use the landmark recording gone.json: "));
    assert!(stdout(&some).contains("(leg-low)"));
}

#[test]
fn a_figure_is_drawn_beside_the_rules_and_becomes_a_picture() {
    let place = Place::new();
    place.tutorial_rules();
    let recording = place.recording("bird-dog-good");
    let show = ["exercises", "show", "bird-dog", "--rules", "my-exercises", "--figure", "bird-dog.svg"];
    let refused = place.run(&show);
    assert_eq!(
        stderr(&refused),
        "error: `bird-dog` has no figure: draw one with `holdfast exercises figure bird-dog VIDEO`, from a video of \
         it done well\n"
    );

    let drawn = place.run(&["exercises", "figure", "bird-dog", &recording, "--rules", "my-exercises"]);
    let told = stderr(&drawn);
    assert!(told.contains("note: the figure of bird-dog is my-exercises/bird-dog.figure.json; "), "{told}");
    assert_eq!(place.done(&show), "");
    let svg = fs::read_to_string(place.file("bird-dog.svg")).expect("written");
    for part in
        ["<svg xmlns=\"http://www.w3.org/2000/svg\"", ">Start</text>", ">Left side</text>", "line good"]
    {
        assert!(svg.contains(part), "{part} is missing in {svg}");
    }
    assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");

    place.write("my-exercises/bird-dog.figure.json", "{}");
    let refused = place.run(&show);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("is not a figure of this program"), "{}", stderr(&refused));
    let told = place.done(&["exercises", "show", "bird-dog", "--rules", "my-exercises"]);
    assert!(told.contains("1. Kneel on hands and knees"), "{told}");
}

#[test]
fn every_exercise_has_a_picture() {
    let place = Place::new();
    let list = place.done(&["exercises", "list"]);
    let ids: Vec<&str> = list.lines().skip(1).filter_map(|line| line.split_whitespace().next()).collect();
    assert!(ids.len() >= 9, "{list}");
    for id in ids {
        place.done(&["exercises", "show", id, "--figure", "it.svg"]);
        let svg = fs::read_to_string(place.file("it.svg")).expect("written");
        // Two legs, two arms and an arrow, in the start and in a target.
        assert!(svg.matches("class=\"line left\"").count() >= 14, "{id}");
        assert!(svg.contains("class=\"line good\""), "{id} has no arrow");
    }
}

#[test]
fn nothing_can_be_learned_from_a_body_at_rest() {
    let place = Place::new();
    let file = place.recording("bridge-side");
    let mut recording: Value =
        serde_json::from_str(&fs::read_to_string(place.file(&file)).expect("there")).expect("JSON");
    let frames = recording["frames"].as_array_mut().expect("frames");
    frames.truncate(15);
    place.write("rest.json", &recording.to_string());
    let refused = place.run(&["exercises", "record", "rest", "rest.json"]);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(
        stderr(&refused),
        "error: no movement out of the start position and back is seen in rest.json: go the whole way, with the \
         side of the body that moves in sight\n"
    );
    assert_eq!(stdout(&refused), "");
}
