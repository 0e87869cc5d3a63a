//! Follows one phase: from rest into an attempt and back to rest.

use std::collections::VecDeque;

use super::attempt::{self, MOVEMENT_BEGINS, Sample};
use super::exercise::{During, FaultKind, FaultRule, Phase};
use super::timing::elapsed_secs;
use super::watch::{Context, Judgement, Stretch, Watch};

/// How much of the curve before an attempt is kept, to find when the movement really began.
const BEFORE_SECS: f64 = 3.0;

/// Back within the start limit, an attempt ends when it rests there this long (seconds) ...
const RESTED_SECS: f64 = 0.5;

/// ... or when it turns outwards again by this share of the range: the next attempt has begun.
const TURNED: f64 = 0.2;

/// Rest need not be where it was: an attempt also ends when the measure stays for this long
/// (seconds) ...
const PLATEAU_SECS: f64 = 1.0;

/// ... within this share of the attempt's peak ...
const PLATEAU_SPREAD: f64 = 0.1;

/// ... at less than this share of it.
const PLATEAU_BELOW: f64 = 0.55;

/// Who rests for this long (seconds) short of the target ...
const SHORT_SECS: f64 = 1.0;

/// ... with the measure within this share of the range ...
const SHORT_SPREAD: f64 = 0.08;

/// ... at this share of the attempt's peak at least, so not on the way back, takes it for the target.
const SHORT_OF_PEAK: f64 = 0.85;

/// Out and back in less than this (seconds) is the model's noise: nobody moves as fast.
const LEAST_SECS: f64 = 0.4;

/// The same (seconds) where the target was not reached: a foot set down is no attempt.
const LEAST_PARTIAL_SECS: f64 = 0.8;

/// An attempt goes at least this much of the range beyond the start limit, or it was fidgeting.
const LEAST_BEYOND_START: f64 = 0.15;

/// Conditions that confirm an attempt are asked beyond this share of the way to its peak, or below it.
const NEAR_PEAK: f64 = 0.8;

/// After so long unseen (seconds) an attempt cannot be followed any more.
const LOST_SECS: f64 = 2.0;

/// Towards rest faster than this, in ways from rest to target a second, is an exchange of the sides by
/// the model and no movement: people need a fifth of a second at least.
const LEAP_SHARES_PER_SEC: f64 = 10.0;

/// An exchange that lasts longer than this (seconds) is believed.
const LEAP_SECS: f64 = 0.15;

/// What a frame brought.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// An attempt began.
    Began,
    /// The target was reached for the first time in this attempt.
    Reached,
    /// The measure rests short of the target, so far that the fault rule at this place will be broken.
    RestsShort {
        /// The rule's place.
        rule: usize,
        /// Since when, in seconds.
        since_secs: f64,
        /// The share of the way at which it rests.
        share: f64,
    },
    /// The fault rule at this place was broken for long enough to say so.
    Noticed(usize, Stretch),
    /// The attempt is over.
    Ended(Box<Finished>),
    /// What had begun was another movement.
    Dismissed,
    /// The measure has come to rest at another level than before the attempt.
    RestsElsewhere,
}

/// An attempt that is over.
#[derive(Debug, Clone, PartialEq)]
pub struct Finished {
    /// The curve, from some time before the movement began.
    pub samples: Vec<Sample>,
    /// Seconds at which the movement began.
    pub start_secs: f64,
    /// Seconds at which rest was reached again, or sight was lost.
    pub end_secs: f64,
    /// Whether it was followed to its end.
    pub complete: bool,
    /// Per fault rule that is watched: its place, what was found, and whether it could be judged.
    pub watched: Vec<(usize, Option<Stretch>, bool)>,
}

impl Finished {
    /// The curve from the last sample before the movement began.
    pub fn from_start(&self) -> &[Sample] {
        let start = self.samples.partition_point(|sample| sample.time_secs <= self.start_secs);
        &self.samples[start.saturating_sub(1)..]
    }
}

