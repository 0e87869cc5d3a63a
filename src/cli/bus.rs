//! As much of D-Bus as it takes to call a method and learn whether it worked: the session's bus, by a local socket.
//! The layout of messages is that of the D-Bus specification, version 0.43.

use std::env;
use std::io::{Read, Write};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::{SocketAddr, UnixStream};
use std::time::Duration;

/// How long the bus may take for an answer: nobody waits longer for a screen that stays on.
const PATIENCE: Duration = Duration::from_millis(500);

/// The same where it may have to start a service first.
const PATIENCE_TO_START: Duration = Duration::from_secs(10);

/// Messages that are read past at most, in search of an answer.
const MOST_MESSAGES: usize = 20;

/// Bytes of a message at most; an answer has a hundred.
const MOST_BYTES: usize = 64 * 1024;

/// Kinds of messages.
const CALL: u8 = 1;
const DONE: u8 = 2;
const FAILED: u8 = 3;

/// What a call asks of the bus: to start no service for it, or the service that it needs.
const NO_START: u8 = 2;
const MAY_START: u8 = 0;

/// Fields of a message's header.
const PATH: u8 = 1;
const INTERFACE: u8 = 2;
const MEMBER: u8 = 3;
const ANSWERS: u8 = 5;
const DESTINATION: u8 = 6;
const SIGNATURE: u8 = 8;

/// A connection to the bus. What was asked for in it ends with it.
#[derive(Debug)]
pub(super) struct Bus {
    stream: UnixStream,
    serial: u32,
    flags: u8,
}

impl Bus {
    /// The bus of the person's session.
    pub(super) fn of_session() -> Option<Self> {
        if let Ok(addresses) = env::var("DBUS_SESSION_BUS_ADDRESS") {
            return addresses.split(';').find_map(Self::at);
        }
        let folder = env::var("XDG_RUNTIME_DIR").ok()?;
        Self::at(&format!("unix:path={folder}/bus"))
    }

    /// The bus at an address, where that is a local socket.
    pub(super) fn at(address: &str) -> Option<Self> {
        let place = address.strip_prefix("unix:")?;
        let value = |key: &str| place.split(',').find_map(|part| part.strip_prefix(key)?.strip_prefix('='));
        let socket = match (value("path"), value("abstract")) {
            (Some(path), _) => SocketAddr::from_pathname(path).ok()?,
            (None, name) => SocketAddr::from_abstract_name(name?).ok()?,
        };
        let stream = UnixStream::connect_addr(&socket).ok()?;
        stream.set_read_timeout(Some(PATIENCE)).ok()?;
        stream.set_write_timeout(Some(PATIENCE)).ok()?;
        let mut bus = Bus { stream, serial: 0, flags: NO_START };
        bus.introduce()?;
        bus.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "Hello", "", |_| ())?;
        Some(bus)
    }

    /// The same bus, which starts the services that are called.
    pub(super) fn that_starts_services(self) -> Option<Self> {
        self.stream.set_read_timeout(Some(PATIENCE_TO_START)).ok()?;
        Some(Bus { flags: MAY_START, ..self })
    }

    /// Says whose program this is: the socket itself proves it.
    fn introduce(&mut self) -> Option<()> {
        let user = std::fs::metadata("/proc/self").ok()?.uid().to_string();
        let user: String = user.bytes().map(|digit| format!("{digit:02x}")).collect();
        self.stream.write_all(format!("\0AUTH EXTERNAL {user}\r\n").as_bytes()).ok()?;
        let mut answer = Vec::new();
        while !answer.ends_with(b"\r\n") && answer.len() < 200 {
            let mut byte = [0];
            self.stream.read_exact(&mut byte).ok()?;
            answer.extend(byte);
        }
        answer.starts_with(b"OK ").then_some(())?;
        self.stream.write_all(b"BEGIN\r\n").ok()
    }

    /// Calls a method of the interface that is named as the service is; none where that fails.
    pub(super) fn call(
        &mut self,
        service: &str,
        path: &str,
        method: &str,
        signature: &str,
        fill: impl FnOnce(&mut Body),
    ) -> Option<()> {
        self.call_of(service, path, service, method, signature, fill)
    }

    /// Calls a method of an interface.
    pub(super) fn call_of(
        &mut self,
        service: &str,
        path: &str,
        interface: &str,
        method: &str,
        signature: &str,
        fill: impl FnOnce(&mut Body),
    ) -> Option<()> {
        self.serial += 1;
        let mut body = Body::default();
        fill(&mut body);
        let mut message = Body(vec![b'l', CALL, self.flags, 1]);
        message.number(body.0.len() as u32);
        message.number(self.serial);
        message.list(|fields| {
            for (field, kind, text) in [
                (PATH, "o", path),
                (INTERFACE, "s", interface),
                (MEMBER, "s", method),
                (DESTINATION, "s", service),
            ] {
                fields.align(8);
                fields.0.push(field);
                fields.signature(kind);
                fields.text(text);
            }
            if !signature.is_empty() {
                fields.align(8);
                fields.0.push(SIGNATURE);
                fields.signature("g");
                fields.signature(signature);
            }
        });
        message.align(8);
        message.0.extend(body.0);
        self.stream.write_all(&message.0).ok()?;
        for _ in 0..MOST_MESSAGES {
            match self.read()? {
                Answer::Done => return Some(()),
                Answer::Failed => return None,
                Answer::Other => {}
            }
        }
        None
    }

    /// Reads a message.
    fn read(&mut self) -> Option<Answer> {
        let mut head = [0; 16];
        self.stream.read_exact(&mut head).ok()?;
        // The bus itself and desktops on this machine write numbers as this machine does.
        let (fields, body) = (number(&head, 12)?, number(&head, 4)?);
        let rest = fields.checked_next_multiple_of(8)?.checked_add(body)?;
        if rest > MOST_BYTES || head[0] != b'l' {
            return None;
        }
        let mut bytes = vec![0; rest];
        self.stream.read_exact(&mut bytes).ok()?;
        let is_ours = answered(bytes.get(..fields)?) == Some(self.serial as usize);
        Some(match head[1] {
            DONE if is_ours => Answer::Done,
            FAILED if is_ours => Answer::Failed,
            _ => Answer::Other,
        })
    }
}

