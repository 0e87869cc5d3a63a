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

fn row(set: &Set, number: usize, attempt: &Excursion) -> [String; 19] {
    let analysis = &set.analysis;
    let optional = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let name = |value: &Option<String>| value.clone().unwrap_or_default();
    let unit = match attempt.unit {
        Some(Unit::Degrees) => "degrees",
        Some(Unit::TorsoLengths) => "torso-lengths",
        Some(Unit::Seconds) => "seconds",
        None => "",
    };
    [
        analysis.source.name.clone(),
        analysis.exercise.clone(),
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
        attempt.faults.join(" "),
        attempt.not_judged.join(" "),
        set.number.to_string(),
        set.start.to_string(),
    ]
}

/// The error of the writer below, whose kind a caller may ask for.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
