//! A desktop's bus that writes down what it is asked for.

use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

/// The bus, for one caller.
pub(crate) struct Desktop {
    folder: tempfile::TempDir,
    called: Arc<AtomicBool>,
    server: JoinHandle<Vec<String>>,
}

impl Desktop {
    /// A bus that knows the services with this in their names.
    pub(crate) fn new(knows: &'static str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let listener = UnixListener::bind(folder.path().join("bus")).expect("a socket");
        let called = Arc::new(AtomicBool::new(false));
        let noted = Arc::clone(&called);
        Self { folder, called, server: thread::spawn(move || bus(&listener, knows, &noted)) }
    }

    pub(crate) fn address(&self) -> String {
        format!("unix:path={}", self.folder.path().join("bus").display())
    }

    /// Whether the caller is still there.
    pub(crate) fn is_called(&self) -> bool {
        !self.server.is_finished()
    }

    /// Whether anybody has called.
    pub(crate) fn was_called(&self) -> bool {
        self.called.load(Ordering::SeqCst)
    }

    /// All messages of the caller, when it is gone.
    pub(crate) fn asked(self) -> Vec<String> {
        self.server.join().expect("it ends")
    }
}

/// Answers what it is asked for until the caller is gone.
fn bus(listener: &UnixListener, knows: &str, called: &AtomicBool) -> Vec<String> {
    let (stream, _) = listener.accept().expect("somebody comes");
    called.store(true, Ordering::SeqCst);
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
