//! A picture file, looked at before it is decoded: a few bytes can stand for thousands of megabytes.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use opencv::core::{Mat, MatTraitConst};
use opencv::imgcodecs;

use super::picture::{self, Upright};
use super::{MOST_PICTURE_PIXELS, SourceError};
use crate::motion::PictureSize;

/// Bytes of a picture file at most: as many as the largest picture has without any compression.
const MOST_BYTES: u64 = 3 * MOST_PICTURE_PIXELS + 4096;

/// The picture, or `None` where the file holds none.
pub(super) fn decode(file: &Path) -> Result<Option<Mat>, SourceError> {
    let unreadable = |cause| SourceError::unreadable(file, cause);
    let stream = File::open(file).map_err(unreadable)?;
    let length = stream.metadata().map_err(unreadable)?.len();
    if length > MOST_BYTES {
        return Err(SourceError::TooManyBytes { path: file.to_owned(), bytes: length });
    }
    let mut bytes = Vec::new();
    stream.take(MOST_BYTES).read_to_end(&mut bytes).map_err(unreadable)?;
    let Some(size) = stated_size(&bytes) else { return Ok(None) };
    if picture::is_too_large(size, MOST_PICTURE_PIXELS) {
        return Err(SourceError::TooLarge { path: file.to_owned(), size });
    }
    let decoded =
        Mat::from_slice(&bytes).and_then(|bytes| imgcodecs::imdecode(&bytes, imgcodecs::IMREAD_COLOR));
    drop(bytes);
    let Some(picture) = decoded.ok().filter(|picture| !picture.empty()) else { return Ok(None) };
    let upright = Upright { pixel_aspect: 1.0, mirrored: false, quarter_turns: 0 };
    upright.apply(picture).map(Some).map_err(SourceError::decoder(file))
}

/// Width and height by the file's header; `None` for what is none of the formats that are taken.
fn stated_size(bytes: &[u8]) -> Option<PictureSize> {
    let (width, height) =
        png(bytes).or_else(|| jpeg(bytes)).or_else(|| bmp(bytes)).or_else(|| webp(bytes))?;
    Some(PictureSize { width, height })
}

fn at<const N: usize>(bytes: &[u8], place: usize) -> Option<[u8; N]> {
    bytes.get(place..)?.first_chunk().copied()
}

fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let is_png = bytes.starts_with(b"\x89PNG\r\n\x1a\n") && bytes.get(12..16) == Some(b"IHDR");
    let side = |place| at(bytes, place).map(u32::from_be_bytes);
    if is_png { Some((side(16)?, side(20)?)) } else { None }
}

/// The size stands in the frame's header, after segments of stated lengths.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(&[0xFF, 0xD8])?;
    loop {
        let marker = match *rest {
            [0xFF, 0xFF, ..] => {
                rest = &rest[1..]; // filling
                continue;
            }
            [0xFF, marker, ..] => marker,
            _ => return None,
        };
        let is_frame = matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC);
        if is_frame {
            let side = |place| at(rest, place).map(|side| u32::from(u16::from_be_bytes(side)));
            return Some((side(7)?, side(5)?));
        }
        let stands_alone = matches!(marker, 0x01 | 0xD0..=0xD7);
        let length = if stands_alone { 0 } else { usize::from(u16::from_be_bytes(at(rest, 2)?)) };
        rest = rest.get(2 + length..)?;
    }
}

fn bmp(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = at(bytes, 14).map(u32::from_le_bytes).filter(|_| bytes.starts_with(b"BM"))?;
    if header == 12 {
        let side = |place| at(bytes, place).map(|side| u32::from(u16::from_le_bytes(side)));
        return Some((side(18)?, side(20)?));
    }
    // A negative height counts from the top.
    let side = |place| at(bytes, place).map(|side| i32::from_le_bytes(side).unsigned_abs());
    Some((side(18)?, side(22)?))
}

fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    if !bytes.starts_with(b"RIFF") || bytes.get(8..12) != Some(b"WEBP") {
        return None;
    }
    let side = |place| at(bytes, place).map(|side| u32::from(u16::from_le_bytes(side) & 0x3FFF));
    match bytes.get(12..16)? {
        b"VP8 " => Some((side(26)?, side(28)?)),
        b"VP8L" => {
            let bits = at(bytes, 21).map(u32::from_le_bytes)?;
            Some(((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1))
        }
        b"VP8X" => {
            let side = |place| at(bytes, place).map(|[a, b, c]| u32::from_le_bytes([a, b, c, 0]) + 1);
            Some((side(24)?, side(27)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use opencv::core::{CV_8UC3, Scalar, Vector};

    use super::*;
    use crate::fuzzing::fuzz;

    #[test]
    fn the_header_says_the_size_that_the_decoder_finds() {
        let picture = Mat::new_rows_cols_with_default(97, 131, CV_8UC3, Scalar::all(90.0)).expect("memory");
        for ending in [".png", ".jpg", ".bmp", ".webp"] {
            let mut bytes = Vector::new();
            imgcodecs::imencode(ending, &picture, &mut bytes, &Vector::new()).expect("encoded");
            let size = PictureSize { width: 131, height: 97 };
            assert_eq!(stated_size(bytes.as_slice()), Some(size), "{ending}");
            for length in 0..bytes.len().min(700) {
                stated_size(&bytes.as_slice()[..length]); // any answer but a panic
            }
        }
    }

    #[test]
    fn mutants_of_pictures() {
        let picture = Mat::new_rows_cols_with_default(9, 13, CV_8UC3, Scalar::all(90.0)).expect("memory");
        let seeds = [".png", ".jpg", ".bmp", ".webp"].map(|ending| {
            let mut bytes = Vector::new();
            imgcodecs::imencode(ending, &picture, &mut bytes, &Vector::new()).expect("encoded");
            bytes.as_slice().to_vec()
        });
        fuzz("headers of pictures", &seeds, |bytes| {
            stated_size(bytes);
        });
    }

    #[test]
    fn what_is_none_of_the_formats_is_not_decoded() {
        for bytes in
            [&b""[..], b"II*\0", b"P6 9 9 255\n", b"#?RADIANCE\n", b"\xFF\xD8\xFF", b"RIFF\0\0\0\0WEBPVP8?"]
        {
            assert_eq!(stated_size(bytes), None);
        }
    }
}
