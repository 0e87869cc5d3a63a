//! A measure over the time of a set, as it is kept for a chart.

use crate::graphics::axis::span;
use crate::motion::Unit;

/// The driving measure of a set over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// The measure's unit.
    pub unit: Unit,
    /// Seconds since the session began, and the value; none where it was not seen.
    pub samples: Vec<(f64, Option<f64>)>,
    /// Where targets are reached.
    pub targets: Vec<Target>,
}

/// Where the target of a phase is reached.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Target {
    /// The value at which it is reached.
    pub value: f64,
    /// Whether it lies above that value, not below.
    pub above: bool,
}

impl Curve {
    /// The least and the greatest of values and targets; none without a value.
    pub fn span(&self) -> Option<(f64, f64)> {
        let values = self.samples.iter().filter_map(|(_, value)| *value).filter(|value| value.is_finite());
        let (low, high) = span(values)?;
        let targets = self.targets.iter().map(|target| target.value).filter(|value| value.is_finite());
        span(targets.chain([low, high]))
    }

    /// The value at a time, or the last one before it.
    pub fn at(&self, secs: f64) -> Option<f64> {
        let until = self.samples.partition_point(|(time, _)| *time <= secs);
        self.samples[..until].iter().rev().find_map(|(_, value)| *value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_span_holds_values_and_targets() {
        let samples = vec![(0.0, Some(130.0)), (0.1, None), (0.2, Some(150.0))];
        let targets = vec![Target { value: 165.0, above: true }];
        let curve = Curve { unit: Unit::Degrees, samples, targets };
        assert_eq!(curve.span(), Some((130.0, 165.0)));
        assert_eq!(curve.at(0.15), Some(130.0));
        assert_eq!(curve.at(-1.0), None);
        let unseen = Curve { samples: vec![(0.0, None)], ..curve };
        assert_eq!(unseen.span(), None);
    }
}
