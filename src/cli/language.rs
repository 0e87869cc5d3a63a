//! The language in which a command speaks to people: the one that is named, else the one that was chosen in the
//! window, else the system's.

use super::settings::Settings;
use crate::messages::Language;

/// Names a language.
const OPTION: &str = "--language";

/// In which language people are spoken to.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
pub(super) struct Spoken {
    /// The language of all that is said and shown: en or de. Without it: the one chosen in the window's settings, or
    /// the system's.
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = read)]
    language: Option<&'static Language>,
}

impl Spoken {
    /// The language.
    pub(super) fn language(self) -> &'static Language {
        self.language.unwrap_or_else(|| Settings::chosen().language())
    }
}

/// The language that this run is to speak. It is known before the command line is read: what is wrong there is said in
/// it too.
pub(super) fn asked() -> &'static Language {
    let typed = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned());
    named(typed).unwrap_or_else(|| Settings::chosen().language())
}

/// The language that is named among arguments.
fn named(typed: impl Iterator<Item = String>) -> Option<&'static Language> {
    let mut typed = typed.skip_while(|argument| !argument.starts_with(OPTION));
    let first = typed.next()?;
    match first.strip_prefix(OPTION)?.strip_prefix('=') {
        Some(id) => Language::of(id),
        None => Language::of(&typed.next()?),
    }
}

/// Reads `--language`.
fn read(typed: &str) -> Result<&'static Language, String> {
    Language::of(typed).ok_or_else(|| {
        let known: Vec<String> =
            Language::all().iter().map(|known| format!("{} ({})", known.id, known.words.name)).collect();
        format!("expected {}", known.join(" or "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_before_the_command_line_is_read() {
        let named = |typed: &str| named(typed.split(' ').map(str::to_owned)).map(|language| &*language.id);
        assert_eq!(named("holdfast check a.mp4 --langage --language de"), Some("de"));
        assert_eq!(named("holdfast --language=de --help"), Some("de"));
        for typed in
            ["holdfast", "holdfast --language", "holdfast --language xx", "holdfast check --language=de_DE"]
        {
            assert_eq!(named(typed), None, "{typed}");
        }
    }
}
