//! Why a video can't be written, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use crate::motion::PictureSize;

/// A video that can't be written. Nothing is left at its path, which is as it was given.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "every variant is documented, and its fields are named for what they hold")]
pub enum SinkError {
    /// Another kind of file is asked for.
    #[error("{0} can't be written: videos are written as MP4; choose a name that ends in .mp4")]
    NotMp4(PathBuf),
    /// Something that is no file has the name.
    #[error("{0} can't be written: it exists and is not an ordinary file; choose another name")]
    NotAFile(PathBuf),
    /// No such folder.
    #[error("{path} can't be written: the folder {folder} does not exist; make it first")]
    NoFolder { path: PathBuf, folder: PathBuf },
    /// The folder is closed to this user.
    #[error("{path} can't be written: permission denied in the folder {folder}; choose another folder")]
    NotPermitted { path: PathBuf, folder: PathBuf },
    /// The disk is full.
    #[error("{0} can't be written: the disk is full; free some space or choose another folder")]
    DiskFull(PathBuf),
    /// The system's own reason.
    #[error("{path} can't be written: {source}")]
    Io { path: PathBuf, source: io::Error },
    /// OpenCV has no encoder.
    #[error(
        "{0} can't be written: OpenCV here has no encoder for MP4 (tried H.264 and MPEG-4); install FFmpeg's libraries with libx264 (Debian: libavcodec59)"
    )]
    NoEncoder(PathBuf),
    /// The encoder lost frames without saying why.
    #[error(
        "{path} can't be written: {readable} of {written} frames arrived in the file; try another folder"
    )]
    Incomplete { path: PathBuf, written: u64, readable: u64 },
    /// A frame of another size than the video's.
    #[error(
        "{path} can't be written: a frame of {}x{} pixels came for a video of {}x{}",
        frame.width, frame.height, video.width, video.height
    )]
    OtherSize { path: PathBuf, frame: PictureSize, video: PictureSize },
    /// Not a single frame came.
    #[error("{0} was not written: there was no frame to write")]
    NoFrames(PathBuf),
    /// OpenCV gave up in a way that has no name here.
    #[error("{path} can't be written: {source}")]
    Encoder { path: PathBuf, source: opencv::Error },
}

impl SinkError {
    /// What the system said when a file was made or moved.
    pub(super) fn io(path: &Path, folder: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::NotPermitted { path, folder: folder.to_owned() }
            }
            io::ErrorKind::NotFound if !folder.exists() => Self::NoFolder { path, folder: folder.to_owned() },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull(path),
            _ => Self::Io { path, source },
        }
    }

    /// Makes an OpenCV error of this file's; for `map_err`.
    pub(super) fn encoder(path: &Path) -> impl FnOnce(opencv::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Encoder { path, source }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refused_permission_names_the_folder() {
        let error =
            SinkError::io(Path::new("a.mp4"), Path::new("/out"), io::ErrorKind::PermissionDenied.into());
        let text = "a.mp4 can't be written: permission denied in the folder /out; choose another folder";
        assert_eq!(error.to_string(), text);
    }
}
