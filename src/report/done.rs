//! From a set as it was done to the report's types.

use super::analysis::{
    self, Analysis, Coverage, Excursion, Fault, Model, Prescription, Program, Rules, Source,
};
use super::film::Shot;
use super::number;
use super::session::Set;
use super::study::Study;
use crate::coach::SetResult;
use crate::motion::{self, Exercise, Settings};
use crate::phrases;

/// A set, with all that a report says of it.
pub struct SetDone<'a> {
    /// What was done, and what was made of it.
    pub result: &'a SetResult,
    /// The exercise by whose rules it was judged.
    pub exercise: &'a Exercise,
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
    pub film: Vec<Shot>,
}

impl SetDone<'_> {
    /// The set as a report has it, without a trace.
    pub fn into_set(self) -> Set {
        let SetDone { result, exercise, settings, .. } = self;
        let origin = result.start_secs;
        let excursions: Vec<motion::Excursion> =
            result.excursions.iter().map(|attempt| attempt_from(origin, attempt)).collect();
        let set_faults: Vec<motion::Fault> =
            result.set_faults.iter().map(|fault| fault_from(origin, fault)).collect();
        let study = Study {
            exercise,
            excursions: &excursions,
            set_faults: &set_faults,
            stance: result.stance,
            range: result.range,
            film: &self.film,
        };
        let (curves, findings) = (study.curves(), study.findings());
        let usual = Prescription::from(&exercise.dose);
        let stance = result.stance;
        let analysis = Analysis {
            format: analysis::FORMAT,
            version: analysis::VERSION,
            exercise: exercise.id.clone(),
            title: exercise.title.clone(),
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
            view: stance.view.map(|view| phrases::view_id(view).to_string()),
            position: stance.position.map(|position| phrases::position_id(position).to_string()),
            excursions: excursions.iter().map(|attempt| Excursion::new(attempt, exercise)).collect(),
            repetitions: result.repetitions.into(),
            faults: Fault::all(&excursions, &set_faults, exercise),
            coverage: Coverage::new(&result.coverage, exercise),
            swaps_repaired: result.sides_repaired,
            limits: exercise.limits.clone(),
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
        }
    }
}

fn attempt_from(origin: f64, attempt: &motion::Excursion) -> motion::Excursion {
    motion::Excursion {
        start_secs: attempt.start_secs - origin,
        target_reached_secs: attempt.target_reached_secs.map(|secs| secs - origin),
        target_left_secs: attempt.target_left_secs.map(|secs| secs - origin),
        end_secs: attempt.end_secs - origin,
        faults: attempt.faults.iter().map(|fault| fault_from(origin, fault)).collect(),
        ..attempt.clone()
    }
}

fn fault_from(origin: f64, fault: &motion::Fault) -> motion::Fault {
    motion::Fault {
        start_secs: fault.start_secs - origin,
        end_secs: fault.end_secs - origin,
        ..fault.clone()
    }
}
