//! Poses over time in, events out.

use super::assessment::{Assessment, Settings};
use super::attempt::{self, Sample};
use super::coverage::Coverage;
use super::decoy::Decoys;
use super::event::{Event, Excursion, Fault, Reason, Repetitions};
use super::exercise::{Exercise, FaultKind, Phase};
use super::gate::Gate;
use super::landmark::Joint;
use super::measure::{Measure, Measurements, WholeMeasure};
use super::measuring::{Gauges, measure, why_missing};
use super::neutral;
use super::personal::PersonalRange;
use super::pose::Pose;
use super::repetition::Counter;
use super::rotation::RotationGauge;
use super::scene::Scene;
use super::sides::SideKeeper;
use super::sight::Unseen;
use super::timing::elapsed_secs;
use super::tracker::{Finished, Step, Tracker};
use super::verdict::{self, Terms};
use super::watch::Context;

/// How long judging must have been impossible before it is said, in seconds.
const SAY_AFTER_SECS: f64 = 1.0;

/// A torso shorter than this share of the picture's longer side is too far away to be measured.
const SMALLEST_TORSO: f64 = 0.06;

/// Judges one set of one exercise.
#[derive(Debug, Clone)]
pub struct Assessor {
    exercise: Exercise,
    settings: Settings,
    sides: SideKeeper,
    gate: Gate,
    gauges: Gauges,
    neutral: Option<Measurements>,
    trackers: Vec<Tracker>,
    decoys: Decoys,
    personal: PersonalRange,
    counter: Counter,
    coverage: Coverage,
    excursions: Vec<Excursion>,
    set_faults: Vec<Fault>,
    /// Faults of attempts that may turn out to be another phase's, by phase.
    held_back: Vec<(usize, Fault)>,
    pending_reason: Option<(Reason, f64)>,
    said_reason: Option<Reason>,
    said_position: Option<super::Position>,
    last_secs: Option<f64>,
}

impl Assessor {
    /// An assessor that has seen nothing yet.
    pub fn new(exercise: Exercise, settings: Settings) -> Self {
        let trackers = exercise.phases.iter().map(|_| Tracker::default()).collect();
        let decoys = Decoys::of(&exercise);
        let personal = PersonalRange::new(if settings.own_range { exercise.phases.len() } else { 0 });
        Self {
            exercise,
            settings,
            decoys,
            personal,
            sides: SideKeeper::default(),
            gate: Gate::default(),
            gauges: Gauges::default(),
            neutral: None,
            trackers,
            counter: Counter::default(),
            coverage: Coverage::default(),
            excursions: Vec::new(),
            set_faults: Vec::new(),
            held_back: Vec::new(),
            pending_reason: None,
            said_reason: None,
            said_position: None,
            last_secs: None,
        }
    }

    /// The exercise that is judged.
    pub fn exercise(&self) -> &Exercise {
        &self.exercise
    }

    /// The recorded attempts so far.
    pub fn excursions(&self) -> &[Excursion] {
        &self.excursions
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
        let parts = (0..self.exercise.phases.len()).filter_map(|place| self.personal.part(place));
        parts.min_by(f64::total_cmp).unwrap_or(self.settings.range)
    }

    /// How often exchanged sides were put right so far.
    pub fn sides_repaired(&self) -> u32 {
        self.sides.repaired
    }

    /// Takes the next frame's pose, `None` where nobody was found. Times are seconds and grow: a frame
    /// that is not later than the one before, as a repeated one, is passed over.
    pub fn step(&mut self, time_secs: f64, pose: Option<&Pose>) -> Assessment {
        self.step_in(Scene::default(), time_secs, pose)
    }

    /// Takes the next frame's pose, with what else is known of the picture.
    pub fn step_in(&mut self, scene: Scene, time_secs: f64, pose: Option<&Pose>) -> Assessment {
        let mut events = Vec::new();
        if !time_secs.is_finite() || self.last_secs.is_some_and(|last| time_secs <= last) {
            let reason = self.pending_reason.map(|(reason, _)| reason);
            return self.assessment(events, Measurements::NONE, reason);
        }
        self.last_secs = Some(time_secs);
        let kept = pose.map(|pose| {
            let (kept, began) = self.sides.keep(time_secs, pose);
            if began {
                events.push(Event::SidesRepaired);
            }
            kept
        });
        let pose = kept.as_ref();
        if self.gate.observe(time_secs, pose, &self.exercise) {
            for tracker in &mut self.trackers {
                tracker.abandon();
            }
            self.decoys.rest();
            events.push(Event::Left);
        }
        if !self.gate.is_open() {
            self.gauges.near = self.gate.stance().near;
        }
        let mut measures = pose.map_or(Measurements::NONE, |pose| measure(pose, &self.gauges));
        let reason = self.reason(time_secs, pose, &mut measures, &mut events);
        let reason = reason.map(|reason| scene.explain(reason));
        let dt = self.coverage.count(time_secs, pose.is_some(), self.gate.stance().position, reason);
        if scene.is_crowded() {
            *self.coverage.reasons.entry(Reason::SomebodyElse).or_default() += dt;
        }
        if self.gate.is_open() {
            self.follow(time_secs, &measures, dt, &mut events);
        }
        self.announce(time_secs, reason, &mut events);
        self.assessment(events, measures, reason)
    }

