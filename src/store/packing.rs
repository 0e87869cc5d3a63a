//! Series of whole numbers in few bytes: differences, small ones in a byte each, deflated.
//!
//! What moves slowly, as an angle ten times a second or a landmark from frame to frame, takes about
//! a byte a value. Series may differ in length; each is written after its length.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

/// Bytes that a piece is unpacked to at most: more are a damaged piece. Some hundred frames of landmarks
/// have half a megabyte.
const MOST_BYTES: u64 = 4 << 20;

/// Series of a piece: landmarks have three hundred.
const MOST_SERIES: i64 = 1_000;

/// Packs series.
pub(super) fn pack(series: &[Vec<i32>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    put(&mut bytes, series.len() as i64);
    for values in series {
        put(&mut bytes, values.len() as i64);
        let mut last = 0;
        for value in values {
            put(&mut bytes, i64::from(*value) - last);
            last = i64::from(*value);
        }
    }
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    // Writing to memory does not fail.
    let _ = encoder.write_all(&bytes);
    encoder.finish().unwrap_or_default()
}

/// Unpacks series; none where the bytes are damaged.
pub(super) fn unpack(packed: &[u8]) -> Option<Vec<Vec<i32>>> {
    let mut bytes = Vec::new();
    let read = DeflateDecoder::new(packed).take(MOST_BYTES + 1).read_to_end(&mut bytes).ok()?;
    if read as u64 > MOST_BYTES {
        return None;
    }
    series_in(&bytes)
}

fn series_in(mut rest: &[u8]) -> Option<Vec<Vec<i32>>> {
    let count = take(&mut rest).filter(|count| (0..=MOST_SERIES).contains(count))?;
    let mut series = Vec::new();
    for _ in 0..count {
        // Each value has a byte at least.
        let values = take(&mut rest).filter(|values| (0..=rest.len() as i64).contains(values))?;
        let mut last = 0_i64;
        let mut read = Vec::new();
        for _ in 0..values {
            last = last.checked_add(take(&mut rest)?)?;
            read.push(i32::try_from(last).ok()?);
        }
        series.push(read);
    }
    rest.is_empty().then_some(series)
}

/// Writes a number, seven bits a byte, the sign in the lowest bit.
fn put(bytes: &mut Vec<u8>, number: i64) {
    let mut left = ((number << 1) ^ (number >> 63)) as u64;
    while left >= 0x80 {
        bytes.push((left & 0x7f) as u8 | 0x80);
        left >>= 7;
    }
    bytes.push(left as u8);
}

fn take(bytes: &mut &[u8]) -> Option<i64> {
    let mut number = 0_u64;
    for shift in (0..64).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return Some((number >> 1) as i64 ^ -((number & 1) as i64));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fuzzing::fuzz;

    #[test]
    fn what_is_packed_comes_out_again() {
        let series = vec![vec![0, -1, 300, i32::MIN, i32::MAX, 5], Vec::new(), vec![7; 1000]];
        let packed = pack(&series);
        assert!(packed.len() < 60, "{} bytes", packed.len());
        assert_eq!(unpack(&packed), Some(series));
        assert_eq!(unpack(&pack(&[])), Some(Vec::new()));
    }

    #[test]
    fn mutants_of_pieces() {
        let series = vec![vec![0, -1, 300, i32::MIN, i32::MAX, 5], Vec::new(), vec![7; 100]];
        let packed = pack(&series);
        let mut unpacked = Vec::new();
        DeflateDecoder::new(packed.as_slice()).read_to_end(&mut unpacked).expect("sound");
        fuzz("packed pieces", &[packed], |bytes| {
            unpack(bytes);
        });
        fuzz("unpacked pieces", &[unpacked], |bytes| {
            if let Some(series) = series_in(bytes) {
                assert_eq!(unpack(&pack(&series)), Some(series));
            }
        });
    }

    #[test]
    fn a_piece_that_unpacks_to_more_than_a_session_has_is_refused() {
        let deflated = |bytes: &[u8]| {
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(bytes).expect("memory");
            encoder.finish().expect("memory")
        };
        let bomb = deflated(&vec![0; 64 << 20]);
        assert!(bomb.len() < 100_000, "{} bytes", bomb.len());
        assert_eq!(unpack(&bomb), None);
        let mut many_series = Vec::new();
        put(&mut many_series, 1_001);
        many_series.extend([0; 1_001]);
        assert_eq!(unpack(&deflated(&many_series)), None);
    }

    #[test]
    fn damaged_pieces_are_refused_and_do_not_panic() {
        let packed = pack(&[vec![1, 2, 3], vec![-4000, 70_000]]);
        for cut in 0..packed.len() {
            assert_eq!(unpack(&packed[..cut]), None, "cut at {cut}");
        }
        for at in 0..packed.len() {
            let mut broken = packed.clone();
            broken[at] ^= 0x55;
            unpack(&broken); // any answer but a panic
        }
    }
}
