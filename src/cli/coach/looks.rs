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
    let Some(path) = places::settings() else { return };
    let window = Looks::from(appearance);
    let mut settings = Settings::read(&path).unwrap_or_default();
    if settings.window == window {
        return;
    }
    settings.window = window;
    if let Err(error) = settings.write(&path) {
        terminal::note(&format!("how the window looks is not kept: {error:#}"));
    }
}
