//! One repaint of the home window: the page that is open, or the session that was begun from it.

use std::sync::Arc;
use std::time::Duration;

use eframe::egui::{
    self, Align, CentralPanel, Frame, Key, Layout, Margin, Panel, RichText, ScrollArea, Ui, UiBuilder,
};

use super::content::{Choices, Home, Now, Wish};
use super::look::{GAP, Look, WIDE};
use super::{exercises, history, parts, reading, settings, today, welcome};
use crate::messages::Language;
use crate::ui::window::lettering::Lettering;
use crate::ui::{Appearance, Host, Setting, window};

/// Width of the pages' names at the side.
const SIDE: f32 = 244.0;

/// The greatest width of a page: longer lines are hard to read.
const PAGE: f32 = 1240.0;

/// Who knows what is shown at home, and does what is asked for there.
pub trait Desk {
    /// What is shown, if it has changed since it was asked for last.
    fn newest(&mut self) -> Option<Arc<Home>>;

    /// What goes on beside that.
    fn now(&mut self) -> Now;

    /// Does what the person asks for.
    fn wish(&mut self, wish: Wish);

    /// A session that has just begun, if there is one.
    fn begun(&mut self) -> Option<(Setting, Box<dyn Host>)>;

    /// The person has left the session's stage, which looked like this.
    fn left(&mut self, appearance: Appearance);
}

/// The pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Page {
    Welcome(usize),
    Today,
    Exercises,
    History,
    Settings,
    /// What was asked for to read.
    Reading,
}

/// What is in the window. It can be shown in any region of egui's.
pub struct App<'a> {
    desk: &'a mut dyn Desk,
    home: Option<Arc<Home>>,
    page: Page,
    /// The page from which something was opened to read.
    before: Page,
    /// The page of the last repaint.
    shown: Option<Page>,
    look: Look,
    applied: Option<Choices>,
    lettering: Lettering,
    exercise: Option<String>,
    history: history::Open,
    settings: settings::Open,
    stage: Option<window::App<'static>>,
}

impl<'a> App<'a> {
    /// A window that has nothing to show yet.
    pub fn new(desk: &'a mut dyn Desk) -> Self {
        Self {
            desk,
            home: None,
            page: Page::Today,
            before: Page::Today,
            shown: None,
            look: Look::of(&Choices::default()),
            applied: None,
            lettering: Lettering::default(),
            exercise: None,
            history: history::Open::default(),
            settings: settings::Open::default(),
            stage: None,
        }
    }

    /// The colour behind everything.
    pub fn ground(&self) -> egui::Color32 {
        self.stage.as_ref().map_or(self.look.ground, window::App::ground)
    }

    /// Shows what there is in the whole region.
    pub fn show(&mut self, ui: &mut Ui, painting: Duration) {
        if let Some((setting, host)) = self.desk.begun() {
            self.stage = Some(window::App::new(setting, host));
        }
        if let Some(stage) = &mut self.stage {
            stage.show(ui, painting);
            if !stage.is_left() {
                return;
            }
            let appearance = stage.appearance();
            self.stage = None;
            self.desk.left(appearance);
            (self.page, self.shown) = (Page::Today, None);
            // What stood here in this repaint was the stage: the page comes with the next.
            ui.ctx().request_repaint();
            return;
        }
        if let Some(newest) = self.desk.newest() {
            self.take(newest);
        }
        let Some(home) = self.home.clone() else { return };
        if self.applied.as_ref() != Some(&home.choices) {
            self.look = Look::of(&home.choices);
            self.look.apply(ui.ctx(), &home.choices);
            self.applied = Some(home.choices.clone());
        }
        self.lettering.begin();
        let mut wishes = Vec::new();
        self.paint(ui, &home, &mut wishes);
        for wish in wishes {
            if matches!(wish, Wish::Read(_)) {
                (self.before, self.page) = (self.page, Page::Reading);
            }
            self.desk.wish(wish);
        }
    }

    fn take(&mut self, newest: Arc<Home>) {
        if self.home.is_none() && newest.is_first_start {
            self.page = Page::Welcome(0);
        }
        self.home = Some(newest);
    }

