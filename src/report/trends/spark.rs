//! A curve in one line of text.

use crate::graphics::axis::span;

const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// A bar for each value between the least and the greatest; a space where there is none. A change
/// that is smaller than `least_span` is not blown up to the full height.
pub(super) fn sparkline(values: &[Option<f64>], least_span: f64) -> String {
    let (low, high) = span(values.iter().flatten().copied()).unwrap_or_default();
    let span = (high - low).max(least_span);
    // What changes little stands in the middle.
    let base = low - (span - (high - low)) / 2.0;
    let bar = |value: f64| {
        let share = if span > 0.0 { (value - base) / span } else { 0.5 };
        BARS[((share * 8.0).floor() as usize).min(BARS.len() - 1)]
    };
    values.iter().map(|value| value.map_or(' ', bar)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_between_the_least_and_the_greatest() {
        assert_eq!(sparkline(&[Some(1.0), None, Some(2.0), Some(3.0)], 0.0), "▁ ▅█");
        assert_eq!(sparkline(&[Some(0.90), Some(0.92)], 0.5), "▄▅");
        assert_eq!(sparkline(&[Some(5.0), Some(5.0)], 0.0), "▅▅");
        assert_eq!(sparkline(&[None, None], 1.0), "  ");
        assert_eq!(sparkline(&[], 1.0), "");
    }
}
