//! One set, from its first frame to its last: poses over time in, events out.

mod steps;

use super::announcer::Announcer;
use super::assessment::{Assessment, Settings};
use super::attempt::{Step, Tracked};
use super::compensations::CompensationDetector;
use super::condition::Reference;
use super::coverage::Coverage;
use super::curve::Sample;
use super::event::{Attempt, Event, Fault, Reason, Repetitions};
use super::exercise::{Exercise, FaultRule};
use super::faults::AttemptContext;
use super::hindsight::Hindsight;
use super::measure::Measurements;
use super::monitor::Context;
use super::neutral;
use super::observer::Observer;
use super::personal::PersonalRange;
use super::phase::PhaseId;
use super::phases::Phases;
use super::pose::Pose;
use super::repetition::Counter;
use super::scene::Scene;
use super::side_swaps::SideSwapFilter;
use super::stillness::Stillness;
use super::survey::Survey;

/// Judges one set of one exercise.
#[derive(Debug, Clone)]
pub struct Assessor {
    exercise: Exercise,
    settings: Settings,
    sides: SideSwapFilter,
    observer: Observer,
    phases: Phases,
    compensations: CompensationDetector,
    personal: PersonalRange,
    counter: Counter,
    coverage: Coverage,
    attempts: Vec<Attempt>,
    set_faults: Vec<Fault>,
    announcer: Announcer,
    last_secs: Option<f64>,
    stillness: Stillness,
    /// Pictures that showed nothing new, until it is known whether they stand still.
    repeats: Vec<(Scene, f64, Option<Pose>)>,
    /// What was measured in the last picture that was looked at.
    measures: Measurements,
    /// What has been seen so far; none of it where the whole recording was surveyed before.
    hindsight: Option<Hindsight>,
}

impl Assessor {
    /// An assessor that has seen nothing yet.
    pub fn new(exercise: Exercise, settings: Settings) -> Self {
        Self {
            phases: Phases::new(&exercise),
            compensations: CompensationDetector::new(&exercise),
            personal: PersonalRange::new(if settings.own_range { exercise.phases.len() } else { 0 }),
            exercise,
            settings,
            sides: SideSwapFilter::default(),
            observer: Observer::default(),
            counter: Counter::default(),
            coverage: Coverage::default(),
            attempts: Vec::new(),
            set_faults: Vec::new(),
            announcer: Announcer::default(),
            last_secs: None,
            stillness: Stillness::default(),
            repeats: Vec::new(),
            measures: Measurements::NONE,
            hindsight: Some(Hindsight::default()),
        }
    }

    /// Says before the first frame what a survey of the whole recording found.
    pub fn survey(&mut self, survey: Survey) {
        self.observer.survey = survey;
        self.hindsight = None;
    }

    /// The exercise that is judged.
    pub fn exercise(&self) -> &Exercise {
        &self.exercise
    }

    /// The recorded attempts so far.
    pub fn attempts(&self) -> &[Attempt] {
        &self.attempts
    }

    /// Faults of the set as a whole, known after [`Assessor::finish`].
    pub fn set_faults(&self) -> &[Fault] {
        &self.set_faults
    }

    /// The repetitions so far.
    pub fn repetitions(&self) -> Repetitions {
        self.counter.count()
    }

    /// How much could be judged so far.
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// The part of the full range that is asked for: the least of all phases'.
    pub fn range(&self) -> f64 {
        let parts = self.exercise.phases().filter_map(|(id, _)| self.personal.part(id));
        parts.min_by(f64::total_cmp).unwrap_or(self.settings.range)
    }

    /// How often exchanged sides were put right so far.
    pub fn sides_repaired(&self) -> u32 {
        self.sides.repaired
    }

    /// The phase that is still missing of a repetition under way.
    pub fn missing_phase(&self) -> Option<PhaseId> {
        self.counter.missing(&self.exercise)
    }

    /// Takes the next frame's pose, `None` where nobody was found. Times are seconds and grow: a frame
    /// that is not later than the one before is passed over.
    pub fn step(&mut self, time_secs: f64, pose: Option<&Pose>) -> Assessment {
        self.step_in(Scene::default(), time_secs, pose)
    }

    /// Takes the next frame's pose, with what else is known of the picture. A picture that shows nothing new
    /// waits for one that does. Where none comes for long, nobody is seen in them: what they show may be over.
    pub fn step_in(&mut self, scene: Scene, time_secs: f64, pose: Option<&Pose>) -> Assessment {
        let mut events = Vec::new();
        if !time_secs.is_finite() || self.last_secs.is_some_and(|last| time_secs <= last) {
            let reason = self.announcer.reason();
            return self.assessment(events, Measurements::NONE, reason);
        }
        let is_first = self.last_secs.is_none();
        self.last_secs = Some(time_secs);
        self.stillness.observe(time_secs, scene.repeats);
        if self.stillness.stands_still() {
            self.repeats.clear();
            return self.look(scene, time_secs, None, events);
        }
        if scene.repeats && !is_first {
            self.repeats.push((scene, time_secs, pose.cloned()));
            let (measures, reason) = (self.measures.clone(), self.announcer.reason());
            return self.assessment(events, measures, reason);
        }
        self.look_at_repeats(&mut events);
        self.look(scene, time_secs, pose, events)
    }

