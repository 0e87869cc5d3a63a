//! What a picture or a screen is composed on: the shapes so far, and how words are set.

use super::area::Area;
use super::shape::{Align, Colour, Shape, Weight};
use super::status::Status;
use super::theme::{Theme, boldness_em};
use super::typeface::{self, CAP_HEIGHT_EM};
use crate::motion::Point;

/// By how much a text that does not fit shrinks at a time.
const SHRINK: f64 = 0.94;

/// Room for what rounding takes.
const ROUNDING_PX: f64 = 0.01;

/// The shapes so far, and the measures that all of them share.
pub(super) struct Page<'a> {
    pub(super) theme: &'a Theme,
    /// Pixels of a unit of the theme.
    pub(super) unit: f64,
    /// What may be drawn on.
    pub(super) bounds: Area,
    pub(super) shapes: Vec<Shape>,
    /// What can be read, for those who have the screen read to them.
    pub(super) labels: Vec<Label>,
}

/// A text on a screen as a whole, however many lines it takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// Where it is.
    pub area: Area,
    /// The words.
    pub text: String,
}

/// How a block of text is set. Sizes in units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// Size of the em.
    pub(super) size: f64,
    /// Size down to which a text that does not fit may shrink.
    pub(super) least: f64,
    pub(super) weight: Weight,
    pub(super) align: Align,
    pub(super) colour: Colour,
}

impl Style {
    pub(super) fn new(size: f64, weight: Weight, colour: Colour) -> Self {
        Self { size, least: size * 0.6, weight, align: Align::Left, colour }
    }

    pub(super) fn centred(self) -> Self {
        Self { align: Align::Centre, ..self }
    }

    pub(super) fn right(self) -> Self {
        Self { align: Align::Right, ..self }
    }
}

/// Where a block of text lies in a box that is higher than it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fall {
    Top,
    Middle,
    Bottom,
}

/// A text broken into lines that fit.
pub(super) struct Block {
    lines: Vec<String>,
    size_px: f64,
    /// Height of a capital.
    first_px: f64,
    leading_px: f64,
}

impl Block {
    /// From the top of the first line's capitals to the last base line, strokes included.
    pub(super) fn height(&self) -> f64 {
        if self.lines.is_empty() {
            return 0.0;
        }
        self.first_px + self.leading_px * (self.lines.len() - 1) as f64
    }

    /// Of the widest line.
    pub(super) fn width(&self, weight: Weight) -> f64 {
        self.lines.iter().map(|line| typeface::width_px(line, self.size_px, weight)).fold(0.0, f64::max)
    }
}

impl<'a> Page<'a> {
    pub(super) fn new(theme: &'a Theme, unit: f64, bounds: Area) -> Self {
        Self { theme, unit, bounds, shapes: Vec::new(), labels: Vec::new() }
    }

    /// Pixels of a length in units.
    pub(super) fn px(&self, units: f64) -> f64 {
        units * self.unit
    }

    pub(super) fn panel(&mut self, corner: Point, width: f64, height: f64, radius: f64) {
        let area = Area { left: corner.x, top: corner.y, width, height };
        self.fill(area, radius, self.theme.panel);
    }

    /// A box with the theme's corners.
    pub(super) fn card(&mut self, area: Area, fill: Colour) {
        self.fill(area, self.px(self.theme.corner), fill);
    }

    /// A filled box; the radius of its corners in pixels.
    pub(super) fn fill(&mut self, area: Area, radius: f64, fill: Colour) {
        let Area { width, height, .. } = area;
        self.shapes.push(Shape::RoundedBox { corner: area.corner(), width, height, radius, fill });
    }

    /// A filled disc.
    pub(super) fn disc(&mut self, centre: Point, radius: f64, fill: Colour) {
        self.shapes.push(Shape::Circle { centre, radius, fill, rim: 0.0, rim_colour: fill });
    }

    pub(super) fn text(
        &mut self,
        anchor: Point,
        text: &str,
        size_px: f64,
        align: Align,
        weight: Weight,
        colour: Colour,
    ) {
        self.shapes.push(Shape::Text { anchor, text: text.to_owned(), size_px, align, weight, colour });
    }

    /// Height of a line of text of this size in units, strokes included.
    pub(super) fn line_px(&self, size: f64, weight: Weight) -> f64 {
        self.px(size * (CAP_HEIGHT_EM + boldness_em(weight))) + ROUNDING_PX
    }

    /// Breaks a text so that it fits into a box, smaller where it must be.
    pub(super) fn block(&self, text: &str, width: f64, height: f64, style: Style) -> Block {
        let mut size_px = self.px(style.size);
        let least_px = self.px(style.least);
        loop {
            let lines = typeface::wrap(text, size_px, style.weight, width);
            let first_px = size_px * (CAP_HEIGHT_EM + boldness_em(style.weight));
            let leading_px = size_px * self.theme.line_height_em;
            let block = Block { lines, size_px, first_px, leading_px };
            let fits = block.height() <= height && block.width(style.weight) <= width;
            if fits || size_px <= least_px {
                return block;
            }
            size_px = (size_px * SHRINK).max(least_px);
        }
    }

