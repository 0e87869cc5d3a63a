//! A table with one row an attempt. The recording's name stands in each row, so the rows of several
//! recordings make one table.

use std::io::{self, Write};

use super::session::{Session, Set};
use super::{Excursion, Layout, Report, Unit};

const HEADER: [&str; 19] = [
    "source",
    "exercise",
    "attempt",
    "phase",
    "side",
    "start_secs",
    "target_reached_secs",
    "target_left_secs",
    "end_secs",
    "measure",
    "peak",
    "unit",
    "hold_secs",
    "unseen_secs",
    "verdict",
    "faults",
    "not_judged",
    "set",
    "set_start_secs",
];

pub(super) fn begin<'a>(out: &'a mut dyn Write, _layout: Layout) -> Box<dyn Report + 'a> {
    Box::new(Csv { out: csv::Writer::from_writer(out), started: false })
}

struct Csv<'a> {
    out: csv::Writer<&'a mut dyn Write>,
    started: bool,
}

impl Csv<'_> {
    fn start(&mut self) -> io::Result<()> {
        if !self.started {
            self.out.write_record(HEADER).map_err(io_error)?;
            self.started = true;
        }
        Ok(())
    }
}

impl Report for Csv<'_> {
    fn add(&mut self, session: &Session) -> io::Result<()> {
        self.start()?;
        for set in &session.sets {
            for (i, attempt) in set.analysis.excursions.iter().enumerate() {
                self.out.write_record(row(set, i + 1, attempt)).map_err(io_error)?;
            }
        }
        self.out.flush()
    }

    fn finish(&mut self, _failed: usize) -> io::Result<()> {
        self.start()?;
        self.out.flush()
    }
}

/// Beginnings that make a formula of a cell: a spreadsheet would compute it, and could be made to ask the
/// network.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A text that spreadsheets take for a text: where it begins as a formula does, after an apostrophe.
pub(super) fn cell(text: &str) -> String {
    if text.starts_with(FORMULA) { format!("'{text}") } else { text.to_string() }
}

fn row(set: &Set, number: usize, attempt: &Excursion) -> [String; 19] {
    let analysis = &set.analysis;
    let optional = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let name = |value: &Option<String>| value.as_deref().map(cell).unwrap_or_default();
    let unit = match attempt.unit {
        Some(Unit::Degrees) => "degrees",
        Some(Unit::TorsoLengths) => "torso-lengths",
        Some(Unit::Seconds) => "seconds",
        None => "",
    };
    [
        cell(&analysis.source.name),
        cell(&analysis.exercise),
        number.to_string(),
        name(&attempt.phase),
        name(&attempt.side),
        attempt.start.to_string(),
        optional(attempt.target_reached),
        optional(attempt.target_left),
        attempt.end.to_string(),
        name(&attempt.measure),
        optional(attempt.peak),
        unit.to_string(),
        attempt.hold_secs.to_string(),
        attempt.unseen_secs.to_string(),
        attempt.verdict.clone(),
        cell(&attempt.faults.join(" ")),
        cell(&attempt.not_judged.join(" ")),
        set.number.to_string(),
        set.start.to_string(),
    ]
}

/// The error of the writer below, whose kind a caller may ask for.
pub(super) fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_formula() {
        for formula in ["=1+1.mp4", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(cell(formula), format!("'{formula}"));
        }
        for text in ["", "monday.mp4", "1-2.mp4", "'=1"] {
            assert_eq!(cell(text), text);
        }
    }
}