#[derive(Debug, Clone)]
struct Attempt {
    samples: Vec<Sample>,
    /// Per sample and confirming condition.
    confirmations: Vec<Vec<Judgement>>,
    watches: Vec<(usize, During, Watch)>,
    in_target: bool,
    reached: bool,
    /// Whether a rest short of the target was told.
    rested_short: bool,
    /// Since when the measure has been back within the start limit.
    back_since: Option<f64>,
    /// The least share within the start limit, and its time.
    lowest: Option<(f64, f64)>,
    last_seen_secs: f64,
}

impl Attempt {
    /// Takes the next frame; one in which the measure leaps towards rest was not seen.
    fn add(&mut self, mut sample: Sample) -> Sample {
        let before = self.samples.iter().rev().find_map(|s| Some((s.time_secs, s.share?)));
        if let (Some(share), Some((last_secs, last))) = (sample.share, before) {
            let secs = elapsed_secs(last_secs, sample.time_secs);
            if secs <= LEAP_SECS && last - share > LEAP_SHARES_PER_SEC * secs {
                sample.share = None;
            }
        }
        self.samples.push(sample);
        sample
    }

    /// Since when the measure has stayed at a level far below the peak, if it has for long enough.
    fn plateau_since(&self) -> Option<f64> {
        let (peak_secs, peak) = attempt::peak(&self.samples)?;
        let plateau = self.plateau(PLATEAU_SECS)?;
        let stays = plateau.high < PLATEAU_BELOW * peak && plateau.high - plateau.low < PLATEAU_SPREAD * peak;
        (stays && plateau.since_secs > peak_secs).then_some(plateau.since_secs)
    }

    /// Where the measure rests near a peak that is short of the target.
    fn rests_short(&self) -> Option<Plateau> {
        let (_, peak) = attempt::peak(&self.samples)?;
        let plateau = self.plateau(SHORT_SECS)?;
        let rests = plateau.high - plateau.low < SHORT_SPREAD && plateau.low >= SHORT_OF_PEAK * peak;
        (!self.reached && rests).then_some(plateau)
    }

    /// The measure over the last seconds, if it was seen all the time.
    fn plateau(&self, secs: f64) -> Option<Plateau> {
        let last = self.samples.last()?.time_secs;
        let recent = || self.samples.iter().rev().take_while(|s| elapsed_secs(s.time_secs, last) <= secs);
        let since_secs = recent().last()?.time_secs;
        if elapsed_secs(since_secs, last) < 0.9 * secs {
            return None;
        }
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for sample in recent() {
            let share = sample.share?;
            (low, high) = (low.min(share), high.max(share));
        }
        Some(Plateau { since_secs, low, high })
    }
}

/// A stretch of the curve up to now.
#[derive(Debug, Clone, Copy)]
struct Plateau {
    since_secs: f64,
    low: f64,
    high: f64,
}

/// Follows one phase of an exercise.
#[derive(Debug, Clone, Default)]
pub struct Tracker {
    before: VecDeque<Sample>,
    attempt: Option<Attempt>,
}

impl Tracker {
    /// Whether an attempt is under way.
    pub fn is_out(&self) -> bool {
        self.attempt.is_some()
    }

    /// Whether the target is met at the moment.
    pub fn in_target(&self) -> bool {
        self.attempt.as_ref().is_some_and(|attempt| attempt.in_target)
    }

    /// Whether the target has been reached in the attempt under way, by the movement that the phase is about.
    pub fn has_reached(&self) -> bool {
        self.attempt.as_ref().is_some_and(|attempt| attempt.reached)
    }

    /// The curve of the attempt under way.
    pub fn samples(&self) -> &[Sample] {
        self.attempt.as_ref().map_or(&[], |attempt| &attempt.samples)
    }

    /// Forgets an attempt under way, as when the person gets up.
    pub fn abandon(&mut self) {
        self.attempt = None;
        self.before.clear();
    }

