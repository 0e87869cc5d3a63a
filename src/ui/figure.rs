//! The outline of a body in the position that an exercise begins with, as a guide to lie or kneel
//! into. It knows positions and views, and no exercise.

use super::area::Area;
use super::contour::{contours, simplified};
use crate::motion::{Point, Position, View};

/// A part of a body: from one point to another, thick as the two radii. The figure stands on 0 and
/// is about 1 long or high; y grows upwards.
type Bone = [f64; 6];

/// Cells of the grid along a length of 1.
const FINENESS: f64 = 90.0;

/// How softly parts run into each other, as a length.
const SOFTNESS: f64 = 0.03;

/// Room around the figure, so that its edge is whole.
const BORDER: f64 = 0.12;

/// On the back with bent knees, from the side.
const SUPINE: &[Bone] = &[
    [0.93, 0.10, 0.94, 0.11, 0.072, 0.072],
    [0.84, 0.09, 0.88, 0.09, 0.045, 0.045],
    [0.77, 0.09, 0.60, 0.085, 0.075, 0.072],
    [0.60, 0.085, 0.46, 0.09, 0.072, 0.08],
    [0.46, 0.09, 0.285, 0.375, 0.072, 0.05],
    [0.285, 0.375, 0.20, 0.06, 0.048, 0.03],
    [0.20, 0.04, 0.10, 0.028, 0.032, 0.022],
    [0.76, 0.06, 0.64, 0.032, 0.034, 0.028],
    [0.64, 0.032, 0.50, 0.026, 0.026, 0.022],
];

/// On the back, along the body from its head: the arms lie out, the knees stand behind.
const SUPINE_END: &[Bone] = &[
    [0.50, 0.10, 0.50, 0.12, 0.085, 0.085],
    [0.36, 0.24, 0.64, 0.24, 0.06, 0.06],
    [0.42, 0.27, 0.44, 0.42, 0.085, 0.08],
    [0.58, 0.27, 0.56, 0.42, 0.085, 0.08],
    [0.50, 0.25, 0.50, 0.42, 0.09, 0.09],
    [0.36, 0.24, 0.17, 0.21, 0.042, 0.036],
    [0.17, 0.21, 0.02, 0.20, 0.034, 0.028],
    [0.64, 0.24, 0.83, 0.21, 0.042, 0.036],
    [0.83, 0.21, 0.98, 0.20, 0.034, 0.028],
    [0.44, 0.42, 0.455, 0.70, 0.065, 0.05],
    [0.56, 0.42, 0.545, 0.70, 0.065, 0.05],
];

/// On hands and knees, from the side.
const QUADRUPED: &[Bone] = &[
    [0.935, 0.60, 0.95, 0.59, 0.075, 0.07],
    [0.80, 0.575, 0.88, 0.59, 0.05, 0.045],
    [0.74, 0.55, 0.54, 0.555, 0.09, 0.078],
    [0.54, 0.555, 0.34, 0.55, 0.078, 0.095],
    [0.75, 0.53, 0.745, 0.29, 0.045, 0.036],
    [0.745, 0.29, 0.75, 0.05, 0.034, 0.027],
    [0.75, 0.03, 0.81, 0.022, 0.026, 0.018],
    [0.33, 0.53, 0.34, 0.07, 0.078, 0.05],
    [0.34, 0.06, 0.10, 0.045, 0.048, 0.032],
    [0.10, 0.045, 0.03, 0.03, 0.03, 0.02],
];

/// On the feet, from in front.
const STANDING: &[Bone] = &[
    [0.25, 0.935, 0.25, 0.90, 0.055, 0.05],
    [0.25, 0.86, 0.25, 0.82, 0.032, 0.036],
    [0.165, 0.795, 0.335, 0.795, 0.038, 0.038],
    [0.20, 0.77, 0.215, 0.55, 0.055, 0.055],
    [0.30, 0.77, 0.285, 0.55, 0.055, 0.055],
    [0.25, 0.77, 0.25, 0.52, 0.06, 0.07],
    [0.155, 0.785, 0.125, 0.62, 0.032, 0.027],
    [0.125, 0.62, 0.115, 0.45, 0.025, 0.02],
    [0.345, 0.785, 0.375, 0.62, 0.032, 0.027],
    [0.375, 0.62, 0.385, 0.45, 0.025, 0.02],
    [0.21, 0.51, 0.20, 0.28, 0.06, 0.042],
    [0.20, 0.28, 0.195, 0.05, 0.04, 0.025],
    [0.195, 0.03, 0.18, 0.02, 0.026, 0.022],
    [0.29, 0.51, 0.30, 0.28, 0.06, 0.042],
    [0.30, 0.28, 0.305, 0.05, 0.04, 0.025],
    [0.305, 0.03, 0.32, 0.02, 0.026, 0.022],
];

/// On a seat, from the side.
const SEATED: &[Bone] = &[
    [0.245, 0.93, 0.25, 0.90, 0.068, 0.06],
    [0.235, 0.84, 0.235, 0.79, 0.038, 0.042],
    [0.225, 0.75, 0.21, 0.58, 0.072, 0.068],
    [0.21, 0.58, 0.22, 0.42, 0.068, 0.075],
    [0.22, 0.39, 0.50, 0.38, 0.07, 0.05],
    [0.50, 0.38, 0.50, 0.06, 0.048, 0.03],
    [0.50, 0.04, 0.60, 0.028, 0.032, 0.022],
    [0.235, 0.74, 0.25, 0.57, 0.036, 0.03],
    [0.25, 0.57, 0.40, 0.47, 0.028, 0.024],
];

