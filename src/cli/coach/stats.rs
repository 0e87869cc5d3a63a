//! How well the machine kept up.

use std::fs;

use crate::cli::terminal;
use crate::pipeline::live::{Ages, Ended};

/// Prints it on standard error; `shown` is how old the pictures were on the screen, where there was one.
pub(super) fn print(ended: &Ended, shown: Option<&Ages>) {
    let secs = ended.elapsed.as_secs_f64();
    let captured = ended.captured.map_or("an unknown number of".to_owned(), |captured| captured.to_string());
    terminal::print_errors(&format!(
        "verdicts: {} in {secs:.1} s ({:.1} a second), of {captured} frames, {} dropped\n",
        ended.verdicts,
        ended.verdicts as f64 / secs.max(1e-3),
        ended.dropped
    ));
    for (what, ages) in [("at its verdict", Some(&ended.ages)), ("on the screen", shown)] {
        let Some(ages) = ages else { continue };
        if let (Some(usual), Some(most)) = (ages.percentile_ms(50.0), ages.percentile_ms(95.0)) {
            terminal::print_errors(&format!("age of a frame {what}: p50 {usual} ms, p95 {most} ms\n"));
        }
    }
    if let (Some(now), Some(peak)) = (memory_mb("VmRSS:"), memory_mb("VmHWM:")) {
        terminal::print_errors(&format!("memory: {now:.0} MB, at most {peak:.0} MB\n"));
    }
}

/// A line of the system's account of this program, in megabytes; none where there is no such account.
fn memory_mb(line: &str) -> Option<f64> {
    let account = fs::read_to_string("/proc/self/status").ok()?;
    let value = account.lines().find_map(|found| found.strip_prefix(line))?;
    let kilobytes: f64 = value.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes / 1000.0)
}
