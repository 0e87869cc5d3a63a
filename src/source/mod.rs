//! Where frames come from: video files and folders of pictures behind one trait, cameras in [`live`].
//!
//! [`open`] looks at what a path is and picks the reader. Every reader keeps two promises: times
//! grow from frame to frame, and all frames have the size that [`SourceInfo`] names. The module
//! knows nothing of poses, threads or pacing.

mod container;
mod error;
mod image_folder;
pub mod live;
mod picture;
mod picture_file;
mod timeline;
mod video_file;

pub use error::SourceError;
pub use image_folder::is_image_name;

use std::fmt;
use std::io;
use std::path::Path;

use crate::frame::{Frame, LATEST_SECS};
use crate::motion::PictureSize;
use image_folder::ImageFolder;
use video_file::VideoFile;

/// Shorter side, in pixels, below which no pose model can make out a person: a whole body would be
/// narrower than the models' own joints (BlazePose's heat maps have 64 cells a side).
pub const LEAST_SIDE_PX: u32 = 64;

/// Pixels of a video's or a camera's picture at most: 8K has 33 million, and a decoder holds many pictures
/// at once.
pub(crate) const MOST_VIDEO_PIXELS: u64 = 36_000_000;

/// Pixels of a picture file at most: the finest that phones take by themselves have 50 million.
const MOST_PICTURE_PIXELS: u64 = 64_000_000;

/// Pixels along a side at most.
const LONGEST_SIDE_PX: u32 = 16_384;

/// Pictures a second assumed for a folder of pictures, which carries no times.
pub const DEFAULT_PICTURES_PER_SEC: f64 = 30.0;

/// Environment variables that OpenCV and FFmpeg read: values that keep their own messages off standard
/// error, the seconds (in place of 10) that a webcam may take for a picture, and the pixels that a picture
/// file may have.
///
/// They can be set in no other way through OpenCV 4.6, and are read when the first video is opened, so
/// the program sets them before it starts any thread.
pub const ENVIRONMENT: [(&str, &str); 4] = [
    ("OPENCV_FFMPEG_LOGLEVEL", "-8"),
    ("OPENCV_LOG_LEVEL", "SILENT"),
    ("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "5"),
    ("OPENCV_IO_MAX_IMAGE_PIXELS", "64000000"),
];

/// A finite sequence of frames in order.
pub trait Source: Send {
    /// What is known before the last frame is read.
    fn describe(&self) -> &SourceInfo;

    /// The next frame, or `None` after the last one.
    ///
    /// # Errors
    /// [`SourceError`] when the decoder itself fails. Damaged data is no error: what could be
    /// read is delivered, and [`Source::shortfall`] says what is missing.
    fn next_frame(&mut self) -> Result<Option<Frame>, SourceError>;

    /// Goes past the next frame, and says whether there was one.
    ///
    /// # Errors
    /// As [`Source::next_frame`].
    fn skip(&mut self) -> Result<bool, SourceError> {
        Ok(self.next_frame()?.is_some())
    }

    /// What the input promised and did not hold; known after the last frame.
    fn shortfall(&self) -> Option<Shortfall>;

    /// How many tracks of pictures there are; the first is read.
    fn tracks(&self) -> usize {
        1
    }
}

/// What is known of a source from its header and first frame.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceInfo {
    /// The file's or folder's own name, without the folders above it.
    pub name: String,
    /// Frames a second that the container names: the mean where the rate varies.
    pub fps: Option<f64>,
    /// Frames to expect: an estimate, good for a progress bar.
    pub frames: Option<u64>,
    /// Width and height in pixels, once the picture stands upright.
    pub size: PictureSize,
}

/// Frames that were promised and could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortfall {
    /// Frames that were delivered.
    pub read: u64,
    /// Frames that the header or the folder promised.
    pub expected: Option<u64>,
    /// Whether the file stops before its own end, or has unreadable parts.
    pub cause: ShortfallCause,
}

/// Why frames are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShortfallCause {
    /// The file is shorter than its own layout says.
    EndsEarly,
    /// The file is whole, and parts of it can't be decoded.
    Damaged,
}

impl fmt::Display for Shortfall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.cause {
            ShortfallCause::EndsEarly => "the file ends early: ",
            ShortfallCause::Damaged => "parts are damaged: ",
        })?;
        match self.expected {
            Some(expected) => write!(f, "{} of {expected} frames could be read", self.read),
            None => write!(f, "{} frames could be read", self.read),
        }
    }
}

/// Opens a video file, a picture, or a folder of pictures at [`DEFAULT_PICTURES_PER_SEC`].
///
/// # Errors
/// A [`SourceError`] of its own for each kind of input that can't be used.
pub fn open(path: &Path) -> Result<Box<dyn Source>, SourceError> {
    open_at_rate(path, DEFAULT_PICTURES_PER_SEC)
}

/// Like [`open`], with the rate at which the pictures of a folder were taken.
///
/// # Errors
/// As [`open`], and [`SourceError::BadRate`] unless the rate is above 0 and at most 1000.
pub fn open_at_rate(path: &Path, pictures_per_sec: f64) -> Result<Box<dyn Source>, SourceError> {
    let metadata = std::fs::metadata(path).map_err(|cause| match cause.kind() {
        io::ErrorKind::NotFound => SourceError::missing(path),
        _ => SourceError::unreadable(path, cause),
    })?;
    if metadata.is_dir() {
        let files = image_folder::pictures_in(path)?;
        return Ok(Box::new(ImageFolder::open(path, files, pictures_per_sec)?));
    }
    if !metadata.is_file() {
        return Err(SourceError::SpecialFile(path.to_owned()));
    }
    if metadata.len() == 0 {
        return Err(SourceError::EmptyFile(path.to_owned()));
    }
    if image_folder::is_image_name(path) {
        return Ok(Box::new(ImageFolder::open(path, vec![path.to_owned()], pictures_per_sec)?));
    }
    Ok(Box::new(VideoFile::open(path)?))
}

/// Refuses the time of a frame that no recording reaches; `number` counts from 1.
fn believable(path: &Path, number: u64, time_secs: f64) -> Result<f64, SourceError> {
    if time_secs <= LATEST_SECS {
        return Ok(time_secs);
    }
    Err(SourceError::TooLate { path: path.to_owned(), number, time_secs })
}

fn name_of(path: &Path) -> String {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    match absolute.file_name() {
        Some(name) => name.to_string_lossy().into_owned(),
        None => absolute.to_string_lossy().into_owned(),
    }
}
