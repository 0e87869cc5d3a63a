//! The outline of the back as a line in the picture, to be drawn.

use super::back::STATIONS;
use super::geometry::Point;
use super::landmark::Joint;
use super::pose::Pose;

/// Neighbours on each side that a point of the back's line is averaged with: single rays are rough.
const NEIGHBOURS: usize = 3;

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
    use crate::motion::{BackOutline, Keypoint, Landmark, PerLandmark, PictureSize};

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
        let mut pose =
            Pose { picture, image, world: PerLandmark::from_fn(|_| None), back: Some(back), anatomy: None };
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
