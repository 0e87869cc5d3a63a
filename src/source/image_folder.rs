//! A folder of pictures as frames at a steady rate; a single picture is a folder of one.

use std::path::{Path, PathBuf};

use super::picture;
use super::picture_file::decode;
use super::{Shortfall, ShortfallCause, Source, SourceError, SourceInfo, believable, name_of};
use crate::frame::Frame;

/// Endings of picture files that are taken, in lower case.
const ENDINGS: [&str; 5] = ["jpg", "jpeg", "png", "bmp", "webp"];

/// Highest rate that is taken, in pictures a second.
const MOST_PICTURES_PER_SEC: f64 = 1000.0;

/// The pictures of a folder in the natural order of their names (2 before 10).
///
/// A picture's time is its place over the rate, so one that can't be decoded leaves a gap in time
/// and is counted in the shortfall. Orientation marks (EXIF) are honoured.
pub(super) struct ImageFolder {
    pictures_per_sec: f64,
    files: Vec<PathBuf>,
    next: usize,
    unread: u64,
    info: SourceInfo,
}

impl ImageFolder {
    /// Opens the picture files of the folder `path`, or `path` itself as the only one.
    ///
    /// Fails where none can be decoded, the first one is too small, or the rate is not above 0 and at
    /// most 1000.
    pub(super) fn open(
        path: &Path,
        mut files: Vec<PathBuf>,
        pictures_per_sec: f64,
    ) -> Result<Self, SourceError> {
        if !(pictures_per_sec > 0.0 && pictures_per_sec <= MOST_PICTURES_PER_SEC) {
            return Err(SourceError::BadRate(pictures_per_sec));
        }
        let decoded = |(place, file): (usize, &PathBuf)| Some((place, decode(file).ok()??));
        let Some((first, picture)) = files.iter().enumerate().find_map(decoded) else {
            let nothing = SourceError::NoReadablePicture { path: path.to_owned(), count: files.len() };
            return Err(files.iter().find_map(|file| decode(file).err()).unwrap_or(nothing));
        };
        let size = picture::size_of(&picture);
        if picture::is_too_small(size) {
            return Err(SourceError::TooSmall { path: files[first].clone(), size });
        }
        let frames = Some(files.len() as u64);
        let info = SourceInfo { name: name_of(path), fps: Some(pictures_per_sec), frames, size };
        // Times count from the first frame that is delivered.
        files.drain(..first);
        Ok(Self { pictures_per_sec, files, next: 0, unread: first as u64, info })
    }
}

impl Source for ImageFolder {
    fn describe(&self) -> &SourceInfo {
        &self.info
    }

    fn next_frame(&mut self) -> Result<Option<Frame>, SourceError> {
        while let Some(file) = self.files.get(self.next) {
            let time_secs = self.next as f64 / self.pictures_per_sec;
            self.next += 1;
            believable(file, self.next as u64, time_secs)?;
            if let Ok(Some(picture)) = decode(file) {
                let frame = picture::frame_of(&picture, self.info.size, time_secs);
                return frame.map(Some).map_err(SourceError::decoder(file));
            }
            self.unread += 1;
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

/// The pictures of a folder in their natural order.
pub(super) fn pictures_in(folder: &Path) -> Result<Vec<PathBuf>, SourceError> {
    let unreadable = |cause| SourceError::unreadable(folder, cause);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if is_image_name(&path) && path.is_file() {
            files.push(path);
        }
    }
    if files.is_empty() {
        return Err(SourceError::NoPictures(folder.to_owned()));
    }
    files.sort_by_cached_key(|path| natural_key(&name_of(path)));
    Ok(files)
}

/// Whether a name ends as a picture's does.
pub fn is_image_name(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// Orders names as people count: `frame2` before `frame10`. The name itself settles ties.
///
/// In the key, the count of a number's digits goes before them, as a character of this code: the longer
/// number is the larger.
fn natural_key(name: &str) -> (String, String) {
    let mut key = String::new();
    let mut rest = name;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (letters, number) = rest.split_at(start);
        let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
        let digits = number[..end].trim_start_matches('0');
        key.push_str(&letters.to_lowercase());
        key.push(u8::try_from(digits.len()).unwrap_or(u8::MAX).into());
        key.push_str(digits);
        rest = &number[end..];
    }
    (key + &rest.to_lowercase(), name.to_owned())
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
