//! Recorded landmarks of the exercises that are done sitting or standing keep their verdicts.

use holdfast::motion::{Keypoint, Landmark, PerLandmark, Point, Pose, WorldPoint};

use crate::frames::{Frames, changed, mirrored, recorded};
use crate::outcome::{Outcome, exercise, held_alike, judged};
use crate::recognition::recognised;

/// The recordings, with their exercises.
const RECORDINGS: [(&str, &str); 8] = [
    ("squeeze-three-quarter", "shoulder-blade-squeeze"),
    ("squeeze-leaning-back", "shoulder-blade-squeeze"),
    ("levator-front", "levator-stretch"),
    ("levator-leaning", "levator-stretch"),
    ("doorway-three-quarter", "doorway-pec-stretch"),
    ("doorway-hands-high", "doorway-pec-stretch"),
    ("thoracic-side", "thoracic-extension"),
    ("thoracic-small", "thoracic-extension"),
];

fn outcome(name: &str) -> Outcome {
    let (name, id) = RECORDINGS.into_iter().find(|(known, _)| *known == name).expect("a recording");
    judged(id, &recorded(name))
}

fn check(name: &str, verdicts: &[&str], holds: &[f64]) {
    let outcome = outcome(name);
    assert_eq!(outcome.verdicts(), verdicts, "{name}");
    for (held, expected) in outcome.holds().iter().zip(holds) {
        assert!((held - expected).abs() < 0.5, "{name}: held for {held} and not {expected} seconds");
    }
}

#[test]
fn shoulder_blades() {
    check("squeeze-three-quarter", &["squeezed good", "1 of 1"], &[6.2]);
    check("squeeze-leaning-back", &["squeezed faulty lean-back", "0 of 1"], &[6.4]);
}

#[test]
fn necks() {
    check("levator-front", &["right good", "left good", "1 of 1"], &[17.3, 17.4]);
    let leaning = outcome("levator-leaning");
    let faults = leaning.faults(0);
    assert!(faults.contains(&"trunk-leans") && faults.contains(&"hold-short"), "{faults:?}");
    assert_eq!(leaning.verdicts().last().map(String::as_str), Some("0 of 0"), "one side is half of it");
}

#[test]
fn doorways() {
    check("doorway-three-quarter", &["stretched good", "1 of 1"], &[18.1]);
    check("doorway-hands-high", &["stretched faulty hold-short hands-high", "0 of 1"], &[7.3]);
}

#[test]
fn upper_backs() {
    check("thoracic-side", &["extended good", "1 of 1"], &[4.8]);
    check("thoracic-small", &["extended partial range-small", "0 of 1"], &[]);
}

#[test]
fn a_mirror_image_is_judged_as_the_other_side() {
    for (name, id) in RECORDINGS {
        let (plain, mirror) = (outcome(name), judged(id, &mirrored(&recorded(name))));
        assert_eq!(mirror.verdicts(), plain.mirrored_verdicts(), "{name}");
        held_alike(&mirror, &plain, 1e-3).expect(name);
    }
}

#[test]
fn each_is_recognised_and_is_no_other_exercise() {
    for (name, id) in RECORDINGS {
        let frames = recorded(name);
        assert_eq!(recognised(&frames).as_deref(), Some(id), "{name}");
        for (_, other) in RECORDINGS.into_iter().filter(|(_, other)| *other != id) {
            assert_eq!(judged(other, &frames).repetitions.good, 0, "{name} as {other}");
        }
    }
}

#[test]
fn head_shoulders_and_hands_are_enough_for_the_neck() {
    let frames = recorded("levator-front");
    // The picture ends above the hips.
    let hips = frames[0].1.as_ref().and_then(|pose| pose.image.get(Landmark::LeftHip)).expect("seen");
    let height = (hips.y - 20.0) as u32;
    let cut = changed(&frames, |_, pose| Pose {
        picture: holdfast::motion::PictureSize { height, ..pose.picture },
        ..pose.clone()
    });
    let (whole, cut) = (judged("levator-stretch", &frames), judged("levator-stretch", &cut));
    assert_eq!(cut.verdicts(), whole.verdicts());
    assert!((0..cut.attempts.len()).all(|attempt| cut.not_judged(attempt).contains(&"trunk-leans")));
    assert!(whole.attempts.iter().all(|e| e.not_judged.is_empty()));
}

