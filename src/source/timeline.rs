//! Times from the stamps that a container gives.

use std::collections::VecDeque;

use crate::motion::statistics::middle;

/// Step in seconds where neither the stamps nor the container tell the rate.
const FALLBACK_STEP_SECS: f64 = 1.0 / 30.0;

/// Distances between true stamps whose median is the step of repaired ones: enough to outvote a
/// gap, few enough to follow a rate that changes.
const RECENT_STEPS: usize = 5;

/// Turns presentation stamps into seconds since the first frame that grow strictly.
///
/// Raw streams carry no stamps (all are equal), joined files start again from 0, broken muxers
/// repeat or swap stamps, and OpenCV 4.6 gives none (0) for the frames that the decoder still held
/// at the end of the file. A stamp that doesn't grow is put one usual frame after the last one, and
/// the stamps after it keep their distances to it until the original ones have caught up.
#[derive(Debug)]
pub(super) struct Timeline {
    nominal_step_secs: f64,
    recent_steps_secs: VecDeque<f64>,
    origin_secs: Option<f64>,
    placed: u64,
    last_secs: f64,
    shift_secs: f64,
}

impl Timeline {
    /// For a stream with this nominal rate.
    pub(super) fn new(fps: Option<f64>) -> Self {
        Self {
            nominal_step_secs: fps.map_or(FALLBACK_STEP_SECS, |fps| 1.0 / fps),
            recent_steps_secs: VecDeque::with_capacity(RECENT_STEPS),
            origin_secs: None,
            placed: 0,
            last_secs: 0.0,
            shift_secs: 0.0,
        }
    }

    /// The time of the next frame, from its stamp in seconds since the stream's start.
    pub(super) fn place(&mut self, stamp_secs: f64) -> f64 {
        let stamp_secs = if stamp_secs.is_finite() { stamp_secs } else { f64::NEG_INFINITY };
        self.placed += 1;
        let Some(origin_secs) = self.origin_secs else {
            self.origin_secs = Some(if stamp_secs.is_finite() { stamp_secs } else { 0.0 });
            return 0.0;
        };
        // For a first stamp of 0 OpenCV gives the decoding stamp, which may lie a frame later.
        let origin_secs = if self.placed == 2 && stamp_secs > 0.0 && stamp_secs <= origin_secs {
            self.origin_secs = Some(0.0);
            0.0
        } else {
            origin_secs
        };
        let true_secs = stamp_secs - origin_secs;
        let shifted_secs = true_secs + self.shift_secs;
        let time_secs = if true_secs > self.last_secs {
            self.shift_secs = 0.0;
            self.remember_step(true_secs - self.last_secs);
            true_secs
        } else if self.shift_secs > 0.0 && shifted_secs > self.last_secs {
            self.remember_step(shifted_secs - self.last_secs);
            shifted_secs
        } else {
            let repaired_secs = self.last_secs + self.step_secs();
            self.shift_secs = if true_secs.is_finite() { repaired_secs - true_secs } else { 0.0 };
            repaired_secs
        };
        self.last_secs = time_secs;
        time_secs
    }

    /// The time at which the last frame placed stops being shown.
    pub(super) fn end_secs(&self) -> f64 {
        self.last_secs + self.step_secs()
    }

    fn remember_step(&mut self, step_secs: f64) {
        if self.recent_steps_secs.len() == RECENT_STEPS {
            self.recent_steps_secs.pop_front();
        }
        self.recent_steps_secs.push_back(step_secs);
    }

    fn step_secs(&self) -> f64 {
        middle(self.recent_steps_secs.iter().copied()).unwrap_or(self.nominal_step_secs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(fps: f64, stamps: &[f64], times: &[f64]) {
        let mut timeline = Timeline::new(Some(fps));
        for (stamp, time) in stamps.iter().zip(times) {
            let placed = timeline.place(*stamp);
            assert!((placed - time).abs() < 1e-9, "{stamp} became {placed}, not {time}");
        }
    }

    #[test]
    fn growing_stamps_count_from_the_first() {
        check(10.0, &[5.0, 5.1, 5.35, 5.4], &[0.0, 0.1, 0.35, 0.4]);
    }

    #[test]
    fn a_stream_without_stamps_gets_its_nominal_rate() {
        check(10.0, &[0.0, 0.0, 0.0, 0.0], &[0.0, 0.1, 0.2, 0.3]);
    }

    #[test]
    fn a_repeated_stamp_moves_nothing_else() {
        check(10.0, &[0.0, 0.2, 0.2, 0.5], &[0.0, 0.2, 0.4, 0.5]);
    }

    #[test]
    fn a_second_file_joined_on_keeps_its_own_distances() {
        check(10.0, &[0.0, 0.1, 0.2, 0.0, 0.15, 0.18], &[0.0, 0.1, 0.2, 0.3, 0.45, 0.48]);
    }

    #[test]
    fn frames_without_stamps_at_the_end_go_on_at_the_usual_step() {
        check(10.0, &[0.0, 0.2, 0.4, 1.0, 1.2, 1.4, 0.0, 0.0], &[0.0, 0.2, 0.4, 1.0, 1.2, 1.4, 1.6, 1.8]);
    }

    #[test]
    fn a_first_stamp_that_is_too_late_is_taken_for_the_start() {
        check(10.0, &[0.1, 0.1, 0.2], &[0.0, 0.1, 0.2]);
    }

    #[test]
    fn stamps_that_are_no_numbers_are_repaired() {
        check(10.0, &[f64::NAN, 0.1, f64::INFINITY, 0.3], &[0.0, 0.1, 0.2, 0.3]);
    }
}
