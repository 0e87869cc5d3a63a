//! Why an input can't be used, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use super::LEAST_SIDE_PX;
use crate::motion::PictureSize;

/// Similarity (Jaro-Winkler, 0 to 1) from which a name is offered as "did you mean"; single
/// slips in short file names score about 0.9, unrelated names below 0.7.
const NEAR_NAME_SIMILARITY: f64 = 0.85;

/// An input that can't be used. Paths are as they were given.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "every variant is documented, and its fields are named for what they hold")]
pub enum SourceError {
    /// Nothing has this name.
    #[error(
        "no such file or folder: {path}; {}",
        match near { Some(near) => format!("did you mean {}?", near.display()), None => "check the name and the folder".into() }
    )]
    Missing { path: PathBuf, near: Option<PathBuf> },
    /// The system refuses access.
    #[error("{0} can't be read: permission denied; allow reading it (chmod +r) or use a copy of your own")]
    NotPermitted(PathBuf),
    /// The system fails to read it.
    #[error("{path} can't be read: {source}")]
    Unreadable { path: PathBuf, source: io::Error },
    /// A device, pipe or socket.
    #[error("{0} is neither a file nor a folder; give a video file or a folder of pictures")]
    SpecialFile(PathBuf),
    /// Nothing in it.
    #[error("{0} is empty (0 bytes); record or copy it again")]
    EmptyFile(PathBuf),
    /// A folder without pictures.
    #[error("the folder {0} holds no pictures; expected files ending in .jpg, .jpeg, .png, .bmp or .webp")]
    NoPictures(PathBuf),
    /// A folder or picture file with nothing in it that can be decoded.
    #[error("{path}: none of {count} picture files could be decoded; export them again as JPEG or PNG")]
    NoReadablePicture { path: PathBuf, count: usize },
    /// Text by content, whatever its name.
    #[error("{0} is a text file, not a video; give the video itself")]
    Text(PathBuf),
    /// Sound without pictures.
    #[error("{0} holds sound but no pictures; give a file with a video track")]
    SoundOnly(PathBuf),
    /// An MP4 or MOV whose recorder was stopped before it wrote the index.
    #[error(
        "{0} ends before its index (no \"moov\" part), so none of its pictures can be found: the recording or the copy was interrupted; copy it again, or record it again and stop the recorder before taking the file"
    )]
    IndexMissing(PathBuf),
    /// A video without a single decodable frame.
    #[error("{0} is a video without a single frame that can be decoded; record or copy it again")]
    NoFrames(PathBuf),
    /// Nothing that FFmpeg knows.
    #[error("{0} is not a video in a format that can be read; convert it to MP4 (H.264)")]
    NotVideo(PathBuf),
    /// Too few pixels to see a person.
    #[error(
        "{path}: the picture is {}x{} pixels, too small to see a person; at least {LEAST_SIDE_PX} pixels a side are needed, 480 or more are good",
        size.width, size.height
    )]
    TooSmall { path: PathBuf, size: PictureSize },
    /// More pixels than can be judged in a sensible room.
    #[error(
        "{path}: the picture is {}x{} pixels, more than can be judged; make it smaller: 1920x1080 is plenty",
        size.width, size.height
    )]
    TooLarge { path: PathBuf, size: PictureSize },
    /// A picture file that is larger than any picture.
    #[error("{path} has {bytes} bytes, more than a picture can have; export it again as JPEG or PNG")]
    TooManyBytes { path: PathBuf, bytes: u64 },
    /// A frame at a time that no recording reaches.
    #[error(
        "{path}: frame {number} comes at {time_secs:.0} s, later than any recording lasts: its clock is broken; convert it to MP4 (H.264), or cut it there"
    )]
    TooLate { path: PathBuf, number: u64, time_secs: f64 },
    /// A rate that makes no sequence.
    #[error("{0} pictures a second make no sequence; give a rate above 0 and at most 1000")]
    BadRate(f64),
    /// OpenCV gave up in a way that has no name here.
    #[error("{path} could not be decoded: {source}")]
    Decoder { path: PathBuf, source: opencv::Error },
}

impl SourceError {
    /// A missing file, with the nearest name in its folder.
    pub(super) fn missing(path: &Path) -> Self {
        Self::Missing { path: path.to_owned(), near: nearest_name(path) }
    }

    /// What the system said when reading was tried.
    pub(super) fn unreadable(path: &Path, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::PermissionDenied => Self::NotPermitted(path.to_owned()),
            _ => Self::Unreadable { path: path.to_owned(), source },
        }
    }

    /// Makes an OpenCV error of this file's; for `map_err`.
    pub(super) fn decoder(path: &Path) -> impl FnOnce(opencv::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Decoder { path, source }
    }
}

fn nearest_name(path: &Path) -> Option<PathBuf> {
    let wanted = path.file_name()?.to_string_lossy().to_lowercase();
    let folder = path.parent()?;
    let readable = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let names = std::fs::read_dir(readable).ok()?.flatten().map(|entry| entry.file_name());
    let (_, near) = names
        .map(|name| (strsim::jaro_winkler(&wanted, &name.to_string_lossy().to_lowercase()), name))
        .filter(|(similarity, _)| *similarity >= NEAR_NAME_SIMILARITY)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(&a.1)))?;
    Some(folder.join(near))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refused_permission_says_how_to_allow_it() {
        let error =
            SourceError::unreadable(Path::new("a.mp4"), io::Error::from(io::ErrorKind::PermissionDenied));
        assert_eq!(
            error.to_string(),
            "a.mp4 can't be read: permission denied; allow reading it (chmod +r) or use a copy of your own"
        );
    }
}
