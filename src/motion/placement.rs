//! How the body lies or stands, and from where the camera sees it.
//!
//! Both are read off the landmarks in space. Their depth is too rough for angles between limbs, but
//! the directions of the trunk's axes come out within about 15 degrees, lying bodies included.

use super::condition::{Position, View};
use super::landmark::{Joint, Side};
use super::pose::{Pose, WorldPoint};

/// How a body is placed before the camera.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Placement {
    /// The position, once it has lasted.
    pub position: Option<Position>,
    /// From where the camera sees it.
    pub view: Option<View>,
    /// The side nearer the camera.
    pub near: Option<Side>,
}

/// The axes of the trunk in the camera's space: x to the picture's right, y down, z away.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrunkAxes {
    /// Unit vector from mid-hip to mid-shoulder.
    pub up: [f64; 3],
    /// Unit vector from the person's right to the left.
    pub left: [f64; 3],
}

impl TrunkAxes {
    /// The axes of a pose; `None` where shoulders or hips are missing or fall together.
    pub fn of(pose: &Pose) -> Option<Self> {
        let at = |joint: Joint, side: Side| pose.world.get(joint.on(side)).map(vector);
        let [left_shoulder, right_shoulder] =
            [at(Joint::Shoulder, Side::Left)?, at(Joint::Shoulder, Side::Right)?];
        let [left_hip, right_hip] = [at(Joint::Hip, Side::Left)?, at(Joint::Hip, Side::Right)?];
        let sum = |a: [f64; 3], b: [f64; 3]| std::array::from_fn(|i| a[i] + b[i]);
        let difference = |a: [f64; 3], b: [f64; 3]| std::array::from_fn(|i| a[i] - b[i]);
        Some(Self {
            up: unit(difference(sum(left_shoulder, right_shoulder), sum(left_hip, right_hip)))?,
            left: unit(difference(sum(left_shoulder, left_hip), sum(right_shoulder, right_hip)))?,
        })
    }

    /// Unit vector (nearly) from the back to the front of the trunk.
    pub fn front(&self) -> [f64; 3] {
        let (a, b) = (self.left, self.up);
        [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
    }

    /// A blend with newer axes; `share` is the newer ones' weight.
    pub fn blended(&self, newer: &TrunkAxes, share: f64) -> TrunkAxes {
        let mix = |a: [f64; 3], b: [f64; 3]| {
            unit(std::array::from_fn(|i| a[i] * (1.0 - share) + b[i] * share)).unwrap_or(b)
        };
        TrunkAxes { up: mix(self.up, newer.up), left: mix(self.left, newer.left) }
    }
}

impl TrunkAxes {
    /// The mean of some axes; `None` of none.
    pub fn mean(all: impl IntoIterator<Item = TrunkAxes>) -> Option<TrunkAxes> {
        let (mut up, mut left) = ([0.0; 3], [0.0; 3]);
        for axes in all {
            for i in 0..3 {
                up[i] += axes.up[i];
                left[i] += axes.left[i];
            }
        }
        Some(TrunkAxes { up: unit(up)?, left: unit(left)? })
    }

