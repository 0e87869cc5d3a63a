//! Which exercise is being done is seen from the poses.

use holdfast::motion::{Assessor, Exercise, Settings, recognise};
use holdfast::rules::Catalogue;

use crate::frames::{Frames, recorded};
use crate::traces::TRACES;

fn exercises() -> Vec<Exercise> {
    let catalogue = Catalogue::load(None).expect("no folder is read");
    catalogue.files().iter().map(|file| file.exercise.clone()).collect()
}

/// The id of the exercise that is recognised in frames.
pub fn recognised(frames: &Frames) -> Option<String> {
    let exercises = exercises();
    let mut assessors: Vec<Assessor> =
        exercises.iter().map(|exercise| Assessor::new(exercise.clone(), Settings::default())).collect();
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
