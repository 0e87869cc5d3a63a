//! Why a camera gives no pictures, and what to do about it.

use std::fmt;
use std::path::PathBuf;

use super::devices::Device;
use crate::messages::{Language, english, fill};
use crate::motion::PictureSize;
use crate::source::SourceError;

/// A camera that can't be used, or can't at the moment.
#[derive(Debug)]
#[expect(missing_docs, reason = "every variant is documented, and its fields are named for what they hold")]
pub enum LiveError {
    /// The machine has none.
    NoCamera,
    /// The machine has others.
    NoSuchDevice { path: PathBuf, there: Vec<Device> },
    /// The system refuses access.
    NotPermitted(PathBuf),
    /// Another program has it, which may have a name.
    Busy { path: PathBuf, by: Option<String> },
    /// It opens and gives nothing.
    NoPictures(PathBuf),
    /// Unplugged.
    Vanished(String),
    /// A network camera that can't be reached.
    Unreachable(String),
    /// A network camera that takes too long.
    NoAnswer { address: String, secs: f64 },
    /// A network camera that ended the connection.
    Dropped(String),
    /// No frame for too long.
    Stalled { name: String, secs: f64 },
    /// Pictures without light.
    Black(String),
    /// The same picture again and again.
    Still(String),
    /// Pictures of another size than before.
    SizeChanged { name: String, from: PictureSize, to: PictureSize },
    /// A picture too small to see a person.
    TooSmall { name: String, size: PictureSize },
    /// More pixels than can be judged in a sensible room.
    TooLarge { name: String, size: PictureSize },
    /// An address in a form that is not known.
    BadAddress(String),
    /// The recording that stands in for a camera.
    Recording(SourceError),
    /// OpenCV gave up in a way that has no name here.
    Decoder { name: String, source: opencv::Error },
}

impl LiveError {
    /// What is wrong and what to do about it, in a language.
    pub fn in_words(&self, language: &Language) -> String {
        let words = &language.words.notice;
        let filled = |sentence: &str, name: &str, value: &str| fill(sentence, &[(name, value)]);
        let at = |sentence: &str, path: &PathBuf| filled(sentence, "path", &path.display().to_string());
        let waited = |sentence: &str, secs: &f64| filled(sentence, "secs", &format!("{secs:.0}"));
        match self {
            Self::NoCamera => words.no_camera.clone(),
            Self::NoSuchDevice { path, there } => {
                let names: Vec<String> = there.iter().map(Device::to_string).collect();
                let others = filled(&words.there_are, "devices", &names.join(", "));
                let others = if there.is_empty() { &words.there_is_none } else { &others };
                filled(&at(&words.no_such_device, path), "others", others)
            }
            Self::NotPermitted(path) => at(&words.not_permitted, path),
            Self::Busy { path, by } => {
                filled(&at(&words.busy, path), "program", by.as_ref().unwrap_or(&words.another_program))
            }
            Self::NoPictures(path) => at(&words.no_pictures, path),
            Self::Vanished(name) => filled(&words.vanished, "name", name),
            Self::Unreachable(address) => filled(&words.unreachable, "address", address),
            Self::NoAnswer { address, secs } => filled(&waited(&words.no_answer, secs), "address", address),
            Self::Dropped(address) => filled(&words.dropped, "address", address),
            Self::Stalled { name, secs } => filled(&waited(&words.stalled, secs), "name", name),
            Self::Black(name) => filled(&words.black, "name", name),
            Self::Still(name) => filled(&words.still, "name", name),
            Self::SizeChanged { name, from, to } => fill(
                &words.size_changed,
                &[("before", &pixels(*from)), ("now", &pixels(*to)), ("name", name)],
            ),
            Self::TooSmall { name, size } => {
                fill(&words.too_small, &[("size", &pixels(*size)), ("name", name)])
            }
            Self::TooLarge { name, size } => {
                fill(&words.too_large, &[("size", &pixels(*size)), ("name", name)])
            }
            Self::BadAddress(address) => filled(&words.bad_address, "address", address),
            Self::Recording(cause) => language.cause(&cause.to_string()),
            Self::Decoder { name, source } => {
                let cause = language.cause(&source.to_string());
                fill(&words.camera_fails, &[("name", name), ("cause", &cause)])
            }
        }
    }

    /// Whether the source may be asked for its next frame all the same; otherwise it has to be opened
    /// again.
    pub fn stays_open(&self) -> bool {
        matches!(self, LiveError::Black(_))
    }

    /// Makes an OpenCV error of this camera's; for `map_err`.
    pub(super) fn decoder(name: &str) -> impl FnOnce(opencv::Error) -> Self {
        let name = name.to_owned();
        move |source| Self::Decoder { name, source }
    }
}

impl fmt::Display for LiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(english()))
    }
}

impl std::error::Error for LiveError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Recording(error) => error.source(),
            Self::Decoder { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl From<SourceError> for LiveError {
    fn from(error: SourceError) -> Self {
        Self::Recording(error)
    }
}

fn pixels(size: PictureSize) -> String {
    format!("{}x{}", size.width, size.height)
}
