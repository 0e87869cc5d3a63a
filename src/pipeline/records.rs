//! A judged recording as the records of a session with one set, so that the history keeps it the same
//! way as a live one.

use crate::coach::{Ending, Glimpse, Record, SetResult, SetStart};
use crate::motion::{Assessor, Event, Exercise, Placement, Settings};

/// Judges frames (seconds since the first, and what each showed) and returns everything to keep, in its
/// order. `placement` is how the body lay and was seen while it could be judged.
pub fn records(
    exercise: &Exercise,
    settings: Settings,
    frames: &[(f64, Glimpse)],
    placement: Placement,
) -> Vec<Record> {
    let mut assessor = Assessor::new(exercise.clone(), settings);
    let start_secs = frames.first().map_or(0.0, |(at_secs, _)| *at_secs);
    let end_secs = frames.last().map_or(0.0, |(at_secs, _)| *at_secs);
    let mut records = vec![Record::SetBegan(SetStart {
        at_secs: start_secs,
        item: 0,
        number: 1,
        exercise: exercise.id.clone(),
        settings,
        repetitions: None,
    })];
    let happened = |at_secs: f64| move |event: Event| Record::Happened { at_secs, event };
    for (at_secs, glimpse) in frames {
        let seen = assessor.step_in(glimpse.scene, *at_secs, glimpse.pose.as_deref());
        records.push(Record::Frame {
            at_secs: *at_secs,
            pose: glimpse.pose.clone(),
            measures: seen.measures,
            placement: seen.placement,
        });
        records.extend(seen.events.into_iter().map(happened(*at_secs)));
    }
    records.extend(assessor.finish().into_iter().map(happened(end_secs)));
    records.push(Record::SetEnded(SetResult {
        item: 0,
        number: 1,
        start_secs,
        end_secs,
        attempts: assessor.attempts().to_vec(),
        repetitions: assessor.repetitions(),
        set_faults: assessor.set_faults().to_vec(),
        coverage: assessor.coverage().clone(),
        range: assessor.range(),
        placement,
        sides_repaired: assessor.sides_repaired(),
    }));
    records.push(Record::Finished { at_secs: end_secs, how: Ending::Complete });
    records
}
