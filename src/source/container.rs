//! A look at a file's outer layout, before any decoder sees it.
//!
//! Tells what OpenCV doesn't: whether a file was cut off, lacks its index, holds only sound or is
//! text, and how the picture is turned (OpenCV 4.6 turns it the wrong way, 4.11 not at all:
//! opencv issues 22088 and 26876). It reads headers only and decodes nothing.

use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use super::SourceError;

/// Bytes looked at to recognise text, sound and Matroska tracks.
const HEAD_BYTES: u64 = 64 * 1024;

/// An index above this size is not read: an hour of video has one of about 2 MB.
const LARGEST_INDEX_BYTES: u64 = 256 * 1024 * 1024;

/// What the layout of a video file says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Container {
    /// Shorter than its own layout says.
    pub(super) cut: bool,
    /// How the stored picture is shown.
    pub(super) shown: Shown,
    /// How many tracks of pictures the index lists.
    pub(super) tracks: usize,
    /// How long the presentation lasts, by the index.
    pub(super) duration_secs: Option<f64>,
}

/// How a player shows the stored picture: first mirrored, where it is, then turned.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Shown {
    /// Whether right and left are exchanged.
    pub(super) mirrored: bool,
    /// Quarter turns clockwise.
    pub(super) quarter_turns: u8,
}

/// Reads the layout of a file.
///
/// What is no video, or has no index, is refused here: FFmpeg would complain about it on standard error
/// and take some texts for playlists.
pub(super) fn inspect(path: &Path, file: &mut (impl Read + Seek)) -> Result<Container, SourceError> {
    let unreadable = |cause| SourceError::unreadable(path, cause);
    let length = file.seek(SeekFrom::End(0)).map_err(unreadable)?;
    let mut head = Vec::new();
    file.rewind().map_err(unreadable)?;
    file.by_ref().take(HEAD_BYTES).read_to_end(&mut head).map_err(unreadable)?;
    if is_mp4(&head) {
        let (index, cut) = walk_mp4(file, length).map_err(unreadable)?;
        let index = index.ok_or_else(|| SourceError::IndexMissing(path.to_owned()))?;
        return read_index(&index, cut).ok_or_else(|| SourceError::SoundOnly(path.to_owned()));
    }
    if is_text(&head) {
        return Err(SourceError::Text(path.to_owned()));
    }
    if is_sound(&head) {
        return Err(SourceError::SoundOnly(path.to_owned()));
    }
    let end = matroska_end(&head).or_else(|| avi_end(&head));
    Ok(Container { cut: end.is_some_and(|end| end > length), ..Container::default() })
}

fn array_at<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..)?.first_chunk().copied()
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    array_at(bytes, at).map(u32::from_be_bytes)
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    array_at(bytes, at).map(u64::from_be_bytes)
}

fn is_text(head: &[u8]) -> bool {
    // A character may be cut in two by the end of the head.
    let valid = str::from_utf8(head).map_or_else(|error| error.error_len().is_none(), |_| true);
    valid && !head.iter().any(|byte| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B))
}

