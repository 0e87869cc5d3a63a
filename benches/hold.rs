//! Whether a frame costs the same late in a long hold: a bridge of five minutes.
//!
//!     cargo bench --bench hold
//!
//! Prints the microseconds that a frame takes in each minute, and the last minute's over the first's.

use std::fs::File;
use std::hint::black_box;
use std::io::{Write, copy};
use std::time::{Duration, Instant};

use flate2::read::GzDecoder;
use holdfast::motion::{Assessor, Pose, Settings};
use holdfast::recording::Recording;
use holdfast::rules::Catalogue;

const MINUTES: usize = 5;
const FPS: usize = 30;

/// When the hips are held up in the recording, in seconds.
const HELD_SECS: std::ops::Range<f64> = 4.0..5.5;

/// The quickest of a minute's stretches of so many frames counts, in so many rounds: other work on the machine only
/// slows down.
const STRETCH: usize = 10 * FPS;
const ROUNDS: usize = 8;

fn main() {
    let recording = bridge();
    let file = Catalogue::load(None).expect("built in").get("bridge").expect("built in").clone();
    let mut best = [Duration::MAX; MINUTES];
    for _ in 0..ROUNDS {
        let mut assessor = Assessor::new(file.exercise.clone(), Settings::default());
        let mut now_secs = 0.0;
        let before = recording.frames.iter().take_while(|(time_secs, _)| *time_secs < HELD_SECS.start);
        for (time_secs, pose) in before {
            assessor.step(*time_secs, pose.as_ref());
            now_secs = *time_secs;
        }
        let held = recording.frames.iter().filter(|(time_secs, _)| HELD_SECS.contains(time_secs));
        let held: Vec<&Pose> = held.filter_map(|(_, pose)| pose.as_ref()).collect();
        let mut frames = held.iter().chain(held.iter().rev()).cycle();
        for minute in &mut best {
            for _ in 0..60 * FPS / STRETCH {
                let began = Instant::now();
                for _ in 0..STRETCH {
                    now_secs += 1.0 / FPS as f64;
                    let pose = frames.next().expect("it goes on");
                    black_box(assessor.step(now_secs, Some(pose)));
                }
                *minute = (*minute).min(began.elapsed());
            }
        }
        let held_secs = assessor.step(now_secs + 1.0 / FPS as f64, frames.next().copied()).hold_secs;
        assert!(held_secs > 60.0 * MINUTES as f64, "one hold of five minutes, not {held_secs} s");
    }
    for (minute, took) in best.iter().enumerate() {
        println!("minute {}: {:6.2} us a frame", minute + 1, took.as_secs_f64() * 1e6 / STRETCH as f64);
    }
    println!("last over first: {:.3}", best[MINUTES - 1].as_secs_f64() / best[0].as_secs_f64());
}

fn bridge() -> Recording {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/bridge-side.landmarks.json.gz");
    let mut plain = tempfile::NamedTempFile::new().expect("a file");
    copy(&mut GzDecoder::new(File::open(path).expect("it is there")), &mut plain).expect("it unpacks");
    plain.flush().expect("written");
    Recording::read(plain.path()).expect("a recording")
}
