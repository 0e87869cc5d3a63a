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

/// A target that is held for less than this share of what is asked for was passed by in another movement.
const LEAST_HOLD_SHARE: f64 = 0.17;

/// Where no attempt fits, those that half fit must explain this share of the time that could be judged: a movement that
/// now and then looks like a bad attempt is another one.
const LEAST_SHARE_OF_HALF_FITTING: f64 = 0.2;

/// Chooses among assessors that have judged the same poses to their end: the place of the one whose
/// exercise was done.
///
/// What speaks for an exercise is the time that its attempts explain, those most that reach their target with nothing
/// wrong but the time. Attempts that could not be judged say nothing. `None` where there was no attempt, where no exercise
/// stands out, or where the best one leaves more unexplained than it explains. Nothing is concluded from rest: a body on
/// its back may be about to do several exercises.
pub fn recognise(assessors: &[Assessor]) -> Option<usize> {
    let explained: Vec<Explained> = assessors.iter().map(Explained::by).collect();
    let place = chosen(&explained.iter().map(|explained| explained.secs).collect::<Vec<_>>())?;
    explained[place].is_enough().then_some(place)
}

/// What an exercise's attempts explain of a recording.
struct Explained {
    /// Seconds.
    secs: f64,
    /// Whether any attempt fits.
    fits: bool,
    /// Seconds of movements that went as far as the exercise's and were other ones.
    unexplained_secs: f64,
    /// Seconds that could be judged.
    judged_secs: f64,
}

impl Explained {
    fn by(assessor: &Assessor) -> Self {
        let coverage = assessor.coverage();
        let unexplained = coverage.unexplained.iter().map(|interval| interval.secs());
        let (secs, fits) = by_attempts(assessor);
        Self { secs, fits, unexplained_secs: unexplained.sum(), judged_secs: coverage.judged_secs }
    }

    fn is_enough(&self) -> bool {
        let least = if self.fits { 0.0 } else { LEAST_SHARE_OF_HALF_FITTING * self.judged_secs };
        self.secs >= self.unexplained_secs && self.secs >= least
    }
}

/// Seconds of the recording that an exercise's attempts explain, and whether any of them fits.
fn by_attempts(assessor: &Assessor) -> (f64, bool) {
    let exercise = assessor.exercise();
    let mut attempts: Vec<&Attempt> = assessor.attempts().iter().collect();
    attempts.retain(|attempt| attempt.verdict != Verdict::Unjudged);
    attempts.sort_by(|a, b| a.interval.start_secs.total_cmp(&b.interval.start_secs));
    let (mut sum, mut any_fits, mut until_secs) = (0.0, false, f64::NEG_INFINITY);
    for attempt in attempts {
        let Interval { start_secs, end_secs } = attempt.interval;
        let is_wrong = |fault: &Fault| {
            let rule = exercise.rule(fault.rule);
            rule.severity == Severity::Major && rule.kind.watched().is_some_and(|watched| !watched.wanted)
        };
        let asked_secs = exercise.dose.hold_secs.map_or(0.0, |(least, _)| least);
        let stays = attempt.hold_secs >= LEAST_HOLD_SHARE * asked_secs;
        let reaches = attempt.target_reached_secs.is_some() && stays;
        let fits = reaches && !attempt.faults.iter().any(is_wrong);
        let longest = exercise.dose.hold_secs.map_or(LONGEST_WITHOUT_HOLD_SECS, |_| f64::INFINITY);
        let own_secs = (end_secs - f64::max(start_secs, until_secs)).clamp(0.0, longest);
        sum += own_secs * if fits { 1.0 } else { HALF_FITTING };
        any_fits |= fits;
        until_secs = f64::max(until_secs, end_secs);
    }
    (sum, any_fits)
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
    fn bad_attempts_now_and_then_are_another_movement() {
        let seen =
            |secs, fits, unexplained_secs| Explained { secs, fits, unexplained_secs, judged_secs: 20.0 };
        assert!(seen(2.0, true, 0.0).is_enough());
        assert!(!seen(2.0, true, 3.0).is_enough(), "more of it is something else");
        assert!(seen(5.0, false, 0.0).is_enough());
        assert!(!seen(2.0, false, 0.0).is_enough());
    }

    #[test]
    fn rest_is_no_exercise() {
        assert_eq!(chosen(&[]), None);
        assert_eq!(chosen(&[0.0, 0.0]), None);
    }
}
