//! A pause: that nothing goes on, why, and what to do.

use super::super::area::Area;
use super::super::overlay::{Count, OverlayState};
use super::super::page::{Fall, Style};
use super::super::shape::Weight;
use super::super::snapshot::Snapshot;
use super::super::status::Status;
use super::Screen;
use crate::coach::{Interruption, Pause, Stage};

impl Screen<'_> {
    pub(super) fn paused(&mut self, snapshot: &Snapshot, pause: &Pause) {
        let theme = self.page.theme;
        let sizes = &theme.screen;
        let gap = self.page.px(sizes.margin);
        let mut area = self.whole();
        self.foot(snapshot, &mut area, true);
        let band = area.cut_bottom(self.page.px(sizes.band), gap);
        self.sentence(&pause.advice, Status::Unknown, band);
        if !matches!(pause.why, Interruption::Camera | Interruption::Still) {
            // What was measured before the pause is not of this picture.
            let overlay = OverlayState { emphasis: None, ..snapshot.overlay.clone() };
            self.beside_picture(&Snapshot { overlay, ..snapshot.clone() }, &mut area);
        }
        self.what_is_paused(snapshot.overlay.count, &pause.behind, &mut area);
        let bars = area.cut_top(area.height * 0.52, gap);
        self.bars(bars);
        let style = Style::new(sizes.headline, Weight::Strong, theme.text).centred();
        let word = self.setting.language.words.state.paused.clone();
        self.page.set(&word, area, Fall::Top, style);
    }

    /// The exercise, the set and its count, as before the pause.
    fn what_is_paused(&mut self, count: Option<Count>, behind: &Stage, area: &mut Area) {
        let (index, number, sets, count) = match behind {
            Stage::SetUp(set_up) => (set_up.item, set_up.number, set_up.sets, count),
            Stage::Set(set) => (set.item, set.number, set.sets, count),
            Stage::Rest(rest) => {
                let sets = self.item(rest.next_item).map_or(1, |item| item.sets);
                (rest.next_item, rest.next_set, sets, None)
            }
            Stage::Paused(_) | Stage::Summary(_) => return,
        };
        let Some(item) = self.item(index) else { return };
        let (title, repetitions) = (item.texts.title.clone(), item.repetitions);
        let theme = self.page.theme;
        let sizes = &theme.screen;
        self.page.line(&title, area, 2.6, Style::new(sizes.heading, Weight::Strong, theme.text));
        let quiet = Style::new(sizes.body, Weight::Normal, theme.text_quiet);
        let words = &self.setting.language.words;
        if sets > 1 {
            let of = &words.window.set_of;
            let text = of.replace("{set}", &number.to_string()).replace("{sets}", &sets.to_string());
            self.page.line(&text, area, 2.4, quiet);
        }
        if let Some(Count { good, total }) = count {
            let of = match repetitions {
                Some(goal) => words.window.of_goal.replace("{goal}", &goal.to_string()),
                None => words.overlay.good_of_total.replace("{total}", &total.to_string()),
            };
            let style = Style::new(sizes.headline, Weight::Strong, theme.text);
            self.page.count((good, style), (&of, quiet), area, (3.0, 2.0));
        }
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
