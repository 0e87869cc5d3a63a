//! One attempt: under way, and as it was when it is over.

use std::collections::VecDeque;

use super::curve::{self, Curve, MOVEMENT_BEGINS, Sample};
use super::exercise::{Exercise, RuleId};
use super::faults::{During, Watched};
use super::hold::{HoldLimits, HoldTimer};
use super::leap::LeapWatch;
use super::measure::Unit;
use super::monitor::{Breach, ConditionMonitor, Context, Judgement};
use super::phase::{Confirmation, Phase, PhaseId};
use super::plateau::Plateau;
use super::timing::{Interval, elapsed_secs};

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

/// No body rests just short of the target: a peak beyond this is taken for one there, for a few frames in which the model errs
/// make it.
const HIGHEST_PEAK: f64 = 1.2;

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

/// The same for one that stays near its farthest point: who does that has meant it. A model that sees a body differently
/// in a mirror has a low bridge go farther or less far by this much.
const LEAST_BEYOND_START_HELD: f64 = 0.05;

/// ... for so long, in seconds.
const HELD_SECS: f64 = 2.0;

/// Conditions that confirm an attempt are asked beyond this share of the way to its peak, or below it.
const NEAR_PEAK: f64 = 0.8;

/// What a frame brought.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// An attempt began.
    Began,
    /// The target was reached for the first time in this attempt.
    Reached,
    /// The measure rests short of the target, so far that this rule will be broken.
    RestsShort {
        /// The rule.
        rule: RuleId,
        /// Since when, in seconds.
        since_secs: f64,
        /// The progress at which it rests.
        progress: f64,
    },
    /// The rule was broken for long enough to say so.
    Noticed(RuleId, Breach),
    /// The attempt is over.
    Ended(Box<FinishedAttempt>),
    /// What had begun was another movement, or none. Where it went as far as the exercise's, there is its time.
    Dismissed(Option<Interval>),
    /// The measure has come to rest at another level than before the attempt.
    RestsElsewhere,
}

/// One phase of an exercise, as its tracker needs it at a frame.
#[derive(Debug, Clone, Copy)]
pub struct Tracked<'a> {
    /// The exercise.
    pub exercise: &'a Exercise,
    /// The phase.
    pub phase: PhaseId,
    /// The progress at which the target is left.
    pub release: f64,
}

impl<'a> Tracked<'a> {
    /// The phase.
    pub fn phase(self) -> &'a Phase {
        self.exercise.phase(self.phase)
    }
}

/// An attempt that is over.
#[derive(Debug, Clone)]
pub struct FinishedAttempt {
    /// The curve, from some time before the movement began.
    pub samples: Vec<Sample>,
    /// From the beginning of the movement until rest was reached again, or sight was lost.
    pub interval: Interval,
    /// Whether it was followed to its end.
    pub complete: bool,
    /// The monitors of the rules that have one.
    pub monitors: Vec<(RuleId, ConditionMonitor)>,
}

impl PartialEq for FinishedAttempt {
    fn eq(&self, other: &Self) -> bool {
        self.samples == other.samples && self.interval == other.interval
    }
}

impl FinishedAttempt {
    /// The curve from the last sample before the movement began.
    pub fn curve(&self) -> Curve {
        let start = self.samples.partition_point(|sample| sample.time_secs <= self.interval.start_secs);
        Curve::new(self.samples[start.saturating_sub(1)..].iter().copied())
    }
}

/// How an attempt comes to its end.
pub(super) enum Ending {
    /// Rest is reached again.
    Rested { at_secs: f64 },
    /// The measure stays far below the peak, and is not at rest.
    RestsElsewhere { since_secs: f64 },
    /// The measure turned outwards again at its lowest point: the next attempt has begun.
    OutAgain { parted_secs: f64 },
}

/// A rule that watches a condition.
#[derive(Debug, Clone)]
struct Monitored {
    rule: RuleId,
    during: During,
    /// Whether the condition is what must be, so that nothing is to be noticed while it holds.
    wanted: bool,
    monitor: ConditionMonitor,
}

/// An attempt under way.
#[derive(Debug, Clone)]
pub struct AttemptInProgress {
    pub(super) curve: Curve,
    /// Per sample and confirming condition.
    confirmations: Vec<Vec<Judgement>>,
    monitors: Vec<Monitored>,
    hold: HoldTimer,
    /// Whether the target is met at the moment.
    in_target: bool,
    /// Whether it has been reached, by the movement that the phase is about.
    pub(super) reached: bool,
    /// Whether it was under way when it was first seen.
    began_unseen: bool,
    leaps: LeapWatch,
    /// Whether a rest short of the target was told.
    rested_short: bool,
    /// Since when the measure has been back within the start limit.
    back_since: Option<f64>,
    /// The least progress within the start limit, and its time.
    lowest: Option<(f64, f64)>,
    pub(super) last_seen_secs: f64,
}

