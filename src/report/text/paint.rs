//! Colours of a terminal, by meaning.

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Heading,
    Good,
    Bad,
    Faint,
}

/// Whether and how text is coloured.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    pub(super) colour: bool,
}

impl Paint {
    /// The text in its style; the text alone where colours are off.
    pub(super) fn apply(self, style: Style, text: &str) -> String {
        if !self.colour {
            return text.to_string();
        }
        let code = match style {
            Style::Heading => "1",
            Style::Good => "32",
            Style::Bad => "33",
            Style::Faint => "2",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}
