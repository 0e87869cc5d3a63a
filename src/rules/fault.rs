//! The `[[fault]]` tables: what is looked for, and what is said about it.

use std::ops::Range;

use crate::motion::{FaultKind, FaultRule, Position, Severity, Side, View};
use crate::phrases::FaultTexts;

use super::entries::Entries;
use super::keys::{Key, Table, keys};
use super::kind::{KINDS, mirrored_kind, read_kind};
use super::phase::WrittenPhase;
use super::suggest;
use super::view::{VIEWS, read_views};
use super::vocabulary::Words;

/// A `[[fault]]` table.
pub(super) const FAULT: Table = Table { shared: &[], own: FAULT_KEYS, one_of: KINDS };

const FAULT_KEYS: &[Key] = keys! {
    /// Its name in results, such as `hips-low`.
    required "id": Id;
    /// `major`: the repetition is not a good one. `minor`: a hint.
    required "severity": Word(Words::of::<Severity>());
    /// What is said to the person: short (up to 8 words), friendly, what to do and not what is wrong.
    required "cue": Text;
    /// Why it matters.
    required "why": Text;
    /// Where the limit comes from. A limit of your own says so, and what you measured.
    required "source": Text;
    /// Ids of the phases in which it is looked for; all if not given.
    optional "phases": Texts { least: 0 };
    /// Views from which it can be told; all of the exercise's if not given.
    optional "views": VIEWS;
    /// Says in reports that the fault is not judged, because no view of the exercise shows it.
    optional "listed_only": Flag, or Flag(false);
};

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
    /// Each with what is said of it; empty if there are mistakes in it.
    pub(super) rules: Vec<(FaultRule, FaultTexts)>,
}

/// Reads all faults.
pub(super) fn read_faults(
    exercise: &Entries<'_>,
    phases: &[WrittenPhase],
    positions: &[Position],
) -> Vec<WrittenFault> {
    let mut faults: Vec<WrittenFault> = Vec::new();
    for table in exercise.tables("fault") {
        let fault = read_fault(table, phases, positions);
        if let Some((id, span)) = &fault.id
            && faults.iter().any(|known| known.is_named(id) && known.shares_a_phase(&fault))
        {
            exercise.problems().error_with_help(
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

fn read_fault(table: &Entries<'_>, phases: &[WrittenPhase], positions: &[Position]) -> WrittenFault {
    warn_long_cue(table);
    let id = table.text("id").map(|id| (id.to_string(), table.span_of("id")));
    let named = read_phase_names(table, phases);
    let views = read_views(table, positions);
    let listed_only = table.flag("listed_only") == Some(true);

    let watched: Vec<&WrittenPhase> = phases.iter().filter(|phase| watches(&named, phase)).collect();
    let sided = !watched.is_empty() && watched.iter().all(|phase| phase.sided);
    let kind = read_kind(table, sided);
    let rule = kind.as_ref().and_then(|(kind, _)| read_rule(table, kind, &named, &views));
    let mut rules = Vec::new();
    if let Some((rule, texts)) = rule {
        match mirrored_kind(&rule.kind) {
            Some(mirrored) if sided => {
                rules.push((FaultRule { side: Some(Side::Left), ..rule.clone() }, texts.clone()));
                rules.push((FaultRule { side: Some(Side::Right), kind: mirrored, ..rule }, texts));
            }
            Some(_) if watched.iter().any(|phase| phase.sided) => table.problems().error_with_help(
                kind.as_ref().map_or_else(|| table.span(), |(_, span)| span.clone()),
                "the measure changes its sign with the side, and only some of the phases have sides",
                "make it two faults, one for the `phases` with `sides = true` and one for the others",
            ),
            _ => rules.push((rule, texts)),
        }
    }
    WrittenFault {
        id,
        kind,
        phases: named,
        views: table.has("views").then(|| (views, table.span_of("views"))),
        listed_only: listed_only.then(|| table.span_of("listed_only")),
        rules,
    }
}

/// The rule as it is written, which is the left one where there is one for each side, and what is said of it.
fn read_rule(
    table: &Entries<'_>,
    kind: &FaultKind,
    phases: &[String],
    views: &[View],
) -> Option<(FaultRule, FaultTexts)> {
    let text = |key| Some(table.text(key)?.to_string());
    let texts = FaultTexts { cue: text("cue")?, why: text("why")?, source: text("source")? };
    let rule = FaultRule {
        id: text("id")?,
        kind: kind.clone(),
        phases: phases.to_vec(),
        side: None,
        views: views.to_vec(),
        severity: table.word("severity")?,
    };
    Some((rule, texts))
}

fn warn_long_cue(table: &Entries<'_>) {
    let words = table.text("cue").unwrap_or_default().split_whitespace().count();
    if words > LONGEST_CUE_WORDS {
        table.problems().warn_with_help(
            table.span_of("cue"),
            format!("the cue has {words} words"),
            format!("it is spoken during the movement: up to 8 are good, {LONGEST_CUE_WORDS} are the most"),
        );
    }
}

/// The phases that a fault names; each must be one of the exercise's.
fn read_phase_names(table: &Entries<'_>, phases: &[WrittenPhase]) -> Vec<String> {
    let known: Vec<&str> = phases.iter().filter_map(|phase| phase.id.as_deref()).collect();
    let named = table.texts("phases");
    for (name, span) in named.iter().filter(|(name, _)| !known.contains(name)) {
        let help = match &known[..] {
            [] => "no phase of this exercise has an `id`".to_string(),
            _ => suggest::help(name, &known, "the phases are"),
        };
        table.problems().error_with_help(span.clone(), format!("unknown phase `{name}`"), help);
    }
    named.into_iter().map(|(name, _)| name.to_string()).collect()
}
