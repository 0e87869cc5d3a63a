//! The platform's speech services as child processes.
//!
//! A sentence goes to the service's standard input, or is an argument after all options: no shell
//! sees it. The end of the process is the end of the sentence, so whether it is still being said is
//! known.

use std::collections::VecDeque;
use std::env;
use std::io::Write;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::coach::takes_secs;
use crate::messages::Language;

/// Words a minute; a little slower than eSpeak NG's own 175, for who listens while moving.
pub const WORDS_A_MINUTE: u32 = 160;

/// Words a minute that a voice can be asked for.
pub const RATES: RangeInclusive<u32> = 80..=400;

/// As loud as the loudspeaker is set, in percent.
pub const FULL_LOUDNESS: u32 = 100;

/// Loudness that can be asked for, in percent: what is not heard at all is turned off.
pub const LOUDNESS: RangeInclusive<u32> = 10..=FULL_LOUDNESS;

/// A sentence that takes so many times as long as expected, and this much more (seconds), is not being said: the
/// service waits for something. Synthesis and a busy machine stay within that.
const SLOW: f64 = 1.5;
const LATE_SECS: f64 = 2.0;

/// A service that is done sooner than this has said nothing: it takes longer to say "1".
const LEAST_SPOKEN: Duration = Duration::from_millis(250);

/// How a sentence ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// The service spoke, or made the sound of it.
    Said,
    /// The service failed, or was done before anything can have been said.
    Failed,
    /// It did not end, and was stopped.
    Hung,
}

/// A speech service that is installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Its program.
    pub program: PathBuf,
    /// Its options.
    pub arguments: Vec<String>,
    /// Whether a sentence is its last argument; otherwise it reads it.
    pub takes_argument: bool,
    /// Whether it writes the sound of a sentence, in place of playing it.
    pub writes_sound: bool,
}

/// How the coach is to speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manner {
    /// The language (`en`, `de`).
    pub language: String,
    /// The service's own name for a voice, in place of that of the language.
    pub voice: Option<String>,
    /// Words a minute.
    pub rate: u32,
    /// How loud voice and tones are, in percent of the usual.
    pub loudness: u32,
}

impl Manner {
    /// The usual voice of a language, at the usual rate, as loud as usual.
    pub fn of(language: &str) -> Self {
        Self { language: language.to_owned(), voice: None, rate: WORDS_A_MINUTE, loudness: FULL_LOUDNESS }
    }
}

impl Service {
    /// What to do where none is found, in a language.
    pub fn missing(language: &Language) -> &str {
        let words = &language.words.notice;
        if cfg!(target_os = "linux") { &words.no_voice_on_linux } else { &words.no_voice }
    }

    /// The service of this machine.
    ///
    /// eSpeak NG goes before Speech Dispatcher because it writes sound, which is played in time: but for who has set
    /// that up.
    pub fn find(manner: &Manner) -> Option<Self> {
        let Manner { language, voice, rate, loudness } = manner;
        let [rate, loudness] = [rate, loudness].map(u32::to_string);
        if cfg!(target_os = "macos") {
            let voice = voice.clone().or_else(|| macos_voice(language));
            let options = voice.iter().flat_map(|voice| ["-v", voice]).chain(["-r", &rate]).map(String::from);
            return on_path("say")
                .map(|program| Self::reading(program, options.chain(["-f".into(), "-".into()])));
        }
        if cfg!(target_os = "windows") {
            let arguments =
                ["-NoProfile", "-NonInteractive", "-Command", &windows_script(language, &loudness)];
            let arguments = arguments.map(String::from);
            return on_path("powershell").map(|program| Self::reading(program, arguments));
        }
        let dispatcher = || Self::dispatcher(manner);
        let espeak = || {
            let voice = voice.as_ref().unwrap_or(language);
            let arguments = ["-v", voice, "-s", &rate, "-a", &loudness, "--stdin"].map(String::from);
            on_path("espeak-ng").map(|program| Self::reading(program, arguments))
        };
        if has_dispatcher() { dispatcher().or_else(espeak) } else { espeak().or_else(dispatcher) }
    }

