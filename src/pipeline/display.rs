//! What the person is shown at a moment, from what was judged: the same in a recording and live.
//!
//! It goes by the frames' times and draws nothing itself.

use std::sync::Arc;

use crate::coach::{Item, Urgency, Utterance};
use crate::messages::{ExerciseTexts, Language};
use crate::motion::{
    Assessment, Event, Exercise, Measure, PhaseId, Placement, Point, Pose, Reason, Unit, WholeMeasure,
};
use crate::ui::highlight::{back_line, part_of};
use crate::ui::{Banner, BodyPart, Count, Emphasis, Hold, OverlayState, Status};

/// What is shown of a measure stays until the measure has changed by this much, in degrees: the
/// model's noise would make the number flicker.
const STEP_DEG: f64 = 1.5;

/// The same for a measure in torso lengths.
const STEP_TORSO: f64 = 0.01;

/// Who has not moved for this long (seconds) rests.
const RESTING_SECS: f64 = 0.8;

/// A measure that is missing for less than this (seconds) keeps its number.
const BRIDGED_SECS: f64 = 0.4;

/// A movement of less than this (seconds) is not called one: most are noise.
const MOVING_AFTER_SECS: f64 = 0.25;

/// Follows the frames of one set and knows what to show.
#[derive(Debug, Clone)]
pub struct Display {
    language: &'static Language,
    exercise: Exercise,
    texts: ExerciseTexts,
    /// Names of the phases.
    names: Vec<String>,
    hold_target_secs: Option<f64>,
    ready: bool,
    attempt: Option<Attempt>,
    /// The sentence that the coach says at the moment.
    cue: Option<Utterance>,
    /// Why nothing can be judged, and the remedy.
    reason: Option<(Reason, String)>,
    /// How the person is seen.
    seen: Placement,
    count: Count,
    part: Option<BodyPart>,
    value: Option<Value>,
    back: Vec<Point>,
}

/// An attempt under way.
#[derive(Debug, Clone, Copy)]
struct Attempt {
    phase: PhaseId,
    since_secs: f64,
    now_secs: f64,
    reached: bool,
    in_target: bool,
    hold_secs: f64,
}

/// The measure of the moment as it is shown: what must change at once, or else the driving one.
#[derive(Debug, Clone, Copy)]
struct Value {
    measure: Measure,
    shown: f64,
    since_secs: f64,
    seen_secs: f64,
}

impl Display {
    /// Nothing has been seen yet. The item's sentences are in the language.
    pub fn new(language: &'static Language, item: &Item) -> Self {
        let Item { exercise, texts, settings, .. } = item;
        let prescribed = exercise.dose.hold_secs;
        Self {
            language,
            names: exercise.phases.iter().map(|phase| language.phase_name(phase)).collect(),
            hold_target_secs: prescribed.map(|(least, _)| settings.hold_secs.unwrap_or(least)),
            exercise: exercise.clone(),
            ready: false,
            attempt: None,
            texts: texts.clone(),
            cue: None,
            reason: None,
            seen: Placement::default(),
            count: Count { good: 0, total: 0 },
            part: None,
            value: None,
            back: Vec::new(),
        }
    }

    /// Takes a frame: the pose in it, what was made of it, and what the coach says then.
    pub fn take(
        &mut self,
        time_secs: f64,
        pose: Option<&Pose>,
        assessment: &Assessment,
        cue: Option<&Utterance>,
    ) {
        if self.cue.as_ref() != cue {
            self.cue = cue.cloned();
        }
        let Placement { position, .. } = self.seen;
        self.seen = assessment.placement;
        self.seen.position = self.seen.position.or(position);
        for event in &assessment.events {
            self.take_event(event);
        }
        self.follow(time_secs, assessment);
        let repetitions = assessment.repetitions;
        self.count = Count { good: repetitions.good, total: repetitions.total };
        let measure = self.faulty(assessment).or(assessment.driver);
        self.part = measure.and_then(|measure| part_of(measure, assessment.placement.near));
        self.measure(time_secs, measure, assessment);
        self.back.clear();
        if measure == Some(Measure::Whole(WholeMeasure::SpineCurvature)) && self.value.is_some() {
            self.back = pose.map(back_line).unwrap_or_default();
        }
    }

    /// What to draw over the last frame; `pose` is the one in it.
    pub fn state(&self, pose: Option<Arc<Pose>>) -> OverlayState {
        OverlayState {
            pose,
            emphasis: self.emphasis(),
            title: self.texts.title.clone(),
            phase: self.phase().to_owned(),
            to_do: self.to_do().to_owned(),
            count: Some(self.count),
            hold: self.hold(),
            cue: self.cue.as_ref().map(|cue| Banner { text: cue.text.clone(), status: cue.urgency.into() }),
            cannot_judge: self.reason.as_ref().map(|(_, remedy)| remedy.clone()),
            ..OverlayState::default()
        }
    }

    fn take_event(&mut self, event: &Event) {
        match event {
            Event::Ready => self.ready = true,
            Event::Left => {
                self.ready = false;
                self.attempt = None;
            }
            Event::AttemptStarted { .. } | Event::AttemptDismissed { .. } | Event::AttemptEnded(_) => {
                self.attempt = None;
            }
            Event::CannotJudge(reason) => self.cannot_judge(*reason),
            Event::CanJudge => self.reason = None,
            // The remedy names the position, and stays in place while another one is taken.
            Event::SeenInPosition(position) => {
                self.seen.position = Some(*position);
                if let Some((Reason::OtherPosition, _)) = self.reason {
                    self.cannot_judge(Reason::OtherPosition);
                }
            }
            // The count and what is reached are in every assessment; faults are the coach's to tell.
            Event::TargetReached { .. }
            | Event::FaultNoticed(_)
            | Event::Repetition(_)
            | Event::SidesRepaired => {}
        }
    }

