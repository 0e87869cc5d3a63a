//! How the person likes the window to look, from the last session to the next.

use crate::cli::settings::{Looks, Settings};
use crate::cli::{places, terminal};
use crate::ui::Appearance;

/// As the person left the window the last time.
pub(super) fn last() -> Appearance {
    // A file that is not understood is told of where the camera is looked up.
    Settings::chosen().window.into()
}

/// Keeps how the person left the window.
pub(super) fn remember(appearance: Appearance) {
    keep(|settings| settings.window = Looks::from(appearance));
}

/// Keeps what the person chose.
pub(super) fn keep(change: impl FnOnce(&mut Settings)) {
    let Some(path) = places::settings() else { return };
    let before = Settings::read(&path).unwrap_or_default();
    let mut settings = before.clone();
    change(&mut settings);
    if settings == before {
        return;
    }
    if let Err(error) = settings.write(&path) {
        terminal::note_error(&error.context("what was chosen in the window is not kept"));
    }
}
