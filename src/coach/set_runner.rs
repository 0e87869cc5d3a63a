//! One set from its set-up to its end.

use std::collections::VecDeque;
use std::sync::Arc;

use super::coaching::Coaching;
use super::escalation::CueEscalation;
use super::guide::{Guide, checks};
use super::item::{Item, SetPlace};
use super::moment::{Check, SetUp, SetView, Stage, Tone, Urgency, Utterance};
use super::output::CoachOutput;
use super::record::{Done, Record, SetResult, SetStart};
use super::speech::Topic;
use crate::messages::fill;
use crate::motion::{
    Assessment, Assessor, Coverage, Event, Exercise, Interval, Observation, Placement, Reason, Repetitions,
    Verdict,
};

/// The start position is held for this long (seconds) before the set begins.
const HELD_SECS: f64 = 2.0;

/// Who has left the position for this long (seconds) is helped into it again.
const LEFT_SECS: f64 = 3.0;

/// Advice waits so long for its turn, in seconds.
const ADVICE_WAITS_SECS: f64 = 2.0;

/// The go-ahead waits so long for its turn, in seconds: whoever waits for it hears it.
const GO_AHEAD_WAITS_SECS: f64 = 60.0;

/// Who has not begun so long after it (seconds) is asked to, and then again each ...
const NUDGE_AFTER_SECS: f64 = 10.0;

/// ... so many seconds.
const NUDGE_AGAIN_SECS: f64 = 30.0;

/// A number waits so long for its turn, in seconds.
const NUMBER_WAITS_SECS: f64 = 1.5;

/// Pictures that come so much later than those before them (seconds) leave a gap in what can be judged.
const GAP_SECS: f64 = 0.6;

/// So many times the repetitions asked for are enough, good or not: trying on would only tire.
const ENOUGH: u32 = 2;

/// A set, from its set-up to its end.
#[derive(Debug, Clone)]
pub(super) struct SetRunner {
    place: SetPlace,
    item: Item,
    assessor: Assessor,
    coaching: Coaching,
    guide: Guide,
    checks: Vec<Check>,
    /// When the start position was found, while it is kept.
    ready_secs: Option<f64>,
    left_secs: Option<f64>,
    /// When the last picture came, and how many came late in the set.
    last_secs: Option<f64>,
    gaps: u32,
    /// Whether the person was told to begin, and has not left since.
    going: bool,
    began_secs: Option<f64>,
    /// What happened since the start position was found, until the set begins.
    held_back: Vec<Record>,
    coverage_before: Coverage,
    /// While it could be judged.
    placement: Placement,
    /// In the last frame.
    seen: Placement,
    /// Good repetitions that were counted aloud.
    good: u32,
    /// What is still to be said of how the exercise is done.
    briefing: VecDeque<String>,
    /// When who was told to begin and has not is asked to.
    nudge_secs: Option<f64>,
}

impl SetRunner {
    /// A set of an item whose sentences are in the person's language, and what was said in the one before.
    pub(super) fn new(place: SetPlace, item: &Item, told: CueEscalation) -> Self {
        Self {
            place,
            assessor: Assessor::new(item.exercise.clone(), item.settings),
            coaching: Coaching::new(item, told),
            item: item.clone(),
            guide: Guide::default(),
            checks: Vec::new(),
            ready_secs: None,
            left_secs: None,
            last_secs: None,
            gaps: 0,
            going: false,
            began_secs: None,
            held_back: Vec::new(),
            coverage_before: Coverage::default(),
            placement: Placement::default(),
            seen: Placement::default(),
            good: 0,
            briefing: if place.number == 1 { item.texts.briefing() } else { VecDeque::new() },
            nudge_secs: None,
        }
    }

    /// Which set it is.
    pub(super) fn place(&self) -> SetPlace {
        self.place
    }

    /// Whether anything of it is to be kept.
    pub(super) fn has_begun(&self) -> bool {
        self.began_secs.is_some()
    }

    /// Takes the next frame.
    pub(super) fn see(&mut self, seen: &Observation, out: &mut CoachOutput<'_>) -> Assessment {
        let now_secs = out.now_secs;
        let is_late = self.last_secs.replace(now_secs).is_some_and(|last| now_secs - last > GAP_SECS);
        self.gaps += u32::from(is_late && self.has_begun());
        let assessment = self.assessor.step_in(seen.scene, now_secs, seen.pose.as_deref());
        if assessment.reason.is_none() {
            self.placement = assessment.placement;
        }
        self.seen = assessment.placement;
        self.checks = checks(&self.item.exercise, &assessment, seen.scene);
        self.follow_readiness(&assessment, out);
        self.keep(seen, &assessment, out);
        if self.has_begun() {
            self.coaching.take(&assessment, self.assessor.missing_phase(), out);
            self.count(&assessment, out);
        }
        self.advise(&assessment, seen, out);
        self.brief(assessment.reason, out);
        self.nudge(assessment.reason, out);
        assessment
    }

    /// What was said of faults and did not help yet.
    pub(super) fn told(&self) -> CueEscalation {
        self.coaching.told()
    }

