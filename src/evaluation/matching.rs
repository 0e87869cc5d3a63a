//! Which attempt that was found is which true one.

use super::truth::TrueAttempt;
use crate::report::Excursion;

/// Two match if the time that they share is at least this part of the time that they cover together.
const LEAST_SHARED: f64 = 0.4;

/// Places of true and found attempts that match: same phase and side, each matched once, the best first.
pub(super) fn pairs(truth: &[TrueAttempt], found: &[&Excursion]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (i, is) in truth.iter().enumerate() {
        for (j, told) in found.iter().enumerate().filter(|(_, told)| is_same(is, told)) {
            let shared = shared((is.start, is.end), (told.start, told.end));
            if shared >= LEAST_SHARED {
                candidates.push((shared, i, j));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in candidates {
        if !pairs.iter().any(|pair| pair.0 == i || pair.1 == j) {
            pairs.push((i, j));
        }
    }
    pairs
}

fn is_same(is: &TrueAttempt, told: &Excursion) -> bool {
    (is.phase.is_none() || is.phase == told.phase) && (is.side.is_none() || is.side == told.side)
}

/// The part that two intervals share of what they cover together.
fn shared(a: (f64, f64), b: (f64, f64)) -> f64 {
    let covered = a.1.max(b.1) - a.0.min(b.0);
    if covered > 0.0 { common((a.0, a.1), b).max(0.0) / covered } else { 0.0 }
}

/// Seconds that two intervals have in common; negative where they lie apart.
pub(super) fn common(a: (f64, f64), b: (f64, f64)) -> f64 {
    a.1.min(b.1) - a.0.max(b.0)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{found, is};
    use super::*;

    fn matched(truth: &[TrueAttempt], told: &[Excursion]) -> Vec<(usize, usize)> {
        pairs(truth, &told.iter().collect::<Vec<_>>())
    }

    #[test]
    fn the_best_match_goes_first_and_each_is_matched_once() {
        let truth = [is(None, 0.0, 10.0), is(None, 11.0, 20.0)];
        let told = [found(None, 1.0, 6.0), found(None, 0.5, 10.0), found(None, 11.0, 20.0)];
        assert_eq!(matched(&truth, &told), [(1, 2), (0, 1)]);
    }

    #[test]
    fn too_little_in_common_is_no_match() {
        assert_eq!(matched(&[is(None, 0.0, 10.0)], &[found(None, 0.0, 4.0)]), [(0, 0)]);
        assert_eq!(matched(&[is(None, 0.0, 10.0)], &[found(None, 0.0, 3.9)]), []);
        assert_eq!(matched(&[is(None, 0.0, 10.0)], &[found(None, 12.0, 20.0)]), []);
    }

    #[test]
    fn sides_must_agree_where_the_truth_has_them() {
        let (left, right) = (Some("left"), Some("right"));
        assert_eq!(matched(&[is(left, 0.0, 10.0)], &[found(right, 0.0, 10.0)]), []);
        assert_eq!(matched(&[is(left, 0.0, 10.0)], &[found(left, 0.0, 10.0)]), [(0, 0)]);
        assert_eq!(matched(&[is(None, 0.0, 10.0)], &[found(right, 0.0, 10.0)]), [(0, 0)]);
    }
}
