//! From video files to verdicts, with the real model, against what the figures in the clips truly do.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use holdfast::source;
use serde::Deserialize;
use serde_json::Value;

const CLIPS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/clips");

/// What a hold may differ by from the range of right answers, in seconds.
const HOLD_SLACK_SECS: f64 = 0.3;

/// What the beginning and the end of an attempt may differ by, in seconds: the movement is eased, its
/// first and last part are smaller than the model's noise, and a short rest may count with what follows.
const EDGE_SLACK_SECS: f64 = 1.3;

#[derive(Deserialize)]
struct Truth {
    exercise: String,
    view: String,
    fps: f64,
    frames: u64,
    attempts: Vec<Attempt>,
    values: Vec<f64>,
}

#[derive(Deserialize)]
struct Attempt {
    phase: Option<String>,
    side: Option<String>,
    start: f64,
    end: f64,
    faults: Vec<String>,
}

impl Truth {
    fn of(clip: &str) -> Self {
        let text = fs::read(format!("{CLIPS}/{clip}.truth.json")).expect("the clip's truth");
        serde_json::from_slice(&text).expect("a truth file")
    }

    /// The shortest and the longest time that an attempt may be said to be held: near the peak of
    /// the true measure. How near is the rules' choice.
    fn hold_secs(&self, attempt: &Attempt) -> (f64, f64) {
        let frame = |secs: f64| (secs * self.fps).round() as usize;
        let values = &self.values[frame(attempt.start)..=frame(attempt.end)];
        let rest = (values[0] + values[values.len() - 1]) / 2.0;
        let ways: Vec<f64> = values.iter().map(|value| (value - rest).abs()).collect();
        let peak = ways.iter().copied().fold(0.0, f64::max);
        let secs_above = |way: f64| ways.iter().filter(|other| **other >= way).count() as f64 / self.fps;
        (secs_above(0.9 * peak), secs_above(0.65 * peak))
    }
}

fn clip(name: &str) -> PathBuf {
    Path::new(CLIPS).join(format!("{name}.mp4"))
}

fn check(input: &Path, exercise: &str, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_holdfast"))
        .arg("check")
        .arg(input)
        .args(["--exercise", exercise, "--format", "json"])
        .args(more)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("HOLDFAST_MODELS")
        .output()
        .expect("it runs")
}

fn judged(input: &Path, exercise: &str, more: &[&str]) -> Value {
    let output = check(input, exercise, more);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Compares the verdicts on a clip with its truth; `faults` are the ids that are expected besides
/// those that were acted, for every attempt.
fn agrees(name: &str, found: &Value, good: usize, faults: &[&str]) {
    let truth = Truth::of(name);
    assert_eq!(found["exercise"], truth.exercise.as_str(), "{name}");
    assert_eq!(found["source"]["frames"], truth.frames, "{name}");
    assert_eq!(found["view"], truth.view.as_str(), "{name}");
    assert_eq!(found["repetitions"]["good"], good, "{name}");
    let excursions = found["excursions"].as_array().expect("a list");
    assert_eq!(excursions.len(), truth.attempts.len(), "{name}: {excursions:?}");
    for (found, attempt) in excursions.iter().zip(&truth.attempts) {
        let says = format!("{name} at {} s: {found}", attempt.start);
        assert_eq!(found["phase"].as_str(), attempt.phase.as_deref(), "{says}");
        assert_eq!(found["side"].as_str(), attempt.side.as_deref(), "{says}");
        let secs = |field: &str| found[field].as_f64().expect("a number");
        assert!((secs("start") - attempt.start).abs() < EDGE_SLACK_SECS, "{says}");
        assert!((secs("end") - attempt.end).abs() < EDGE_SLACK_SECS, "{says}");
        let expected: Vec<&str> =
            attempt.faults.iter().map(String::as_str).chain(faults.iter().copied()).collect();
        let ids: Vec<&str> =
            found["faults"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        assert_eq!(ids, expected, "{says}");
        let reached = !found["target_reached"].is_null();
        let verdict = if !reached {
            "partial"
        } else if expected.is_empty() {
            "good"
        } else {
            "faulty"
        };
        assert_eq!(found["verdict"], verdict, "{says}");
        if reached {
            let (least, most) = truth.hold_secs(attempt);
            let right = least - HOLD_SLACK_SECS..=most + HOLD_SLACK_SECS;
            assert!(right.contains(&secs("hold_secs")), "{says}: not within {right:?}");
        }
    }
}

#[test]
fn a_mixed_set_of_bridges_is_judged_alike_however_it_is_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str| folder.path().join(name);
    let (landmarks, video) = (file("bridge.landmarks.json"), file("seen.mp4"));
    let (landmarks, video) = (landmarks.to_str().expect("UTF-8"), video.to_str().expect("UTF-8"));
    let clip = clip("bridge_mixed");

    let first = judged(&clip, "bridge", &["--landmarks", landmarks]);
    agrees("bridge_mixed", &first, 2, &[]);
    assert_eq!(first["repetitions"]["total"], 4);
    let faults = first["faults"].as_array().expect("a list");
    assert_eq!(faults.len(), 2);
    assert!(faults[0]["value"].as_f64().expect("degrees") < 160.0, "{}", faults[0]);
    assert_eq!(faults[0]["limit"], 165.0);
    assert_eq!(faults[1]["limit"], 3.0);

    assert_eq!(judged(&clip, "bridge", &["--threads", "1"]), first, "one thread");
    let [in_turn, together] =
        ["1", "2"].map(|jobs| judged(&clip, "bridge", &["--trace", "--threads", "1", "--jobs", jobs]));
    assert_eq!(in_turn, together, "its halves in turn and at the same time");
    assert_eq!(
        judged(&clip, "bridge", &["--threads", "2", "--annotate", video]),
        first,
        "two threads, drawn"
    );
    assert_eq!(judged(Path::new(landmarks), "bridge", &[]), first, "replayed");

    let mut seen = source::open(Path::new(video)).expect("a video");
    assert_eq!(seen.describe().fps, Some(15.0));
    let mut frames = 0;
    while seen.next_frame().expect("it decodes").is_some() {
        frames += 1;
    }
    assert_eq!(frames, 474);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2, "nothing else is left");
}

#[test]
fn cats_and_cows_are_judged_and_are_no_bridges() {
    let found = judged(&clip("cat_cow_good"), "cat-cow", &[]);
    agrees("cat_cow_good", &found, 2, &[]);
    assert_eq!(found["repetitions"]["total"], 2);

    let as_bridge = judged(&clip("cat_cow_good"), "bridge", &[]);
    assert_eq!(as_bridge["excursions"], serde_json::json!([]));
    assert!(as_bridge["coverage"]["reasons"]["other-position"].as_f64() > Some(30.0));
}

#[test]
fn trunk_rotations_are_judged_by_side_and_are_no_bridges() {
    let name = "lower_trunk_rotation_good_head";
    let found = judged(&clip(name), "lower-trunk-rotation", &[]);
    agrees(name, &found, 0, &["hold-short"]);
    assert_eq!(found["repetitions"]["total"], 1);

    assert_eq!(judged(&clip(name), "bridge", &[])["excursions"], serde_json::json!([]));
}

#[test]
fn a_shorter_hold_can_be_asked_for() {
    let name = "lower_trunk_rotation_good_head";
    let found = judged(&clip(name), "lower-trunk-rotation", &["--hold", "4"]);
    agrees(name, &found, 1, &[]);
    assert_eq!(found["prescription"]["hold_secs"], serde_json::json!([4.0, 4.0]));
}
