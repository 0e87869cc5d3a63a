//! Finds the person in the pictures of a recording.

use std::sync::Arc;

use crate::frame::{Frame, SceneReader, StillFrames};
use crate::motion::Observation;
use crate::pipeline::halves::Eyes;
use crate::pose::{BlazePose, Estimate, PoseError};
use crate::rules::RuleFile;

/// Whether any of the exercises tells left from right.
pub(super) fn tells_sides(rules: &[RuleFile]) -> bool {
    rules.iter().any(|rules| rules.exercise.is_sided())
}

/// Looks at the pictures of a recording, in order.
pub(super) struct Sight<'a> {
    estimator: &'a mut BlazePose,
    scenes: SceneReader,
    /// None where each picture is looked at.
    still_frames: Option<StillFrames>,
}

impl<'a> Sight<'a> {
    /// Nothing is seen yet. Where none of the exercises tells left from right, pictures that show nothing new are not
    /// looked at. (Of a leg behind another a model only has an idea, which it changes from look to look; then each counts.)
    pub(super) fn new(estimator: &'a mut BlazePose, rules: &[RuleFile]) -> Self {
        estimator.reset();
        Self {
            estimator,
            scenes: SceneReader::default(),
            still_frames: (!tells_sides(rules)).then(StillFrames::default),
        }
    }
}

impl Eyes for Sight<'_> {
    fn see(&mut self, frame: &Frame) -> Result<Observation, PoseError> {
        let skipped = self.still_frames.as_mut().is_some_and(|still| still.is_still(frame));
        let mut seen = Observation { skipped, ..Observation::default() };
        if !skipped && let Some(Estimate { pose, back_skipped, .. }) = self.estimator.estimate(frame)? {
            (seen.pose, seen.back_skipped) = (Some(Arc::new(pose)), back_skipped);
        }
        seen.scene = self.scenes.read(frame, self.estimator.people());
        Ok(seen)
    }

    fn begin_anew(&mut self) {
        self.estimator.reset();
        self.scenes = SceneReader::default();
        if let Some(still) = &mut self.still_frames {
            *still = StillFrames::default();
        }
    }
}
