//! A finished attempt -> its record with faults and verdict.

use super::attempt::FinishedAttempt;
use super::event::{Attempt, Fault, Verdict};
use super::exercise::{Exercise, FaultRule, Severity};
use super::faults::{AttemptContext, JudgedAttempt, Outcome};
use super::phase::PhaseId;
use super::timing::Interval;

/// Judges a finished attempt; `None` where nothing of it was seen.
pub fn judge(
    exercise: &Exercise,
    id: PhaseId,
    finished: &FinishedAttempt,
    context: AttemptContext,
) -> Option<Attempt> {
    let phase = exercise.phase(id);
    let curve = finished.curve();
    let (_, peak) = curve.peak()?;
    let limits = phase.hold_limits(curve.level(), context.release);
    let holds = limits.map_or_else(Vec::new, |limits| curve.holds(limits));
    let hold = holds.iter().copied().max_by(|a, b| a.seen_secs.total_cmp(&b.seen_secs));
    let compensated = finished
        .monitors
        .iter()
        .any(|(rule, monitor)| exercise.rule(*rule).kind.is_compensation() && monitor.found().is_some());
    let judged = JudgedAttempt {
        phase,
        context,
        curve: &curve,
        samples: &finished.samples,
        interval: finished.interval,
        hold,
        complete: finished.complete,
        compensated,
        monitor: None,
    };

    let (mut faults, mut not_judged) = (Vec::new(), Vec::new());
    let asked = |rule: &FaultRule| rule.is_asked_in(phase, context.near);
    for (rule_id, rule) in exercise.rules().filter(|(_, rule)| asked(rule)) {
        let monitor = finished.monitors.iter().find(|(of, _)| *of == rule_id).map(|(_, monitor)| monitor);
        let outcome = if rule.can_be_judged_from(context.view) {
            rule.kind.judge(&JudgedAttempt { monitor, ..judged })
        } else if exercise
            .rules()
            .any(|(_, other)| other.id == rule.id && asked(other) && other.can_be_judged_from(context.view))
        {
            Outcome::Clean
        } else {
            Outcome::NotAssessable
        };
        match outcome {
            Outcome::Clean => {}
            Outcome::NotAssessable => not_judged.push(rule_id),
            Outcome::Found { interval, value, limit } => {
                faults.push(Fault { rule: rule_id, phase: Some(id), interval, value, limit });
            }
        }
    }
    let is_major = |fault: &Fault| exercise.rule(fault.rule).severity == Severity::Major;
    let verdict = match hold {
        Some(_) if faults.iter().any(is_major) => Verdict::Faulty,
        _ if !finished.complete => Verdict::Unjudged,
        Some(_) if judged.may_have_reached() => Verdict::Unjudged,
        Some(_) => Verdict::Good,
        None => Verdict::Partial,
    };
    let ends = holds.first().zip(holds.last());
    let in_target = ends.map(|(first, last)| Interval::new(first.start_secs, last.end_secs));
    Some(Attempt {
        phase: id,
        interval: finished.interval,
        target_reached_secs: in_target.map(|interval| interval.start_secs),
        target_left_secs: in_target.map(|interval| interval.end_secs),
        peak: judged.value_at(peak),
        hold_secs: hold.map_or(0.0, |hold| hold.seen_secs),
        unseen_secs: in_target.map_or(0.0, |interval| curve.unseen_secs(interval)),
        faults,
        not_judged,
        verdict,
    })
}

/// Takes back what an easy attempt is not asked for: the full range.
pub(super) fn leave_range_unjudged(attempt: &mut Attempt, exercise: &Exercise) {
    let about_range = |fault: &mut Fault| exercise.rule(fault.rule).kind.is_about_range();
    let short = attempt.faults.extract_if(.., about_range);
    attempt.not_judged.extend(short.map(|fault| fault.rule));
    if attempt.verdict == Verdict::Partial {
        attempt.verdict = Verdict::Unjudged;
    }
}

#[cfg(test)]
mod tests {
    use super::super::condition::View;
    use super::super::curve::{self, Sample};
    use super::super::exercise::RuleId;
    use super::super::faults::{FasterThan, HoldShorterThan, PeakShortOf, ShortOfTarget};
    use super::super::landmark::Side;
    use super::super::phase::Moving;
    use super::super::testing::{course, exercise, fault};
    use super::*;

    /// Up to some progress for some seconds, judged with the faults that most exercises have.
    fn judged(progress: f64, secs: f64, change: impl Fn(&mut Vec<Sample>)) -> Attempt {
        let up = 2.0 + secs;
        let mut samples = course(&[(0.0, 0.0), (2.0, progress), (up, progress), (up + 2.0, 0.0)]);
        change(&mut samples);
        let rules = [
            fault("low", Severity::Major, ShortOfTarget),
            fault("short", Severity::Major, HoldShorterThan { secs: 3.0 }),
            fault("fast", Severity::Minor, FasterThan { secs: 0.7 }),
        ];
        let finished = FinishedAttempt {
            interval: Interval::new(0.2, up + 1.8),
            complete: !curve::has_long_gap(&samples),
            samples,
            monitors: Vec::new(),
        };
        judge(&exercise(&rules), PhaseId(0), &finished, context(None, None)).expect("it was seen")
    }

