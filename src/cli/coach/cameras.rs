//! Which camera: the one that is named, or the one that was named last, or the first.

use anyhow::Result;
use thiserror::Error;

use crate::cli::settings::Settings;
use crate::cli::{Outcome, places, terminal};
use crate::messages::Language;
use crate::source::live::{Camera, LiveError, devices};

/// In place of a camera: tell which there are.
pub(super) const LIST: &str = "list";

/// Tells which webcams there are.
pub(super) fn list(language: &Language) -> Result<Outcome> {
    let devices = devices();
    if devices.is_empty() {
        terminal::tell(&language.words.notice.no_camera, language);
    }
    let mut page = terminal::page();
    for device in &devices {
        page.item(&device.path.display().to_string(), &device.name)?;
    }
    Ok(Outcome::Done)
}

/// The webcams that are plugged in: how each is named to choose it, and its name.
pub(in crate::cli) fn webcams() -> Vec<(String, String)> {
    devices().into_iter().map(|device| (device.path.display().to_string(), device.name)).collect()
}

/// The camera that was named last cannot be used.
#[derive(Debug, Error)]
#[error("{0}. It is the camera that was named last: --camera names another")]
pub(in crate::cli) struct LastCamera(pub(in crate::cli) LiveError);

/// A camera, and why it was chosen.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    /// The camera.
    pub(super) camera: Camera,
    /// What to remember of it, where it is one to use again.
    pub(super) remembered: Option<String>,
    /// Whether it is the one that was named last.
    pub(super) is_last: bool,
}

impl Choice {
    /// What to do about the camera that can't be used for this reason.
    pub(super) fn explain(&self, error: LiveError) -> anyhow::Error {
        if self.is_last { LastCamera(error).into() } else { error.into() }
    }
}

/// The camera that `typed` names or stands for.
pub(super) fn chosen(typed: Option<&str>) -> Result<Choice> {
    if let Some(typed) = typed {
        let camera = Camera::parse(typed)?;
        let remembered = camera.is_endless().then(|| typed.to_owned());
        return Ok(Choice { camera, remembered, is_last: false });
    }
    let last = last_named();
    let is_last = last.is_some();
    let camera = last.map_or_else(Camera::first, |last| Camera::parse(&last))?;
    Ok(Choice { camera, remembered: None, is_last })
}

/// Keeps the name of a camera that could be opened, so that it need not be said again.
pub(super) fn remember(typed: &str) {
    let Some(path) = places::settings() else { return };
    let mut settings = Settings::read(&path).unwrap_or_default();
    if settings.camera.as_deref() == Some(typed) {
        return;
    }
    settings.camera = Some(typed.to_owned());
    if let Err(error) = settings.write(&path) {
        terminal::note_error(&error.context("the choice of the camera is not kept"));
    }
}

fn last_named() -> Option<String> {
    match Settings::read(&places::settings()?) {
        Ok(settings) => settings.camera,
        Err(error) => {
            terminal::note_error(&error);
            None
        }
    }
}
