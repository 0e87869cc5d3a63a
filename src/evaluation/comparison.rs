//! One clip: what was told, held against the truth.

use std::collections::{BTreeMap, BTreeSet};

use super::angles::{curve_r, differences};
use super::clip::{AttemptCounts, ClipResult, FaultCounts};
use super::conventions::Conventions;
use super::matching::{common, pairs};
use super::truth::{ClipTruth, TrueAttempt};
use crate::report::{Analysis, Excursion, Trace};

/// With these an attempt does not reach its target, so it has no hold.
const SHORT_OF_THE_TARGET: [&str; 4] = ["hips-low", "range-small", "neck-only", "foot-low"];
/// A movement of the neck may be told as an attempt or not.
const OPTIONAL: &str = "neck-only";
const HOLD_SHORT: &str = "hold-short";
/// So near to the least hold, in seconds, a hold may be called short or not.
const UNSURE_SECS: f64 = 0.2;
/// A shorter hold, in seconds, is a touch, and not compared.
const LEAST_HOLD_SECS: f64 = 0.5;
/// What lies in an optional attempt with this part of its time belongs to it.
const INSIDE: f64 = 0.5;
const GOOD: &str = "good";

/// Compares what was told of a clip with the truth. The angles are compared where the analysis has a trace.
pub fn compare(clip: &str, truth: &ClipTruth, analysis: &Analysis, conventions: &Conventions) -> ClipResult {
    let known = conventions.of(&truth.exercise);
    // Of an exercise that is not in the table, whatever is done in the clip is compared.
    let done = || truth.attempts.iter().flat_map(|attempt| attempt.faults.iter().cloned());
    let judged: BTreeSet<String> = match known {
        Some(known) => known.faults.clone(),
        None => done().chain([HOLD_SHORT.to_owned()]).collect(),
    };
    let may_refuse = known.is_some_and(|known| known.refused_from.contains(&truth.view));
    let least_hold = analysis.prescription.hold_secs.map_or(0.0, |hold| hold[0]);
    let is: Vec<Done> = truth.attempts.iter().map(|attempt| Done::of(attempt, least_hold)).collect();
    let is_optional = |place: usize| {
        may_refuse || !truth.attempts[place].seen || truth.attempts[place].faults.contains(OPTIONAL)
    };

    let mut told: Vec<&Excursion> = analysis.excursions.iter().collect();
    if !may_refuse {
        let matched: BTreeSet<usize> = pairs(&truth.attempts, &told).into_iter().map(|pair| pair.1).collect();
        let is_inside = |told: &Excursion, attempt: &TrueAttempt| {
            let shared = common((told.start, told.end), (attempt.start, attempt.end));
            shared >= INSIDE * (told.end - told.start)
        };
        // Told inside of an optional attempt, and not as good: neither found nor false.
        let is_aside = |told: &Excursion| {
            let mut optional = truth.attempts.iter().enumerate().filter(|(place, _)| is_optional(*place));
            told.verdict != GOOD && optional.any(|(_, attempt)| is_inside(told, attempt))
        };
        let mut place = 0;
        told.retain(|told| {
            place += 1;
            matched.contains(&(place - 1)) || !is_aside(told)
        });
    }
    let pairs = pairs(&truth.attempts, &told);
    let is_matched = |place: &usize| pairs.iter().any(|pair| pair.0 == *place);

    let mut faults: BTreeMap<String, FaultCounts> = BTreeMap::new();
    let mut hold_errors_secs = Vec::new();
    let mut good_that_was_not = 0;
    for (i, j) in &pairs {
        let (is, told) = (&is[*i], told[*j]);
        for id in judged.difference(&is.unsure) {
            let (done, found) = (is.faults.contains(id), told.faults.contains(id));
            faults.entry(id.clone()).or_default().add(FaultCounts {
                told: usize::from(done && found),
                told_wrongly: usize::from(!done && found),
                missed: usize::from(done && !found),
                asked: 1,
                refused: usize::from(told.not_judged.contains(id)),
            });
        }
        let is_untold = |id: &String| is.faults.contains(id) && !told.faults.contains(id);
        let is_faulty = judged.difference(&is.unsure).any(is_untold);
        good_that_was_not += usize::from(told.verdict == GOOD && is_faulty);
        if let Some([least, most]) = is.hold.filter(|[_, most]| *most >= LEAST_HOLD_SECS && least_hold > 0.0)
        {
            let error = (least - told.hold_secs).max(told.hold_secs - most).max(0.0);
            hold_errors_secs.push(error);
        }
    }
    let places = 0..truth.attempts.len();
    for place in places.clone().filter(|place| !is_matched(place) && !is_optional(*place)) {
        for id in judged.difference(&is[place].unsure).filter(|id| is[place].faults.contains(*id)) {
            faults.entry(id.clone()).or_default().missed += 1;
        }
    }
    let is_alone = |place: &usize| !pairs.iter().any(|pair| pair.1 == *place);
    let good_for_nothing =
        (0..told.len()).filter(is_alone).filter(|place| told[*place].verdict == GOOD).count();
    let driver = known.and_then(|known| known.measure.as_deref());
    let nothing = Trace::default();
    let trace = analysis.trace.as_ref().unwrap_or(&nothing);
    ClipResult {
        clip: clip.to_owned(),
        exercise: truth.exercise.clone(),
        view: truth.view.clone(),
        body: truth.body.clone().unwrap_or_else(|| clip.to_owned()),
        made: truth.made,
        attempts: AttemptCounts {
            expected: places.filter(|place| !is_optional(*place) || is_matched(place)).count(),
            found: told.len(),
            matched: pairs.len(),
            good_that_was_not: good_that_was_not + good_for_nothing,
            good_for_nothing,
        },
        hold_errors_secs,
        faults,
        angles: differences(truth, trace, driver),
        curve_r: curve_r(truth, trace, driver),
    }
}