    fn context(view: Option<View>, near: Option<Side>) -> AttemptContext {
        let (rest, range, release) = (120.0, 50.0, 0.9);
        AttemptContext { rest, range, release, view, near, hold_secs: None, side_before: None }
    }

    /// Rules of one name, each for its own side and view, and the pace, of a lift of the left leg, which shoots up and sinks
    /// slowly: the places of those that were broken, and of those that could not be judged.
    fn lifted(view: View, near: Side) -> (Vec<usize>, Vec<usize>) {
        let low = |value, moving, views: &[View]| {
            let kind = PeakShortOf { value };
            FaultRule { moving, views: views.to_vec(), ..fault("low", Severity::Major, kind) }
        };
        let rules = [
            low(150.0, Some(Moving::Near), &[]),
            low(200.0, Some(Moving::NotNear), &[View::Side]),
            low(150.0, Some(Moving::NotNear), &[View::ThreeQuarter]),
            fault("fast", Severity::Minor, FasterThan { secs: 0.7 }),
        ];
        let mut exercise = exercise(&rules);
        exercise.phases[0].side = Some(Side::Left);
        let samples = course(&[(0.0, 0.0), (1.0, 0.0), (1.2, 1.2), (2.0, 1.2), (4.0, 0.0)]);
        let interval = Interval::new(1.0, 4.0);
        let finished = FinishedAttempt { interval, complete: true, samples, monitors: Vec::new() };
        let attempt = judge(&exercise, PhaseId(0), &finished, context(Some(view), Some(near))).expect("seen");
        (broken(&attempt), attempt.not_judged.iter().map(|rule| rule.0).collect())
    }

    #[test]
    fn a_limb_behind_the_other_has_limits_of_its_own_and_its_pace_is_told_as_a_whole() {
        assert_eq!(lifted(View::Side, Side::Left), (vec![3], vec![]));
        assert_eq!(lifted(View::Side, Side::Right), (vec![1], vec![]));
        assert_eq!(lifted(View::ThreeQuarter, Side::Left), (vec![3], vec![]));
        assert_eq!(lifted(View::ThreeQuarter, Side::Right), (vec![], vec![]));
        assert_eq!(lifted(View::HeadEnd, Side::Right), (vec![], vec![1, 2]));
    }

    /// The places of the rules that were broken: low, short, fast.
    fn broken(attempt: &Attempt) -> Vec<usize> {
        attempt.faults.iter().map(|fault| fault.rule.0).collect()
    }

    fn blind(samples: &mut [Sample], from: f64, to: f64) {
        samples.iter_mut().filter(|s| (from..to).contains(&s.time_secs)).for_each(|s| s.progress = None);
    }

    #[test]
    fn held_long_enough_is_good() {
        let attempt = judged(1.2, 3.0, |_| {});
        assert_eq!((attempt.verdict, broken(&attempt)), (Verdict::Good, vec![]));
        assert!((attempt.peak - 180.0).abs() < 1e-6 && attempt.hold_secs > 3.0);
    }

    #[test]
    fn short_of_the_target_is_partial_and_says_by_how_much() {
        let attempt = judged(0.7, 3.0, |_| {});
        assert_eq!((attempt.verdict, broken(&attempt)), (Verdict::Partial, vec![0]));
        assert!((attempt.faults[0].value.expect("measured") - 155.0).abs() < 1e-6);
        assert_eq!(attempt.faults[0].limit, Some(170.0));
    }

    #[test]
    fn held_too_short_is_faulty() {
        let attempt = judged(1.2, 1.0, |_| {});
        assert_eq!((attempt.verdict, broken(&attempt)), (Verdict::Faulty, vec![1]));
    }

    #[test]
    fn a_hold_that_was_perhaps_long_enough_is_not_judged() {
        let attempt = judged(1.2, 2.4, |samples| blind(samples, 3.0, 3.45));
        assert_eq!((attempt.verdict, broken(&attempt)), (Verdict::Good, vec![]));
        assert_eq!(attempt.not_judged, [RuleId(1)]);
        assert!(attempt.hold_secs < 3.0 && attempt.unseen_secs > 0.4);
    }

    #[test]
    fn a_hold_that_a_gap_parts_says_how_long_it_was_not_seen() {
        let attempt = judged(1.2, 6.0, |samples| blind(samples, 3.0, 4.2));
        assert_eq!(attempt.verdict, Verdict::Unjudged);
        assert!((attempt.unseen_secs - 1.2).abs() < 0.1, "{}", attempt.unseen_secs);
        assert!((3.8..4.5).contains(&attempt.hold_secs), "the longer part: {}", attempt.hold_secs);
    }

    #[test]
    fn what_was_not_seen_is_not_judged() {
        let attempt = judged(1.2, 4.0, |samples| blind(samples, 1.5, 5.9));
        assert_eq!(attempt.verdict, Verdict::Unjudged);
        assert_eq!(broken(&attempt), Vec::<usize>::new());
    }
}
