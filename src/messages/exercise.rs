//! What is said and shown of an exercise. Its rules file has it in English, a language's file in that language.

use std::collections::VecDeque;

use super::Language;
use crate::motion::{Exercise, PhaseId, RuleId};

/// The sentences of an exercise, in one language.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ExerciseTexts {
    /// Its name for people.
    pub title: String,
    /// What the person does, a sentence each.
    pub steps: Vec<String>,
    /// When to be careful, a sentence each.
    pub cautions: Vec<String>,
    /// What one camera cannot tell about it, a sentence each.
    pub limits: Vec<String>,
    /// What the person is told to do in each phase, at the phase's place in the exercise.
    pub phases: Vec<PhaseTexts>,
    /// What is said of each fault rule, at the rule's place in the exercise.
    pub faults: Vec<FaultTexts>,
}

/// What to do at a moment of a phase, in the exercise's own words. Without them, the language has some for all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PhaseTexts {
    /// On the way to the target.
    pub out: Option<String>,
    /// In the target.
    pub hold: Option<String>,
    /// On the way back.
    pub back: Option<String>,
}

/// The sentences of a fault rule.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FaultTexts {
    /// What is said to the person: the remedy.
    pub cue: String,
    /// What is well where it is gone, within "Good: ..."; none where it has no words for it.
    pub better: Option<String>,
    /// Why it matters.
    pub why: String,
    /// Where the limit comes from.
    pub source: String,
}

/// The caution that is said before a set: the second, how to make it easier and when to stop. The first is about all
/// exercises.
const SAID_CAUTION: usize = 1;

impl ExerciseTexts {
    /// What is said before the first set: the steps, and one caution.
    pub fn briefing(&self) -> VecDeque<String> {
        let caution = self.cautions.get(SAID_CAUTION).or(self.cautions.first());
        self.steps.iter().chain(caution).cloned().collect()
    }

    /// Whether a sentence is one of those.
    pub fn is_of_briefing(&self, sentence: &str) -> bool {
        self.steps.iter().chain(&self.cautions).any(|text| text == sentence)
    }

    /// What to do in a phase.
    pub fn phase(&self, phase: PhaseId) -> &PhaseTexts {
        const NONE: &PhaseTexts = &PhaseTexts { out: None, hold: None, back: None };
        self.phases.get(phase.0).unwrap_or(NONE)
    }

    /// The sentences of a rule.
    ///
    /// # Panics
    ///
    /// Panics where the id is another exercise's.
    pub fn fault(&self, rule: RuleId) -> &FaultTexts {
        &self.faults[rule.0]
    }

    /// Whether two rules of an exercise tell a person the same, as a limit of its own for a side or a view does. Two of
    /// one name with other remedies are two faults.
    ///
    /// # Panics
    ///
    /// Panics where an id is another exercise's.
    pub fn tells_the_same(&self, exercise: &Exercise, a: RuleId, b: RuleId) -> bool {
        a == b || exercise.rule(a).id == exercise.rule(b).id && self.cue(a) == self.cue(b)
    }

    /// The remedy of a rule.
    pub fn cue(&self, rule: RuleId) -> &str {
        &self.fault(rule).cue
    }
}

impl Language {
    /// The sentences of an exercise in this language. A sentence without a translation stays as it is.
    pub fn translated(&self, texts: &ExerciseTexts) -> ExerciseTexts {
        let mut told = texts.clone();
        let rules = told
            .faults
            .iter_mut()
            .flat_map(|rule| [&mut rule.cue, &mut rule.why].into_iter().chain(&mut rule.better));
        let phases =
            told.phases.iter_mut().flat_map(|phase| [&mut phase.out, &mut phase.hold, &mut phase.back]);
        let lists = [&mut told.steps, &mut told.cautions, &mut told.limits];
        for text in lists.into_iter().flatten().chain([&mut told.title]).chain(rules).chain(phases.flatten())
        {
            if let Some(translation) = self.words.texts.get(text) {
                text.clone_from(translation);
            }
        }
        told
    }
}