    /// Takes a frame: the driving measure as a share of the way from rest (0) to target (1), and
    /// the share at which the target is left.
    pub fn step(
        &mut self,
        phase: &Phase,
        faults: &[FaultRule],
        sample: Sample,
        release: f64,
        context: Context<'_>,
    ) -> Vec<Step> {
        let mut steps = Vec::new();
        if self.attempt.is_none() {
            self.remember(sample);
            if sample.share.is_some_and(|share| share >= phase.start_share) {
                self.attempt = Some(self.begin(phase, faults, sample.time_secs));
                steps.push(Step::Began);
            }
        }
        let Some(attempt) = &mut self.attempt else { return steps };
        let sample = if steps.is_empty() { attempt.add(sample) } else { sample };
        let missing = attempt.samples.len() - attempt.confirmations.len();
        let confirmations: Vec<Judgement> =
            phase.confirm.iter().map(|confirmation| confirmation.asked.judge(context)).collect();
        attempt.confirmations.extend(std::iter::repeat_n(confirmations, missing));

        let Some(share) = sample.share else {
            if elapsed_secs(attempt.last_seen_secs, sample.time_secs) > LOST_SECS {
                let end = attempt.last_seen_secs;
                steps.push(self.finish(phase, end, false));
            }
            return steps;
        };
        attempt.last_seen_secs = sample.time_secs;

        attempt.in_target = share >= if attempt.in_target { release } else { 1.0 };
        if attempt.in_target && !attempt.reached && confirmed(phase, attempt) {
            attempt.reached = true;
            steps.push(Step::Reached);
        }
        for (place, during, watch) in &mut attempt.watches {
            if (*during == During::Attempt || attempt.in_target)
                && let Some(stretch) = watch.look(sample.time_secs, context)
            {
                steps.push(Step::Noticed(*place, stretch));
            }
        }

        if !attempt.rested_short
            && let Some(plateau) = attempt.rests_short()
        {
            attempt.rested_short = true;
            let instead = |(place, _, watch): &(usize, During, Watch)| {
                let is_rule = matches!(faults[*place].kind, FaultKind::InsteadOfTarget(_));
                (is_rule && watch.found().is_some()).then_some(*place)
            };
            let short = |rule: &FaultRule| rule.watches(phase) && rule.kind == FaultKind::ShortOfTarget;
            let rule = attempt.watches.iter().find_map(instead).or_else(|| faults.iter().position(short));
            if let Some(rule) = rule {
                steps.push(Step::RestsShort { rule, since_secs: plateau.since_secs, share: plateau.high });
            }
        }
        if let Some(since) = attempt.plateau_since() {
            steps.push(self.finish(phase, since, true));
            steps.push(Step::RestsElsewhere);
            return steps;
        }
        let (least, least_secs) = attempt.lowest.get_or_insert((f64::INFINITY, sample.time_secs));
        if share < phase.start_share && share <= *least {
            (*least, *least_secs) = (share, sample.time_secs);
        }
        let (least, least_secs) = (*least, *least_secs);
        if least < phase.start_share && share >= least + TURNED {
            // Out again: the lowest point parts two attempts.
            steps.push(self.finish(phase, least_secs, true));
            if share >= phase.start_share {
                self.attempt = Some(self.begin(phase, faults, sample.time_secs));
                steps.push(Step::Began);
            }
            return steps;
        }
        if share >= phase.start_share {
            attempt.back_since = None;
            return steps;
        }
        let since = *attempt.back_since.get_or_insert(sample.time_secs);
        if share <= MOVEMENT_BEGINS || elapsed_secs(since, sample.time_secs) >= RESTED_SECS {
            steps.push(self.finish(phase, sample.time_secs, true));
        }
        steps
    }

    /// Ends an attempt under way because the recording ends.
    pub fn close(&mut self, phase: &Phase) -> Option<Step> {
        let end = self.attempt.as_ref()?.last_seen_secs;
        Some(self.finish(phase, end, false))
    }

    fn remember(&mut self, sample: Sample) {
        self.before.push_back(sample);
        while self.before.front().is_some_and(|s| elapsed_secs(s.time_secs, sample.time_secs) > BEFORE_SECS) {
            self.before.pop_front();
        }
    }

    fn begin(&mut self, phase: &Phase, faults: &[FaultRule], now_secs: f64) -> Attempt {
        let watches = faults
            .iter()
            .enumerate()
            .filter(|(_, rule)| rule.watches(phase))
            .filter_map(|(place, rule)| match &rule.kind {
                FaultKind::While { condition, during, for_secs } => {
                    Some((place, *during, Watch::new(condition.clone(), *for_secs)))
                }
                FaultKind::InsteadOfTarget(condition) => {
                    Some((place, During::Attempt, Watch::new(condition.clone(), INSTEAD_SECS)))
                }
                _ => None,
            })
            .collect();
        Attempt {
            samples: self.before.drain(..).collect(),
            confirmations: Vec::new(),
            watches,
            in_target: false,
            reached: false,
            rested_short: false,
            back_since: None,
            lowest: None,
            last_seen_secs: now_secs,
        }
    }

