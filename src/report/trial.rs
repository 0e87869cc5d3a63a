//! What changed rules make of old recordings, attempt by attempt (`holdfast/rules-trial`, version 1).

use std::io::{self, Write};

use serde::Serialize;

use super::analysis::{Excursion, Repetitions};
use super::number;
use super::value::clock;
use crate::messages::{counted, english};

/// The value of `format`.
const FORMAT: &str = "holdfast/rules-trial";
/// The value of `version`.
const VERSION: u32 = 1;

/// A hold that changes by less than this (seconds) is the same.
const SAME_SECS: f64 = 0.05;

/// Recordings judged by the rules that there are and by those that are tried.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trial {
    format: &'static str,
    version: u32,
    /// The exercise's id.
    pub exercise: String,
    /// The rules that there are; null where the exercise is new.
    pub before: Option<TriedRules>,
    /// The rules that are tried.
    pub after: TriedRules,
    /// The recordings.
    pub recordings: Vec<TriedRecording>,
}

/// Which rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TriedRules {
    /// `built-in`, or their file.
    pub origin: String,
    /// The hash of their text.
    pub sha256: String,
}

/// One recording under both rules.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TriedRecording {
    /// The recording's file.
    pub name: String,
    /// Repetitions by the rules that there are.
    pub repetitions_before: Option<Repetitions>,
    /// Repetitions by the rules that are tried.
    pub repetitions_after: Repetitions,
    /// The attempts of both, by time.
    pub attempts: Vec<TriedAttempt>,
}

/// One attempt under both rules.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TriedAttempt {
    /// As the rules that there are see it; null where they see none.
    pub before: Option<Excursion>,
    /// As the rules that are tried see it; null where they see none.
    pub after: Option<Excursion>,
    /// Whether verdict, faults or seconds of hold differ.
    pub changes: bool,
}

impl Trial {
    /// A trial without recordings yet.
    pub fn new(exercise: String, before: Option<TriedRules>, after: TriedRules) -> Self {
        Trial { format: FORMAT, version: VERSION, exercise, before, after, recordings: Vec::new() }
    }

    /// Writes it for programs.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, self)?;
        writeln!(out)
    }

    /// Writes it for people.
    pub fn write_text(&self, out: &mut dyn Write) -> io::Result<()> {
        let before = self.before.as_ref().map_or("no rules yet", |rules| rules.origin.as_str());
        writeln!(out, "{}: {before} -> {}", self.exercise, self.after.origin)?;
        for recording in &self.recordings {
            recording.write_text(out)?;
        }
        let attempts = || self.recordings.iter().flat_map(|recording| &recording.attempts);
        let changed = attempts().filter(|attempt| attempt.changes).count();
        let good = |of: fn(&TriedRecording) -> u32| self.recordings.iter().map(of).sum::<u32>();
        writeln!(
            out,
            "\nIn all: {} of {} change; good repetitions {} -> {}.",
            changed,
            counted(attempts().count(), "attempt"),
            good(|recording| recording.repetitions_before.map_or(0, |count| count.good)),
            good(|recording| recording.repetitions_after.good),
        )
    }
}

impl TriedRecording {
    /// Pairs the attempts: those of one phase and side that overlap in time are the same one.
    pub fn new(
        name: String,
        before: Option<(Repetitions, Vec<Excursion>)>,
        after: (Repetitions, Vec<Excursion>),
    ) -> Self {
        let (repetitions_before, before) =
            before.map_or((None, Vec::new()), |(count, all)| (Some(count), all));
        let (repetitions_after, after) = after;
        let mut left: Vec<Option<Excursion>> = after.into_iter().map(Some).collect();
        let mut attempts: Vec<TriedAttempt> = before
            .into_iter()
            .map(|before| {
                let same = |after: &Excursion| {
                    before.phase == after.phase
                        && before.side == after.side
                        && before.start < after.end
                        && after.start < before.end
                };
                let twin = left.iter_mut().find(|after| after.as_ref().is_some_and(same));
                TriedAttempt::new(Some(before.clone()), twin.and_then(Option::take))
            })
            .collect();
        attempts.extend(left.into_iter().flatten().map(|after| TriedAttempt::new(None, Some(after))));
        attempts.sort_by(|a, b| a.start().total_cmp(&b.start()));
        TriedRecording { name, repetitions_before, repetitions_after, attempts }
    }

    fn write_text(&self, out: &mut dyn Write) -> io::Result<()> {
        let count = |count: Repetitions| format!("{} of {}", count.good, count.total);
        let before = self.repetitions_before.map_or_else(|| "none".to_string(), count);
        writeln!(out, "\n{}: good repetitions {before} -> {}", self.name, count(self.repetitions_after))?;
        if self.attempts.is_empty() {
            return writeln!(out, "  no attempts");
        }
        for attempt in self.attempts.iter().filter(|attempt| attempt.changes) {
            let shown =
                |seen: &Option<Excursion>| seen.as_ref().map_or_else(|| "not seen".to_string(), summary);
            writeln!(
                out,
                "  {}  {:10}  {} -> {}",
                clock(attempt.start(), english()),
                attempt.name(),
                shown(&attempt.before),
                shown(&attempt.after)
            )?;
        }
        let same = self.attempts.iter().filter(|attempt| !attempt.changes).count();
        if same > 0 { writeln!(out, "  {} as before", counted(same, "attempt")) } else { Ok(()) }
    }
}

impl TriedAttempt {
    fn new(before: Option<Excursion>, after: Option<Excursion>) -> Self {
        let same = before.as_ref().zip(after.as_ref()).is_some_and(|(before, after)| {
            before.verdict == after.verdict
                && before.faults == after.faults
                && (before.hold_secs - after.hold_secs).abs() < SAME_SECS
        });
        TriedAttempt { before, after, changes: !same }
    }

    fn either(&self) -> Option<&Excursion> {
        self.before.as_ref().or(self.after.as_ref())
    }

    fn start(&self) -> f64 {
        self.either().map_or(0.0, |attempt| attempt.start)
    }

    fn name(&self) -> String {
        let Some(attempt) = self.either() else { return String::new() };
        let parts = [&attempt.phase, &attempt.side];
        parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// An attempt in a few words: `faulty (hips-low, too-fast), held 2.1 s`.
fn summary(attempt: &Excursion) -> String {
    let mut text = attempt.verdict.clone();
    if !attempt.faults.is_empty() {
        text += &format!(" ({})", attempt.faults.join(", "));
    }
    if attempt.hold_secs > 0.0 {
        text += &format!(", held {:.1} s", number::secs(attempt.hold_secs));
    }
    text
}
