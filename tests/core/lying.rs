//! Recorded landmarks of a knee drawn to the chest and of the lying march keep their verdicts.

use holdfast::motion::{Assessor, Event, RuleId, Settings, Side, Verdict};

use crate::frames::{Frames, mirrored, recorded};
use crate::outcome::{exercise, held_alike, judged, judged_as_a_whole};
use crate::recognition::recognised;

/// The recordings, with their exercises.
const RECORDINGS: [(&str, &str); 4] = [
    ("knee-to-chest-side", "knee-to-chest"),
    ("knee-to-chest-faulty", "knee-to-chest"),
    ("march-side", "march"),
    ("march-faulty", "march"),
];

#[test]
fn knees_at_the_chest() {
    let good = judged("knee-to-chest", &recorded("knee-to-chest-side"));
    assert_eq!(good.verdicts(), ["right good", "left good", "1 of 1"]);
    assert!(good.holds().iter().all(|held| (held - 16.5).abs() < 0.3), "{:?}", good.holds());
    let faulty = judged("knee-to-chest", &recorded("knee-to-chest-faulty"));
    let told = ["left faulty hold-short head-lifts", "right faulty hold-short other-leg-lifts", "0 of 1"];
    assert_eq!(faulty.verdicts(), told);
}

#[test]
fn marches() {
    let good = judged("march", &recorded("march-side"));
    assert_eq!(good.verdicts(), ["left good", "right good", "left good", "right good", "2 of 2"]);
    assert!((0..good.attempts.len()).all(|attempt| good.not_judged(attempt) == ["both-feet-up"]));
    // This one was recorded without corrections. With them the farther foot measures more, and has another limit.
    let faulty = judged("march", &recorded("march-faulty"));
    let told = [
        "left good",
        "right faulty foot-high",
        "right faulty foot-low same-side-twice",
        "left faulty foot-high",
        "0 of 2",
    ];
    assert_eq!(faulty.verdicts(), told);
}

#[test]
fn quick_steps_from_a_corner_are_too_fast() {
    // The nearer leg's points lag behind, and each way alone looks slow enough.
    let (right, left) = ("right faulty too-fast", "left faulty too-fast");
    assert_eq!(judged("march", &recorded("march-quick")).verdicts(), [right, left, right, left, "0 of 2"]);
}

#[test]
fn a_leg_that_is_drawn_along_makes_no_step() {
    // While the farther foot is up, the model lets the nearer one, which rests, rise by a third of a torso length.
    let frames = recorded("march-drawn-along");
    for outcome in [judged("march", &frames), judged_as_a_whole("march", &frames)] {
        assert_eq!(outcome.verdicts(), ["left good", "0 of 0"]);
    }
}

#[test]
fn feet_on_the_floor_near_the_camera_are_on_the_floor() {
    // In the picture they are beside the shoulders, .8 torso lengths above where they would be from the side.
    let found = judged("knee-to-chest", &recorded("knee-to-chest-feet-near"));
    assert_eq!(found.verdicts(), ["left faulty hold-short", "right faulty hold-short", "0 of 1"]);
}

/// Follows an exercise frame by frame: which side was said to be under way once its target was reached, the
/// longest hold that was told, and the faults that were told, for each attempt that ended.
fn told_on_the_way(id: &str, frames: &Frames) {
    let mut assessor = Assessor::new(exercise(id), Settings::default());
    let mut told: (Vec<Option<Side>>, f64, Vec<RuleId>) = Default::default();
    for (time, pose) in frames {
        let assessment = assessor.step(*time, pose.as_ref());
        if assessment.reached {
            let phase = assessment.phase.expect("an attempt is under way");
            told.0.push(assessor.exercise().phase(phase).side);
            told.1 = told.1.max(assessment.hold_secs);
        }
        for event in assessment.events {
            match event {
                Event::FaultNoticed(fault) => told.2.push(fault.rule),
                Event::AttemptEnded(attempt) => {
                    let (sides, hold_secs, faults) = std::mem::take(&mut told);
                    let meant = assessor.exercise().phase(attempt.phase).side;
                    assert!(sides.iter().all(|side| *side == meant), "{id}: {meant:?}");
                    assert!((hold_secs - attempt.hold_secs).abs() < 0.3, "{id}: {hold_secs} {attempt:?}");
                    let found: Vec<RuleId> = attempt.faults.iter().map(|fault| fault.rule).collect();
                    assert!(faults.iter().all(|rule| found.contains(rule)), "{faults:?} {found:?}");
                }
                _ => {}
            }
        }
    }
}

/// Whose knee is drawn up is known only on the way: until then it may be either.
#[test]
fn what_is_told_on_the_way_is_about_the_leg_that_moves() {
    for name in ["knee-to-chest-side", "knee-to-chest-faulty"] {
        told_on_the_way("knee-to-chest", &recorded(name));
        told_on_the_way("knee-to-chest", &mirrored(&recorded(name)));
    }
}

#[test]
fn a_mirror_image_is_judged_as_the_other_side() {
    for (name, id) in RECORDINGS {
        let (plain, mirror) = (judged(id, &recorded(name)), judged(id, &mirrored(&recorded(name))));
        assert_eq!(mirror.verdicts(), plain.mirrored_verdicts(), "{name}");
        held_alike(&mirror, &plain, 1e-3).expect(name);
    }
}

#[test]
fn each_is_recognised_and_is_no_other_exercise() {
    for (name, id) in RECORDINGS {
        let frames = recorded(name);
        assert_eq!(recognised(&frames).as_deref(), Some(id), "{name}");
        for other in ["bridge", "cat-cow", "lower-trunk-rotation", "knee-to-chest", "march"] {
            let outcome = judged(other, &frames);
            assert!(other == id || outcome.repetitions.good == 0, "{name} as {other}");
        }
    }
}

#[test]
fn a_raised_bridge_is_no_march() {
    for name in ["bridge-side", "bridge-three-quarter"] {
        let attempts = judged("march", &recorded(name)).attempts;
        assert!(attempts.iter().all(|attempt| attempt.verdict != Verdict::Good), "{name}: {attempts:?}");
    }
}