    /// Ends the set: attempts under way are closed, and faults of the set as a whole judged.
    pub fn finish(&mut self) -> Vec<Event> {
        let mut events = Vec::new();
        self.close_attempts(&mut events);
        for rule in &self.exercise.faults {
            if rule.kind == FaultKind::OneSideOnly
                && let (Some(first), Some(last)) = (self.excursions.first(), self.excursions.last())
                && let Some(side) = first.side
                && self.excursions.iter().all(|excursion| excursion.side == Some(side))
            {
                let fault = verdict::fault(rule, first.start_secs, last.end_secs, None, None);
                self.set_faults.push(fault.clone());
                events.push(Event::FaultNoticed(fault));
            }
        }
        events
    }

    /// Ends attempts under way and asks for the start position anew, as when the session pauses.
    pub fn interrupt(&mut self) -> Vec<Event> {
        let mut events = Vec::new();
        self.close_attempts(&mut events);
        if self.gate.close() {
            events.push(Event::Left);
        }
        events
    }

    /// The phase that is still missing of a repetition under way (its place in the exercise).
    pub fn missing_phase(&self) -> Option<usize> {
        self.counter.missing(self.exercise.phases.len())
    }

    fn close_attempts(&mut self, events: &mut Vec<Event>) {
        for place in 0..self.trackers.len() {
            if let Some(step) = self.trackers[place].close(&self.exercise.phases[place]) {
                self.take(place, step, events);
            }
        }
    }

    /// Why the frame cannot be judged; opens the gate where the start position has been held.
    fn reason(
        &mut self,
        time_secs: f64,
        pose: Option<&Pose>,
        measures: &mut Measurements,
        events: &mut Vec<Event>,
    ) -> Option<Reason> {
        let Some(pose) = pose else { return Some(Reason::Nobody) };
        if torso_share(pose).is_some_and(|share| share < SMALLEST_TORSO) {
            return Some(Reason::TooFar);
        }
        if !self.gate.is_open() {
            // The gauges that the start position calibrates are not there yet.
            match self.gate.settle(time_secs, pose, measures, &self.exercise) {
                Ok(None) | Err(Reason::NotInStart) => {
                    return self.missing_points(pose, measures).or(Some(Reason::NotInStart));
                }
                Err(reason) => return Some(reason),
                Ok(Some(settled)) => {
                    self.gauges.rotation = RotationGauge::from_rest(&settled.poses);
                    let again: Vec<Measurements> = if self.gauges.rotation.is_some() {
                        settled.poses.iter().map(|pose| measure(pose, &self.gauges)).collect()
                    } else {
                        settled.measures
                    };
                    self.neutral = Some(neutral::with_hidden_sides(neutral::median(&again)));
                    *measures = measure(pose, &self.gauges);
                    events.push(Event::Ready);
                }
            }
        }
        if !self.gate.is_plausible() {
            *measures = Measurements::NONE;
            return Some(Reason::Hidden);
        }
        self.missing(pose, measures)
    }

    /// Why a driving measure is missing.
    fn missing(&self, pose: &Pose, measures: &Measurements) -> Option<Reason> {
        self.missing_points(pose, measures).or_else(|| {
            let measure = self.needed(measures).find(|measure| measures.get(*measure).is_none())?;
            Some(match measure {
                Measure::Whole(WholeMeasure::SpineCurvature) => Reason::OutlineUnclear,
                Measure::Whole(WholeMeasure::TrunkRotation) => Reason::WrongView,
                _ => Reason::Hidden,
            })
        })
    }

    /// Which point that a driving measure or a start condition needs may not be trusted.
    fn missing_points(&self, pose: &Pose, measures: &Measurements) -> Option<Reason> {
        let near = self.gauges.near;
        let start = self.exercise.start.iter().filter(|start| start.concerns(self.gate.stance().view));
        let start = start.filter_map(|start| start.condition.measure.resolve(near, None));
        let unseen = self
            .needed(measures)
            .chain(start.filter(|_| !self.gate.is_open()))
            .filter(|measure| measures.get(*measure).is_none())
            .find_map(|measure| why_missing(pose, measure, &self.gauges))?;
        Some(match unseen {
            Unseen::OutOfPicture => Reason::CutOff,
            Unseen::Hidden => Reason::Hidden,
        })
    }

