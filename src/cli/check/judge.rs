//! Judges one recording: what the request names is loaded once, then used for each.

use std::fs::File;
use std::ops::ControlFlow;
use std::path::Path;

use anyhow::{Result, anyhow};

use super::assemble::{self, Origin};
use super::progress::Progress;
use super::request::{Request, is_landmarks};
use super::work::{Beside, Failure};
use crate::cli::interrupt::Interrupt;
use crate::cli::output::OutputPath;
use crate::cli::places;
use crate::motion::{Assessor, MeasureRef, PictureSize, Pose, Settings, WholeMeasure};
use crate::pipeline::annotated::AnnotatedVideo;
use crate::pipeline::recorded::{self, RecordedError, Seen};
use crate::pose::{BlazePose, Manifest, Options};
use crate::recording::Recording;
use crate::report::Analysis;
use crate::rules::RuleFile;
use crate::source;

/// Exercise and pose model, ready for use.
pub(super) struct Judge {
    rules: RuleFile,
    /// None where only landmark recordings are to be judged.
    estimator: Option<BlazePose>,
    settings: Settings,
    trace: bool,
}

impl Judge {
    /// Fails where the exercise, the model or the runtime cannot be had.
    pub(super) fn load(request: &Request) -> Result<Self> {
        let rules = places::catalogue(request.rules.as_deref())?.get(&request.exercise)?.clone();
        let needs_model = request.videos.iter().any(|video| !is_landmarks(video));
        let estimator = needs_model.then(|| estimator(request, &rules)).transpose()?;
        Ok(Judge { rules, estimator, settings: request.settings, trace: request.trace })
    }

    /// Judges a recording from its first frame to its last.
    pub(super) fn judge(
        &mut self,
        video: &Path,
        beside: &Beside<'_>,
        progress: &Progress,
        interrupt: &Interrupt,
    ) -> Result<Analysis, Failure> {
        let mut assessor = Assessor::new(self.rules.exercise.clone(), self.settings);
        let mut frames: Vec<(f64, Option<Pose>)> = Vec::new();
        let mut annotated: Option<AnnotatedVideo> = None;
        let mut watch = |seen: Seen<'_>, expected: Option<u64>, annotated: Option<&mut AnnotatedVideo>| {
            progress.show(seen.number, expected);
            if let Some(annotated) = annotated {
                annotated.add(&seen)?;
            }
            if beside.landmarks.is_some() {
                frames.push((seen.time_secs, seen.pose.cloned()));
            }
            Ok(if interrupt.requested() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        };
        let (judged, origin) = if is_landmarks(video) {
            let recording = Recording::read(video).map_err(|error| Failure::Recording(error.into()))?;
            let expected = Some(recording.frames.len() as u64);
            let judged = recorded::replay(&recording, &mut assessor, |seen| watch(seen, expected, None));
            (judged.map_err(sorted)?, Origin::from(&recording))
        } else {
            let Some(estimator) = &mut self.estimator else {
                return Err(Failure::Request(anyhow!(
                    "there is no pose model to see {} with",
                    video.display()
                )));
            };
            let source = source::open(video).map_err(|error| Failure::Recording(error.into()))?;
            let info = source.describe().clone();
            if let Some(path) = beside.annotated {
                let size = PictureSize { width: info.width, height: info.height };
                let exercise = &self.rules.exercise;
                let begun = AnnotatedVideo::create(path, size, info.fps, exercise, self.settings);
                annotated = Some(begun.map_err(|error| Failure::Request(error.into()))?);
            }
            estimator.reset();
            let judged = recorded::judge(source, estimator, &mut assessor, |seen| {
                watch(seen, info.frames, annotated.as_mut())
            });
            (judged.map_err(sorted)?, Origin::new(&info, estimator))
        };
        if judged.interrupted {
            return Err(Failure::Interrupted);
        }
        if let Some(annotated) = annotated {
            annotated.finish().map_err(|error| Failure::Request(error.into()))?;
        }
        if let Some(file) = beside.landmarks {
            write_landmarks(file, &origin, frames).map_err(Failure::Request)?;
        }
        Ok(assemble::analysis(&self.rules, self.settings, &assessor, judged, origin, self.trace))
    }
}

fn estimator(request: &Request, rules: &RuleFile) -> Result<BlazePose> {
    let manifest = Manifest::find(request.models.as_deref())?;
    let usual = Options::default();
    let options = Options {
        model: request.model.clone(),
        silhouette: assemble::measures_of(rules).contains(&MeasureRef::Whole(WholeMeasure::SpineCurvature)),
        threads: request.threads.unwrap_or(usual.threads),
        ..usual
    };
    Ok(BlazePose::load(&manifest, &options)?)
}

/// Whose fault it is.
fn sorted(error: RecordedError) -> Failure {
    match error {
        RecordedError::Source(_) | RecordedError::Pose(_) => Failure::Recording(error.into()),
        RecordedError::Thread(_) => Failure::Request(error.into()),
        RecordedError::Watcher(error) => Failure::Request(error),
    }
}

fn write_landmarks(output: &OutputPath, origin: &Origin, frames: Vec<(f64, Option<Pose>)>) -> Result<()> {
    let recording = Recording {
        source: origin.name.clone(),
        fps: origin.fps,
        model: (origin.model.clone(), origin.sha256.clone()),
        picture: PictureSize { width: origin.width, height: origin.height },
        frames,
    };
    let written = File::create(output.path()).and_then(|file| recording.write(file));
    written.map_err(|error| output.explain(error))
}