impl AttemptInProgress {
    pub(super) fn new(tracked: Tracked<'_>, before: VecDeque<Sample>) -> Self {
        let phase = tracked.phase();
        let monitored = tracked.exercise.rules().filter(|(_, rule)| rule.watches(phase));
        let monitors = monitored
            .filter_map(|(id, rule)| {
                let Watched { during, wanted, .. } = rule.kind.watched()?;
                Some(Monitored { rule: id, during, wanted, monitor: rule.monitor()? })
            })
            .collect();
        let last_seen_secs = before.back().map_or(0.0, |sample| sample.time_secs);
        let is_out = |sample: &Sample| sample.progress.is_some_and(|progress| progress >= phase.start_share);
        let mut leaps = LeapWatch::new(phase.limbs_way());
        let mut latest = before.iter().rev().filter_map(|sample| Some((sample.time_secs, sample.progress?)));
        if let (Some(now), Some(last)) = (latest.next(), latest.next()) {
            leaps.leaves_out(last, now, phase.start_share);
        }
        Self {
            began_unseen: before.iter().all(is_out),
            curve: Curve::new(before),
            confirmations: Vec::new(),
            monitors,
            hold: HoldTimer::new(HoldLimits::of_target(1.0, tracked.release)),
            in_target: false,
            reached: false,
            leaps,
            rested_short: false,
            back_since: None,
            lowest: None,
            last_seen_secs,
        }
    }

    /// Whether the target is met at the moment.
    pub fn in_target(&self) -> bool {
        self.in_target
    }

    /// Seconds that the target has been held so far, of the last hold, as the verdict will have them.
    pub(super) fn hold_secs(&mut self, phase: &Phase, release: f64) -> f64 {
        let Some(limits) = phase.hold_limits(self.curve.level(), release) else { return 0.0 };
        self.hold.last_secs(&self.curve, limits)
    }

    /// Takes the next frame; one in which the measure leaps towards rest was not seen.
    pub(super) fn add(&mut self, mut sample: Sample, phase: &Phase, context: Context<'_>) -> Sample {
        if let (Some(progress), Some((last_secs, last))) = (sample.progress, self.curve.last_seen()) {
            let (last, now) = ((last_secs, last), (sample.time_secs, progress));
            if self.leaps.leaves_out(last, now, phase.start_share) {
                sample.progress = None;
            }
        }
        self.curve.push(sample);
        self.confirm(phase, context);
        sample
    }

    /// Takes what the confirming conditions say of a frame, for the samples that came with it.
    pub(super) fn confirm(&mut self, phase: &Phase, context: Context<'_>) {
        let judge = |confirmation: &Confirmation| confirmation.judge(context);
        self.confirmations
            .resize_with(self.curve.samples().len(), || phase.confirm.iter().map(judge).collect());
    }

    pub(super) fn follow_target(
        &mut self,
        phase: &Phase,
        progress: f64,
        release: f64,
        steps: &mut Vec<Step>,
    ) {
        self.in_target = progress >= if self.in_target { release } else { 1.0 };
        if self.in_target && !self.reached && self.is_confirmed(phase) {
            self.reached = true;
            steps.push(Step::Reached);
        }
    }

    pub(super) fn follow_conditions(&mut self, time_secs: f64, context: Context<'_>, steps: &mut Vec<Step>) {
        for Monitored { rule, during, wanted, monitor } in &mut self.monitors {
            if (*during == During::Attempt || self.in_target)
                && let Some(breach) = monitor.update(time_secs, context)
                && !*wanted
            {
                steps.push(Step::Noticed(*rule, breach));
            }
        }
    }

    pub(super) fn follow_short_rest(&mut self, tracked: Tracked<'_>, steps: &mut Vec<Step>) {
        if self.rested_short {
            return;
        }
        let Some(plateau) = self.rests_short() else { return };
        self.rested_short = true;
        // What moves instead explains it better than that the movement is too small.
        let rules = tracked.exercise.rules();
        let mut watching = rules.filter(|(_, rule)| rule.watches(tracked.phase()));
        let found = self.monitors.iter().find(|Monitored { rule, monitor, .. }| {
            let found = monitor.found().is_some();
            found && tracked.exercise.rule(*rule).kind.explains_short_rest(found)
        });
        let rule = found
            .map(|found| found.rule)
            .or_else(|| Some(watching.find(|(_, rule)| rule.kind.explains_short_rest(false))?.0));
        if let Some(rule) = rule {
            let Plateau { since_secs, high, .. } = plateau;
            steps.push(Step::RestsShort { rule, since_secs, progress: high });
        }
    }

    /// How the attempt ends at this frame, if it does.
    pub(super) fn ending(&mut self, phase: &Phase, time_secs: f64, progress: f64) -> Option<Ending> {
        if let Some(since_secs) = self.plateau_since() {
            return Some(Ending::RestsElsewhere { since_secs });
        }
        let within = progress < phase.start_share;
        let (least, parted_secs) = self.lowest.get_or_insert((f64::INFINITY, time_secs));
        // Where a leap has led, nobody has come back: the next one may lead out again.
        if within && progress <= *least && !self.leaps.fell() {
            (*least, *parted_secs) = (progress, time_secs);
        }
        if *least < phase.start_share && progress >= *least + TURNED {
            return Some(Ending::OutAgain { parted_secs: *parted_secs });
        }
        if !within {
            self.back_since = None;
            return None;
        }
        let since = *self.back_since.get_or_insert(time_secs);
        let rests = progress <= MOVEMENT_BEGINS || elapsed_secs(since, time_secs) >= RESTED_SECS;
        rests.then_some(Ending::Rested { at_secs: time_secs })
    }

