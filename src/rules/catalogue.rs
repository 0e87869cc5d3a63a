//! All exercises that there are: the built-in ones, and the user's in addition or in their place.

use std::path::{Path, PathBuf};
use std::{fs, io};

use thiserror::Error;

use super::built_in::BUILT_IN;
use super::diagnostic::Problems;
use super::file::{BrokenRules, Origin, RuleFile};
use super::suggest;
use crate::messages::Language;

/// All exercises.
#[derive(Debug, Default)]
pub struct Catalogue {
    files: Vec<RuleFile>,
    broken: Vec<BrokenRules>,
}

impl Catalogue {
    /// The built-in rules, and those in the user's folder, which stand in for built-in ones of the
    /// same id. A folder that does not exist is an empty one. A broken file does not keep the others
    /// from being used: it is found in [`Catalogue::broken`].
    pub fn load(user_dir: Option<&Path>) -> Result<Catalogue, UnreadableFolder> {
        let mut catalogue = Catalogue::default();
        for (name, text) in BUILT_IN {
            catalogue.add(RuleFile::from_text(Origin::BuiltIn, name, text.to_string()));
        }
        for path in user_dir.map(toml_files_in).transpose()?.unwrap_or_default() {
            let file = RuleFile::read(&path).and_then(|file| catalogue.refuse_twin(file));
            catalogue.add(file);
        }
        Ok(catalogue)
    }

    /// The exercises' rules: those with built-in ids first, in the order of their names, then
    /// the user's own.
    pub fn files(&self) -> &[RuleFile] {
        &self.files
    }

    /// The user's files that cannot be used.
    pub fn broken(&self) -> &[BrokenRules] {
        &self.broken
    }

    /// The rules of an exercise, by its id or, where that is only one's, by its title in any language; case and
    /// dashes are no difference. Where the user's file for it is broken, that is an error: the built-in rules
    /// would judge by other limits than the person believes.
    pub fn get(&self, name: &str) -> Result<&RuleFile, NoRules> {
        let file = self.files.iter().find(|file| file.id == name).or_else(|| self.titled(name));
        let id = file.map_or(name, |file| &file.id);
        if let Some(broken) = self.broken.iter().find(|broken| broken.id == id) {
            return Err(NoRules::Broken(broken.clone()));
        }
        file.ok_or_else(|| self.unknown(name))
    }

    fn titled(&self, name: &str) -> Option<&RuleFile> {
        let is_meant = |file: &&RuleFile| {
            let titles = Language::all().iter().map(|language| language.translated(&file.texts).title);
            [file.id.clone()].into_iter().chain(titles).any(|title| suggest::is_same(&title, name))
        };
        let mut meant = self.files.iter().filter(is_meant);
        meant.next().filter(|_| meant.next().is_none())
    }

    fn add(&mut self, file: Result<RuleFile, BrokenRules>) {
        match file {
            Err(broken) => self.broken.push(broken),
            Ok(file) => match self.files.iter_mut().find(|known| known.id == file.id) {
                Some(known) => *known = file,
                None => self.files.push(file),
            },
        }
    }

    /// Refuses the second of two user files for one exercise: neither is meant more than the other.
    fn refuse_twin(&self, file: RuleFile) -> Result<RuleFile, BrokenRules> {
        let twin = self.files.iter().find(|known| known.id == file.id && known.origin != Origin::BuiltIn);
        let Some(twin) = twin else { return Ok(file) };
        let name = file.origin.to_string();
        let problems = Problems::new(&name, &file.text);
        let message = format!("there is `{}` already in {}", file.id, twin.origin);
        let help = "remove one of the two files, or give this exercise another `id`";
        problems.error(file.id_span, message, Some(help));
        let diagnostics = problems.into_sorted();
        Err(BrokenRules { id: file.id, file: name, text: file.text, diagnostics })
    }

    fn unknown(&self, id: &str) -> NoRules {
        let known: Vec<&str> = self.files.iter().map(|file| file.id.as_str()).collect();
        let meant = suggest::nearest(id, known.iter().copied());
        let hint = meant.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
        NoRules::Unknown { id: id.to_string(), hint, known: known.join(", ") }
    }
}

/// Why there are no rules for a name.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoRules {
    /// There is no such exercise.
    #[error("there is no exercise `{id}`{hint}\nthe exercises are: {known}")]
    Unknown {
        /// The name as it was given.
        id: String,
        /// The exercise that was probably meant, in words; empty where none is near enough.
        hint: String,
        /// The exercises that there are.
        known: String,
    },
    /// The user's file for it cannot be used.
    #[error(transparent)]
    Broken(BrokenRules),
}

/// The user's folder of rules cannot be read.
#[derive(Debug, Error)]
#[error("cannot read the folder of exercises {}: make it readable, or move it away", path.display())]
pub struct UnreadableFolder {
    /// The folder.
    pub path: PathBuf,
    /// Why not.
    pub source: io::Error,
}

/// The rules files in a folder, sorted by name so that every run sees them in the same order.
fn toml_files_in(dir: &Path) -> Result<Vec<PathBuf>, UnreadableFolder> {
    let unreadable = |source| UnreadableFolder { path: dir.to_path_buf(), source };
    let entries = match fs::read_dir(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(unreadable)?,
    };
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
