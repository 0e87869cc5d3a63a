//! The question how strong the pain is, from 0 to 10, and what the person is to read of it.

use super::super::area::Area;
use super::super::page::{Fall, Style};
use super::super::shape::Weight;
use super::{Button, Press, Screen};

/// The worst pain there is.
const WORST: u8 = 10;

/// When it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Before the session.
    Before,
    /// After it.
    After,
}

/// What the person answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// From 0, none, to 10, the worst there is.
    Mark(u8),
    /// Nothing this time.
    Skip,
    /// Nothing, now and ever after.
    Never,
}

impl Screen<'_> {
    /// Large numbers in a row; where that would be narrow, in two.
    pub(super) fn pain(&mut self, asked: Asked, typed: Option<u8>) {
        let words = &self.setting.language.words.pain;
        let page = &mut self.page;
        let theme = page.theme;
        let sizes = &theme.screen;
        let area = page.bounds.middle(page.px(150.0), page.px(86.0)).inset(page.px(1.0));
        page.card(area, theme.card);
        let mut inner = area.inset_by(page.px(4.0), page.px(5.0));
        let centred = |size, weight, colour| Style::new(size, weight, colour).centred();
        let question = match asked {
            Asked::Before => &words.before,
            Asked::After => &words.after,
        };
        let top = inner.cut_top(inner.height * 0.22, page.px(1.0));
        page.set(question, top, Fall::Middle, centred(sizes.headline, Weight::Strong, theme.text));
        let keys = inner.cut_bottom(inner.height * 0.14, page.px(1.0));
        page.set(&words.keys, keys, Fall::Bottom, centred(sizes.small, Weight::Normal, theme.text_quiet));
        let foot = inner.cut_bottom(inner.height * 0.26, page.px(2.0));
        let ends = inner.cut_bottom(page.px(sizes.small * 1.3), page.px(2.0));
        let [left, right] = [(&words.none, false), (&words.worst, true)].map(|(text, is_right)| {
            let style = Style::new(sizes.small, Weight::Normal, theme.text_quiet);
            (text, if is_right { style.right() } else { style })
        });
        for ((text, style), half) in [left, right].into_iter().zip(ends.split(2, page.px(2.0), false)) {
            page.set(text, half, Fall::Top, style);
        }
        let marks: Vec<u8> = (0..=WORST).collect();
        let rows = if page.bounds.width < page.bounds.height * 1.1 { 2 } else { 1 };
        let in_a_row = marks.len().div_ceil(rows);
        let lines = inner.split(rows, page.px(1.5), true);
        for (line, marks) in lines.into_iter().zip(marks.chunks(in_a_row)) {
            for (cell, mark) in line.split(in_a_row, page.px(1.5), false).into_iter().zip(marks) {
                let (fill, ink) = match typed == Some(*mark) {
                    true => (theme.neutral, theme.on_status),
                    false => (theme.ground, theme.text),
                };
                let text = mark.to_string();
                page.card(cell, fill);
                page.set(&text, cell, Fall::Middle, centred(sizes.headline, Weight::Strong, ink));
                self.buttons.push(button(cell, Answer::Mark(*mark), text));
            }
        }
        let others = [(Answer::Skip, "Esc", &words.skip), (Answer::Never, "N", &words.never)];
        for (cell, (answer, key, what)) in
            foot.split(others.len(), page.px(3.0), false).into_iter().zip(others)
        {
            page.card(cell, theme.ground);
            let style = centred(sizes.body, Weight::Strong, theme.text);
            page.set(&format!("{what} ({key})"), cell.inset(page.px(1.0)), Fall::Middle, style);
            self.buttons.push(button(cell, answer, what.clone()));
        }
    }

    /// What is to be read before all else, over everything.
    pub(super) fn warning(&mut self) {
        let Some(text) = &self.setting.warning else { return };
        let page = &mut self.page;
        let theme = page.theme;
        let name = self.setting.language.words.keys.any_key.clone();
        self.buttons.push(Button { area: page.bounds, press: Press::Other, name: name.clone() });
        let area = page.bounds.middle(page.px(130.0), page.px(80.0)).inset(page.px(1.0));
        page.card(area, theme.card);
        let mut inner = area.inset_by(page.px(6.0), page.px(6.0));
        let foot = inner.cut_bottom(page.px(theme.screen.small * 1.4), page.px(3.0));
        let style = Style::new(theme.screen.sentence, Weight::Strong, theme.stop).centred();
        page.set(text, inner, Fall::Middle, style);
        let style = Style::new(theme.screen.small, Weight::Normal, theme.text_quiet).centred();
        page.set(&name, foot, Fall::Bottom, style);
    }
}

fn button(area: Area, answer: Answer, name: String) -> Button {
    Button { area, press: Press::Pain(answer), name }
}
