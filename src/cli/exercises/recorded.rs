//! The poses of a recording, and an exercise's verdict on them.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use indicatif::ProgressBar;

use crate::cli::estimator::PoseModel;
use crate::cli::interrupt::Interrupt;
use crate::cli::terminal;
use crate::frame::Frame;
use crate::motion::Observation;
use crate::motion::{Assessor, Exercise, Settings};
use crate::pipeline::recorded;
use crate::recording::{Recording, is_landmark_recording};
use crate::source;

/// What sees the person where a recording has pictures.
#[derive(Debug, clap::Args)]
pub(super) struct Eyes {
    #[command(flatten)]
    model: PoseModel,
    /// No progress bar and no notes on standard error.
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// The poses of a video, or of a landmark recording; none where the person stopped it.
pub(super) fn poses(path: &Path, eyes: &Eyes) -> Result<Option<Recording>> {
    if is_landmark_recording(path) {
        return Ok(Some(Recording::read(path)?));
    }
    let mut estimator = eyes.model.load_with(None, false, true)?;
    let source = source::open(path)?;
    let info = source.describe().clone();
    let shown = !eyes.quiet && terminal::shows_progress();
    let bar = if shown { ProgressBar::new(info.frames.unwrap_or(0)) } else { ProgressBar::hidden() };
    let interrupt = Interrupt::listen();
    let mut recording = Recording {
        source: info.name.clone(),
        fps: info.fps,
        model: (estimator.model().to_string(), estimator.sha256().to_string()),
        picture: info.size,
        frames: Vec::new(),
        scenes: Vec::new(),
    };
    let mut see = |frame: &Frame| {
        let pose = estimator.estimate(frame)?.map(|estimate| Arc::new(estimate.pose));
        Ok(Observation { pose, ..Observation::default() })
    };
    let judged = recorded::judge(source, &mut see, &mut [], |number| {
        bar.set_position(number);
        if interrupt.requested() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    bar.finish_and_clear();
    let judged = judged.with_context(|| format!("cannot learn from {}", path.display()))?;
    let poses = judged.seen.into_iter().map(|(at, seen)| (at, seen.pose.map(Arc::unwrap_or_clone)));
    recording.frames = poses.collect();
    Ok((!judged.interrupted).then_some(recording))
}

/// What an exercise's rules say of a recording.
pub(super) fn judged(exercise: &Exercise, recording: &Recording) -> Assessor {
    let mut assessors = [Assessor::new(exercise.clone(), Settings::default())];
    recorded::replay(recording, &mut assessors, |_| ControlFlow::Continue(()));
    let [assessor] = assessors;
    assessor
}