fn is_sound(head: &[u8]) -> bool {
    let starts: [&[u8]; 4] = [b"ID3", b"fLaC", b"#!AMR", b"MThd"];
    let mpeg_frame = head.len() > 1 && head[0] == 0xFF && matches!(head[1], 0xF1 | 0xF2 | 0xF3 | 0xF9..=0xFB);
    let wave = head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WAVE");
    let ogg = head.starts_with(b"OggS")
        && [&b"OpusHead"[..], b"\x01vorbis", b"Speex", b"\x7fFLAC"].iter().any(|mark| holds(head, mark))
        && !holds(head, b"theora");
    starts.iter().any(|start| head.starts_with(start))
        || mpeg_frame
        || wave
        || ogg
        || is_sound_in_matroska(head)
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

// MP4 and QuickTime (ISO/IEC 14496-12): boxes of a 32-bit size, a four-letter kind, and content.

fn is_mp4(head: &[u8]) -> bool {
    let kinds: [&[u8]; 7] = [b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot"];
    head.get(4..8).is_some_and(|kind| kinds.contains(&kind))
}

/// The content of the index, where there is one, and whether the file is cut.
fn walk_mp4(file: &mut (impl Read + Seek), length: u64) -> io::Result<(Option<Vec<u8>>, bool)> {
    let mut index = None;
    let (mut at, mut has_frames) = (0, false);
    while at < length {
        let mut header = Vec::new();
        file.seek(SeekFrom::Start(at))?;
        file.by_ref().take(16).read_to_end(&mut header)?;
        let (Some(short_size), Some(kind)) = (u32_at(&header, 0), header.get(4..8)) else {
            return Ok((index, true));
        };
        let (start, size) = match short_size {
            0 => (8, length - at),
            1 => (16, u64_at(&header, 8).unwrap_or(0)),
            size => (8, u64::from(size)),
        };
        if size < start || !kind.iter().all(|byte| (0x20..0x7F).contains(byte) || *byte == 0xA9) {
            break; // not a box: what follows can't be walked
        }
        if at.checked_add(size).is_none_or(|end| end > length) {
            return Ok((index, true));
        }
        has_frames |= kind == b"mdat";
        if kind == b"moov" && size <= LARGEST_INDEX_BYTES {
            let mut content = vec![0; (size - start) as usize];
            file.seek(SeekFrom::Start(at + start))?;
            file.read_exact(&mut content)?;
            index = Some(content);
        }
        at += size;
    }
    Ok((index, !has_frames))
}

/// The direct children of a box's content: kind and content.
fn boxes(mut content: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    std::iter::from_fn(move || {
        let size = u32_at(content, 0)? as usize;
        let size = if size == 0 { content.len() } else { size };
        if size < 8 || size > content.len() {
            return None;
        }
        let (this, rest) = content.split_at(size);
        content = rest;
        Some((&this[4..8], &this[8..]))
    })
}

fn child<'a>(content: &'a [u8], kind: &[u8]) -> Option<&'a [u8]> {
    boxes(content).find(|(this, _)| *this == kind).map(|(_, content)| content)
}

/// What an index says; `None` where it lists sound and no pictures.
fn read_index(index: &[u8], cut: bool) -> Option<Container> {
    let kind_of = |track| child(child(track, b"mdia")?, b"hdlr")?.get(8..12);
    let tracks = || boxes(index).filter(|(kind, _)| *kind == b"trak").map(|(_, track)| track);
    let of_kind = |wanted: &[u8]| tracks().find(|track| kind_of(track) == Some(wanted));
    let pictures = of_kind(b"vide");
    if pictures.is_none() && of_kind(b"soun").is_some() {
        return None;
    }
    let tracks = tracks().filter(|track| kind_of(track) == Some(b"vide")).count();
    let shown = pictures.and_then(|track| shown(child(track, b"tkhd")?)).unwrap_or_default();
    Some(Container { cut, shown, tracks, duration_secs: child(index, b"mvhd").and_then(duration_secs) })
}

fn duration_secs(movie_header: &[u8]) -> Option<f64> {
    let long = *movie_header.first()? == 1;
    let (scale, duration) = if long {
        (u32_at(movie_header, 20)?, u64_at(movie_header, 24)? as f64)
    } else {
        (u32_at(movie_header, 12)?, f64::from(u32_at(movie_header, 16)?))
    };
    (scale > 0 && duration > 0.0).then(|| duration / f64::from(scale))
}

/// From the matrix (a b u, c d v, x y w) that maps the stored picture to the shown one:
/// x' = a x + c y, y' = b x + d y, with y downwards.
fn shown(track_header: &[u8]) -> Option<Shown> {
    let matrix = if *track_header.first()? == 1 { 52 } else { 40 };
    let entry = |place: usize| Some(f64::from(u32_at(track_header, matrix + 4 * place)? as i32));
    let (a, b, c, d) = (entry(0)?, entry(1)?, entry(3)?, entry(4)?);
    // What turns alone cannot do keeps no orientation: then x was mirrored before.
    let mirrored = a * d - b * c < 0.0;
    let sign = if mirrored { -1.0 } else { 1.0 };
    let turns = ((sign * b).atan2(sign * a).to_degrees() / 90.0).round() as i32;
    Some(Shown { mirrored, quarter_turns: turns.rem_euclid(4) as u8 })
}

