//! What the window is given to show.

use std::sync::Arc;

use super::curve::Curve;
use super::overlay::OverlayState;
use crate::coach::Stage;
use crate::frame::Frame;

/// Everything that is to be seen at a moment of a session.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// The newest picture, as the camera saw it; the window mirrors it.
    pub picture: Option<Arc<Frame>>,
    /// The body in that picture, and what is known of the set under way.
    pub overlay: OverlayState,
    /// Seconds since the session began: by them a figure moves.
    pub at_secs: f64,
    /// What is going on.
    pub stage: Stage,
    /// The curve of each set that is done, in the order of the sets; for the summary. None for a set
    /// in which nothing was measured.
    pub curves: Arc<Vec<Option<Curve>>>,
    /// Things that do not work and are done without, a sentence each.
    pub notices: Vec<String>,
    /// Whether the sound is off.
    pub muted: bool,
}

impl Snapshot {
    /// A moment without a picture.
    pub fn of(stage: Stage) -> Self {
        Self {
            picture: None,
            overlay: OverlayState::default(),
            at_secs: 0.0,
            stage,
            curves: Arc::default(),
            notices: Vec::new(),
            muted: false,
        }
    }
}
