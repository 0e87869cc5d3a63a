//! What is said at a moment: one sentence at a time, the most pressing first, nothing twice in a
//! hurry, nothing too late.

use super::moment::{Urgency, Utterance};
use crate::motion::RuleId;

/// From the beginning of one sentence about form to that of the next (seconds): nobody can change
/// more at a time.
pub(super) const FORM_COOL_DOWN_SECS: f64 = 5.0;

/// The same for two sentences about pace, in seconds.
pub(super) const PACE_COOL_DOWN_SECS: f64 = 8.0;

/// The same for praise, in seconds: rare praise is believed.
pub(super) const PRAISE_COOL_DOWN_SECS: f64 = 15.0;

/// A synthetic voice begins after so long (seconds) and then says so many letters a second: measured
/// with eSpeak NG at its own speed (16 to 19), with some reserve.
const VOICE_BEGINS_SECS: f64 = 0.6;
const LETTERS_A_SECOND: f64 = 17.0;

/// A voice that reports to be still speaking is believed for so many times the expected duration.
const PATIENCE: f64 = 3.0;

/// A sentence stays readable for at least this long, in seconds.
const SHOWN_SECS: f64 = 3.0;

/// What a sentence is about; it decides how pressing it is and what it must keep its distance from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Topic {
    /// The session stops.
    Stop,
    /// How to do it: the remedy of a rule.
    Form(RuleId),
    /// How fast to do it: the remedy of a rule.
    Pace(RuleId),
    /// What to do so that judging can go on.
    Advice,
    /// How the exercise is done, before its first set.
    Briefing,
    /// That the set may begin.
    GoAhead,
    /// How the session goes on.
    Flow,
    /// What follows in a repetition.
    Next,
    /// A number of repetitions, or of seconds of a rest.
    Count,
    /// A second of a hold. It is heard in time, whatever is being said but a remedy.
    Second,
    /// That it was well done.
    Praise,
}

impl Topic {
    fn urgency(&self) -> Urgency {
        match self {
            Topic::Stop => Urgency::Safety,
            Topic::Form(_) | Topic::Pace(_) => Urgency::Form,
            Topic::Briefing | Topic::GoAhead | Topic::Advice | Topic::Flow | Topic::Next => Urgency::Flow,
            Topic::Count | Topic::Second => Urgency::Count,
            Topic::Praise => Urgency::Praise,
        }
    }
}

/// A sentence that waits to be said.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Offer {
    /// The sentence.
    pub(super) text: String,
    /// What it is about.
    pub(super) topic: Topic,
    /// From when on it comes too late, in seconds.
    pub(super) until_secs: f64,
}

/// The one queue of everything that is said.
#[derive(Debug, Clone, Default)]
pub(super) struct Speech {
    waiting: Vec<Offer>,
    last: Option<Last>,
    /// Whether the voice is speaking, where it tells.
    reported: Option<bool>,
    form_secs: Option<f64>,
    pace_secs: Option<f64>,
    praise_secs: Option<f64>,
    /// The sentence to be read, and until when.
    shown: Option<(Utterance, f64)>,
}

/// The sentence that was said last.
#[derive(Debug, Clone, Copy)]
struct Last {
    urgency: Urgency,
    began_secs: f64,
    takes_secs: f64,
}

impl Speech {
    /// Lets a sentence wait for its turn. One that waits already keeps its place, with the later end.
    pub(super) fn offer(&mut self, offer: Offer) {
        let is_same = |other: &&mut Offer| {
            std::mem::discriminant(&other.topic) == std::mem::discriminant(&offer.topic)
                && other.text == offer.text
        };
        match self.waiting.iter_mut().find(is_same) {
            Some(same) => {
                same.until_secs = same.until_secs.max(offer.until_secs);
                same.topic = offer.topic;
            }
            None => self.waiting.push(offer),
        }
    }

    /// Drops what waits about some topics.
    pub(super) fn withdraw(&mut self, about: impl Fn(&Topic) -> bool) {
        self.waiting.retain(|offer| !about(&offer.topic));
    }

    /// Takes the voice's word for whether it is speaking. Where there is none, sentences are taken to last
    /// as long as they usually do.
    pub(super) fn report(&mut self, speaking: Option<bool>) {
        self.reported = speaking;
    }

    /// Whether something is being said, or waits to be.
    pub(super) fn has_words(&self, now_secs: f64) -> bool {
        self.is_busy(now_secs) || self.waiting.iter().any(|offer| now_secs < offer.until_secs)
    }

