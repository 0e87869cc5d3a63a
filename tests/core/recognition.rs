//! Which exercise is being done is seen from the poses.

use holdfast::motion::{Assessor, Exercise, recognise};
use holdfast::rules::Catalogue;

use crate::frames::{Frames, recorded};
use crate::outcome::surveyed;
use crate::traces::TRACES;

fn exercises() -> Vec<Exercise> {
    let catalogue = Catalogue::load(None).expect("no folder is read");
    catalogue.files().iter().map(|file| file.exercise.clone()).collect()
}

/// The id of the exercise that is recognised in frames that are there as a whole.
pub fn recognised(frames: &Frames) -> Option<String> {
    let exercises = exercises();
    let mut assessors: Vec<Assessor> =
        exercises.iter().map(|exercise| surveyed(exercise.clone(), frames)).collect();
    for (time, pose) in frames {
        for assessor in &mut assessors {
            assessor.step(*time, pose.as_ref());
        }
    }
    for assessor in &mut assessors {
        assessor.finish();
    }
    recognise(&assessors).map(|place| exercises[place].id.clone())
}

#[test]
fn each_trace_is_recognised_for_what_it_is() {
    for (name, id) in TRACES {
        assert_eq!(recognised(&recorded(name)).as_deref(), Some(id), "{name}");
    }
}

#[test]
fn rest_and_nobody_are_no_exercise() {
    for (name, _) in TRACES {
        let mut frames = recorded(name);
        frames.retain(|(time, _)| *time < 1.0);
        assert_eq!(recognised(&frames), None, "{name}");
        frames.iter_mut().for_each(|(_, pose)| *pose = None);
        assert_eq!(recognised(&frames), None, "{name}");
    }
}

#[test]
fn a_knee_drawn_to_the_chest_before_a_corner_is_no_march() {
    assert_eq!(recognised(&recorded("knee-to-chest-corner")).as_deref(), Some("knee-to-chest"));
}

#[test]
fn other_movements_are_none_of_the_exercises() {
    for name in ["bird-dog-good", "bird-dog-mixed", "crunch", "dead-bug", "dead-bug-side", "level-turn"] {
        assert_eq!(recognised(&recorded(name)), None, "{name}");
    }
}
