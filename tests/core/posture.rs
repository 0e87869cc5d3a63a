//! What is no exercise counts nothing, and the exercise counts before and after it.

use holdfast::motion::{Event, Position};

use crate::figure::{Bridges, Posture};
use crate::frames::{Frames, delayed};
use crate::outcome::judged;

/// One recording after the other.
fn joined(parts: &[Frames]) -> Frames {
    let mut all = Frames::new();
    for part in parts {
        let start = all.last().map_or(0.0, |(time, _)| time + 1.0 / 30.0);
        all.extend(delayed(part, start));
    }
    all
}

fn lying_down() -> Frames {
    let (standing, sitting, lying) = (Posture::standing(), Posture::sitting(), Posture::lying());
    Bridges::default().frames_of(&[(standing, 1.5), (sitting, 1.0), (lying, 3.0)])
}

fn getting_up() -> Frames {
    let (standing, sitting, lying) = (Posture::standing(), Posture::sitting(), Posture::lying());
    Bridges::default().frames_of(&[(lying, 1.0), (sitting, 1.0), (standing, 2.0)])
}

#[test]
fn lying_still_counts_nothing() {
    for noise_px in [0.0, 1.0, 2.0] {
        let set = Bridges { noise_px, ..Bridges::default() };
        let outcome = judged("bridge", &set.frames_of(&[(Posture::lying(), 60.0)]));
        assert!(outcome.counted_nothing(), "{noise_px} px: {:?}", outcome.verdicts());
        assert_eq!(outcome.begun(), 0, "{noise_px} px");
    }
}

#[test]
fn staying_in_another_posture_counts_nothing() {
    for posture in [Posture::sitting(), Posture::standing(), Posture::bridge(180.0)] {
        let outcome = judged("bridge", &Bridges::default().frames_of(&[(posture, 20.0)]));
        assert!(outcome.counted_nothing(), "{:?}", outcome.verdicts());
    }
}

#[test]
fn getting_into_position_counts_nothing() {
    for id in ["bridge", "cat-cow", "lower-trunk-rotation"] {
        for frames in [lying_down(), joined(&[lying_down(), getting_up()])] {
            let outcome = judged(id, &frames);
            assert!(outcome.counted_nothing(), "{id}: {:?}", outcome.verdicts());
        }
    }
}

#[test]
fn lying_down_at_any_speed_counts_nothing() {
    for fps in [15.0, 30.0, 60.0, 120.0] {
        // The same frames played slower or faster.
        let frames: Frames = lying_down().into_iter().map(|(time, pose)| (time * 30.0 / fps, pose)).collect();
        let outcome = judged("bridge", &frames);
        assert!(outcome.counted_nothing(), "{fps} frames a second: {:?}", outcome.verdicts());
    }
}

#[test]
fn bridges_count_between_lying_down_and_getting_up() {
    let outcome = judged("bridge", &joined(&[lying_down(), Bridges::default().frames(), getting_up()]));
    assert_eq!(outcome.verdicts(), ["raised good", "raised good", "2 of 2"]);
    let positions: Vec<Position> = outcome
        .events
        .iter()
        .filter_map(|(_, event)| match event {
            Event::SeenInPosition(position) => Some(*position),
            _ => None,
        })
        .collect();
    assert_eq!(positions.first(), Some(&Position::Standing));
    assert_eq!(positions.last(), Some(&Position::Standing));
    assert!(positions.contains(&Position::Supine));
}

#[test]
fn lying_down_again_counts_on() {
    let set = Bridges::default().frames();
    let outcome = judged("bridge", &joined(&[set.clone(), getting_up(), lying_down(), set]));
    assert_eq!(outcome.verdicts(), ["raised good", "raised good", "raised good", "raised good", "4 of 4"]);
}
