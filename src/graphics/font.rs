//! The font of windows, annotated videos and paper: Ubuntu Light (Ubuntu Font Licence 1.0), as packed by
//! `epaint_default_fonts`.

use std::sync::LazyLock;

use ab_glyph::{Font as _, FontRef, GlyphId};

/// The font's file.
pub const FILE: &[u8] = epaint_default_fonts::UBUNTU_LIGHT;

/// Stands for what the font has no glyph for.
pub const REPLACEMENT: char = '?';

static FONT: LazyLock<Option<FontRef<'static>>> = LazyLock::new(|| FontRef::try_from_slice(FILE).ok());

/// The font; none where its file is broken, which a test rules out.
pub fn font() -> Option<&'static FontRef<'static>> {
    FONT.as_ref()
}

/// The glyph of a letter; none where the font lacks it.
pub fn glyph(font: &FontRef<'_>, letter: char) -> Option<GlyphId> {
    Some(font.glyph_id(letter)).filter(|glyph| glyph.0 != 0)
}

/// The length of one font unit where the em square has this size.
pub fn unit(font: &FontRef<'_>, size: f64) -> f64 {
    size / f64::from(font.units_per_em().unwrap_or(1000.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_has_the_letters_that_are_needed() {
        let font = font().expect("the font is whole");
        for letter in "AZaz09äöüÄÖÜßéèñçøåłžğ°%.,:;!?'’“”„–—/()+−×≥≤·…".chars()
        {
            assert!(glyph(font, letter).is_some(), "no glyph for {letter}");
        }
    }
}
