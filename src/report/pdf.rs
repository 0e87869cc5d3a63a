//! The same sheet on A4 paper, as a PDF whose text can be searched and copied.
//!
//! Written by `krilla`: it sets and embeds the one font (a subset of it), tags nothing away, needs no
//! browser, speaks to no network, and gives the same bytes for the same session.

mod font;
mod layout;
mod paint;
mod parts;
pub(super) mod trends;

use std::io::{self, Write};

use self::layout::{CONTENT_WIDTH, Pages};
use super::session::Session;
use super::sheet::Sheet;
use super::{Layout, Report};

pub(super) fn begin<'a>(out: &'a mut dyn Write, _layout: Layout) -> Box<dyn Report + 'a> {
    Box::new(Pdf { out, sheets: Vec::new() })
}

struct Pdf<'a> {
    out: &'a mut dyn Write,
    sheets: Vec<Sheet>,
}

impl Report for Pdf<'_> {
    fn add(&mut self, session: &Session) -> io::Result<()> {
        self.sheets.push(Sheet::of(session, &[CONTENT_WIDTH, parts::NARROW_CHART]));
        Ok(())
    }

    fn finish(&mut self, failed: usize) -> io::Result<()> {
        let mut pages = Pages::default();
        for sheet in &self.sheets {
            parts::sheet(&mut pages, sheet);
        }
        if self.sheets.is_empty() || failed > 0 {
            parts::failed(&mut pages, failed);
        }
        let about = self.sheets.first().map_or("Exercise report", |sheet| &sheet.title);
        self.out.write_all(&paint::pdf(&pages.finish(), &format!("Exercise report: {about}"))?)?;
        self.out.flush()
    }
}
