//! Pages of marks -> a PDF.

use std::io;

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point as PdfPoint};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, TextDirection};

use super::font::{printable, width};
use crate::graphics::drawing::{Anchor, Drawing, Ink, Mark};
use crate::graphics::font;
use crate::motion::Point;

/// Control points of a quarter circle, as a share of its radius.
const ROUND: f64 = 0.552_284_75;

/// The stroke around letters that makes them heavier, in ems: the font has one weight, a light one.
const NORMAL_EM: f64 = 0.012;
const STRONG_EM: f64 = 0.045;

/// The document. The same pages give the same bytes.
pub(super) fn pdf(pages: &[Drawing], title: &str) -> io::Result<Vec<u8>> {
    let font = Font::new(font::FILE.to_vec().into(), 0);
    let font = font.ok_or_else(|| io::Error::other("the font cannot be read"))?;
    let mut document = Document::new();
    let about = Metadata::new().title(title.to_string()).language("en".to_string()).creator(format!(
        "{} {}",
        env!("CARGO_PKG_NAME"),
        env!("CARGO_PKG_VERSION")
    ));
    document.set_metadata(about);
    for page in pages {
        let size = PageSettings::from_wh(page.width as f32, page.height as f32);
        let size = size.ok_or_else(|| io::Error::other("the page has no size"))?;
        let mut sheet = document.start_page_with(size);
        let mut surface = sheet.surface();
        for mark in &page.marks {
            draw(&mut surface, mark, &font);
        }
        surface.finish();
        sheet.finish();
    }
    document.finish().map_err(|error| io::Error::other(format!("the PDF cannot be written: {error:?}")))
}

fn draw(surface: &mut Surface<'_>, mark: &Mark, font: &Font) {
    match mark {
        Mark::Line { points, width, ink, dashed } => {
            surface.set_fill(None);
            let dash = dashed.then(|| StrokeDash { array: vec![3.0, 2.5], offset: 0.0 });
            surface.set_stroke(Some(stroke(*ink, *width, dash)));
            if let Some(path) = path(points, false) {
                surface.draw_path(&path);
            }
        }
        Mark::Area { points, ink, opacity } => {
            surface.set_stroke(None);
            surface.set_fill(Some(fill(*ink, *opacity)));
            if let Some(path) = path(points, true) {
                surface.draw_path(&path);
            }
        }
        Mark::Disc { centre, radius, ink } => {
            surface.set_stroke(None);
            surface.set_fill(Some(fill(*ink, 1.0)));
            if let Some(path) = disc(*centre, *radius) {
                surface.draw_path(&path);
            }
        }
        Mark::Text { at, text, size, ink, anchor, strong } => {
            let text = printable(text);
            let back = match anchor {
                Anchor::Start => 0.0,
                Anchor::Middle => width(&text, *size) / 2.0,
                Anchor::End => width(&text, *size),
            };
            let heavier = if *strong { STRONG_EM } else { NORMAL_EM };
            surface.set_fill(Some(fill(*ink, 1.0)));
            surface.set_stroke(Some(stroke(*ink, heavier * size, None)));
            let start = PdfPoint::from_xy((at.x - back) as f32, at.y as f32);
            surface.draw_text(start, font.clone(), *size as f32, &text, false, TextDirection::LeftToRight);
        }
    }
}

fn fill(ink: Ink, opacity: f64) -> Fill {
    let opacity = NormalizedF32::new(opacity.clamp(0.0, 1.0) as f32).unwrap_or(NormalizedF32::ONE);
    Fill { paint: colour(ink).into(), opacity, rule: FillRule::NonZero }
}

fn stroke(ink: Ink, width: f64, dash: Option<StrokeDash>) -> Stroke {
    Stroke {
        paint: colour(ink).into(),
        width: width as f32,
        line_cap: if dash.is_some() { LineCap::Butt } else { LineCap::Round },
        line_join: LineJoin::Round,
        dash,
        ..Stroke::default()
    }
}

fn colour(ink: Ink) -> rgb::Color {
    let [red, green, blue] = ink.on_paper();
    rgb::Color::new(red, green, blue)
}

fn path(points: &[Point], closed: bool) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for (place, point) in points.iter().enumerate() {
        match place {
            0 => builder.move_to(point.x as f32, point.y as f32),
            _ => builder.line_to(point.x as f32, point.y as f32),
        }
    }
    if closed {
        builder.close();
    }
    builder.finish()
}

fn disc(centre: Point, radius: f64) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let at = |x: f64, y: f64| ((centre.x + x * radius) as f32, (centre.y + y * radius) as f32);
    let (x, y) = at(1.0, 0.0);
    builder.move_to(x, y);
    let quarters = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0), (1.0, 0.0)];
    for pair in quarters.windows(2) {
        let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
        let (first, second, end) =
            (at(ax + bx * ROUND, ay + by * ROUND), at(bx + ax * ROUND, by + ay * ROUND), at(bx, by));
        builder.cubic_to(first.0, first.1, second.0, second.1, end.0, end.1);
    }
    builder.close();
    builder.finish()
}
