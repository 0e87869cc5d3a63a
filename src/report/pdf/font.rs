//! How wide words are on paper, and where lines break.

use ab_glyph::Font;

use crate::graphics::font::{self, REPLACEMENT};
use crate::graphics::lines::filled;

/// The text in letters that the font has.
pub(super) fn printable(text: &str) -> String {
    let Some(font) = font::font() else { return text.to_string() };
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '→' => plain.push('–'),
            letter if letter.is_whitespace() => plain.push(' '),
            letter if font::glyph(font, letter).is_some() => plain.push(letter),
            _ => plain.push(REPLACEMENT),
        }
    }
    plain
}

/// Points across one line of text.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let Some(font) = font::font() else { return 0.0 };
    let units: f32 = text.chars().map(|letter| font.h_advance_unscaled(font.glyph_id(letter))).sum();
    f64::from(units) * font::unit(font, size)
}

/// The text in lines of at most `limit` points; a longer word has a line of its own.
pub(super) fn wrap(text: &str, size: f64, limit: f64) -> Vec<String> {
    filled(text, limit, |line| width(line, size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_that_a_sheet_uses_is_in_the_font() {
        let used = "AZaz09ÄÖÜäöüßØ°%.,:;?'’“”–()·…×≥≤";
        assert_eq!(printable(used), used);
        assert_eq!(printable("2 → 3 \u{1F600}"), "2 – 3 ?");
    }

    #[test]
    fn lines_keep_their_width() {
        let text = "Lift your hips until they line up with your knees";
        let lines = wrap(text, 9.0, 100.0);
        assert!(lines.len() > 1 && lines.iter().all(|line| width(line, 9.0) <= 100.0), "{lines:?}");
        assert_eq!(lines.join(" "), text);
    }
}
