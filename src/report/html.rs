//! One page that holds everything: no scripts, no fonts or pictures from elsewhere. It reads on a
//! phone and a laptop, in light and dark, and prints on A4.

pub(super) mod trends;

use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::session::Session;
use super::sheet::{Advice, Cell, Column, Section, Sheet, Table, Tile};
use super::svg::svg;
use super::{Layout, Report};
use crate::graphics::drawing::{Drawing, Ink};
use crate::messages::words::Report as Words;
use crate::messages::{Language, capitalised, fill};

const STYLE: &str = include_str!("html/style.css");

/// Nothing is loaded, whatever a name or a note holds.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// Points across the charts for laptops and paper, and for phones.
const CHART_WIDTHS: [f64; 2] = [540.0, 330.0];

/// With more sets than this, tables of attempts are folded up, and left out on paper.
const MOST_OPEN_SETS: usize = 2;

/// With more sets than this, postures and limits are left out on paper, too.
const MOST_ROOMY_SETS: usize = 5;

/// What is what in a chart, in the order of its words.
const KEYS: [&str; 4] = ["key target", "key hold", "key fault", "key slight"];

pub(super) fn begin<'a>(out: &'a mut dyn Write, layout: Layout) -> Box<dyn Report + 'a> {
    Box::new(Html { out, language: layout.language, sheets: Vec::new() })
}

struct Html<'a> {
    out: &'a mut dyn Write,
    language: &'static Language,
    sheets: Vec<Sheet>,
}

impl Report for Html<'_> {
    fn add(&mut self, session: &Session) -> io::Result<()> {
        self.sheets.push(Sheet::of(session, &CHART_WIDTHS, self.language));
        Ok(())
    }

    fn finish(&mut self, failed: usize) -> io::Result<()> {
        self.out.write_all(page(&self.sheets, failed, self.language).into_string().as_bytes())?;
        self.out.flush()
    }
}

fn page(sheets: &[Sheet], failed: usize, language: &Language) -> Markup {
    let words = &language.words.report;
    let title = match sheets {
        [sheet] => sheet.title.clone(),
        _ => words.sessions.with(sheets.len()),
    };
    let body = html! {
        @for sheet in sheets { (article(sheet)) }
        @if sheets.is_empty() { h1 { (words.none_judged) } }
        @if failed > 0 { p .failed { (words.not_judged.with(failed)) } }
    };
    document(&fill(&words.titled, &[("title", &title)]), &body, language)
}

/// A page of its own.
fn document(title: &str, body: &Markup, language: &Language) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(language.id) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { main { (body) } }
        }
    }
}

fn article(sheet: &Sheet) -> Markup {
    let words = sheet.words();
    let opened = sheet.sections.len() <= MOST_OPEN_SETS;
    let class = match sheet.sections.len() {
        _ if opened => None,
        ..=MOST_ROOMY_SETS => Some("many"),
        _ => Some("many crowded"),
    };
    html! {
        article class=[class] {
            header {
                p .kind { (words.kind) }
                h1 { (sheet.title) }
                p .when { (sheet.subtitle) }
            }
            p .outcome { @for sentence in &sheet.outcome { (sentence) " " } }
            dl .tiles { @for one in &sheet.tiles { (tile(one)) } }
            @if let Some(overview) = &sheet.overview {
                section { h2 { (words.at_a_glance) } (table(overview, &words.all_sets)) }
            }
            @if let Some(notes) = &sheet.notes { section { h2 { (words.notes) } p .notes { (notes) } } }
            @for one in &sheet.sections { (section(one, opened, words)) }
            footer {
                section {
                    h2 { (words.rests_on) }
                    dl .provenance {
                        @for (name, value) in &sheet.provenance { div { dt { (name) } dd { (value) } } }
                    }
                }
                section {
                    h2 { (words.how_to_read) }
                    ul { @for caveat in &words.caveats { li { (caveat) } } }
                }
            }
        }
    }
}

