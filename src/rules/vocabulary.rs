//! The words of a rules file and what they stand for.

use crate::motion::{During, Moving, Position, Reference, RepetitionRule, Severity, View};

/// Every text that a proposal leaves to a person begins so.
pub(super) const UNEDITED: &str = "EDIT";

/// A meaning for which the format has words.
pub(super) trait Word: Copy + PartialEq + 'static {
    /// Each word and its meaning.
    const WORDS: &'static [(&'static str, Self)];

    /// What a word stands for.
    fn meant_by(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(known, _)| *known == word).map(|(_, meaning)| *meaning)
    }

    /// The word for this meaning.
    fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, meaning)| *meaning == self).map_or("", |(word, _)| *word)
    }

    /// All words.
    fn words() -> Vec<&'static str> {
        Self::WORDS.iter().map(|(word, _)| *word).collect()
    }
}

/// The words that a key may have.
#[derive(Clone, Copy)]
pub(super) struct Words {
    known: fn() -> Vec<&'static str>,
    meaningless: &'static [&'static str],
}

impl Words {
    /// All words for a meaning.
    pub(super) const fn of<T: Word>() -> Words {
        Words { known: T::words, meaningless: &[] }
    }

    /// Without those that have no meaning in this place.
    pub(super) const fn without(self, meaningless: &'static [&'static str]) -> Words {
        Words { meaningless, ..self }
    }

    /// The words that the reader knows, meaningful or not.
    pub(super) fn known(self) -> Vec<&'static str> {
        (self.known)()
    }

    /// The words that mean something in this place.
    pub(super) fn meaningful(self) -> Vec<&'static str> {
        let mut words = self.known();
        words.retain(|word| !self.meaningless.contains(word));
        words
    }
}

impl Word for Position {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("supine", Position::Supine),
        ("quadruped", Position::Quadruped),
        ("standing", Position::Standing),
        ("seated", Position::Seated),
    ];
}

impl Word for View {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("side", View::Side),
        ("three-quarter", View::ThreeQuarter),
        ("head-end", View::HeadEnd),
        ("foot-end", View::FootEnd),
        ("front", View::Front),
    ];
}

impl Word for Reference {
    const WORDS: &'static [(&'static str, Self)] =
        &[("absolute", Reference::Absolute), ("neutral", Reference::Neutral), ("hold", Reference::HoldLevel)];
}

impl Word for During {
    const WORDS: &'static [(&'static str, Self)] =
        &[("attempt", During::Attempt), ("target", During::Target)];
}

impl Word for RepetitionRule {
    const WORDS: &'static [(&'static str, Self)] =
        &[("each-phase", RepetitionRule::EachPhase), ("all-phases", RepetitionRule::AllPhases)];
}

impl Word for Severity {
    const WORDS: &'static [(&'static str, Self)] = &[("minor", Severity::Minor), ("major", Severity::Major)];
}

impl Word for Moving {
    const WORDS: &'static [(&'static str, Self)] = &[("near", Moving::Near), ("not-near", Moving::NotNear)];
}

/// Whether the measure grows on the way to the target.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Rises(pub(super) bool);

impl Word for Rises {
    const WORDS: &'static [(&'static str, Self)] = &[("rising", Rises(true)), ("falling", Rises(false))];
}

/// Whether a confirmation is asked on the way and not near the peak.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct OnTheWay(pub(super) bool);

impl Word for OnTheWay {
    const WORDS: &'static [(&'static str, Self)] = &[("peak", OnTheWay(false)), ("way", OnTheWay(true))];
}
