//! Leaps of a measure that nobody makes: the model has taken one limb for the other, or lost it behind another.

use super::timing::elapsed_secs;

/// Faster than this, in ways from rest to target a second, is no movement: people need a fifth of a second at least.
const LEAP_PER_SEC: f64 = 10.0;

/// Towards rest, a leap that lasts no longer than this (seconds) was not seen.
const LEAP_SECS: f64 = 0.15;

/// By less than this, in ways, a measure trembles.
const LEAST_LEAP: f64 = 0.5;

/// Watches the measure of an attempt for leaps.
#[derive(Debug, Clone)]
pub(super) struct LeapWatch {
    /// What a limb's way is taken for, in ways from rest to target.
    way: f64,
    /// Whether the last frames were left out for a leap towards rest.
    left_out: bool,
    /// Whether a leap brought the measure out of rest.
    rose: bool,
    /// Whether one brought it back, and it has stayed there.
    fell: bool,
}

impl LeapWatch {
    /// Nothing has been seen yet of a limb that goes so far, in ways from rest to target.
    pub(super) fn new(way: f64) -> Self {
        Self { way, left_out: false, rose: false, fell: false }
    }

    /// Whether a frame's progress is to be left out; `last` is the time and the progress before.
    pub(super) fn leaves_out(&mut self, last: (f64, f64), now: (f64, f64), start_share: f64) -> bool {
        let (secs, rise) = (elapsed_secs(last.0, now.0), (now.1 - last.1) / self.way);
        let is_sudden = secs <= LEAP_SECS && rise.abs() > LEAP_PER_SEC * secs;
        if is_sudden && rise < 0.0 {
            self.left_out = true;
            return true;
        }
        // In the target, a measure may tremble by as much.
        if std::mem::take(&mut self.left_out) && rise < -LEAST_LEAP && now.1 < 1.0 {
            self.fell = true;
        }
        // What leaps half-way and then goes on was seen going.
        if is_sudden && rise > LEAST_LEAP {
            self.rose |= !std::mem::take(&mut self.fell) && last.1 < start_share && now.1 >= 1.0;
        }
        false
    }

    /// Whether a leap brought the measure back, and none has brought it out again so far.
    pub(super) fn fell(&self) -> bool {
        self.fell
    }

    /// Whether the attempt came out of rest or back to it by a leap: what was seen of it is not what was done.
    pub(super) fn made_it(&self) -> bool {
        self.rose || self.fell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left out of a course at 15 frames a second, and whether a leap made the attempt.
    fn watched(course: &[f64]) -> (usize, bool) {
        let (mut watch, mut last, mut left_out) = (LeapWatch::new(1.0), (0.0, course[0]), 0);
        for (frame, progress) in course.iter().enumerate().skip(1) {
            let now = (frame as f64 / 15.0, *progress);
            if watch.leaves_out(last, now, 0.3) {
                left_out += 1;
            } else {
                last = now;
            }
        }
        (left_out, watch.made_it())
    }

    #[test]
    fn a_quick_movement_is_none() {
        assert_eq!(watched(&[0.0, 0.3, 0.6, 0.9, 1.2, 0.9, 0.6, 0.3, 0.0]), (0, false));
    }

    #[test]
    fn legs_that_are_exchanged_for_a_moment_change_nothing() {
        assert_eq!(watched(&[0.0, 0.4, 0.8, 1.2, 0.1, 1.2, 1.2, 0.8, 0.4, 0.0]), (1, false));
    }

    #[test]
    fn what_trembles_in_the_target_comes_back_by_itself() {
        assert_eq!(watched(&[0.0, 0.6, 1.2, 1.8, 2.4, 3.0, 2.1, 2.1, 2.1, 1.6, 1.1, 0.6, 0.0]), (1, false));
    }

    #[test]
    fn a_leg_that_is_lost_or_found_makes_the_attempt() {
        assert_eq!(watched(&[0.0, 0.4, 0.8, 1.2, 0.1, 0.1, 0.1, 0.1]), (1, true));
        assert_eq!(watched(&[0.0, 0.0, 1.2, 1.2, 0.8, 0.4, 0.0]), (0, true));
        assert_eq!(watched(&[0.0, 0.0, 0.8, 0.9, 1.1, 1.2, 0.8, 0.4, 0.0]), (0, false), "seen going on");
        let found_again = [0.0, 0.4, 0.8, 1.2, 0.1, 0.1, 0.1, 0.1, 1.2, 1.2, 0.8, 0.4, 0.0];
        assert_eq!(watched(&found_again), (1, false));
    }
}
