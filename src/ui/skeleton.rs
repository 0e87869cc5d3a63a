//! The body: visible limbs, the head, and the joint that matters with its angle.

use super::emphasis::{BodyPart, Emphasis};
use super::page::Page;
use super::shape::{Align, Colour, Shape, Weight};
use super::theme::Theme;
use super::typeface::{self, CAP_HEIGHT_EM};
use crate::graphics::skeleton::{Head, Line, Skeleton, Spot};
use crate::motion::geometry::angle_at;
use crate::motion::{Joint, Landmark, Point, Pose, Side};

/// Joints that get a dot.
const DOTS: [Joint; 6] = [Joint::Shoulder, Joint::Elbow, Joint::Wrist, Joint::Hip, Joint::Knee, Joint::Ankle];

/// Opacity share of limbs that are just visible enough to be drawn.
const FAINTEST: f64 = 0.45;

/// Visibility from which a limb is drawn in full colour.
const SURE_VISIBILITY: f64 = 0.9;

/// Degrees between the corners of the angle's wedge: finer than a pixel can show.
const WEDGE_STEP_DEG: f64 = 4.0;

/// Draws the skeleton.
pub(super) fn body(page: &mut Page<'_>, pose: &Pose) {
    let theme = page.theme;
    let body = Skeleton(|landmark| seen(pose, landmark, theme.least_visibility));
    let sides = Side::BOTH.into_iter().flat_map(|side| {
        let limbs = body.limbs(side).map(move |limb| (limb, side_colour(theme, side)));
        limbs.chain(body.flank(side).map(|flank| (flank, theme.trunk)))
    });
    let across = [Joint::Shoulder, Joint::Hip].into_iter().filter_map(|joint| body.across(joint));
    let lines: Vec<(Line, Colour)> = sides.chain(across.map(|line| (line, theme.trunk))).collect();

    // All halos lie below all limbs, so that limbs join without seams.
    let (width, halo) = (page.px(theme.limb), page.px(theme.limb + theme.halo_width));
    for (Line { from, to, clarity }, colour) in &lines {
        // As the limb itself, whose opacity is a whole number.
        let share = f64::from(colour.faded(*clarity).opacity) / 255.0;
        page.shapes.push(Shape::Line { from: *from, to: *to, width: halo, colour: theme.halo.faded(share) });
    }
    if let Some(head) = body.head() {
        draw_head(page, &head);
    }
    for (Line { from, to, clarity }, colour) in lines {
        page.shapes.push(Shape::Line { from, to, width, colour: colour.faded(clarity) });
    }
    for side in Side::BOTH {
        for Spot { at, clarity } in DOTS.into_iter().filter_map(|joint| body.joint(joint, side)) {
            let (radius, rim) = (page.px(theme.joint_radius), page.px(theme.limb * 0.4));
            let (fill, rim_colour) = (theme.text.faded(clarity), side_colour(theme, side).faded(clarity));
            page.shapes.push(Shape::Circle { centre: at, radius, fill, rim, rim_colour });
        }
    }
}

fn side_colour(theme: &Theme, side: Side) -> Colour {
    match side {
        Side::Left => theme.left,
        Side::Right => theme.right,
    }
}

/// The head as a ring, and the neck up to it: the face stays free.
fn draw_head(page: &mut Page<'_>, head: &Head) {
    let theme = page.theme;
    let Head { centre, radius, clarity, neck } = *head;
    let (width, halo) = (page.px(theme.head), page.px(theme.head + theme.halo_width));
    for (width, colour) in [(halo, theme.halo.faded(clarity)), (width, theme.trunk.faded(clarity))] {
        page.shapes.push(Shape::Arc { centre, radius, start_deg: 0.0, sweep_deg: 360.0, width, colour });
        if let Some([from, to]) = neck {
            page.shapes.push(Shape::Line { from, to, width, colour });
        }
    }
}

