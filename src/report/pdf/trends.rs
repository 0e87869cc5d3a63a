//! The weeks of each exercise on A4 paper.

use std::io::{self, Write};

use super::layout::{CONTENT_WIDTH, MARGIN, Pages};
use super::{paint, parts};
use crate::graphics::drawing::{Anchor, Drawing, Ink};
use crate::messages::Language;
use crate::messages::words::Trends as Words;
use crate::motion::Point;
use crate::report::history::WrittenWeek;
use crate::report::trends::{Trend, sheets};

/// Points between two curves beside each other, and above each for its name.
const BETWEEN: f64 = 12.0;
const NAME: f64 = 12.0;

/// Writes the weeks as a PDF with curves, in a language.
///
/// # Errors
///
/// Passes on what the stream says.
pub fn write(mut out: impl Write, weeks: &[WrittenWeek], language: &Language) -> io::Result<()> {
    let words = &language.words.trends;
    let mut pages = Pages::default();
    let trends = sheets(weeks, language);
    for trend in &trends {
        exercise(&mut pages, trend, words);
    }
    if trends.is_empty() {
        pages.heading(&words.none, 12.0, Ink::Text, 0.0);
    }
    out.write_all(&paint::pdf(&pages.finish(&language.words.report.page), &words.title)?)?;
    out.flush()
}

fn exercise(pages: &mut Pages, trend: &Trend, words: &Words) {
    pages.begin_page();
    pages.heading(&words.kind.to_uppercase(), 7.5, Ink::Right, 40.0);
    pages.heading(&trend.title, 19.0, Ink::Text, 30.0);
    pages.paragraph(&trend.subtitle, 9.0, Ink::Quiet);
    pages.gap(6.0);
    parts::tiles(pages, &trend.tiles);
    pages.gap(8.0);
    for row in trend.charts.chunks(2) {
        charts(pages, row);
    }
    pages.heading(&words.in_numbers, 9.0, Ink::Quiet, 40.0);
    pages.table(&trend.latest);
    if let Some(earlier) = &trend.earlier {
        pages.gap(8.0);
        pages.heading(&words.earlier, 9.0, Ink::Quiet, 40.0);
        pages.table(earlier);
    }
}

/// Curves beside each other, each below its name.
fn charts(pages: &mut Pages, charts: &[(String, Drawing)]) {
    let width = (CONTENT_WIDTH - BETWEEN) / 2.0;
    let scaled: Vec<(&String, Drawing)> =
        charts.iter().map(|(name, drawing)| (name, drawing.scaled(width / drawing.width))).collect();
    let height = NAME + scaled.iter().map(|(_, drawing)| drawing.height).fold(0.0, f64::max) + 8.0;
    let (page, y) = pages.room(height);
    for (place, (name, drawing)) in scaled.iter().enumerate() {
        let x = MARGIN + place as f64 * (width + BETWEEN);
        page.strong(Point::new(x, y + 8.0), name.as_str(), 8.4, Ink::Quiet, Anchor::Start);
        page.place(drawing, Point::new(x, y + NAME));
    }
    pages.advance(height);
}
