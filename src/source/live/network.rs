//! A network camera: MJPEG over HTTP, or RTSP, through OpenCV's FFmpeg backend.

use std::time::Instant;

use opencv::core::{self, Mat, Vector};
use opencv::prelude::*;
use opencv::videoio::{self, VideoCapture};

use super::feed::Feed;
use super::{LiveError, LiveSource};
use crate::frame::Frame;
use crate::source::SourceInfo;

/// Beginnings of addresses that FFmpeg can read a camera from.
const ADDRESSES: [&str; 4] = ["http://", "https://", "rtsp://", "rtsps://"];

/// How long a camera may take to answer, in milliseconds: phones wake up slowly.
const OPEN_MS: i32 = 8000;

/// How long a camera may give no picture, in milliseconds.
const READ_MS: i32 = 5000;

/// A wait that ended at this share of its limit ended because of it.
const NEARLY: f64 = 0.9;

/// An open network camera.
#[derive(Debug)]
pub(super) struct NetworkCamera(Feed);

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
                LiveError::Unreachable(name)
            });
        };
        let mut stored = Mat::default();
        if !capture.read(&mut stored).map_err(LiveError::decoder(&name))? || stored.empty() {
            return Err(LiveError::Dropped(name));
        }
        Feed::new(name, None, capture, stored).map(Self)
    }
}

impl LiveSource for NetworkCamera {
    fn describe(&self) -> &SourceInfo {
        &self.0.info
    }

    fn next_frame(&mut self) -> Result<Option<(Frame, Instant)>, LiveError> {
        let asked = Instant::now();
        if let Some(frame) = self.0.read()? {
            return Ok(Some(frame));
        }
        let (name, secs) = (self.0.info.name.clone(), asked.elapsed().as_secs_f64());
        Err(if is_over(secs, READ_MS) { LiveError::Stalled { name, secs } } else { LiveError::Dropped(name) })
    }
}

/// Whether a text is the address of a camera that can be read.
pub(super) fn is_address(typed: &str) -> bool {
    let begins =
        |start: &str| typed.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start));
    ADDRESSES.iter().any(|start| begins(start))
}

/// An address as it may be shown to anybody.
pub(super) fn without_password(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
    let host_end = rest.find('/').unwrap_or(rest.len());
    match rest[..host_end].rfind('@') {
        Some(at) => format!("{scheme}://{}", &rest[at + 1..]),
        None => address.to_owned(),
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
