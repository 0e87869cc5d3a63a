//! What is said within a set: remedies, the seconds of a hold, the count, rare praise.

use super::habit::{Habits, rule_of};
use super::hold::{Heard, HoldCount, SHORT_HOLD_SECS};
use super::moment::Tone;
use super::outlet::Outlet;
use super::speech::Topic;
use crate::motion::{Assessment, Event, Excursion, Exercise, Fault, FaultKind, Settings, Verdict};
use crate::phrases::fill;

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
    hold_target_secs: Option<f64>,
    habits: Habits,
    /// Ids of faults that were spoken of or offered in the attempt under way.
    noticed: Vec<String>,
    hold: HoldCount,
    holds_done: u32,
    told_what_follows: u32,
}

impl Coaching {
    /// Nothing has been seen yet.
    pub(super) fn new(exercise: &Exercise, settings: Settings) -> Self {
        let prescribed = exercise.dose.hold_secs.map(|(least, _)| least);
        Self {
            exercise: exercise.clone(),
            hold_target_secs: prescribed.map(|least| settings.hold_secs.unwrap_or(least)),
            habits: Habits::default(),
            noticed: Vec::new(),
            hold: HoldCount::default(),
            holds_done: 0,
            told_what_follows: 0,
        }
    }

    /// Seconds before numbers alone may be heard.
    pub(super) fn room_secs(&self) -> f64 {
        self.hold.room_secs().unwrap_or(f64::INFINITY)
    }

    /// Takes what was made of a frame.
    pub(super) fn take(&mut self, assessment: &Assessment, missing: Option<&str>, out: &mut Outlet<'_>) {
        for event in &assessment.events {
            self.hear(event, missing, out);
        }
        if assessment.phase.is_some()
            && let Some(target_secs) = self.hold_target_secs
        {
            let heard = self.hold.take(assessment.hold_secs, target_secs, assessment.in_target);
            if let Some(heard) = heard {
                self.count(heard, out);
            }
        }
    }

    /// Takes what was said.
    pub(super) fn spoken(&mut self, topic: &Topic) {
        match topic {
            Topic::Form(id) | Topic::Pace(id) => self.habits.spoken(id),
            Topic::Next => self.told_what_follows += 1,
            Topic::Stop | Topic::Advice | Topic::Flow | Topic::Count | Topic::Praise => {}
        }
    }

    fn hear(&mut self, event: &Event, missing: Option<&str>, out: &mut Outlet<'_>) {
        match event {
            Event::AttemptStarted { .. } => {
                self.rest();
                self.habits.begin();
            }
            Event::TargetReached { .. } => {
                out.play(Tone::Reached);
                // What there is still to say of the attempt before would puzzle.
                let noticed = &self.noticed;
                out.speech.withdraw(|topic| {
                    *topic == Topic::Next || is_about(topic, |id| noticed.iter().all(|other| other != id))
                });
            }
            Event::AttemptDismissed { .. } | Event::Left => {
                let noticed = std::mem::take(&mut self.noticed);
                out.speech.withdraw(|topic| is_about(topic, |id| noticed.iter().any(|other| other == id)));
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
            | Event::SeenFrom(_)
            | Event::SidesRepaired => {}
        }
    }

    fn rest(&mut self) {
        self.noticed.clear();
        self.hold = HoldCount::default();
    }

    fn notice(&mut self, fault: &Fault, out: &mut Outlet<'_>) {
        let Some(rule) = rule_of(&self.exercise, &fault.id, &fault.cue) else { return };
        if let Some(text) = self.habits.now(rule) {
            out.say(topic_of(rule.id.clone(), &rule.kind), text, REMEDY_WAITS_SECS);
            self.noticed.push(fault.id.clone());
        }
    }

    /// After an attempt: the worst that was not spoken of yet, or rare praise.
    fn review(&mut self, attempt: &Excursion, missing: Option<&str>, out: &mut Outlet<'_>) {
        // What was noticed on the way and is still waiting comes with the review, or is over.
        out.speech.withdraw(|topic| is_about(topic, |_| true) || *topic == Topic::Count);
        let words = &out.language.words.session;
        let improved = self.habits.take(attempt);
        let mut faults: Vec<&Fault> = attempt.faults.iter().collect();
        faults.sort_by_key(|fault| std::cmp::Reverse(fault.severity));
        let remedy = faults.into_iter().find_map(|fault| {
            let rule = rule_of(&self.exercise, &fault.id, &fault.cue)?;
            Some((topic_of(rule.id.clone(), &rule.kind), self.habits.after(rule, out.language)?))
        });
        if let Some((topic, text)) = remedy {
            out.say(topic, text, NEXT_TIME_WAITS_SECS);
        } else if attempt.verdict == Verdict::Unjudged {
            out.say(Topic::Flow, words.not_seen.clone(), WORD_WAITS_SECS);
        } else if attempt.verdict == Verdict::Good && improved {
            out.say(Topic::Praise, words.better.clone(), WORD_WAITS_SECS);
        }
        let is_long = self.hold_target_secs.is_some_and(|secs| secs > SHORT_HOLD_SECS);
        if let Some(phase) = missing
            && (is_long || self.told_what_follows < TOLD_WHAT_FOLLOWS)
        {
            out.say(Topic::Next, fill(&words.next_phase, &[("phase", phase)]), NEXT_TIME_WAITS_SECS);
        }
    }

    fn count(&mut self, heard: Heard, out: &mut Outlet<'_>) {
        let words = &out.language.words.session;
        let text = match heard {
            Heard::Done(secs) | Heard::Last(secs) => secs.to_string(),
            Heard::Left(secs) => fill(&words.hold_left, &[("secs", &secs.to_string())]),
            Heard::Over(secs) => {
                out.play(Tone::HoldDone);
                self.holds_done += 1;
                let number = secs.map(|secs| secs.to_string()).unwrap_or_default();
                if self.holds_done == 1 {
                    let comma = if number.is_empty() { "" } else { ". " };
                    return out.say(Topic::Flow, number + comma + &words.way_back, WORD_WAITS_SECS);
                }
                number
            }
        };
        if !text.is_empty() {
            out.say(Topic::Count, text, NUMBER_WAITS_SECS);
        }
    }
}

fn topic_of(id: String, kind: &FaultKind) -> Topic {
    match kind {
        FaultKind::FasterThan { .. } => Topic::Pace(id),
        _ => Topic::Form(id),
    }
}

fn is_about(topic: &Topic, which: impl Fn(&str) -> bool) -> bool {
    matches!(topic, Topic::Form(id) | Topic::Pace(id) if which(id))
}
