//! What the camera saw of a set, frame by frame: of this, figures and motion files are made.

use std::sync::Arc;

use crate::motion::side_swaps::SideSwapFilter;
use crate::motion::{MeasuredFrame, Measurements, Pose};

/// Puts together the frames of a set that began at `start_secs`: exchanged sides are put right.
pub fn film<'a>(
    start_secs: f64,
    frames: impl IntoIterator<Item = (f64, Option<&'a Pose>, Measurements)>,
) -> Vec<MeasuredFrame> {
    let mut sides = SideSwapFilter::default();
    let shot = |(time_secs, pose, measures): (f64, Option<&Pose>, Measurements)| MeasuredFrame {
        at_secs: time_secs - start_secs,
        pose: pose.map(|pose| Arc::new(sides.keep(time_secs, pose).0)),
        measures,
    };
    frames.into_iter().map(shot).collect()
}
