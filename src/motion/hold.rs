//! Holds: the stretches of an attempt's curve in its target.

use super::curve::{Curve, LONGEST_GAP_SECS, crossing, is_long};

/// While an attempt is under way, the limits of its hold follow its level. A move by less than this share of the
/// way changes the seconds held by less than a thousandth, and is left for the verdict.
const LIMIT_MOVED: f64 = 0.0001;

/// The slope at the edge of a gap is read off this long a stretch beside it, in seconds.
const SLOPE_SECS: f64 = 0.2;

/// A stretch of time in the target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hold {
    /// Seconds at which the target was reached.
    pub start_secs: f64,
    /// Seconds at which it was left.
    pub end_secs: f64,
    /// Seconds in it that the camera saw.
    pub seen_secs: f64,
    /// Seconds in it that the camera did not see.
    pub unseen_secs: f64,
}

/// Between which progresses a hold lasts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HoldLimits {
    /// It begins at this progress ...
    pub enter: f64,
    /// ... and ends below this one.
    pub release: f64,
    /// What sinks no lower than this between two holds, and rises again, has not let go: it is one hold.
    pub stay: f64,
}

impl HoldLimits {
    /// Limits of the target alone.
    pub fn of_target(enter: f64, release: f64) -> Self {
        Self { enter, release, stay: f64::INFINITY }
    }

    fn moved(self, other: Self) -> f64 {
        let moved = |a: f64, b: f64| if a == b { 0.0 } else { (a - b).abs() };
        moved(self.enter, other.enter)
            .max(moved(self.release, other.release))
            .max(moved(self.stay, other.stay))
    }
}

/// A hold, and the lowest progress between it and the one before; -infinity where that was not seen.
#[derive(Debug, Clone, Copy)]
struct Found {
    hold: Hold,
    lowest_before: f64,
}

/// Times holds as a curve grows.
#[derive(Debug, Clone)]
pub struct HoldTimer {
    limits: HoldLimits,
    found: Vec<Found>,
    current: Option<Found>,
    /// The lowest progress since the last hold.
    lowest: f64,
    /// How many of the curve's seen samples were taken.
    taken: usize,
    /// Until then, samples to come may still move a crossing within a gap.
    unsettled_secs: f64,
}

impl HoldTimer {
    /// A timer for stretches within these limits.
    pub fn new(limits: HoldLimits) -> Self {
        let unsettled_secs = f64::NEG_INFINITY;
        let (found, current) = (Vec::new(), None);
        Self { limits, found, current, lowest: f64::INFINITY, taken: 0, unsettled_secs }
    }

    /// Seconds that the camera saw of the last hold up to now, with these limits; 0 where there is none.
    pub fn last_secs(&mut self, curve: &Curve, limits: HoldLimits) -> f64 {
        let moved = limits.moved(self.limits) > LIMIT_MOVED;
        if moved || curve.last_seen().is_some_and(|(now_secs, _)| now_secs <= self.unsettled_secs) {
            *self = Self::new(limits);
        }
        self.follow(curve);
        self.holds().last().map_or(0.0, |hold| hold.seen_secs)
    }

    fn follow(&mut self, curve: &Curve) {
        for n in self.taken..curve.seen.len() {
            self.take(curve, n);
        }
        self.taken = curve.seen.len();
    }

    fn holds(&self) -> Vec<Hold> {
        bridged(self.found.iter().chain(&self.current).copied(), self.limits.stay)
    }

    fn take(&mut self, curve: &Curve, n: usize) {
        let (time, progress) = curve.seen[n];
        let between = &curve.samples[curve.places[n.saturating_sub(1)]..=curve.places[n]];
        let HoldLimits { enter, release, .. } = self.limits;
        if n == 0 || is_long(between) {
            self.end();
            self.lowest = f64::NEG_INFINITY;
            if progress >= enter {
                self.begin(Hold::at(time));
            }
            return;
        }
        let unseen = between.len() > 2;
        let crossed = |level| {
            let (t0, v0) = curve.seen[n - 1];
            if unseen {
                crossing_in_gap(&curve.seen, n, level)
            } else {
                crossing(t0, v0, time, progress, level)
            }
        };
        if unseen {
            self.unsettled_secs = time + SLOPE_SECS;
        }
        if let Some(Found { hold, .. }) = &mut self.current {
            hold.extend(if progress >= release { time } else { crossed(release) }, unseen);
            if progress < release {
                self.end();
            }
        } else if progress >= enter {
            let mut hold = Hold::at(crossed(enter));
            hold.extend(time, unseen);
            self.begin(hold);
        }
        self.lowest = self.lowest.min(progress);
    }

