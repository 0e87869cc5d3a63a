//! One set: what was asked and done, attempt by attempt, what to change, what could not be judged.

use super::{Advice, Cell, Section, Table, columns, movement};
use crate::graphics::drawing::{Drawing, Ink};
use crate::messages::{Language, capitalised, fill};
use crate::motion::figure::FigurePose;
use crate::report::chart::chart;
use crate::report::exercise;
use crate::report::figure::{figure, figure_of_pose};
use crate::report::session::{Finding, Posture, Set};
use crate::report::value::{self, ABSENT};
use crate::report::{Excursion, Fault, words};

/// Points of a row of the chart where the set stands alone, and among others.
const PLOT: f64 = 92.0;
const PLOT_AMONG_MANY: f64 = 44.0;
/// More sets than this make each one's part smaller.
const FEW_SETS: usize = 2;
/// The size of the names below an exercise's figure, which is drawn much smaller than it is.
const POSE_NAME: f64 = 26.0;
/// Points of a stick figure.
const FIGURE: (f64, f64) = (132.0, 74.0);

pub(super) fn section(set: &Set, sets: usize, chart_widths: &[f64], language: &Language) -> Section {
    let plot = if sets > FEW_SETS { PLOT_AMONG_MANY } else { PLOT };
    let title_of = &set.analysis.title;
    Section {
        title: title(set, sets, language),
        facts: facts(set, language),
        figure: set
            .figure
            .as_ref()
            .filter(|_| set.number == 1)
            .and_then(|figure| exercise::drawing(title_of, figure, POSE_NAME, language)),
        movements: movement::table(set, language),
        set_chart: chart_widths.iter().filter_map(|width| chart(set, *width, plot, language)).collect(),
        attempts: attempts(set, language),
        advice: set.findings.iter().map(|finding| advice(finding, set, language)).collect(),
        gaps: gaps(set, language),
        limits: limits(set, language),
    }
}

/// What one camera cannot tell, and how lengths are told.
fn limits(set: &Set, language: &Language) -> Vec<String> {
    let told = words::lengths(&set.analysis, language);
    set.analysis.limits.iter().cloned().chain(told).collect()
}

/// The exercise, with the set's number where there are several of it.
pub(super) fn title(set: &Set, sets: usize, language: &Language) -> String {
    let title = &set.analysis.title;
    if sets > 1 && set.number > 1 {
        fill(&language.words.window.set_name, &[("title", title), ("set", &set.number.to_string())])
    } else {
        title.clone()
    }
}

fn facts(set: &Set, language: &Language) -> Vec<String> {
    [Some(asked(set, language)), Some(done(set, language)), movement::sides(set, language)]
        .into_iter()
        .flatten()
        .chain([seen(set, language)])
        .collect()
}

/// What was asked for.
fn asked(set: &Set, language: &Language) -> String {
    let (words, prescription) = (&language.words.report, &set.analysis.prescription);
    let mut asked = match set.repetitions_asked {
        Some(asked) => fill(&words.asked_for, &[("repetitions", &words.repetitions.with(asked))]),
        None => fill(&words.prescribed_for, &[("number", &words::range(prescription.repetitions, language))]),
    };
    if let Some(hold) = prescription.hold_secs {
        asked += &fill(&words.and_hold, &[("secs", &words::range(hold, language))]);
    }
    asked += &fill(&words.and_daily, &[("times", &words::range(prescription.times_a_day, language))]);
    [asked].into_iter().chain(words::settings(&set.analysis, language)).collect::<Vec<_>>().join(" ")
}

/// What was done.
fn done(set: &Set, language: &Language) -> String {
    let (words, analysis) = (&language.words.report, &set.analysis);
    let attempts = analysis.excursions.len();
    let of = |verdict: &str| analysis.excursions.iter().filter(|attempt| attempt.verdict == verdict).count();
    let verdicts: Vec<String> = ["good", "faulty", "partial", "unjudged"]
        .into_iter()
        .filter(|verdict| of(verdict) > 0)
        .map(|verdict| format!("{} {}", of(verdict), words::verdict(verdict, language)))
        .collect();
    let mut done = if attempts == 0 {
        words.nothing_done.clone()
    } else {
        let values = [
            ("repetitions", &*words.repetitions.with(analysis.repetitions.total)),
            ("good", &analysis.repetitions.good.to_string()),
            ("attempts", &words.attempts.with(attempts)),
            ("verdicts", &verdicts.join(", ")),
        ];
        fill(&words.done, &values)
    };
    if analysis.recognised {
        done += " ";
        done += &words.recognised;
    }
    done
}

/// How the person was seen, and for how long.
fn seen(set: &Set, language: &Language) -> String {
    let (words, analysis) = (&language.words.report, &set.analysis);
    let secs = |secs| value::secs(secs, language);
    let times =
        [("judged", &*secs(analysis.coverage.judged_secs)), ("all", &secs(analysis.source.duration_secs))];
    let position = analysis.position.as_deref().map(|id| language.position_seen(id).to_string());
    let view = analysis.view.as_deref().map(|id| fill(&words.seen, &[("view", language.view(id))]));
    let parts: Vec<String> =
        position.into_iter().chain(view).chain([fill(&words.judged_of, &times)]).collect();
    capitalised(&parts.join(", ")) + "."
}

