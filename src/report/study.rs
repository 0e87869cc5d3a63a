//! What a report shows of a set beyond its verdicts: the curves that drove it, and the postures in
//! which its faults are best seen.

use super::accuracy;
use super::number;
use super::session::{Curve, Finding, Posture, Target};
use crate::coach::rank;
use crate::messages::ExerciseTexts;
use crate::motion::MeasuredFrame;
use crate::motion::back_line::back_line;
use crate::motion::figure::{Figure, FigurePose};
use crate::motion::statistics::middle;
use crate::motion::{
    Attempt, Exercise, Fault, Interval, Landmark, Measure, MeasureRef, Phase, Placement, Reference, RuleId,
    SeenBest, Severity, Verdict, WholeMeasure,
};

/// A set that is studied; times are from its first frame.
pub(super) struct Study<'a> {
    pub(super) exercise: &'a Exercise,
    pub(super) texts: &'a ExerciseTexts,
    pub(super) figure: Option<&'a Figure>,
    pub(super) attempts: &'a [Attempt],
    pub(super) set_faults: &'a [Fault],
    pub(super) placement: Placement,
    /// The part of the full range that was asked for, 0 to 1.
    pub(super) range: f64,
    pub(super) film: &'a [MeasuredFrame],
}

/// Faults of which a person is told the same.
struct FoundKind<'a> {
    rule: RuleId,
    /// Each with the place of its attempt; none for those of the set.
    faults: Vec<(Option<usize>, &'a Fault)>,
}

