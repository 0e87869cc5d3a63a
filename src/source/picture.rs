//! Decoded pictures into frames: upright, with square pixels, of one size, in RGB.

use opencv::core::{self, Mat, MatTraitConst, Scalar, Size, Vec3b};
use opencv::imgproc;

use super::{LEAST_SIDE_PX, LONGEST_SIDE_PX};
use crate::frame::Frame;
use crate::motion::PictureSize;

/// What must be done to every picture of a stream before it can be judged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Upright {
    /// Width of a stored pixel over its height. Angles are wrong unless pixels are square.
    pub(super) pixel_aspect: f64,
    /// Whether right and left are exchanged, before it is turned.
    pub(super) mirrored: bool,
    /// Quarter turns clockwise that make the picture upright.
    pub(super) quarter_turns: u8,
}

/// A picture of more pixels is made smaller: the pose model looks at far fewer.
const MOST_KEPT_PIXELS: f64 = 4096.0 * 4096.0;

impl Upright {
    /// The picture as a person would see it in a player.
    pub(super) fn apply(self, stored: Mat) -> opencv::Result<Mat> {
        let mut picture = stored;
        let size = self.square(Size::new(picture.cols(), picture.rows()));
        if size != Size::new(picture.cols(), picture.rows()) {
            let smaller = size.area() < picture.rows() * picture.cols();
            let how = if smaller { imgproc::INTER_AREA } else { imgproc::INTER_LINEAR };
            let mut square = Mat::default();
            imgproc::resize(&picture, &mut square, size, 0.0, 0.0, how)?;
            picture = square;
        }
        if self.mirrored {
            let mut exchanged = Mat::default();
            core::flip(&picture, &mut exchanged, 1)?;
            picture = exchanged;
        }
        let turn = match self.quarter_turns % 4 {
            1 => core::ROTATE_90_CLOCKWISE,
            2 => core::ROTATE_180,
            3 => core::ROTATE_90_COUNTERCLOCKWISE,
            _ => return Ok(picture),
        };
        let mut turned = Mat::default();
        core::rotate(&picture, &mut turned, turn)?;
        Ok(turned)
    }

    /// The size with square pixels: as wide as it is shown, unless that is too much.
    fn square(self, stored: Size) -> Size {
        let is_square = (self.pixel_aspect - 1.0).abs() <= 1e-3;
        let width = if is_square {
            f64::from(stored.width)
        } else {
            (f64::from(stored.width) * self.pixel_aspect).round()
        };
        let height = f64::from(stored.height);
        let scale = (MOST_KEPT_PIXELS / (width * height)).sqrt().min(1.0);
        let scaled = |side: f64| if scale < 1.0 { (side * scale).floor() } else { side };
        Size::new(scaled(width).max(1.0) as i32, scaled(height).max(1.0) as i32)
    }
}

/// Width and height.
pub(super) fn size_of(picture: &Mat) -> PictureSize {
    PictureSize { width: picture.cols().unsigned_abs(), height: picture.rows().unsigned_abs() }
}

/// Whether a video's picture of this size has more pixels than can be judged.
pub(super) fn is_too_large(size: PictureSize, most_pixels: u64) -> bool {
    u64::from(size.width) * u64::from(size.height) > most_pixels
        || size.width.max(size.height) > LONGEST_SIDE_PX
}

/// Whether a picture of this size cannot show a person.
pub(super) fn is_too_small(size: PictureSize) -> bool {
    size.width.min(size.height) < LEAST_SIDE_PX
}

/// A frame from a BGR picture; one of another size is fitted in whole, with black bars.
pub(super) fn frame_of(bgr: &Mat, size: PictureSize, time_secs: f64) -> opencv::Result<Frame> {
    let fitted = if size_of(bgr) == size { None } else { Some(fit(bgr, size)?) };
    let bgr = fitted.as_ref().unwrap_or(bgr);
    let mut rgb = vec![0; 3 * size.width as usize * size.height as usize];
    let mut target = Mat::new_rows_cols_with_bytes_mut::<Vec3b>(bgr.rows(), bgr.cols(), &mut rgb)?;
    imgproc::cvt_color(bgr, &mut target, imgproc::COLOR_BGR2RGB, 0)?;
    drop(target);
    Ok(Frame { time_secs, size, rgb })
}

fn fit(bgr: &Mat, size: PictureSize) -> opencv::Result<Mat> {
    let (width, height) = (f64::from(size.width), f64::from(size.height));
    let scale = (width / f64::from(bgr.cols())).min(height / f64::from(bgr.rows()));
    let scaled = |side: i32, limit: f64| (f64::from(side) * scale).round().clamp(1.0, limit) as i32;
    let inner = Size::new(scaled(bgr.cols(), width), scaled(bgr.rows(), height));
    let mut resized = Mat::default();
    imgproc::resize(bgr, &mut resized, inner, 0.0, 0.0, imgproc::INTER_AREA)?;
    let (spare_x, spare_y) = (size.width as i32 - inner.width, size.height as i32 - inner.height);
    let (left, top) = (spare_x / 2, spare_y / 2);
    let (right, bottom) = (spare_x - left, spare_y - top);
    let mut fitted = Mat::default();
    let black = Scalar::all(0.0);
    core::copy_make_border(&resized, &mut fitted, top, bottom, left, right, core::BORDER_CONSTANT, black)?;
    Ok(fitted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(width: i32, height: i32, pixel_aspect: f64) -> (i32, i32) {
        let upright = Upright { pixel_aspect, mirrored: false, quarter_turns: 0 };
        let size = upright.square(Size::new(width, height));
        (size.width, size.height)
    }

    #[test]
    fn ordinary_pictures_keep_their_height_and_huge_ones_are_made_smaller() {
        assert_eq!(square(640, 480, 1.0), (640, 480));
        assert_eq!(square(3840, 2160, 1.0), (3840, 2160));
        assert_eq!(square(720, 576, 16.0 / 15.0), (768, 576));
        assert_eq!(square(160, 120, 10.0), (1600, 120));
        assert_eq!(square(7680, 4320, 1.0), (5461, 3072));
        let (width, height) = square(8192, 4096, 10.0);
        assert!(width * height <= 4096 * 4096 && width / height == 20, "{width}x{height}");
    }
}
