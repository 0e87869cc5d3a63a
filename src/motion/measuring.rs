//! One pose -> its measures.

use super::anatomy::Anatomy;
use super::back::BackOutline;
use super::condition::View;
use super::geometry::{Point, angle_at};
use super::landmark::{Joint, Side};
use super::measure::{Measure, Measurements, SidedMeasure, WholeMeasure};
use super::placement::{Placement, TrunkAxes};
use super::pose::Pose;
use super::rotation::{RotationGauge, rough_angle};
use super::sight::{Unseen, see, see_half_hidden};
use super::upright;

/// The outline of the back is trusted where knees and wrists lie at least this far (in lengths of
/// the line from hips to shoulders) on the front side. Between a lying person's limbs it is less.
const CLEAR_FRONT: f64 = 0.35;

/// Shoulders nearer to each other in the picture than this (in torso lengths) are seen from the side,
/// and the line through them points anywhere.
const LEAST_SHOULDER_WIDTH: f64 = 0.3;

/// The lower leg from knee to ankle, in torso lengths. Six bodies seen from the side have 0.71 to 0.83.
const LOWER_LEG: f64 = 0.8;

/// Thigh and lower leg from hip to ankle, in torso lengths: trochanter less ankle, as [`super::TRUNK_CM`] has it.
const LEG: f64 = 1.65;

/// No foot is higher above the shoulders than this, in torso lengths: a lower leg that points at the camera has next to
/// no length in the picture, and measures nothing.
const HIGHEST_FOOT: f64 = 2.0;

/// The curve of a back that is bent by a degree, in torso lengths. In 20 rendered films of cats and cows, a degree made .0014 to
/// .0022 of it.
const CURVE_PER_DEGREE: f64 = 0.0018;

/// The part that the network has in the curve of a back that is seen from a corner.
const LEARNT_PART: f64 = 0.5;

/// What the measures of a frame depend on besides its pose.
#[derive(Debug, Clone, Default)]
pub struct Calibration {
    /// The side nearer the camera, where one is.
    pub near: Option<Side>,
    /// From where the camera looks, where that is known.
    pub view: Option<View>,
    /// How the trunk's rotation is read, once the start position has been seen.
    pub rotation: Option<RotationGauge>,
}

impl Calibration {
    /// What is known of how a body is placed.
    pub fn of(placement: Placement) -> Self {
        Self { near: placement.near, view: placement.view, rotation: None }
    }
}

/// Measures a pose. A measure is `None` where a point that it needs may not be trusted.
pub fn measure(pose: &Pose, calibration: &Calibration) -> Measurements {
    let mut found = Measurements::NONE;
    for side in Side::BOTH {
        for kind in SidedMeasure::ALL {
            found.set(Measure::Sided(*kind, side), sided(pose, *kind, side, calibration).ok().flatten());
        }
    }
    for kind in WholeMeasure::ALL {
        found.set(Measure::Whole(*kind), whole(pose, *kind, calibration).ok().flatten());
    }
    found
}

/// Why a measure is missing from a pose: the first point that may not be trusted.
pub fn why_missing(pose: &Pose, measure: Measure, calibration: &Calibration) -> Option<Unseen> {
    match measure {
        Measure::Sided(kind, side) => sided(pose, kind, side, calibration).err(),
        Measure::Whole(kind) => whole(pose, kind, calibration).err(),
    }
}

/// The measure of one side, put right where the pose says how.
fn sided(
    pose: &Pose,
    kind: SidedMeasure,
    side: Side,
    calibration: &Calibration,
) -> Result<Option<f64>, Unseen> {
    let plain = plain_sided(pose, kind, side, calibration)?;
    Ok(plain.and_then(|plain| corrected(pose, Measure::Sided(kind, side), plain)))
}

/// The measure of the body, put right where the pose says how.
fn whole(pose: &Pose, kind: WholeMeasure, calibration: &Calibration) -> Result<Option<f64>, Unseen> {
    let plain = plain_whole(pose, kind, calibration)?;
    Ok(plain.and_then(|plain| corrected(pose, Measure::Whole(kind), plain)))
}

fn corrected(pose: &Pose, measure: Measure, plain: f64) -> Option<f64> {
    pose.anatomy.as_ref().map_or(Some(plain), |anatomy| anatomy.corrected(measure, plain))
}

