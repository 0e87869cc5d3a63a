//! What a page says of a session, in words, tables and drawings: the page for browsers and the PDF
//! show the same sheet.

mod movement;
mod section;

use super::session::{Finding, Session, Set};
use super::value::{self, ABSENT};
use super::words;
use crate::coach::rank;
pub(super) use crate::graphics::document::Tile;
use crate::graphics::drawing::{Drawing, Ink};
use crate::messages::words::Report as Words;
use crate::messages::{Language, capitalised, fill};

/// A session's page.
pub(super) struct Sheet {
    /// The language that it is in.
    pub(super) language: &'static Language,
    pub(super) title: String,
    /// When and what.
    pub(super) subtitle: String,
    /// The outcome, a sentence each.
    pub(super) outcome: Vec<String>,
    pub(super) tiles: Vec<Tile>,
    /// All sets at a glance, where there is more than one.
    pub(super) overview: Option<Table>,
    pub(super) sections: Vec<Section>,
    /// What the person wrote.
    pub(super) notes: Option<String>,
    /// Name and value of what the verdicts rest on.
    pub(super) provenance: Vec<(String, String)>,
}

/// One set.
pub(super) struct Section {
    pub(super) title: String,
    pub(super) facts: Vec<String>,
    /// The figure of the exercise, with its first set.
    pub(super) figure: Option<Drawing>,
    pub(super) movements: Option<Table>,
    pub(super) set_chart: Vec<Drawing>,
    pub(super) attempts: Option<Table>,
    pub(super) advice: Vec<Advice>,
    pub(super) gaps: Vec<String>,
    pub(super) limits: Vec<String>,
}

/// What to change.
pub(super) struct Advice {
    /// As it stands within a sentence.
    pub(super) name: String,
    pub(super) major: bool,
    /// The remedy.
    pub(super) cue: String,
    /// Where it was found: "attempts 1 and 2".
    pub(super) places: String,
    /// The same as a sentence, and why it matters.
    pub(super) details: String,
    /// Postures with their captions.
    pub(super) figures: Vec<(String, Drawing)>,
}

pub(super) struct Table {
    pub(super) head: Vec<Column>,
    pub(super) rows: Vec<Vec<Cell>>,
}

pub(super) struct Column {
    pub(super) name: String,
    /// Whether it holds numbers, which stand to the right.
    pub(super) number: bool,
    /// The share of the width that it gets on paper.
    pub(super) share: f64,
}

pub(super) struct Cell {
    pub(super) text: String,
    pub(super) ink: Option<Ink>,
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell { text, ink: None }
    }
}

impl Sheet {
    /// The sheet of a session in a language; charts are drawn for each of the widths, in points.
    pub(super) fn of(session: &Session, chart_widths: &[f64], language: &'static Language) -> Self {
        let sets: Vec<Set> =
            session.sets.iter().map(|set| set.in_language(language).turned_upwards()).collect();
        let sets = &sets[..];
        let section = |set| section::section(set, sets.len(), chart_widths, language);
        Sheet {
            language,
            title: title(sets, language),
            subtitle: subtitle(session, language),
            outcome: outcome(sets, language),
            tiles: tiles(session, sets, language),
            overview: (sets.len() > 1).then(|| overview(sets, language)),
            sections: sets.iter().map(section).collect(),
            notes: session.notes.clone().filter(|notes| !notes.trim().is_empty()),
            provenance: provenance(sets, language),
        }
    }

    /// The words of its language.
    pub(super) fn words(&self) -> &'static Words {
        &self.language.words.report
    }
}

fn title(sets: &[Set], language: &Language) -> String {
    let mut titles: Vec<&str> = Vec::new();
    for set in sets {
        if !titles.contains(&set.analysis.title.as_str()) {
            titles.push(&set.analysis.title);
        }
    }
    match titles[..] {
        [] => language.words.report.empty.clone(),
        [one] => one.to_string(),
        [one, other] => format!("{one}, {other}"),
        _ => language.words.report.exercises.with(titles.len()),
    }
}

fn subtitle(session: &Session, language: &Language) -> String {
    let words = &language.words.report;
    let mut parts: Vec<String> = session.name.iter().cloned().collect();
    match session.began.as_deref().and_then(local) {
        Some(began) => parts.push(language.moment(began)),
        None => {
            let source = |set: &Set| fill(&words.recording, &[("name", &set.analysis.source.name)]);
            parts.extend(session.sets.first().map(source));
        }
    }
    parts.push(value::secs(session.duration_secs, language));
    parts.extend((session.ending.as_deref() == Some("stopped")).then(|| words.ended_early.clone()));
    parts.extend(session.id.as_ref().map(|id| fill(&words.session, &[("id", id)])));
    parts.join(" · ")
}

