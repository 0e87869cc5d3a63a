//! A finished attempt -> its record with faults and verdict.

use super::attempt::{self, Hold, Sample};
use super::event::{Excursion, Fault, Verdict};
use super::exercise::{Bound, During, Exercise, FaultKind, FaultRule, Phase, Reference, Severity, View};
use super::landmark::Side;
use super::tracker::Finished;
use super::watch::Stretch;

/// What a verdict depends on besides the attempt itself.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// The driving measure at rest.
    pub rest: f64,
    /// The driving measure's way from rest to target; negative where it falls.
    pub range: f64,
    /// The share of that way at which the target is left.
    pub release: f64,
    /// The camera's view, where known.
    pub view: Option<View>,
    /// Seconds of hold asked for instead of the rules', if the person chose so.
    pub hold_secs: Option<f64>,
    /// The side of the attempt before this one.
    pub side_before: Option<Side>,
}

/// Judges a finished attempt; `None` where nothing of it was seen.
pub fn judge(phase: &Phase, faults: &[FaultRule], finished: &Finished, terms: Terms) -> Option<Excursion> {
    let samples = finished.from_start();
    let (_, peak_share) = attempt::peak(samples)?;
    let holds = holds(phase, samples, terms.release);
    let hold = holds.iter().copied().max_by(|a, b| a.seen_secs.total_cmp(&b.seen_secs));
    let reached = hold.is_some();
    // What the target is relative to, the peak is too.
    let rest = if phase.reference == Reference::Neutral { 0.0 } else { terms.rest };
    let value_of = |share: f64| rest + share * terms.range;

    let mut excursion = Excursion {
        phase: phase.id.clone(),
        side: phase.side,
        start_secs: finished.start_secs,
        target_reached_secs: holds.first().map(|hold| hold.start_secs),
        target_left_secs: holds.last().map(|hold| hold.end_secs),
        end_secs: finished.end_secs,
        peak: value_of(peak_share),
        hold_secs: hold.map_or(0.0, |hold| hold.seen_secs),
        unseen_secs: hold.map_or(0.0, |hold| hold.unseen_secs),
        faults: Vec::new(),
        not_judged: Vec::new(),
        verdict: Verdict::Unjudged,
    };
    let instead = faults.iter().enumerate().any(|(place, rule)| {
        matches!(rule.kind, FaultKind::InsteadOfTarget(_))
            && finished.watched.iter().any(|(at, found, _)| *at == place && found.is_some())
    });
    for (place, rule) in faults.iter().enumerate() {
        if !rule.watches(phase) {
            continue;
        }
        let answer = if !rule.can_be_judged_from(terms.view) {
            Answer::CannotJudge
        } else {
            match &rule.kind {
                FaultKind::ShortOfTarget if reached || instead => Answer::Clean,
                FaultKind::ShortOfTarget if !finished.complete => Answer::CannotJudge,
                FaultKind::ShortOfTarget => {
                    Answer::found(&excursion, Some(excursion.peak), Some(value_of(1.0)))
                }
                FaultKind::PeakShortOf { value } => {
                    let asked = phase.share_of(*value, terms.rest);
                    // In the target, a few frames in which the model errs do not count.
                    let gone = if reached { attempt::level(samples) } else { peak_share };
                    if gone >= asked || instead && !reached {
                        Answer::Clean
                    } else if !finished.complete {
                        Answer::CannotJudge
                    } else {
                        Answer::found(&excursion, Some(value_of(gone)), Some(value_of(asked)))
                    }
                }
                FaultKind::InsteadOfTarget(_) if reached => Answer::Clean,
                FaultKind::InsteadOfTarget(condition) => watched(finished, place, condition.bound),
                FaultKind::While { during: During::Target, .. } if !reached => Answer::Clean,
                FaultKind::While { condition, .. } => watched(finished, place, condition.bound),
                FaultKind::HoldShorterThan { secs } => {
                    held(&excursion, hold, terms.hold_secs.unwrap_or(*secs), finished.complete)
                }
                FaultKind::FasterThan { secs } => hurried(&excursion, &finished.samples, *secs),
                FaultKind::Reversals { at_least, swing } => match hold {
                    Some(hold) => {
                        let turns = attempt::reversals(samples, &hold, swing / terms.range.abs());
                        if turns >= *at_least {
                            Answer::found(&excursion, Some(turns as f64), Some(*at_least as f64))
                        } else {
                            Answer::Clean
                        }
                    }
                    None => Answer::Clean,
                },
                FaultKind::SameSideTwice if phase.side.is_some() && phase.side == terms.side_before => {
                    Answer::found(&excursion, None, None)
                }
                FaultKind::SameSideTwice => Answer::Clean,
                // About the set, not about one attempt.
                FaultKind::OneSideOnly => Answer::Clean,
            }
        };
        match answer {
            Answer::Clean => {}
            Answer::CannotJudge => excursion.not_judged.push(rule.id.clone()),
            Answer::Found { start_secs, end_secs, value, limit } => {
                excursion.faults.push(fault(rule, start_secs, end_secs, value, limit));
            }
        }
    }
    excursion.verdict = if reached && excursion.faults.iter().any(|f| f.severity == Severity::Major) {
        Verdict::Faulty
    } else if !finished.complete {
        Verdict::Unjudged
    } else if reached {
        Verdict::Good
    } else {
        Verdict::Partial
    };
    Some(excursion)
}

