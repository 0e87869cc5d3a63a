//! From the core's types to the report's.

use std::collections::BTreeMap;

use super::analysis::{Coverage, Excursion, Fault, Prescription, Repetitions};
use super::number;
use super::unit::Unit;
use crate::messages::{self, ExerciseTexts, Language, english};
use crate::motion::coverage::other_position;
use crate::motion::{self, Dose, Exercise, Phase, Placement, Reason, Severity, View};

impl From<motion::Repetitions> for Repetitions {
    fn from(repetitions: motion::Repetitions) -> Self {
        Repetitions { total: repetitions.total, good: repetitions.good }
    }
}

impl From<&Dose> for Prescription {
    fn from(dose: &Dose) -> Self {
        Prescription {
            hold_secs: dose.hold_secs.map(|(least, most)| [number::secs(least), number::secs(most)]),
            repetitions: dose.repetitions.into(),
            times_a_day: dose.times_a_day.into(),
        }
    }
}

impl Excursion {
    /// The attempt as the report has it.
    pub fn new(attempt: &motion::Attempt, exercise: &Exercise) -> Self {
        let phase = exercise.phase(attempt.phase);
        let unit = Some(phase.measure.unit().into());
        Excursion {
            phase: phase.id.clone(),
            side: phase.side.map(|side| side.name().to_string()),
            start: number::secs(attempt.interval.start_secs),
            target_reached: attempt.target_reached_secs.map(number::secs),
            target_left: attempt.target_left_secs.map(number::secs),
            end: number::secs(attempt.interval.end_secs),
            peak: number::value(attempt.peak, unit),
            measure: Some(measure_name(phase)),
            unit,
            hold_secs: number::secs(attempt.hold_secs),
            unseen_secs: number::secs(attempt.unseen_secs),
            faults: attempt.faults.iter().map(|fault| exercise.rule(fault.rule).id.clone()).collect(),
            not_judged: attempt.not_judged.iter().map(|rule| exercise.rule(*rule).id.clone()).collect(),
            verdict: attempt.verdict.id().to_string(),
        }
    }
}

impl Fault {
    /// All faults by time: those of the attempts and those `of_the_set`.
    pub fn all(
        attempts: &[motion::Attempt],
        of_the_set: &[motion::Fault],
        exercise: &Exercise,
        texts: &ExerciseTexts,
    ) -> Vec<Fault> {
        let of_attempts = attempts.iter().enumerate().flat_map(|(i, attempt)| {
            attempt.faults.iter().map(move |fault| Fault::new(fault, Some(i), exercise, texts))
        });
        let of_the_set = of_the_set.iter().map(|fault| Fault::new(fault, None, exercise, texts));
        let mut all: Vec<Fault> = of_attempts.chain(of_the_set).collect();
        all.sort_by(|a, b| a.start.total_cmp(&b.start));
        all
    }

    fn new(
        fault: &motion::Fault,
        excursion: Option<usize>,
        exercise: &Exercise,
        texts: &ExerciseTexts,
    ) -> Self {
        let rule = exercise.rule(fault.rule);
        let unit = rule.kind.unit(fault.phase.map(|phase| exercise.phase(phase))).map(Unit::from);
        Fault {
            id: rule.id.clone(),
            start: number::secs(fault.interval.start_secs),
            end: number::secs(fault.interval.end_secs),
            cue: texts.cue(fault.rule).to_string(),
            severity: match rule.severity {
                Severity::Minor => "minor",
                Severity::Major => "major",
            }
            .to_string(),
            value: fault.value.and_then(|value| number::value(value, unit)),
            limit: fault.limit.and_then(|limit| number::value(limit, unit)),
            unit,
            excursion,
        }
    }
}

impl Coverage {
    /// The coverage as the report has it: every reason with its seconds, a remedy where it occurred.
    pub fn new(
        coverage: &motion::Coverage,
        origin_secs: f64,
        exercise: &Exercise,
        title: &str,
        view: Option<View>,
    ) -> Self {
        let secs_of = |reason: &Reason| number::secs(coverage.reasons.get(reason).copied().unwrap_or(0.0));
        let mut told = Coverage {
            person_secs: number::secs(coverage.person_secs),
            judged_secs: number::secs(coverage.judged_secs),
            reasons: Reason::ALL.map(|reason| (reason.id().to_string(), secs_of(&reason))).into(),
            other_positions: coverage
                .other_positions
                .iter()
                .map(|(position, secs)| (messages::position_id(*position).to_string(), number::secs(*secs)))
                .collect(),
            remedies: BTreeMap::new(),
            unexplained: coverage
                .unexplained
                .iter()
                .map(|time| time.earlier(origin_secs))
                .map(|time| [number::secs(time.start_secs), number::secs(time.end_secs)])
                .collect(),
        };
        told.remedies = told.remedies_in(english(), exercise, title, view);
        told
    }

    /// What to do about each reason that occurred, in a language that `title` is in, too.
    pub(super) fn remedies_in(
        &self,
        language: &Language,
        exercise: &Exercise,
        title: &str,
        view: Option<View>,
    ) -> BTreeMap<String, String> {
        let others = self.other_positions.iter();
        let position = other_position(others.filter_map(|(id, secs)| Some((messages::position(id)?, *secs))));
        let seen = Placement { position, view, near: None };
        let occurred = |reason: &Reason| self.reasons.get(reason.id()).is_some_and(|secs| *secs > 0.0);
        let remedy = |reason: Reason| language.remedy(reason, exercise, title, seen);
        let reasons = Reason::ALL.into_iter().filter(occurred);
        reasons.map(|reason| (reason.id().to_string(), remedy(reason))).collect()
    }
}

fn measure_name(phase: &Phase) -> String {
    match (phase.measure.resolve(None, phase.side), phase.measure) {
        (Some(measure), _) => measure.name(),
        (None, motion::MeasureRef::Whole(measure)) => measure.name().to_string(),
        (None, motion::MeasureRef::Sided(measure, _)) => measure.name().to_string(),
    }
}
