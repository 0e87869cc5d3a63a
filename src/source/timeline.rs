//! Times from the stamps that a container gives.

/// Step in seconds where neither the stamps nor the container tell the rate.
const FALLBACK_STEP_SECS: f64 = 1.0 / 30.0;

/// Turns presentation stamps into seconds since the first frame that grow strictly.
///
/// Raw streams carry no stamps (all are equal), joined files start again from 0, and broken
/// muxers repeat or swap stamps. A stamp that doesn't grow is put one nominal frame after the last
/// one, and the stamps after it keep their distances to it until the original ones have caught up.
#[derive(Debug)]
pub(super) struct Timeline {
    step_secs: f64,
    origin_secs: Option<f64>,
    last_secs: f64,
    shift_secs: f64,
}

impl Timeline {
    /// For a stream with this nominal rate.
    pub(super) fn new(fps: Option<f64>) -> Self {
        let step_secs = fps.map_or(FALLBACK_STEP_SECS, |fps| 1.0 / fps);
        Self { step_secs, origin_secs: None, last_secs: 0.0, shift_secs: 0.0 }
    }

    /// The time of the next frame, from its stamp in seconds.
    pub(super) fn place(&mut self, stamp_secs: f64) -> f64 {
        let stamp_secs = if stamp_secs.is_finite() { stamp_secs } else { f64::NEG_INFINITY };
        let Some(origin_secs) = self.origin_secs else {
            self.origin_secs = Some(if stamp_secs.is_finite() { stamp_secs } else { 0.0 });
            return 0.0;
        };
        let true_secs = stamp_secs - origin_secs;
        let shifted_secs = true_secs + self.shift_secs;
        let time_secs = if true_secs > self.last_secs {
            self.shift_secs = 0.0;
            true_secs
        } else if self.shift_secs > 0.0 && shifted_secs > self.last_secs {
            shifted_secs
        } else {
            let repaired_secs = self.last_secs + self.step_secs;
            self.shift_secs = if true_secs.is_finite() { repaired_secs - true_secs } else { 0.0 };
            repaired_secs
        };
        self.last_secs = time_secs;
        time_secs
    }

    /// The time at which the last frame placed stops being shown.
    pub(super) fn end_secs(&self) -> f64 {
        self.last_secs + self.step_secs
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
        check(10.0, &[0.0, 0.2, 0.2, 0.5], &[0.0, 0.2, 0.3, 0.5]);
    }

    #[test]
    fn a_second_file_joined_on_keeps_its_own_distances() {
        check(10.0, &[0.0, 0.1, 0.2, 0.0, 0.15, 0.18], &[0.0, 0.1, 0.2, 0.3, 0.45, 0.48]);
    }

    #[test]
    fn stamps_that_are_no_numbers_are_repaired() {
        check(10.0, &[f64::NAN, 0.1, f64::INFINITY, 0.3], &[0.0, 0.1, 0.2, 0.3]);
    }
}
