//! The window's screens as shapes: one file a screen. They are composed from a [`Snapshot`] for any
//! size, know nothing of windows, and decide nothing about exercises.

mod chart;
mod coaching;
mod foot;
mod pain;
mod paused;
mod prompt;
mod rest;
mod set_up;
mod stage_picture;
mod summary;

use super::area::Area;
pub use super::page::Label;
use super::page::{Fall, Page, Style};
use super::shape::{Colour, Shape, Weight};
use super::snapshot::Snapshot;
use super::theme::Theme;
use crate::coach::{Item, Stage};
use crate::messages::Language;
use crate::motion::figure::Figure;
pub use pain::{Answer, Asked};
pub use prompt::Prompt;
pub use summary::SETS_AT_ONCE;

/// What stays the same during a session, and how it is to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// The exercises.
    pub programme: Vec<Item>,
    /// The figures of the exercises, at their places; none where an exercise has none.
    pub figures: Vec<Option<Figure>>,
    /// The language of all words that are not in a snapshot.
    pub language: &'static Language,
    /// Colours of day or night.
    pub appearance: Appearance,
    /// Whether the person is asked how strong the pain is.
    pub asks_pain: bool,
    /// What is to be read before all else.
    pub warning: Option<String>,
}

/// How the window looks, as the person chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Appearance {
    /// Light rather than dark.
    pub light: bool,
    /// Black, white and pure colours.
    pub high_contrast: bool,
    /// The whole screen.
    pub full_screen: bool,
}

/// What keys have done to the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Controls {
    /// What waits for a key.
    pub prompt: Option<Prompt>,
    /// What was typed of a mark that may have two digits.
    pub mark: Option<u8>,
    /// Of what takes several pages, the one that is shown, from 0.
    pub page_number: usize,
}

/// A screen as it is to be painted: ground, picture, the picture's shapes, the other shapes.
#[derive(Debug, Clone, PartialEq)]
pub struct Composition {
    /// Behind everything.
    pub ground: Colour,
    /// Where the picture goes.
    pub inset: Option<Inset>,
    /// Over all else.
    pub shapes: Vec<Shape>,
    /// The texts among the shapes, as they are read.
    pub labels: Vec<Label>,
    /// Where a press of mouse or finger does what a key does.
    pub buttons: Vec<Button>,
}

/// A place on a screen that stands for a key.
#[derive(Debug, Clone, PartialEq)]
pub struct Button {
    /// Where it is.
    pub area: Area,
    /// Which key.
    pub press: Press,
    /// What it does, in words.
    pub name: String,
}

/// A key that a place on a screen can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// The space bar.
    Space,
    /// N.
    Next,
    /// Q.
    Finish,
    /// The question mark.
    Help,
    /// The arrow down.
    Page,
    /// An answer to how strong the pain is.
    Pain(Answer),
    /// Any other: it closes what lies over the screen.
    Other,
}

/// A picture on a screen. It is mirrored, as people know themselves.
#[derive(Debug, Clone, PartialEq)]
pub struct Inset {
    /// Where it goes, in the picture's own proportions.
    pub area: Area,
    /// Of its corners, in pixels.
    pub radius: f64,
    /// What lies over it and ends at its edges.
    pub shapes: Vec<Shape>,
}

/// Composes the screen for a window of this size. Without a snapshot, it says that all is starting.
pub fn compose(
    snapshot: Option<&Snapshot>,
    setting: &Setting,
    controls: Controls,
    width: f64,
    height: f64,
) -> Composition {
    let Appearance { light, high_contrast, .. } = setting.appearance;
    let theme = Theme::of(light, high_contrast);
    let page = Page::new(&theme, Theme::unit_px(width, height), Area::of_size(width, height));
    let mut screen =
        Screen { page, setting, page_number: controls.page_number, inset: None, buttons: Vec::new() };
    match snapshot {
        None => screen.message(&setting.language.words.window.starting),
        Some(snapshot) => screen.stage(snapshot),
    }
    if let Some(prompt) = controls.prompt {
        screen.prompt(prompt, controls.mark);
    }
    let Screen { page, inset, buttons, .. } = screen;
    Composition { ground: theme.ground, inset, shapes: page.shapes, labels: page.labels, buttons }
}

/// A screen under way.
struct Screen<'a> {
    page: Page<'a>,
    setting: &'a Setting,
    page_number: usize,
    inset: Option<Inset>,
    buttons: Vec<Button>,
}

impl Screen<'_> {
    fn stage(&mut self, snapshot: &Snapshot) {
        match &snapshot.stage {
            Stage::SetUp(set_up) => self.set_up(snapshot, set_up),
            Stage::Set(set) => self.coaching(snapshot, set),
            Stage::Rest(rest) => self.rest(snapshot, rest),
            Stage::Paused(pause) => self.paused(snapshot, pause),
            Stage::Summary(summary) => self.summary(snapshot, summary),
        }
    }

    /// Nothing but a sentence.
    fn message(&mut self, text: &str) {
        let sizes = &self.page.theme.screen;
        let area = self.page.bounds.inset(self.page.px(sizes.margin));
        let style = Style::new(sizes.headline, Weight::Strong, self.page.theme.text).centred();
        self.page.set(text, area, Fall::Middle, style);
    }

    /// All of the window but its border.
    fn whole(&self) -> Area {
        self.page.bounds.inset(self.page.px(self.page.theme.screen.margin))
    }

    /// Whether parts stand below each other rather than side by side.
    fn is_tall(&self) -> bool {
        self.page.bounds.width < self.page.bounds.height * 1.1
    }

    /// An exercise of the programme.
    fn item(&self, index: usize) -> Option<&Item> {
        self.setting.programme.get(index)
    }
}
