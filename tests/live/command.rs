//! The command from outside: what it says where something is missing, and how it ends.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use holdfast::coach::Ending;
use holdfast::store::{Standing, Store};

const CLIP: &str = "data/clips/bridge_mixed.mp4";

/// A machine of its own: without a display, a loudspeaker or a voice, and with a history of its own.
pub(crate) struct Place(tempfile::TempDir);

impl Place {
    pub(crate) fn new() -> Self {
        Place(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn coach(&self, arguments: &[&str]) -> Command {
        self.command(&[&["coach"], arguments].concat())
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_holdfast"));
        command
            .args(arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("HOME", self.path())
            .env("HOLDFAST_DATA", self.path().join("history"))
            .env("LC_ALL", "C")
            .env("PATH", self.path())
            .env("ALSA_CONFIG_PATH", self.path().join("no-sound"))
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("HOLDFAST_MODELS");
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.coach(arguments).output().expect("it runs")
    }

    /// Whether a set of the only session is in the history.
    pub(crate) fn has_a_set(&self) -> bool {
        let folder = self.path().join("history");
        let store = folder.is_dir().then(|| Store::open(&folder).ok()).flatten();
        store.is_some_and(|store| store.session(1).is_ok_and(|session| !session.sets.is_empty()))
    }

    /// How the only session in the history stands.
    pub(crate) fn standing(&self) -> Standing {
        let store = Store::open(&self.path().join("history")).expect("a history");
        store.session(1).expect("it is kept").standing
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Whether a line says how a set went: "Bridge, set 1: 1 of 1 repetition good".
fn sums_up(line: &str) -> bool {
    line.starts_with("Bridge, set 1: ") && line.contains(" repetition") && line.contains(" good")
}

#[test]
fn without_display_loudspeaker_and_voice_all_is_said_once_and_the_session_goes_on() {
    let place = Place::new();
    let run = place.run(&["bridge", "--camera", CLIP, "--repetitions", "1"]);
    let (out, err) = (text(&run.stdout), text(&run.stderr));
    assert_eq!(run.status.code(), Some(0), "{err}");
    let once = |sentence: &str| assert_eq!(err.matches(sentence).count(), 1, "{sentence}: {err}");
    once("No voice was found: install espeak-ng");
    once("No loudspeaker was found");
    once("no window can be opened");
    // What is not heard or shown is read. A machine that is too slow may have missed the repetition.
    assert!(out.contains("That was all for today.\n") || out.contains("The session ends here.\n"), "{out}");
    assert!(out.lines().any(sums_up), "{out}");
    assert!(matches!(place.standing(), Standing::Ended(_)), "{:?}", place.standing());
}

#[test]
fn ctrl_c_ends_the_session_and_keeps_it() {
    let place = Place::new();
    let arguments = ["bridge", "--camera", CLIP, "--loop", "--no-window", "--mute", "--repetitions", "any"];
    let mut run =
        place.coach(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    let mut lines = BufReader::new(run.stdout.take().expect("piped")).lines();
    // A repetition was counted: the set is under way.
    let counted = lines.by_ref().map_while(Result::ok).any(|line| line == "1");
    assert!(counted, "it counts");
    let interrupt =
        Command::new("kill").args(["-INT", &run.id().to_string()]).status().expect("it can be sent");
    assert!(interrupt.success());
    let rest: Vec<String> = lines.map_while(Result::ok).collect();
    let status = run.wait().expect("it ends");
    assert_eq!(status.code(), Some(130));
    assert!(rest.iter().any(|line| sums_up(line)), "{rest:?}");
    assert_eq!(place.standing(), Standing::Ended(Ending::Stopped));
}

#[test]
fn the_camera_that_was_named_last_is_used_again() {
    let place = Place::new();
    let settings = place.path().join(".config/holdfast");
    std::fs::create_dir_all(&settings).expect("made");
    std::fs::write(settings.join("settings.toml"), "format = 1\ncamera = \"rtsp://127.0.0.1:1/video\"\n")
        .expect("written");
    let run = place.run(&["bridge", "--no-window", "--mute"]);
    assert_eq!(run.status.code(), Some(2));
    let err = text(&run.stderr);
    assert!(err.starts_with("error: no camera can be reached at rtsp://127.0.0.1:1/video: "), "{err}");
    assert!(err.ends_with("It is the camera that was named last: --camera names another\n"), "{err}");
}

#[test]
fn a_language_that_is_not_known_is_refused() {
    let run = Place::new().run(&["bridge", "--language", "tlh"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(
        text(&run.stderr).contains(
            "invalid value 'tlh' for '--language <LANGUAGE>': expected de (Deutsch) or en (English)"
        ),
        "{}",
        text(&run.stderr)
    );
}

#[test]
fn german_is_spoken_where_the_system_speaks_it() {
    let place = Place::new();
    let arguments = ["bridge", "--camera", CLIP, "--every-frame", "--no-window", "--mute"];
    let run = place.coach(&arguments).env("LC_ALL", "de_AT.UTF-8").output().expect("it runs");
    let (out, err) = (text(&run.stdout), text(&run.stderr));
    assert!(out.starts_with("Brücke.\n"), "{out}");
    let last = out.lines().last().expect("it says how it went");
    assert!(last.starts_with("Brücke, Satz 1: ") && last.contains(" gut"), "{out}");
    assert!(
        err.ends_with("Hinweis: das ist Sitzung 1: `holdfast sessions show 1` zeigt sie noch einmal\n"),
        "{err}"
    );
}

#[test]
fn a_voice_that_hangs_is_told_within_five_seconds_and_given_up() {
    let place = Place::new();
    let voice = place.path().join("espeak-ng");
    std::fs::write(&voice, "#!/bin/sh\nexec /bin/sleep 100\n").expect("written");
    std::fs::set_permissions(&voice, std::fs::Permissions::from_mode(0o755)).expect("can be run");
    let arguments = ["bridge", "--camera", CLIP, "--no-window", "--repetitions", "1"];
    let mut run =
        place.coach(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    let mut said = BufReader::new(run.stdout.take().expect("piped")).lines().map_while(Result::ok);
    assert_eq!(said.next().as_deref(), Some("Bridge."));
    let began = Instant::now();
    let told: Vec<String> = BufReader::new(run.stderr.take().expect("piped"))
        .lines()
        .map_while(Result::ok)
        .inspect(|line| {
            let in_time = !line.contains("does not end") || began.elapsed() < Duration::from_secs(5);
            assert!(in_time, "after {:?}", began.elapsed());
        })
        .collect();
    let expected = format!(
        "note: The voice ({0}) does not end its sentence: try `{0} hello` in a terminal. What to do is shown on the \
         screen.",
        voice.display()
    );
    assert_eq!(told.iter().filter(|line| **line == expected).count(), 1, "{told:?}");
    let rest: Vec<String> = said.collect();
    assert!(rest.iter().any(|line| sums_up(line)), "{rest:?}");
    assert!(run.wait().expect("it ends").success());
}

/// The programme is stopped then; a single exercise is not, and whoever does it is told.
#[test]
fn after_a_rise_in_pain_it_is_said_before_any_exercise() {
    let place = Place::new();
    let arguments = ["bridge", "--camera", CLIP, "--every-frame", "--no-window", "--mute", "--pain"];
    let run = |pain| place.run(&[&arguments[..], &[pain]].concat());
    assert!(text(&run("2").stdout).starts_with("Bridge.\n"));
    let told = text(&run("6").stdout);
    assert!(told.starts_with("Pain rose from 2 to 6.\n"), "{told}");
    assert!(told.contains("need a doctor at once.\n"), "{told}");
}

#[test]
fn a_set_that_ends_early_is_part_done() {
    let place = Place::new();
    let arguments =
        ["bridge", "--camera", CLIP, "--every-frame", "--no-window", "--mute", "--repetitions", "9"];
    assert!(place.run(&arguments).status.success());
    let store = Store::open(&place.path().join("history")).expect("a history");
    let day = store.session(1).expect("it is kept").about.began.day();
    assert_eq!(store.done_on("bridge", day).expect("it reads"), (0, 0));
    assert!(store.has_part_of("bridge", day).expect("it reads"));
}
