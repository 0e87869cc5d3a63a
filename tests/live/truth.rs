//! Coached live, a recording gives what judging it gives, and the person is told the same.

use std::path::Path;

use assert_cmd::Command;
use holdfast::motion::{Interval, Verdict};
use holdfast::store::Store;
use serde_json::Value;

/// What a hold may differ by, in seconds.
const HOLD_SLACK_SECS: f64 = 0.15;

/// What the end of an attempt may differ by, in seconds.
const END_SLACK_SECS: f64 = 0.15;

/// What its beginning may differ by live, in seconds: a back that settles lower than it began seems to move before it
/// does, which a recording as a whole shows.
const LIVE_START_SLACK_SECS: f64 = 1.5;

/// What the beginning and the end of an attempt may differ by from the truth in a recording, in seconds: a movement
/// counts from a tenth of its way on.
const TRUTH_SLACK_SECS: f64 = 0.8;

fn holdfast(folder: &Path, arguments: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_holdfast"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("HOME", folder)
        .env("LC_ALL", "C")
        .env_remove("XDG_CONFIG_HOME")
        .env_remove("HOLDFAST_MODELS")
        .output()
        .expect("it runs");
    assert_eq!(run.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("UTF-8")
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Good => "good",
        Verdict::Faulty => "faulty",
        Verdict::Partial => "partial",
        Verdict::Unjudged => "unjudged",
    }
}

fn the_same_live(clip: &str, exercise: &str) {
    let clip = format!("data/clips/{clip}.mp4");
    let folder = tempfile::tempdir().expect("a folder");
    let checked = holdfast(folder.path(), &["check", &clip, "--exercise", exercise, "--format", "json"]);
    let checked: Value = serde_json::from_str(&checked).expect("JSON");
    let data = folder.path().join("history");
    let camera = ["coach", exercise, "--camera", &clip, "--every-frame"];
    let alone =
        ["--repetitions", "any", "--no-window", "--mute", "--data-dir", data.to_str().expect("UTF-8")];
    let said = holdfast(folder.path(), &[&camera[..], &alone].concat());

    let session = Store::open(&data).expect("a history").session(1).expect("it is kept");
    assert_eq!(session.sets.len(), 1);
    let kept = &session.sets[0];
    let set = &kept.result;
    let truth = std::fs::read_to_string(clip.replace(".mp4", ".truth.json")).expect("the truth of the clip");
    let truth: Value = serde_json::from_str(&truth).expect("JSON");
    let truths = truth["attempts"].as_array().expect("attempts");
    let expected = checked["excursions"].as_array().expect("a list");
    assert_eq!(set.attempts.len(), expected.len(), "{clip}: attempts");
    assert!(!expected.is_empty());
    // The session's clock begins with the recording's first frame.
    for (live, checked) in set.attempts.iter().zip(expected) {
        let secs = |key: &str| checked[key].as_f64().unwrap_or(f64::NAN);
        assert_eq!(word(live.verdict), checked["verdict"], "{clip}: {checked}");
        assert!((live.hold_secs - secs("hold_secs")).abs() <= HOLD_SLACK_SECS, "{clip}: {live:?} {checked}");
        let near = |a: f64, b: f64, slack: f64| (a - b).abs() <= slack;
        let Interval { start_secs, end_secs } = live.interval;
        assert!(near(start_secs, secs("start"), LIVE_START_SLACK_SECS), "{clip}: {live:?} {checked}");
        assert!(near(end_secs, secs("end"), END_SLACK_SECS), "{clip}: {live:?} {checked}");
        let is_true = |truth: &Value| {
            let at = |key: &str| truth[key].as_f64().unwrap_or(f64::NAN);
            near(at("start"), secs("start"), TRUTH_SLACK_SECS)
                && near(at("end"), secs("end"), TRUTH_SLACK_SECS)
        };
        assert!(truths.iter().any(is_true), "{clip}: {checked} is none of {truths:?}");
        let faults: Vec<&str> =
            live.faults.iter().map(|fault| kept.exercise.rule(fault.rule).id.as_str()).collect();
        assert_eq!(Value::from(faults), checked["faults"], "{clip}");
    }
    let count = |key: &str| checked["repetitions"][key].as_u64().expect("a number");
    let (total, good) = (count("total"), count("good"));
    assert_eq!((u64::from(set.repetitions.total), u64::from(set.repetitions.good)), (total, good), "{clip}");
    // What the person is told at the end, by voice and in the summary.
    let repetitions = if total == 1 { "repetition" } else { "repetitions" };
    let summary = format!("set 1: {good} of {total} {repetitions} good");
    assert!(said.contains(&summary), "{said}");
    match good {
        // What was not good is no news at the end.
        0 => assert!(!said.contains("good repetition"), "{said}"),
        1 => assert!(said.contains(&format!("One good repetition of {total}.")), "{said}"),
        good => assert!(said.contains(&format!("{good} good repetitions of {total}.")), "{said}"),
    }
}

#[test]
fn bridges_are_the_same_live() {
    the_same_live("bridge_mixed", "bridge");
}

#[test]
fn cats_and_cows_are_the_same_live() {
    the_same_live("cat_cow_good", "cat-cow");
}

#[test]
fn rotations_are_the_same_live() {
    the_same_live("lower_trunk_rotation_good_head", "lower-trunk-rotation");
}
