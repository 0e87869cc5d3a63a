//! A whole rules file: from its text to an exercise and everything that is wrong with it.

use std::ops::Range;

use toml::de::DeTable;

use crate::motion::{Dose, Exercise, Position, Reference};

use super::condition::{Place, read_viewed_condition};
use super::diagnostic::{Diagnostic, Problems};
use super::fault::read_faults;
use super::idle::warn_idle_faults;
use super::phase::read_phases;
use super::reader::Reader;
use super::syntax::report_syntax;
use super::unmet::{Placed, Written, warn_unmet};
use super::value::Value;
use super::view::read_views;
use super::vocabulary::{POSITIONS, REPETITIONS};

/// The version of the format that is read and written.
pub const FORMAT: u32 = 1;

/// What reading a rules file gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// The exercise, unless there are errors.
    pub exercise: Option<Exercise>,
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
    let mut exercise = None;
    if syntax_errors.is_empty() {
        let mut reader = Reader::new(document.get_ref(), 0..0, "the file", &problems);
        if read_format(&mut reader) {
            exercise = read_exercise(reader, &mut id);
        }
    } else {
        report_syntax(&syntax_errors, text, &problems);
    }
    let exercise = exercise.filter(|_| !problems.any_errors());
    Checked { exercise, diagnostics: problems.into_sorted(), id }
}

/// Whether the file is of this format. Another one has other keys, so nothing else is said about it.
fn read_format(reader: &mut Reader<'_>) -> bool {
    let Some(value) = reader.take("format") else {
        reader.problems().error_with_help(
            reader.span(),
            "the key `format` is missing",
            format!("write `format = {FORMAT}` in the first line"),
        );
        return false;
    };
    let format = value.count(1);
    if let Some(format) = format
        && format != FORMAT
    {
        value.refuse_with_help(
            format!("the file has format {format}, and this holdfast reads format {FORMAT}"),
            "a newer holdfast may read it",
        );
    }
    format == Some(FORMAT)
}

fn read_exercise(mut reader: Reader<'_>, id_found: &mut Option<(String, Range<usize>)>) -> Option<Exercise> {
    let problems = reader.problems();
    let id = reader.need("id").and_then(|value| Some((value.id()?, value.span())));
    *id_found = id.as_ref().map(|(id, span)| (id.to_string(), span.clone()));
    let title = reader.need("title").and_then(Value::text);
    let positions = reader.need("position").map(|value| value.one_or_more(POSITIONS)).unwrap_or_default();
    let views = reader.need("views").map(|value| read_views(value, &positions)).unwrap_or_default();
    let steps = reader.need("steps").map(|value| {
        value.refuse_empty();
        value.texts()
    });
    let cautions = reader.take("cautions").map(Value::texts).unwrap_or_default();
    let limits = reader.take("limits").map(Value::texts).unwrap_or_default();
    let dose = reader.need_table("dose").and_then(read_dose);
    let start = reader.need_table("start").and_then(|table| read_start(table, &positions));
    let phases = read_phases(&mut reader, &positions);
    let repetition = reader.need_table("repetition").and_then(|mut table| {
        let rule = table.need("of").and_then(|value| value.word(REPETITIONS));
        table.finish();
        rule
    });
    let faults = read_faults(&mut reader, &phases, &positions);
    reader.finish();
    warn_idle_faults(&faults, &phases, &views, problems);
    let placed = start.as_ref().map_or(&[][..], |(_, placed)| placed);
    let written =
        Written { start: placed, phases: &phases, faults: &faults, views: &views, dose: dose.as_ref() };
    warn_unmet(&written, problems);

    let (settle_secs, start) = start?;
    Some(Exercise {
        id: id?.0.to_string(),
        title: title?.to_string(),
        positions: some(positions)?,
        views,
        steps: steps?,
        cautions,
        limits,
        dose: dose?,
        start: start.into_iter().map(|(asked, _)| asked).collect(),
        settle_secs,
        phases: phases.into_iter().flat_map(|written| written.phases).collect(),
        repetition: repetition?,
        faults: faults.into_iter().flat_map(|written| written.rules).collect(),
    })
}

/// A list, unless there is nothing in it.
fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}

fn read_dose(mut reader: Reader<'_>) -> Option<Dose> {
    let hold_secs = reader.take("hold_secs").map(|value| value.range(Value::secs));
    let from_one = |value: Value<'_>| value.count(1);
    let repetitions = reader.need("repetitions").and_then(|value| value.range(from_one));
    let times_a_day = reader.need("times_a_day").and_then(|value| value.range(from_one));
    reader.finish();
    let hold_secs = match hold_secs {
        None => None,
        Some(range) => Some(range?),
    };
    Some(Dose { hold_secs, repetitions: repetitions?, times_a_day: times_a_day? })
}

fn read_start(mut reader: Reader<'_>, positions: &[Position]) -> Option<(f64, Vec<Placed>)> {
    let place = Place { sided: false, references: &[Reference::Absolute] };
    let settle_secs = reader.need("settle_secs").and_then(Value::secs);
    let mut conditions = Vec::new();
    for mut table in reader.tables("condition", "[[start.condition]]") {
        let span = table.span();
        conditions.extend(read_viewed_condition(&mut table, place, positions).map(|asked| (asked, span)));
        table.finish();
    }
    reader.finish();
    Some((settle_secs?, conditions))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::motion::{Bound, FaultKind, Side};

    const ROTATION: &str = include_str!("../../data/exercises/lower-trunk-rotation.toml");

    #[test]
    fn a_phase_with_sides_is_mirrored_and_so_are_its_lateral_faults() {
        let exercise = check("rotation.toml", ROTATION).exercise.expect("sound");
        let [left, right] = &exercise.phases[..] else { panic!("one phase for each side") };
        assert_eq!((left.side, right.side), (Some(Side::Left), Some(Side::Right)));
        assert_eq!((left.target, right.target), (-right.target, -left.target));
        assert_eq!((left.release, left.rises), (-right.release, !right.rises));

        let lifts: Vec<_> = exercise.faults.iter().filter(|rule| rule.id == "shoulder-lift").collect();
        let bounds: Vec<_> = lifts
            .iter()
            .map(|rule| match &rule.kind {
                FaultKind::While { condition, .. } => (rule.side, condition.bound),
                other => panic!("{other:?}"),
            })
            .collect();
        let [(left_side, Bound::Below(low)), (right_side, Bound::Above(high))] = bounds[..] else {
            panic!("{bounds:?}")
        };
        assert_eq!((left_side, right_side, low), (Some(Side::Left), Some(Side::Right), -high));
        assert!(lifts[0].watches(left) && !lifts[0].watches(right));

        let short = exercise.faults.iter().find(|rule| rule.id == "hold-short").expect("listed");
        assert!(short.side.is_none() && short.watches(left) && short.watches(right));
    }

    #[test]
    fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
        let windows = format!("\u{feff}{}", ROTATION.replace('\n', "\r\n"));
        let (unix, windows) = (check("a.toml", ROTATION), check("a.toml", &windows));
        assert_eq!(unix.exercise, windows.exercise);
        assert!(unix.exercise.is_some());
    }

    #[test]
    fn a_display_line_names_the_place() {
        let checked = check("a.toml", "format = 2\n");
        let lines: Vec<String> = checked.diagnostics.iter().map(ToString::to_string).collect();
        let expected = "a.toml:1:10: error: the file has format 2, and this holdfast reads format 1 \
                        (a newer holdfast may read it)";
        assert_eq!(lines, [expected]);
    }
}