    /// How often pictures came late.
    pub(super) fn gaps(&self) -> u32 {
        self.gaps
    }

    /// Whether the set is done.
    pub(super) fn is_done(&self) -> Option<Done> {
        let asked = self.item.repetitions?;
        let Repetitions { total, good } = self.assessor.repetitions();
        if good >= asked { Some(Done::Good) } else { (total >= ENOUGH * asked).then_some(Done::Enough) }
    }

    /// Closes what is under way and lets the person take up the start position anew.
    pub(super) fn interrupt(&mut self, out: &mut CoachOutput<'_>) {
        self.last_secs = None;
        let events = self.assessor.interrupt();
        self.record(&events, out);
        self.lose_start();
    }

    /// Ends the set; none where it has not begun. An attempt that is cut off by that, unless it is good already, was
    /// none: nobody can say what would have become of it.
    pub(super) fn end(mut self, out: &mut CoachOutput<'_>) -> Option<SetResult> {
        let start_secs = self.began_secs?;
        let (whole, counted) = (self.assessor.attempts().len(), self.assessor.repetitions());
        let mut events = self.assessor.finish();
        let mut result = SetResult {
            item: self.place.item,
            number: self.place.number,
            coverage: self.assessor.coverage().since(&self.coverage_before),
            ..SetResult::of(&self.assessor, Interval::new(start_secs, out.now_secs), self.placement)
        };
        if result.attempts[whole..].iter().any(|attempt| attempt.verdict != Verdict::Good) {
            result.attempts.truncate(whole);
            result.repetitions = counted;
            events.retain(|event| !matches!(event, Event::AttemptEnded(_) | Event::Repetition(_)));
        }
        self.record(&events, out);
        out.records.push(Record::SetEnded(result.clone()));
        Some(result)
    }

    /// What goes on.
    pub(super) fn stage(&self, out: &CoachOutput<'_>) -> Stage {
        if self.going {
            return Stage::Set(SetView {
                item: self.place.item,
                number: self.place.number,
                sets: self.item.sets,
                repetitions: self.item.repetitions,
                next: self.assessor.missing_phase(),
                cue: out.speech.shown(out.now_secs).cloned(),
            });
        }
        let advice = self.guide.lasting(out.now_secs).map(|reason| self.remedy(reason, false, out));
        let is_briefing = |shown: &&Utterance| {
            shown.urgency == Urgency::Safety || self.item.texts.is_of_briefing(&shown.text)
        };
        let shown = out.speech.shown(out.now_secs).filter(is_briefing);
        let briefing = shown.map(|shown| shown.text.clone());
        let SetPlace { item, number } = self.place;
        let (sets, checks) = (self.item.sets, self.checks.clone());
        Stage::SetUp(SetUp { item, number, sets, advice, briefing, checks })
    }

    /// Seconds before numbers alone may be heard.
    pub(super) fn room_secs(&self) -> f64 {
        self.coaching.room_secs()
    }

    /// Takes what was said.
    pub(super) fn spoken(&mut self, topic: &Topic, now_secs: f64) {
        self.coaching.spoken(topic);
        match topic {
            Topic::Advice => self.guide.spoken(now_secs),
            Topic::GoAhead => {
                let wait_secs = if self.nudge_secs.is_none() { NUDGE_AFTER_SECS } else { NUDGE_AGAIN_SECS };
                self.nudge_secs = Some(now_secs + wait_secs);
            }
            _ => {}
        }
    }

    /// The start position: found, kept long enough, left.
    fn follow_readiness(&mut self, assessment: &Assessment, out: &mut CoachOutput<'_>) {
        for event in &assessment.events {
            match event {
                Event::Ready => {
                    (self.ready_secs, self.left_secs) = (Some(out.now_secs), None);
                    if self.going {
                        out.play(Tone::Ready);
                    } else if !self.has_begun() {
                        self.coverage_before = self.assessor.coverage().clone();
                    }
                }
                Event::Left => {
                    self.left_secs = Some(out.now_secs);
                    self.ready_secs = None;
                    self.held_back.clear();
                }
                Event::AttemptStarted { .. } => {
                    self.nudge_secs = None;
                    self.briefing.clear();
                    out.speech.withdraw(|topic| matches!(topic, Topic::GoAhead | Topic::Briefing));
                    // Who begins sooner than told has begun.
                    if !self.going {
                        self.go(false, out);
                    }
                }
                _ => {}
            }
        }
        if self.left_secs.is_some_and(|left| out.now_secs - left >= LEFT_SECS) {
            out.speech.withdraw(|topic| *topic == Topic::GoAhead);
            self.lose_start();
        }
        let settled_secs = HELD_SECS - self.item.exercise.settle_secs;
        let is_settled = self.ready_secs.is_some_and(|ready| out.now_secs - ready >= settled_secs);
        if !self.going && is_settled && self.briefing.is_empty() {
            self.go(true, out);
        }
    }

    fn lose_start(&mut self) {
        (self.going, self.ready_secs, self.left_secs, self.nudge_secs) = (false, None, None, None);
        self.held_back.clear();
    }

