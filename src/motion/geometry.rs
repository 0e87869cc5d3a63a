//! Plane geometry in the picture: x to the right, y down.

/// A point or a vector of the picture plane, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

impl Point {
    /// A point from its coordinates.
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The point half-way to another.
    pub fn middle(self, other: Point) -> Point {
        Point::new((self.x + other.x) / 2.0, (self.y + other.y) / 2.0)
    }

    /// The vector from here to another point.
    pub fn to(self, other: Point) -> Point {
        Point::new(other.x - self.x, other.y - self.y)
    }

    /// Scalar product.
    pub fn dot(self, other: Point) -> f64 {
        self.x * other.x + self.y * other.y
    }

    /// The third component of the vector product.
    pub fn cross(self, other: Point) -> f64 {
        self.x * other.y - self.y * other.x
    }

    /// Length in pixels.
    pub fn length(self) -> f64 {
        self.x.hypot(self.y)
    }

    /// Scaled by a factor.
    pub fn scaled(self, factor: f64) -> Point {
        Point::new(self.x * factor, self.y * factor)
    }

    /// Moved by a vector.
    pub fn plus(self, vector: Point) -> Point {
        Point::new(self.x + vector.x, self.y + vector.y)
    }
}

/// The interior angle at `vertex` in degrees, 0 to 180; `None` where a limb has no length.
pub fn angle_at(vertex: Point, a: Point, b: Point) -> Option<f64> {
    let (u, v) = (vertex.to(a), vertex.to(b));
    if u.length() < f64::EPSILON || v.length() < f64::EPSILON {
        return None;
    }
    Some(u.cross(v).abs().atan2(u.dot(v)).to_degrees())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn angles_of_known_corners() {
        let o = Point::new(0.0, 0.0);
        let right = angle_at(o, Point::new(2.0, 0.0), Point::new(0.0, 5.0));
        assert!((right.expect("limbs have length") - 90.0).abs() < 1e-9);
        assert_eq!(angle_at(o, Point::new(-1.0, 0.0), Point::new(1.0, 0.0)), Some(180.0));
        assert_eq!(angle_at(o, o, Point::new(1.0, 0.0)), None);
    }
}
