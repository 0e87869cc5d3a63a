//! From a set as it was done to the report's types.

use super::analysis::{
    self, Analysis, Coverage, Excursion, Fault, Model, Prescription, Program, Rules, Source,
};
use super::number;
use super::session::Set;
use super::study::Study;
use crate::coach::SetResult;
use crate::messages::{self, ExerciseTexts};
use crate::motion::figure::Figure;
use crate::motion::{self, Exercise, MeasuredFrame, Settings};

/// A set, with all that a report says of it.
pub struct SetDone<'a> {
    /// What was done, and what was made of it.
    pub result: &'a SetResult,
    /// The exercise by whose rules it was judged.
    pub exercise: &'a Exercise,
    /// What is said of it, in English.
    pub texts: &'a ExerciseTexts,
    /// The rules' file.
    pub rules: Rules,
    /// What the person chose.
    pub settings: Settings,
    /// Repetitions that were asked for.
    pub repetitions_asked: Option<u32>,
    /// Whether the exercise was recognised, and not named by the person.
    pub recognised: bool,
    /// The camera or the recording.
    pub source: Source,
    /// The pose model.
    pub model: Model,
    /// What the camera saw; empty where it was not kept.
    pub film: Vec<MeasuredFrame>,
    /// The figure of the exercise, where it has one.
    pub figure: Option<Figure>,
}

impl SetDone<'_> {
    /// The set as a report has it, without a trace.
    pub fn into_set(self) -> Set {
        let SetDone { result, exercise, texts, settings, .. } = self;
        let origin = result.start_secs;
        let attempts: Vec<motion::Attempt> =
            result.attempts.iter().map(|attempt| attempt.earlier(origin)).collect();
        let set_faults: Vec<motion::Fault> =
            result.set_faults.iter().map(|fault| fault.earlier(origin)).collect();
        let study = Study {
            exercise,
            texts,
            figure: self.figure.as_ref(),
            attempts: &attempts,
            set_faults: &set_faults,
            placement: result.placement,
            range: result.range,
            film: &self.film,
        };
        let (curves, findings) = (study.curves(), study.findings());
        let usual = Prescription::from(&exercise.dose);
        let placement = result.placement;
        let analysis = Analysis {
            format: analysis::FORMAT.into(),
            version: analysis::VERSION,
            path: None,
            basis: None,
            exercise: exercise.id.clone(),
            title: texts.title.clone(),
            recognised: self.recognised,
            source: self.source,
            program: Program::this(),
            model: self.model,
            rules: self.rules,
            prescription: Prescription {
                hold_secs: settings.hold_secs.map(|secs| [secs, secs]).or(usual.hold_secs),
                ..usual
            },
            range_percent: (result.range * 100.0).round(),
            own_range: settings.own_range,
            view: placement.view.map(|view| messages::view_id(view).to_string()),
            position: placement.position.map(|position| messages::position_id(position).to_string()),
            excursions: attempts.iter().map(|attempt| Excursion::new(attempt, exercise)).collect(),
            repetitions: result.repetitions.into(),
            faults: Fault::all(&attempts, &set_faults, exercise, texts),
            coverage: Coverage::new(&result.coverage, origin, exercise, &texts.title, placement.view),
            swaps_repaired: result.sides_repaired,
            limits: texts.limits.clone(),
            trace: None,
        };
        Set {
            number: result.number,
            start: number::secs(origin),
            repetitions_asked: self.repetitions_asked,
            analysis,
            curves,
            findings,
            film: self.film,
            figure: self.figure,
            exercise: Some(exercise.clone()),
        }
    }
}
