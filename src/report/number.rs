//! Rounding, so that the same recording gives the same digits.

use super::unit::Unit;

/// Seconds to the millisecond, and whatever else deserves three digits.
pub fn secs(value: f64) -> f64 {
    to_decimals(value, 3)
}

/// A measured value to the digits that its unit deserves; `None` where it is not a number.
pub(super) fn value(value: f64, unit: Option<Unit>) -> Option<f64> {
    value.is_finite().then(|| match unit {
        Some(Unit::Degrees) => to_decimals(value, 2),
        Some(Unit::Seconds) => secs(value),
        Some(Unit::TorsoLengths) | None => to_decimals(value, 4),
    })
}

/// Rounds half away from zero and never gives minus zero.
pub(super) fn to_decimals(value: f64, decimals: i32) -> f64 {
    let scale = 10f64.powi(decimals);
    (value * scale).round() / scale + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_by_unit_and_knows_no_minus_zero() {
        assert_eq!(value(178.12499, Some(Unit::Degrees)), Some(178.12));
        assert_eq!(value(0.123_45, Some(Unit::TorsoLengths)), Some(0.1235));
        assert_eq!(secs(3.333_333), 3.333);
        assert_eq!(secs(-0.000_1).to_bits(), 0f64.to_bits());
    }

    #[test]
    fn what_is_not_a_number_is_absent() {
        assert_eq!(value(f64::NAN, None), None);
        assert_eq!(value(f64::INFINITY, Some(Unit::Degrees)), None);
    }
}
