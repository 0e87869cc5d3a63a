//! One set: what was asked and done, attempt by attempt, what to change, what could not be judged.

use super::{Advice, Cell, Section, Table, columns, movement};
use crate::graphics::drawing::{Drawing, Ink};
use crate::messages;
use crate::motion::figure::FigurePose;
use crate::report::chart::chart;
use crate::report::exercise;
use crate::report::figure::{figure, figure_of_pose};
use crate::report::session::{Finding, Posture, Set};
use crate::report::{Excursion, value, words};

/// Points of a row of the chart where the set stands alone, and among others.
const PLOT: f64 = 92.0;
const PLOT_AMONG_MANY: f64 = 44.0;
/// More sets than this make each one's part smaller.
const FEW_SETS: usize = 2;
/// The size of the names below an exercise's figure, which is drawn much smaller than it is.
const POSE_NAME: f64 = 26.0;
/// Points of a stick figure.
const FIGURE: (f64, f64) = (132.0, 74.0);

pub(super) fn section(set: &Set, sets: usize, chart_widths: &[f64]) -> Section {
    let plot = if sets > FEW_SETS { PLOT_AMONG_MANY } else { PLOT };
    Section {
        title: title(set, sets),
        facts: facts(set),
        figure: set
            .figure
            .as_ref()
            .filter(|_| set.number == 1)
            .and_then(|figure| exercise::drawing(&set.analysis.title, figure, POSE_NAME)),
        movements: movement::table(set),
        set_chart: chart_widths.iter().filter_map(|width| chart(set, *width, plot)).collect(),
        attempts: attempts(set),
        advice: set.findings.iter().map(|finding| advice(finding, set)).collect(),
        gaps: gaps(set),
        limits: limits(set),
    }
}

/// What one camera cannot tell, and how lengths are told.
fn limits(set: &Set) -> Vec<String> {
    let told = words::lengths(&set.analysis);
    set.analysis.limits.iter().cloned().chain(told).collect()
}

/// The exercise, with the set's number where there are several of it.
pub(super) fn title(set: &Set, sets: usize) -> String {
    if sets > 1 && set.number > 1 {
        format!("{}, set {}", set.analysis.title, set.number)
    } else {
        set.analysis.title.clone()
    }
}

fn facts(set: &Set) -> Vec<String> {
    let analysis = &set.analysis;
    let prescription = &analysis.prescription;
    let mut asked = match set.repetitions_asked {
        Some(asked) => format!("Asked for: {}", messages::counted(asked, "repetition")),
        None => format!("Prescribed: {} repetitions", words::range(prescription.repetitions)),
    };
    if let Some(hold) = prescription.hold_secs {
        asked += &format!(", hold {} s", words::range(hold));
    }
    asked += &format!(", {} times a day.", words::range(prescription.times_a_day));
    if analysis.range_percent != 100.0 {
        asked += &format!(" Targets at {} % of the full range.", analysis.range_percent);
    }
    if analysis.own_range {
        asked += " The first two attempts of each phase set the range and were not judged by it.";
    }
    let repetitions = analysis.repetitions;
    let of = |verdict: &str| analysis.excursions.iter().filter(|attempt| attempt.verdict == verdict).count();
    let counts: Vec<String> = ["good", "faulty", "partial", "unjudged"]
        .into_iter()
        .filter(|verdict| of(verdict) > 0)
        .map(|verdict| {
            format!("{} {}", of(verdict), if verdict == "unjudged" { "not judged" } else { verdict })
        })
        .collect();
    let attempts = messages::counted(analysis.excursions.len(), "attempt");
    let mut done = match analysis.excursions.len() {
        0 => "Done: no attempt was seen.".to_string(),
        _ => format!(
            "Done: {}, {} good ({attempts}: {}).",
            messages::counted(repetitions.total, "repetition"),
            repetitions.good,
            counts.join(", ")
        ),
    };
    if analysis.recognised {
        done += " The exercise was recognised by its movements.";
    }
    let mut seen: Vec<String> = Vec::new();
    seen.extend(analysis.position.as_deref().map(|position| messages::position_name(position).to_string()));
    seen.extend(analysis.view.as_deref().map(|view| format!("seen {}", messages::view_name(view))));
    let coverage = &analysis.coverage;
    seen.push(format!(
        "{} judged of {}",
        value::secs(coverage.judged_secs),
        value::secs(analysis.source.duration_secs)
    ));
    let seen = format!("{}.", words::capitalised(&seen.join(", ")));
    [Some(asked), Some(done), movement::sides(set), Some(seen)].into_iter().flatten().collect()
}

