//! What the pages of the home window are made of.

use std::ops::RangeInclusive;

use eframe::egui::{
    Button, CornerRadius, FontId, Response, RichText, Role, Sense, Slider, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, pos2,
};

use super::content::{Dose, Picture};
use super::look::{Look, TITLE};
use crate::graphics::drawing::Drawing;
use crate::messages::{Language, fill};
use crate::ui::area::Area;
use crate::ui::window::draw;
use crate::ui::window::lettering::Lettering;

/// Height of the button that leads on, and the size of its text.
const LARGE: f32 = 84.0;
const LARGE_TEXT: f32 = 32.0;

/// The greatest width of a slider.
const SLIDER: f32 = 360.0;

/// The name of a page.
pub(super) fn title(ui: &mut Ui, look: &Look, text: &str) {
    ui.label(RichText::new(text).size(TITLE).color(look.text));
}

pub(super) fn heading(ui: &mut Ui, look: &Look, text: &str) {
    ui.label(RichText::new(text).heading().color(look.text));
}

pub(super) fn text(ui: &mut Ui, look: &Look, text: &str) {
    ui.label(RichText::new(text).color(look.text));
}

/// What is read second.
pub(super) fn quiet(ui: &mut Ui, look: &Look, text: &str) {
    ui.label(RichText::new(text).color(look.quiet));
}

/// What is to be changed, or heeded.
pub(super) fn correction(ui: &mut Ui, look: &Look, text: &str) {
    ui.label(RichText::new(text).color(look.correct));
}

/// A card as wide as there is room.
pub(super) fn card<R>(ui: &mut Ui, look: &Look, content: impl FnOnce(&mut Ui) -> R) -> R {
    let framed = look.framed().show(ui, |ui| {
        ui.set_width(ui.available_width());
        content(ui)
    });
    framed.inner
}

/// The one button of a page that leads on, in the accent's colour.
pub(super) fn leading_button(ui: &mut Ui, look: &Look, label: &str) -> Response {
    let font = FontId::proportional(LARGE_TEXT);
    let room = ui.available_width();
    let letters = ui.painter().layout(label.to_owned(), font, look.on_accent, (room - 48.0).max(40.0));
    let size = Vec2::new(
        (letters.size().x + 120.0).clamp(340.0_f32.min(room), room),
        LARGE.max(letters.size().y + 24.0),
    );
    let (area, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
    let corner = CornerRadius::same(18);
    ui.painter().rect_filled(area, corner, look.accent);
    if response.hovered() || response.has_focus() {
        ui.painter().rect_stroke(area, corner, Stroke::new(4.0, look.text), StrokeKind::Outside);
    }
    let at = area.center() - letters.size() / 2.0;
    ui.painter().galley(at, letters, look.on_accent);
    followed(response)
}

/// Keeps what has the keyboard's focus in sight.
pub(super) fn followed(response: Response) -> Response {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response
}

/// What is on or off.
pub(super) fn check(ui: &mut Ui, is_on: &mut bool, label: &str) -> Response {
    followed(ui.checkbox(is_on, label))
}

/// A button of less weight.
pub(super) fn button(ui: &mut Ui, label: &str) -> Response {
    followed(ui.add(Button::new(label).wrap()))
}

/// The same, with a name of its own for who has the screen read: several on the page have this label.
pub(super) fn named_button(ui: &mut Ui, label: &str, name: &str) -> Response {
    let response = button(ui, label);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    response
}

/// One of several that exclude each other.
pub(super) fn choice(ui: &mut Ui, look: &Look, is_chosen: bool, label: &str) -> Response {
    let colour = if is_chosen { look.on_accent } else { look.text };
    let shown = RichText::new(label).color(colour);
    followed(ui.add(Button::selectable(is_chosen, shown).frame_when_inactive(true).wrap()))
}

/// A number that is chosen in steps, below its label.
pub(super) fn slider(
    ui: &mut Ui,
    look: &Look,
    label: &str,
    value: &mut u32,
    range: RangeInclusive<u32>,
    step: u32,
) {
    let label = ui.label(RichText::new(label).color(look.quiet));
    ui.spacing_mut().slider_width = ui.available_width().min(SLIDER);
    let slider = Slider::new(value, range).step_by(step.into()).show_value(false).trailing_fill(true);
    followed(ui.add(slider).labelled_by(label.id));
}

/// Parts side by side, in as many lines as it takes.
pub(super) fn row(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.horizontal_wrapped(content);
}

/// The figure of an exercise, as wide as there is room and no higher than that.
/// Its words are read to who does not see it.
pub(super) fn figure(ui: &mut Ui, look: &Look, lettering: &mut Lettering, picture: &Picture, highest: f32) {
    drawing(ui, look, lettering, &picture.0, highest);
}

/// The same of any drawing.
pub(super) fn drawing(ui: &mut Ui, look: &Look, lettering: &mut Lettering, drawing: &Drawing, highest: f32) {
    let width = ui.available_width();
    let height = highest.min((f64::from(width) * drawing.height / drawing.width) as f32);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &drawing.label));
    let area = Area {
        left: rect.left().into(),
        top: rect.top().into(),
        width: rect.width().into(),
        height: rect.height().into(),
    };
    let shapes = crate::ui::drawing::shapes(drawing, area, &look.theme, look.theme.card);
    draw::draw(&ui.painter().with_clip_rect(rect.expand(2.0).intersect(ui.clip_rect())), lettering, &shapes);
}

/// A ring that is filled and has a tick where something is done.
pub(super) fn mark(ui: &mut Ui, look: &Look, is_done: bool) {
    let size = 28.0;
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(size), Sense::hover());
    let (centre, radius) = (rect.center(), size / 2.0 - 2.0);
    if is_done {
        ui.painter().circle_filled(centre, radius, look.good);
        let tick = [(-0.42, 0.04), (-0.1, 0.36), (0.46, -0.32)];
        let points = tick.map(|(x, y)| pos2(centre.x + x * radius, centre.y + y * radius)).to_vec();
        ui.painter().line(points, Stroke::new(3.0, look.card));
    } else {
        ui.painter().circle_stroke(centre, radius, Stroke::new(2.5, look.quiet));
    }
}

/// "2 sets of 3 repetitions, hold 3 s".
pub(super) fn dose(language: &Language, dose: &Dose) -> String {
    let words = &language.words;
    let (least, most) = dose.repetitions;
    let number = if least == most { least.to_string() } else { format!("{least}–{most}") };
    let word = if most == 1 { &words.overlay.repetition } else { &words.overlay.repetitions };
    let mut text = format!("{number} {word}");
    if dose.sets > 1 {
        text = fill(&words.home.sets_of, &[("sets", &dose.sets.to_string()), ("repetitions", &text)]);
    }
    if let Some(secs) = dose.hold_secs {
        text = format!("{text}, {}", words.window.hold_for.replace("{target}", &format!("{secs}")));
    }
    text
}
