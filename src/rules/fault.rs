//! The `[[fault]]` tables: what is looked for, and what is said about it.

use std::ops::Range;

use crate::messages::FaultTexts;
use crate::motion::{FaultKind, FaultRule, Moving, Position, Severity, Side, View};

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
    /// What is well once it is mended, within "Good: ...", such as "hips high this time".
    optional "better": Text;
    /// Why it matters.
    required "why": Text;
    /// Where the limit comes from. A limit of your own says so, and what you measured.
    required "source": Text;
    /// Ids of the phases in which it is looked for; all if not given.
    optional "phases": List { of: &Text, least: 0 };
    /// Views from which it can be told; all of the exercise's if not given.
    optional "views": VIEWS;
    /// Whether it is looked for only where the side that moves is the one nearer the camera, or only where it is the farther
    /// one or nobody can tell.
    optional "moving": Word(Words::of::<Moving>());
    /// Says in reports that the fault is not judged, because no view of the exercise shows it.
    optional "listed_only": Flag, or Flag(false);
};

/// A cue longer than this is still being spoken when the movement is over.
const LONGEST_CUE_WORDS: usize = 12;

/// A fault as the file has it, which is one rule or one for each side.
pub(super) struct WrittenFault<'a> {
    pub(super) table: &'a Entries<'a>,
    pub(super) kind: Option<(FaultKind, Range<usize>)>,
    /// Ids as written; empty for all phases.
    phases: Vec<String>,
    /// Empty for all of the exercise's.
    pub(super) views: Vec<View>,
    /// Each with what is said of it; empty if there are mistakes in it.
    pub(super) rules: Vec<(FaultRule, FaultTexts)>,
}

impl WrittenFault<'_> {
    /// Whether the fault is looked for in a phase.
    pub(super) fn watches(&self, phase: &WrittenPhase<'_>) -> bool {
        watches(&self.phases, phase)
    }

    fn shares_a_phase(&self, other: &WrittenFault<'_>) -> bool {
        self.phases.is_empty()
            || other.phases.is_empty()
            || self.phases.iter().any(|phase| other.phases.contains(phase))
    }

    /// Whether both are looked for in one and the same attempt.
    fn meets(&self, other: &WrittenFault<'_>) -> bool {
        let moving = |fault: &WrittenFault<'_>| fault.table.word::<Moving>("moving");
        let shares_a_side =
            moving(self).is_none() || moving(other).is_none() || moving(self) == moving(other);
        let shares_a_view = self.views.is_empty()
            || other.views.is_empty()
            || self.views.iter().any(|view| other.views.contains(view));
        self.shares_a_phase(other) && shares_a_side && shares_a_view
    }
}

fn watches(named: &[String], phase: &WrittenPhase<'_>) -> bool {
    named.is_empty() || phase.id.is_some_and(|id| named.iter().any(|name| name == id))
}

/// Reads all faults.
pub(super) fn read_faults<'a>(
    exercise: &'a Entries<'a>,
    phases: &[WrittenPhase<'_>],
    positions: &[Position],
) -> Vec<WrittenFault<'a>> {
    let mut faults: Vec<WrittenFault<'a>> = Vec::new();
    for table in exercise.tables("fault") {
        let fault = read_fault(table, phases, positions);
        let is_twin =
            |known: &WrittenFault<'_>, id| known.table.text("id") == Some(id) && known.meets(&fault);
        if let Some(id) = table.text("id")
            && faults.iter().any(|known| is_twin(known, id))
        {
            let help = "an id may come again only for other `phases`, `views` or another `moving`";
            table.error("id", format!("there are two faults `{id}`"), Some(help));
        }
        faults.push(fault);
    }
    faults
}

fn read_fault<'a>(
    table: &'a Entries<'a>,
    phases: &[WrittenPhase<'_>],
    positions: &[Position],
) -> WrittenFault<'a> {
    warn_long_cue(table);
    let named = read_phase_names(table, phases);
    let views = read_views(table, positions);
    let watched: Vec<&WrittenPhase<'_>> = phases.iter().filter(|phase| watches(&named, phase)).collect();
    let sided = !watched.is_empty() && watched.iter().all(|phase| phase.sided);
    let kind = read_kind(table, sided);
    let mut rules = Vec::new();
    if let Some((kind, span)) = &kind
        && let Some((rule, texts)) = read_rule(table, kind, &named, &views)
    {
        match mirrored_kind(kind) {
            Some(mirrored) if sided => {
                rules.push((FaultRule { side: Some(Side::Left), ..rule.clone() }, texts.clone()));
                rules.push((FaultRule { side: Some(Side::Right), kind: mirrored, ..rule }, texts));
            }
            Some(_) if watched.iter().any(|phase| phase.sided) => table.problems.error(
                span.clone(),
                "the measure changes its sign with the side, and only some of the phases have sides",
                Some("make it two faults, one for the `phases` with `sides = true` and one for the others"),
            ),
            _ => rules.push((rule, texts)),
        }
    }
    WrittenFault { table, kind, phases: named, views, rules }
}

/// The rule as it is written, which is the left one where there is one for each side, and what is said of it.
fn read_rule(
    table: &Entries<'_>,
    kind: &FaultKind,
    phases: &[String],
    views: &[View],
) -> Option<(FaultRule, FaultTexts)> {
    let text = |key| Some(table.text(key)?.to_string());
    let (better, why) = (text("better"), text("why")?);
    let texts = FaultTexts { cue: text("cue")?, better, why, source: text("source")? };
    let rule = FaultRule {
        id: text("id")?,
        kind: kind.clone(),
        phases: phases.to_vec(),
        side: None,
        views: views.to_vec(),
        moving: table.word("moving"),
        severity: table.word("severity")?,
    };
    Some((rule, texts))
}

fn warn_long_cue(table: &Entries<'_>) {
    let words = table.text("cue").unwrap_or_default().split_whitespace().count();
    if words > LONGEST_CUE_WORDS {
        let help =
            format!("it is spoken during the movement: up to 8 are good, {LONGEST_CUE_WORDS} are the most");
        table.warn("cue", format!("the cue has {words} words"), Some(&help));
    }
}

/// The phases that a fault names; each must be one of the exercise's.
fn read_phase_names(table: &Entries<'_>, phases: &[WrittenPhase<'_>]) -> Vec<String> {
    let known: Vec<&str> = phases.iter().filter_map(|phase| phase.id).collect();
    let check = |(name, span): (&str, Range<usize>)| {
        if !known.contains(&name) {
            let help = match &known[..] {
                [] => "no phase of this exercise has an `id`".to_string(),
                _ => suggest::help(name, &known, "the phases are"),
            };
            table.problems.error(span, format!("unknown phase `{name}`"), Some(&help));
        }
        name.to_string()
    };
    table.texts("phases").map(check).collect()
}
