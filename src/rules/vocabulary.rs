//! The words of a rules file and what they stand for.

use crate::motion::{During, Position, Reference, RepetitionRule, Severity, View};

pub(super) const POSITIONS: &[(&str, Position)] = &[
    ("supine", Position::Supine),
    ("quadruped", Position::Quadruped),
    ("standing", Position::Standing),
    ("seated", Position::Seated),
];

pub(super) const VIEWS: &[(&str, View)] = &[
    ("side", View::Side),
    ("three-quarter", View::ThreeQuarter),
    ("head-end", View::HeadEnd),
    ("foot-end", View::FootEnd),
    ("front", View::Front),
];

pub(super) const REFERENCES: &[(&str, Reference)] =
    &[("absolute", Reference::Absolute), ("neutral", Reference::Neutral), ("hold", Reference::HoldLevel)];

/// Whether the measure grows on the way to the target.
pub(super) const DIRECTIONS: &[(&str, bool)] = &[("rising", true), ("falling", false)];

pub(super) const DURING: &[(&str, During)] = &[("attempt", During::Attempt), ("target", During::Target)];

/// The parts of an attempt that a confirmation is asked in: whether on the way.
pub(super) const PARTS: &[(&str, bool)] = &[("peak", false), ("way", true)];

pub(super) const REPETITIONS: &[(&str, RepetitionRule)] =
    &[("each-phase", RepetitionRule::EachPhase), ("all-phases", RepetitionRule::AllPhases)];

pub(super) const SEVERITIES: &[(&str, Severity)] = &[("minor", Severity::Minor), ("major", Severity::Major)];

/// The views that there are of a body in a position.
pub(super) fn views_of(position: Position) -> &'static [View] {
    match position {
        Position::Supine | Position::Quadruped => {
            &[View::Side, View::ThreeQuarter, View::HeadEnd, View::FootEnd]
        }
        Position::Standing | Position::Seated => &[View::Side, View::ThreeQuarter, View::Front],
    }
}

/// The word for a meaning.
pub(super) fn name_of<T: Copy + PartialEq>(words: &[(&'static str, T)], meaning: T) -> &'static str {
    words.iter().find(|(_, known)| *known == meaning).map_or("", |(name, _)| *name)
}
