//! What can happen to a camera, a disk and a voice during a session. Nothing of the session is lost.

use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use holdfast::coach::{Ending, Interruption, Record, Sound};
use holdfast::motion::{Attempt, Event, PictureSize, Verdict};
use holdfast::pipeline::live::{Gate, Recorder};
use holdfast::source::live::LiveError;
use holdfast::ui::voice::{NotHeard, Voice};

use crate::stage::{Openings, Script, Told, item, play};

const NO_PICTURE: &str = "The camera gives no picture. I'll go on as soon as it is back.";
const ON_WE_GO: &str = "On we go. Take up the start position.";

/// No picture for so long is a stall: less than five seconds, so that the test need not wait for them.
const STALL: Duration = Duration::from_secs(1);

/// Until the first bridge of the recording is over, and a little of the second.
const ONE_BRIDGE_SECS: f64 = 10.0;

/// From the first picture to the last of the recording, and a little more.
const WHOLE_SECS: f64 = 100.0;

fn vanished() -> LiveError {
    LiveError::Vanished("Test camera".into())
}

fn first() -> Script {
    Script::at(0.0).recording("bridge-side", 0.0, ONE_BRIDGE_SECS)
}

fn second() -> Script {
    Script::at(20.0).recording("bridge-side", 0.0, WHOLE_SECS)
}

/// Three good bridges, one before and two after something that happens.
fn three_bridges(openings: Openings) -> Told {
    play(openings, vec![item("bridge", Some(3))], |setup| setup.stall = STALL)
}

/// All was counted and kept, once, with one pause.
fn nothing_is_lost(told: &Told) {
    let sets = told.sets();
    assert_eq!(sets.len(), 1, "one set");
    assert_eq!(sets[0].repetitions.good, 3, "what was done before counts after it");
    let ended = |record: &Record| match record {
        Record::Happened { event: Event::AttemptEnded(attempt), .. } => Some(attempt.clone()),
        _ => None,
    };
    let kept: Vec<Attempt> = told.records.iter().filter_map(ended).collect();
    assert_eq!(kept, sets[0].attempts, "every attempt is kept, and once");
    assert_eq!(told.pauses(), (1, 1));
    let paused = told.records.iter().position(|record| matches!(record, Record::Paused { .. }));
    assert!(matches!(
        told.records[paused.expect("a pause")],
        Record::Paused { why: Interruption::Camera | Interruption::Still, .. }
    ));
    assert!(matches!(told.records.last(), Some(Record::Finished { how: Ending::Complete, .. })));
    assert!(told.ended.failure.is_none());
}

/// The voice told that there is no picture, and that there is one again.
fn it_is_said(told: &Told) {
    let place = |sentence: &str| told.said.iter().position(|said| said == sentence);
    let (stopped, went_on) = (place(NO_PICTURE), place(ON_WE_GO));
    assert!(stopped.is_some() && stopped < went_on, "{:?}", told.said);
}

#[test]
fn a_camera_that_is_unplugged_and_plugged_in_again() {
    let nowhere = || LiveError::NoSuchDevice { path: PathBuf::from("/dev/video0"), there: Vec::new() };
    let told =
        three_bridges(vec![Ok(first().fail(vanished())), Err(nowhere()), Err(nowhere()), Ok(second())]);
    nothing_is_lost(&told);
    it_is_said(&told);
    let expected = [
        "the camera Test camera is gone: plug it in again",
        "there is no camera /dev/video0; none is plugged in",
    ];
    assert_eq!(told.notes, expected, "each thing is told once");
}

#[test]
fn a_camera_that_another_program_takes() {
    let path = PathBuf::from("/dev/video0");
    let busy = LiveError::Busy { path: path.clone(), by: Some("cheese".into()) };
    let told = three_bridges(vec![
        Ok(first().fail(vanished())),
        Err(busy),
        Err(LiveError::NotPermitted(path)),
        Ok(second()),
    ]);
    nothing_is_lost(&told);
    it_is_said(&told);
    assert_eq!(
        told.notes[1..],
        [
            "the camera /dev/video0 is in use by cheese: close that program, or choose another camera",
            "the camera /dev/video0 may not be used by you: join the group video (sudo usermod -aG video $USER) and log in again",
        ]
    );
}

#[test]
fn a_camera_that_stalls_and_goes_on() {
    let told = three_bridges(vec![Ok(first().stall().recording("bridge-side", 0.0, WHOLE_SECS))]);
    nothing_is_lost(&told);
    assert_eq!(told.notes.len(), 1, "{:?}", told.notes);
    assert!(
        told.notes[0].starts_with("the camera Test camera has given no picture for "),
        "{:?}",
        told.notes
    );
}

#[test]
fn a_camera_that_changes_its_pictures_size() {
    let changed = first().sized(80, 64).recording("bridge-side", 0.0, 0.5);
    let reopened = Script::at(20.0).sized(80, 64).recording("bridge-side", 0.0, WHOLE_SECS);
    let told = three_bridges(vec![Ok(changed), Ok(reopened)]);
    nothing_is_lost(&told);
    assert_eq!(
        told.notes,
        [
            "the picture of the camera Test camera has changed from 64x64 to 80x64 pixels: leave the camera as it is during a session"
        ]
    );
    let size = |width| PictureSize { width, height: 64 };
    assert_eq!(told.sizes, [size(64), size(80)]);
}

