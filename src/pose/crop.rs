//! Cuts a region out of a picture and turns it into a network's input.

use ndarray::{ArrayView3, ArrayViewMut3, Zip};
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

/// A frame's pixels as OpenCV sees them, without a copy.
pub struct Picture<'a> {
    pixels: BoxedRef<'a, Mat>,
    pub(super) size: PictureSize,
}

impl<'a> Picture<'a> {
    /// Looks at a frame.
    ///
    /// Fails where the frame's size and its bytes disagree, or a side is zero or too long to warp.
    pub fn new(frame: &'a Frame) -> Result<Self, PoseError> {
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

/// The picture that a network takes.
#[derive(Debug, Clone, Copy)]
pub struct Input {
    /// Its side in pixels.
    pub side: usize,
    /// What it shows outside of the picture, in OpenCV's words: `BORDER_CONSTANT` is black,
    /// `BORDER_REPLICATE` carries the picture's edge on.
    pub border: i32,
    /// The values of a black and a white pixel.
    pub range: (f32, f32),
}

/// Cuts regions out of pictures. It keeps its buffer from frame to frame.
#[derive(Debug)]
pub struct Cropper {
    input: Input,
    crop: Mat,
}

impl Cropper {
    /// A cropper for a network's input.
    pub fn new(input: Input) -> Self {
        Self { input, crop: Mat::default() }
    }

    /// Writes the region into `tensor`: rows x columns x channels (red, green, blue).
    pub fn cut(
        &mut self,
        picture: &Picture<'_>,
        region: &Region,
        tensor: ArrayViewMut3<'_, f32>,
    ) -> Result<(), PoseError> {
        let side = self.input.side as i32;
        imgproc::warp_affine(
            &picture.pixels,
            &mut self.crop,
            &Matx23d::from_array(region.image_from_crop(self.input.side)),
            Size::new(side, side),
            imgproc::INTER_LINEAR | imgproc::WARP_INVERSE_MAP,
            self.input.border,
            Scalar::default(),
        )?;
        let crop = ArrayView3::from_shape(tensor.raw_dim(), self.crop.data_bytes()?)?;
        let (low, high) = self.input.range;
        let scale = (high - low) / 255.0;
        Zip::from(tensor).and(crop).for_each(|value, byte| *value = f32::from(*byte) * scale + low);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array3, s};
    use opencv::core::{BORDER_CONSTANT, BORDER_REPLICATE};

    use super::*;
    use crate::motion::Point;

    /// Each pixel's red is its column and its green its row.
    fn gradient(width: u32, height: u32) -> Frame {
        let rgb = (0..height).flat_map(|row| (0..width).flat_map(move |column| [column as u8, row as u8, 9]));
        Frame { time_secs: 0.0, size: PictureSize { width, height }, rgb: rgb.collect() }
    }

    /// Rows x columns x channels.
    fn cut(frame: &Frame, region: Region, border: i32) -> Array3<f32> {
        let mut tensor = Array3::from_elem((8, 8, 3), -1.0);
        let picture = Picture::new(frame).expect("a good frame");
        let input = Input { side: 8, border, range: (0.0, 255.0) };
        Cropper::new(input).cut(&picture, &region, tensor.view_mut()).expect("a crop");
        tensor
    }

    fn pixel(crop: &Array3<f32>, row: usize, column: usize) -> Vec<f32> {
        crop.slice(s![row, column, ..]).to_vec()
    }

    #[test]
    fn corners_meet_corners() {
        let frame = gradient(40, 40);
        let region = Region { centre: Point::new(14.0, 24.0), side_px: 8.0, rotation: 0.0 };
        let crop = cut(&frame, region, BORDER_REPLICATE);
        assert_eq!(pixel(&crop, 0, 0), [10.0, 20.0, 9.0]);
        assert_eq!(pixel(&crop, 7, 7), [17.0, 27.0, 9.0]);
    }

    #[test]
    fn a_quarter_turn_clockwise_runs_down_the_picture() {
        let frame = gradient(40, 40);
        let rotation = std::f64::consts::FRAC_PI_2;
        let region = Region { centre: Point::new(20.0, 20.0), side_px: 8.0, rotation };
        let crop = cut(&frame, region, BORDER_REPLICATE);
        assert_eq!(pixel(&crop, 0, 0), [24.0, 16.0, 9.0]);
        assert_eq!(pixel(&crop, 0, 1), [24.0, 17.0, 9.0]);
    }

    #[test]
    fn outside_is_black_or_the_edge() {
        let frame = gradient(40, 40);
        let region = Region { centre: Point::new(0.0, 20.0), side_px: 8.0, rotation: 0.0 };
        assert_eq!(pixel(&cut(&frame, region, BORDER_CONSTANT), 0, 0), [0.0, 0.0, 0.0]);
        assert_eq!(pixel(&cut(&frame, region, BORDER_REPLICATE), 0, 0), [0.0, 16.0, 9.0]);
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
