//! Time between frames.

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