fn plain_sided(
    pose: &Pose,
    kind: SidedMeasure,
    side: Side,
    calibration: &Calibration,
) -> Result<Option<f64>, Unseen> {
    let at = |joint| see(pose, joint, side);
    Ok(match kind {
        // A leg hides the other's knee, and the model is right about its place all the same.
        SidedMeasure::HipAngle => {
            angle_at(at(Joint::Hip)?, at(Joint::Shoulder)?, see_half_hidden(pose, Joint::Knee, side)?)
        }
        SidedMeasure::KneeAngle => angle_at(at(Joint::Knee)?, at(Joint::Hip)?, at(Joint::Ankle)?),
        SidedMeasure::ElbowAngle => angle_at(at(Joint::Elbow)?, at(Joint::Shoulder)?, at(Joint::Wrist)?),
        SidedMeasure::ThighFromVertical => from_vertical(at(Joint::Knee)?, at(Joint::Hip)?),
        SidedMeasure::ArmFromVertical => from_vertical(at(Joint::Wrist)?, at(Joint::Shoulder)?),
        SidedMeasure::FootHeight => foot_height(pose, side, calibration.near)?,
        SidedMeasure::ElbowBehind => upright::elbow_behind(pose, calibration.near, side)?,
        SidedMeasure::ElbowHeight => upright::above_shoulder(pose, side, Joint::Elbow)?,
        // On hands and knees the trunk bends, and is shorter in the picture than it is; thigh and lower leg are straight.
        SidedMeasure::ArmReach => {
            let knee = see_half_hidden(pose, Joint::Knee, side)?;
            let leg = at(Joint::Hip)?.to(knee).length() + knee.to(at(Joint::Ankle)?).length();
            ratio(at(Joint::Shoulder)?.to(at(Joint::Wrist)?).length(), leg).map(|reach| reach * LEG)
        }
    })
}

