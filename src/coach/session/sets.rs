//! One set after the other: what comes next, what is said between them, and the end.

use super::{Activity, SENTENCE_WAITS_SECS, Session};
use crate::coach::escalation::CueEscalation;
use crate::coach::hold::LAST_SECS;
use crate::coach::item::{Item, SetPlace};
use crate::coach::moment::Tone;
use crate::coach::output::CoachOutput;
use crate::coach::presence::Presence;
use crate::coach::record::{Done, Ending, Record, SetResult};
use crate::coach::rest::Resting;
use crate::coach::set_runner::SetRunner;
use crate::coach::speech::Topic;
use crate::coach::summary;
use crate::messages::fill;
use crate::motion::Verdict;

impl Session {
    pub(super) fn skip(&mut self, out: &mut CoachOutput<'_>) {
        match &self.activity {
            Activity::Set(set) if set.has_begun() => self.end_set(None, out),
            Activity::Set(set) => {
                let next = self.after(set.place());
                self.prepare(next, out);
            }
            Activity::Rest(resting) => {
                let next = resting.next;
                self.prepare(Some(next), out);
            }
            Activity::Begin | Activity::Over => {}
        }
    }

    /// Ends the set under way; with how it was done, or none where it was left.
    pub(super) fn end_set(&mut self, done: Option<Done>, out: &mut CoachOutput<'_>) {
        let Activity::Set(set) = std::mem::replace(&mut self.activity, Activity::Over) else { return };
        let place = set.place();
        let next = self.after(place);
        let gaps = set.gaps();
        self.told = set.told();
        out.speech.withdraw(|_| true);
        let Some(result) = set.end(out) else { return self.prepare(next, out) };
        out.play(Tone::Finished);
        out.say(Topic::Flow, summary::of_set(&result, done, out.language), SENTENCE_WAITS_SECS);
        self.note_gaps(gaps, &result, out);
        self.done.push(result.clone());
        let rest_secs = self.items.get(place.item).map_or(0.0, |item| item.rest_secs);
        match next {
            None => self.finish(Ending::Complete, out),
            Some(next) if rest_secs <= 0.0 => self.prepare(Some(next), out),
            Some(next) => {
                let words = &out.language.words.session;
                let secs = rest_secs.round() as u32;
                let text = fill(words.rest.of(secs), &[("secs", &secs.to_string())]);
                out.say(Topic::Flow, text, SENTENCE_WAITS_SECS);
                if next.item != place.item {
                    self.announce(next.item, &words.next_exercise, out);
                }
                // Its last seconds are counted, and not talked over by what is being said already.
                let least_secs = out.speech.busy_secs(out.now_secs) + LAST_SECS;
                let rest_secs = rest_secs.max(least_secs);
                self.activity = Activity::Rest(Box::new(Resting::new(out.now_secs, rest_secs, next, result)));
            }
        }
    }

    /// Says once that pictures were missing, and that attempts could not be judged for that.
    fn note_gaps(&mut self, gaps: u32, set: &SetResult, out: &mut CoachOutput<'_>) {
        let is_unjudged = set.attempts.iter().any(|attempt| attempt.verdict == Verdict::Unjudged);
        if gaps > 0 && is_unjudged && !std::mem::replace(&mut self.has_gaps, true) {
            let words = &out.language.words.session;
            let remedy = self.may_be_faster.then_some(&*words.faster_model);
            let told: Vec<&str> = [&*words.gaps].into_iter().chain(remedy).collect();
            out.say(Topic::Flow, told.join(" "), SENTENCE_WAITS_SECS);
        }
    }

    /// Sets up a set, or ends the session where there is none.
    pub(super) fn prepare(&mut self, next: Option<SetPlace>, out: &mut CoachOutput<'_>) {
        let Some((place, item)) = next.and_then(|place| Some((place, self.items.get(place.item)?))) else {
            return self.finish(Ending::Complete, out);
        };
        let told = std::mem::take(&mut self.told);
        let set = SetRunner::new(place, item, if place.number > 1 { told } else { CueEscalation::default() });
        let words = &out.language.words.session;
        match &self.activity {
            _ if place.number > 1 => {
                let values = [("number", &*place.number.to_string()), ("sets", &*item.sets.to_string())];
                out.say(Topic::Flow, fill(&words.next_set, &values), SENTENCE_WAITS_SECS);
            }
            Activity::Begin => self.announce(place.item, &words.exercise, out),
            // It was announced when the rest began.
            Activity::Rest(_) => {
                let text = fill(&words.exercise, &[("title", &item.texts.title)]);
                out.say(Topic::Flow, text, SENTENCE_WAITS_SECS);
            }
            Activity::Set(_) | Activity::Over => self.announce(place.item, &words.next_exercise, out),
        }
        self.presence = Presence::default();
        self.activity = Activity::Set(Box::new(set));
    }

    /// Says which exercise comes and, where that is new, where the camera belongs.
    fn announce(&self, place: usize, sentence: &str, out: &mut CoachOutput<'_>) {
        let Some(Item { exercise, texts, .. }) = self.items.get(place) else { return };
        out.say(Topic::Flow, fill(sentence, &[("title", &texts.title)]), SENTENCE_WAITS_SECS);
        let before = place.checked_sub(1).and_then(|before| self.items.get(before));
        let view_before = before.and_then(|item| item.exercise.views.first());
        if let Some(view) = exercise.views.first()
            && view_before != Some(view)
        {
            out.say(Topic::Flow, out.language.words.camera.of(*view), SENTENCE_WAITS_SECS);
        }
    }

    /// The set that follows another.
    fn after(&self, place: SetPlace) -> Option<SetPlace> {
        let item = self.items.get(place.item)?;
        if place.number < item.sets {
            return Some(SetPlace { number: place.number + 1, ..place });
        }
        let next = place.item + 1;
        (next < self.items.len()).then_some(SetPlace { item: next, number: 1 })
    }

    pub(super) fn finish(&mut self, how: Ending, out: &mut CoachOutput<'_>) {
        if how == Ending::Stopped && matches!(self.activity, Activity::Over) {
            return;
        }
        if self.paused.take().is_some() {
            out.records.push(Record::Resumed { at_secs: out.now_secs });
        }
        if how == Ending::Stopped {
            out.speech.withdraw(|_| true);
            out.play(Tone::Finished);
        }
        let under_way = std::mem::replace(&mut self.activity, Activity::Over);
        let gaps = if let Activity::Set(set) = &under_way { set.gaps() } else { 0 };
        if let Activity::Set(set) = under_way
            && let Some(result) = set.end(out)
        {
            self.note_gaps(gaps, &result, out);
            self.done.push(result);
        }
        for text in summary::of_session(&self.done, &self.items, how, out.language) {
            out.say(Topic::Flow, text, SENTENCE_WAITS_SECS);
        }
        out.records.push(Record::Finished { at_secs: out.now_secs, how });
    }
}
