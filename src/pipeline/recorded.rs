//! Recorded input: every frame, in order, as fast as the machine can.

use std::iter;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

pub use super::frames::RecordedError;
use super::frames::{Looked, each_frame};
use super::halves::{self, Again, Eyes, Lend, SecondHalf};
use super::{outlines, poses};
use crate::frame::Frame;
use crate::motion::survey::Survey;
use crate::motion::{Assessment, Assessor, Event, Observation, Placement, Scene};
use crate::pose::PoseError;
use crate::recording::Recording;
use crate::source::{Shortfall, Source, SourceInfo};

/// A judged recording.
#[derive(Debug)]
pub struct Judged {
    /// What was seen in each frame, with its time in seconds since the first.
    pub seen: Vec<(f64, Observation)>,
    /// Seconds from the first to the end of the last frame.
    pub duration_secs: f64,
    /// What the source promised and did not hold.
    pub shortfall: Option<Shortfall>,
    /// What each assessor saw.
    pub views: Vec<JudgedView>,
    /// Whether the watcher ended it before its end.
    pub interrupted: bool,
}

impl Judged {
    /// Judges it once more, by an assessor that has seen nothing yet.
    pub fn by(&self, assessor: &mut Assessor) -> JudgedView {
        judged_by(&self.seen, assessor, true)
    }
}

/// A recording as one assessor saw it.
#[derive(Debug, Clone, Default)]
pub struct JudgedView {
    /// Position, view and near side while it could be judged.
    pub placement: Placement,
    /// What was made of each frame, with its time in seconds since the first; empty where there were several assessors
    /// ([`Judged::by`] looks again for the one that is chosen).
    pub frames: Vec<(f64, Assessment)>,
    /// What happened when the recording was at its end.
    pub at_end: Vec<Event>,
}

/// Looks at a picture.
pub type See<'a> = dyn FnMut(&Frame) -> Result<Observation, PoseError> + 'a;

/// Judges a source's frames: every pose is found once, by `see`. When all are there, each assessor surveys the
/// recording as a whole and then judges it in order. The assessors hold the verdicts afterwards. `watch` is told how
/// many frames have been looked at, and says whether to go on.
///
/// Decoding runs ahead in a thread of its own; nothing is dropped, and the verdicts do not depend on
/// the machine's speed.
///
/// # Errors
///
/// Fails where the decoder or the pose model does.
pub fn judge(
    source: Box<dyn Source>,
    see: &mut See<'_>,
    assessors: &mut [Assessor],
    mut watch: impl FnMut(u64) -> ControlFlow<()>,
) -> Result<Judged, RecordedError> {
    let info = source.describe().clone();
    let mut looked = Looked::default();
    looked.shortfall = each_frame(source, 0, &AtomicBool::new(false), |frame| {
        let seen = see(&frame)?;
        Ok(looked.take(frame.time_secs, seen, &mut watch))
    })?;
    Ok(looked.judge(assessors, frame_secs(&info)))
}

/// Like [`judge`], but looks at the two halves of a long recording by themselves: at the same time, where there is a
/// `second` pair of eyes, or else one after the other. Either way the same is seen. `again` opens the source once more.
///
/// # Errors
///
/// As [`judge`].
pub fn judge_in_halves(
    source: Box<dyn Source>,
    again: &Again<'_>,
    first: &mut dyn Eyes,
    second: Option<Lend<'_>>,
    assessors: &mut [Assessor],
    mut watch: impl FnMut(u64) -> ControlFlow<()>,
) -> Result<Judged, RecordedError> {
    let info = source.describe().clone();
    let Some(half) = SecondHalf::of(&info) else {
        return judge(source, &mut |frame| first.see(frame), assessors, watch);
    };
    let looked = halves::look(source, again, &half, (first, second), &mut watch)?;
    Ok(looked.judge(assessors, frame_secs(&info)))
}

/// Judges a landmark recording. `watch` is told how many frames have been looked at, and says whether to go on.
pub fn replay(
    recording: &Recording,
    assessors: &mut [Assessor],
    mut watch: impl FnMut(u64) -> ControlFlow<()>,
) -> Judged {
    let mut looked = Looked::default();
    let scenes = recording.scenes.iter().copied().chain(iter::repeat(Scene::default()));
    for ((time_secs, pose), scene) in recording.frames.iter().zip(scenes) {
        let seen = Observation { pose: pose.clone().map(Arc::new), scene, ..Observation::default() };
        if looked.take(*time_secs, seen, &mut watch).is_break() {
            break;
        }
    }
    looked.judge(assessors, recording.fps.map(|fps| 1.0 / fps))
}

fn frame_secs(info: &SourceInfo) -> Option<f64> {
    info.fps.filter(|fps| *fps > 0.0).map(|fps| 1.0 / fps)
}

impl Looked {
    fn judge(mut self, assessors: &mut [Assessor], frame_secs: Option<f64>) -> Judged {
        poses::fill(&mut self.frames);
        outlines::fill(&mut self.frames);
        // Of several assessors one is chosen, and can look again.
        let keeps = assessors.len() == 1;
        let views = assessors.iter_mut().map(|assessor| judged_by(&self.frames, assessor, keeps)).collect();
        // The last frame lasts as long as the one before it.
        let time = |from_end: usize| Some(self.frames.get(self.frames.len().checked_sub(from_end)?)?.0);
        let last = time(1).unwrap_or(0.0);
        let lasts = frame_secs.or(time(2).map(|before| last - before)).unwrap_or(0.0);
        Judged {
            duration_secs: if self.frames.is_empty() { 0.0 } else { last + lasts },
            seen: self.frames,
            shortfall: self.shortfall,
            views,
            interrupted: self.interrupted,
        }
    }
}

/// Judges frames; what was made of each is kept where that is asked for.
fn judged_by(frames: &[(f64, Observation)], assessor: &mut Assessor, keeps: bool) -> JudgedView {
    let new = frames.iter().filter(|(_, seen)| !seen.scene.repeats);
    let poses = new.map(|(time_secs, seen)| (*time_secs, seen.pose.as_deref()));
    assessor.survey(Survey::of(assessor.exercise(), poses));
    let mut view = JudgedView::default();
    let mut has_judged = false;
    for (time_secs, seen) in frames {
        let assessment = assessor.step_in(seen.scene, *time_secs, seen.pose.as_deref());
        let judges = assessment.reason.is_none();
        // How the body lay before and after counts only where it was never judged.
        if judges || !has_judged {
            view.placement = assessment.placement;
        }
        has_judged |= judges;
        if keeps {
            view.frames.push((*time_secs, assessment));
        }
    }
    view.at_end = assessor.finish();
    view
}
