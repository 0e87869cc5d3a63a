//! Follows one phase: from rest into an attempt and back to rest.

use std::collections::VecDeque;

use super::attempt::{AttemptInProgress, Ending, Step, Tracked};
use super::curve::Sample;
use super::monitor::Context;
use super::phase::Phase;
use super::start::LOST_SECS;
use super::timing::elapsed_secs;

/// How much of the curve before an attempt is kept, to find when the movement really began.
const BEFORE_SECS: f64 = 3.0;

/// Follows one phase of an exercise.
#[derive(Debug, Clone)]
pub enum PhaseTracker {
    /// At rest, with the last samples, among which a movement may have begun.
    AtRest(VecDeque<Sample>),
    /// On the way out, in the target or on the way back.
    Moving(Box<AttemptInProgress>),
}

impl Default for PhaseTracker {
    fn default() -> Self {
        PhaseTracker::AtRest(VecDeque::new())
    }
}

impl PhaseTracker {
    /// The attempt under way.
    pub fn attempt(&self) -> Option<&AttemptInProgress> {
        match self {
            PhaseTracker::AtRest(_) => None,
            PhaseTracker::Moving(attempt) => Some(attempt),
        }
    }

    /// Seconds that the target has been held so far, of the last hold; 0 where nothing is attempted.
    pub fn hold_secs(&mut self, phase: &Phase, release: f64) -> f64 {
        match self {
            PhaseTracker::AtRest(_) => 0.0,
            PhaseTracker::Moving(attempt) => attempt.hold_secs(phase, release),
        }
    }

    /// Whether an attempt is under way.
    pub fn is_out(&self) -> bool {
        self.attempt().is_some()
    }

    /// Whether the target has been reached in the attempt under way, by the movement that the phase is about.
    pub fn has_reached(&self) -> bool {
        self.attempt().is_some_and(|attempt| attempt.reached)
    }

    /// Takes a frame.
    pub fn step(&mut self, tracked: Tracked<'_>, sample: Sample, context: Context<'_>) -> Vec<Step> {
        let mut steps = Vec::new();
        match self {
            PhaseTracker::Moving(attempt) => {
                let sample = attempt.add(sample, tracked.phase(), context);
                self.follow(tracked, sample, context, &mut steps);
            }
            PhaseTracker::AtRest(before) => {
                remember(before, sample);
                if has_left(tracked.phase(), sample) {
                    let before = std::mem::take(before);
                    self.begin(tracked, before, &mut steps);
                    if let PhaseTracker::Moving(attempt) = self {
                        attempt.confirm(tracked.phase(), context);
                    }
                    self.follow(tracked, sample, context, &mut steps);
                }
            }
        }
        steps
    }

    /// Ends an attempt under way because the recording ends.
    pub fn close(&mut self, phase: &Phase) -> Option<Step> {
        let end_secs = self.attempt()?.last_seen_secs;
        Some(self.finish(phase, end_secs, false))
    }

    fn begin(&mut self, tracked: Tracked<'_>, before: VecDeque<Sample>, steps: &mut Vec<Step>) {
        *self = PhaseTracker::Moving(Box::new(AttemptInProgress::new(tracked, before)));
        steps.push(Step::Began);
    }

    fn follow(&mut self, tracked: Tracked<'_>, sample: Sample, context: Context<'_>, steps: &mut Vec<Step>) {
        let PhaseTracker::Moving(attempt) = self else { return };
        let phase = tracked.phase();
        let Some(progress) = sample.progress else {
            let last_seen_secs = attempt.last_seen_secs;
            if elapsed_secs(last_seen_secs, sample.time_secs) > LOST_SECS {
                steps.push(self.finish(phase, last_seen_secs, false));
            }
            return;
        };
        attempt.last_seen_secs = sample.time_secs;
        attempt.follow_target(phase, progress, tracked.release, steps);
        attempt.follow_conditions(sample.time_secs, context, steps);
        attempt.follow_short_rest(tracked, steps);
        match attempt.ending(phase, sample.time_secs, progress) {
            None => {}
            Some(Ending::Rested { at_secs }) => steps.push(self.finish(phase, at_secs, true)),
            Some(Ending::RestsElsewhere { since_secs }) => {
                steps.push(self.finish(phase, since_secs, true));
                steps.push(Step::RestsElsewhere);
            }
            Some(Ending::OutAgain { parted_secs }) => {
                steps.push(self.finish(phase, parted_secs, true));
                if let PhaseTracker::AtRest(before) = self
                    && has_left(phase, sample)
                {
                    let before = std::mem::take(before);
                    self.begin(tracked, before, steps);
                }
            }
        }
    }

    fn finish(&mut self, phase: &Phase, end_secs: f64, complete: bool) -> Step {
        let PhaseTracker::Moving(attempt) = std::mem::take(self) else { return Step::Dismissed(None) };
        let other = attempt.other_movement(phase, end_secs);
        // What follows the end belongs to the rest, or to the next attempt.
        let after = attempt.curve.samples().iter().copied().filter(|s| s.time_secs >= end_secs);
        *self = PhaseTracker::AtRest(after.collect());
        match attempt.finished(phase, end_secs, complete) {
            Some(finished) => Step::Ended(Box::new(finished)),
            None => Step::Dismissed(other),
        }
    }
}

