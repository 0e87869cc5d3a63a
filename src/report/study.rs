//! What a report shows of a set beyond its verdicts: the curves that drove it, and the postures in
//! which its faults are best seen.

use super::accuracy;
use super::film::Shot;
use super::number;
use super::session::{Curve, Finding, Moment, Target};
use crate::motion::back_line::back_line;
use crate::motion::{
    Bound, Excursion, Exercise, Fault, FaultKind, FaultRule, Landmark, Measure, MeasureRef, Phase, Reference,
    Severity, Stance, Verdict, WholeMeasure,
};

/// A set that is studied; times are from its first frame.
pub(super) struct Study<'a> {
    pub(super) exercise: &'a Exercise,
    pub(super) excursions: &'a [Excursion],
    pub(super) set_faults: &'a [Fault],
    pub(super) stance: Stance,
    /// The part of the full range that was asked for, 0 to 1.
    pub(super) range: f64,
    pub(super) film: &'a [Shot],
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
            mean_error: accuracy::mean_error(measure, self.stance.view),
            correlation: accuracy::correlation(measure, self.stance.view),
            time_secs: self.film.iter().map(|shot| number::secs(shot.at_secs)).collect(),
            values: self.film.iter().map(|shot| number::value(shot.measures.get(measure)?, unit)).collect(),
        }
    }

    /// The value at rest: the middle one of those from which attempts were judged, or else of all.
    fn rest(&self, measure: Measure) -> Option<f64> {
        let attempts = self
            .excursions
            .iter()
            .filter(|attempt| self.phase_of(attempt).and_then(|phase| self.driver(phase)) == Some(measure));
        let from = |attempt: &Excursion| {
            let shots = self.between(attempt.start_secs, attempt.end_secs);
            let mut values = shots.iter().filter_map(|shot| shot.measures.get(measure));
            if self.phase_of(attempt)?.reference != Reference::Neutral {
                return values.next();
            }
            // The peak is counted from rest, so rest is as far from the farthest value as the peak says.
            let far = |value: &f64| value * attempt.peak.signum();
            let farthest = values.max_by(|a, b| far(a).total_cmp(&far(b)))?;
            Some(farthest - attempt.peak)
        };
        let starts: Vec<f64> = attempts.filter_map(from).collect();
        let all = || self.film.iter().filter_map(|shot| shot.measures.get(measure)).collect();
        median(if starts.is_empty() { all() } else { starts })
    }

    /// The kinds of faults that were found, the most frequent first.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let of_attempts = self
            .excursions
            .iter()
            .enumerate()
            .flat_map(|(place, attempt)| attempt.faults.iter().map(move |fault| (Some(place), fault)));
        let all: Vec<(Option<usize>, &Fault)> =
            of_attempts.chain(self.set_faults.iter().map(|fault| (None, fault))).collect();
        let mut kinds: Vec<&str> = Vec::new();
        for (_, fault) in &all {
            if !kinds.contains(&fault.id.as_str()) {
                kinds.push(&fault.id);
            }
        }
        let of_kind = |id: &str| all.iter().filter(|(_, fault)| fault.id == id).copied().collect::<Vec<_>>();
        let mut findings: Vec<Finding> =
            kinds.into_iter().filter_map(|id| self.finding(&of_kind(id))).collect();
        findings.sort_by_key(|finding| {
            (finding.severity != severity_name(Severity::Major), std::cmp::Reverse(finding.times))
        });
        findings
    }

    fn finding(&self, found: &[(Option<usize>, &Fault)]) -> Option<Finding> {
        let (_, first) = *found.first()?;
        let mut places: Vec<usize> = found.iter().filter_map(|(place, _)| *place).collect();
        places.dedup();
        let rule = self.exercise.faults.iter().find(|rule| rule.id == first.id);
        Some(Finding {
            id: first.id.clone(),
            cue: first.cue.clone(),
            why: rule.map(|rule| rule.why.clone()).unwrap_or_default(),
            source: rule.map(|rule| rule.source.clone()).unwrap_or_default(),
            severity: severity_name(first.severity).to_string(),
            times: found.len() as u32,
            excursions: places,
            worst: rule.and_then(|rule| self.shown(rule, found.iter().copied().max_by(by_badness)?)),
            best: rule.and_then(|rule| {
                let least = || found.iter().copied().min_by(by_badness).filter(|_| found.len() > 1);
                self.best(rule).or_else(|| self.shown(rule, least()?))
            }),
        })
    }

    /// The posture that shows a fault best.
    fn shown(&self, rule: &FaultRule, (place, fault): (Option<usize>, &Fault)) -> Option<Moment> {
        let attempt = &self.excursions[place?];
        let phase = self.phase_of(attempt)?;
        let measure = self.posture(rule, phase)?;
        let shot = match &rule.kind {
            FaultKind::While { condition, .. } => {
                let shots = self.between(fault.start_secs, fault.end_secs);
                let worst = extreme(shots, measure, |value| how_far(condition.bound, value));
                worst.or_else(|| shots.iter().find(|shot| shot.pose.is_some()))
            }
            _ => self.peak(attempt, phase),
        }?;
        let unit = Some(measure.unit().into());
        let value = fault.value.and_then(|value| number::value(value, unit));
        self.moment(shot, place, measure, value)
    }

    /// The posture at the peak of the best attempt without this fault.
    fn best(&self, rule: &FaultRule) -> Option<Moment> {
        let free = self.excursions.iter().enumerate().filter(|(_, attempt)| {
            attempt.verdict != Verdict::Unjudged
                && attempt.faults.iter().all(|fault| fault.id != rule.id)
                && !attempt.not_judged.contains(&rule.id)
                && self.phase_of(attempt).is_some_and(|phase| rule.watches(phase))
        });
        // Of what is kept of a session, not every attempt's peak is there.
        let shown = free.filter_map(|(place, attempt)| {
            let phase = self.phase_of(attempt)?;
            Some((place, attempt, self.posture(rule, phase)?, self.peak(attempt, phase)?))
        });
        // The fewest faults, then the longest hold.
        let (place, _, measure, shot) = shown.max_by(|(_, a, ..), (_, b, ..)| {
            let order = b.faults.len().cmp(&a.faults.len());
            order.then(a.hold_secs.total_cmp(&b.hold_secs))
        })?;
        let compared = match &rule.kind {
            FaultKind::While { condition, .. } | FaultKind::InsteadOfTarget(condition) => {
                condition.reference == Reference::Absolute
            }
            _ => true,
        };
        let value = shot.measures.get(measure).filter(|_| compared);
        self.moment(
            shot,
            Some(place),
            measure,
            value.and_then(|value| number::value(value, Some(measure.unit().into()))),
        )
    }

    /// The measure by which a posture shows a fault; none for faults of time and order.
    fn posture(&self, rule: &FaultRule, phase: &Phase) -> Option<Measure> {
        match &rule.kind {
            FaultKind::ShortOfTarget => self.driver(phase),
            FaultKind::While { condition, .. } | FaultKind::InsteadOfTarget(condition) => {
                condition.measure.resolve(self.stance.near, phase.side)
            }
            _ => None,
        }
    }

    /// Where an attempt went farthest.
    fn peak(&self, attempt: &Excursion, phase: &Phase) -> Option<&Shot> {
        let (from, to) = match (attempt.target_reached_secs, attempt.target_left_secs) {
            (Some(reached), Some(left)) => (reached, left),
            _ => (attempt.start_secs, attempt.end_secs),
        };
        let sign = if phase.rises { 1.0 } else { -1.0 };
        extreme(self.between(from, to), self.driver(phase)?, |value| sign * value)
    }

    fn moment(
        &self,
        shot: &Shot,
        excursion: Option<usize>,
        measure: Measure,
        value: Option<f64>,
    ) -> Option<Moment> {
        // The outline says something only where the back itself is judged.
        let spine = MeasureRef::Whole(WholeMeasure::SpineCurvature);
        let with_back = self.exercise.phases.iter().any(|phase| phase.measure == spine);
        moment(shot, excursion, measure, value, with_back)
    }

    fn between(&self, from_secs: f64, to_secs: f64) -> &[Shot] {
        /// Times are kept to the millisecond.
        const ROUNDING_SECS: f64 = 0.001;
        let first = self.film.partition_point(|shot| shot.at_secs < from_secs - ROUNDING_SECS);
        let beyond = self.film.partition_point(|shot| shot.at_secs <= to_secs + ROUNDING_SECS);
        &self.film[first..beyond.max(first)]
    }

    fn driver(&self, phase: &Phase) -> Option<Measure> {
        phase.measure.resolve(self.stance.near, phase.side)
    }

    fn phase_of(&self, attempt: &Excursion) -> Option<&Phase> {
        self.exercise.phases.iter().find(|phase| phase.id == attempt.phase && phase.side == attempt.side)
    }
}