fn attempts(set: &Set, language: &Language) -> Option<Table> {
    let analysis = &set.analysis;
    let layout = [
        (true, 0.35),
        (true, 0.8),
        (false, 1.2),
        (true, 1.0),
        (true, 0.9),
        (true, 0.7),
        (true, 0.7),
        (false, 1.1),
        (false, 4.6),
    ];
    let absent = || ABSENT.to_string();
    let secs = |value: Option<f64>| value.map_or_else(absent, |secs| value::tenths(secs, language));
    let row = |(place, attempt): (usize, &Excursion)| -> Vec<Cell> {
        let is_held = analysis.prescription.hold_secs.is_some();
        let held = attempt.target_reached.filter(|_| is_held).map(|_| attempt.hold_secs);
        let mut hold = secs(held);
        if is_held && attempt.unseen_secs >= 0.05 {
            hold += &format!(" ({})", words::unseen(attempt.unseen_secs, language));
        }
        let faults = analysis.faults.iter().filter(|fault| fault.excursion == Some(place));
        let found: Vec<String> = faults.map(|fault| found(fault, language)).collect();
        vec![
            (place + 1).to_string().into(),
            value::clock(attempt.start, language).into(),
            words::movement(attempt.phase.as_deref(), attempt.side.as_deref(), language).into(),
            attempt.peak.map_or_else(absent, |peak| value::rounded(peak, attempt.unit, language)).into(),
            hold.into(),
            secs(attempt.target_reached.map(|reached| reached - attempt.start)).into(),
            secs(attempt.target_left.map(|left| attempt.end - left)).into(),
            Cell {
                text: words::verdict(&attempt.verdict, language).to_string(),
                ink: Some(Ink::of_verdict(&attempt.verdict)),
            },
            capitalised(&found.join("; ")).into(),
        ]
    };
    let rows: Vec<Vec<Cell>> = analysis.excursions.iter().enumerate().map(row).collect();
    let head = columns(&language.words.report.attempts_head, &layout);
    (!rows.is_empty()).then_some(Table { head, rows })
}

/// A fault with its numbers: "hips low (150.2°, limit 165.0°)".
fn found(fault: &Fault, language: &Language) -> String {
    let value = fault.value.map(|value| value::with_unit(value, fault.unit, language));
    let numbers: Vec<String> = value.into_iter().chain(value::limit(fault, language)).collect();
    let name = words::fault(&fault.id, language);
    if numbers.is_empty() { name } else { format!("{name} ({})", numbers.join(", ")) }
}

fn advice(finding: &Finding, set: &Set, language: &Language) -> Advice {
    let words = &language.words.report;
    let all = set.analysis.excursions.len();
    let places = match finding.excursions.len() {
        0 => words.whole_set.clone(),
        some if some == all && some > 1 => words.every_attempt.clone(),
        _ => words::listed(&finding.excursions, language),
    };
    let attempts = [(&words.worst, &finding.worst), (&words.best, &finding.best)];
    let attempts =
        attempts.into_iter().filter_map(|(word, moment)| posture(word, moment.as_ref()?, language));
    // Where no attempt is an example, the exercise's figure is.
    let target = finding.target.as_ref().filter(|_| finding.best.is_none() && finding.worst.is_some());
    Advice {
        name: words::fault(&finding.id, language),
        major: finding.severity == "major",
        cue: finding.cue.clone(),
        details: format!("{}. {}", capitalised(&places), finding.why),
        places,
        figures: attempts.chain(target.and_then(|pose| aimed_at(pose, language))).collect(),
    }
}

fn posture(word: &str, moment: &Posture, language: &Language) -> Option<(String, Drawing)> {
    let mut caption = word.to_string();
    if let Some(place) = moment.excursion {
        caption += &format!(", {}", words::listed(&[place], language));
    }
    if let Some(told) = moment.value {
        caption += &format!(": {}", value::rounded(told, moment.unit, language));
    }
    let values = [("caption", &*caption), ("time", &value::clock(moment.at, language))];
    let label = fill(&language.words.report.figure, &values);
    Some((caption, figure(moment, FIGURE.0, FIGURE.1, label)?))
}

fn aimed_at(pose: &FigurePose, language: &Language) -> Option<(String, Drawing)> {
    let words = &language.words.report;
    let drawing = figure_of_pose(pose, FIGURE.0, FIGURE.1, words.figure_of_target.clone())?;
    Some((words.target.clone(), drawing))
}

/// What could not be judged, and what to do about it.
fn gaps(set: &Set, language: &Language) -> Vec<String> {
    let analysis = &set.analysis;
    let coverage = &analysis.coverage;
    let reasons = words::reasons_worth_telling(coverage).into_iter().map(|(id, secs)| {
        let remedy = coverage.remedies.get(id).map(|remedy| format!(". {remedy}")).unwrap_or_default();
        format!("{}: {}{remedy}", capitalised(language.reason(id)), value::secs(secs, language))
    });
    words::not_whole(analysis, language)
        .into_iter()
        .chain(words::saved(analysis, language))
        .chain(reasons)
        .chain(words::unexplained(coverage, language))
        .chain(words::untold_faults(analysis, language, |id| words::fault(id, language)))
        .chain(words::swapped(analysis, language))
        .collect()
}
