//! A phase of an exercise: one way out of the start position and back.

use super::condition::{Reference, ViewedCondition};
use super::hold::HoldLimits;
use super::landmark::Side;
use super::measure::{Measure, MeasureRef, Unit};
use super::monitor::{Context, Judgement};

/// A limb turns by so much (degrees) within a second without haste, also where the target is nearer.
const LIMBS_WAY_DEGREES: f64 = 20.0;

/// Who sinks below this share of the level that is held has let go.
const LETS_GO: f64 = 0.5;

/// A phase, by its place in its exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PhaseId(pub usize);

/// A condition that tells an attempt from another movement: it holds in most frames of a part of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Confirmation {
    /// What must hold.
    pub asked: ViewedCondition,
    /// Asked on the way out and back in place of near the peak, where limbs may hide each other.
    pub on_the_way: bool,
    /// Asked only where the side that moves is the one nearer the camera, or only where it is not known to be.
    pub moving: Option<Moving>,
}

/// Which side moves, as the camera sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moving {
    /// The nearer one.
    Near,
    /// The farther one, or one that nobody can tell.
    NotNear,
}

impl Moving {
    /// Whether something is asked for that is `asked` only while this side moves; none for always.
    pub fn is_asked(asked: Option<Moving>, moving: Option<Side>, near: Option<Side>) -> bool {
        let moves_near = near.is_some() && near == moving;
        asked.is_none_or(|asked| (asked == Moving::Near) == moves_near)
    }
}

impl Confirmation {
    /// Whether it holds in a frame; met where it is not asked for.
    pub fn judge(&self, context: Context<'_>) -> Judgement {
        if Moving::is_asked(self.moving, context.moving, context.near) {
            self.asked.judge(context)
        } else {
            Judgement::Met
        }
    }
}

/// One way out of the start position and back, such as the raised hips of a bridge.
#[derive(Debug, Clone, PartialEq)]
pub struct Phase {
    /// The phase's name in results; none for exercises that differ by side alone.
    pub id: Option<String>,
    /// The side that it is about.
    pub side: Option<Side>,
    /// The measure that drives it.
    pub measure: MeasureRef,
    /// What the target is relative to: the value itself or its difference from neutral.
    pub reference: Reference,
    /// Whether the measure grows towards the target.
    pub rises: bool,
    /// The target is reached here.
    pub target: f64,
    /// The target is left here (nearer the start than `target`, so that noise does not end a hold).
    pub release: f64,
    /// The least change from rest that counts as reaching the target, in the measure's unit; for
    /// people whose rest is near the target already.
    pub least_range: f64,
    /// An attempt lasts at least so many seconds, or it is the model's noise.
    pub least_secs: f64,
    /// So far before the target, in the measure's unit, a value cannot be told from one that reaches it.
    pub unsure: f64,
    /// An attempt begins when this share of the way from rest to target is covered.
    pub start_share: f64,
    /// A hold lasts while the measure is in the target and beyond this share of the attempt's own
    /// level there; 0 where the target alone says what a hold is.
    pub hold_share: f64,
    /// What must hold, or the attempt was another movement and is not recorded. Unknown does not speak
    /// against it.
    pub confirm: Vec<Confirmation>,
}

impl Phase {
    /// The measure that drives it, of the side that it is about; `None` where it needs the side nearer the camera,
    /// and that is not known.
    pub fn driving_measure(&self, near: Option<Side>) -> Option<Measure> {
        self.measure.resolve(near, self.side)
    }

    /// The way from a value at rest to where the target may be reached, in the measure's unit; negative where
    /// the measure falls.
    pub fn range_from(&self, rest: f64) -> f64 {
        let unsure = if self.rises { self.unsure } else { -self.unsure };
        self.full_range_from(rest) - unsure
    }

    /// The progress from which the target is reached for sure: 1 where every value can be told.
    pub fn sure_progress(&self, rest: f64) -> f64 {
        self.full_range_from(rest) / self.range_from(rest)
    }

    /// How far people move the limb that it is about, in ways from rest to target: beyond a target that is near.
    pub(super) fn limbs_way(&self) -> f64 {
        match (self.reference, self.measure) {
            (Reference::Neutral, MeasureRef::Sided(measure, _)) if measure.unit() == Unit::Degrees => {
                (LIMBS_WAY_DEGREES / self.target.abs()).max(1.0)
            }
            _ => 1.0,
        }
    }

    /// The same in the measure's unit, from a value at rest.
    pub(super) fn limbs_range(&self, rest: f64) -> f64 {
        self.range_from(rest).abs() * self.limbs_way()
    }

    fn full_range_from(&self, rest: f64) -> f64 {
        let range = match self.reference {
            Reference::Absolute | Reference::HoldLevel => self.target - rest,
            Reference::Neutral => self.target,
        };
        if self.rises { range.max(self.least_range) } else { range.min(-self.least_range) }
    }

    /// The progress at which a value lies on the way from a value at rest to the target. The value
    /// is relative to what the target is, and of the left side where the measure tells sides.
    pub fn progress_of(&self, value: f64, rest: f64) -> f64 {
        let lateral = matches!(self.measure, MeasureRef::Whole(measure) if measure.is_lateral());
        let value = if lateral && self.side == Some(Side::Right) { -value } else { value };
        let way = match self.reference {
            Reference::Absolute | Reference::HoldLevel => value - rest,
            Reference::Neutral => value,
        };
        way / self.range_from(rest)
    }

    /// The limits of a hold: in the target, and not far below the attempt's own level there, which trims the way in and the
    /// way out; `None` where the level says that the target was not reached. `release` is the progress at which the target is
    /// left.
    pub fn hold_limits(&self, level: f64, release: f64) -> Option<HoldLimits> {
        if level < 1.0 {
            return None;
        }
        // Where nobody can tell the target to a hair, a hold near it is not broken by a hair.
        let least = if self.unsure > 0.0 { release } else { 1.0 };
        let enter = (self.hold_share * level).max(least);
        let stay = (LETS_GO * level).max(least);
        Some(HoldLimits { enter, release: enter - (1.0 - release), stay })
    }

    /// The driving measure at some progress on the way from `rest` through `range`; relative to rest where the
    /// target is.
    pub fn value_at(&self, progress: f64, rest: f64, range: f64) -> f64 {
        let origin = if self.reference == Reference::Neutral { 0.0 } else { rest };
        origin + progress * range
    }

    /// The share of the range between the limits where the target is reached and left.
    pub fn slack(&self, rest: f64) -> f64 {
        ((self.target - self.release) / self.range_from(rest)).clamp(0.0, 0.5)
    }
}
