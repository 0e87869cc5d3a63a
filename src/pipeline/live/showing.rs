//! What is shown beside a session's moments: the overlay of the set under way, and the curves of those
//! that are done.

use std::sync::Arc;

use crate::coach::{Item, Moment, Record, Session, Stage};
use crate::messages::Language;
use crate::motion::Pose;
use crate::pipeline::display::Display;
use crate::pipeline::tracing::Tracing;
use crate::ui::{Curve, OverlayState};

/// Follows a session's moments.
pub struct Showing {
    language: &'static Language,
    items: Vec<Item>,
    set: Option<Set>,
    curves: Arc<Vec<Option<Curve>>>,
}

/// The set under way, from its set-up on.
struct Set {
    item: usize,
    display: Display,
    tracing: Tracing,
}

impl Showing {
    /// Nothing has happened yet.
    pub fn new(session: &Session) -> Self {
        let (language, items) = (session.language(), session.items().to_vec());
        Self { language, items, set: None, curves: Arc::default() }
    }

    /// Takes a moment, with the person in its frame.
    pub fn take(&mut self, moment: &Moment, pose: Option<&Pose>) {
        let item = item_of(&moment.stage);
        if self.set.is_none() {
            self.set = item.and_then(|item| self.begun(item));
        }
        let cue = match &moment.stage {
            Stage::Set(set) => set.cue.as_ref(),
            _ => None,
        };
        if let (Some(set), Some(assessment)) = (&mut self.set, &moment.assessment) {
            set.display.take(moment.at_secs, pose, assessment, cue);
            set.tracing.take(moment.at_secs, assessment);
        }
        if moment.records.iter().any(|record| matches!(record, Record::SetEnded(_))) {
            let done = self.set.take();
            Arc::make_mut(&mut self.curves).push(done.and_then(|set| set.tracing.curve()));
        }
        // A set that was left before it began gives way to the next.
        if let (Some(item), Some(set)) = (item, &self.set)
            && set.item != item
        {
            self.set = self.begun(item);
        }
    }

    fn begun(&self, item: usize) -> Option<Set> {
        let about = self.items.get(item)?;
        let display = Display::new(self.language, about);
        Some(Set { item, display, tracing: Tracing::new(&about.exercise) })
    }

    /// What to draw over the last frame; `pose` is the person in it.
    pub fn overlay(&self, pose: Option<Arc<Pose>>) -> OverlayState {
        match &self.set {
            Some(set) => set.display.state(pose),
            None => OverlayState { pose, ..OverlayState::default() },
        }
    }

    /// The curve of each set that is done.
    pub fn curves(&self) -> Arc<Vec<Option<Curve>>> {
        Arc::clone(&self.curves)
    }
}

/// The exercise that a stage is about.
fn item_of(stage: &Stage) -> Option<usize> {
    match stage {
        Stage::SetUp(set_up) => Some(set_up.item),
        Stage::Set(set) => Some(set.item),
        Stage::Rest(_) | Stage::Paused(_) | Stage::Summary(_) => None,
    }
}
