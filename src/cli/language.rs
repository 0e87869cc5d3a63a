//! The language in which a command speaks to people: the one that is named, else the one that was chosen in the
//! window, else the system's.

use super::settings::Settings;
use crate::messages::Language;

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

/// Reads `--language`.
fn read(typed: &str) -> Result<&'static Language, String> {
    Language::of(typed).ok_or_else(|| {
        let known: Vec<String> =
            Language::all().iter().map(|known| format!("{} ({})", known.id, known.words.name)).collect();
        format!("expected {}", known.join(" or "))
    })
}
