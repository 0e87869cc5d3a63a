//! Carries one body from frame to frame: smooths its points and says where to look next.

use super::body::{BODY_POINTS, Body};
use super::region::Region;
use super::smoothing::OneEuro;
use crate::motion::Point;

// Cutoffs at rest in hertz and their rise with speed: MediaPipe's `pose_landmark_filtering.pbtxt`.
// Image points move in diameters of the body's circle, world points in metres.
const IMAGE: (f64, f64) = (0.05, 80.0);
const WORLD: (f64, f64) = (0.1, 40.0);

/// The points that span the next region are held more firmly, or the region itself would tremble.
const SPANNING: (f64, f64) = (0.01, 10.0);

/// The weight of each new visibility. (MediaPipe, `VisibilitySmoothingCalculator`.)
const VISIBILITY_WEIGHT: f32 = 0.1;

/// For this long (seconds) after a body was lost, one that appears near by is taken for it.
const REMEMBERED_SECS: f64 = 2.0;

/// What is known of the body from the frames before.
#[derive(Debug)]
pub(super) struct Tracker {
    last: Option<Last>,
    /// Where the body was before it was lost.
    lost: Option<Last>,
    image: OneEuro,
    world: OneEuro,
    spanning: OneEuro,
    /// The smoothed visibilities.
    visibility: Option<[f32; BODY_POINTS]>,
}

#[derive(Debug, Clone, Copy)]
struct Last {
    time_secs: f64,
    region: Region,
}

impl Default for Tracker {
    fn default() -> Self {
        Self {
            last: None,
            lost: None,
            image: OneEuro::new(IMAGE.0, IMAGE.1),
            world: OneEuro::new(WORLD.0, WORLD.1),
            spanning: OneEuro::new(SPANNING.0, SPANNING.1),
            visibility: None,
        }
    }
}

impl Tracker {
    /// Forgets the body.
    pub(super) fn reset(&mut self) {
        *self = Self::default();
    }

    /// The body is out of sight; it may come back where it was.
    pub(super) fn lose(&mut self) {
        *self = Self { lost: self.last.or(self.lost), ..Self::default() };
    }

    /// Where the body must be at this time; `None` where it has to be searched for. A time before
    /// the last one is another recording: the body is forgotten.
    pub(super) fn region_at(&mut self, time_secs: f64) -> Option<Region> {
        if self.last.or(self.lost).is_some_and(|last| time_secs < last.time_secs) {
            self.reset();
        }
        self.last.map(|last| last.region)
    }

    /// Where the body was seen last, while it can't have gone far.
    pub(super) fn last_seen(&self, time_secs: f64) -> Option<Point> {
        let last = self.last.or(self.lost).filter(|last| time_secs - last.time_secs <= REMEMBERED_SECS)?;
        Some(last.region.centre)
    }

    /// Smooths a body that was just read and derives the next region from it.
    pub(super) fn follow(&mut self, body: &mut Body, time_secs: f64) {
        let elapsed = self.last.map_or(0.0, |last| time_secs - last.time_secs);
        // The size of the unsmoothed circle, so that near and far bodies are smoothed alike.
        let [mid_hip, on_circle] = body.spanning.map(in_plane);
        let scale = 1.0 / (2.0 * mid_hip.to(on_circle).length().max(1.0));
        self.spanning.smooth(body.spanning.as_flattened_mut(), elapsed, scale);
        self.image.smooth(body.image.as_flattened_mut(), elapsed, scale);
        self.world.smooth(body.world.as_flattened_mut(), elapsed, 1.0);
        let before = self.visibility.get_or_insert(body.visibility);
        for (smooth, raw) in before.iter_mut().zip(body.visibility) {
            *smooth += VISIBILITY_WEIGHT * (raw - *smooth);
        }
        body.visibility = *before;
        let [mid_hip, on_circle] = body.spanning.map(in_plane);
        match Region::around_body(mid_hip, on_circle) {
            Some(region) => self.last = Some(Last { time_secs, region }),
            None => self.lose(),
        }
    }
}

fn in_plane([x, y, _]: [f32; 3]) -> Point {
    Point::new(x.into(), y.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A body whose every point is `x`, in a circle of 100 pixels.
    fn body(x: f32) -> Body {
        Body {
            image: [[x, 0.0, 0.0]; BODY_POINTS],
            spanning: [[x, 200.0, 0.0], [x, 100.0, 0.0]],
            visibility: [1.0; BODY_POINTS],
            world: [[x / 100.0, 0.0, 0.0]; BODY_POINTS],
            silhouette: None,
        }
    }

    fn follow(tracker: &mut Tracker, x: f32, time_secs: f64) -> Body {
        let mut body = body(x);
        tracker.follow(&mut body, time_secs);
        body
    }

    #[test]
    fn the_first_body_is_unchanged_and_says_where_the_next_is() {
        let mut tracker = Tracker::default();
        assert_eq!(tracker.region_at(0.0), None);
        assert_eq!(follow(&mut tracker, 50.0, 0.0), body(50.0));
        let region = tracker.region_at(0.1).expect("a body is followed");
        assert_eq!((region.centre, region.side_px), (Point::new(50.0, 200.0), 250.0));
    }

    #[test]
    fn visibility_takes_a_tenth_of_each_change() {
        let mut tracker = Tracker::default();
        follow(&mut tracker, 50.0, 0.0);
        let mut hidden = Body { visibility: [0.0; BODY_POINTS], ..body(50.0) };
        tracker.follow(&mut hidden, 0.1);
        assert!(hidden.visibility.iter().all(|visibility| (visibility - 0.9).abs() < 1e-6));
    }

    #[test]
    fn slower_frames_are_smoothed_less() {
        let after = |elapsed: f64| {
            let mut tracker = Tracker::default();
            follow(&mut tracker, 50.0, 0.0);
            follow(&mut tracker, 50.5, elapsed).image[0][0]
        };
        assert!(after(1.0 / 30.0) < after(1.0 / 5.0));
    }

    #[test]
    fn a_time_before_the_last_one_starts_anew() {
        let mut tracker = Tracker::default();
        follow(&mut tracker, 50.0, 9.0);
        assert_eq!(tracker.region_at(1.0), None);
        assert_eq!(follow(&mut tracker, 70.0, 1.0), body(70.0));
    }

    #[test]
    fn points_that_fall_together_lose_the_body() {
        let mut tracker = Tracker::default();
        let mut collapsed = body(50.0);
        collapsed.spanning[1] = collapsed.spanning[0];
        tracker.follow(&mut collapsed, 0.0);
        assert_eq!(tracker.region_at(0.1), None);
    }
}
