//! A pause: that nothing goes on, why, and what to do.

use super::super::area::Area;
use super::super::page::{Fall, Style};
use super::super::shape::Weight;
use super::super::snapshot::Snapshot;
use super::super::status::Status;
use super::Screen;
use crate::coach::{Interruption, Pause};

impl Screen<'_> {
    pub(super) fn paused(&mut self, snapshot: &Snapshot, pause: &Pause) {
        let theme = self.page.theme;
        let sizes = &theme.screen;
        let gap = self.page.px(sizes.margin);
        let mut area = self.whole();
        self.foot(snapshot, &mut area, true);
        let band = area.cut_bottom(self.page.px(sizes.band), gap);
        self.sentence(&pause.advice, Status::Unknown, band);
        if pause.why != Interruption::Camera {
            self.beside_picture(snapshot, &mut area);
        }
        let bars = area.cut_top(area.height * 0.52, gap);
        self.bars(bars);
        let style = Style::new(sizes.headline, Weight::Strong, theme.text).centred();
        let word = self.setting.language.words.state.paused.clone();
        self.page.set(&word, area, Fall::Top, style);
    }

    /// The two bars that everybody knows.
    fn bars(&mut self, area: Area) {
        let fill = self.page.theme.text;
        let height = self.page.px(26.0).min(area.height * 0.8);
        let width = height * 0.26;
        let block = area.middle(3.0 * width, height);
        for bar in block.split(2, width, false) {
            self.page.fill(bar, bar.width * 0.25, fill);
        }
    }
}
