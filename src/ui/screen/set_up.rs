//! Before a set: the live picture with the outline to get into, what is checked, and the one thing to
//! do now.

use super::super::area::Area;
use super::super::drawing;
use super::super::page::{Fall, Page, Style};
use super::super::shape::{Colour, Shape, Weight};
use super::super::snapshot::Snapshot;
use super::super::status::Status;
use super::super::theme::Theme;
use super::super::typeface;
use super::rest::start_outline;
use super::{Screen, stage_picture};
use crate::coach::{Check, CheckKind, Item, SetUp};
use crate::graphics::exercise;
use crate::messages::words::Checks;
use crate::motion::{Exercise, Point};

/// The figure of the exercise is at most so much of the picture's height and width.
const FIGURE_HEIGHT: f64 = 0.3;
const FIGURE_WIDTH: f64 = 0.4;

impl Screen<'_> {
    pub(super) fn set_up(&mut self, snapshot: &Snapshot, set_up: &SetUp) {
        let theme = self.page.theme;
        let sizes = &theme.screen;
        let gap = self.page.px(sizes.margin);
        let mut area = self.whole();
        self.foot(snapshot, &mut area, false);
        let band = area.cut_bottom(self.page.px(sizes.band), gap);
        let words = &self.setting.language.words.window;
        let all_well = set_up.checks.iter().all(|check| check.met == Some(true));
        match set_up.advice.as_ref().or(set_up.briefing.as_ref()) {
            Some(text) => self.sentence(text, Status::Neutral, band),
            None if all_well => self.sentence(&words.all_well, Status::Good, band),
            None => self.sentence(&words.looking, Status::Neutral, band),
        }
        let picture = self.beside_picture(snapshot, &mut area);
        let item = self.item(set_up.item).cloned();
        if let Some(Item { exercise, texts, .. }) = &item {
            let is_there = met(&set_up.checks, CheckKind::Position);
            if !is_there {
                self.guide(exercise, picture);
            }
            self.figure(set_up.item, snapshot.at_secs, picture);
            let style = Style::new(sizes.heading, Weight::Strong, theme.text);
            self.page.line(&texts.title, &mut area, 3.4, style);
        }
        self.checks(&set_up.checks, &mut area);
        if let Some(item) = &item {
            self.steps(&item.texts, area);
        }
    }

    /// The picture at the left or at the top; `area` becomes the rest. Gives where the picture is.
    pub(super) fn beside_picture(&mut self, snapshot: &Snapshot, area: &mut Area) -> Area {
        let sizes = &self.page.theme.screen;
        let gap = self.page.px(sizes.margin);
        let aspect = stage_picture::aspect(snapshot);
        let room = if self.is_tall() {
            let height = (area.width / aspect).min(area.height * 0.6);
            area.cut_top(height, gap)
        } else {
            let width = (area.height * aspect).min(area.width - gap - self.page.px(sizes.column));
            area.cut_left(width, gap)
        };
        self.picture(snapshot, room);
        room.fitted(aspect)
    }

    /// The outline of the position, over the picture.
    fn guide(&mut self, exercise: &Exercise, picture: Area) {
        let Some(inset) = &mut self.inset else { return };
        let place = picture.inset_by(picture.width * 0.12, picture.height * 0.14);
        let points = start_outline(exercise, place);
        let (white, dark) = (Colour::rgb(255, 255, 255), Colour::rgb(0, 0, 0));
        let unit = self.page.unit;
        let closed: Vec<Point> = points.iter().copied().chain(points.first().copied()).collect();
        let fill = white.faded(0.16);
        let outline =
            |width: f64, colour| Shape::Path { points: closed.clone(), width: width * unit, colour };
        let shapes =
            [Shape::Polygon { points, fill }, outline(1.3, dark.faded(0.4)), outline(0.6, white.faded(0.9))];
        // Below the body that is there.
        inset.shapes.splice(0..0, shapes);
    }

    /// The figure of the exercise moves in a corner of the picture.
    fn figure(&mut self, item: usize, at_secs: f64, picture: Area) {
        let (Some(inset), Some(Some(figure))) = (&mut self.inset, self.setting.figures.get(item)) else {
            return;
        };
        let Some(drawing) = exercise::moving(figure, at_secs) else { return };
        let theme = Theme::over_pictures(self.setting.appearance.high_contrast);
        let padding = self.page.px(theme.padding);
        let height = (picture.height * FIGURE_HEIGHT)
            .min(picture.width * FIGURE_WIDTH * drawing.height / drawing.width);
        let mut corner = picture.inset(self.page.px(theme.margin));
        (corner.width, corner.height) =
            (height * drawing.width / drawing.height + 2.0 * padding, height + 2.0 * padding);
        let (paper, radius) = (Colour { opacity: 255, ..theme.panel }, self.page.px(theme.corner));
        let Area { width, height, .. } = corner;
        inset.shapes.push(Shape::RoundedBox { corner: corner.corner(), width, height, radius, fill: paper });
        inset.shapes.extend(drawing::shapes(&drawing, corner.inset(padding), &theme, paper));
    }

    /// Two columns of what is checked.
    fn checks(&mut self, checks: &[Check], area: &mut Area) {
        let sizes = &self.page.theme.screen;
        let columns = if area.width > self.page.px(56.0) { 2 } else { 1 };
        let rows = checks.len().div_ceil(columns);
        let row_px = self.page.px(if columns == 2 { 5.6 } else { 5.0 });
        let block = area.cut_top(row_px * rows as f64, self.page.px(3.0));
        let cells = block.split(columns, self.page.px(2.0), false);
        let names: Vec<String> = checks
            .iter()
            .map(|check| check_name(&self.setting.language.words.check, check.kind).to_owned())
            .collect();
        // One size for all, at which the longest name stays on its line.
        let size = sizes.body * if columns == 2 { 0.92 } else { 0.8 };
        let room = (cells[0].width - self.page.px(size + 2.0)).max(1.0);
        let width = |name: &String| typeface::width_px(name, self.page.px(size), Weight::Strong);
        let widest = names.iter().map(width).fold(room, f64::max);
        let size = size * room / widest;
        let current = current(checks);
        for (index, check) in checks.iter().enumerate() {
            let column = cells[index / rows.max(1)];
            let row =
                Area { top: column.top + row_px * (index % rows.max(1)) as f64, height: row_px, ..column };
            check_row(&mut self.page, &names[index], check.met, current == Some(index), size, row);
        }
    }

    /// A sentence in a band of its colour.
    pub(super) fn sentence(&mut self, text: &str, status: Status, area: Area) {
        let theme = self.page.theme;
        self.page.card(area, theme.status(status));
        let mut inner = area.inset_by(self.page.px(4.0), self.page.px(2.6));
        let radius = (0.55 * self.page.px(theme.screen.sentence)).min(0.5 * inner.height);
        if status != Status::Neutral {
            let place = inner.cut_left(2.0 * radius, self.page.px(2.4));
            self.page.sign(status, place.centre(), radius, (theme.on_status, theme.status(status)));
        }
        let style = Style::new(theme.screen.sentence, Weight::Strong, theme.on_status).centred();
        self.page.set(text, inner, Fall::Middle, style);
    }
}

