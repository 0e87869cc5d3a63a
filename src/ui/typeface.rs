//! How wide words are, how their letters are drawn, where lines break.

use ab_glyph::{Font, FontRef, OutlineCurve};

use super::shape::Weight;
use super::theme::boldness_em;
use crate::graphics::font::{self, REPLACEMENT};
use crate::graphics::lines::filled;

/// Height of capitals and digits in ems, from the font's OS/2 table.
pub const CAP_HEIGHT_EM: f64 = 0.693;

/// A letter of a line: its outline and where it stands.
pub(super) struct Letter {
    /// Curves in font units, y upwards.
    pub(super) curves: Vec<OutlineCurve>,
    /// Pixels from the start of the line.
    pub(super) x: f64,
    /// Pixels of one font unit.
    pub(super) scale: f64,
}

/// Width of one line of text in pixels.
pub fn width_px(text: &str, size_px: f64, weight: Weight) -> f64 {
    walk(text, size_px, weight, |_, _, _, _| {})
}

/// The letters of one line.
pub(super) fn letters(text: &str, size_px: f64, weight: Weight) -> Vec<Letter> {
    let mut letters = Vec::new();
    walk(text, size_px, weight, |font, glyph, x, scale| {
        if let Some(outline) = font.outline(glyph) {
            letters.push(Letter { curves: outline.curves, x, scale });
        }
    });
    letters
}

fn walk(
    text: &str,
    size_px: f64,
    weight: Weight,
    mut each: impl FnMut(&FontRef<'static>, ab_glyph::GlyphId, f64, f64),
) -> f64 {
    let Some(font) = font::font() else { return 0.0 };
    let scale = font::unit(font, size_px);
    let spacing = boldness_em(weight) / 2.0 * size_px;
    let mut x = 0.0;
    let mut previous = None;
    for character in text.chars() {
        let glyph = font::glyph(font, character).unwrap_or_else(|| font.glyph_id(REPLACEMENT));
        if let Some(previous) = previous {
            x += f64::from(font.kern_unscaled(previous, glyph)) * scale + spacing;
        }
        each(font, glyph, x, scale);
        x += f64::from(font.h_advance_unscaled(glyph)) * scale;
        previous = Some(glyph);
    }
    x
}

/// Breaks a text between words so that no line is wider than `limit_px`; a longer word stands alone.
///
/// The lines are as even as their number allows: a lone last word is hard to read in passing.
pub fn wrap(text: &str, size_px: f64, weight: Weight, limit_px: f64) -> Vec<String> {
    let greedy = fill(text, size_px, weight, limit_px);
    if greedy.len() < 2 {
        return greedy;
    }
    // Narrow the lines for as long as they stay as few.
    let (mut low, mut high) = (0.0, limit_px);
    let mut best = greedy;
    for _ in 0..12 {
        let middle = (low + high) / 2.0;
        let lines = fill(text, size_px, weight, middle);
        let fits = lines.iter().all(|line| width_px(line, size_px, weight) <= limit_px);
        if lines.len() == best.len() && fits {
            best = lines;
            high = middle;
        } else {
            low = middle;
        }
    }
    best
}

/// A text whose lines break at its commas alone.
pub fn breaking_at_commas(text: &str) -> String {
    text.replace(' ', "\u{a0}").replace(",\u{a0}", ", ")
}

fn fill(text: &str, size_px: f64, weight: Weight, limit_px: f64) -> Vec<String> {
    filled(text, limit_px, |line| width_px(line, size_px, weight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_evenly_and_within_the_limit() {
        let text = "Lift your hips until they line up with your knees";
        let whole = width_px(text, 20.0, Weight::Strong);
        let limit = whole * 0.7;
        let lines = wrap(text, 20.0, Weight::Strong, limit);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines.join(" "), text);
        let widths: Vec<f64> = lines.iter().map(|line| width_px(line, 20.0, Weight::Strong)).collect();
        assert!(widths.iter().all(|width| *width <= limit));
        assert!((widths[0] - widths[1]).abs() < 0.2 * whole, "{lines:?}");
    }

    #[test]
    fn words_wider_than_the_line_stand_alone() {
        assert_eq!(wrap("a Donaudampfschifffahrt b", 20.0, Weight::Normal, 30.0).len(), 3);
        assert!(wrap("  ", 20.0, Weight::Normal, 30.0).is_empty());
        assert_eq!(wrap("hold 3\u{a0}s", 20.0, Weight::Normal, 30.0), ["hold", "3\u{a0}s"]);
    }
}
