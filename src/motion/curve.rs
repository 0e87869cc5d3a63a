//! One attempt as a curve over time, and what can be read off it.
//!
//! Everything here is a pure question to the curve, so the answer does not depend on how many
//! frames a second it was drawn with.

use super::statistics::RunningQuantile;
use super::timing::elapsed_secs;

/// The longest gap in the target, in seconds, that neither ends a hold nor adds to it: the model
/// flickers for a few frames, people do not leave and come back as fast.
pub const LONGEST_GAP_SECS: f64 = 0.5;

/// The share of the range from which a movement counts as begun.
pub const MOVEMENT_BEGINS: f64 = 0.1;

/// The level in the target is passed for the rest of the time there.
const LEVEL_QUANTILE: (usize, usize) = (3, 4);

/// While an attempt is under way, the limits of its hold follow its level. A move by less than this share of the
/// way changes the seconds held by hundredths, and is left for the verdict.
const LIMIT_MOVED: f64 = 0.002;

/// The slope at the edge of a gap is read off this long a stretch beside it, in seconds.
const SLOPE_SECS: f64 = 0.2;

/// The part of a movement's duration that lies between 10 and 90 % of its range, if it is as smooth
/// as people's movements are: a minimum-jerk movement x(u) = 10u^3 - 15u^4 + 6u^5 (Flash and Hogan
/// 1985) is there from u = 0.247 to u = 0.753.
const MIDDLE_OF_MOVEMENT: f64 = 0.506;

/// How far from rest a way may begin, as a share of the peak: somebody who bounces does not come down
/// altogether. What begins farther out was not seen from its beginning.
const HIGHEST_FLOOR: f64 = 0.3;

/// The driving measure at one frame, as progress on the way from rest (0) to the target (1).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    /// Seconds.
    pub time_secs: f64,
    /// The progress; `None` where the measure was not seen.
    pub progress: Option<f64>,
}

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

/// The course of one attempt, sample by sample. Peak and level are kept as it grows, so that a long hold costs
/// no more per frame than a short one.
#[derive(Debug, Clone)]
pub struct Curve {
    samples: Vec<Sample>,
    /// Time and progress of the samples in which the measure was seen, and their places in `samples`.
    seen: Vec<(f64, f64)>,
    places: Vec<usize>,
    peak: Option<(f64, f64)>,
    in_target: RunningQuantile,
}

impl Curve {
    /// A curve of these samples.
    pub fn new(samples: impl IntoIterator<Item = Sample>) -> Self {
        let in_target = RunningQuantile::new(LEVEL_QUANTILE);
        let mut curve =
            Self { samples: Vec::new(), seen: Vec::new(), places: Vec::new(), peak: None, in_target };
        samples.into_iter().for_each(|sample| curve.push(sample));
        curve
    }

    /// Takes the next sample.
    pub fn push(&mut self, sample: Sample) {
        if let Some(progress) = sample.progress {
            self.seen.push((sample.time_secs, progress));
            self.places.push(self.samples.len());
            if self.peak.is_none_or(|(_, peak)| progress.total_cmp(&peak).is_ge()) {
                self.peak = Some((sample.time_secs, progress));
            }
            if progress >= 1.0 {
                self.in_target.insert(progress);
            }
        }
        self.samples.push(sample);
    }

    /// All samples, also those in which the measure was not seen.
    pub fn samples(&self) -> &[Sample] {
        &self.samples
    }

    /// The last sample in which the measure was seen: its time (seconds) and progress.
    pub fn last_seen(&self) -> Option<(f64, f64)> {
        self.seen.last().copied()
    }

    /// The farthest point, its time (seconds) and progress; `None` where nothing was seen.
    pub fn peak(&self) -> Option<(f64, f64)> {
        self.peak
    }

    /// The level in the target, beyond which the curve is for a quarter of its time there; 0 where it does not
    /// reach it. A few frames in which the model errs move the peak, and not this.
    pub fn level(&self) -> f64 {
        self.in_target.get().unwrap_or(0.0)
    }