/// On a seat, from in front.
const SEATED_FRONT: &[Bone] = &[
    [0.30, 0.93, 0.30, 0.89, 0.062, 0.056],
    [0.30, 0.84, 0.30, 0.80, 0.036, 0.04],
    [0.195, 0.765, 0.405, 0.765, 0.045, 0.045],
    [0.245, 0.74, 0.26, 0.48, 0.065, 0.06],
    [0.355, 0.74, 0.34, 0.48, 0.065, 0.06],
    [0.30, 0.74, 0.30, 0.46, 0.07, 0.08],
    [0.185, 0.755, 0.15, 0.57, 0.038, 0.032],
    [0.15, 0.57, 0.21, 0.45, 0.03, 0.025],
    [0.415, 0.755, 0.45, 0.57, 0.038, 0.032],
    [0.45, 0.57, 0.39, 0.45, 0.03, 0.025],
    [0.25, 0.42, 0.22, 0.36, 0.07, 0.06],
    [0.35, 0.42, 0.38, 0.36, 0.07, 0.06],
    [0.22, 0.36, 0.22, 0.05, 0.05, 0.03],
    [0.38, 0.36, 0.38, 0.05, 0.05, 0.03],
    [0.22, 0.03, 0.205, 0.02, 0.03, 0.024],
    [0.38, 0.03, 0.395, 0.02, 0.03, 0.024],
];

fn bones(position: Position, view: View) -> &'static [Bone] {
    match (position, view) {
        (Position::Supine, View::HeadEnd | View::FootEnd) => SUPINE_END,
        (Position::Supine, _) => SUPINE,
        (Position::Quadruped, _) => QUADRUPED,
        (Position::Standing, _) => STANDING,
        (Position::Seated, View::Side | View::ThreeQuarter) => SEATED,
        (Position::Seated, _) => SEATED_FRONT,
    }
}

/// The outline of a body in a position, seen from a view, as large as fits into a box and standing on
/// its lower edge.
pub fn outline(position: Position, view: View, area: Area) -> Vec<Point> {
    let bones = bones(position, view);
    let reach = |pick: fn(&Bone) -> [f64; 2], join: fn(f64, f64) -> f64| {
        bones.iter().flat_map(pick).reduce(join).unwrap_or(0.0)
    };
    let left = reach(|b| [b[0] - b[4], b[2] - b[5]], f64::min);
    let right = reach(|b| [b[0] + b[4], b[2] + b[5]], f64::max);
    let top = reach(|b| [b[1] + b[4], b[3] + b[5]], f64::max);
    let bottom = reach(|b| [b[1] - b[4], b[3] - b[5]], f64::min);
    let cells = |length: f64| ((length + 2.0 * BORDER) * FINENESS).ceil() as usize + 1;
    let field = |column: usize, row: usize| {
        let x = left - BORDER + column as f64 / FINENESS;
        let y = top + BORDER - row as f64 / FINENESS;
        -bones.iter().map(|bone| distance(bone, Point::new(x, y))).fold(1.0, soft_least)
    };
    let line = contours(cells(right - left), cells(top - bottom), 0.0, field).into_iter().next();
    let line = simplified(&line.unwrap_or_default(), 0.12);
    let scale = (area.width / (right - left)).min(area.height / (top - bottom));
    let start = area.centre().x - scale * (right - left) / 2.0;
    let place = |point: &Point| {
        let x = point.x / FINENESS - BORDER;
        let y = (top - bottom) - (point.y / FINENESS - BORDER);
        Point::new(start + scale * x, area.bottom() - scale * y)
    };
    line.iter().map(place).collect()
}

/// From a point to the surface of a part; negative inside.
fn distance(bone: &Bone, point: Point) -> f64 {
    let (from, to) = (Point::new(bone[0], bone[1]), Point::new(bone[2], bone[3]));
    let along = from.to(to);
    let share = (from.to(point).dot(along) / along.dot(along).max(1e-9)).clamp(0.0, 1.0);
    let radius = bone[4] + share * (bone[5] - bone[4]);
    from.plus(along.scaled(share)).to(point).length() - radius
}

/// The lesser of two values, without a crease where they meet.
fn soft_least(a: f64, b: f64) -> f64 {
    let overlap = (SOFTNESS - (a - b).abs()).max(0.0) / SOFTNESS;
    a.min(b) - overlap * overlap * SOFTNESS / 4.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_is_one_piece_that_fills_its_box() {
        let views = [View::Side, View::ThreeQuarter, View::HeadEnd, View::FootEnd, View::Front];
        let area = Area { left: 100.0, top: 50.0, width: 400.0, height: 300.0 };
        for position in [Position::Supine, Position::Quadruped, Position::Standing, Position::Seated] {
            for view in views {
                let line = outline(position, view, area);
                assert!(line.len() > 40, "{position:?} {view:?}: {}", line.len());
                let slack = 0.05 * area.height;
                for point in &line {
                    let inside = point.x > area.left - slack
                        && point.x < area.right() + slack
                        && point.y > area.top - slack
                        && point.y < area.bottom() + slack;
                    assert!(inside, "{position:?} {view:?}: {point:?}");
                }
                let lowest = line.iter().map(|point| point.y).fold(0.0, f64::max);
                assert!((lowest - area.bottom()).abs() < slack, "{position:?} {view:?}: {lowest}");
            }
        }
    }
}