    /// The greater of the angles between the axes of two trunks, in degrees.
    pub fn angle_to(&self, other: &TrunkAxes) -> f64 {
        let angle = |a: [f64; 3], b: [f64; 3]| {
            (0..3).map(|i| a[i] * b[i]).sum::<f64>().clamp(-1.0, 1.0).acos().to_degrees()
        };
        angle(self.up, other.up).max(angle(self.left, other.left))
    }
}

/// The trunk counts as upright above this share of the vertical (about 45 degrees) ...
const UPRIGHT: f64 = 0.7;

/// ... and as lying below this one. A raised camera seeing a lying body from an end tilts it by up
/// to 30 degrees, a bridge by another 35.
const LYING: f64 = 0.85;

/// The front faces up or down beyond this share of the vertical.
const FACING: f64 = 0.45;

/// The thighs of an upright body point down by more than this share (about 40 degrees off the
/// vertical) where it stands. In between it is on its way; and where the legs lie outside the
/// picture the model invents some that are bent a little.
const THIGHS_DOWN: f64 = 0.65;

/// The position of a body; `None` where the pose fits none, as while getting up.
pub fn position_of(pose: &Pose, axes: &TrunkAxes) -> Option<Position> {
    let thigh = limb_direction(pose, Joint::Hip, Joint::Knee)?;
    if axes.up[1] < -UPRIGHT {
        return Some(if thigh[1] > THIGHS_DOWN { Position::Standing } else { Position::Seated });
    }
    if axes.up[1].abs() > LYING {
        return None;
    }
    let facing_down = axes.front()[1];
    if facing_down < -FACING {
        return Some(Position::Supine);
    }
    if facing_down > FACING && thigh[1] > 0.4 && limb_direction(pose, Joint::Shoulder, Joint::Wrist)?[1] > 0.4
    {
        return Some(Position::Quadruped);
    }
    None
}

/// Degrees off the exact side view up to which a view counts as from the side.
const SIDE_UNTIL: f64 = 20.0;

/// Degrees off the side view from which a view counts as along the body (or frontal).
const END_FROM: f64 = 62.0;

/// The same for an upright body: people turn to a camera more readily than they lie across its view,
/// and a corner half-way between side and front is often read as nearer the front than it is.
const FRONT_FROM: f64 = 68.0;

/// So far beyond the limit of a view, in degrees, a body may still be judged as from that view: the axes come out
/// within about 15 degrees, and no exercise changes its look from one degree to the next.
const VIEW_TOLERANCE: f64 = 6.0;

/// From where the camera sees a body in a position: near the limit between two views, the one that is wanted.
pub fn view_among(axes: &TrunkAxes, position: Position, wanted: &[View]) -> View {
    let view = view_of(axes, position, 0.0);
    if wanted.contains(&view) {
        return view;
    }
    let near = [-VIEW_TOLERANCE, VIEW_TOLERANCE].map(|by| view_of(axes, position, by));
    near.into_iter().find(|view| wanted.contains(view)).unwrap_or(view)
}

/// From where the camera sees a body that is turned by some degrees more away from the side view.
fn view_of(axes: &TrunkAxes, position: Position, turned_by: f64) -> View {
    match position {
        Position::Supine | Position::Quadruped => {
            let off_side = turned_by + axes.up[2].abs().atan2(axes.up[0].abs()).to_degrees();
            match off_side {
                a if a < SIDE_UNTIL => View::Side,
                a if a < END_FROM => View::ThreeQuarter,
                _ if axes.up[2] > 0.0 => View::FootEnd,
                _ => View::HeadEnd,
            }
        }
        Position::Standing | Position::Seated => {
            let off_side = turned_by + axes.left[0].abs().atan2(axes.left[2].abs()).to_degrees();
            match off_side {
                a if a < SIDE_UNTIL => View::Side,
                a if a < FRONT_FROM => View::ThreeQuarter,
                _ => View::Front,
            }
        }
    }
}

/// The side nearer the camera; `None` where neither is clearly so.
pub fn near_side(axes: &TrunkAxes) -> Option<Side> {
    const CLEAR: f64 = 0.25; // sine of about 15 degrees
    match axes.left[2] {
        z if z < -CLEAR => Some(Side::Left),
        z if z > CLEAR => Some(Side::Right),
        _ => None,
    }
}

/// The mean direction of both sides' limbs from one joint to another.
fn limb_direction(pose: &Pose, from: Joint, to: Joint) -> Option<[f64; 3]> {
    let mut sum = [0.0; 3];
    for side in Side::BOTH {
        let (a, b) = (vector(pose.world.get(from.on(side))?), vector(pose.world.get(to.on(side))?));
        for i in 0..3 {
            sum[i] += b[i] - a[i];
        }
    }
    unit(sum)
}

fn vector(point: WorldPoint) -> [f64; 3] {
    [f64::from(point.x), f64::from(point.y), f64::from(point.z)]
}

fn unit(v: [f64; 3]) -> Option<[f64; 3]> {
    let length = v.iter().map(|c| c * c).sum::<f64>().sqrt();
    (length > 1e-6).then(|| v.map(|c| c / length))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Axes of somebody upright who is turned by so many degrees from the side to the front.
    fn turned(degrees: f64) -> TrunkAxes {
        let (sin, cos) = degrees.to_radians().sin_cos();
        TrunkAxes { up: [0.0, -1.0, 0.0], left: [sin, 0.0, cos] }
    }

    #[test]
    fn near_a_limit_the_view_that_is_wanted_is_taken() {
        let seen = |degrees, wanted| view_among(&turned(degrees), Position::Standing, &[wanted]);
        assert_eq!(seen(FRONT_FROM + 4.0, View::ThreeQuarter), View::ThreeQuarter);
        assert_eq!(seen(FRONT_FROM + 4.0, View::Front), View::Front);
        assert_eq!(seen(FRONT_FROM - 4.0, View::Front), View::Front);
        assert_eq!(seen(FRONT_FROM + 8.0, View::ThreeQuarter), View::Front, "too far");
    }
}
