//! The camera's thread: reads frames as they come, and opens the camera again when it fails.

use std::time::{Duration, Instant};

use super::gate::Gate;
use super::latest_frame_queue::LatestFrameQueue;
use super::{Message, Pace};
use crate::frame::Frame;
use crate::source::live::{LiveError, LiveSource};

/// The least step between the last frame of an opened source and the first of the next, in seconds.
const LEAST_STEP_SECS: f64 = 1e-3;

/// How often is looked whether the gate is open.
const LOOK: Duration = Duration::from_millis(20);

/// Opens the camera once more.
pub type Reopen = Box<dyn FnMut() -> Result<Box<dyn LiveSource>, LiveError> + Send>;

/// A frame whose time counts from the session's first frame, and when it came.
pub(super) type Captured = (Frame, Instant);

/// What the camera's thread needs.
pub(super) struct Capture {
    pub(super) source: Box<dyn LiveSource>,
    /// When it was opened.
    pub(super) opened: Instant,
    pub(super) reopen: Reopen,
    pub(super) retry: Duration,
    pub(super) pace: Pace,
    pub(super) gate: Gate,
    pub(super) queue: LatestFrameQueue<Captured, Message>,
}

impl Capture {
    /// Reads until the source ends or nobody takes frames any more. Answers how many frames there were.
    pub(super) fn run(mut self) -> u64 {
        let mut frames = 0;
        let mut zero: Option<Instant> = None;
        // The session's time at which the open source gave its first frame.
        let mut base_secs: Option<f64> = None;
        let mut last_secs = 0.0;
        while !self.gate.is_open() && !self.queue.wait_closed(LOOK) {}
        while !self.queue.is_closed() {
            match self.source.next_frame() {
                Ok(Some((mut frame, arrived))) => {
                    let since = arrived - *zero.get_or_insert(arrived);
                    let least_secs = if frames > 0 { last_secs + LEAST_STEP_SECS } else { 0.0 };
                    frame.time_secs += *base_secs.get_or_insert(since.as_secs_f64().max(least_secs));
                    last_secs = frame.time_secs;
                    frames += 1;
                    if !self.queue.put((frame, arrived), self.pace) {
                        break;
                    }
                }
                Ok(None) => {
                    self.queue.tell(Message::Ended);
                    break;
                }
                Err(error) => {
                    let stays_open = error.stays_open();
                    self.queue.tell(Message::Trouble(error));
                    if !stays_open {
                        if !self.open_again() {
                            break;
                        }
                        base_secs = None;
                    }
                }
            }
        }
        frames
    }

    /// Tries until the camera is back; false when nobody waits for it any more. One that opens and breaks at once is not
    /// asked more often than one that does not open.
    fn open_again(&mut self) -> bool {
        let mut told = String::new();
        let since = self.opened.elapsed();
        if since < self.retry && self.queue.wait_closed(self.retry - since) {
            return false;
        }
        loop {
            match (self.reopen)() {
                Ok(source) => {
                    self.source = source;
                    self.opened = Instant::now();
                    return true;
                }
                Err(error) => {
                    // One that was told already is not told again.
                    let text = error.to_string();
                    if text != told {
                        told = text;
                        self.queue.tell(Message::Trouble(error));
                    }
                }
            }
            if self.queue.wait_closed(self.retry) {
                return false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::motion::PictureSize;
    use crate::source::SourceInfo;

    /// A camera that opens and breaks at once.
    struct Broken(SourceInfo);

    impl LiveSource for Broken {
        fn describe(&self) -> &SourceInfo {
            &self.0
        }

        fn next_frame(&mut self) -> Result<Option<(Frame, Instant)>, LiveError> {
            Err(LiveError::Dropped("camera".into()))
        }
    }

    fn broken() -> Box<dyn LiveSource> {
        let size = PictureSize { width: 64, height: 64 };
        Box::new(Broken(SourceInfo { name: "camera".into(), fps: None, frames: None, size }))
    }

    #[test]
    fn a_camera_that_breaks_at_once_is_not_asked_without_a_pause() {
        let retry = Duration::from_millis(30);
        let queue = LatestFrameQueue::new();
        let (closes, mut openings) = (queue.clone(), 0);
        let reopen = Box::new(move || {
            openings += 1;
            if openings == 4 {
                closes.close();
            }
            Ok(broken())
        });
        let began = Instant::now();
        let (gate, pace) = (Gate::default(), Pace::RealTime);
        Capture { source: broken(), opened: began, reopen, retry, pace, gate, queue }.run();
        assert!(began.elapsed() >= 4 * retry, "{:?}", began.elapsed());
    }
}
