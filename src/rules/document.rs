//! A whole rules file: from its text to an exercise and everything that is wrong with it.

use std::ops::Range;

use toml::de::DeTable;

use crate::messages::ExerciseTexts;
use crate::motion::{Dose, Exercise, Position, Reference, RepetitionRule, ViewedCondition};

use super::condition::{VIEWED_CONDITION, read_viewed_condition};
use super::diagnostic::{Diagnostic, Problems};
use super::entries::Entries;
use super::fault::{FAULT, read_faults};
use super::keys::{Table, ValueType, keys};
use super::never::Written;
use super::phase::{PHASE, read_phases};
use super::quantity::Scope;
use super::syntax::report_syntax;
use super::value::Value;
use super::view::{VIEWS, read_views};
use super::vocabulary::Words;

/// The version of the format that is read and written.
pub const FORMAT: u32 = 1;

/// A whole rules file.
pub(super) const FILE: Table = Table::of(keys! {
    /// Always 1.
    required "format": Format;
    /// The exercise's name on the command line and in results, such as `bird-dog`.
    required "id": Id;
    /// The exercise's name for people.
    required "title": Text;
    /// How the body is in the start position: on the back, on hands and knees, upright or on a seat. Several in a list
    /// where the exercise can be done in any of them.
    required "position": OneOrMore(&Word(Words::of::<Position>()));
    /// From where the camera may see the person; from elsewhere nothing is judged.
    required "views": VIEWS;
    /// What the person does, one sentence each.
    required "steps": List { of: &Text, least: 1 };
    /// When to be careful, one sentence each. The second, or else the only one, is said before the first set.
    optional "cautions": List { of: &Text, least: 0 };
    /// What one camera cannot tell about this exercise, one sentence each. Every report repeats them.
    optional "limits": List { of: &Text, least: 0 };
    /// What is prescribed.
    required "dose": Table(&DOSE);
    /// The start position. Nothing counts before it has been kept.
    required "start": Table(&START);
    /// A way out of the start position and back.
    required "phase": Tables { each: &PHASE, least: 1 };
    /// What makes one repetition.
    required "repetition": Table(&REPETITION);
    /// What is looked for, and what is said about it. One table below it says how the fault is recognised.
    optional "fault": Tables { each: &FAULT, least: 0 };
});

const DOSE: Table = Table::of(keys! {
    /// How long the target is held. Left out where nothing is held.
    optional "hold_secs": Range(&Seconds);
    /// How many repetitions make a set.
    required "repetitions": Range(&Count);
    /// How many sets a day.
    required "times_a_day": Range(&Count);
});

const START: Table = Table::of(keys! {
    /// For how long it is kept still before anything counts; 0.5 is usual.
    required "settle_secs": Seconds;
    /// What the start position keeps beside the `position`.
    optional "condition": Tables { each: &VIEWED_CONDITION, least: 0 };
});

const REPETITION: Table = Table::of(keys! {
    /// `each-phase`: every attempt is one. `all-phases`: one of each phase and side, in any order.
    required "of": Word(Words::of::<RepetitionRule>());
});

/// What reading a rules file gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// The exercise, unless there are errors.
    pub exercise: Option<Exercise>,
    /// What is said of it, unless there are errors.
    pub texts: Option<ExerciseTexts>,
    /// Errors and warnings in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// The exercise's id and its place, which can be known in spite of errors.
    pub(super) id: Option<(String, Range<usize>)>,
}

/// Reads the text of a rules file and finds all mistakes in it. `file` is the name that diagnostics
/// give.
pub fn check(file: &str, text: &str) -> Checked {
    let problems = Problems::new(file, text);
    let (document, syntax_errors) = DeTable::parse_recoverable(text);
    let mut id = None;
    let mut read = None;
    if !syntax_errors.is_empty() {
        report_syntax(&syntax_errors, text, &problems);
    } else if is_known_format(document.get_ref(), &problems) {
        let entries = Entries::of_file(&FILE, document.get_ref(), &problems);
        id = entries.text("id").map(|id| (id.to_string(), entries.span_of("id")));
        read = read_exercise(&entries);
        entries.report_missing();
    }
    let (exercise, texts) = read.filter(|_| !problems.any_errors()).unzip();
    Checked { exercise, texts, diagnostics: problems.into_sorted(), id }
}

/// Whether the file is of this format. Another one has other keys, so nothing else is said about it.
fn is_known_format(file: &DeTable<'_>, problems: &Problems<'_>) -> bool {
    let Some(node) = file.get("format") else {
        let help = format!("write `format = {FORMAT}` in the first line");
        problems.error(0..0, "the key `format` is missing", Some(&help));
        return false;
    };
    let value = Value { key: "format", entry: false, node, problems };
    let Some(format) = value.number(ValueType::Count) else { return false };
    let known = format == f64::from(FORMAT);
    if !known {
        let message = format!("the file has format {format}, and this holdfast reads format {FORMAT}");
        problems.error(node.span(), message, Some("a newer holdfast may read it"));
    }
    known
}

fn read_exercise(file: &Entries<'_>) -> Option<(Exercise, ExerciseTexts)> {
    let positions: Vec<Position> = file.words("position").into_iter().map(|(position, _)| position).collect();
    let views = read_views(file, &positions);
    let dose = file.table("dose").and_then(read_dose);
    let start = file.table("start").map(|table| read_start(table, &positions)).unwrap_or_default();
    let phases = read_phases(file, &positions);
    let faults = read_faults(file, &phases, &positions);
    let written = Written {
        start: &start,
        phases: &phases,
        faults: &faults,
        views: &views,
        dose: dose.as_ref(),
        problems: file.problems,
    };
    written.warn();

    let texts = |key| file.texts(key).map(|(text, _)| text.to_string()).collect();
    let (rules, fault_texts) = faults.into_iter().flat_map(|written| written.rules).unzip();
    let (phases, phase_texts) = phases.into_iter().flat_map(|written| written.phases).unzip();
    let texts = ExerciseTexts {
        title: file.text("title")?.to_string(),
        steps: texts("steps"),
        cautions: texts("cautions"),
        limits: texts("limits"),
        phases: phase_texts,
        faults: fault_texts,
    };
    let exercise = Exercise {
        id: file.text("id")?.to_string(),
        positions,
        views,
        dose: dose?,
        start: start.into_iter().map(|(asked, _)| asked).collect(),
        settle_secs: file.table("start")?.number("settle_secs")?,
        phases,
        repetition: file.table("repetition")?.word("of")?,
        faults: rules,
    };
    Some((exercise, texts))
}

fn read_dose(table: &Entries<'_>) -> Option<Dose> {
    let hold_secs = table.pair("hold_secs");
    if hold_secs.is_none() && table.has("hold_secs") {
        return None;
    }
    let counts = |key| table.pair(key).map(|(least, most)| (least as u32, most as u32));
    Some(Dose { hold_secs, repetitions: counts("repetitions")?, times_a_day: counts("times_a_day")? })
}

fn read_start(table: &Entries<'_>, positions: &[Position]) -> Vec<(ViewedCondition, Range<usize>)> {
    let place = Scope { sided: false, references: &[Reference::Absolute] };
    let conditions = table.tables("condition").iter();
    conditions
        .filter_map(|table| Some((read_viewed_condition(table, place, positions)?, table.span.clone())))
        .collect()
}
