//! The figure of an exercise as a picture to learn from: the start, each target, and how the body gets there.

use super::axis::span;
use super::drawing::{Anchor, Drawing, Ink};
use super::skeleton::{Line, Skeleton, Spot};
use crate::motion::figure::{Figure, FigurePose};
use crate::motion::{Joint, Landmark, PerLandmark, Point, Side};

/// Points of the picture: the room for a pose, between poses, and around their names.
const ROOM: Point = Point { x: 290.0, y: 225.0 };
const GAP: f64 = 28.0;
const AROUND_NAMES: f64 = 14.0;

/// Widths and radii, in the lengths of a torso that is seen from the side.
const LIMB: f64 = 0.115;
const NECK: f64 = 0.09;
const TRUNK: f64 = 0.15;
const CURVED_TRUNK: f64 = 0.2;
const SKULL: f64 = 0.185;
const RIM: f64 = 0.045;
/// White around what lies before something else.
const HALO: f64 = 0.05;

/// Other parts of a body over its torso: by the longest of them, the length of a torso that points towards the camera is
/// known.
const PARTS: [([Joint; 2], f64); 3] = [
    ([Joint::Hip, Joint::Knee], 0.86),
    ([Joint::Knee, Joint::Ankle], 0.84),
    ([Joint::Shoulder, Joint::Elbow], 0.56),
];

/// What moves less than this, in the lengths of a torso, or than this share of what moves most, has no arrow.
const LEAST_WAY: f64 = 0.15;
const LEAST_SHARE: f64 = 0.7;
/// Arrows keep this distance.
const APART: f64 = 0.75;

/// The way of a figure that moves, in seconds: how long it rests, how long each way takes, and how long it stays.
const RESTS_SECS: f64 = 0.8;
const WAY_SECS: f64 = 1.6;
const STAYS_SECS: f64 = 1.4;

/// How large the poses of a figure are drawn.
struct Fit {
    torso: f64,
    low: Point,
    scale: f64,
    size: Point,
}

impl Fit {
    /// None where a pose lacks too many points to be drawn.
    fn of(figure: &Figure) -> Option<Self> {
        let torso = torso(figure.poses.first()?)?;
        let (low, high) = extent(figure, torso)?;
        let scale = (ROOM.x / (high.x - low.x)).min(ROOM.y / (high.y - low.y));
        Some(Self { torso, low, scale, size: low.to(high).scaled(scale) })
    }

    /// A place for a pose, with the ground and what stands around the body.
    fn panel<'a>(&self, figure: &Figure, left: f64, drawing: &'a mut Drawing) -> Panel<'a> {
        let Fit { torso, low, scale, size } = *self;
        let origin = Point::new(left, 0.0).plus(low.scaled(-scale));
        let mut panel = Panel { drawing, near: figure.near, origin, scale, torso };
        let ground = [left, left + size.x].map(|x| Point::new(x, size.y));
        panel.drawing.line(ground.to_vec(), 1.5, Ink::Quiet);
        for prop in &figure.props {
            panel.line(prop, RIM, Ink::Grid);
        }
        panel
    }
}

/// The poses side by side; none where a pose lacks too many points to be drawn.
pub(crate) fn poses(figure: &Figure, label: String) -> Option<Drawing> {
    let (fit, start) = (Fit::of(figure)?, figure.poses.first()?);
    let count = figure.poses.len() as f64;
    let mut drawing = Drawing::new(count * fit.size.x + (count - 1.0) * GAP, fit.size.y, label);
    for (place, pose) in figure.poses.iter().enumerate() {
        let mut panel = fit.panel(figure, place as f64 * (fit.size.x + GAP), &mut drawing);
        if place > 0 {
            panel.ghost(start);
        }
        panel.body(pose);
        if place > 0 {
            for [from, to] in ways(start, pose, figure.near, fit.torso) {
                panel.arrow(from, to);
            }
        }
    }
    Some(drawing)
}

