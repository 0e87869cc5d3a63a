//! Says once, and only when it lasts, that judging is impossible, and when it goes on.

use super::condition::Position;
use super::event::{Event, Reason};
use super::timing::elapsed_secs;

/// How long judging must have been impossible before it is said, in seconds.
const SAY_AFTER_SECS: f64 = 1.0;

/// What was said about the present reason and position.
#[derive(Debug, Clone, Default)]
pub struct Announcer {
    pending: Option<(Reason, f64)>,
    said: Option<Reason>,
    position: Option<Position>,
}

impl Announcer {
    /// The reason of the last frame.
    pub fn reason(&self) -> Option<Reason> {
        self.pending.map(|(reason, _)| reason)
    }

    /// Takes a frame's reason and position; gives what is to be said.
    pub fn update(
        &mut self,
        time_secs: f64,
        reason: Option<Reason>,
        position: Option<Position>,
    ) -> Vec<Event> {
        let mut events = Vec::new();
        if let Some(reason) = reason {
            let since = match self.pending {
                Some((pending, since)) if pending == reason => since,
                _ => time_secs,
            };
            self.pending = Some((reason, since));
            if elapsed_secs(since, time_secs) >= SAY_AFTER_SECS && self.said != Some(reason) {
                self.said = Some(reason);
                events.push(Event::CannotJudge(reason));
            }
        } else {
            self.pending = None;
            events.extend(self.said.take().map(|_| Event::CanJudge));
        }
        if position != self.position {
            self.position = position;
            events.extend(position.map(Event::SeenInPosition));
        }
        events
    }
}
