//! The report for people: what was done, attempt by attempt, what to change, and what could not be
//! judged.

mod table;

use std::io::{self, Write};

use super::page::Page;
use super::session::{Finding, Session, Set};
use super::{Analysis, Layout, Report, value, words};
use crate::messages::{Language, fill};

pub(super) fn begin<'a>(out: &'a mut dyn Write, layout: Layout) -> Box<dyn Report + 'a> {
    let Layout { several, language, .. } = layout;
    Box::new(Text { page: Page::new(out, layout), several, language, recordings: 0, total: 0, good: 0 })
}

struct Text<'a> {
    page: Page<'a>,
    several: bool,
    language: &'static Language,
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
            self.page.set(&set.in_language(self.language).turned_upwards(), self.language)?;
        }
        Ok(())
    }

    fn finish(&mut self, failed: usize) -> io::Result<()> {
        if !self.several {
            return Ok(());
        }
        if self.recordings > 0 {
            self.page.blank()?;
        }
        let words = &self.language.words.report;
        let values = [
            ("recordings", &*words.recordings.with(self.recordings)),
            ("repetitions", &words.repetitions.with(self.total)),
            ("good", &self.good.to_string()),
        ];
        let failed = match failed {
            0 => String::new(),
            _ => fill(&words.not_judged_of_all, &[("number", &failed.to_string())]),
        };
        self.page.heading(&(fill(&words.all, &values) + &failed))
    }
}

impl Page<'_> {
    fn set(&mut self, set: &Set, language: &Language) -> io::Result<()> {
        let analysis = &set.analysis;
        self.heading(&format!("{}: {}", analysis.title, analysis.source.name))?;
        self.prose(0, &what_was_seen(analysis, language))?;
        self.blank()?;
        self.heading(&result(analysis, language))?;
        if !analysis.excursions.is_empty() {
            self.blank()?;
            table::write(self, analysis, language)?;
        }
        self.changes(&set.findings, language)?;
        self.list(&language.words.report.not_judged_why, &gaps(analysis, language))?;
        let lengths = words::lengths(analysis, language);
        let limits: Vec<String> = analysis.limits.iter().cloned().chain(lengths).collect();
        self.list(&language.words.report.cannot_tell, &limits)
    }

    /// The remedy of each kind of fault.
    fn changes(&mut self, findings: &[Finding], language: &Language) -> io::Result<()> {
        let told = |Finding { id, cue, excursions, .. }: &Finding| {
            let whole = || language.words.report.this_set.clone();
            let attempts = if excursions.is_empty() { whole() } else { words::listed(excursions, language) };
            format!("{} ({attempts}): {cue}", language.name(id).unwrap_or(id))
        };
        self.list(&language.words.report.to_change, &findings.iter().map(told).collect::<Vec<_>>())
    }

    /// Sentences under a heading; nothing where there are none.
    fn list(&mut self, heading: &str, sentences: &[String]) -> io::Result<()> {
        if sentences.is_empty() {
            return Ok(());
        }
        self.blank()?;
        self.heading(heading)?;
        sentences.iter().try_for_each(|sentence| self.prose(2, sentence))
    }

    /// A paragraph; its second and later lines stand two columns further in.
    fn prose(&mut self, indent: usize, text: &str) -> io::Result<()> {
        let hanging = if indent == 0 { 0 } else { indent + 2 };
        self.hanging(&" ".repeat(indent), hanging, text)
    }
}

/// What could not be judged, and what to do about it.
fn gaps(analysis: &Analysis, language: &Language) -> Vec<String> {
    let coverage = &analysis.coverage;
    let reasons = words::reasons_worth_telling(coverage).into_iter().map(|(id, secs)| {
        let remedy = coverage.remedies.get(id).map(|remedy| format!(": {remedy}")).unwrap_or_default();
        format!("{} s {}{remedy}", language.number(secs, 1), language.reason(id))
    });
    let name = |id: &str| language.name(id).unwrap_or(id).to_string();
    words::not_whole(analysis, language)
        .into_iter()
        .chain(words::saved(analysis, language))
        .chain(reasons)
        .chain(words::unexplained(coverage, language))
        .chain(words::untold_faults(analysis, language, name))
        .chain(words::swapped(analysis, language))
        .collect()
}

/// The outcome in a sentence.
fn result(analysis: &Analysis, language: &Language) -> String {
    let repetitions = analysis.repetitions;
    let nothing = words::nothing_whole(repetitions.total, analysis.excursions.len(), language);
    nothing.unwrap_or_else(|| {
        let sentence = language.words.report.result.with(repetitions.total);
        fill(&sentence, &[("good", &repetitions.good.to_string())])
    })
}

fn what_was_seen(analysis: &Analysis, language: &Language) -> String {
    let words = &language.words.report;
    let secs = |secs| value::secs(secs, language);
    let times =
        [("judged", &*secs(analysis.coverage.judged_secs)), ("all", &secs(analysis.source.duration_secs))];
    let mut seen = vec![fill(&words.judged_of, &times)];
    seen.extend(analysis.position.as_deref().map(|id| language.position_seen(id).to_string()));
    seen.extend(analysis.view.as_deref().map(|id| fill(&words.seen, &[("view", language.view(id))])));
    let hold = analysis.prescription.hold_secs.map(|hold| words::range(hold, language));
    let hold = hold.map(|secs| fill(&words.prescribed_hold, &[("secs", &secs)]));
    let mut sentences = vec![seen.join(", ") + "."];
    sentences.extend(analysis.recognised.then(|| words.recognised.clone()));
    sentences.extend(hold);
    sentences.extend(words::settings(analysis, language));
    sentences.join(" ")
}
