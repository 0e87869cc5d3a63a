//! Puts together what a report says of a recording.

use crate::coach::SetResult;
use crate::motion::{
    Assessor, Interval, Measure, MeasureRef, MeasuredFrame, Measurements, Observation, Settings,
};
use crate::pipeline::recorded::{Judged, JudgedView};
use crate::pose::BlazePose;
use crate::recording::Recording;
use crate::report::{self, Model, Rules, Session, Set, SetDone, Source, Trace, round_secs};
use crate::rules::RuleFile;
use crate::source::SourceInfo;

/// Where the poses come from.
#[derive(Debug, Clone)]
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
pub(super) struct Choice<'a> {
    pub(super) rules: &'a RuleFile,
    pub(super) assessor: &'a Assessor,
    pub(super) view: &'a JudgedView,
    /// Whether it was recognised, and not named by the person.
    pub(super) recognised: bool,
}

/// What a report may show besides the verdicts.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Extent<'a> {
    /// Whether the measures of each frame are wanted.
    pub(super) trace: bool,
    /// The poses of all frames, where curves and postures are wanted.
    pub(super) poses: Option<&'a [(f64, Observation)]>,
}

/// The recording, judged to its end, as a session of one set.
pub(super) fn session(
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
        rules: Rules { id: rules.id.clone(), format: rules.format, sha256: rules.sha256.clone() },
        settings,
        repetitions_asked: None,
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
        model: Model { id: origin.model, sha256: origin.sha256 },
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
