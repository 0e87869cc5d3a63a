//! How much of the recording could be judged, and why not the rest.

use std::collections::BTreeMap;

use super::event::Reason;

/// A frame stands for at most this long (seconds): a gap in the recording was not seen.
const LONGEST_FRAME_SECS: f64 = 0.5;

/// Seconds seen and judged.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Coverage {
    /// Seconds with a person in the picture.
    pub person_secs: f64,
    /// Seconds in which the exercise could be judged.
    pub judged_secs: f64,
    /// Seconds in which it could not, by reason.
    pub reasons: BTreeMap<Reason, f64>,
    last_secs: Option<f64>,
}

impl Coverage {
    /// Counts the time up to a frame by what the frame showed: a person or not, and a reason why it
    /// could not be judged or none. Returns the seconds counted.
    pub fn count(&mut self, time_secs: f64, person: bool, reason: Option<Reason>) -> f64 {
        let dt = self.last_secs.map_or(0.0, |last| (time_secs - last).clamp(0.0, LONGEST_FRAME_SECS));
        self.last_secs = Some(time_secs);
        if person {
            self.person_secs += dt;
        }
        match reason {
            None => self.judged_secs += dt,
            Some(reason) => *self.reasons.entry(reason).or_default() += dt,
        }
        dt
    }
}
