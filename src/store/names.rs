//! The words that stand in the database for the core's values.

use crate::coach::Interruption;
use crate::messages;
use crate::motion::{Measure, MeasureRef, Position, Reason, Severity, Side, Verdict, View};

const POSITIONS: [Position; 4] =
    [Position::Supine, Position::Quadruped, Position::Standing, Position::Seated];
const VIEWS: [View; 5] = [View::Side, View::ThreeQuarter, View::HeadEnd, View::FootEnd, View::Front];
const VERDICTS: [Verdict; 4] = [Verdict::Good, Verdict::Faulty, Verdict::Partial, Verdict::Unjudged];
const WHYS: [Interruption; 3] = [Interruption::Asked, Interruption::Away, Interruption::Camera];

pub(super) fn position(word: &str) -> Option<Position> {
    POSITIONS.into_iter().find(|position| messages::position_id(*position) == word)
}

pub(super) fn view(word: &str) -> Option<View> {
    VIEWS.into_iter().find(|view| messages::view_id(*view) == word)
}

pub(super) fn side(word: &str) -> Option<Side> {
    Side::BOTH.into_iter().find(|side| side.name() == word)
}

pub(super) fn reason(word: &str) -> Option<Reason> {
    Reason::ALL.into_iter().find(|reason| reason.id() == word)
}

pub(super) fn verdict(word: &str) -> Option<Verdict> {
    VERDICTS.into_iter().find(|verdict| verdict.id() == word)
}

/// A measure by the name that a trace has it under.
pub(super) fn measure(word: &str) -> Option<Measure> {
    MeasureRef::from_name(word)?.resolve(None, None)
}

pub(super) fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Minor => "minor",
        Severity::Major => "major",
    }
}

pub(super) fn why_word(why: Interruption) -> &'static str {
    match why {
        Interruption::Asked => "asked",
        Interruption::Away => "away",
        Interruption::Camera => "camera",
    }
}

pub(super) fn why(word: &str) -> Option<Interruption> {
    WHYS.into_iter().find(|why| why_word(*why) == word)
}
