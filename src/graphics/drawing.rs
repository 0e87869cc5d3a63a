//! A drawing of a few kinds of marks: a page shows it as SVG, a PDF as paths and text, the window as shapes.
//!
//! Lengths are points, y grows downwards. Colours are named by their meaning, so that light, dark and
//! paper can each have their own.

use crate::motion::Point;

/// What a mark means, which decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    /// Words and axes.
    Text,
    /// Words of less weight.
    Quiet,
    /// Lines to read by.
    Grid,
    /// A measure over time; the trunk of a figure.
    Curve,
    /// The person's left.
    Left,
    /// The person's right.
    Right,
    /// A good attempt; a target.
    Good,
    /// A faulty attempt; a fault.
    Faulty,
    /// An attempt that fell short.
    Partial,
    /// What could not be judged.
    Unjudged,
    /// The paper itself.
    Paper,
}

impl Ink {
    pub(crate) const ALL: [Ink; 11] = [
        Ink::Text,
        Ink::Quiet,
        Ink::Grid,
        Ink::Curve,
        Ink::Left,
        Ink::Right,
        Ink::Good,
        Ink::Faulty,
        Ink::Partial,
        Ink::Unjudged,
        Ink::Paper,
    ];

    /// The name by which style sheets know it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Ink::Text => "text",
            Ink::Quiet => "quiet",
            Ink::Grid => "grid",
            Ink::Curve => "curve",
            Ink::Left => "left",
            Ink::Right => "right",
            Ink::Good => "good",
            Ink::Faulty => "faulty",
            Ink::Partial => "partial",
            Ink::Unjudged => "unjudged",
            Ink::Paper => "paper",
        }
    }

    /// Red, green and blue on paper: those of the page in light.
    pub(crate) fn on_paper(self) -> [u8; 3] {
        match self {
            Ink::Text => [24, 32, 43],
            Ink::Quiet => [86, 97, 114],
            Ink::Grid => [217, 222, 230],
            Ink::Curve => [39, 54, 77],
            Ink::Left => [162, 85, 0],
            Ink::Right => [11, 99, 168],
            Ink::Good => [21, 112, 65],
            Ink::Faulty => [179, 38, 30],
            Ink::Partial => [138, 90, 0],
            Ink::Unjudged => [95, 87, 146],
            Ink::Paper => [255, 255, 255],
        }
    }

    /// The ink of a verdict.
    pub(crate) fn of_verdict(verdict: &str) -> Self {
        match verdict {
            "good" => Ink::Good,
            "faulty" => Ink::Faulty,
            "partial" => Ink::Partial,
            _ => Ink::Unjudged,
        }
    }
}

/// Which point of a text its anchor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// One mark; later ones lie above earlier ones.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Mark {
    /// A line through points, with round joins and ends.
    Line { points: Vec<Point>, width: f64, ink: Ink, dashed: bool },
    /// A filled polygon.
    Area { points: Vec<Point>, ink: Ink, opacity: f64 },
    /// A filled disc.
    Disc { centre: Point, radius: f64, ink: Ink },
    /// A line of text; `at` lies on its base line.
    Text { at: Point, text: String, size: f64, ink: Ink, anchor: Anchor, strong: bool },
}

/// A drawing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Drawing {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// What it shows, for those who do not see it.
    pub(crate) label: String,
    pub(crate) marks: Vec<Mark>,
}

impl Drawing {
    pub(crate) fn new(width: f64, height: f64, label: String) -> Self {
        Drawing { width, height, label, marks: Vec::new() }
    }

    pub(crate) fn line(&mut self, points: Vec<Point>, width: f64, ink: Ink) {
        self.marks.push(Mark::Line { points, width, ink, dashed: false });
    }

    pub(crate) fn dashed(&mut self, from: Point, to: Point, width: f64, ink: Ink) {
        self.marks.push(Mark::Line { points: vec![from, to], width, ink, dashed: true });
    }

    pub(crate) fn area(&mut self, points: Vec<Point>, ink: Ink) {
        self.marks.push(Mark::Area { points, ink, opacity: 1.0 });
    }

    /// A filled rectangle between two corners.
    pub(crate) fn rect(&mut self, from: Point, to: Point, ink: Ink, opacity: f64) {
        let points = vec![from, Point::new(to.x, from.y), to, Point::new(from.x, to.y)];
        self.marks.push(Mark::Area { points, ink, opacity });
    }

    pub(crate) fn disc(&mut self, centre: Point, radius: f64, ink: Ink) {
        self.marks.push(Mark::Disc { centre, radius, ink });
    }

    pub(crate) fn text(&mut self, at: Point, text: impl Into<String>, size: f64, ink: Ink, anchor: Anchor) {
        self.marks.push(Mark::Text { at, text: text.into(), size, ink, anchor, strong: false });
    }

    pub(crate) fn strong(&mut self, at: Point, text: impl Into<String>, size: f64, ink: Ink, anchor: Anchor) {
        self.marks.push(Mark::Text { at, text: text.into(), size, ink, anchor, strong: true });
    }

    /// The drawing in another size.
    pub(crate) fn scaled(&self, scale: f64) -> Self {
        let mut scaled = self.clone();
        (scaled.width, scaled.height) = (scale * self.width, scale * self.height);
        for mark in &mut scaled.marks {
            match mark {
                Mark::Line { points, width, .. } => {
                    points.iter_mut().for_each(|point| *point = point.scaled(scale));
                    *width *= scale;
                }
                Mark::Area { points, .. } => {
                    points.iter_mut().for_each(|point| *point = point.scaled(scale));
                }
                Mark::Disc { centre, radius, .. } => {
                    *centre = centre.scaled(scale);
                    *radius *= scale;
                }
                Mark::Text { at, size, .. } => {
                    *at = at.scaled(scale);
                    *size *= scale;
                }
            }
        }
        scaled
    }

    /// Puts another drawing into this one, its upper left corner at a point.
    pub(crate) fn place(&mut self, other: &Drawing, at: Point) {
        let moved = |points: &[Point]| points.iter().map(|point| point.plus(at)).collect();
        self.marks.extend(other.marks.iter().map(|mark| {
            let mut mark = mark.clone();
            match &mut mark {
                Mark::Line { points, .. } | Mark::Area { points, .. } => *points = moved(points),
                Mark::Disc { centre, .. } => *centre = centre.plus(at),
                Mark::Text { at: place, .. } => *place = place.plus(at),
            }
            mark
        }));
    }
}
