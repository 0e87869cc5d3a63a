//! The first start: what the program does and cannot do, the camera, the voice; then the first exercise.

use eframe::egui::Ui;

use super::content::{Home, Now, Wish};
use super::look::{GAP, Look, WIDE};
use super::{parts, settings, today};
use crate::messages::fill;

/// Steps of the first start.
const STEPS: usize = 3;

/// What a step leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Led {
    /// It is still shown.
    Nowhere,
    /// To another step.
    To(usize),
    /// To the window as it always is.
    Home,
}

/// Shows a step, from 0. `is_new` where another one was shown before.
pub(super) fn show(
    ui: &mut Ui,
    look: &Look,
    home: &Home,
    now: &Now,
    (step, is_new): (usize, bool),
    open: &mut settings::Open,
    wishes: &mut Vec<Wish>,
) -> Led {
    let words = &home.language.words.home;
    ui.set_max_width(ui.available_width().min(WIDE));
    let of = [("step", &*(step + 1).to_string()), ("steps", &STEPS.to_string())];
    parts::quiet(ui, look, &fill(&words.step_of, &of));
    let mut chosen = home.choices.clone();
    let mut goes_on = false;
    // Where no camera is plugged in, its address comes first.
    let types = step == 1 && home.cameras.is_empty() && home.choices.camera.is_none();
    open.types = is_new && types;
    match step {
        0 => {
            parts::title(ui, look, &words.welcome);
            for sentence in [&words.it_does, &words.it_keeps, &words.it_does_not] {
                parts::text(ui, look, sentence);
            }
            parts::correction(ui, look, &words.ask_a_doctor);
        }
        1 => {
            parts::title(ui, look, &words.camera);
            parts::text(ui, look, &words.where_camera);
            parts::card(ui, look, |ui| {
                goes_on = settings::camera(ui, look, home, now, open, &mut chosen, wishes);
            });
        }
        _ => {
            parts::title(ui, look, &words.voice);
            parts::text(ui, look, &words.what_voice);
            parts::card(ui, look, |ui| settings::voice(ui, look, home, &mut chosen, wishes));
        }
    }
    if chosen != home.choices {
        wishes.push(Wish::Choose(chosen));
    }
    ui.add_space(GAP);
    let first = today::beginning(home).filter(|_| step + 1 == STEPS);
    let label = first.as_ref().map_or(&words.go_on, |(_, label)| label);
    let lead = parts::leading_button(ui, look, label);
    if is_new && !types {
        lead.request_focus();
    }
    let mut led = if goes_on { Led::To(step + 1) } else { Led::Nowhere };
    if lead.clicked() {
        led = Led::To(step + 1);
        if step + 1 == STEPS {
            wishes.push(Wish::Choose(home.choices.clone()));
            wishes.extend(first.map(|(start, _)| Wish::Begin(start)));
            led = Led::Home;
        }
    }
    parts::row(ui, |ui| {
        if step > 0 && parts::button(ui, &words.back).clicked() {
            led = Led::To(step - 1);
        }
        if parts::button(ui, &words.skip).clicked() {
            wishes.push(Wish::Choose(home.choices.clone()));
            led = Led::Home;
        }
    });
    led
}
