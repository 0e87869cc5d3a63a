//! Shapes as egui paints them.

use eframe::egui::epaint::{
    CircleShape, CornerRadius, Mesh, PathShape, PathStroke, RectShape, Vertex, WHITE_UV,
};
use eframe::egui::{self, Color32, Pos2, Rect, Stroke, Vec2};

use super::super::area::Area;
use super::super::shape::{Colour, Shape};
use super::lettering::Lettering;
use super::triangles::triangles;
use crate::motion::Point;

/// How far what stands for a curve may be off it, in points: no eye sees it.
const TOLERANCE_PT: f64 = 0.08;

pub(in crate::ui) fn rect(area: Area) -> Rect {
    Rect::from_min_size(pos(area.corner()), Vec2::new(area.width as f32, area.height as f32))
}

pub(in crate::ui) fn colour(colour: Colour) -> Color32 {
    Color32::from_rgba_unmultiplied(colour.red, colour.green, colour.blue, colour.opacity)
}

fn pos(point: Point) -> Pos2 {
    Pos2::new(point.x as f32, point.y as f32)
}

/// Paints shapes in their order.
pub(in crate::ui) fn draw(painter: &egui::Painter, lettering: &mut Lettering, shapes: &[Shape]) {
    for shape in shapes {
        if is_finite(shape) {
            paint(painter, lettering, shape);
        }
    }
}

/// A shape with a place that is no number would be seen nowhere, or everywhere.
fn is_finite(shape: &Shape) -> bool {
    let finite = |point: &Point| point.x.is_finite() && point.y.is_finite();
    match shape {
        Shape::Line { from, to, .. } => finite(from) && finite(to),
        Shape::Circle { centre, .. } | Shape::Arc { centre, .. } => finite(centre),
        Shape::Polygon { points, .. } | Shape::Path { points, .. } => points.iter().all(finite),
        Shape::RoundedBox { corner, .. } => finite(corner),
        Shape::Text { anchor, .. } => finite(anchor),
    }
}

fn paint(painter: &egui::Painter, lettering: &mut Lettering, shape: &Shape) {
    match shape {
        Shape::Line { from, to, width, colour: fill } => {
            let outline = capsule(*from, *to, width / 2.0);
            painter.add(PathShape::convex_polygon(outline, colour(*fill), Stroke::NONE));
        }
        Shape::Circle { centre, radius, fill, rim, rim_colour } => {
            painter.add(CircleShape::filled(pos(*centre), *radius as f32, colour(*fill)));
            if *rim > 0.0 {
                arc(painter, *centre, *radius, (0.0, 360.0), *rim, colour(*rim_colour));
            }
        }
        Shape::Polygon { points, fill } => {
            painter.add(mesh(points, colour(*fill)));
            if fill.opacity == u8::MAX {
                // A hair along the edge smooths it.
                let edge = points.iter().copied().map(pos).collect();
                painter.add(PathShape::closed_line(edge, Stroke::new(1.0, colour(*fill))));
            }
        }
        Shape::Path { points, width, colour: line } => {
            let points: Vec<Pos2> = points.iter().copied().map(pos).collect();
            painter.add(PathShape::line(points, PathStroke::new(*width as f32, colour(*line))));
        }
        Shape::Arc { centre, radius, start_deg, sweep_deg, width, colour: line } => {
            arc(painter, *centre, *radius, (*start_deg, *sweep_deg), *width, colour(*line));
        }
        Shape::RoundedBox { corner, width, height, radius, fill } => {
            let area = Area { left: corner.x, top: corner.y, width: *width, height: *height };
            let radius = radius.min(width / 2.0).min(height / 2.0).max(0.0);
            let corners = CornerRadius::same(radius.round().min(255.0) as u8);
            painter.add(RectShape::filled(rect(area), corners, colour(*fill)));
        }
        Shape::Text { anchor, text, size_px, align, weight, colour: letters } => {
            lettering.write(painter, (text, *size_px, *weight), (*anchor, *align), colour(*letters));
        }
    }
}

/// A picture in a box, mirrored, with round corners.
pub(in crate::ui) fn picture(painter: &egui::Painter, texture: egui::TextureId, area: Area, radius: f64) {
    let mirrored = Rect::from_min_max(Pos2::new(1.0, 0.0), Pos2::new(0.0, 1.0));
    let corners = CornerRadius::same(radius.round().min(255.0) as u8);
    painter.add(RectShape::filled(rect(area), corners, Color32::WHITE).with_texture(texture, mirrored));
}

/// The outline of a line with round ends: one fill, so that nothing lies over itself.
fn capsule(from: Point, to: Point, radius: f64) -> Vec<Pos2> {
    let along = from.to(to);
    let heading = if along.length() > 0.0 { along.y.atan2(along.x) } else { 0.0 };
    let steps = corners(radius, std::f64::consts::PI);
    let end = |centre: Point, first: f64| {
        (0..=steps).map(move |step| {
            let angle = first + std::f64::consts::PI * step as f64 / steps as f64;
            pos(centre.plus(Point::new(angle.cos(), angle.sin()).scaled(radius)))
        })
    };
    let quarter = std::f64::consts::FRAC_PI_2;
    end(to, heading - quarter).chain(end(from, heading + quarter)).collect()
}

/// How many straight pieces stand for a part of a circle. (One of length `c` is `c^2 / 8r` off in its middle.)
fn corners(radius: f64, angle: f64) -> usize {
    let piece = (8.0 * TOLERANCE_PT * radius.max(1.0)).sqrt();
    ((radius * angle.abs() / piece).ceil() as usize).clamp(4, 256)
}

fn arc(
    painter: &egui::Painter,
    centre: Point,
    radius: f64,
    (start_deg, sweep_deg): (f64, f64),
    width: f64,
    line: Color32,
) {
    let stroke = Stroke::new(width as f32, line);
    let steps = corners(radius, sweep_deg.to_radians());
    let point = |step: usize| {
        let angle = (start_deg + sweep_deg * step as f64 / steps as f64).to_radians();
        pos(centre.plus(Point::new(angle.cos(), angle.sin()).scaled(radius)))
    };
    if sweep_deg.abs() >= 360.0 {
        painter.add(PathShape::closed_line((0..steps).map(point).collect(), stroke));
        return;
    }
    let points: Vec<Pos2> = (0..=steps).map(point).collect();
    let ends = [points[0], points[steps]];
    painter.add(PathShape::line(points, stroke));
    if line.is_opaque() {
        for end in ends {
            painter.add(CircleShape::filled(end, width as f32 / 2.0, line));
        }
    }
}

/// A polygon of any form, filled; its edge is not smoothed.
fn mesh(points: &[Point], fill: Color32) -> Mesh {
    let vertices =
        points.iter().map(|point| Vertex { pos: pos(*point), uv: WHITE_UV, color: fill }).collect();
    let indices = triangles(points).into_iter().flatten().map(|index| index as u32).collect();
    Mesh { indices, vertices, texture_id: egui::TextureId::default() }
}
