//! Words and lists that more than one report uses.

use super::{Analysis, Coverage, Excursion, Unit, value};
use crate::messages::counted;
use crate::motion::TRUNK_CM;

/// Seconds below which a gap in what could be judged is not worth a line.
const WORTH_TELLING_SECS: f64 = 1.0;

/// Why judging was impossible and for how many seconds, the longest first.
pub(super) fn reasons_worth_telling(coverage: &Coverage) -> Vec<(&String, f64)> {
    let mut reasons: Vec<(&String, f64)> = coverage
        .reasons
        .iter()
        .map(|(id, secs)| (id, *secs))
        .filter(|(_, secs)| *secs >= WORTH_TELLING_SECS)
        .collect();
    reasons.sort_by(|a, b| b.1.total_cmp(&a.1));
    reasons
}

/// Movements that are not the exercise's, or could not be told, each in a sentence.
pub(super) fn unexplained(coverage: &Coverage) -> impl Iterator<Item = String> + '_ {
    coverage.unexplained.iter().map(|[from, to]| {
        let (from, to) = (value::clock(*from), value::clock(*to));
        format!(
            "From {from} to {to} there is a movement that is another one, or could not be seen well enough."
        )
    })
}

/// Ids of faults that could not be judged, by the attempts in which they could not.
pub(super) fn untold_faults(analysis: &Analysis) -> Vec<(Vec<&str>, String)> {
    let mut groups: Vec<(Vec<&str>, Vec<usize>)> = Vec::new();
    let mut ids: Vec<&str> =
        analysis.excursions.iter().flat_map(|e| &e.not_judged).map(String::as_str).collect();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        let untold = |e: &Excursion| e.not_judged.iter().any(|other| other == id);
        let places: Vec<usize> =
            (0..analysis.excursions.len()).filter(|i| untold(&analysis.excursions[*i])).collect();
        match groups.iter_mut().find(|(_, others)| *others == places) {
            Some((ids, _)) => ids.push(id),
            None => groups.push((vec![id], places)),
        }
    }
    let all = analysis.excursions.len();
    let told =
        |places: Vec<usize>| if places.len() == all { "any attempt".to_string() } else { listed(&places) };
    groups.into_iter().map(|(ids, places)| (ids, told(places))).collect()
}

/// The outcome in a sentence.
pub(super) fn result(analysis: &Analysis) -> String {
    let attempts = analysis.excursions.len();
    let repetitions = analysis.repetitions;
    match (repetitions.total, attempts) {
        (0, 0) => "No attempt was seen.".to_string(),
        (0, _) => format!("No whole repetition in {}.", counted(attempts, "attempt")),
        (total, _) => format!("{}, {} good.", counted(total, "repetition"), repetitions.good),
    }
}

/// "attempt 2", "attempts 1, 2 and 4" from places counted from 0.
pub(super) fn listed(places: &[usize]) -> String {
    let numbers: Vec<String> = places.iter().map(|place| (place + 1).to_string()).collect();
    match numbers.split_last() {
        Some((last, [])) => format!("attempt {last}"),
        Some((last, others)) => format!("attempts {} and {last}", others.join(", ")),
        None => String::new(),
    }
}

/// An id as people read it: `hips-low` is "Hips low".
pub(super) fn named(id: &str) -> String {
    capitalised(&id.replace(['-', '_'], " "))
}

/// A phase and side as a table has it: "raised", "left", "raised, left".
pub(super) fn phase(phase: Option<&str>, side: Option<&str>) -> String {
    let words: Vec<String> = [phase, side].into_iter().flatten().map(|id| id.replace('-', " ")).collect();
    words.join(", ")
}

/// A range as people read it: "3 to 5", or "10" where both ends are one.
pub(super) fn range<T: PartialEq + std::fmt::Display>([least, most]: [T; 2]) -> String {
    if least == most { least.to_string() } else { format!("{least} to {most}") }
}

pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A measure as people read it: "Hip angle, left".
pub(super) fn measure(name: &str) -> String {
    let (measure, side) = match name.rsplit_once('_') {
        Some((measure, side @ ("left" | "right"))) => (measure, Some(side)),
        _ => (name, None),
    };
    let words = match measure {
        "hip_angle_signed" => "Hip angle".to_string(),
        "spine_curvature" => "Curve of the back".to_string(),
        "trunk_rotation" => "Turn of the knees".to_string(),
        other => named(other),
    };
    side.map_or(words.clone(), |side| format!("{words}, {side}"))
}

/// How lengths are told, where an analysis has some: they are measured in lengths of the trunk.
pub(in crate::report) fn lengths(analysis: &Analysis) -> Option<String> {
    let of_attempts = analysis.excursions.iter().map(|attempt| attempt.unit);
    let mut units = of_attempts.chain(analysis.faults.iter().map(|fault| fault.unit));
    units.any(|unit| unit == Some(Unit::TorsoLengths)).then(|| {
        format!(
            "Centimetres are those of a person whose trunk is {TRUNK_CM:.0} cm long, from hip to shoulder."
        )
    })
}
