//! A look at a file's outer layout, before any decoder sees it.
//!
//! Tells what OpenCV doesn't: whether a file was cut off, lacks its index, holds only sound or is
//! text, and how the picture is turned (OpenCV 4.6 turns it the wrong way, 4.11 not at all:
//! opencv issues 22088 and 26876). It reads headers only and decodes nothing.

use std::io::{self, Read, Seek, SeekFrom};

/// Bytes looked at to recognise text, sound and Matroska tracks.
const HEAD_BYTES: u64 = 64 * 1024;

/// An index above this size is not read: an hour of video has one of about 2 MB.
const LARGEST_INDEX_BYTES: u64 = 256 * 1024 * 1024;

/// What the layout of a file says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Container {
    /// Readable text by its first bytes.
    pub(super) text: bool,
    /// Sound, and certainly no pictures.
    pub(super) sound_only: bool,
    /// Of the MP4 family, without the part that says where the frames are.
    pub(super) index_missing: bool,
    /// Shorter than its own layout says.
    pub(super) cut: bool,
    /// Quarter turns clockwise that make the picture upright.
    pub(super) quarter_turns: u8,
    /// How long the presentation lasts, by the index.
    pub(super) duration_secs: Option<f64>,
}

/// Reads the layout of a file of `length` bytes.
pub(super) fn inspect(file: &mut (impl Read + Seek), length: u64) -> io::Result<Container> {
    let mut head = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.by_ref().take(HEAD_BYTES).read_to_end(&mut head)?;
    if is_mp4(&head) {
        return inspect_mp4(file, length);
    }
    if head.starts_with(&MATROSKA) {
        return Ok(inspect_matroska(&head, length));
    }
    if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"AVI ") {
        let stated = be_or_le(&head, 4, u32::from_le_bytes).map_or(0, u64::from);
        return Ok(Container { cut: stated > 0 && 8 + stated > length, ..Container::default() });
    }
    Ok(Container { text: is_text(&head), sound_only: is_sound(&head), ..Container::default() })
}

fn be_or_le<const N: usize, T>(bytes: &[u8], at: usize, convert: fn([u8; N]) -> T) -> Option<T> {
    Some(convert(bytes.get(at..at + N)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    be_or_le(bytes, at, u32::from_be_bytes)
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    be_or_le(bytes, at, u64::from_be_bytes)
}

fn is_text(head: &[u8]) -> bool {
    let valid = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(), // a character cut in two by the end of the head
    };
    valid && !head.iter().any(|byte| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B))
}