fn plain_whole(pose: &Pose, kind: WholeMeasure, calibration: &Calibration) -> Result<Option<f64>, Unseen> {
    // The far side is half hidden in a side view, so one side speaks for the body. Where neither is
    // nearer, it is their middle, so that left and right are treated alike.
    let near = |joint| match calibration.near {
        Some(side) => see(pose, joint, side),
        None => Ok(see(pose, joint, Side::Left)?.middle(see(pose, joint, Side::Right)?)),
    };
    let both = |joint| Ok((see(pose, joint, Side::Left)?, see(pose, joint, Side::Right)?));
    let of_both = |kind| {
        // Differences and sums are asked for as they change, not as they are: the plain ones hold still better.
        let [left, right] = Side::BOTH.map(|side| plain_sided(pose, kind, side, calibration));
        Ok(left?.zip(right?))
    };
    let trunk_is_seen = || near(Joint::Shoulder).and(near(Joint::Hip));
    let torso = || Ok::<_, Unseen>(near(Joint::Hip)?.to(near(Joint::Shoulder)?).length());
    Ok(match kind {
        WholeMeasure::HipAngleSigned => {
            let (shoulder, hip, knee) = (near(Joint::Shoulder)?, near(Joint::Hip)?, near(Joint::Knee)?);
            angle_at(hip, shoulder, knee)
                .map(|angle| if height_above(hip, shoulder, knee) > 0.0 { 360.0 - angle } else { angle })
        }
        WholeMeasure::HipAboveLine => {
            ratio(height_above(near(Joint::Hip)?, near(Joint::Shoulder)?, near(Joint::Knee)?), torso()?)
        }
        WholeMeasure::HipLift => {
            ratio(height_above(near(Joint::Hip)?, near(Joint::Shoulder)?, near(Joint::Ankle)?), torso()?)
        }
        WholeMeasure::SpineCurvature => {
            trunk_is_seen()?;
            let outline = pose.back.as_ref().filter(|back| back.certainty >= CLEAR_FRONT);
            let curvature = outline.and_then(BackOutline::curvature);
            let learnt = pose.anatomy.as_ref().filter(|_| calibration.view == Some(View::ThreeQuarter));
            curvature.map(|curvature| learnt.map_or(curvature, |learnt| with_learnt_bend(curvature, learnt)))
        }
        WholeMeasure::SpineFlexion => {
            trunk_is_seen()?;
            pose.anatomy.as_ref().and_then(Anatomy::spine_flexion)
        }
        WholeMeasure::NeckAngle => {
            let (ear, shoulder, hip) = (near(Joint::Ear)?, near(Joint::Shoulder)?, near(Joint::Hip)?);
            let (trunk, neck) = (hip.to(shoulder), shoulder.to(ear));
            let heading = if trunk.x >= 0.0 { 1.0 } else { -1.0 };
            let turned = trunk.cross(neck).atan2(trunk.dot(neck)).to_degrees() * heading;
            (trunk.length() > f64::EPSILON && neck.length() > f64::EPSILON).then_some(180.0 - turned)
        }
        WholeMeasure::HipsBehindKnees => {
            let (shoulder, hip, knee) = (near(Joint::Shoulder)?, near(Joint::Hip)?, near(Joint::Knee)?);
            ratio((knee.x - hip.x) * (shoulder.x - hip.x).signum(), torso()?)
        }
        WholeMeasure::TrunkRotation => match &calibration.rotation {
            Some(gauge) => gauge.angle(pose)?,
            None => None,
        },
        WholeMeasure::KneesSideways => rough_angle(pose),
        WholeMeasure::ShoulderTilt => {
            let (left, right) = both(Joint::Shoulder)?;
            let across = left.to(right);
            // The hips may lie outside the picture where head and shoulders are enough.
            let wide = match torso() {
                Ok(torso) => across.length() > LEAST_SHOULDER_WIDTH * torso,
                Err(_) => upright::is_seen_from_in_front(pose),
            };
            wide.then(|| (across.y / across.length()).asin().to_degrees())
        }
        WholeMeasure::KneeGap => {
            let (left, right) = both(Joint::Knee)?;
            ratio(left.to(right).length(), torso()?)
        }
        WholeMeasure::TrunkAway => {
            TrunkAxes::of(pose).map(|axes| axes.up[2].clamp(-1.0, 1.0).asin().to_degrees())
        }
        WholeMeasure::HipHeight => ratio(near(Joint::Shoulder)?.y - near(Joint::Hip)?.y, torso()?),
        WholeMeasure::HipsBent => {
            let [left, right] = Side::BOTH.map(|side| {
                let hip = sided(pose, SidedMeasure::HipAngle, side, calibration)?;
                Ok(hip.or_else(|| pose.anatomy.as_ref()?.hidden_hip(side)))
            });
            left?.zip(right?).map(|(left, right)| 360.0 - left - right)
        }
        WholeMeasure::HipBendLead => {
            let [left, right] = Side::BOTH.map(|side| sided(pose, SidedMeasure::HipAngle, side, calibration));
            left?.zip(right?).map(|(left, right)| right - left)
        }
        WholeMeasure::FootLead => of_both(SidedMeasure::FootHeight)?.map(|(left, right)| left - right),
        WholeMeasure::HipDifference => {
            let (left, right) = both(Joint::Hip)?;
            ratio(right.y - left.y, torso()?)
        }
        WholeMeasure::TrunkLean => upright::trunk_lean(pose, calibration.near)?,
        WholeMeasure::TrunkSideways => upright::trunk_sideways(pose)?,
        WholeMeasure::HeadSideways => upright::head_sideways(pose)?,
        WholeMeasure::NoseHeight => upright::nose_height(pose)?,
        WholeMeasure::HeadForward => upright::head_forward(pose, calibration.near)?,
        WholeMeasure::NeckLength => upright::neck_length(pose)?,
        WholeMeasure::ShouldersAhead => upright::shoulders_ahead(pose, calibration.near)?,
        WholeMeasure::HipAheadOfFoot => upright::hip_from_ankle(pose, calibration.near)?.map(|hip| hip.x),
        WholeMeasure::HipAboveFoot => upright::hip_from_ankle(pose, calibration.near)?.map(|hip| hip.y),
    })
}

/// From a corner, a seat or a ball in the outline makes its curve flatter or another: what the network makes of the landmarks
/// is worth as much. It goes with the head, so that alone it would take a nod for a cow.
fn with_learnt_bend(curvature: f64, learnt: &Anatomy) -> f64 {
    let part = LEARNT_PART * learnt.trust();
    learnt.spine_flexion().map_or(curvature, |bend| curvature + part * (CURVE_PER_DEGREE * bend - curvature))
}

