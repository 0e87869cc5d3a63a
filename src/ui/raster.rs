//! Draws shapes into a frame's pixels, anti-aliased.
//!
//! Lines, discs, arcs and boxes are drawn from the distance of each pixel to their edge, which is
//! exact and ten times faster than filling paths; only letters and polygons are filled as paths, and
//! letters are kept for the next frame.

use std::collections::HashMap;

use ab_glyph::OutlineCurve;
use tiny_skia::{FillRule, LineJoin, Mask, Path, PathBuilder, Stroke, Transform};

use super::shape::{Align, Colour, Shape, Weight};
use super::theme::boldness_em;
use super::typeface;
use crate::frame::Frame;
use crate::motion::{PictureSize, Point};

/// Lines of text kept from frame to frame; the overlay shows about ten at once.
const KEPT_TEXTS: usize = 64;

/// Longest side in pixels of what is filled as a path: wider than any screen.
const LARGEST_PATH_PX: f64 = 16384.0;

/// Draws shapes into frames and remembers the letters.
#[derive(Default)]
pub struct Painter {
    texts: HashMap<TextKey, Option<Stencil>>,
}

impl Painter {
    /// Draws shapes into a frame, in order. A frame whose bytes don't match its size is left as it is.
    pub fn draw(&mut self, frame: &mut Frame, shapes: &[Shape]) {
        let PictureSize { width, height } = frame.size;
        let (width, height) = (width as usize, height as usize);
        if width == 0 || height == 0 || frame.rgb.len() != 3 * width * height {
            return;
        }
        if self.texts.len() > KEPT_TEXTS {
            self.texts.clear();
        }
        let mut canvas = Canvas { width: width as i64, height: height as i64, rgb: &mut frame.rgb };
        for shape in shapes {
            self.paint(&mut canvas, shape);
        }
    }

    fn paint(&mut self, canvas: &mut Canvas<'_>, shape: &Shape) {
        match shape {
            Shape::Line { from, to, width, colour } => line(canvas, *from, *to, *width, *colour),
            Shape::Circle { centre, radius, fill, rim, rim_colour } => {
                disc(canvas, *centre, *radius, *fill);
                if *rim > 0.0 {
                    arc(canvas, *centre, *radius, (0.0, 360.0), *rim, *rim_colour);
                }
            }
            Shape::Polygon { points, fill } => {
                if let Some(stencil) = polygon(points, canvas) {
                    stencil.stamp(canvas, 0, 0, *fill);
                }
            }
            Shape::Path { points, width, colour } => {
                for pair in points.windows(2) {
                    line(canvas, pair[0], pair[1], *width, *colour);
                }
            }
            Shape::Arc { centre, radius, start_deg, sweep_deg, width, colour } => {
                arc(canvas, *centre, *radius, (*start_deg, *sweep_deg), *width, *colour);
            }
            Shape::RoundedBox { corner, width, height, radius, fill } => {
                rounded_box(canvas, *corner, *width, *height, *radius, *fill);
            }
            Shape::Text { anchor, text, size_px, align, weight, colour } => {
                let width = typeface::width_px(text, *size_px, *weight);
                let left = match align {
                    Align::Left => anchor.x,
                    Align::Centre => anchor.x - width / 2.0,
                    Align::Right => anchor.x - width,
                };
                let key = TextKey { text: text.clone(), size_bits: size_px.to_bits(), weight: *weight };
                let stencil = self.texts.entry(key).or_insert_with(|| lettering(text, *size_px, *weight));
                if let Some(stencil) = stencil {
                    // Whole pixels keep letters as sharp in every frame as in the first.
                    stencil.stamp(canvas, left.round() as i64, anchor.y.round() as i64, *colour);
                }
            }
        }
    }
}

#[derive(PartialEq, Eq, Hash)]
struct TextKey {
    text: String,
    size_bits: u64,
    weight: Weight,
}

struct Canvas<'a> {
    width: i64,
    height: i64,
    rgb: &'a mut [u8],
}

impl Canvas<'_> {
    /// Rows, or columns, from one coordinate to another that lie in the picture.
    fn span(low: f64, high: f64, size: i64) -> std::ops::Range<i64> {
        // Casts saturate, and NaN becomes 0: nothing here can overflow.
        (low.floor() as i64).clamp(0, size)..(high.ceil() as i64).clamp(0, size)
    }

    /// Lays a colour over a pixel that is covered by a share of 0 to 1.
    fn blend(&mut self, x: i64, y: i64, colour: Colour, coverage: f64) {
        let share = (coverage * f64::from(colour.opacity) / 255.0 * 256.0) as u32;
        if share == 0 {
            return;
        }
        let at = 3 * (y * self.width + x) as usize;
        if let Some(pixel) = self.rgb.get_mut(at..at + 3) {
            for (old, new) in pixel.iter_mut().zip([colour.red, colour.green, colour.blue]) {
                *old = ((u32::from(*old) * (256 - share) + u32::from(new) * share + 128) >> 8) as u8;
            }
        }
    }
}