    /// The driving measures that must be seen now. One side may hide the other while both rest.
    fn needed<'a>(&'a self, measures: &'a Measurements) -> impl Iterator<Item = Measure> + 'a {
        self.exercise.phases.iter().zip(&self.trackers).filter_map(|(phase, tracker)| {
            let measure = self.driver(phase)?;
            let rests_behind_other = match measure {
                Measure::Sided(kind, side) if phase.side.is_some() && !tracker.is_out() => {
                    measures.get(Measure::Sided(kind, side.opposite())).is_some()
                }
                _ => false,
            };
            (!rests_behind_other).then_some(measure)
        })
    }

    fn follow(&mut self, time_secs: f64, measures: &Measurements, dt: f64, events: &mut Vec<Event>) {
        // Whether a driving measure is on the far side of rest by as much as begins an attempt.
        let mut away = false;
        for place in 0..self.trackers.len() {
            let phase = &self.exercise.phases[place];
            let terms = self.terms(place);
            let value = self.driver(phase).and_then(|m| measures.get(m));
            let share = terms.zip(value).map(|(terms, value)| (value - terms.rest) / terms.range);
            let context = Context {
                now: measures,
                neutral: self.neutral.as_ref(),
                near: self.gauges.near,
                view: self.gate.stance().view,
                moving: phase.side,
            };
            away |= share.is_some_and(|share| share <= -phase.start_share);
            let release = terms.map_or(1.0, |terms| terms.release);
            let steps = self.trackers[place].step(
                phase,
                &self.exercise.faults,
                Sample { time_secs, share },
                release,
                context,
            );
            for step in steps {
                if step == Step::RestsElsewhere {
                    if let Some(neutral) = &mut self.neutral {
                        neutral::follow(neutral, measures, f64::INFINITY);
                    }
                } else {
                    self.take(place, step, events);
                }
            }
        }
        if self.trackers.iter().any(Tracker::is_out) {
            self.decoys.rest();
            return;
        }
        let (near, view) = (self.gauges.near, self.gate.stance().view);
        let neutral = self.neutral.as_ref();
        let context = |phase: &Phase| Context { now: measures, neutral, near, view, moving: phase.side };
        for fault in self.decoys.look(time_secs, &self.exercise, context) {
            self.set_faults.push(fault.clone());
            events.push(Event::FaultNoticed(fault));
        }
        if let Some(neutral) = &mut self.neutral
            && !self.decoys.moving()
        {
            neutral::follow(neutral, measures, if away { dt * neutral::PACE_AWAY } else { dt });
        }
    }

    /// The measure that a phase goes by, of the side that it is about.
    fn driver(&self, phase: &Phase) -> Option<Measure> {
        phase.measure.resolve(self.gauges.near, phase.side)
    }

    /// How the phase's measure becomes a share of the way to its target.
    fn terms(&self, place: usize) -> Option<Terms> {
        let phase = &self.exercise.phases[place];
        let measure = self.driver(phase)?;
        let rest = self.neutral.as_ref()?.get(measure)?;
        let full = phase.range_from(rest);
        if if phase.rises { full <= 0.0 } else { full >= 0.0 } {
            return None; // resting beyond the target is no rest
        }
        Some(Terms {
            rest,
            range: full * self.personal.part(place).unwrap_or(self.settings.range),
            release: 1.0 - phase.slack(rest),
            view: self.gate.stance().view,
            hold_secs: self.settings.hold_secs,
            side_before: self.excursions.last().and_then(|before| before.side),
        })
    }

    fn take(&mut self, place: usize, step: Step, events: &mut Vec<Event>) {
        match step {
            Step::Began => {
                self.held_back.retain(|(of, _)| *of != place);
                events.push(Event::AttemptStarted { phase: place });
            }
            Step::Reached => {
                events.push(Event::TargetReached { phase: place });
                let own = self.held_back.extract_if(.., |(of, _)| *of == place);
                events.extend(own.map(|(_, fault)| Event::FaultNoticed(fault)));
            }
            Step::RestsElsewhere => {}
            Step::Dismissed => events.push(Event::AttemptDismissed { phase: place }),
            Step::Noticed(rule, stretch) => {
                let rule = &self.exercise.faults[rule];
                if rule.can_be_judged_from(self.gate.stance().view)
                    && !matches!(rule.kind, FaultKind::InsteadOfTarget(_))
                {
                    let fault =
                        verdict::fault(rule, stretch.start_secs, stretch.end_secs, Some(stretch.worst), None);
                    if self.trackers[place].has_reached() || !self.has_rival(place) {
                        events.push(Event::FaultNoticed(fault));
                    } else {
                        self.held_back.push((place, fault));
                    }
                }
            }
            Step::RestsShort { rule, since_secs, share } => {
                if self.leading() != Some(place) {
                    return;
                }
                let rule = &self.exercise.faults[rule];
                // Easy attempts are not asked for a range, and what one view can't tell is not said.
                if self.personal.is_open(place) || !rule.can_be_judged_from(self.gate.stance().view) {
                    return;
                }
                let now_secs = self.last_secs.unwrap_or(since_secs);
                let at = |share| self.terms(place).map(|terms| terms.rest + share * terms.range);
                let measured =
                    if rule.kind == FaultKind::ShortOfTarget { [at(share), at(1.0)] } else { [None; 2] };
                let fault = verdict::fault(rule, since_secs, now_secs, measured[0], measured[1]);
                events.push(Event::FaultNoticed(fault));
            }
            Step::Ended(finished) => self.record(place, &finished, events),
        }
    }

