//! A machine of its own for the program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;

use crate::support::{root, text, unpack};

/// A folder to run in, with a history of its own and nothing else of the person's.
pub(crate) struct Place {
    folder: tempfile::TempDir,
    models: PathBuf,
}

impl Place {
    /// Without pose models.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let models = folder.path().join("no-models");
        Self { folder, models }
    }

    pub(crate) fn with_models() -> Self {
        Self { models: root().join("models"), ..Self::new() }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.file(name), text).expect("written");
    }

    /// Unpacks a landmark recording from `tests/data`, and returns its file's name.
    pub(crate) fn recording(&self, name: &str) -> String {
        let file = format!("{name}.json");
        unpack(name, &self.file(&file));
        file
    }

    /// What is in the folder, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        names_in(self.path())
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("it runs")
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_holdfast"));
        command
            .args(arguments)
            .current_dir(self.path())
            .env("HOME", self.path())
            .env("HOLDFAST_DATA", self.file("history"))
            .env("HOLDFAST_MODELS", &self.models)
            .env("TZ", "UTC")
            .env("LC_ALL", "C")
            .env("COLUMNS", "80")
            .env_remove("XDG_CONFIG_HOME");
        command
    }

    /// Runs what is done, and returns what it writes.
    pub(crate) fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
        stdout(&output)
    }

    /// Runs what is refused, and returns why.
    pub(crate) fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", stderr(&output));
        assert!(output.stdout.is_empty(), "{arguments:?}: data on standard output");
        stderr(&output)
    }
}

pub(crate) fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    let mut names: Vec<String> = entries.map(|entry| name(entry.expect("an entry"))).collect();
    names.sort();
    names
}

pub(crate) fn stdout(output: &Output) -> String {
    text(&output.stdout)
}

pub(crate) fn stderr(output: &Output) -> String {
    text(&output.stderr)
}
