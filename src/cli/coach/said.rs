//! What is said and played: aloud, and on the terminal where there is no window.

use std::io::{self, Write};

use super::request::Request;
use crate::coach::Sound;
use crate::ui::voice::{Speaker, Voice};

/// What is said and played, as it was asked for.
#[derive(Debug)]
pub(super) struct Said {
    speaker: Option<Speaker>,
    prints: bool,
}

impl Said {
    /// The voice of this machine, unless nothing is to be heard. Where no frame is dropped, the clock is not
    /// the wall's, and nobody could listen.
    pub(super) fn open(request: &Request) -> Self {
        let is_heard = !request.mute && !request.every_frame;
        Self { speaker: is_heard.then(|| Speaker::open(&request.language.id)), prints: request.no_window }
    }
}

impl Voice for Said {
    fn hear(&mut self, sound: &Sound) {
        if let Some(speaker) = &mut self.speaker {
            speaker.hear(sound);
        }
        if let Sound::Say(utterance) = sound
            && self.prints
        {
            // Where nobody reads along, the voice is enough.
            let _ = writeln!(io::stdout(), "{}", utterance.text);
        }
    }

    fn is_speaking(&mut self) -> Option<bool> {
        self.speaker.as_mut()?.is_speaking()
    }

    fn note(&mut self) -> Option<String> {
        self.speaker.as_mut()?.note()
    }
}
