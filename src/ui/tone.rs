//! What colours tell.

use crate::coach::Urgency;

/// What a colour tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Information.
    Neutral,
    /// As it should be.
    Good,
    /// Something to correct.
    Correct,
    /// Something to stop at once.
    Stop,
    /// Not to be judged.
    Unknown,
}

impl From<Urgency> for Tone {
    fn from(urgency: Urgency) -> Self {
        match urgency {
            Urgency::Safety => Tone::Stop,
            Urgency::Form => Tone::Correct,
            Urgency::Praise => Tone::Good,
            Urgency::Count | Urgency::Flow => Tone::Neutral,
        }
    }
}
