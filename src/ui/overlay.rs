//! From what is known at one moment to the shapes that show it.

use std::sync::Arc;

use super::area::Area;
use super::emphasis::Emphasis;
use super::page::Page;
use super::shape::{Align, Shape, Weight};
use super::skeleton;
use super::status::Status;
use super::theme::Theme;
use super::typeface::{self, CAP_HEIGHT_EM};
use crate::messages::words::Overlay;
use crate::messages::{Language, english};
use crate::motion::{PictureSize, Point, Pose};

/// How the overlay looks and speaks.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// Colours and sizes.
    pub theme: Theme,
    /// Language of the captions.
    pub language: &'static Language,
}

impl Default for Look {
    fn default() -> Self {
        Self { theme: Theme::dark(), language: english() }
    }
}

/// Everything that one picture's overlay shows; absent parts take no room.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OverlayState {
    /// The body, in the picture's pixels.
    pub pose: Option<Arc<Pose>>,
    /// The person's outline as a closed polygon, in the picture's pixels; empty for none.
    pub outline: Vec<Point>,
    /// The part of the body that matters now.
    pub emphasis: Option<Emphasis>,
    /// The exercise's title.
    pub title: String,
    /// What the person is doing, such as "Raised".
    pub phase: String,
    /// What to do at the moment, such as "Hold".
    pub to_do: String,
    /// Repetitions so far.
    pub count: Option<Count>,
    /// The hold in progress.
    pub hold: Option<Hold>,
    /// What to change now.
    pub cue: Option<Banner>,
    /// Why nothing can be judged, and what to do about it.
    pub cannot_judge: Option<String>,
}

/// Repetitions so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// Those without a major fault.
    pub good: u32,
    /// All.
    pub total: u32,
}

/// A hold in progress.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hold {
    /// Seconds held so far.
    pub secs: f64,
    /// Seconds to reach.
    pub target_secs: Option<f64>,
}

/// A sentence for the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Banner {
    /// The sentence.
    pub text: String,
    /// How pressing it is.
    pub status: Status,
}

/// The shapes of an overlay, back to front, for a picture of this size.
pub fn compose(state: &OverlayState, picture: PictureSize, look: &Look) -> Vec<Shape> {
    let bounds = Area::of_size(f64::from(picture.width), f64::from(picture.height));
    let mut page = Page::new(&look.theme, Theme::unit_px(bounds.width, bounds.height), bounds);
    body(&mut page, state.pose.as_deref(), &state.outline, state.emphasis.as_ref());
    let mut right = page.bounds.width - page.px(look.theme.margin);
    if let Some(count) = state.count {
        right = count_panel(&mut page, count, &look.language.words.overlay, right);
    }
    if let Some(hold) = state.hold {
        right = hold_ring(&mut page, hold, &look.language.words.overlay, right);
    }
    title_panel(&mut page, state, right);
    let mut bottom = page.bounds.height - page.px(look.theme.margin);
    if let Some(cue) = &state.cue {
        bottom = banner(&mut page, cue, look.theme.cue, bottom);
    }
    if let Some(reason) = &state.cannot_judge {
        banner(
            &mut page,
            &Banner { text: reason.clone(), status: Status::Unknown },
            look.theme.reason,
            bottom,
        );
    }
    page.shapes
}

/// The person: outline, skeleton, and the part that matters now.
pub(super) fn body(page: &mut Page<'_>, pose: Option<&Pose>, outline: &[Point], emphasis: Option<&Emphasis>) {
    if outline.len() > 2 {
        let (fill, width) = (page.theme.outline, page.px(page.theme.outline_width));
        page.shapes.push(Shape::Polygon { points: outline.to_vec(), fill });
        let points = outline.iter().chain(outline.first()).copied().collect();
        page.shapes.push(Shape::Path { points, width, colour: page.theme.outline_edge });
    }
    let Some(pose) = pose else { return };
    skeleton::body(page, pose);
    if let Some(emphasis) = emphasis {
        skeleton::emphasis(page, pose, emphasis);
    }
}