/// The stretches of an attempt that count as holds: at the target, and not far below the attempt's own
/// level there. `release` is the share of the way at which the target is left.
pub fn holds(phase: &Phase, samples: &[Sample], release: f64) -> Vec<Hold> {
    let enter = (phase.hold_share * attempt::level(samples)).max(1.0);
    attempt::holds(samples, enter, enter - (1.0 - release))
}

/// A fault as it is recorded.
pub fn fault(
    rule: &FaultRule,
    start_secs: f64,
    end_secs: f64,
    value: Option<f64>,
    limit: Option<f64>,
) -> Fault {
    Fault {
        id: rule.id.clone(),
        start_secs,
        end_secs,
        cue: rule.cue.clone(),
        severity: rule.severity,
        value,
        limit,
    }
}

enum Answer {
    Clean,
    CannotJudge,
    Found { start_secs: f64, end_secs: f64, value: Option<f64>, limit: Option<f64> },
}

impl Answer {
    fn found(excursion: &Excursion, value: Option<f64>, limit: Option<f64>) -> Self {
        Answer::Found { start_secs: excursion.start_secs, end_secs: excursion.end_secs, value, limit }
    }
}

fn watched(finished: &Finished, place: usize, bound: Bound) -> Answer {
    match finished.watched.iter().find(|(at, ..)| *at == place) {
        Some((_, Some(Stretch { start_secs, end_secs, worst }), _)) => Answer::Found {
            start_secs: *start_secs,
            end_secs: *end_secs,
            value: Some(*worst),
            limit: Some(bound.nearest_limit(*worst)),
        },
        Some((_, None, true)) => Answer::Clean,
        // Never looked at, as a fault of the target in an attempt that did not reach it, or unseen.
        Some((_, None, false)) | None => Answer::CannotJudge,
    }
}

fn held(excursion: &Excursion, hold: Option<Hold>, secs: f64, complete: bool) -> Answer {
    let Some(hold) = hold else { return Answer::Clean };
    if hold.seen_secs >= secs {
        Answer::Clean
    } else if !complete || hold.seen_secs + hold.unseen_secs >= secs {
        Answer::CannotJudge
    } else {
        Answer::found(excursion, Some(hold.seen_secs), Some(secs))
    }
}

fn hurried(excursion: &Excursion, samples: &[Sample], secs: f64) -> Answer {
    let (out, back) = attempt::movement_secs(samples);
    match [out, back].into_iter().flatten().min_by(f64::total_cmp) {
        Some(fastest) if fastest < secs => Answer::found(excursion, Some(fastest), Some(secs)),
        Some(_) => Answer::Clean,
        None => Answer::CannotJudge,
    }
}

