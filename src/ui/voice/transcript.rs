//! A voice that writes down what it is asked to say, for tests and for listening by eye.

use super::{NotHeard, Voice};
use crate::coach::{Sound, Tone, Utterance};

/// A voice that writes down what it is asked to say.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Transcript {
    /// What was said and played, in order.
    pub heard: Vec<Sound>,
}

impl Transcript {
    /// The sentences.
    pub fn sentences(&self) -> impl Iterator<Item = &Utterance> {
        self.heard.iter().filter_map(|sound| match sound {
            Sound::Say(utterance) => Some(utterance),
            Sound::Play(_) => None,
        })
    }

    /// The tones.
    pub fn tones(&self) -> impl Iterator<Item = Tone> {
        self.heard.iter().filter_map(|sound| match sound {
            Sound::Play(tone) => Some(*tone),
            Sound::Say(_) => None,
        })
    }
}

impl Voice for Transcript {
    fn play(&mut self, sound: &Sound) {
        self.heard.push(sound.clone());
    }

    fn prepare(&mut self, _: Vec<String>) {}

    fn is_speaking(&mut self) -> Option<bool> {
        None
    }

    fn note(&mut self) -> Option<NotHeard> {
        None
    }
}
