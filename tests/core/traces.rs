//! Recorded landmarks keep their verdicts.

use holdfast::motion::{Assessor, Event, Settings, Side, View};

use crate::frames::{Frames, recorded};
use crate::outcome::{Outcome, exercise, judged};

/// The recorded traces, with their exercises.
pub const TRACES: [(&str, &str); 4] = [
    ("bridge-side", "bridge"),
    ("bridge-three-quarter", "bridge"),
    ("cat-cow-side", "cat-cow"),
    ("rotation-head-end", "lower-trunk-rotation"),
];

/// Runs a check with each trace: its name, its exercise, its frames and what they are judged as.
pub fn each(mut check: impl FnMut(&str, &str, &Frames, &Outcome)) {
    for (name, id) in TRACES {
        let frames = recorded(name);
        let outcome = judged(id, &frames);
        check(name, id, &frames, &outcome);
    }
}

fn check(place: usize, verdicts: &[&str], view: View, near: Option<Side>, hold_secs: f64) {
    let (name, id) = TRACES[place];
    let outcome = judged(id, &recorded(name));
    assert_eq!(outcome.verdicts(), verdicts);
    assert_eq!((outcome.placement.view, outcome.placement.near), (Some(view), near));
    for held in outcome.holds() {
        assert!((held - hold_secs).abs() < 0.3, "held for {held} and not {hold_secs} seconds");
    }
    assert_eq!(outcome.repaired, 0);
}

#[test]
fn bridges_seen_from_the_side() {
    check(0, &["raised good", "raised good", "2 of 2"], View::Side, Some(Side::Left), 4.9);
}

#[test]
fn bridges_seen_from_a_corner() {
    check(1, &["raised good", "raised good", "2 of 2"], View::ThreeQuarter, Some(Side::Left), 5.75);
}

#[test]
fn a_cat_and_a_cow_seen_from_the_side() {
    check(2, &["cat good", "cow good", "1 of 1"], View::Side, Some(Side::Left), 4.4);
}

#[test]
fn knees_dropped_to_both_sides_seen_from_the_head() {
    let verdicts = ["left faulty hold-short", "right faulty hold-short", "0 of 1"];
    check(3, &verdicts, View::HeadEnd, None, 5.9);
}

/// The seconds that are counted while a hold lasts are those that are recorded after it.
#[test]
fn the_hold_of_the_moment_is_the_recorded_one() {
    let (mut attempts, mut told) = (0, 0.0);
    for (name, id) in TRACES {
        let mut assessor = Assessor::new(exercise(id), Settings::default());
        for (time, pose) in recorded(name) {
            let assessment = assessor.step(time, pose.as_ref());
            for event in &assessment.events {
                if let Event::AttemptEnded(attempt) = event {
                    attempts += 1;
                    assert!((attempt.hold_secs - told).abs() < 0.01, "{name}: {told}, {}", attempt.hold_secs);
                }
            }
            if assessment.phase.is_some() {
                told = assessment.hold_secs;
            }
        }
    }
    assert_eq!(attempts, 8);
}
