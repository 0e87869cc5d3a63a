//! A sentence to hear how the coach sounds.

use std::thread;
use std::time::{Duration, Instant};

use crate::coach::{Sound, Urgency, Utterance};
use crate::messages::Language;
use crate::ui::voice::{Manner, Speaker, Voice};

/// How often is looked whether it was said, and for how long at most.
const LOOK: Duration = Duration::from_millis(100);
const PATIENCE: Duration = Duration::from_secs(15);

/// Says it, and waits until it is said; gives what the person is to be told of a voice that is not heard.
pub(super) fn speak(language: &'static Language, manner: &Manner) -> Option<String> {
    let text = language.words.home.test_sentence.clone();
    let mut speaker = Speaker::open(manner);
    speaker.play(&Sound::Say(Utterance { text, urgency: Urgency::Flow, fault: None, cuts_in: false }));
    let until = Instant::now() + PATIENCE;
    while speaker.is_speaking() == Some(true) && Instant::now() < until {
        thread::sleep(LOOK);
    }
    speaker.note().map(|note| note.in_words(language))
}
