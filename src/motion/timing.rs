//! Time between frames.

/// From one time to a later one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Seconds.
    pub start_secs: f64,
    /// Seconds.
    pub end_secs: f64,
}

impl Interval {
    /// From one time (seconds) to a later one.
    pub fn new(start_secs: f64, end_secs: f64) -> Self {
        Self { start_secs, end_secs }
    }

    /// The same, seconds earlier.
    pub fn earlier(self, secs: f64) -> Self {
        Self::new(self.start_secs - secs, self.end_secs - secs)
    }

    /// Whether a time (seconds) is in it, its ends included.
    pub fn contains(self, secs: f64) -> bool {
        (self.start_secs..=self.end_secs).contains(&secs)
    }

    /// Whether it has a time in common with another one.
    pub fn overlaps(self, other: Interval) -> bool {
        self.start_secs < other.end_secs && other.start_secs < self.end_secs
    }

    /// How long it is, in seconds.
    pub fn secs(self) -> f64 {
        self.end_secs - self.start_secs
    }
}

/// Seconds from one time to a later one, to the millisecond.
///
/// Differences of frame times do not come out exact: six frames of a fifteenth of a second are
/// 0.4 seconds or a little less, depending on when the recording began. Compared with a limit as they
/// are, they would make the answer depend on the clock.
pub fn elapsed_secs(from: f64, to: f64) -> f64 {
    ((to - from) * 1e3).round() / 1e3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_frames_last_as_long_at_any_time() {
        for begin in [0.0, 0.1, 7.3, 1e5 / 3.0, -5e4] {
            let frame = |i: i32| begin + f64::from(i) / 15.0;
            assert_eq!(elapsed_secs(frame(1), frame(7)), 0.4);
        }
    }
}
