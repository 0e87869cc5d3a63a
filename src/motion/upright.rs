//! Measures of an upright body: how trunk and head lean, where the arms are, how the head is turned.
//!
//! What lies forward in the picture follows from the side that is nearer the camera: with the left
//! side near, the person faces the picture's left. From in front there is no such direction, and the
//! measures that need it are `None`; those that tell left from right are read off the line of the
//! shoulders instead, which from the side is too short.
//!
//! From a corner, a way forward is shown shorter than it is, and a way to the side as one to the
//! front or back. Nothing is made longer to allow for that: the view is known within about 15
//! degrees, and limits hold for the picture.

use super::geometry::Point;
use super::landmark::{Joint, Landmark, Side};
use super::placement::TrunkAxes;
use super::pose::Pose;
use super::sight::{Unseen, see, see_half_hidden, see_landmark};

/// What a measure is: a value, none where a length is zero or the view does not show it, or the point
/// that may not be trusted.
type Measured = Result<Option<f64>, Unseen>;

/// Which way in the picture a trunk turns that leans forward: 1 clockwise, -1 counter-clockwise.
fn forward(near: Option<Side>) -> Option<f64> {
    near.map(|side| if side == Side::Right { 1.0 } else { -1.0 })
}

/// The angle of the trunk from the vertical in degrees, positive forward: 0 upright, -90 on the back.
pub fn trunk_lean(pose: &Pose, near: Option<Side>) -> Measured {
    let Some((side, forward)) = near.zip(forward(near)) else { return Ok(None) };
    let trunk = see(pose, Joint::Hip, side)?.to(see(pose, Joint::Shoulder, side)?);
    Ok((trunk.length() > f64::EPSILON).then(|| trunk.x.atan2(-trunk.y).to_degrees() * forward))
}

/// How far a point lies in front of the line of one side's trunk, and above the shoulder along it,
/// in lengths of that line.
fn about_trunk(pose: &Pose, near: Option<Side>, side: Side, joint: Joint) -> Result<Option<Point>, Unseen> {
    let Some(forward) = forward(near) else { return Ok(None) };
    let (hip, shoulder) = (see(pose, Joint::Hip, side)?, see(pose, Joint::Shoulder, side)?);
    let (trunk, offset) = (hip.to(shoulder), shoulder.to(see(pose, joint, side)?));
    let square = trunk.dot(trunk);
    Ok((square > f64::EPSILON)
        .then(|| Point::new(trunk.cross(offset) * forward / square, trunk.dot(offset) / square)))
}

/// How far the elbow is behind the line of the trunk.
pub fn elbow_behind(pose: &Pose, near: Option<Side>, side: Side) -> Measured {
    Ok(about_trunk(pose, near, side, Joint::Elbow)?.map(|elbow| -elbow.x))
}

/// How far the near ear is in front of the line of the trunk.
pub fn head_forward(pose: &Pose, near: Option<Side>) -> Measured {
    let Some(side) = near else { return Ok(None) };
    Ok(about_trunk(pose, near, side, Joint::Ear)?.map(|ear| ear.x))
}

/// How far the middle of the ears is above the middle of the shoulders, along the trunk.
pub fn neck_length(pose: &Pose) -> Measured {
    let (hips, shoulders) = (middle(pose, Joint::Hip)?, middle(pose, Joint::Shoulder)?);
    let (trunk, neck) = (hips.to(shoulders), shoulders.to(middle(pose, Joint::Ear)?));
    let square = trunk.dot(trunk);
    Ok((square > f64::EPSILON).then(|| trunk.dot(neck) / square))
}

/// How far a joint is above the shoulder of its side in the picture.
pub fn above_shoulder(pose: &Pose, side: Side, joint: Joint) -> Measured {
    let shoulder = see(pose, Joint::Shoulder, side)?;
    let torso = shoulder.to(see(pose, Joint::Hip, side)?).length();
    let point = see(pose, joint, side)?;
    Ok((torso > f64::EPSILON).then(|| (shoulder.y - point.y) / torso))
}

