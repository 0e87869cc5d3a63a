//! The phases of an exercise side by side: which one a movement belongs to.
//!
//! Phases may share a measure, as a knee that is drawn up before it is told whose it is. Until that is known, both
//! are followed, and what is noticed about either is held back.

use super::attempt::{AttemptInProgress, FinishedAttempt, Step, Tracked};
use super::curve::{self, Sample};
use super::event::{Attempt, Fault};
use super::exercise::Exercise;
use super::landmark::Side;
use super::monitor::Context;
use super::phase::{Phase, PhaseId};
use super::tracker::PhaseTracker;

/// An attempt lies within another one by this share of its time at least: the model sees the end of the two in turn.
const WITHIN: f64 = 0.7;

/// The trackers of an exercise's phases.
#[derive(Debug, Clone)]
pub struct Phases {
    trackers: Vec<PhaseTracker>,
    held_back: Vec<Fault>,
}

impl Phases {
    /// All phases at rest.
    pub fn new(exercise: &Exercise) -> Self {
        let trackers = exercise.phases.iter().map(|_| PhaseTracker::default()).collect();
        Self { trackers, held_back: Vec::new() }
    }

    /// Takes a frame for one phase.
    pub fn step(&mut self, tracked: Tracked<'_>, sample: Sample, context: Context<'_>) -> Vec<Step> {
        self.trackers[tracked.phase.0].step(tracked, sample, context)
    }

    /// Ends the attempt of a phase that is under way.
    pub fn close(&mut self, exercise: &Exercise, id: PhaseId) -> Option<Step> {
        self.trackers[id.0].close(exercise.phase(id))
    }

    /// Forgets attempts under way, as when the person gets up.
    pub fn abandon(&mut self) {
        self.trackers.fill(PhaseTracker::default());
    }

    /// The attempt of a phase that is under way.
    pub fn attempt(&self, id: PhaseId) -> Option<&AttemptInProgress> {
        self.trackers[id.0].attempt()
    }

    /// Seconds that the target of a phase has been held so far. `release` is the progress at which it is left.
    pub fn hold_secs(&mut self, exercise: &Exercise, id: PhaseId, release: f64) -> f64 {
        self.trackers[id.0].hold_secs(exercise.phase(id), release)
    }

    /// Whether an attempt of a phase is under way.
    pub fn is_out(&self, id: PhaseId) -> bool {
        self.trackers[id.0].is_out()
    }

    /// Whether any attempt is under way.
    pub fn any_out(&self) -> bool {
        self.trackers.iter().any(PhaseTracker::is_out)
    }

    /// Whether the target of a phase has been reached in the attempt under way.
    pub fn has_reached(&self, id: PhaseId) -> bool {
        self.trackers[id.0].has_reached()
    }

    /// Whether an attempt of one side, which is over, lies within one of the other side that has reached its target: a
    /// model lets a leg at rest rise and sink with the one that is lifted. The other one is still under way, or among
    /// `before`, those that are over.
    pub fn is_drawn_along(
        &self,
        (exercise, before): (&Exercise, &[Attempt]),
        id: PhaseId,
        finished: &FinishedAttempt,
    ) -> bool {
        let (phase, now) = (exercise.phase(id), finished.interval);
        let is_other_side = |other: &Phase| {
            other.id == phase.id && phase.side.is_some_and(|side| other.side == Some(side.opposite()))
        };
        let lasts = exercise.phases().filter(|(_, other)| is_other_side(other)).any(|(other, _)| {
            let began =
                |attempt: &AttemptInProgress| curve::began(attempt.curve.samples(), phase.limbs_way());
            let reached = self.attempt(other).filter(|attempt| attempt.reached);
            reached.and_then(began).is_some_and(|began| began < now.start_secs)
        });
        let was_within = |other: &Attempt| {
            other.target_reached_secs.is_some()
                && is_other_side(exercise.phase(other.phase))
                && other.interval.start_secs < now.start_secs
                && other.interval.end_secs - now.start_secs > WITHIN * now.secs()
        };
        lasts || before.last().is_some_and(was_within)
    }

    /// The phase of the attempt under way: the one that is known to be meant, or the first.
    pub fn leading(&self) -> Option<PhaseId> {
        let known = self.trackers.iter().position(PhaseTracker::has_reached);
        known.or_else(|| self.trackers.iter().position(PhaseTracker::is_out)).map(PhaseId)
    }

    /// Keeps a fault back where its movement may be another phase's; gives it back where it may be told.
    pub fn hold_back(
        &mut self,
        id: PhaseId,
        fault: Fault,
        exercise: &Exercise,
        near: Option<Side>,
    ) -> Option<Fault> {
        if self.has_reached(id) || !exercise.rivals(id, near).any(|rival| self.is_out(rival)) {
            return Some(fault);
        }
        self.held_back.push(fault);
        None
    }

    /// Gives back what was held back of a phase, which is known to be meant.
    pub fn let_go(&mut self, id: PhaseId) -> Vec<Fault> {
        self.held_back.extract_if(.., |fault| fault.phase == Some(id)).collect()
    }
}
