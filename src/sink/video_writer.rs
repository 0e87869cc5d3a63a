//! An MP4 file from frames, whole or not at all.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use opencv::core::{Mat, Rect, Size, Vec3b};
use opencv::prelude::*;
use opencv::videoio::{self, VideoCapture};
use opencv::{core, imgproc};
use tempfile::NamedTempFile;

use super::SinkError;
use super::pacing::Pacing;
use crate::frame::Frame;
use crate::motion::PictureSize;

/// Rate where the source names none.
const FALLBACK_FPS: f64 = 30.0;

/// Rates that players take, in frames a second.
const PLAYABLE_FPS: std::ops::RangeInclusive<f64> = 1.0..=120.0;

/// Encoders in order of preference, by their MP4 tags: H.264 plays everywhere, browsers included;
/// MPEG-4 Part 2 is always there.
const ENCODERS: [(&str, [char; 4]); 2] = [("H.264", ['a', 'v', 'c', '1']), ("MPEG-4", ['m', 'p', '4', 'v'])];

/// Bytes written beside a failed video to learn whether the disk is full; more than FFmpeg's
/// buffer (32 KiB), which may be what did not fit.
const PROBE_BYTES: usize = 64 * 1024;

/// Writes frames into an MP4 file.
///
/// The frames go into a temporary file beside the target, which takes the target's name in
/// [`VideoWriter::finish`] and vanishes when the writer is dropped before.
pub struct VideoWriter {
    path: PathBuf,
    folder: PathBuf,
    encoder: videoio::VideoWriter,
    codec: &'static str,
    temporary: NamedTempFile,
    size: PictureSize,
    fps: f64,
    pacing: Pacing,
    picture: Mat,
    written: u64,
}

/// What a finished video holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// Frames in the file, repeated ones included.
    pub frames: u64,
    /// Seconds that it plays.
    pub duration_secs: f64,
    /// `H.264` or `MPEG-4`.
    pub codec: &'static str,
}

