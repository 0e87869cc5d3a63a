//! What a page says of a session, in words, tables and drawings: the page for browsers and the PDF
//! show the same sheet.

mod movement;
mod section;

use super::session::{Finding, Session, Set};
use super::value;
use super::words;
use crate::coach::rank;
use crate::graphics::drawing::{Drawing, Ink};
use crate::messages::{self, counted};

/// A session's page.
pub(super) struct Sheet {
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
    pub(super) caveats: Vec<String>,
}

/// A figure that is read first.
pub(super) struct Tile {
    pub(super) label: &'static str,
    pub(super) value: String,
    pub(super) note: String,
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
    pub(super) name: String,
    pub(super) major: bool,
    /// The remedy.
    pub(super) cue: String,
    /// Where it was found, by how much, and why it matters.
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

/// Said below the figures.
pub(super) const SIDES: &str = "Figures: orange is the person's left, blue the right; green, where it is drawn, the outline of the back.";

const CAVEATS: [&str; 3] = [
    "A good verdict says that the movement looked right to a camera, not that it is right for this person.",
    "Angles are those of the picture, found by a pose model; compare them with each other rather than with a goniometer.",
    "holdfast is not a medical device: it makes no diagnosis and replaces neither doctor nor physiotherapist.",
];

impl Sheet {
    /// The sheet of a session; charts are drawn for each of the widths, in points.
    pub(super) fn of(session: &Session, chart_widths: &[f64]) -> Self {
        let sets: Vec<Set> = session.sets.iter().map(Set::as_judged).collect();
        let sets = &sets[..];
        Sheet {
            title: title(sets),
            subtitle: subtitle(session),
            outcome: outcome(sets),
            tiles: tiles(session, sets),
            overview: (sets.len() > 1).then(|| overview(sets)),
            sections: sets.iter().map(|set| section::section(set, sets.len(), chart_widths)).collect(),
            notes: session.notes.clone().filter(|notes| !notes.trim().is_empty()),
            provenance: provenance(sets),
            caveats: CAVEATS.map(str::to_string).to_vec(),
        }
    }
}

fn title(sets: &[Set]) -> String {
    let mut titles: Vec<&str> = Vec::new();
    for set in sets {
        if !titles.contains(&set.analysis.title.as_str()) {
            titles.push(&set.analysis.title);
        }
    }
    match titles[..] {
        [] => "An empty session".to_string(),
        [one] => one.to_string(),
        [one, other] => format!("{one}, {other}"),
        _ => counted(titles.len(), "exercise"),
    }
}

fn subtitle(session: &Session) -> String {
    let mut parts: Vec<String> = session.name.iter().cloned().collect();
    match session.began.as_deref().and_then(day_and_time) {
        Some(began) => parts.push(began),
        None => {
            parts.extend(session.sets.first().map(|set| format!("Recording {}", set.analysis.source.name)));
        }
    }
    parts.push(value::secs(session.duration_secs));
    if session.ending.as_deref() == Some("stopped") {
        parts.push("ended early".to_string());
    }
    parts.extend(session.id.as_ref().map(|id| format!("session {id}")));
    parts.join(" · ")
}

/// "23 November 2026, 08:58", in the time of the place where it was.
fn day_and_time(rfc3339: &str) -> Option<String> {
    let local: jiff::civil::DateTime = rfc3339.get(..19)?.parse().ok()?;
    Some(local.strftime("%-d %B %Y, %H:%M").to_string())
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

fn outcome(sets: &[Set]) -> Vec<String> {
    let (total, good, ..) = totals(sets);
    let attempts: usize = sets.iter().map(|set| set.analysis.excursions.len()).sum();
    let first = match (total, attempts) {
        (0, 0) => "No attempt was seen.".to_string(),
        (0, _) => format!("No whole repetition in {}.", counted(attempts, "attempt")),
        _ => format!("{good} of {} good.", counted(total, "repetition")),
    };
    let first_to_change = first_to_change(sets).map(|(cue, times)| {
        format!("First to change: {} ({}).", cue.trim_end_matches('.'), counted(times, "time"))
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

fn tiles(session: &Session, sets: &[Set]) -> Vec<Tile> {
    let (total, good, judged, all) = totals(sets);
    let mut tiles = vec![
        Tile { label: "Repetitions", value: total.to_string(), note: asked_repetitions(sets) },
        Tile { label: "Good", value: good.to_string(), note: share(f64::from(good), f64::from(total)) },
    ];
    let attempts = || sets.iter().flat_map(|set| &set.analysis.excursions);
    let holds: Vec<f64> = attempts()
        .filter(|attempt| attempt.target_reached.is_some())
        .map(|attempt| attempt.hold_secs)
        .collect();
    if let [set] = sets {
        if let (Some(asked), false) = (set.analysis.prescription.hold_secs, holds.is_empty()) {
            let mean = holds.iter().sum::<f64>() / holds.len() as f64;
            let note = format!("asked: {} s", words::range(asked));
            tiles.push(Tile { label: "Mean hold", value: format!("{mean:.1} s"), note });
        }
        if let Some(tile) = movement::farthest(set) {
            tiles.push(tile);
        }
    } else {
        let note = format!("{} of targets", value::secs(holds.iter().sum()));
        tiles.push(Tile { label: "Sets", value: sets.len().to_string(), note });
    }
    tiles.push(Tile {
        label: "Judged",
        value: percent(judged, all),
        note: format!("of {}", value::secs(all)),
    });
    if session.pain_before.is_some() || session.pain_after.is_some() {
        let told = |pain: Option<u8>| pain.map_or("?".to_string(), |pain| pain.to_string());
        let value = format!("{} → {}", told(session.pain_before), told(session.pain_after));
        tiles.push(Tile { label: "Pain", value, note: "before → after, 0 to 10".to_string() });
    }
    tiles
}

fn asked_repetitions(sets: &[Set]) -> String {
    match sets {
        [set] => match set.repetitions_asked {
            Some(asked) => format!("asked: {asked}"),
            None => format!("prescribed: {}", words::range(set.analysis.prescription.repetitions)),
        },
        _ => format!("in {}", counted(sets.len(), "set")),
    }
}

fn share(part: f64, whole: f64) -> String {
    if whole > 0.0 { format!("{} of all", percent(part, whole)) } else { "of none".to_string() }
}

fn percent(part: f64, whole: f64) -> String {
    if whole > 0.0 { format!("{:.0} %", (100.0 * part / whole).min(100.0)) } else { "–".to_string() }
}

fn overview(sets: &[Set]) -> Table {
    let head = [
        ("Exercise", false, 3.0),
        ("Repetitions", true, 1.4),
        ("Good", true, 0.9),
        ("Mean hold", true, 1.2),
        ("Judged", true, 1.0),
        ("First to change", false, 4.4),
    ];
    let row = |set: &Set| -> Vec<Cell> {
        let analysis = &set.analysis;
        let repetitions = analysis.repetitions;
        let holds: Vec<f64> = analysis
            .excursions
            .iter()
            .filter(|attempt| attempt.target_reached.is_some())
            .map(|attempt| attempt.hold_secs)
            .collect();
        let hold = analysis.prescription.hold_secs.filter(|_| !holds.is_empty());
        let hold = hold.map_or("–".to_string(), |_| {
            format!("{:.1} s", holds.iter().sum::<f64>() / holds.len() as f64)
        });
        vec![
            section::title(set, sets.len()).into(),
            repetitions.total.to_string().into(),
            format!("{} of {}", repetitions.good, repetitions.total).into(),
            hold.into(),
            percent(analysis.coverage.judged_secs, analysis.source.duration_secs).into(),
            set.findings.first().map_or("–".to_string(), |finding| finding.cue.clone()).into(),
        ]
    };
    Table { head: columns(&head), rows: sets.iter().map(row).collect() }
}

fn columns(head: &[(&'static str, bool, f64)]) -> Vec<Column> {
    let column = |(name, number, share): &(&str, bool, f64)| Column {
        name: name.to_string(),
        number: *number,
        share: *share,
    };
    head.iter().map(column).collect()
}

/// What the verdicts rest on; where all sets share it, once.
fn provenance(sets: &[Set]) -> Vec<(String, String)> {
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
        let source = &analysis.source;
        tell("Program", format!("{} {}", analysis.program.name, analysis.program.version));
        tell("Pose model", format!("{} ({})", analysis.model.id, short(&analysis.model.sha256)));
        let rules = &analysis.rules;
        tell("Rules", format!("{}, format {} ({})", rules.id, rules.format, short(&rules.sha256)));
        let rate = source.fps.map(|fps| format!(", {fps:.0} frames a second")).unwrap_or_default();
        tell("Camera", format!("{} × {} pixels{rate}", source.width, source.height));
        if let Some(view) = &analysis.view {
            tell("View", words::capitalised(messages::view_name(view)));
        }
        for curve in &set.curves {
            let name = words::measure(&curve.measure);
            const HOW: &str = "on rendered figures with known movements";
            let error = match (curve.mean_error, curve.correlation) {
                (Some(error), _) => {
                    format!("{} on average, {HOW}", value::with_unit(error, Some(curve.unit)))
                }
                (None, Some(r)) => format!("follows the truth with r = {r:.2}, {HOW}"),
                (None, None) => "not measured in this view".to_string(),
            };
            tell("Measured error", format!("{name}: {error}"));
            if let Some(within) = curve.corrected_within {
                let within = value::with_unit(within, Some(curve.unit));
                let how =
                    format!("by a network that has seen many bodies, two times of three to within {within}");
                tell("Put right", format!("{name}: {how}"));
            }
        }
    }
    told
}

/// As much of a hash as people compare.
fn short(sha256: &str) -> String {
    format!("sha256 {}…", sha256.get(..12).unwrap_or(sha256))
}
