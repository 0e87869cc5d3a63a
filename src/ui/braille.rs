//! Figures in a terminal: thin lines out of braille characters, eight dots a letter.

use crate::motion::figure::{Figure, FigurePose};
use crate::motion::{Joint, Landmark, Point, Side};

/// Dots across and down in one character.
const DOTS: (usize, usize) = (2, 4);

/// Columns between two poses.
const GAP: usize = 2;

/// A figure is at most so many lines high: text follows below it.
const HIGHEST: usize = 12;

/// A figure is at most so many columns wide.
const WIDEST: usize = 36;

/// Radius of the head in torso lengths.
const HEAD: f64 = 0.17;

/// Limbs of one side.
const LIMBS: [(Joint, Joint); 7] = [
    (Joint::Shoulder, Joint::Elbow),
    (Joint::Elbow, Joint::Wrist),
    (Joint::Hip, Joint::Knee),
    (Joint::Knee, Joint::Ankle),
    (Joint::Ankle, Joint::Heel),
    (Joint::Heel, Joint::FootIndex),
    (Joint::Ankle, Joint::FootIndex),
];

/// The poses of a figure side by side in at most `width` columns, each with its caption below; the far
/// limbs are dotted. All lines of the drawing have the same length.
pub fn draw(figure: &Figure, captions: &[String], width: usize) -> Vec<String> {
    let count = figure.poses.len().max(1);
    let columns = (width.saturating_sub(GAP * (count - 1)) / count).min(WIDEST);
    let extents: Vec<(Point, Point)> = figure.poses.iter().filter_map(extent).collect();
    let widest = extents.iter().map(|(low, high)| high.x - low.x).fold(0.0, f64::max);
    let top = extents.iter().map(|(low, _)| low.y).fold(f64::INFINITY, f64::min);
    let floor = extents.iter().map(|(_, high)| high.y).fold(f64::NEG_INFINITY, f64::max);
    if columns < 8 || widest <= 0.0 || floor <= top || extents.len() < figure.poses.len() {
        return Vec::new();
    }
    // One scale for all poses, and the floor of all in one line.
    let across = (columns * DOTS.0 - 1) as f64 / widest;
    let scale = across.min((HIGHEST * DOTS.1 - 1) as f64 / (floor - top));
    let rows = (((floor - top) * scale) as usize + 1).div_ceil(DOTS.1);
    let drawings: Vec<Vec<String>> = figure
        .poses
        .iter()
        .zip(&extents)
        .map(|(pose, (low, high))| {
            let free = (columns * DOTS.0) as f64 - (high.x - low.x) * scale;
            let mut canvas = Canvas::new(columns, rows);
            canvas.origin = Point::new(free / 2.0 - low.x * scale, -top * scale);
            canvas.scale = scale;
            canvas.pose(pose, figure.near);
            canvas.lines()
        })
        .collect();
    let gap = " ".repeat(GAP);
    let mut lines: Vec<String> = (0..rows)
        .map(|row| drawings.iter().map(|lines| lines[row].clone()).collect::<Vec<_>>().join(&gap))
        .collect();
    let below: Vec<String> = captions.iter().map(|caption| format!("{caption:^columns$.columns$}")).collect();
    lines.push(below.join(&gap).trim_end().to_string());
    lines
}

fn extent(pose: &FigurePose) -> Option<(Point, Point)> {
    let head = head(pose).into_iter().flat_map(|head| {
        [Point::new(head.x - HEAD, head.y - HEAD), Point::new(head.x + HEAD, head.y + HEAD)]
    });
    let points = Landmark::ALL.into_iter().filter_map(|landmark| pose.points.get(landmark));
    points.chain(pose.back.iter().copied()).chain(head).map(|point| (point, point)).reduce(
        |(low, high), (point, _)| {
            (
                Point::new(low.x.min(point.x), low.y.min(point.y)),
                Point::new(high.x.max(point.x), high.y.max(point.y)),
            )
        },
    )
}

fn head(pose: &FigurePose) -> Option<Point> {
    let ears = middle(pose, Joint::Ear)?;
    Some(pose.points.get(Landmark::Nose).map_or(ears, |nose| ears.plus(ears.to(nose).scaled(0.3))))
}

