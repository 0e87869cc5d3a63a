//! One repaint: fetch the newest snapshot, do what was pressed, compose, paint.

use std::sync::Arc;
use std::time::Duration;

use eframe::egui::{self, Role, Sense, UiBuilder, WidgetInfo};

use super::super::screen::{self, Answer, Appearance, Asked, Controls, Press, Prompt, Setting};
use super::super::snapshot::Snapshot;
use super::super::theme::Theme;
use super::keys::{self, Keyboard, Outcome, Wish};
use super::lettering::Lettering;
use super::picture::Picture;
use super::{Host, draw};
use crate::coach::Stage;

/// The longest time without a repaint: whoever forgets to wake the window is seen all the same.
const LONGEST_REST: Duration = Duration::from_millis(250);

/// What is in the window. It can be shown in any region of egui's.
pub struct App<'a> {
    host: Box<dyn Host + 'a>,
    setting: Setting,
    keyboard: Keyboard,
    /// Whether pain is asked for when the session is over.
    asks_after: bool,
    /// Whether the person is done with it.
    is_left: bool,
    snapshot: Option<Arc<Snapshot>>,
    picture: Picture,
    lettering: Lettering,
}

impl<'a> App<'a> {
    /// A window's content that has nothing to show yet.
    pub fn new(setting: Setting, host: Box<dyn Host + 'a>) -> Self {
        let prompt = match setting.warning {
            Some(_) => Some(Prompt::Warning),
            None => setting.asks_pain.then_some(Prompt::Pain(Asked::Before)),
        };
        Self::at(setting, Controls { prompt, ..Controls::default() }, host)
    }

    /// The same, after keys have been pressed.
    pub fn at(setting: Setting, controls: Controls, host: Box<dyn Host + 'a>) -> Self {
        let keyboard = Keyboard { appearance: setting.appearance, controls };
        Self {
            host,
            setting,
            keyboard,
            asks_after: false,
            is_left: false,
            snapshot: None,
            picture: Picture::default(),
            lettering: Lettering::default(),
        }
    }

    /// How the person wants it to look.
    pub fn appearance(&self) -> Appearance {
        self.keyboard.appearance
    }

    /// Whether the person is done with it: who shows the app closes the window, or shows something else in it.
    pub fn is_left(&self) -> bool {
        self.is_left
    }

    /// The colour behind everything. Who shows the app clears the window with it: where graphics are
    /// made by the processor, that is much cheaper than to paint it.
    pub fn ground(&self) -> egui::Color32 {
        let Appearance { light, high_contrast, .. } = self.keyboard.appearance;
        draw::colour(Theme::of(light, high_contrast).ground)
    }

    /// Shows the newest there is in the whole region, over its [`ground`](Self::ground).
    pub fn show(&mut self, ui: &mut egui::Ui, painting: Duration) {
        let newest = self.host.newest();
        let is_new = newest.is_some();
        let picture_is_new =
            newest.as_deref().is_some_and(|newest| !has_picture_of(self.snapshot.as_deref(), newest));
        self.snapshot = newest.or(self.snapshot.take());
        if self.asks_after && self.has_done_something() {
            self.asks_after = false;
            self.keyboard.controls.prompt = Some(Prompt::Pain(Asked::After));
        }
        self.take_keys(ui.ctx());
        self.paint(ui);
        if is_new {
            self.host.painted(picture_is_new, painting);
        }
        ui.ctx().request_repaint_after(LONGEST_REST);
    }

    fn take_keys(&mut self, context: &egui::Context) {
        let mut pressed: Vec<egui::Key> = context.input(|input| keys::pressed(&input.events).collect());
        pressed.extend(std::iter::from_fn(|| self.host.key()));
        for key in pressed {
            self.press(key, context);
        }
    }

    /// Does what a key is for.
    fn press(&mut self, key: egui::Key, context: &egui::Context) {
        let items = self.setting.programme.len();
        let snapshot = self.snapshot.as_deref();
        let muted = snapshot.is_some_and(|snapshot| snapshot.muted);
        let outcome = self.keyboard.press(key, snapshot.map(|snapshot| &snapshot.stage), items, muted);
        self.carry_out(outcome, context);
    }

    fn carry_out(&mut self, outcome: Outcome, context: &egui::Context) {
        match outcome {
            Outcome::Nothing => {}
            Outcome::Wish(wish) => {
                self.host.wish(wish);
                if let Wish::Pain(asked, answer) = wish {
                    // Who does not answer before is not asked after.
                    self.asks_after = asked == Asked::Before && matches!(answer, Answer::Mark(_));
                }
                if let Some(warning) = self.host.warning() {
                    self.setting.warning = Some(warning);
                    self.keyboard.controls.prompt = Some(Prompt::Warning);
                }
            }
            Outcome::FullScreen(on) => context.send_viewport_cmd(egui::ViewportCommand::Fullscreen(on)),
            Outcome::Close => self.is_left = true,
        }
        self.setting.appearance = self.keyboard.appearance;
    }

    fn paint(&mut self, ui: &mut egui::Ui) {
        let region = ui.max_rect();
        let (width, height) = (f64::from(region.width()), f64::from(region.height()));
        let snapshot = self.snapshot.as_deref();
        let scene = screen::compose(snapshot, &self.setting, self.keyboard.controls, width, height);
        self.lettering.begin();
        let painter = ui.painter();
        if let Some(inset) = &scene.inset {
            let frame = snapshot.and_then(|snapshot| snapshot.picture.as_ref());
            if let Some(texture) = frame.and_then(|frame| self.picture.texture(ui.ctx(), frame)) {
                draw::picture(painter, texture, inset.area, inset.radius);
            }
            let clipped = painter.with_clip_rect(draw::rect(inset.area));
            draw::draw(&clipped, &mut self.lettering, &inset.shapes);
        }
        draw::draw(painter, &mut self.lettering, &scene.shapes);
        let mut pressed = None;
        for (index, button) in scene.buttons.iter().enumerate() {
            // Each has a key, so the keyboard's focus is left alone.
            let id = ui.scope_id().with(("key", index));
            let response = ui.interact(draw::rect(button.area), id, Sense::CLICK);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &button.name));
            if response.clicked() {
                pressed = Some(button.press);
            }
        }
        // Painted words are invisible to who has the screen read.
        for (index, label) in scene.labels.iter().enumerate() {
            let mut words = ui.new_child(UiBuilder::new().id_salt(index).max_rect(draw::rect(label.area)));
            let response = words.allocate_rect(draw::rect(label.area), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &label.text));
        }
        if let Some(pressed) = pressed {
            match pressed {
                Press::Pain(answer) => {
                    let outcome = self.keyboard.answer(answer);
                    self.carry_out(outcome, ui.ctx());
                }
                press => self.press(keys::key_of(press), ui.ctx()),
            }
            ui.ctx().request_repaint();
        }
    }

    /// Whether the session is over, and something was done in it.
    fn has_done_something(&self) -> bool {
        let stage = self.snapshot.as_ref().map(|snapshot| &snapshot.stage);
        matches!(stage, Some(Stage::Summary(summary)) if !summary.sets.is_empty())
    }
}

/// Whether two snapshots show the same picture.
fn has_picture_of(shown: Option<&Snapshot>, newest: &Snapshot) -> bool {
    let picture = |snapshot: &Snapshot| snapshot.picture.as_ref().map(Arc::as_ptr);
    shown.is_some_and(|shown| picture(shown) == picture(newest))
}
