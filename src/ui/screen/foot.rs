//! The line at the foot of a screen: keys at the left, what does not work at the right.

use super::super::area::Area;
use super::super::page::{Fall, Style};
use super::super::shape::Weight;
use super::super::snapshot::Snapshot;
use super::{Button, Press, Screen};

impl Screen<'_> {
    /// The keys of a session under way, cut off the area.
    pub(super) fn foot(&mut self, snapshot: &Snapshot, area: &mut Area, paused: bool) {
        let keys = &self.setting.language.words.keys;
        let space = if paused { &keys.resume } else { &keys.pause };
        let entries = [
            (Press::Space, keys.space.as_str(), space.as_str()),
            (Press::Next, "N", &keys.next),
            (Press::Finish, "Q", &keys.finish),
            (Press::Help, "?", &keys.help),
        ];
        self.foot_of(snapshot, &entries, area);
    }

    /// Keys with what they do, cut off the area.
    pub(super) fn foot_of(&mut self, snapshot: &Snapshot, keys: &[(Press, &str, &str)], area: &mut Area) {
        let page = &mut self.page;
        let theme = page.theme;
        let size = theme.screen.small;
        let mut area = area.cut_bottom(page.px(size), page.px(2.0));
        let room = page.px(0.5);
        for (press, key, what) in keys {
            let left = area.left;
            for (text, weight, gap) in [(key, Weight::Strong, 1.2), (what, Weight::Normal, 4.0)] {
                let style = Style::new(size, weight, theme.text_quiet);
                let width = page.block(text, area.width, area.height, style).width(weight);
                let cell = area.cut_left(width, page.px(gap));
                page.set(text, cell.grown(room), Fall::Middle, style);
            }
            // A finger needs more room than a line of small text has.
            let around = Area { left, width: area.left - left - page.px(2.0), ..area };
            let around = around.grown_by(page.px(1.0), page.px(2.0));
            self.buttons.push(Button { area: around, press: *press, name: (*what).to_owned() });
        }
        let mut notes: Vec<&str> = snapshot.notices.iter().map(String::as_str).collect();
        if snapshot.muted {
            notes.push(&self.setting.language.words.window.muted);
        }
        if !notes.is_empty() {
            let style = Style::new(size, Weight::Normal, theme.text_quiet).right();
            page.set(&notes.join("  ·  "), area, Fall::Middle, style);
        }
    }
}