    /// Looks at the pictures that showed nothing new, now that it is known that they did not stand still.
    fn look_at_repeats(&mut self, events: &mut Vec<Event>) {
        for (scene, time_secs, pose) in std::mem::take(&mut self.repeats) {
            let seen = self.look(scene, time_secs, pose.as_ref(), std::mem::take(events));
            *events = seen.events;
        }
    }

    /// What a picture makes of the set; nobody is seen in one that stands still.
    fn look(
        &mut self,
        scene: Scene,
        time_secs: f64,
        pose: Option<&Pose>,
        mut events: Vec<Event>,
    ) -> Assessment {
        let is_still = self.stillness.stands_still();
        if let Some(hindsight) = &mut self.hindsight {
            hindsight.take(time_secs, pose);
        }
        let kept = pose.map(|pose| {
            let (kept, began) = self.sides.keep(time_secs, pose);
            events.extend(began.then_some(Event::SidesRepaired));
            kept
        });
        let pose = kept.as_ref();
        if self.observer.start.observe(time_secs, pose, &self.exercise) {
            if pose.is_none() {
                self.close_reached(&mut events);
            }
            self.phases.abandon();
            self.compensations.restart();
            events.push(Event::Left);
        }
        let (measures, reason) =
            self.observer.observe(time_secs, pose, (&self.exercise, &self.phases), &mut events);
        let reason = if is_still { Some(Reason::StillPicture) } else { reason };
        let reason = reason.map(|reason| scene.explain(reason));
        let position = self.observer.start.placement().position;
        let dt = self.coverage.count(time_secs, pose.is_some(), position, reason);
        if scene.is_crowded() {
            *self.coverage.reasons.entry(Reason::SomebodyElse).or_default() += dt;
        }
        if self.observer.start.is_held() {
            self.follow(time_secs, &measures, dt, &mut events);
        }
        events.extend(self.announcer.update(time_secs, reason, position));
        self.measures = measures.clone();
        self.assessment(events, measures, reason)
    }

    /// Ends the set: attempts under way are closed, and faults of the set as a whole judged.
    pub fn finish(&mut self) -> Vec<Event> {
        let mut events = Vec::new();
        self.look_at_repeats(&mut events);
        self.close_attempts(&mut events);
        self.coverage.explain(self.attempts.iter().map(|attempt| attempt.interval));
        let side = |attempt: &Attempt| self.exercise.phase(attempt.phase).side;
        let attempts: Vec<_> =
            self.attempts.iter().map(|attempt| (side(attempt), attempt.interval)).collect();
        for (rule, FaultRule { kind, .. }) in self.exercise.rules() {
            if let Some(interval) = kind.judge_set(&attempts) {
                let fault = Fault { rule, phase: None, interval, value: None, limit: None };
                self.set_faults.push(fault.clone());
                events.push(Event::FaultNoticed(fault));
            }
        }
        events
    }

    /// Ends attempts under way and asks for the start position anew, as when the session pauses.
    pub fn interrupt(&mut self) -> Vec<Event> {
        let mut events = Vec::new();
        self.look_at_repeats(&mut events);
        self.close_attempts(&mut events);
        events.extend(self.observer.start.ask_anew().then_some(Event::Left));
        events
    }

    /// Ends attempts that have reached their target: what was held before the person was lost sight of was held.
    fn close_reached(&mut self, events: &mut Vec<Event>) {
        let ids = (0..self.exercise.phases.len()).map(PhaseId);
        for id in ids.filter(|id| self.phases.has_reached(*id)).collect::<Vec<_>>() {
            self.close(id, events);
        }
    }

    fn close_attempts(&mut self, events: &mut Vec<Event>) {
        for id in (0..self.exercise.phases.len()).map(PhaseId) {
            self.close(id, events);
        }
    }

    fn close(&mut self, id: PhaseId, events: &mut Vec<Event>) {
        if let Some(step) = self.phases.close(&self.exercise, id) {
            self.take(id, step, events);
        }
    }

