//! Frames at any times onto a steady rate.

/// Longest stretch of one still picture in seconds. Longer gaps in time (a joined file, a broken
/// stamp) are shortened to this, or a jump by hours would fill the disk.
const LONGEST_STILL_SECS: f64 = 10.0;

/// Tells how often each frame is to be written so that the video keeps the frames' times.
#[derive(Debug)]
pub(super) struct Pacing {
    fps: f64,
    written: u64,
    skipped_secs: f64,
}

/// What becomes of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    /// Times that the frame before is to be written again first.
    pub(super) repeats: u64,
    /// Whether the frame itself is written.
    pub(super) shown: bool,
}

impl Pacing {
    /// For a video of `fps` frames a second, from time 0.
    pub(super) fn new(fps: f64) -> Self {
        Self { fps, written: 0, skipped_secs: 0.0 }
    }

    /// Places the next frame.
    pub(super) fn place(&mut self, time_secs: f64) -> Slot {
        let slot = |skipped_secs: f64| ((time_secs - skipped_secs) * self.fps).round().max(0.0) as u64;
        let mut target = slot(self.skipped_secs);
        let longest = (LONGEST_STILL_SECS * self.fps).ceil() as u64;
        if target > self.written + longest {
            self.skipped_secs += (target - self.written - longest) as f64 / self.fps;
            target = self.written + longest;
        }
        if self.written == 0 {
            // Nothing comes before the first frame.
            self.skipped_secs += target as f64 / self.fps;
            self.written = 1;
            return Slot { repeats: 0, shown: true };
        }
        if target < self.written {
            return Slot { repeats: 0, shown: false };
        }
        let repeats = target - self.written;
        self.written = target + 1;
        Slot { repeats, shown: true }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(fps: f64, times: &[f64]) -> Vec<(u64, bool)> {
        let mut pacing = Pacing::new(fps);
        times.iter().map(|time| pacing.place(*time)).map(|slot| (slot.repeats, slot.shown)).collect()
    }

    #[test]
    fn a_steady_rate_passes_through() {
        let times: Vec<f64> = (0..900).map(|index| f64::from(index) * 1001.0 / 30000.0).collect();
        assert!(run(30000.0 / 1001.0, &times).iter().all(|slot| *slot == (0, true)));
    }

    #[test]
    fn gaps_are_filled_and_crowds_thinned() {
        assert_eq!(run(10.0, &[0.0, 0.3, 0.4]), [(0, true), (2, true), (0, true)]);
        assert_eq!(run(10.0, &[0.0, 0.04, 0.1, 0.14]), [(0, true), (0, false), (0, true), (0, false)]);
    }

    #[test]
    fn a_jump_by_hours_is_shortened() {
        let slots = run(10.0, &[0.0, 36000.0, 36000.1]);
        assert_eq!(slots, [(0, true), (100, true), (0, true)]);
    }

    #[test]
    fn a_late_start_is_the_start() {
        assert_eq!(run(10.0, &[5.0, 5.1]), [(0, true), (0, true)]);
    }
}
