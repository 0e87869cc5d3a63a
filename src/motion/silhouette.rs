//! Where in the picture the person is, as a grid of probabilities.

use ndarray::Array2;

use super::geometry::Point;

/// The probability that each cell of a grid shows the person.
///
/// The grid is a turned square of the picture; [`Silhouette::grid_from_image`] maps between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Silhouette {
    /// Rows x columns of the square, as many of the one as of the other: 0 to 1.
    pub probabilities: Array2<f32>,
    /// The middle of the square in picture pixels.
    pub centre: Point,
    /// The length of the square's side in picture pixels.
    pub side_px: f64,
    /// How far the square is turned, in radians, clockwise in the picture.
    pub rotation: f64,
}

impl Silhouette {
    /// Cells along a side of the square.
    fn cells(&self) -> f64 {
        self.probabilities.ncols() as f64
    }

    /// Where a point of the picture lies in the grid, in cells.
    pub fn grid_from_image(&self, image: Point) -> Point {
        let (sin, cos) = self.rotation.sin_cos();
        let (dx, dy) = (image.x - self.centre.x, image.y - self.centre.y);
        let cells = self.cells();
        Point {
            x: ((cos * dx + sin * dy) / self.side_px + 0.5) * cells,
            y: ((cos * dy - sin * dx) / self.side_px + 0.5) * cells,
        }
    }

    /// Where a point of the grid, in cells, lies in the picture.
    pub fn image_from_grid(&self, grid: Point) -> Point {
        let (sin, cos) = self.rotation.sin_cos();
        let cells = self.cells();
        let (x, y) = ((grid.x / cells - 0.5) * self.side_px, (grid.y / cells - 0.5) * self.side_px);
        self.centre.plus(Point { x: cos * x - sin * y, y: sin * x + cos * y })
    }

    /// The probability at a point of the grid, between cells by bilinear interpolation; the grid's
    /// edge continues outwards.
    pub fn probability_at(&self, grid: Point) -> f64 {
        let last = self.cells() - 1.001;
        let (x, y) = (grid.x.clamp(0.0, last), grid.y.clamp(0.0, last));
        let (column, row) = (x as usize, y as usize);
        let (fx, fy) = (x - column as f64, y - row as f64);
        let at = |row: usize, column: usize| f64::from(self.probabilities[[row, column]]);
        (at(row, column) * (1.0 - fx) + at(row, column + 1) * fx) * (1.0 - fy)
            + (at(row + 1, column) * (1.0 - fx) + at(row + 1, column + 1) * fx) * fy
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_the_picture_is_the_way_back() {
        let centre = Point::new(320.0, 240.0);
        let probabilities = Array2::zeros((256, 256));
        let silhouette = Silhouette { probabilities, centre, side_px: 410.0, rotation: -1.2 };
        let place = Point::new(17.0, 203.5);
        let back = silhouette.grid_from_image(silhouette.image_from_grid(place));
        assert!(back.to(place).length() < 1e-9, "{back:?}");
    }
}
