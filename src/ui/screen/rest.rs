//! Between two sets: the seconds that are left, what was done, and what comes next.

use super::super::area::Area;
use super::super::figure;
use super::super::page::{Fall, Style};
use super::super::shape::{Shape, Weight};
use super::super::snapshot::Snapshot;
use super::super::typeface;
use super::{Screen, chart};
use crate::coach::{Item, Rest};
use crate::messages::ExerciseTexts;
use crate::motion::{Exercise, Point, Position, Verdict, View};

/// Steps may be so much smaller than small text: each is also said, and shown in large letters then.
const LEAST_STEP: f64 = 0.8;

impl Screen<'_> {
    pub(super) fn rest(&mut self, snapshot: &Snapshot, rest: &Rest) {
        let theme = self.page.theme;
        let sizes = &theme.screen;
        let gap = self.page.px(sizes.margin);
        let mut area = self.whole();
        self.foot(snapshot, &mut area, false);
        let ring = if self.is_tall() {
            area.cut_top(area.height * 0.4, gap)
        } else {
            area.cut_left(area.width * 0.42, gap * 2.0)
        };
        self.seconds_left(rest, ring.inset(self.page.px(2.0)));
        let done = area.cut_top(area.height * 0.34, gap);
        self.done(rest, done);
        self.next_card(rest, area);
    }

    fn seconds_left(&mut self, rest: &Rest, area: Area) {
        let (page, words) = (&mut self.page, &self.setting.language.words.window);
        let theme = page.theme;
        let outer = area.width.min(area.height) / 2.0;
        let width = outer * theme.screen.ring_share * 0.8;
        let share = if rest.secs > 0.0 { rest.secs_left / rest.secs } else { 0.0 };
        page.ring(area.centre(), outer - width / 2.0, width, share, theme.neutral);
        let size = 0.42 * 2.0 * outer / page.unit;
        let caption_size = 0.086 * 2.0 * outer / page.unit;
        let number_px = page.line_px(size, Weight::Strong);
        let tall = number_px + 0.14 * outer + page.line_px(caption_size, Weight::Normal);
        let mut text = area.middle(2.0 * outer - 3.0 * width, tall);
        let line = text.cut_top(number_px, 0.14 * outer);
        let number = format!("{:.0}", rest.secs_left.max(0.0).ceil());
        page.set(&number, line, Fall::Top, Style::new(size, Weight::Strong, theme.text).centred());
        let style = Style::new(caption_size, Weight::Normal, theme.text_quiet).centred();
        page.set(&words.rest, text, Fall::Bottom, style);
    }

    /// The set that was done: its count, a dot for each attempt, and the first thing to change.
    fn done(&mut self, rest: &Rest, mut area: Area) {
        let (page, words) = (&mut self.page, &self.setting.language.words);
        let theme = page.theme;
        let sizes = &theme.screen;
        let counted = rest.done.repetitions;
        let caption = words.overlay.good_of_total.replace("{total}", &counted.total.to_string());
        let style = Style::new(sizes.headline * 1.5, Weight::Strong, theme.text);
        let quiet = Style::new(sizes.heading, Weight::Normal, theme.text_quiet);
        page.count((counted.good, style), (&caption, quiet), &mut area, (3.6, 2.0));
        let attempts = &rest.done.attempts;
        let each = page.px(6.0).min(area.width / attempts.len().max(1) as f64);
        let mut row = area.cut_top(each, page.px(2.6));
        for attempt in attempts {
            let cell = row.cut_left(each, 0.0);
            let (radius, colour) = (0.36 * each, chart::colour_of(page, attempt.verdict));
            let centre = Point::new(cell.left + radius, cell.centre().y);
            page.dot(centre, radius, colour, attempt.verdict == Verdict::Good);
        }
        let faults = attempts.iter().flat_map(|attempt| &attempt.faults).chain(&rest.done.set_faults);
        if let Some(fault) = faults.last() {
            let style = Style::new(sizes.body, Weight::Normal, theme.correct);
            let cue =
                self.setting.programme.get(rest.done.item).map_or("", |item| item.texts.cue(fault.rule));
            page.set(cue, area, Fall::Top, style);
        }
    }

    fn next_card(&mut self, rest: &Rest, area: Area) {
        let Some(item) = self.setting.programme.get(rest.next_item) else { return };
        let theme = self.page.theme;
        self.page.card(area, theme.card);
        let inner = area.inset_by(self.page.px(3.6), self.page.px(3.2));
        self.next_set(item, rest.next_set, inner);
    }

    /// What comes next: its name, how much of it, its figure and its steps.
    fn next_set(&mut self, item: &Item, number: u32, mut area: Area) {
        let words = &self.setting.language.words.window;
        let page = &mut self.page;
        let theme = page.theme;
        let sizes = &theme.screen;
        let mut head = area.cut_top(page.px(15.0).min(area.height * 0.45), page.px(2.4));
        let drawn = head.cut_left(page.px(30.0).min(head.width * 0.4), page.px(3.6));
        let points = start_outline(&item.exercise, drawn);
        page.shapes.push(Shape::Polygon { points, fill: theme.neutral });
        let text = words.next.replace("{what}", &item.texts.title);
        page.line(&text, &mut head, 2.6, Style::new(sizes.heading * 1.1, Weight::Strong, theme.text));
        let style = Style::new(sizes.body * 0.9, Weight::Normal, theme.text_quiet);
        let dose = self.dose(item, number);
        self.page.set(&dose, head, Fall::Top, style);
        self.steps(&item.texts, area);
    }

    /// "Set 2 of 3, 5 repetitions, hold 5 s".
    pub(super) fn dose(&self, item: &Item, number: u32) -> String {
        let words = &self.setting.language.words;
        let mut parts = Vec::new();
        if item.sets > 1 {
            let of = words.window.set_of.replace("{set}", &number.to_string());
            parts.push(of.replace("{sets}", &item.sets.to_string()));
        }
        if let Some(repetitions) = item.repetitions {
            let word = if repetitions == 1 { &words.overlay.repetition } else { &words.overlay.repetitions };
            parts.push(format!("{repetitions} {word}"));
        }
        if let Some((least, _)) = item.exercise.dose.hold_secs {
            let secs = item.settings.hold_secs.unwrap_or(least);
            parts.push(words.window.hold_for.replace("{target}", &format!("{secs}")));
        }
        typeface::breaking_at_commas(&parts.join(", "))
    }

    /// The steps of an exercise, and its caution: smaller and nearer to each other where there is little room, and then
    /// as many as fit whole.
    pub(super) fn steps(&mut self, texts: &ExerciseTexts, mut area: Area) {
        let steps = texts.briefing();
        let page = &mut self.page;
        let (theme, sizes) = (page.theme, &page.theme.screen);
        let (indent, mut gap) = (page.px(4.6), page.px(2.7));
        let (least_gap, least) = (page.px(1.1), LEAST_STEP * sizes.small);
        let mut style = Style::new(sizes.body * 0.86, Weight::Normal, theme.text);
        loop {
            style.least = style.size;
            let height =
                |step: &String| page.block(step, area.width - indent, f64::INFINITY, style).height() + gap;
            let all: f64 = steps.iter().map(height).sum();
            if all - gap <= area.height || style.size <= least {
                break;
            }
            style.size = (style.size * 0.95).max(least);
            gap = (gap * 0.9).max(least_gap);
        }
        for (index, step) in steps.iter().enumerate() {
            let block = page.block(step, area.width - indent, f64::INFINITY, style);
            if block.height() > area.height {
                break;
            }
            let mut line = area.cut_top(block.height(), gap);
            let number = line.cut_left(indent, 0.0);
            let quiet = Style { colour: theme.text_quiet, ..style };
            let mark = if index < texts.steps.len() { (index + 1).to_string() } else { "!".to_owned() };
            page.set(&mark, number, Fall::Top, quiet);
            page.set(step, line, Fall::Top, style);
        }
    }
}

/// The outline of an exercise's start position, from where it is best seen.
pub(super) fn start_outline(exercise: &Exercise, area: Area) -> Vec<Point> {
    let position = exercise.positions.first().copied().unwrap_or(Position::Standing);
    let view = exercise.views.first().copied().unwrap_or(View::Side);
    figure::outline(position, view, area)
}
