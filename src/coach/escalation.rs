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
#[derive(Debug, Clone, Copy)]
struct Said {
    /// The rule that it was said of last.
    rule: RuleId,
    /// Whether it was said in the set before, and not heeded there.
    in_last_set: bool,
    /// How often while there was time to mend it, and how often after the attempt.
    at_once: u32,
    after: u32,
    /// Whether what is offered now is for at once.
    offers_at_once: bool,
    /// Whether it was said in the attempt under way.
    is_fresh: bool,
}

impl Said {
    fn nothing(rule: RuleId, in_last_set: bool) -> Self {
        Self { rule, in_last_set, at_once: 0, after: 0, offers_at_once: false, is_fresh: false }
    }

    /// How far the wording has escalated.
    fn stage(self) -> u32 {
        self.after + u32::from(self.at_once > 0)
    }
}

impl CueEscalation {
    /// What to say about a fault while there is time to mend it: the bare remedy; none where enough was
    /// said.
    pub(super) fn now(&mut self, rule: &Spoken<'_>) -> Option<String> {
        let said = self.said_of(rule);
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
        let said = self.said_of(rule);
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

    fn said_of(&mut self, rule: &Spoken<'_>) -> &mut Said {
        self.said.entry(rule.name().to_string()).or_insert(Said::nothing(rule.id, false))
    }

    /// Something was said about a fault.
    pub(super) fn spoken(&mut self, rule: &Spoken<'_>) {
        let said = self.said_of(rule);
        said.rule = rule.id;
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

    /// What the next set begins with: what was said and did not help yet may be better then.
    pub(super) fn next_set(&self) -> Self {
        let told = self.said.iter().filter(|(_, said)| said.stage() > 0);
        Self { said: told.map(|(name, said)| (name.clone(), Said::nothing(said.rule, true))).collect() }
    }

    /// Takes a finished attempt; gives the worst fault that was spoken of and is gone.
    pub(super) fn take(&mut self, attempt: &Attempt, exercise: &Exercise) -> Option<RuleId> {
        let is_of = |rule: RuleId, name: &str| exercise.rule(rule).id == name;
        let phase = exercise.phase(attempt.phase);
        let mut gone = Vec::new();
        self.said.retain(|name, said| {
            // A cow says nothing about the cat before it.
            let stays = !exercise.rule(said.rule).watches(phase)
                || attempt.faults.iter().any(|fault| is_of(fault.rule, name))
                || attempt.not_judged.iter().any(|rule| is_of(*rule, name));
            if !stays && (said.stage() > 0 || said.in_last_set) {
                gone.push(said.rule);
            }
            stays
        });
        gone.into_iter().max_by_key(|rule| exercise.rule(*rule).severity)
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
