//! Keeps the screen from going dark while nobody touches the keyboard: through the desktop's own service on the
//! session's D-Bus, a local socket. Where there is none, the screen does as it is set.

#[cfg(target_os = "linux")]
mod bus;

#[cfg(target_os = "linux")]
use bus::Bus;

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
    use std::io::{BufRead, BufReader, Read, Write};
    use std::os::unix::net::{UnixListener, UnixStream};
    use std::thread;

    use super::*;

    /// A bus that knows these services; answers what it was asked for until the caller is gone.
    fn bus(listener: &UnixListener, knows: &str) -> Vec<String> {
        let (stream, _) = listener.accept().expect("somebody comes");
        let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
        let mut line = String::new();
        reader.read_line(&mut line).expect("who it is");
        assert!(line.starts_with("\0AUTH EXTERNAL ") && line.ends_with("\r\n"), "{line:?}");
        (&stream).write_all(b"OK 0123456789abcdef\r\n").expect("answered");
        line.clear();
        reader.read_line(&mut line).expect("the beginning");
        assert_eq!(line, "BEGIN\r\n");
        let mut asked = Vec::new();
        while let Some(message) = message(&mut reader) {
            let serial = u32::from_le_bytes(message[8..12].try_into().expect("four bytes"));
            let text = String::from_utf8_lossy(&message).into_owned();
            // A signal first: whoever waits for an answer reads past it.
            answer(&stream, 4, 0);
            answer(&stream, if text.contains("Hello") || text.contains(knows) { 2 } else { 3 }, serial);
            asked.push(text);
        }
        asked
    }

    fn message(reader: &mut impl Read) -> Option<Vec<u8>> {
        let mut bytes = vec![0; 16];
        reader.read_exact(&mut bytes).ok()?;
        let length = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four")) as usize;
        let rest = length(12).next_multiple_of(8) + length(4);
        bytes.resize(16 + rest, 0);
        reader.read_exact(&mut bytes[16..]).ok()?;
        Some(bytes)
    }

    /// A message of a kind, in answer to a serial number.
    fn answer(mut stream: &UnixStream, kind: u8, serial: u32) {
        let mut bytes = vec![b'l', kind, 0, 1, 0, 0, 0, 0, 9, 0, 0, 0, 8, 0, 0, 0, 5, 1, b'u', 0];
        bytes.extend(serial.to_le_bytes());
        stream.write_all(&bytes).expect("answered");
    }

    /// Whether the promise was given, and what the bus was asked for.
    fn asked(knows: &'static str) -> (bool, Vec<String>) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bus");
        let listener = UnixListener::bind(&path).expect("a socket");
        let server = thread::spawn(move || bus(&listener, knows));
        let awake = Awake::ask_on(Bus::at(&format!("unix:path={}", path.display())).expect("a bus"));
        let promised = awake.is_some();
        assert!(!promised || !server.is_finished(), "the promise lasts as long as the connection");
        drop(awake);
        (promised, server.join().expect("it ends"))
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