fn has_left(phase: &Phase, sample: Sample) -> bool {
    sample.progress.is_some_and(|progress| progress >= phase.start_share)
}

fn remember(before: &mut VecDeque<Sample>, sample: Sample) {
    before.push_back(sample);
    while before.front().is_some_and(|s| elapsed_secs(s.time_secs, sample.time_secs) > BEFORE_SECS) {
        before.pop_front();
    }
}

#[cfg(test)]
mod tests {
    use super::super::exercise::{FaultRule, RuleId, Severity};
    use super::super::faults::ShortOfTarget;
    use super::super::measure::Measurements;
    use super::super::phase::PhaseId;
    use super::super::testing::{course, exercise, fault};
    use super::*;

    /// What the tracker says of a course, and when (seconds).
    fn stepped(rules: &[FaultRule], samples: &[Sample]) -> Vec<(f64, Step)> {
        let (exercise, mut tracker) = (exercise(rules), PhaseTracker::default());
        let tracked = Tracked { exercise: &exercise, phase: PhaseId(0), release: 0.9 };
        let context =
            Context { now: &Measurements::NONE, neutral: None, near: None, view: None, moving: None };
        let mut steps = Vec::new();
        for sample in samples {
            let now = tracker.step(tracked, *sample, context);
            steps.extend(now.into_iter().map(|step| (sample.time_secs, step)));
        }
        steps.extend(tracker.close(exercise.phase(PhaseId(0))).map(|step| (f64::INFINITY, step)));
        steps
    }

    /// What the tracker says of a course, and how its attempts ended: start, end, whether complete.
    fn tracked(samples: &[Sample]) -> (Vec<Step>, Vec<(f64, f64, bool)>) {
        let steps: Vec<Step> = stepped(&[], samples).into_iter().map(|(_, step)| step).collect();
        let ended = steps.iter().filter_map(|step| match step {
            Step::Ended(finished) => {
                Some((finished.interval.start_secs, finished.interval.end_secs, finished.complete))
            }
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
        let rules = [fault("low", Severity::Major, ShortOfTarget)];
        let told = |samples: &[Sample]| -> Vec<f64> {
            let steps = stepped(&rules, samples).into_iter();
            let short = steps.filter(|(_, step)| matches!(step, Step::RestsShort { rule: RuleId(0), .. }));
            short.map(|(time_secs, _)| time_secs).collect()
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
    fn a_hold_just_short_of_the_target_is_no_rest_however_far_the_model_erred_before() {
        let samples =
            course(&[(0.0, 0.0), (1.0, 0.0), (2.0, 1.6), (2.2, 0.85), (8.0, 0.85), (9.0, 0.0), (11.0, 0.0)]);
        let (_, ended) = tracked(&samples);
        assert!(matches!(ended[..], [(_, end, true)] if end > 8.5), "{ended:?}");
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
        assert!(matches!(back[..], [Step::Began, Step::Dismissed(None)]), "{back:?}");
        let (cut, _) = tracked(&course(&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.3)]));
        assert!(matches!(cut[..], [Step::Began, Step::Dismissed(None)]), "{cut:?}");
    }

    #[test]
    fn a_small_movement_that_is_held_is_an_attempt() {
        let held = course(&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.36), (4.5, 0.36), (5.5, 0.0), (7.0, 0.0)]);
        let (_, ended) = tracked(&held);
        assert!(matches!(ended[..], [(_, _, true)]), "{ended:?}");
    }

    #[test]
    fn an_attempt_out_of_sight_is_not_complete() {
        let mut samples = course(&[(0.0, 0.0), (1.0, 1.2), (9.0, 1.2), (10.0, 0.0), (11.0, 0.0)]);
        for sample in &mut samples {
            if (3.0..7.0).contains(&sample.time_secs) {
                sample.progress = None;
            }
        }
        let (_, ended) = tracked(&samples);
        assert!(!ended[0].2 && ended[0].1 < 3.0, "{ended:?}");
    }

    #[test]
    fn a_frame_with_exchanged_sides_does_not_end_an_attempt() {
        let mut samples = course(&[(0.0, 0.0), (1.0, 0.0), (2.0, 1.2), (6.0, 1.2), (7.0, 0.0), (8.0, 0.0)]);
        let place = samples.iter().position(|sample| sample.time_secs >= 4.0).expect("in the course");
        samples[place].progress = Some(0.05);
        let (_, ended) = tracked(&samples);
        assert!(matches!(ended[..], [(_, end, true)] if end > 6.5), "{ended:?}");
        // A fifth of a second is a quick movement, and believed.
        let quick = course(&[(0.0, 0.0), (1.0, 0.0), (1.2, 1.2), (1.4, 1.2), (1.6, 0.0), (3.0, 0.0)]);
        let (_, ended) = tracked(&quick);
        assert!(matches!(ended[..], [(_, end, true)] if end < 1.7), "{ended:?}");
    }
}
