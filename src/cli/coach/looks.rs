//! How the person likes the window to look, from the last session to the next.

use crate::cli::settings::{Looks, Settings};
use crate::cli::{places, terminal};
use crate::ui::Appearance;

/// As the person left the window the last time.
pub(super) fn last() -> Appearance {
    let settings = places::settings().map(|path| Settings::read(&path));
    // A file that is not understood is told of where the camera is looked up.
    let looks = settings.and_then(Result::ok).unwrap_or_default().window;
    Appearance { light: looks.light, high_contrast: looks.high_contrast, full_screen: looks.full_screen }
}

/// Keeps how the person left the window.
pub(super) fn remember(appearance: Appearance) {
    let Some(path) = places::settings() else { return };
    let Appearance { light, high_contrast, full_screen } = appearance;
    let window = Looks { light, high_contrast, full_screen };
    let mut settings = Settings::read(&path).unwrap_or_default();
    if settings.window == window {
        return;
    }
    settings.window = window;
    if let Err(error) = settings.write(&path) {
        terminal::note(&format!("how the window looks is not kept: {error:#}"));
    }
}
