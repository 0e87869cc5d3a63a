//! Which part of the body a measure is about, so that it can be emphasised.

use super::emphasis::BodyPart;
pub use crate::motion::back_line::back_line;
use crate::motion::{Joint, Measure, Side, SidedMeasure, WholeMeasure};

/// The part that a measure is about; `near` is the side that the camera sees better. The curve of
/// the back is a line of its own: see [`back_line`].
pub fn part_of(measure: Measure, near: Option<Side>) -> Option<BodyPart> {
    let joint = |vertex: Joint, ends: [Joint; 2], side: Side| BodyPart::Joint {
        vertex: vertex.on(side),
        ends: ends.map(|end| end.on(side)),
    };
    let limb = |from: Joint, to: Joint, side: Side| BodyPart::Limb([from.on(side), to.on(side)]);
    let across = |joint: Joint| BodyPart::Limb(Side::BOTH.map(|side| joint.on(side)));
    let near = near.unwrap_or(Side::Left);
    Some(match measure {
        Measure::Sided(measure, side) => match measure {
            SidedMeasure::HipAngle => joint(Joint::Hip, [Joint::Shoulder, Joint::Knee], side),
            SidedMeasure::KneeAngle => joint(Joint::Knee, [Joint::Hip, Joint::Ankle], side),
            SidedMeasure::ElbowAngle => joint(Joint::Elbow, [Joint::Shoulder, Joint::Wrist], side),
            SidedMeasure::ThighFromVertical => limb(Joint::Knee, Joint::Hip, side),
            SidedMeasure::ArmFromVertical => limb(Joint::Wrist, Joint::Shoulder, side),
            SidedMeasure::FootHeight => limb(Joint::Ankle, Joint::FootIndex, side),
            SidedMeasure::ElbowBehind => joint(Joint::Shoulder, [Joint::Elbow, Joint::Hip], side),
            SidedMeasure::ArmReach => limb(Joint::Wrist, Joint::Shoulder, side),
            SidedMeasure::ElbowHeight => limb(Joint::Shoulder, Joint::Elbow, side),
        },
        Measure::Whole(measure) => match measure {
            WholeMeasure::HipAngleSigned | WholeMeasure::HipAboveLine | WholeMeasure::HipLift => {
                joint(Joint::Hip, [Joint::Shoulder, Joint::Knee], near)
            }
            WholeMeasure::NeckAngle => joint(Joint::Shoulder, [Joint::Ear, Joint::Hip], near),
            WholeMeasure::HipsBehindKnees => limb(Joint::Knee, Joint::Hip, near),
            WholeMeasure::TrunkRotation | WholeMeasure::KneesSideways => {
                BodyPart::Pair(Joint::Hip, Joint::Knee)
            }
            WholeMeasure::ShoulderTilt => across(Joint::Shoulder),
            WholeMeasure::KneeGap => across(Joint::Knee),
            WholeMeasure::HipHeight => limb(Joint::Hip, Joint::Shoulder, near),
            WholeMeasure::HipsBent | WholeMeasure::HipBendLead => BodyPart::Pair(Joint::Hip, Joint::Knee),
            WholeMeasure::FootLead => across(Joint::Ankle),
            WholeMeasure::HipDifference => across(Joint::Hip),
            WholeMeasure::TrunkLean => limb(Joint::Hip, Joint::Shoulder, near),
            WholeMeasure::TrunkSideways => BodyPart::Pair(Joint::Hip, Joint::Shoulder),
            WholeMeasure::HeadSideways | WholeMeasure::NoseHeight | WholeMeasure::NeckLength => {
                BodyPart::Pair(Joint::Shoulder, Joint::Ear)
            }
            WholeMeasure::HeadForward => joint(Joint::Shoulder, [Joint::Ear, Joint::Hip], near),
            WholeMeasure::ShouldersAhead => BodyPart::Pair(Joint::Shoulder, Joint::Elbow),
            WholeMeasure::HipAheadOfFoot | WholeMeasure::HipAboveFoot => limb(Joint::Ankle, Joint::Hip, near),
            WholeMeasure::SpineCurvature | WholeMeasure::SpineFlexion | WholeMeasure::TrunkAway => {
                return None;
            }
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::motion::Measurements;

    #[test]
    fn every_measure_but_the_backs_and_the_cameras_has_a_part() {
        for measure in Measurements::all() {
            let without = match measure {
                Measure::Whole(whole) => {
                    matches!(whole, WholeMeasure::SpineCurvature | WholeMeasure::SpineFlexion)
                        || whole.is_of_the_view()
                }
                Measure::Sided(..) => false,
            };
            assert_eq!(part_of(measure, None).is_none(), without, "{}", measure.name());
        }
    }
}
