//! A posture as a stick figure, from the body points of a moment.

use super::session::Posture;
use crate::graphics::axis::span;
use crate::graphics::drawing::{Drawing, Ink};
use crate::graphics::skeleton::{Head, Line, Skeleton, Spot};
use crate::motion::figure::{FigurePose, shown};
use crate::motion::{Joint, Landmark, Point, Side};

/// Points that are less visible than this are guesses and are not drawn. (The model gives hidden
/// limbs of a side view 0.2 to 0.8.)
const LEAST_VISIBILITY: f64 = 0.3;

/// Around the figure, in points: the head reaches beyond the face.
const AIR: f64 = 9.0;

/// Joints that get a dot.
const DOTS: [Joint; 5] = [Joint::Shoulder, Joint::Elbow, Joint::Hip, Joint::Knee, Joint::Ankle];

/// Drawn within a width and a height, as large as it fits; none where too little of the body was seen.
pub(super) fn figure(moment: &Posture, width: f64, height: f64, label: String) -> Option<Drawing> {
    let raw = |landmark: Landmark| {
        let [x, y, visibility] = *moment.points.get(landmark.name())?;
        (visibility >= LEAST_VISIBILITY).then_some(Point::new(x, y))
    };
    let back: Vec<Point> = moment.back.iter().map(|[x, y]| Point::new(*x, *y)).collect();
    drawn(raw, &back, width, height, label)
}

/// The same of a pose of an exercise's figure.
pub(super) fn figure_of_pose(pose: &FigurePose, width: f64, height: f64, label: String) -> Option<Drawing> {
    drawn(|landmark| pose.points.get(landmark), &pose.back, width, height, label)
}

fn drawn(
    raw: impl Fn(Landmark) -> Option<Point>,
    back: &[Point],
    width: f64,
    height: f64,
    label: String,
) -> Option<Drawing> {
    // The ring of the head reaches as far as the ears.
    let inner = shown().filter(|landmark| !matches!(landmark, Landmark::LeftEar | Landmark::RightEar));
    let seen: Vec<Point> = inner.filter_map(&raw).chain(back.iter().copied()).collect();
    if seen.len() < 5 {
        return None;
    }
    let (left, right) = span(seen.iter().map(|point| point.x))?;
    let (top, bottom) = span(seen.iter().map(|point| point.y))?;
    let least = f64::EPSILON;
    let size = Point::new((right - left).max(least), (bottom - top).max(least));
    let scale = ((width - 2.0 * AIR) / size.x).min((height - 3.0 * AIR) / size.y);
    let shift = Point::new((width - size.x * scale) / 2.0, height - AIR - size.y * scale);
    let place =
        |point: Point| Point::new((point.x - left) * scale + shift.x, (point.y - top) * scale + shift.y);
    let body = Skeleton(|landmark| raw(landmark).map(|point| Spot { at: place(point), clarity: 1.0 }));
    let mut drawing = Drawing::new(width, height, label);
    for side in [Side::Right, Side::Left] {
        for Line { from, to, .. } in body.limbs(side) {
            drawing.line(vec![from, to], 2.2, ink_of(side));
        }
    }
    trunk(&mut drawing, &body);
    let back: Vec<Point> = back.iter().copied().map(place).collect();
    if back.len() > 1 {
        drawing.line(back, 2.6, Ink::Good);
    }
    for side in Side::BOTH {
        for dot in DOTS.into_iter().filter_map(|joint| body.joint(joint, side)) {
            drawing.disc(dot.at, 1.9, ink_of(side));
        }
    }
    Some(drawing)
}

fn ink_of(side: Side) -> Ink {
    match side {
        Side::Left => Ink::Left,
        Side::Right => Ink::Right,
    }
}

/// Trunk, neck and head.
fn trunk<F: Fn(Landmark) -> Option<Spot>>(drawing: &mut Drawing, body: &Skeleton<F>) {
    let across = [Joint::Shoulder, Joint::Hip].into_iter().filter_map(|joint| body.across(joint));
    for Line { from, to, .. } in across {
        drawing.line(vec![from, to], 2.2, Ink::Curve);
    }
    if let Some(Line { from, to, .. }) = body.spine() {
        drawing.line(vec![from, to], 2.6, Ink::Curve);
    }
    let Some(Head { centre, radius, neck, .. }) = body.head() else { return };
    if let Some([from, to]) = neck {
        drawing.line(vec![from, to], 1.8, Ink::Curve);
    }
    let radius = radius.max(2.5);
    drawing.disc(centre, radius, Ink::Curve);
    drawing.disc(centre, (radius - 1.6).max(0.8), Ink::Paper);
}
