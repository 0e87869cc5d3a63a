//! What is said within a set: remedies, the seconds of a hold, the count, rare praise.

use super::escalation::{CueEscalation, Spoken};
use super::hold::{Heard, HoldCount, SHORT_HOLD_SECS};
use super::item::Item;
use super::moment::Tone;
use super::output::CoachOutput;
use super::speech::Topic;
use crate::messages::{ExerciseTexts, fill};
use crate::motion::{Assessment, Attempt, Event, Exercise, Fault, PhaseId, RuleId, Verdict};

/// A remedy waits so long for its turn, in seconds; later the body is elsewhere.
const REMEDY_WAITS_SECS: f64 = 3.0;

/// The same for what to do better next time, in seconds.
const NEXT_TIME_WAITS_SECS: f64 = 7.0;

/// The same for a second of a hold, in seconds: a late number is a wrong one.
const NUMBER_WAITS_SECS: f64 = 0.6;

/// The same for a count and for what follows in a repetition, in seconds.
const WORD_WAITS_SECS: f64 = 2.5;

/// What follows in a repetition is said so often in a set: then it is known, where one follows the other soon.
const TOLD_WHAT_FOLLOWS: u32 = 2;

/// Follows the attempts of a set and says what matters about them.
#[derive(Debug, Clone)]
pub(super) struct Coaching {
    exercise: Exercise,
    texts: ExerciseTexts,
    hold_target_secs: Option<f64>,
    escalation: CueEscalation,
    /// Rules that were spoken of or offered in the attempt under way.
    noticed: Vec<RuleId>,
    hold: HoldCount,
    holds_done: u32,
    told_what_follows: u32,
    praised: usize,
    /// In the hold under way.
    told_to_breathe: bool,
    /// Whether the person has left at this moment, and knows that what follows could not be seen.
    is_gone: bool,
}

impl Coaching {
    /// Nothing has been seen yet; something may have been said in the set before.
    pub(super) fn new(item: &Item, escalation: CueEscalation) -> Self {
        let prescribed = item.exercise.dose.hold_secs.map(|(least, _)| least);
        Self {
            exercise: item.exercise.clone(),
            texts: item.texts.clone(),
            hold_target_secs: prescribed.map(|least| item.settings.hold_secs.unwrap_or(least)),
            escalation,
            noticed: Vec::new(),
            hold: HoldCount::default(),
            holds_done: 0,
            told_what_follows: 0,
            praised: 0,
            told_to_breathe: false,
            is_gone: false,
        }
    }

    /// Seconds before numbers alone may be heard.
    pub(super) fn room_secs(&self) -> f64 {
        self.hold.room_secs().unwrap_or(f64::INFINITY)
    }

    /// Takes what was made of a frame.
    pub(super) fn take(
        &mut self,
        assessment: &Assessment,
        missing: Option<PhaseId>,
        out: &mut CoachOutput<'_>,
    ) {
        self.is_gone = assessment.events.contains(&Event::Left);
        for event in &assessment.events {
            self.take_event(event, missing, out);
        }
        if let Some(phase) = assessment.phase
            && let Some(target_secs) = self.hold_target_secs
        {
            let heard = self.hold.take(assessment.hold_secs, target_secs, assessment.in_target);
            if let Some(heard) = heard {
                self.count(heard, phase, out);
            }
        }
    }

    /// What was said, for the next set.
    pub(super) fn told(&self) -> CueEscalation {
        self.escalation.next_set()
    }

    /// Takes what was said.
    pub(super) fn spoken(&mut self, topic: &Topic) {
        match topic {
            Topic::Form(rule) | Topic::Pace(rule) => {
                let (exercise, texts) = (&self.exercise, &self.texts);
                self.escalation.spoken(&Spoken { id: *rule, exercise, texts });
            }
            Topic::Next => self.told_what_follows += 1,
            Topic::Praise => self.praised += 1,
            _ => {}
        }
    }

    fn take_event(&mut self, event: &Event, missing: Option<PhaseId>, out: &mut CoachOutput<'_>) {
        match event {
            Event::AttemptStarted { .. } => {
                self.rest();
                self.escalation.begin();
            }
            Event::TargetReached { .. } => {
                out.play(Tone::Reached);
                // What there is still to say of the attempt before would puzzle.
                let noticed = &self.noticed;
                out.speech.withdraw(|topic| {
                    *topic == Topic::Next || is_about(topic, |rule| !noticed.contains(&rule))
                });
            }
            Event::AttemptDismissed { .. } | Event::Left => {
                let noticed = std::mem::take(&mut self.noticed);
                out.speech.withdraw(|topic| is_about(topic, |rule| noticed.contains(&rule)));
                self.rest();
            }
            Event::FaultNoticed(fault) => self.notice(fault, out),
            Event::AttemptEnded(attempt) => {
                self.review(attempt, missing, out);
                self.rest();
            }
            Event::Ready
            | Event::Repetition(_)
            | Event::CannotJudge(_)
            | Event::CanJudge
            | Event::SeenInPosition(_)
            | Event::SidesRepaired => {}
        }
    }