impl Study<'_> {
    /// The driving measures over time, each once.
    pub(super) fn curves(&self) -> Vec<Curve> {
        let mut measures: Vec<Measure> = Vec::new();
        for measure in self.exercise.phases.iter().filter_map(|phase| self.driver(phase)) {
            if !measures.contains(&measure) {
                measures.push(measure);
            }
        }
        measures.into_iter().map(|measure| self.curve(measure)).collect()
    }

    fn curve(&self, measure: Measure) -> Curve {
        let unit = Some(measure.unit().into());
        let rest = self.rest(measure);
        let phases = self.exercise.phases.iter().filter(|phase| self.driver(phase) == Some(measure));
        let target = |phase: &Phase| {
            let way = phase.range_from(rest?) * self.range;
            Some(Target {
                phase: phase.id.clone(),
                side: phase.side.map(|side| side.name().to_string()),
                value: number::value(rest? + way, unit)?,
                above: way > 0.0,
            })
        };
        Curve {
            measure: measure.name(),
            unit: measure.unit().into(),
            rest: rest.and_then(|rest| number::value(rest, unit)),
            peaks_from_rest: phases.clone().all(|phase| phase.reference == Reference::Neutral),
            targets: phases.filter_map(target).collect(),
            mean_error: accuracy::mean_error(measure, self.placement.view),
            correlation: accuracy::correlation(measure, self.placement.view),
            corrected_within: self.corrected_within(measure).and_then(|within| number::value(within, unit)),
            time_secs: self.film.iter().map(|shot| number::secs(shot.at_secs)).collect(),
            values: self.film.iter().map(|shot| number::value(shot.measures.get(measure)?, unit)).collect(),
        }
    }

    /// How far a measure that was put right may still be off; `None` where it mostly was not.
    fn corrected_within(&self, measure: Measure) -> Option<f64> {
        let uncertainty = |shot: &MeasuredFrame| shot.pose.as_ref()?.anatomy?.uncertainty(measure);
        let found: Vec<f64> = self.film.iter().filter_map(uncertainty).collect();
        (found.len() * 2 > self.film.len()).then_some(found).and_then(middle)
    }

    /// The value at rest: the middle one of those from which attempts were judged, or else of all.
    fn rest(&self, measure: Measure) -> Option<f64> {
        let attempts = self.attempts.iter();
        let attempts = attempts.filter(|attempt| self.driver(self.phase_of(attempt)) == Some(measure));
        let from = |attempt: &Attempt| {
            let shots = self.between(attempt.interval);
            let mut values = shots.iter().filter_map(|shot| shot.measures.get(measure));
            if self.phase_of(attempt).reference != Reference::Neutral {
                return values.next();
            }
            // The peak is counted from rest, so rest is as far from the farthest value as the peak says.
            let far = |value: &f64| value * attempt.peak.signum();
            let farthest = values.max_by(|a, b| far(a).total_cmp(&far(b)))?;
            Some(farthest - attempt.peak)
        };
        let starts: Vec<f64> = attempts.filter_map(from).collect();
        let all = || self.film.iter().filter_map(|shot| shot.measures.get(measure)).collect();
        middle(if starts.is_empty() { all() } else { starts })
    }

    /// The kinds of faults that were found, what to change first before the others.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let of_attempts = self
            .attempts
            .iter()
            .enumerate()
            .flat_map(|(place, attempt)| attempt.faults.iter().map(move |fault| (Some(place), fault)));
        let all = of_attempts.chain(self.set_faults.iter().map(|fault| (None, fault)));
        let mut kinds: Vec<FoundKind<'_>> = Vec::new();
        for (place, fault) in all {
            match kinds
                .iter_mut()
                .find(|kind| self.texts.tells_the_same(self.exercise, kind.rule, fault.rule))
            {
                Some(kind) => kind.faults.push((place, fault)),
                None => kinds.push(FoundKind { rule: fault.rule, faults: vec![(place, fault)] }),
            }
        }
        kinds.sort_by_key(|kind| kind.rule);
        let mut findings: Vec<Finding> = kinds.iter().map(|kind| self.finding(kind)).collect();
        findings
            .sort_by_key(|finding| rank(finding.severity == severity_name(Severity::Major), finding.times));
        findings
    }

    fn finding(&self, kind: &FoundKind<'_>) -> Finding {
        let (rule, texts) = (self.exercise.rule(kind.rule), self.texts.fault(kind.rule));
        let mut places: Vec<usize> = kind.faults.iter().filter_map(|(place, _)| *place).collect();
        places.dedup();
        let worst = kind.faults.iter().max_by(by_badness);
        Finding {
            id: rule.id.clone(),
            rule: kind.rule,
            cue: texts.cue.clone(),
            why: texts.why.clone(),
            source: texts.source.clone(),
            severity: severity_name(rule.severity).to_string(),
            times: kind.faults.len() as u32,
            excursions: places,
            worst: worst.and_then(|worst| self.shown(worst)),
            best: self.best(kind.rule),
            target: self.target(kind).cloned(),
        }
    }

    /// The posture that shows a fault best.
    fn shown(&self, (place, fault): &(Option<usize>, &Fault)) -> Option<Posture> {
        let attempt = &self.attempts[(*place)?];
        let (phase, kind) = (self.phase_of(attempt), &self.exercise.rule(fault.rule).kind);
        let measure = self.posture(fault.rule, phase)?;
        let shot = match (kind.seen_best(), kind.watched()) {
            (SeenBest::AtWorst, Some(watched)) => {
                let shots = self.between(fault.interval);
                let worst = extreme(shots, measure, |value| watched.condition.bound.excess(value));
                worst.or_else(|| shots.iter().find(|shot| shot.pose.is_some()))
            }
            _ => self.peak(attempt, phase),
        }?;
        let unit = Some(measure.unit().into());
        let value = fault.value.and_then(|value| number::value(value, unit));
        self.moment(shot, *place, measure, value)
    }

    /// The exercise's figure of what was aimed at where a fault was found.
    fn target(&self, kind: &FoundKind<'_>) -> Option<&FigurePose> {
        let place = kind.faults.iter().find_map(|(place, _)| *place)?;
        let phase = self.phase_of(&self.attempts[place]);
        let poses = self.figure?.poses.iter().skip(1); // after the start
        poses.into_iter().find(|pose| (&pose.phase, pose.side) == (&phase.id, phase.side))
    }

    /// The posture at the peak of the best good attempt without the fault of a rule, or of another that tells the same.
    fn best(&self, rule: RuleId) -> Option<Posture> {
        let same: Vec<RuleId> = self
            .exercise
            .rules()
            .map(|(id, _)| id)
            .filter(|other| self.texts.tells_the_same(self.exercise, rule, *other))
            .collect();
        let watching = |attempt: &Attempt| {
            same.iter().copied().find(|rule| self.exercise.rule(*rule).watches(self.phase_of(attempt)))
        };
        let free = self.attempts.iter().enumerate().filter_map(|(place, attempt)| {
            let rule = watching(attempt)?;
            let shows = attempt.verdict == Verdict::Good
                && attempt.faults.iter().all(|fault| !same.contains(&fault.rule))
                && attempt.not_judged.iter().all(|rule| !same.contains(rule));
            shows.then_some((place, attempt, rule))
        });
        // Of what is kept of a session, not every attempt's peak is there.
        let shown = free.filter_map(|(place, attempt, rule)| {
            let phase = self.phase_of(attempt);
            Some((place, attempt, self.posture(rule, phase)?, self.peak(attempt, phase)?))
        });
        // The fewest faults, then the longest hold.
        let (place, _, measure, shot) = shown.max_by(|(_, a, ..), (_, b, ..)| {
            let order = b.faults.len().cmp(&a.faults.len());
            order.then(a.hold_secs.total_cmp(&b.hold_secs))
        })?;
        let attempt = &self.attempts[place];
        let value = match self.exercise.rule(rule).kind.watched() {
            Some(watched) if watched.condition.reference != Reference::Absolute => None,
            // What is counted from rest is told so of the best as of the worst.
            None if self.phase_of(attempt).reference == Reference::Neutral => Some(attempt.peak),
            _ => shot.measures.get(measure),
        };
        self.moment(
            shot,
            Some(place),
            measure,
            value.and_then(|value| number::value(value, Some(measure.unit().into()))),
        )
    }

    /// The measure by which a posture shows the fault of a rule; none for faults of time and order.
    fn posture(&self, rule: RuleId, phase: &Phase) -> Option<Measure> {
        self.exercise.rule(rule).kind.measure(phase)?.resolve(self.placement.near, phase.side)
    }

    /// Where an attempt went farthest.
    fn peak(&self, attempt: &Attempt, phase: &Phase) -> Option<&MeasuredFrame> {
        let held = attempt.target_reached_secs.zip(attempt.target_left_secs);
        let interval = held.map_or(attempt.interval, |(reached, left)| Interval::new(reached, left));
        let sign = if phase.rises { 1.0 } else { -1.0 };
        extreme(self.between(interval), self.driver(phase)?, |value| sign * value)
    }

    fn moment(
        &self,
        shot: &MeasuredFrame,
        excursion: Option<usize>,
        measure: Measure,
        value: Option<f64>,
    ) -> Option<Posture> {
        // The outline says something only where the back itself is judged.
        let spine = MeasureRef::Whole(WholeMeasure::SpineCurvature);
        let with_back = self.exercise.phases.iter().any(|phase| phase.measure == spine);
        moment(shot, excursion, measure, value, with_back)
    }

    fn between(&self, Interval { start_secs, end_secs }: Interval) -> &[MeasuredFrame] {
        /// Times are kept to the millisecond.
        const ROUNDING_SECS: f64 = 0.001;
        let first = self.film.partition_point(|shot| shot.at_secs < start_secs - ROUNDING_SECS);
        let beyond = self.film.partition_point(|shot| shot.at_secs <= end_secs + ROUNDING_SECS);
        &self.film[first..beyond.max(first)]
    }

    fn driver(&self, phase: &Phase) -> Option<Measure> {
        phase.driving_measure(self.placement.near)
    }

    fn phase_of(&self, attempt: &Attempt) -> &Phase {
        self.exercise.phase(attempt.phase)
    }
}

