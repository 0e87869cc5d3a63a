//! The rest after a set.

use super::hold::LAST_SECS;
use super::item::SetPlace;
use super::output::CoachOutput;
use super::record::SetResult;
use super::speech::Topic;

/// A number waits so long for its turn, in seconds.
const NUMBER_WAITS_SECS: f64 = 0.6;

/// A rest under way.
#[derive(Debug, Clone)]
pub(super) struct Resting {
    /// How long it lasts, in seconds.
    pub(super) secs: f64,
    /// The set that follows.
    pub(super) next: SetPlace,
    /// The set that was done.
    pub(super) done: SetResult,
    until_secs: f64,
    /// Seconds left at the time of a pause.
    paused_secs: Option<f64>,
    counted: Option<u32>,
}

impl Resting {
    /// A rest that begins.
    pub(super) fn new(now_secs: f64, secs: f64, next: SetPlace, done: SetResult) -> Self {
        Self { secs, next, done, until_secs: now_secs + secs, paused_secs: None, counted: None }
    }

    /// Seconds left.
    pub(super) fn secs_left(&self, now_secs: f64) -> f64 {
        self.paused_secs.unwrap_or((self.until_secs - now_secs).max(0.0))
    }

    /// Seconds before numbers alone may be heard.
    pub(super) fn room_secs(&self, now_secs: f64) -> f64 {
        (self.secs_left(now_secs) - LAST_SECS).max(0.0)
    }

    /// Counts the last seconds aloud; whether the rest is over.
    pub(super) fn is_over(&mut self, out: &mut CoachOutput<'_>) -> bool {
        let left = self.secs_left(out.now_secs);
        let whole = left.ceil() as u32;
        if left > 0.0 && left <= LAST_SECS && self.counted != Some(whole) {
            self.counted = Some(whole);
            out.say(Topic::Count, whole.to_string(), NUMBER_WAITS_SECS);
        }
        left <= 0.0
    }

    /// Stops the clock.
    pub(super) fn pause(&mut self, now_secs: f64) {
        self.paused_secs = Some(self.secs_left(now_secs));
    }

    /// Lets the clock go on.
    pub(super) fn resume(&mut self, now_secs: f64) {
        if let Some(left) = self.paused_secs.take() {
            self.until_secs = now_secs + left;
        }
    }
}
