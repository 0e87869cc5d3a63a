//! A video file, decoded by OpenCV's FFmpeg backend.

use std::fs::File;
use std::path::{Path, PathBuf};

use opencv::core::{self, Mat, Vector};
use opencv::prelude::*;
use opencv::videoio::{self, VideoCapture};

use super::container::{self, Container, Shown};
use super::picture::{self, Upright};
use super::timeline::Timeline;
use super::{
    MOST_VIDEO_PIXELS, Shortfall, ShortfallCause, Source, SourceError, SourceInfo, believable, name_of,
};
use crate::frame::Frame;
use crate::motion::PictureSize;

/// Rates outside of this are a time base rather than a rate (browsers' recordings say 1000).
const CREDIBLE_FPS: std::ops::RangeInclusive<f64> = 0.5..=480.0;

/// Frames a stream may be short of its index before it counts as damaged: decoders drop the ones
/// that depend on something before the start.
const SLACK_FRAMES: u64 = 2;

/// Seconds by which the last frame may end before the presentation does. Sound is often longer.
const SLACK_SECS: f64 = 1.0;

/// The frames of a video file, in order, each with its presentation time.
///
/// Frames that change size in mid-stream can't be read through OpenCV 4.6, which scales with the
/// first frame's size; such pictures come out garbled.
pub(super) struct VideoFile {
    path: PathBuf,
    capture: VideoCapture,
    container: Container,
    upright: Upright,
    timeline: Timeline,
    info: SourceInfo,
    /// The first picture and its stamp, until they are asked for.
    first: Option<(Mat, f64)>,
    read: u64,
    ended: bool,
}

impl VideoFile {
    /// Opens a file and decodes its first picture.
    ///
    /// Fails in a way of its own for each kind of file that holds no usable picture.
    pub(super) fn open(path: &Path) -> Result<Self, SourceError> {
        let unreadable = |cause| SourceError::unreadable(path, cause);
        let container = container::inspect(path, &mut File::open(path).map_err(unreadable)?)?;
        // FFmpeg would take a relative name with a colon for a URL.
        let absolute = std::path::absolute(path).map_err(unreadable)?;
        let capture = open_capture(&absolute).map_err(SourceError::decoder(path))?;
        let Some(mut capture) = capture else {
            return Err(SourceError::NotVideo(path.to_owned()));
        };
        let property = |id| capture.get(id).unwrap_or(0.0);
        let fps = Some(property(videoio::CAP_PROP_FPS)).filter(|fps| CREDIBLE_FPS.contains(fps));
        let frames = Some(property(videoio::CAP_PROP_FRAME_COUNT))
            .filter(|count| *count >= 1.0 && *count < 1e9)
            .map(|count| count.round() as u64);
        let aspect = property(videoio::CAP_PROP_SAR_NUM) / property(videoio::CAP_PROP_SAR_DEN);
        let pixel_aspect = if aspect > 0.0 && aspect.is_finite() { aspect.clamp(0.1, 10.0) } else { 1.0 };
        let Shown { mirrored, quarter_turns } = container.shown;
        let upright = Upright { pixel_aspect, mirrored, quarter_turns };
        let stated = |id| property(id).clamp(0.0, f64::from(u32::MAX)) as u32;
        let (width, height) = (stated(videoio::CAP_PROP_FRAME_WIDTH), stated(videoio::CAP_PROP_FRAME_HEIGHT));
        let size = PictureSize { width, height };
        if picture::is_too_large(size, MOST_VIDEO_PIXELS) {
            return Err(SourceError::TooLarge { path: path.to_owned(), size });
        }
        let first = read_upright(&mut capture, upright).map_err(SourceError::decoder(path))?;
        let Some(first) = first else {
            return Err(SourceError::NoFrames(path.to_owned()));
        };
        let size = picture::size_of(&first.0);
        if picture::is_too_small(size) {
            return Err(SourceError::TooSmall { path: path.to_owned(), size });
        }
        Ok(Self {
            path: path.to_owned(),
            capture,
            container,
            upright,
            timeline: Timeline::new(fps),
            info: SourceInfo { name: name_of(path), fps, frames, size },
            first: Some(first),
            read: 0,
            ended: false,
        })
    }