/// The figure at a moment of its movement, which begins anew when it is through; none where a pose lacks too many
/// points to be drawn.
pub(crate) fn moving(figure: &Figure, at_secs: f64) -> Option<Drawing> {
    let (fit, start) = (Fit::of(figure)?, figure.poses.first()?);
    let targets = &figure.poses[1..];
    let each_secs = RESTS_SECS + 2.0 * WAY_SECS + STAYS_SECS;
    let place = ((at_secs / each_secs) as usize).checked_rem(targets.len());
    let pose =
        place.map_or(start.clone(), |place| between(start, &targets[place], progress(at_secs % each_secs)));
    let mut drawing = Drawing::new(fit.size.x, fit.size.y, String::new());
    fit.panel(figure, 0.0, &mut drawing).body(&pose);
    Some(drawing)
}

/// How far a figure is from its start to its target, from 0 to 1.
fn progress(since_secs: f64) -> f64 {
    let there = ((since_secs - RESTS_SECS) / WAY_SECS).clamp(0.0, 1.0);
    let back = ((since_secs - RESTS_SECS - WAY_SECS - STAYS_SECS) / WAY_SECS).clamp(0.0, 1.0);
    let eased = |share: f64| share * share * (3.0 - 2.0 * share);
    eased(there) - eased(back)
}

/// A pose on the way from one to another.
fn between(from: &FigurePose, to: &FigurePose, share: f64) -> FigurePose {
    let mix = |a: Point, b: Point| a.plus(a.to(b).scaled(share));
    let points =
        PerLandmark::from_fn(|landmark| Some(mix(from.points.get(landmark)?, to.points.get(landmark)?)));
    let back = if from.back.len() == to.back.len() {
        from.back.iter().zip(&to.back).map(|(a, b)| mix(*a, *b)).collect()
    } else {
        to.back.clone()
    };
    FigurePose { points, back, ..to.clone() }
}

/// The same with a name below each pose, in letters of a size in points.
pub(crate) fn named_poses(figure: &Figure, names: &[String], size: f64, label: String) -> Option<Drawing> {
    let mut drawing = poses(figure, label)?;
    let room = (drawing.width + GAP) / figure.poses.len() as f64;
    for (place, name) in names.iter().enumerate() {
        let below =
            Point::new((place as f64 + 0.5) * room - GAP / 2.0, drawing.height + size + AROUND_NAMES - 5.0);
        drawing.strong(below, name, size, Ink::Text, Anchor::Middle);
    }
    drawing.height += size + AROUND_NAMES;
    Some(drawing)
}

/// The length of the torso, if it were seen from the side.
fn torso(start: &FigurePose) -> Option<f64> {
    let body = skeleton(start);
    let length =
        |[from, to]: [Joint; 2], side| Some(body.joint(from, side)?.at.to(body.joint(to, side)?.at).length());
    let by_parts = PARTS.iter().flat_map(|(ends, share)| {
        Side::BOTH.map(|side| length(*ends, side).map_or(0.0, |length| length / share))
    });
    let spine = body.spine()?;
    Some(by_parts.fold(spine.from.to(spine.to).length(), f64::max))
}

/// The upper left and the lower right corner of all that is drawn.
fn extent(figure: &Figure, torso: f64) -> Option<(Point, Point)> {
    let mut corners: Vec<Point> = figure.props.iter().flatten().copied().collect();
    for pose in &figure.poses {
        let points = Landmark::ALL.into_iter().filter_map(|landmark| pose.points.get(landmark));
        let around =
            |point: Point, by: f64| [point.plus(Point::new(-by, -by)), point.plus(Point::new(by, by))];
        // On the ground, half of a limb lies below its middle.
        corners.extend(points.flat_map(|point| around(point, LIMB * torso / 2.0)));
        corners.extend(skeleton(pose).head().into_iter().flat_map(|head| around(head.centre, SKULL * torso)));
        corners.extend(pose.back.iter().flat_map(|point| around(*point, HALO * torso)));
    }
    let (left, right) = span(corners.iter().map(|corner| corner.x))?;
    let (top, bottom) = span(corners.iter().map(|corner| corner.y))?;
    Some((Point::new(left, top), Point::new(right, bottom)))
}