    fn rest(&mut self) {
        self.noticed.clear();
        self.hold = HoldCount::default();
        self.told_to_breathe = false;
    }

    fn notice(&mut self, fault: &Fault, out: &mut CoachOutput<'_>) {
        let rule = Spoken { id: fault.rule, exercise: &self.exercise, texts: &self.texts };
        if let Some(text) = self.escalation.now(&rule) {
            out.say(self.topic_of(fault.rule), text, REMEDY_WAITS_SECS);
            self.noticed.push(fault.rule);
        }
    }

    /// After an attempt: the worst that was not spoken of yet, or rare praise.
    fn review(&mut self, attempt: &Attempt, missing: Option<PhaseId>, out: &mut CoachOutput<'_>) {
        // What was noticed on the way and is still waiting comes with the review, or is over.
        out.speech.withdraw(|topic| is_about(topic, |_| true) || *topic == Topic::Count);
        let words = &out.language.words.session;
        let improved = self.escalation.take(attempt, &self.exercise);
        let mut faults: Vec<&Fault> = attempt.faults.iter().collect();
        faults.sort_by_key(|fault| std::cmp::Reverse(self.exercise.rule(fault.rule).severity));
        let remedy = faults.into_iter().find_map(|fault| {
            let rule = Spoken { id: fault.rule, exercise: &self.exercise, texts: &self.texts };
            Some((self.topic_of(fault.rule), self.escalation.after(&rule, out.language)?))
        });
        if let Some((topic, text)) = remedy {
            out.say(topic, text, NEXT_TIME_WAITS_SECS);
        } else if attempt.verdict == Verdict::Unjudged && !self.is_gone {
            out.say(Topic::Flow, words.not_seen.clone(), WORD_WAITS_SECS);
        } else if let Some(rule) = improved.filter(|_| attempt.verdict == Verdict::Good) {
            let what = self.texts.fault(rule).better.as_deref();
            let wordings = if what.is_some() { &words.better_named } else { &words.better };
            if let Some(wording) = wordings.get(self.praised % wordings.len().max(1)) {
                let text = fill(wording, &[("what", what.unwrap_or_default())]);
                out.say(Topic::Praise, text, WORD_WAITS_SECS);
            }
        }
        let is_long = self.hold_target_secs.is_some_and(|secs| secs > SHORT_HOLD_SECS);
        if let Some(phase) = missing
            && (is_long || self.told_what_follows < TOLD_WHAT_FOLLOWS)
        {
            let name = || out.language.phase_name(self.exercise.phase(phase));
            let own = self.texts.phase(phase).out.clone();
            let text = own.unwrap_or_else(|| fill(&words.next_phase, &[("phase", &name())]));
            out.say(Topic::Next, text, NEXT_TIME_WAITS_SECS);
        }
    }

    fn count(&mut self, heard: Heard, phase: PhaseId, out: &mut CoachOutput<'_>) {
        let words = &out.language.words.session;
        let text = match heard {
            Heard::Done(secs) | Heard::Last(secs) => secs.to_string(),
            Heard::Left(secs) => {
                // Once in a long hold: breath that is held comes back with the reminder.
                let is_first = !std::mem::replace(&mut self.told_to_breathe, true);
                let sentence = if is_first { &words.hold_left_breathe } else { &words.hold_left };
                fill(sentence, &[("secs", &secs.to_string())])
            }
            Heard::Over(secs) => {
                out.play(Tone::HoldDone);
                self.holds_done += 1;
                let number = secs.map(|secs| secs.to_string()).unwrap_or_default();
                if self.holds_done == 1 {
                    let comma = if number.is_empty() { "" } else { ". " };
                    let back = self.texts.phase(phase).back.as_ref().unwrap_or(&words.way_back);
                    return out.say(Topic::Flow, number + comma + back, WORD_WAITS_SECS);
                }
                number
            }
        };
        if !text.is_empty() {
            out.say(Topic::Second, text, NUMBER_WAITS_SECS);
        }
    }

    fn topic_of(&self, rule: RuleId) -> Topic {
        if self.exercise.rule(rule).kind.is_about_pace() { Topic::Pace(rule) } else { Topic::Form(rule) }
    }
}

fn is_about(topic: &Topic, which: impl Fn(RuleId) -> bool) -> bool {
    matches!(topic, Topic::Form(rule) | Topic::Pace(rule) if which(*rule))
}
