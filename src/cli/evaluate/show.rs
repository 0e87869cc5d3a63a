//! The figures, as text, Markdown and JSON.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use clap::ValueEnum;
use serde::Serialize;

use super::line::Line;
use super::work::Done;
use crate::evaluation::{ClipResult, Figures, Made, RESAMPLES, Table, figures, tables};
use crate::report::{Page, Program};

const FORMAT: &str = "holdfast/evaluation";
const VERSION: u32 = 1;

/// How the figures are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// For programs: the figures, and what each clip gave
    Json,
    /// For documents
    Markdown,
}

impl Format {
    /// The one that was named, else by the ending of the file, else text.
    pub(super) fn chosen(typed: Option<Format>, output: Option<&Path>) -> Self {
        let ending = output.and_then(|path| path.extension()?.to_str()).map(str::to_lowercase);
        typed.unwrap_or(match ending.as_deref() {
            Some("json") => Format::Json,
            Some("md") => Format::Markdown,
            _ => Format::Text,
        })
    }
}

/// What is shown of a run.
pub(super) struct Shown<'a> {
    done: &'a Done,
    figures: Vec<Figures>,
}

/// The documented JSON.
#[derive(Serialize)]
struct Written<'a> {
    format: &'static str,
    version: u32,
    program: Program,
    /// How often bodies were drawn for the intervals.
    resamples: usize,
    /// Clips that could not be compared.
    failed: usize,
    /// Whether the run was stopped before its end.
    interrupted: bool,
    figures: &'a [Figures],
    clips: &'a [Line],
}

impl<'a> Shown<'a> {
    pub(super) fn of(done: &'a Done) -> Self {
        let results: Vec<ClipResult> = done.lines.iter().map(|line| line.result.clone()).collect();
        Shown { done, figures: figures(&results) }
    }

    pub(super) fn json(&self) -> Result<String> {
        let written = Written {
            format: FORMAT,
            version: VERSION,
            program: Program::this(),
            resamples: RESAMPLES,
            failed: self.done.failed,
            interrupted: self.done.interrupted,
            figures: &self.figures,
            clips: &self.done.lines,
        };
        Ok(serde_json::to_string_pretty(&written)? + "\n")
    }

    pub(super) fn text(&self, page: &mut Page<'_>) -> Result<()> {
        for sentence in self.sentences() {
            page.item("", &sentence)?;
        }
        for Table { title, about, headings, rows } in tables(&self.figures) {
            page.blank()?;
            page.heading(title)?;
            page.item("", about)?;
            page.blank()?;
            let headings: Vec<String> = headings.iter().map(|heading| heading.to_uppercase()).collect();
            page.table(&[headings].into_iter().chain(rows).collect::<Vec<_>>())?;
        }
        Ok(())
    }

    pub(super) fn markdown(&self) -> String {
        let mut text = self.sentences().join(" ") + "\n";
        for Table { title, about, headings, rows } in tables(&self.figures) {
            let line = |cells: &mut dyn Iterator<Item = String>| {
                format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
            };
            text += &format!("\n### {title}\n\n{about}\n\n");
            text += &line(&mut headings.iter().map(|heading| (*heading).to_owned()));
            text += &format!("|{}\n", "---|".repeat(headings.len()));
            for row in rows {
                text += &line(&mut row.iter().map(|cell| cell.replace('|', "\\|")));
            }
        }
        text
    }

    /// What the figures rest on.
    fn sentences(&self) -> Vec<String> {
        let lines = &self.done.lines;
        let results = || lines.iter().map(|line| &line.result);
        let bodies: BTreeSet<&str> = results().map(|result| result.body.as_str()).collect();
        let made = |made: Made| results().filter(|result| result.made == made).count();
        let models = lines.iter().map(|line| (&line.provenance.model, &line.provenance.model_sha256));
        let models: BTreeSet<String> = models.map(|(id, sha256)| format!("{id} ({sha256:.12}…)")).collect();
        let recorded = lines.iter().filter(|line| line.provenance.from_landmarks).count();
        let mut told = vec![format!(
            "{} of {}: {} rendered, {} filmed.",
            counted(lines.len(), "clip", "clips"),
            counted(bodies.len(), "body", "bodies"),
            made(Made::Rendered),
            made(Made::Filmed)
        )];
        let of_landmarks = match recorded {
            0 => String::new(),
            all if all == lines.len() => "; landmark recordings stood for all clips".to_owned(),
            some => format!("; landmark recordings stood for {some} of them"),
        };
        told.push(format!(
            "Judged by holdfast {} with {}{of_landmarks}.",
            Program::this().version,
            models.into_iter().collect::<Vec<_>>().join(" and ")
        ));
        if made(Made::Rendered) > 0 {
            told.push(
                "The bodies of rendered clips are computed and their movements exactly known; real rooms, clothes \
                 and bodies are harder."
                    .to_owned(),
            );
        }
        told.push(format!(
            "In brackets stand 95 % confidence intervals, by bootstrap over bodies ({RESAMPLES} draws); a single body \
             has none."
        ));
        if self.done.failed > 0 {
            let failed = counted(self.done.failed, "clip", "clips");
            told.push(format!("{failed} could not be compared and are not in the tables."));
        }
        if self.done.interrupted {
            told.push("The run was stopped before its end.".to_owned());
        }
        told
    }
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