    /// Speech Dispatcher; its rate and loudness are parts of the way from the usual ones to the extremes.
    fn dispatcher(Manner { language, voice, rate, loudness }: &Manner) -> Option<Self> {
        let part = 100.0 * (f64::from(*rate) / f64::from(WORDS_A_MINUTE)).log2();
        let rate = format!("{:.0}", part.clamp(-100.0, 100.0) + 0.0);
        let softer = format!("{}", i64::from(*loudness) - i64::from(FULL_LOUDNESS));
        let voice = voice.iter().flat_map(|voice| ["--synthesis-voice", voice]);
        let manner = ["--wait", "--language", language, "--rate", &rate, "--volume", &softer];
        let options = manner.into_iter().chain(voice).chain(["--"]);
        let arguments = options.map(String::from).collect();
        let program = on_path("spd-say")?;
        Some(Self { program, arguments, takes_argument: true, writes_sound: false })
    }

    /// The same service, which writes the sound of its sentences; none where it can't.
    pub(super) fn writing_sound(&self) -> Option<Self> {
        let is_espeak = self.program.file_stem().is_some_and(|name| name == "espeak-ng");
        let mut arguments = self.arguments.clone();
        arguments.push("--stdout".into());
        is_espeak.then(|| Self { arguments, writes_sound: true, ..self.clone() })
    }

    fn reading(program: PathBuf, arguments: impl IntoIterator<Item = String>) -> Self {
        let arguments = arguments.into_iter().collect();
        Self { program, arguments, takes_argument: false, writes_sound: false }
    }

    /// Starts it on a sentence.
    pub(super) fn start(&self, text: &str, output: Stdio) -> std::io::Result<Child> {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        if self.takes_argument {
            command.arg(text);
        }
        // Services write to the terminal what their sound library thinks.
        let input = if self.takes_argument { Stdio::null() } else { Stdio::piped() };
        let mut child = command.stdin(input).stdout(output).stderr(Stdio::null()).spawn()?;
        if let Some(mut input) = child.stdin.take() {
            // A service that does not read is one that ends at once, which is noticed.
            let _ = input.write_all(text.as_bytes());
        }
        Ok(child)
    }
}

/// Sentences on their way through a service, one after the other.
#[derive(Debug)]
pub(super) struct Speech {
    service: Service,
    waiting: VecDeque<String>,
    now: Option<Saying>,
    /// How the sentences ended that did since the last look.
    ended: Vec<Ended>,
}

/// A sentence that is being said.
#[derive(Debug)]
struct Saying {
    child: Child,
    began: Instant,
    patience: Duration,
}

impl Speech {
    pub(super) fn new(service: Service) -> Self {
        Self { service, waiting: VecDeque::new(), now: None, ended: Vec::new() }
    }

    pub(super) fn service(&self) -> &Service {
        &self.service
    }

    pub(super) fn say(&mut self, text: &str) {
        self.waiting.push_back(text.to_string());
        self.go_on();
    }

    /// Ends what is being said.
    pub(super) fn hush(&mut self) {
        self.waiting.clear();
        if let Some(mut saying) = self.now.take() {
            let _ = saying.child.kill();
            let _ = saying.child.try_wait();
        }
    }

    /// Whether a sentence is being said, and how those ended that did since the last call.
    pub(super) fn poll(&mut self) -> (bool, Vec<Ended>) {
        self.go_on();
        (self.now.is_some(), std::mem::take(&mut self.ended))
    }

    fn go_on(&mut self) {
        if let Some(saying) = &mut self.now {
            let ended = match saying.child.try_wait() {
                Ok(None) if saying.began.elapsed() < saying.patience => return,
                Ok(None) => {
                    // Whoever waits for a driver may not end even now: nobody waits for that.
                    let _ = saying.child.kill();
                    Ended::Hung
                }
                Ok(Some(status)) if status.success() && saying.began.elapsed() >= LEAST_SPOKEN => Ended::Said,
                Ok(Some(_)) | Err(_) => Ended::Failed,
            };
            self.ended.push(ended);
            self.now = None;
        }
        if let Some(text) = self.waiting.pop_front() {
            let patience = Duration::from_secs_f64(SLOW * takes_secs(&text) + LATE_SECS);
            match self.service.start(&text, Stdio::null()) {
                Ok(child) => self.now = Some(Saying { child, began: Instant::now(), patience }),
                Err(_) => self.ended.push(Ended::Failed),
            }
        }
    }
}

impl Drop for Speech {
    fn drop(&mut self) {
        self.hush();
    }
}