    /// Counts a frame, and gives it its time.
    fn place(&mut self, stamp_secs: f64) -> Result<f64, SourceError> {
        self.read += 1;
        believable(&self.path, self.read, self.timeline.place(stamp_secs))
    }
}

impl Source for VideoFile {
    fn describe(&self) -> &SourceInfo {
        &self.info
    }

    fn next_frame(&mut self) -> Result<Option<Frame>, SourceError> {
        let next = match self.first.take() {
            None if !self.ended => read_upright(&mut self.capture, self.upright),
            first => Ok(first),
        };
        let Some((picture, stamp_secs)) = next.map_err(SourceError::decoder(&self.path))? else {
            self.ended = true;
            return Ok(None);
        };
        let time_secs = self.place(stamp_secs)?;
        let frame = picture::frame_of(&picture, self.info.size, time_secs);
        frame.map(Some).map_err(SourceError::decoder(&self.path))
    }

    /// Decodes the frame, which the next ones need, and turns it into no picture.
    fn skip(&mut self) -> Result<bool, SourceError> {
        let stamp_secs = match self.first.take() {
            Some((_, stamp_secs)) => Some(stamp_secs),
            None if self.ended => None,
            None => grab(&mut self.capture).map_err(SourceError::decoder(&self.path))?,
        };
        let Some(stamp_secs) = stamp_secs else {
            self.ended = true;
            return Ok(false);
        };
        self.place(stamp_secs)?;
        Ok(true)
    }

    fn tracks(&self) -> usize {
        self.container.tracks.max(1)
    }

    /// The count of frames alone decides nothing: it is an estimate in most containers, and in
    /// trimmed MP4 files it includes the frames that were cut away.
    fn shortfall(&self) -> Option<Shortfall> {
        if !self.ended {
            return None;
        }
        let expected = self.info.frames.filter(|expected| *expected > self.read);
        let fewer = expected.is_some_and(|expected| self.read + SLACK_FRAMES < expected);
        let sooner = (self.container.duration_secs)
            .is_some_and(|duration| self.timeline.end_secs() + SLACK_SECS < duration);
        let cause = if self.container.cut {
            ShortfallCause::EndsEarly
        } else if fewer && sooner {
            ShortfallCause::Damaged
        } else {
            return None;
        };
        Some(Shortfall { read: self.read, expected, cause })
    }
}

fn open_capture(absolute: &Path) -> opencv::Result<Option<VideoCapture>> {
    core::set_log_level(core::LogLevel::LOG_LEVEL_SILENT)?;
    // Decoders in hardware differ from machine to machine in the last bit.
    let parameters = Vector::from_slice(&[videoio::CAP_PROP_HW_ACCELERATION, 0]);
    let mut capture = VideoCapture::from_file_with_params(absolute, videoio::CAP_FFMPEG, &parameters)?;
    if !capture.is_opened()? {
        return Ok(None);
    }
    capture.set(videoio::CAP_PROP_ORIENTATION_AUTO, 0.0)?; // see `container` on why
    Ok(Some(capture))
}

/// The next picture and its presentation stamp in seconds.
fn read_upright(capture: &mut VideoCapture, upright: Upright) -> opencv::Result<Option<(Mat, f64)>> {
    let Some(stamp_secs) = grab(capture)? else { return Ok(None) };
    let mut stored = Mat::default();
    if !capture.retrieve(&mut stored, 0)? || stored.empty() {
        return Ok(None);
    }
    Ok(Some((upright.apply(stored)?, stamp_secs)))
}

/// Decodes the next picture, and says its presentation stamp in seconds.
fn grab(capture: &mut VideoCapture) -> opencv::Result<Option<f64>> {
    if !capture.grab()? {
        return Ok(None);
    }
    Ok(Some(capture.get(videoio::CAP_PROP_POS_MSEC)? / 1000.0))
}
