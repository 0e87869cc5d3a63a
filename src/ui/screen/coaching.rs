//! A set under way: the picture, the hold's ring, the count, and the one sentence that matters now.

use super::super::area::Area;
use super::super::drawing;
use super::super::overlay::{Hold, OverlayState};
use super::super::page::{Fall, Style};
use super::super::shape::Weight;
use super::super::snapshot::Snapshot;
use super::super::status::Status;
use super::Screen;
use crate::coach::SetView;
use crate::graphics::exercise;
use crate::motion::PhaseId;

/// The ring's part of the height where the count stands below it.
const RING_SHARE_BELOW: f64 = 0.56;

/// The least size of a caption, in units.
const LEAST_CAPTION: f64 = 3.2;

/// The least height that has room for dots below the count, in units.
const LEAST_WITH_DOTS: f64 = 26.0;

/// Repetitions up to which each has a dot.
const MOST_DOTS: u32 = 16;

impl Screen<'_> {
    pub(super) fn coaching(&mut self, snapshot: &Snapshot, set: &SetView) {
        let sizes = &self.page.theme.screen;
        let (gap, band) = (self.page.px(sizes.margin), self.page.px(sizes.band));
        let mut area = self.whole();
        self.foot(snapshot, &mut area, false);
        let band = area.cut_bottom(band, gap);
        self.band(snapshot, set, band);
        self.beside_picture(snapshot, &mut area);
        self.figures(snapshot, set, area);
    }

    /// What is done, the ring, the count and what comes next.
    fn figures(&mut self, snapshot: &Snapshot, set: &SetView, mut area: Area) {
        let theme = self.page.theme;
        let sizes = &theme.screen;
        let wording = &self.setting.language.words;
        let title = self.item(set.item).map_or("", |item| item.texts.title.as_str()).to_owned();
        self.page.line(&title, &mut area, 2.6, Style::new(sizes.heading, Weight::Strong, theme.text));
        if set.sets > 1 {
            let of = &wording.window.set_of;
            let text = of.replace("{set}", &set.number.to_string()).replace("{sets}", &set.sets.to_string());
            let style = Style::new(sizes.body, Weight::Normal, theme.text_quiet);
            self.page.line(&text, &mut area, 2.4, style);
        }
        if let Some(text) = self.what_follows(set, &snapshot.overlay) {
            let style = Style::new(sizes.body, Weight::Normal, theme.text_quiet);
            let block = self.page.block(&text, area.width, area.height * 0.3, style);
            let line = area.cut_bottom(block.height(), self.page.px(sizes.margin));
            self.page.set(&text, line, Fall::Bottom, style);
        }
        // Until the first attempt the movement is shown, where the seconds will be.
        let is_new = snapshot.overlay.to_do == wording.to_do.begin;
        let figure = self.setting.figures.get(set.item).and_then(Option::as_ref).filter(|_| is_new);
        let moving = figure.and_then(|figure| exercise::moving(figure, snapshot.at_secs));
        let hold_secs = self.hold_secs(set);
        if moving.is_some() || hold_secs.is_some() {
            let gap = self.page.px(sizes.margin);
            let (beside, below) = ((area.width - gap) / 2.0, RING_SHARE_BELOW * (area.height - gap));
            let is_beside = beside.min(area.height) >= below.min(area.width);
            let place = if is_beside { area.cut_left(beside, gap) } else { area.cut_top(below, gap) };
            match (moving, hold_secs) {
                (Some(drawing), _) => {
                    self.page.shapes.extend(drawing::shapes(&drawing, place, theme, theme.ground));
                }
                (None, Some(hold_secs)) => self.hold(&snapshot.overlay, hold_secs, place),
                (None, None) => {}
            }
        }
        self.count(&snapshot.overlay, set, area);
    }

    /// The seconds that the set's exercise is to be held for.
    fn hold_secs(&self, set: &SetView) -> Option<f64> {
        let item = self.item(set.item)?;
        let (least, _) = item.exercise.dose.hold_secs?;
        Some(item.settings.hold_secs.unwrap_or(least))
    }

    fn hold(&mut self, state: &OverlayState, asked_secs: f64, area: Area) {
        let (theme, page) = (self.page.theme, &mut self.page);
        let outer = area.width.min(area.height) / 2.0;
        let width = outer * theme.screen.ring_share;
        let (centre, radius) = (area.centre(), outer - width / 2.0);
        let Hold { secs, target_secs } =
            state.hold.unwrap_or(Hold { secs: 0.0, target_secs: Some(asked_secs) });
        let target_secs = target_secs.unwrap_or(asked_secs);
        let share = if target_secs > 0.0 { secs / target_secs } else { 1.0 };
        let reached = state.hold.is_some() && share >= 1.0;
        let colour = theme.status(if reached { Status::Good } else { Status::Neutral });
        page.ring(centre, radius, width, share, colour);
        let inner = Area::of_size(2.0 * (radius - width), 2.0 * (radius - width));
        let inner = Area { left: centre.x - inner.width / 2.0, top: centre.y - inner.height / 2.0, ..inner };
        let unit = page.unit;
        let caption_size = (0.105 * 2.0 * outer / unit).max(LEAST_CAPTION);
        let (words, target) = (&self.setting.language.words, format!("{target_secs}"));
        if state.hold.is_none() {
            let caption = words.window.hold_for.replace("{target}", &target);
            let style = Style::new(caption_size * 1.2, Weight::Normal, theme.text_quiet).centred();
            page.set(&caption, inner, Fall::Middle, style);
            return;
        }
        // Whole seconds, as they are counted aloud: a second counts when it is over.
        let number = format!("{}", secs.max(0.0).floor());
        let caption = words.overlay.of_target.replace("{target}", &target);
        let number_size = 0.46 * 2.0 * outer / unit;
        let gap = 0.06 * 2.0 * outer;
        let number_px = page.line_px(number_size, Weight::Strong);
        let tall = number_px + gap + page.line_px(caption_size, Weight::Normal);
        let mut text = inner.middle(inner.width, tall);
        let colour = if reached { colour } else { theme.text };
        let line = text.cut_top(number_px, gap);
        page.set(&number, line, Fall::Top, Style::new(number_size, Weight::Strong, colour).centred());
        let style = Style::new(caption_size, Weight::Normal, theme.text_quiet).centred();
        page.set(&caption, text, Fall::Bottom, style);
    }

    /// The count, how many are asked for, and a dot for each.
    fn count(&mut self, state: &OverlayState, set: &SetView, mut area: Area) {
        let Some(count) = state.count else { return };
        let theme = self.page.theme;
        let wording = &self.setting.language.words;
        let unit = self.page.unit;
        let all_good = count.good == count.total;
        let caption = match set.repetitions {
            Some(goal) => wording.window.of_goal.replace("{goal}", &goal.to_string()),
            None if all_good && count.total == 1 => wording.overlay.repetition.clone(),
            None if all_good => wording.overlay.repetitions.clone(),
            None => wording.overlay.good_of_total.replace("{total}", &count.total.to_string()),
        };
        let page = &mut self.page;
        let goal = set.repetitions.filter(|goal| (1..=MOST_DOTS).contains(goal));
        if let Some(goal) = goal.filter(|_| area.height >= page.px(LEAST_WITH_DOTS)) {
            let each = (area.width / f64::from(goal)).min(page.px(7.0));
            let row = area.cut_bottom(each, page.px(1.6)).middle(each * f64::from(goal), each);
            for (index, cell) in row.split(goal as usize, 0.0, false).into_iter().enumerate() {
                let index = index as u32;
                let (colour, full) = if index < count.good {
                    (theme.good, true)
                } else if index < count.total {
                    (theme.correct, false)
                } else {
                    (theme.track, true)
                };
                page.dot(cell.centre(), 0.34 * each, colour, full);
            }
        }
        let caption_size = (theme.screen.body * 1.15).min(0.16 * area.height / unit).max(LEAST_CAPTION);
        let caption_height = page.line_px(caption_size, Weight::Normal);
        let gap = (0.1 * area.height).max(page.px(2.0));
        let room = (0.92 * area.height - caption_height - gap).max(0.0);
        let digits = count.good.to_string();
        let size = theme.screen.count.min(room / page.line_px(1.0, Weight::Strong));
        let block = page.block(&digits, area.width, room, Style::new(size, Weight::Strong, theme.text));
        let tall = block.height() + gap + caption_height;
        let mut text = area.middle(area.width, tall);
        let line = text.cut_top(block.height(), gap);
        page.set(&digits, line, Fall::Top, Style::new(size, Weight::Strong, theme.text).centred());
        let style = Style::new(caption_size, Weight::Normal, theme.text_quiet).centred();
        page.set(&caption, text, Fall::Top, style);
    }

    /// The one sentence that matters now, in the colour of what it is; without one, the phase.
    fn band(&mut self, snapshot: &Snapshot, set: &SetView, area: Area) {
        let state = &snapshot.overlay;
        let spoken = set.cue.as_ref().map(|cue| (cue.text.as_str(), Status::from(cue.urgency)));
        let unseen = state.cannot_judge.as_ref().map(|remedy| (remedy.as_str(), Status::Unknown));
        let urgent = spoken.filter(|(_, status)| *status == Status::Stop);
        let sentence = urgent.or(unseen).or(spoken).filter(|(text, _)| !text.is_empty());
        if let Some((text, status)) = sentence {
            return self.sentence(text, status, area);
        }
        let theme = self.page.theme;
        self.page.card(area, theme.card);
        let inner = area.inset_by(self.page.px(4.0), self.page.px(2.6));
        let style = Style::new(theme.screen.sentence * 1.15, Weight::Strong, theme.text).centred();
        // At rest, the side or the phase that follows is what to do.
        let next = set.next.filter(|_| state.hold.is_none() && self.is_at_rest(state));
        let text = match next.and_then(|next| self.way_into(set, next)) {
            Some((Some(own), _)) => own,
            Some((None, name)) => self.setting.language.words.session.next_phase.replace("{phase}", &name),
            None => state.to_do.clone(),
        };
        self.page.set(text.trim_end_matches('.'), inner, Fall::Middle, style);
    }

    /// Whether nothing is under way.
    fn is_at_rest(&self, state: &OverlayState) -> bool {
        let words = &self.setting.language.words.to_do;
        state.to_do == words.again || state.to_do == words.begin
    }

    /// What to do to come into a phase's target, in the exercise's own words if it has any, and the phase's name.
    fn way_into(&self, set: &SetView, phase: PhaseId) -> Option<(Option<String>, String)> {
        let item = self.item(set.item)?;
        let name = self.setting.language.phase_name(item.exercise.phase(phase));
        Some((item.texts.phase(phase).out.clone(), name))
    }

    /// What comes next in the repetition, or else what follows the set.
    fn what_follows(&self, set: &SetView, state: &OverlayState) -> Option<String> {
        let words = &self.setting.language.words.window;
        if let Some((own, name)) = set.next.and_then(|next| self.way_into(set, next)) {
            // What is being done does not come next.
            let is_done = name == state.phase || own.as_ref() == Some(&state.to_do);
            return (!is_done).then(|| words.next.replace("{what}", &own.unwrap_or(name)));
        }
        let item = self.item(set.item)?;
        let what = if set.number < set.sets {
            words.rest_of.replace("{secs}", &format!("{:.0}", item.rest_secs))
        } else {
            let next = self.item(set.item + 1);
            next.map_or(words.the_end.clone(), |next| next.texts.title.clone())
        };
        Some(words.after_set.replace("{what}", &what))
    }
}
