//! A network camera: MJPEG over HTTP, or RTSP, through OpenCV's FFmpeg backend.

use std::time::Instant;

use opencv::core::{self, Mat, Vector};
use opencv::prelude::*;
use opencv::videoio::{self, VideoCapture};

use super::camera::without_password;
use super::{Arrival, LiveError, LiveSource};
use crate::source::{LEAST_SIDE_PX, SourceInfo, picture};

/// How long a camera may take to answer, in milliseconds: phones wake up slowly.
const OPEN_MS: i32 = 8000;

/// How long a camera may give no picture, in milliseconds.
const READ_MS: i32 = 5000;

/// A wait that ended at this share of its limit ended because of it.
const NEARLY: f64 = 0.9;

/// An open network camera.
#[derive(Debug)]
pub(super) struct NetworkCamera {
    capture: VideoCapture,
    info: SourceInfo,
    first: Option<Instant>,
    stored: Mat,
}

impl NetworkCamera {
    /// Connects, and reads a picture.
    pub(super) fn open(address: &str) -> Result<Self, LiveError> {
        let name = without_password(address);
        let asked = Instant::now();
        let Some(mut capture) = connect(address).map_err(LiveError::decoder(&name))? else {
            let secs = asked.elapsed().as_secs_f64();
            return Err(if is_over(secs, OPEN_MS) {
                LiveError::NoAnswer { address: name, secs }
            } else {
                LiveError::Unreachable { address: name }
            });
        };
        let mut stored = Mat::default();
        if !capture.read(&mut stored).map_err(LiveError::decoder(&name))? || stored.cols() < 1 {
            return Err(LiveError::Dropped { address: name });
        }
        let size = picture::size_of(&stored);
        if size.width.min(size.height) < LEAST_SIDE_PX {
            return Err(LiveError::TooSmall { name, size });
        }
        let info = SourceInfo { name, fps: None, frames: None, width: size.width, height: size.height };
        Ok(Self { capture, info, first: None, stored })
    }
}

impl LiveSource for NetworkCamera {
    fn describe(&self) -> &SourceInfo {
        &self.info
    }

    fn next_arrival(&mut self) -> Result<Option<Arrival>, LiveError> {
        let name = &self.info.name;
        let asked = Instant::now();
        let is_read = self.capture.read(&mut self.stored).map_err(LiveError::decoder(name))?;
        let arrived = Instant::now();
        if !is_read || self.stored.cols() < 1 {
            let secs = (arrived - asked).as_secs_f64();
            return Err(if is_over(secs, READ_MS) {
                LiveError::Stalled { name: name.clone(), secs }
            } else {
                LiveError::Dropped { address: name.clone() }
            });
        }
        let time_secs = (arrived - *self.first.get_or_insert(arrived)).as_secs_f64();
        let size = picture::size_of(&self.stored);
        let frame = picture::frame_of(&self.stored, size, time_secs).map_err(LiveError::decoder(name))?;
        Ok(Some(Arrival { frame, arrived }))
    }
}

fn is_over(secs: f64, limit_ms: i32) -> bool {
    secs >= NEARLY * f64::from(limit_ms) / 1000.0
}

fn connect(address: &str) -> opencv::Result<Option<VideoCapture>> {
    core::set_log_level(core::LogLevel::LOG_LEVEL_SILENT)?;
    let parameters = Vector::from_slice(&[
        videoio::CAP_PROP_OPEN_TIMEOUT_MSEC,
        OPEN_MS,
        videoio::CAP_PROP_READ_TIMEOUT_MSEC,
        READ_MS,
        videoio::CAP_PROP_HW_ACCELERATION,
        0,
    ]);
    let capture = VideoCapture::from_file_with_params(address, videoio::CAP_FFMPEG, &parameters)?;
    Ok(capture.is_opened()?.then_some(capture))
}
