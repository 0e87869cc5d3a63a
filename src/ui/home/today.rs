//! The first page: the day's programme and the one button that begins, the last session, the last weeks.

use eframe::egui::{CornerRadius, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2};

use super::content::{Card, Home, Kept, Planned, Read, Start, Week, Wish};
use super::look::{GAP, Look, WIDE};
use super::parts;
use crate::messages::fill;
use crate::ui::window::lettering::Lettering;

/// Height of the curve of the weeks.
const WEEKS_HEIGHT: f32 = 96.0;

/// The greatest height of the figure of what comes first.
const FIGURE_HEIGHT: f32 = 170.0;

/// What Begin begins, and what is written on it. None where nothing can be begun.
pub(super) fn beginning(home: &Home) -> Option<(Start, String)> {
    let words = &home.language.words.home;
    if home.stop.is_some() || home.pause.is_some() {
        return None;
    }
    if home.planned.iter().any(Planned::is_open) {
        return Some((Start::Programme, words.begin.clone()));
    }
    // With nothing planned, what was done last is the best guess.
    let last = home.sessions.first().and_then(|session| session.titles.first());
    let known = home.exercises.iter().find(|card| Some(&card.title) == last);
    let card = known.or(home.exercises.first()).filter(|_| home.planned.is_empty())?;
    Some((Start::Exercise(card.exercise.clone()), fill(&words.begin_with, &[("exercise", &card.title)])))
}

/// Shows the page. `is_new` where another one was shown before.
pub(super) fn show(
    ui: &mut Ui,
    look: &Look,
    lettering: &mut Lettering,
    home: &Home,
    is_new: bool,
    wishes: &mut Vec<Wish>,
) {
    if ui.available_width() < WIDE {
        programme(ui, look, lettering, home, is_new, wishes);
        ui.add_space(GAP);
        aside(ui, look, home, wishes);
        return;
    }
    let (all, gap) = (ui.available_width(), GAP);
    let left = ((all - gap) * 0.6).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for (width, is_left) in [(left, true), (all - gap - left, false)] {
            ui.allocate_ui(Vec2::new(width, 0.0), |ui| {
                ui.set_width(width);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.x = 12.0;
                    if is_left {
                        programme(ui, look, lettering, home, is_new, wishes);
                    } else {
                        aside(ui, look, home, wishes);
                    }
                });
            });
        }
    });
}

fn programme(
    ui: &mut Ui,
    look: &Look,
    lettering: &mut Lettering,
    home: &Home,
    is_new: bool,
    wishes: &mut Vec<Wish>,
) {
    let words = &home.language.words.home;
    parts::card(ui, look, |ui| {
        if home.planned.is_empty() {
            parts::heading(ui, look, &words.nothing_planned);
            parts::quiet(ui, look, &words.how_to_plan);
        }
        for planned in &home.planned {
            line(ui, look, home, planned);
        }
        ui.add_space(GAP / 2.0);
        if let Some(stop) = &home.stop {
            parts::correction(ui, look, stop);
            if parts::button(ui, &words.go_on).clicked() {
                wishes.push(Wish::Resume);
            }
        } else if let Some(pause) = &home.pause {
            parts::text(ui, look, pause);
            let go_on = parts::leading_button(ui, look, &words.go_on);
            if is_new {
                go_on.request_focus();
            }
            if go_on.clicked() {
                wishes.push(Wish::Resume);
            }
        } else if let Some((start, label)) = beginning(home) {
            let begin = parts::leading_button(ui, look, &label);
            if is_new {
                begin.request_focus();
            }
            if let Some(picture) = next(home, &start).and_then(|card| card.figure.as_ref()) {
                ui.add_space(GAP / 2.0);
                parts::figure(ui, look, lettering, picture, FIGURE_HEIGHT);
            }
            if begin.clicked() {
                wishes.push(Wish::Begin(start));
            }
            if !home.planned.is_empty() && parts::button(ui, &words.pause).clicked() {
                wishes.push(Wish::Pause);
            }
        } else if home.planned.is_empty() {
            parts::text(ui, look, &words.no_exercises);
        } else {
            parts::heading(ui, look, &words.all_done);
        }
    });
}