/// How far the foot, half-way between heel and toes, is above the shoulders, in torso lengths.
///
/// A lying person's shoulders stay where they are, also while the hips are lifted.
///
/// From a corner the feet are nearer the camera than the trunk or farther from it, and the trunk is
/// foreshortened. The lower legs are beside the feet and nearly upright, so they are the better rule;
/// the nearer one where one is nearer. A model believes a foot hidden behind the other leg and is
/// right about its place all the same.
fn foot_height(pose: &Pose, side: Side, near: Option<Side>) -> Result<Option<f64>, Unseen> {
    let at = |joint, side| see_half_hidden(pose, joint, side);
    let leg = |side| Ok::<_, Unseen>(at(Joint::Knee, side)?.to(at(Joint::Ankle, side)?).length());
    let leg = match near {
        Some(near) => leg(near)?,
        None => (leg(Side::Left)? + leg(Side::Right)?) / 2.0,
    };
    let foot = at(Joint::Heel, side)?.middle(at(Joint::FootIndex, side)?);
    let shoulders = see(pose, Joint::Shoulder, Side::Left)?.middle(see(pose, Joint::Shoulder, Side::Right)?);
    let height = ratio(shoulders.y - foot.y, leg).map(|height| height * LOWER_LEG);
    Ok(height.filter(|height| height.abs() <= HIGHEST_FOOT))
}

/// How far a point lies above the line through two others, in pixels.
fn height_above(point: Point, from: Point, to: Point) -> f64 {
    let line = from.to(to);
    let length = line.length();
    if length < f64::EPSILON {
        return 0.0;
    }
    // With y downwards, the product is positive below a line that runs to the right.
    -line.cross(from.to(point)) / length * line.x.signum()
}

/// The angle of a limb from the vertical, 0 where `upper` is straight above `lower`.
fn from_vertical(lower: Point, upper: Point) -> Option<f64> {
    angle_at(lower, upper, Point::new(lower.x, lower.y - 1.0))
}

fn ratio(value: f64, unit: f64) -> Option<f64> {
    (unit > f64::EPSILON).then(|| value / unit)
}

#[cfg(test)]
mod tests {
    use super::super::landmark::Landmark;
    use super::super::testing::{lying, with};
    use super::*;

    fn of(pose: &Pose, kind: WholeMeasure, near: Option<Side>) -> Option<f64> {
        measure(pose, &Calibration { near, ..Calibration::default() }).get(Measure::Whole(kind))
    }

    #[test]
    fn angles_of_a_lying_body() {
        let found = measure(&lying(), &Calibration::default());
        let hip = found.get(Measure::Sided(SidedMeasure::HipAngle, Side::Left)).expect("seen");
        assert!((hip - 125.5).abs() < 0.1, "{hip}");
        let signed = of(&lying(), WholeMeasure::HipAngleSigned, Some(Side::Left)).expect("seen");
        assert!((signed - hip).abs() < 1e-6, "below the line both are the same");
    }

    #[test]
    fn a_hip_above_the_line_goes_past_straight() {
        let high = with(&lying(), Landmark::LeftHip, |hip| hip.y -= 100.0);
        let signed = of(&high, WholeMeasure::HipAngleSigned, Some(Side::Left)).expect("seen");
        assert!(signed > 180.0, "{signed}");
    }

    #[test]
    fn what_is_hidden_or_outside_is_not_measured() {
        let hip = Measure::Sided(SidedMeasure::HipAngle, Side::Left);
        let hidden = with(&lying(), Landmark::LeftHip, |hip| hip.visibility = 0.2);
        let outside = with(&lying(), Landmark::LeftKnee, |knee| knee.x = -3.0);
        let odd = with(&lying(), Landmark::LeftKnee, |knee| knee.x = f32::NAN);
        for (pose, why) in
            [(hidden, Unseen::Hidden), (outside, Unseen::OutOfPicture), (odd, Unseen::OutOfPicture)]
        {
            assert_eq!(measure(&pose, &Calibration::default()).get(hip), None);
            assert_eq!(why_missing(&pose, hip, &Calibration::default()), Some(why));
        }
    }

    #[test]
    fn without_a_near_side_both_count_alike() {
        let pose = with(&lying(), Landmark::LeftKnee, |knee| knee.y -= 20.0);
        let other = Pose { image: pose.image.sides_swapped(), ..pose.clone() };
        let kind = WholeMeasure::HipAngleSigned;
        assert!(of(&pose, kind, None).is_some());
        assert_eq!(of(&pose, kind, None), of(&other, kind, None));
        assert_ne!(of(&pose, kind, Some(Side::Left)), of(&other, kind, Some(Side::Left)));
    }
}
