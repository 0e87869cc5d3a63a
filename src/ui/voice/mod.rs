//! What the person hears: sentences by the platform's speech service, and short tones. Where the service can write
//! sound, sentences are made before they are needed and played in time.
//!
//! The coach decides what is heard and when. Where there is no voice or no loudspeaker, that is told
//! once, by [`Voice::note`], and everything else goes on.

mod device;
mod service;
mod synthesis;
mod tones;
mod transcript;
mod wave;

use std::collections::VecDeque;
use std::path::PathBuf;

pub use device::{Loudspeaker, NoSound};
pub use service::{FULL_LOUDNESS, LOUDNESS, Manner, RATES, Service, WORDS_A_MINUTE};
pub use tones::samples;
pub use transcript::Transcript;

use self::service::Ended;
use self::synthesis::Synthesis;
use crate::coach::{Sound, Utterance};
use crate::messages::{Language, fill};

/// Somebody who says and plays what the coach asks for.
pub trait Voice: Send {
    /// Says a sentence after those before it, or plays a tone at once. Returns at once.
    fn play(&mut self, sound: &Sound);

    /// Makes ready what will be said.
    fn prepare(&mut self, sentences: Vec<String>);

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

/// After so many sentences in a row that were not heard, the voice is given up: one that has spoken may be late once,
/// on a machine that is busy for a moment. One that hangs on its first sentence is given up at once.
const MOST_FAILURES: u32 = 2;

/// How sentences are said.
#[derive(Debug)]
enum Way {
    /// They are made into sound for the loudspeaker that is open.
    Synthesis(Synthesis),
    /// The service plays them itself.
    Service(service::Speech),
}

impl Way {
    fn of(service: Service, has_loudspeaker: bool) -> Self {
        let synthesis = service.writing_sound().filter(|_| has_loudspeaker).and_then(Synthesis::new);
        synthesis.map_or_else(|| Self::Service(service::Speech::new(service)), Self::Synthesis)
    }

    fn service(&self) -> &Service {
        match self {
            Self::Synthesis(synthesis) => synthesis.service(),
            Self::Service(speech) => speech.service(),
        }
    }
}

/// The platform's own voice, and tones on its loudspeaker.
#[derive(Debug)]
pub struct Speaker {
    way: Option<Way>,
    loudspeaker: Option<Loudspeaker>,
    has_spoken: bool,
    failures: u32,
    notes: VecDeque<NotHeard>,
}

impl Speaker {
    /// What this machine has.
    pub fn open(manner: &Manner) -> Self {
        Self::with(Service::find(manner), Loudspeaker::open().map(|it| it.at_loudness(manner.loudness)))
    }

    /// A voice and a loudspeaker, or what is missing.
    pub fn with(service: Option<Service>, loudspeaker: Result<Loudspeaker, NoSound>) -> Self {
        let mut notes = VecDeque::new();
        if service.is_none() {
            notes.push_back(NotHeard::NoVoice);
        }
        let loudspeaker = loudspeaker.map_err(|error| notes.push_back(NotHeard::NoSound(error))).ok();
        let way = service.map(|service| Way::of(service, loudspeaker.is_some()));
        Self { way, loudspeaker, has_spoken: false, failures: 0, notes }
    }

    fn give_up(&mut self, why: fn(PathBuf) -> NotHeard) {
        if let Some(way) = self.way.take() {
            self.notes.push_back(why(way.service().program.clone()));
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
            Sound::Say(Utterance { text, cuts_in, .. }) => match (&mut self.way, &self.loudspeaker) {
                (Some(Way::Synthesis(synthesis)), Some(loudspeaker)) => {
                    if *cuts_in {
                        synthesis.hush();
                    }
                    synthesis.say(text, loudspeaker);
                }
                (Some(Way::Service(speech)), _) => {
                    if *cuts_in {
                        speech.hush();
                    }
                    speech.say(text);
                }
                _ => {}
            },
        }
        let _ = self.is_speaking();
    }

    fn prepare(&mut self, sentences: Vec<String>) {
        if let Some(Way::Synthesis(synthesis)) = &mut self.way {
            synthesis.prepare(sentences);
        }
    }

    fn is_speaking(&mut self) -> Option<bool> {
        let failure = self.loudspeaker.as_mut().and_then(Loudspeaker::failure);
        self.notes.extend(failure.map(NotHeard::NoSound));
        let (speaking, ended) = match (self.way.as_mut()?, &self.loudspeaker) {
            (Way::Synthesis(synthesis), Some(loudspeaker)) => synthesis.poll(loudspeaker),
            (Way::Synthesis(_), None) => return None,
            (Way::Service(speech), _) => speech.poll(),
        };
        for ended in ended {
            if ended == Ended::Said {
                (self.has_spoken, self.failures) = (true, 0);
                continue;
            }
            self.failures += 1;
            let hangs = ended == Ended::Hung;
            if self.failures >= MOST_FAILURES || hangs && !self.has_spoken {
                self.give_up(if hangs { NotHeard::VoiceHangs } else { NotHeard::VoiceFails });
                return None;
            }
        }
        Some(speaking)
    }

    fn note(&mut self) -> Option<NotHeard> {
        self.notes.pop_front()
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::coach::Urgency;

    /// Says sentences by a script, whose argument is the sentence, and gives what is noted.
    fn note_after(script: &str, sentences: &[&str]) -> Option<NotHeard> {
        let arguments = vec!["-c".into(), script.into(), "service".into()];
        let service =
            Service { program: "/bin/sh".into(), arguments, takes_argument: true, writes_sound: false };
        let mut speaker = Speaker::with(Some(service), Ok(Loudspeaker::without_device().0));
        for text in sentences {
            let (text, urgency) = ((*text).to_owned(), Urgency::Count);
            speaker.play(&Sound::Say(Utterance { text, urgency, fault: None, cuts_in: false }));
            while speaker.is_speaking() == Some(true) {
                std::thread::yield_now();
            }
        }
        speaker.note()
    }

    #[test]
    fn a_voice_that_has_spoken_may_be_late_once_and_is_given_up_the_second_time() {
        let script = r#"case "$1" in late) exec sleep 100;; *) sleep 0.3;; esac"#;
        assert!(note_after(script, &["hello", "late", "hello", "late", "hello"]).is_none());
        assert!(matches!(note_after(script, &["hello", "late", "late"]), Some(NotHeard::VoiceHangs(_))));
        assert!(matches!(note_after(script, &["late"]), Some(NotHeard::VoiceHangs(_))));
        assert!(matches!(note_after("exit 1", &["1", "2"]), Some(NotHeard::VoiceFails(_))));
    }
}
