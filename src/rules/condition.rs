//! Conditions: bounds on measures.

use crate::motion::{Bound, Condition, Position, Reference, ViewedCondition};

use super::entries::Entries;
use super::keys::{Key, Table, keys};
use super::quantity::{Quantity, Scope, is_lateral};
use super::view::{VIEWS, read_views};
use super::vocabulary::Words;

/// A condition in a fault.
pub(super) const CONDITION: Table = condition(&[]);

/// A condition outside faults.
pub(super) const VIEWED_CONDITION: Table = condition(keys! {
    /// Views in which the condition is asked for; all if not given.
    optional "views": VIEWS;
    /// Whether the points that it needs must be seen. If not, the condition is judged with hidden points, and those just
    /// outside the picture, where the pose model expects them.
    optional "must_be_seen": Flag, or Flag(false);
});

/// A condition with further keys.
pub(super) const fn condition(own: &'static [Key]) -> Table {
    Table { shared: CONDITION_KEYS, own, one_of: BOUNDS }
}

const CONDITION_KEYS: &[Key] = keys! {
    /// What is measured.
    required "measure": Measure;
    /// What the value is compared with: `absolute` with nothing, `neutral` with the start position, `hold` with the
    /// level of the present hold (in a fault's `while` only).
    optional "relative_to": Word(Words::of::<Reference>()), or Text("absolute");
    /// Values this close to the bound, on its near side, are judged neither way: a fault that reaches only them is
    /// reported as not judged.
    optional "unsure": Positive { must: "be above 0", help: Some(UNSURE_HELP) }, or Number(0.0);
};

const UNSURE_HELP: &str = "it is how near before the bound a value cannot be judged, in the measure's unit";

const BOUNDS: &[Key] = keys! {
    /// The condition holds above this.
    optional "above": Number;
    /// The condition holds below this.
    optional "below": Number;
    /// The condition holds from the first to the second.
    optional "between": Pair;
    /// The condition holds below the first and above the second.
    optional "outside": Pair;
};

/// Reads a condition without the keys that only some have.
pub(super) fn read_condition(table: &Entries<'_>, place: Scope) -> Option<Condition> {
    let quantity = Quantity::read(table, place);
    let bound = read_bound(table);
    let unsure = table.number("unsure");
    let (quantity, (key, bound)) = (quantity?, bound?);
    let limits: &[f64] = match bound {
        Bound::Above(limit) | Bound::Below(limit) => &[limit],
        Bound::Between(low, high) | Bound::Outside(low, high) => &[low, high],
    };
    if !limits.iter().all(|limit| quantity.reaches(*limit, key, table)) {
        return None;
    }
    warn_if_impossible(quantity, bound, key, table);
    let unsure = unsure.filter(|unsure| leaves_something(*unsure, bound, table))?;
    Some(Condition { measure: quantity.measure, reference: quantity.reference, bound, unsure })
}

/// Reads a condition and, perhaps, the `views` in which it is asked for.
pub(super) fn read_viewed_condition(
    table: &Entries<'_>,
    place: Scope,
    positions: &[Position],
) -> Option<ViewedCondition> {
    let views = read_views(table, positions);
    Some(ViewedCondition {
        condition: read_condition(table, place)?,
        views,
        must_be_seen: table.is_set("must_be_seen"),
    })
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

/// Reads the one bound, and its key.
fn read_bound(table: &Entries<'_>) -> Option<(&'static str, Bound)> {
    let given: Vec<&str> = BOUNDS.iter().map(|key| key.name).filter(|name| table.has(name)).collect();
    match given[..] {
        [] => {
            let message = format!("there is no bound in {}", table.name);
            let help = "write one of `above = 1`, `below = 1`, `between = [1, 2]`, `outside = [1, 2]`";
            table.problems.error(table.span.clone(), message, Some(help));
            None
        }
        ["above"] => Some(("above", Bound::Above(table.number("above")?))),
        ["below"] => Some(("below", Bound::Below(table.number("below")?))),
        [key] => {
            let (low, high) = table.pair(key)?;
            let bound = if key == "between" { Bound::Between(low, high) } else { Bound::Outside(low, high) };
            Some((key, bound))
        }
        [first, second, ..] => {
            let message = format!("there is `{first}` already in {}", table.name);
            table.error(second, message, Some("one bound only: `between = [low, high]` takes both ends"));
            None
        }
    }
}

/// Whether `unsure` leaves values within the bound that can be judged; says so if not.
fn leaves_something(unsure: f64, bound: Bound, table: &Entries<'_>) -> bool {
    let Bound::Outside(low, high) = bound else { return true };
    let leaves = 2.0 * unsure < high - low;
    if !leaves {
        let message = format!("`unsure` leaves nothing between {low} and {high} that can be judged");
        table.error("unsure", message, Some(&format!("it must be below {}", (high - low) / 2.0)));
    }
    leaves
}

fn warn_if_impossible(quantity: Quantity, bound: Bound, key: &str, table: &Entries<'_>) {
    let (low, high) = quantity.range();
    let never = match bound {
        Bound::Above(limit) => limit >= high,
        Bound::Below(limit) => limit <= low,
        Bound::Between(..) => false,
        Bound::Outside(least, most) => least <= low && most >= high,
    };
    if never {
        let message = format!("this can never hold: {} lies between {low} and {high}", quantity.name());
        table.warn(key, message, None);
    }
}
