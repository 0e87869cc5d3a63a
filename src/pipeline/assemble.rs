//! Puts together what a report says of a recording.

use super::recorded::{Judged, JudgedView};
use crate::coach::SetResult;
use crate::motion::{
    Assessor, Interval, Measure, MeasureRef, MeasuredFrame, Measurements, Observation, Settings,
};
use crate::pose::BlazePose;
use crate::recording::Recording;
use crate::report::{self, Model, Session, Set, SetDone, Source, Trace, round_secs};
use crate::rules::RuleFile;
use crate::source::SourceInfo;

/// Where the poses come from.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The name of the recording.
    pub name: String,
    /// Frames a second, where that is known.
    pub fps: Option<f64>,
    /// Of the picture, in pixels.
    pub width: u32,
    /// Of the picture, in pixels.
    pub height: u32,
    /// The model's id.
    pub model: String,
    /// Of the model's file.
    pub sha256: String,
}

impl Origin {
    /// Of pictures that a model has seen.
    pub fn new(info: &SourceInfo, estimator: &BlazePose) -> Self {
        Origin {
            name: info.name.clone(),
            fps: info.fps,
            width: info.size.width,
            height: info.size.height,
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
#[derive(Debug)]
pub struct Choice<'a> {
    /// Its rules.
    pub rules: &'a RuleFile,
    /// Who judged by them.
    pub assessor: &'a Assessor,
    /// What was made of each frame.
    pub view: &'a JudgedView,
    /// Whether it was recognised, and not named by the person.
    pub recognised: bool,
}

/// What a report may show besides the verdicts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Extent<'a> {
    /// Whether the measures of each frame are wanted.
    pub trace: bool,
    /// The poses of all frames, where curves and postures are wanted.
    pub poses: Option<&'a [(f64, Observation)]>,
}

/// The recording, judged to its end, as a session of one set.
pub fn session(
    choice: &Choice<'_>,
    settings: Settings,
    judged: &Judged,
    origin: Origin,
    extent: Extent<'_>,
) -> Session {
    let Choice { rules, assessor, view, recognised } = *choice;
    let result = SetResult::of(assessor, Interval::new(0.0, judged.duration_secs), view.placement);
    let set = SetDone {
        result: &result,
        exercise: &rules.exercise,
        texts: &rules.texts,
        rules: rules.into(),
        settings,
        repetitions_asked: None,
        recognised,
        source: Source {
            name: origin.name,
            fps: origin.fps.map(round_secs),
            frames: choice.view.frames.len() as u64,
            shortfall: judged.shortfall.map(|shortfall| shortfall.to_string()),
            saving: None,
            duration_secs: round_secs(judged.duration_secs),
            width: origin.width,
            height: origin.height,
        },
        model: Model { id: origin.model, sha256: origin.sha256 },
        // Without it the report is still worth having.
        figure: rules.figure().ok().flatten(),
        film: extent.poses.map(|poses| film(poses, view)).unwrap_or_default(),
    };
    let mut set: Set = set.into_set();
    set.analysis.trace = extent
        .trace
        .then(|| Trace::new(view.frames.iter().map(|(secs, seen)| (*secs, &seen.measures)), &columns(rules)));
    Session::of_sets(vec![set])
}

fn film(poses: &[(f64, Observation)], view: &JudgedView) -> Vec<MeasuredFrame> {
    let frames = poses.iter().zip(&view.frames);
    report::film(
        0.0,
        frames.map(|((time, seen), (_, made))| (*time, seen.pose.as_deref(), made.measures.clone())),
    )
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
