//! A session's report as a page, in the browser.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result};
use tempfile::TempDir;

use crate::cli::places::History;
use crate::cli::sessions::{kept, report};
use crate::messages::Language;

/// The program that opens a file as the desktop is set.
const OPENER: &str = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };

/// Pages that were opened. They are the person's alone, and gone with the window.
#[derive(Debug, Default)]
pub(super) struct Pages(Option<TempDir>);

impl Pages {
    /// Writes a session's page. None where there is no history.
    pub(super) fn write(
        &mut self,
        history: &History,
        id: i64,
        language: &'static Language,
    ) -> Result<Option<PathBuf>> {
        let Some(store) = history.read()? else { return Ok(None) };
        let session = kept::of(&store.session(id)?, None)?;
        if self.0.is_none() {
            let folder = tempfile::Builder::new().prefix("holdfast-").tempdir();
            self.0 = Some(folder.context("there is no room for a page: free some, or set TMPDIR")?);
        }
        let Some(folder) = &self.0 else { return Ok(None) };
        let path = folder.path().join(format!("session-{id}.html"));
        if path.exists() {
            fs::remove_file(&path).context("the page that is there cannot be replaced")?;
        }
        report::to_file(&session, &path, language)?;
        Ok(Some(path))
    }
}

/// Opens a page in the browser. Returns whether there is a program that does.
pub(super) fn open(path: &std::path::Path) -> bool {
    let mut opener = Command::new(OPENER);
    opener.arg(path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut opener) = opener.spawn() else { return false };
    // Nobody waits for the browser, but its end is taken note of.
    thread::spawn(move || opener.wait());
    true
}
