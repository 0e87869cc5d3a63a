//! The person's outline, from the probabilities of where the person is.

use ndarray::s;

use super::contour::{contours, simplified};
use crate::motion::{Point, Silhouette};

/// Every so many cells of the silhouette's grid are looked at: finer than that no eye sees it.
const STEP: usize = 4;

/// How far the outline may be off, in cells that are looked at.
const TOLERANCE: f64 = 0.15;

/// From this probability on, it is the person.
const PERSON: f64 = 0.5;

/// The outline of the person as a closed polygon in the picture's pixels; empty where nobody is.
pub fn outline(silhouette: &Silhouette) -> Vec<Point> {
    let seen = silhouette.probabilities.slice(s![..;STEP, ..;STEP]);
    let value = |column: usize, row: usize| f64::from(seen[[row, column]]);
    let line = contours(seen.ncols(), seen.nrows(), PERSON, value).into_iter().next().unwrap_or_default();
    let cells = simplified(&line, TOLERANCE).into_iter();
    cells.map(|cell| silhouette.image_from_grid(cell.scaled(STEP as f64))).collect()
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;

    use super::*;

    /// A disc in the middle of a turned square.
    fn disc() -> Silhouette {
        let probabilities = Array2::from_shape_fn((256, 256), |(row, column)| {
            let (x, y) = (column as f64 - 128.0, row as f64 - 128.0);
            if x.hypot(y) < 64.0 { 1.0 } else { 0.0 }
        });
        let centre = Point::new(300.0, 200.0);
        Silhouette { probabilities, centre, side_px: 512.0, rotation: 0.7 }
    }

    #[test]
    fn the_outline_of_a_disc_is_a_circle_in_the_picture() {
        let silhouette = disc();
        let line = outline(&silhouette);
        assert!(line.len() > 16 && line.len() < 120, "{}", line.len());
        for point in line {
            let radius = silhouette.centre.to(point).length();
            assert!((radius - 128.0).abs() < 8.0, "{radius}");
        }
    }

    #[test]
    fn nobody_has_no_outline() {
        let nobody = Silhouette { probabilities: Array2::from_elem((256, 256), 0.1), ..disc() };
        assert!(outline(&nobody).is_empty());
        let nothing = Silhouette { probabilities: Array2::zeros((0, 0)), ..disc() };
        assert!(outline(&nothing).is_empty());
    }
}