/// Draws the part that matters, with the number of degrees where it has one.
pub(super) fn emphasis(page: &mut Page<'_>, pose: &Pose, emphasis: &Emphasis) {
    let colour = page.theme.status(emphasis.status);
    // The person must see what is judged, even where the model is unsure of it.
    let at = |landmark| pose.image.get(landmark).map(Point::from);
    let least = page.theme.least_visibility;
    let head = Skeleton(|landmark| seen(pose, landmark, least)).head();
    let marked = Marked { angle_deg: emphasis.angle_deg, colour, head };
    match &emphasis.part {
        BodyPart::Joint { vertex, ends: [a, b] } => {
            if let (Some(vertex), Some(a), Some(b)) = (at(*vertex), at(*a), at(*b)) {
                joint(page, vertex, [a, b], &marked);
            }
        }
        BodyPart::Limb([from, to]) => {
            if let (Some(from), Some(to)) = (at(*from), at(*to)) {
                limbs(page, &[[from, to]], &marked);
            }
        }
        BodyPart::Pair(from, to) => {
            let pair = Side::BOTH.map(|side| Some([at(from.on(side))?, at(to.on(side))?]));
            let pair: Vec<[Point; 2]> = pair.into_iter().flatten().collect();
            limbs(page, &pair, &marked);
        }
        BodyPart::Line(points) => {
            let lines: Vec<[Point; 2]> = points.windows(2).map(|pair| [pair[0], pair[1]]).collect();
            strong_lines(page, &lines, colour);
        }
    }
}

/// How a part is marked.
struct Marked {
    /// The number of degrees, where it has one.
    angle_deg: Option<f64>,
    colour: Colour,
    /// Where no number may be.
    head: Option<Head>,
}

/// Two limbs, the arc of their angle and the number of degrees.
fn joint(page: &mut Page<'_>, vertex: Point, ends: [Point; 2], marked: &Marked) {
    let theme = page.theme;
    let Marked { angle_deg, colour, .. } = *marked;
    let [a, b] = ends;
    let wedge = angle_deg.and_then(|angle_deg| wedge(page, vertex, a, b, angle_deg));
    if let Some(wedge) = &wedge {
        let mut points = vec![vertex];
        let steps = (wedge.sweep_deg.abs() / WEDGE_STEP_DEG).ceil().max(1.0);
        points.extend((0..=steps as usize).map(|step| wedge.point(step as f64 / steps)));
        page.shapes.push(Shape::Polygon { points, fill: colour.faded(0.3) });
    }
    strong_lines(page, &ends.map(|end| [vertex, end]), colour);
    let (radius, rim) = (page.px(theme.joint_radius * 1.9), page.px(theme.limb * 0.8));
    page.shapes.push(Shape::Circle { centre: vertex, radius, fill: theme.text, rim, rim_colour: colour });
    if let (Some(wedge), Some(angle_deg)) = (wedge, angle_deg) {
        page.shapes.push(Shape::Arc {
            centre: vertex,
            radius: wedge.radius,
            start_deg: wedge.start_deg,
            sweep_deg: wedge.sweep_deg,
            width: page.px(theme.limb * 0.7),
            colour,
        });
        label(page, vertex, wedge.point(0.5), angle_deg, marked);
    }
}

/// Limbs that move together, and the number of degrees beyond their ends.
fn limbs(page: &mut Page<'_>, limbs: &[[Point; 2]], marked: &Marked) {
    let theme = page.theme;
    let Marked { angle_deg, colour, .. } = *marked;
    strong_lines(page, limbs, colour);
    for [_, end] in limbs {
        let (radius, rim) = (page.px(theme.joint_radius * 1.4), page.px(theme.limb * 0.6));
        page.shapes.push(Shape::Circle { centre: *end, radius, fill: theme.text, rim, rim_colour: colour });
    }
    if let (Some(angle_deg), Some(from), Some(to)) =
        (angle_deg, mean(limbs.iter().map(|[from, _]| *from)), mean(limbs.iter().map(|[_, to]| *to)))
    {
        label(page, from, to, angle_deg, marked);
    }
}

/// Lines in a colour of their own that stand out from the skeleton.
fn strong_lines(page: &mut Page<'_>, lines: &[[Point; 2]], colour: Colour) {
    let theme = page.theme;
    let (width, halo) = (page.px(theme.emphasis), page.px(theme.emphasis + theme.halo_width));
    for (width, colour) in [(halo, theme.halo), (width, colour)] {
        for [from, to] in lines {
            page.shapes.push(Shape::Line { from: *from, to: *to, width, colour });
        }
    }
}

fn mean(points: impl ExactSizeIterator<Item = Point>) -> Option<Point> {
    let count = points.len();
    (count > 0).then(|| points.fold(Point::new(0.0, 0.0), Point::plus).scaled(1.0 / count as f64))
}

struct Wedge {
    centre: Point,
    radius: f64,
    start_deg: f64,
    sweep_deg: f64,
}

impl Wedge {
    fn point(&self, share: f64) -> Point {
        let angle = (self.start_deg + share * self.sweep_deg).to_radians();
        self.centre.plus(Point::new(angle.cos(), angle.sin()).scaled(self.radius))
    }
}

