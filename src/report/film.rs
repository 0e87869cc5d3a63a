//! What the camera saw of a set, frame by frame: of this, figures and motion files are made.

use crate::motion::side_swaps::SideSwapFilter;
use crate::motion::{Measurements, Pose};

/// One frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Shot {
    /// Seconds from the set's first frame.
    pub at_secs: f64,
    /// The person, left and right as they are kept when judging; none where nobody was found.
    pub pose: Option<Pose>,
    /// What was measured.
    pub measures: Measurements,
}

/// Puts together the frames of a set that began at `start_secs`: exchanged sides are put right.
pub fn film<'a>(
    start_secs: f64,
    frames: impl IntoIterator<Item = (f64, Option<&'a Pose>, Measurements)>,
) -> Vec<Shot> {
    let mut sides = SideSwapFilter::default();
    let shot = |(time_secs, pose, measures): (f64, Option<&Pose>, Measurements)| Shot {
        at_secs: time_secs - start_secs,
        pose: pose.map(|pose| sides.keep(time_secs, pose).0),
        measures,
    };
    frames.into_iter().map(shot).collect()
}