/// How much of a pixel lies inside of an edge at this distance (negative inside).
fn coverage(distance: f64) -> f64 {
    (0.5 - distance).clamp(0.0, 1.0)
}

fn finite(points: &[Point]) -> bool {
    points.iter().all(|point| point.x.is_finite() && point.y.is_finite())
}

fn line(canvas: &mut Canvas<'_>, from: Point, to: Point, width: f64, colour: Colour) {
    if !finite(&[from, to]) {
        return;
    }
    let reach = width / 2.0 + 1.0;
    let along = from.to(to);
    let squared = along.dot(along).max(1e-12);
    for y in Canvas::span(from.y.min(to.y) - reach, from.y.max(to.y) + reach, canvas.height) {
        let centre_y = y as f64 + 0.5;
        // The part of the line that is near enough to this row.
        let (near, far) = if along.y.abs() < 1e-9 {
            (0.0, 1.0)
        } else {
            let a = (centre_y - reach - from.y) / along.y;
            let b = (centre_y + reach - from.y) / along.y;
            (a.min(b).clamp(0.0, 1.0), a.max(b).clamp(0.0, 1.0))
        };
        let (a, b) = (from.x + near * along.x, from.x + far * along.x);
        for x in Canvas::span(a.min(b) - reach, a.max(b) + reach, canvas.width) {
            let pixel = from.to(Point::new(x as f64 + 0.5, centre_y));
            let share = (pixel.dot(along) / squared).clamp(0.0, 1.0);
            let distance = pixel.to(along.scaled(share)).length() - width / 2.0;
            canvas.blend(x, y, colour, coverage(distance));
        }
    }
}

fn disc(canvas: &mut Canvas<'_>, centre: Point, radius: f64, colour: Colour) {
    if !finite(&[centre]) || colour.opacity == 0 {
        return;
    }
    let reach = radius + 1.0;
    for y in Canvas::span(centre.y - reach, centre.y + reach, canvas.height) {
        for x in Canvas::span(centre.x - reach, centre.x + reach, canvas.width) {
            let distance = centre.to(Point::new(x as f64 + 0.5, y as f64 + 0.5)).length() - radius;
            canvas.blend(x, y, colour, coverage(distance));
        }
    }
}

/// A part of a ring; `(start, sweep)` in degrees.
fn arc(
    canvas: &mut Canvas<'_>,
    centre: Point,
    radius: f64,
    (start, sweep): (f64, f64),
    width: f64,
    colour: Colour,
) {
    if !finite(&[centre]) || !start.is_finite() || !sweep.is_finite() {
        return;
    }
    let (first, length) = if sweep < 0.0 { (start + sweep, -sweep) } else { (start, sweep) };
    let end = |degrees: f64| {
        let angle = degrees.to_radians();
        centre.plus(Point::new(angle.cos(), angle.sin()).scaled(radius))
    };
    let ends = [end(first), end(first + length)];
    let reach = radius + width / 2.0 + 1.0;
    for y in Canvas::span(centre.y - reach, centre.y + reach, canvas.height) {
        for x in Canvas::span(centre.x - reach, centre.x + reach, canvas.width) {
            let pixel = Point::new(x as f64 + 0.5, y as f64 + 0.5);
            let spoke = centre.to(pixel);
            let mut distance = (spoke.length() - radius).abs() - width / 2.0;
            if distance > 0.5 {
                continue;
            }
            let along = (spoke.y.atan2(spoke.x).to_degrees() - first).rem_euclid(360.0);
            if along > length {
                let nearest = ends.map(|end| end.to(pixel).length());
                distance = nearest[0].min(nearest[1]) - width / 2.0;
            }
            canvas.blend(x, y, colour, coverage(distance));
        }
    }
}

fn rounded_box(canvas: &mut Canvas<'_>, corner: Point, width: f64, height: f64, radius: f64, colour: Colour) {
    if !finite(&[corner]) {
        return;
    }
    let radius = radius.min(width / 2.0).min(height / 2.0).max(0.0);
    let half = Point::new(width / 2.0, height / 2.0);
    let centre = corner.plus(half);
    for y in Canvas::span(corner.y - 1.0, corner.y + height + 1.0, canvas.height) {
        let above = (y as f64 + 0.5 - centre.y).abs() - half.y + radius;
        for x in Canvas::span(corner.x - 1.0, corner.x + width + 1.0, canvas.width) {
            let beside = (x as f64 + 0.5 - centre.x).abs() - half.x + radius;
            let outside = beside.max(0.0).hypot(above.max(0.0));
            canvas.blend(x, y, colour, coverage(outside + beside.max(above).min(0.0) - radius));
        }
    }
}