// AVI: a RIFF file of a 32-bit size.

fn avi_end(head: &[u8]) -> Option<u64> {
    let is_avi = head.starts_with(b"RIFF") && head.get(8..12) == Some(b"AVI ");
    let size = array_at(head, 4).map(u32::from_le_bytes).filter(|size| is_avi && *size > 0)?;
    Some(8 + u64::from(size))
}

// Matroska and WebM (RFC 9559): elements of an EBML identifier, a size and content.

const MATROSKA: [u8; 4] = [0x1A, 0x45, 0xDF, 0xA3];
const SEGMENT: [u8; 4] = [0x18, 0x53, 0x80, 0x67];
const CODEC_ID: u8 = 0x86;

fn is_sound_in_matroska(head: &[u8]) -> bool {
    let has_track = |kind: u8| {
        head.windows(4)
            .any(|bytes| bytes[0] == CODEC_ID && bytes[1] & 0x80 != 0 && bytes[2] == kind && bytes[3] == b'_')
    };
    head.starts_with(&MATROSKA) && has_track(b'A') && !has_track(b'V')
}

/// Where the one segment ends; `None` where it was written without a known size.
fn matroska_end(head: &[u8]) -> Option<u64> {
    let (header_size, width) = element_size(head.strip_prefix(&MATROSKA)?)?;
    let segment_at = 4 + width + usize::try_from(header_size).ok()?;
    let segment = head.get(segment_at..)?;
    if !segment.starts_with(&SEGMENT) {
        return None;
    }
    let (size, width) = element_size(&segment[4..])?;
    (segment_at as u64 + 4 + width as u64).checked_add(size)
}

