//! Text for people on a terminal or in a file: headings, sentences that keep the width, tables.

use std::borrow::Cow;
use std::io::{self, Write};

use anstream::adapter::strip_str;
use anstyle::{AnsiColor, Style};

use super::Layout;
use crate::graphics::lines::filled;

/// Longer lines are tiring to read.
const WIDEST: usize = 100;
/// Below this, text runs over.
const NARROWEST: usize = 40;

const HEADING: Style = Style::new().bold();
pub(super) const GOOD: Style = AnsiColor::Green.on_default();
pub(super) const BAD: Style = AnsiColor::Yellow.on_default();
pub(super) const FAINT: Style = Style::new().dimmed();

/// Text for people, written line by line.
pub(crate) struct Page<'a> {
    out: Box<dyn Write + 'a>,
    layout: Layout,
}

impl<'a> Page<'a> {
    pub(crate) fn new(out: impl Write + 'a, layout: Layout) -> Self {
        Page { out: Box::new(out), layout }
    }

    /// The columns that text may take.
    pub(super) fn width(&self) -> usize {
        self.layout.width.clamp(NARROWEST, WIDEST)
    }

    pub(crate) fn heading(&mut self, text: &str) -> io::Result<()> {
        self.line(&format!("{HEADING}{}{HEADING:#}", printable(text)))
    }

    /// A line as it is; its styles are left out where colours may not be used.
    pub(super) fn line(&mut self, text: &str) -> io::Result<()> {
        let text = text.trim_end();
        if self.layout.colour {
            writeln!(self.out, "{text}")
        } else {
            writeln!(self.out, "{}", strip_str(text))
        }
    }

    pub(crate) fn blank(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// A sentence after `lead`; its later lines stand below its first.
    pub(crate) fn item(&mut self, lead: &str, text: &str) -> io::Result<()> {
        self.hanging(lead, lead.chars().count(), text)
    }

    /// A sentence after `lead`; its later lines stand `indent` columns in.
    pub(super) fn hanging(&mut self, lead: &str, indent: usize, text: &str) -> io::Result<()> {
        for (i, line) in wrapped(&printable(text), self.width().saturating_sub(indent)).iter().enumerate() {
            if i == 0 {
                self.line(&format!("{lead}{line}"))?;
            } else {
                self.line(&format!("{}{line}", spaces(indent)))?;
            }
        }
        Ok(())
    }

    /// Rows with columns as wide as their widest cell.
    pub(crate) fn table<R: AsRef<[String]>>(&mut self, rows: &[R]) -> io::Result<()> {
        let shown = |cell: &String| clipped(&printable(cell));
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.as_ref().iter().map(shown).collect()).collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let width =
            |i: usize| rows.iter().filter_map(|row| row.get(i)).map(|cell| cell.chars().count()).max();
        let widths: Vec<usize> = (0..columns).map(|i| width(i).unwrap_or(0)).collect();
        for row in &rows {
            let padded = row.iter().zip(&widths).map(|(cell, width)| padded(cell, *width));
            self.line(&padded.collect::<Vec<_>>().join("  "))?;
        }
        Ok(())
    }
}

/// A cell of a table is cut after so many characters.
const WIDEST_CELL: usize = 80;

/// A text, cut where no table has room for it.
pub(super) fn clipped(text: &str) -> String {
    match text.char_indices().nth(WIDEST_CELL) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

pub(super) fn spaces(count: usize) -> String {
    " ".repeat(count)
}

/// A text with spaces behind it, in so many columns.
pub(super) fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", spaces(columns.saturating_sub(text.chars().count())))
}

/// A text that does nothing to a terminal but stand there. What a file, a rule or a person is called may hold
/// characters that move the cursor, change colours or turn the direction of writing.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    let shown = |c: char| match c {
        '\n' => c,
        '\u{7f}' => '\u{2421}',
        // Unicode has a picture for each.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            char::REPLACEMENT_CHARACTER
        }
        _ => c,
    };
    if text.chars().all(|c| shown(c) == c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(shown).collect())
}

/// A text in lines of at most so many columns.
pub(super) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    filled(text, columns as f64, |line| line.chars().count() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_do_nothing_to_a_terminal() {
        assert_eq!(printable("Brücke\nübermorgen"), "Brücke\nübermorgen");
        assert_eq!(printable("\u{1b}[2J\u{1b}]0;x\u{7}.mp4\r\u{7f}"), "␛[2J␛]0;x␇.mp4␍␡");
        assert_eq!(printable("a\u{9b}31m\u{202e}4pm"), "a\u{fffd}31m\u{fffd}4pm");
        let mut written = Vec::new();
        let mut page = Page::new(&mut written, Layout { colour: true, ..Layout::plain(false) });
        page.heading("a\u{1b}[2Jb").expect("memory");
        page.item("lead ", "c\u{1b}[2Jd").expect("memory");
        page.table(&[["e\u{1b}[2Jf".to_string()]]).expect("memory");
        drop(page);
        let text = String::from_utf8(written).expect("text");
        assert!(!text.contains("\u{1b}[2J") && text.contains("c␛[2Jd"), "{text:?}");
    }
}