fn middle(pose: &FigurePose, joint: Joint) -> Option<Point> {
    let [left, right] = Side::BOTH.map(|side| pose.points.get(joint.on(side)));
    Some(left?.middle(right?))
}

/// A field of dots.
struct Canvas {
    columns: usize,
    rows: usize,
    dots: Vec<bool>,
    /// Where torso lengths become dots.
    origin: Point,
    scale: f64,
}

impl Canvas {
    fn new(columns: usize, rows: usize) -> Self {
        let dots = vec![false; columns * DOTS.0 * rows * DOTS.1];
        Canvas { columns, rows, dots, origin: Point::new(0.0, 0.0), scale: 1.0 }
    }

    fn pose(&mut self, pose: &FigurePose, near: Option<Side>) {
        let far = near.map(Side::opposite);
        for side in Side::BOTH {
            for (from, to) in LIMBS {
                self.between(pose.points.get(from.on(side)), pose.points.get(to.on(side)), far == Some(side));
            }
        }
        let (shoulders, hips) = (middle(pose, Joint::Shoulder), middle(pose, Joint::Hip));
        if pose.back.len() < 2 {
            self.between(shoulders, hips, false);
        }
        for pair in pose.back.windows(2) {
            self.line(pair[0], pair[1], false);
        }
        // The outline ends above the joints that it belongs to.
        self.between(hips, pose.back.first().copied(), false);
        self.between(shoulders, pose.back.last().copied(), false);
        for joint in [Joint::Shoulder, Joint::Hip] {
            let [left, right] = Side::BOTH.map(|side| pose.points.get(joint.on(side)));
            self.between(left, right, false);
        }
        let Some(head) = head(pose) else { return };
        if let Some(shoulders) = shoulders {
            let neck = head.to(shoulders);
            let chin = head.plus(neck.scaled((HEAD / neck.length().max(HEAD)).min(1.0)));
            self.line(chin, shoulders, false);
        }
        let corner = |step: usize| {
            let (sine, cosine) = (step as f64 * std::f64::consts::TAU / 24.0).sin_cos();
            Point::new(head.x + HEAD * cosine, head.y + HEAD * sine)
        };
        for step in 0..24 {
            self.line(corner(step), corner(step + 1), false);
        }
    }

    fn between(&mut self, from: Option<Point>, to: Option<Point>, dotted: bool) {
        if let Some((from, to)) = from.zip(to) {
            self.line(from, to, dotted);
        }
    }

    fn line(&mut self, from: Point, to: Point, dotted: bool) {
        let dot = |point: Point| self.origin.plus(point.scaled(self.scale));
        let (from, to) = (dot(from), dot(to));
        let way = from.to(to);
        let steps = way.x.abs().max(way.y.abs()).ceil().max(1.0) as usize;
        for step in (0..=steps).filter(|step| !dotted || step % 2 == 0) {
            let at = from.plus(way.scaled(step as f64 / steps as f64));
            self.set(at.x, at.y);
        }
    }

    fn set(&mut self, x: f64, y: f64) {
        let (wide, high) = (self.columns * DOTS.0, self.rows * DOTS.1);
        if x >= 0.0 && y >= 0.0 && (x as usize) < wide && (y as usize) < high {
            self.dots[y as usize * wide + x as usize] = true;
        }
    }

    fn lines(&self) -> Vec<String> {
        /// The bit of each dot of a character, row by row.
        const BITS: [[u32; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
        let wide = self.columns * DOTS.0;
        let letter = |row: usize, column: usize| {
            let mut code = 0x2800;
            for (y, bits) in BITS.iter().enumerate() {
                for (x, bit) in bits.iter().enumerate() {
                    let place = (row * DOTS.1 + y) * wide + column * DOTS.0 + x;
                    code |= if self.dots[place] { *bit } else { 0 };
                }
            }
            char::from_u32(code).filter(|_| code != 0x2800).unwrap_or(' ')
        };
        (0..self.rows).map(|row| (0..self.columns).map(|column| letter(row, column)).collect()).collect()
    }
}
