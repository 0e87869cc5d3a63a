//! The `[[phase]]` tables: ways out of the start position and back.

use std::ops::Range;

use crate::motion::{Confirmation, MeasureRef, Phase, Position, Reference, Side, ViewedCondition, Which};

use super::condition::{
    Place, check_limit, is_lateral, mirrored, read_measure, read_reference, read_viewed_condition,
};
use super::reader::Reader;
use super::value::Value;
use super::vocabulary::{DIRECTIONS, PARTS};

/// A phase as the file has it: one for both sides, or one for each.
pub(super) struct WrittenPhase {
    pub(super) id: Option<String>,
    pub(super) sided: bool,
    pub(super) span: Range<usize>,
    /// Where each condition of its phases' `confirm` stands.
    pub(super) confirm_spans: Vec<Range<usize>>,
    /// Empty if there are mistakes in it.
    pub(super) phases: Vec<Phase>,
}

/// An attempt begins after a third of the way, unless the file says otherwise: less is fidgeting.
const DEFAULT_START_SHARE: f64 = 1.0 / 3.0;

const REFERENCES: &[Reference] = &[Reference::Absolute, Reference::Neutral];

/// Reads all phases.
pub(super) fn read_phases(exercise: &mut Reader<'_>, positions: &[Position]) -> Vec<WrittenPhase> {
    let problems = exercise.problems();
    let tables = exercise.need_tables("phase", "[[phase]]");
    let several = tables.len() > 1;
    let mut written: Vec<WrittenPhase> = Vec::new();
    for table in tables {
        let phase = read_phase(table, positions);
        match &phase.id {
            None if several => problems.error_with_help(
                phase.span.clone(),
                "one of several phases has no `id`",
                "results could not tell them apart: give each an `id`, such as `id = \"raised\"`",
            ),
            Some(id) if written.iter().any(|known| known.id.as_ref() == Some(id)) => {
                problems.error(phase.span.clone(), format!("there are two phases `{id}`"));
            }
            _ => {}
        }
        written.push(phase);
    }
    written
}

fn read_phase(mut reader: Reader<'_>, positions: &[Position]) -> WrittenPhase {
    let id_value = reader.take("id");
    let id = id_value.and_then(Value::id).map(str::to_string);
    let span = id_value.map_or_else(|| reader.span(), Value::span);
    let sided = reader.take("sides").and_then(Value::flag).unwrap_or(false);
    let place = Place { sided, references: REFERENCES };
    let measure = reader.need("measure").and_then(|value| Some((value, read_measure(value, place)?)));
    let reference = read_reference(&mut reader, place);
    let rises = reader.need("direction").and_then(|value| value.word(DIRECTIONS));
    let limits =
        ["target", "release"].map(|key| reader.need(key).and_then(|value| Some((value, value.number()?))));
    let limits = read_limits(limits, measure.map(|(_, measure)| measure).zip(reference), rises);
    let start_share = reader.take("start_share").map_or(Some(DEFAULT_START_SHARE), read_share);
    let hold_share = reader.take("hold_share").map_or(Some(0.0), read_share);
    let shares = start_share.zip(hold_share);
    let least_range = reader.take("at_least").map_or(Some(0.0), read_least_range);
    let least_secs = reader.take("least_secs").map_or(Some(0.0), Value::secs);
    let mut confirm = Vec::new();
    let mut confirm_spans = Vec::new();
    let mut confirm_is_fine = true;
    for mut table in reader.tables("confirm", "[[phase.confirm]]") {
        let on_the_way = table.take("during").map_or(Some(false), |value| value.word(PARTS));
        let asked = read_viewed_condition(&mut table, place, positions);
        let confirmation =
            asked.zip(on_the_way).map(|(asked, on_the_way)| Confirmation { asked, on_the_way });
        confirm_is_fine &= confirmation.is_some();
        confirm.extend(confirmation);
        confirm_spans.push(table.span());
        table.finish();
    }
    reader.finish();
    let confirmed = confirm.iter().any(|one: &Confirmation| tells_sides(one.asked.condition.measure));
    let measure = measure
        .filter(|(value, measure)| !sided || confirmed || check_sides(*value, *measure))
        .map(|(_, measure)| measure);

    let mut phases = Vec::new();
    if let (
        Some(measure),
        Some(reference),
        Some(rises),
        Some([target, release]),
        Some(shares),
        Some(least_range),
        Some(least_secs),
        true,
    ) = (measure, reference, rises, limits, shares, least_range, least_secs, confirm_is_fine)
    {
        let (id, side) = (id.clone(), None);
        let (start_share, hold_share) = shares;
        let phase = Phase {
            id,
            side,
            measure,
            reference,
            rises,
            target,
            release,
            least_range,
            least_secs,
            start_share,
            hold_share,
            confirm,
        };
        if sided {
            phases.extend([Phase { side: Some(Side::Left), ..phase.clone() }, right(&phase)]);
        } else {
            phases.push(phase);
        }
    }
    WrittenPhase { id, sided, span, confirm_spans, phases }
}

