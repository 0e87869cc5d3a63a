//! Whether the person is in the exercise: nothing counts before its start position was held still.

use super::event::Reason;
use super::exercise::{Exercise, Position, View};
use super::landmark::Side;
use super::measure::Measurements;
use super::pose::Pose;
use super::stance::{self, TrunkAxes};
use super::watch::{Context, Judgement};

/// How fast the trunk's axes follow the model, in seconds: it errs by several degrees from frame to
/// frame, and people turn slowly.
const AXES_SECS: f64 = 0.3;

/// How long another position must last to be believed, in seconds.
const POSITION_SECS: f64 = 0.4;

/// How long the person may be out of position or out of sight (seconds) before the start position
/// is asked for again.
const LEFT_SECS: f64 = 1.0;

/// While settling, the driving measures may move by this share of the way to their target.
const STILL: f64 = 0.12;

/// What the gate saw of the body as a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Stance {
    /// The position, once it has lasted.
    pub position: Option<Position>,
    /// From where the camera sees it.
    pub view: Option<View>,
    /// The side nearer the camera.
    pub near: Option<Side>,
}

/// Follows the body's position, and the start position until it has been held.
#[derive(Debug, Clone, Default)]
pub struct Gate {
    axes: Option<(f64, TrunkAxes)>,
    candidate: Option<(Option<Position>, f64)>,
    stance: Stance,
    open: bool,
    in_position_secs: f64,
    settling: Vec<(f64, Measurements, Pose)>,
}

/// The frames in which the start position was held.
#[derive(Debug, Clone)]
pub struct Settled {
    /// Their measures.
    pub measures: Vec<Measurements>,
    /// Their poses.
    pub poses: Vec<Pose>,
}

impl Gate {
    /// Whether attempts count.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// The body's stance; view and near side are kept while the gate is open.
    pub fn stance(&self) -> Stance {
        self.stance
    }

    /// Takes the body's axes from a frame; `None` where nobody was seen. Returns whether the gate
    /// has just closed.
    pub fn observe(&mut self, time_secs: f64, pose: Option<&Pose>, exercise: &Exercise) -> bool {
        if let Some((pose, axes)) = pose.and_then(|pose| Some((pose, TrunkAxes::of(pose)?))) {
            let blended = match &self.axes {
                Some((last, old)) if time_secs - last < LEFT_SECS => {
                    old.blended(&axes, ((time_secs - last) / AXES_SECS).clamp(0.0, 1.0))
                }
                _ => axes,
            };
            self.axes = Some((time_secs, blended));
            self.believe(time_secs, stance::position_of(pose, &blended));
            if !self.open
                && let Some(position) = self.stance.position
            {
                self.stance.view = Some(stance::view_of(&blended, position));
                self.stance.near = stance::near_side(&blended);
            }
        }
        if self.stance.position == Some(exercise.position) && pose.is_some() {
            self.in_position_secs = time_secs;
        } else if self.open && time_secs - self.in_position_secs > LEFT_SECS {
            self.open = false;
            self.settling.clear();
            return true;
        }
        if pose.is_none() {
            self.settling.clear();
        }
        false
    }

    fn believe(&mut self, time_secs: f64, position: Option<Position>) {
        match self.candidate {
            Some((candidate, since)) if candidate == position => {
                if time_secs - since >= POSITION_SECS {
                    self.stance.position = position;
                }
            }
            _ => self.candidate = Some((position, time_secs)),
        }
    }

    /// Asks for the start position in a frame in which the gate is closed.
    ///
    /// # Errors
    ///
    /// Returns why the start position is not there.
    pub fn settle(
        &mut self,
        time_secs: f64,
        pose: &Pose,
        measures: &Measurements,
        exercise: &Exercise,
    ) -> Result<Option<Settled>, Reason> {
        let result = self.try_settle(time_secs, pose, measures, exercise);
        if result.is_err() {
            self.settling.clear();
        }
        result
    }

    fn try_settle(
        &mut self,
        time_secs: f64,
        pose: &Pose,
        measures: &Measurements,
        exercise: &Exercise,
    ) -> Result<Option<Settled>, Reason> {
        if self.stance.position != Some(exercise.position) {
            return Err(Reason::OtherPosition);
        }
        if !self.stance.view.is_some_and(|view| exercise.views.contains(&view)) {
            return Err(Reason::WrongView);
        }
        let context = Context { now: measures, neutral: None, near: self.stance.near, moving: None };
        if exercise.start.iter().any(|condition| condition.judge(context) != Judgement::Met) {
            return Err(Reason::NotInStart);
        }
        self.settling.push((time_secs, measures.clone(), pose.clone()));
        self.drop_movement(exercise);
        let since = self.settling.first().map_or(time_secs, |(time, ..)| *time);
        if time_secs - since + 5e-4 < exercise.settle_secs {
            return Ok(None);
        }
        self.open = true;
        let (measures, poses) = std::mem::take(&mut self.settling)
            .into_iter()
            .map(|(_, measures, pose)| (measures, pose))
            .unzip();
        Ok(Some(Settled { measures, poses }))
    }

    /// Lets the settling begin anew after the last frame that a driving measure has moved from.
    fn drop_movement(&mut self, exercise: &Exercise) {
        let Some((_, now, _)) = self.settling.last().cloned() else { return };
        let moved_from = |(_, then, _): &(f64, Measurements, Pose)| {
            exercise.phases.iter().any(|phase| {
                let Some(measure) = phase.measure.resolve(self.stance.near, phase.side) else { return false };
                let (Some(a), Some(b)) = (now.get(measure), then.get(measure)) else { return false };
                (a - b).abs() > STILL * phase.range_from(b).abs()
            })
        };
        if let Some(last) = self.settling.iter().rposition(moved_from) {
            self.settling.drain(..=last);
        }
    }
}