    fn begin(&mut self, hold: Hold) {
        self.current = Some(Found { hold, lowest_before: self.lowest });
    }

    fn end(&mut self) {
        if let Some(ended) = self.current.take() {
            self.found.push(ended);
            self.lowest = f64::INFINITY;
        }
    }
}

impl Hold {
    fn at(secs: f64) -> Self {
        Hold { start_secs: secs, end_secs: secs, seen_secs: 0.0, unseen_secs: 0.0 }
    }

    fn extend(&mut self, to_secs: f64, unseen: bool) {
        let part = to_secs - self.end_secs;
        *(if unseen { &mut self.unseen_secs } else { &mut self.seen_secs }) += part;
        self.end_secs = to_secs;
    }
}

impl Curve {
    /// The stretches within these limits.
    ///
    /// Times of crossing are interpolated between frames, across a gap too. A gap up to
    /// [`LONGEST_GAP_SECS`] neither ends a stretch nor is held: what lies of it within the stretch is
    /// unseen.
    pub fn holds(&self, limits: HoldLimits) -> Vec<Hold> {
        let mut timer = HoldTimer::new(limits);
        timer.follow(self);
        timer.holds()
    }
}

/// Joins holds with short gaps between them, and those between which nobody let go. That time was held as well.
fn bridged(holds: impl Iterator<Item = Found>, stay: f64) -> Vec<Hold> {
    let mut joined: Vec<Hold> = Vec::new();
    for Found { hold, lowest_before } in holds {
        let gap_secs = joined.last().map_or(f64::INFINITY, |before| hold.start_secs - before.end_secs);
        match joined.last_mut() {
            Some(before) if lowest_before >= stay || gap_secs <= LONGEST_GAP_SECS => {
                before.seen_secs += hold.seen_secs + if lowest_before >= stay { gap_secs } else { 0.0 };
                before.unseen_secs += hold.unseen_secs;
                before.end_secs = hold.end_secs;
            }
            _ => joined.push(hold),
        }
    }
    joined
}

/// When the curve passes a level in the gap before its point `n`.
///
/// A movement slows down towards its target, so that a straight line across half a second would be
/// wrong by more than a tenth. The cubic curve that goes on with the slopes at both ends, limited so
/// that it does not turn (Fritsch and Carlson 1980), is nearer.
fn crossing_in_gap(curve: &[(f64, f64)], n: usize, level: f64) -> f64 {
    let ((t0, v0), (t1, v1)) = (curve[n - 1], curve[n]);
    let (secs, rise) = (t1 - t0, v1 - v0);
    let slope = |part: &[(f64, f64)]| match part {
        [first, .., last] => ((last.1 - first.1) / (last.0 - first.0) * secs / rise).clamp(0.0, 3.0),
        _ => 1.0,
    };
    let before = curve[..n].partition_point(|(time, _)| *time < t0 - SLOPE_SECS);
    let after = n + curve[n..].partition_point(|(time, _)| *time <= t1 + SLOPE_SECS);
    let (out, into) = (slope(&curve[before..n]), slope(&curve[n..after]));
    let wanted = (level - v0) / rise;
    let progress = |u: f64| {
        let hermite = u * (1.0 - u);
        u * u * (3.0 - 2.0 * u) + hermite * ((1.0 - u) * out - u * into)
    };
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..20 {
        let middle = (low + high) / 2.0;
        if progress(middle) < wanted { low = middle } else { high = middle }
    }
    t0 + secs * high
}

#[cfg(test)]
mod tests {
    use super::super::curve::Sample;
    use super::super::testing::{course, eased};
    use super::*;

