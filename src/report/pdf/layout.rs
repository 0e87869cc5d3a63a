//! Pages that fill from top to bottom.

use super::font::{printable, width, wrap};
use crate::graphics::drawing::{Anchor, Drawing, Ink};
use crate::messages::fill;
use crate::motion::Point;
use crate::report::chart::verdict;
use crate::report::sheet::Table;

/// A4 in points, and its margins.
const PAGE: (f64, f64) = (595.28, 841.89);
pub(super) const MARGIN: f64 = 40.0;
const BOTTOM: f64 = 38.0;

/// Points between the margins.
pub(super) const CONTENT_WIDTH: f64 = PAGE.0 - 2.0 * MARGIN;

/// Distance of base lines over the size of the letters.
const LINE: f64 = 1.28;

/// Room that a verdict's mark takes before its word.
const MARK: f64 = 10.0;

/// The pages so far, and where the next thing goes.
#[derive(Default)]
pub(super) struct Pages {
    pages: Vec<Drawing>,
    y: f64,
}

impl Pages {
    /// All pages, numbered in such words where there are several.
    pub(super) fn finish(mut self, number: &str) -> Vec<Drawing> {
        if self.pages.is_empty() {
            self.begin_page();
        }
        let all = self.pages.len();
        for (place, page) in self.pages.iter_mut().enumerate().filter(|_| all > 1) {
            let at = Point::new(PAGE.0 - MARGIN, PAGE.1 - 22.0);
            let number = fill(number, &[("number", &(place + 1).to_string()), ("all", &all.to_string())]);
            page.text(at, number, 7.5, Ink::Quiet, Anchor::End);
        }
        self.pages
    }

    /// Goes on at the top of a new page.
    pub(super) fn begin_page(&mut self) {
        self.pages.push(Drawing::new(PAGE.0, PAGE.1, String::new()));
        self.y = MARGIN;
    }

    /// Makes sure that the next `height` points are on one page, and returns it with the place.
    pub(super) fn room(&mut self, height: f64) -> (&mut Drawing, f64) {
        let full = self.pages.is_empty() || self.y + height > PAGE.1 - BOTTOM;
        // What is higher than a page begins at its top and runs over.
        if full && (self.y != MARGIN || self.pages.is_empty()) {
            self.begin_page();
        }
        let place = self.pages.len() - 1;
        (&mut self.pages[place], self.y)
    }

    /// Takes the points that something stands in.
    pub(super) fn advance(&mut self, height: f64) {
        self.y += height;
    }

    /// Air, except at the top of a page.
    pub(super) fn gap(&mut self, height: f64) {
        if self.y > MARGIN {
            self.y += height;
        }
    }

    /// A line across the page.
    pub(super) fn rule(&mut self) {
        let (page, y) = self.room(4.0);
        page.line(vec![Point::new(MARGIN, y), Point::new(PAGE.0 - MARGIN, y)], 0.5, Ink::Grid);
        self.advance(4.0);
    }

    /// One line of strong letters that stays with at least `follow` points of what it is about.
    pub(super) fn heading(&mut self, text: &str, size: f64, ink: Ink, follow: f64) {
        let (page, y) = self.room(size * LINE + follow);
        page.strong(Point::new(MARGIN, y + size), text, size, ink, Anchor::Start);
        self.advance(size * LINE);
    }

    /// A paragraph across the page.
    pub(super) fn paragraph(&mut self, text: &str, size: f64, ink: Ink) {
        for line in wrap(&printable(text), size, CONTENT_WIDTH) {
            let (page, y) = self.room(size * LINE);
            page.text(Point::new(MARGIN, y + size), line, size, ink, Anchor::Start);
            self.advance(size * LINE);
        }
    }

    /// A drawing across the page.
    pub(super) fn drawing(&mut self, drawing: &Drawing) {
        let (page, y) = self.room(drawing.height);
        page.place(drawing, Point::new(MARGIN, y));
        self.advance(drawing.height);
    }

