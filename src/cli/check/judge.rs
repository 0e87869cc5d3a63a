//! Judges one recording: what the request names is loaded once, then used for each.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;

use super::progress::Progress;
use super::request::Request;
use super::work::Failure;
use crate::cli::interrupt::Interrupt;
use crate::cli::places;
use crate::motion::{
    Assessment, Assessor, FaultKind, Measure, MeasureRef, Measurements, Position, Settings, View,
    WholeMeasure,
};
use crate::pose::{BlazePose, Manifest, Options};
use crate::report::{
    Analysis, Coverage, Excursion, Fault, Model, Prescription, Program, Rules, Source, Trace, analysis,
    messages, round_secs,
};
use crate::rules::RuleFile;
use crate::source;

/// Exercise and pose model, ready for use.
pub(super) struct Judge {
    rules: RuleFile,
    pose: BlazePose,
    settings: Settings,
    trace: bool,
}

/// What is kept of a recording's frames.
#[derive(Default)]
struct Seen {
    frames: u64,
    last_secs: f64,
    positions: BTreeMap<Position, u64>,
    views: BTreeMap<View, u64>,
    trace: Vec<(f64, Measurements)>,
}

impl Judge {
    /// Fails where the exercise, the model or the runtime cannot be had.
    pub(super) fn load(request: &Request) -> Result<Self> {
        let rules = places::catalogue(request.rules.as_deref())?.get(&request.exercise)?.clone();
        let manifest = Manifest::find(request.models.as_deref())?;
        let usual = Options::default();
        let options = Options {
            model: request.model.clone(),
            silhouette: measures_of(&rules).contains(&MeasureRef::Whole(WholeMeasure::SpineCurvature)),
            threads: request.threads.unwrap_or(usual.threads),
            ..usual
        };
        let pose = BlazePose::load(&manifest, &options)?;
        Ok(Judge { rules, pose, settings: request.settings, trace: request.trace })
    }

    /// Judges a recording from its first frame to its last.
    pub(super) fn judge(
        &mut self,
        video: &Path,
        annotated: Option<&Path>,
        progress: &Progress,
        interrupt: &Interrupt,
    ) -> Result<Analysis, Failure> {
        if annotated.is_some() {
            return Err(Failure::Request(anyhow::anyhow!("annotated videos cannot be written yet")));
        }
        let mut source = source::open(video).map_err(of_recording)?;
        let mut assessor = Assessor::new(self.rules.exercise.clone(), self.settings);
        let mut seen = Seen::default();
        self.pose.reset();
        let expected = source.describe().frames;
        while let Some(frame) = source.next_frame().map_err(of_recording)? {
            if interrupt.requested() {
                return Err(Failure::Interrupted);
            }
            let estimate = self.pose.estimate(&frame).map_err(of_recording)?;
            let assessment = assessor.step(frame.time_secs, estimate.as_ref().map(|estimate| &estimate.pose));
            seen.take(frame.time_secs, &assessment, self.trace);
            progress.show(seen.frames, expected);
        }
        assessor.finish();
        let shortfall = source.shortfall().map(|shortfall| shortfall.to_string());
        Ok(self.analysis(source.describe(), shortfall, &assessor, seen))
    }

    fn analysis(
        &self,
        info: &source::SourceInfo,
        shortfall: Option<String>,
        assessor: &Assessor,
        seen: Seen,
    ) -> Analysis {
        let exercise = &self.rules.exercise;
        let usual = Prescription::from(&exercise.dose);
        let attempts = assessor.excursions();
        let coverage = assessor.coverage();
        let frame_secs = info.fps.filter(|fps| *fps > 0.0).map_or(0.0, |fps| 1.0 / fps);
        let position =
            most_frequent(&seen.positions).map(|position| messages::position_id(position).to_string());
        let view = most_frequent(&seen.views).map(|view| messages::view_id(view).to_string());
        Analysis {
            format: analysis::FORMAT,
            version: analysis::VERSION,
            exercise: exercise.id.clone(),
            title: exercise.title.clone(),
            source: Source {
                name: info.name.clone(),
                fps: info.fps.map(round_secs),
                frames: seen.frames,
                shortfall,
                duration_secs: round_secs(seen.last_secs + frame_secs),
                width: info.width,
                height: info.height,
            },
            program: Program::this(),
            model: Model { id: self.pose.model().to_string(), sha256: self.pose.sha256().to_string() },
            rules: Rules {
                id: self.rules.id.clone(),
                format: self.rules.format,
                sha256: self.rules.sha256.clone(),
            },
            prescription: Prescription {
                hold_secs: self.settings.hold_secs.map(|secs| [secs, secs]).or(usual.hold_secs),
                ..usual
            },
            range_percent: (self.settings.range * 100.0).round(),
            view,
            position,
            excursions: attempts.iter().map(|attempt| Excursion::new(attempt, exercise)).collect(),
            repetitions: assessor.repetitions().into(),
            faults: Fault::all(attempts, assessor.set_faults(), exercise),
            coverage: Coverage::new(
                coverage.person_secs,
                coverage.judged_secs,
                |reason| coverage.reasons.get(&reason).copied().unwrap_or(0.0),
                exercise,
            ),
            swaps_repaired: assessor.sides_repaired(),
            limits: exercise.limits.clone(),
            trace: self.trace.then(|| {
                let frames = seen.trace.iter().map(|(time_secs, measures)| (*time_secs, measures));
                Trace::new(frames, &columns(&self.rules))
            }),
        }
    }
}

impl Seen {
    fn take(&mut self, time_secs: f64, assessment: &Assessment, trace: bool) {
        self.frames += 1;
        self.last_secs = time_secs;
        if let Some(position) = assessment.stance.position {
            *self.positions.entry(position).or_default() += 1;
        }
        if let Some(view) = assessment.stance.view {
            *self.views.entry(view).or_default() += 1;
        }
        if trace {
            self.trace.push((time_secs, assessment.measures.clone()));
        }
    }
}

fn of_recording(error: impl Into<anyhow::Error>) -> Failure {
    Failure::Recording(error.into())
}

fn most_frequent<T: Copy + Ord>(counts: &BTreeMap<T, u64>) -> Option<T> {
    counts.iter().max_by_key(|(_, count)| **count).map(|(value, _)| *value)
}

/// The measures that the rules speak of.
fn measures_of(rules: &RuleFile) -> Vec<MeasureRef> {
    let exercise = &rules.exercise;
    let conditions = exercise.start.iter().chain(exercise.phases.iter().flat_map(|phase| &phase.confirm));
    let in_faults = exercise.faults.iter().filter_map(|fault| match &fault.kind {
        FaultKind::While { condition, .. } | FaultKind::InsteadOfTarget(condition) => Some(condition),
        _ => None,
    });
    let driving = exercise.phases.iter().map(|phase| phase.measure);
    driving.chain(conditions.chain(in_faults).map(|condition| condition.measure)).collect()
}

/// The columns that a trace has even where nothing was seen.
fn columns(rules: &RuleFile) -> Vec<Measure> {
    let named = measures_of(rules);
    Measurements::all()
        .filter(|measure| {
            named.iter().any(|name| match (name, measure) {
                (MeasureRef::Whole(name), Measure::Whole(measure)) => name == measure,
                (MeasureRef::Sided(name, _), Measure::Sided(measure, _)) => name == measure,
                _ => false,
            })
        })
        .collect()
}