/// Target and release, if the measure can reach them and they lie in the direction's order.
fn read_limits(
    limits: [Option<(Value<'_>, f64)>; 2],
    measure: Option<(MeasureRef, Reference)>,
    rises: Option<bool>,
) -> Option<[f64; 2]> {
    let (measure, reference) = measure?;
    let mut reachable = true;
    for (value, limit) in limits.iter().flatten() {
        reachable &= check_limit(*value, *limit, measure, reference);
    }
    let [Some((target_value, target)), Some((release_value, release))] = limits else { return None };
    let rises = rises?;
    if !reachable {
        return None;
    }
    let beyond = |farther: f64, nearer: f64| if rises { farther > nearer } else { farther < nearer };
    let (direction, side) = if rises { ("rising", "below") } else { ("falling", "above") };
    if reference == Reference::Neutral && !beyond(target, 0.0) {
        target_value.refuse_with_help(
            format!("the target ({target}) is not reached from neutral by {direction}"),
            "relative to neutral, a rising measure has its target above 0, a falling one below 0",
        );
        return None;
    }
    if !beyond(target, release) || (reference == Reference::Neutral && !beyond(release, 0.0)) {
        let help = match reference {
            Reference::Neutral => "it lies between 0, which is neutral, and the target".to_string(),
            _ => format!("on the way back from a {direction} movement it lies {side} the target"),
        };
        release_value.refuse_with_help(
            format!("the release ({release}) is on the wrong side of the target ({target})"),
            help,
        );
        return None;
    }
    Some([target, release])
}

/// A share of the way between rest and target.
fn read_share(value: Value<'_>) -> Option<f64> {
    let share = value.number()?;
    let inside = share > 0.0 && share < 1.0;
    if !inside {
        value.refuse_with_help(
            format!("`{}` must lie between 0 and 1", value.key()),
            "0.33 is a third of the way from rest to target",
        );
    }
    inside.then_some(share)
}

/// The least change from rest, whatever the target.
fn read_least_range(value: Value<'_>) -> Option<f64> {
    let range = value.number()?;
    if range <= 0.0 {
        value.refuse_with_help(
            format!("`{}` must be above 0", value.key()),
            "it is the least change from rest, in the measure's unit, whatever the direction",
        );
    }
    (range > 0.0).then_some(range)
}

/// Whether the measure differs between left and right.
fn tells_sides(measure: MeasureRef) -> bool {
    match measure {
        MeasureRef::Whole(_) => is_lateral(measure),
        MeasureRef::Sided(_, which) => matches!(which, Which::Moving | Which::Resting),
    }
}

/// Whether the measure of a phase with sides can tell them; says so if not.
fn check_sides(value: Value<'_>, measure: MeasureRef) -> bool {
    let tells = tells_sides(measure);
    if !tells {
        value.refuse_with_help(
            "with `sides = true`, this measure is the same for left and right",
            "use a measure that is positive to the left, or one that ends in `_moving`, here or in a `confirm`",
        );
    }
    tells
}

/// The phase of the right side: a measure that is positive to the left changes its sign.
fn right(left: &Phase) -> Phase {
    let side = Some(Side::Right);
    if !is_lateral(left.measure) {
        return Phase {
            side,
            confirm: left.confirm.iter().map(mirrored_confirmation).collect(),
            ..left.clone()
        };
    }
    Phase {
        side,
        rises: !left.rises,
        target: -left.target,
        release: -left.release,
        confirm: left.confirm.iter().map(mirrored_confirmation).collect(),
        ..left.clone()
    }
}

fn mirrored_confirmation(confirmation: &Confirmation) -> Confirmation {
    let asked = &confirmation.asked;
    let asked = ViewedCondition { condition: mirrored(&asked.condition), views: asked.views.clone() };
    Confirmation { asked, ..*confirmation }
}
