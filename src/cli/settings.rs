//! What the person chose before and need not say again, in a file of its own.

use std::io::{self, Write};
use std::ops::RangeInclusive;
use std::path::Path;
use std::{env, fs};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::output::OutputFile;
use super::places;
use crate::bounded::{self, MOST_TEXT_BYTES};
use crate::messages::Language;
use crate::ui::Appearance;
use crate::ui::voice::{LOUDNESS, Manner, RATES};

/// The version of the file's format.
const FORMAT: u32 = 1;

/// What the person chose before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Settings {
    format: u32,
    /// The camera, as it was typed.
    pub(super) camera: Option<String>,
    /// The id of the language; none for the system's.
    #[serde(default)]
    pub(super) language: Option<String>,
    /// Whether the home window coaches without a sound.
    #[serde(default)]
    pub(super) mute: bool,
    /// How fast the voice speaks, in words a minute; none for the usual.
    #[serde(default)]
    pub(super) rate: Option<u32>,
    /// How loud voice and tones are, in percent; none for the usual.
    #[serde(default)]
    pub(super) loudness: Option<u32>,
    /// Whether the window asks how strong the pain is.
    #[serde(default = "yes")]
    pub(super) ask_pain: bool,
    /// The size of text in the home window, in percent of the usual one.
    #[serde(default)]
    pub(super) text_percent: Option<u32>,
    /// How the window looked when it was closed.
    #[serde(default)]
    pub(super) window: Looks,
}

fn yes() -> bool {
    true
}

/// How the window looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Looks {
    pub(super) light: bool,
    pub(super) high_contrast: bool,
    pub(super) full_screen: bool,
}

impl From<Appearance> for Looks {
    fn from(Appearance { light, high_contrast, full_screen }: Appearance) -> Self {
        Looks { light, high_contrast, full_screen }
    }
}

impl From<Looks> for Appearance {
    fn from(Looks { light, high_contrast, full_screen }: Looks) -> Self {
        Appearance { light, high_contrast, full_screen }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            format: FORMAT,
            camera: None,
            language: None,
            mute: false,
            rate: None,
            loudness: None,
            ask_pain: true,
            text_percent: None,
            window: Looks::default(),
        }
    }
}

impl Settings {
    /// What was chosen; the usual where nothing was, or the file is not understood.
    pub(super) fn chosen() -> Self {
        places::settings().and_then(|path| Settings::read(&path).ok()).unwrap_or_default()
    }

    /// The language that was chosen, or that of the system.
    pub(super) fn language(&self) -> &'static Language {
        self.language.as_deref().and_then(Language::of).unwrap_or_else(of_the_system)
    }

    /// How the coach is to speak: the usual where nothing was chosen, and what can be where the file says more.
    pub(super) fn manner(&self) -> Manner {
        let usual = Manner::of(&self.language().id);
        let within = |range: RangeInclusive<u32>, number: u32| number.clamp(*range.start(), *range.end());
        Manner {
            rate: self.rate.map_or(usual.rate, |rate| within(RATES, rate)),
            loudness: self.loudness.map_or(usual.loudness, |percent| within(LOUDNESS, percent)),
            ..usual
        }
    }

    /// Reads the file; nothing was chosen where there is none.
    pub(super) fn read(path: &Path) -> Result<Self> {
        let text = match bounded::read_text(path, MOST_TEXT_BYTES) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Settings::default()),
            text => text.with_context(|| format!("cannot read {}", path.display()))?,
        };
        let remedy = "delete it, and what is chosen next is kept again";
        let settings: Settings = toml::from_str(&text)
            .with_context(|| format!("{} cannot be understood: {remedy}", path.display()))?;
        if settings.format != FORMAT {
            bail!(
                "{} has format {}, and this holdfast reads format {FORMAT}: {remedy}",
                path.display(),
                settings.format
            );
        }
        Ok(settings)
    }

    /// Writes the file, for its owner alone: an address may hold a password.
    pub(super) fn write(&self, path: &Path) -> Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        }
        let mut file = OutputFile::create_private(path)?;
        let written = file.write_all(toml::to_string(self)?.as_bytes());
        written.map_err(|error| file.explain(error.into()))?;
        file.commit()
    }
}

/// The language that the environment asks for.
fn of_the_system() -> &'static Language {
    Language::of_locale(&system_locale())
}

/// The locale that the environment asks for, as POSIX orders its variables; empty where it asks for none.
pub(super) fn system_locale() -> String {
    let set = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_there_again_for_its_owner_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("new/settings.toml");
        assert_eq!(Settings::read(&path).expect("none yet"), Settings::default());
        let camera = Some("http://me:pw@phone/".into());
        let chosen = Settings { camera, rate: Some(900), loudness: Some(40), ..Settings::default() };
        chosen.write(&path).expect("written");
        assert_eq!(Settings::read(&path).expect("there"), chosen);
        assert_eq!((chosen.manner().rate, chosen.manner().loudness), (400, 40), "no voice speaks faster");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).expect("there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn a_file_that_is_not_understood_is_named_with_the_remedy() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("settings.toml");
        for (text, expected) in [
            (
                "format = 2\n",
                "has format 2, and this holdfast reads format 1: delete it, and what is chosen next is kept again",
            ),
            ("camera = 3", "cannot be understood: delete it, and what is chosen next is kept again"),
        ] {
            fs::write(&path, text).expect("written");
            let said = Settings::read(&path).expect_err("refused").to_string();
            assert_eq!(said, format!("{} {expected}", path.display()));
        }
    }
}