fn attempts(set: &Set) -> Option<Table> {
    let analysis = &set.analysis;
    let head = [
        ("#", true, 0.35),
        ("At", true, 0.8),
        ("Movement", false, 1.2),
        ("Peak", true, 1.0),
        ("Held", true, 0.9),
        ("Out", true, 0.7),
        ("Back", true, 0.7),
        ("Verdict", false, 1.1),
        ("Found", false, 4.6),
    ];
    let secs = |value: Option<f64>| value.map_or("–".to_string(), |secs| format!("{secs:.1} s"));
    let row = |(place, attempt): (usize, &Excursion)| -> Vec<Cell> {
        let is_held = analysis.prescription.hold_secs.is_some();
        let held = attempt.target_reached.filter(|_| is_held).map(|_| attempt.hold_secs);
        let mut hold = secs(held);
        if is_held && attempt.unseen_secs >= 0.05 {
            hold += &format!(" (+{:.1} unseen)", attempt.unseen_secs);
        }
        let found = analysis.faults.iter().filter(|fault| fault.excursion == Some(place));
        let found: Vec<String> = found
            .map(|fault| {
                let numbers = [(fault.value, ""), (fault.limit, "limit ")];
                let told: Vec<String> = numbers
                    .iter()
                    .filter_map(|(number, word)| {
                        Some(format!("{word}{}", value::with_unit((*number)?, fault.unit)))
                    })
                    .collect();
                let numbers = if told.is_empty() { String::new() } else { format!(" ({})", told.join(", ")) };
                format!("{}{numbers}", words::named(&fault.id).to_lowercase())
            })
            .collect();
        let verdict = if attempt.verdict == "unjudged" { "not judged" } else { &attempt.verdict };
        vec![
            (place + 1).to_string().into(),
            value::clock(attempt.start).into(),
            words::phase(attempt.phase.as_deref(), attempt.side.as_deref()).into(),
            attempt.peak.map_or("–".to_string(), |peak| value::rounded(peak, attempt.unit)).into(),
            hold.into(),
            secs(attempt.target_reached.map(|reached| reached - attempt.start)).into(),
            secs(attempt.target_left.map(|left| attempt.end - left)).into(),
            Cell { text: verdict.to_string(), ink: Some(Ink::of_verdict(&attempt.verdict)) },
            words::capitalised(&found.join("; ")).into(),
        ]
    };
    let rows: Vec<Vec<Cell>> = analysis.excursions.iter().enumerate().map(row).collect();
    (!rows.is_empty()).then(|| Table { head: columns(&head), rows })
}

fn advice(finding: &Finding, set: &Set) -> Advice {
    let places = if finding.excursions.is_empty() {
        "The set as a whole".to_string()
    } else if finding.excursions.len() == set.analysis.excursions.len() && finding.excursions.len() > 1 {
        "Every attempt".to_string()
    } else {
        words::capitalised(&words::listed(&finding.excursions))
    };
    let attempts = [("Worst", &finding.worst), ("Good", &finding.best)];
    let attempts = attempts.into_iter().filter_map(|(word, moment)| posture(word, moment.as_ref()?));
    // Where no attempt is an example, the exercise's figure is.
    let target = finding.target.as_ref().filter(|_| finding.best.is_none() && finding.worst.is_some());
    Advice {
        name: words::named(&finding.id),
        major: finding.severity == "major",
        cue: finding.cue.clone(),
        details: format!("{places}. {}", finding.why),
        figures: attempts.chain(target.and_then(aimed_at)).collect(),
    }
}

fn posture(word: &str, moment: &Posture) -> Option<(String, Drawing)> {
    let mut caption = word.to_string();
    if let Some(place) = moment.excursion {
        caption += &format!(", attempt {}", place + 1);
    }
    if let Some(told) = moment.value {
        caption += &format!(": {}", value::rounded(told, moment.unit));
    }
    let label = format!("Stick figure. {caption}, at {}", value::clock(moment.at));
    Some((caption, figure(moment, FIGURE.0, FIGURE.1, label)?))
}

fn aimed_at(pose: &FigurePose) -> Option<(String, Drawing)> {
    let drawing = figure_of_pose(pose, FIGURE.0, FIGURE.1, "Stick figure. The target".to_string())?;
    Some(("Target".to_string(), drawing))
}

/// What could not be judged, and what to do about it.
fn gaps(set: &Set) -> Vec<String> {
    let analysis = &set.analysis;
    let coverage = &analysis.coverage;
    let mut told: Vec<String> = Vec::new();
    told.extend(
        analysis
            .source
            .shortfall
            .as_ref()
            .map(|shortfall| format!("The recording is not whole: {shortfall}.")),
    );
    for (id, secs) in words::reasons_worth_telling(coverage) {
        let remedy = coverage.remedies.get(id).map(|remedy| format!(". {remedy}")).unwrap_or_default();
        told.push(format!(
            "{}: {}{remedy}",
            words::capitalised(messages::reason_name(id)),
            value::secs(secs)
        ));
    }
    told.extend(words::unexplained(coverage));
    for (ids, places) in words::untold_faults(analysis) {
        let ids: Vec<String> = ids.into_iter().map(|id| words::named(id).to_lowercase()).collect();
        told.push(format!("Could not be told in {places}: {}.", ids.join(", ")));
    }
    if analysis.swaps_repaired > 0 {
        let times = messages::counted(analysis.swaps_repaired, "time");
        told.push(format!("Left and right were mixed up {times} by the pose model and put right."));
    }
    told
}
