//! What is bounded: a measure and what its value is compared with.

use crate::motion::{MeasureRef, Reference, Unit, Which, WholeMeasure};

use super::entries::Entries;
use super::vocabulary::Word;

/// Where a quantity stands, which decides what it may refer to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scope {
    /// Whether there is a side that moves and one that rests.
    pub(super) sided: bool,
    /// What a value may be relative to.
    pub(super) references: &'static [Reference],
}

/// A measure and what its value is compared with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Quantity {
    pub(super) measure: MeasureRef,
    pub(super) reference: Reference,
}

impl Quantity {
    /// Reads `measure` and `relative_to`.
    pub(super) fn read(table: &Entries<'_>, place: Scope) -> Option<Quantity> {
        let measure = read_measure(table, place);
        let reference = read_reference(table, place);
        Some(Quantity { measure: measure?, reference: reference? })
    }

    /// Whether it can reach the limit under a key at all; says so if not.
    pub(super) fn reaches(self, limit: f64, key: &str, table: &Entries<'_>) -> bool {
        let (low, high) = self.range();
        let reached = (low..=high).contains(&limit);
        if !reached {
            let unit = match self.measure.unit() {
                Unit::Degrees => "degrees",
                Unit::TorsoLengths => "torso lengths",
            };
            let message =
                format!("{limit} is out of range: {} lies between {low} and {high} {unit}", self.name());
            table.error(key, message, None);
        }
        reached
    }

    /// It as a message names it.
    pub(super) fn name(self) -> String {
        let name = match self.measure {
            MeasureRef::Whole(measure) => measure.name(),
            MeasureRef::Sided(measure, _) => measure.name(),
        };
        match self.reference {
            Reference::Absolute => format!("`{name}`"),
            Reference::Neutral | Reference::HoldLevel => format!("a change of `{name}`"),
        }
    }

    /// The least and greatest value that it can have.
    pub(super) fn range(self) -> (f64, f64) {
        use WholeMeasure::{HipAngleSigned, HipBendLead, HipsBent, NeckAngle};
        let (low, high) = match (self.measure, self.measure.unit()) {
            // A body is about three torso lengths long; a greater number is in another unit.
            (_, Unit::TorsoLengths) => (-3.0, 3.0),
            (MeasureRef::Sided(..), Unit::Degrees) => (0.0, 180.0),
            (MeasureRef::Whole(HipAngleSigned | NeckAngle), Unit::Degrees) => (0.0, 360.0),
            // The sum and the difference of two angles.
            (MeasureRef::Whole(HipsBent | HipBendLead), Unit::Degrees) => (-360.0, 360.0),
            (MeasureRef::Whole(_), Unit::Degrees) => (-180.0, 180.0),
        };
        match self.reference {
            Reference::Absolute => (low, high),
            Reference::Neutral | Reference::HoldLevel => (low - high, high - low),
        }
    }
}

/// Whether mirroring the body negates a measure.
pub(super) fn is_lateral(measure: MeasureRef) -> bool {
    matches!(measure, MeasureRef::Whole(whole) if whole.is_lateral())
}

/// Reads `measure`.
pub(super) fn read_measure(table: &Entries<'_>, place: Scope) -> Option<MeasureRef> {
    let name = table.text("measure")?;
    let measure = MeasureRef::from_name(name)?;
    let needs_sides = matches!(measure, MeasureRef::Sided(_, Which::Moving | Which::Resting));
    if needs_sides && !place.sided {
        let message = format!("`{name}` needs a phase for each side, and there is none here");
        let help = "write `sides = true` in the phase, or name a side: `_near`, `_far`, `_left`, `_right`";
        table.error("measure", message, Some(help));
        return None;
    }
    Some(measure)
}

/// Reads `relative_to`.
pub(super) fn read_reference(table: &Entries<'_>, place: Scope) -> Option<Reference> {
    let reference: Reference = table.word("relative_to")?;
    if !place.references.contains(&reference) {
        let message = format!("`relative_to = \"{}\"` has no meaning in {}", reference.word(), table.name);
        let help = match reference {
            Reference::Neutral => "neutral is what the start position itself measures",
            _ => "a hold has a level only once it has begun: use it in a fault's `while`",
        };
        table.error("relative_to", message, Some(help));
        return None;
    }
    Some(reference)
}