    /// A table across the page; its head stands again where it goes on.
    pub(super) fn table(&mut self, table: &Table) {
        const SIZE: f64 = 7.6;
        const AIR: f64 = 5.0;
        const ROW: f64 = SIZE * LINE + 1.6;
        let shares: f64 = table.head.iter().map(|column| column.share).sum();
        let mut left = MARGIN;
        let columns: Vec<(f64, f64)> = table
            .head
            .iter()
            .map(|column| {
                let from = left;
                left += column.share / shares * CONTENT_WIDTH;
                (from, left)
            })
            .collect();
        let mut top = None;
        for row in &table.rows {
            let lines: Vec<Vec<String>> = row
                .iter()
                .zip(&columns)
                .map(|(cell, (from, to))| {
                    let mark = if cell.ink.is_some() { MARK } else { 0.0 };
                    wrap(&printable(&cell.text), SIZE, to - from - AIR - mark)
                })
                .collect();
            let height = lines.iter().map(Vec::len).max().unwrap_or(1).max(1) as f64 * SIZE * LINE + 1.6;
            self.room(height + if top.is_none() { ROW } else { 0.0 });
            if top != Some(self.pages.len()) {
                top = Some(self.pages.len());
                self.table_head(table, &columns, SIZE, AIR);
            }
            let (page, y) = self.room(height);
            for (place, (cell, cell_lines)) in row.iter().zip(&lines).enumerate() {
                let (from, to) = columns[place];
                for (number, text) in cell_lines.iter().enumerate() {
                    let base = y + SIZE + 0.6 + number as f64 * SIZE * LINE;
                    match cell.ink {
                        Some(ink) => {
                            let start = if table.head[place].number {
                                to - AIR - width(text, SIZE)
                            } else {
                                from + MARK
                            };
                            if number == 0 {
                                verdict(page, Point::new(start - 6.0, base - 2.6), name_of(ink));
                            }
                            page.strong(Point::new(start, base), text, SIZE, ink, Anchor::Start);
                        }
                        None if table.head[place].number => {
                            page.text(Point::new(to - AIR, base), text, SIZE, Ink::Text, Anchor::End);
                        }
                        None => page.text(Point::new(from, base), text, SIZE, Ink::Text, Anchor::Start),
                    }
                }
            }
            let under = y + height;
            page.line(
                vec![Point::new(MARGIN, under), Point::new(MARGIN + CONTENT_WIDTH, under)],
                0.3,
                Ink::Grid,
            );
            self.advance(height);
        }
    }

    fn table_head(&mut self, table: &Table, columns: &[(f64, f64)], size: f64, air: f64) {
        let (page, y) = self.room(size * LINE + 1.6);
        for (column, (from, to)) in table.head.iter().zip(columns) {
            let (x, anchor) = if column.number { (to - air, Anchor::End) } else { (*from, Anchor::Start) };
            page.strong(Point::new(x, y + size), &column.name, size - 0.4, Ink::Quiet, anchor);
        }
        self.advance(size * LINE + 1.6);
    }
}

/// The verdict whose mark an ink stands for.
fn name_of(ink: Ink) -> &'static str {
    match ink {
        Ink::Good => "good",
        Ink::Faulty => "faulty",
        Ink::Partial => "partial",
        _ => "unjudged",
    }
}

/// A paragraph in a column of a page; returns how high it is. Draws nothing where `page` is none.
pub(super) fn column(
    page: Option<&mut Drawing>,
    text: &str,
    at: Point,
    limit: f64,
    (size, ink, strong): (f64, Ink, bool),
) -> f64 {
    let lines = wrap(&printable(text), size, limit);
    if let Some(page) = page {
        for (place, line) in lines.iter().enumerate() {
            let base = Point::new(at.x, at.y + size + place as f64 * size * LINE);
            if strong {
                page.strong(base, line, size, ink, Anchor::Start);
            } else {
                page.text(base, line, size, ink, Anchor::Start);
            }
        }
    }
    lines.len() as f64 * size * LINE
}