    /// The sentence to say now, if any. `room_secs` are left before numbers alone may be heard; 0
    /// while they may.
    pub(super) fn say(&mut self, now_secs: f64, room_secs: f64) -> Option<(Utterance, Topic)> {
        self.waiting.retain(|offer| now_secs < offer.until_secs);
        let being_said = self.last.filter(|_| self.is_busy(now_secs)).map(|last| last.urgency);
        let may = |offer: &Offer| {
            let is_number = matches!(offer.topic, Topic::Count | Topic::Second);
            let has_its_turn = being_said.is_none_or(|other| {
                offer.topic == Topic::Second && matches!(other, Urgency::Praise | Urgency::Flow)
            });
            has_its_turn
                && (is_number || takes_secs(&offer.text) <= room_secs)
                && self.has_cooled(&offer.topic, now_secs)
        };
        let urgency =
            self.waiting.iter().filter(|offer| may(offer)).map(|offer| offer.topic.urgency()).max()?;
        let place = self.waiting.iter().position(|offer| offer.topic.urgency() == urgency && may(offer))?;
        let Offer { text, topic, .. } = self.waiting.remove(place);
        let began_secs = now_secs;
        self.last = Some(Last { urgency, began_secs, takes_secs: takes_secs(&text) });
        match topic {
            Topic::Pace(_) => (self.form_secs, self.pace_secs) = (Some(now_secs), Some(now_secs)),
            Topic::Form(_) => self.form_secs = Some(now_secs),
            Topic::Praise => self.praise_secs = Some(now_secs),
            _ => {}
        }
        let fault = match topic {
            Topic::Form(rule) | Topic::Pace(rule) => Some(rule),
            _ => None,
        };
        let utterance = Utterance { text, urgency, fault, cuts_in: being_said.is_some() };
        if urgency != Urgency::Count {
            let shown_secs = (takes_secs(&utterance.text) + 1.0).max(SHOWN_SECS);
            self.shown = Some((utterance.clone(), now_secs + shown_secs));
        }
        Some((utterance, topic))
    }

    /// The sentence to be read: the one that is said, or was said just now.
    pub(super) fn shown(&self, now_secs: f64) -> Option<&Utterance> {
        self.shown.as_ref().filter(|(_, until_secs)| now_secs < *until_secs).map(|(utterance, _)| utterance)
    }

    /// Whether a sentence is being said.
    pub(super) fn is_busy(&self, now_secs: f64) -> bool {
        let Some(last) = self.last else { return false };
        let since_secs = now_secs - last.began_secs;
        match self.reported {
            None => since_secs < last.takes_secs,
            // The voice needs a moment until it can tell.
            Some(false) => since_secs < VOICE_BEGINS_SECS,
            Some(true) => since_secs < PATIENCE * last.takes_secs,
        }
    }

    /// Seconds until the sentence that is being said is over, as long as it usually takes.
    pub(super) fn busy_secs(&self, now_secs: f64) -> f64 {
        self.last.map_or(0.0, |last| (last.began_secs + last.takes_secs - now_secs).max(0.0))
    }

    fn has_cooled(&self, topic: &Topic, now_secs: f64) -> bool {
        let cooled = |last: Option<f64>, secs: f64| last.is_none_or(|last| now_secs - last >= secs);
        match topic {
            Topic::Form(_) => cooled(self.form_secs, FORM_COOL_DOWN_SECS),
            Topic::Pace(_) => {
                cooled(self.form_secs, FORM_COOL_DOWN_SECS) && cooled(self.pace_secs, PACE_COOL_DOWN_SECS)
            }
            Topic::Praise => cooled(self.praise_secs, PRAISE_COOL_DOWN_SECS),
            _ => true,
        }
    }
}