    /// Sets a text into a box and gives what it takes of it.
    pub(super) fn set(&mut self, text: &str, area: Area, fall: Fall, style: Style) -> Area {
        let block = self.block(text, area.width, area.height, style);
        let (width, height) = (block.width(style.weight), block.height());
        let top = match fall {
            Fall::Top => area.top,
            Fall::Middle => area.top + (area.height - height) / 2.0,
            Fall::Bottom => area.bottom() - height,
        };
        let (x, left) = match style.align {
            Align::Left => (area.left, area.left),
            Align::Centre => (area.centre().x, area.centre().x - width / 2.0),
            Align::Right => (area.right(), area.right() - width),
        };
        let mut base = top + block.first_px - block.size_px * boldness_em(style.weight) / 2.0;
        for line in &block.lines {
            self.text(Point::new(x, base), line, block.size_px, style.align, style.weight, style.colour);
            base += block.leading_px;
        }
        let taken = Area { left, top, width, height };
        if !block.lines.is_empty() {
            self.labels.push(Label { area: taken, text: text.to_owned() });
        }
        taken
    }

    /// Sets a line at the top of an area and cuts it off, with a gap in units; gives what the text takes.
    pub(super) fn line(&mut self, text: &str, area: &mut Area, gap: f64, style: Style) -> Area {
        let line = area.cut_top(self.line_px(style.size, style.weight), self.px(gap));
        self.set(text, line, Fall::Top, style)
    }

    /// Sets a number at the top of an area and cuts it off, with a gap in units, and words after another gap beside
    /// its foot.
    pub(super) fn count(
        &mut self,
        (number, style): (u32, Style),
        (words, beside): (&str, Style),
        area: &mut Area,
        (below_gap, beside_gap): (f64, f64),
    ) {
        let line = area.cut_top(self.line_px(style.size, style.weight), self.px(below_gap));
        let taken = self.set(&number.to_string(), line, Fall::Top, style);
        let left = taken.right() + self.px(beside_gap);
        let rest = Area { left, width: (line.right() - left).max(0.0), ..line };
        self.set(words, rest, Fall::Bottom, beside);
    }

    /// Sets a text of several lines at the top of an area and cuts it off, with a gap in units.
    pub(super) fn paragraph(&mut self, text: &str, area: &mut Area, gap: f64, style: Style) {
        let block = self.block(text, area.width, area.height, style);
        let lines = area.cut_top(block.height(), self.px(gap));
        self.set(text, lines, Fall::Top, style);
    }

    /// A mark for an attempt: full where it was good, and hollow where not, for who can't tell the
    /// colours.
    pub(super) fn dot(&mut self, centre: Point, radius: f64, colour: Colour, full: bool) {
        let rim = if full { 0.0 } else { 0.45 * radius };
        let fill = if full { colour } else { colour.faded(0.0) };
        let radius = radius - rim / 2.0;
        self.shapes.push(Shape::Circle { centre, radius, fill, rim, rim_colour: colour });
    }

    /// A tick within a circle.
    pub(super) fn tick(&mut self, centre: Point, radius: f64, width: f64, colour: Colour) {
        let tick = [(-0.42, 0.04), (-0.1, 0.36), (0.46, -0.32)];
        let points = tick.map(|(x, y)| centre.plus(Point::new(x, y).scaled(radius))).to_vec();
        self.shapes.push(Shape::Path { points, width, colour });
    }

    /// What a colour tells, for who can't tell the colours: a tick where all is well, an exclamation mark where
    /// something is to be changed, a bar where to stop, a question mark where nothing is known. In the first colour,
    /// on the other.
    pub(super) fn sign(
        &mut self,
        status: Status,
        centre: Point,
        radius: f64,
        (colour, ground): (Colour, Colour),
    ) {
        let bar = |half: f64, y: f64| [Point::new(-half, y), Point::new(half, y)];
        self.disc(centre, radius, colour);
        match status {
            Status::Neutral => {}
            Status::Good => self.tick(centre, radius, 0.2 * radius, ground),
            Status::Stop => {
                let points = bar(0.5, 0.0).map(|point| centre.plus(point.scaled(radius))).to_vec();
                self.shapes.push(Shape::Path { points, width: 0.3 * radius, colour: ground });
            }
            Status::Correct | Status::Unknown => {
                let text = if status == Status::Correct { "!" } else { "?" };
                let size_px = 1.5 * radius;
                let base = centre.plus(Point::new(0.0, size_px * CAP_HEIGHT_EM / 2.0));
                self.text(base, text, size_px, Align::Centre, Weight::Strong, ground);
            }
        }
    }

    /// A ring of which a share is filled, clockwise from the top.
    pub(super) fn ring(&mut self, centre: Point, radius: f64, width: f64, share: f64, colour: Colour) {
        let (start_deg, track) = (-90.0, self.theme.track);
        self.shapes.push(Shape::Arc { centre, radius, start_deg, sweep_deg: 360.0, width, colour: track });
        let sweep_deg = 360.0 * share.clamp(0.0, 1.0);
        if sweep_deg > 0.0 {
            self.shapes.push(Shape::Arc { centre, radius, start_deg, sweep_deg, width, colour });
        }
    }
}