/// Takes back what an easy attempt is not asked for: the full range.
pub(super) fn leave_range_unjudged(excursion: &mut Excursion, exercise: &Exercise) {
    let is_of_range =
        |kind: &FaultKind| matches!(kind, FaultKind::ShortOfTarget | FaultKind::PeakShortOf { .. });
    let about_range = |id: &str| exercise.faults.iter().any(|rule| rule.id == id && is_of_range(&rule.kind));
    let (short, others) =
        std::mem::take(&mut excursion.faults).into_iter().partition(|fault: &Fault| about_range(&fault.id));
    excursion.faults = others;
    let short: Vec<Fault> = short;
    excursion.not_judged.extend(short.into_iter().map(|fault| fault.id));
    if excursion.verdict == Verdict::Partial {
        excursion.verdict = Verdict::Unjudged;
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{course, fault, phase};
    use super::*;

    /// Up to a share of the way for some seconds, judged with the faults that most exercises have.
    fn judged(share: f64, secs: f64, change: impl Fn(&mut Vec<Sample>)) -> Excursion {
        let up = 2.0 + secs;
        let mut samples = course(&[(0.0, 0.0), (2.0, share), (up, share), (up + 2.0, 0.0)]);
        change(&mut samples);
        let rules = [
            fault("low", Severity::Major, FaultKind::ShortOfTarget),
            fault("short", Severity::Major, FaultKind::HoldShorterThan { secs: 3.0 }),
            fault("fast", Severity::Minor, FaultKind::FasterThan { secs: 0.7 }),
        ];
        let finished = Finished {
            start_secs: 0.2,
            end_secs: up + 1.8,
            complete: !attempt::has_long_gap(&samples),
            samples,
            watched: Vec::new(),
        };
        let terms =
            Terms { rest: 120.0, range: 50.0, release: 0.9, view: None, hold_secs: None, side_before: None };
        judge(&phase(), &rules, &finished, terms).expect("it was seen")
    }

    fn ids(excursion: &Excursion) -> Vec<&str> {
        excursion.faults.iter().map(|fault| fault.id.as_str()).collect()
    }

    fn blind(samples: &mut [Sample], from: f64, to: f64) {
        samples.iter_mut().filter(|s| (from..to).contains(&s.time_secs)).for_each(|s| s.share = None);
    }

    #[test]
    fn held_long_enough_is_good() {
        let excursion = judged(1.2, 3.0, |_| {});
        assert_eq!((excursion.verdict, ids(&excursion)), (Verdict::Good, vec![]));
        assert!((excursion.peak - 180.0).abs() < 1e-6 && excursion.hold_secs > 3.0);
    }

    #[test]
    fn short_of_the_target_is_partial_and_says_by_how_much() {
        let excursion = judged(0.7, 3.0, |_| {});
        assert_eq!((excursion.verdict, ids(&excursion)), (Verdict::Partial, vec!["low"]));
        assert!((excursion.faults[0].value.expect("measured") - 155.0).abs() < 1e-6);
        assert_eq!(excursion.faults[0].limit, Some(170.0));
    }

    #[test]
    fn held_too_short_is_faulty() {
        let excursion = judged(1.2, 1.0, |_| {});
        assert_eq!((excursion.verdict, ids(&excursion)), (Verdict::Faulty, vec!["short"]));
    }

    #[test]
    fn a_hold_that_was_perhaps_long_enough_is_not_judged() {
        let excursion = judged(1.2, 2.4, |samples| blind(samples, 3.0, 3.45));
        assert_eq!((excursion.verdict, ids(&excursion)), (Verdict::Good, vec![]));
        assert_eq!(excursion.not_judged, ["short"]);
        assert!(excursion.hold_secs < 3.0 && excursion.unseen_secs > 0.4);
    }

    #[test]
    fn what_was_not_seen_is_not_judged() {
        let excursion = judged(1.2, 4.0, |samples| blind(samples, 1.5, 5.9));
        assert_eq!(excursion.verdict, Verdict::Unjudged);
        assert_eq!(ids(&excursion), Vec::<&str>::new());
    }
}