/// How long a sentence takes, in seconds, where the voice does not tell.
pub fn takes_secs(text: &str) -> f64 {
    VOICE_BEGINS_SECS + text.chars().count() as f64 / LETTERS_A_SECOND
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(text: &str, topic: Topic, until_secs: f64) -> Offer {
        Offer { text: text.to_string(), topic, until_secs }
    }

    fn form(text: &str) -> Offer {
        offer(text, Topic::Form(RuleId(text.len())), 100.0)
    }

    /// What is said in a time, looked at ten times a second.
    fn said(speech: &mut Speech, from: f64, to: f64) -> Vec<(f64, String)> {
        let times = (0..).map(|n| from + f64::from(n) / 10.0).take_while(|time| *time < to);
        times.filter_map(|time| Some((time, speech.say(time, f64::INFINITY)?.0.text))).collect()
    }

    #[test]
    fn the_most_pressing_comes_first_and_one_at_a_time() {
        let mut speech = Speech::default();
        speech.offer(offer("Well done", Topic::Praise, 100.0));
        speech.offer(offer("3", Topic::Count, 100.0));
        speech.offer(offer("Rest", Topic::Flow, 100.0));
        speech.offer(form("Higher"));
        speech.offer(offer("Paused", Topic::Stop, 100.0));
        let said = said(&mut speech, 0.0, 20.0);
        let texts: Vec<&str> = said.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["Paused", "Higher", "Rest", "3", "Well done"]);
        for pair in said.windows(2) {
            assert!(pair[1].0 - pair[0].0 >= takes_secs(&pair[0].1), "{pair:?}");
        }
    }

    #[test]
    fn remedies_keep_their_distance() {
        let mut speech = Speech::default();
        speech.offer(form("Higher"));
        speech.offer(offer("Slower", Topic::Pace(RuleId(0)), 100.0));
        speech.offer(form("Longer"));
        let first = said(&mut speech, 0.0, 11.0);
        assert_eq!(first.iter().map(|(time, _)| time.round()).collect::<Vec<_>>(), [0.0, 5.0, 10.0]);
        speech.offer(offer("Slower", Topic::Pace(RuleId(0)), 100.0));
        let again = said(&mut speech, 11.0, 30.0);
        assert!((again[0].0 - 15.0).abs() < 0.11, "five seconds after the last remedy: {again:?}");
    }

    #[test]
    fn what_comes_too_late_is_not_said() {
        let mut speech = Speech::default();
        speech.offer(offer("A sentence that takes its time to be said", Topic::Flow, 1.0));
        speech.offer(offer("1", Topic::Count, 0.7));
        assert_eq!(said(&mut speech, 0.0, 10.0).len(), 1);
    }

    #[test]
    fn only_numbers_are_heard_where_there_is_no_room() {
        let mut speech = Speech::default();
        speech.offer(form("Lower your hips"));
        assert_eq!(speech.say(0.0, 0.0), None);
        assert_eq!(speech.say(0.1, 1.0), None, "it would not be over in time");
        speech.offer(offer("2", Topic::Count, 1.0));
        assert_eq!(speech.say(0.2, 0.0).map(|(said, _)| said.text), Some("2".to_string()));
        assert_eq!(speech.say(3.0, 2.0).map(|(said, _)| said.text), Some("Lower your hips".to_string()));
    }

    #[test]
    fn a_second_of_a_hold_is_heard_in_time_and_cuts_no_remedy_off() {
        let mut speech = Speech::default();
        speech.offer(offer("The camera sees you from the side, two to three metres away.", Topic::Flow, 9.0));
        assert!(speech.say(0.0, f64::INFINITY).is_some());
        speech.offer(offer("1", Topic::Count, 9.0));
        assert_eq!(speech.say(1.0, f64::INFINITY), None, "a repetition can wait");
        speech.offer(offer("2", Topic::Second, 1.6));
        let said = speech.say(1.1, 0.0).map(|(said, _)| said).expect("at once");
        assert_eq!((said.text.as_str(), said.cuts_in), ("2", true));
        for pressing in [form("Higher"), offer("Paused", Topic::Stop, 99.0)] {
            let mut speech = Speech::default();
            speech.offer(pressing);
            assert!(speech.say(5.0, f64::INFINITY).is_some_and(|(said, _)| !said.cuts_in));
            speech.offer(offer("3", Topic::Second, 9.0));
            assert_eq!(speech.say(5.1, f64::INFINITY), None, "it is heard to its end");
        }
    }

    #[test]
    fn a_voice_that_tells_is_believed_within_reason() {
        let mut speech = Speech::default();
        speech.offer(form("Higher"));
        assert!(speech.say(0.0, f64::INFINITY).is_some());
        speech.report(Some(false));
        assert!(speech.is_busy(0.1), "it has not begun yet");
        assert!(!speech.is_busy(0.7));
        speech.report(Some(true));
        assert!(speech.is_busy(2.5));
        assert!(!speech.is_busy(10.0), "a voice that hangs does not silence the coach");
    }

    #[test]
    fn numbers_are_heard_and_not_read() {
        let mut speech = Speech::default();
        speech.offer(form("Higher"));
        assert!(speech.say(0.0, f64::INFINITY).is_some());
        speech.offer(offer("2", Topic::Count, 9.0));
        assert!(speech.say(1.5, f64::INFINITY).is_some());
        assert_eq!(speech.shown(1.6).map(|shown| shown.text.as_str()), Some("Higher"));
        assert_eq!(speech.shown(3.1), None);
    }
}