/// Title and phase at the upper left, in the room left of `right`.
fn title_panel(page: &mut Page<'_>, state: &OverlayState, right: f64) {
    let theme = page.theme;
    let (margin, padding) = (page.px(theme.margin), page.px(theme.padding));
    let room = right - 2.0 * margin - 2.0 * padding;
    let mut lines = Vec::new();
    for (text, size, weight, colour) in [
        (&state.title, theme.title, Weight::Normal, theme.text_quiet),
        (&state.phase, theme.phase, Weight::Strong, theme.text),
    ] {
        let size_px = page.px(size);
        let wrapped = typeface::wrap(text, size_px, weight, room);
        lines.extend(wrapped.into_iter().map(|line| (line, size_px, weight, colour)));
    }
    if lines.is_empty() {
        return;
    }
    let widest = lines.iter().map(|(line, size, weight, _)| typeface::width_px(line, *size, *weight));
    let width = widest.fold(0.0, f64::max) + 2.0 * padding;
    let leading: f64 = lines.iter().skip(1).map(|(_, size, ..)| size * theme.line_height_em).sum();
    let first = lines[0].1 * CAP_HEIGHT_EM;
    let corner = Point::new(margin, margin);
    page.panel(corner, width, first + leading + 2.0 * padding, page.px(theme.corner));
    let mut base = margin + padding + first;
    for (index, (line, size_px, weight, colour)) in lines.into_iter().enumerate() {
        if index > 0 {
            base += size_px * theme.line_height_em;
        }
        page.text(Point::new(margin + padding, base), &line, size_px, Align::Left, weight, colour);
    }
}

/// The count at the upper right; gives the left edge of what it took.
fn count_panel(page: &mut Page<'_>, count: Count, words: &Overlay, right: f64) -> f64 {
    let theme = page.theme;
    let (margin, padding) = (page.px(theme.margin), page.px(theme.padding));
    let number = count.good.to_string();
    let caption = match (count.good == count.total, count.total) {
        (true, 1) => words.repetition.clone(),
        (true, _) => words.repetitions.clone(),
        (false, total) => words.good_of_total.replace("{total}", &total.to_string()),
    };
    let (number_px, caption_px) = (page.px(theme.count), page.px(theme.caption));
    let caption_width = typeface::width_px(&caption, caption_px, Weight::Normal);
    let inner = caption_width.max(typeface::width_px(&number, number_px, Weight::Strong));
    let width = inner + 2.0 * padding;
    let height = ring_panel_px(page);
    let left = right - width;
    page.panel(Point::new(left, margin), width, height, page.px(theme.corner));
    let middle = left + width / 2.0;
    let below = margin + height - padding - 0.12 * caption_px;
    page.text(
        Point::new(middle, below),
        &caption,
        caption_px,
        Align::Centre,
        Weight::Normal,
        theme.text_quiet,
    );
    let free = below - caption_px * CAP_HEIGHT_EM - margin;
    let base = margin + (free + number_px * CAP_HEIGHT_EM) / 2.0 + 0.03 * number_px;
    page.text(Point::new(middle, base), &number, number_px, Align::Centre, Weight::Strong, theme.text);
    left - margin
}

fn ring_panel_px(page: &Page<'_>) -> f64 {
    page.px(2.0 * page.theme.ring_radius + page.theme.ring_width + page.theme.margin)
}

