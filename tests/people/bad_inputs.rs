//! What cannot be used, given on the command line: a sentence that helps, the right exit code, and
//! nothing left behind.

use std::fs;
use std::process::{Command, Output};

use crate::place::{Place, names_in, stderr};

const CLIP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/clips/bridge_mixed.mp4");

/// A machine with a short video.
struct Bench(Place);

impl Bench {
    fn new() -> Self {
        let bench = Self(Place::with_models());
        bench.ffmpeg(&format!("-i {CLIP} -t 1 -c:v libx264 good.mp4"));
        bench
    }

    fn ffmpeg(&self, arguments: &str) {
        let mut run = Command::new("ffmpeg");
        run.current_dir(self.0.path()).args(["-v", "error", "-y"]).args(arguments.split_whitespace());
        let output = run.output().expect("ffmpeg is installed");
        assert!(output.status.success(), "{}", stderr(&output));
    }

    fn check(&self, arguments: &[&str]) -> Output {
        self.0.run(&[&["check", "--exercise", "bridge"], arguments].concat())
    }
}

#[test]
fn bad_files_are_named_one_by_one_and_the_good_one_is_judged() {
    let bench = Bench::new();
    fs::write(bench.0.file("empty.mp4"), "").expect("written");
    fs::write(bench.0.file("text.mp4"), "Raise your hips.\n").expect("written");
    let whole = fs::read(bench.0.file("good.mp4")).expect("the video");
    fs::write(bench.0.file("cut.mp4"), &whole[..whole.len() / 2]).expect("written");
    bench.ffmpeg("-f lavfi -i sine=d=1 -c:a aac sound.mp4");
    bench.ffmpeg("-f lavfi -i testsrc=s=1x1:d=1 -pix_fmt yuv444p dot.mp4");
    bench.ffmpeg("-i good.mp4 -c copy -movflags +faststart front.mp4");
    let front = fs::read(bench.0.file("front.mp4")).expect("the video");
    let data = front.windows(4).position(|kind| kind == b"mdat").expect("a data part");
    fs::write(bench.0.file("frameless.mp4"), &front[..data + 4]).expect("written");

    let bad = ["none.mp4", "empty.mp4", "text.mp4", "cut.mp4", "sound.mp4", "dot.mp4", "frameless.mp4"];
    let output = bench.check(&[&bad[..], &["good.mp4", "--format", "json"]].concat());
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let analyses: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(analyses.as_array().map(Vec::len), Some(1));
    assert_eq!(analyses[0]["source"]["name"], "good.mp4");
    let said = stderr(&output);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), bad.len(), "{said}");
    for (line, (name, why)) in lines.iter().zip(bad.iter().zip([
        "no such file or folder",
        "is empty (0 bytes)",
        "is a text file, not a video",
        "ends before its index",
        "holds sound but no pictures",
        "1x1 pixels, too small to see a person",
        "without a single frame that can be decoded",
    ])) {
        assert!(line.starts_with("error: ") && line.contains(name) && line.contains(why), "{line}");
    }
    // One alone is no result.
    let alone = bench.check(&["text.mp4", "--annotate", "seen.mp4"]);
    assert_eq!(alone.status.code(), Some(1));
    assert!(!bench.0.file("seen.mp4").exists());
}

