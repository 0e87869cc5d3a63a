//! The attempts, a row each.

use std::io;

use crate::report::page::{BAD, FAINT, GOOD, Page, printable, wrapped};
use crate::report::value;
use crate::report::{Analysis, Excursion, Fault};

const HEADERS: [&str; 7] = ["#", "from", "to", "phase", "hold", "peak", "verdict"];
/// Columns that hold numbers stand to the right.
const RIGHT: [bool; 7] = [true, true, true, false, true, true, false];
/// A column of faults narrower than this is moved below its row.
const FEWEST_FOR_FAULTS: usize = 30;

pub(super) fn write(page: &mut Page<'_>, analysis: &Analysis) -> io::Result<()> {
    let width = page.width();
    let is_held = analysis.prescription.hold_secs.is_some();
    let rows: Vec<[String; 7]> =
        analysis.excursions.iter().enumerate().map(|(i, attempt)| cells(i, attempt, is_held)).collect();
    let widths: [usize; 7] = std::array::from_fn(|column| {
        rows.iter().map(|row| row[column].chars().count()).chain([HEADERS[column].len()]).max().unwrap_or(0)
    });
    let line = |cells: [&str; 7]| -> String {
        let cells = std::array::from_fn::<String, 7, _>(|i| {
            let width = widths[i];
            if RIGHT[i] { format!("{:>width$}", cells[i]) } else { format!("{:<width$}", cells[i]) }
        });
        format!("  {}", cells.join("  "))
    };

    let table_width = line(HEADERS).chars().count();
    let beside = width.saturating_sub(table_width + 2);
    let (faults_indent, faults_width) = if beside >= FEWEST_FOR_FAULTS {
        (table_width + 2, beside)
    } else {
        (widths[0] + 4, width - widths[0] - 4)
    };
    page.line(&format!("{FAINT}{}{FAINT:#}", line(HEADERS).trim_end()))?;
    for (i, (row, attempt)) in rows.iter().zip(&analysis.excursions).enumerate() {
        let faults = faults_of(i, attempt, &analysis.faults);
        let mut faults = faults.iter().flat_map(|fault| wrapped(&printable(fault), faults_width));
        let row = line(std::array::from_fn(|column| row[column].as_str()));
        let painted = painted_verdict(&row, &attempt.verdict);
        match (beside >= FEWEST_FOR_FAULTS).then(|| faults.next()).flatten() {
            Some(fault) => page.line(&format!("{painted}  {fault}"))?,
            None => page.line(&painted)?,
        }
        for fault in faults {
            page.line(&format!("{:faults_indent$}{fault}", ""))?;
        }
    }
    Ok(())
}

fn cells(place: usize, attempt: &Excursion, is_held: bool) -> [String; 7] {
    let phase: Vec<&str> =
        [&attempt.phase, &attempt.side].into_iter().flatten().map(String::as_str).collect();
    let held = is_held && (attempt.target_reached.is_some() || attempt.hold_secs > 0.0);
    let mut hold = if held { format!("{:.1} s", attempt.hold_secs) } else { "-".to_string() };
    if is_held && attempt.unseen_secs >= 0.05 {
        hold += &format!(" +{:.1} unseen", attempt.unseen_secs);
    }
    [
        (place + 1).to_string(),
        value::clock(attempt.start),
        value::clock(attempt.end),
        printable(&phase.join(" ")).into_owned(),
        hold,
        attempt.peak.map(|peak| value::with_unit(peak, attempt.unit)).unwrap_or_else(|| "-".to_string()),
        attempt.verdict.clone(),
    ]
}

/// The faults of an attempt with their numbers; an id alone where the numbers are not there.
fn faults_of(place: usize, attempt: &Excursion, faults: &[Fault]) -> Vec<String> {
    let mut told: Vec<String> =
        faults.iter().filter(|fault| fault.excursion == Some(place)).map(value::fault).collect();
    let numberless = attempt
        .faults
        .iter()
        .filter(|id| !faults.iter().any(|fault| fault.excursion == Some(place) && fault.id == **id));
    told.extend(numberless.cloned());
    told
}

/// The row with its verdict, the last column, in colour.
fn painted_verdict(row: &str, verdict: &str) -> String {
    let style = match verdict {
        "good" => GOOD,
        "unjudged" => FAINT,
        _ => BAD,
    };
    match row.rfind(verdict) {
        Some(at) => {
            let (before, rest) = row.split_at(at);
            let (verdict, after) = rest.split_at(verdict.len());
            format!("{before}{style}{verdict}{style:#}{after}")
        }
        None => row.to_string(),
    }
}
