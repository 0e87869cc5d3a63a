//! A report or the trends, to be read in the window.

use eframe::egui::{FontId, Grid, RichText, TextStyle, Ui, Vec2};

use super::content::{Home, Read, Wish};
use super::look::{GAP, Look};
use super::parts;
use crate::graphics::document::{Document, Part, Table, Tile};
use crate::ui::window::lettering::Lettering;

/// Widths of a tile, and of one of several drawings.
const TILE: f32 = 200.0;
const DRAWING: f32 = 320.0;

/// The greatest height of one drawing.
const HIGHEST: f32 = 340.0;

/// Between the columns of a table.
const BETWEEN: f32 = 26.0;

/// Shows what was asked for. Returns whether the person wants to go back.
pub(super) fn show(
    ui: &mut Ui,
    look: &Look,
    lettering: &mut Lettering,
    home: &Home,
    wishes: &mut Vec<Wish>,
) -> bool {
    let words = &home.language.words.home;
    let mut goes_back = false;
    parts::row(ui, |ui| {
        goes_back = parts::button(ui, &words.back).clicked();
        if let Some((Read::Session(id), _)) = home.read
            && parts::button(ui, &words.in_browser).clicked()
        {
            wishes.push(Wish::Report(id));
        }
    });
    let Some((_, document)) = &home.read else { return goes_back };
    let Document { title, subtitle, parts: all } = &**document;
    parts::title(ui, look, title);
    if !subtitle.is_empty() {
        parts::quiet(ui, look, subtitle);
    }
    for (place, one) in all.iter().enumerate() {
        ui.push_id(place, |ui| part(ui, look, lettering, one));
    }
    goes_back
}

fn part(ui: &mut Ui, look: &Look, lettering: &mut Lettering, part: &Part) {
    match part {
        Part::Heading(text) => {
            ui.add_space(GAP / 2.0);
            parts::heading(ui, look, text);
        }
        Part::Text(text) => parts::text(ui, look, text),
        Part::Quiet(text) => parts::quiet(ui, look, text),
        Part::Change(text) => {
            ui.add_space(GAP / 4.0);
            parts::correction(ui, look, text);
        }
        Part::Tiles(tiles) => abreast(ui, TILE, tiles, |ui, tile| self::tile(ui, look, tile)),
        Part::Drawings(drawings) => {
            let width = if drawings.len() > 1 { DRAWING } else { f32::INFINITY };
            abreast(ui, width, drawings, |ui, (caption, drawing)| {
                if !caption.is_empty() {
                    parts::quiet(ui, look, caption);
                }
                parts::drawing(ui, look, lettering, drawing, HIGHEST);
            });
        }
        Part::Table(table) => self::table(ui, look, table),
    }
}

/// Several of one kind beside each other, in as many lines as it takes.
fn abreast<T>(ui: &mut Ui, width: f32, several: &[T], mut show: impl FnMut(&mut Ui, &T)) {
    let room = ui.available_width();
    let columns = (((room + GAP) / (width + GAP)).floor() as usize).clamp(1, several.len().max(1));
    let width = width.min(((room - GAP * (columns - 1) as f32) / columns as f32).floor());
    for line in several.chunks(columns) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            for one in line {
                ui.allocate_ui(Vec2::new(width, 0.0), |ui| {
                    ui.set_width(width);
                    ui.vertical(|ui| show(ui, one));
                });
            }
        });
    }
}

fn tile(ui: &mut Ui, look: &Look, Tile { label, value, note }: &Tile) {
    parts::card(ui, look, |ui| {
        parts::quiet(ui, look, label);
        parts::heading(ui, look, value);
        if !note.is_empty() {
            parts::quiet(ui, look, note);
        }
    });
}

/// A table; where it is wider than the page, a paragraph for each row.
fn table(ui: &mut Ui, look: &Look, Table { head, rows }: &Table) {
    let font = TextStyle::Body.resolve(ui.style());
    let wide = |ui: &Ui, place: usize| {
        let cells = rows.iter().filter_map(|row| row.get(place)).chain(head.get(place));
        cells.map(|cell| width(ui, cell, &font)).fold(0.0, f32::max) + BETWEEN
    };
    let all: f32 = (0..head.len()).map(|place| wide(ui, place)).sum();
    if all > ui.available_width() {
        for row in rows {
            let mut cells = row.iter().zip(head);
            let first = cells.next().map(|(cell, name)| format!("{name} {cell}")).unwrap_or_default();
            let others = cells.map(|(cell, name)| format!("{name}: {cell}"));
            let all: Vec<String> = std::iter::once(first).chain(others).collect();
            parts::text(ui, look, &all.join("  ·  "));
        }
        return;
    }
    Grid::new("table").spacing([BETWEEN, 6.0]).show(ui, |ui| {
        for name in head {
            ui.label(RichText::new(name).color(look.quiet));
        }
        ui.end_row();
        for row in rows {
            for cell in row {
                ui.label(RichText::new(cell).color(look.text));
            }
            ui.end_row();
        }
    });
}

fn width(ui: &Ui, text: &str, font: &FontId) -> f32 {
    ui.painter().layout_no_wrap(text.to_owned(), font.clone(), eframe::egui::Color32::WHITE).size().x
}
