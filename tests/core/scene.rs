//! What is known of the picture besides the pose.

use holdfast::motion::{Assessor, Coverage, Reason, Scene, Settings};

use crate::frames::{Frames, recorded};
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
    let (attempts, coverage) = judged_in(Scene { brightness: None, people: Some(2) }, &frames);
    assert_eq!(attempts, alone.attempts.len());
    assert_eq!(coverage.judged_secs, alone.coverage.judged_secs);
    let last = frames.last().map_or(0.0, |(time, _)| *time);
    assert!((coverage.reasons[&Reason::SomebodyElse] - last).abs() < 0.1, "{coverage:?}");
}

#[test]
fn nobody_in_the_dark_is_told_to_switch_on_a_light() {
    let mut frames = recorded("bridge-side");
    frames.iter_mut().for_each(|(_, pose)| *pose = None);
    let (_, coverage) = judged_in(Scene { brightness: Some(8.0), people: None }, &frames);
    assert_eq!(coverage.reasons.keys().collect::<Vec<_>>(), [&Reason::TooDark]);
}