fn tile(tile: &Tile) -> Markup {
    html! {
        div { dt { (tile.label) } dd .value { (tile.value) } dd .note { (tile.note) } }
    }
}

fn section(section: &Section, opened: bool, words: &Words) -> Markup {
    html! {
        section .set {
            h2 { (section.title) }
            div .about {
                ul .facts { @for fact in &section.facts { li { (fact) } } }
                @if let Some(figure) = &section.figure { figure .exercise { (svg(figure)) } }
            }
            @if let [wide, narrow] = &section.set_chart[..] { (chart(wide, narrow, words)) }
            @if let Some(movements) = &section.movements { (table(movements, &words.by_movement)) }
            @if !section.advice.is_empty() {
                div .change {
                    h3 { (words.to_change) }
                    @for one in &section.advice { (advice(one)) }
                    @if section.advice.iter().any(|one| !one.figures.is_empty()) { p .sides { (words.figures_explained) } }
                }
            }
            @if let Some(attempts) = &section.attempts {
                @if opened {
                    h3 { (words.by_attempt) }
                    (table(attempts, &words.by_attempt))
                } @else {
                    details { summary { (words.by_attempt) } (table(attempts, &words.by_attempt)) }
                }
            }
            @if !section.gaps.is_empty() || !section.limits.is_empty() {
                div .beside {
                    @if !section.gaps.is_empty() {
                        div .gaps { h3 { (words.not_judged_why) } ul { @for gap in &section.gaps { li { (gap) } } } }
                    }
                    @if !section.limits.is_empty() {
                        div .limits {
                            h3 { (words.cannot_tell) }
                            ul { @for limit in &section.limits { li { (limit) } } }
                        }
                    }
                }
            }
        }
    }
}

fn chart(wide: &Drawing, narrow: &Drawing, words: &Words) -> Markup {
    html! {
        figure .chart {
            div .wide { (svg(wide)) }
            div .narrow { (svg(narrow)) }
            figcaption {
                @for (class, name) in KEYS.iter().zip(&words.keys) { span .item { span class=(class) {} (name) } " " }
            }
        }
    }
}

fn advice(advice: &Advice) -> Markup {
    html! {
        div .one {
            div {
                p .cue {
                    (advice.cue)
                    " " span class=(if advice.major { "tag major" } else { "tag" }) { (capitalised(&advice.name)) }
                }
                p .details { (advice.details) }
            }
            @if !advice.figures.is_empty() {
                div .postures {
                    @for (caption, drawing) in &advice.figures {
                        figure { (svg(drawing)) figcaption { (caption) } }
                    }
                }
            }
        }
    }
}

fn table(table: &Table, caption: &str) -> Markup {
    html! {
        div .scroll tabindex="0" role="region" aria-label=(caption) {
            table role="table" {
                thead { tr { @for column in &table.head { th scope="col" class=[class(column)] { (column.name) } } } }
                tbody {
                    @for row in &table.rows {
                        tr role="row" { @for (cell, column) in row.iter().zip(&table.head) { (td(cell, column)) } }
                    }
                }
            }
        }
    }
}

fn td(cell: &Cell, column: &Column) -> Markup {
    html! {
        // On a phone the cells of a row stand below each other, each with its column's name.
        td role="cell" data-name=(column.name) class=[class(column)] {
            @match cell.ink {
                Some(ink) => span class=(format!("verdict {}", ink.name())) { (sign(ink)) (cell.text) },
                None => (cell.text),
            }
        }
    }
}

/// A sign before a verdict, for those who do not see its colour.
fn sign(ink: Ink) -> &'static str {
    match ink {
        Ink::Good => "✓ ",
        Ink::Faulty => "✕ ",
        Ink::Partial => "– ",
        _ => "? ",
    }
}

fn class(column: &Column) -> Option<&'static str> {
    column.number.then_some("number")
}
