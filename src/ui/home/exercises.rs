//! The exercises as cards, and one of them with all that is to be known of it.

use eframe::egui::{Role, Ui, Vec2, WidgetInfo};

use super::content::{Card, Home, Start, Wish};
use super::look::{GAP, Look, WIDE};
use super::parts;
use crate::motion::Position;
use crate::ui::window::lettering::Lettering;

/// The least width of a card.
const CARD_WIDTH: f32 = 330.0;

/// The greatest height of a figure: on a card, and alone.
const FIGURE_HEIGHT: f32 = 120.0;
const LARGE_FIGURE: f32 = 260.0;

/// Shows the cards, or the exercise that is `open`.
pub(super) fn show(
    ui: &mut Ui,
    look: &Look,
    lettering: &mut Lettering,
    home: &Home,
    open: &mut Option<String>,
    wishes: &mut Vec<Wish>,
) {
    let words = &home.language.words.home;
    let chosen = open.as_ref().and_then(|id| home.exercises.iter().find(|card| card.exercise == *id));
    if let Some(card) = chosen {
        if parts::button(ui, &words.back).clicked() {
            *open = None;
        }
        whole(ui, look, lettering, home, card, wishes);
        return;
    }
    let all = ui.available_width();
    let columns = (((all + GAP) / (CARD_WIDTH + GAP)).floor() as usize).max(1);
    let width = ((all - GAP * (columns - 1) as f32) / columns as f32).floor();
    for cards in home.exercises.chunks(columns) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            for card in cards {
                ui.allocate_ui(Vec2::new(width, 0.0), |ui| {
                    ui.set_width(width);
                    ui.vertical(|ui| {
                        ui.spacing_mut().item_spacing.x = 12.0;
                        parts::card(ui, look, |ui| small(ui, look, lettering, home, card, open, wishes));
                    });
                });
            }
        });
        ui.add_space(GAP / 2.0);
    }
}

fn small(
    ui: &mut Ui,
    look: &Look,
    lettering: &mut Lettering,
    home: &Home,
    card: &Card,
    open: &mut Option<String>,
    wishes: &mut Vec<Wish>,
) {
    let words = &home.language.words.home;
    if let Some(picture) = &card.figure {
        parts::figure(ui, look, lettering, picture, FIGURE_HEIGHT);
    }
    parts::heading(ui, look, &card.title);
    parts::text(ui, look, &parts::dose(home.language, &card.dose));
    parts::quiet(ui, look, &needs(home, card));
    parts::row(ui, |ui| {
        let named = |label: &str| format!("{label}: {}", card.title);
        if parts::named_button(ui, &words.begin, &named(&words.begin)).clicked() {
            wishes.push(Wish::Begin(Start::Exercise(card.exercise.clone())));
        }
        if parts::named_button(ui, &words.more, &named(&words.more)).clicked() {
            *open = Some(card.exercise.clone());
        }
    });
    planned(ui, home, card, wishes);
}

fn planned(ui: &mut Ui, home: &Home, card: &Card, wishes: &mut Vec<Wish>) {
    let words = &home.language.words.home;
    if let Some(planned) = ticked(ui, card, card.is_planned, &words.in_programme) {
        wishes.push(Wish::Plan { exercise: card.exercise.clone(), planned });
    }
    if card.is_planned
        && let Some(rests) = ticked(ui, card, card.rests, &words.rests)
    {
        wishes.push(Wish::Rest { exercise: card.exercise.clone(), rests });
    }
}

/// A tick of an exercise; what it was changed to, if it was.
fn ticked(ui: &mut Ui, card: &Card, is_on: bool, label: &str) -> Option<bool> {
    let mut changed = is_on;
    let response = parts::check(ui, &mut changed, label);
    let name = format!("{label}: {}", card.title);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_on, &name));
    response.changed().then_some(changed)
}

/// What has to be there, and where the camera goes.
fn needs(home: &Home, card: &Card) -> String {
    let words = &home.language.words;
    let mut lies = false;
    let mut things: Vec<&str> = Vec::new();
    for position in &card.positions {
        match position {
            Position::Supine | Position::Quadruped => lies = true,
            Position::Seated => things.push(&words.home.chair),
            Position::Standing => things.push(&words.home.standing),
        }
    }
    if lies {
        things.insert(0, &words.home.mat);
    }
    let things = things.join(&format!(" {} ", words.or));
    match card.view {
        Some(view) => format!("{things}. {}", words.camera.of(view)),
        None => things,
    }
}

fn whole(
    ui: &mut Ui,
    look: &Look,
    lettering: &mut Lettering,
    home: &Home,
    card: &Card,
    wishes: &mut Vec<Wish>,
) {
    let words = &home.language.words.home;
    parts::title(ui, look, &card.title);
    if let Some(picture) = &card.figure {
        parts::card(ui, look, |ui| parts::figure(ui, look, lettering, picture, LARGE_FIGURE));
    }
    ui.add_space(GAP / 2.0);
    if parts::leading_button(ui, look, &words.begin).clicked() {
        wishes.push(Wish::Begin(Start::Exercise(card.exercise.clone())));
    }
    planned(ui, home, card, wishes);
    ui.set_max_width(ui.available_width().min(WIDE));
    parts::text(ui, look, &parts::dose(home.language, &card.dose));
    parts::quiet(ui, look, &needs(home, card));
    ui.add_space(GAP / 2.0);
    for (number, step) in card.steps.iter().enumerate() {
        parts::text(ui, look, &format!("{}.  {step}", number + 1));
    }
    ui.add_space(GAP / 2.0);
    for caution in &card.cautions {
        parts::correction(ui, look, caution);
    }
}
