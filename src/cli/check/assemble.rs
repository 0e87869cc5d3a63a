//! Puts together what a report says of a recording.

use crate::motion::{Assessor, Measure, MeasureRef, Measurements, Settings};
use crate::phrases;
use crate::pipeline::recorded::{Judged, JudgedView};
use crate::pose::BlazePose;
use crate::recording::Recording;
use crate::report::{
    Analysis, Coverage, Excursion, Fault, Model, Prescription, Program, Rules, Source, Trace, analysis,
    round_secs,
};
use crate::rules::RuleFile;
use crate::source::SourceInfo;

/// Where the poses come from.
pub(super) struct Origin {
    pub(super) name: String,
    pub(super) fps: Option<f64>,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) model: String,
    pub(super) sha256: String,
}

impl Origin {
    /// Of pictures that a model has seen.
    pub(super) fn new(info: &SourceInfo, estimator: &BlazePose) -> Self {
        Origin {
            name: info.name.clone(),
            fps: info.fps,
            width: info.width,
            height: info.height,
            model: estimator.model().to_string(),
            sha256: estimator.sha256().to_string(),
        }
    }
}

impl From<&Recording> for Origin {
    fn from(recording: &Recording) -> Self {
        let (model, sha256) = recording.model.clone();
        Origin {
            name: recording.source.clone(),
            fps: recording.fps,
            width: recording.picture.width,
            height: recording.picture.height,
            model,
            sha256,
        }
    }
}

/// One exercise among those that a recording was judged by.
pub(super) struct Choice<'a> {
    pub(super) rules: &'a RuleFile,
    pub(super) assessor: &'a Assessor,
    pub(super) view: &'a JudgedView,
    /// Whether it was recognised, and not named by the person.
    pub(super) recognised: bool,
}

/// The analysis of a recording that has been judged to its end.
pub(super) fn analysis(
    choice: &Choice<'_>,
    settings: Settings,
    judged: &Judged,
    origin: Origin,
    with_trace: bool,
) -> Analysis {
    let Choice { rules, assessor, view, recognised } = *choice;
    let exercise = &rules.exercise;
    let usual = Prescription::from(&exercise.dose);
    let attempts = assessor.excursions();
    Analysis {
        format: analysis::FORMAT,
        version: analysis::VERSION,
        exercise: exercise.id.clone(),
        title: exercise.title.clone(),
        recognised,
        source: Source {
            name: origin.name,
            fps: origin.fps.map(round_secs),
            frames: judged.frames,
            shortfall: judged.shortfall.map(|shortfall| shortfall.to_string()),
            duration_secs: round_secs(judged.duration_secs),
            width: origin.width,
            height: origin.height,
        },
        program: Program::this(),
        model: Model { id: origin.model, sha256: origin.sha256 },
        rules: Rules { id: rules.id.clone(), format: rules.format, sha256: rules.sha256.clone() },
        prescription: Prescription {
            hold_secs: settings.hold_secs.map(|secs| [secs, secs]).or(usual.hold_secs),
            ..usual
        },
        range_percent: (assessor.range() * 100.0).round(),
        own_range: settings.own_range,
        view: view.stance.view.map(|view| phrases::view_id(view).to_string()),
        position: view.stance.position.map(|position| phrases::position_id(position).to_string()),
        excursions: attempts.iter().map(|attempt| Excursion::new(attempt, exercise)).collect(),
        repetitions: assessor.repetitions().into(),
        faults: Fault::all(attempts, assessor.set_faults(), exercise),
        coverage: Coverage::new(assessor.coverage(), exercise),
        swaps_repaired: assessor.sides_repaired(),
        limits: exercise.limits.clone(),
        trace: with_trace.then(|| {
            Trace::new(view.trace.iter().map(|(time_secs, seen)| (*time_secs, seen)), &columns(rules))
        }),
    }
}

/// The columns that a trace has even where nothing was seen.
fn columns(rules: &RuleFile) -> Vec<Measure> {
    let named = rules.exercise.measures();
    let is_named = |measure: &Measure| {
        named.iter().any(|name| match (name, measure) {
            (MeasureRef::Whole(name), Measure::Whole(measure)) => name == measure,
            (MeasureRef::Sided(name, _), Measure::Sided(measure, _)) => name == measure,
            _ => false,
        })
    };
    Measurements::all().filter(is_named).collect()
}
