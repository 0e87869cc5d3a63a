//! Where the numbers of a chart stand.

use crate::report::Unit;
use crate::report::session::Curve;

/// Air above and below the values, as a share of their span.
const AIR: f64 = 0.07;
/// About this many numbers stand beside a row.
const TICKS: f64 = 4.0;
/// Points between two times.
const TIME_GAP: f64 = 42.0;
/// Seconds between two times.
const TIME_STEPS: [f64; 9] = [1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0];

/// The values' axis, shared by all curves of a set.
pub(in crate::report) struct Axis {
    pub(in crate::report) low: f64,
    pub(in crate::report) high: f64,
    pub(in crate::report) ticks: Vec<f64>,
    unit: Unit,
    step: f64,
}

impl Axis {
    /// An axis on which every value and target has a place; none where nothing was seen.
    pub(super) fn of(curves: &[Curve]) -> Option<Self> {
        let unit = curves.first()?.unit;
        let values = curves.iter().flat_map(|curve| curve.values.iter().flatten());
        let targets = curves.iter().flat_map(|curve| curve.targets.iter().map(|target| &target.value));
        let (low, high) =
            values.chain(targets).fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
                (low.min(*value), high.max(*value))
            });
        (low <= high).then(|| Axis::over(low, high, unit))
    }

    /// An axis for values between two.
    pub(in crate::report) fn over(low: f64, high: f64, unit: Unit) -> Self {
        // A line without any movement still needs a span.
        let air = ((high - low) * AIR).max(least_span(unit) * AIR);
        let (low, high) = (low - air, high + air);
        let step = round_step((high - low) / TICKS);
        let first = (low / step).ceil() as i64;
        let ticks = (first..).map(|place| place as f64 * step).take_while(|tick| *tick <= high).collect();
        Axis { low, high, ticks, unit, step }
    }

    /// A number beside the chart.
    pub(in crate::report) fn text(&self, tick: f64) -> String {
        let decimals = (-self.step.log10().floor()).clamp(0.0, 4.0) as usize;
        let sign = if self.unit == Unit::Degrees { "°" } else { "" };
        format!("{:.decimals$}{sign}", tick + 0.0).replace('-', "\u{2212}")
    }
}

fn least_span(unit: Unit) -> f64 {
    match unit {
        Unit::Degrees => 20.0,
        Unit::TorsoLengths => 0.1,
        Unit::Seconds => 1.0,
    }
}

/// The next of 1, 2, 5, 10, 20 ...
fn round_step(least: f64) -> f64 {
    let power = 10f64.powf(least.log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .map(|factor| factor * power)
        .into_iter()
        .find(|step| *step >= least * 0.999)
        .unwrap_or(least)
}

/// Seconds between two times on an axis of some width.
pub(super) fn time_step(secs: f64, width: f64) -> f64 {
    let least = secs * TIME_GAP / width;
    TIME_STEPS.into_iter().find(|step| *step >= least).unwrap_or_else(|| (least / 300.0).ceil() * 300.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        assert_eq!([0.013, 0.2, 17.0, 50.0, 51.0].map(round_step), [0.02, 0.2, 20.0, 50.0, 100.0]);
        assert_eq!(time_step(60.0, 500.0), 10.0);
        assert_eq!(time_step(36_000.0, 420.0), 3600.0);
    }

    #[test]
    fn a_line_without_movement_has_an_axis() {
        let curve = |values: Vec<Option<f64>>| Curve {
            measure: "knee_angle_left".to_string(),
            unit: Unit::Degrees,
            rest: None,
            peaks_from_rest: false,
            targets: Vec::new(),
            mean_error: None,
            correlation: None,
            time_secs: (0..values.len()).map(|i| i as f64).collect(),
            values,
        };
        let axis = Axis::of(&[curve(vec![Some(90.0), None, Some(90.0)])]).expect("an axis");
        assert!(axis.low < 90.0 && axis.high > 90.0);
        assert_eq!(axis.text(90.0), "90°");
        assert!(Axis::of(&[curve(vec![None])]).is_none());
    }
}
