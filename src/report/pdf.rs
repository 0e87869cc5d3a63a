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
use crate::messages::{Language, fill};

pub(super) fn begin<'a>(out: &'a mut dyn Write, layout: Layout) -> Box<dyn Report + 'a> {
    Box::new(Pdf { out, language: layout.language, sheets: Vec::new() })
}

struct Pdf<'a> {
    out: &'a mut dyn Write,
    language: &'static Language,
    sheets: Vec<Sheet>,
}

impl Report for Pdf<'_> {
    fn add(&mut self, session: &Session) -> io::Result<()> {
        let widths = [CONTENT_WIDTH, parts::NARROW_CHART];
        self.sheets.push(Sheet::of(session, &widths, self.language));
        Ok(())
    }

    fn finish(&mut self, failed: usize) -> io::Result<()> {
        let mut pages = Pages::default();
        for sheet in &self.sheets {
            parts::sheet(&mut pages, sheet);
        }
        let words = &self.language.words.report;
        if self.sheets.is_empty() || failed > 0 {
            parts::failed(&mut pages, &words.not_judged.with(failed));
        }
        let about = self.sheets.first().map_or(&words.kind, |sheet| &sheet.title);
        let about = fill(&words.titled, &[("title", about)]);
        self.out.write_all(&paint::pdf(&pages.finish(&words.page), &about)?)?;
        self.out.flush()
    }
}
