//! Measures and the bounds on them.

use crate::motion::{
    Bound, Condition, MeasureRef, Position, Reference, SidedMeasure, Unit, ViewedCondition, Which,
    WholeMeasure,
};

use super::reader::Reader;
use super::suggest;
use super::value::Value;
use super::view::read_views;
use super::vocabulary::{REFERENCES, name_of};

/// Where a condition stands, which decides what it may refer to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Whether there is a side that moves and one that rests.
    pub(super) sided: bool,
    /// What a value may be relative to.
    pub(super) references: &'static [Reference],
}

/// Reads `measure`, `relative_to` and one of `above`, `below`, `between`, `outside`.
pub(super) fn read_condition(reader: &mut Reader<'_>, place: Place) -> Option<Condition> {
    let measure = reader.need("measure").and_then(|value| read_measure(value, place));
    let reference = read_reference(reader, place);
    let bound = read_bound(reader);
    let unsure = reader.take("unsure");
    let (measure, reference, (bound, value)) = (measure?, reference?, bound?);
    let limits: &[f64] = match bound {
        Bound::Above(limit) | Bound::Below(limit) => &[limit],
        Bound::Between(low, high) | Bound::Outside(low, high) => &[low, high],
    };
    for limit in limits {
        if !check_limit(value, *limit, measure, reference) {
            return None;
        }
    }
    warn_if_impossible(value, bound, measure, reference);
    let unsure = unsure.map_or(Some(0.0), |value| read_unsure(value, bound))?;
    Some(Condition { measure, reference, bound, unsure })
}

/// How near before the bound a value cannot be told from one beyond it.
fn read_unsure(value: Value<'_>, bound: Bound) -> Option<f64> {
    let unsure = value.number()?;
    if unsure <= 0.0 {
        value.refuse_with_help(
            "`unsure` must be above 0",
            "it is how near before the bound a value cannot be judged, in the measure's unit",
        );
        return None;
    }
    if let Bound::Outside(low, high) = bound
        && 2.0 * unsure >= high - low
    {
        value.refuse_with_help(
            format!("`unsure` leaves nothing between {low} and {high} that can be judged"),
            format!("it must be below {}", (high - low) / 2.0),
        );
        return None;
    }
    Some(unsure)
}

/// Reads a condition and, perhaps, the `views` in which it is asked for.
pub(super) fn read_viewed_condition(
    reader: &mut Reader<'_>,
    place: Place,
    positions: &[Position],
) -> Option<ViewedCondition> {
    let views = reader.take("views").map(|value| read_views(value, positions)).unwrap_or_default();
    Some(ViewedCondition { condition: read_condition(reader, place)?, views })
}

/// The same condition for the other side of the body.
pub(super) fn mirrored(condition: &Condition) -> Condition {
    let bound = match condition.bound {
        bound if !is_lateral(condition.measure) => bound,
        Bound::Above(limit) => Bound::Below(-limit),
        Bound::Below(limit) => Bound::Above(-limit),
        Bound::Between(low, high) => Bound::Between(-high, -low),
        Bound::Outside(low, high) => Bound::Outside(-high, -low),
    };
    Condition { bound, ..condition.clone() }
}

/// Whether mirroring the body negates the measure.
pub(super) fn is_lateral(measure: MeasureRef) -> bool {
    matches!(measure, MeasureRef::Whole(whole) if whole.is_lateral())
}

/// Reads the name of a measure.
pub(super) fn read_measure(value: Value<'_>, place: Place) -> Option<MeasureRef> {
    let name = value.text()?;
    let Some(measure) = MeasureRef::from_name(name) else {
        let names = MeasureRef::all_names();
        let help = match suggest::nearest(name, names.iter().map(String::as_str)) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => {
                let whole = WholeMeasure::ALL.iter().map(|measure| measure.name());
                let sided = SidedMeasure::ALL.iter().map(|measure| measure.name());
                format!("there are: {}", suggest::list(&whole.chain(sided).collect::<Vec<_>>()))
            }
        };
        value.refuse_with_help(format!("unknown measure `{name}`"), help);
        return None;
    };
    if let MeasureRef::Sided(_, Which::Moving | Which::Resting) = measure
        && !place.sided
    {
        value.refuse_with_help(
            format!("`{name}` needs a phase for each side, and there is none here"),
            "write `sides = true` in the phase, or name a side: `_near`, `_far`, `_left`, `_right`",
        );
        return None;
    }
    Some(measure)
}

