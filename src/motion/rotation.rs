//! How far the bent knees have dropped to a side, about the trunk's long axis.
//!
//! Feet and hips stay where they are, so the knees travel on a circle about the line between them.
//! A camera sees that circle as an ellipse whose two axes are the pictures of the body's sideways
//! and upward directions. With the knees' offset from rest split along these two, sideways
//! `r sin(a)` and downwards `r (1 - cos(a))`, the angle `a` follows. Where the two directions fall
//! together in the picture, as they do from the side, nothing can be told.

use super::geometry::Point;
use super::landmark::{Joint, Side};
use super::placement::TrunkAxes;
use super::pose::Pose;
use super::sight::{Unseen, see_half_hidden};
use super::statistics::middle;

/// The least area that the pictures of the sideways and upward unit vectors must span (1 where
/// both lie in the picture plane). Below it, an error of a few degrees in the view is multiplied.
const LEAST_SPAN: f64 = 0.3;

/// The circle's radius `r` in the pose model's metres, which make every body about the same size.
///
/// On ten rendered recordings of six bodies (head end from 1.2 to 1.8 m high and three-quarter) it was
/// 0.16 to 0.25. Taking it from the knees' depth at rest instead gave 0.19 to 0.33 and errors twice
/// as large: depth is the model's weakest guess.
const RADIUS_METRES: f64 = 0.20;

/// How much of the knees' way down is believed: the hips sink and roll with them, and the upward
/// direction is the more foreshortened one. 0 and 1 gave larger errors than anything between.
const BELIEVED_DOWN: f64 = 0.5;

/// Knees nearer to the trunk's axis than this (metres) are not bent: the legs lie straight.
const LEAST_BENT_METRES: f64 = 0.12;

/// Reads the trunk's rotation from the picture, calibrated by the start position.
#[derive(Debug, Clone, PartialEq)]
pub struct RotationGauge {
    /// Picture of the unit vector to the person's left, in pixels per metre.
    left: Point,
    /// Picture of the unit vector from back to front.
    front: Point,
    /// From mid-hip to mid-knee at rest, in pixels.
    knees_at_rest: Point,
}

impl RotationGauge {
    /// Calibrates with poses of the start position.
    ///
    /// `None` where points are missing or the camera's view tells the directions apart too little.
    pub fn from_rest(poses: &[&Pose]) -> Option<Self> {
        let gauges: Vec<Self> = poses.iter().filter_map(|pose| Self::from_pose(pose)).collect();
        if gauges.len() * 2 < poses.len().max(1) {
            return None;
        }
        let usual = |point: fn(&Self) -> Point| {
            let (x, y) =
                gauges.iter().map(point).map(|point| (point.x, point.y)).unzip::<_, _, Vec<_>, Vec<_>>();
            Some(Point::new(middle(x)?, middle(y)?))
        };
        let gauge = Self {
            left: usual(|gauge| gauge.left)?,
            front: usual(|gauge| gauge.front)?,
            knees_at_rest: usual(|gauge| gauge.knees_at_rest)?,
        };
        let scale = gauge.left.length().max(gauge.front.length());
        let span = gauge.left.cross(gauge.front).abs() / (scale * scale);
        (span >= LEAST_SPAN).then_some(gauge)
    }

    fn from_pose(pose: &Pose) -> Option<Self> {
        let axes = TrunkAxes::of(pose)?;
        let front = axes.front();
        let pixels_per_metre = scale_of(pose)?;
        let knees = knees_from_hips(pose).ok()?;
        let offset = knees_in_space(pose)?;
        let along: f64 = (0..3).map(|i| offset[i] * axes.up[i]).sum();
        let bent = (0..3).map(|i| (offset[i] - along * axes.up[i]).powi(2)).sum::<f64>().sqrt();
        let picture = |v: [f64; 3]| Point::new(v[0] * pixels_per_metre, v[1] * pixels_per_metre);
        (bent >= LEAST_BENT_METRES).then(|| Self {
            left: picture(axes.left),
            front: picture(front),
            knees_at_rest: knees,
        })
    }

    /// The angle in degrees, positive to the person's left.
    ///
    /// # Errors
    ///
    /// Returns which point may not be trusted.
    pub fn angle(&self, pose: &Pose) -> Result<Option<f64>, Unseen> {
        let moved = self.knees_at_rest.to(knees_from_hips(pose)?);
        let area = self.left.cross(self.front);
        let sideways = moved.cross(self.front) / area;
        let upwards = self.left.cross(moved) / area;
        let angle = sideways.atan2(RADIUS_METRES + BELIEVED_DOWN * upwards).to_degrees();
        Ok(angle.is_finite().then_some(angle))
    }
}

/// The knees' angle about the trunk's axis by the landmarks in space, in degrees, positive to the
/// person's left.
///
/// It follows the true angle at about half its size, so it says whether the knees are upright, not
/// how far they have dropped.
pub fn rough_angle(pose: &Pose) -> Option<f64> {
    let (axes, knees) = (TrunkAxes::of(pose)?, knees_in_space(pose)?);
    let part = |axis: [f64; 3]| (0..3).map(|i| knees[i] * axis[i]).sum::<f64>();
    let (left, front) = (part(axes.left), part(axes.front()));
    (left.hypot(front) > 1e-6).then(|| left.atan2(front).to_degrees())
}

