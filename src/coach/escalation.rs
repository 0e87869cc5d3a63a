//! Faults that come back: what was said about them already, and what to say next.

use std::collections::BTreeMap;

use crate::messages::{ExerciseTexts, Language};
use crate::motion::{Attempt, Easing, Exercise, RuleId};

/// So often a fault is spoken of while there is time to mend it; then only after the attempt.
const MOST_AT_ONCE: u32 = 2;

/// What was said about the faults of a set, by the names of their rules: rules of one name are about the same thing.
#[derive(Debug, Clone, Default)]
pub(super) struct CueEscalation {
    said: BTreeMap<String, Said>,
}

/// What was said about a fault.
#[derive(Debug, Clone, Copy, Default)]
struct Said {
    /// How often while there was time to mend it, and how often after the attempt.
    at_once: u32,
    after: u32,
    /// Whether what is offered now is for at once.
    offers_at_once: bool,
    /// Whether it was said in the attempt under way.
    is_fresh: bool,
}

impl Said {
    /// How far the wording has escalated.
    fn stage(self) -> u32 {
        self.after + u32::from(self.at_once > 0)
    }
}

impl CueEscalation {
    /// What to say about a fault while there is time to mend it: the bare remedy; none where enough was
    /// said.
    pub(super) fn now(&mut self, rule: &Spoken<'_>) -> Option<String> {
        let said = self.said.entry(rule.name().to_string()).or_default();
        if said.at_once >= MOST_AT_ONCE || said.after > 1 {
            return None;
        }
        said.offers_at_once = true;
        Some(rule.texts.cue(rule.id).to_string())
    }

    /// What to say about a fault after the attempt: the remedy, then with its reason, then an offer to
    /// do less; none where enough was said, or it was said for the first time just now.
    pub(super) fn after(&mut self, rule: &Spoken<'_>, language: &Language) -> Option<String> {
        let words = &language.words.session;
        let texts = rule.texts.fault(rule.id);
        let said = self.said.entry(rule.name().to_string()).or_default();
        said.offers_at_once = false;
        match said.stage() {
            0 => Some(texts.cue.clone()),
            1 if said.is_fresh && said.at_once == 1 => None,
            1 => Some(format!("{}. {}", texts.cue.trim_end_matches('.'), texts.why)),
            2 => Some(match rule.exercise.rule(rule.id).kind.easing() {
                Some(Easing::Range) => words.ease_range.clone(),
                Some(Easing::Hold) => words.ease_hold.clone(),
                None => texts.cue.clone(),
            }),
            _ => None,
        }
    }

    /// Something was said about a fault.
    pub(super) fn spoken(&mut self, fault: &str) {
        let said = self.said.entry(fault.to_string()).or_default();
        if said.offers_at_once {
            said.at_once += 1;
            said.is_fresh = true;
        } else {
            said.after += 1;
        }
    }

    /// Another attempt begins.
    pub(super) fn begin(&mut self) {
        self.said.values_mut().for_each(|said| said.is_fresh = false);
    }

    /// Takes a finished attempt; whether a fault that was spoken of is gone.
    pub(super) fn take(&mut self, attempt: &Attempt, exercise: &Exercise) -> bool {
        let is_of = |rule: RuleId, name: &str| exercise.rule(rule).id == name;
        let mut is_gone = false;
        self.said.retain(|name, said| {
            let stays = attempt.faults.iter().any(|fault| is_of(fault.rule, name))
                || attempt.not_judged.iter().any(|rule| is_of(*rule, name));
            is_gone |= !stays && said.stage() > 0;
            stays
        });
        is_gone
    }
}

/// A rule that something is said about.
pub(super) struct Spoken<'a> {
    pub(super) id: RuleId,
    pub(super) exercise: &'a Exercise,
    pub(super) texts: &'a ExerciseTexts,
}

impl Spoken<'_> {
    fn name(&self) -> &str {
        &self.exercise.rule(self.id).id
    }
}