/// The coverage of a shape that was filled as a path.
pub(super) struct Stencil {
    /// Pixels from the origin to the left edge.
    left: i64,
    /// Pixels from the origin to the upper edge.
    top: i64,
    mask: Mask,
}

impl Stencil {
    /// How much of each pixel is covered.
    pub(super) fn mask(&self) -> &Mask {
        &self.mask
    }

    /// Pixels from the origin to the upper left corner, to the right and down.
    pub(super) fn offset(&self) -> (i64, i64) {
        (self.left, self.top)
    }

    /// Fills paths into a mask of their own size, less what lies outside of the limits (left, top,
    /// right, bottom).
    fn of(paths: &[&Path], limits: [f64; 4]) -> Option<Self> {
        let edge = |pick: fn(&Path) -> f32, join: fn(f64, f64) -> f64| {
            paths.iter().map(|path| f64::from(pick(path))).reduce(join)
        };
        let left = edge(|path| path.bounds().left(), f64::min)?.floor().max(limits[0]);
        let top = edge(|path| path.bounds().top(), f64::min)?.floor().max(limits[1]);
        let right = edge(|path| path.bounds().right(), f64::max)?.ceil().min(limits[2]);
        let bottom = edge(|path| path.bounds().bottom(), f64::max)?.ceil().min(limits[3]);
        if right <= left || bottom <= top {
            return None;
        }
        let mut mask = Mask::new((right - left) as u32, (bottom - top) as u32)?;
        let shift = Transform::from_translate(-left as f32, -top as f32);
        for path in paths {
            mask.fill_path(path, FillRule::Winding, true, shift);
        }
        Some(Self { left: left as i64, top: top as i64, mask })
    }

    /// Lays a colour through the stencil, its origin at a pixel.
    fn stamp(&self, canvas: &mut Canvas<'_>, x: i64, y: i64, colour: Colour) {
        let (x, y) = (x.saturating_add(self.left), y.saturating_add(self.top));
        for (row, shares) in self.mask.data().chunks_exact(self.mask.width() as usize).enumerate() {
            let y = y.saturating_add(row as i64);
            if !(0..canvas.height).contains(&y) {
                continue;
            }
            for (column, share) in shares.iter().enumerate() {
                let x = x.saturating_add(column as i64);
                if *share > 0 && (0..canvas.width).contains(&x) {
                    canvas.blend(x, y, colour, f64::from(*share) / 255.0);
                }
            }
        }
    }
}

fn polygon(points: &[Point], canvas: &Canvas<'_>) -> Option<Stencil> {
    if !finite(points) {
        return None;
    }
    let mut path = PathBuilder::new();
    for (index, point) in points.iter().enumerate() {
        let (x, y) = (point.x as f32, point.y as f32);
        if index == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
    }
    path.close();
    Stencil::of(&[&path.finish()?], [0.0, 0.0, canvas.width as f64, canvas.height as f64])
}

/// A line of text from its origin on the base line.
pub(super) fn lettering(text: &str, size_px: f64, weight: Weight) -> Option<Stencil> {
    let letters = letters(text, size_px, weight)?;
    let width = (boldness_em(weight) * size_px) as f32;
    let bold = letters.stroke(&Stroke { width, line_join: LineJoin::Round, ..Stroke::default() }, 1.0);
    let limits = [-LARGEST_PATH_PX, -LARGEST_PATH_PX, LARGEST_PATH_PX, LARGEST_PATH_PX];
    match &bold {
        Some(bold) => Stencil::of(&[&letters, bold], limits),
        None => Stencil::of(&[&letters], limits),
    }
}

fn letters(text: &str, size_px: f64, weight: Weight) -> Option<Path> {
    let mut path = PathBuilder::new();
    for letter in typeface::letters(text, size_px, weight) {
        let place = |point: ab_glyph::Point| {
            let x = letter.x + f64::from(point.x) * letter.scale;
            let y = -f64::from(point.y) * letter.scale;
            (x as f32, y as f32)
        };
        let mut last = None;
        for curve in &letter.curves {
            let (start, end) = match curve {
                OutlineCurve::Line(a, b) | OutlineCurve::Quad(a, _, b) | OutlineCurve::Cubic(a, _, _, b) => {
                    (*a, *b)
                }
            };
            if last != Some(start) {
                if last.is_some() {
                    path.close();
                }
                let (x, y) = place(start);
                path.move_to(x, y);
            }
            let (x, y) = place(end);
            match curve {
                OutlineCurve::Line(..) => path.line_to(x, y),
                OutlineCurve::Quad(_, control, _) => {
                    let (cx, cy) = place(*control);
                    path.quad_to(cx, cy, x, y);
                }
                OutlineCurve::Cubic(_, first, second, _) => {
                    let ((ax, ay), (bx, by)) = (place(*first), place(*second));
                    path.cubic_to(ax, ay, bx, by, x, y);
                }
            }
            last = Some(end);
        }
        if last.is_some() {
            path.close();
        }
    }
    path.finish()
}
