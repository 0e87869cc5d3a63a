//! What the coach says of a recording: the remedies of a set, as they would be said and shown live.

use super::coaching::Coaching;
use super::escalation::CueEscalation;
use super::item::Item;
use super::moment::Utterance;
use super::output::CoachOutput;
use super::speech::Speech;
use crate::messages::Language;
use crate::motion::Assessment;

/// Follows a recorded set, and says what a live session would say about its attempts.
#[derive(Debug, Clone)]
pub struct Commentary {
    coaching: Coaching,
    speech: Speech,
    language: &'static Language,
}

impl Commentary {
    /// Nothing has been seen yet. The item's sentences are in the language.
    pub fn new(item: &Item, language: &'static Language) -> Self {
        Self { coaching: Coaching::new(item, CueEscalation::default()), speech: Speech::default(), language }
    }

    /// Takes what was made of a frame; gives the sentence to be read at that moment.
    pub fn take(&mut self, at_secs: f64, assessment: &Assessment) -> Option<&Utterance> {
        // Nobody hears it, and it is no session to keep.
        let (mut tones, mut records) = (Vec::new(), Vec::new());
        let mut out = CoachOutput {
            now_secs: at_secs,
            language: self.language,
            speech: &mut self.speech,
            tones: &mut tones,
            records: &mut records,
            look_anew: false,
        };
        self.coaching.take(assessment, None, &mut out);
        if let Some((_, topic)) = self.speech.say(at_secs, self.coaching.room_secs()) {
            self.coaching.spoken(&topic);
        }
        self.speech.shown(at_secs)
    }
}
