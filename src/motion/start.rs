//! Whether the person is in the exercise: nothing counts before its start position was held still.

use std::sync::Arc;

use super::condition::{Position, ViewedCondition};
use super::curve::LONGEST_GAP_SECS;
use super::event::Reason;
use super::exercise::Exercise;
use super::geometry::Point;
use super::landmark::{Joint, Side};
use super::measure::{MeasureRef, Measurements};
use super::measuring::{Calibration, measure};
use super::monitor::{Context, Judgement};
use super::observation::MeasuredFrame;
use super::placement::{self, Placement, TrunkAxes};
use super::pose::Pose;
use super::steadiness::Steadiness;
use super::timing::elapsed_secs;

/// How fast the trunk's axes follow the model, in seconds: it errs by several degrees from frame to
/// frame, and people turn slowly.
const AXES_SECS: f64 = 0.3;

/// How long another position must last to be believed, in seconds.
const POSITION_SECS: f64 = 0.4;

/// How long the person may be out of position (seconds) before the start position is asked for again.
pub const LEFT_SECS: f64 = 1.0;

/// The same for who is out of sight: a model loses a body for a second or two.
pub const LOST_SECS: f64 = 2.0;

/// While settling, hips, shoulders and knees may move by this share of the trunk's size.
const STILL: f64 = 0.12;

/// While settling, the driving measures may move by this share of the way that people move a limb.
const STILL_DRIVER: f64 = 0.2;

/// They are averaged over so long, in seconds: a model errs by some degrees from frame to frame.
const STEADY_SECS: f64 = 0.2;

/// While settling, a frame's axes may differ from their course by this much, in degrees. Where the
/// model guesses a body, as from the feet, they jump about.
const STEADY_DEGREES: f64 = 30.0;

/// Afterwards, by this much from the settled ones: a bridge turns the trunk by 40 degrees, knees
/// dropped to a side the hips by 30.
const PLAUSIBLE_DEGREES: f64 = 65.0;

/// Follows the body's position, and the start position until it has been held.
#[derive(Debug, Clone, Default)]
pub struct StartPosition {
    axes: Option<(f64, TrunkAxes)>,
    /// Of the present frame alone.
    frame_axes: Option<TrunkAxes>,
    settled_axes: Option<TrunkAxes>,
    steadiness: Steadiness,
    candidate: Option<(Option<Position>, f64)>,
    placement: Placement,
    held: bool,
    in_position_secs: f64,
    /// Frames in which the start position may be held, each with the means of its measures over the last ones.
    settling: Vec<(MeasuredFrame, Measurements)>,
    unseen_since: Option<f64>,
}

impl StartPosition {
    /// Whether attempts count.
    pub fn is_held(&self) -> bool {
        self.held
    }

    /// The body's stance; view and near side are kept while the gate is open.
    pub fn placement(&self) -> Placement {
        self.placement
    }

    /// The axes of the trunk as they are followed.
    pub fn axes(&self) -> Option<TrunkAxes> {
        self.axes.map(|(_, axes)| axes)
    }

    /// Says from where the camera sees the body, where that is known better than from the frames so far.
    pub fn place(&mut self, placement: Placement) {
        (self.placement.view, self.placement.near) = (placement.view, placement.near);
    }

    /// Lets attempts count: the start position is known to be held, with these axes.
    pub fn open(&mut self, placement: Placement, axes: TrunkAxes) {
        self.place(placement);
        self.held = true;
        self.settled_axes = Some(axes);
        self.settling.clear();
    }

    /// Takes the body's axes from a frame; `None` where nobody was seen. Returns whether the gate
    /// has just closed.
    pub fn observe(&mut self, time_secs: f64, pose: Option<&Pose>, exercise: &Exercise) -> bool {
        self.frame_axes = pose.and_then(TrunkAxes::of);
        if let Some((pose, axes)) = pose.zip(self.frame_axes) {
            let blended = match &self.axes {
                Some((last, old)) if elapsed_secs(*last, time_secs) < LEFT_SECS => {
                    old.blended(&axes, ((time_secs - last) / AXES_SECS).clamp(0.0, 1.0))
                }
                _ => axes,
            };
            self.axes = Some((time_secs, blended));
            self.steadiness.take(time_secs, axes);
            self.believe(time_secs, placement::position_of(pose, &blended));
            if !self.held
                && let Some(position) = self.placement.position
            {
                self.placement.view = Some(placement::view_among(&blended, position, &exercise.views));
                self.placement.near = placement::near_side(&blended);
            }
        }
        if exercise.is_done_in(self.placement.position) && pose.is_some() {
            self.in_position_secs = time_secs;
        } else {
            let patience_secs = if pose.is_some() { LEFT_SECS } else { LOST_SECS };
            if self.held && elapsed_secs(self.in_position_secs, time_secs) > patience_secs {
                return self.ask_anew();
            }
        }
        if pose.is_some() {
            self.unseen_since = None;
        } else if elapsed_secs(*self.unseen_since.get_or_insert(time_secs), time_secs) > LONGEST_GAP_SECS {
            self.settling.clear();
        }
        false
    }

    /// Whether the bodies of the last seconds cannot have been one: the model guesses.
    pub fn is_guessed(&self, time_secs: f64) -> bool {
        self.steadiness.is_guessed(time_secs)
    }

    /// Asks for the start position anew. Returns whether it had been held.
    pub fn ask_anew(&mut self) -> bool {
        self.settling.clear();
        std::mem::take(&mut self.held)
    }

    /// Whether the frame's body can be the one that settled.
    pub fn is_plausible(&self) -> bool {
        match (&self.settled_axes, &self.frame_axes) {
            (Some(settled), Some(now)) => settled.angle_to(now) <= PLAUSIBLE_DEGREES,
            _ => false,
        }
    }

