//! The attempts, a row each.

use std::io;

use crate::messages::Language;
use crate::report::page::{BAD, FAINT, GOOD, Page, clipped, printable, spaces, wrapped};
use crate::report::{Analysis, Excursion, value, words};

/// Columns that hold numbers stand to the right.
const RIGHT: [bool; 7] = [true, true, true, false, true, true, false];
/// A column of faults narrower than this is moved below its row.
const FEWEST_FOR_FAULTS: usize = 30;

pub(super) fn write(page: &mut Page<'_>, analysis: &Analysis, language: &Language) -> io::Result<()> {
    let width = page.width();
    let is_held = analysis.prescription.hold_secs.is_some();
    let cells = |(place, attempt)| cells(place, attempt, is_held, language);
    let rows: Vec<[String; 7]> = analysis.excursions.iter().enumerate().map(cells).collect();
    let head = &language.words.report.text_head;
    let widths: [usize; 7] = std::array::from_fn(|column| {
        rows.iter().chain([head]).map(|row| row[column].chars().count()).max().unwrap_or(0)
    });
    let line = |cells: &[String; 7]| -> String {
        let cells = std::array::from_fn::<String, 7, _>(|i| {
            let width = widths[i];
            let room = spaces(width.saturating_sub(cells[i].chars().count()));
            if RIGHT[i] { format!("{room}{}", cells[i]) } else { format!("{}{room}", cells[i]) }
        });
        format!("  {}", cells.join("  "))
    };

    let table_width = line(head).chars().count();
    let beside = width.saturating_sub(table_width + 2);
    let (faults_indent, faults_width) = if beside >= FEWEST_FOR_FAULTS {
        (table_width + 2, beside)
    } else {
        (widths[0] + 4, width - widths[0] - 4)
    };
    page.line(&format!("{FAINT}{}{FAINT:#}", line(head).trim_end()))?;
    for (i, (row, attempt)) in rows.iter().zip(&analysis.excursions).enumerate() {
        let faults = faults_of(i, attempt, analysis, language);
        let mut faults = faults.iter().flat_map(|fault| wrapped(&printable(fault), faults_width));
        let painted = painted_verdict(&line(row), &attempt.verdict, language);
        match (beside >= FEWEST_FOR_FAULTS).then(|| faults.next()).flatten() {
            Some(fault) => page.line(&format!("{painted}  {fault}"))?,
            None => page.line(&painted)?,
        }
        for fault in faults {
            page.line(&format!("{}{fault}", spaces(faults_indent)))?;
        }
    }
    Ok(())
}

fn cells(place: usize, attempt: &Excursion, is_held: bool, language: &Language) -> [String; 7] {
    let phase = attempt.phase.as_ref().map(|id| language.phase(id));
    let side = attempt.side.as_deref().map(|id| words::side(id, language).to_string());
    let phase: Vec<String> = phase.into_iter().chain(side).collect();
    let absent = || "-".to_string();
    let held = is_held && (attempt.target_reached.is_some() || attempt.hold_secs > 0.0);
    let mut hold = if held { value::tenths(attempt.hold_secs, language) } else { absent() };
    if is_held && attempt.unseen_secs >= 0.05 {
        hold += " ";
        hold += &words::unseen(attempt.unseen_secs, language);
    }
    [
        (place + 1).to_string(),
        value::clock(attempt.start, language),
        value::clock(attempt.end, language),
        clipped(&printable(&phase.join(" "))),
        hold,
        attempt.peak.map_or_else(absent, |peak| value::with_unit(peak, attempt.unit, language)),
        language.verdict(&attempt.verdict).to_string(),
    ]
}

/// The faults of an attempt with their numbers; a name alone where the numbers are not there.
fn faults_of(place: usize, attempt: &Excursion, analysis: &Analysis, language: &Language) -> Vec<String> {
    let of_attempt = || analysis.faults.iter().filter(|fault| fault.excursion == Some(place));
    let mut told: Vec<String> = of_attempt().map(|fault| value::fault(fault, language)).collect();
    let numberless = attempt.faults.iter().filter(|id| !of_attempt().any(|fault| fault.id == **id));
    told.extend(numberless.map(|id| language.name(id).unwrap_or(id).to_string()));
    told
}

/// The row with its verdict, the last column, in colour.
fn painted_verdict(row: &str, id: &str, language: &Language) -> String {
    let verdict = language.verdict(id);
    let style = match id {
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