/// A time of the place where it was.
fn local(rfc3339: &str) -> Option<jiff::civil::DateTime> {
    rfc3339.get(..19)?.parse().ok()
}

/// Sums over all sets: repetitions, those good, seconds judged, seconds in all.
fn totals(sets: &[Set]) -> (u32, u32, f64, f64) {
    sets.iter().map(|set| &set.analysis).fold((0, 0, 0.0, 0.0), |(total, good, judged, all), analysis| {
        (
            total + analysis.repetitions.total,
            good + analysis.repetitions.good,
            judged + analysis.coverage.judged_secs,
            all + analysis.source.duration_secs,
        )
    })
}

fn outcome(sets: &[Set], language: &Language) -> Vec<String> {
    let (total, good, ..) = totals(sets);
    let attempts: usize = sets.iter().map(|set| set.analysis.excursions.len()).sum();
    let first = words::nothing_whole(total, attempts, language).unwrap_or_else(|| {
        let values = [("good", &*good.to_string()), ("total", &total.to_string())];
        fill(language.words.terminal.good.of(total), &values) + "."
    });
    let first_to_change = first_to_change(sets).map(|(cue, times)| {
        let sentence = language.words.report.first_to_change.with(times);
        fill(&sentence, &[("cue", cue.trim_end_matches('.'))])
    });
    [Some(first), first_to_change].into_iter().flatten().collect()
}

/// The remedy of what is to be changed first of all sets, and how often it was found in them.
fn first_to_change(sets: &[Set]) -> Option<(&str, u32)> {
    let place_of = |exercise: &str| sets.iter().position(|set| set.analysis.exercise == exercise);
    let mut found: Vec<(&str, &Finding, u32)> = Vec::new();
    for set in sets {
        for finding in &set.findings {
            let exercise = set.analysis.exercise.as_str();
            let is_same = |(other, known, _): &&mut (&str, &Finding, u32)| {
                (*other, &known.id, &known.cue) == (exercise, &finding.id, &finding.cue)
            };
            match found.iter_mut().find(is_same) {
                Some((.., times)) => *times += finding.times,
                None => found.push((exercise, finding, finding.times)),
            }
        }
    }
    found.sort_by_key(|(exercise, finding, _)| (place_of(exercise), finding.rule));
    found.sort_by_key(|(_, finding, times)| rank(finding.severity == "major", *times));
    found.first().map(|(_, finding, times)| (finding.cue.as_str(), *times))
}

fn tiles(session: &Session, sets: &[Set], language: &Language) -> Vec<Tile> {
    let words = &language.words.report;
    let (total, good, judged, all) = totals(sets);
    let [_, repetitions, good_label, _, judged_label, _] = &words.overview_head;
    let tile = |label: &String, value: String, note: String| Tile { label: label.clone(), value, note };
    let mut tiles = vec![
        tile(repetitions, total.to_string(), asked_repetitions(sets, language)),
        tile(good_label, good.to_string(), share(f64::from(good), f64::from(total), words)),
    ];
    let holds: Vec<f64> = sets.iter().flat_map(holds).collect();
    if let [set] = sets {
        if let (Some(asked), Some(mean)) = (set.analysis.prescription.hold_secs, mean(&holds)) {
            let asked = format!("{} s", words::range(asked, language));
            let note = fill(&words.asked, &[("what", &asked)]);
            tiles.push(tile(&words.mean_hold, value::tenths(mean, language), note));
        }
        tiles.extend(movement::farthest(set, language));
    } else {
        let secs = value::secs(holds.iter().sum(), language);
        tiles.push(tile(&words.sets, sets.len().to_string(), fill(&words.in_targets, &[("secs", &secs)])));
    }
    let note = fill(&words.of, &[("all", &value::secs(all, language))]);
    tiles.push(tile(judged_label, percent(judged, all), note));
    if session.pain_before.is_some() || session.pain_after.is_some() {
        let told = |pain: Option<u8>| pain.map_or("?".to_string(), |pain| pain.to_string());
        let value = format!("{} → {}", told(session.pain_before), told(session.pain_after));
        tiles.push(tile(&words.pain, value, words.pain_marks.clone()));
    }
    tiles
}

