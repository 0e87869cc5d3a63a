//! What the unit tests of this module share.

use super::condition::{Position, Reference, View};
use super::curve::Sample;
use super::exercise::{Dose, Exercise, FaultRule, RepetitionRule, Severity};
use super::faults::FaultKind;
use super::landmark::{Joint, Landmark, Side};
use super::measure::{MeasureRef, WholeMeasure};
use super::phase::Phase;
use super::pose::{Keypoint, PerLandmark, PictureSize, Pose, WorldPoint};

/// A phase that rises by 50 to 170 and is left at 165.
pub(super) fn phase() -> Phase {
    Phase {
        id: Some("raised".to_owned()),
        side: None,
        measure: MeasureRef::Whole(WholeMeasure::HipAngleSigned),
        reference: Reference::Absolute,
        rises: true,
        target: 170.0,
        release: 165.0,
        least_range: 0.0,
        least_secs: 0.0,
        unsure: 0.0,
        start_share: 0.25,
        hold_share: 0.0,
        confirm: Vec::new(),
    }
}

/// An exercise of that one phase, with these rules.
pub(super) fn exercise(rules: &[FaultRule]) -> Exercise {
    Exercise {
        id: "test".to_owned(),
        positions: vec![Position::Supine],
        views: vec![View::Side],
        dose: Dose { hold_secs: None, repetitions: (1, 1), times_a_day: (1, 1) },
        start: Vec::new(),
        settle_secs: 1.0,
        phases: vec![phase()],
        repetition: RepetitionRule::EachPhase,
        faults: rules.to_vec(),
    }
}

pub(super) fn fault(id: &str, severity: Severity, kind: impl Into<FaultKind>) -> FaultRule {
    FaultRule {
        id: id.to_owned(),
        phases: Vec::new(),
        side: None,
        views: Vec::new(),
        moving: None,
        severity,
        kind: kind.into(),
    }
}

/// Thirty samples a second of a course through (seconds, progress) with straight lines between.
pub(super) fn course(corners: &[(f64, f64)]) -> Vec<Sample> {
    let end = corners.last().map_or(0.0, |(time, _)| *time);
    (0..=(end * 30.0).round() as usize)
        .map(|i| {
            let time_secs = i as f64 / 30.0;
            let progress = corners.windows(2).find(|pair| time_secs <= pair[1].0 + 1e-9).map(|pair| {
                let ((t0, v0), (t1, v1)) = (pair[0], pair[1]);
                v0 + (v1 - v0) * (time_secs - t0) / (t1 - t0)
            });
            Sample { time_secs, progress }
        })
        .collect()
}

/// A minimum-jerk rise of `rise` seconds from t = 1, `hold` seconds at 1.2, and the way back.
pub(super) fn eased(fps: f64, rise: f64, hold: f64) -> Vec<Sample> {
    let ease = |u: f64| {
        let u = u.clamp(0.0, 1.0);
        u * u * u * (10.0 + u * (6.0 * u - 15.0))
    };
    (0..((3.0 + 2.0 * rise + hold) * fps) as usize)
        .map(|i| {
            let time_secs = i as f64 / fps;
            let out = ease((time_secs - 1.0) / rise);
            let back = ease((time_secs - 1.0 - rise - hold) / rise);
            Sample { time_secs, progress: Some(1.2 * (out - back)) }
        })
        .collect()
}

/// Somebody on the back, the head to the picture's right, the left side nearer the camera, which is
/// a little raised: 200 pixels a metre.
pub(super) fn lying() -> Pose {
    let (left_z, mut pose) = (-0.15, empty());
    let mut put = |joint: Joint, x: f32, up: f32| {
        for side in Side::BOTH {
            let z = if side == Side::Left { left_z } else { -left_z };
            pose.world.set(joint.on(side), Some(WorldPoint { x, y: -up, z }));
            pose.image.set(
                joint.on(side),
                Some(Keypoint {
                    x: 320.0 + 200.0 * x,
                    y: 300.0 - 200.0 * up - 30.0 * z,
                    z: 200.0 * z,
                    visibility: 1.0,
                }),
            );
        }
    };
    put(Joint::Ear, 0.7, 0.0);
    put(Joint::Shoulder, 0.5, 0.0);
    put(Joint::Elbow, 0.25, 0.0);
    put(Joint::Wrist, 0.0, 0.0);
    put(Joint::Hip, 0.0, 0.0);
    put(Joint::Knee, -0.25, 0.35);
    put(Joint::Ankle, -0.45, 0.0);
    put(Joint::Heel, -0.42, -0.04);
    put(Joint::FootIndex, -0.6, -0.05);
    pose
}

/// Somebody upright with the elbows a little in front of the trunk, turned by so many degrees from
/// facing the camera to the own right: 200 pixels a metre.
pub(super) fn standing(degrees: f64) -> Pose {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let mut pose = empty();
    // To the person's left, upwards from the hips, and to the front, in metres.
    let mut put = |landmark: Landmark, [left, up, front]: [f64; 3]| {
        let (x, z) = ((left * cos - front * sin) as f32, (-left * sin - front * cos) as f32);
        let y = -up as f32;
        pose.world.set(landmark, Some(WorldPoint { x, y, z }));
        let (x, y) = (320.0 + 200.0 * x, 220.0 + 200.0 * y);
        pose.image.set(landmark, Some(Keypoint { x, y, z: 200.0 * z, visibility: 1.0 }));
    };
    put(Landmark::Nose, [0.0, 0.7, 0.15]);
    for (joint, [across, up, front]) in [
        (Joint::Ear, [0.08, 0.72, 0.05]),
        (Joint::Shoulder, [0.18, 0.5, 0.0]),
        (Joint::Elbow, [0.2, 0.25, 0.1]),
        (Joint::Wrist, [0.2, 0.2, 0.35]),
        (Joint::Hip, [0.1, 0.0, 0.0]),
        (Joint::Knee, [0.1, -0.45, 0.05]),
        (Joint::Ankle, [0.1, -0.9, 0.05]),
        (Joint::Heel, [0.1, -0.95, 0.0]),
        (Joint::FootIndex, [0.1, -0.97, 0.2]),
    ] {
        put(joint.on(Side::Left), [across, up, front]);
        put(joint.on(Side::Right), [-across, up, front]);
    }
    pose
}

fn empty() -> Pose {
    Pose {
        picture: PictureSize { width: 640, height: 480 },
        image: PerLandmark::from_fn(|_| None),
        world: PerLandmark::from_fn(|_| None),
        back: None,
        anatomy: None,
    }
}

/// The same pose with the points of one landmark changed.
pub(super) fn with(pose: &Pose, landmark: Landmark, change: impl FnOnce(&mut Keypoint)) -> Pose {
    let mut pose = pose.clone();
    let mut keypoint = pose.image.get(landmark).expect("the point is there");
    change(&mut keypoint);
    pose.image.set(landmark, Some(keypoint));
    pose
}