impl VideoWriter {
    /// Begins a video of frames of one size. An odd last column or row is left out, because the
    /// encoders need even sizes.
    ///
    /// `fps` is the source's nominal rate; frames are repeated or left out to keep their times.
    ///
    /// # Errors
    /// [`SinkError`] when the path can't become an MP4 file or no encoder is there.
    pub fn create(path: &Path, size: PictureSize, fps: Option<f64>) -> Result<Self, SinkError> {
        let owned = || path.to_owned();
        if !path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("mp4")) {
            return Err(SinkError::NotMp4(owned()));
        }
        if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
            return Err(SinkError::NotAFile(owned()));
        }
        let absolute = std::path::absolute(path).map_err(|source| SinkError::Io { path: owned(), source })?;
        let folder = absolute.parent().map(Path::to_owned).unwrap_or_default();
        let mut builder = tempfile::Builder::new();
        builder.prefix(".holdfast-").suffix(".mp4");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o666)); // less what the umask takes
        }
        let temporary = builder.tempfile_in(&folder).map_err(|cause| SinkError::io(path, &folder, cause))?;

        let fps = fps.filter(|fps| PLAYABLE_FPS.contains(fps)).unwrap_or(FALLBACK_FPS);
        let encoder = encoder(temporary.path(), fps, size).map_err(SinkError::encoder(path))?;
        let Some((codec, encoder)) = encoder else {
            let full = disk_is_full(&folder);
            return Err(if full { SinkError::DiskFull(owned()) } else { SinkError::NoEncoder(owned()) });
        };
        Ok(Self {
            path: owned(),
            folder,
            encoder,
            codec,
            temporary,
            size,
            fps,
            pacing: Pacing::new(fps),
            picture: Mat::default(),
            written: 0,
        })
    }

    /// Adds a frame at its time.
    ///
    /// # Errors
    /// [`SinkError::OtherSize`] or [`SinkError::Encoder`]. A full disk shows in
    /// [`VideoWriter::finish`]: the encoder keeps it to itself.
    pub fn write(&mut self, frame: &Frame) -> Result<(), SinkError> {
        let PictureSize { width, height } = self.size;
        if frame.size != self.size || frame.rgb.len() != 3 * width as usize * height as usize {
            let path = self.path.clone();
            return Err(SinkError::OtherSize { path, frame: frame.size, video: self.size });
        }
        let slot = self.pacing.place(frame.time_secs);
        for _ in 0..slot.repeats {
            self.encode()?;
        }
        if slot.shown {
            self.take(frame).map_err(SinkError::encoder(&self.path))?;
            self.encode()?;
        }
        Ok(())
    }

    /// Completes the file and gives it its name.
    ///
    /// # Errors
    /// [`SinkError`] when not every frame arrived in the file; the file is removed then.
    pub fn finish(mut self) -> Result<Written, SinkError> {
        if self.written == 0 {
            return Err(SinkError::NoFrames(self.path));
        }
        self.encoder.release().map_err(SinkError::encoder(&self.path))?;
        let file = self.temporary.as_file();
        file.sync_all().map_err(|cause| SinkError::io(&self.path, &self.folder, cause))?;
        // The encoder reports no failed write. The index is written last, and only if every write
        // before it succeeded, so an index with all frames proves the file.
        let readable = frames_in(self.temporary.path());
        if readable != self.written {
            return Err(if disk_is_full(&self.folder) {
                SinkError::DiskFull(self.path)
            } else {
                SinkError::Incomplete { path: self.path, written: self.written, readable }
            });
        }
        let (path, folder) = (self.path, self.folder);
        self.temporary.persist(&path).map_err(|error| SinkError::io(&path, &folder, error.error))?;
        let duration_secs = self.written as f64 / self.fps;
        Ok(Written { frames: self.written, duration_secs, codec: self.codec })
    }

    fn take(&mut self, frame: &Frame) -> opencv::Result<()> {
        let (rows, cols) = (frame.size.height as i32, frame.size.width as i32);
        let rgb = Mat::new_rows_cols_with_bytes::<Vec3b>(rows, cols, &frame.rgb)?;
        let shown = Rect::new(0, 0, even(frame.size.width), even(frame.size.height));
        imgproc::cvt_color(&rgb.roi(shown)?, &mut self.picture, imgproc::COLOR_RGB2BGR, 0)
    }

    fn encode(&mut self) -> Result<(), SinkError> {
        self.encoder.write(&self.picture).map_err(SinkError::encoder(&self.path))?;
        self.written += 1;
        Ok(())
    }
}

/// The first encoder that opens.
fn encoder(
    file: &Path,
    fps: f64,
    size: PictureSize,
) -> opencv::Result<Option<(&'static str, videoio::VideoWriter)>> {
    core::set_log_level(core::LogLevel::LOG_LEVEL_SILENT)?;
    let size = Size::new(even(size.width), even(size.height));
    for (codec, [a, b, c, d]) in ENCODERS {
        let tag = videoio::VideoWriter::fourcc(a, b, c, d)?;
        let encoder = videoio::VideoWriter::new_with_backend(file, videoio::CAP_FFMPEG, tag, fps, size, true);
        if let Ok(encoder) = encoder
            && encoder.is_opened().unwrap_or(false)
        {
            return Ok(Some((codec, encoder)));
        }
    }
    Ok(None)
}

fn even(side: u32) -> i32 {
    (side & !1) as i32
}

fn frames_in(file: &Path) -> u64 {
    let count = VideoCapture::from_file(file, videoio::CAP_FFMPEG)
        .and_then(|capture| capture.get(videoio::CAP_PROP_FRAME_COUNT));
    count.map_or(0, |count| count.max(0.0) as u64)
}

fn disk_is_full(folder: &Path) -> bool {
    let tried = tempfile::tempfile_in(folder).and_then(|mut file| {
        file.write_all(&[0; PROBE_BYTES])?;
        file.sync_all()
    });
    let full = [std::io::ErrorKind::StorageFull, std::io::ErrorKind::QuotaExceeded];
    tried.is_err_and(|cause| full.contains(&cause.kind()))
}
