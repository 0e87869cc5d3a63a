//! Which part of the body a measure is about, so that it can be emphasised.

use super::overlay::Part;
use crate::motion::back::STATIONS;
use crate::motion::{Joint, Measure, Point, Pose, Side, SidedMeasure, WholeMeasure};

/// Neighbours on each side that a point of the back's line is averaged with: single rays are rough.
const NEIGHBOURS: usize = 3;

/// The part that a measure is about; `near` is the side that the camera sees better. The curve of
/// the back is a line of its own: see [`back_line`].
pub fn part_of(measure: Measure, near: Option<Side>) -> Option<Part> {
    let joint = |vertex: Joint, ends: [Joint; 2], side: Side| Part::Joint {
        vertex: vertex.on(side),
        ends: ends.map(|end| end.on(side)),
    };
    let limb = |from: Joint, to: Joint, side: Side| Part::Limb([from.on(side), to.on(side)]);
    let across = |joint: Joint| Part::Limb(Side::BOTH.map(|side| joint.on(side)));
    let near = near.unwrap_or(Side::Left);
    Some(match measure {
        Measure::Sided(measure, side) => match measure {
            SidedMeasure::HipAngle => joint(Joint::Hip, [Joint::Shoulder, Joint::Knee], side),
            SidedMeasure::KneeAngle => joint(Joint::Knee, [Joint::Hip, Joint::Ankle], side),
            SidedMeasure::ElbowAngle => joint(Joint::Elbow, [Joint::Shoulder, Joint::Wrist], side),
            SidedMeasure::ThighFromVertical => limb(Joint::Knee, Joint::Hip, side),
            SidedMeasure::ArmFromVertical => limb(Joint::Wrist, Joint::Shoulder, side),
        },
        Measure::Whole(measure) => match measure {
            WholeMeasure::HipAngleSigned | WholeMeasure::HipAboveLine | WholeMeasure::HipLift => {
                joint(Joint::Hip, [Joint::Shoulder, Joint::Knee], near)
            }
            WholeMeasure::NeckAngle => joint(Joint::Shoulder, [Joint::Ear, Joint::Hip], near),
            WholeMeasure::HipsBehindKnees => limb(Joint::Knee, Joint::Hip, near),
            WholeMeasure::TrunkRotation | WholeMeasure::KneesSideways => Part::Pair(Joint::Hip, Joint::Knee),
            WholeMeasure::ShoulderTilt => across(Joint::Shoulder),
            WholeMeasure::KneeGap => across(Joint::Knee),
            WholeMeasure::HipDifference => across(Joint::Hip),
            WholeMeasure::SpineCurvature | WholeMeasure::TrunkAway => return None,
        },
    })
}

/// The outline of the back in picture pixels, from hips to shoulders; empty where it was not seen.
pub fn back_line(pose: &Pose) -> Vec<Point> {
    let Some(back) = &pose.back else { return Vec::new() };
    let (Some(hips), Some(shoulders)) = (pose.middle(Joint::Hip), pose.middle(Joint::Shoulder)) else {
        return Vec::new();
    };
    let chord = hips.to(shoulders);
    let across = Point::new(-chord.y, chord.x);
    // The back is on the other side than knees and wrists.
    let limbs = [Joint::Knee, Joint::Wrist].into_iter().filter_map(|joint| pose.middle(joint));
    let front: f64 = limbs.map(|limb| hips.to(limb).dot(across)).sum();
    let outward = if front > 0.0 { across.scaled(-1.0) } else { across };
    (0..back.heights.len())
        .filter_map(|station| {
            let near = station.saturating_sub(NEIGHBOURS)..back.heights.len().min(station + NEIGHBOURS + 1);
            let seen: Vec<f64> = back.heights[near].iter().copied().flatten().collect();
            back.heights[station]?;
            let height = seen.iter().sum::<f64>() / seen.len() as f64;
            let along = station as f64 / (STATIONS - 1) as f64;
            Some(hips.plus(chord.scaled(along)).plus(outward.scaled(height)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::motion::{BackOutline, Keypoint, Landmark, Measurements, PerLandmark, PictureSize};

    #[test]
    fn every_measure_but_the_backs_and_the_cameras_has_a_part() {
        for measure in Measurements::all() {
            let without = match measure {
                Measure::Whole(whole) => whole == WholeMeasure::SpineCurvature || whole.is_of_the_view(),
                Measure::Sided(..) => false,
            };
            assert_eq!(part_of(measure, None).is_none(), without, "{}", measure.name());
        }
    }

    #[test]
    fn the_back_lies_opposite_to_knees_and_wrists() {
        let image = PerLandmark::from_fn(|landmark| {
            let (x, y) = match landmark {
                Landmark::LeftHip | Landmark::RightHip => (100.0, 100.0),
                Landmark::LeftShoulder | Landmark::RightShoulder => (200.0, 100.0),
                Landmark::LeftKnee | Landmark::RightKnee => (100.0, 180.0),
                Landmark::LeftWrist | Landmark::RightWrist => (200.0, 180.0),
                _ => return None,
            };
            Some(Keypoint { x, y, z: 0.0, visibility: 1.0 })
        });
        let back = BackOutline { heights: vec![Some(0.2); STATIONS], certainty: 0.8 };
        let picture = PictureSize { width: 300, height: 200 };
        let mut pose = Pose { picture, image, world: PerLandmark::from_fn(|_| None), back: Some(back) };
        let line = back_line(&pose);
        assert_eq!(line.len(), STATIONS);
        for point in &line {
            assert!((point.y - 80.0).abs() < 1e-6, "{point:?}");
        }
        assert!((line[0].x - 100.0).abs() < 1e-6 && (line[STATIONS - 1].x - 200.0).abs() < 1e-6);
        pose.back = None;
        assert!(back_line(&pose).is_empty());
    }
}
