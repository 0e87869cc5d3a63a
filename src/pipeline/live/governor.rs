//! Decides when a machine is too slow, and what is saved next. It never goes back within a session: what slowed the
//! machine once may do so again, and a session that changes to and fro is judged unevenly.

use crate::coach::Saving;

/// A machine that works on frames for more than this share of the time has fallen behind, or is about to.
const MOST_BUSY: f64 = 0.9;

/// How long the share is taken over, in seconds.
const SPAN_SECS: f64 = 1.0;

/// So many spans in a row are too busy before something is saved: another program may take the machine for a moment.
const SPANS_BEHIND: u32 = 4;

/// Follows how busy the machine is. All times are in seconds.
#[derive(Debug, Default)]
pub(super) struct Governor {
    /// When the span under way began, and how long was worked in it.
    span: Option<(f64, f64)>,
    /// How many spans before it were too busy, in a row.
    behind: u32,
    /// How many of the savings were offered.
    offered: usize,
}

impl Governor {
    /// Takes when a frame came, and how long was worked on it; says whether the machine has been behind for long.
    pub(super) fn take(&mut self, at_secs: f64, took_secs: f64) -> bool {
        let (since_secs, worked_secs) = *self.span.get_or_insert((at_secs, 0.0));
        let lasted_secs = at_secs - since_secs;
        if lasted_secs < SPAN_SECS {
            self.span = Some((since_secs, worked_secs + took_secs));
            return false;
        }
        self.span = Some((at_secs, took_secs));
        self.behind = if worked_secs > MOST_BUSY * lasted_secs { self.behind + 1 } else { 0 };
        self.behind >= SPANS_BEHIND
    }

    /// What to save next; none where all was offered. How busy the machine is with it is found out anew.
    pub(super) fn next(&mut self) -> Option<Saving> {
        (self.span, self.behind) = (None, 0);
        let next = Saving::ALL.get(self.offered).copied();
        self.offered += usize::from(next.is_some());
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FPS: f64 = 30.0;

    /// A camera of 30 frames a second, and a machine that takes the newest frame when it has done with the last.
    #[derive(Default)]
    struct Machine {
        governor: Governor,
        now_secs: f64,
        saved: Vec<Saving>,
    }

    impl Machine {
        /// Works for so many seconds; `took_secs` is what a frame takes, by what is saved last.
        fn work(&mut self, secs: f64, took_secs: impl Fn(Option<Saving>) -> f64) {
            let until_secs = self.now_secs + secs;
            let mut last_frame = -1.0;
            while self.now_secs < until_secs {
                let mut frame = (self.now_secs * FPS).floor();
                if frame <= last_frame {
                    frame = last_frame + 1.0;
                    self.now_secs = frame / FPS;
                }
                last_frame = frame;
                let took_secs = took_secs(self.saved.last().copied());
                self.now_secs += took_secs;
                if self.governor.take(frame / FPS, took_secs) {
                    self.saved.extend(self.governor.next());
                }
            }
        }
    }

    #[test]
    fn a_machine_that_keeps_up_saves_nothing() {
        for took_secs in [0.001, 0.014, 0.029] {
            let mut machine = Machine::default();
            machine.work(3600.0, |_| took_secs);
            assert_eq!(machine.saved, [], "{took_secs}");
        }
    }

    #[test]
    fn a_machine_twice_too_slow_saves_step_by_step_until_it_keeps_up() {
        let mut machine = Machine::default();
        let took_secs = |saved| match saved {
            None => 0.067,
            Some(Saving::FewerSilhouettes) => 0.045,
            Some(_) => 0.025,
        };
        machine.work(3.0, took_secs);
        assert_eq!(machine.saved, [], "some seconds are none");
        machine.work(3.0, took_secs);
        assert_eq!(machine.saved, [Saving::FewerSilhouettes], "one step, and then it is found out anew");
        machine.work(3600.0, took_secs);
        assert_eq!(machine.saved, [Saving::FewerSilhouettes, Saving::StillFrames], "it keeps up");
    }

    #[test]
    fn a_machine_that_never_keeps_up_saves_everything_once() {
        let mut machine = Machine::default();
        machine.work(60.0, |_| 0.4);
        assert_eq!(machine.saved, Saving::ALL);
    }

    #[test]
    fn one_slow_second_changes_nothing() {
        let mut machine = Machine::default();
        for _ in 0..200 {
            machine.work(5.0, |_| 0.02);
            machine.work(1.0, |_| 0.25);
        }
        machine.work(5.0, |_| 0.02);
        machine.work(1.0, |_| 8.0);
        machine.work(5.0, |_| 0.02);
        assert_eq!(machine.saved, [], "nor does one frame of eight seconds");
    }

    #[test]
    fn frames_that_come_in_bursts_or_not_at_all_are_no_sign_of_a_slow_machine() {
        let mut governor = Governor::default();
        for burst in 0..1000 {
            let at_secs = f64::from(burst) / 10.0;
            for frame in 0..3 {
                assert!(!governor.take(at_secs + f64::from(frame) * 1e-3, 0.02));
            }
        }
        for minute in 3..100 {
            assert!(!governor.take(60.0 * f64::from(minute), 0.5));
        }
    }
}
