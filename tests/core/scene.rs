//! What is known of the picture besides the pose.

use holdfast::motion::{Assessor, Coverage, Pose, Reason, Scene, Settings, Verdict};

use crate::frames::{Frames, dropped, recorded};
use crate::outcome::{exercise, judged};

fn judged_in(scene: Scene, frames: &Frames) -> (usize, Coverage) {
    let mut assessor = Assessor::new(exercise("bridge"), Settings::default());
    for (time, pose) in frames {
        assessor.step_in(scene, *time, pose.as_ref());
    }
    assessor.finish();
    (assessor.attempts().len(), assessor.coverage().clone())
}

#[test]
fn somebody_else_is_noticed_and_judging_goes_on() {
    let frames = recorded("bridge-side");
    let alone = judged("bridge", &frames);
    let (attempts, coverage) = judged_in(Scene { people: Some(2), ..Scene::default() }, &frames);
    assert_eq!(attempts, alone.attempts.len());
    assert_eq!(coverage.judged_secs, alone.coverage.judged_secs);
    let last = frames.last().map_or(0.0, |(time, _)| *time);
    assert!((coverage.reasons[&Reason::SomebodyElse] - last).abs() < 0.1, "{coverage:?}");
}

#[test]
fn nobody_in_the_dark_is_told_to_switch_on_a_light() {
    let mut frames = recorded("bridge-side");
    frames.iter_mut().for_each(|(_, pose)| *pose = None);
    let (_, coverage) = judged_in(Scene { brightness: Some(8.0), ..Scene::default() }, &frames);
    assert_eq!(coverage.reasons.keys().collect::<Vec<_>>(), [&Reason::TooDark]);
}

/// When the second bridge of the recording is held, in seconds.
const HELD_SECS: f64 = 14.0;

/// Judges pictures, each with whether it repeats the last new one.
fn judged_with_repeats(frames: impl Iterator<Item = (f64, Option<Pose>, bool)>) -> Assessor {
    let mut assessor = Assessor::new(exercise("bridge"), Settings::default());
    for (time, pose, repeats) in frames {
        assessor.step_in(Scene { repeats, ..Scene::default() }, time, pose.as_ref());
    }
    assessor.finish();
    assessor
}

#[test]
fn a_picture_that_stands_still_earns_no_hold() {
    let frames = recorded("bridge-side");
    let until = frames.partition_point(|(time, _)| *time < HELD_SECS);
    let (last_secs, last) = frames[until - 1].clone();
    let stands = (1..=150).map(|n| (last_secs + f64::from(n) / 15.0, last.clone(), true));
    let seen = frames[..until].iter().map(|(time, pose)| (*time, pose.clone(), false));
    let assessor = judged_with_repeats(seen.chain(stands));
    let [first, second] = assessor.attempts() else { panic!("{:?}", assessor.attempts()) };
    assert_eq!((first.verdict, second.verdict), (Verdict::Good, Verdict::Unjudged));
    let held = last_secs - second.target_reached_secs.expect("reached");
    assert!(held > 1.0 && (second.hold_secs - held).abs() < 0.01, "{} for {held}", second.hold_secs);
    let coverage = assessor.coverage();
    let still_secs = coverage.reasons[&Reason::StillPicture];
    assert!((still_secs - 10.0).abs() < 0.1, "{still_secs}");
    assert!(coverage.judged_secs < last_secs && coverage.person_secs <= last_secs, "{coverage:?}");
}

#[test]
fn pictures_that_come_twice_are_judged_as_if_they_came_once() {
    let frames = recorded("bridge-side");
    let plain = judged("bridge", &frames);
    let twice = frames
        .iter()
        .flat_map(|(time, pose)| [(*time, pose.clone(), false), (time + 1.0 / 30.0, pose.clone(), true)]);
    let assessor = judged_with_repeats(twice);
    assert_eq!(assessor.attempts().len(), plain.attempts.len());
    for (twice, once) in assessor.attempts().iter().zip(&plain.attempts) {
        assert_eq!((twice.verdict, twice.unseen_secs), (once.verdict, 0.0));
        assert!((twice.hold_secs - once.hold_secs).abs() < 0.1, "{} for {}", twice.hold_secs, once.hold_secs);
    }
}

#[test]
fn who_is_not_seen_for_a_second_of_a_hold_has_held_the_rest() {
    let frames = dropped(&recorded("bridge-side"), &[(HELD_SECS - 0.5, HELD_SECS + 0.6)]);
    let attempts = judged("bridge", &frames).attempts;
    assert_eq!(attempts.len(), 2);
    assert_eq!(attempts[1].verdict, Verdict::Unjudged);
    assert!((1.1..1.25).contains(&attempts[1].unseen_secs), "{}", attempts[1].unseen_secs);
    assert!(attempts[1].hold_secs > 1.0, "{}", attempts[1].hold_secs);
}

#[test]
fn who_is_lost_sight_of_in_a_hold_has_held_until_then() {
    let frames = dropped(&recorded("bridge-side"), &[(HELD_SECS, 100.0)]);
    let attempts = judged("bridge", &frames).attempts;
    assert_eq!(attempts.len(), 2);
    let [reached, left] = [attempts[1].target_reached_secs, attempts[1].target_left_secs];
    let held = left.expect("left") - reached.expect("reached");
    assert!((left.expect("left") - HELD_SECS).abs() < 0.1, "{left:?}");
    assert!(held > 1.0 && (attempts[1].hold_secs - held).abs() < 0.01, "{held}");
}
