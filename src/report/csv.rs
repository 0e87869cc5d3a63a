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
    Box::new(Csv { rows: Rows::new(out, HEADER) })
}

struct Csv<'a> {
    rows: Rows<'a, 19>,
}

impl Report for Csv<'_> {
    fn add(&mut self, session: &Session) -> io::Result<()> {
        for set in &session.sets {
            for (i, attempt) in set.analysis.excursions.iter().enumerate() {
                self.rows.add(row(set, i + 1, attempt))?;
            }
        }
        self.rows.flush()
    }

    fn finish(&mut self, _failed: usize) -> io::Result<()> {
        self.rows.flush()
    }
}

/// The rows of a table with so many columns. The header comes before the first, and where there is none.
pub(super) struct Rows<'a, const COLUMNS: usize> {
    out: csv::Writer<&'a mut dyn Write>,
    /// Until it is written.
    header: Option<[&'static str; COLUMNS]>,
}

impl<'a, const COLUMNS: usize> Rows<'a, COLUMNS> {
    /// A table that is empty yet.
    pub(super) fn new(out: &'a mut dyn Write, header: [&'static str; COLUMNS]) -> Self {
        Rows { out: csv::Writer::from_writer(out), header: Some(header) }
    }

    /// Writes a row.
    pub(super) fn add(&mut self, cells: [String; COLUMNS]) -> io::Result<()> {
        self.begin()?;
        self.out.write_record(cells).map_err(io_error)
    }

    /// Hands on what was written.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.begin()?;
        self.out.flush()
    }

    fn begin(&mut self) -> io::Result<()> {
        self.header.take().map_or(Ok(()), |header| self.out.write_record(header).map_err(io_error))
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

/// A number, or nothing.
pub(super) fn optional(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// The error of the writer above, whose kind a caller may ask for.
fn io_error(error: csv::Error) -> io::Error {
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
