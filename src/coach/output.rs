//! Where the parts of a session put what is to be heard and kept.

use super::moment::Tone;
use super::record::Record;
use super::speech::{Offer, Speech, Topic};
use crate::messages::Language;

/// Where the parts of a session put what is to be heard and kept at one moment.
pub(super) struct CoachOutput<'a> {
    /// Seconds since the session began.
    pub(super) now_secs: f64,
    /// The person's language.
    pub(super) language: &'static Language,
    /// Everything that is said.
    pub(super) speech: &'a mut Speech,
    /// Short sounds to play now.
    pub(super) tones: &'a mut Vec<Tone>,
    /// What to keep.
    pub(super) records: &'a mut Vec<Record>,
    /// Whether the body is to be looked for in the whole of the next picture.
    pub(super) look_anew: bool,
}

impl CoachOutput<'_> {
    /// Lets a sentence wait for its turn, for so many seconds at most.
    pub(super) fn say(&mut self, topic: Topic, text: impl Into<String>, within_secs: f64) {
        let until_secs = self.now_secs + within_secs;
        self.speech.offer(Offer { text: text.into(), topic, until_secs });
    }

    /// Plays a short sound.
    pub(super) fn play(&mut self, tone: Tone) {
        self.tones.push(tone);
    }
}