fn skeleton(pose: &FigurePose) -> Skeleton<impl Fn(Landmark) -> Option<Spot>> {
    Skeleton(|landmark| pose.points.get(landmark).map(|at| Spot { at, clarity: 1.0 }))
}

/// From where to where the parts go that move most: head, trunk and legs, or else the elbows.
fn ways(start: &FigurePose, end: &FigurePose, near: Option<Side>, torso: f64) -> Vec<[Point; 2]> {
    // Of limbs that hide each other, the nearer ones.
    let sides: Vec<Side> =
        Side::BOTH.into_iter().filter(|side| near.is_none_or(|near| near == *side)).collect();
    let joints = |joint: Joint| {
        sides
            .iter()
            .map(move |side| [start, end].map(|pose| pose.points.get(joint.on(*side))))
            .collect::<Vec<_>>()
    };
    let middle = |joint: Joint| [start, end].map(|pose| skeleton(pose).middle(joint).map(|spot| spot.at));
    let back = [start, end].map(|pose| pose.back.get(pose.back.len() / 2).copied());
    let nose = [start, end].map(|pose| pose.points.get(Landmark::Nose));
    let mut most = vec![nose, middle(Joint::Shoulder), middle(Joint::Hip), back];
    most.extend([Joint::Knee, Joint::Ankle].into_iter().flat_map(&joints));
    let moved = |ways: Vec<[Option<Point>; 2]>| -> Vec<[Point; 2]> {
        let known = ways.into_iter().filter_map(|[from, to]| Some([from?, to?]));
        let mut far: Vec<_> = known.filter(|[from, to]| from.to(*to).length() >= LEAST_WAY * torso).collect();
        far.sort_by(|a, b| b[0].to(b[1]).length().total_cmp(&a[0].to(a[1]).length()));
        far
    };
    let mut far = moved(most);
    if far.is_empty() {
        far = moved(joints(Joint::Elbow));
    }
    let mut kept: Vec<[Point; 2]> = Vec::new();
    for [from, to] in far {
        let most = kept.first().map_or(0.0, |[from, to]| from.to(*to).length());
        let centre = from.middle(to);
        let alone = kept.iter().all(|[a, b]| a.middle(*b).to(centre).length() > APART * torso);
        if alone && from.to(to).length() >= LEAST_SHARE * most {
            kept.push([from, to]);
        }
    }
    kept
}

/// Where a pose is drawn.
struct Panel<'a> {
    drawing: &'a mut Drawing,
    near: Option<Side>,
    /// The place of the figure's origin.
    origin: Point,
    scale: f64,
    torso: f64,
}

