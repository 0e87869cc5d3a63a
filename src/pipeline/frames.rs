//! The frames of a recording, decoded ahead, and what was seen in them.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossbeam_channel::bounded;
use thiserror::Error;

use crate::frame::Frame;
use crate::motion::Observation;
use crate::pose::PoseError;
use crate::source::{Shortfall, Source, SourceError};

/// How many frames decoding may run ahead of estimation. One would do; some more even out frames
/// that take long to decode.
const FRAMES_AHEAD: usize = 4;

/// Why a recording could not be judged.
#[derive(Debug, Error)]
pub enum RecordedError {
    /// The source failed.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The pose model failed.
    #[error(transparent)]
    Pose(#[from] PoseError),
    /// The system gives no more threads.
    #[error("the system refuses another thread ({0}): close some programs and try again")]
    Thread(std::io::Error),
}

/// What was seen in a recording.
#[derive(Default)]
pub(super) struct Looked {
    pub(super) frames: Vec<(f64, Observation)>,
    pub(super) shortfall: Option<Shortfall>,
    pub(super) interrupted: bool,
}

impl Looked {
    pub(super) fn take(
        &mut self,
        time_secs: f64,
        seen: Observation,
        watch: &mut impl FnMut(u64) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        self.frames.push((time_secs, seen));
        let answer = watch(self.frames.len() as u64);
        self.interrupted |= answer.is_break();
        answer
    }
}

/// Hands over the frames of a source in order, after so many that are skipped, until it is told to stop. Decoding runs
/// ahead in a thread of its own. Says what the source promised and did not hold, if it came to its end.
pub(super) fn each_frame(
    mut source: Box<dyn Source>,
    skipped: u64,
    stop: &AtomicBool,
    mut take: impl FnMut(Frame) -> Result<ControlFlow<()>, RecordedError>,
) -> Result<Option<Shortfall>, RecordedError> {
    let (sender, receiver) = bounded::<Result<Frame, SourceError>>(FRAMES_AHEAD);
    let decode = move || {
        let mut left = skipped;
        while !stop.load(Ordering::Relaxed) {
            let next = if left > 0 {
                source.skip().map(|is_there| is_there.then_some(None))
            } else {
                source.next_frame().map(|frame| frame.map(Some))
            };
            left = left.saturating_sub(1);
            let frame = match next {
                Ok(Some(None)) => continue,
                Ok(Some(Some(frame))) => Ok(frame),
                Ok(None) => return source.shortfall(),
                Err(error) => Err(error),
            };
            let failed = frame.is_err();
            // The judging side has gone when it failed or was told to stop.
            if sender.send(frame).is_err() || failed {
                return None;
            }
        }
        None
    };
    thread::scope(|scope| {
        let decoder = thread::Builder::new().name("decoder".to_owned()).spawn_scoped(scope, decode);
        let decoder = decoder.map_err(RecordedError::Thread)?;
        for frame in receiver.iter() {
            if take(frame?)?.is_break() {
                break;
            }
        }
        drop(receiver);
        Ok(decoder.join().unwrap_or(None))
    })
}