    /// Leads a frame through the phases, and what rests through the rest.
    fn follow(&mut self, time_secs: f64, measures: &Measurements, dt: f64, events: &mut Vec<Event>) {
        // Whether a driving measure is on the far side of rest by as much as begins an attempt.
        let mut away = false;
        let (near, view) = (self.observer.calibration.near, self.observer.start.placement().view);
        for id in (0..self.exercise.phases.len()).map(PhaseId) {
            let phase = self.exercise.phase(id);
            let terms = self.attempt_context(id);
            let value = phase.driving_measure(near).and_then(|measure| measures.get(measure));
            let progress = terms.zip(value).map(|(terms, value)| (value - terms.rest) / terms.range);
            away |= progress.is_some_and(|progress| progress <= -phase.start_share);
            let release = terms.map_or(1.0, |terms| terms.release);
            let tracked = Tracked { exercise: &self.exercise, phase: id, release };
            let neutral = self.observer.neutral.as_ref();
            let context = Context { now: measures, neutral, near, view, moving: phase.side };
            let steps = self.phases.step(tracked, Sample { time_secs, progress }, context);
            let is_over = |step: &Step| matches!(step, Step::Ended(_) | Step::Dismissed(_));
            if steps.iter().any(is_over) && self.takes_neutral_anew() {
                self.phases.abandon();
                events.push(Event::AttemptDismissed { phase: id });
                break;
            }
            for step in steps {
                if let (Step::RestsElsewhere, Some(neutral)) = (&step, &mut self.observer.neutral) {
                    neutral::follow(neutral, measures, f64::INFINITY);
                }
                self.take(id, step, events);
            }
        }
        if self.phases.any_out() {
            self.compensations.restart();
        } else {
            self.rest(time_secs, measures, dt, away, events);
        }
    }

    /// Takes a frame in which nothing is attempted: neutral follows the body, unless something else moves.
    fn rest(
        &mut self,
        time_secs: f64,
        measures: &Measurements,
        dt: f64,
        away: bool,
        events: &mut Vec<Event>,
    ) {
        let (exercise, near, view) =
            (&self.exercise, self.observer.calibration.near, self.observer.start.placement().view);
        let neutral = self.observer.neutral.as_ref();
        let context = |id| Context { now: measures, neutral, near, view, moving: exercise.phase(id).side };
        for fault in self.compensations.update(time_secs, context) {
            self.set_faults.push(fault.clone());
            events.push(Event::FaultNoticed(fault));
        }
        if let Some(neutral) = &mut self.observer.neutral
            && !self.compensations.is_moving()
        {
            neutral::follow(neutral, measures, if away { dt * neutral::PACE_AWAY } else { dt });
        }
    }

    /// What attempts of a phase are judged by; `None` where there is no rest to begin from.
    fn attempt_context(&self, id: PhaseId) -> Option<AttemptContext> {
        let phase = self.exercise.phase(id);
        let measure = phase.driving_measure(self.observer.calibration.near)?;
        let rest = self.observer.neutral.as_ref()?.get(measure)?;
        let full = phase.range_from(rest);
        if if phase.rises { full <= 0.0 } else { full >= 0.0 } {
            return None; // resting beyond the target is no rest
        }
        Some(AttemptContext {
            rest,
            range: full * self.personal.part(id).unwrap_or(self.settings.range),
            release: 1.0 - phase.slack(rest),
            view: self.observer.start.placement().view,
            near: self.observer.calibration.near,
            hold_secs: self.settings.hold_secs,
            side_before: self.attempts.last().and_then(|before| self.exercise.phase(before.phase).side),
        })
    }

    /// Takes neutral anew where what has been seen since says that it was none. Returns whether it did.
    fn takes_neutral_anew(&mut self) -> bool {
        let stint = self.hindsight.as_ref().and_then(|hindsight| hindsight.stint(&self.exercise));
        stint.is_some_and(|stint| self.observer.corrects(&self.exercise, &stint))
    }

    fn assessment(
        &mut self,
        events: Vec<Event>,
        measures: Measurements,
        reason: Option<Reason>,
    ) -> Assessment {
        let phase = self.phases.leading();
        let shown = phase.or_else(|| self.exercise.phases().next().map(|(id, _)| id));
        let context = shown.and_then(|id| self.attempt_context(id));
        let release = context.map_or(1.0, |context| context.release);
        Assessment {
            events,
            measures,
            placement: self.observer.start.placement(),
            reason,
            phase,
            reached: phase.is_some_and(|id| self.phases.has_reached(id)),
            in_target: phase
                .and_then(|id| self.phases.attempt(id))
                .is_some_and(|attempt| attempt.in_target()),
            hold_secs: phase.map_or(0.0, |id| self.phases.hold_secs(&self.exercise, id, release)),
            driver: shown
                .and_then(|id| self.exercise.phase(id).driving_measure(self.observer.calibration.near)),
            counted_from: shown
                .filter(|id| self.exercise.phase(*id).reference == Reference::Neutral)
                .and(context)
                .map(|context| context.rest),
            target: shown.zip(context).map(|(id, context)| {
                context.rest + context.range * self.exercise.phase(id).sure_progress(context.rest)
            }),
            repetitions: self.counter.count(),
        }
    }
}
