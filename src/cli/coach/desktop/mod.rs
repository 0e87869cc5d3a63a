//! What a session asks of the desktop, on the bus of the person's session: to keep the screen on, and to pass media keys
//! on. Where there is no desktop, or another system, the session goes on without.

#[cfg(target_os = "linux")]
mod awake;
#[cfg(target_os = "linux")]
mod media;

use eframe::egui::Key;

#[cfg(target_os = "linux")]
use self::media::MediaKeys;
#[cfg(target_os = "linux")]
use crate::cli::bus;
use crate::coach::Stage;

/// The desktop, as long as the session lasts.
#[derive(Default)]
pub(in crate::cli) struct Desktop {
    #[cfg(target_os = "linux")]
    keys: Option<MediaKeys>,
    /// What was promised ends with it.
    #[cfg(target_os = "linux")]
    _bus: Option<zbus::blocking::Connection>,
}

#[cfg(target_os = "linux")]
impl Desktop {
    /// Asks the desktop.
    pub(super) fn ask() -> Self {
        let Some(bus) = bus::of_session(bus::PATIENCE) else { return Self::default() };
        awake::keep_awake(&bus);
        Self { keys: MediaKeys::listen(&bus), _bus: Some(bus) }
    }

    /// The next key that the desktop passed on.
    pub(super) fn key(&self) -> Option<Key> {
        self.keys.as_ref()?.next()
    }

    /// Tells the desktop what goes on.
    pub(super) fn tell(&self, stage: &Stage) {
        if let Some(keys) = &self.keys {
            keys.tell(matches!(stage, Stage::Paused(_)));
        }
    }
}

#[cfg(not(target_os = "linux"))]
impl Desktop {
    /// Other systems are not known yet.
    pub(super) fn ask() -> Self {
        Self::default()
    }

    /// No key is passed on.
    pub(super) fn key(&self) -> Option<Key> {
        None
    }

    /// Nobody is told.
    pub(super) fn tell(&self, _: &Stage) {}
}
