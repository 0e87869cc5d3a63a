//! Commands as people use them, watched and without a network.

use std::process::Output;
use std::thread;

use super::account::Account;
use super::support::desktop::Desktop;
use super::support::display::Display;
use super::support::text;
use super::way::Way;

const HOLDFAST: &str = env!("CARGO_BIN_EXE_holdfast");
const CLIP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/clips/bridge_mixed.mp4");

/// The telemetry that this is about spoke after half a minute.
const COACHING_SECS: &str = "45";

#[test]
fn no_network_is_asked_for_and_no_file_written_elsewhere() {
    if let Some(way) = Way::watched() {
        all_commands_keep_the_promise(way);
    }
}

#[test]
fn all_works_without_a_network() {
    if let Some(way) = Way::unconnected() {
        let (interfaces, _) = Account::new().run(way, &["cat", "/proc/net/dev"]);
        let interfaces = text(&interfaces.stdout);
        assert_eq!(interfaces.matches(':').count(), 1, "there are others than lo: {interfaces}");
        all_commands_keep_the_promise(way);
    }
}

#[test]
fn what_looks_up_a_name_or_writes_elsewhere_is_noticed() {
    let Some(way) = Way::watched() else { return };
    let account = Account::new();
    let noticed = |words: &[&str], part: &str| {
        let (_, breaches) = account.run(way, words);
        assert!(breaches.iter().any(|line| line.contains(part)), "{words:?}: {breaches:?}");
    };
    noticed(&["getent", "ahosts", "holdfast.invalid"], "/etc/resolv.conf");
    noticed(&["bash", "-c", "exec 3<>/dev/udp/127.0.0.1/9"], "socket(AF_INET");
    noticed(&["sh", "-c", "echo >note"], "note");
    noticed(
        &["sh", "-c", "mkdir -p $HOME/.cache/Microsoft; echo >$HOME/.cache/Microsoft/id"],
        ".cache/Microsoft/id",
    );
    let (_, breaches) = account.run(way, &["true"]);
    assert_eq!(breaches, Vec::<String>::new());
}

/// All at the same time: coaching goes on in real time.
fn all_commands_keep_the_promise(way: Way) {
    let (display, desktop) = (Display::new(), Desktop::new("org.freedesktop.ScreenSaver"));
    let screen_reader = desktop.screen_reader();
    thread::scope(|scope| {
        scope.spawn(|| recordings_and_what_is_kept(way));
        scope.spawn(|| coaching(way, &Account::new(), &["--no-window", "--mute"]));
        scope.spawn(|| {
            let account = Account::new().with_voice();
            let err = coaching(way, &account, &["--no-window"]);
            // How many is a matter of the machine: watched, a busy one is slow.
            assert!(account.sentences() > 0 && !err.contains("cannot be heard"), "nothing was said: {err}");
        });
        scope.spawn(|| {
            let account =
                Account::new().with_voice().with_display(&display.name).with_desktop(desktop.address());
            let err = coaching(way, &account, &[]);
            assert!(account.sentences() > 0 && !err.contains("window"), "{err}");
        });
    });
    drop(screen_reader);
    assert!(!desktop.asked().is_empty(), "the desktop was asked to keep the screen on");
}

fn recordings_and_what_is_kept(way: Way) {
    let account = Account::new().with_systemd();
    let named = |name: &str| account.named(name);
    for words in [
        vec!["doctor"],
        vec!["check", CLIP, "--exercise", "bridge", "--save"],
        vec!["check", CLIP, "--output", &named("bridge.html"), "--landmarks", &named("bridge.json")],
        vec!["check", &named("bridge.json"), "--output", &named("bridge.pdf")],
        vec!["sessions", "list"],
        vec!["sessions", "report", "last", "--output", &named("last.pdf")],
        vec!["sessions", "report", "last", "--format", "json"],
        vec!["sessions", "export", "last", "--output", &named("last.trc")],
        vec!["sessions", "export", "last", "--format", "fhir"],
        vec!["sessions", "trends", "--output", &named("trends.html")],
        vec!["plan", "add", "bridge", "--repetitions", "3"],
        vec!["plan"],
        vec!["plan", "remind", "08:00"],
        vec!["plan", "remind", "off"],
        vec!["models", "verify"],
        vec!["sessions", "delete", "--all", "--yes"],
        vec!["doctor"],
    ] {
        let output = holdfast(way, &account, &[], &words);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{words:?}: {}{}",
            text(&output.stdout),
            text(&output.stderr)
        );
    }
}

/// Coaches until Ctrl-C is pressed, and gives what was told on standard error.
fn coaching(way: Way, account: &Account, options: &[&str]) -> String {
    // A process that must be killed has another exit code.
    let until =
        ["timeout", "--foreground", "--preserve-status", "--signal=INT", "--kill-after=120", COACHING_SECS];
    let words = ["coach", "bridge", "--camera", CLIP, "--loop", "--repetitions", "any", "--pain", "0"];
    let output = holdfast(way, account, &until, &[&words, options].concat());
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(130), "{options:?}: {out}{err}");
    assert!(err.contains("this is session 1"), "{options:?}: it was not kept: {out}{err}");
    err
}

fn holdfast(way: Way, account: &Account, before: &[&str], words: &[&str]) -> Output {
    let (output, breaches) = account.run(way, &[before, &[HOLDFAST], words].concat());
    assert!(breaches.is_empty(), "holdfast {} asked for\n{}", words.join(" "), breaches.join("\n"));
    output
}
