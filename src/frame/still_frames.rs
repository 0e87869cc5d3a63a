//! Finds frames that show nothing new.

use super::Frame;
use crate::motion::PictureSize;

/// A frame is compared by its brightness in so many cells, columns and rows, blurred: what a camera's noise changes is
/// lost, and what a limb changes is kept.
const CELLS: [usize; 2] = [96, 72];

/// How far a cell reaches when it is blurred, in cells to each side.
const BLUR: usize = 1;

/// Cells that differ by no more than this, of 255, are the same.
const SAME_WITHIN: u32 = 3;

/// A frame in which no larger share of the cells differs shows nothing new.
const FEW: f64 = 0.005;

/// After this time (seconds) a frame is new in any case: what moves slowly is seen to move.
const LONGEST_SECS: f64 = 0.2;

/// Frames' times are not exact, in seconds.
const SLACK_SECS: f64 = 0.005;

/// Compares frames with the last one that was new.
#[derive(Debug, Default)]
pub(crate) struct StillFrames {
    last: Option<Last>,
}

#[derive(Debug)]
struct Last {
    time_secs: f64,
    size: PictureSize,
    cells: Vec<u32>,
}

impl StillFrames {
    /// Whether the next frame shows nothing new; one that does is the one to compare with from now on.
    pub(crate) fn is_still(&mut self, frame: &Frame) -> bool {
        let cells = blurred(frame);
        let is_still = self.last.as_ref().is_some_and(|last| {
            let since_secs = frame.time_secs - last.time_secs;
            (0.0..LONGEST_SECS - SLACK_SECS).contains(&since_secs)
                && last.size == frame.size
                && are_same(&last.cells, &cells)
        });
        if !is_still {
            self.last = Some(Last { time_secs: frame.time_secs, size: frame.size, cells });
        }
        is_still
    }
}

fn are_same(last: &[u32], now: &[u32]) -> bool {
    let differ = last.iter().zip(now).filter(|(last, now)| last.abs_diff(**now) > 256 * SAME_WITHIN).count();
    differ as f64 <= FEW * now.len() as f64
}

/// The blurred cells, row by row, in 256ths of a level of brightness.
fn blurred(frame: &Frame) -> Vec<u32> {
    let [columns, rows] =
        [(CELLS[0], frame.size.width), (CELLS[1], frame.size.height)].map(|(most, px)| most.min(px as usize));
    let cells = cells(frame, columns, rows);
    let along = |line: &mut dyn Iterator<Item = u32>| -> Vec<u32> {
        let line: Vec<u32> = line.collect();
        let mean = |place: usize| {
            let near = &line[place.saturating_sub(BLUR)..(place + BLUR + 1).min(line.len())];
            near.iter().sum::<u32>() / near.len() as u32
        };
        (0..line.len()).map(mean).collect()
    };
    let across: Vec<u32> =
        cells.chunks(columns.max(1)).flat_map(|row| along(&mut row.iter().copied())).collect();
    let mut blurred = across.clone();
    for column in 0..columns {
        let line = along(&mut across.iter().skip(column).step_by(columns).copied());
        for (row, value) in line.into_iter().enumerate() {
            blurred[row * columns + column] = value;
        }
    }
    blurred
}