    /// Follows the attempt under way.
    fn follow(&mut self, time_secs: f64, assessment: &Assessment) {
        let Some(phase) = assessment.phase else {
            self.attempt = None;
            return;
        };
        let before = self.attempt;
        let (since_secs, hold_secs) =
            before.map_or((time_secs, 0.0), |before| (before.since_secs, before.hold_secs));
        let (reached, in_target) = (assessment.reached, assessment.in_target);
        // While the target is left, the seconds of the hold stay to be read.
        let hold_secs = if reached && in_target { assessment.hold_secs } else { hold_secs };
        // Which phase a movement is about may be known only on the way.
        self.attempt =
            Some(Attempt { phase, since_secs, now_secs: time_secs, reached, in_target, hold_secs });
    }

    fn cannot_judge(&mut self, reason: Reason) {
        self.reason =
            Some((reason, self.language.remedy(reason, &self.exercise, &self.texts.title, self.seen)));
    }

    /// What must change at once, if anything.
    fn faulty(&self, assessment: &Assessment) -> Option<Measure> {
        let attempt = self.attempt?;
        let rule = self.exercise.rule(self.cue.as_ref()?.fault?);
        let measure = rule.kind.watched()?.condition.measure;
        measure.resolve(assessment.placement.near, self.exercise.phase(attempt.phase).side)
    }

    fn measure(&mut self, time_secs: f64, measure: Option<Measure>, assessment: &Assessment) {
        // What is counted from rest is shown so.
        let is_driver = measure == assessment.driver;
        let rest = assessment.counted_from.filter(|_| is_driver).unwrap_or_default();
        let seen = measure.and_then(|measure| Some((measure, assessment.measures.get(measure)? - rest)));
        let Some((measure, now)) = seen else {
            self.value = self.value.filter(|value| time_secs - value.seen_secs < BRIDGED_SECS);
            return;
        };
        let step = match measure.unit() {
            Unit::Degrees => STEP_DEG,
            Unit::TorsoLengths => STEP_TORSO,
        };
        let kept = self.value.filter(|value| value.measure == measure && (value.shown - now).abs() < step);
        let (shown, since_secs) = kept.map_or((now, time_secs), |value| (value.shown, value.since_secs));
        self.value = Some(Value { measure, shown, since_secs, seen_secs: time_secs });
    }

    fn emphasis(&self) -> Option<Emphasis> {
        let value = self.value.filter(|_| self.ready)?;
        let part = if self.back.is_empty() { self.part.clone()? } else { BodyPart::Line(self.back.clone()) };
        let must_change = self.cue.as_ref().is_some_and(|cue| cue.urgency >= Urgency::Form);
        let status = match self.attempt {
            Some(_) if must_change => Status::Correct,
            Some(Attempt { reached: true, in_target: true, .. }) => Status::Good,
            _ => Status::Neutral,
        };
        // To which side an angle goes is to be seen; its sign would only puzzle.
        let angle_deg = (value.measure.unit() == Unit::Degrees).then_some(value.shown.abs());
        Some(Emphasis { part, angle_deg, status })
    }

    fn phase(&self) -> &str {
        let words = &self.language.words.state;
        match self.attempt {
            _ if !self.ready => &words.get_ready,
            Some(Attempt { phase, reached: true, in_target: true, .. }) => &self.names[phase.0],
            Some(Attempt { reached: true, .. }) => &words.going_back,
            Some(Attempt { since_secs, now_secs, .. }) if now_secs - since_secs >= MOVING_AFTER_SECS => {
                let rests = self.value.is_some_and(|value| now_secs - value.since_secs >= RESTING_SECS);
                if rests { &words.not_yet } else { &words.moving }
            }
            _ if self.reason.is_some() => &words.paused,
            _ => &words.ready,
        }
    }

    /// What to do at the moment.
    fn to_do(&self) -> &str {
        let words = &self.language.words.to_do;
        let own = |attempt: &Attempt| self.texts.phase(attempt.phase);
        let has_held = |attempt: &Attempt| {
            self.hold_target_secs.is_none_or(|target_secs| attempt.hold_secs >= target_secs)
        };
        match &self.attempt {
            _ if !self.ready => &words.get_ready,
            Some(attempt) if attempt.in_target && attempt.reached && !has_held(attempt) => {
                own(attempt).hold.as_ref().unwrap_or(&words.hold)
            }
            Some(attempt) if attempt.reached => own(attempt).back.as_ref().unwrap_or(&words.back),
            Some(attempt @ Attempt { since_secs, now_secs, .. })
                if now_secs - since_secs >= MOVING_AFTER_SECS =>
            {
                let rests = self.value.is_some_and(|value| now_secs - value.since_secs >= RESTING_SECS);
                // Whose way it is may not be known yet.
                let is_known = self.exercise.rivals(attempt.phase, self.seen.near).next().is_none();
                let own = own(attempt).out.as_ref().filter(|_| is_known);
                if rests { &words.further } else { own.unwrap_or(&words.on) }
            }
            _ if self.count.total == 0 => &words.begin,
            _ => &words.again,
        }
    }

    fn hold(&self) -> Option<Hold> {
        let attempt = self.attempt.filter(|attempt| attempt.reached)?;
        self.hold_target_secs.map(|target| Hold { secs: attempt.hold_secs, target_secs: Some(target) })
    }
}
