//! Keeps the screen from going dark while nobody touches the keyboard, by the desktop's own service. Where there is
//! none, the screen does as it is set.

use std::collections::HashMap;

use zbus::blocking::Connection;
use zbus::zvariant::Value;

/// What the desktop is told, and may show to who asks why the screen stays on.
const WHO: &str = "holdfast";
const WHY: &str = "a session of exercises is under way";

/// The portal's number for idleness.
const IDLENESS: u32 = 8;

/// Asks the desktop, or its portal where the program is in a sandbox. The promise lasts as long as the connection.
/// Gives whether somebody made it.
pub(super) fn keep_awake(bus: &Connection) -> bool {
    let screen_saver = "org.freedesktop.ScreenSaver";
    let asked = bus.call_method(
        Some(screen_saver),
        "/org/freedesktop/ScreenSaver",
        Some(screen_saver),
        "Inhibit",
        &(WHO, WHY),
    );
    let portal = || {
        let options = HashMap::from([("reason", Value::from(WHY))]);
        bus.call_method(
            Some("org.freedesktop.portal.Desktop"),
            "/org/freedesktop/portal/desktop",
            Some("org.freedesktop.portal.Inhibit"),
            "Inhibit",
            &("", IDLENESS, options),
        )
    };
    asked.or_else(|_| portal()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::bus;
    use crate::desktop::Desktop;

    /// Whether the promise was given, and what the bus was asked for.
    fn asked(knows: &'static str) -> (bool, Vec<String>) {
        let desktop = Desktop::new(knows);
        let bus = bus::at(desktop.address()).expect("a bus");
        (keep_awake(&bus), desktop.asked())
    }

    #[test]
    fn the_desktop_is_asked() {
        let (promised, asked) = asked("org.freedesktop.ScreenSaver");
        assert!(promised);
        assert_eq!(
            asked,
            ["org.freedesktop.ScreenSaver.Inhibit(\"holdfast\", \"a session of exercises is under way\")"]
        );
    }

    #[test]
    fn the_portal_is_asked_where_the_desktop_knows_nothing() {
        let (promised, asked) = asked("org.freedesktop.portal.Desktop");
        assert!(promised);
        assert!(asked[0].starts_with("org.freedesktop.portal.Inhibit.Inhibit("), "{asked:?}");
        assert!(asked[0].contains("reason"), "{asked:?}");
    }

    #[test]
    fn where_nobody_promises_it_nothing_happens() {
        let (promised, asked) = asked("org.example.Desktop");
        assert_eq!((promised, asked.len()), (false, 0));
        assert!(bus::at("unix:path=/no/such/bus").is_none());
    }
}
