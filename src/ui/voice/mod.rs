//! What the person hears: sentences by the platform's speech service, and short tones.
//!
//! The coach decides what is heard and when. Where there is no voice or no loudspeaker, that is told
//! once, by [`Voice::note`], and everything else goes on.

mod device;
mod service;
mod tones;
mod transcript;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::time::Duration;

pub use device::{Loudspeaker, NoSound};
pub use service::Service;
pub use tones::samples;
pub use transcript::Transcript;

use self::service::Ended;
use crate::coach::Sound;
use crate::messages::{Language, fill};

/// Somebody who says and plays what the coach asks for.
pub trait Voice: Send {
    /// Says a sentence after those before it, or plays a tone at once. Returns at once.
    fn play(&mut self, sound: &Sound);

    /// Whether a sentence is being said; none where that can't be told.
    fn is_speaking(&mut self) -> Option<bool>;

    /// What the person is to be told about a voice or a loudspeaker that does not work; each thing
    /// once.
    fn note(&mut self) -> Option<NotHeard>;
}

/// Why the coach is not heard.
#[derive(Debug)]
pub enum NotHeard {
    /// No speech service is installed.
    NoVoice,
    /// There is no loudspeaker.
    NoSound(NoSound),
    /// The speech service, which is this program, fails.
    VoiceFails(PathBuf),
    /// The speech service, which is this program, does not end its sentence.
    VoiceHangs(PathBuf),
}

impl NotHeard {
    /// What to do about it, in a language.
    pub fn in_words(&self, language: &Language) -> String {
        let words = &language.words.notice;
        match self {
            Self::NoVoice => fill(&words.without_voice, &[("no-voice", Service::missing(language))]),
            Self::NoSound(error) => format!("{}.", error.in_words(language)),
            Self::VoiceFails(program) => {
                fill(&words.not_heard, &[("program", &program.display().to_string())])
            }
            Self::VoiceHangs(program) => {
                fill(&words.voice_hangs, &[("program", &program.display().to_string())])
            }
        }
    }
}

/// A service that is done sooner than this has said nothing: it takes longer to say "1".
const LEAST_SPOKEN: Duration = Duration::from_millis(250);

/// After so many sentences that were not heard, the voice is given up.
const MOST_FAILURES: u32 = 2;

/// The platform's own voice, and tones on its loudspeaker.
#[derive(Debug)]
pub struct Speaker {
    service: Option<service::Speech>,
    loudspeaker: Option<Loudspeaker>,
    failures: u32,
    notes: VecDeque<NotHeard>,
}

impl Speaker {
    /// What this machine has, to speak a language (`en`, `de`).
    pub fn open(language: &str) -> Self {
        Self::with(Service::find(language), Loudspeaker::open())
    }

    /// A voice and a loudspeaker, or what is missing.
    pub fn with(service: Option<Service>, loudspeaker: Result<Loudspeaker, NoSound>) -> Self {
        let mut notes = VecDeque::new();
        if service.is_none() {
            notes.push_back(NotHeard::NoVoice);
        }
        let loudspeaker = loudspeaker.map_err(|error| notes.push_back(NotHeard::NoSound(error))).ok();
        let service = service.map(service::Speech::new);
        Self { service, loudspeaker, failures: 0, notes }
    }

    fn give_up(&mut self, why: fn(PathBuf) -> NotHeard) {
        if let Some(speech) = self.service.take() {
            self.notes.push_back(why(speech.service().program.clone()));
        }
    }
}

impl Voice for Speaker {
    fn play(&mut self, sound: &Sound) {
        match sound {
            Sound::Play(tone) => {
                if let Some(loudspeaker) = &self.loudspeaker {
                    loudspeaker.play(&samples(*tone, Loudspeaker::RATE));
                }
            }
            Sound::Say(utterance) => {
                if let Some(speech) = &mut self.service {
                    if utterance.cuts_in {
                        speech.hush();
                    }
                    speech.say(&utterance.text);
                }
            }
        }
        let _ = self.is_speaking();
    }

    fn is_speaking(&mut self) -> Option<bool> {
        let speech = self.service.as_mut()?;
        let (speaking, ended) = speech.poll();
        if ended.contains(&Ended::Hung) {
            self.give_up(NotHeard::VoiceHangs);
            return None;
        }
        for ended in ended {
            let heard = matches!(ended, Ended::Said(took) if took >= LEAST_SPOKEN);
            self.failures = if heard { 0 } else { self.failures + 1 };
        }
        if self.failures >= MOST_FAILURES {
            self.give_up(NotHeard::VoiceFails);
            return None;
        }
        Some(speaking)
    }

    fn note(&mut self) -> Option<NotHeard> {
        self.notes.pop_front()
    }
}
