//! A recording played in real time, in place of a camera.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::{LiveError, LiveSource};
use crate::frame::Frame;
use crate::source::{self, Source, SourceError, SourceInfo};

/// The pause between the last frame and the first of the next round where the recording tells no
/// rate, in seconds.
const FALLBACK_STEP_SECS: f64 = 1.0 / 30.0;

/// A recording whose frames come when they are due. Their times are the recording's own, so that live
/// coaching sees what judging the recording sees.
pub struct Playback {
    path: PathBuf,
    source: Box<dyn Source>,
    info: SourceInfo,
    loops: bool,
    waits: bool,
    began: Option<Instant>,
    /// When this round began, counted from the first.
    round_secs: f64,
    last_secs: f64,
}

impl Playback {
    /// Opens a recording, to be played again and again if it `loops`.
    ///
    /// # Errors
    /// As [`source::open`] does.
    pub fn open(path: &Path, loops: bool) -> Result<Self, LiveError> {
        let source = source::open(path)?;
        let info = source.describe().clone();
        Ok(Self {
            path: path.to_owned(),
            source,
            info,
            loops,
            waits: true,
            began: None,
            round_secs: 0.0,
            last_secs: 0.0,
        })
    }

    /// Without waiting until a frame is due, for whoever takes every frame.
    pub fn at_once(mut self) -> Self {
        self.waits = false;
        self
    }

    /// The next frame, from the start again after the last one.
    fn next_in_turn(&mut self) -> Result<Option<Frame>, SourceError> {
        if let Some(frame) = self.source.next_frame()? {
            return Ok(Some(frame));
        }
        if !self.loops {
            return Ok(None);
        }
        self.source = source::open(&self.path)?;
        let step_secs = self.info.fps.filter(|fps| *fps > 0.0).map_or(FALLBACK_STEP_SECS, |fps| 1.0 / fps);
        self.round_secs = self.last_secs + step_secs;
        self.source.next_frame()
    }
}

impl LiveSource for Playback {
    fn describe(&self) -> &SourceInfo {
        &self.info
    }

    fn next_frame(&mut self) -> Result<Option<(Frame, Instant)>, LiveError> {
        let Some(mut frame) = self.next_in_turn()? else { return Ok(None) };
        frame.time_secs += self.round_secs;
        self.last_secs = frame.time_secs;
        if !self.waits {
            return Ok(Some((frame, Instant::now())));
        }
        let due = *self.began.get_or_insert_with(Instant::now) + Duration::from_secs_f64(frame.time_secs);
        thread::sleep(due.saturating_duration_since(Instant::now()));
        // A camera would have taken it when it was due, however late this thread comes to it.
        Ok(Some((frame, due)))
    }
}
