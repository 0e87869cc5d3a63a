//! The order of a session: set-up, sets, rests, summary.

use std::sync::Arc;

use super::item::Item;
use super::moment::{Moment, SetView, Stage, Summary};
use super::record::{Ending, Interruption, Record, SetResult, SetStart};
use crate::motion::{Assessor, Pose, Scene};

/// What a frame showed.
#[derive(Debug, Clone, Default)]
pub struct Glimpse {
    /// The person, where somebody was found.
    pub pose: Option<Arc<Pose>>,
    /// What else is known of the picture.
    pub scene: Scene,
}

/// What the person asks for by key, or the machine on its own account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Request {
    /// Pause, for this reason.
    Pause(Interruption),
    /// Go on.
    Resume,
    /// End the set or the rest under way and go to the next.
    Next,
    /// End the session.
    Finish,
}

/// A session under way.
#[derive(Debug, Clone)]
pub struct Session {
    items: Vec<Item>,
    assessor: Option<Assessor>,
    start_secs: f64,
    done: Vec<SetResult>,
}

impl Session {
    /// A session that has seen nothing yet.
    pub fn new(items: Vec<Item>) -> Self {
        Self { items, assessor: None, start_secs: 0.0, done: Vec::new() }
    }

    /// What the session consists of.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Takes the next frame. Times are seconds since the session began and grow.
    pub fn see(&mut self, at_secs: f64, glimpse: &Glimpse) -> Moment {
        let mut records = Vec::new();
        let Some(item) = self.items.first() else {
            return self.over(at_secs, records);
        };
        let start_secs = &mut self.start_secs;
        let assessor = self.assessor.get_or_insert_with(|| {
            *start_secs = at_secs;
            records.push(Record::SetBegan(SetStart {
                at_secs,
                item: 0,
                number: 1,
                exercise: item.exercise.id.clone(),
                settings: item.settings,
                repetitions: item.repetitions,
            }));
            Assessor::new(item.exercise.clone(), item.settings)
        });
        let assessment = assessor.step_in(glimpse.scene, at_secs, glimpse.pose.as_deref());
        let measures = assessment.measures.clone();
        let stance = assessment.stance;
        records.push(Record::Frame { at_secs, pose: glimpse.pose.clone(), measures, stance });
        records
            .extend(assessment.events.iter().map(|event| Record::Happened { at_secs, event: event.clone() }));
        let view = SetView { item: 0, number: 1, sets: item.sets, repetitions: item.repetitions, cue: None };
        let assessment = Some(assessment);
        Moment { at_secs, stage: Stage::Set(view), assessment, sounds: Vec::new(), records }
    }

    /// Takes the time while no frame comes.
    pub fn wait(&mut self, at_secs: f64) -> Moment {
        self.over(at_secs, Vec::new())
    }

    /// Does what is asked for.
    pub fn ask(&mut self, at_secs: f64, request: Request) -> Moment {
        let mut records = Vec::new();
        if request == Request::Finish
            && let Some(mut assessor) = self.assessor.take()
        {
            let events = assessor.finish();
            records.extend(events.into_iter().map(|event| Record::Happened { at_secs, event }));
            let result = SetResult {
                item: 0,
                number: 1,
                start_secs: self.start_secs,
                end_secs: at_secs,
                excursions: assessor.excursions().to_vec(),
                repetitions: assessor.repetitions(),
                set_faults: assessor.set_faults().to_vec(),
                coverage: assessor.coverage().clone(),
                range: assessor.range(),
                stance: Default::default(),
                sides_repaired: assessor.sides_repaired(),
            };
            self.done.push(result.clone());
            records.push(Record::SetEnded(result));
            records.push(Record::Finished { at_secs, how: Ending::Stopped });
        }
        self.over(at_secs, records)
    }

    fn over(&self, at_secs: f64, records: Vec<Record>) -> Moment {
        let stage = Stage::Summary(Summary { sets: self.done.clone() });
        Moment { at_secs, stage, assessment: None, sounds: Vec::new(), records }
    }
}
