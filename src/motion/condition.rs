//! Conditions on measures, and what they depend on: the body's position and the camera's view.

use super::measure::MeasureRef;

/// How the body lies, kneels, sits or stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Position {
    /// On the back.
    Supine,
    /// On hands and knees.
    Quadruped,
    /// Upright on the feet.
    Standing,
    /// Upright on a seat.
    Seated,
}

/// From where the camera sees the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum View {
    /// Across the body.
    Side,
    /// Between the side and an end (lying), or the side and the front (upright).
    ThreeQuarter,
    /// Along a lying body from its head.
    HeadEnd,
    /// Along a lying body from its feet.
    FootEnd,
    /// An upright body from in front.
    Front,
}

/// What a value is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    /// The value itself.
    Absolute,
    /// Its difference from the person's own value in the start position.
    Neutral,
    /// Its difference from the level of the present hold.
    HoldLevel,
}

/// A bound on a value, in the measure's unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bound {
    /// Above this.
    Above(f64),
    /// Below this.
    Below(f64),
    /// From the first to the second, both included.
    Between(f64, f64),
    /// Below the first or above the second.
    Outside(f64, f64),
}

impl Bound {
    /// Whether a value keeps the bound.
    pub fn holds(self, value: f64) -> bool {
        match self {
            Bound::Above(limit) => value > limit,
            Bound::Below(limit) => value < limit,
            Bound::Between(low, high) => (low..=high).contains(&value),
            Bound::Outside(low, high) => value < low || value > high,
        }
    }

    /// The bound moved so far that values just before it hold as well.
    pub fn widened(self, by: f64) -> Bound {
        match self {
            Bound::Above(limit) => Bound::Above(limit - by),
            Bound::Below(limit) => Bound::Below(limit + by),
            Bound::Between(low, high) => Bound::Between(low - by, high + by),
            Bound::Outside(low, high) => Bound::Outside(low + by, high - by),
        }
    }

    /// How far a value lies within the bound; negative where it does not keep it. Of a bound that should
    /// not hold, it is how far a value is beyond what is allowed.
    pub fn excess(self, value: f64) -> f64 {
        match self {
            Bound::Above(limit) => value - limit,
            Bound::Below(limit) => limit - value,
            Bound::Between(low, high) => (value - low).min(high - value),
            Bound::Outside(low, high) => (low - value).max(value - high),
        }
    }

    /// The limit nearest to a value.
    pub fn nearest_limit(self, value: f64) -> f64 {
        match self {
            Bound::Above(limit) | Bound::Below(limit) => limit,
            Bound::Between(low, high) | Bound::Outside(low, high) => {
                if (value - low).abs() <= (value - high).abs() { low } else { high }
            }
        }
    }
}

/// A bound on a measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The measure.
    pub measure: MeasureRef,
    /// What it is compared with.
    pub reference: Reference,
    /// The bound.
    pub bound: Bound,
    /// How far before the bound a value may lie and not be told from one that keeps it, in the
    /// measure's unit.
    pub unsure: f64,
}

/// A condition that may be asked for in some views only.
#[derive(Debug, Clone, PartialEq)]
pub struct ViewedCondition {
    /// What must hold.
    pub condition: Condition,
    /// Views in which it is asked for; empty for all.
    pub views: Vec<View>,
    /// Whether what it needs must be seen; else it is enough that it holds where the model expects hidden points.
    pub must_be_seen: bool,
}

impl ViewedCondition {
    /// Whether it is asked for in a view.
    pub fn concerns(&self, view: Option<View>) -> bool {
        includes(&self.views, view)
    }
}

/// Whether a list of views, of which an empty one means all, includes a view.
pub(super) fn includes(views: &[View], view: Option<View>) -> bool {
    views.is_empty() || view.is_some_and(|view| views.contains(&view))
}
