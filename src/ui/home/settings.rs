//! What the person can choose: camera, voice, language, how the window looks, and what becomes of the history.

use eframe::egui::{Key, TextEdit, Ui, Vec2};

use super::content::{Choices, Home, Now, Wish};
use super::look::{GAP, Look, WIDE};
use super::parts;
use crate::messages::{Language, fill};
use crate::ui::Appearance;
use crate::ui::area::Area;
use crate::ui::voice::{LOUDNESS, RATES};
use crate::ui::window::draw;
use crate::ui::window::picture::Picture;

/// Sizes of text to choose from, in percent.
const TEXT_PERCENT: [u32; 4] = [100, 125, 150, 200];

/// By how much speed and loudness of the voice are changed.
const STEP: u32 = 10;

/// The width of the picture of the camera.
const PREVIEW_WIDTH: f32 = 420.0;

/// What is half done on the page.
#[derive(Default)]
pub(super) struct Open {
    /// The address as it is typed.
    address: String,
    /// Whether an address is to be typed at once.
    pub(super) types: bool,
    /// Whether the camera's picture is shown.
    pub(super) previews: bool,
    picture: Picture,
    asks: bool,
}

/// Shows the page.
pub(super) fn show(
    ui: &mut Ui,
    look: &Look,
    home: &Home,
    now: &Now,
    open: &mut Open,
    wishes: &mut Vec<Wish>,
) {
    let words = &home.language.words.home;
    ui.set_max_width(ui.available_width().min(WIDE));
    let mut chosen = home.choices.clone();
    parts::card(ui, look, |ui| {
        parts::heading(ui, look, &words.camera);
        let _ = camera(ui, look, home, now, open, &mut chosen, wishes);
    });
    ui.add_space(GAP / 2.0);
    parts::card(ui, look, |ui| {
        parts::heading(ui, look, &words.voice);
        voice(ui, look, home, &mut chosen, wishes);
    });
    ui.add_space(GAP / 2.0);
    parts::card(ui, look, |ui| {
        language(ui, look, home, &mut chosen);
        appearance(ui, look, home, &mut chosen);
    });
    ui.add_space(GAP / 2.0);
    parts::card(ui, look, |ui| {
        parts::check(ui, &mut chosen.ask_pain, &words.ask_pain);
        history(ui, look, home, open, wishes);
    });
    if chosen != home.choices {
        wishes.push(Wish::Choose(chosen));
    }
}

/// Which camera, with its picture. Enter takes an address that is typed; answers whether it was pressed.
pub(super) fn camera(
    ui: &mut Ui,
    look: &Look,
    home: &Home,
    now: &Now,
    open: &mut Open,
    chosen: &mut Choices,
    wishes: &mut Vec<Wish>,
) -> bool {
    let words = &home.language.words.home;
    let mut goes_on = false;
    if home.cameras.is_empty() && chosen.camera.is_none() {
        parts::text(ui, look, &words.no_camera);
    }
    parts::row(ui, |ui| {
        if !home.cameras.is_empty()
            && parts::choice(ui, look, chosen.camera.is_none(), &words.first_camera).clicked()
        {
            chosen.camera = None;
        }
        for webcam in &home.cameras {
            let is_chosen = chosen.camera.as_ref() == Some(&webcam.device);
            if parts::choice(ui, look, is_chosen, &webcam.name).clicked() {
                chosen.camera = Some(webcam.device.clone());
            }
        }
    });
    let known = |camera: &String| home.cameras.iter().any(|webcam| webcam.device == *camera);
    if let Some(elsewhere) = chosen.camera.clone().filter(|camera| !known(camera)) {
        parts::row(ui, |ui| {
            let _ = parts::choice(ui, look, true, &elsewhere);
            if parts::button(ui, &words.forget).clicked() {
                chosen.camera = None;
            }
        });
    }
    let label = ui.label(&words.address);
    parts::row(ui, |ui| {
        let width = (ui.available_width() - 160.0).clamp(140.0, 420.0);
        let field = TextEdit::singleline(&mut open.address).hint_text("http://192.168.1.20:8080/video");
        let field = ui.add_sized(Vec2::new(width, 44.0), field).labelled_by(label.id);
        let field = parts::followed(field);
        if std::mem::take(&mut open.types) {
            field.request_focus();
        }
        let has_address = !open.address.trim().is_empty();
        goes_on = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if (parts::button(ui, &words.use_it).clicked() || goes_on) && has_address {
            chosen.camera = Some(open.address.trim().to_owned());
            open.address.clear();
        }
    });
    if parts::check(ui, &mut open.previews, &words.preview).changed() {
        wishes.push(Wish::Preview(open.previews));
    }
    if open.previews {
        preview(ui, look, home, now, open);
    }
    goes_on
}

