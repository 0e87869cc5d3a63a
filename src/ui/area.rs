//! Upright boxes and how they are divided.

use crate::motion::Point;

/// An upright box; lengths in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Area {
    /// Of the left edge.
    pub left: f64,
    /// Of the upper edge.
    pub top: f64,
    /// From edge to edge.
    pub width: f64,
    /// From edge to edge.
    pub height: f64,
}

impl Area {
    /// A box of this size at the origin.
    pub const fn of_size(width: f64, height: f64) -> Self {
        Self { left: 0.0, top: 0.0, width, height }
    }

    /// Of the right edge.
    pub fn right(self) -> f64 {
        self.left + self.width
    }

    /// Of the lower edge.
    pub fn bottom(self) -> f64 {
        self.top + self.height
    }

    /// The upper left corner.
    pub fn corner(self) -> Point {
        Point::new(self.left, self.top)
    }

    /// The middle.
    pub fn centre(self) -> Point {
        Point::new(self.left + self.width / 2.0, self.top + self.height / 2.0)
    }

    /// The box without a border on all sides.
    pub fn inset(self, by: f64) -> Self {
        self.inset_by(by, by)
    }

    /// The box without borders left and right, above and below.
    pub fn inset_by(self, across: f64, down: f64) -> Self {
        Self {
            left: self.left + across,
            top: self.top + down,
            width: (self.width - 2.0 * across).max(0.0),
            height: (self.height - 2.0 * down).max(0.0),
        }
    }

    /// The box, larger by this on both sides, across and down.
    pub fn grown_by(self, across: f64, down: f64) -> Self {
        Self {
            left: self.left - across,
            top: self.top - down,
            width: self.width + 2.0 * across,
            height: self.height + 2.0 * down,
        }
    }

    /// The box, wider by this at its right: room for what rounding takes.
    pub fn grown(self, by: f64) -> Self {
        Self { width: self.width + by, ..self }
    }

    /// Cuts a stripe and a gap off the top and gives the stripe.
    pub fn cut_top(&mut self, height: f64, gap: f64) -> Self {
        let stripe = Self { height: height.min(self.height), ..*self };
        let taken = (height + gap).min(self.height);
        self.top += taken;
        self.height -= taken;
        stripe
    }

    /// Cuts a stripe and a gap off the bottom and gives the stripe.
    pub fn cut_bottom(&mut self, height: f64, gap: f64) -> Self {
        let height = height.min(self.height);
        let stripe = Self { top: self.bottom() - height, height, ..*self };
        self.height = (self.height - height - gap).max(0.0);
        stripe
    }

    /// Cuts a stripe and a gap off the left and gives the stripe.
    pub fn cut_left(&mut self, width: f64, gap: f64) -> Self {
        let stripe = Self { width: width.min(self.width), ..*self };
        let taken = (width + gap).min(self.width);
        self.left += taken;
        self.width -= taken;
        stripe
    }

    /// The largest box of this width over height in the middle.
    pub fn fitted(self, aspect: f64) -> Self {
        let width = self.width.min(self.height * aspect);
        let height = if aspect > 0.0 { width / aspect } else { 0.0 };
        let centre = self.centre();
        Self { left: centre.x - width / 2.0, top: centre.y - height / 2.0, width, height }
    }

    /// A box of this size in the middle, no larger than the area itself.
    pub fn middle(self, width: f64, height: f64) -> Self {
        let (width, height) = (width.min(self.width), height.min(self.height));
        let centre = self.centre();
        Self { left: centre.x - width / 2.0, top: centre.y - height / 2.0, width, height }
    }

    /// Columns, or rows where `down` is set, of equal size.
    pub fn split(self, count: usize, gap: f64, down: bool) -> Vec<Self> {
        let count_f = count.max(1) as f64;
        let whole = if down { self.height } else { self.width };
        let each = ((whole - gap * (count_f - 1.0)) / count_f).max(0.0);
        (0..count)
            .map(|index| {
                let offset = index as f64 * (each + gap);
                if down {
                    Self { top: self.top + offset, height: each, ..self }
                } else {
                    Self { left: self.left + offset, width: each, ..self }
                }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stripes_and_rest_fill_the_box() {
        let mut rest = Area::of_size(100.0, 60.0);
        let top = rest.cut_top(10.0, 2.0);
        let bottom = rest.cut_bottom(20.0, 3.0);
        let left = rest.cut_left(30.0, 5.0);
        assert_eq!((top.top, top.height), (0.0, 10.0));
        assert_eq!((bottom.top, bottom.height), (40.0, 20.0));
        assert_eq!((left.left, left.width), (0.0, 30.0));
        assert_eq!(rest, Area { left: 35.0, top: 12.0, width: 65.0, height: 25.0 });
    }

    #[test]
    fn more_than_there_is_leaves_nothing() {
        let mut rest = Area::of_size(10.0, 10.0);
        assert_eq!(rest.cut_top(40.0, 5.0).height, 10.0);
        assert_eq!(rest.height, 0.0);
        assert_eq!(rest.cut_bottom(3.0, 1.0).height, 0.0);
        assert_eq!(Area::of_size(10.0, 10.0).inset(8.0).width, 0.0);
    }

    #[test]
    fn a_picture_keeps_its_shape() {
        let fitted = Area::of_size(100.0, 30.0).fitted(4.0 / 3.0);
        assert_eq!((fitted.width, fitted.height, fitted.left), (40.0, 30.0, 30.0));
    }

    #[test]
    fn columns_are_equal() {
        let columns = Area::of_size(110.0, 30.0).split(3, 10.0, false);
        assert_eq!(columns.iter().map(|column| column.left).collect::<Vec<_>>(), [0.0, 40.0, 80.0]);
        assert!(columns.iter().all(|column| column.width == 30.0));
    }
}
