//! One attempt as a curve over time, and what can be read off it.
//!
//! Everything here is a pure question to the curve, so the answer does not depend on how many
//! frames a second it was drawn with.

use super::statistics::RunningQuantile;
use super::timing::{Interval, elapsed_secs};

/// The longest gap in the target, in seconds, that neither ends a hold nor adds to it: the model
/// flickers for a few frames, people do not leave and come back as fast.
pub const LONGEST_GAP_SECS: f64 = 0.5;

/// From a tenth to a quarter of its range a movement takes this many times as long as from there to its half, at most;
/// one as smooth as people's are takes 0.8 times as long. What lies farther back was rest, which trembles by a tenth.
const LONGEST_BEGIN: f64 = 3.0;

/// The share of the range from which a movement counts as begun.
pub const MOVEMENT_BEGINS: f64 = 0.1;

/// The level in the target is passed for the rest of the time there.
const LEVEL_QUANTILE: (usize, usize) = (3, 4);

/// The part of a movement's duration that lies between 10 and 90 % of its range, if it is as smooth
/// as people's movements are: a minimum-jerk movement x(u) = 10u^3 - 15u^4 + 6u^5 (Flash and Hogan
/// 1985) is there from u = 0.247 to u = 0.753.
const MIDDLE_OF_MOVEMENT: f64 = 0.506;

/// A way is timed from this share of it ...
const WAY_FROM: f64 = 0.1;

/// ... to this one: near rest and peak, noise decides when it begins and ends.
const WAY_TO: f64 = 0.9;

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

/// The course of one attempt, sample by sample. Peak and level are kept as it grows, so that a long hold costs
/// no more per frame than a short one.
#[derive(Debug, Clone)]
pub struct Curve {
    pub(super) samples: Vec<Sample>,
    /// Time and progress of the samples in which the measure was seen, and their places in `samples`.
    pub(super) seen: Vec<(f64, f64)>,
    pub(super) places: Vec<usize>,
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

    /// Seconds of an interval in which the measure was not seen.
    pub fn unseen_secs(&self, interval: Interval) -> f64 {
        let gaps = self.places.windows(2).filter(|pair| {
            let between = &self.samples[pair[0]..=pair[1]];
            between.len() > 2 || is_long(between)
        });
        gaps.map(|pair| {
            let [from, to] = [pair[0], pair[1]].map(|place| self.samples[place].time_secs);
            (to.min(interval.end_secs) - from.max(interval.start_secs)).max(0.0)
        })
        .sum()
    }

