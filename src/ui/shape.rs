//! The vocabulary of the overlay: shapes in picture pixels, back to front.

use crate::motion::Point;

/// A colour with its opacity, 8 bits each, not premultiplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    /// 0 to 255.
    pub red: u8,
    /// 0 to 255.
    pub green: u8,
    /// 0 to 255.
    pub blue: u8,
    /// 0 (nothing to see) to 255 (nothing behind to see).
    pub opacity: u8,
}

impl Colour {
    /// An opaque colour.
    pub const fn rgb(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue, opacity: 255 }
    }

    /// The colour at a share of its opacity, 0 to 1.
    pub fn faded(self, share: f64) -> Self {
        let opacity = (f64::from(self.opacity) * share.clamp(0.0, 1.0)).round() as u8;
        Self { opacity, ..self }
    }
}

/// Where a text lies about its anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// The text begins at the anchor.
    Left,
    /// The anchor is the text's middle.
    Centre,
    /// The text ends at the anchor.
    Right,
}

/// How heavy the strokes of a text are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// For captions.
    Normal,
    /// For what must be read from afar.
    Strong,
}

/// One thing to draw. Lengths are picture pixels, angles degrees.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A straight line with round ends.
    Line {
        /// One end.
        from: Point,
        /// The other end.
        to: Point,
        /// Pixels across.
        width: f64,
        /// Its colour.
        colour: Colour,
    },
    /// A filled disc, with a rim where `rim` is above 0.
    Circle {
        /// The middle.
        centre: Point,
        /// Pixels from the middle to the middle of the rim.
        radius: f64,
        /// Colour inside.
        fill: Colour,
        /// Pixels across the rim; 0 for none.
        rim: f64,
        /// The rim's colour.
        rim_colour: Colour,
    },
    /// A filled polygon, closed by itself.
    Polygon {
        /// Corners in order.
        points: Vec<Point>,
        /// Colour inside.
        fill: Colour,
    },
    /// A line over several points.
    Path {
        /// Points in order.
        points: Vec<Point>,
        /// Pixels across.
        width: f64,
        /// Its colour.
        colour: Colour,
    },
    /// A part of a circle's line, with round ends.
    Arc {
        /// The circle's middle.
        centre: Point,
        /// Pixels from the middle to the middle of the line.
        radius: f64,
        /// Where it begins, in degrees clockwise from the picture's right.
        start_deg: f64,
        /// How far it goes, in degrees clockwise; negative for counter-clockwise.
        sweep_deg: f64,
        /// Pixels across the line.
        width: f64,
        /// Its colour.
        colour: Colour,
    },
    /// A filled box with round corners.
    RoundedBox {
        /// Upper left corner.
        corner: Point,
        /// Pixels.
        width: f64,
        /// Pixels.
        height: f64,
        /// Pixels; at most half of the shorter side is used.
        radius: f64,
        /// Colour inside.
        fill: Colour,
    },
    /// One line of text.
    Text {
        /// A point of the base line; `align` says which.
        anchor: Point,
        /// The words.
        text: String,
        /// Size of the font's em square in pixels.
        size_px: f64,
        /// Where the text lies about its anchor.
        align: Align,
        /// How heavy it is.
        weight: Weight,
        /// Its colour.
        colour: Colour,
    },
}
