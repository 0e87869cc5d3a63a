//! Whether the person is there: who leaves the picture pauses, who comes back goes on.

/// Who was not seen for this long (seconds) has left: a model loses a body for a second or two.
const AWAY_SECS: f64 = 3.0;

/// Who was seen for this long (seconds) is back.
const BACK_SECS: f64 = 0.5;

/// Since when somebody has been there, or not.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Presence {
    is_there: bool,
    since_secs: Option<f64>,
}

impl Presence {
    /// Takes whether somebody is in a frame.
    pub(super) fn observe(&mut self, now_secs: f64, is_there: bool) {
        if self.since_secs.is_none() || self.is_there != is_there {
            *self = Self { is_there, since_secs: Some(now_secs) };
        }
    }

    /// Whether the person has left.
    pub(super) fn is_away(&self, now_secs: f64) -> bool {
        !self.is_there && self.since_secs.is_some_and(|since| now_secs - since >= AWAY_SECS)
    }

    /// Whether the person is back.
    pub(super) fn is_back(&self, now_secs: f64) -> bool {
        self.is_there && self.since_secs.is_some_and(|since| now_secs - since >= BACK_SECS)
    }
}
