//! The voice's thread: has everything heard that the coach says, and tells whether it is still being said.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};

use crate::coach::Sound;
use crate::ui::voice::Voice;

/// How often the voice is asked whether it is still speaking: the next sentence waits for that.
const LOOK: Duration = Duration::from_millis(40);

/// What [`Ear`] holds.
const UNKNOWN: u8 = 0;
const SILENT: u8 = 1;
const SPEAKING: u8 = 2;

/// What the coach knows of the voice.
#[derive(Debug, Clone, Default)]
pub(super) struct Ear(Arc<AtomicU8>);

impl Ear {
    /// Whether a sentence is being said; none where that can't be told.
    pub(super) fn is_speaking(&self) -> Option<bool> {
        match self.0.load(Ordering::Relaxed) {
            SILENT => Some(false),
            SPEAKING => Some(true),
            _ => None,
        }
    }

    fn tell(&self, speaking: Option<bool>) {
        let voice = match speaking {
            None => UNKNOWN,
            Some(false) => SILENT,
            Some(true) => SPEAKING,
        };
        self.0.store(voice, Ordering::Relaxed);
    }
}

/// Has every sound heard until there will be no more, but for those that come while it is `muted`.
pub(super) fn hear(
    mut voice: Box<dyn Voice>,
    muted: &AtomicBool,
    sounds: &Receiver<Sound>,
    ear: &Ear,
    note: &Sender<String>,
) {
    loop {
        let sound = sounds.recv_timeout(LOOK);
        let is_muted = muted.load(Ordering::Relaxed);
        if let Ok(sound) = &sound
            && !is_muted
        {
            voice.hear(sound);
        }
        ear.tell(voice.is_speaking().filter(|_| !is_muted));
        while let Some(text) = voice.note() {
            // Where nobody listens any more the session is over.
            let _ = note.send(text);
        }
        if sound == Err(RecvTimeoutError::Disconnected) {
            return;
        }
    }
}

/// Says nothing.
#[derive(Debug)]
pub(super) struct Silence;

impl Voice for Silence {
    fn hear(&mut self, _: &Sound) {}

    fn is_speaking(&mut self) -> Option<bool> {
        None
    }

    fn note(&mut self) -> Option<String> {
        None
    }
}
