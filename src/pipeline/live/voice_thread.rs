//! The voice's thread: plays what the coach says, and tells whether it is still being said.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};

use super::notice::Notice;
use crate::coach::Sound;
use crate::ui::voice::{NotHeard, Voice};

/// How often the voice is asked whether it is still speaking: the next sentence waits for that.
const LOOK: Duration = Duration::from_millis(40);

/// What [`VoiceStatus`] holds.
const UNKNOWN: u8 = 0;
const SILENT: u8 = 1;
const SPEAKING: u8 = 2;

/// What the coach knows of the voice.
#[derive(Debug, Clone, Default)]
pub(super) struct VoiceStatus(Arc<AtomicU8>);

impl VoiceStatus {
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

/// Plays every sound until there will be no more, but for those that come while it is `muted`.
pub(super) fn play(
    mut voice: Box<dyn Voice>,
    muted: &AtomicBool,
    sounds: &Receiver<Sound>,
    voice_status: &VoiceStatus,
    notice: &Sender<Notice>,
    sentences: Vec<String>,
) {
    voice.prepare(sentences);
    loop {
        let sound = sounds.recv_timeout(LOOK);
        let is_muted = muted.load(Ordering::Relaxed);
        if let Ok(sound) = &sound
            && !is_muted
        {
            voice.play(sound);
        }
        voice_status.tell(voice.is_speaking().filter(|_| !is_muted));
        while let Some(why) = voice.note() {
            // Where nobody listens any more the session is over.
            let _ = notice.send(Notice::NotHeard(why));
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
    fn play(&mut self, _: &Sound) {}

    fn prepare(&mut self, _: Vec<String>) {}

    fn is_speaking(&mut self) -> Option<bool> {
        None
    }

    fn note(&mut self) -> Option<NotHeard> {
        None
    }
}
