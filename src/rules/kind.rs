//! How a fault is recognised: the one sub-table of `[[fault]]` that is named for it.

use std::ops::Range;

use crate::motion::{Condition, During, FaultKind, Reference};

use super::condition::{Place, is_lateral, mirrored, read_condition};
use super::reader::Reader;
use super::suggest;
use super::value::Value;
use super::vocabulary::DURING;

/// A condition must hold this long to be a fault, unless the file says otherwise: shorter is noise.
const DEFAULT_FOR_SECS: f64 = 0.3;

/// Reads the sub-table of one kind; the flag says whether the phases tell left from right.
type Read = fn(&mut Reader<'_>, bool) -> Option<FaultKind>;

const KINDS: &[(&str, Read)] = &[
    ("short-of-target", |_, _| Some(FaultKind::ShortOfTarget)),
    ("peak-short-of", |table, _| Some(FaultKind::PeakShortOf { value: table.need("value")?.number()? })),
    ("instead-of-target", |table, sided| read_condition(table, place(sided)).map(FaultKind::InsteadOfTarget)),
    ("hold-shorter-than", |table, _| Some(FaultKind::HoldShorterThan { secs: read_secs(table)? })),
    ("faster-than", |table, _| Some(FaultKind::FasterThan { secs: read_secs(table)? })),
    ("while", read_while),
    ("reversals", read_reversals),
    ("one-side-only", |_, _| Some(FaultKind::OneSideOnly)),
    ("same-side-twice", |_, _| Some(FaultKind::SameSideTwice)),
];

/// The names of all kinds.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(name, _)| *name)
}

/// Reads how a fault is recognised, and where that stands. Every table in `[[fault]]` is a kind, so
/// this also finds the misspelt ones.
pub(super) fn read_kind(fault: &mut Reader<'_>, sided: bool) -> Option<(FaultKind, Range<usize>)> {
    let problems = fault.problems();
    let names: Vec<&str> = names().collect();
    let unknown: Vec<(&str, Range<usize>)> = fault
        .unknown()
        .filter(|(key, _, value)| value.is_table() && !names.contains(key))
        .map(|(key, span, _)| (key, span))
        .collect();
    for (key, span) in &unknown {
        let help = suggest::help(key, &names, "the kinds are");
        problems.error_with_help(span.clone(), format!("unknown kind of fault `{key}`"), help);
        fault.forgive(key);
    }

    let mut first: Option<(&str, Option<FaultKind>, Range<usize>)> = None;
    for (name, read) in KINDS {
        let Some(value) = fault.take(name) else { continue };
        let span = value.span();
        if let Some((first, ..)) = first {
            let message = format!("the fault is `{first}` and `{name}` at once");
            problems.error_with_help(span, message, "make it two faults, each with an `id` and a cue");
            return None;
        }
        let kind = value.table(format!("`[fault.{name}]`")).and_then(|mut table| {
            let kind = read(&mut table, sided);
            table.finish();
            kind
        });
        first = Some((name, kind, span));
    }
    if first.is_none() && unknown.is_empty() {
        problems.error_with_help(
            fault.span(),
            "the fault does not say how it is recognised",
            format!(
                "write one table below it, such as `[fault.short-of-target]`; the kinds are: {}",
                suggest::list(&names)
            ),
        );
    }
    let (_, kind, span) = first?;
    Some((kind?, span))
}

/// The condition in a kind, if there is one.
fn condition_of(kind: &FaultKind) -> Option<&Condition> {
    match kind {
        FaultKind::InsteadOfTarget(condition) | FaultKind::While { condition, .. } => Some(condition),
        _ => None,
    }
}

/// The same kind for the other side of the body; `None` where it is no different.
pub(super) fn mirrored_kind(kind: &FaultKind) -> Option<FaultKind> {
    if !is_lateral(condition_of(kind)?.measure) {
        return None;
    }
    match kind {
        FaultKind::InsteadOfTarget(condition) => Some(FaultKind::InsteadOfTarget(mirrored(condition))),
        FaultKind::While { condition, during, for_secs } => {
            let condition = mirrored(condition);
            Some(FaultKind::While { condition, during: *during, for_secs: *for_secs })
        }
        _ => None,
    }
}

fn place(sided: bool) -> Place {
    Place { sided, references: &[Reference::Absolute, Reference::Neutral, Reference::HoldLevel] }
}

fn read_secs(table: &mut Reader<'_>) -> Option<f64> {
    table.need("secs").and_then(Value::secs)
}

fn read_while(table: &mut Reader<'_>, sided: bool) -> Option<FaultKind> {
    let condition = read_condition(table, place(sided));
    let during = table.need("during").and_then(|value| Some((value, value.word(DURING)?)));
    let for_secs = table.take("for_secs").map_or(Some(DEFAULT_FOR_SECS), Value::secs);
    let (condition, (during_value, during)) = (condition?, during?);
    if condition.reference == Reference::HoldLevel && during == During::Attempt {
        during_value.warn_with_help(
            "a hold has no level before it has begun",
            "write `during = \"target\"` where the condition is relative to the hold",
        );
    }
    Some(FaultKind::While { condition, during, for_secs: for_secs? })
}

fn read_reversals(table: &mut Reader<'_>, _: bool) -> Option<FaultKind> {
    let at_least = table.need("at_least").and_then(|value| value.count(1));
    let swing = table.need("swing").and_then(|value| {
        let swing = value.number()?;
        if swing <= 0.0 {
            value.refuse("`swing` must be greater than 0, or noise would be counted");
        }
        (swing > 0.0).then_some(swing)
    });
    Some(FaultKind::Reversals { at_least: at_least? as usize, swing: swing? })
}
