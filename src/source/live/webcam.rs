//! A webcam, through OpenCV.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use opencv::core::{self, Mat};
use opencv::prelude::*;
use opencv::videoio::{self, VideoCapture, VideoWriter};

use super::devices::{devices, user_of};
use super::feed::Feed;
use super::{LiveError, LiveSource};
use crate::frame::Frame;
use crate::source::SourceInfo;

/// Pixels asked for, the better first: a wide picture holds a lying body, and few webcams give one at
/// the full rate unless it is compressed.
const SIZES: [(i32, i32); 2] = [(1280, 720), (640, 480)];

/// Frames a second asked for.
const FPS: f64 = 30.0;

/// Below this rate a smaller picture is asked for.
const LEAST_FPS: f64 = 25.0;

/// Tries for a first picture: some cameras fail while they start.
const FIRST_TRIES: u32 = 10;

/// Reads that fail in a row before the camera counts as gone: a damaged picture fails too.
const FAILURES: u32 = 5;

/// The pause after a failed read.
const AFTER_FAILURE: Duration = Duration::from_millis(50);

/// A read that failed after this long is a stall: OpenCV waited for a picture in vain (see
/// [`ENVIRONMENT`](crate::source::ENVIRONMENT)).
const STALLED: Duration = Duration::from_secs(4);

/// An open webcam.
#[derive(Debug)]
pub(super) struct Webcam {
    path: PathBuf,
    feed: Feed,
}

impl Webcam {
    /// Opens a device and reads a picture from it.
    pub(super) fn open(path: &Path) -> Result<Self, LiveError> {
        admit(path)?;
        let name = name_of(path);
        core::set_log_level(core::LogLevel::LOG_LEVEL_SILENT).map_err(LiveError::decoder(&name))?;
        let no_pictures = || match user_of(path) {
            by @ Some(_) => LiveError::Busy { path: path.to_owned(), by },
            None => LiveError::NoPictures(path.to_owned()),
        };
        let capture = open(path).map_err(LiveError::decoder(&name))?;
        let mut capture = capture.ok_or_else(no_pictures)?;
        let mut stored = Mat::default();
        let is_read = |_| {
            let is_read = capture.read(&mut stored).unwrap_or(false) && !stored.empty();
            if !is_read {
                thread::sleep(AFTER_FAILURE);
            }
            is_read
        };
        if !(0..FIRST_TRIES).any(is_read) {
            return Err(no_pictures());
        }
        let fps = capture.get(videoio::CAP_PROP_FPS).ok().filter(|fps| *fps > 0.0);
        Ok(Self { path: path.to_owned(), feed: Feed::new(name, fps, capture, stored)? })
    }
}

impl LiveSource for Webcam {
    fn describe(&self) -> &SourceInfo {
        &self.feed.info
    }

    fn next_frame(&mut self) -> Result<Option<(Frame, Instant)>, LiveError> {
        for _ in 0..FAILURES {
            let asked = Instant::now();
            if let Some(frame) = self.feed.read()? {
                return Ok(Some(frame));
            }
            let waited = asked.elapsed();
            if !self.path.exists() {
                break;
            }
            if waited >= STALLED {
                let (name, secs) = (self.feed.info.name.clone(), waited.as_secs_f64());
                return Err(LiveError::Stalled { name, secs });
            }
            thread::sleep(AFTER_FAILURE);
        }
        Err(LiveError::Vanished(self.feed.info.name.clone()))
    }
}

/// Refuses, with the reason, what OpenCV would refuse without one.
fn admit(path: &Path) -> Result<(), LiveError> {
    let Err(error) = File::options().read(true).write(true).open(path) else { return Ok(()) };
    let path = path.to_owned();
    Err(match error.kind() {
        io::ErrorKind::PermissionDenied => LiveError::NotPermitted(path),
        io::ErrorKind::ResourceBusy => LiveError::Busy { path, by: None },
        _ if path.exists() => LiveError::NoPictures(path),
        _ => LiveError::NoSuchDevice { path, there: devices() },
    })
}

fn name_of(path: &Path) -> String {
    let device = devices().into_iter().find(|device| device.path == path);
    device.map_or_else(|| path.display().to_string(), |device| device.name)
}

/// Asks for the best size at the full rate, and takes what is given.
fn open(path: &Path) -> opencv::Result<Option<VideoCapture>> {
    let mut capture = VideoCapture::from_file(path, videoio::CAP_V4L2)?;
    if !capture.is_opened()? {
        return Ok(None);
    }
    let compressed = f64::from(VideoWriter::fourcc('M', 'J', 'P', 'G')?);
    for (width, height) in SIZES {
        // What a camera refuses stays as it was.
        capture.set(videoio::CAP_PROP_FOURCC, compressed)?;
        capture.set(videoio::CAP_PROP_FRAME_WIDTH, f64::from(width))?;
        capture.set(videoio::CAP_PROP_FRAME_HEIGHT, f64::from(height))?;
        capture.set(videoio::CAP_PROP_FPS, FPS)?;
        if capture.get(videoio::CAP_PROP_FPS)? >= LEAST_FPS {
            break;
        }
    }
    Ok(Some(capture))
}
