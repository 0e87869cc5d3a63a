//! What an exercise asks to see, and why a frame does not show it.

use super::condition::ViewedCondition;
use super::event::Reason;
use super::exercise::Exercise;
use super::landmark::Joint;
use super::measure::{Measure, Measurements, WholeMeasure};
use super::measuring::{Calibration, why_missing};
use super::phases::Phases;
use super::placement::Placement;
use super::pose::Pose;
use super::sight::Unseen;

/// A torso shorter than this share of the picture's longer side is too far away to be measured.
const SMALLEST_TORSO: f64 = 0.06;

/// What an exercise asks to see at a moment.
#[derive(Debug, Clone, Copy)]
pub struct Needs<'a> {
    /// The exercise.
    pub exercise: &'a Exercise,
    /// How its phases stand.
    pub phases: &'a Phases,
    /// What the measures depend on.
    pub calibration: &'a Calibration,
    /// How the body is placed.
    pub placement: Placement,
    /// Whether the start position has been held.
    pub held: bool,
}

impl<'a> Needs<'a> {
    /// Why a driving measure is missing.
    pub fn missing(&self, pose: &Pose, measures: &Measurements) -> Option<Reason> {
        self.hidden_point(pose, measures).or_else(|| {
            let measure = self.needed(measures).find(|measure| measures.get(*measure).is_none())?;
            Some(match measure {
                Measure::Whole(WholeMeasure::SpineCurvature) => Reason::OutlineUnclear,
                Measure::Whole(WholeMeasure::TrunkRotation) => Reason::WrongView,
                _ => Reason::Hidden,
            })
        })
    }

    /// Which point that a driving measure or a start condition needs may not be trusted.
    pub fn hidden_point(&self, pose: &Pose, measures: &Measurements) -> Option<Reason> {
        let near = self.calibration.near;
        let must_be_seen =
            |start: &&ViewedCondition| start.must_be_seen && start.concerns(self.placement.view);
        let start = self.exercise.start.iter().filter(must_be_seen);
        let start = start.filter_map(|start| start.condition.measure.resolve(near, None));
        let unseen = self
            .needed(measures)
            .chain(start.filter(|_| !self.held))
            .filter(|measure| measures.get(*measure).is_none())
            .find_map(|measure| why_missing(pose, measure, self.calibration))?;
        Some(match unseen {
            Unseen::OutOfPicture => Reason::CutOff,
            Unseen::Hidden => Reason::Hidden,
        })
    }

    /// The driving measures that must be seen now. One side may hide the other while both rest.
    fn needed(&self, measures: &'a Measurements) -> impl Iterator<Item = Measure> + use<'_, 'a> {
        self.exercise.phases().filter_map(|(id, phase)| {
            let measure = phase.driving_measure(self.calibration.near)?;
            let rests_behind_other = match measure {
                Measure::Sided(kind, side) if phase.side.is_some() && !self.phases.is_out(id) => {
                    measures.get(Measure::Sided(kind, side.opposite())).is_some()
                }
                _ => false,
            };
            (!rests_behind_other).then_some(measure)
        })
    }
}

/// Whether a body is too small in the picture to be measured.
pub fn is_too_far(pose: &Pose) -> bool {
    let size = f64::from(pose.picture.width.max(pose.picture.height));
    let ends = pose.middle(Joint::Shoulder).zip(pose.middle(Joint::Hip));
    ends.is_some_and(|(shoulders, hips)| shoulders.to(hips).length() / size < SMALLEST_TORSO)
}
