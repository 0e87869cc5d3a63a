//! A picture with its time, wherever it came from.

mod scene_reader;
mod still_frames;

pub use scene_reader::SceneReader;
pub(crate) use still_frames::StillFrames;

use crate::motion::PictureSize;

/// No frame comes later than this, in seconds since the first: a week. A clock that says so is broken.
pub const LATEST_SECS: f64 = 604_800.0;

/// A picture in RGB, 8 bits a channel, row by row without padding.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Seconds since the source's first frame; grows from frame to frame.
    pub time_secs: f64,
    /// Width and height in pixels.
    pub size: PictureSize,
    /// `3 * width * height` bytes.
    pub rgb: Vec<u8>,
}

impl Frame {
    /// Mean brightness, 0 (black) to 255, by a coarse sample of the pixels (ITU-R BT.601 weights).
    pub fn brightness(&self) -> f64 {
        const STEP: usize = 97; // prime, so that the sample does not follow columns
        let (mut sum, mut count) = (0.0, 0u32);
        for pixel in self.rgb.chunks_exact(3).step_by(STEP) {
            sum += 0.299 * f64::from(pixel[0]) + 0.587 * f64::from(pixel[1]) + 0.114 * f64::from(pixel[2]);
            count += 1;
        }
        if count == 0 { 0.0 } else { sum / f64::from(count) }
    }
}