/// A body whose trunk, head and arms are turned about the hips in the picture, clockwise, in degrees.
fn turned(rest: &Pose, degrees: f64) -> Pose {
    let hips = rest.middle(holdfast::motion::Joint::Hip).expect("seen");
    let (sin, cos) = degrees.to_radians().sin_cos();
    let turn = |x: f64, y: f64| (x * cos - y * sin, x * sin + y * cos);
    let of_the_trunk = |landmark: Landmark| landmark < Landmark::LeftHip;
    let mut pose = rest.clone();
    pose.image = PerLandmark::from_fn(|landmark| {
        let keypoint = rest.image.get(landmark)?;
        let way = hips.to(Point::from(keypoint));
        let (x, y) = turn(way.x, way.y);
        let moved = Keypoint { x: (hips.x + x) as f32, y: (hips.y + y) as f32, ..keypoint };
        Some(if of_the_trunk(landmark) { moved } else { keypoint })
    });
    pose.world = PerLandmark::from_fn(|landmark| {
        let point = rest.world.get(landmark)?;
        let (x, y) = turn(f64::from(point.x), f64::from(point.y));
        let moved = WorldPoint { x: x as f32, y: y as f32, ..point };
        Some(if of_the_trunk(landmark) { moved } else { point })
    });
    pose
}

/// That body turned by so many degrees and back, as often as asked for: two seconds out, `stay` there, two
/// back, three at rest.
fn turning(rest: &Pose, degrees: f64, stay: f64, times: u32) -> Frames {
    let round = 7.0 + stay;
    let frames = (15.0 * (1.0 + round * f64::from(times))) as u32;
    let course = (0..frames).map(|frame| {
        let time = f64::from(frame) / 15.0;
        let within = if time < 1.0 { 0.0 } else { (time - 1.0) % round };
        let share = (within / 2.0).min((4.0 + stay - within) / 2.0).clamp(0.0, 1.0);
        (time, Some(turned(rest, degrees * share * share * (3.0 - 2.0 * share))))
    });
    course.collect()
}

/// Somebody on the back whose trunk and head are lowered by so many degrees, as over a roller.
fn over_a_roller(degrees: f64) -> Frames {
    let rest = recorded("bridge-side")[0].1.clone().expect("somebody lies there");
    turning(&rest, degrees, 3.0, 1)
}

#[test]
fn sitting_up_after_leaning_forward_is_no_leaning_back() {
    let sits = recorded("thoracic-side")[0].1.clone().expect("somebody sits there");
    let x = |landmark| sits.image.get(landmark).expect("seen").x;
    let forward = if x(Landmark::Nose) > x(Landmark::RightEar) { 1.0 } else { -1.0 };
    assert!(judged("thoracic-extension", &turning(&sits, 24.0 * forward, 3.0, 3)).counted_nothing());
    let back = judged("thoracic-extension", &turning(&sits, -16.0 * forward, 3.0, 2));
    assert_eq!(back.verdicts(), ["extended good", "extended good", "2 of 2"]);
}

#[test]
fn an_upper_back_goes_over_a_roller_too_and_a_bridge_does_not() {
    let over = judged("thoracic-extension", &over_a_roller(14.0));
    assert_eq!(over.verdicts(), ["extended good", "1 of 1"]);
    assert!(judged("bridge", &over_a_roller(14.0)).counted_nothing());
    assert!(judged("thoracic-extension", &recorded("bridge-side")).counted_nothing());
}

#[test]
fn standing_and_sitting_are_both_right_where_the_rules_say_so() {
    use holdfast::motion::Position::{Seated, Standing, Supine};
    let squeeze = exercise("shoulder-blade-squeeze");
    assert!(squeeze.is_done_in(Some(Standing)) && squeeze.is_done_in(Some(Seated)));
    assert!(!squeeze.is_done_in(Some(Supine)) && !squeeze.is_done_in(None));
}