#[test]
fn a_camera_that_is_covered() {
    let told = three_bridges(vec![Ok(first().black(4.0).recording("bridge-side", 0.0, WHOLE_SECS))]);
    nothing_is_lost(&told);
    assert_eq!(
        told.notes,
        ["the picture of the camera Test camera is black: open its shutter, or take its cap off"]
    );
}

#[test]
fn a_camera_whose_picture_stands_still_in_a_hold() {
    // The hold of the second bridge of the recording, and a picture of it that stays.
    let held = Script::at(0.0).recording("bridge-side", 0.0, 14.0).still(6.0);
    let told = three_bridges(vec![Ok(held.recording("bridge-side", 0.0, WHOLE_SECS))]);
    assert_eq!(
        told.notes,
        ["the picture of the camera Test camera stands still: start the camera, or its app, again"]
    );
    assert_eq!(told.pauses(), (1, 1));
    let still = "The picture stands still. I'll go on as soon as it moves again.";
    assert_eq!(told.said.iter().filter(|said| *said == still).count(), 1, "{:?}", told.said);
    let attempts = &told.sets()[0].attempts;
    let good = attempts.iter().filter(|attempt| attempt.verdict == Verdict::Good).count();
    assert_eq!((good, attempts.len()), (3, 4));
    assert_eq!(attempts[1].verdict, Verdict::Unjudged, "what followed in it is not known");
    assert!((1.0..3.2).contains(&attempts[1].hold_secs), "{}", attempts[1].hold_secs);
}

#[test]
fn a_network_camera_that_drops_the_connection_and_refuses_the_next() {
    let address = || "http://phone:8080/video".to_owned();
    let told = three_bridges(vec![
        Ok(first().fail(LiveError::Dropped(address()))),
        Err(LiveError::Unreachable(address())),
        Err(LiveError::NoAnswer { address: address(), secs: 8.0 }),
        Ok(second()),
    ]);
    nothing_is_lost(&told);
    it_is_said(&told);
    assert_eq!(
        told.notes,
        [
            "the camera at http://phone:8080/video has ended the connection: start it again, and check the network",
            "no camera can be reached at http://phone:8080/video: start it (or its app), check the address with its name and password, and that both are in the same network",
            "the camera at http://phone:8080/video does not answer within 8 seconds: start it again, and check the network",
        ]
    );
}

#[test]
fn a_history_that_cannot_be_written() {
    struct Full;
    impl Recorder for Full {
        fn keep(&mut self, _: &Record) -> anyhow::Result<()> {
            anyhow::bail!("the disk is full: make room")
        }
    }
    let told = play(vec![Ok(second())], vec![item("bridge", Some(2))], |setup| {
        setup.recorder = Box::new(Full);
    });
    assert_eq!(told.notes, ["the session goes on and is not kept: the disk is full: make room"]);
    let summary = told.said.iter().any(|said| said == "Well done, 2 good repetitions.");
    assert!(summary, "{:?}", told.said);
}

#[test]
fn a_voice_that_does_not_work() {
    struct Hoarse(Option<NotHeard>);
    impl Voice for Hoarse {
        fn prepare(&mut self, _: Vec<String>) {}

        fn play(&mut self, _: &Sound) {}
        fn is_speaking(&mut self) -> Option<bool> {
            None
        }
        fn note(&mut self) -> Option<NotHeard> {
            self.0.take()
        }
    }
    let told = play(vec![Ok(second())], vec![item("bridge", Some(2))], |setup| {
        setup.voice = Box::new(Hoarse(Some(NotHeard::VoiceFails("/usr/bin/espeak-ng".into()))));
    });
    assert_eq!(
        told.notes,
        [
            "The voice (/usr/bin/espeak-ng) cannot be heard: try `/usr/bin/espeak-ng hello` in a terminal. What to do is shown on the screen."
        ]
    );
    assert_eq!(told.sets()[0].repetitions.good, 2);
}

#[test]
fn what_is_muted_is_not_heard() {
    let told = play(vec![Ok(second())], vec![item("bridge", Some(2))], |setup| {
        setup.muted.store(true, std::sync::atomic::Ordering::Relaxed);
    });
    assert!(told.said.is_empty());
    assert_eq!(told.sets()[0].repetitions.good, 2);
}

#[test]
fn the_last_words_are_said() {
    let told = play(vec![Ok(second())], vec![item("bridge", Some(2))], |_| {});
    let last = ["Well done, 2 good repetitions.", "That was all for today."];
    assert_eq!(told.said[told.said.len() - 2..], last);
}

/// Longer than a stall: nobody looks for pictures yet.
#[test]
fn a_session_that_waits_for_the_person_begins_with_what_it_is_to_say_first() {
    let gate = Gate::closed();
    let (opened, waited) = (gate.clone(), STALL + Duration::from_millis(500));
    let told = play(vec![Ok(first())], vec![item("bridge", Some(1))], move |setup| {
        (setup.stall, setup.gate) = (STALL, gate);
        thread::spawn(move || {
            thread::sleep(waited);
            opened.open(Some("Rest.".to_owned()));
        });
    });
    assert!(told.ended.elapsed >= waited, "{:?}", told.ended.elapsed);
    assert_eq!(told.said.first().map(String::as_str), Some("Rest."));
    assert_eq!((told.sets()[0].repetitions.good, told.pauses(), told.notes), (1, (0, 0), Vec::new()));
}
