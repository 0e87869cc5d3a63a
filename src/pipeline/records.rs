//! A judged recording as the records of a session with one set, so that the history keeps it the same
//! way as a live one.

use std::iter::once;
use std::sync::Arc;

use super::recorded::JudgedView;
use crate::coach::{Ending, Record, SetResult, SetStart};
use crate::motion::{Assessor, Event, Interval, Pose, Settings};

/// Everything to keep of a recording that an assessor has judged to its end, in its order: `view` is how it
/// saw the frames, `poses` are those in them.
pub fn records(
    assessor: &Assessor,
    settings: Settings,
    view: &JudgedView,
    poses: impl IntoIterator<Item = Option<Arc<Pose>>>,
) -> Vec<Record> {
    let start_secs = view.frames.first().map_or(0.0, |(at_secs, _)| *at_secs);
    let end_secs = view.frames.last().map_or(0.0, |(at_secs, _)| *at_secs);
    let began = Record::SetBegan(SetStart {
        at_secs: start_secs,
        item: 0,
        number: 1,
        exercise: assessor.exercise().id.clone(),
        settings,
        repetitions: None,
    });
    let happened = |at_secs: f64| move |event: &Event| Record::Happened { at_secs, event: event.clone() };
    let seen = view.frames.iter().zip(poses).flat_map(|((at_secs, assessment), pose)| {
        let frame = Record::Frame {
            at_secs: *at_secs,
            pose,
            measures: assessment.measures.clone(),
            placement: assessment.placement,
        };
        once(frame).chain(assessment.events.iter().map(happened(*at_secs)))
    });
    let result = SetResult::of(assessor, Interval::new(start_secs, end_secs), view.placement);
    once(began)
        .chain(seen)
        .chain(view.at_end.iter().map(happened(end_secs)))
        .chain([Record::SetEnded(result), Record::Finished { at_secs: end_secs, how: Ending::Complete }])
        .collect()
}
