//! Faults that come back: what was said about them already, and what to say next.

use std::collections::BTreeMap;

use crate::motion::{Excursion, Exercise, FaultKind, FaultRule};
use crate::phrases::Language;

/// What was said about the faults of a set, by their ids.
#[derive(Debug, Clone, Default)]
pub(super) struct Habits {
    said: BTreeMap<String, u32>,
}

impl Habits {
    /// What to say about a fault while there is time to mend it; none where enough was said.
    pub(super) fn now(&self, rule: &FaultRule) -> Option<String> {
        (self.times(&rule.id) < 3).then(|| rule.cue.clone())
    }

    /// What to say about a fault after the attempt: the remedy, then with its reason, then an offer to
    /// do less; none where enough was said.
    pub(super) fn after(&self, rule: &FaultRule, language: &Language) -> Option<String> {
        let words = &language.words.session;
        match self.times(&rule.id) {
            0 => Some(rule.cue.clone()),
            1 => Some(format!("{}. {}", rule.cue.trim_end_matches('.'), rule.why)),
            2 => Some(match rule.kind {
                FaultKind::ShortOfTarget => words.ease_range.clone(),
                FaultKind::HoldShorterThan { .. } => words.ease_hold.clone(),
                _ => rule.cue.clone(),
            }),
            _ => None,
        }
    }

    /// Something was said about a fault.
    pub(super) fn spoken(&mut self, fault: &str) {
        *self.said.entry(fault.to_string()).or_default() += 1;
    }

    /// Takes a finished attempt; whether a fault that was spoken of is gone.
    pub(super) fn take(&mut self, attempt: &Excursion) -> bool {
        let before = self.said.len();
        let stays = |id: &String| attempt.faults.iter().any(|fault| fault.id == *id);
        self.said.retain(|id, _| stays(id) || attempt.not_judged.contains(id));
        self.said.len() < before
    }

    fn times(&self, fault: &str) -> u32 {
        self.said.get(fault).copied().unwrap_or(0)
    }
}

/// The rule of a fault, in the phase of its attempt where several rules share an id.
pub(super) fn rule_of<'a>(exercise: &'a Exercise, id: &str, cue: &str) -> Option<&'a FaultRule> {
    let mut rules = exercise.faults.iter().filter(|rule| rule.id == id);
    rules.clone().find(|rule| rule.cue == cue).or_else(|| rules.next())
}
