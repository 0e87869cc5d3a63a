//! A posture as a stick figure, from the body points of a moment.

use super::draw::{Drawing, Ink};
use super::session::Moment;
use crate::motion::{Joint, Landmark, Point, Side};

/// Limbs of one side of the body.
const LIMBS: [[Joint; 2]; 6] = [
    [Joint::Shoulder, Joint::Elbow],
    [Joint::Elbow, Joint::Wrist],
    [Joint::Hip, Joint::Knee],
    [Joint::Knee, Joint::Ankle],
    [Joint::Ankle, Joint::FootIndex],
    [Joint::Ankle, Joint::Heel],
];

/// Points that are less visible than this are guesses and are not drawn. (The model gives hidden
/// limbs of a side view 0.2 to 0.8.)
const LEAST_VISIBILITY: f64 = 0.3;

/// Around the figure, in points: the head reaches beyond the face.
const AIR: f64 = 9.0;

/// Radius of the head over the distance from the nose to the farther ear.
const HEAD_REACH: f64 = 0.9;

/// Drawn within a width and a height, as large as it fits; none where too little of the body was seen.
pub(super) fn figure(moment: &Moment, width: f64, height: f64, label: String) -> Option<Drawing> {
    let raw = |landmark: Landmark| {
        let [x, y, visibility] = *moment.points.get(landmark.name())?;
        (visibility >= LEAST_VISIBILITY).then_some(Point::new(x, y))
    };
    let drawn: Vec<Point> = LIMBS
        .iter()
        .flatten()
        .flat_map(|joint| Side::BOTH.map(|side| joint.on(side)))
        .chain([Landmark::Nose])
        .filter_map(raw)
        .chain(moment.back.iter().map(|[x, y]| Point::new(*x, *y)))
        .collect();
    if drawn.len() < 5 {
        return None;
    }
    let least = drawn.iter().fold(drawn[0], |a, b| Point::new(a.x.min(b.x), a.y.min(b.y)));
    let most = drawn.iter().fold(drawn[0], |a, b| Point::new(a.x.max(b.x), a.y.max(b.y)));
    let size = Point::new((most.x - least.x).max(1.0), (most.y - least.y).max(1.0));
    let scale = ((width - 2.0 * AIR) / size.x).min((height - 3.0 * AIR) / size.y);
    let shift = Point::new((width - size.x * scale) / 2.0, height - AIR - size.y * scale);
    let place = |point: Point| {
        Point::new((point.x - least.x) * scale + shift.x, (point.y - least.y) * scale + shift.y)
    };
    let at = |landmark: Landmark| raw(landmark).map(place);
    let mut drawing = Drawing::new(width, height, label);
    for side in [Side::Right, Side::Left] {
        let ink = if side == Side::Left { Ink::Left } else { Ink::Right };
        for limb in LIMBS {
            if let [Some(from), Some(to)] = limb.map(|joint| at(joint.on(side))) {
                drawing.line(vec![from, to], 2.2, ink);
            }
        }
    }
    trunk(&mut drawing, &at);
    let back: Vec<Point> = moment.back.iter().map(|[x, y]| place(Point::new(*x, *y))).collect();
    if back.len() > 1 {
        drawing.line(back, 2.6, Ink::Good);
    }
    for side in Side::BOTH {
        let ink = if side == Side::Left { Ink::Left } else { Ink::Right };
        for joint in [Joint::Shoulder, Joint::Elbow, Joint::Hip, Joint::Knee, Joint::Ankle] {
            if let Some(centre) = at(joint.on(side)) {
                drawing.disc(centre, 1.9, ink);
            }
        }
    }
    Some(drawing)
}

/// Trunk, neck and head.
fn trunk(drawing: &mut Drawing, at: &impl Fn(Landmark) -> Option<Point>) {
    let pair = |joint: Joint| Side::BOTH.map(|side| at(joint.on(side)));
    let middle = |joint: Joint| match pair(joint) {
        [Some(left), Some(right)] => Some(left.middle(right)),
        [one, other] => one.or(other),
    };
    for joint in [Joint::Shoulder, Joint::Hip] {
        if let [Some(left), Some(right)] = pair(joint) {
            drawing.line(vec![left, right], 2.2, Ink::Curve);
        }
    }
    if let (Some(shoulders), Some(hips)) = (middle(Joint::Shoulder), middle(Joint::Hip)) {
        drawing.line(vec![shoulders, hips], 2.6, Ink::Curve);
    }
    let (Some(nose), Some(ears)) = (at(Landmark::Nose), middle(Joint::Ear)) else { return };
    let reach = pair(Joint::Ear).into_iter().flatten().map(|ear| ear.to(nose).length()).fold(0.0, f64::max);
    let centre = ears.plus(ears.to(nose).scaled(0.3));
    let radius = (HEAD_REACH * reach).max(2.5);
    if let Some(shoulders) = middle(Joint::Shoulder) {
        let up = shoulders.to(centre);
        if up.length() > radius {
            drawing.line(
                vec![shoulders, shoulders.plus(up.scaled(1.0 - radius / up.length()))],
                1.8,
                Ink::Curve,
            );
        }
    }
    drawing.disc(centre, radius, Ink::Curve);
    drawing.disc(centre, (radius - 1.6).max(0.8), Ink::Paper);
}