    fn believe(&mut self, time_secs: f64, position: Option<Position>) {
        match self.candidate {
            Some((candidate, since)) if candidate == position => {
                if elapsed_secs(since, time_secs) >= POSITION_SECS {
                    self.placement.position = position;
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
    ) -> Result<Option<Vec<MeasuredFrame>>, Reason> {
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
    ) -> Result<Option<Vec<MeasuredFrame>>, Reason> {
        if !exercise.is_done_in(self.placement.position) {
            return Err(Reason::OtherPosition);
        }
        if !self.placement.view.is_some_and(|view| exercise.views.contains(&view)) {
            return Err(Reason::WrongView);
        }
        let (Some((_, course)), Some(now)) = (self.axes, self.frame_axes) else {
            return Err(Reason::Hidden);
        };
        if course.angle_to(&now) > STEADY_DEGREES {
            return Err(Reason::Hidden);
        }
        if let Some(broken) = broken_condition(exercise, self.placement, pose, measures) {
            let of_the_view = matches!(broken.condition.measure, MeasureRef::Whole(m) if m.is_of_the_view());
            return Err(if of_the_view { Reason::WrongView } else { Reason::NotInStart });
        }
        let steady = self.steady(time_secs, measures);
        let frame = MeasuredFrame {
            at_secs: time_secs,
            pose: Some(Arc::new(pose.clone())),
            measures: measures.clone(),
        };
        self.settling.push((frame, steady));
        self.drop_movement(exercise);
        let since = self.settling.first().map_or(time_secs, |(first, _)| first.at_secs);
        if elapsed_secs(since, time_secs) < exercise.settle_secs {
            return Ok(None);
        }
        self.held = true;
        self.settled_axes = Some(course);
        Ok(Some(std::mem::take(&mut self.settling).into_iter().map(|(frame, _)| frame).collect()))
    }

    /// The means of a frame's measures with those of the settling frames just before it.
    fn steady(&self, time_secs: f64, measures: &Measurements) -> Measurements {
        let frames = self.settling.iter().rev().map(|(frame, _)| frame);
        let before: Vec<&MeasuredFrame> =
            frames.take_while(|frame| elapsed_secs(frame.at_secs, time_secs) <= STEADY_SECS).collect();
        let mut steady = Measurements::NONE;
        for measure in Measurements::all() {
            let Some(value) = measures.get(measure) else { continue };
            let earlier = before.iter().filter_map(|frame| frame.measures.get(measure));
            let (count, sum) = earlier.fold((1.0, value), |(count, sum), value| (count + 1.0, sum + value));
            steady.set(measure, Some(sum / count));
        }
        steady
    }

    /// Lets the settling begin anew after the last frame that the body, or a driving measure, has
    /// moved from. The measure can move alone: a model needs some frames to find its way.
    fn drop_movement(&mut self, exercise: &Exercise) {
        let Some((now, steady)) = self.settling.last() else { return };
        let drifted = |then: &Measurements| {
            exercise.phases.iter().any(|phase| {
                let measure = phase.measure.resolve(self.placement.near, phase.side);
                let values = measure.map(|measure| (then.get(measure), steady.get(measure)));
                let Some((Some(then), Some(now))) = values else { return false };
                (now - then).abs() > STILL_DRIVER * phase.limbs_range(then)
            })
        };
        let moved = |then: &MeasuredFrame| {
            then.pose.as_deref().zip(now.pose.as_deref()).is_none_or(|(then, now)| has_moved(then, now))
        };
        let moved_from = |(then, steady): &(MeasuredFrame, Measurements)| moved(then) || drifted(steady);
        if let Some(last) = self.settling.iter().rposition(moved_from) {
            self.settling.drain(..=last);
        }
    }
}

/// The first of the start position's conditions that a frame does not keep. Where points that a condition needs are
/// hidden or cut off, it is judged where the model expects them, if the rules allow that.
pub fn broken_condition<'a>(
    exercise: &'a Exercise,
    placement: Placement,
    pose: &Pose,
    measures: &Measurements,
) -> Option<&'a ViewedCondition> {
    let Placement { near, view, .. } = placement;
    let mut expected = None;
    exercise.start.iter().find(|asked| {
        let judged =
            |now: &Measurements| asked.judge(Context { now, neutral: None, near, view, moving: None });
        let judgement = match judged(measures) {
            Judgement::Unknown if !asked.must_be_seen => {
                let calibration = Calibration::of(placement);
                judged(expected.get_or_insert_with(|| measure(&pose.as_expected(), &calibration)))
            }
            judgement => judgement,
        };
        judgement != Judgement::Met
    })
}

/// Whether hips, shoulders or knees moved from one pose to the other by more than stillness allows.
fn has_moved(from: &Pose, to: &Pose) -> bool {
    let (Some(hips), Some(shoulders)) = (to.middle(Joint::Hip), to.middle(Joint::Shoulder)) else {
        return true;
    };
    // Seen along the body, the trunk is foreshortened and the shoulders' width is the better rule.
    let across = to.joint(Joint::Shoulder, Side::Left).zip(to.joint(Joint::Shoulder, Side::Right));
    let width = across.map_or(0.0, |(left, right)| Point::from(left).to(right.into()).length());
    let size = hips.to(shoulders).length().max(width);
    [Joint::Hip, Joint::Shoulder, Joint::Knee].iter().any(|joint| {
        match (from.middle(*joint), to.middle(*joint)) {
            (Some(then), Some(now)) => then.to(now).length() > STILL * size,
            _ => true,
        }
    })
}
