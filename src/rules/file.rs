//! One rules file: its rules, and what results say about where they come from.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::bounded::{self, MOST_TEXT_BYTES};
use crate::messages::ExerciseTexts;
use crate::motion::Exercise;

use super::diagnostic::{Diagnostic, Problems};
use super::document::{Checked, FORMAT, check};
use super::render::{Style, render};

/// Where rules come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// From the program itself.
    BuiltIn,
    /// From a file.
    File(PathBuf),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::BuiltIn => f.write_str("built-in"),
            Origin::File(path) => path.display().fmt(f),
        }
    }
}

/// The rules of one exercise.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleFile {
    /// The exercise's id.
    pub id: String,
    /// The version of the file's format.
    pub format: u32,
    /// SHA-256 of the file's text in hexadecimal digits.
    pub sha256: String,
    /// Where the rules come from.
    pub origin: Origin,
    /// The text of the file.
    pub text: String,
    /// Warnings about the file.
    pub warnings: Vec<Diagnostic>,
    /// What the rules say.
    pub exercise: Exercise,
    /// What is said of the exercise, in the file's language.
    pub texts: ExerciseTexts,
    /// Where in the text the id stands.
    pub(super) id_span: Range<usize>,
}

impl RuleFile {
    /// Reads one file, whatever its exercise.
    pub fn read(path: &Path) -> Result<RuleFile, BrokenRules> {
        let file = path.display().to_string();
        let broken = |text: String, at: usize, message: String| {
            let problems = Problems::new(&file, &text);
            problems.error(at..at, message, None);
            let diagnostics = problems.into_sorted();
            BrokenRules { id: stem(path), file: file.clone(), text, diagnostics }
        };
        let bytes = bounded::read(path, MOST_TEXT_BYTES)
            .map_err(|error| broken(String::new(), 0, format!("the file cannot be read: {error}")))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let at = error.utf8_error().valid_up_to();
            broken(text, at, "the file is not UTF-8 text from here on".to_string())
        })?;
        RuleFile::from_text(Origin::File(path.to_path_buf()), &file, text)
    }

    /// Takes the rules in a text, if there are no errors in it.
    pub(super) fn from_text(origin: Origin, file: &str, text: String) -> Result<RuleFile, BrokenRules> {
        let Checked { exercise, texts, diagnostics, id } = check(file, &text);
        match (exercise.zip(texts), id) {
            (Some((exercise, texts)), Some((id, id_span))) => {
                let sha256 = format!("{:x}", Sha256::digest(&text));
                let warnings = diagnostics;
                Ok(RuleFile { id, format: FORMAT, sha256, origin, text, warnings, exercise, texts, id_span })
            }
            (_, id) => {
                let id = id.map_or_else(|| stem(Path::new(file)), |(id, _)| id);
                Err(BrokenRules { id, file: file.to_string(), text, diagnostics })
            }
        }
    }
}

/// A file that cannot be used. `Display` shows its mistakes with the lines that they are in.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the rules in {file} cannot be used\n{}", self.render(Style::Plain).trim_end())]
pub struct BrokenRules {
    /// The exercise's id, or the file's name where that is not known.
    pub id: String,
    /// The file.
    pub file: String,
    /// Its text.
    pub text: String,
    /// The mistakes, warnings included.
    pub diagnostics: Vec<Diagnostic>,
}

impl BrokenRules {
    /// Shows the mistakes with the lines that they are in.
    pub fn render(&self, style: Style) -> String {
        render(&self.diagnostics, &self.text, style)
    }
}

/// The file's name without its ending.
fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