fn preview(ui: &mut Ui, look: &Look, home: &Home, now: &Now, open: &mut Open) {
    let Some(frame) = &now.preview else {
        return parts::quiet(ui, look, &home.language.words.window.no_picture);
    };
    let aspect = f64::from(frame.size.width) / f64::from(frame.size.height.max(1));
    let width = PREVIEW_WIDTH.min(ui.available_width());
    let size = Vec2::new(width, (f64::from(width) / aspect.max(0.2)) as f32);
    let (rect, _) = ui.allocate_exact_size(size, eframe::egui::Sense::hover());
    let area = Area {
        left: rect.left().into(),
        top: rect.top().into(),
        width: rect.width().into(),
        height: rect.height().into(),
    };
    if let Some(texture) = open.picture.texture(ui.ctx(), frame) {
        draw::picture(ui.painter(), texture, area, 14.0);
    }
}

/// Whether and how the coach is heard.
pub(super) fn voice(ui: &mut Ui, look: &Look, home: &Home, chosen: &mut Choices, wishes: &mut Vec<Wish>) {
    let words = &home.language.words.home;
    parts::row(ui, |ui| {
        for (mute, label) in [(false, &words.voice_on), (true, &words.voice_off)] {
            if parts::choice(ui, look, chosen.mute == mute, label).clicked() {
                chosen.mute = mute;
            }
        }
        if !chosen.mute && parts::button(ui, &words.hear).clicked() {
            wishes.push(Wish::Speak);
        }
    });
    if chosen.mute {
        return;
    }
    let rate = fill(&words.rate, &[("words", &chosen.rate.to_string())]);
    parts::slider(ui, look, &rate, &mut chosen.rate, RATES, STEP);
    let loudness = fill(&words.loudness, &[("percent", &chosen.loudness.to_string())]);
    parts::slider(ui, look, &loudness, &mut chosen.loudness, LOUDNESS, STEP);
}

fn language(ui: &mut Ui, look: &Look, home: &Home, chosen: &mut Choices) {
    let words = &home.language.words.home;
    parts::heading(ui, look, &words.language);
    parts::row(ui, |ui| {
        if parts::choice(ui, look, chosen.language.is_none(), &words.of_the_system).clicked() {
            chosen.language = None;
        }
        for language in Language::all() {
            let is_chosen = chosen.language.as_ref() == Some(&language.id);
            if parts::choice(ui, look, is_chosen, &language.words.name).clicked() {
                chosen.language = Some(language.id.clone());
            }
        }
    });
}

fn appearance(ui: &mut Ui, look: &Look, home: &Home, chosen: &mut Choices) {
    let words = &home.language.words.home;
    ui.add_space(GAP / 2.0);
    parts::heading(ui, look, &words.look);
    parts::row(ui, |ui| {
        let Appearance { light, .. } = chosen.appearance;
        if parts::choice(ui, look, !light, &words.dark).clicked() {
            chosen.appearance.light = false;
        }
        if parts::choice(ui, look, light, &words.light).clicked() {
            chosen.appearance.light = true;
        }
    });
    parts::check(ui, &mut chosen.appearance.high_contrast, &home.language.words.keys.high_contrast);
    ui.add_space(GAP / 2.0);
    parts::quiet(ui, look, &words.text_size);
    parts::row(ui, |ui| {
        for percent in TEXT_PERCENT {
            let is_chosen = chosen.text_percent == percent;
            if parts::choice(ui, look, is_chosen, &format!("{percent} %")).clicked() {
                chosen.text_percent = percent;
            }
        }
    });
}

fn history(ui: &mut Ui, look: &Look, home: &Home, open: &mut Open, wishes: &mut Vec<Wish>) {
    let words = &home.language.words.home;
    parts::heading(ui, look, &words.history);
    match &home.folder {
        Some(folder) => parts::text(ui, look, &fill(&words.kept_in, &[("folder", folder)])),
        None => parts::text(ui, look, &words.kept_nowhere),
    }
    if home.sessions.is_empty() {
        return;
    }
    parts::row(ui, |ui| {
        if !open.asks {
            open.asks = parts::button(ui, &words.delete_all).clicked();
            return;
        }
        parts::text(ui, look, &words.really_delete_all);
        if parts::button(ui, &words.delete).clicked() {
            wishes.push(Wish::DeleteAll);
            open.asks = false;
        }
        if parts::button(ui, &words.keep).clicked() {
            open.asks = false;
        }
    });
}
