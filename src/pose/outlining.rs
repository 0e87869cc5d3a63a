//! Says in which pictures the silhouette is drawn: its network costs twice as much as that for the points alone, and
//! backs bend slowly.

use super::PoseError;
use super::body::BodyReader;
use super::manifest::Graph;

/// The silhouette is drawn this often, in seconds: a back takes a second and more from round to hollow.
const EVERY_SECS: f64 = 0.1;

/// A little less than the shortest time between pictures: times are not exact.
const SLACK_SECS: f64 = 0.005;

/// A network that draws silhouettes, for some pictures.
#[derive(Debug)]
pub(super) struct Outliner {
    reader: BodyReader,
    drawn_secs: Option<f64>,
}

impl Outliner {
    /// Prepares the network of a file that draws silhouettes.
    pub(super) fn new(graph: &Graph, threads: usize) -> Result<Self, PoseError> {
        Ok(Self { reader: BodyReader::new(graph, true, threads)?, drawn_secs: None })
    }

    /// The network, where it is time to use it.
    pub(super) fn due(&mut self, time_secs: f64) -> Option<&mut BodyReader> {
        let is_recent = |drawn: f64| (0.0..EVERY_SECS - SLACK_SECS).contains(&(time_secs - drawn));
        if self.drawn_secs.is_some_and(is_recent) {
            return None;
        }
        self.drawn_secs = Some(time_secs);
        Some(&mut self.reader)
    }

    /// The next picture begins a new recording.
    pub(super) fn reset(&mut self) {
        self.drawn_secs = None;
    }
}