/// The frame in which a measure is greatest by `order`, among those that show somebody.
fn extreme(shots: &[MeasuredFrame], measure: Measure, order: impl Fn(f64) -> f64) -> Option<&MeasuredFrame> {
    let seen = shots.iter().filter(|shot| shot.pose.is_some());
    let valued = seen.filter_map(|shot| Some((shot, order(shot.measures.get(measure)?))));
    valued.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(shot, _)| shot)
}

fn moment(
    shot: &MeasuredFrame,
    excursion: Option<usize>,
    measure: Measure,
    value: Option<f64>,
    with_back: bool,
) -> Option<Posture> {
    let pose = shot.pose.as_ref()?;
    let point = |landmark: &Landmark| {
        let seen = pose.image.get(*landmark)?;
        let numbers = [seen.x, seen.y, seen.visibility].map(f64::from);
        let finite = numbers.iter().all(|number| number.is_finite());
        let [x, y, visibility] = numbers;
        let rounded =
            [number::to_decimals(x, 1), number::to_decimals(y, 1), number::to_decimals(visibility, 2)];
        finite.then(|| (landmark.name().to_string(), rounded))
    };
    let tenths = |value: f64| number::to_decimals(value, 1);
    Some(Posture {
        at: number::secs(shot.at_secs),
        excursion,
        measure: Some(measure.name()),
        value,
        unit: Some(measure.unit().into()),
        points: Landmark::ALL.iter().filter_map(point).collect(),
        back: if with_back { back_line(pose) } else { Vec::new() }
            .into_iter()
            .map(|point| [tenths(point.x), tenths(point.y)])
            .collect(),
    })
}

/// The milder of two faults of a kind first.
fn by_badness(a: &&(Option<usize>, &Fault), b: &&(Option<usize>, &Fault)) -> std::cmp::Ordering {
    a.1.badness().total_cmp(&b.1.badness())
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Minor => "minor",
        Severity::Major => "major",
    }
}
