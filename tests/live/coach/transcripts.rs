//! Whole sessions, word for word. After a change on purpose: `UPDATE_EXPECT=1`.

use holdfast::coach::{Interruption, Moment, Request, Session, Stage, Urgency, takes_secs};
use holdfast::messages::{Language, english};
use holdfast::motion::Scene;

use crate::play::{Film, item, said, transcript, utterances};
use crate::support::check_file;

fn check(name: &str, told: &str) {
    check_file(&format!("tests/live/coach/transcripts/{name}.txt"), told);
}

/// Two good bridges in one set.
#[test]
fn a_good_set() {
    let film = Film::default().recording("bridge-side", 0.0, 100.0);
    check("good-set", &transcript(&film.play(vec![item("bridge", 2, 1, 0.0)], "en")));
}

/// Hips that stay too low, which the person is told while there is time to mend it.
#[test]
fn bridges_short_of_the_target() {
    let film = Film::default().recording("bridge-low", 0.0, 100.0);
    check("low", &transcript(&film.play(vec![item("bridge", 3, 1, 0.0)], "en")));
}

/// What got better is named, in the same set and in the next.
#[test]
fn bridges_that_get_better() {
    let film = Film::default().recording("bridge-low", 0.0, 100.0).recording("bridge-side", 0.0, 100.0);
    check("better", &transcript(&film.play(vec![item("bridge", 2, 1, 0.0)], "en")));
    let film = Film::default().recording("bridge-low", 0.0, 100.0).ask(Request::Next);
    let film = film.still("bridge-side", 0.0, 8.0).recording("bridge-side", 0.0, 100.0);
    check("better-next-set", &transcript(&film.play(vec![item("bridge", 2, 2, 0.0)], "de")));
}

/// From a corner nobody can tell whether the back is still arched.
#[test]
fn nothing_is_praised_that_could_not_be_judged() {
    let film = Film::default().recording("bridge-overarched", 0.0, 100.0).recording(
        "bridge-three-quarter",
        0.0,
        100.0,
    );
    let moments = film.play(vec![item("bridge", 3, 1, 0.0)], "en");
    let told = utterances(&moments);
    assert!(told.iter().any(|(_, said)| said.text == "Lower your hips into one straight line"), "{told:?}");
    let good = moments.iter().filter_map(|moment| moment.assessment.as_ref());
    assert!(good.clone().any(|seen| seen.repetitions.good > 0), "nothing was good: {told:?}");
    assert!(told.iter().all(|(_, said)| said.urgency != Urgency::Praise), "{told:?}");
}

/// A back that is arched at the top.
#[test]
fn bridges_with_an_arched_back() {
    let film = Film::default().recording("bridge-overarched", 0.0, 100.0);
    check("overarched", &transcript(&film.play(vec![item("bridge", 3, 1, 0.0)], "en")));
}

/// The next exercise needs the camera in another place, which is told while there is time for it.
#[test]
fn an_exercise_that_is_seen_from_elsewhere() {
    let film = Film::default().recording("bridge-side", 0.0, 9.0).still("bridge-side", 0.0, 22.0).recording(
        "rotation-head-end",
        0.0,
        100.0,
    );
    let items = vec![item("bridge", 1, 1, 20.0), item("lower-trunk-rotation", 1, 1, 20.0)];
    check("another-view", &transcript(&film.play(items, "en")));
}

#[test]
fn two_sets_with_a_rest_and_another_exercise() {
    let film = Film::default()
        .recording("bridge-side", 0.0, 100.0)
        .still("bridge-side", 0.0, 12.0)
        .recording("bridge-side", 0.0, 100.0)
        .still("bridge-side", 0.0, 12.0)
        .recording("cat-cow-side", 0.0, 100.0);
    let items = vec![item("bridge", 2, 2, 10.0), item("cat-cow", 1, 1, 10.0)];
    check("two-exercises", &transcript(&film.play(items, "en")));
}

