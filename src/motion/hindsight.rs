//! What has been seen of a set that is still going on, to look back on: a neutral that all that followed contradicts
//! was none.

use std::collections::VecDeque;
use std::sync::Arc;

use super::exercise::Exercise;
use super::pose::Pose;
use super::survey::{Stint, Survey};

/// So far back is remembered, in seconds: two attempts and the rests about them.
const REMEMBERED_SECS: f64 = 90.0;

/// The last frames of a set.
#[derive(Debug, Clone, Default)]
pub struct Hindsight {
    /// Seconds, and the pose, `None` where nobody was found.
    frames: VecDeque<(f64, Option<Arc<Pose>>)>,
}

impl Hindsight {
    /// Takes the next frame.
    pub fn take(&mut self, at_secs: f64, pose: Option<&Pose>) {
        self.frames.push_back((at_secs, pose.cloned().map(Arc::new)));
        while self.frames.front().is_some_and(|(first, _)| at_secs - first > REMEMBERED_SECS) {
            self.frames.pop_front();
        }
    }

    /// What the frames so far say together of the stint that is going on.
    pub fn stint(&self, exercise: &Exercise) -> Option<Stint> {
        let (now_secs, _) = self.frames.back()?;
        let frames = self.frames.iter().map(|(at_secs, pose)| (*at_secs, pose.as_deref()));
        Survey::of(exercise, frames).stint_at(*now_secs).cloned()
    }
}