    /// Since when the measure has stayed at a level far below the peak, if it has for long enough.
    fn plateau_since(&self) -> Option<f64> {
        let (peak_secs, peak) = self.curve.peak()?;
        let plateau = Plateau::of_last(self.curve.samples(), PLATEAU_SECS)?;
        // Whoever stays in the target has not come back.
        let stays =
            plateau.high < PLATEAU_BELOW * peak.min(HIGHEST_PEAK) && plateau.spread() < PLATEAU_SPREAD * peak;
        (stays && plateau.since_secs > peak_secs).then_some(plateau.since_secs)
    }

    /// Where the measure rests near a peak that is short of the target.
    fn rests_short(&self) -> Option<Plateau> {
        let (_, peak) = self.curve.peak()?;
        let plateau = Plateau::of_last(self.curve.samples(), SHORT_SECS)?;
        let rests = plateau.spread() < SHORT_SPREAD && plateau.low >= SHORT_OF_PEAK * peak;
        (!self.reached && rests).then_some(plateau)
    }

    /// Whether each confirming condition held in at least half of the frames so far that it is asked in.
    fn is_confirmed(&self, phase: &Phase) -> bool {
        let Some((_, peak)) = self.curve.peak() else { return false };
        let judged = |on_the_way: bool| {
            self.curve.samples().iter().zip(&self.confirmations).filter_map(move |(sample, judgements)| {
                let progress = sample.progress?;
                let near_peak = progress >= NEAR_PEAK * peak;
                let asked = if on_the_way { !near_peak && progress >= phase.start_share } else { near_peak };
                asked.then_some(judgements)
            })
        };
        phase.confirm.iter().enumerate().all(|(place, confirmation)| {
            // Whoever is too fast to be seen on the way is looked at near the peak.
            let on_the_way = confirmation.on_the_way && judged(true).next().is_some();
            let count = |wanted| {
                judged(on_the_way).filter(|judgements| judgements.get(place) == Some(&wanted)).count()
            };
            count(Judgement::Met) >= count(Judgement::NotMet)
        })
    }

    /// The time of a movement that went to the target. Where it is no attempt, it is not the exercise's, or could not
    /// be seen well enough.
    pub(super) fn other_movement(&self, phase: &Phase, end_secs: f64) -> Option<Interval> {
        let start_secs = curve::began(self.curve.samples(), phase.limbs_way())?;
        let went_far = self.curve.peak().is_some_and(|(_, progress)| progress >= 1.0);
        let interval = Interval::new(start_secs, end_secs);
        (went_far && interval.secs() >= LEAST_PARTIAL_SECS).then_some(interval)
    }

    /// The attempt as it was up to its end; `None` where it was another movement or none.
    pub(super) fn finished(self, phase: &Phase, end_secs: f64, complete: bool) -> Option<FinishedAttempt> {
        // A foot that is lifted by a hand's breadth is there as fast as one that is mistaken for the other.
        let made_by_leap = phase.measure.unit() == Unit::Degrees && self.leaps.made_it();
        if !self.is_confirmed(phase) || made_by_leap {
            return None;
        }
        let samples = self.curve.samples().iter().copied().filter(|s| s.time_secs <= end_secs);
        let samples: Vec<Sample> = samples.collect();
        let start_secs = curve::began(&samples, phase.limbs_way()).unwrap_or(end_secs);
        let farthest = Curve::new(samples.iter().copied()).peak().map_or(0.0, |(_, progress)| progress);
        let since_start = &samples[samples.partition_point(|s| s.time_secs < start_secs)..];
        // The frame that parts two attempts can have reached the target in the second.
        let reached = self.reached && farthest >= 1.0;
        let least_secs = if reached { LEAST_SECS } else { LEAST_PARTIAL_SECS }.max(phase.least_secs);
        let near =
            |sample: &&Sample| sample.progress.is_some_and(|progress| progress >= SHORT_OF_PEAK * farthest);
        let (first, last) = (samples.iter().find(near), samples.iter().rfind(near));
        let held = first.zip(last).is_some_and(|(a, b)| elapsed_secs(a.time_secs, b.time_secs) >= HELD_SECS);
        let beyond = if held { LEAST_BEYOND_START_HELD } else { LEAST_BEYOND_START };
        let fidgeting = farthest < phase.start_share + beyond;
        if end_secs - start_secs < least_secs || fidgeting {
            return None;
        }
        let complete = complete && !self.began_unseen && !curve::has_long_gap(since_start);
        let monitors = self.monitors.into_iter().map(|of| (of.rule, of.monitor)).collect();
        Some(FinishedAttempt { interval: Interval::new(start_secs, end_secs), complete, samples, monitors })
    }
}
