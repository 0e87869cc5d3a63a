//! An open camera of OpenCV's, whose pictures are frames from the time at which they come.

use std::time::Instant;

use opencv::core::Mat;
use opencv::prelude::*;
use opencv::videoio::VideoCapture;

use super::LiveError;
use crate::frame::Frame;
use crate::motion::PictureSize;
use crate::source::{MOST_VIDEO_PIXELS, SourceInfo, picture};

/// A camera that has given a picture.
#[derive(Debug)]
pub(super) struct Feed {
    pub(super) info: SourceInfo,
    capture: VideoCapture,
    stored: Mat,
    first: Option<Instant>,
}

impl Feed {
    /// A camera with its first picture, which is not delivered.
    pub(super) fn new(
        name: String,
        fps: Option<f64>,
        capture: VideoCapture,
        stored: Mat,
    ) -> Result<Self, LiveError> {
        let size = picture::size_of(&stored);
        if picture::is_too_small(size) {
            return Err(LiveError::TooSmall { name, size });
        }
        admit(&name, size)?;
        Ok(Self { info: SourceInfo { name, fps, frames: None, size }, capture, stored, first: None })
    }

    /// Waits for the next frame; `None` where OpenCV gave up waiting or got no picture.
    pub(super) fn read(&mut self) -> Result<Option<(Frame, Instant)>, LiveError> {
        let decoder = || LiveError::decoder(&self.info.name);
        let is_read = self.capture.read(&mut self.stored).map_err(decoder())?;
        let arrived = Instant::now();
        if !is_read || self.stored.empty() {
            return Ok(None);
        }
        let size = picture::size_of(&self.stored);
        admit(&self.info.name, size)?;
        let time_secs = (arrived - *self.first.get_or_insert(arrived)).as_secs_f64();
        let frame = picture::frame_of(&self.stored, size, time_secs).map_err(decoder())?;
        Ok(Some((frame, arrived)))
    }
}

/// Refuses pictures of more pixels than can be judged.
pub(super) fn admit(name: &str, size: PictureSize) -> Result<(), LiveError> {
    if picture::is_too_large(size, MOST_VIDEO_PIXELS) {
        return Err(LiveError::TooLarge { name: name.to_owned(), size });
    }
    Ok(())
}