impl Panel<'_> {
    fn place(&self, point: Point) -> Point {
        self.origin.plus(point.scaled(self.scale))
    }

    /// Points of the picture in a width or radius.
    fn px(&self, torsos: f64) -> f64 {
        torsos * self.torso * self.scale
    }

    fn line(&mut self, points: &[Point], width: f64, ink: Ink) {
        let points = points.iter().map(|point| self.place(*point)).collect();
        self.drawing.line(points, self.px(width), ink);
    }

    fn disc(&mut self, centre: Point, radius: f64, ink: Ink) {
        self.drawing.disc(self.place(centre), self.px(radius), ink);
    }

    /// The start, behind a target.
    fn ghost(&mut self, pose: &FigurePose) {
        let body = skeleton(pose);
        self.trunk(pose, 0.0, Ink::Grid);
        for side in Side::BOTH {
            self.lines(body.limbs(side), LIMB, Ink::Grid);
        }
        self.face(pose, Ink::Grid);
    }

    /// A pose; what is nearer lies before the rest.
    fn body(&mut self, pose: &FigurePose) {
        let far = self.near.map(Side::opposite);
        let behind = Side::BOTH.into_iter().filter(|side| far.is_none_or(|far| far == *side));
        behind.for_each(|side| self.limbs(pose, side));
        self.trunk(pose, HALO, Ink::Paper);
        self.trunk(pose, 0.0, Ink::Curve);
        self.face(pose, Ink::Curve);
        self.near.into_iter().for_each(|side| self.limbs(pose, side));
    }

    fn limbs(&mut self, pose: &FigurePose, side: Side) {
        let ink = if side == Side::Left { Ink::Left } else { Ink::Right };
        let body = skeleton(pose);
        self.lines(body.leg(side), LIMB + HALO, Ink::Paper);
        self.lines(body.leg(side), LIMB, ink);
        self.lines(body.arm(side), LIMB + HALO, Ink::Paper);
        self.lines(body.arm(side), LIMB, ink);
    }

    fn lines(&mut self, lines: impl Iterator<Item = Line>, width: f64, ink: Ink) {
        for line in lines {
            self.line(&[line.from, line.to], width, ink);
        }
    }

    /// Trunk, neck and skull, each so much wider.
    fn trunk(&mut self, pose: &FigurePose, wider: f64, ink: Ink) {
        let body = skeleton(pose);
        let (spine, head) = (body.spine(), body.head());
        if let (Some(spine), Some(head)) = (spine, head) {
            self.line(&[spine.from, head.centre], NECK + wider, ink);
        }
        let corners = [
            (Joint::Shoulder, Side::Left),
            (Joint::Shoulder, Side::Right),
            (Joint::Hip, Side::Right),
            (Joint::Hip, Side::Left),
        ];
        let corners: Vec<Point> =
            corners.into_iter().filter_map(|(joint, side)| Some(body.joint(joint, side)?.at)).collect();
        match spine {
            Some(spine) if pose.back.len() > 2 => {
                self.line(&bent(&pose.back, spine), CURVED_TRUNK + wider, ink);
            }
            _ => {
                let outline: Vec<Point> = corners.iter().chain(corners.first()).copied().collect();
                self.line(&outline, TRUNK + wider, ink);
                let corners = corners.into_iter().map(|corner| self.place(corner)).collect();
                self.drawing.area(corners, ink);
            }
        }
        if let Some(head) = head {
            self.disc(head.centre, SKULL + wider / 2.0, ink);
        }
    }

    /// The inside of the head, with the nose.
    fn face(&mut self, pose: &FigurePose, ink: Ink) {
        let Some(head) = skeleton(pose).head() else { return };
        self.disc(head.centre, SKULL - RIM, Ink::Paper);
        if let Some(nose) = pose.points.get(Landmark::Nose) {
            self.disc(nose, RIM, ink);
        }
    }

    fn arrow(&mut self, from: Point, to: Point) {
        const TIP: f64 = 8.0;
        let (from, to) = (self.place(from), self.place(to));
        let along = from.to(to).scaled(TIP / from.to(to).length().max(1.0));
        let across = Point::new(-along.y, along.x).scaled(0.55);
        let foot = to.plus(along.scaled(-1.0));
        for (width, ink) in [(5.5, Ink::Paper), (2.6, Ink::Good)] {
            self.drawing.line(vec![from, foot], width, ink);
        }
        self.drawing.area(vec![to, foot.plus(across), foot.plus(across.scaled(-1.0))], Ink::Good);
    }
}

/// The middle line of a trunk that is bent as the outline of its back, from the hips to the shoulders.
fn bent(back: &[Point], spine: Line) -> Vec<Point> {
    let (shoulders, hips) = (spine.from, spine.to);
    let last = back.len() - 1;
    let (to_hips, to_shoulders) = (back[0].to(hips), back[last].to(shoulders));
    let moved = |(place, point): (usize, &Point)| {
        let share = place as f64 / last as f64;
        point.plus(to_hips.scaled(1.0 - share)).plus(to_shoulders.scaled(share))
    };
    back.iter().enumerate().map(moved).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_goes_there_stays_and_comes_back() {
        let whole_secs = RESTS_SECS + 2.0 * WAY_SECS + STAYS_SECS;
        let course: Vec<f64> = (0..=100).map(|n| progress(f64::from(n) / 100.0 * whole_secs)).collect();
        assert_eq!((course[0], course[50], course[100]), (0.0, 1.0, 0.0));
        assert!(
            course.windows(2).all(|pair| (pair[1] - pair[0]).abs() < 0.1),
            "it leaps nowhere: {course:?}"
        );
    }
}