    /// The level in the target, beyond which the curve is for a quarter of its time there; 0 where it does not
    /// reach it. A few frames in which the model errs move the peak, and not this.
    pub fn level(&self) -> f64 {
        self.in_target.get().unwrap_or(0.0)
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
pub(super) fn is_long(from_seen_to_seen: &[Sample]) -> bool {
    let longest = |a: &Sample, b: &Sample| elapsed_secs(a.time_secs, b.time_secs) > LONGEST_GAP_SECS;
    let inner = from_seen_to_seen.get(1..from_seen_to_seen.len().saturating_sub(1)).unwrap_or(&[]);
    from_seen_to_seen.windows(2).any(|pair| longest(&pair[0], &pair[1]))
        || inner.first().zip(inner.last()).is_some_and(|(first, last)| longest(first, last))
}

/// When the movement out began: the last time before the peak that the curve passed a tenth of the
/// way upwards, from rest or from the lowest point that it began at. Where it only rose, or comes out of
/// hiding in the first half of the way, it began when it was first seen: before that, another limb hid
/// it at rest. `limbs_way` is how far the limb goes that moves, in ways to the target: what goes farther begins no sooner.
pub fn began(samples: &[Sample], limbs_way: f64) -> Option<f64> {
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
    let way = (peak_progress - lowest).min(limbs_way);
    let passed = |share: f64| last_upward(&outward, lowest + share * way);
    let begun = passed(MOVEMENT_BEGINS).unwrap_or(first_seen);
    let Some((quarter, half)) = passed(0.25).zip(passed(0.5)) else { return Some(begun) };
    Some(begun.max(quarter - LONGEST_BEGIN * (half - quarter)))
}

/// How long the way out and the way back took, in seconds, from the lowest point before the peak to the
/// peak's level, and from there to the lowest point after it.
///
/// Estimated from the time between 10 and 90 % of that way; `None` for a way that was not seen.
pub fn movement_secs(samples: &[Sample]) -> (Option<f64>, Option<f64>) {
    let [out, back] = ways(samples);
    let secs = |way: Option<Way>| {
        let [low, high] = way?.passes([WAY_FROM, WAY_TO])?;
        Some((high - low) / MIDDLE_OF_MOVEMENT)
    };
    (secs(out), secs(back))
}

/// When the way back last comes down to these shares of it, which fall; `None` where one was not seen. Noise says when
/// a way begins and ends, so shares lie between 0.9 and 0.1.
pub fn way_back_passes<const N: usize>(samples: &[Sample], mut shares: [f64; N]) -> Option<[f64; N]> {
    let [_, back] = ways(samples);
    shares.reverse();
    let mut times = back?.passes(shares)?.map(|against_the_clock| -against_the_clock);
    times.reverse();
    Some(times)
}

/// The way out, and the way back against the clock: its times are negative and grow towards the peak.
fn ways(samples: &[Sample]) -> [Option<Way>; 2] {
    let Some(peak) = peak(samples).filter(|(_, top)| *top > 0.0) else { return [None, None] };
    let (out, back) = samples.split_at(samples.partition_point(|sample| sample.time_secs < peak.0));
    [Some(Way::new(out.iter(), 1.0, peak)), Some(Way::new(back.iter().rev(), -1.0, peak))]
}

/// A way from rest to the peak.
struct Way {
    curve: Vec<(f64, f64)>,
    floor: f64,
    top: f64,
}

impl Way {
    fn new<'a>(way: impl Iterator<Item = &'a Sample>, forward: f64, (peak_secs, top): (f64, f64)) -> Self {
        let mut way = way.peekable();
        // Whatever begins or goes on unseen may have been lower there.
        let whole = way.peek().is_some_and(|sample| sample.progress.is_some());
        let mut curve: Vec<(f64, f64)> =
            way.filter_map(|sample| Some((forward * sample.time_secs, sample.progress?))).collect();
        curve.push((forward * peak_secs, top));
        let whole =
            whole && !curve.windows(2).any(|pair| elapsed_secs(pair[0].0, pair[1].0) > LONGEST_GAP_SECS);
        let lowest = curve.iter().map(|(_, progress)| *progress).fold(f64::INFINITY, f64::min);
        let floor = if whole { lowest.clamp(0.0, HIGHEST_FLOOR * top) } else { 0.0 };
        Self { curve, floor, top }
    }

    /// When it passes these shares of the way, which grow; `None` where one was not seen.
    fn passes<const N: usize>(mut self, shares: [f64; N]) -> Option<[f64; N]> {
        let level = |share: f64| self.floor + share * (self.top - self.floor);
        let levels = shares.map(level);
        let first = last_upward(&self.curve, levels[0])?;
        self.curve.retain(|(time, _)| *time >= first);
        let mut times = [first; N];
        for (time, level) in times.iter_mut().zip(levels).skip(1) {
            *time = first_upward(&self.curve, level)?;
        }
        Some(times)
    }
}

/// How often the curve turns in a hold, counting swings of at least `swing`.
pub fn reversals(samples: &[Sample], hold: Interval, swing: f64) -> usize {
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
pub(super) fn crossing(t0: f64, v0: f64, t1: f64, v1: f64, level: f64) -> f64 {
    if (v1 - v0).abs() < f64::EPSILON {
        t1
    } else {
        t0 + (t1 - t0) * ((level - v0) / (v1 - v0)).clamp(0.0, 1.0)
    }
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
    use super::super::testing::eased;
    use super::*;

    #[test]
    fn movements_take_as_long_as_they_took() {
        for rise in [0.5, 0.9, 2.0] {
            let (out, back) = movement_secs(&eased(30.0, rise, 1.0));
            assert!((out.expect("seen") - rise).abs() < 0.06, "{out:?}");
            assert!((back.expect("seen") - rise).abs() < 0.06, "{back:?}");
        }
    }

    #[test]
    fn a_way_is_measured_from_where_it_turned() {
        let mut bounced = eased(30.0, 0.5, 0.2);
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
            let mut samples = eased(30.0, 0.9, 1.0);
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
        let hold = Interval::new(0.0, 4.0);
        assert_eq!(reversals(&samples, hold, 0.15), 6);
        assert_eq!(reversals(&samples, hold, 0.3), 0);
    }

    #[test]
    fn what_comes_out_of_hiding_began_when_it_was_seen() {
        let mut samples = eased(15.0, 1.5, 3.0);
        for sample in &mut samples {
            if sample.time_secs < 1.3 && sample.time_secs != 0.0 {
                sample.progress = None;
            }
        }
        let began = began(&samples, 1.0).expect("seen");
        assert!((1.3..1.45).contains(&began), "{began}");
        assert!(!has_long_gap(&samples[samples.partition_point(|s| s.time_secs < began)..]));
    }
}