/// The check that is to be met next: the first that is not, or else the first of which nothing is known.
fn current(checks: &[Check]) -> Option<usize> {
    let first = |met| checks.iter().position(|check| check.met == met);
    first(Some(false)).or_else(|| first(None))
}

fn check_name(names: &Checks, kind: CheckKind) -> &str {
    match kind {
        CheckKind::Light => &names.light,
        CheckKind::Person => &names.person,
        CheckKind::Alone => &names.alone,
        CheckKind::WholeBody => &names.whole_body,
        CheckKind::Distance => &names.distance,
        CheckKind::View => &names.view,
        CheckKind::Position => &names.position,
        CheckKind::Start => &names.start,
    }
}

fn met(checks: &[Check], kind: CheckKind) -> bool {
    checks.iter().any(|check| check.kind == kind && check.met == Some(true))
}

/// A mark for what is known of a check, and its name.
fn check_row(page: &mut Page<'_>, name: &str, met: Option<bool>, is_next: bool, size: f64, mut row: Area) {
    let theme = page.theme;
    let radius = page.px(0.5 * size);
    let mark = row.cut_left(2.0 * radius, page.px(2.0)).centre();
    let rim = page.px(0.5);
    match met {
        Some(true) => {
            page.disc(mark, radius, theme.good);
            page.tick(mark, radius, page.px(0.75), theme.on_status);
        }
        other => {
            let colour = if other == Some(false) { theme.correct } else { theme.text_quiet.faded(0.6) };
            let none = colour.faded(0.0);
            let radius = radius - rim / 2.0;
            page.shapes.push(Shape::Circle { centre: mark, radius, fill: none, rim, rim_colour: colour });
            if other == Some(false) {
                page.disc(mark, radius * 0.45, colour);
            }
        }
    }
    let (weight, colour) = match (is_next, met) {
        (true, _) => (Weight::Strong, theme.text),
        (_, Some(true)) => (Weight::Normal, theme.text),
        _ => (Weight::Normal, theme.text_quiet),
    };
    page.set(name, row, Fall::Middle, Style::new(size, weight, colour));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_check_is_current_and_it_is_the_one_that_is_not_met() {
        let checks = |met: [Option<bool>; 3]| {
            let kinds = [CheckKind::Light, CheckKind::WholeBody, CheckKind::View];
            let checks = kinds.into_iter().zip(met).map(|(kind, met)| Check { kind, met });
            current(&checks.collect::<Vec<_>>())
        };
        assert_eq!(checks([Some(true), None, Some(false)]), Some(2), "what hides the others is to be mended");
        assert_eq!(checks([Some(true), None, None]), Some(1));
        assert_eq!(checks([Some(true); 3]), None);
    }
}
