//! What a frame shows of the exercise, once the start position is known.

use super::event::{Event, Reason};
use super::exercise::Exercise;
use super::measure::{Measure, Measurements, WholeMeasure};
use super::measuring::{Calibration, measure};
use super::needs::{Needs, is_too_far};
use super::neutral;
use super::observation::MeasuredFrame;
use super::outline_doubt::OutlineDoubt;
use super::phases::Phases;
use super::pose::Pose;
use super::rotation::RotationGauge;
use super::start::StartPosition;
use super::survey::{Stint, Survey};

/// Measures frames against the person's own start position.
#[derive(Debug, Clone, Default)]
pub struct Observer {
    /// Whether the start position has been held.
    pub start: StartPosition,
    /// What is known of the recording as a whole; nothing while it goes on.
    pub survey: Survey,
    /// What the measures depend on.
    pub calibration: Calibration,
    /// The person's values at rest, once the start position has been held.
    pub neutral: Option<Measurements>,
    outline: OutlineDoubt,
}

impl Observer {
    /// What a frame shows, and why it cannot be judged. The first frame in which the start position has been held
    /// long enough calibrates.
    pub fn observe(
        &mut self,
        time_secs: f64,
        pose: Option<&Pose>,
        (exercise, phases): (&Exercise, &Phases),
        events: &mut Vec<Event>,
    ) -> (Measurements, Option<Reason>) {
        // Presence, size and position of a body that is guessed say nothing; where the camera belongs does.
        let is_guessed = !self.start.is_held() && self.start.is_guessed(time_secs);
        let Some(pose) = pose else {
            let reason = if is_guessed { Reason::WrongView } else { Reason::Nobody };
            return (Measurements::NONE, Some(reason));
        };
        if !self.start.is_held() {
            if let Some(stint) = self.survey.stint_at(time_secs).cloned() {
                self.open(&stint);
                events.push(Event::Ready);
            } else {
                self.calibration = Calibration::of(self.start.placement());
            }
        }
        if is_guessed {
            return (Measurements::NONE, Some(Reason::WrongView));
        }
        if is_too_far(pose) {
            return (Measurements::NONE, Some(Reason::TooFar));
        }
        let mut measures = self.measured(time_secs, pose);
        if !self.start.is_held() {
            match self.start.settle(time_secs, pose, &measures, exercise) {
                // What the start position calibrates is not there yet.
                Ok(None) | Err(Reason::NotInStart) => {
                    let reason = self
                        .needs(exercise, phases)
                        .hidden_point(pose, &measures)
                        .unwrap_or(Reason::NotInStart);
                    return (measures, Some(reason));
                }
                Err(reason) => return (measures, Some(reason)),
                Ok(Some(_)) if self.survey.knows(time_secs) => {
                    self.start.ask_anew();
                    return (measures, Some(Reason::NotInStart));
                }
                Ok(Some(resting)) => {
                    self.neutral = Some(calibrate(&mut self.calibration, &resting));
                    measures = self.measured(time_secs, pose);
                    events.push(Event::Ready);
                }
            }
        }
        if !self.start.is_plausible() {
            return (Measurements::NONE, Some(Reason::Hidden));
        }
        let reason = self.needs(exercise, phases).missing(pose, &measures);
        (measures, reason)
    }

    fn measured(&mut self, time_secs: f64, pose: &Pose) -> Measurements {
        let mut measures = measure(pose, &self.calibration);
        let curve = Measure::Whole(WholeMeasure::SpineCurvature);
        measures.set(curve, self.outline.follow(time_secs, measures.get(curve)));
        measures
    }

    /// Lets attempts count from the rest of a stint.
    fn open(&mut self, stint: &Stint) {
        self.start.open(stint.placement, stint.axes);
        self.calibration = Calibration::of(stint.placement);
        self.neutral = Some(calibrate(&mut self.calibration, &stint.resting));
    }

    /// Takes neutral from a stint that contradicts it. Returns whether one did.
    pub fn corrects(&mut self, exercise: &Exercise, stint: &Stint) -> bool {
        let contradicts = self.neutral.as_ref().is_some_and(|neutral| stint.contradicts(exercise, neutral));
        if contradicts {
            self.open(stint);
        }
        contradicts
    }

    /// What the exercise asks to see at the moment.
    fn needs<'a>(&'a self, exercise: &'a Exercise, phases: &'a Phases) -> Needs<'a> {
        let (held, placement) = (self.start.is_held(), self.start.placement());
        Needs { exercise, phases, calibration: &self.calibration, placement, held }
    }
}

/// Calibrates with frames of the start position, and gives the person's values there.
fn calibrate(calibration: &mut Calibration, resting: &[MeasuredFrame]) -> Measurements {
    let poses: Vec<&Pose> = resting.iter().filter_map(|frame| frame.pose.as_deref()).collect();
    calibration.rotation = RotationGauge::from_rest(&poses);
    let neutral = if calibration.rotation.is_some() {
        let measures: Vec<Measurements> = poses.iter().map(|pose| measure(pose, calibration)).collect();
        neutral::median(measures.iter())
    } else {
        neutral::median(resting.iter().map(|frame| &frame.measures))
    };
    neutral::with_hidden_sides(neutral)
}