fn wedge(page: &Page<'_>, vertex: Point, a: Point, b: Point, angle_deg: f64) -> Option<Wedge> {
    let inner_deg = angle_at(vertex, a, b)?;
    let (to_a, to_b) = (vertex.to(a), vertex.to(b));
    let radius = page.px(page.theme.arc_radius).min(0.55 * to_a.length().min(to_b.length()));
    let start_deg = to_a.y.atan2(to_a.x).to_degrees();
    let direction = if to_a.cross(to_b) >= 0.0 { 1.0 } else { -1.0 };
    let sweep_deg = if angle_deg > 180.0 { -direction * (360.0 - inner_deg) } else { direction * inner_deg };
    Some(Wedge { centre: vertex, radius, start_deg, sweep_deg })
}

/// The number of degrees beyond `edge`, seen from `vertex`, or beside the head where that is in the way.
fn label(page: &mut Page<'_>, vertex: Point, edge: Point, angle_deg: f64, marked: &Marked) {
    let theme = page.theme;
    let text = format!("{angle_deg:.0}°");
    let size_px = page.px(theme.angle);
    let width = typeface::width_px(&text, size_px, Weight::Strong) + page.px(theme.padding * 1.4);
    let height = size_px * CAP_HEIGHT_EM + page.px(theme.padding * 1.2);
    // Beyond the edge by as much as the label reaches back.
    let outwards = vertex.to(edge);
    let length = outwards.length().max(1e-6);
    let unit = outwards.scaled(1.0 / length);
    let reach = unit.x.abs() * width / 2.0 + unit.y.abs() * height / 2.0;
    let centre = vertex.plus(unit.scaled(length + reach + page.px(1.2)));
    let margin = page.px(theme.margin);
    let inside = |value: f64, size: f64, from: f64, to: f64| {
        let least = from + margin + size / 2.0;
        value.clamp(least, (to - margin - size / 2.0).max(least))
    };
    let bounds = page.bounds;
    let inside = |centre: Point| {
        Point::new(
            inside(centre.x, width, bounds.left, bounds.right()),
            inside(centre.y, height, bounds.top, bounds.bottom()),
        )
    };
    let centre = inside(centre);
    let centre = match marked.head {
        Some(head) if covers(centre, width, height, &head) => {
            let beside = beside(&head, vertex, width, height, page.px(1.2));
            // On the other side where there is no room on the nearer.
            let free = beside.map(inside).into_iter().find(|centre| !covers(*centre, width, height, &head));
            free.unwrap_or(centre)
        }
        _ => centre,
    };
    page.panel(centre.plus(Point::new(-width / 2.0, -height / 2.0)), width, height, height / 2.0);
    let base = centre.plus(Point::new(page.px(0.3), size_px * CAP_HEIGHT_EM / 2.0));
    page.text(base, &text, size_px, Align::Centre, Weight::Strong, marked.colour);
}

/// Whether a box of this size around a point covers something of the head.
fn covers(centre: Point, width: f64, height: f64, head: &Head) -> bool {
    let to_head = centre.to(head.centre);
    let beyond = |offset: f64, size: f64| (offset.abs() - size / 2.0).max(0.0);
    Point::new(beyond(to_head.x, width), beyond(to_head.y, height)).length() < head.radius
}

/// Where a box of this size has its centre beside the head, across the way from `vertex` to it: the higher first.
fn beside(head: &Head, vertex: Point, width: f64, height: f64, gap: f64) -> [Point; 2] {
    let way = vertex.to(head.centre);
    let length = way.length().max(1e-6);
    let across = Point::new(way.y, -way.x).scaled(1.0 / length);
    let reach = head.radius + gap + across.x.abs() * width / 2.0 + across.y.abs() * height / 2.0;
    let mut both = [reach, -reach].map(|reach| head.centre.plus(across.scaled(reach)));
    both.sort_by(|a, b| a.y.total_cmp(&b.y));
    both
}

/// A body point, where it is visible enough to be drawn.
fn seen(pose: &Pose, landmark: Landmark, least_visibility: f64) -> Option<Spot> {
    let keypoint = pose.image.get(landmark)?;
    let visibility = f64::from(keypoint.visibility);
    if visibility.is_nan() || visibility < least_visibility {
        return None;
    }
    let sureness = (visibility - least_visibility) / (SURE_VISIBILITY - least_visibility).max(1e-6);
    Some(Spot { at: keypoint.into(), clarity: FAINTEST + (1.0 - FAINTEST) * sureness.clamp(0.0, 1.0) })
}
