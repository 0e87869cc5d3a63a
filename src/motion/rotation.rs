//! How far the bent knees have dropped to a side, about the trunk's long axis.
//!
//! Feet and hips stay where they are, so the knees travel on a circle about the line between them.
//! A camera sees that circle as an ellipse whose two axes are the pictures of the body's sideways
//! and upward directions: an angle `a` moves the knees sideways by `r sin(a)` and downwards by
//! `r (1 - cos(a))`. The angle is the one whose place on the ellipse is nearest to where the knees are.
//! From a corner the sideways direction is foreshortened, and most of what is seen is that the knees
//! sink: that says how far, and hardly to which side. The side is then told by the network that puts
//! measures right. Where the two directions fall together in the picture, as they do from the side,
//! nothing can be told.

use super::anatomy::Anatomy;
use super::geometry::Point;
use super::landmark::{Joint, Side};
use super::placement::TrunkAxes;
use super::pose::Pose;
use super::sight::{Unseen, see_half_hidden};
use super::statistics::{middle, quantile};

/// The least area that the pictures of the sideways and upward unit vectors must span (1 where
/// both lie in the picture plane). Below it, an error of a few degrees in the view is multiplied.
const LEAST_SPAN: f64 = 0.3;

/// The circle's radius `r` in the pose model's metres, which make every body about the same size.
///
/// Among 0.18 to 0.25, and with [`SINKS`] among 0 to 0.45, it gave the smallest errors on six rendered recordings of
/// six bodies: 4.1 degrees from corners and 3.4 from the head end. Taking it from the knees' depth at rest instead
/// gave 0.19 to 0.33 and errors twice as large: depth is the model's weakest guess.
const RADIUS_METRES: f64 = 0.23;

/// The hips sink and roll with the knees, which so go down by this much more than on the circle.
const SINKS: f64 = 0.45;

/// How far the model puts knees beside the circle, as a share of the radius.
const BESIDE: f64 = 0.2;

/// The network's answer counts for little: so many times it, ...
const HINT_TIMES: f64 = 2.5;

/// ... give or take so many degrees. Of 1 to 2.5 times and 5 to 50 degrees, these fitted 24 rendered recordings best.
const HINT_DEGREES: f64 = 50.0;

/// Knees do not drop farther than this, in degrees.
const FARTHEST_DEGREES: i32 = 75;

/// Knees keep to their circle if this part of the frames shows them near it.
const BESIDE_PART: f64 = 0.9;

/// Knees that the network sees turned by this much (degrees) are as unlikely to be upright as those that make others be a
/// whole radius beside their circle.
const TILTED_DEGREES: f64 = 100.0;

/// So many frames, evenly spread, are looked at for that: a recording may last for hours.
const BESIDE_FRAMES: usize = 300;

/// Knees nearer to the trunk's axis than this (metres) are not bent: the legs lie straight.
const LEAST_BENT_METRES: f64 = 0.12;

