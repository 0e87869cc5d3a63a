//! What colours tell.

use crate::coach::Urgency;

/// What a colour tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
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

impl From<Urgency> for Status {
    fn from(urgency: Urgency) -> Self {
        match urgency {
            Urgency::Safety => Status::Stop,
            Urgency::Form => Status::Correct,
            Urgency::Praise => Status::Good,
            Urgency::Count | Urgency::Flow => Status::Neutral,
        }
    }
}
