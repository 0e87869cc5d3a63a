//! What a session comes to, for the terminal.

use std::io::{self, Write};

use anyhow::Result;

use crate::coach::{SetResult, Stage};
use crate::messages::counted;
use crate::pipeline::live::Ended;
use crate::report::printable;

/// Prints a line for each set, with the title of its exercise.
pub(super) fn print(ended: &Ended, titles: &[String]) -> Result<()> {
    let Some(Stage::Summary(summary)) = ended.summary.as_ref().map(|last| &last.moment.stage) else {
        return Ok(());
    };
    let mut out = io::stdout().lock();
    for set in &summary.sets {
        let title = titles.get(set.item).map_or("", String::as_str);
        let title = printable(title);
        writeln!(out, "{title}, set {}: {}", set.number, line(set))?;
    }
    Ok(())
}

fn line(set: &SetResult) -> String {
    let count = set.repetitions;
    let holds: Vec<String> = (set.attempts.iter())
        .filter(|excursion| excursion.target_reached_secs.is_some())
        .map(|excursion| format!("{:.1}", excursion.hold_secs))
        .collect();
    let good = format!("{} of {} good", count.good, counted(count.total, "repetition"));
    if holds.is_empty() { good } else { format!("{good}; held for {} s", holds.join(", ")) }
}
