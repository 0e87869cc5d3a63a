//! Draws shapes into a frame's pixels, anti-aliased.

use ab_glyph::OutlineCurve;
use tiny_skia::{Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, PixmapMut, Stroke, Transform};

use super::shape::{Align, Colour, Shape, Weight};
use super::theme::boldness_em;
use super::typeface;
use crate::frame::Frame;
use crate::motion::Point;

/// Degrees of an arc drawn as one curve; a cubic is within 0.03 % of the circle up to 90.
const CURVE_DEG: f64 = 45.0;

/// Corner of a rounded box as a cubic: the control points' distance over the radius.
const CORNER_CONTROL: f64 = 0.5523;

/// Draws shapes into a frame, in order. A frame whose bytes don't match its size is left as it is.
pub fn draw(frame: &mut Frame, shapes: &[Shape]) {
    let (width, height) = (frame.size.width, frame.size.height);
    let mut rgba: Vec<u8> = Vec::with_capacity(frame.rgb.len() / 3 * 4);
    for pixel in frame.rgb.chunks_exact(3) {
        rgba.extend_from_slice(&[pixel[0], pixel[1], pixel[2], 255]);
    }
    let Some(mut canvas) = PixmapMut::from_bytes(&mut rgba, width, height) else { return };
    for shape in shapes {
        paint(&mut canvas, shape);
    }
    for (pixel, drawn) in frame.rgb.chunks_exact_mut(3).zip(rgba.chunks_exact(4)) {
        pixel.copy_from_slice(&drawn[..3]);
    }
}

fn paint(canvas: &mut PixmapMut<'_>, shape: &Shape) {
    match shape {
        Shape::Line { from, to, width, colour } => {
            let mut path = PathBuilder::new();
            path.move_to(from.x as f32, from.y as f32);
            // A line without length would lose its round ends.
            let end_x = if from == to { to.x + 0.01 } else { to.x };
            path.line_to(end_x as f32, to.y as f32);
            stroke(canvas, path.finish(), *width, *colour);
        }
        Shape::Circle { centre, radius, fill: inside, rim, rim_colour } => {
            let path = PathBuilder::from_circle(centre.x as f32, centre.y as f32, *radius as f32);
            fill(canvas, path.clone(), *inside);
            if *rim > 0.0 {
                stroke(canvas, path, *rim, *rim_colour);
            }
        }
        Shape::Polygon { points, fill: inside } => {
            let mut path = PathBuilder::new();
            for (index, point) in points.iter().enumerate() {
                let (x, y) = (point.x as f32, point.y as f32);
                if index == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
            }
            path.close();
            fill(canvas, path.finish(), *inside);
        }
        Shape::Arc { centre, radius, start_deg, sweep_deg, width, colour } => {
            stroke(canvas, arc(*centre, *radius, *start_deg, *sweep_deg), *width, *colour);
        }
        Shape::RoundedBox { corner, width, height, radius, fill: inside } => {
            fill(canvas, rounded_box(*corner, *width, *height, *radius), *inside);
        }
        Shape::Text { anchor, text, size_px, align, weight, colour } => {
            let width = typeface::width_px(text, *size_px, *weight);
            let left = match align {
                Align::Left => anchor.x,
                Align::Centre => anchor.x - width / 2.0,
                Align::Right => anchor.x - width,
            };
            let path = lettering(Point::new(left, anchor.y), text, *size_px, *weight);
            let Some(path) = path else { return };
            stroke(canvas, Some(path.clone()), boldness_em(*weight) * size_px, *colour);
            fill(canvas, Some(path), *colour);
        }
    }
}

fn paint_of(colour: Colour) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(Color::from_rgba8(colour.red, colour.green, colour.blue, colour.opacity));
    paint.anti_alias = true;
    paint
}

fn fill(canvas: &mut PixmapMut<'_>, path: Option<Path>, colour: Colour) {
    if let Some(path) = path.filter(|_| colour.opacity > 0) {
        canvas.fill_path(&path, &paint_of(colour), FillRule::Winding, Transform::identity(), None);
    }
}

fn stroke(canvas: &mut PixmapMut<'_>, path: Option<Path>, width: f64, colour: Colour) {
    if let Some(path) = path.filter(|_| colour.opacity > 0 && width > 0.0) {
        let stroke = Stroke {
            width: width as f32,
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        canvas.stroke_path(&path, &paint_of(colour), &stroke, Transform::identity(), None);
    }
}

fn arc(centre: Point, radius: f64, start_deg: f64, sweep_deg: f64) -> Option<Path> {
    let sweep_deg = sweep_deg.clamp(-360.0, 360.0);
    let pieces = (sweep_deg.abs() / CURVE_DEG).ceil().max(1.0);
    let step = (sweep_deg / pieces).to_radians();
    let control = radius * 4.0 / 3.0 * (step / 4.0).tan();
    let on = |angle: f64| centre.plus(Point::new(angle.cos(), angle.sin()).scaled(radius));
    let along = |angle: f64| Point::new(-angle.sin(), angle.cos()).scaled(control);
    let mut angle = start_deg.to_radians();
    let mut path = PathBuilder::new();
    let first = on(angle);
    path.move_to(first.x as f32, first.y as f32);
    for _ in 0..pieces as usize {
        let next = angle + step;
        let a = on(angle).plus(along(angle));
        let b = on(next).plus(along(next).scaled(-1.0));
        let end = on(next);
        path.cubic_to(a.x as f32, a.y as f32, b.x as f32, b.y as f32, end.x as f32, end.y as f32);
        angle = next;
    }
    if sweep_deg.abs() >= 360.0 {
        path.close();
    }
    path.finish()
}

fn rounded_box(corner: Point, width: f64, height: f64, radius: f64) -> Option<Path> {
    let radius = radius.min(width / 2.0).min(height / 2.0).max(0.0);
    let (left, top) = (corner.x, corner.y);
    let (right, bottom) = (left + width, top + height);
    let hidden = radius * (1.0 - CORNER_CONTROL);
    let mut path = PathBuilder::new();
    path.move_to((left + radius) as f32, top as f32);
    path.line_to((right - radius) as f32, top as f32);
    let mut turn = |a: (f64, f64), b: (f64, f64), end: (f64, f64), line: (f64, f64)| {
        path.cubic_to(a.0 as f32, a.1 as f32, b.0 as f32, b.1 as f32, end.0 as f32, end.1 as f32);
        path.line_to(line.0 as f32, line.1 as f32);
    };
    turn((right - hidden, top), (right, top + hidden), (right, top + radius), (right, bottom - radius));
    turn(
        (right, bottom - hidden),
        (right - hidden, bottom),
        (right - radius, bottom),
        (left + radius, bottom),
    );
    turn((left + hidden, bottom), (left, bottom - hidden), (left, bottom - radius), (left, top + radius));
    turn((left, top + hidden), (left + hidden, top), (left + radius, top), (left + radius, top));
    path.close();
    path.finish()
}

fn lettering(origin: Point, text: &str, size_px: f64, weight: Weight) -> Option<Path> {
    let mut path = PathBuilder::new();
    for letter in typeface::letters(text, size_px, weight) {
        let place = |point: ab_glyph::Point| {
            let x = origin.x + letter.x + f64::from(point.x) * letter.scale;
            let y = origin.y - f64::from(point.y) * letter.scale;
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