    fn finish(&mut self, phase: &Phase, end_secs: f64, complete: bool) -> Step {
        let Some(attempt) = self.attempt.take() else { return Step::Dismissed };
        // What follows the end belongs to the rest, or to the next attempt.
        self.before = attempt.samples.iter().copied().filter(|s| s.time_secs >= end_secs).collect();
        if !confirmed(phase, &attempt) {
            return Step::Dismissed;
        }
        let mut samples = attempt.samples;
        samples.retain(|s| s.time_secs <= end_secs);
        let start_secs = attempt::began(&samples).unwrap_or(end_secs);
        let farthest = attempt::peak(&samples).map_or(0.0, |(_, share)| share);
        let since_start = &samples[samples.partition_point(|s| s.time_secs < start_secs)..];
        // The frame that parts two attempts can have reached the target in the second.
        let reached = attempt.reached && farthest >= 1.0;
        let least_secs = if reached { LEAST_SECS } else { LEAST_PARTIAL_SECS }.max(phase.least_secs);
        let fidgeting = farthest < phase.start_share + LEAST_BEYOND_START;
        if end_secs - start_secs < least_secs || fidgeting {
            return Step::Dismissed;
        }
        Step::Ended(Box::new(Finished {
            start_secs,
            end_secs,
            complete: complete && !attempt::has_long_gap(since_start),
            samples,
            watched: attempt
                .watches
                .iter()
                .map(|(place, _, watch)| (*place, watch.found(), watch.could_judge()))
                .collect(),
        }))
    }
}

/// How long something else must have moved to count as moved instead, in seconds.
const INSTEAD_SECS: f64 = 0.3;

/// Whether each confirming condition held in at least half of the frames so far that it is asked in.
fn confirmed(phase: &Phase, attempt: &Attempt) -> bool {
    let Some((_, peak)) = attempt::peak(&attempt.samples) else { return false };
    let judged = |on_the_way: bool| {
        attempt.samples.iter().zip(&attempt.confirmations).filter_map(move |(sample, judgements)| {
            let share = sample.share?;
            let near_peak = share >= NEAR_PEAK * peak;
            let asked = if on_the_way { !near_peak && share >= phase.start_share } else { near_peak };
            asked.then_some(judgements)
        })
    };
    phase.confirm.iter().enumerate().all(|(place, confirmation)| {
        // Whoever is too fast to be seen on the way is looked at near the peak.
        let on_the_way = confirmation.on_the_way && judged(true).next().is_some();
        let count =
            |wanted| judged(on_the_way).filter(|judgements| judgements.get(place) == Some(&wanted)).count();
        count(Judgement::Met) >= count(Judgement::NotMet)
    })
}

#[cfg(test)]
mod tests {
    use super::super::exercise::Severity;
    use super::super::measure::Measurements;
    use super::super::testing::{course, fault, phase};
    use super::*;

    /// What the tracker says of a course, and how its attempts ended: start, end, whether complete.
    fn tracked(samples: &[Sample]) -> (Vec<Step>, Vec<(f64, f64, bool)>) {
        let (phase, mut tracker) = (phase(), Tracker::default());
        let context =
            Context { now: &Measurements::NONE, neutral: None, near: None, view: None, moving: None };
        let mut steps: Vec<Step> =
            samples.iter().flat_map(|sample| tracker.step(&phase, &[], *sample, 0.9, context)).collect();
        steps.extend(tracker.close(&phase));
        let ended = steps.iter().filter_map(|step| match step {
            Step::Ended(finished) => Some((finished.start_secs, finished.end_secs, finished.complete)),
            _ => None,
        });
        let ended = ended.collect();
        (steps, ended)
    }