/// The mean brightness of each cell, in 256ths of a level (ITU-R BT.601 weights).
fn cells(frame: &Frame, columns: usize, rows: usize) -> Vec<u32> {
    let (width, height) = (frame.size.width as usize, frame.size.height as usize);
    let mut sums = vec![0_u64; columns * rows];
    let mut counts = vec![0_u64; columns * rows];
    for (y, line) in frame.rgb.chunks_exact(3 * width.max(1)).take(height).enumerate() {
        let row = y * rows / height * columns;
        for column in 0..columns {
            let [from, to] = [column, column + 1].map(|edge| edge * width / columns);
            let [mut red, mut green, mut blue] = [0_u64; 3];
            for pixel in line[3 * from..3 * to].chunks_exact(3) {
                red += u64::from(pixel[0]);
                green += u64::from(pixel[1]);
                blue += u64::from(pixel[2]);
            }
            sums[row + column] += 77 * red + 150 * green + 29 * blue;
            counts[row + column] += (to - from) as u64;
        }
    }
    sums.iter().zip(counts).map(|(sum, count)| (sum / count.max(1)) as u32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FPS: f64 = 30.0;
    const SIZE: PictureSize = PictureSize { width: 320, height: 240 };

    /// A bright limb before a darker wall, from the middle of the picture, at an angle in degrees; with a camera's noise.
    fn limb(number: u32, degrees: f64) -> Frame {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let rgb = (0..SIZE.height).flat_map(|y| (0..SIZE.width).map(move |x| (x, y)));
        let rgb = rgb.flat_map(|(x, y)| {
            let (right, down) = (f64::from(x) - 160.0, f64::from(y) - 120.0);
            let (along, beside) = (right * cos + down * sin, down * cos - right * sin);
            let covers = (6.0 - beside.abs()).clamp(0.0, 1.0) * f64::from((0.0..110.0).contains(&along));
            let noise =
                (x.wrapping_mul(7919) ^ y.wrapping_mul(104_729) ^ number.wrapping_mul(1_299_709)) >> 3;
            [(100.0 + 60.0 * covers) as u8 + (noise % 5) as u8; 3]
        });
        Frame { time_secs: f64::from(number) / FPS, size: SIZE, rgb: rgb.collect() }
    }

    /// The frames that are looked at, each with the limb's angle in it.
    fn looked_at(frames: u32, degrees: impl Fn(f64) -> f64) -> Vec<(u32, f64)> {
        let mut still = StillFrames::default();
        let frames = (0..frames).map(|number| (number, degrees(f64::from(number) / FPS)));
        frames.filter(|(number, degrees)| !still.is_still(&limb(*number, *degrees))).collect()
    }

    #[test]
    fn what_is_held_still_is_looked_at_five_times_a_second() {
        let looked_at: Vec<u32> = looked_at(60, |_| 30.0).into_iter().map(|(number, _)| number).collect();
        assert_eq!(looked_at, [0, 6, 12, 18, 24, 30, 36, 42, 48, 54]);
    }

    #[test]
    fn a_slow_sag_is_seen_to_the_half_degree() {
        let sag = |secs: f64| 30.0 + 2.0 * secs;
        let mut looked_at = looked_at(150, sag).into_iter().peekable();
        let mut seen = f64::NAN;
        for number in 0..150 {
            if let Some((_, degrees)) = looked_at.next_if(|(looked, _)| *looked == number) {
                seen = degrees;
            }
            let is = sag(f64::from(number) / FPS);
            assert!((is - seen).abs() < 0.5, "frame {number}: {is:.2} degrees, seen {seen:.2}");
        }
    }

    #[test]
    fn a_tremble_is_seen_in_both_of_its_ends() {
        let tremble = |secs: f64| 30.0 + 1.5 * (std::f64::consts::TAU * 5.0 * secs).sin();
        let looked_at = looked_at(60, tremble);
        let ends = |sign: f64| looked_at.iter().filter(|(_, degrees)| sign * (degrees - 30.0) > 1.0).count();
        assert!(ends(1.0) >= 10 && ends(-1.0) >= 10, "{looked_at:?}");
    }

    #[test]
    fn a_quick_movement_is_looked_at_in_every_frame() {
        assert_eq!(looked_at(30, |secs| 60.0 * secs).len(), 30);
    }

    #[test]
    fn frames_of_any_size_are_compared_with_their_like() {
        for (width, height) in [(0, 0), (1, 1), (3, 900), (900, 3), (97, 71), (1921, 1081)] {
            let rgb = vec![100; 3 * (width * height) as usize];
            let mut still = StillFrames::default();
            let frame = Frame { time_secs: 0.0, size: PictureSize { width, height }, rgb };
            assert!(blurred(&frame).iter().all(|cell| *cell == 100 * 256), "{width}x{height}");
            assert_eq!([&frame, &frame].map(|frame| still.is_still(frame)), [false, true]);
            assert!(
                !still.is_still(&Frame { size: PictureSize { width: height + 1, height: width }, ..frame })
            );
        }
    }
}