    /// The stretches at or beyond `enter` that last until the curve is below `release`.
    ///
    /// Times of crossing are interpolated between frames, across a gap too. A gap up to
    /// [`LONGEST_GAP_SECS`] neither ends a stretch nor is held: what lies of it within the stretch is
    /// unseen.
    pub fn holds(&self, enter: f64, release: f64) -> Vec<Hold> {
        let mut timer = HoldTimer::new(enter, release);
        timer.follow(self);
        timer.holds()
    }
}

/// Times holds as a curve grows.
#[derive(Debug, Clone)]
pub struct HoldTimer {
    enter: f64,
    release: f64,
    found: Vec<Hold>,
    current: Option<Hold>,
    /// How many of the curve's seen samples were taken.
    taken: usize,
    /// Until then, samples to come may still move a crossing within a gap.
    unsettled_secs: f64,
}

impl HoldTimer {
    /// A timer for stretches at or beyond `enter` that last until the curve is below `release`.
    pub fn new(enter: f64, release: f64) -> Self {
        let unsettled_secs = f64::NEG_INFINITY;
        Self { enter, release, found: Vec::new(), current: None, taken: 0, unsettled_secs }
    }

    /// Seconds that the camera saw of the last hold up to now, with these limits; 0 where there is none.
    pub fn last_secs(&mut self, curve: &Curve, enter: f64, release: f64) -> f64 {
        let moved = (enter - self.enter).abs().max((release - self.release).abs()) > LIMIT_MOVED;
        if moved || curve.last_seen().is_some_and(|(now_secs, _)| now_secs <= self.unsettled_secs) {
            *self = Self::new(enter, release);
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
        bridged(self.found.iter().chain(&self.current).copied())
    }

    fn take(&mut self, curve: &Curve, n: usize) {
        let (time, progress) = curve.seen[n];
        let between = &curve.samples[curve.places[n.saturating_sub(1)]..=curve.places[n]];
        if n == 0 || is_long(between) {
            self.found.extend(self.current.take());
            self.current = (progress >= self.enter).then(|| Hold::at(time));
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
        if let Some(hold) = &mut self.current {
            hold.extend(if progress >= self.release { time } else { crossed(self.release) }, unseen);
            if progress < self.release {
                self.found.extend(self.current.take());
            }
        } else if progress >= self.enter {
            let mut hold = Hold::at(crossed(self.enter));
            hold.extend(time, unseen);
            self.current = Some(hold);
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

/// Whether the measure was out of sight for too long in some part of the curve.
pub fn has_long_gap(samples: &[Sample]) -> bool {
    let seen: Vec<usize> = (0..samples.len()).filter(|place| samples[*place].progress.is_some()).collect();
    seen.windows(2).any(|pair| is_long(&samples[pair[0]..=pair[1]]))
}

/// Whether a gap from one frame with the measure to the next one is too long to be bridged.
///
/// What is known to be unseen is the time from the first to the last frame without the measure: a
/// drop-out of half a second takes away one frame more or less, depending on where it begins.
fn is_long(from_seen_to_seen: &[Sample]) -> bool {
    let longest = |a: &Sample, b: &Sample| elapsed_secs(a.time_secs, b.time_secs) > LONGEST_GAP_SECS;
    let inner = from_seen_to_seen.get(1..from_seen_to_seen.len().saturating_sub(1)).unwrap_or(&[]);
    from_seen_to_seen.windows(2).any(|pair| longest(&pair[0], &pair[1]))
        || inner.first().zip(inner.last()).is_some_and(|(first, last)| longest(first, last))
}

/// Joins holds with short gaps between them.
fn bridged(holds: impl Iterator<Item = Hold>) -> Vec<Hold> {
    let mut joined: Vec<Hold> = Vec::new();
    for hold in holds {
        match joined.last_mut() {
            Some(before) if hold.start_secs - before.end_secs <= LONGEST_GAP_SECS => {
                before.end_secs = hold.end_secs;
                before.seen_secs += hold.seen_secs;
                before.unseen_secs += hold.unseen_secs;
            }
            _ => joined.push(hold),
        }
    }
    joined
}

/// When the movement out began: the last time before the peak that the curve passed a tenth of the
/// way upwards, from rest or from the lowest point that it began at. Where it only rose, or comes out of
/// hiding in the first half of the way, it began when it was first seen: before that, another limb hid
/// it at rest.
pub fn began(samples: &[Sample]) -> Option<f64> {
    let (peak_time, peak_progress) = peak(samples)?;
    let mut outward: Vec<(f64, f64)> = seen(samples).take_while(|(time, _)| *time <= peak_time).collect();
    let appears = |pair: &[(f64, f64)]| {
        elapsed_secs(pair[0].0, pair[1].0) > LONGEST_GAP_SECS && pair[1].1 < 0.5 * peak_progress
    };
    if let Some(hidden) = outward.windows(2).rposition(appears) {
        outward.drain(..=hidden);
    }
    let first_seen = outward.first()?.0;
    let lowest = outward.iter().map(|(_, progress)| *progress).fold(f64::INFINITY, f64::min).max(0.0);
    let way = (peak_progress - lowest).min(1.0);
    Some(last_upward(&outward, lowest + MOVEMENT_BEGINS * way).unwrap_or(first_seen))
}

/// How long the way out and the way back took, in seconds, from the lowest point before the peak to the
/// peak's level, and from there to the lowest point after it.
///
/// Estimated from the time between 10 and 90 % of that way; `None` for a way that was not seen.
pub fn movement_secs(samples: &[Sample]) -> (Option<f64>, Option<f64>) {
    let Some((peak_time, top)) = peak(samples) else { return (None, None) };
    if top <= 0.0 {
        return (None, None);
    }
    let (out, back) = samples.split_at(samples.partition_point(|sample| sample.time_secs < peak_time));
    let rising = |way: &mut dyn Iterator<Item = &Sample>, forward: f64| {
        let mut way = way.peekable();
        // Whatever begins or goes on unseen may have been lower there.
        let whole = way.peek().is_some_and(|sample| sample.progress.is_some());
        let mut curve: Vec<(f64, f64)> =
            way.filter_map(|sample| Some((forward * sample.time_secs, sample.progress?))).collect();
        curve.push((forward * peak_time, top));
        let whole =
            whole && !curve.windows(2).any(|pair| elapsed_secs(pair[0].0, pair[1].0) > LONGEST_GAP_SECS);
        let lowest = curve.iter().map(|(_, progress)| *progress).fold(f64::INFINITY, f64::min);
        let floor = if whole { lowest.clamp(0.0, HIGHEST_FLOOR * top) } else { 0.0 };
        let low = last_upward(&curve, floor + 0.1 * (top - floor))?;
        curve.retain(|(time, _)| *time >= low);
        let high = first_upward(&curve, floor + 0.9 * (top - floor))?;
        Some((high - low) / MIDDLE_OF_MOVEMENT)
    };
    (rising(&mut out.iter(), 1.0), rising(&mut back.iter().rev(), -1.0))
}

/// How often the curve turns while in the target, counting swings of at least `swing`.
pub fn reversals(samples: &[Sample], hold: &Hold, swing: f64) -> usize {
    let mut turns = 0;
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    let mut rising: Option<bool> = None;
    for (time, progress) in seen(samples) {
        if time < hold.start_secs || time > hold.end_secs {
            continue;
        }
        low = low.min(progress);
        high = high.max(progress);
        let turned_down = progress <= high - swing && rising != Some(false);
        let turned_up = progress >= low + swing && rising != Some(true);
        if turned_down || turned_up {
            turns += usize::from(rising.is_some());
            rising = Some(turned_up);
            (low, high) = (progress, progress);
        }
    }
    turns
}

fn peak(samples: &[Sample]) -> Option<(f64, f64)> {
    seen(samples).max_by(|a, b| a.1.total_cmp(&b.1))
}

fn seen(samples: &[Sample]) -> impl Iterator<Item = (f64, f64)> + '_ {
    samples.iter().filter_map(|sample| Some((sample.time_secs, sample.progress?)))
}

/// When the straight line between two samples passes a level.
fn crossing(t0: f64, v0: f64, t1: f64, v1: f64, level: f64) -> f64 {
    if (v1 - v0).abs() < f64::EPSILON {
        t1
    } else {
        t0 + (t1 - t0) * ((level - v0) / (v1 - v0)).clamp(0.0, 1.0)
    }
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

fn last_upward(curve: &[(f64, f64)], level: f64) -> Option<f64> {
    curve
        .windows(2)
        .rev()
        .find(|pair| pair[0].1 < level && pair[1].1 >= level)
        .map(|pair| crossing(pair[0].0, pair[0].1, pair[1].0, pair[1].1, level))
}

fn first_upward(curve: &[(f64, f64)], level: f64) -> Option<f64> {
    curve
        .windows(2)
        .find(|pair| pair[0].1 < level && pair[1].1 >= level)
        .map(|pair| crossing(pair[0].0, pair[0].1, pair[1].0, pair[1].1, level))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A minimum-jerk rise of `rise` seconds from t = 1, `hold` seconds at 1.2, and the way back.
    fn curve(fps: f64, rise: f64, hold: f64) -> Vec<Sample> {
        let ease = |u: f64| {
            let u = u.clamp(0.0, 1.0);
            u * u * u * (10.0 + u * (6.0 * u - 15.0))
        };
        (0..((3.0 + 2.0 * rise + hold) * fps) as usize)
            .map(|i| {
                let time_secs = i as f64 / fps;
                let out = ease((time_secs - 1.0) / rise);
                let back = ease((time_secs - 1.0 - rise - hold) / rise);
                Sample { time_secs, progress: Some(1.2 * (out - back)) }
            })
            .collect()
    }

    fn holds(samples: Vec<Sample>) -> Vec<Hold> {
        Curve::new(samples).holds(1.0, 0.95)
    }

    #[test]
    fn what_is_kept_as_a_curve_grows_is_what_all_of_it_says() {
        let mut samples = curve(30.0, 1.5, 3.0);
        for sample in &mut samples {
            let time = sample.time_secs;
            sample.progress = sample.progress.map(|progress| progress + 0.05 * (9.0 * time).sin());
            if (3.5..3.9).contains(&time) {
                sample.progress = None;
            }
        }
        let (mut grown, mut timer) = (Curve::new([]), HoldTimer::new(1.0, 0.95));
        for (n, sample) in samples.iter().enumerate() {
            grown.push(*sample);
            let whole = Curve::new(samples[..=n].iter().copied());
            let mut there: Vec<f64> =
                samples[..=n].iter().filter_map(|s| s.progress).filter(|p| *p >= 1.0).collect();
            there.sort_by(f64::total_cmp);
            let level = there.get(there.len() * 3 / 4).copied().unwrap_or(0.0);
            assert_eq!((grown.peak(), grown.level()), (peak(&samples[..=n]), level));
            let secs = whole.holds(1.0, 0.95).last().map_or(0.0, |hold| hold.seen_secs);
            assert_eq!(timer.last_secs(&grown, 1.0, 0.95), secs, "at {}", sample.time_secs);
        }
    }

    #[test]
    fn hold_time_does_not_depend_on_the_frame_rate() {
        let reference = holds(curve(240.0, 1.5, 3.0))[0].seen_secs;
        for fps in [8.0, 10.0, 15.0, 30.0, 60.0] {
            let found = holds(curve(fps, 1.5, 3.0));
            assert_eq!(found.len(), 1);
            assert!((found[0].seen_secs - reference).abs() < 0.05, "{fps} fps: {}", found[0].seen_secs);
        }
    }

    #[test]
    fn a_short_drop_out_is_bridged_and_told_apart() {
        let mut samples = curve(30.0, 1.5, 3.0);
        for sample in &mut samples {
            if (3.5..3.9).contains(&sample.time_secs) {
                sample.progress = None;
            }
        }
        let whole = holds(curve(30.0, 1.5, 3.0))[0];
        let broken = holds(samples.clone());
        assert_eq!(broken.len(), 1);
        assert!((broken[0].seen_secs + broken[0].unseen_secs - whole.seen_secs).abs() < 1e-6);
        assert!((0.4..0.48).contains(&broken[0].unseen_secs));
    }

    #[test]
    fn a_long_drop_out_ends_the_hold() {
        let mut samples = curve(30.0, 1.5, 3.0);
        for sample in &mut samples {
            if (3.0..4.0).contains(&sample.time_secs) {
                sample.progress = None;
            }
        }
        assert_eq!(holds(samples.clone()).len(), 2);
    }

    #[test]
    fn a_flicker_out_of_the_target_does_not_end_the_hold() {
        let mut samples = curve(30.0, 1.5, 3.0);
        for sample in &mut samples {
            if (3.5..3.8).contains(&sample.time_secs) {
                sample.progress = Some(0.5);
            }
        }
        assert_eq!(holds(samples.clone()).len(), 1);
    }

    #[test]
    fn movements_take_as_long_as_they_took() {
        for rise in [0.5, 0.9, 2.0] {
            let (out, back) = movement_secs(&curve(30.0, rise, 1.0));
            assert!((out.expect("seen") - rise).abs() < 0.06, "{out:?}");
            assert!((back.expect("seen") - rise).abs() < 0.06, "{back:?}");
        }
    }

    #[test]
    fn a_way_is_measured_from_where_it_turned() {
        let mut bounced = curve(30.0, 0.5, 0.2);
        for sample in &mut bounced {
            sample.progress = sample.progress.map(|share| share.max(0.2));
        }
        let (out, back) = movement_secs(&bounced);
        assert!((0.35..0.5).contains(&out.expect("seen")), "{out:?}");
        assert!((0.35..0.5).contains(&back.expect("seen")), "{back:?}");
    }

    #[test]
    fn a_way_that_begins_unseen_or_far_out_has_no_duration() {
        let hidden = |limit: f64, hide: bool| -> Vec<Sample> {
            let mut samples = curve(30.0, 0.9, 1.0);
            if hide {
                samples
                    .iter_mut()
                    .filter(|s| s.progress.is_some_and(|share| share < limit))
                    .for_each(|s| s.progress = None);
            } else {
                samples.retain(|s| s.progress.is_some_and(|share| share >= limit));
            }
            samples
        };
        assert_eq!(movement_secs(&hidden(0.2, true)), (None, None));
        assert_eq!(movement_secs(&hidden(0.5, false)), (None, None));
    }

    #[test]
    fn bouncing_is_counted_in_turns() {
        let samples: Vec<Sample> = (0..120)
            .map(|i| {
                let time_secs = f64::from(i) / 30.0;
                Sample { time_secs, progress: Some(1.2 + 0.1 * (time_secs * 6.0).sin()) }
            })
            .collect();
        let hold = holds(samples.clone())[0];
        assert_eq!(reversals(&samples, &hold, 0.15), 6);
        assert_eq!(reversals(&samples, &hold, 0.3), 0);
    }

    #[test]
    fn what_comes_out_of_hiding_began_when_it_was_seen() {
        let mut samples = curve(15.0, 1.5, 3.0);
        for sample in &mut samples {
            if sample.time_secs < 1.3 && sample.time_secs != 0.0 {
                sample.progress = None;
            }
        }
        let began = began(&samples).expect("seen");
        assert!((1.3..1.45).contains(&began), "{began}");
        assert!(!has_long_gap(&samples[samples.partition_point(|s| s.time_secs < began)..]));
    }
}
