//! What is known of a picture besides the pose in it.

use super::Frame;
use crate::motion::Scene;

/// Two pictures are compared by patches of so many pixels a side: the mean of a patch keeps the movement of a body,
/// and loses most of an encoder's noise.
const PATCH_PX: usize = 4;

/// Patches along a picture's width at most. A picture of 640 pixels is covered whole, of larger ones a part.
const MOST_COLUMNS: usize = 160;

/// Patches whose means are no farther apart than this, of 255, are the same: where a picture is encoded again and again
/// at a low quality (H.264 at CRF 35, MPEG-4 at quality 5), one in ten thousand is.
const SAME_WITHIN: i32 = 3;

/// A picture in which no more patches than this share differ shows what the one before it showed. Somebody who holds
/// still breathes: within a second, ten in ten thousand differ.
const FEW: f64 = 0.000_3;

/// Reads the scenes of a source's frames, in their order.
#[derive(Debug, Clone, Default)]
pub struct SceneReader {
    /// The patches of the last picture that showed something new.
    last: Option<Vec<u8>>,
}

impl SceneReader {
    /// The scene of the next frame, in which so many people were counted.
    pub fn read(&mut self, frame: &Frame, people: Option<u32>) -> Scene {
        let patches = patches(frame);
        let repeats = self.last.as_ref().is_some_and(|last| are_same(last, &patches));
        if !repeats {
            self.last = Some(patches);
        }
        Scene { brightness: Some(frame.brightness()), people, repeats }
    }
}

fn are_same(last: &[u8], now: &[u8]) -> bool {
    let differ = |pair: &(&u8, &u8)| (i32::from(*pair.0) - i32::from(*pair.1)).abs() > SAME_WITHIN;
    !now.is_empty()
        && last.len() == now.len()
        && last.iter().zip(now).filter(differ).count() as f64 <= FEW * now.len() as f64
}

/// The mean brightness of patches of the picture, evenly over it.
fn patches(frame: &Frame) -> Vec<u8> {
    let (width, height) = (frame.size.width as usize, frame.size.height as usize);
    let columns = (width / PATCH_PX).min(MOST_COLUMNS);
    let rows = height * columns / width.max(1);
    let rows = rows.min(height / PATCH_PX);
    let mut patches = Vec::with_capacity(columns * rows);
    for top in (0..rows).map(|row| row * height / rows) {
        let lines: Vec<&[u8]> = frame.rgb.chunks_exact(3 * width).skip(top).take(PATCH_PX).collect();
        for left in (0..columns).map(|column| column * width / columns) {
            let pixels = lines.iter().flat_map(|line| line[3 * left..].chunks_exact(3).take(PATCH_PX));
            let sum: u32 = pixels.map(brightness).sum();
            patches.push((sum / (PATCH_PX * PATCH_PX) as u32) as u8);
        }
    }
    patches
}

/// Of a pixel, 0 to 255 (ITU-R BT.601 weights, of 256).
fn brightness(pixel: &[u8]) -> u32 {
    let [red, green, blue] = [0, 1, 2].map(|colour| u32::from(pixel[colour]));
    (77 * red + 150 * green + 29 * blue) / 256
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::motion::PictureSize;

    fn frame(width: u32, height: u32, value: impl Fn(u32, u32) -> u8) -> Frame {
        let rgb = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let rgb = rgb.flat_map(|(x, y)| [value(x, y); 3]).collect();
        Frame { time_secs: 0.0, size: PictureSize { width, height }, rgb }
    }

    /// Which of the pictures show nothing new.
    fn repeats(frames: &[Frame]) -> Vec<bool> {
        let mut reader = SceneReader::default();
        frames.iter().map(|frame| reader.read(frame, None).repeats).collect()
    }

    #[test]
    fn the_same_picture_again_shows_nothing_new() {
        let hills = |x: u32, y: u32| ((x * 7 + y * 3) % 200) as u8;
        let encoded = |x: u32, y: u32| hills(x, y).saturating_add(((x ^ y) % 3) as u8);
        let moved = |x: u32, y: u32| if x > 600 && y > 440 { 255 } else { hills(x, y) };
        let [first, noisy, other] =
            [frame(640, 480, hills), frame(640, 480, encoded), frame(640, 480, moved)];
        assert_eq!(
            repeats(&[first.clone(), first.clone(), noisy, other.clone(), other, first]),
            [false, true, true, false, true, false]
        );
    }

    #[test]
    fn what_changes_little_by_little_has_changed_in_the_end() {
        let frames: Vec<Frame> = (0..9).map(|n| frame(64, 48, |_, _| 100 + n)).collect();
        assert_eq!(repeats(&frames), [false, true, true, true, false, true, true, true, false]);
    }

    #[test]
    fn pictures_of_any_size_are_compared() {
        for (width, height) in [(1, 1), (3, 900), (900, 3), (5, 4), (161, 90), (1921, 1081)] {
            let grey = frame(width, height, |_, _| 100);
            let rest = patches(&grey);
            assert!(rest.iter().all(|value| *value == 100), "{width}x{height}");
            assert!(!repeats(&[grey.clone(), grey.clone()])[0], "{width}x{height}");
        }
        let [small, large] = [frame(64, 48, |_, _| 9), frame(128, 96, |_, _| 9)];
        assert_eq!(repeats(&[small, large]), [false, false]);
    }
}
