//! From a demonstration to a rules file that judges: the commands, and the tutorial's own file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use flate2::read::GzDecoder;
use serde_json::Value;

/// A folder with what a writer of rules has, and nothing else.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Place(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Unpacks a landmark recording of `tests/data`.
    fn recording(&self, name: &str) -> String {
        let packed = root().join(format!("tests/data/{name}.landmarks.json.gz"));
        let mut plain = fs::File::create(self.path(&format!("{name}.json"))).expect("a file");
        let mut unpacked = GzDecoder::new(fs::File::open(packed).expect("the recording"));
        std::io::copy(&mut unpacked, &mut plain).expect("unpacked");
        format!("{name}.json")
    }

    /// Writes the rules that the tutorial ends with.
    fn tutorial_rules(&self) {
        fs::create_dir(self.path("my-exercises")).expect("a folder");
        fs::write(self.path("my-exercises/bird-dog.toml"), tutorial_rules()).expect("written");
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_holdfast"))
            .args(arguments)
            .current_dir(self.0.path())
            .env("HOME", self.0.path())
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("XDG_DATA_HOME")
            .env("HOLDFAST_MODELS", self.path("no-models"))
            .output()
            .expect("it runs")
    }

    fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
        text(&output.stdout)
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
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
    assert_eq!(text(&checked.stdout), "my-exercises/bird-dog.toml: no mistakes\n");
    assert_eq!(text(&checked.stderr), "");
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
        assert_eq!(output.status.code(), Some(0), "{recording}: {}", text(&output.stderr));
        let counts =
            format!("{expected} attempts seen; the proposed rules count {expected}, {expected} of them good");
        assert!(text(&output.stderr).contains(&counts), "{recording}: {}", text(&output.stderr));

        let checked = place.run(&["exercises", "check", "shown.toml"]);
        assert_eq!(checked.status.code(), Some(0), "{recording}: {}", text(&checked.stderr));
        assert!(text(&checked.stderr).contains("still has the proposal's text"), "{recording}");
    }
}

#[test]
fn a_proposal_never_replaces_what_a_person_wrote() {
    let place = Place::new();
    let file = place.recording("bird-dog-good");
    fs::write(place.path("mine.toml"), "# my own words\n").expect("written");
    let refused = place.run(&["exercises", "record", "bird-dog", &file, "--output", "mine.toml"]);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(
        text(&refused.stderr),
        "error: mine.toml is there already: name another file, or add --force to replace it\n"
    );
    assert_eq!(fs::read_to_string(place.path("mine.toml")).expect("there"), "# my own words\n");
    let named = place.run(&["exercises", "record", "Bird Dog", &file]);
    assert_eq!(
        text(&named.stderr),
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
    fs::write(place.path("lower.toml"), lower).expect("written");
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
    assert!(text(&some.stderr).starts_with("error: cannot use the landmark recording gone.json: "));
    assert!(text(&some.stdout).contains("(leg-low)"));
}

#[test]
fn a_figure_is_drawn_beside_the_rules_and_shown() {
    let place = Place::new();
    place.tutorial_rules();
    let recording = place.recording("bird-dog-good");
    let drawn = place.done(&["exercises", "figure", "bird-dog", &recording, "--rules", "my-exercises"]);
    let is_braille = |letter: char| ('\u{2801}'..='\u{28ff}').contains(&letter);
    assert!(drawn.chars().filter(|letter| is_braille(*letter)).count() > 60, "{drawn}");
    assert!(drawn.lines().last().is_some_and(|line| line.contains("Start") && line.contains("Left side")));
    let shown = place.done(&["exercises", "show", "bird-dog", "--rules", "my-exercises"]);
    assert!(shown.contains(drawn.trim_end()), "{shown}");

    fs::write(place.path("my-exercises/bird-dog.figure.json"), "{}").expect("written");
    let shown = place.run(&["exercises", "show", "bird-dog", "--rules", "my-exercises"]);
    assert_eq!(shown.status.code(), Some(0));
    assert!(text(&shown.stderr).contains("is no figure of this program"), "{}", text(&shown.stderr));
    assert!(text(&shown.stdout).contains("1. Kneel on hands and knees"));
}

#[test]
fn nothing_can_be_learned_from_a_body_at_rest() {
    let place = Place::new();
    let file = place.recording("bridge-side");
    let mut recording: Value =
        serde_json::from_str(&fs::read_to_string(place.path(&file)).expect("there")).expect("JSON");
    let frames = recording["frames"].as_array_mut().expect("frames");
    frames.truncate(15);
    fs::write(place.path("rest.json"), recording.to_string()).expect("written");
    let refused = place.run(&["exercises", "record", "rest", "rest.json"]);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(
        text(&refused.stderr),
        "error: no movement out of the start position and back is seen in rest.json: go the whole way, with the \
         side of the body that moves in sight\n"
    );
    assert_eq!(text(&refused.stdout), "");
}
