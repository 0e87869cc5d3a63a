//! The report for people: what was done, attempt by attempt, what to change, and what could not be
//! judged.

mod table;

use std::io::{self, Write};

use super::page::Page;
use super::session::{Finding, Session, Set};
use super::value;
use super::words::{lengths, listed, range, reasons_worth_telling, result, unexplained, untold_faults};
use super::{Analysis, Layout, Report};
use crate::messages::{self, counted};

pub(super) fn begin<'a>(out: &'a mut dyn Write, layout: Layout) -> Box<dyn Report + 'a> {
    Box::new(Text { page: Page::new(out, layout), several: layout.several, recordings: 0, total: 0, good: 0 })
}

struct Text<'a> {
    page: Page<'a>,
    several: bool,
    recordings: usize,
    total: u32,
    good: u32,
}

impl Report for Text<'_> {
    fn add(&mut self, session: &Session) -> io::Result<()> {
        for set in &session.sets {
            if self.recordings > 0 {
                self.page.blank()?;
            }
            self.recordings += 1;
            self.total += set.analysis.repetitions.total;
            self.good += set.analysis.repetitions.good;
            self.page.set(set)?;
        }
        Ok(())
    }

    fn finish(&mut self, failed: usize) -> io::Result<()> {
        if !self.several {
            return Ok(());
        }
        let failed = if failed == 0 { String::new() } else { format!("; {failed} could not be judged") };
        if self.recordings > 0 {
            self.page.blank()?;
        }
        self.page.heading(&format!(
            "{}: {}, {} good{failed}",
            counted(self.recordings, "recording"),
            counted(self.total, "repetition"),
            self.good
        ))
    }
}

impl Page<'_> {
    fn set(&mut self, set: &Set) -> io::Result<()> {
        let analysis = &set.analysis;
        self.heading(&format!("{}: {}", analysis.title, analysis.source.name))?;
        self.prose(0, &what_was_seen(analysis))?;
        self.blank()?;
        self.heading(&result(analysis))?;
        if !analysis.excursions.is_empty() {
            self.blank()?;
            table::write(self, analysis)?;
        }
        self.changes(&set.findings)?;
        self.gaps(analysis)?;
        self.limits(analysis)
    }

    /// The remedy of each kind of fault.
    fn changes(&mut self, findings: &[Finding]) -> io::Result<()> {
        if findings.is_empty() {
            return Ok(());
        }
        self.blank()?;
        self.heading("What to change")?;
        for Finding { id, cue, excursions, .. } in findings {
            let attempts = if excursions.is_empty() { "the set".to_string() } else { listed(excursions) };
            self.prose(2, &format!("{id} ({attempts}): {cue}"))?;
        }
        Ok(())
    }

    /// What could not be judged, and what to do about it.
    fn gaps(&mut self, analysis: &Analysis) -> io::Result<()> {
        let coverage = &analysis.coverage;
        let reasons = reasons_worth_telling(coverage);
        let unjudged = untold_faults(analysis);
        let shortfall = analysis.source.shortfall.as_ref();
        let silent = reasons.is_empty() && unjudged.is_empty() && coverage.unexplained.is_empty();
        if silent && shortfall.is_none() && analysis.swaps_repaired == 0 {
            return Ok(());
        }
        self.blank()?;
        self.heading("What could not be judged")?;
        if let Some(shortfall) = shortfall {
            self.prose(2, &format!("The recording is not whole: {shortfall}."))?;
        }
        for (id, secs) in reasons {
            let remedy = coverage.remedies.get(id).map(|remedy| format!(": {remedy}")).unwrap_or_default();
            self.prose(2, &format!("{secs:.1} s {}{remedy}", messages::reason_name(id)))?;
        }
        for movement in unexplained(coverage) {
            self.prose(2, &movement)?;
        }
        for (ids, attempts) in unjudged {
            self.prose(2, &format!("Could not be told in {attempts}: {}.", ids.join(", ")))?;
        }
        if analysis.swaps_repaired > 0 {
            let times = counted(analysis.swaps_repaired, "time");
            self.prose(2, &format!("Left and right were mixed up {times} by the pose model and put right."))?;
        }
        Ok(())
    }

    fn limits(&mut self, analysis: &Analysis) -> io::Result<()> {
        let lengths = lengths(analysis);
        if analysis.limits.is_empty() && lengths.is_none() {
            return Ok(());
        }
        self.blank()?;
        self.heading("What one camera cannot tell")?;
        for limit in analysis.limits.iter().chain(&lengths) {
            self.prose(2, limit)?;
        }
        Ok(())
    }

    /// A paragraph; its second and later lines stand two columns further in.
    fn prose(&mut self, indent: usize, text: &str) -> io::Result<()> {
        let hanging = if indent == 0 { 0 } else { indent + 2 };
        self.hanging(&" ".repeat(indent), hanging, text)
    }
}

fn what_was_seen(analysis: &Analysis) -> String {
    let coverage = &analysis.coverage;
    let mut seen = format!(
        "{} judged of {}",
        value::secs(coverage.judged_secs),
        value::secs(analysis.source.duration_secs)
    );
    if let Some(position) = &analysis.position {
        seen += &format!(", {}", messages::position_name(position));
    }
    if let Some(view) = &analysis.view {
        seen += &format!(", seen {}", messages::view_name(view));
    }
    seen += ".";
    if analysis.recognised {
        seen += " The exercise was recognised by its movements.";
    }
    if let Some([least, most]) = analysis.prescription.hold_secs {
        seen += &format!(" Prescribed: hold {} s.", range([least, most]));
    }
    if analysis.range_percent != 100.0 {
        seen += &format!(" Targets at {} % of the full range.", analysis.range_percent);
    }
    if analysis.own_range {
        seen += " The first two attempts of each phase set the range and were not judged by it.";
    }
    seen
}
