//! The media keys of keyboards, headsets and presenters that the desktop keeps for itself: it passes them on to whoever
//! says that it plays something (Media Player Remote Interfacing Specification, version 2.2).

use std::collections::HashMap;

use crossbeam_channel::{Receiver, Sender, unbounded};
use eframe::egui::Key;
use zbus::blocking::Connection;
use zbus::blocking::object_server::InterfaceRef;
use zbus::fdo::RequestNameFlags;
use zbus::interface;
use zbus::zvariant::Value;

/// Where the desktop finds a player.
const NAME: &str = "org.mpris.MediaPlayer2.holdfast";
const PATH: &str = "/org/mpris/MediaPlayer2";
const PLAYER: &str = "org.mpris.MediaPlayer2.Player";

/// The player that a session is to the desktop.
pub(in crate::cli) struct MediaKeys {
    bus: Connection,
    pressed: Receiver<Key>,
    player: InterfaceRef<Player>,
}

impl MediaKeys {
    /// Has the keys passed on as long as the connection lasts. None where the desktop does not know how, or another
    /// session has them.
    pub(super) fn listen(bus: &Connection) -> Option<Self> {
        let (sender, pressed) = unbounded();
        {
            let server = bus.object_server();
            server.at(PATH, Application).ok()?;
            server.at(PATH, Player { pressed: sender, is_paused: false }).ok()?;
        }
        bus.request_name_with_flags(NAME, RequestNameFlags::DoNotQueue.into()).ok()?;
        let player = bus.object_server().interface(PATH).ok()?;
        Some(Self { bus: bus.clone(), pressed, player })
    }

    /// The next key that was pressed.
    pub(super) fn next(&self) -> Option<Key> {
        self.pressed.try_recv().ok()
    }

    /// Tells the desktop whether the session is paused: it shows that, and may turn to another player.
    pub(super) fn tell(&self, is_paused: bool) {
        let status = {
            let mut player = self.player.get_mut();
            if std::mem::replace(&mut player.is_paused, is_paused) == is_paused {
                return;
            }
            player.playback_status()
        };
        let changed = HashMap::from([("PlaybackStatus", Value::from(status))]);
        let told = (PLAYER, changed, [""; 0].as_slice());
        // Nobody is told where the desktop is gone; the session goes on.
        let _ = self.bus.emit_signal(
            None::<&str>,
            PATH,
            "org.freedesktop.DBus.Properties",
            "PropertiesChanged",
            &told,
        );
    }
}

/// What the specification wants to know of the program.
struct Application;

#[interface(name = "org.mpris.MediaPlayer2")]
impl Application {
    fn raise(&self) {}

    fn quit(&self) {}

    #[zbus(property(emits_changed_signal = "const"))]
    fn can_quit(&self) -> bool {
        false
    }

    #[zbus(property(emits_changed_signal = "const"))]
    fn can_raise(&self) -> bool {
        false
    }

    #[zbus(property(emits_changed_signal = "const"))]
    fn has_track_list(&self) -> bool {
        false
    }

    #[zbus(property(emits_changed_signal = "const"))]
    fn identity(&self) -> &str {
        "holdfast"
    }

    #[zbus(property(emits_changed_signal = "const"))]
    fn desktop_entry(&self) -> &str {
        "holdfast"
    }

    #[zbus(property(emits_changed_signal = "const"))]
    fn supported_uri_schemes(&self) -> Vec<String> {
        Vec::new()
    }

    #[zbus(property(emits_changed_signal = "const"))]
    fn supported_mime_types(&self) -> Vec<String> {
        Vec::new()
    }
}

/// What it plays: what is done in the session is nobody else's business, so it has no title.
struct Player {
    pressed: Sender<Key>,
    is_paused: bool,
}

impl Player {
    /// Passes a key on, if the session is not over.
    fn press(&self, key: Key) {
        let _ = self.pressed.send(key);
    }
}

#[interface(name = "org.mpris.MediaPlayer2.Player")]
impl Player {
    fn play_pause(&self) {
        self.press(Key::MediaPlayPause);
    }

    fn play(&self) {
        if self.is_paused {
            self.press(Key::MediaPlayPause);
        }
    }

    /// A headset that is taken off asks for it.
    fn pause(&self) {
        if !self.is_paused {
            self.press(Key::MediaPlayPause);
        }
    }

    /// To stop would end the session, for which a question has to be answered.
    fn stop(&self) {
        self.pause();
    }

    fn next(&self) {
        self.press(Key::MediaTrackNext);
    }

    fn previous(&self) {}

    #[zbus(property)]
    fn playback_status(&self) -> &'static str {
        if self.is_paused { "Paused" } else { "Playing" }
    }

    #[zbus(property(emits_changed_signal = "const"))]
    fn can_control(&self) -> bool {
        true
    }

    #[zbus(property(emits_changed_signal = "const"))]
    fn can_play(&self) -> bool {
        true
    }

    #[zbus(property(emits_changed_signal = "const"))]
    fn can_pause(&self) -> bool {
        true
    }

    #[zbus(property(emits_changed_signal = "const"))]
    fn can_go_next(&self) -> bool {
        true
    }

    #[zbus(property(emits_changed_signal = "const"))]
    fn can_go_previous(&self) -> bool {
        false
    }

    #[zbus(property(emits_changed_signal = "const"))]
    fn can_seek(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::bus;
    use crate::desktop::Desktop;

    /// Has the desktop call a method of the player. The first call can reach a player that does not listen yet, and is lost.
    fn call(desktop: &Desktop, method: &str) {
        let answered = || desktop.connection.call_method(Some(NAME), PATH, Some(PLAYER), method, &()).is_ok();
        assert!(answered() || answered(), "answered");
    }

    fn status(desktop: &Desktop) -> String {
        let asked = (PLAYER, "PlaybackStatus");
        let properties = Some("org.freedesktop.DBus.Properties");
        let answer =
            desktop.connection.call_method(Some(NAME), PATH, properties, "Get", &asked).expect("answered");
        let body = answer.body();
        let value: Value = body.deserialize().expect("a value");
        value.to_string()
    }

    #[test]
    fn the_desktop_passes_the_keys_of_a_headset_on() {
        let desktop = Desktop::new("org.example.Desktop");
        let keys = MediaKeys::listen(&bus::at(desktop.address()).expect("a bus")).expect("keys");
        let pressed = |method: &str| {
            call(&desktop, method);
            keys.next()
        };
        assert_eq!(pressed("PlayPause"), Some(Key::MediaPlayPause));
        assert_eq!(pressed("Play"), None, "it goes on already");
        assert_eq!(pressed("Pause"), Some(Key::MediaPlayPause));
        assert_eq!(pressed("Next"), Some(Key::MediaTrackNext));
        assert_eq!(status(&desktop), "\"Playing\"");
        keys.tell(true);
        assert_eq!(status(&desktop), "\"Paused\"");
        assert_eq!(pressed("Pause"), None, "it is paused already");
        assert_eq!(pressed("Play"), Some(Key::MediaPlayPause));
    }

    #[test]
    fn one_session_has_the_keys() {
        let desktop = Desktop::new("org.example.Desktop");
        let buses = [0, 1].map(|_| bus::at(desktop.address()).expect("a bus"));
        let first = MediaKeys::listen(&buses[0]);
        assert!(first.is_some() && MediaKeys::listen(&buses[1]).is_none());
    }
}
