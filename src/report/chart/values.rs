//! Which values a chart shows, and which numbers stand beside them.

use crate::graphics::axis::{span, ticks, with_air};
use crate::messages::Language;
use crate::motion::TRUNK_CM;
use crate::report::Unit;
use crate::report::session::{Curve, Target};

/// Air above and below the values, as a share of their span.
const AIR: f64 = 0.07;
/// About this many numbers stand beside a row.
const TICKS: f64 = 4.0;

/// The values that a chart shows, for all its curves.
pub(in crate::report) struct Values {
    /// The least and the greatest.
    pub(in crate::report) span: (f64, f64),
    /// Numbers beside the chart, with how they are written.
    pub(in crate::report) ticks: Vec<(f64, String)>,
}

impl Values {
    /// Room for every value and target; none where nothing was seen.
    pub(super) fn of(curves: &[Curve], language: &Language) -> Option<Self> {
        let unit = curves.first()?.unit;
        let values = curves.iter().flat_map(|curve| curve.values.iter().flatten().copied());
        let targets = curves.iter().flat_map(|curve| curve.targets.iter().map(|target| target.value));
        let mut shown = Values::over(span(values.chain(targets))?, unit, language);
        // To either side of zero farther is more.
        let mut targets = curves.iter().flat_map(|curve| &curve.targets);
        if targets.clone().any(Target::falls) && targets.any(|target| target.above && target.value > 0.0) {
            shown
                .ticks
                .iter_mut()
                .for_each(|(_, text)| *text = text.trim_start_matches('\u{2212}').to_string());
        }
        Some(shown)
    }

    /// Room for the values of a span.
    pub(in crate::report) fn over(span: (f64, f64), unit: Unit, language: &Language) -> Self {
        // A line without any movement still needs a span.
        let span = with_air(span, AIR, least_span(unit));
        let scale = if unit == Unit::TorsoLengths { TRUNK_CM } else { 1.0 };
        let (step, ticks) = ticks((span.0 * scale, span.1 * scale), TICKS);
        let decimals = (-step.log10().floor()).clamp(0.0, 4.0) as usize;
        let sign = if unit == Unit::Degrees { "°" } else { "" };
        let told =
            |tick: f64| format!("{}{sign}", language.number(tick + 0.0, decimals)).replace('-', "\u{2212}");
        Values { span, ticks: ticks.into_iter().map(|tick| (tick / scale, told(tick))).collect() }
    }
}

fn least_span(unit: Unit) -> f64 {
    match unit {
        Unit::Degrees => 20.0,
        Unit::TorsoLengths => 0.1,
        Unit::Seconds => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::english;

    #[test]
    fn a_line_without_movement_has_room() {
        let curve = |values: Vec<Option<f64>>| Curve {
            measure: "knee_angle_left".to_string(),
            unit: Unit::Degrees,
            rest: None,
            peaks_from_rest: false,
            targets: Vec::new(),
            mean_error: None,
            correlation: None,
            corrected_within: None,
            time_secs: (0..values.len()).map(|i| i as f64).collect(),
            values,
        };
        let values =
            Values::of(&[curve(vec![Some(90.0), None, Some(90.0)])], english()).expect("there is a value");
        assert!(values.span.0 < 90.0 && values.span.1 > 90.0);
        assert!(values.ticks.contains(&(90.0, "90°".to_string())), "{:?}", values.ticks);
        assert!(Values::of(&[curve(vec![None])], english()).is_none());
    }
}
