//! What a session comes to, for the terminal, in the session's language.

use std::io::Write;

use anyhow::Result;

use crate::cli::terminal;
use crate::coach::{Item, SetResult, Stage};
use crate::messages::{Language, fill};
use crate::pipeline::live::Ended;
use crate::report::printable;

/// Prints a line for each set.
pub(super) fn print(ended: &Ended, programme: &[Item], language: &Language) -> Result<()> {
    let Some(Stage::Summary(summary)) = ended.summary.as_ref().map(|last| &last.moment.stage) else {
        return Ok(());
    };
    let mut out = terminal::output();
    for set in &summary.sets {
        if let Some(item) = programme.get(set.item) {
            let is_held = item.exercise.dose.hold_secs.is_some();
            writeln!(out, "{}", line(set, &printable(&item.texts.title), is_held, language))?;
        }
    }
    Ok(())
}

/// What a set came to, with the title of its exercise, and with its holds where they are asked for.
pub(in crate::cli) fn line(set: &SetResult, title: &str, is_held: bool, language: &Language) -> String {
    let (number, what) = (set.number.to_string(), what(set, is_held, language));
    fill(&language.words.terminal.set, &[("title", title), ("set", &number), ("what", &what)])
}

fn what(set: &SetResult, is_held: bool, language: &Language) -> String {
    let words = &language.words.terminal;
    let count = set.repetitions;
    let values = [("good", &*count.good.to_string()), ("total", &*count.total.to_string())];
    let good = fill(words.good.of(count.total), &values);
    let reached = set.attempts.iter().filter(|attempt| attempt.target_reached_secs.is_some());
    let holds: Vec<f64> = reached.map(|attempt| attempt.hold_secs).collect();
    if holds.is_empty() || !is_held {
        return good;
    }
    format!("{good}; {}", fill(&words.held, &[("secs", &language.numbers(&holds, 1))]))
}