/// Reads `relative_to`; what it may be depends on the place.
pub(super) fn read_reference(reader: &mut Reader<'_>, place: Place) -> Option<Reference> {
    let Some(value) = reader.take("relative_to") else { return Some(Reference::Absolute) };
    let reference = value.word(REFERENCES)?;
    if !place.references.contains(&reference) {
        value.refuse_with_help(
            format!(
                "`relative_to = \"{}\"` has no meaning in {}",
                name_of(REFERENCES, reference),
                reader.name()
            ),
            match reference {
                Reference::Neutral => "neutral is what the start position itself measures",
                _ => "a hold has a level only once it has begun: use it in a fault's `while`",
            },
        );
        return None;
    }
    Some(reference)
}

/// Whether a limit is one that the measure can reach at all; says so if not.
pub(super) fn check_limit(value: Value<'_>, limit: f64, measure: MeasureRef, reference: Reference) -> bool {
    let (low, high) = span_of(measure, reference);
    if (low..=high).contains(&limit) {
        return true;
    }
    let unit = match measure.unit() {
        Unit::Degrees => "degrees",
        Unit::TorsoLengths => "torso lengths",
    };
    let subject = subject(measure, reference);
    value.refuse(format!("{limit} is out of range: {subject} lies between {low} and {high} {unit}"));
    false
}

fn read_bound<'a>(reader: &mut Reader<'a>) -> Option<(Bound, Value<'a>)> {
    let keys = ["above", "below", "between", "outside"];
    let given: Vec<Value<'a>> = keys.into_iter().filter_map(|key| reader.take(key)).collect();
    match given[..] {
        [] => {
            reader.problems().error_with_help(
                reader.span(),
                format!("there is no bound in {}", reader.name()),
                "write one of `above = 1`, `below = 1`, `between = [1, 2]`, `outside = [1, 2]`",
            );
            None
        }
        [value] => {
            let bound = match value.key() {
                "above" => Bound::Above(value.number()?),
                "below" => Bound::Below(value.number()?),
                key => {
                    let (low, high) = value.pair()?;
                    if key == "between" { Bound::Between(low, high) } else { Bound::Outside(low, high) }
                }
            };
            Some((bound, value))
        }
        [first, second, ..] => {
            second.refuse_with_help(
                format!("there is `{}` already in {}", first.key(), reader.name()),
                "one bound only: `between = [low, high]` takes both ends",
            );
            None
        }
    }
}

fn warn_if_impossible(value: Value<'_>, bound: Bound, measure: MeasureRef, reference: Reference) {
    let (low, high) = span_of(measure, reference);
    let never = match bound {
        Bound::Above(limit) => limit >= high,
        Bound::Below(limit) => limit <= low,
        Bound::Between(..) => false,
        Bound::Outside(least, most) => least <= low && most >= high,
    };
    if never {
        let subject = subject(measure, reference);
        value.warn(format!("this can never hold: {subject} lies between {low} and {high}"));
    }
}

fn subject(measure: MeasureRef, reference: Reference) -> String {
    let name = match measure {
        MeasureRef::Whole(measure) => measure.name(),
        MeasureRef::Sided(measure, _) => measure.name(),
    };
    match reference {
        Reference::Absolute => format!("`{name}`"),
        Reference::Neutral | Reference::HoldLevel => format!("a change of `{name}`"),
    }
}

/// The least and greatest value that a measure can have.
fn span_of(measure: MeasureRef, reference: Reference) -> (f64, f64) {
    use SidedMeasure::{ArmFromVertical, ElbowAngle, HipAngle, KneeAngle, ThighFromVertical};
    use WholeMeasure::{
        HeadSideways, HipAngleSigned, KneesSideways, NeckAngle, ShoulderTilt, TrunkAway, TrunkLean,
        TrunkRotation, TrunkSideways,
    };
    let (low, high) = match measure {
        MeasureRef::Sided(HipAngle | KneeAngle | ElbowAngle | ThighFromVertical | ArmFromVertical, _) => {
            (0.0, 180.0)
        }
        MeasureRef::Whole(HipAngleSigned | NeckAngle) => (0.0, 360.0),
        MeasureRef::Whole(
            TrunkAway | TrunkRotation | KneesSideways | ShoulderTilt | TrunkLean | TrunkSideways
            | HeadSideways,
        ) => (-180.0, 180.0),
        _ => match measure.unit() {
            Unit::Degrees => (-360.0, 360.0),
            // A body is about three torso lengths long; a greater number is in another unit.
            Unit::TorsoLengths => (-3.0, 3.0),
        },
    };
    match reference {
        Reference::Absolute => (low, high),
        Reference::Neutral | Reference::HoldLevel => (low - high, high - low),
    }
}
