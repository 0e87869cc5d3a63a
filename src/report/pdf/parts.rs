//! A sheet on pages. One or two sets are shown in full; of more sets each gets a strip, so that a
//! day's programme still fits on two pages.

use super::layout::{CONTENT_WIDTH, MARGIN, Pages, column};
use crate::graphics::drawing::{Anchor, Ink};
use crate::messages::fill;
use crate::messages::words::Report as Words;
use crate::motion::Point;
use crate::report::sheet::{Advice, Section, Sheet, Tile};

/// Points across the chart of a strip.
pub(super) const NARROW_CHART: f64 = 330.0;

/// More sets than this are shown in strips.
const MOST_IN_FULL: usize = 2;
/// Up to so many sets, strips have room for postures, and the limits are named.
const MOST_WITH_POSTURES: usize = 5;

/// Postures in strips: their size, and points from one to the next.
const FIGURE_SCALE: f64 = 0.62;
const FIGURE_ROOM: f64 = 86.0;

/// Of the figure of an exercise.
const EXERCISE_HEIGHT: f64 = 66.0;

const BODY: f64 = 8.6;
const SMALL: f64 = 7.6;

pub(super) fn sheet(pages: &mut Pages, sheet: &Sheet) {
    let words = sheet.words();
    pages.begin_page();
    pages.heading(&words.kind.to_uppercase(), 7.5, Ink::Right, 40.0);
    pages.heading(&sheet.title, 19.0, Ink::Text, 30.0);
    pages.paragraph(&sheet.subtitle, 9.0, Ink::Quiet);
    pages.gap(5.0);
    pages.heading(&sheet.outcome.join(" "), 10.5, Ink::Text, 40.0);
    pages.gap(4.0);
    tiles(pages, &sheet.tiles);
    pages.gap(7.0);
    if let Some(overview) = &sheet.overview {
        pages.table(overview);
        pages.gap(7.0);
    }
    if let Some(notes) = &sheet.notes {
        pages.heading(&words.notes, 9.0, Ink::Quiet, 14.0);
        pages.paragraph(notes, BODY, Ink::Text);
        pages.gap(6.0);
    }
    let (many, roomy) = (sheet.sections.len() > MOST_IN_FULL, sheet.sections.len() <= MOST_WITH_POSTURES);
    for section in &sheet.sections {
        if many { strip(pages, section, roomy, words) } else { full(pages, section, words) }
    }
    if many && roomy {
        limits(pages, &sheet.sections, words);
    }
    end(pages, sheet);
}

/// What is said of recordings that have no sheet.
pub(super) fn failed(pages: &mut Pages, told: &str) {
    pages.gap(10.0);
    pages.paragraph(told, BODY, Ink::Quiet);
}

pub(super) fn tiles(pages: &mut Pages, tiles: &[Tile]) {
    const HEIGHT: f64 = 39.0;
    const BETWEEN: f64 = 6.0;
    let count = tiles.len().max(1) as f64;
    let wide = (CONTENT_WIDTH - BETWEEN * (count - 1.0)) / count;
    let (page, y) = pages.room(HEIGHT);
    for (place, tile) in tiles.iter().enumerate() {
        let x = MARGIN + place as f64 * (wide + BETWEEN);
        page.rect(Point::new(x, y), Point::new(x + wide, y + HEIGHT), Ink::Grid, 0.35);
        page.text(Point::new(x + 6.0, y + 10.0), tile.label.clone(), 7.2, Ink::Quiet, Anchor::Start);
        page.strong(Point::new(x + 6.0, y + 24.5), tile.value.clone(), 13.5, Ink::Text, Anchor::Start);
        page.text(Point::new(x + 6.0, y + 34.0), tile.note.clone(), 6.8, Ink::Quiet, Anchor::Start);
    }
    pages.advance(HEIGHT);
}