/// From mid-hip to mid-knee in the picture.
fn knees_from_hips(pose: &Pose) -> Result<Point, Unseen> {
    let mid = |joint| {
        let at = |side| see_half_hidden(pose, joint, side);
        Ok(at(Side::Left)?.middle(at(Side::Right)?))
    };
    Ok(mid(Joint::Hip)?.to(mid(Joint::Knee)?))
}

/// From mid-hip to mid-knee in metres.
fn knees_in_space(pose: &Pose) -> Option<[f64; 3]> {
    let mut sum = [0.0; 3];
    for side in Side::BOTH {
        let hip = pose.world.get(Joint::Hip.on(side))?;
        let knee = pose.world.get(Joint::Knee.on(side))?;
        for (axis, way) in [knee.x - hip.x, knee.y - hip.y, knee.z - hip.z].into_iter().enumerate() {
            sum[axis] += f64::from(way) / 2.0;
        }
    }
    Some(sum)
}

/// Pixels per metre at the trunk and thighs, by least squares between picture and space.
fn scale_of(pose: &Pose) -> Option<f64> {
    let mut pairs = Vec::new();
    for joint in [Joint::Shoulder, Joint::Hip, Joint::Knee] {
        for side in Side::BOTH {
            let (image, world) = (pose.joint(joint, side)?, pose.world.get(joint.on(side))?);
            pairs.push((Point::from(image), Point::new(f64::from(world.x), f64::from(world.y))));
        }
    }
    let n = pairs.len() as f64;
    let mean = |f: fn(&(Point, Point)) -> Point| {
        let sum = pairs.iter().map(f).fold(Point::new(0.0, 0.0), Point::plus);
        sum.scaled(1.0 / n)
    };
    let (image_mean, world_mean) = (mean(|p| p.0), mean(|p| p.1));
    let (mut product, mut square) = (0.0, 0.0);
    for (image, world) in &pairs {
        let (i, w) = (image_mean.to(*image), world_mean.to(*world));
        product += i.dot(w);
        square += w.dot(w);
    }
    (square > 1e-9 && product > 0.0).then(|| product / square)
}

#[cfg(test)]
mod tests {
    use super::super::landmark::Landmark;
    use super::super::pose::{Keypoint, PerLandmark, PictureSize, WorldPoint};
    use super::*;

    /// Somebody on the back seen from the head, from 45 degrees above: the knees, 0.2 metres above the
    /// trunk's axis, turned to the left by an angle.
    fn from_the_head(degrees: f64) -> Pose {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let in_space = |landmark: Landmark| {
            let left = if landmark.name().starts_with("left") { 1.0 } else { -1.0 };
            // To the person's left, to the front, and towards the head.
            let (across, front, head) = match landmark {
                Landmark::LeftShoulder | Landmark::RightShoulder => (0.17 * left, 0.0, 0.5),
                Landmark::LeftHip | Landmark::RightHip => (0.1 * left, 0.0, 0.0),
                Landmark::LeftKnee | Landmark::RightKnee => (0.1 * left + 0.2 * sin, 0.2 * cos, -0.3),
                _ => return None,
            };
            // From behind the head, the person's left is the picture's left.
            let (depth, up) = (-head, front);
            let half = std::f64::consts::FRAC_1_SQRT_2;
            Some([-across, -(up + depth) * half, (depth - up) * half])
        };
        Pose {
            picture: PictureSize { width: 640, height: 480 },
            image: PerLandmark::from_fn(|landmark| {
                let [x, y, z] = in_space(landmark)?.map(|metres| (200.0 * metres) as f32);
                Some(Keypoint { x: 320.0 + x, y: 240.0 + y, z, visibility: 1.0 })
            }),
            world: PerLandmark::from_fn(|landmark| {
                let [x, y, z] = in_space(landmark)?.map(|metres| metres as f32);
                Some(WorldPoint { x, y, z })
            }),
            back: None,
            anatomy: None,
        }
    }

    #[test]
    fn knees_to_the_left_are_positive_and_measured_within_their_errors() {
        let gauge = RotationGauge::from_rest(&[&from_the_head(0.0)]).expect("the view tells them apart");
        for degrees in [-40.0, -25.0, 0.0, 25.0, 40.0] {
            let angle = gauge.angle(&from_the_head(degrees)).expect("seen").expect("measured");
            assert!((angle - degrees).abs() < 6.0, "{angle} for {degrees}");
        }
    }

    #[test]
    fn straight_legs_and_nobody_calibrate_nothing() {
        let mut straight = from_the_head(0.0);
        for side in Side::BOTH {
            let hip = straight.world.get(Joint::Hip.on(side)).expect("there");
            straight.world.set(Joint::Knee.on(side), Some(hip));
        }
        assert_eq!(RotationGauge::from_rest(&[&straight]), None);
        assert_eq!(RotationGauge::from_rest(&[]), None);
    }

    #[test]
    fn from_the_side_nothing_can_be_told() {
        assert_eq!(RotationGauge::from_rest(&[&super::super::testing::lying()]), None);
    }
}