/// The ring that fills while a hold lasts; gives the left edge of what it took.
fn hold_ring(page: &mut Page<'_>, hold: Hold, words: &Overlay, right: f64) -> f64 {
    let theme = page.theme;
    let margin = page.px(theme.margin);
    let size = ring_panel_px(page);
    let centre = Point::new(right - size / 2.0, margin + size / 2.0);
    let (radius, width) = (page.px(theme.ring_radius), page.px(theme.ring_width));
    page.disc(centre, size / 2.0, theme.panel);
    let share = hold.target_secs.filter(|target| *target > 0.0).map(|target| hold.secs / target);
    let reached = share.is_none_or(|share| share >= 1.0);
    let colour = theme.status(if reached { Status::Good } else { Status::Neutral });
    page.ring(centre, radius, width, share.unwrap_or(1.0), colour);
    let caption = match hold.target_secs {
        Some(target) => words.of_target.replace("{target}", &format!("{target}")),
        None => words.seconds.clone(),
    };
    // Whole seconds, as they are counted aloud: a second counts when it is over.
    let number = format!("{}", hold.secs.max(0.0).floor());
    let (number_px, caption_px) = (page.px(theme.count * 0.62), page.px(theme.caption * 0.9));
    let gap = page.px(1.5);
    let tall = number_px * CAP_HEIGHT_EM + gap + caption_px * CAP_HEIGHT_EM;
    let number_base = centre.y - tall / 2.0 + number_px * CAP_HEIGHT_EM;
    let number_colour = if reached { colour } else { theme.text };
    page.text(
        Point::new(centre.x, number_base),
        &number,
        number_px,
        Align::Centre,
        Weight::Strong,
        number_colour,
    );
    let base = number_base + gap + caption_px * CAP_HEIGHT_EM;
    page.text(
        Point::new(centre.x, base),
        &caption,
        caption_px,
        Align::Centre,
        Weight::Normal,
        theme.text_quiet,
    );
    centre.x - size / 2.0 - margin
}

/// A sentence across the picture above `bottom`; gives the room's new lower edge.
fn banner(page: &mut Page<'_>, banner: &Banner, size: f64, bottom: f64) -> f64 {
    let theme = page.theme;
    let (margin, padding, stripe) = (page.px(theme.margin), page.px(theme.padding), page.px(theme.stripe));
    let width = page.bounds.width - 2.0 * margin;
    let mut size_px = page.px(size);
    let (radius, has_sign) = (0.42 * size_px, banner.status != Status::Neutral);
    let sign = if has_sign { 2.0 * radius + padding / 2.0 } else { 0.0 };
    let room = width - 2.0 * padding - stripe - padding / 2.0 - sign;
    let mut lines = typeface::wrap(&banner.text, size_px, Weight::Strong, room);
    while lines.len() > theme.cue_lines && size_px > page.px(theme.cue_least) {
        size_px = (size_px * 0.92).max(page.px(theme.cue_least));
        lines = typeface::wrap(&banner.text, size_px, Weight::Strong, room);
    }
    if lines.is_empty() {
        return bottom;
    }
    let line_px = size_px * theme.line_height_em;
    let text_height = size_px * CAP_HEIGHT_EM + line_px * (lines.len() - 1) as f64;
    let height = text_height + 2.4 * padding;
    let corner = Point::new(margin, bottom - height);
    let radius = page.px(theme.corner);
    page.panel(corner, width, height, radius);
    let inset = padding * 0.7;
    let edge =
        Area { left: margin + inset, top: corner.y + inset, width: stripe, height: height - 2.0 * inset };
    page.fill(edge, stripe / 2.0, theme.status(banner.status));
    if has_sign {
        let centre = Point::new(edge.right() + padding / 2.0 + radius, corner.y + height / 2.0);
        page.sign(banner.status, centre, radius, (theme.status(banner.status), theme.panel));
    }
    let middle = corner.x + inset + stripe + sign + (width - inset - stripe - sign) / 2.0;
    let mut base = corner.y + 1.2 * padding + size_px * CAP_HEIGHT_EM;
    for line in &lines {
        page.text(Point::new(middle, base), line, size_px, Align::Centre, Weight::Strong, theme.text);
        base += line_px;
    }
    corner.y - margin / 2.0
}