    fn paint(&mut self, ui: &mut Ui, home: &Home, wishes: &mut Vec<Wish>) {
        let now = self.desk.now();
        let is_new = self.shown != Some(self.page);
        self.shown = Some(self.page);
        let is_wide = ui.available_width() >= WIDE;
        let is_welcome = matches!(self.page, Page::Welcome(_));
        let above = if is_welcome && is_wide { 60 } else { 22 };
        let around = Frame::new().inner_margin(Margin::symmetric(if is_wide { 34 } else { 20 }, above));
        if !is_welcome {
            if is_wide {
                let side = Panel::left("pages").exact_size(SIDE).resizable(false).show_separator_line(false);
                side.frame(around).show(ui, |ui| {
                    ui.label(RichText::new("holdfast").heading().color(self.look.accent));
                    ui.add_space(GAP);
                    let justified = Layout::top_down_justified(Align::LEFT);
                    ui.with_layout(justified, |ui| self.names(ui, home.language));
                });
            } else {
                let top = Panel::top("pages").resizable(false).show_separator_line(false);
                let frame = Frame::new().inner_margin(Margin { left: 20, right: 20, top: 14, bottom: 4 });
                top.frame(frame).show(ui, |ui| parts::row(ui, |ui| self.names(ui, home.language)));
            }
        }
        CentralPanel::no_frame().frame(around).show(ui, |ui| {
            ScrollArea::vertical().id_salt(self.page).auto_shrink(false).show(ui, |ui| {
                let mut room = ui.available_rect_before_wrap();
                room.set_width(room.width().min(PAGE));
                if is_welcome {
                    // Alone on the screen, it stands in its middle.
                    room.min.x += ((room.width() - WIDE) / 2.0).max(0.0);
                }
                ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
                    if let Some(trouble) = &now.trouble {
                        parts::correction(ui, &self.look, trouble);
                        ui.add_space(GAP / 2.0);
                    }
                    if now.is_starting {
                        parts::title(ui, &self.look, &home.language.words.window.starting);
                    } else {
                        if is_wide {
                            self.title(ui, home.language);
                        }
                        self.page(ui, home, &now, is_new, wishes);
                    }
                });
            });
        });
        self.keys(ui.ctx(), home, wishes);
        let sees = matches!(self.page, Page::Settings | Page::Welcome(_)) && !now.is_starting;
        if self.settings.previews && !sees {
            self.settings.previews = false;
            wishes.push(Wish::Preview(false));
        }
    }

    /// The names of the pages, each of which opens its page.
    fn names(&mut self, ui: &mut Ui, language: &Language) {
        let words = &language.words.home;
        for (page, name) in [
            (Page::Today, &words.today),
            (Page::Exercises, &words.exercises),
            (Page::History, &words.history),
            (Page::Settings, &words.settings),
        ] {
            if parts::choice(ui, &self.look, self.page == page, name).clicked() {
                self.page = page;
                self.exercise = None;
            }
        }
    }

    /// The page's name, large. Where there is little room, the one at the top will do.
    fn title(&self, ui: &mut Ui, language: &Language) {
        let words = &language.words.home;
        let title = match self.page {
            Page::Today => &words.today,
            Page::Exercises if self.exercise.is_none() => &words.exercises,
            Page::History => &words.history,
            Page::Settings => &words.settings,
            Page::Exercises | Page::Welcome(_) | Page::Reading => return,
        };
        parts::title(ui, &self.look, title);
        ui.add_space(GAP / 2.0);
    }

    fn page(&mut self, ui: &mut Ui, home: &Home, now: &Now, is_new: bool, wishes: &mut Vec<Wish>) {
        let look = &self.look;
        match self.page {
            Page::Welcome(step) => {
                let led = welcome::show(ui, look, home, now, (step, is_new), &mut self.settings, wishes);
                match led {
                    welcome::Led::Nowhere => {}
                    welcome::Led::To(step) => self.page = Page::Welcome(step),
                    welcome::Led::Home => self.page = Page::Today,
                }
            }
            Page::Today => today::show(ui, look, &mut self.lettering, home, is_new, wishes),
            Page::Exercises => {
                exercises::show(ui, look, &mut self.lettering, home, &mut self.exercise, wishes);
            }
            Page::History => history::show(ui, look, home, &mut self.history, wishes),
            Page::Reading => {
                if reading::show(ui, look, &mut self.lettering, home, wishes) {
                    self.page = self.before;
                }
            }
            Page::Settings => settings::show(ui, look, home, now, &mut self.settings, wishes),
        }
    }

    fn keys(&mut self, context: &egui::Context, home: &Home, wishes: &mut Vec<Wish>) {
        if context.input(|input| input.key_pressed(Key::Escape)) {
            self.exercise = None;
            if self.page == Page::Reading {
                self.page = self.before;
            }
        }
        if context.input(|input| input.key_pressed(Key::F11)) {
            let mut chosen = home.choices.clone();
            chosen.appearance.full_screen = !chosen.appearance.full_screen;
            let on = chosen.appearance.full_screen;
            context.send_viewport_cmd(egui::ViewportCommand::Fullscreen(on));
            wishes.push(Wish::Choose(chosen));
        }
    }
}
