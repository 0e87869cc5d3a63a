//! A folder of pictures as frames at a steady rate; a single picture is a folder of one.

use std::path::{Path, PathBuf};

use opencv::core::{Mat, MatTraitConst, Vector};
use opencv::imgcodecs;

use super::picture;
use super::{LEAST_SIDE_PX, Shortfall, ShortfallCause, Source, SourceError, SourceInfo, name_of};
use crate::frame::Frame;
use crate::motion::PictureSize;

/// Endings of picture files that are taken, in lower case.
const ENDINGS: [&str; 5] = ["jpg", "jpeg", "png", "bmp", "webp"];

/// Highest rate that is taken, in pictures a second.
const MOST_PICTURES_PER_SEC: f64 = 1000.0;

/// The pictures of a folder in the natural order of their names (2 before 10).
///
/// A picture's time is its place over the rate, so one that can't be decoded leaves a gap in time
/// and is counted in the shortfall. Orientation marks (EXIF) are honoured.
pub struct ImageFolder {
    pictures_per_sec: f64,
    files: Vec<PathBuf>,
    next: usize,
    unread: u64,
    info: SourceInfo,
    size: PictureSize,
    pending: Option<Frame>,
}

impl ImageFolder {
    /// Opens a folder and decodes its first readable picture.
    ///
    /// # Errors
    /// [`SourceError`] when the folder can't be listed, holds no pictures or none that can be
    /// decoded, when the first one is too small, or the rate is not above 0 and at most 1000.
    pub fn open(folder: &Path, pictures_per_sec: f64) -> Result<Self, SourceError> {
        let unreadable = |cause| SourceError::unreadable(folder, cause);
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if is_image_name(&path) && path.is_file() {
                files.push(path);
            }
        }
        files.sort_by_cached_key(|path| natural_key(&name_of(path)));
        if files.is_empty() {
            return Err(SourceError::NoPictures { path: folder.to_owned() });
        }
        Self::over(folder, files, pictures_per_sec)
    }

    /// Opens one picture.
    ///
    /// # Errors
    /// As [`ImageFolder::open`].
    pub fn single(file: &Path, pictures_per_sec: f64) -> Result<Self, SourceError> {
        Self::over(file, vec![file.to_owned()], pictures_per_sec)
    }

    fn over(path: &Path, mut files: Vec<PathBuf>, pictures_per_sec: f64) -> Result<Self, SourceError> {
        if !(pictures_per_sec > 0.0 && pictures_per_sec <= MOST_PICTURES_PER_SEC) {
            return Err(SourceError::BadRate { pictures_per_sec });
        }
        let mut next = 0;
        let (mut unread, mut cause) = (0, None);
        let first = loop {
            let Some(file) = files.get(next) else {
                return Err(cause.unwrap_or(SourceError::NoReadablePicture {
                    path: path.to_owned(),
                    count: files.len(),
                }));
            };
            next += 1;
            match decode(file) {
                Ok(Some(picture)) => break picture,
                Ok(None) => unread += 1,
                Err(error) => {
                    unread += 1;
                    cause.get_or_insert(error);
                }
            }
        };
        let size = picture::size_of(&first);
        if size.width.min(size.height) < LEAST_SIDE_PX {
            let path = files[next - 1].clone();
            return Err(SourceError::TooSmall { path, width: size.width, height: size.height });
        }
        let pending = picture::frame_of(&first, size, 0.0).map_err(SourceError::decoder(path))?;
        let info = SourceInfo {
            name: name_of(path),
            fps: Some(pictures_per_sec),
            frames: Some(files.len() as u64),
            width: size.width,
            height: size.height,
        };
        // Times count from the first frame that is delivered.
        files.drain(..next - 1);
        Ok(Self { pictures_per_sec, files, next: 1, unread, info, size, pending: Some(pending) })
    }
}

impl Source for ImageFolder {
    fn describe(&self) -> &SourceInfo {
        &self.info
    }

    fn next_frame(&mut self) -> Result<Option<Frame>, SourceError> {
        if let Some(first) = self.pending.take() {
            return Ok(Some(first));
        }
        while let Some(file) = self.files.get(self.next) {
            let time_secs = self.next as f64 / self.pictures_per_sec;
            self.next += 1;
            match decode(file) {
                Ok(Some(picture)) => {
                    let frame = picture::frame_of(&picture, self.size, time_secs);
                    return frame.map(Some).map_err(SourceError::decoder(file));
                }
                Ok(None) | Err(_) => self.unread += 1,
            }
        }
        Ok(None)
    }

    fn shortfall(&self) -> Option<Shortfall> {
        let expected = self.info.frames?;
        (self.unread > 0 && self.next >= self.files.len()).then(|| Shortfall {
            read: expected - self.unread,
            expected: Some(expected),
            cause: ShortfallCause::Damaged,
        })
    }
}

/// Whether a name ends as a picture's does.
pub(super) fn is_image_name(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// The picture, or `None` where the file holds none.
fn decode(file: &Path) -> Result<Option<Mat>, SourceError> {
    let bytes = std::fs::read(file).map_err(|cause| SourceError::unreadable(file, cause))?;
    if bytes.is_empty() {
        return Ok(None);
    }
    match imgcodecs::imdecode(&Vector::from_slice(&bytes), imgcodecs::IMREAD_COLOR) {
        Ok(picture) if picture.rows() > 0 => Ok(Some(picture)),
        Ok(_) | Err(_) => Ok(None),
    }
}

/// A run of letters, or a number by its value.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// Digits without leading zeros: the longer is the larger.
    Number(usize, String),
    Text(String),
}

/// Orders names as people count: `frame2` before `frame10`. The name itself settles ties.
fn natural_key(name: &str) -> (Vec<Part>, String) {
    let mut parts = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let number = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != number).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        parts.push(if number {
            let digits = run.trim_start_matches('0');
            Part::Number(digits.len(), digits.to_owned())
        } else {
            Part::Text(run.to_lowercase())
        });
        rest = after;
    }
    (parts, name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ordered_as_people_count() {
        let mut names = vec![
            "b.png",
            "img10.png",
            "img2.png",
            "IMG1.png",
            "img002.png",
            "3.png",
            "a1b10.png",
            "a1b9.png",
        ];
        names.sort_by_cached_key(|name| natural_key(name));
        let expected =
            ["3.png", "a1b9.png", "a1b10.png", "b.png", "IMG1.png", "img002.png", "img2.png", "img10.png"];
        assert_eq!(names, expected);
    }
}
