//! Which of several exercises is really being done: that whose attempts are there.

use super::event::Verdict;
use super::set::Assessor;

/// Where two exercises have as many attempts, one must have been judged this many times as long.
const CLEARLY_LONGER: f64 = 1.25;

/// Chooses among assessors that have judged the same poses to their end: the place of the one whose
/// exercise was done.
///
/// Attempts that reach their target say most, then attempts at all, then how long the exercise could
/// be judged. Attempts that could not be judged say nothing. `None` where there was no attempt, or where none stands out. Nothing is concluded from
/// rest: a body on its back may be about to do several exercises.
pub fn recognise(assessors: &[Assessor]) -> Option<usize> {
    chosen(&assessors.iter().map(Signs::of).collect::<Vec<_>>())
}

/// What speaks for an exercise.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Signs {
    reached: usize,
    attempts: usize,
    judged_secs: f64,
}

impl Signs {
    fn of(assessor: &Assessor) -> Self {
        let judged = || assessor.attempts().iter().filter(|attempt| attempt.verdict != Verdict::Unjudged);
        Signs {
            reached: judged().filter(|attempt| attempt.target_reached_secs.is_some()).count(),
            attempts: judged().count(),
            judged_secs: assessor.coverage().judged_secs,
        }
    }

    fn counts(&self) -> (usize, usize) {
        (self.reached, self.attempts)
    }
}

fn chosen(all: &[Signs]) -> Option<usize> {
    let best = all.iter().map(Signs::counts).max().filter(|(_, attempts)| *attempts > 0)?;
    let mut equals: Vec<(usize, f64)> = all
        .iter()
        .enumerate()
        .filter(|(_, signs)| signs.counts() == best)
        .map(|(place, signs)| (place, signs.judged_secs))
        .collect();
    equals.sort_by(|a, b| b.1.total_cmp(&a.1));
    match equals[..] {
        [(_, first), (_, second), ..] if first < CLEARLY_LONGER * second => None,
        [(place, _), ..] => Some(place),
        [] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(reached: usize, attempts: usize, judged_secs: f64) -> Signs {
        Signs { reached, attempts, judged_secs }
    }

    #[test]
    fn reached_targets_come_before_attempts_and_attempts_before_seconds() {
        assert_eq!(chosen(&[signs(1, 4, 30.0), signs(2, 2, 9.0), signs(0, 9, 60.0)]), Some(1));
        assert_eq!(chosen(&[signs(1, 2, 30.0), signs(1, 3, 9.0)]), Some(1));
        assert_eq!(chosen(&[signs(1, 2, 30.0), signs(1, 2, 20.0)]), Some(0));
    }

    #[test]
    fn rest_is_no_exercise_and_equals_are_not_chosen_between() {
        assert_eq!(chosen(&[]), None);
        assert_eq!(chosen(&[signs(0, 0, 30.0), signs(0, 0, 0.0)]), None);
        assert_eq!(chosen(&[signs(1, 1, 30.0), signs(1, 1, 29.0)]), None);
    }
}