fn is_sound(head: &[u8]) -> bool {
    let starts: [&[u8]; 4] = [b"ID3", b"fLaC", b"#!AMR", b"MThd"];
    let mpeg_frame = head.len() > 1 && head[0] == 0xFF && matches!(head[1], 0xF1 | 0xF2 | 0xF3 | 0xF9..=0xFB);
    let wave = head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WAVE");
    let ogg = head.starts_with(b"OggS")
        && [&b"OpusHead"[..], b"\x01vorbis", b"Speex", b"\x7fFLAC"].iter().any(|mark| holds(head, mark))
        && !holds(head, b"theora");
    starts.iter().any(|start| head.starts_with(start)) || mpeg_frame || wave || ogg
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

// MP4 and QuickTime (ISO/IEC 14496-12): boxes of a 32-bit size, a four-letter kind, and content.

fn is_mp4(head: &[u8]) -> bool {
    let kinds: [&[u8]; 7] = [b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot"];
    head.get(4..8).is_some_and(|kind| kinds.contains(&kind))
}

fn inspect_mp4(file: &mut (impl Read + Seek), length: u64) -> io::Result<Container> {
    let mut found = Container { index_missing: true, ..Container::default() };
    let mut at = 0;
    let mut has_frames = false;
    while at < length {
        if at + 8 > length {
            found.cut = true;
            break;
        }
        let mut header = [0; 16];
        file.seek(SeekFrom::Start(at))?;
        let readable = (length - at).min(16) as usize;
        file.read_exact(&mut header[..readable])?;
        let (start, size) = match u32_at(&header, 0).unwrap_or(0) {
            0 => (8, length - at),
            1 => (16, u64_at(&header, 8).unwrap_or(0)),
            size => (8, u64::from(size)),
        };
        if size < start || !header[4..8].iter().all(|byte| (0x20..0x7F).contains(byte) || *byte == 0xA9) {
            break; // not a box: what follows can't be walked
        }
        let whole = at.checked_add(size).is_some_and(|end| end <= length);
        found.cut |= !whole;
        has_frames |= &header[4..8] == b"mdat";
        if &header[4..8] == b"moov" && whole && size <= LARGEST_INDEX_BYTES {
            found.index_missing = false;
            let mut index = vec![0; (size - start) as usize];
            file.seek(SeekFrom::Start(at + start))?;
            file.read_exact(&mut index)?;
            read_index(&index, &mut found);
        }
        if !whole {
            break;
        }
        at += size;
    }
    found.cut |= !has_frames;
    Ok(found)
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

fn read_index(index: &[u8], found: &mut Container) {
    found.duration_secs = child(index, b"mvhd").and_then(duration_secs);
    let mut kinds = Vec::new();
    for (_, track) in boxes(index).filter(|(kind, _)| *kind == b"trak") {
        let handler = child(track, b"mdia").and_then(|media| child(media, b"hdlr"));
        let Some(kind) = handler.and_then(|handler| handler.get(8..12)) else { continue };
        if kind == b"vide" && !kinds.contains(&kind) {
            found.quarter_turns = child(track, b"tkhd").and_then(quarter_turns).unwrap_or(0);
        }
        kinds.push(kind);
    }
    let has = |kind: &[u8; 4]| kinds.contains(&kind.as_slice());
    found.sound_only = has(b"soun") && !has(b"vide");
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
fn quarter_turns(track_header: &[u8]) -> Option<u8> {
    let matrix = if *track_header.first()? == 1 { 52 } else { 40 };
    let a = u32_at(track_header, matrix)? as i32;
    let b = u32_at(track_header, matrix + 4)? as i32;
    let turns = (f64::from(b).atan2(f64::from(a)).to_degrees() / 90.0).round() as i32;
    Some(turns.rem_euclid(4) as u8)
}

// Matroska and WebM (RFC 9559): elements of an EBML identifier, a size and content.

const MATROSKA: [u8; 4] = [0x1A, 0x45, 0xDF, 0xA3];
const SEGMENT: [u8; 4] = [0x18, 0x53, 0x80, 0x67];
const CODEC_ID: u8 = 0x86;

fn inspect_matroska(head: &[u8], length: u64) -> Container {
    let has_track = |kind: u8| {
        head.windows(4)
            .any(|bytes| bytes[0] == CODEC_ID && bytes[1] & 0x80 != 0 && bytes[2] == kind && bytes[3] == b'_')
    };
    Container {
        cut: matroska_end(head).is_some_and(|end| end > length),
        sound_only: has_track(b'A') && !has_track(b'V'),
        ..Container::default()
    }
}

/// Where the one segment ends; `None` where it was written without a known size.
fn matroska_end(head: &[u8]) -> Option<u64> {
    let (header_size, width) = element_size(head.get(4..)?)?;
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
    use std::io::Cursor;

    fn look(bytes: &[u8]) -> Container {
        inspect(&mut Cursor::new(bytes), bytes.len() as u64).expect("memory can be read")
    }

    fn boxed(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let mut bytes = (content.len() as u32 + 8).to_be_bytes().to_vec();
        bytes.extend_from_slice(kind);
        bytes.extend_from_slice(content);
        bytes
    }

    fn movie(handler: &[u8; 4], a: i32, b: i32) -> Vec<u8> {
        let mut header = vec![0; 40];
        for value in [a, b] {
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
        let expected = Container { duration_secs: Some(2.5), ..Container::default() };
        assert_eq!(look(&movie(b"vide", 1, 0)), expected);
    }

    #[test]
    fn turns_are_clockwise() {
        assert_eq!(look(&movie(b"vide", 0, 1)).quarter_turns, 1);
        assert_eq!(look(&movie(b"vide", -1, 0)).quarter_turns, 2);
        assert_eq!(look(&movie(b"vide", 0, -1)).quarter_turns, 3);
    }

    #[test]
    fn cuts_are_seen_wherever_they_fall() {
        let whole = movie(b"vide", 1, 0);
        for length in 20..whole.len() {
            let cut = look(&whole[..length]);
            assert!(cut.cut || cut.index_missing, "{length} of {} bytes passed as whole", whole.len());
        }
    }

    #[test]
    fn sound_alone_is_told_from_pictures() {
        assert!(look(&movie(b"soun", 1, 0)).sound_only);
        assert!(look(b"ID3\x03\x00 and so on").sound_only);
        assert!(look(b"RIFF\x10\0\0\0WAVEfmt ").sound_only);
    }

    #[test]
    fn text_is_text_even_where_a_character_is_cut() {
        assert!(look("Hüft".as_bytes()).text);
        assert!(look(&"Hü".as_bytes()[..2]).text);
        assert!(!look(&[0, 1, 2, 3]).text);
    }

    #[test]
    fn a_matroska_segment_of_unknown_size_is_never_cut() {
        let file = |size: &[u8]| [&MATROSKA[..], &[0x81, 0], &SEGMENT, size, &[0; 20]].concat();
        assert!(!look(&file(&[0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF])).cut);
        assert!(!look(&file(&[0x94])).cut);
        assert!(look(&file(&[0x95])).cut);
    }

    #[test]
    fn noise_after_any_signature_is_no_panic() {
        for start in [&b"\0\0\0\x10ftyp"[..], &MATROSKA, b"RIFF", b"\0\0\0\x01mdat", b"\0\0\0\0moov"] {
            for seed in 0u8..64 {
                let noise = (0u8..90).map(|i| i.wrapping_mul(37).wrapping_add(seed).rotate_left(3));
                look(&start.iter().copied().chain(noise).collect::<Vec<_>>());
            }
        }
    }
}
