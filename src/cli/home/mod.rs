//! `holdfast` without a command, on a desktop: the window from which everything else can be reached.

mod content;
mod desk;
mod preview;
mod report;
mod session;
mod speak;

use std::env;

use anyhow::Result;

use self::desk::Desk;
use super::interrupt::Interrupt;
use super::places::History;
use super::settings::Settings;
use super::{Outcome, terminal};
use crate::ui::WindowError;
use crate::ui::home::Window;

/// Names of displays that a window can be opened on.
const DISPLAYS: [&str; 2] = ["WAYLAND_DISPLAY", "DISPLAY"];

/// Whether there is a display to open the window on. Systems that have one always name none.
pub(super) fn has_display() -> bool {
    let is_named = |name: &&str| env::var_os(name).is_some_and(|display| !display.is_empty());
    cfg!(any(target_os = "macos", windows)) || DISPLAYS.iter().any(|name| is_named(name))
}

/// Shows the window until it is closed. None where it cannot be opened, and why is told.
pub(super) fn run() -> Result<Option<Outcome>> {
    let window = Window::default();
    let interrupt = Interrupt::listen();
    let settings = Settings::chosen();
    let full_screen = settings.window.full_screen;
    let mut desk = Desk::new(History::default(), settings, window.waker(), interrupt.clone());
    let closed = window.run(full_screen, &mut desk);
    desk.close()?;
    if let Err(error @ WindowError { .. }) = closed {
        terminal::note(&error.to_string());
        return Ok(None);
    }
    Ok(Some(if interrupt.requested() { Outcome::Interrupted } else { Outcome::Done }))
}
