//! Polygons with hollows as triangles: what graphics cards can fill.

use crate::motion::Point;

/// Divides a polygon that does not cross itself into triangles, as places in the list of its
/// corners, by cutting off ears. One that does cross itself gives some of its triangles.
pub(super) fn triangles(points: &[Point]) -> Vec<[usize; 3]> {
    let mut left: Vec<usize> = (0..points.len()).collect();
    let area: f64 =
        (0..points.len()).map(|index| points[index].cross(points[(index + 1) % points.len()])).sum();
    if area < 0.0 {
        left.reverse();
    }
    let mut found = Vec::with_capacity(points.len().saturating_sub(2));
    while left.len() > 2 {
        let count = left.len();
        let around = |at: usize| [left[(at + count - 1) % count], left[at], left[(at + 1) % count]];
        if let Some(at) = (0..count).find(|at| is_ear(points, &left, around(*at))) {
            found.push(around(at));
            left.remove(at);
        } else if let Some(at) = (0..count).find(|at| corner(points, around(*at)) == 0.0) {
            // A corner on a straight line encloses nothing.
            left.remove(at);
        } else {
            break;
        }
    }
    found
}

fn corner(points: &[Point], [before, here, after]: [usize; 3]) -> f64 {
    turn(points[before], points[here], points[after])
}

/// Whether the corner can be cut off without cutting through the polygon.
fn is_ear(points: &[Point], left: &[usize], ear: [usize; 3]) -> bool {
    if corner(points, ear) <= 0.0 {
        return false;
    }
    let [a, b, c] = ear.map(|index| points[index]);
    let others = left.iter().map(|other| points[*other]).filter(|point| ![a, b, c].contains(point));
    let mut inside =
        others.filter(|p| turn(a, b, *p) >= 0.0 && turn(b, c, *p) >= 0.0 && turn(c, a, *p) >= 0.0);
    inside.next().is_none()
}

/// Positive where the way over three points turns clockwise in the picture.
fn turn(a: Point, b: Point, c: Point) -> f64 {
    a.to(b).cross(b.to(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(points: &[Point], triangles: &[[usize; 3]]) -> f64 {
        triangles.iter().map(|[a, b, c]| turn(points[*a], points[*b], points[*c]).abs() / 2.0).sum()
    }

    #[test]
    fn a_hollow_shape_is_covered_exactly() {
        // An L of two squares by one and one more on top.
        let corners = [(0.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.0, 2.0), (0.0, 2.0)];
        let mut points = corners.map(|(x, y)| Point::new(x, y));
        for _ in 0..2 {
            let found = triangles(&points);
            assert_eq!(found.len(), 4);
            assert!((area(&points, &found) - 3.0).abs() < 1e-12);
            points.reverse();
        }
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert_eq!(triangles(&[]), Vec::<[usize; 3]>::new());
        assert_eq!(triangles(&[Point::new(0.0, 0.0), Point::new(1.0, 0.0)]), Vec::<[usize; 3]>::new());
    }

    #[test]
    fn odd_corners_end() {
        let nan = Point::new(f64::NAN, 0.0);
        let points = [Point::new(0.0, 0.0), nan, Point::new(1.0, 1.0), nan, Point::new(0.0, 2.0)];
        assert!(triangles(&points).len() <= 3);
    }
}