#[test]
fn a_rest_that_begins_in_a_long_sentence_leaves_room_for_its_countdown() {
    let film = Film::default()
        .recording("bridge-side", 0.0, 9.5)
        .nobody(1.8, Some(5.0))
        .ask(Request::Next)
        .nobody(12.0, Some(100.0));
    let moments = film.play(vec![item("bridge", 3, 2, 4.0)], "en");
    let rest = |moment: &&Moment| matches!(moment.stage, Stage::Rest(_));
    let begins_secs = moments.iter().find(rest).expect("a rest").at_secs;
    let said = said(&moments);
    let (at_secs, text) =
        said.iter().rfind(|(at_secs, _)| *at_secs < begins_secs).expect("something was said");
    let over_secs = at_secs + takes_secs(text);
    assert!(over_secs > begins_secs + 3.0, "{text} is over at {over_secs}, the rest begins at {begins_secs}");
    let counts = moments.iter().filter(rest).find(|moment| match &moment.stage {
        Stage::Rest(rest) => rest.secs_left <= 3.0,
        _ => false,
    });
    assert!(counts.expect("a countdown").at_secs >= over_secs - 0.1, "{text} is over at {over_secs}");
}

#[test]
fn holds_that_are_too_short() {
    let film = Film::default()
        .recording("rotation-head-end", 0.0, 100.0)
        .recording("rotation-head-end", 0.0, 100.0)
        .recording("rotation-head-end", 0.0, 100.0)
        .recording("rotation-head-end", 0.0, 100.0);
    check("short-holds", &transcript(&film.play(vec![item("lower-trunk-rotation", 2, 1, 0.0)], "en")));
}

/// Both knees may be meant until it is seen which one is drawn up: nothing is said of the other.
#[test]
fn knees_drawn_up_one_after_the_other() {
    let film = Film::default().recording("knee-to-chest-side", 0.0, 100.0);
    check("knees", &transcript(&film.play(vec![item("knee-to-chest", 1, 1, 0.0)], "en")));
}

/// Which foot follows is said at first, and then nothing more: all is well.
#[test]
fn feet_that_march() {
    let film = Film::default().recording("march-side", 0.0, 100.0).recording("march-side", 0.0, 100.0);
    check("march", &transcript(&film.play(vec![item("march", 4, 1, 0.0)], "en")));
}

#[test]
fn somebody_who_leaves_the_picture() {
    let film = Film::default().recording("bridge-side", 0.0, 12.0).nobody(6.0, Some(120.0)).recording(
        "bridge-side",
        0.0,
        100.0,
    );
    check("away", &transcript(&film.play(vec![item("bridge", 3, 1, 0.0)], "en")));
}

#[test]
fn a_set_up_that_takes_its_time() {
    let lit = Scene { brightness: Some(120.0), people: Some(1), ..Scene::default() };
    let film = Film::default()
        .nobody(10.0, Some(12.0))
        .nobody(12.0, Some(120.0))
        .shown_in(lit, "cat-cow-side", 0.0, 8.0)
        .shown_in(lit, "rotation-head-end", 0.0, 3.0)
        .shown_in(lit, "bridge-side", 0.0, 100.0);
    check("set-up", &transcript(&film.play(vec![item("bridge", 2, 1, 0.0)], "en")));
}

#[test]
fn pauses_and_leaps_as_asked() {
    let film = Film::default()
        .recording("bridge-side", 0.0, 4.0)
        .ask(Request::Pause(Interruption::Camera))
        .nobody(3.0, None)
        .ask(Request::Resume)
        .recording("bridge-side", 0.0, 9.0)
        .ask(Request::Next)
        .still("bridge-side", 0.0, 3.0)
        .ask(Request::Pause(Interruption::Asked))
        .still("bridge-side", 0.0, 3.0)
        .ask(Request::Resume)
        .still("bridge-side", 0.0, 3.0)
        .ask(Request::Next)
        .recording("bridge-side", 0.0, 5.0)
        .ask(Request::Finish);
    check("asked", &transcript(&film.play(vec![item("bridge", 2, 3, 20.0)], "en")));
}

/// The model guesses a body that it sees from the feet: where the camera belongs is told, and no position.
#[test]
fn a_camera_at_the_feet() {
    let film = Film::default().recording("rotation-foot-end", 0.0, 100.0);
    let moments = film.play(vec![item("lower-trunk-rotation", 1, 1, 0.0)], "en");
    let place = "put the camera at your head end";
    let named = moments.iter().find(|moment| match &moment.stage {
        Stage::SetUp(set_up) => set_up.advice.as_ref().is_some_and(|advice| advice.contains(place)),
        _ => false,
    });
    assert!(named.is_some_and(|moment| moment.at_secs <= 6.0));
    check("foot-end", &transcript(&moments));
}

