//! The part of the body that matters at a moment.

use super::status::Status;
use crate::motion::{Joint, Landmark, Point};

/// A part of the body with its angle.
#[derive(Debug, Clone, PartialEq)]
pub struct Emphasis {
    /// What it is.
    pub part: BodyPart,
    /// Degrees, 0 to 360: above 180 the arc of a joint is drawn on the outer side. `None` draws no
    /// angle.
    pub angle_deg: Option<f64>,
    /// Whether it is as it should be.
    pub status: Status,
}

/// A part of the body that can be emphasised.
#[derive(Debug, Clone, PartialEq)]
pub enum BodyPart {
    /// A joint, drawn with its two limbs and the arc between them.
    Joint {
        /// Where the limbs meet.
        vertex: Landmark,
        /// Where the limbs end.
        ends: [Landmark; 2],
    },
    /// A limb, or the line from one side of the body to the other.
    Limb([Landmark; 2]),
    /// The same limb of both sides, as both thighs.
    Pair(Joint, Joint),
    /// A line through points of the picture, as the outline of the back.
    Line(Vec<Point>),
}
