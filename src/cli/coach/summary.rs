//! What a session comes to, for the terminal, in the session's language.

use std::io::{self, Write};

use anyhow::Result;

use crate::coach::{SetResult, Stage};
use crate::messages::{Language, fill};
use crate::pipeline::live::Ended;
use crate::report::printable;

/// Prints a line for each set, with the title of its exercise.
pub(super) fn print(ended: &Ended, titles: &[String], language: &Language) -> Result<()> {
    let Some(Stage::Summary(summary)) = ended.summary.as_ref().map(|last| &last.moment.stage) else {
        return Ok(());
    };
    let mut out = io::stdout().lock();
    for set in &summary.sets {
        let title = printable(titles.get(set.item).map_or("", String::as_str));
        writeln!(out, "{}", line(set, &title, language))?;
    }
    Ok(())
}

/// What a set came to, with the title of its exercise.
pub(in crate::cli) fn line(set: &SetResult, title: &str, language: &Language) -> String {
    let (number, what) = (set.number.to_string(), what(set, language));
    fill(&language.words.terminal.set, &[("title", title), ("set", &number), ("what", &what)])
}

fn what(set: &SetResult, language: &Language) -> String {
    let words = &language.words.terminal;
    let count = set.repetitions;
    let values = [("good", &*count.good.to_string()), ("total", &*count.total.to_string())];
    let good = fill(words.good.of(count.total), &values);
    let holds: Vec<String> = (set.attempts.iter())
        .filter(|excursion| excursion.target_reached_secs.is_some())
        .map(|excursion| language.number(excursion.hold_secs, 1))
        .collect();
    if holds.is_empty() {
        return good;
    }
    // Where the decimal sign is a comma, another sign stands between the numbers.
    let between = if language.words.decimal == "," { " / " } else { ", " };
    format!("{good}; {}", fill(&words.held, &[("secs", &holds.join(between))]))
}