/// How far the shoulders are in front of the elbows: the mean of both arms, so that elbows held out
/// to the sides do not count from a corner.
pub fn shoulders_ahead(pose: &Pose, near: Option<Side>) -> Measured {
    let Some((side, forward)) = near.zip(forward(near)) else { return Ok(None) };
    let shoulders = middle(pose, Joint::Shoulder)?;
    let torso = see(pose, Joint::Shoulder, side)?.to(see(pose, Joint::Hip, side)?).length();
    // Seen from a corner, an arm held out away from the camera is half hidden and yet found.
    let elbow = |side| see_half_hidden(pose, Joint::Elbow, side);
    let elbows = elbow(Side::Left)?.middle(elbow(Side::Right)?);
    Ok((torso > f64::EPSILON).then(|| (shoulders.x - elbows.x) * forward / torso))
}

/// How far the near hip is in front of the ankle, and how far above it.
pub fn hip_from_ankle(pose: &Pose, near: Option<Side>) -> Result<Option<Point>, Unseen> {
    let Some((side, forward)) = near.zip(forward(near)) else { return Ok(None) };
    let (hip, ankle) = (see(pose, Joint::Hip, side)?, see(pose, Joint::Ankle, side)?);
    let torso = see(pose, Joint::Shoulder, side)?.to(hip).length();
    Ok((torso > f64::EPSILON)
        .then(|| Point::new((hip.x - ankle.x) * forward / torso, (ankle.y - hip.y) / torso)))
}

/// The angle of the trunk from the vertical in degrees, positive towards the person's left.
pub fn trunk_sideways(pose: &Pose) -> Measured {
    let Some(left) = left_in_picture(pose)? else { return Ok(None) };
    let trunk = middle(pose, Joint::Hip)?.to(middle(pose, Joint::Shoulder)?);
    Ok((trunk.length() > f64::EPSILON).then(|| (trunk.x * left.x.signum()).atan2(-trunk.y).to_degrees()))
}

/// The angle at the middle of the shoulders between their perpendicular and the nose in degrees,
/// positive towards the person's left.
pub fn head_sideways(pose: &Pose) -> Measured {
    Ok(nose_from_shoulders(pose)?.map(|nose| nose.x.atan2(nose.y).to_degrees()))
}

/// How far the nose is above the line of the shoulders, in torso lengths.
pub fn nose_height(pose: &Pose) -> Measured {
    let torso = middle(pose, Joint::Hip)?.to(middle(pose, Joint::Shoulder)?).length();
    Ok(nose_from_shoulders(pose)?.filter(|_| torso > f64::EPSILON).map(|nose| nose.y / torso))
}

/// Where the nose is from the middle of the shoulders, in pixels along their line: to the person's
/// left, and up.
fn nose_from_shoulders(pose: &Pose) -> Result<Option<Point>, Unseen> {
    let Some(left) = left_in_picture(pose)? else { return Ok(None) };
    let nose = middle(pose, Joint::Shoulder)?.to(see_landmark(pose, Landmark::Nose)?);
    let width = left.length();
    Ok(Some(Point::new(left.dot(nose) / width, -left.cross(nose) * left.x.signum() / width)))
}

/// From the right shoulder to the left one; `None` where they are seen from the side.
fn left_in_picture(pose: &Pose) -> Result<Option<Point>, Unseen> {
    let across = see(pose, Joint::Shoulder, Side::Right)?.to(see(pose, Joint::Shoulder, Side::Left)?);
    let plain = is_seen_from_in_front(pose) && across.x.abs() > f64::EPSILON;
    Ok(plain.then_some(across))
}

/// The line through the shoulders is shown by at least this share of its length (cosine of 60
/// degrees), or its direction in the picture says little.
const LEAST_SHOWN: f64 = 0.5;

/// Whether a body is seen so far from in front (or behind) that left and right lie apart.
pub fn is_seen_from_in_front(pose: &Pose) -> bool {
    TrunkAxes::of(pose).is_some_and(|axes| axes.left[0].abs() > LEAST_SHOWN)
}