/// The exercise that comes first.
fn next<'a>(home: &'a Home, start: &Start) -> Option<&'a Card> {
    let id = match start {
        Start::Exercise(id) => id,
        // All is done once before any is done again.
        Start::Programme => {
            let open = home.planned.iter().filter(|planned| planned.is_open());
            &open.min_by_key(|planned| planned.done)?.exercise
        }
    };
    home.exercises.iter().find(|card| card.exercise == *id)
}

fn line(ui: &mut Ui, look: &Look, home: &Home, planned: &Planned) {
    ui.horizontal_top(|ui| {
        parts::mark(ui, look, planned.is_done());
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            parts::text(ui, look, &planned.title);
            let done = [
                ("done", &*planned.done.min(planned.times).to_string()),
                ("times", &planned.times.to_string()),
            ];
            let words = &home.language.words.home;
            let sentence = if planned.has_part && planned.done < planned.times {
                &words.part_done
            } else {
                &words.done_of
            };
            let rest = planned.rest.clone().filter(|_| !planned.is_done());
            let done = rest.unwrap_or_else(|| fill(sentence, &done));
            parts::quiet(ui, look, &format!("{}  ·  {done}", parts::dose(home.language, &planned.dose)));
        });
    });
}

fn aside(ui: &mut Ui, look: &Look, home: &Home, wishes: &mut Vec<Wish>) {
    let words = &home.language.words.home;
    if let Some(last) = home.sessions.first() {
        parts::card(ui, look, |ui| last_session(ui, look, home, last, wishes));
        ui.add_space(GAP);
    }
    if home.weeks.iter().filter(|week| week.repetitions > 0).count() > 1 {
        parts::card(ui, look, |ui| {
            parts::heading(ui, look, &words.weeks);
            weeks(ui, look, home);
            parts::quiet(ui, look, &words.weeks_explained);
            if parts::button(ui, &home.language.words.trends.kind).clicked() {
                wishes.push(Wish::Read(Read::Trends));
            }
        });
    }
}

fn last_session(ui: &mut Ui, look: &Look, home: &Home, last: &Kept, wishes: &mut Vec<Wish>) {
    let words = &home.language.words.home;
    parts::heading(ui, look, &words.last_session);
    parts::quiet(ui, look, &format!("{}  ·  {}", last.when, last.titles.join(", ")));
    parts::text(ui, look, &good(home, last.good, last.repetitions));
    if let Some(remedy) = last.details.as_ref().and_then(|details| details.remedies.first()) {
        let sentence = fill(&home.language.words.session.focus, &[("cue", remedy)]);
        parts::correction(ui, look, &sentence);
    }
    if parts::button(ui, &words.report).clicked() {
        wishes.push(Wish::Read(Read::Session(last.id)));
    }
}

/// "4 good of 5 repetitions".
pub(super) fn good(home: &Home, good: u32, total: u32) -> String {
    let values = [("good", &*good.to_string()), ("total", &total.to_string())];
    fill(home.language.words.terminal.good.of(total), &values)
}

/// A bar for each week, with the share in it that was good.
fn weeks(ui: &mut Ui, look: &Look, home: &Home) {
    let size = Vec2::new(ui.available_width(), WEEKS_HEIGHT);
    let (area, response) = ui.allocate_exact_size(size, Sense::hover());
    let told: Vec<String> = home.weeks.iter().map(|week| good(home, week.good, week.repetitions)).collect();
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, told.join("; ")));
    let most = home.weeks.iter().map(|week| week.repetitions).max().unwrap_or(0).max(1) as f32;
    let step = area.width() / home.weeks.len().max(1) as f32;
    for (place, Week { repetitions, good }) in home.weeks.iter().enumerate() {
        let left = area.left() + step * (place as f32 + 0.15);
        let bar = |count: u32| {
            let height = (area.height() - 4.0) * count as f32 / most + 4.0;
            Rect::from_min_max(pos2(left, area.bottom() - height), pos2(left + 0.7 * step, area.bottom()))
        };
        let corner = CornerRadius::same(4);
        ui.painter().rect_filled(bar(*repetitions), corner, look.edge);
        if *good > 0 {
            ui.painter().rect_filled(bar(*good), corner, look.accent);
        }
    }
}
