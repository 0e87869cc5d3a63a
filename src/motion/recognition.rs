//! Which of several exercises is really being done: that whose attempts are there.

use super::event::{Attempt, Fault, Verdict};
use super::exercise::Severity;
use super::set::Assessor;
use super::timing::Interval;

/// The best exercise must explain this many times as much of the recording as the next one.
const CLEARLY_MORE: f64 = 1.25;

/// An attempt that does not reach its target, or in which something is wrong with the movement itself, speaks for an
/// exercise with this weight: another one may explain it better.
const HALF_FITTING: f64 = 0.5;

/// An attempt of an exercise without a hold explains at most this long, in seconds: a foot that stays up for longer is no
/// step.
const LONGEST_WITHOUT_HOLD_SECS: f64 = 4.0;

/// Chooses among assessors that have judged the same poses to their end: the place of the one whose
/// exercise was done.
///
/// What speaks for an exercise is the time that its attempts explain, those most that reach their target with nothing
/// wrong but the time. Attempts that could not be judged say nothing. `None` where there was no attempt, or where none
/// stands out. Nothing is concluded from rest: a body on its back may be about to do several exercises.
pub fn recognise(assessors: &[Assessor]) -> Option<usize> {
    chosen(&assessors.iter().map(explained_secs).collect::<Vec<_>>())
}

/// Seconds of the recording that an exercise's attempts explain.
fn explained_secs(assessor: &Assessor) -> f64 {
    let exercise = assessor.exercise();
    let mut attempts: Vec<&Attempt> = assessor.attempts().iter().collect();
    attempts.retain(|attempt| attempt.verdict != Verdict::Unjudged);
    attempts.sort_by(|a, b| a.interval.start_secs.total_cmp(&b.interval.start_secs));
    let (mut sum, mut until_secs) = (0.0, f64::NEG_INFINITY);
    for attempt in attempts {
        let Interval { start_secs, end_secs } = attempt.interval;
        let is_wrong = |fault: &Fault| {
            let rule = exercise.rule(fault.rule);
            rule.severity == Severity::Major && rule.kind.watched().is_some()
        };
        let fits = attempt.target_reached_secs.is_some() && !attempt.faults.iter().any(is_wrong);
        let longest = exercise.dose.hold_secs.map_or(LONGEST_WITHOUT_HOLD_SECS, |_| f64::INFINITY);
        let own_secs = (end_secs - f64::max(start_secs, until_secs)).clamp(0.0, longest);
        sum += own_secs * if fits { 1.0 } else { HALF_FITTING };
        until_secs = f64::max(until_secs, end_secs);
    }
    sum
}

fn chosen(explained_secs: &[f64]) -> Option<usize> {
    let (place, best) = explained_secs.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let others = explained_secs.iter().enumerate().filter(|(other, _)| *other != place);
    let next = others.map(|(_, secs)| *secs).fold(0.0, f64::max);
    (best > 0.0 && best >= CLEARLY_MORE * next).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_that_explains_most_is_chosen_if_it_stands_out() {
        assert_eq!(chosen(&[4.0, 9.0, 0.0]), Some(1));
        assert_eq!(chosen(&[8.0, 9.0]), None);
    }

    #[test]
    fn rest_is_no_exercise() {
        assert_eq!(chosen(&[]), None);
        assert_eq!(chosen(&[0.0, 0.0]), None);
    }
}
