//! Values as people read them, in their language.

use crate::messages::{Language, fill};
use crate::motion::TRUNK_CM;
use crate::report::{Fault, Unit};

/// In place of what is not known, in tables.
pub(in crate::report) const ABSENT: &str = "–";

/// Seconds, from a minute on as minutes: `12.5 s`, `2:05.0`.
pub(in crate::report) fn secs(secs: f64, language: &Language) -> String {
    if secs < 60.0 { tenths(secs, language) } else { clock(secs, language) }
}

/// Seconds to the tenth: `12.5 s`.
pub(in crate::report) fn tenths(secs: f64, language: &Language) -> String {
    format!("{} s", language.number(secs, 1))
}

/// A place in the recording: `0:12.5`.
pub(in crate::report) fn clock(secs: f64, language: &Language) -> String {
    let tenths = (secs * 10.0).round();
    language.decimals(&format!("{}:{:04.1}", (tenths / 600.0).floor(), (tenths % 600.0) / 10.0))
}

/// A value with its unit, to the digits that matter.
pub(in crate::report) fn with_unit(value: f64, unit: Option<Unit>, language: &Language) -> String {
    match unit {
        Some(Unit::Degrees) => format!("{}°", language.number(value, 1)),
        Some(Unit::Seconds) => tenths(value, language),
        Some(Unit::TorsoLengths) => format!("{} cm", language.number(value * TRUNK_CM + 0.0, 1)),
        None => language.decimals(&value.to_string()),
    }
}

/// A value with its unit, to the digits that its error leaves worth reading.
pub(in crate::report) fn rounded(value: f64, unit: Option<Unit>, language: &Language) -> String {
    let text = match unit {
        Some(Unit::Degrees) => format!("{:.0}°", value.round() + 0.0),
        _ => with_unit(value, unit, language),
    };
    text.replace('-', "\u{2212}")
}

/// A fault with what was measured and what the rule allows: `hips-low 150.2° (limit 165.0°)`.
pub(in crate::report) fn fault(fault: &Fault, language: &Language) -> String {
    let mut text = language.name(&fault.id).unwrap_or(&fault.id).to_string();
    if let Some(value) = fault.value {
        text += &format!(" {}", with_unit(value, fault.unit, language));
    }
    if let Some(limit) = limit(fault, language) {
        text += &format!(" ({limit})");
    }
    text
}

/// What the rule of a fault allows: `limit 165.0°`.
pub(in crate::report) fn limit(fault: &Fault, language: &Language) -> Option<String> {
    let value = with_unit(fault.limit?, fault.unit, language);
    Some(fill(&language.words.report.limit, &[("value", &value)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::english;

    #[test]
    fn times_read_like_a_clock() {
        let clock = |time| clock(time, english());
        assert_eq!(clock(0.0), "0:00.0");
        assert_eq!(clock(59.96), "1:00.0");
        assert_eq!(clock(125.04), "2:05.0");
        assert_eq!(secs(12.34, english()), "12.3 s");
        assert_eq!(secs(61.0, english()), "1:01.0");
    }

    #[test]
    fn numbers_have_the_sign_of_the_language() {
        let german = Language::of("de").expect("it is ours");
        assert_eq!(clock(125.04, german), "2:05,0");
        assert_eq!(with_unit(-0.052, Some(Unit::TorsoLengths), german), "-2,6 cm");
        assert_eq!(rounded(-12.6, Some(Unit::Degrees), german), "\u{2212}13°");
    }
}
