//! What was seen at a time.

use std::sync::Arc;

use super::back::BackOutline;
use super::geometry::Point;
use super::measure::Measurements;
use super::pose::Pose;
use super::scene::Scene;

/// What a picture showed, before anything is judged.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Observation {
    /// The person; none where nobody was found.
    pub pose: Option<Arc<Pose>>,
    /// Whether the person was not looked for in this picture, which showed nothing new.
    pub skipped: bool,
    /// Whether the outline of the back was not looked for in this picture, but was in others.
    pub back_skipped: bool,
    /// The person's outline in the picture's pixels; empty where it was not looked for.
    pub outline: Vec<Point>,
    /// What else is known of the picture.
    pub scene: Scene,
}

impl Observation {
    /// Puts an outline of the back in, where a person was found.
    pub fn put_back(&mut self, back: Option<BackOutline>) {
        if let Some(pose) = &mut self.pose {
            Arc::make_mut(pose).back = back;
        }
    }
}

/// A frame with what was measured in it.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasuredFrame {
    /// Seconds.
    pub at_secs: f64,
    /// The person; none where nobody was found.
    pub pose: Option<Arc<Pose>>,
    /// What was measured.
    pub measures: Measurements,
}