/// What a message says of the last call.
enum Answer {
    Done,
    Failed,
    /// Nothing: it is about something else.
    Other,
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?) as usize)
}

/// The serial number of the call that is answered, by the fields of a header.
fn answered(fields: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let field = *fields.get(at)?;
        // Each field's kind is one letter: a length of 1, the letter, a zero.
        let kind = *fields.get(at + 2)?;
        let value = at + 4;
        if field == ANSWERS && kind == b'u' {
            return number(fields, value);
        }
        let end = match kind {
            b's' | b'o' => value + 4 + number(fields, value)? + 1,
            b'g' => value + 1 + usize::from(*fields.get(value)?) + 1,
            b'u' => value + 4,
            _ => return None,
        };
        at = end.next_multiple_of(8);
    }
}

/// Values one after the other, each at the place that its kind asks for.
#[derive(Default)]
pub(super) struct Body(Vec<u8>);

impl Body {
    /// Fills up to a multiple of so many bytes.
    pub(super) fn align(&mut self, bytes: usize) {
        self.0.resize(self.0.len().next_multiple_of(bytes), 0);
    }

    pub(super) fn number(&mut self, number: u32) {
        self.align(4);
        self.0.extend(number.to_le_bytes());
    }

    pub(super) fn text(&mut self, text: &str) {
        self.number(text.len() as u32);
        self.0.extend(text.as_bytes());
        self.0.push(0);
    }

    /// The kinds of values, a letter each.
    pub(super) fn signature(&mut self, kinds: &str) {
        self.0.push(kinds.len() as u8);
        self.0.extend(kinds.as_bytes());
        self.0.push(0);
    }

    /// A list without anything in it, of texts.
    pub(super) fn no_texts(&mut self) {
        self.number(0);
    }

    /// A list of structures or pairs.
    pub(super) fn list(&mut self, fill: impl FnOnce(&mut Body)) {
        self.number(0);
        let length_at = self.0.len() - 4;
        self.align(8);
        let begin = self.0.len();
        fill(self);
        let length = (self.0.len() - begin) as u32;
        self.0[length_at..length_at + 4].copy_from_slice(&length.to_le_bytes());
    }
}