/// Seconds of the holds in which the target was reached.
fn holds(set: &Set) -> impl Iterator<Item = f64> {
    let reached = set.analysis.excursions.iter().filter(|attempt| attempt.target_reached.is_some());
    reached.map(|attempt| attempt.hold_secs)
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

fn asked_repetitions(sets: &[Set], language: &Language) -> String {
    let words = &language.words.report;
    match sets {
        [set] => match set.repetitions_asked {
            Some(asked) => fill(&words.asked, &[("what", &asked.to_string())]),
            None => {
                let usual = words::range(set.analysis.prescription.repetitions, language);
                fill(&words.prescribed, &[("what", &usual)])
            }
        },
        _ => words.in_sets.with(sets.len()),
    }
}

fn share(part: f64, whole: f64, words: &Words) -> String {
    if whole > 0.0 {
        fill(&words.of_all, &[("percent", &percent(part, whole))])
    } else {
        words.of_none.clone()
    }
}

fn percent(part: f64, whole: f64) -> String {
    if whole > 0.0 { format!("{:.0} %", (100.0 * part / whole).min(100.0)) } else { ABSENT.to_string() }
}

fn overview(sets: &[Set], language: &Language) -> Table {
    let words = &language.words.report;
    let layout = [(false, 3.0), (true, 1.4), (true, 0.9), (true, 1.2), (true, 1.0), (false, 4.4)];
    let row = |set: &Set| -> Vec<Cell> {
        let analysis = &set.analysis;
        let [good, all] = [analysis.repetitions.good, analysis.repetitions.total].map(|n| n.to_string());
        let hold =
            mean(&holds(set).collect::<Vec<_>>()).filter(|_| analysis.prescription.hold_secs.is_some());
        let good = fill(&words.good_of, &[("good", &good), ("all", &all)]);
        vec![
            section::title(set, sets.len(), language).into(),
            all.into(),
            good.into(),
            hold.map_or(ABSENT.to_string(), |secs| value::tenths(secs, language)).into(),
            percent(analysis.coverage.judged_secs, analysis.source.duration_secs).into(),
            set.findings.first().map_or(ABSENT.to_string(), |finding| finding.cue.clone()).into(),
        ]
    };
    Table { head: columns(&words.overview_head, &layout), rows: sets.iter().map(row).collect() }
}

/// Columns by their names, each with whether it holds numbers and its share of the width.
fn columns(names: &[String], layout: &[(bool, f64)]) -> Vec<Column> {
    let column = |(name, (number, share)): (&String, &(bool, f64))| Column {
        name: name.clone(),
        number: *number,
        share: *share,
    };
    names.iter().zip(layout).map(column).collect()
}

/// What the verdicts rest on; where all sets share it, once.
fn provenance(sets: &[Set], language: &Language) -> Vec<(String, String)> {
    let words = &language.words.report;
    let mut told: Vec<(String, String)> = Vec::new();
    let mut tell = |name: &str, value: String| {
        match told.iter_mut().find(|(other, _)| other == name) {
            Some((_, values)) if values.split("; ").any(|other| other == value) => {}
            Some((_, values)) => *values += &format!("; {value}"),
            None => told.push((name.to_string(), value)),
        };
    };
    for set in sets {
        let analysis = &set.analysis;
        let (source, rules) = (&analysis.source, &analysis.rules);
        tell(&words.program, format!("{} {}", analysis.program.name, analysis.program.version));
        tell(&words.model, format!("{} ({})", analysis.model.id, short(&analysis.model.sha256)));
        let format =
            [("id", &*rules.id), ("format", &rules.format.to_string()), ("hash", &short(&rules.sha256))];
        tell(&words.rules, fill(&words.format, &format));
        let rate = source.fps.map(|fps| fill(&words.rate, &[("rate", &format!("{fps:.0}"))]));
        let size = [("width", &*source.width.to_string()), ("height", &source.height.to_string())];
        tell(&words.camera, fill(&words.picture, &size) + &rate.unwrap_or_default());
        if let Some(view) = &analysis.view {
            tell(&words.view, capitalised(language.view(view)));
        }
        for curve in &set.curves {
            let name = words::measure(&curve.measure, language);
            let with_unit = |value| value::with_unit(value, Some(curve.unit), language);
            let error = match (curve.mean_error, curve.correlation) {
                (Some(error), _) => fill(&words.error_mean, &[("error", &with_unit(error))]),
                (None, Some(r)) => fill(&words.error_correlated, &[("r", &language.number(r, 2))]),
                (None, None) => words.error_unknown.clone(),
            };
            tell(&words.error, format!("{name}: {error}"));
            if let Some(within) = curve.corrected_within {
                let how = fill(&words.put_right_how, &[("within", &with_unit(within))]);
                tell(&words.put_right, format!("{name}: {how}"));
            }
        }
    }
    told
}

/// As much of a hash as people compare.
fn short(sha256: &str) -> String {
    format!("sha256 {}…", sha256.get(..12).unwrap_or(sha256))
}
