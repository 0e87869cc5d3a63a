//! Words and lists that more than one report uses.

use super::{Analysis, Coverage, Excursion, Unit, value};
use crate::messages::{Language, capitalised, fill};
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

/// What is missing of the recording; none where it is whole.
pub(super) fn not_whole(analysis: &Analysis, language: &Language) -> Option<String> {
    let shortfall = language.shortfall(analysis.source.shortfall.as_ref()?);
    Some(fill(&language.words.report.not_whole, &[("shortfall", &shortfall)]))
}

/// What a machine that was too slow has saved; none where it saved nothing.
pub(super) fn saved(analysis: &Analysis, language: &Language) -> Option<String> {
    Some(language.saving(analysis.source.saving.as_ref()?).to_string())
}

/// Movements that are not the exercise's, or could not be told, each in a sentence.
pub(super) fn unexplained(coverage: &Coverage, language: &Language) -> impl Iterator<Item = String> {
    coverage.unexplained.iter().map(|[from, to]| {
        let [from, to] = [from, to].map(|time| value::clock(*time, language));
        fill(&language.words.report.unexplained, &[("from", &from), ("to", &to)])
    })
}

/// How often left and right were put right; none where they never were.
pub(super) fn swapped(analysis: &Analysis, language: &Language) -> Option<String> {
    let times = analysis.swaps_repaired;
    (times > 0).then(|| language.words.report.swapped.with(times as usize))
}

/// Faults that could not be judged, named by `name`, with the attempts in which they could not, each in a sentence.
pub(super) fn untold_faults(
    analysis: &Analysis,
    language: &Language,
    name: impl Fn(&str) -> String,
) -> Vec<String> {
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
    let words = &language.words.report;
    let told = |(ids, places): (Vec<&str>, Vec<usize>)| {
        let all = places.len() == analysis.excursions.len();
        let attempts = if all { words.any_attempt.clone() } else { listed(&places, language) };
        let faults: Vec<String> = ids.into_iter().map(&name).collect();
        fill(&words.not_told, &[("attempts", &attempts), ("faults", &faults.join(", "))])
    };
    groups.into_iter().map(told).collect()
}

/// How a set differs from the usual one, each in a sentence.
pub(super) fn settings(analysis: &Analysis, language: &Language) -> Vec<String> {
    let words = &language.words.report;
    let percent = language.decimals(&analysis.range_percent.to_string());
    let range = (analysis.range_percent != 100.0).then(|| fill(&words.at_range, &[("percent", &percent)]));
    let own = analysis.own_range.then(|| words.own_range.clone());
    range.into_iter().chain(own).collect()
}

/// That nothing whole was done; none where there is a repetition.
pub(super) fn nothing_whole(repetitions: u32, attempts: usize, language: &Language) -> Option<String> {
    let words = &language.words.report;
    match (repetitions, attempts) {
        (0, 0) => Some(words.no_attempt.clone()),
        (0, _) => Some(words.no_whole.with(attempts)),
        _ => None,
    }
}

/// "attempt 2", "attempts 1, 2 and 4" from places counted from 0.
pub(super) fn listed(places: &[usize], language: &Language) -> String {
    let words = &language.words.report;
    let numbers: Vec<String> = places.iter().map(|place| (place + 1).to_string()).collect();
    match numbers.split_last() {
        Some((last, [])) => fill(&words.attempt, &[("last", last)]),
        Some((last, others)) => {
            fill(&words.several_attempts, &[("others", &others.join(", ")), ("last", last)])
        }
        None => String::new(),
    }
}

/// A fault as people read it: `hips-low` is "hips low".
pub(super) fn fault(id: &str, language: &Language) -> String {
    language.name(id).map_or_else(|| id.replace(['-', '_'], " ").to_lowercase(), str::to_string)
}

/// A phase and side as a table has it: "raised", "left", "raised, left".
pub(super) fn movement(phase: Option<&str>, side: Option<&str>, language: &Language) -> String {
    let phase = phase.map(|id| language.text(&id.replace('-', " ")).to_string());
    let side = side.map(|side| self::side(side, language).to_string());
    phase.into_iter().chain(side).collect::<Vec<_>>().join(", ")
}

/// A side of the person: "left".
pub(super) fn side<'a>(id: &'a str, language: &'a Language) -> &'a str {
    match id {
        "left" => &language.words.report.left,
        "right" => &language.words.report.right,
        other => other,
    }
}

/// The part of a hold that was not seen: "+0.4 unseen".
pub(super) fn unseen(secs: f64, language: &Language) -> String {
    fill(&language.words.report.unseen, &[("secs", &language.number(secs, 1))])
}

/// A range as people read it: "3 to 5", or "10" where both ends are one.
pub fn range<T: PartialEq + std::fmt::Display>(range: impl Into<[T; 2]>, language: &Language) -> String {
    let [least, most] = range.into();
    let is_one = least == most;
    let [least, most] = [least, most].map(|end| language.decimals(&end.to_string()));
    if is_one {
        return least;
    }
    fill(&language.words.report.to, &[("least", &least), ("most", &most)])
}

/// A verdict on a page, by its id.
pub(super) fn verdict<'a>(id: &'a str, language: &'a Language) -> &'a str {
    if id == "unjudged" { &language.words.report.unjudged } else { language.verdict(id) }
}

/// A measure as people read it: "Hip angle, left".
pub(super) fn measure(name: &str, language: &Language) -> String {
    let (measure, side) = match name.rsplit_once('_') {
        Some((measure, side @ ("left" | "right"))) => (measure, Some(side)),
        _ => (name, None),
    };
    let words = language.name(measure).map_or_else(|| measure.replace('_', " "), str::to_string);
    let side = side.map(|id| format!(", {}", self::side(id, language))).unwrap_or_default();
    capitalised(&words) + &side
}

/// How lengths are told, where an analysis has some: they are measured in lengths of the trunk.
pub(in crate::report) fn lengths(analysis: &Analysis, language: &Language) -> Option<String> {
    let of_attempts = analysis.excursions.iter().map(|attempt| attempt.unit);
    let mut units = of_attempts.chain(analysis.faults.iter().map(|fault| fault.unit));
    let told = || fill(&language.words.report.lengths, &[("cm", &format!("{TRUNK_CM:.0}"))]);
    units.any(|unit| unit == Some(Unit::TorsoLengths)).then(told)
}
