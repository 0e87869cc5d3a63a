//! A desktop of the tests' own: a real message bus, with one service that writes down what it is asked for.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use zbus::blocking::connection::Builder;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::{Message, Type};
use zbus::zvariant::{Structure, Value};

/// The bus and what is on it.
pub(crate) struct Desktop {
    /// What the desktop's programs keep while they run: two desktops would take each other's.
    _folder: tempfile::TempDir,
    bus: Child,
    address: String,
    /// The service's connection.
    pub(crate) connection: Connection,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Desktop {
    /// A bus with this service.
    pub(crate) fn new(service: &'static str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut bus = Command::new("dbus-daemon")
            .env("XDG_RUNTIME_DIR", folder.path())
            .env("XDG_CACHE_HOME", folder.path())
            .args(["--session", "--nofork", "--print-address=1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon is there: scripts/setup --for-tests installs it");
        let mut address = String::new();
        let told = bus.stdout.take().expect("piped");
        BufReader::new(told).read_line(&mut address).expect("it tells its address");
        let address = address.trim().to_owned();
        let connection = Builder::address(address.as_str())
            .and_then(|builder| builder.name(service))
            .map(|builder| builder.method_timeout(Duration::from_secs(5)))
            .and_then(Builder::build)
            .expect("the service is on the bus");
        let asked = Arc::new(Mutex::new(Vec::new()));
        // Who listens only once the thread runs may miss the first call.
        let messages = MessageIterator::from(&connection);
        let (served, noted) = (connection.clone(), Arc::clone(&asked));
        thread::spawn(move || serve(&served, messages, service, &noted));
        Self { _folder: folder, bus, address, connection, asked }
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Starts a screen reader; gives its connection to the accessibility bus, as AT-SPI 2 has it.
    pub(crate) fn screen_reader(&self) -> Connection {
        let (service, path) = ("org.a11y.Bus", "/org/a11y/bus");
        let is_on = ("org.a11y.Status", "IsEnabled", Value::from(true));
        self.connection
            .call_method(Some(service), path, Some("org.freedesktop.DBus.Properties"), "Set", &is_on)
            .expect("at-spi2-core is there: scripts/setup --for-tests installs it");
        let answer = self.connection.call_method(Some(service), path, Some(service), "GetAddress", &());
        let address: String = answer.expect("answered").body().deserialize().expect("an address");
        Builder::address(address.as_str()).and_then(Builder::build).expect("the bus is there")
    }

    /// What the service was asked for until now, as calls: `org.freedesktop.ScreenSaver.Inhibit("holdfast", …)`.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("nobody panicked").clone()
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        let _ = self.bus.kill();
        let _ = self.bus.wait();
    }
}

/// Answers each call with a number, as services answer that keep something for the caller.
fn serve(connection: &Connection, messages: MessageIterator, service: &str, asked: &Mutex<Vec<String>>) {
    for message in messages.flatten() {
        let header = message.header();
        let is_for_it = header.destination().is_some_and(|name| name.as_str() == service);
        if message.message_type() == Type::MethodCall && is_for_it {
            asked.lock().expect("nobody panicked").push(in_words(&message));
            let _ = connection.reply(&header, &1_u32);
        }
    }
}

fn in_words(message: &Message) -> String {
    let header = message.header();
    let part = |name: Option<String>| name.unwrap_or_default();
    let interface = part(header.interface().map(ToString::to_string));
    let member = part(header.member().map(ToString::to_string));
    let body = message.body();
    let values = body.deserialize::<Structure>().map(|values| values.to_string()).unwrap_or_default();
    format!("{interface}.{member}{values}")
}