/// Reads the trunk's rotation from the picture, calibrated by the start position.
#[derive(Debug, Clone, PartialEq)]
pub struct RotationGauge {
    /// Picture of the unit vector to the person's left, in pixels per metre.
    left: Point,
    /// Picture of the unit vector from back to front.
    front: Point,
    /// Pixels per metre.
    scale: f64,
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
            scale: middle(gauges.iter().map(|gauge| gauge.scale).collect::<Vec<_>>())?,
            left: usual(|gauge| gauge.left)?,
            front: usual(|gauge| gauge.front)?,
            knees_at_rest: usual(|gauge| gauge.knees_at_rest)?,
        };
        let longer = gauge.left.length().max(gauge.front.length());
        let span = gauge.left.cross(gauge.front).abs() / (longer * longer);
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
            scale: pixels_per_metre,
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
        let hint = pose.anatomy.as_ref().and_then(Anatomy::trunk_rotation);
        Ok(self.fit(moved, hint).map(|(angle, _)| angle))
    }

    /// How little these poses of a recording look like knees that are upright: 0 and more. `None` where nothing can be told.
    ///
    /// Where they hang to a side, the circle that they would belong to is not the one that all of the recording's knees keep
    /// to. Where these go to one side alone, either circle may fit, and the network knows better.
    pub fn tilt(rest: &[&Pose], recording: &[&Pose]) -> Option<f64> {
        let gauge = Self::from_rest(rest)?;
        let every = recording.len().div_ceil(BESIDE_FRAMES).max(1);
        let beside = recording.iter().step_by(every).filter_map(|pose| gauge.beside(pose));
        let learnt = rest.iter().filter_map(|pose| pose.anatomy.as_ref()?.trunk_rotation());
        let learnt = middle(learnt).map_or(0.0, f64::abs);
        Some(quantile(beside, BESIDE_PART)? + learnt / TILTED_DEGREES)
    }

    /// How far beside their circle the knees of a pose are, as a share of its radius.
    fn beside(&self, pose: &Pose) -> Option<f64> {
        let moved = self.knees_at_rest.to(knees_from_hips(pose).ok()?);
        Some(self.fit(moved, None)?.1.sqrt() * BESIDE)
    }

    /// The angle that fits best, and its misfit.
    fn fit(&self, moved: Point, hint: Option<f64>) -> Option<(f64, f64)> {
        let misfit = |angle: f64| self.misfit(angle, moved, hint);
        let angles = (-FARTHEST_DEGREES..=FARTHEST_DEGREES).map(f64::from);
        let (best, least) =
            angles.map(|angle| (angle, misfit(angle))).min_by(|(_, a), (_, b)| a.total_cmp(b))?;
        // Between whole degrees lies the vertex of the parabola through the three best.
        let (before, after) = (misfit(best - 1.0), misfit(best + 1.0));
        let vertex = 0.5 * (before - after) / (before - 2.0 * least + after);
        let within = vertex.abs() <= 1.0;
        least.is_finite().then_some((best + if within { vertex } else { 0.0 }, least))
    }

    /// How badly an angle (degrees) fits how far the knees have moved in the picture and what the network says, in squared
    /// standard deviations.
    fn misfit(&self, angle: f64, moved: Point, hint: Option<f64>) -> f64 {
        let (sin, cos) = angle.to_radians().sin_cos();
        let expected = self.left.scaled(sin).plus(self.front.scaled((1.0 + SINKS) * (cos - 1.0)));
        let beside = expected.scaled(RADIUS_METRES).to(moved).length() / (RADIUS_METRES * self.scale);
        let by_hint = hint.map_or(0.0, |hint| (angle - HINT_TIMES * hint) / HINT_DEGREES);
        (beside / BESIDE).powi(2) + by_hint.powi(2)
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

    /// Somebody on the back seen from the head, from 45 degrees above: the knees, turned to the left by an angle as models
    /// see knees turn.
    fn from_the_head(degrees: f64) -> Pose {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let in_space = |landmark: Landmark| {
            let (turned, sunk) = (RADIUS_METRES * sin, RADIUS_METRES * (1.0 + SINKS) * (1.0 - cos));
            let left = if landmark.name().starts_with("left") { 1.0 } else { -1.0 };
            // To the person's left, to the front, and towards the head.
            let (across, front, head) = match landmark {
                Landmark::LeftShoulder | Landmark::RightShoulder => (0.17 * left, 0.0, 0.5),
                Landmark::LeftHip | Landmark::RightHip => (0.1 * left, 0.0, 0.0),
                Landmark::LeftKnee | Landmark::RightKnee => (0.1 * left + turned, RADIUS_METRES - sunk, -0.3),
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
            assert!((angle - degrees).abs() < 1.0, "{angle} for {degrees}");
        }
    }

    #[test]
    fn knees_keep_to_the_circle_of_upright_ones_and_not_to_that_of_hanging_ones() {
        let farthest = |rest: f64| {
            let gauge = RotationGauge::from_rest(&[&from_the_head(rest)]).expect("the view tells them apart");
            let beside = [-45.0, 0.0, 45.0].map(|angle| gauge.beside(&from_the_head(angle)).expect("seen"));
            beside.into_iter().fold(0.0, f64::max)
        };
        assert!(farthest(0.0) < 0.1, "{}", farthest(0.0));
        assert!(farthest(45.0) > 0.5, "{}", farthest(45.0));
    }

    #[test]
    fn where_the_picture_shows_only_that_knees_sink_the_network_tells_the_side() {
        let (left, front) = (Point::new(4.0, 0.0), Point::new(0.0, -200.0));
        let gauge = RotationGauge { left, front, scale: 200.0, knees_at_rest: Point::new(0.0, 0.0) };
        let sunk = Point::new(0.0, 200.0 * RADIUS_METRES * (1.0 + SINKS) * (1.0 - 45_f64.to_radians().cos()));
        for hint in [-15.0, 15.0] {
            let (angle, _) = gauge.fit(sunk, Some(hint)).expect("finite");
            assert!((angle - 45.0_f64.copysign(hint)).abs() < 3.0, "{angle} with {hint}");
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
