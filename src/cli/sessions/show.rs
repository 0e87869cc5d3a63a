//! `holdfast sessions show`: one session in short. A report says more.

use anyhow::Result;

use super::kept::tell_damage;
use super::list::{lasted, pain, standing};
use super::selection::Wanted;
use crate::cli::places::History;
use crate::cli::{Outcome, days, terminal};
use crate::coach::{Finding, findings};
use crate::messages::{Language, fill};
use crate::report::Page;
use crate::store::{KeptSession, KeptSet, Origin};

pub(super) fn run(session: Wanted, history: &History, language: &'static Language) -> Result<Outcome> {
    let Some(store) = history.read()? else { return Err(session.missing()) };
    let session = store.session(session.find(&store)?)?;
    tell_damage(session.id, session.damaged, language);
    print(&session, language)?;
    Ok(Outcome::Done)
}

/// Prints a session on standard output.
pub(in crate::cli) fn print(session: &KeptSession, language: &Language) -> Result<()> {
    let mut page = terminal::page();
    head(&mut page, session, language)?;
    for set in &session.sets {
        page.blank()?;
        of_set(&mut page, set, language)?;
    }
    Ok(())
}

/// Lines with their names before them; none for those of which nothing is known.
fn lines<const N: usize>(page: &mut Page<'_>, names: &[String; N], told: [Vec<String>; N]) -> Result<()> {
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    for (name, lines) in names.iter().zip(&told) {
        for line in lines {
            page.item(&format!("  {name:width$} "), line)?;
        }
    }
    Ok(())
}

fn head(page: &mut Page<'_>, session: &KeptSession, language: &Language) -> Result<()> {
    let (about, words) = (&session.about, &language.words.sessions);
    let began = days::date_time(about.began);
    let values = [
        ("id", &*session.id.to_string()),
        ("weekday", language.weekday(began.date())),
        ("moment", &language.moment(began)),
    ];
    page.heading(&fill(&words.session, &values))?;
    let from = match about.origin {
        Origin::Camera => &words.camera,
        Origin::Recording => &words.recording,
    };
    let ended = standing(session.standing, words).map(|word| format!(", {word}")).unwrap_or_default();
    let paused: f64 =
        session.pauses.iter().filter_map(|pause| Some(pause.end_secs? - pause.start_secs)).sum();
    let pauses = || fill(&words.pauses.with(session.pauses.len()), &[("lasted", &lasted(paused))]);
    let pain = pain(session.pain).map(|pain| fill(&words.pain_marks, &[("pain", &pain)]));
    let program = [("version", &*about.program_version), ("model", &about.model)];
    let told = [
        vec![format!("{from} {}", about.source)],
        vec![format!("{}{ended}", lasted(session.duration_secs))],
        (!session.pauses.is_empty()).then(pauses).into_iter().collect(),
        pain.into_iter().collect(),
        session.note.clone().into_iter().collect(),
        vec![fill(&words.program, &program)],
        session
            .savings
            .last()
            .map(|(_, saving)| language.saving(saving.id()).to_string())
            .into_iter()
            .collect(),
    ];
    lines(page, &words.head_lines, told)
}

fn of_set(page: &mut Page<'_>, set: &KeptSet, language: &Language) -> Result<()> {
    let (result, words) = (&set.result, &language.words.sessions);
    let title = [("title", language.text(&set.rules.title)), ("set", &*result.number.to_string())];
    let cut = if set.whole { "" } else { &words.cut_off };
    page.heading(&(fill(&language.words.window.set_name, &title) + cut))?;
    let repetitions = result.repetitions;
    let done = [
        ("good", &*repetitions.good.to_string()),
        ("total", &repetitions.total.to_string()),
        ("attempts", &result.attempts.len().to_string()),
    ];
    let texts = language.translated(&set.texts);
    let to_mend =
        findings([(result, &set.exercise, &texts)]).into_iter().map(|Finding { id, cue, times, .. }| {
            format!("{} ({times}): {cue}", language.name(id).unwrap_or(id))
        });
    let coverage = &result.coverage;
    let secs = result.end_secs - result.start_secs;
    let judged = || {
        let share = (coverage.judged_secs / secs * 100.0).clamp(0.0, 100.0);
        fill(&words.judged, &[("percent", &format!("{share:.0}")), ("lasted", &lasted(secs))])
    };
    let longest = coverage.reasons.iter().filter(|(_, secs)| **secs >= 1.0);
    let reasons: Vec<String> =
        longest.map(|(reason, secs)| format!("{} {}", language.reason(reason.id()), lasted(*secs))).collect();
    let told = [
        vec![asked(set, language)],
        vec![fill(&words.done, &done)],
        held(set, language).into_iter().collect(),
        to_mend.collect(),
        (set.whole && secs > 0.0).then(judged).into_iter().collect(),
        (!reasons.is_empty()).then(|| reasons.join(", ")).into_iter().collect(),
    ];
    lines(page, &words.set_lines, told)
}

/// The holds, where they are asked for or long.
fn held(set: &KeptSet, language: &Language) -> Option<String> {
    let reached = set.result.attempts.iter().filter(|attempt| attempt.target_reached_secs.is_some());
    let holds: Vec<f64> = reached.map(|attempt| attempt.hold_secs).collect();
    let are_asked = set.start.settings.hold_secs.is_some() || holds.iter().any(|secs| *secs >= 1.0);
    (!holds.is_empty() && are_asked).then(|| format!("{} s", language.numbers(&holds, 1)))
}

fn asked(set: &KeptSet, language: &Language) -> String {
    let (settings, words) = (set.start.settings, &language.words.sessions);
    let asked = set.start.repetitions.map(|count| words.repetitions.with(count));
    let mut asked = asked.unwrap_or_else(|| words.any_number.clone());
    if let Some(secs) = settings.hold_secs {
        asked += &fill(&words.hold, &[("secs", &language.decimals(&secs.to_string()))]);
    }
    let percent = format!("{:.0}", set.result.range * 100.0);
    if settings.own_range {
        asked += &fill(&words.own_range, &[("percent", &percent)]);
    } else if set.result.range < 1.0 {
        asked += &fill(&words.range, &[("percent", &percent)]);
    }
    asked
}