fn middle(pose: &Pose, joint: Joint) -> Result<Point, Unseen> {
    Ok(see(pose, joint, Side::Left)?.middle(see(pose, joint, Side::Right)?))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{standing, with};
    use super::*;

    fn measured(value: Measured) -> f64 {
        value.expect("seen").expect("this view shows it")
    }

    #[test]
    fn forward_is_forward_from_either_side() {
        for (degrees, side) in [(90.0, Side::Left), (-90.0, Side::Right)] {
            let (pose, near) = (standing(degrees), Some(side));
            assert!((measured(trunk_lean(&pose, near))).abs() < 1e-3);
            // The elbows of the figure are 0.1 m in front of its trunk of 0.5 m, the ears 0.05 m.
            assert!((measured(elbow_behind(&pose, near, side)) + 0.2).abs() < 1e-3);
            assert!((measured(head_forward(&pose, near)) - 0.1).abs() < 1e-3);
            assert!((measured(shoulders_ahead(&pose, near)) + 0.2).abs() < 1e-3);
            let hip = hip_from_ankle(&pose, near).expect("seen").expect("from the side");
            assert!((hip.x + 0.1).abs() < 1e-3 && (hip.y - 1.8).abs() < 1e-3, "{hip:?}");
        }
    }

    #[test]
    fn a_trunk_that_leans_back_is_negative_and_one_on_the_back_is_level() {
        let pose = standing(90.0); // faces the picture's left
        let back = with(&pose, Landmark::LeftShoulder, |shoulder| shoulder.x += 20.0);
        assert!((measured(trunk_lean(&back, Some(Side::Left))) + 11.31).abs() < 0.1);
        let lying = super::super::testing::lying();
        assert!((measured(trunk_lean(&lying, Some(Side::Left))) + 90.0).abs() < 1e-3);
    }

    #[test]
    fn the_head_goes_to_the_side_where_the_nose_does() {
        let pose = standing(0.0);
        assert!(measured(head_sideways(&pose)).abs() < 1e-3);
        let level = measured(nose_height(&pose));
        // Facing the camera, the person's left is the picture's right.
        let left = with(&pose, Landmark::Nose, |nose| {
            nose.x += 15.0;
            nose.y += 10.0;
        });
        assert!(measured(head_sideways(&left)) > 20.0);
        assert!((level - measured(nose_height(&left)) - 0.1).abs() < 1e-3);
        let behind = Pose { image: left.image.sides_swapped(), world: left.world.sides_swapped(), ..left };
        assert!(measured(head_sideways(&behind)) < -20.0, "seen from behind it is the other side");
    }

    #[test]
    fn a_trunk_to_the_left_is_positive() {
        let mut pose = standing(0.0);
        for shoulder in [Landmark::LeftShoulder, Landmark::RightShoulder] {
            pose = with(&pose, shoulder, |point| point.x += 10.0);
        }
        assert!((measured(trunk_sideways(&pose)) - 5.71).abs() < 0.01);
    }

    #[test]
    fn a_view_that_shows_nothing_of_it_is_no_answer() {
        let front = standing(0.0);
        assert_eq!(trunk_lean(&front, None), Ok(None));
        assert_eq!(elbow_behind(&front, None, Side::Left), Ok(None));
        assert_eq!(shoulders_ahead(&front, None), Ok(None));
        let side = standing(90.0);
        assert_eq!(head_sideways(&side), Ok(None));
        assert_eq!(trunk_sideways(&side), Ok(None));
    }

    #[test]
    fn hidden_points_and_limbs_of_no_length_are_no_zero() {
        let hidden = with(&standing(90.0), Landmark::LeftHip, |hip| hip.visibility = 0.1);
        assert_eq!(trunk_lean(&hidden, Some(Side::Left)), Err(Unseen::Hidden));
        let mut flat = standing(90.0);
        let shoulder = flat.image.get(Landmark::LeftShoulder).expect("there");
        flat.image.set(Landmark::LeftHip, Some(shoulder));
        for value in [
            trunk_lean(&flat, Some(Side::Left)),
            elbow_behind(&flat, Some(Side::Left), Side::Left),
            above_shoulder(&flat, Side::Left, Joint::Elbow),
        ] {
            assert_eq!(value, Ok(None));
        }
    }
}
