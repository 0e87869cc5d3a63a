//! What lies over a screen and waits for a key: the list of keys, and the question before the end.

use super::super::page::{Fall, Style};
use super::super::shape::Weight;
use super::{Asked, Button, Press, Screen};

/// What lies over a screen and waits for a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prompt {
    /// The list of keys.
    Help,
    /// Whether to end the session.
    Finish,
    /// How strong the pain is.
    Pain(Asked),
    /// The setting's warning.
    Warning,
}

impl Screen<'_> {
    pub(super) fn prompt(&mut self, prompt: Prompt, typed: Option<u8>) {
        let (page, keys) = (&mut self.page, &self.setting.language.words.keys);
        self.buttons.clear();
        let theme = page.theme;
        // Who has the screen read hears the prompt alone.
        page.labels.clear();
        page.fill(page.bounds, 0.0, theme.veil);
        let sizes = &theme.screen;
        match prompt {
            Prompt::Pain(asked) => self.pain(asked, typed),
            Prompt::Warning => self.warning(),
            Prompt::Finish => {
                let area = page.bounds.middle(page.px(104.0), page.px(50.0)).inset(page.px(1.0));
                page.card(area, theme.card);
                let mut inner = area.inset_by(page.px(5.0), page.px(8.0));
                let style = Style::new(sizes.headline, Weight::Strong, theme.text).centred();
                let question = inner.cut_top(inner.height * 0.36, 0.0);
                page.set(&keys.really, question, Fall::Top, style);
                let quiet = Style::new(sizes.body, Weight::Normal, theme.text_quiet).centred();
                let told = inner.cut_bottom(inner.height * 0.3, 0.0);
                page.set(&keys.really_keys, told, Fall::Bottom, quiet);
                let answers = [(Press::Finish, &keys.finish), (Press::Other, &keys.resume)];
                let cells = inner.split(answers.len(), page.px(4.0), false);
                for (area, (press, what)) in cells.into_iter().zip(answers) {
                    page.card(area, theme.ground);
                    let style = Style::new(sizes.body, Weight::Strong, theme.text).centred();
                    page.set(what, area.inset(page.px(1.0)), Fall::Middle, style);
                    self.buttons.push(Button { area, press, name: what.clone() });
                }
            }
            Prompt::Help => {
                let rows = [
                    (keys.space.as_str(), format!("{}, {}", keys.pause, keys.resume.to_lowercase())),
                    ("N", keys.next.clone()),
                    ("Q, Esc", keys.finish.clone()),
                    ("M", keys.mute.clone()),
                    ("F", keys.full_screen.clone()),
                    ("D", keys.light_or_dark.clone()),
                    ("H", keys.high_contrast.clone()),
                    ("?", keys.help.clone()),
                ];
                let (area, name) = (page.bounds, keys.any_key.clone());
                self.buttons.push(Button { area, press: Press::Other, name });
                let area = page.bounds.middle(page.px(96.0), page.px(94.0));
                page.card(area, theme.card);
                let mut inner = area.inset_by(page.px(6.0), page.px(6.0));
                let style = Style::new(sizes.headline * 0.8, Weight::Strong, theme.text);
                let heading = inner.cut_top(page.px(sizes.headline * 0.8), page.px(3.0));
                page.set(&keys.heading, heading, Fall::Top, style);
                let foot = inner.cut_bottom(page.px(sizes.small * 1.2), page.px(2.0));
                let style = Style::new(sizes.small, Weight::Normal, theme.text_quiet);
                page.set(&keys.any_key, foot, Fall::Bottom, style);
                for (mut row, (key, what)) in inner.split(rows.len(), 0.0, true).into_iter().zip(rows) {
                    let cell = row.cut_left(page.px(24.0), page.px(3.0));
                    let style = Style::new(sizes.body, Weight::Strong, theme.neutral);
                    page.set(key, cell, Fall::Middle, style);
                    let style = Style::new(sizes.body, Weight::Normal, theme.text);
                    page.set(&what, row, Fall::Middle, style);
                }
            }
        }
    }
}
