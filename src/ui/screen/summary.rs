//! The end of a session: what was counted, what was held, what to work on, and the curve of each set.

use super::super::area::Area;
use super::super::page::{Fall, Style};
use super::super::shape::Weight;
use super::super::snapshot::Snapshot;
use super::super::typeface::{self, CAP_HEIGHT_EM};
use super::{Press, Screen, chart};
use crate::coach::{Item, SetResult, Summary, findings};
use crate::motion::{Point, Verdict};

/// Charts on one screen.
pub const SETS_AT_ONCE: usize = 3;

/// Faults that are named: more at a time nobody works on.
const MOST_FAULTS: usize = 3;

impl Screen<'_> {
    pub(super) fn summary(&mut self, snapshot: &Snapshot, summary: &Summary) {
        let theme = self.page.theme;
        let sizes = &theme.screen;
        let words = &self.setting.language.words.window;
        let gap = self.page.px(sizes.margin);
        let mut area = self.whole();
        let pages = summary.sets.len().div_ceil(SETS_AT_ONCE).max(1);
        self.end_foot(snapshot, pages, &mut area);
        let style = Style::new(sizes.headline, Weight::Strong, theme.text);
        self.page.line(&words.session_over, &mut area, sizes.margin * 2.0, style);
        let figures = if self.is_tall() {
            area.cut_top(area.height * 0.42, gap)
        } else {
            area.cut_left(area.width * 0.36, gap * 1.5)
        };
        self.totals(summary, figures);
        let first = self.page_number.min(pages - 1) * SETS_AT_ONCE;
        let shown: Vec<(usize, &SetResult)> =
            summary.sets.iter().enumerate().skip(first).take(SETS_AT_ONCE).collect();
        let rows = area.split(shown.len().max(1), gap, true);
        for ((index, set), row) in shown.into_iter().zip(rows) {
            self.set_card(snapshot, index, set, row);
        }
    }

    /// Counts, holds and faults of all sets together.
    fn totals(&mut self, summary: &Summary, mut area: Area) {
        let (page, words) = (&mut self.page, &self.setting.language.words.window);
        let theme = page.theme;
        let sizes = &theme.screen;
        let total: u32 = summary.sets.iter().map(|set| set.repetitions.total).sum();
        let good: u32 = summary.sets.iter().map(|set| set.repetitions.good).sum();
        let text = match total {
            1 => words.good_of_one.clone(),
            total => words.good_of_all.replace("{total}", &total.to_string()),
        };
        let colour = if good > 0 { theme.good } else { theme.text };
        let style = Style::new(sizes.count * 0.72, Weight::Strong, colour);
        let quiet = Style::new(sizes.heading, Weight::Normal, theme.text_quiet);
        page.count((good, style), (&text, quiet), &mut area, (2.4, 3.0));
        area.cut_top(0.0, page.px(2.0));
        let holds = holds(summary, &self.setting.programme);
        if let Some(longest) = holds.iter().copied().reduce(f64::max) {
            let mean = holds.iter().sum::<f64>() / holds.len() as f64;
            let number = |secs| self.setting.language.number(secs, 1);
            let text = match holds.len() {
                1 => words.held_once.replace("{secs}", &number(mean)),
                _ => words.held.replace("{mean}", &number(mean)).replace("{longest}", &number(longest)),
            };
            let text = typeface::breaking_at_commas(&text);
            page.paragraph(&text, &mut area, 5.0, Style::new(sizes.body, Weight::Normal, theme.text));
        }
        let unjudged = unjudged(summary);
        if unjudged > 0 {
            let text = words.not_judged.replace("{count}", &unjudged.to_string());
            page.paragraph(&text, &mut area, 2.4, Style::new(sizes.body, Weight::Strong, theme.unknown));
        }
        if summary.has_gaps {
            let remedy = summary.may_be_faster.then_some(&*words.faster_model);
            let told: Vec<&str> = [&*words.gaps].into_iter().chain(remedy).collect();
            let style = Style::new(sizes.body, Weight::Normal, theme.text);
            page.paragraph(&told.join(" "), &mut area, 3.2, style);
        }
        let faults = faults(summary, &self.setting.programme);
        let heading = if total == 0 {
            &words.nothing_counted
        } else if !faults.is_empty() {
            &words.work_on
        } else if good == total && unjudged == 0 {
            &words.nothing_to_change
        } else {
            return;
        };
        page.paragraph(heading, &mut area, 3.2, Style::new(sizes.body, Weight::Strong, theme.text));
        for (cue, times) in faults {
            if area.height < page.px(sizes.body) {
                break;
            }
            let style = Style::new(sizes.body, Weight::Normal, theme.text);
            let text = format!("{cue}  ×{times}");
            let indent = page.px(4.4);
            let block = page.block(&text, area.width - indent, area.height, style);
            let mut line = area.cut_top(block.height(), page.px(3.2));
            let mark = line.cut_left(indent, 0.0);
            let radius = page.px(1.2);
            let middle = page.px(sizes.body * CAP_HEIGHT_EM / 2.0);
            let centre = Point::new(mark.left + radius, mark.top + middle);
            page.disc(centre, radius, theme.correct);
            page.set(&text, line, Fall::Top, style);
        }
    }

    /// A set's name, its count and its curve.
    fn set_card(&mut self, snapshot: &Snapshot, index: usize, set: &SetResult, area: Area) {
        let title = self.item(set.item).map_or(String::new(), |item| item.texts.title.clone());
        let words = &self.setting.language.words;
        let page = &mut self.page;
        let theme = page.theme;
        let sizes = &theme.screen;
        page.card(area, theme.card);
        let mut inner = area.inset_by(page.px(3.0), page.px(2.6));
        let heading = inner.cut_top(page.line_px(sizes.body * 0.9, Weight::Strong), page.px(2.6));
        let name = words.window.set_name.replace("{title}", &title).replace("{set}", &set.number.to_string());
        page.set(&name, heading, Fall::Top, Style::new(sizes.body * 0.9, Weight::Strong, theme.text));
        let count = words.overlay.good_of_total.replace("{total}", &set.repetitions.total.to_string());
        let count = format!("{} {count}", set.repetitions.good);
        let style = Style::new(sizes.body * 0.9, Weight::Normal, theme.text_quiet).right();
        page.set(&count, heading, Fall::Top, style);
        if let (Some(Some(curve)), Some(item)) =
            (snapshot.curves.get(index), self.setting.programme.get(set.item))
        {
            chart::draw(&mut self.page, curve, (set, item), self.setting.language, inner);
        }
    }

    fn end_foot(&mut self, snapshot: &Snapshot, pages: usize, area: &mut Area) {
        let words = &self.setting.language.words.keys;
        let mut keys = vec![(Press::Finish, "Q", words.close.as_str())];
        if pages > 1 {
            keys.push((Press::Page, words.arrows.as_str(), words.pages.as_str()));
        }
        keys.push((Press::Help, "?", words.help.as_str()));
        self.foot_of(snapshot, &keys, area);
    }
}

/// How long was held, in seconds, wherever that was asked for.
fn holds(summary: &Summary, programme: &[Item]) -> Vec<f64> {
    let is_held =
        |set: &&SetResult| programme.get(set.item).is_some_and(|item| item.exercise.dose.hold_secs.is_some());
    let attempts = summary.sets.iter().filter(is_held).flat_map(|set| &set.attempts);
    attempts.map(|attempt| attempt.hold_secs).filter(|secs| *secs > 0.0).collect()
}

/// How many attempts could not be judged.
fn unjudged(summary: &Summary) -> usize {
    let attempts = summary.sets.iter().flat_map(|set| &set.attempts);
    attempts.filter(|attempt| attempt.verdict == Verdict::Unjudged).count()
}

/// What to change, with how often it was found.
fn faults<'a>(summary: &'a Summary, programme: &'a [Item]) -> Vec<(&'a str, u32)> {
    let of_item = |set: &'a SetResult| {
        let item = programme.get(set.item)?;
        Some((set, &item.exercise, &item.texts))
    };
    let found = findings(summary.sets.iter().filter_map(of_item));
    found.into_iter().take(MOST_FAULTS).map(|finding| (finding.cue, finding.times)).collect()
}
