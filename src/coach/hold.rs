//! The seconds of a hold, counted aloud.

/// Holds up to this long (seconds) are counted second by second.
pub(super) const SHORT_HOLD_SECS: f64 = 10.0;

/// Longer ones are counted at each multiple of this, in seconds ...
const STEP_SECS: u32 = 5;

/// ... and at their last seconds.
pub(super) const LAST_SECS: f64 = 3.0;

/// What is to be heard of a hold at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heard {
    /// So many seconds are done.
    Done(u32),
    /// So many seconds are left, of a longer stretch.
    Left(u32),
    /// The last seconds, counted down.
    Last(u32),
    /// The hold is done, at this second if it is one that is counted.
    Over(Option<u32>),
}

/// Follows one hold.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct HoldCount {
    counted: u32,
    over: bool,
    room_secs: Option<f64>,
}

impl HoldCount {
    /// Takes the seconds held so far, of the seconds asked for.
    pub(super) fn take(&mut self, held_secs: f64, target_secs: f64, in_target: bool) -> Option<Heard> {
        self.room_secs = (in_target && !self.over).then_some(target_secs - LAST_SECS - held_secs);
        if self.over || held_secs <= 0.0 {
            return None;
        }
        let whole = held_secs.floor() as u32;
        let is_short = target_secs <= SHORT_HOLD_SECS;
        if held_secs >= target_secs {
            let counts = is_short && whole > self.counted;
            (self.over, self.counted, self.room_secs) = (true, whole, None);
            return Some(Heard::Over(counts.then_some(whole)));
        }
        // A hold that was left begins again.
        if f64::from(self.counted) > held_secs + 1.0 {
            self.counted = 0;
        }
        // The last seconds are counted from the end, which need not be a whole second.
        let left = (target_secs - held_secs).ceil() as u32;
        let done = if is_short { whole } else { (target_secs.ceil() as u32).saturating_sub(left) };
        if done <= self.counted {
            return None;
        }
        self.counted = done;
        if is_short {
            Some(Heard::Done(done))
        } else if f64::from(left) <= LAST_SECS {
            Some(Heard::Last(left))
        } else {
            (done % STEP_SECS == 0).then_some(Heard::Left(left))
        }
    }

    /// Seconds before numbers alone may be heard; none where no hold is under way.
    pub(super) fn room_secs(&self) -> Option<f64> {
        self.room_secs.map(|secs| secs.max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(target_secs: f64, until_secs: f64) -> Vec<(f64, Heard)> {
        let mut count = HoldCount::default();
        let times = (0..).map(|n| f64::from(n) / 20.0).take_while(|time| *time <= until_secs);
        times.filter_map(|held| Some((held, count.take(held, target_secs, true)?))).collect()
    }

    #[test]
    fn short_holds_are_counted_second_by_second() {
        use Heard::{Done, Over};
        assert_eq!(heard(3.0, 8.0), [(1.0, Done(1)), (2.0, Done(2)), (3.0, Over(Some(3)))]);
        assert_eq!(heard(2.5, 8.0), [(1.0, Done(1)), (2.0, Done(2)), (2.5, Over(None))]);
    }

    #[test]
    fn long_holds_every_five_seconds_and_the_last_three() {
        use Heard::{Last, Left, Over};
        let last = [(12.0, Last(3)), (13.0, Last(2)), (14.0, Last(1)), (15.0, Over(None))];
        let all: Vec<_> = [(5.0, Left(10)), (10.0, Left(5))].into_iter().chain(last).collect();
        assert_eq!(heard(15.0, 20.0), all);
    }

    #[test]
    fn a_hold_that_begins_again_is_counted_again() {
        let mut count = HoldCount::default();
        assert_eq!(count.take(2.1, 5.0, true), Some(Heard::Done(2)));
        assert_eq!(count.take(1.9, 5.0, true), None, "a second is not taken back for a little less");
        assert_eq!(count.take(0.3, 5.0, true), None);
        assert_eq!(count.take(1.0, 5.0, true), Some(Heard::Done(1)));
    }

    #[test]
    fn numbers_alone_are_heard_at_the_end() {
        let mut count = HoldCount::default();
        count.take(2.0, 10.0, true);
        assert_eq!(count.room_secs(), Some(5.0));
        count.take(8.0, 10.0, true);
        assert_eq!(count.room_secs(), Some(0.0));
        count.take(10.0, 10.0, true);
        assert_eq!(count.room_secs(), None);
    }
}
