//! A table with one row a recording, those that could not be judged included.

use std::io::{self, Write};

use super::csv::{Rows, cell, optional};
use super::session::Session;
use super::{Analysis, Layout, Report};

/// A column's name, and its value in the row of an analysis.
type Column = (&'static str, fn(&Analysis) -> String);

const COLUMNS: [Column; 28] = [
    ("path", |a| cell(a.path.as_ref().unwrap_or(&a.source.name))),
    ("exercise", |a| cell(&a.exercise)),
    ("recognised", |a| a.recognised.to_string()),
    ("view", |a| a.view.clone().unwrap_or_default()),
    ("position", |a| a.position.clone().unwrap_or_default()),
    ("duration_secs", |a| a.source.duration_secs.to_string()),
    ("frames", |a| a.source.frames.to_string()),
    ("fps", |a| optional(a.source.fps)),
    ("width", |a| a.source.width.to_string()),
    ("height", |a| a.source.height.to_string()),
    ("person_secs", |a| a.coverage.person_secs.to_string()),
    ("judged_secs", |a| a.coverage.judged_secs.to_string()),
    ("repetitions", |a| a.repetitions.total.to_string()),
    ("repetitions_good", |a| a.repetitions.good.to_string()),
    ("attempts", |a| a.excursions.len().to_string()),
    ("attempts_good", |a| verdicts(a, "good")),
    ("attempts_faulty", |a| verdicts(a, "faulty")),
    ("attempts_partial", |a| verdicts(a, "partial")),
    ("attempts_unjudged", |a| verdicts(a, "unjudged")),
    ("hold_secs_mean", |a| optional(mean_hold_secs(a))),
    ("faults_major", |a| faults(a, "major").len().to_string()),
    ("faults_minor", |a| faults(a, "minor").len().to_string()),
    ("fault_ids", |a| cell(&fault_ids(a))),
    ("shortfall", |a| cell(a.source.shortfall.as_deref().unwrap_or_default())),
    ("program_version", |a| a.program.version.clone()),
    ("model_sha256", |a| a.model.sha256.clone()),
    ("rules_sha256", |a| a.rules.sha256.clone()),
    ("error", |_| String::new()),
];

pub(super) fn begin<'a>(out: &'a mut dyn Write, _layout: Layout) -> Box<dyn Report + 'a> {
    Box::new(Table { rows: Rows::new(out, COLUMNS.map(|(name, _)| name)) })
}

struct Table<'a> {
    rows: Rows<'a, 28>,
}

impl Report for Table<'_> {
    fn add(&mut self, session: &Session) -> io::Result<()> {
        for set in &session.sets {
            self.rows.add(COLUMNS.map(|(_, value)| value(&set.analysis)))?;
        }
        self.rows.flush()
    }

    fn fail(&mut self, path: &str, why: &str) -> io::Result<()> {
        let value = |name| match name {
            "path" => cell(path),
            "error" => cell(why),
            _ => String::new(),
        };
        self.rows.add(COLUMNS.map(|(name, _)| value(name)))?;
        self.rows.flush()
    }

    fn finish(&mut self, _failed: usize) -> io::Result<()> {
        self.rows.flush()
    }
}

fn verdicts(analysis: &Analysis, verdict: &str) -> String {
    analysis.excursions.iter().filter(|attempt| attempt.verdict == verdict).count().to_string()
}

/// Of the attempts that reached their target, in exercises that are held.
fn mean_hold_secs(analysis: &Analysis) -> Option<f64> {
    analysis.prescription.hold_secs?;
    let reached = analysis.excursions.iter().filter(|attempt| attempt.target_reached.is_some());
    let holds: Vec<f64> = reached.map(|attempt| attempt.hold_secs).collect();
    let mean = holds.iter().sum::<f64>() / holds.len() as f64;
    (!holds.is_empty()).then(|| super::round_secs(mean))
}

fn faults<'a>(analysis: &'a Analysis, severity: &str) -> Vec<&'a str> {
    analysis.faults.iter().filter(|fault| fault.severity == severity).map(|fault| fault.id.as_str()).collect()
}

/// Each fault once, in the order of names.
fn fault_ids(analysis: &Analysis) -> String {
    let mut ids: Vec<&str> = analysis.faults.iter().map(|fault| fault.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.join(" ")
}