    #[test]
    fn out_and_back_is_one_attempt() {
        let samples = course(&[(0.0, 0.0), (1.0, 0.0), (2.0, 1.2), (4.0, 1.2), (5.0, 0.0), (6.0, 0.0)]);
        let (steps, ended) = tracked(&samples);
        assert!(matches!(steps[..], [Step::Began, Step::Reached, Step::Ended(_)]), "{steps:?}");
        let (start, end, complete) = ended[0];
        assert!((start - 1.1).abs() < 0.05 && (end - 4.92).abs() < 0.05 && complete, "{start} to {end}");
    }

    #[test]
    fn a_rest_short_of_the_target_is_told_once_and_in_time() {
        let rules = [fault("low", Severity::Major, FaultKind::ShortOfTarget)];
        let told = |samples: &[Sample]| {
            let (phase, mut tracker) = (phase(), Tracker::default());
            let context =
                Context { now: &Measurements::NONE, neutral: None, near: None, view: None, moving: None };
            let mut told = Vec::new();
            for sample in samples {
                let steps = tracker.step(&phase, &rules, *sample, 0.9, context);
                let short = steps.iter().filter(|step| matches!(step, Step::RestsShort { rule: 0, .. }));
                told.extend(short.map(|_| sample.time_secs));
            }
            told
        };
        let short = course(&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.8), (6.0, 0.8), (7.0, 0.0), (8.0, 0.0)]);
        let times = told(&short);
        assert!(times.len() == 1 && (2.8..3.1).contains(&times[0]), "{times:?}");
        let slow = course(&[(0.0, 0.0), (1.0, 0.0), (5.0, 1.2), (8.0, 1.2), (12.0, 0.0)]);
        assert!(told(&slow).is_empty(), "a slow movement is no rest");
        let reached = course(&[(0.0, 0.0), (1.0, 1.2), (4.0, 1.2), (5.0, 0.8), (8.0, 0.8), (9.0, 0.0)]);
        assert!(told(&reached).is_empty(), "the target was reached");
    }

    #[test]
    fn two_without_a_rest_between_are_two() {
        let samples = course(&[(0.0, 0.0), (1.0, 1.2), (2.5, 1.2), (3.0, 0.15), (4.0, 1.2), (6.0, 0.0)]);
        let (_, ended) = tracked(&samples);
        assert_eq!(ended.len(), 2);
        assert!((ended[0].1 - 3.0).abs() < 0.05, "parted at the lowest point: {ended:?}");
    }

    #[test]
    fn fidgeting_is_dismissed_at_the_end_too() {
        let (back, _) = tracked(&course(&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.3), (3.0, 0.0), (4.0, 0.0)]));
        assert!(matches!(back[..], [Step::Began, Step::Dismissed]), "{back:?}");
        let (cut, _) = tracked(&course(&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.3)]));
        assert!(matches!(cut[..], [Step::Began, Step::Dismissed]), "{cut:?}");
    }

    #[test]
    fn an_attempt_out_of_sight_is_not_complete() {
        let mut samples = course(&[(0.0, 0.0), (1.0, 1.2), (9.0, 1.2), (10.0, 0.0), (11.0, 0.0)]);
        for sample in &mut samples {
            if (3.0..7.0).contains(&sample.time_secs) {
                sample.share = None;
            }
        }
        let (_, ended) = tracked(&samples);
        assert!(!ended[0].2 && ended[0].1 < 3.0, "{ended:?}");
    }

    #[test]
    fn a_frame_with_exchanged_sides_does_not_end_an_attempt() {
        let mut samples = course(&[(0.0, 0.0), (1.0, 0.0), (2.0, 1.2), (6.0, 1.2), (7.0, 0.0), (8.0, 0.0)]);
        let place = samples.iter().position(|sample| sample.time_secs >= 4.0).expect("in the course");
        samples[place].share = Some(0.05);
        let (_, ended) = tracked(&samples);
        assert!(matches!(ended[..], [(_, end, true)] if end > 6.5), "{ended:?}");
        // A fifth of a second is a quick movement, and believed.
        let quick = course(&[(0.0, 0.0), (1.0, 0.0), (1.2, 1.2), (1.4, 1.2), (1.6, 0.0), (3.0, 0.0)]);
        let (_, ended) = tracked(&quick);
        assert!(matches!(ended[..], [(_, end, true)] if end < 1.7), "{ended:?}");
    }
}
