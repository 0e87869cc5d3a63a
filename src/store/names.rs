//! The words that stand in the database for the core's values.

use crate::coach::Interruption;
use crate::motion::{Measure, MeasureRef, Reason, Severity, Side, Verdict};

const VERDICTS: [Verdict; 4] = [Verdict::Good, Verdict::Faulty, Verdict::Partial, Verdict::Unjudged];
const WHYS: [Interruption; 3] = [Interruption::Asked, Interruption::Away, Interruption::Camera];

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
        // The schema knows no other word for what is wrong with a camera.
        Interruption::Camera | Interruption::Still => "camera",
    }
}

pub(super) fn why(word: &str) -> Option<Interruption> {
    WHYS.into_iter().find(|why| why_word(*why) == word)
}
