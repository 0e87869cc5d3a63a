//! A range of the person's own: how far the first, easy attempts went.
//!
//! Where moving is painful, a sheet's target is the wrong measure. The first attempts of each phase
//! are made as far as is comfortable; they are recorded and not judged by their range, and a part of
//! what they reached becomes the target of those that follow. Safety limits stay as they are.

use super::phase::PhaseId;

/// How many easy attempts of a phase set its range.
pub const EASY_ATTEMPTS: usize = 2;

/// The target's part of what the easy attempts reached: people do not go equally far each time.
const OF_EASY: f64 = 0.9;

/// A range below this part of the full one is hardly a movement.
const LEAST: f64 = 0.3;

/// The person's own range, phase by phase.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PersonalRange {
    /// Per phase, the easy attempts' peaks as parts of the full range.
    peaks: Vec<Vec<f64>>,
}

impl PersonalRange {
    /// A range that is still to be found for each of so many phases.
    pub fn new(phases: usize) -> Self {
        Self { peaks: vec![Vec::new(); phases] }
    }

    /// Whether a phase's attempts are still easy ones.
    pub fn is_open(&self, phase: PhaseId) -> bool {
        self.peaks.get(phase.0).is_some_and(|peaks| peaks.len() < EASY_ATTEMPTS)
    }

    /// Takes how far an easy attempt went, as a part of the full range.
    pub fn take(&mut self, phase: PhaseId, peak: f64) {
        if self.is_open(phase) {
            self.peaks[phase.0].push(peak);
        }
    }

    /// The part of the full range that is asked for, once it is known: at most all of it.
    pub fn part(&self, phase: PhaseId) -> Option<f64> {
        let peaks = self.peaks.get(phase.0).filter(|peaks| peaks.len() == EASY_ATTEMPTS)?;
        let mean = peaks.iter().sum::<f64>() / peaks.len() as f64;
        Some((OF_EASY * mean).clamp(LEAST, 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_easy_attempts_set_the_range_and_never_raise_it() {
        let mut range = PersonalRange::new(2);
        range.take(PhaseId(0), 0.7);
        assert_eq!(range.part(PhaseId(0)), None);
        range.take(PhaseId(0), 0.8);
        assert!((range.part(PhaseId(0)).expect("two attempts") - 0.675).abs() < 1e-9);
        range.take(PhaseId(0), 5.0);
        assert!(!range.is_open(PhaseId(0)) && range.is_open(PhaseId(1)));
        assert!((range.part(PhaseId(0)).expect("unchanged") - 0.675).abs() < 1e-9);
        range.take(PhaseId(1), 1.4);
        range.take(PhaseId(1), 1.6);
        assert_eq!(range.part(PhaseId(1)), Some(1.0));
    }
}
