//! Keeps the screen from going dark while nobody touches the keyboard: through the desktop's own service on the
//! session's D-Bus, a local socket. Where there is none, the screen does as it is set.

#[cfg(target_os = "linux")]
use crate::cli::bus::Bus;

/// What the desktop is told, and may show to who asks why the screen stays on.
#[cfg(target_os = "linux")]
const WHO: &str = "holdfast";
#[cfg(target_os = "linux")]
const WHY: &str = "a session of exercises is under way";

/// The desktop's promise, which lasts until this is dropped.
#[derive(Debug)]
pub(super) struct Awake {
    #[cfg(target_os = "linux")]
    _bus: Bus,
}

impl Awake {
    /// Asks for it; none where nobody is there to promise it.
    #[cfg(target_os = "linux")]
    pub(super) fn ask() -> Option<Self> {
        let bus = Bus::of_session()?;
        Self::ask_on(bus)
    }

    /// Asks for it; other systems are not known yet.
    #[cfg(not(target_os = "linux"))]
    pub(super) fn ask() -> Option<Self> {
        None
    }

    #[cfg(target_os = "linux")]
    fn ask_on(mut bus: Bus) -> Option<Self> {
        let promised = bus
            .call("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "Inhibit", "ss", |body| {
                body.text(WHO);
                body.text(WHY);
            })
            .or_else(|| {
                // The portal, in a sandbox: 8 stands for idleness, and there is one option, the reason.
                let (name, path) = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop");
                bus.call_of(name, path, "org.freedesktop.portal.Inhibit", "Inhibit", "sua{sv}", |body| {
                    body.text("");
                    body.number(8);
                    body.list(|list| {
                        list.align(8);
                        list.text("reason");
                        list.signature("s");
                        list.text(WHY);
                    });
                })
            });
        promised.map(|()| Awake { _bus: bus })
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use crate::desktop::Desktop;

    /// Whether the promise was given, and what the bus was asked for.
    fn asked(knows: &'static str) -> (bool, Vec<String>) {
        let desktop = Desktop::new(knows);
        let awake = Awake::ask_on(Bus::at(&desktop.address()).expect("a bus"));
        let promised = awake.is_some();
        assert!(!promised || desktop.is_called(), "the promise lasts as long as the connection");
        drop(awake);
        (promised, desktop.asked())
    }

    #[test]
    fn the_desktop_is_asked_for_as_long_as_the_session_lasts() {
        let (promised, asked) = asked("ScreenSaver");
        assert!(promised);
        assert_eq!(asked.len(), 2);
        for part in ["org.freedesktop.ScreenSaver", "Inhibit", "holdfast", "a session of exercises"] {
            assert!(asked[1].contains(part), "{part}: {asked:?}");
        }
    }

    #[test]
    fn the_portal_is_asked_where_the_desktop_knows_nothing() {
        let (promised, asked) = asked("portal");
        assert!(promised);
        assert!(
            asked[2].contains("org.freedesktop.portal.Inhibit") && asked[2].contains("reason"),
            "{asked:?}"
        );
    }

    #[test]
    fn where_nobody_promises_it_nothing_happens() {
        let (promised, asked) = asked("nothing that is asked for");
        assert_eq!((promised, asked.len()), (false, 3));
        assert!(Bus::at("unix:path=/no/such/bus").is_none());
        assert!(Bus::at("tcp:host=localhost,port=1").is_none(), "no other machine is asked");
    }
}