    fn holds(samples: Vec<Sample>) -> Vec<Hold> {
        Curve::new(samples).holds(HoldLimits::of_target(1.0, 0.95))
    }

    #[test]
    fn what_is_kept_as_a_curve_grows_is_what_all_of_it_says() {
        let mut samples = eased(30.0, 1.5, 3.0);
        for sample in &mut samples {
            let time = sample.time_secs;
            sample.progress = sample.progress.map(|progress| progress + 0.05 * (9.0 * time).sin());
            if (3.5..3.9).contains(&time) {
                sample.progress = None;
            }
        }
        let (mut grown, mut timer) = (Curve::new([]), HoldTimer::new(HoldLimits::of_target(1.0, 0.95)));
        for (n, sample) in samples.iter().enumerate() {
            grown.push(*sample);
            let whole = Curve::new(samples[..=n].iter().copied());
            let mut there: Vec<f64> =
                samples[..=n].iter().filter_map(|s| s.progress).filter(|p| *p >= 1.0).collect();
            there.sort_by(f64::total_cmp);
            let level = there.get(there.len() * 3 / 4).copied().unwrap_or(0.0);
            assert_eq!((grown.peak(), grown.level()), (whole.peak(), level));
            let secs =
                whole.holds(HoldLimits::of_target(1.0, 0.95)).last().map_or(0.0, |hold| hold.seen_secs);
            assert_eq!(
                timer.last_secs(&grown, HoldLimits::of_target(1.0, 0.95)),
                secs,
                "at {}",
                sample.time_secs
            );
        }
    }

    #[test]
    fn who_sinks_a_little_for_a_while_and_rises_again_has_held_all_the_time() {
        let level = |low: f64| {
            course(&[(0.0, 0.0), (1.0, 2.0), (3.0, 2.0), (3.5, low), (5.0, low), (5.5, 2.0), (8.0, 2.0)])
        };
        let limits = HoldLimits { enter: 1.9, release: 1.8, stay: 1.0 };
        let held = |low: f64| Curve::new(level(low)).holds(limits);
        assert_eq!(held(1.3).len(), 1);
        assert!((held(1.3)[0].seen_secs - 7.05).abs() < 0.05, "{:?}", held(1.3));
        assert_eq!(held(0.7).len(), 2, "that was no longer the target");
    }

    #[test]
    fn hold_time_does_not_depend_on_the_frame_rate() {
        let reference = holds(eased(240.0, 1.5, 3.0))[0].seen_secs;
        for fps in [8.0, 10.0, 15.0, 30.0, 60.0] {
            let found = holds(eased(fps, 1.5, 3.0));
            assert_eq!(found.len(), 1);
            assert!((found[0].seen_secs - reference).abs() < 0.05, "{fps} fps: {}", found[0].seen_secs);
        }
    }

    #[test]
    fn a_short_drop_out_is_bridged_and_told_apart() {
        let mut samples = eased(30.0, 1.5, 3.0);
        for sample in &mut samples {
            if (3.5..3.9).contains(&sample.time_secs) {
                sample.progress = None;
            }
        }
        let whole = holds(eased(30.0, 1.5, 3.0))[0];
        let broken = holds(samples.clone());
        assert_eq!(broken.len(), 1);
        assert!((broken[0].seen_secs + broken[0].unseen_secs - whole.seen_secs).abs() < 1e-6);
        assert!((0.4..0.48).contains(&broken[0].unseen_secs));
    }

    #[test]
    fn a_long_drop_out_ends_the_hold() {
        let mut samples = eased(30.0, 1.5, 3.0);
        for sample in &mut samples {
            if (3.0..4.0).contains(&sample.time_secs) {
                sample.progress = None;
            }
        }
        assert_eq!(holds(samples.clone()).len(), 2);
    }

    #[test]
    fn a_flicker_out_of_the_target_does_not_end_the_hold() {
        let mut samples = eased(30.0, 1.5, 3.0);
        for sample in &mut samples {
            if (3.5..3.8).contains(&sample.time_secs) {
                sample.progress = Some(0.5);
            }
        }
        assert_eq!(holds(samples.clone()).len(), 1);
    }
}
