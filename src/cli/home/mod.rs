//! `holdfast home`, and `holdfast` without a command on a desktop: the window from which all can be done.

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
use super::{Outcome, places};
use crate::ui::home::{Desk as _, Start, Window, Wish};

/// Names of displays that a window can be opened on.
const DISPLAYS: [&str; 3] = ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"];

/// Whether there is a display to open the window on. Systems that have one always name none.
pub(super) fn has_display() -> bool {
    let is_named = |name: &str| env::var_os(name).is_some_and(|display| !display.is_empty());
    cfg!(any(target_os = "macos", windows)) || DISPLAYS.iter().any(|name| is_named(name))
}

/// Open the window with today's programme, the exercises, the history and the settings.
///
/// So does holdfast without a command, on a desktop.
#[derive(Debug, Default, clap::Args)]
pub(super) struct HomeArguments {
    /// An exercise that begins at once.
    #[arg(value_name = "EXERCISE")]
    exercise: Option<String>,

    #[command(flatten)]
    history: History,
}

/// Shows the window until it is closed.
///
/// Fails where it cannot be opened.
pub(super) fn run(arguments: HomeArguments) -> Result<Outcome> {
    let HomeArguments { exercise, history } = arguments;
    let start = exercise.map(|typed| places::exercise_id(&typed)).transpose()?.map(Start::Exercise);
    let window = Window::default();
    let interrupt = Interrupt::listen();
    let settings = Settings::chosen();
    let full_screen = settings.window.full_screen;
    let mut desk = Desk::new(history, settings, window.waker(), interrupt.clone());
    if let Some(start) = start {
        desk.wish(Wish::Begin(start));
    }
    let closed = window.run(full_screen, &mut desk);
    desk.close()?;
    closed?;
    Ok(if interrupt.requested() { Outcome::Interrupted } else { Outcome::Done })
}