/// Who faces the camera turns away from it.
#[test]
fn somebody_who_faces_the_camera() {
    let film = Film::default().recording("squeeze-front", 0.0, 100.0);
    check("facing", &transcript(&film.play(vec![item("shoulder-blade-squeeze", 1, 1, 0.0)], "en")));
}

/// Who lies ready is told how it is done and to begin, and is asked again.
#[test]
fn somebody_who_lies_ready_and_waits() {
    let film = Film::default().still("rotation-head-end", 0.0, 75.0);
    check("waits", &transcript(&film.play(vec![item("lower-trunk-rotation", 2, 1, 0.0)], "en")));
}

/// In twenty sessions that begin ready: all steps, a caution and the go-ahead are heard, and no silence before it.
#[test]
fn the_go_ahead_is_never_lost() {
    let ready = [
        ("bridge-side", "bridge"),
        ("bridge-low", "bridge"),
        ("cat-cow-side", "cat-cow"),
        ("rotation-head-end", "lower-trunk-rotation"),
        ("knee-to-chest-side", "knee-to-chest"),
    ];
    let from_secs = [0.0, 0.3];
    let mut sessions = 0;
    for (name, id) in ready {
        for (at_secs, language) in from_secs.into_iter().flat_map(|secs| [(secs, "en"), (secs, "de")]) {
            let item = item(id, 2, 1, 0.0);
            let told = Language::of(language).expect("a language of ours");
            let texts = told.translated(&item.texts);
            let moments = Film::default().still(name, at_secs, 60.0).play(vec![item], language);
            let said = said(&moments);
            let place = |text: &str| said.iter().position(|(_, said)| said == text);
            let begin = place(&told.words.session.begin).unwrap_or_else(|| panic!("{name}: {said:?}"));
            for step in texts.steps.iter().chain(&texts.cautions[1..2]) {
                assert!(place(step).is_some_and(|step| step < begin), "{name}: {step}: {said:?}");
            }
            for pair in said[..=begin].windows(2) {
                let silence_secs = pair[1].0 - pair[0].0 - takes_secs(&pair[0].1);
                assert!(silence_secs < 2.5, "{name}: {silence_secs} s before {:?}", pair[1]);
            }
            let nudge = place(&told.words.session.nudge).expect("a nudge");
            assert!((10.0..12.0).contains(&(said[nudge].0 - said[begin].0)), "{name}: {said:?}");
            sessions += 1;
        }
    }
    assert_eq!(sessions, 20);
}

/// Pictures that are missing are told of, and nothing that could not be judged is praised.
#[test]
fn a_camera_that_stutters() {
    let mut film = Film::default().recording("cat-cow-side", 0.0, 100.0).still("cat-cow-side", 0.0, 8.0);
    // A second of each three, as under a load that comes and goes.
    film.frames.retain(|(secs, _)| secs % 3.0 < 2.0);
    let film = film.ask(Request::Finish);
    let moments = film.play(vec![item("cat-cow", 1, 1, 0.0)], "en");
    let summary = moments.iter().rev().find_map(|moment| match &moment.stage {
        Stage::Summary(summary) => Some(summary),
        _ => None,
    });
    assert!(summary.is_some_and(|summary| summary.has_gaps));
    check("stutters", &transcript(&moments));

    // Where the fastest model is at work already, it is not offered.
    let mut session = Session::new(vec![item("cat-cow", 1, 1, 0.0)]);
    session.is_fastest();
    let words = &english().words.session;
    let with_remedy = format!("{} {}", words.gaps, words.faster_model);
    let texts =
        |moments: &[Moment]| -> Vec<String> { said(moments).into_iter().map(|(_, text)| text).collect() };
    let (mut offered, others) = (texts(&moments), texts(&film.play_in(session)));
    let remedy = offered.iter_mut().find(|text| **text == with_remedy).expect("it is offered");
    *remedy = words.gaps.clone();
    assert_eq!(others, offered);
}

#[test]
fn in_german() {
    let film = Film::default().recording("bridge-side", 0.0, 100.0).still("bridge-side", 0.0, 2.0);
    check("german", &transcript(&film.play(vec![item("bridge", 2, 1, 0.0)], "de")));
}
