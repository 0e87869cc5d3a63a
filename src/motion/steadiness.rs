//! Whether a body is followed or guessed: one that a camera sees from its feet, the model turns about from picture to
//! picture.

use std::collections::VecDeque;

use super::placement::TrunkAxes;
use super::timing::elapsed_secs;

/// The axes are compared at this distance, in seconds: faster pictures would only add noise.
const STEP_SECS: f64 = 0.09;

/// Over so long, in seconds.
const WINDOW_SECS: f64 = 1.0;

/// So much of the way that the axes make in that time may lead nowhere, in degrees. Bodies that are followed, moving or
/// not, make up to 30; those that are guessed, 100 to 400.
const MOST_ASTRAY_DEG: f64 = 60.0;

/// So long after that (seconds) a body is not believed.
const DOUBTED_SECS: f64 = 3.0;

/// Follows the way of the trunk's axes.
#[derive(Debug, Clone, Default)]
pub struct Steadiness {
    last: VecDeque<(f64, TrunkAxes)>,
    astray_secs: Option<f64>,
}

impl Steadiness {
    /// Takes a frame's axes.
    pub fn take(&mut self, time_secs: f64, axes: TrunkAxes) {
        let since = |then: &(f64, TrunkAxes)| elapsed_secs(then.0, time_secs);
        if self.last.back().is_some_and(|last| since(last) < STEP_SECS) {
            return;
        }
        self.last.push_back((time_secs, axes));
        while self.last.front().is_some_and(|first| since(first) > WINDOW_SECS) {
            self.last.pop_front();
        }
        let way: f64 =
            self.last.iter().zip(self.last.iter().skip(1)).map(|((_, a), (_, b))| a.angle_to(b)).sum();
        let straight = self.last.front().map_or(0.0, |(_, first)| first.angle_to(&axes));
        if way - straight > MOST_ASTRAY_DEG {
            self.astray_secs = Some(time_secs);
        }
    }

    /// Whether the bodies of the last seconds cannot have been one.
    pub fn is_guessed(&self, time_secs: f64) -> bool {
        self.astray_secs.is_some_and(|then| elapsed_secs(then, time_secs) <= DOUBTED_SECS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turned(degrees: f64) -> TrunkAxes {
        let (sin, cos) = degrees.to_radians().sin_cos();
        TrunkAxes { up: [0.0, -1.0, 0.0], left: [sin, 0.0, cos] }
    }

    /// When a body is doubted whose course, in degrees, is given at each of so many pictures a second.
    fn doubted(fps: f64, course: impl Fn(f64) -> f64) -> bool {
        let mut steadiness = Steadiness::default();
        let times = (0..(4.0 * fps) as u32).map(|n| f64::from(n) / fps);
        times.into_iter().any(|time| {
            steadiness.take(time, turned(course(time)));
            steadiness.is_guessed(time)
        })
    }

    #[test]
    fn who_turns_is_believed_and_a_body_that_leaps_about_is_not() {
        for fps in [10.0, 15.0, 30.0] {
            assert!(!doubted(fps, |secs| 120.0 * secs), "a quick turn");
            assert!(!doubted(fps, |secs| 3.0 * (40.0 * secs).sin()), "a model's noise");
            assert!(
                doubted(fps, |secs| if ((secs * 4.0) as u32).is_multiple_of(2) { 0.0 } else { 60.0 }),
                "leaps"
            );
        }
    }

    #[test]
    fn a_body_that_settles_is_believed_again() {
        let mut steadiness = Steadiness::default();
        for n in 0..20 {
            steadiness.take(f64::from(n) / 10.0, turned(f64::from(n % 2) * 90.0));
        }
        for n in 20..60 {
            steadiness.take(f64::from(n) / 10.0, turned(0.0));
        }
        assert!(steadiness.is_guessed(4.0) && !steadiness.is_guessed(6.0));
    }
}
