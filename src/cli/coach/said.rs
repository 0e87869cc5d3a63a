//! What is said and played: aloud, and on the terminal where there is no window.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::request::Request;
use crate::coach::Sound;
use crate::report::printable;
use crate::ui::voice::{Manner, NotHeard, Speaker, Voice};

/// Whether what is said is printed; it is as soon as it turns out that there is no window.
pub(super) type Prints = Arc<AtomicBool>;

/// What is said and played, as it was asked for.
#[derive(Debug)]
pub(super) struct Said {
    /// How a voice is to speak that is still to be opened: who has the sound off needs none.
    manner: Option<Manner>,
    speaker: Option<Speaker>,
    sentences: Vec<String>,
    prints: Prints,
}

impl Said {
    /// The voice of this machine, unless nothing is to be heard. Where no frame is dropped, the clock is not
    /// the wall's, and nobody could listen.
    pub(super) fn new(request: &Request, prints: Prints) -> Self {
        let is_heard = !request.every_frame && (!request.mute || !request.no_window);
        let manner = is_heard.then(|| request.manner.clone());
        Self { manner, speaker: None, sentences: Vec::new(), prints }
    }
}

impl Voice for Said {
    fn play(&mut self, sound: &Sound) {
        if let Some(manner) = self.manner.take() {
            let mut speaker = Speaker::open(&manner);
            speaker.prepare(std::mem::take(&mut self.sentences));
            self.speaker = Some(speaker);
        }
        if let Some(speaker) = &mut self.speaker {
            speaker.play(sound);
        }
        if let Sound::Say(utterance) = sound
            && self.prints.load(Ordering::Relaxed)
        {
            // Where nobody reads along, the voice is enough.
            let _ = writeln!(io::stdout(), "{}", printable(&utterance.text));
        }
    }

    fn prepare(&mut self, sentences: Vec<String>) {
        self.sentences = sentences;
    }

    fn is_speaking(&mut self) -> Option<bool> {
        self.speaker.as_mut()?.is_speaking()
    }

    fn note(&mut self) -> Option<NotHeard> {
        self.speaker.as_mut()?.note()
    }
}
