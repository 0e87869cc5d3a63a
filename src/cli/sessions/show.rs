//! `holdfast sessions show`: one session in short. A report says more.

use anyhow::Result;

use super::kept::tell_damage;
use super::list::{lasted, pain, standing};
use super::selection::Wanted;
use crate::cli::places::History;
use crate::cli::{Outcome, days, terminal};
use crate::coach::{Finding, findings};
use crate::messages;
use crate::report::Page;
use crate::store::{KeptSession, KeptSet, Origin};

pub(super) fn run(session: Wanted, history: &History) -> Result<Outcome> {
    let Some(store) = history.read()? else { return Err(session.missing()) };
    let session = store.session(session.find(&store)?)?;
    tell_damage(session.id, session.damaged);
    print(&session)?;
    Ok(Outcome::Done)
}

/// Prints a session on standard output.
pub(in crate::cli) fn print(session: &KeptSession) -> Result<()> {
    let mut page = terminal::page();
    head(&mut page, session)?;
    for set in &session.sets {
        page.blank()?;
        of_set(&mut page, set)?;
    }
    Ok(())
}

fn head(page: &mut Page<'_>, session: &KeptSession) -> Result<()> {
    let about = &session.about;
    let began = days::date_time(about.began).strftime("%A, %-d %B %Y, %H:%M");
    page.heading(&format!("Session {}: {began}", session.id))?;
    let from = match about.origin {
        Origin::Camera => "camera",
        Origin::Recording => "recording",
    };
    page.item("  Source    ", &format!("{from} {}", about.source))?;
    let ended = standing(session.standing).map(|word| format!(", {word}")).unwrap_or_default();
    page.item("  Lasted    ", &format!("{}{ended}", lasted(session.duration_secs)))?;
    if !session.pauses.is_empty() {
        let secs: f64 =
            session.pauses.iter().filter_map(|pause| Some(pause.end_secs? - pause.start_secs)).sum();
        page.item(
            "  Paused    ",
            &format!("{}, {} in all", messages::counted(session.pauses.len(), "time"), lasted(secs)),
        )?;
    }
    if let Some(pain) = pain(session.pain) {
        page.item("  Pain      ", &format!("{pain} (before -> after, 0 to 10)"))?;
    }
    if let Some(note) = &session.note {
        page.item("  Note      ", note)?;
    }
    page.item("  Judged by ", &format!("holdfast {}, model {}", about.program_version, about.model))?;
    Ok(())
}

fn of_set(page: &mut Page<'_>, set: &KeptSet) -> Result<()> {
    let result = &set.result;
    let cut = if set.whole { "" } else { ", cut off" };
    page.heading(&format!("{}, set {}{cut}", set.rules.title, result.number))?;
    page.item("  Asked for  ", &asked(set))?;
    let repetitions = result.repetitions;
    let attempts = result.attempts.len();
    page.item(
        "  Done       ",
        &format!("{} good of {} repetitions, {attempts} attempts", repetitions.good, repetitions.total),
    )?;
    let holds: Vec<f64> =
        result.attempts.iter().filter(|e| e.target_reached_secs.is_some()).map(|e| e.hold_secs).collect();
    if !holds.is_empty() && set.start.settings.hold_secs.is_some() | holds.iter().any(|secs| *secs >= 1.0) {
        let holds: Vec<String> = holds.iter().map(|secs| format!("{secs:.1}")).collect();
        page.item("  Held       ", &format!("{} s", holds.join(", ")))?;
    }
    for Finding { id, cue, times, .. } in findings([(result, &set.exercise, &set.texts)]) {
        page.item("  To mend    ", &format!("{id} ({times}): {cue}"))?;
    }
    let coverage = &result.coverage;
    let secs = result.end_secs - result.start_secs;
    if set.whole && secs > 0.0 {
        let share = (coverage.judged_secs / secs * 100.0).clamp(0.0, 100.0);
        page.item("  Judged     ", &format!("{share:.0} % of {}", lasted(secs)))?;
    }
    let longest = coverage.reasons.iter().filter(|(_, secs)| **secs >= 1.0);
    let reasons: Vec<String> = longest
        .map(|(reason, secs)| format!("{} {}", messages::reason_name(reason.id()), lasted(*secs)))
        .collect();
    if !reasons.is_empty() {
        page.item("  Not judged ", &reasons.join(", "))?;
    }
    Ok(())
}

fn asked(set: &KeptSet) -> String {
    let settings = set.start.settings;
    let repetitions = match set.start.repetitions {
        Some(repetitions) => format!("{repetitions} repetitions"),
        None => "as many as liked".to_string(),
    };
    let hold = settings.hold_secs.map(|secs| format!(", {secs} s hold")).unwrap_or_default();
    let range = match (settings.own_range, set.result.range) {
        (true, range) => format!(", the person's own range ({:.0} %)", range * 100.0),
        (false, range) if range < 1.0 => format!(", {:.0} % of the range", range * 100.0),
        _ => String::new(),
    };
    format!("{repetitions}{hold}{range}")
}
