//! Reminders: what systemd is given, and what the desktop is asked to show.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Output;

use crate::place::{Place, stderr};
use crate::support::desktop::Desktop;
use crate::support::foreign::Foreign;

/// Runs with a systemctl that is this script; it writes down how it is called.
fn with_systemctl(place: &Place, script: &str, arguments: &[&str]) -> Output {
    let programs = place.file("programs");
    fs::create_dir_all(&programs).expect("made");
    let systemctl = programs.join("systemctl");
    fs::write(&systemctl, format!("#!/bin/sh\necho \"$@\" >>{}\n{script}\n", place.file("called").display()))
        .expect("written");
    fs::set_permissions(&systemctl, fs::Permissions::from_mode(0o755)).expect("can be run");
    let mut command = place.command(&[&["plan", "remind"], arguments].concat());
    command.env("PATH", programs).env("LC_ALL", "de_AT.UTF-8").output().expect("it runs")
}

fn called(place: &Place) -> Vec<String> {
    let called = fs::read_to_string(place.file("called")).expect("systemctl was called");
    fs::remove_file(place.file("called")).expect("there");
    called.lines().map(str::to_string).collect()
}

#[test]
fn systemd_is_given_the_times_and_what_to_call() {
    let place = Place::new();
    let units = place.file(".config/systemd/user");
    let set = with_systemctl(&place, "", &["18:30", "08:00", "08:00", "--language", "en"]);
    assert_eq!(
        (set.status.code(), stderr(&set).as_str()),
        (Some(0), "note: the desktop reminds you at 08:00, 18:30; `holdfast plan remind off` ends that\n")
    );
    let reload = "--user daemon-reload";
    let expected =
        [reload, reload, "--user enable holdfast-remind.timer", "--user restart holdfast-remind.timer"];
    assert_eq!(called(&place), expected);
    let timer = fs::read_to_string(units.join("holdfast-remind.timer")).expect("written");
    assert!(timer.contains("\nOnCalendar=*-*-* 08:00:00\nOnCalendar=*-*-* 18:30:00\n"), "{timer}");
    let service = fs::read_to_string(units.join("holdfast-remind.service")).expect("written");
    let program = env!("CARGO_BIN_EXE_holdfast");
    let data = place.file("history");
    for line in [
        format!("ExecStart=\"{program}\" plan notify --data-dir \"{}\"", data.display()),
        format!("ConditionFileIsExecutable={program}"),
        "Environment=\"LANG=de_AT.UTF-8\"".to_string(),
    ] {
        assert!(service.lines().any(|known| known == line), "{line} in\n{service}");
    }
    let shown = with_systemctl(&place, "", &[]);
    assert!(stderr(&shown).contains("um 08:00, 18:30; "), "{}", stderr(&shown));
    let off = with_systemctl(&place, "", &["off", "--language", "en"]);
    assert_eq!(stderr(&off), "note: there are no reminders; `holdfast plan remind 08:00 18:30` sets two\n");
    assert_eq!(called(&place), ["--user disable --now holdfast-remind.timer", reload]);
    assert_eq!(fs::read_dir(units).expect("there").count(), 0);
}

#[test]
fn without_systemd_nothing_is_written_and_it_is_said_what_to_do() {
    let place = Place::new();
    let refused = with_systemctl(&place, "echo no bus >&2; exit 1", &["08:00", "--language", "en"]);
    let told = "error: systemd does not take the reminders: no bus\n\
                let another timer call `holdfast plan notify`\n";
    assert_eq!((refused.status.code(), stderr(&refused).as_str()), (Some(2), told));
    let mut command = place.command(&["plan", "remind", "08:00"]);
    let missing = command.env("PATH", place.file("nowhere")).output().expect("it runs");
    assert!(stderr(&missing).starts_with("error: reminders need systemd, and there is no systemctl here: "));
    assert!(!place.file(".config").exists());
    let mixed = place.refused(&["plan", "remind", "off", "08:00"]);
    assert!(mixed.starts_with("error: `off` ends all reminders: "), "{mixed}");
}

/// What the desktop is asked to show when the time has come; none where it is left alone.
fn notified(place: &Place, language: &str) -> Option<String> {
    let desktop = Desktop::new("org.freedesktop.Notifications");
    let mut command = place.command(&["plan", "notify", "--language", language]);
    let output = command.env("DBUS_SESSION_BUS_ADDRESS", desktop.address()).output().expect("it runs");
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
    let asked = desktop.asked();
    assert!(
        asked.len() <= 1
            && asked.iter().all(|call| call.starts_with("org.freedesktop.Notifications.Notify("))
    );
    asked.into_iter().next()
}

#[test]
fn the_desktop_says_what_is_left_and_nothing_where_nothing_is() {
    let place = Place::new();
    assert_eq!(notified(&place, "en"), None, "nothing is planned");
    place.done(&["plan", "add", "bridge"]);
    place.done(&["plan", "add", "cat-cow"]);
    let said = notified(&place, "en").expect("both are left");
    assert!(
        said.contains("Time for your exercises") && said.contains("Left today: Bridge, Cat and cow."),
        "{said}"
    );
    let said = notified(&place, "de").expect("both are left");
    assert!(said.contains("Heute noch: Brücke, Katze und Kuh."), "{said}");
    assert!(!Foreign::to("en").in_text(&said).is_empty());
    place.done(&["plan", "done", "bridge"]);
    let said = notified(&place, "en").expect("one is left");
    assert!(said.contains("Left today: Cat and cow."), "{said}");
    place.done(&["plan", "pause"]);
    assert_eq!(notified(&place, "en"), None, "the person is ill");
    place.done(&["plan", "resume"]);
    place.done(&["plan", "rest", "cat-cow"]);
    assert_eq!(notified(&place, "en"), None, "the other one rests");
    place.done(&["plan", "resume", "cat-cow"]);
    place.done(&["plan", "done", "cat-cow"]);
    assert_eq!(notified(&place, "en"), None, "all is done");
}

#[test]
fn where_no_desktop_shows_it_that_is_said() {
    let place = Place::new();
    place.done(&["plan", "add", "bridge"]);
    let mut command = place.command(&["plan", "notify"]);
    let output = command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/no/such/bus").output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).starts_with("error: there is no desktop here that shows notifications: "));
}
