//! What is wrong with a rules file, as plain data.

use std::cell::RefCell;
use std::fmt;
use std::ops::Range;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The file cannot be used.
    Error,
    /// The file can be used, but a part of it does nothing.
    Warning,
}

impl Level {
    /// `error` or `warning`.
    pub fn name(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
        }
    }
}

/// One mistake in a rules file.
///
/// `Display` gives it in one line, such as `bridge.toml:3:1: error: unknown key ...`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub level: Level,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The file's name as the caller gave it.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The character in the line, counted from 1.
    pub column: usize,
    /// The bytes of the text that it is about.
    pub span: Range<usize>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Diagnostic { level, message, file, line, column, .. } = self;
        write!(f, "{file}:{line}:{column}: {}: {message}", level.name())?;
        match &self.help {
            Some(help) => write!(f, " ({help})"),
            None => Ok(()),
        }
    }
}

/// The mistakes found so far in one file. Reading goes on after each of them.
pub(super) struct Problems<'a> {
    file: &'a str,
    text: &'a str,
    found: RefCell<Vec<Diagnostic>>,
}

impl<'a> Problems<'a> {
    pub(super) fn new(file: &'a str, text: &'a str) -> Self {
        Problems { file, text, found: RefCell::default() }
    }

    /// Reports a mistake with which the file cannot be used, and what to do about it.
    pub(super) fn error(&self, span: Range<usize>, message: impl Into<String>, help: Option<&str>) {
        self.add(Level::Error, span, message.into(), help);
    }

    /// Reports what does nothing, and what to do about it.
    pub(super) fn warn(&self, span: Range<usize>, message: impl Into<String>, help: Option<&str>) {
        self.add(Level::Warning, span, message.into(), help);
    }

    pub(super) fn any_errors(&self) -> bool {
        self.found.borrow().iter().any(|diagnostic| diagnostic.level == Level::Error)
    }

    /// All mistakes in the order of the text.
    pub(super) fn into_sorted(self) -> Vec<Diagnostic> {
        let mut found = self.found.into_inner();
        found.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.level, diagnostic.span.end));
        found
    }

    fn add(&self, level: Level, span: Range<usize>, message: String, help: Option<&str>) {
        let (line, column) = line_and_column(self.text, span.start);
        let (file, help) = (self.file.to_string(), help.map(str::to_string));
        self.found.borrow_mut().push(Diagnostic { level, message, help, file, line, column, span });
    }
}

/// Line and character of a byte, both counted from 1.
fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (1 + before.matches('\n').count(), 1 + before[line_start..].chars().count())
}

#[cfg(test)]
mod tests {
    use super::line_and_column;

    #[test]
    fn columns_count_characters_and_lines_start_at_one() {
        assert_eq!(line_and_column("", 0), (1, 1));
        assert_eq!(line_and_column("a\nbc", 3), (2, 2));
        assert_eq!(line_and_column("é = 1", 3), (1, 3));
        assert_eq!(line_and_column("a\n", 9), (2, 1));
    }
}
