//! Recordings that do not show all that was done, or not as it was: with the real model.

use std::path::{Path, PathBuf};
use std::process::Command;

use holdfast::frame::SceneReader;
use holdfast::source;
use serde_json::Value;
use tempfile::TempDir;

const CLIPS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/clips");

/// As FFmpeg writes it at a good quality.
const GOOD: &str = "-c:v libx264 -preset ultrafast -crf 20 -an";

/// What FFmpeg makes of the beginning of the bridges.
fn disturbed(folder: &TempDir, secs: &str, filter: &str, encoder: &str) -> PathBuf {
    let to = folder.path().join("disturbed.mp4");
    let status = Command::new("ffmpeg")
        .args(["-v", "error", "-y", "-t", secs, "-i", &format!("{CLIPS}/bridge_mixed.mp4"), "-vf", filter])
        .args(encoder.split(' '))
        .arg(&to)
        .status()
        .expect("FFmpeg runs");
    assert!(status.success());
    to
}

/// The verdicts, and what was told beside them.
fn judged(clip: &Path) -> (Value, String) {
    let output = assert_cmd::Command::new(env!("CARGO_BIN_EXE_holdfast"))
        .args(["check", "--exercise", "bridge", "--format", "json"])
        .arg(clip)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("HOLDFAST_MODELS")
        .output()
        .expect("it runs");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{told}");
    (serde_json::from_slice(&output.stdout).expect("JSON"), told)
}

fn secs(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

#[test]
fn a_second_unseen_in_a_hold_is_unseen_and_the_rest_was_held() {
    let folder = tempfile::tempdir().expect("a folder");
    let hidden = "drawbox=enable='between(t,4,5)':color=gray:t=fill";
    let (analysis, _) = judged(&disturbed(&folder, "9.6", hidden, GOOD));
    let attempts = analysis["excursions"].as_array().expect("a list");
    assert_eq!(attempts.len(), 1, "{attempts:?}");
    assert!((0.9..1.3).contains(&secs(&attempts[0]["unseen_secs"])), "{}", attempts[0]);
    assert!((1.5..3.0).contains(&secs(&attempts[0]["hold_secs"])), "{}", attempts[0]);
    assert_eq!(attempts[0]["verdict"], "unjudged");
}

#[test]
fn a_frozen_picture_earns_no_hold_however_it_is_encoded() {
    let folder = tempfile::tempdir().expect("a folder");
    for encoder in [GOOD, "-c:v libx264 -preset medium -crf 35 -an", "-c:v mpeg4 -q:v 5 -an"] {
        let frozen = "tpad=stop_mode=clone:stop_duration=11";
        let (analysis, _) = judged(&disturbed(&folder, "5", frozen, encoder));
        let attempts = analysis["excursions"].as_array().expect("a list");
        assert_eq!(attempts.len(), 1, "{attempts:?}");
        assert!((1.8..3.0).contains(&secs(&attempts[0]["hold_secs"])), "{encoder}: {}", attempts[0]);
        let still_secs = secs(&analysis["coverage"]["reasons"]["still-picture"]);
        assert!((10.0..11.1).contains(&still_secs), "{encoder}: {still_secs}");
    }
}

#[test]
fn who_holds_still_before_a_camera_is_no_frozen_picture() {
    for clip in ["bird_dog_good", "bridge_mixed", "cat_cow_good", "lower_trunk_rotation_good_head"] {
        let mut source = source::open(Path::new(&format!("{CLIPS}/{clip}.mp4"))).expect("it opens");
        let (mut scenes, mut new_secs) = (SceneReader::default(), 0.0);
        while let Some(frame) = source.next_frame().expect("it is whole") {
            if !scenes.read(&frame, None).repeats {
                new_secs = frame.time_secs;
            }
            assert!(frame.time_secs - new_secs < 0.4, "{clip}: nothing new since {new_secs} s");
        }
    }
}

#[test]
fn slow_motion_is_remarked() {
    let folder = tempfile::tempdir().expect("a folder");
    let (analysis, told) = judged(&disturbed(&folder, "10", "setpts=8*PTS", GOOD));
    assert_eq!(analysis["repetitions"]["total"], 1);
    assert!(
        told.contains("s are asked for: if it is in slow motion, its times are not those of the person"),
        "{told}"
    );
    let (_, told) = judged(Path::new(&format!("{CLIPS}/bridge_mixed.mp4")));
    assert_eq!(told, "");
}
