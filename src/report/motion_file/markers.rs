//! Body points in metres: x to the picture's right, y up, z towards the camera.
//!
//! The pose model puts its points about the middle of the hips. Here the hips go their own way: as
//! far as they move in the picture, in metres by the length of the trunk. The lowest point of all is
//! on the ground.

use crate::motion::statistics::middle;
use crate::motion::{Joint, Landmark, MeasuredFrame, PerLandmark, Point, Pose, Side};

/// A body point under the name that OpenSim's set-up files for BlazePose know.
#[derive(Clone, Copy)]
pub(super) enum Marker {
    /// The middle between the hips.
    Hip,
    /// The middle between the shoulders.
    Neck,
    /// A landmark.
    At(Landmark),
}

/// The columns of a file.
pub(super) const MARKERS: [(&str, Marker); 27] = {
    use Landmark as L;
    use Marker::{At, Hip, Neck};
    [
        ("Hip", Hip),
        ("RHip", At(L::RightHip)),
        ("RKnee", At(L::RightKnee)),
        ("RAnkle", At(L::RightAnkle)),
        ("RHeel", At(L::RightHeel)),
        ("RBigToe", At(L::RightFootIndex)),
        ("LHip", At(L::LeftHip)),
        ("LKnee", At(L::LeftKnee)),
        ("LAnkle", At(L::LeftAnkle)),
        ("LHeel", At(L::LeftHeel)),
        ("LBigToe", At(L::LeftFootIndex)),
        ("Neck", Neck),
        ("Nose", At(L::Nose)),
        ("REye", At(L::RightEye)),
        ("LEye", At(L::LeftEye)),
        ("RShoulder", At(L::RightShoulder)),
        ("RElbow", At(L::RightElbow)),
        ("RWrist", At(L::RightWrist)),
        ("RPinky", At(L::RightPinky)),
        ("RIndex", At(L::RightIndex)),
        ("RThumb", At(L::RightThumb)),
        ("LShoulder", At(L::LeftShoulder)),
        ("LElbow", At(L::LeftElbow)),
        ("LWrist", At(L::LeftWrist)),
        ("LPinky", At(L::LeftPinky)),
        ("LIndex", At(L::LeftIndex)),
        ("LThumb", At(L::LeftThumb)),
    ]
};

/// Points of one frame, in the order of [`MARKERS`].
pub(super) type Places = [Option<[f64; 3]>; MARKERS.len()];

/// The points of each frame; `None` where nobody was seen.
pub(super) fn places<'a>(film: impl Iterator<Item = &'a MeasuredFrame> + Clone) -> Vec<Option<Places>> {
    let poses = || film.clone().map(|shot| shot.pose.as_deref());
    let metres_per_pixel = middle(poses().flatten().filter_map(scale));
    let origin = poses().flatten().find_map(|pose| pose.middle(Joint::Hip));
    let mut all: Vec<Option<Places>> = poses()
        .map(|pose| {
            let pose = pose?;
            let way = way(pose, origin, metres_per_pixel)?;
            Some(MARKERS.map(|(_, marker)| {
                let [x, y, z] = at(&pose.world, marker)?;
                Some([x + way.x, -y - way.y, -z])
            }))
        })
        .collect();
    let heights = all.iter().flatten().flatten().flatten().map(|[_, y, _]| *y);
    let ground = heights.fold(f64::INFINITY, f64::min);
    for place in all.iter_mut().flatten().flatten().flatten() {
        place[1] -= ground;
    }
    all
}

/// How far the hips are from where they were first seen, in metres along the picture.
fn way(pose: &Pose, origin: Option<Point>, metres_per_pixel: Option<f64>) -> Option<Point> {
    Some(origin?.to(pose.middle(Joint::Hip)?).scaled(metres_per_pixel?))
}

/// Metres of one pixel, by the trunk's length in space and in the picture.
fn scale(pose: &Pose) -> Option<f64> {
    let pixels = pose.middle(Joint::Hip)?.to(pose.middle(Joint::Shoulder)?).length();
    let (hips, neck) = (at(&pose.world, Marker::Hip)?, at(&pose.world, Marker::Neck)?);
    let metres = (0..2).map(|axis| (hips[axis] - neck[axis]).powi(2)).sum::<f64>().sqrt();
    (pixels > 1.0).then_some(metres / pixels)
}

fn at(world: &PerLandmark<crate::motion::WorldPoint>, marker: Marker) -> Option<[f64; 3]> {
    let landmark = |landmark: Landmark| {
        let point = world.get(landmark)?;
        let place = [point.x, point.y, point.z].map(f64::from);
        place.iter().all(|number| number.is_finite()).then_some(place)
    };
    let middle = |joint: Joint| {
        let [left, right] = Side::BOTH.map(|side| landmark(joint.on(side)));
        let (left, right) = (left?, right?);
        Some(std::array::from_fn(|axis| (left[axis] + right[axis]) / 2.0))
    };
    match marker {
        Marker::Hip => middle(Joint::Hip),
        Marker::Neck => middle(Joint::Shoulder),
        Marker::At(at) => landmark(at),
    }
}
