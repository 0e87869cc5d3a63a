//! Cuts a region out of a picture and turns it into a network's input.

use opencv::boxed_ref::BoxedRef;
use opencv::core::{Mat, Matx23d, Scalar, Size, Vec3b};
use opencv::imgproc;
use opencv::prelude::*;

use super::PoseError;
use super::region::Region;
use crate::frame::Frame;
use crate::motion::PictureSize;

/// OpenCV's warp keeps coordinates in 16 bits.
const LONGEST_SIDE_PX: u32 = 32_767;

/// What a crop shows outside of the picture.
#[derive(Debug, Clone, Copy)]
pub(super) enum Outside {
    /// Black.
    Black,
    /// The picture's edge, carried on.
    Edge,
}

/// A frame's pixels as OpenCV sees them, without a copy.
pub(super) struct Picture<'a> {
    pixels: BoxedRef<'a, Mat>,
    pub(super) size: PictureSize,
}

impl<'a> Picture<'a> {
    /// Looks at a frame.
    ///
    /// Fails where the frame's size and its bytes disagree, or a side is zero or too long to warp.
    pub(super) fn new(frame: &'a Frame) -> Result<Self, PoseError> {
        let (width, height) = (frame.size.width, frame.size.height);
        let sides = 1..=LONGEST_SIDE_PX;
        let bytes = 3 * width as usize * height as usize;
        if !sides.contains(&width) || !sides.contains(&height) || frame.rgb.len() != bytes {
            return Err(PoseError::Picture { width, height, bytes: frame.rgb.len() });
        }
        let pixels = Mat::new_rows_cols_with_bytes::<Vec3b>(height as i32, width as i32, &frame.rgb)?;
        Ok(Self { pixels, size: frame.size })
    }
}

/// Cuts square crops of one size; keeps its buffer from frame to frame.
#[derive(Debug)]
pub(super) struct Cropper {
    side: usize,
    outside: Outside,
    pixels: Mat,
}

impl Cropper {
    /// A cropper for inputs of `side` by `side` pixels.
    pub(super) fn new(side: usize, outside: Outside) -> Self {
        Self { side, outside, pixels: Mat::default() }
    }

    /// Writes the region into `input` (`side * side * 3` values, RGB by rows), the bytes 0 to 255
    /// mapped linearly onto `range`.
    pub(super) fn cut(
        &mut self,
        picture: &Picture<'_>,
        region: &Region,
        range: (f32, f32),
        input: &mut [f32],
    ) -> Result<(), PoseError> {
        let side = self.side as i32;
        imgproc::warp_affine(
            &picture.pixels,
            &mut self.pixels,
            &Matx23d::from_array(region.image_from_crop(self.side)),
            Size::new(side, side),
            imgproc::INTER_LINEAR | imgproc::WARP_INVERSE_MAP,
            match self.outside {
                Outside::Black => opencv::core::BORDER_CONSTANT,
                Outside::Edge => opencv::core::BORDER_REPLICATE,
            },
            Scalar::default(),
        )?;
        let (low, high) = range;
        let scale = (high - low) / 255.0;
        for (value, byte) in input.iter_mut().zip(self.pixels.data_bytes()?) {
            *value = f32::from(*byte) * scale + low;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::motion::Point;

    /// Each pixel's red is its column and its green its row.
    fn gradient(width: u32, height: u32) -> Frame {
        let rgb = (0..height).flat_map(|row| (0..width).flat_map(move |column| [column as u8, row as u8, 9]));
        Frame { time_secs: 0.0, size: PictureSize { width, height }, rgb: rgb.collect() }
    }

    fn cut(frame: &Frame, region: Region, outside: Outside) -> Vec<f32> {
        let mut input = vec![-1.0; 8 * 8 * 3];
        let picture = Picture::new(frame).expect("a good frame");
        Cropper::new(8, outside).cut(&picture, &region, (0.0, 255.0), &mut input).expect("a crop");
        input
    }

    #[test]
    fn corners_meet_corners() {
        let frame = gradient(40, 40);
        let region = Region { centre: Point::new(14.0, 24.0), side_px: 8.0, rotation: 0.0 };
        let input = cut(&frame, region, Outside::Edge);
        assert_eq!(input[..3], [10.0, 20.0, 9.0]);
        assert_eq!(input[8 * 8 * 3 - 3..], [17.0, 27.0, 9.0]);
    }

    #[test]
    fn a_quarter_turn_clockwise_runs_down_the_picture() {
        let frame = gradient(40, 40);
        let rotation = std::f64::consts::FRAC_PI_2;
        let input =
            cut(&frame, Region { centre: Point::new(20.0, 20.0), side_px: 8.0, rotation }, Outside::Edge);
        assert_eq!(input[..3], [24.0, 16.0, 9.0]);
        assert_eq!(input[3..6], [24.0, 17.0, 9.0]);
    }

    #[test]
    fn outside_is_black_or_the_edge() {
        let frame = gradient(40, 40);
        let region = Region { centre: Point::new(0.0, 20.0), side_px: 8.0, rotation: 0.0 };
        assert_eq!(cut(&frame, region, Outside::Black)[..3], [0.0, 0.0, 0.0]);
        assert_eq!(cut(&frame, region, Outside::Edge)[..3], [0.0, 16.0, 9.0]);
    }

    #[test]
    fn frames_that_disagree_with_their_bytes_are_refused() {
        let mut frame = gradient(4, 4);
        frame.rgb.pop();
        let refusal = Picture::new(&frame).err().expect("a byte is missing").to_string();
        assert_eq!(
            refusal,
            "a picture of 4 x 4 pixels cannot be read: its 47 bytes are not three a pixel, or a side is 0 or over 32767"
        );
        let nothing = Frame { time_secs: 0.0, size: PictureSize { width: 0, height: 4 }, rgb: Vec::new() };
        assert!(Picture::new(&nothing).is_err());
    }
}
