//! Text for people on standard output: headings, sentences that keep the width, tables.

use std::io::{self, StdoutLock, Write};

use super::terminal;
use crate::report::{Layout, wrap};

/// Longer lines are tiring to read.
const WIDEST: usize = 100;
/// Below this, text runs over.
const NARROWEST: usize = 40;

/// Standard output as a page.
pub(super) struct Page {
    out: StdoutLock<'static>,
    layout: Layout,
}

impl Page {
    pub(super) fn stdout() -> Self {
        Page { out: io::stdout().lock(), layout: terminal::stdout_layout(false) }
    }

    /// Whether colours may be used.
    pub(super) fn has_colour(&self) -> bool {
        self.layout.colour
    }

    pub(super) fn heading(&mut self, text: &str) -> io::Result<()> {
        if self.layout.colour {
            writeln!(self.out, "\u{1b}[1m{text}\u{1b}[0m")
        } else {
            writeln!(self.out, "{text}")
        }
    }

    /// The columns that text may take.
    pub(super) fn width(&self) -> usize {
        self.layout.width.clamp(NARROWEST, WIDEST)
    }

    /// A line as it is.
    pub(super) fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}", text.trim_end())
    }

    pub(super) fn blank(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// A sentence after `lead`; its later lines stand below its first.
    pub(super) fn item(&mut self, lead: &str, text: &str) -> io::Result<()> {
        let indent = lead.chars().count();
        let width = self.width().saturating_sub(indent);
        for (i, line) in wrap(text, width).iter().enumerate() {
            if i == 0 {
                writeln!(self.out, "{lead}{line}")?;
            } else {
                writeln!(self.out, "{:indent$}{line}", "")?;
            }
        }
        Ok(())
    }

    /// Rows with columns as wide as their widest cell.
    pub(super) fn table<const N: usize>(&mut self, rows: &[[String; N]]) -> io::Result<()> {
        let widths: [usize; N] =
            std::array::from_fn(|i| rows.iter().map(|row| row[i].chars().count()).max().unwrap_or(0));
        for row in rows {
            let cells: [String; N] =
                std::array::from_fn(|i| format!("{:<width$}", row[i], width = widths[i]));
            writeln!(self.out, "{}", cells.join("  ").trim_end())?;
        }
        Ok(())
    }
}
