//! What is to be changed, in one order for all who tell it.

use std::cmp::Reverse;

use super::record::SetResult;
use crate::messages::ExerciseTexts;
use crate::motion::{Exercise, RuleId, Severity};

/// A kind of fault that was found in some sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding<'a> {
    /// The rule's id.
    pub id: &'a str,
    /// The remedy.
    pub cue: &'a str,
    /// How bad it is.
    pub severity: Severity,
    /// How often it was found.
    pub times: u32,
    rule: RuleId,
    exercise: &'a str,
}

/// What was found in sets, in the order of [`rank`], then of the exercises and of their rules. Two rules of one name
/// with other remedies are two findings.
pub fn findings<'a>(
    sets: impl IntoIterator<Item = (&'a SetResult, &'a Exercise, &'a ExerciseTexts)>,
) -> Vec<Finding<'a>> {
    let mut found: Vec<Finding<'a>> = Vec::new();
    let mut exercises: Vec<&str> = Vec::new();
    for (set, exercise, texts) in sets {
        exercises.push(&exercise.id);
        let of_attempts = set.attempts.iter().flat_map(|attempt| &attempt.faults);
        for fault in of_attempts.chain(&set.set_faults) {
            let rule = exercise.rule(fault.rule);
            let (id, cue) = (rule.id.as_str(), texts.cue(fault.rule));
            let is_same = |known: &&mut Finding<'a>| {
                (known.exercise, known.id, known.cue) == (exercise.id.as_str(), id, cue)
            };
            match found.iter_mut().find(is_same) {
                Some(known) => known.times += 1,
                None => {
                    let (severity, exercise) = (rule.severity, exercise.id.as_str());
                    found.push(Finding { id, cue, severity, times: 1, rule: fault.rule, exercise });
                }
            }
        }
    }
    found.sort_by_key(|finding| (exercises.iter().position(|id| *id == finding.exercise), finding.rule));
    found.sort_by_key(|finding| rank(finding.severity == Severity::Major, finding.times));
    found
}

/// What to change first comes first: what spoils a repetition, then what was found most often.
pub fn rank(is_major: bool, times: u32) -> impl Ord {
    (!is_major, Reverse(times))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spoils_comes_before_what_is_frequent() {
        let mut kinds = [("slight, often", false, 5), ("bad, once", true, 1), ("bad, twice", true, 2)];
        kinds.sort_by_key(|(_, is_major, times)| rank(*is_major, *times));
        assert_eq!(kinds.map(|(name, ..)| name), ["bad, twice", "bad, once", "slight, often"]);
    }
}
