//! A session's report and the trends as a document, for who shows them in a window.

use super::history::WrittenWeek;
use super::session::Session;
use super::sheet::{Advice, Section, Sheet};
use super::trends::sheets;
use super::{sheet, trends};
use crate::graphics::document::{Document, Part, Table};
use crate::messages::Language;

/// The width of charts in points; the window makes them as large as there is room.
const CHART_WIDTH: f64 = 720.0;

/// A session's report.
pub fn report_document(session: &Session, language: &'static Language) -> Document {
    let sheet = Sheet::of(session, &[CHART_WIDTH], language);
    let words = sheet.words();
    let mut parts = vec![Part::Text(sheet.outcome.join(" ")), Part::Tiles(sheet.tiles.clone())];
    if let Some(overview) = &sheet.overview {
        parts.extend([Part::Heading(words.at_a_glance.clone()), table(overview)]);
    }
    if let Some(notes) = &sheet.notes {
        parts.extend([Part::Heading(words.notes.clone()), Part::Text(notes.clone())]);
    }
    sheet.sections.iter().for_each(|one| section(one, &sheet, &mut parts));
    parts.push(Part::Heading(words.rests_on.clone()));
    parts.extend(sheet.provenance.iter().map(|(name, value)| Part::Quiet(format!("{name}: {value}"))));
    list(&words.how_to_read, &words.caveats, &mut parts);
    Document { title: sheet.title.clone(), subtitle: sheet.subtitle.clone(), parts }
}

/// The weeks of all exercises.
pub fn trends_document(weeks: &[WrittenWeek], language: &Language) -> Document {
    let words = &language.words.trends;
    let mut parts = Vec::new();
    for trends::Trend { title, subtitle, tiles, charts, latest, earlier } in sheets(weeks, language) {
        parts.extend([
            Part::Heading(title),
            Part::Quiet(subtitle),
            Part::Tiles(tiles),
            Part::Drawings(charts),
        ]);
        parts.push(table(&latest));
        if let Some(earlier) = &earlier {
            parts.extend([Part::Quiet(words.earlier.clone()), table(earlier)]);
        }
    }
    if parts.is_empty() {
        parts.push(Part::Text(words.none.clone()));
    }
    Document { title: words.title.clone(), subtitle: String::new(), parts }
}

fn section(section: &Section, sheet: &Sheet, parts: &mut Vec<Part>) {
    let words = sheet.words();
    parts.push(Part::Heading(section.title.clone()));
    parts.extend(section.facts.iter().cloned().map(Part::Text));
    let drawings = section.figure.iter().chain(&section.set_chart);
    parts.extend(drawings.map(|drawing| Part::Drawings(vec![(String::new(), drawing.clone())])));
    if let Some(movements) = &section.movements {
        parts.extend([Part::Quiet(words.by_movement.clone()), table(movements)]);
    }
    if !section.advice.is_empty() {
        parts.push(Part::Heading(words.to_change.clone()));
    }
    for Advice { cue, details, figures, .. } in &section.advice {
        parts.extend([Part::Change(cue.clone()), Part::Quiet(details.clone())]);
        parts.extend((!figures.is_empty()).then(|| Part::Drawings(figures.clone())));
    }
    if let Some(attempts) = &section.attempts {
        parts.extend([Part::Quiet(words.by_attempt.clone()), table(attempts)]);
    }
    list(&words.not_judged_why, &section.gaps, parts);
    list(&words.cannot_tell, &section.limits, parts);
}

/// Sentences under a heading; nothing where there are none.
fn list(heading: &str, sentences: &[String], parts: &mut Vec<Part>) {
    if !sentences.is_empty() {
        parts.push(Part::Heading(heading.to_owned()));
        parts.extend(sentences.iter().cloned().map(Part::Quiet));
    }
}

fn table(table: &sheet::Table) -> Part {
    let row = |row: &Vec<sheet::Cell>| row.iter().map(|cell| cell.text.clone()).collect();
    Part::Table(Table {
        head: table.head.iter().map(|column| column.name.clone()).collect(),
        rows: table.rows.iter().map(row).collect(),
    })
}