/// What is done in an attempt.
struct Done {
    faults: BTreeSet<String>,
    /// Faults that may be told or not.
    unsure: BTreeSet<String>,
    /// Least and most seconds of the hold, where the target is reached.
    hold: Option<[f64; 2]>,
}

impl Done {
    /// `least_hold` is what is asked for, in seconds; 0 where no hold is.
    fn of(attempt: &TrueAttempt, least_hold: f64) -> Self {
        let mut faults = attempt.faults.clone();
        let mut unsure = BTreeSet::new();
        let reaches = !SHORT_OF_THE_TARGET.iter().any(|fault| faults.contains(*fault));
        // Whether it is short follows from its seconds.
        faults.remove(HOLD_SHORT);
        let [least, most] = attempt.hold_secs;
        if least_hold > 0.0 {
            if reaches && most < least_hold - UNSURE_SECS {
                faults.insert(HOLD_SHORT.to_owned());
            } else if !reaches || least < least_hold + UNSURE_SECS {
                unsure.insert(HOLD_SHORT.to_owned());
            }
        }
        Done { faults, unsure, hold: reaches.then_some(attempt.hold_secs) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{analysis, found, is, truth};
    use super::*;

    fn compared(truth: &ClipTruth, told: Vec<Excursion>) -> ClipResult {
        compare("a", truth, &analysis(told), &Conventions::built_in().expect("the table"))
    }

    fn ids(ids: &[&str]) -> Vec<String> {
        ids.iter().map(|id| (*id).to_owned()).collect()
    }

    /// True attempts of 10 seconds each, with a hold that is long enough.
    fn made(number: usize) -> Vec<TrueAttempt> {
        let attempt = |place: usize| {
            let start = place as f64 * 12.0;
            TrueAttempt { hold_secs: [4.0, 5.0], ..is(None, start, start + 10.0) }
        };
        (0..number).map(attempt).collect()
    }

    #[test]
    fn attempts_are_found_missed_or_false() {
        let told = vec![found(None, 0.0, 10.0), found(None, 40.0, 50.0)];
        let result = compared(&truth("bridge", made(2)), told);
        let expected =
            AttemptCounts { expected: 2, found: 2, matched: 1, good_that_was_not: 1, good_for_nothing: 1 };
        assert_eq!(result.attempts, expected);
        assert!(!result.attempts.is_wrong_count());
        assert_eq!((result.body.as_str(), result.hold_errors_secs), ("a", vec![0.0]));
    }

    #[test]
    fn attempts_that_begin_unseen_or_move_the_neck_alone_may_be_told_or_not() {
        let mut attempts = made(2);
        attempts[0].seen = false;
        attempts[1].faults.insert("neck-only".to_owned());
        let truth = truth("cat-cow", attempts);
        assert_eq!(compared(&truth, Vec::new()).attempts, AttemptCounts::default());
        let partial =
            |start: f64, end: f64| Excursion { verdict: "partial".to_owned(), ..found(None, start, end) };
        assert_eq!(compared(&truth, vec![partial(1.0, 3.0)]).attempts, AttemptCounts::default());
        // It was told, and so it counts.
        let whole = compared(&truth, vec![partial(0.0, 10.0)]).attempts;
        assert_eq!((whole.expected, whole.found, whole.matched), (1, 1, 1));
        let praised = compared(&truth, vec![found(None, 13.0, 14.0)]).attempts;
        assert_eq!((praised.expected, praised.found, praised.good_for_nothing), (0, 1, 1));
    }

    #[test]
    fn a_view_that_need_not_be_judged_misses_nothing_and_false_attempts_are_false() {
        let mut truth = truth("lower-trunk-rotation", made(2));
        assert_eq!(compared(&truth, Vec::new()).attempts, AttemptCounts::default());
        let told = compared(&truth, vec![found(None, 30.0, 40.0)]).attempts;
        assert_eq!((told.expected, told.found), (0, 1));
        truth.view = "head-end".to_owned();
        assert_eq!(compared(&truth, Vec::new()).attempts.expected, 2);
    }

    #[test]
    fn faults_are_told_missed_told_wrongly_or_refused() {
        let mut attempts = made(3);
        attempts[0].faults = ids(&["feet-far", "hips-uneven"]).into_iter().collect();
        attempts[2].faults = ids(&["too-fast"]).into_iter().collect();
        let told = Excursion { faults: ids(&["feet-far", "too-fast"]), ..found(None, 0.0, 10.0) };
        let refused = Excursion { not_judged: ids(&["too-fast"]), ..found(None, 12.0, 22.0) };
        let result = compared(&truth("bridge", attempts), vec![told, refused]);
        let asked = FaultCounts { asked: 2, ..FaultCounts::default() };
        assert_eq!(result.faults["feet-far"], FaultCounts { told: 1, ..asked });
        let too_fast = FaultCounts { told_wrongly: 1, missed: 1, refused: 1, ..asked };
        assert_eq!(result.faults["too-fast"], too_fast);
        assert!(!result.faults.contains_key("hips-uneven"));
        assert_eq!(result.attempts.good_that_was_not, 0);
    }

    #[test]
    fn good_is_false_where_a_fault_was_done_and_not_told() {
        let mut attempts = made(1);
        attempts[0].faults = ids(&["feet-far"]).into_iter().collect();
        let truth = truth("bridge", attempts);
        let told = |faults: &[&str]| vec![Excursion { faults: ids(faults), ..found(None, 0.0, 10.0) }];
        let counts = compared(&truth, told(&[])).attempts;
        assert_eq!((counts.good_that_was_not, counts.good_for_nothing), (1, 0));
        // A hint that costs nothing was told.
        assert_eq!(compared(&truth, told(&["feet-far"])).attempts.good_that_was_not, 0);
    }

    #[test]
    fn a_short_hold_follows_from_the_true_seconds() {
        let short_if = |hold_secs: [f64; 2]| {
            let attempt = TrueAttempt { hold_secs, ..is(None, 0.0, 10.0) };
            let told = Excursion { hold_secs: 2.0, ..found(None, 0.0, 10.0) };
            let result = compared(&truth("bridge", vec![attempt]), vec![told]);
            let missed = result.faults.get("hold-short").map(|counts| counts.missed);
            (missed, result.hold_errors_secs)
        };
        assert_eq!(short_if([1.0, 2.5]), (Some(1), vec![0.0]));
        assert_eq!(short_if([2.5, 2.9]), (None, vec![0.5])); // too near to tell
        assert_eq!(short_if([3.5, 4.0]), (Some(0), vec![1.5]));
        assert_eq!(short_if([0.1, 0.4]), (Some(1), vec![])); // a touch
    }

    #[test]
    fn short_of_the_target_there_is_no_hold() {
        let mut attempts = made(1);
        attempts[0].faults = ids(&["hips-low"]).into_iter().collect();
        let told = Excursion { faults: ids(&["hold-short"]), ..found(None, 0.0, 10.0) };
        let result = compared(&truth("bridge", attempts), vec![told]);
        assert_eq!(result.hold_errors_secs, Vec::<f64>::new());
        assert!(!result.faults.contains_key("hold-short"));
        assert_eq!(result.faults["hips-low"].missed, 1);
    }

    #[test]
    fn of_an_exercise_of_ones_own_what_is_done_is_compared() {
        let mut attempts = made(1);
        attempts[0].faults = ids(&["leg-low"]).into_iter().collect();
        let told = Excursion { faults: ids(&["leg-low", "other"]), ..found(None, 0.0, 10.0) };
        let result = compared(&truth("bird-dog", attempts), vec![told]);
        assert_eq!(result.faults.keys().collect::<Vec<_>>(), ["hold-short", "leg-low"]);
        assert_eq!(result.faults["leg-low"].told, 1);
    }
}