/// The frame in which a measure is greatest by `order`, among those that show somebody.
fn extreme(shots: &[Shot], measure: Measure, order: impl Fn(f64) -> f64) -> Option<&Shot> {
    let seen = shots.iter().filter(|shot| shot.pose.is_some());
    let valued = seen.filter_map(|shot| Some((shot, order(shot.measures.get(measure)?))));
    valued.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(shot, _)| shot)
}

/// How far a value is beyond a bound; below 0 where it keeps within.
fn how_far(bound: Bound, value: f64) -> f64 {
    match bound {
        Bound::Above(limit) => value - limit,
        Bound::Below(limit) => limit - value,
        Bound::Outside(low, high) => (low - value).max(value - high),
        Bound::Between(low, high) => (value - low).min(high - value),
    }
}

fn moment(
    shot: &Shot,
    excursion: Option<usize>,
    measure: Measure,
    value: Option<f64>,
    with_back: bool,
) -> Option<Moment> {
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
    Some(Moment {
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
fn by_badness(a: &(Option<usize>, &Fault), b: &(Option<usize>, &Fault)) -> std::cmp::Ordering {
    let badness =
        |fault: &Fault| fault.value.zip(fault.limit).map_or(0.0, |(value, limit)| (value - limit).abs());
    badness(a.1).total_cmp(&badness(b.1))
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Minor => "minor",
        Severity::Major => "major",
    }
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
