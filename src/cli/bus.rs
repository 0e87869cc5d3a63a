//! The message bus of the person's session (D-Bus): a socket on this machine, by which the desktop is asked for
//! something and tells of its media keys.

use std::thread;
use std::time::Duration;

use crossbeam_channel::bounded;
use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;

/// How long the bus may take to greet, and a service for an answer: nobody waits longer for a screen that stays on.
pub(super) const PATIENCE: Duration = Duration::from_millis(500);

/// The same where a service may have to be started first.
pub(super) const PATIENCE_TO_START: Duration = Duration::from_secs(10);

/// The session's bus, whose services may take so long for an answer. None where there is none that answers.
pub(super) fn of_session(patience: Duration) -> Option<Connection> {
    connected(move || Builder::session().ok()?.method_timeout(patience).build().ok())
}

/// The bus of an address.
#[cfg(test)]
pub(super) fn at(address: &str) -> Option<Connection> {
    let address = address.to_owned();
    connected(move || Builder::address(address.as_str()).ok()?.method_timeout(PATIENCE_TO_START).build().ok())
}

/// A bus may take a call and never greet, so it is awaited beside.
fn connected(connect: impl FnOnce() -> Option<Connection> + Send + 'static) -> Option<Connection> {
    let (sender, receiver) = bounded(1);
    thread::Builder::new().name("bus".to_owned()).spawn(move || sender.send(connect())).ok()?;
    receiver.recv_timeout(PATIENCE).ok()?
}