#[test]
fn a_video_that_ends_early_is_judged_as_far_as_it_goes() {
    let bench = Bench::new();
    let whole = fs::read(CLIP).expect("the clip, with its index in front");
    fs::write(bench.0.file("cut.mp4"), &whole[..whole.len() / 5]).expect("written");
    let output = bench.check(&["cut.mp4", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stderr(&output).starts_with("note: cut.mp4: the file ends early: "), "{}", stderr(&output));
    let analysis: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert!((1..237).contains(&analysis["source"]["frames"].as_u64().expect("a number")), "{analysis}");
    assert!(analysis["source"]["shortfall"].is_string());
}

#[test]
fn videos_that_cannot_be_written_are_refused() {
    let bench = Bench::new();
    let refused = |arguments: &[&str]| {
        let output = bench.check(&[&["good.mp4"], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", stderr(&output));
        assert!(output.stdout.is_empty(), "{arguments:?}");
        stderr(&output)
    };
    assert_eq!(
        refused(&["--annotate", "seen.avi"]),
        "error: seen.avi can't be written: videos are written as MP4; choose a name that ends in .mp4\n"
    );
    let said = refused(&["--annotate", "no/seen.mp4"]);
    assert!(said.contains("no does not exist; make it first"), "{said}");
    assert_eq!(
        refused(&["--annotate", "good.mp4"]),
        "error: good.mp4 is a recording and would be overwritten: name another file\n"
    );
    assert_eq!(bench.0.names(), ["good.mp4"]);
}

#[test]
fn landmarks_have_no_pictures_to_draw_in() {
    let bench = Bench::new();
    let output = bench.check(&["good.mp4", "--quiet", "--landmarks", "good.landmarks.json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let output = bench.check(&["good.landmarks.json", "--annotate", "seen.mp4"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        stderr(&output),
        "error: good.landmarks.json has no pictures to draw in: leave out --annotate, or name the video\n"
    );
}

#[test]
fn rules_that_cannot_be_read_are_shown() {
    let bench = Bench::new();
    fs::create_dir(bench.0.file("rules")).expect("a folder");
    let rules = include_str!("../../data/exercises/bridge.toml")
        .replace("severity = \"major\"", "severity = \"mayor\"");
    fs::write(bench.0.file("rules/bridge.toml"), rules).expect("written");
    let output = bench.check(&["good.mp4", "--rules", "rules"]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    let said = stderr(&output);
    for part in ["rules/bridge.toml:", "mayor", "did you mean"] {
        assert!(said.contains(part), "{part:?} in {said}");
    }
}

#[cfg(unix)]
#[test]
fn rules_that_are_no_file_or_too_large_are_not_read() {
    let place = Place::new();
    fs::create_dir(place.file("rules")).expect("a folder");
    let file = place.file("rules/bridge.toml");
    let said = || stderr(&place.run(&["exercises", "list", "--rules", "rules"]));
    std::os::unix::fs::symlink("/dev/zero", &file).expect("linked");
    assert!(said().contains("the file cannot be read: it is no file"), "{}", said());
    fs::remove_file(&file).expect("removed");
    let made = Command::new("mkfifo").arg(&file).status().expect("mkfifo runs");
    assert!(made.success());
    assert!(said().contains("the file cannot be read: it is no file"), "{}", said());
    fs::remove_file(&file).expect("removed");
    let sparse = fs::File::create(&file).and_then(|file| file.set_len(1 << 31));
    sparse.expect("a long file");
    assert!(said().contains("the file cannot be read: it has more than 1000000 bytes"), "{}", said());
}

#[test]
fn names_of_any_length_stand_in_tables() {
    let place = Place::new();
    fs::create_dir(place.file("rules")).expect("a folder");
    let long = "x".repeat(70_000);
    let rules = include_str!("../../data/exercises/bridge.toml")
        .replace("title = \"Bridge\"", &format!("title = \"{long}\""))
        .replace("raised", &long);
    fs::write(place.file("rules/bridge.toml"), rules).expect("written");
    let list = place.done(&["exercises", "list", "--rules", "rules"]);
    assert!(list.contains(&format!("{}…", &long[..80])) && !list.contains(&long), "{}", list.len());
    place.recording("bridge-side");
    let report = place.done(&["check", "bridge-side.json", "--exercise", "bridge", "--rules", "rules"]);
    assert!(report.contains(&format!("{}…", &long[..80])), "{}", report.len());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_keeps_nothing() {
    let Some(disk) = crate::disk::Disk::mount("size=64k") else { return };
    fs::write(disk.path().join("filler"), vec![0; 64 * 1024]).expect("it just fits");
    let bench = Bench::new();
    let file = |name: &str| disk.path().join(name).to_str().expect("UTF-8").to_owned();
    for arguments in [
        &["--annotate", &file("seen.mp4")][..],
        &["--landmarks", &file("good.landmarks.json")],
        &["--format", "json", "--trace", "--output", &file("good.json")],
    ] {
        let output = bench.check(&[&["good.mp4"], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", stderr(&output));
        assert!(stderr(&output).contains("the disk is full"), "{arguments:?}: {}", stderr(&output));
        assert_eq!(names_in(disk.path()), ["filler"], "{arguments:?}");
    }
}