/// A size of 1 to 8 bytes, the count told by the leading zeros; all ones mean "unknown".
fn element_size(bytes: &[u8]) -> Option<(u64, usize)> {
    let width = bytes.first()?.leading_zeros() as usize + 1;
    if width > 8 {
        return None;
    }
    let raw = bytes.get(..width)?.iter().fold(0u64, |size, byte| size << 8 | u64::from(*byte));
    let mask = (1u64 << (7 * width)) - 1;
    let size = raw & mask;
    (size != mask).then_some((size, width))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fuzzing::fuzz;
    use std::io::Cursor;

    fn look(bytes: &[u8]) -> Result<Container, SourceError> {
        inspect(Path::new("file"), &mut Cursor::new(bytes))
    }

    fn boxed(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let mut bytes = (content.len() as u32 + 8).to_be_bytes().to_vec();
        bytes.extend_from_slice(kind);
        bytes.extend_from_slice(content);
        bytes
    }

    fn movie(handler: &[u8; 4], a: i32, b: i32) -> Vec<u8> {
        movie_shown(handler, [a, b, -b, a])
    }

    fn movie_shown(handler: &[u8; 4], [a, b, c, d]: [i32; 4]) -> Vec<u8> {
        let mut header = vec![0; 40];
        for value in [a, b, 0, c, d, 0, 0, 0, 1 << 14] {
            header.extend_from_slice(&(value << 16).to_be_bytes());
        }
        let handler = boxed(b"hdlr", &[&[0; 8], handler.as_slice()].concat());
        let track = [boxed(b"tkhd", &header), boxed(b"mdia", &handler)].concat();
        let mut times = vec![0; 12];
        times.extend_from_slice(&1000u32.to_be_bytes());
        times.extend_from_slice(&2500u32.to_be_bytes());
        let index = [boxed(b"mvhd", &times), boxed(b"trak", &track)].concat();
        [boxed(b"ftyp", b"isom"), boxed(b"moov", &index), boxed(b"mdat", &[7; 100])].concat()
    }

    #[test]
    fn an_upright_movie_is_whole() {
        let expected = Container { duration_secs: Some(2.5), tracks: 1, ..Container::default() };
        assert_eq!(look(&movie(b"vide", 1, 0)).expect("a video"), expected);
    }

    #[test]
    fn turns_are_clockwise() {
        let turns = |file: &[u8]| look(file).expect("a video").shown.quarter_turns;
        assert_eq!(turns(&movie(b"vide", 0, 1)), 1);
        assert_eq!(turns(&movie(b"vide", -1, 0)), 2);
        assert_eq!(turns(&movie(b"vide", 0, -1)), 3);
    }

    #[test]
    fn a_mirror_is_told_from_a_turn() {
        let shown = |matrix| look(&movie_shown(b"vide", matrix)).expect("a video").shown;
        let mirrored = |quarter_turns| Shown { mirrored: true, quarter_turns };
        assert_eq!(shown([-1, 0, 0, 1]), mirrored(0), "right and left");
        assert_eq!(shown([1, 0, 0, -1]), mirrored(2), "top and bottom");
        assert_eq!(shown([0, 1, 1, 0]), mirrored(3), "transposed");
        assert_eq!(shown([0, -1, -1, 0]), mirrored(1), "transposed the other way");
        assert_eq!(shown([1, 0, 0, 0]), Shown::default(), "nonsense is upright");
    }

    #[test]
    fn cuts_are_seen_wherever_they_fall() {
        let whole = movie(b"vide", 1, 0);
        for length in 20..whole.len() {
            let passed = look(&whole[..length]).is_ok_and(|container| !container.cut);
            assert!(!passed, "{length} of {} bytes passed as whole", whole.len());
        }
    }

    #[test]
    fn sound_alone_is_told_from_pictures() {
        assert!(matches!(look(&movie(b"soun", 1, 0)), Err(SourceError::SoundOnly(_))));
        assert!(matches!(look(b"ID3\x03\x00 and so on"), Err(SourceError::SoundOnly(_))));
        assert!(matches!(look(b"RIFF\x10\0\0\0WAVEfmt "), Err(SourceError::SoundOnly(_))));
    }

    #[test]
    fn text_is_text_even_where_a_character_is_cut() {
        assert!(matches!(look("Hüft".as_bytes()), Err(SourceError::Text(_))));
        assert!(matches!(look(&"Hü".as_bytes()[..2]), Err(SourceError::Text(_))));
        assert!(look(&[0, 1, 2, 3]).is_ok());
    }

    #[test]
    fn a_matroska_segment_of_unknown_size_is_never_cut() {
        let cut = |size: &[u8]| {
            let file = [&MATROSKA[..], &[0x81, 0], &SEGMENT, size, &[0; 20]].concat();
            look(&file).expect("a video").cut
        };
        assert!(!cut(&[0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]));
        assert!(!cut(&[0x94]));
        assert!(cut(&[0x95]));
    }

    #[test]
    fn mutants_of_containers() {
        let matroska = [&MATROSKA[..], &[0x81, 0], &SEGMENT, &[0x94], &[0; 20]].concat();
        let avi = [&b"RIFF\x40\0\0\0AVI LIST\x10\0\0\0hdrl"[..], &[3; 60]].concat();
        let seeds = [movie(b"vide", 0, 1), movie(b"soun", 1, 0), matroska, avi];
        fuzz("containers", &seeds, |bytes| {
            let _ = look(bytes);
        });
    }

    #[test]
    fn noise_after_any_signature_is_no_panic() {
        for start in [&b"\0\0\0\x10ftyp"[..], &MATROSKA, b"RIFF", b"\0\0\0\x01mdat", b"\0\0\0\0moov"] {
            for seed in 0u8..64 {
                let noise = (0u8..90).map(|i| i.wrapping_mul(37).wrapping_add(seed).rotate_left(3));
                let _ = look(&start.iter().copied().chain(noise).collect::<Vec<_>>());
            }
        }
    }
}