fn full(pages: &mut Pages, section: &Section, words: &Words) {
    pages.rule();
    pages.gap(3.0);
    // A heading stays with its chart.
    let chart = section.set_chart.first().map_or(60.0, |chart| chart.height);
    pages.heading(&section.title, 12.0, Ink::Text, 2.0 * BODY * section.facts.len() as f64 + chart);
    for fact in &section.facts {
        pages.paragraph(fact, BODY, Ink::Text);
    }
    pages.gap(5.0);
    if let Some(figure) = &section.figure {
        pages.drawing(&figure.scaled(EXERCISE_HEIGHT / figure.height));
        pages.gap(5.0);
    }
    if let Some(chart) = section.set_chart.first() {
        pages.drawing(chart);
        pages.gap(2.0);
        pages.paragraph(&words.paper_keys, 6.8, Ink::Quiet);
        pages.gap(4.0);
    }
    if let Some(movements) = &section.movements {
        pages.table(movements);
        pages.gap(6.0);
    }
    if !section.advice.is_empty() {
        pages.heading(&words.to_change, 9.0, Ink::Quiet, 60.0);
        for one in &section.advice {
            advice(pages, one, words);
        }
        if section.advice.iter().any(|one| !one.figures.is_empty()) {
            pages.paragraph(&words.figures_explained, 6.8, Ink::Quiet);
        }
        pages.gap(5.0);
    }
    if let Some(attempts) = &section.attempts {
        pages.heading(&words.by_attempt, 9.0, Ink::Quiet, 40.0);
        pages.table(attempts);
        pages.gap(6.0);
    }
    beside(pages, (&words.not_judged_why, &section.gaps), (&words.cannot_tell, &section.limits));
}

/// The remedy at the left, its postures at the right.
fn advice(pages: &mut Pages, advice: &Advice, words: &Words) {
    let figures: f64 = advice.figures.iter().map(|(_, drawing)| drawing.width + 6.0).sum();
    let limit = CONTENT_WIDTH - figures - 12.0;
    let slight = if advice.major { String::new() } else { format!(", {}", words.slight) };
    let title = format!("{} ({}{slight})", advice.cue, advice.name);
    let text = column(None, &title, Point::new(0.0, 0.0), limit, (BODY, Ink::Text, true))
        + column(None, &advice.details, Point::new(0.0, 0.0), limit, (SMALL, Ink::Quiet, false));
    let drawn = advice.figures.iter().map(|(_, drawing)| drawing.height + 10.0).fold(0.0, f64::max);
    let height = text.max(drawn) + 5.0;
    let (page, y) = pages.room(height);
    let mut at = Point::new(MARGIN, y + 1.0);
    at.y += column(Some(page), &title, at, limit, (BODY, Ink::Text, true));
    column(Some(page), &advice.details, at, limit, (SMALL, Ink::Quiet, false));
    let mut x = MARGIN + CONTENT_WIDTH - figures;
    for (caption, drawing) in &advice.figures {
        page.place(drawing, Point::new(x, y));
        let under = Point::new(x + drawing.width / 2.0, y + drawing.height + 7.0);
        page.text(under, caption, 7.0, Ink::Quiet, Anchor::Middle);
        x += drawing.width + 6.0;
    }
    pages.advance(height);
}

