//! What does not work during a session and is done without.

use std::fmt;

use crate::messages::{Language, english, fill};
use crate::source::live::LiveError;
use crate::ui::voice::NotHeard;

/// Something to tell the person beside what is said and shown.
#[derive(Debug)]
pub enum Notice {
    /// The camera gives no pictures.
    Camera(LiveError),
    /// What happens is not kept.
    NotKept(anyhow::Error),
    /// There is no sound.
    NotHeard(NotHeard),
    /// Sentences come faster than they are spoken.
    VoiceIsBehind,
    /// The machine is too slow for every picture, and less is looked at from now on.
    TooSlow,
}

impl Notice {
    /// What the person reads, in a language.
    pub fn in_words(&self, language: &Language) -> String {
        let words = &language.words.notice;
        match self {
            Self::Camera(error) => error.in_words(language),
            Self::NotKept(error) => fill(&words.not_kept, &[("cause", &language.cause_of(error))]),
            Self::NotHeard(why) => why.in_words(language),
            Self::VoiceIsBehind => words.voice_is_behind.clone(),
            Self::TooSlow => words.too_slow.clone(),
        }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(english()))
    }
}
