//! Lines of text as textures, kept from repaint to repaint. The letters are those of recorded
//! pictures: egui has no bold ones.

use std::collections::HashMap;

use eframe::egui::{self, Color32, ColorImage, Pos2, Rect, TextureHandle, TextureOptions, Vec2};

use super::super::raster::{self, Stencil};
use super::super::shape::{Align, Weight};
use super::super::typeface;
use crate::motion::Point;

/// Repaints after which a line that was not shown any more is forgotten.
const KEPT_REPAINTS: u64 = 90;

/// Lines of text that were shown lately.
#[derive(Default)]
pub(in crate::ui) struct Lettering {
    lines: HashMap<Key, Line>,
    repaint: u64,
}

#[derive(PartialEq, Eq, Hash)]
struct Key {
    text: String,
    size_bits: u64,
    weight: Weight,
}

struct Line {
    /// None for a line without letters, as a space.
    letters: Option<Letters>,
    used: u64,
}

struct Letters {
    texture: TextureHandle,
    /// From the origin on the base line to the upper left corner, in the screen's pixels.
    offset: Vec2,
    size: Vec2,
}

impl Lettering {
    /// A repaint begins.
    pub(in crate::ui) fn begin(&mut self) {
        self.repaint += 1;
        let oldest = self.repaint.saturating_sub(KEPT_REPAINTS);
        self.lines.retain(|_, line| line.used >= oldest);
    }

    /// Writes a line of text; sizes in points.
    pub(in crate::ui) fn write(
        &mut self,
        painter: &egui::Painter,
        (text, size, weight): (&str, f64, Weight),
        (anchor, align): (Point, Align),
        colour: Color32,
    ) {
        let scale = painter.ctx().pixels_per_point();
        let size_px = size * f64::from(scale);
        let width = typeface::width_px(text, size, weight);
        let left = match align {
            Align::Left => anchor.x,
            Align::Centre => anchor.x - width / 2.0,
            Align::Right => anchor.x - width,
        };
        let key = Key { text: text.to_owned(), size_bits: size_px.to_bits(), weight };
        let repaint = self.repaint;
        let line = self.lines.entry(key).or_insert_with(|| {
            let letters = raster::lettering(text, size_px, weight);
            Line { letters: letters.map(|stencil| Letters::new(painter.ctx(), &stencil)), used: repaint }
        });
        line.used = repaint;
        let Some(letters) = &line.letters else { return };
        // Whole pixels keep letters sharp.
        let origin = Vec2::new((left as f32 * scale).round(), (anchor.y as f32 * scale).round());
        let corner = (origin + letters.offset) / scale;
        let area = Rect::from_min_size(corner.to_pos2(), letters.size / scale);
        let whole = Rect::from_min_max(Pos2::ZERO, Pos2::new(1.0, 1.0));
        painter.image(letters.texture.id(), area, whole, colour);
    }
}

impl Letters {
    fn new(context: &egui::Context, stencil: &Stencil) -> Self {
        let mask = stencil.mask();
        let size = [mask.width() as usize, mask.height() as usize];
        let pixels = mask.data().iter().map(|share| Color32::from_white_alpha(*share)).collect();
        let texture = context.load_texture("letters", ColorImage::new(size, pixels), TextureOptions::NEAREST);
        let (left, top) = stencil.offset();
        Self {
            texture,
            offset: Vec2::new(left as f32, top as f32),
            size: Vec2::new(size[0] as f32, size[1] as f32),
        }
    }
}
