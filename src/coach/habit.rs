//! Faults that come back: what was said about them already, and what to say next.

use std::collections::BTreeMap;

use crate::motion::{Excursion, Exercise, FaultKind, FaultRule};
use crate::phrases::Language;

/// So often a fault is spoken of while there is time to mend it; then only after the attempt.
const MOST_AT_ONCE: u32 = 2;

/// What was said about the faults of a set, by their ids.
#[derive(Debug, Clone, Default)]
pub(super) struct Habits {
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

impl Habits {
    /// What to say about a fault while there is time to mend it: the bare remedy; none where enough was
    /// said.
    pub(super) fn now(&mut self, rule: &FaultRule) -> Option<String> {
        let said = self.said.entry(rule.id.clone()).or_default();
        if said.at_once >= MOST_AT_ONCE || said.after > 1 {
            return None;
        }
        said.offers_at_once = true;
        Some(rule.cue.clone())
    }

    /// What to say about a fault after the attempt: the remedy, then with its reason, then an offer to
    /// do less; none where enough was said, or it was said for the first time just now.
    pub(super) fn after(&mut self, rule: &FaultRule, language: &Language) -> Option<String> {
        let words = &language.words.session;
        let said = self.said.entry(rule.id.clone()).or_default();
        said.offers_at_once = false;
        match said.stage() {
            0 => Some(rule.cue.clone()),
            1 if said.is_fresh && said.at_once == 1 => None,
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
    pub(super) fn take(&mut self, attempt: &Excursion) -> bool {
        let stays = |id: &String| attempt.faults.iter().any(|fault| fault.id == *id);
        let mut is_gone = false;
        self.said.retain(|id, said| {
            let stays = stays(id) || attempt.not_judged.contains(id);
            is_gone |= !stays && said.stage() > 0;
            stays
        });
        is_gone
    }
}

/// The rule of a fault, in the phase of its attempt where several rules share an id.
pub(super) fn rule_of<'a>(exercise: &'a Exercise, id: &str, cue: &str) -> Option<&'a FaultRule> {
    let mut rules = exercise.faults.iter().filter(|rule| rule.id == id);
    rules.clone().find(|rule| rule.cue == cue).or_else(|| rules.next())
}