/// Whether the person has set Speech Dispatcher up.
fn has_dispatcher() -> bool {
    let folder = env::var_os("XDG_CONFIG_HOME").map(PathBuf::from);
    let folder = folder.or_else(|| Some(env::home_dir()?.join(".config")));
    folder.is_some_and(|folder| folder.join("speech-dispatcher/speechd.conf").is_file())
}

fn on_path(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

/// The first of the Mac's voices for a language; its list has lines like `Anna  de_DE  # Hallo!`.
fn macos_voice(language: &str) -> Option<String> {
    let list = Command::new("say").args(["-v", "?"]).stderr(Stdio::null()).output().ok()?.stdout;
    voice_in(&String::from_utf8_lossy(&list), language)
}

fn voice_in(list: &str, language: &str) -> Option<String> {
    list.lines().find_map(|line| {
        let (named, _) = line.split_once('#')?;
        let (name, locale) = named.trim_end().rsplit_once(char::is_whitespace)?;
        let is_ours = locale.split(['_', '-']).next() == Some(language);
        is_ours.then(|| name.trim_end().to_string())
    })
}

fn windows_script(language: &str, loudness: &str) -> String {
    format!(
        "[Console]::InputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; \
         $voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; \
         $voice.SelectVoiceByHints('NotSet', 'NotSet', 0, [Globalization.CultureInfo]'{language}'); \
         $voice.Volume = {loudness}; $voice.Speak([Console]::In.ReadToEnd())"
    )
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// A service that appends what it reads, or its last argument, to a file.
    fn writer(path: &std::path::Path, takes_argument: bool) -> Service {
        let file = path.display();
        let script = if takes_argument {
            format!("printf '%s|' \"$1\" >> {file}")
        } else {
            format!("(cat; printf '|') >> {file}")
        };
        Service {
            program: "/bin/sh".into(),
            arguments: vec!["-c".into(), script, "service".into()],
            takes_argument,
            writes_sound: false,
        }
    }

    fn finish(speech: &mut Speech) {
        while speech.poll().0 {
            std::thread::yield_now();
        }
    }

    #[test]
    fn sentences_arrive_as_they_are_and_one_after_the_other() {
        let texts = ["-v \"quoted\" $(touch gone) `x` \\", "Knie höher; 'langsam'"];
        for takes_argument in [false, true] {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("said");
            let mut speech = Speech::new(writer(&path, takes_argument));
            for text in texts {
                speech.say(text);
            }
            finish(&mut speech);
            let said = std::fs::read_to_string(&path).expect("written");
            assert_eq!(said, format!("{}|{}|", texts[0], texts[1]));
        }
    }

    #[test]
    fn a_service_that_fails_or_is_gone_is_noticed() {
        let fails = |program: &str| Service {
            program: program.into(),
            arguments: Vec::new(),
            takes_argument: true,
            writes_sound: false,
        };
        for program in ["/bin/false", "/no/such/program"] {
            let mut speech = Speech::new(fails(program));
            speech.say("hello");
            let mut ended = Vec::new();
            while ended.is_empty() {
                ended.extend(speech.poll().1);
            }
            assert_eq!(ended, [Ended::Failed], "{program}");
        }
    }

    #[test]
    fn a_service_that_hangs_is_stopped_within_five_seconds() {
        let arguments = vec!["-c".into(), "sleep 100".into()];
        let hangs =
            Service { program: "/bin/sh".into(), arguments, takes_argument: false, writes_sound: false };
        let mut speech = Speech::new(hangs);
        let began = Instant::now();
        speech.say("Bridge.");
        let mut ended = Vec::new();
        while ended.is_empty() {
            ended.extend(speech.poll().1);
        }
        assert_eq!(ended, [Ended::Hung]);
        let took = began.elapsed();
        assert!((2.0..5.0).contains(&took.as_secs_f64()), "{took:?}");
    }

    #[test]
    fn the_mac_lists_its_voices() {
        let list = "Alex                en_US    # Most people recognize me by my voice.\n\
                    Eddy (German (Germany)) de_DE    # Hallo!\n";
        assert_eq!(voice_in(list, "de").as_deref(), Some("Eddy (German (Germany))"));
        assert_eq!(voice_in(list, "en").as_deref(), Some("Alex"));
        assert_eq!(voice_in(list, "fr"), None);
    }
}
