//! What a screen reader learns of the real window: it asks the accessibility bus, as AT-SPI 2 has it.

use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use zbus::blocking::Connection;
use zbus::zvariant::{OwnedObjectPath, OwnedValue};

use crate::command::Place;
use crate::support::desktop::Desktop;
use crate::support::display::Display;

const ACCESSIBLE: &str = "org.a11y.atspi.Accessible";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";

/// A window that is not there by then will not come.
const PATIENCE: Duration = Duration::from_secs(120);

/// The names of all that is below something, itself included.
fn names(bus: &Connection, service: &str, path: &str, names: &mut Vec<String>) -> zbus::Result<()> {
    let asked = (ACCESSIBLE, "Name");
    let name = bus.call_method(Some(service), path, Some(PROPERTIES), "Get", &asked)?;
    let name: OwnedValue = name.body().deserialize()?;
    names.push(String::try_from(name).unwrap_or_default());
    let children = bus.call_method(Some(service), path, Some(ACCESSIBLE), "GetChildren", &())?;
    let children: Vec<(String, OwnedObjectPath)> = children.body().deserialize()?;
    for (service, path) in children {
        self::names(bus, &service, &path, names)?;
    }
    Ok(())
}

struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_screen_reader_is_told_what_is_in_the_window() {
    let (place, display, desktop) = (Place::new(), Display::new(), Desktop::new("org.example.Desktop"));
    let bus = desktop.screen_reader();
    let _run = Killed(
        place
            .command(&["home"])
            .env("DISPLAY", &display.name)
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("DBUS_SESSION_BUS_ADDRESS", desktop.address())
            .stderr(Stdio::null())
            .spawn()
            .expect("it runs"),
    );
    let began = Instant::now();
    let mut read = Vec::new();
    while began.elapsed() < PATIENCE && !read.iter().any(|name| name == "Skip") {
        thread::sleep(Duration::from_millis(200));
        read.clear();
        // Whatever goes while it is asked is asked for anew.
        let _ = names(&bus, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root", &mut read);
    }
    for name in ["holdfast", "Step 1 of 3", "Welcome", "Go on", "Skip"] {
        assert!(read.iter().any(|read| read == name), "{name}: {read:?}");
    }
}
