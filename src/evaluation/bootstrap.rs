//! How far a figure could be another with other bodies: the bootstrap.

use serde::Serialize;

/// How often bodies are drawn anew.
pub const RESAMPLES: usize = 1000;
/// Where the random numbers begin, so that the same results give the same intervals.
const SEED: u64 = 20_260_101;
/// What lies outside of the interval on each side: 95 % lie inside.
const OUTSIDE: f64 = 0.025;
/// Fewer draws with a value, as a part of all, give no interval.
const LEAST_DRAWS: f64 = 0.5;

/// A figure with its 95 % confidence interval.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Estimate {
    /// The figure; none where there was nothing to count.
    pub value: Option<f64>,
    /// Its interval; none where there are fewer than two bodies.
    pub interval: Option<[f64; 2]>,
}

impl Estimate {
    /// A figure of the members of groups. Clips of one body are alike, so it is bodies that are drawn, with
    /// replacement: `groups` holds the clips of each.
    pub(super) fn of<T: Copy>(groups: &[Vec<T>], figure: impl Fn(&[T]) -> Option<f64>) -> Self {
        let all: Vec<T> = groups.iter().flatten().copied().collect();
        Estimate { value: figure(&all).map(rounded), interval: interval(groups, figure) }
    }
}

fn interval<T: Copy>(groups: &[Vec<T>], figure: impl Fn(&[T]) -> Option<f64>) -> Option<[f64; 2]> {
    if groups.len() < 2 {
        return None;
    }
    let mut random = Random(SEED);
    let mut drawn = Vec::new();
    let mut draw = || {
        drawn.clear();
        for _ in 0..groups.len() {
            drawn.extend_from_slice(&groups[random.below(groups.len())]);
        }
        figure(&drawn)
    };
    let mut values: Vec<f64> = (0..RESAMPLES).filter_map(|_| draw()).collect();
    if (values.len() as f64) < LEAST_DRAWS * RESAMPLES as f64 {
        return None;
    }
    values.sort_by(f64::total_cmp);
    let last = (values.len() - 1) as f64;
    let place = |part: f64| values[(part * last).round() as usize];
    Some([rounded(place(OUTSIDE)), rounded(place(1.0 - OUTSIDE))])
}

/// To four decimals: more would be noise.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4 + 0.0
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to, and without, `limit`.
    fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.next()) * limit as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(values: &[f64]) -> Option<f64> {
        (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
    }

    #[test]
    fn random_numbers_are_those_that_were_published() {
        let mut random = Random(1_234_567);
        assert_eq!([random.next(), random.next()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }

    #[test]
    fn one_body_says_nothing_of_others() {
        let estimate = Estimate::of(&[vec![1.0, 2.0]], mean);
        assert_eq!(estimate, Estimate { value: Some(1.5), interval: None });
        assert_eq!(Estimate::of::<f64>(&[], mean), Estimate::default());
    }

    #[test]
    fn the_interval_is_as_wide_as_bodies_differ_and_always_the_same() {
        let alike: Vec<Vec<f64>> = vec![vec![3.0]; 8];
        assert_eq!(Estimate::of(&alike, mean).interval, Some([3.0, 3.0]));
        // The mean of 100 values with the standard deviation s lies within 1.96 s / 10.
        let differing: Vec<Vec<f64>> = (0..100).map(|body| vec![f64::from(body)]).collect();
        let estimate = Estimate::of(&differing, mean);
        let [low, high] = estimate.interval.expect("an interval");
        assert!((low - 43.84).abs() < 1.0 && (high - 55.16).abs() < 1.0, "{low} to {high}");
        assert_eq!(Estimate::of(&differing, mean), estimate);
    }

    #[test]
    fn a_figure_that_few_draws_have_has_no_interval() {
        let groups = vec![vec![]; 9].into_iter().chain([vec![1.0]]).collect::<Vec<_>>();
        // A tenth of the bodies is in about 65 % of the draws.
        assert_eq!(Estimate::of(&groups, mean).interval, Some([1.0, 1.0]));
        let of_most = |values: &[f64]| mean(values).filter(|_| values.len() > 2);
        assert_eq!(Estimate::of(&groups, of_most).interval, None);
    }
}