/// A set in a strip: its chart at the left; what was asked for and done, what to change and what could
/// not be judged at the right, and, where there is room, the postures of what to change first.
fn strip(pages: &mut Pages, section: &Section, roomy: bool, words: &Words) {
    let chart = section.set_chart.get(1);
    let x = MARGIN + NARROW_CHART + 12.0;
    let limit = CONTENT_WIDTH - NARROW_CHART - 12.0;
    let mut lines: Vec<(String, Ink, bool)> = Vec::new();
    lines.extend(section.facts.first().map(|asked| (asked.clone(), Ink::Quiet, false)));
    for row in section.movements.iter().flat_map(|table| &table.rows) {
        if let [name, good, target, peak, _, _, held, ..] = &row[..] {
            let values =
                [("movement", name), ("good", good), ("peak", peak), ("target", target), ("held", held)]
                    .map(|(value, cell)| (value, cell.text.as_str()));
            lines.push((fill(&words.strip, &values), Ink::Text, false));
        }
    }
    for advice in section.advice.iter().take(2) {
        lines.push((
            format!("{} ({})", advice.cue, advice.places),
            if advice.major { Ink::Faulty } else { Ink::Partial },
            true,
        ));
    }
    lines.extend(section.gaps.iter().take(2).map(|gap| (gap.clone(), Ink::Quiet, false)));
    let text: f64 = lines
        .iter()
        .map(|(line, ..)| column(None, line, Point::new(0.0, 0.0), limit, (SMALL, Ink::Text, false)))
        .sum();
    // Beside each other below the text, as many as there is room for.
    let postures = section.advice.iter().filter(|_| roomy).flat_map(|advice| advice.figures.iter());
    let postures: Vec<_> = postures.take((limit / FIGURE_ROOM) as usize).collect();
    let drawn = if postures.is_empty() { 0.0 } else { FIGURE_SCALE * postures[0].1.height + 11.0 };
    let height = 14.0 + chart.map_or(0.0, |chart| chart.height).max(text + drawn) + 5.0;
    let (page, y) = pages.room(height);
    page.strong(Point::new(MARGIN, y + 9.5), section.title.clone(), 9.5, Ink::Text, Anchor::Start);
    if let Some(chart) = chart {
        page.place(chart, Point::new(MARGIN, y + 13.0));
    }
    let mut at = Point::new(x, y + 13.0);
    for (line, ink, strong) in lines {
        at.y += column(Some(page), &line, at, limit, (SMALL, ink, strong));
    }
    for (caption, drawing) in postures {
        page.place(&drawing.scaled(FIGURE_SCALE), Point::new(at.x, at.y + 2.0));
        let (width, height) = (FIGURE_SCALE * drawing.width, FIGURE_SCALE * drawing.height);
        let under = Point::new(at.x + width / 2.0, at.y + height + 8.0);
        page.text(under, caption, 6.2, Ink::Quiet, Anchor::Middle);
        at.x += FIGURE_ROOM;
    }
    pages.advance(height);
}

/// What one camera cannot tell of each exercise.
fn limits(pages: &mut Pages, sections: &[Section], words: &Words) {
    let mut told: Vec<&str> = Vec::new();
    for limit in sections.iter().flat_map(|section| &section.limits) {
        if !told.contains(&limit.as_str()) {
            told.push(limit);
        }
    }
    if !told.is_empty() {
        pages.heading(&words.cannot_tell, 8.4, Ink::Quiet, 12.0);
        pages.paragraph(&told.join(" "), SMALL, Ink::Text);
        pages.gap(5.0);
    }
}

/// Two lists in two columns.
fn beside(pages: &mut Pages, left: (&str, &[String]), right: (&str, &[String])) {
    let lists: Vec<(&str, &[String])> =
        [left, right].into_iter().filter(|(_, list)| !list.is_empty()).collect();
    if lists.is_empty() {
        return;
    }
    let limit = CONTENT_WIDTH / lists.len() as f64 - 10.0;
    let style = (SMALL, Ink::Text, false);
    let lines = |list: &[String]| {
        list.iter().map(|line| column(None, line, Point::new(0.0, 0.0), limit, style)).sum::<f64>()
    };
    let height = 12.0 + lists.iter().map(|(_, list)| lines(list)).fold(0.0, f64::max);
    let (page, y) = pages.room(height);
    for (place, (title, list)) in lists.iter().enumerate() {
        let mut at = Point::new(MARGIN + place as f64 * (limit + 20.0), y + 12.0);
        page.strong(Point::new(at.x, y + 8.0), *title, 8.4, Ink::Quiet, Anchor::Start);
        for line in *list {
            at.y += column(Some(page), line, at, limit, style);
        }
    }
    pages.advance(height);
    pages.gap(6.0);
}

/// What the verdicts rest on, and how to read them.
fn end(pages: &mut Pages, sheet: &Sheet) {
    let provenance: Vec<String> =
        sheet.provenance.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    pages.rule();
    let words = sheet.words();
    beside(pages, (&words.rests_on, &provenance), (&words.how_to_read, &words.caveats));
}
