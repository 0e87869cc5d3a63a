//! The moments of a set that are worth a figure: the best of each phase, the worst of each fault.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::motion::{
    Attempt, Exercise, Fault, Interval, MeasureRef, MeasuredFrame, Measurements, PhaseId, Pose, RuleId,
    SeenBest, Side, Verdict,
};

/// Frames are remembered for so long, in seconds: longer than an attempt lasts.
const REMEMBERED_SECS: f64 = 90.0;

/// An attempt of a better verdict shows the best moment, however far the others went.
const PER_VERDICT: f64 = 10_000.0;

/// A moment worth a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyPose {
    /// The phase.
    pub phase: PhaseId,
    /// The rule of whose fault it is the worst moment; none for the best moment of the phase.
    pub fault: Option<RuleId>,
    /// When, in seconds since the session began.
    pub at_secs: f64,
    /// The body.
    pub pose: Arc<Pose>,
}

/// A moment, and how much it says: of two for the same place the weightier is kept.
pub(super) struct Weighed {
    pub(super) moment: KeyPose,
    pub(super) weight: f64,
}

/// Remembers the frames of the last attempt.
#[derive(Debug, Default)]
pub(super) struct Moments {
    /// With the side that was nearer to the camera.
    frames: VecDeque<(MeasuredFrame, Option<Side>)>,
}

impl Moments {
    pub(super) fn take(
        &mut self,
        at_secs: f64,
        pose: &Arc<Pose>,
        measures: &Measurements,
        near: Option<Side>,
    ) {
        while self.frames.front().is_some_and(|(frame, _)| at_secs - frame.at_secs > REMEMBERED_SECS) {
            self.frames.pop_front();
        }
        let (pose, measures) = (Some(Arc::clone(pose)), measures.clone());
        self.frames.push_back((MeasuredFrame { at_secs, pose, measures }, near));
    }

    /// The moments of an attempt that has ended.
    pub(super) fn of(&self, attempt: &Attempt, exercise: &Exercise) -> Vec<Weighed> {
        let phase = exercise.phase(attempt.phase);
        let weighed = |frame: &MeasuredFrame, fault: Option<&Fault>, weight: f64| {
            let (phase, fault, at_secs) = (attempt.phase, fault.map(|fault| fault.rule), frame.at_secs);
            let moment = KeyPose { phase, fault, at_secs, pose: frame.pose.clone()? };
            Some(Weighed { moment, weight })
        };
        let mut found = Vec::new();
        let forward = |value: f64| if phase.rises { value } else { -value };
        let far = |interval| self.most(interval, phase.measure, phase.side, forward);
        let farthest = far(attempt.interval);
        if let Some((frame, value)) = farthest
            && let Some(rank) = rank(attempt.verdict)
        {
            found.extend(weighed(frame, None, rank * PER_VERDICT + value));
        }
        for fault in &attempt.faults {
            let (interval, kind) = (fault.interval, &exercise.rule(fault.rule).kind);
            let best = match (kind.seen_best(), kind.watched()) {
                (SeenBest::AtWorst, Some(watched)) => {
                    let (bound, measure) = (watched.condition.bound, watched.condition.measure);
                    self.most(interval, measure, phase.side, |value| bound.excess(value))
                }
                (SeenBest::Farthest, _) => farthest,
                (SeenBest::FarthestMeanwhile, _) => far(interval).or(farthest),
                _ => self.nearest(interval.start_secs.midpoint(interval.end_secs)).map(|frame| (frame, 0.0)),
            };
            found.extend(best.and_then(|(frame, _)| weighed(frame, Some(fault), fault.badness())));
        }
        found
    }

    /// The frame within a time in which `score` of a measure is greatest, and that score.
    fn most(
        &self,
        Interval { start_secs, end_secs }: Interval,
        measure: MeasureRef,
        side: Option<Side>,
        score: impl Fn(f64) -> f64,
    ) -> Option<(&MeasuredFrame, f64)> {
        let within = self.frames.iter().filter(|(frame, _)| (start_secs..=end_secs).contains(&frame.at_secs));
        let scored = within.filter_map(|(frame, near)| {
            let value = frame.measures.get(measure.resolve(*near, side)?)?;
            Some((frame, score(value)))
        });
        scored.max_by(|a, b| a.1.total_cmp(&b.1))
    }

    fn nearest(&self, at_secs: f64) -> Option<&MeasuredFrame> {
        let distance = |frame: &MeasuredFrame| (frame.at_secs - at_secs).abs();
        self.frames.iter().map(|(frame, _)| frame).min_by(|a, b| distance(a).total_cmp(&distance(b)))
    }
}

/// How well an attempt shows what is meant; none where too little of it was seen.
fn rank(verdict: Verdict) -> Option<f64> {
    match verdict {
        Verdict::Good => Some(2.0),
        Verdict::Faulty => Some(1.0),
        Verdict::Partial => Some(0.0),
        Verdict::Unjudged => None,
    }
}
