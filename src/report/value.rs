//! Values as people read them.

use crate::motion::TRUNK_CM;
use crate::report::{Fault, Unit};

/// Seconds, from a minute on as minutes: `12.5 s`, `2:05.0`.
pub(in crate::report) fn secs(secs: f64) -> String {
    if secs < 60.0 { format!("{secs:.1} s") } else { clock(secs) }
}

/// A place in the recording: `0:12.5`.
pub(in crate::report) fn clock(secs: f64) -> String {
    let tenths = (secs * 10.0).round();
    format!("{}:{:04.1}", (tenths / 600.0).floor(), (tenths % 600.0) / 10.0)
}

/// A value with its unit, to the digits that matter.
pub(in crate::report) fn with_unit(value: f64, unit: Option<Unit>) -> String {
    match unit {
        Some(Unit::Degrees) => format!("{value:.1}°"),
        Some(Unit::Seconds) => format!("{value:.1} s"),
        Some(Unit::TorsoLengths) => format!("{:.1} cm", value * TRUNK_CM + 0.0),
        None => format!("{value}"),
    }
}

/// A value with its unit, to the digits that its error leaves worth reading.
pub(in crate::report) fn rounded(value: f64, unit: Option<Unit>) -> String {
    let text = match unit {
        Some(Unit::Degrees) => format!("{:.0}°", value.round() + 0.0),
        _ => with_unit(value, unit),
    };
    text.replace('-', "\u{2212}")
}

/// A fault with what was measured and what the rule allows: `hips-low 150.2° (limit 165.0°)`.
pub(in crate::report) fn fault(fault: &Fault) -> String {
    let mut text = fault.id.clone();
    if let Some(value) = fault.value {
        text += &format!(" {}", with_unit(value, fault.unit));
    }
    if let Some(limit) = fault.limit {
        text += &format!(" (limit {})", with_unit(limit, fault.unit));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_like_a_clock() {
        assert_eq!(clock(0.0), "0:00.0");
        assert_eq!(clock(59.96), "1:00.0");
        assert_eq!(clock(125.04), "2:05.0");
        assert_eq!(secs(12.34), "12.3 s");
        assert_eq!(secs(61.0), "1:01.0");
    }
}
