//! The turned square of the picture that a network looks at.

use std::f64::consts::{FRAC_PI_2, PI, TAU};

use crate::motion::{PictureSize, Point};

/// The region's side over the diameter of the circle around the body: room for what moves from one
/// frame to the next. (MediaPipe, `pose_detection_to_roi.pbtxt`, `scale_x`.)
const MARGIN: f64 = 1.25;

/// A circle with a radius below this many pixels holds no body, only points that fell together.
const SMALLEST_RADIUS_PX: f64 = 1.0;

/// A square of the picture, turned so that the torso is upright in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Region {
    /// Its middle in picture pixels.
    pub centre: Point,
    /// The length of its side in picture pixels.
    pub side_px: f64,
    /// How far it is turned, in radians, clockwise in the picture.
    pub rotation: f64,
}

impl Region {
    /// The region of a body from its mid-hip and a point on the circle around the whole body; the
    /// direction between the two points up in the region.
    ///
    /// `None` where the two fall together or are not numbers.
    pub(super) fn around_body(mid_hip: Point, on_circle: Point) -> Option<Self> {
        let up = mid_hip.to(on_circle);
        let radius = up.length();
        if !(radius >= SMALLEST_RADIUS_PX && radius.is_finite()) {
            return None;
        }
        let rotation = FRAC_PI_2 - (-up.y).atan2(up.x);
        Some(Self {
            centre: mid_hip,
            side_px: 2.0 * radius * MARGIN,
            rotation: rotation - TAU * ((rotation + PI) / TAU).floor(),
        })
    }

    /// The smallest upright square around a whole picture.
    pub(super) fn around_picture(size: PictureSize) -> Self {
        let (width, height) = (f64::from(size.width), f64::from(size.height));
        Self { centre: Point::new(width / 2.0, height / 2.0), side_px: width.max(height), rotation: 0.0 }
    }

    /// A point of the region, 0 to 1 from its upper left corner, in picture pixels.
    pub(super) fn image_from_region(&self, unit: Point) -> Point {
        let turned = self.turned(unit.x - 0.5, unit.y - 0.5);
        self.centre.plus(turned.scaled(self.side_px))
    }

    /// A vector of the upright region, turned into the picture.
    pub(super) fn turned(&self, x: f64, y: f64) -> Point {
        let (sin, cos) = self.rotation.sin_cos();
        Point::new(cos * x - sin * y, sin * x + cos * y)
    }

    /// The affine map from a crop of `cells` by `cells` pixels to the picture, by rows.
    ///
    /// Corners meet corners without a half-pixel shift: that is how the networks' pictures were cut
    /// when they were trained (MediaPipe, `ImageToTensorCalculator`).
    pub(super) fn image_from_crop(&self, cells: usize) -> [f64; 6] {
        let step = self.turned(self.side_px / cells as f64, 0.0);
        let corner = self.image_from_region(Point::new(0.0, 0.0));
        [step.x, -step.y, corner.x, step.y, step.x, corner.y]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: Point, b: Point) -> bool {
        a.to(b).length() < 1e-9
    }

    #[test]
    fn an_upright_body_is_not_turned() {
        let region = Region::around_body(Point::new(50.0, 80.0), Point::new(50.0, 40.0)).expect("a circle");
        assert_eq!(region.side_px, 100.0);
        assert!(region.rotation.abs() < 1e-12);
        assert!(near(region.image_from_region(Point::new(0.0, 0.0)), Point::new(0.0, 30.0)));
        assert!(near(region.image_from_region(Point::new(0.5, 0.5)), region.centre));
    }

    #[test]
    fn the_circle_point_is_above_the_centre_whichever_way_the_body_lies() {
        let hip = Point::new(200.0, 100.0);
        for degrees in (0..360).step_by(15) {
            let angle = f64::from(degrees).to_radians();
            let circle = hip.plus(Point::new(angle.cos(), angle.sin()).scaled(70.0));
            let region = Region::around_body(hip, circle).expect("a circle");
            let above = Point::new(0.5, 0.5 - 1.0 / (2.0 * MARGIN));
            assert!(near(region.image_from_region(above), circle), "{degrees} degrees");
            assert!((-PI..PI).contains(&region.rotation));
        }
    }

    #[test]
    fn points_that_fall_together_are_no_region() {
        let hip = Point::new(3.0, 4.0);
        assert_eq!(Region::around_body(hip, hip), None);
        assert_eq!(Region::around_body(hip, Point::new(f64::NAN, 0.0)), None);
    }

    #[test]
    fn the_crop_map_agrees_with_the_region() {
        let region = Region::around_body(Point::new(9.0, 7.0), Point::new(30.0, 15.0)).expect("a circle");
        let m = region.image_from_crop(256);
        for (column, row) in [(0.0, 0.0), (256.0, 0.0), (31.0, 200.0)] {
            let mapped = Point::new(m[0] * column + m[1] * row + m[2], m[3] * column + m[4] * row + m[5]);
            let unit = Point::new(column / 256.0, row / 256.0);
            assert!(near(mapped, region.image_from_region(unit)));
        }
    }
}