    fn record(&mut self, place: usize, finished: &Finished, events: &mut Vec<Event>) {
        let phase = &self.exercise.phases[place];
        let Some(terms) = self.terms(place) else { return };
        let Some(mut excursion) = verdict::judge(phase, &self.exercise.faults, finished, terms) else {
            return;
        };
        if self.personal.is_open(place) {
            self.personal.take(place, attempt::peak(finished.from_start()).map_or(0.0, |(_, share)| share));
            verdict::leave_range_unjudged(&mut excursion, &self.exercise);
        }
        events.push(Event::AttemptEnded(excursion.clone()));
        let counted = self.counter.take(self.exercise.repetition, &self.exercise.phases, place, &excursion);
        self.excursions.push(excursion);
        if let Some(count) = counted {
            events.push(Event::Repetition(count));
        }
    }

    /// Says once, and only when it lasts, that judging is impossible, and when it goes on.
    fn announce(&mut self, time_secs: f64, reason: Option<Reason>, events: &mut Vec<Event>) {
        match reason {
            None => {
                self.pending_reason = None;
                if self.said_reason.take().is_some() {
                    events.push(Event::CanJudge);
                }
            }
            Some(reason) => {
                let since = match self.pending_reason {
                    Some((pending, since)) if pending == reason => since,
                    _ => time_secs,
                };
                self.pending_reason = Some((reason, since));
                if elapsed_secs(since, time_secs) >= SAY_AFTER_SECS && self.said_reason != Some(reason) {
                    self.said_reason = Some(reason);
                    events.push(Event::CannotJudge(reason));
                }
            }
        }
        let position = self.gate.stance().position;
        if position != self.said_position {
            self.said_position = position;
            if let Some(position) = position {
                events.push(Event::SeenInPosition(position));
            }
        }
    }

    /// The phase of the attempt under way. Where the same movement may be that of several phases, as a
    /// knee that is drawn up before it is told whose, it is the one that is known to be meant, or the first.
    fn leading(&self) -> Option<usize> {
        let known = self.trackers.iter().position(Tracker::has_reached);
        known.or_else(|| self.trackers.iter().position(Tracker::is_out))
    }

    /// Whether the movement of an attempt may be another phase's: it goes by the same measure, the same way.
    fn has_rival(&self, place: usize) -> bool {
        let phase = &self.exercise.phases[place];
        let others = self.exercise.phases.iter().zip(&self.trackers).enumerate();
        others
            .filter(|(other, (_, tracker))| *other != place && tracker.is_out())
            .any(|(_, (other, _))| other.rises == phase.rises && self.driver(other) == self.driver(phase))
    }

    fn assessment(&self, events: Vec<Event>, measures: Measurements, reason: Option<Reason>) -> Assessment {
        let out = self.leading();
        let driving = out.or((!self.exercise.phases.is_empty()).then_some(0));
        let (mut reached, mut in_target, mut hold_secs) = (false, false, 0.0);
        if let Some(place) = out {
            let tracker = &self.trackers[place];
            (reached, in_target) = (tracker.has_reached(), tracker.in_target());
            let release = self.terms(place).map_or(1.0, |terms| terms.release);
            let holds = verdict::holds(&self.exercise.phases[place], tracker.samples(), release);
            hold_secs = holds.last().map_or(0.0, |hold| hold.seen_secs);
        }
        Assessment {
            events,
            measures,
            stance: self.gate.stance(),
            reason,
            phase: out,
            reached,
            in_target,
            hold_secs,
            driver: driving.and_then(|place| self.driver(&self.exercise.phases[place])),
            target: driving.and_then(|place| self.terms(place)).map(|terms| terms.rest + terms.range),
            repetitions: self.counter.count(),
        }
    }
}

/// The torso's length as a share of the picture's longer side.
fn torso_share(pose: &Pose) -> Option<f64> {
    let size = f64::from(pose.picture.width.max(pose.picture.height));
    Some(pose.middle(Joint::Shoulder)?.to(pose.middle(Joint::Hip)?).length() / size)
}
