//! The window as its desktop sees it.

use std::io::Read;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use holdfast::coach::Ending;
use holdfast::store::Standing;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, Window};
use x11rb::rust_connection::RustConnection;

use crate::command::Place;
use crate::support::display::Display;

/// A window that is not there by then will not come.
const PATIENCE: Duration = Duration::from_secs(120);

/// Closes the window as a desktop does when its button is pressed (Inter-Client Communication Conventions
/// Manual, 4.2.8.1). Says whether there is one.
fn press_close(desktop: &RustConnection, root: Window) -> bool {
    let atom = |name: &[u8]| desktop.intern_atom(false, name).expect("sent").reply().expect("known").atom;
    let (protocols, delete) = (atom(b"WM_PROTOCOLS"), atom(b"WM_DELETE_WINDOW"));
    let windows = desktop.query_tree(root).expect("sent").reply().expect("there is a root").children;
    let closes = |window: &Window| {
        let asked = desktop.get_property(false, *window, protocols, AtomEnum::ATOM, 0, 32).expect("sent");
        let reply = asked.reply().ok();
        reply.is_some_and(|reply| reply.value32().is_some_and(|mut atoms| atoms.any(|known| known == delete)))
    };
    let Some(window) = windows.into_iter().find(closes) else { return false };
    let event = ClientMessageEvent::new(32, window, protocols, [delete, x11rb::CURRENT_TIME, 0, 0, 0]);
    desktop.send_event(false, window, EventMask::NO_EVENT, event).expect("sent");
    desktop.flush().expect("sent");
    true
}

#[test]
fn closing_the_window_ends_the_session_and_keeps_it() {
    let (place, display) = (Place::new(), Display::new());
    let clip = "data/clips/bridge_mixed.mp4";
    let mut run = place
        .coach(&["bridge", "--camera", clip, "--loop", "--mute", "--repetitions", "any", "--pain", "0"])
        .env("DISPLAY", &display.name)
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let (desktop, screen) = x11rb::connect(Some(&display.name)).expect("a display");
    let root = desktop.setup().roots[screen].root;
    let began = Instant::now();
    while matches!(run.try_wait(), Ok(None)) && began.elapsed() < PATIENCE && !place.has_a_set() {
        thread::sleep(Duration::from_millis(100));
    }
    assert!(press_close(&desktop, root), "there is a window");
    let ended = loop {
        match run.try_wait().expect("it can be asked") {
            Some(status) => break status,
            None if began.elapsed() > PATIENCE => {
                let _ = run.kill();
                panic!("it does not end");
            }
            None => thread::sleep(Duration::from_millis(100)),
        }
    };
    let (mut out, mut err) = (String::new(), String::new());
    run.stdout.take().expect("piped").read_to_string(&mut out).expect("text");
    run.stderr.take().expect("piped").read_to_string(&mut err).expect("text");
    assert_eq!(ended.code(), Some(0), "{err}");
    assert_eq!(place.standing(), Standing::Ended(Ending::Stopped), "{out}{err}");
}
