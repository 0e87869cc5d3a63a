//! A webcam, through OpenCV.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use opencv::core::{self, Mat};
use opencv::prelude::*;
use opencv::videoio::{self, VideoCapture, VideoWriter};

use super::devices::{devices, user_of};
use super::{Arrival, LiveError, LiveSource};
use crate::motion::PictureSize;
use crate::source::{LEAST_SIDE_PX, SourceInfo, picture};

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
    capture: VideoCapture,
    info: SourceInfo,
    first: Option<Instant>,
    stored: Mat,
}

impl Webcam {
    /// Opens a device and reads a picture from it.
    pub(super) fn open(path: &Path) -> Result<Self, LiveError> {
        admit(path)?;
        let name = name_of(path);
        let decoder = || LiveError::decoder(&name);
        core::set_log_level(core::LogLevel::LOG_LEVEL_SILENT).map_err(decoder())?;
        let no_pictures = || match user_of(path) {
            Some(by) => LiveError::Busy { path: path.to_owned(), by },
            None => LiveError::NoPictures { path: path.to_owned() },
        };
        let Some(mut capture) = open(path).map_err(decoder())? else { return Err(no_pictures()) };
        let mut stored = Mat::default();
        let is_read = |capture: &mut VideoCapture, stored: &mut Mat| match capture.read(stored) {
            Ok(true) if stored.cols() > 0 => true,
            _ => {
                std::thread::sleep(AFTER_FAILURE);
                false
            }
        };
        if !(0..FIRST_TRIES).any(|_| is_read(&mut capture, &mut stored)) {
            return Err(no_pictures());
        }
        let size = picture::size_of(&stored);
        if size.width.min(size.height) < LEAST_SIDE_PX {
            return Err(LiveError::TooSmall { name, size });
        }
        let fps = capture.get(videoio::CAP_PROP_FPS).ok().filter(|fps| *fps > 0.0);
        let info = SourceInfo { name, fps, frames: None, width: size.width, height: size.height };
        Ok(Self { path: path.to_owned(), capture, info, first: None, stored })
    }
}

impl LiveSource for Webcam {
    fn describe(&self) -> &SourceInfo {
        &self.info
    }

    fn next_arrival(&mut self) -> Result<Option<Arrival>, LiveError> {
        let name = || self.info.name.clone();
        for _ in 0..FAILURES {
            let asked = Instant::now();
            let is_read = self.capture.read(&mut self.stored).map_err(LiveError::decoder(&self.info.name))?;
            let arrived = Instant::now();
            let size = picture::size_of(&self.stored);
            if is_read && size != (PictureSize { width: 0, height: 0 }) {
                let time_secs = (arrived - *self.first.get_or_insert(arrived)).as_secs_f64();
                let frame = picture::frame_of(&self.stored, size, time_secs)
                    .map_err(LiveError::decoder(&self.info.name))?;
                return Ok(Some(Arrival { frame, arrived }));
            }
            if !self.path.exists() {
                return Err(LiveError::Vanished { name: name() });
            }
            if arrived - asked >= STALLED {
                return Err(LiveError::Stalled { name: name(), secs: (arrived - asked).as_secs_f64() });
            }
            std::thread::sleep(AFTER_FAILURE);
        }
        Err(LiveError::Vanished { name: name() })
    }
}

/// Refuses what OpenCV would refuse without a reason.
fn admit(path: &Path) -> Result<(), LiveError> {
    match File::options().read(true).write(true).open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            Err(LiveError::NotPermitted { path: path.to_owned() })
        }
        Err(error) if error.kind() == io::ErrorKind::ResourceBusy => {
            Err(LiveError::Busy { path: path.to_owned(), by: "another program".to_owned() })
        }
        Err(_) if path.exists() => Err(LiveError::NoPictures { path: path.to_owned() }),
        Err(_) => Err(LiveError::NoSuchDevice { path: path.to_owned(), there: devices() }),
    }
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
