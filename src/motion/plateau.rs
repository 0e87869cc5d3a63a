//! Where a curve stays at one level.

use super::curve::Sample;
use super::timing::elapsed_secs;

/// This share of the time must have gone by for a stretch to have lasted as long.
const WHOLE: f64 = 0.9;

/// The end of a curve, and between which levels it lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Plateau {
    /// Its first sample's time, in seconds.
    pub(super) since_secs: f64,
    /// The least progress.
    pub(super) low: f64,
    /// The greatest progress.
    pub(super) high: f64,
}

impl Plateau {
    /// The last seconds of a curve; `None` where it is shorter, or was not seen all the time.
    pub(super) fn of_last(samples: &[Sample], secs: f64) -> Option<Self> {
        let last = samples.last()?.time_secs;
        let recent = || samples.iter().rev().take_while(|s| elapsed_secs(s.time_secs, last) <= secs);
        let since_secs = recent().last()?.time_secs;
        if elapsed_secs(since_secs, last) < WHOLE * secs {
            return None;
        }
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for sample in recent() {
            let progress = sample.progress?;
            (low, high) = (low.min(progress), high.max(progress));
        }
        Some(Self { since_secs, low, high })
    }

    /// How far its levels are apart.
    pub(super) fn spread(self) -> f64 {
        self.high - self.low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(progress: impl Fn(f64) -> Option<f64>) -> Vec<Sample> {
        let at = |frame: u32| f64::from(frame) / 10.0;
        (0..=30).map(at).map(|time_secs| Sample { time_secs, progress: progress(time_secs) }).collect()
    }

    #[test]
    fn only_the_last_seconds_count() {
        let plateau = Plateau::of_last(&samples(|secs| Some(secs.min(2.5))), 1.0).expect("seen all the time");
        assert_eq!(plateau, Plateau { since_secs: 2.0, low: 2.0, high: 2.5 });
        assert!((plateau.spread() - 0.5).abs() < 1e-9);
    }

    #[test]
    fn what_was_not_seen_or_is_too_short_is_none() {
        assert_eq!(Plateau::of_last(&samples(|secs| (secs < 2.5).then_some(1.0)), 1.0), None);
        assert_eq!(Plateau::of_last(&samples(|_| Some(1.0)), 4.0), None);
        assert_eq!(Plateau::of_last(&[], 1.0), None);
    }
}