    /// The person may begin, or does.
    fn go(&mut self, say: bool, out: &mut CoachOutput<'_>) {
        self.going = true;
        out.play(Tone::Ready);
        out.speech.withdraw(|topic| matches!(topic, Topic::Flow | Topic::Advice | Topic::Briefing));
        let words = &out.language.words.session;
        if say {
            let text = if self.has_begun() { &words.begin_again } else { &words.begin };
            out.say(Topic::GoAhead, text.clone(), GO_AHEAD_WAITS_SECS);
        }
        if !self.has_begun() {
            let at_secs = self.ready_secs.unwrap_or(out.now_secs);
            self.began_secs = Some(at_secs);
            out.records.push(Record::SetBegan(SetStart {
                at_secs,
                item: self.place.item,
                number: self.place.number,
                exercise: self.item.exercise.id.clone(),
                settings: self.item.settings,
                repetitions: self.item.repetitions,
            }));
            out.records.append(&mut self.held_back);
        }
    }

    /// Keeps a frame and its events, from the start position on.
    fn keep(&mut self, seen: &Observation, assessment: &Assessment, out: &mut CoachOutput<'_>) {
        if !self.has_begun() && self.ready_secs.is_none() {
            return;
        }
        let frame = Record::Frame {
            at_secs: out.now_secs,
            pose: seen.pose.as_ref().map(Arc::clone),
            measures: assessment.measures.clone(),
            placement: assessment.placement,
        };
        if self.has_begun() {
            out.records.push(frame);
        } else {
            self.held_back.push(frame);
        }
        self.record(&assessment.events, out);
    }

    fn record(&mut self, events: &[Event], out: &mut CoachOutput<'_>) {
        let happened =
            events.iter().map(|event| Record::Happened { at_secs: out.now_secs, event: event.clone() });
        if self.has_begun() { out.records.extend(happened) } else { self.held_back.extend(happened) }
    }

    /// Counts good repetitions aloud; the last one is told with the end of the set. A bare number could be
    /// a second of a hold.
    fn count(&mut self, assessment: &Assessment, out: &mut CoachOutput<'_>) {
        let good = assessment.repetitions.good;
        if good > self.good {
            self.good = good;
            out.play(Tone::Counted);
            let number = good.to_string();
            let text = match self.item.exercise.dose.hold_secs {
                Some(_) => fill(out.language.words.session.repetition.of(good), &[("good", &number)]),
                None => number,
            };
            out.say(Topic::Count, text, NUMBER_WAITS_SECS);
        }
    }

    /// Says why nothing can be judged.
    fn advise(&mut self, assessment: &Assessment, seen: &Observation, out: &mut CoachOutput<'_>) {
        let crowd = seen.scene.is_crowded().then_some(Reason::SomebodyElse);
        let waits = self.ready_secs.is_none() || !self.going;
        let reason = assessment.reason.filter(|reason| match reason {
            Reason::NotInStart => waits,
            // Who leaves in the middle of a set is told so by the pause.
            Reason::Nobody => !self.has_begun(),
            _ => true,
        });
        let reason = reason.or(crowd);
        self.guide.observe(out.now_secs, reason);
        out.look_anew |= self.guide.looks_anew(out.now_secs);
        out.speech.withdraw(|topic| *topic == Topic::Advice);
        if let Some((reason, again)) = self.guide.due(out.now_secs)
            && !(self.is_briefing() && is_about_position(reason))
        {
            let text = self.remedy(reason, again, out);
            out.say(Topic::Advice, text, ADVICE_WAITS_SECS);
        }
    }

    fn is_briefing(&self) -> bool {
        !self.going && !self.briefing.is_empty()
    }

    /// Says how the exercise is done, sentence by sentence, to whoever is there: the first says how to begin. What
    /// stands in the way goes before.
    fn brief(&mut self, reason: Option<Reason>, out: &mut CoachOutput<'_>) {
        if self.is_briefing()
            && reason.is_none_or(is_about_position)
            && !out.speech.has_words(out.now_secs)
            && let Some(text) = self.briefing.pop_front()
        {
            out.say(Topic::Briefing, text, ADVICE_WAITS_SECS);
        }
    }

    /// Asks who was told to begin, and waits, to begin.
    fn nudge(&mut self, reason: Option<Reason>, out: &mut CoachOutput<'_>) {
        if self.going && reason.is_none() && self.nudge_secs.is_some_and(|at_secs| out.now_secs >= at_secs) {
            out.say(Topic::GoAhead, out.language.words.session.nudge.clone(), ADVICE_WAITS_SECS);
        }
    }

    fn remedy(&self, reason: Reason, again: bool, out: &CoachOutput<'_>) -> String {
        let (exercise, title): (&Exercise, &str) = (&self.item.exercise, &self.item.texts.title);
        if again {
            out.language.remedy_again(reason, exercise, title, self.seen)
        } else {
            out.language.remedy(reason, exercise, title, self.seen)
        }
    }
}

/// Whether a reason is about what the person does, rather than about the camera.
fn is_about_position(reason: Reason) -> bool {
    matches!(reason, Reason::OtherPosition | Reason::NotInStart)
}
