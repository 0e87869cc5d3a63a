//! The `[[fault]]` tables: what is looked for, and what is said about it.

use std::ops::Range;

use crate::motion::{FaultKind, FaultRule, Position, Side, View};

use super::kind::{mirrored_kind, read_kind};
use super::phase::WrittenPhase;
use super::reader::Reader;
use super::suggest;
use super::value::Value;
use super::view::read_views;
use super::vocabulary::SEVERITIES;

/// A cue longer than this is still being spoken when the movement is over.
const LONGEST_CUE_WORDS: usize = 12;

/// A fault as the file has it, which is one rule or one for each side.
pub(super) struct WrittenFault {
    pub(super) id: Option<(String, Range<usize>)>,
    pub(super) kind: Option<(FaultKind, Range<usize>)>,
    /// Ids as written; empty for all phases.
    pub(super) phases: Vec<String>,
    pub(super) views: Option<(Vec<View>, Range<usize>)>,
    /// Where the file says that the fault is listed though no view shows it.
    pub(super) listed_only: Option<Range<usize>>,
    /// Empty if there are mistakes in it.
    pub(super) rules: Vec<FaultRule>,
}

/// Reads all faults.
pub(super) fn read_faults(
    exercise: &mut Reader<'_>,
    phases: &[WrittenPhase],
    positions: &[Position],
) -> Vec<WrittenFault> {
    let problems = exercise.problems();
    let mut faults: Vec<WrittenFault> = Vec::new();
    for table in exercise.tables("fault", "[[fault]]") {
        let fault = read_fault(table, phases, positions);
        if let Some((id, span)) = &fault.id
            && faults.iter().any(|known| known.is_named(id) && known.shares_a_phase(&fault))
        {
            problems.error_with_help(
                span.clone(),
                format!("there are two faults `{id}`"),
                "an id may come again only for other `phases`",
            );
        }
        faults.push(fault);
    }
    faults
}

impl WrittenFault {
    /// Whether the fault is looked for in a phase.
    pub(super) fn watches(&self, phase: &WrittenPhase) -> bool {
        watches(&self.phases, phase)
    }

    fn is_named(&self, id: &str) -> bool {
        self.id.as_ref().is_some_and(|(known, _)| known == id)
    }

    fn shares_a_phase(&self, other: &WrittenFault) -> bool {
        self.phases.is_empty()
            || other.phases.is_empty()
            || self.phases.iter().any(|phase| other.phases.contains(phase))
    }
}

fn watches(named: &[String], phase: &WrittenPhase) -> bool {
    named.is_empty() || phase.id.as_ref().is_some_and(|id| named.contains(id))
}

fn read_fault(mut reader: Reader<'_>, phases: &[WrittenPhase], positions: &[Position]) -> WrittenFault {
    let problems = reader.problems();
    let id = reader.need("id").and_then(|value| Some((value.id()?.to_string(), value.span())));
    let severity = reader.need("severity").and_then(|value| value.word(SEVERITIES));
    let cue = reader.need("cue").and_then(read_cue);
    let why = reader.need("why").and_then(Value::text);
    let source = reader.need("source").and_then(Value::text);
    let named = reader.take("phases").map(|value| read_phase_names(value, phases)).unwrap_or_default();
    let views = reader.take("views").map(|value| (read_views(value, positions), value.span()));
    let listed_only = reader.take("listed_only").and_then(|value| value.flag()?.then(|| value.span()));

    let watched: Vec<&WrittenPhase> = phases.iter().filter(|phase| watches(&named, phase)).collect();
    let sided = !watched.is_empty() && watched.iter().all(|phase| phase.sided);
    let kind = read_kind(&mut reader, sided);
    reader.finish();

    let mut rules = Vec::new();
    if let (Some((id, _)), Some((kind, span)), Some(severity), Some(cue), Some(why), Some(source)) =
        (&id, &kind, severity, cue, why, source)
    {
        let rule = FaultRule {
            id: id.clone(),
            kind: kind.clone(),
            phases: named.clone(),
            side: None,
            views: views.as_ref().map(|(views, _)| views.clone()).unwrap_or_default(),
            severity,
            cue: cue.to_string(),
            why: why.to_string(),
            source: source.to_string(),
        };
        match mirrored_kind(kind) {
            Some(mirrored) if sided => {
                rules.push(FaultRule { side: Some(Side::Left), ..rule.clone() });
                rules.push(FaultRule { side: Some(Side::Right), kind: mirrored, ..rule });
            }
            Some(_) if watched.iter().any(|phase| phase.sided) => problems.error_with_help(
                span.clone(),
                "the measure changes its sign with the side, and only some of the phases have sides",
                "make it two faults, one for the `phases` with `sides = true` and one for the others",
            ),
            _ => rules.push(rule),
        }
    }
    WrittenFault { id, kind, phases: named, views, listed_only, rules }
}

fn read_cue(value: Value<'_>) -> Option<&str> {
    let cue = value.text()?;
    let words = cue.split_whitespace().count();
    if words > LONGEST_CUE_WORDS {
        value.warn_with_help(
            format!("the cue has {words} words"),
            format!("it is spoken during the movement: up to 8 are good, {LONGEST_CUE_WORDS} are the most"),
        );
    }
    Some(cue)
}

/// The phases that a fault names; each must be one of the exercise's.
fn read_phase_names(value: Value<'_>, phases: &[WrittenPhase]) -> Vec<String> {
    let known: Vec<&str> = phases.iter().filter_map(|phase| phase.id.as_deref()).collect();
    let items = value.items().unwrap_or_default();
    items
        .into_iter()
        .filter_map(|item| {
            let name = item.text()?;
            if !known.contains(&name) {
                let help = match &known[..] {
                    [] => "no phase of this exercise has an `id`".to_string(),
                    _ => suggest::help(name, &known, "the phases are"),
                };
                item.refuse_with_help(format!("unknown phase `{name}`"), help);
            }
            Some(name.to_string())
        })
        .collect()
}
