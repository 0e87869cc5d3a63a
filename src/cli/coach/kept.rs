//! What became of the session in the history, its report, and how the person is after it.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::request::Request;
use crate::cli::keeping::{Keeping, Kept};
use crate::cli::sessions::{kept, report, show};
use crate::cli::{days, plan, terminal};
use crate::messages::{Language, fill};
use crate::report::Session;
use crate::store::{Pain, Store, When};

/// Says where the session is kept, and asks for the pain after it where the person said it before.
pub(super) fn tell(keeping: &Keeping, request: &Request) -> Result<()> {
    let words = &request.language.words.terminal;
    match keeping.finish()? {
        Kept::Nothing => {}
        Kept::InHistory(id) => {
            note(request.language, &words.kept, &[("id", &id.to_string())]);
            if request.pain.is_some()
                && let Some(store) = request.history.read()?
            {
                pain_after(&store, id, request.language)?;
            }
            if let (Some(path), Some(store)) = (&request.report, request.history.read()?) {
                write_report(&kept::of(&store.session(id)?, None)?, path, request.language)?;
            }
        }
        Kept::InMemory(session) => {
            note(request.language, &words.not_kept, &[]);
            show::print(&session, request.language)?;
            // Its number is one of the memory's.
            let page = Session { id: None, ..kept::of(&session, None)? };
            match &request.report {
                Some(path) => write_report(&page, path, request.language)?,
                None => elsewhere(&page, session.about.began, request.language)?,
            }
        }
    }
    Ok(())
}

/// Notes something in the session's language.
fn note(language: &Language, sentence: &str, values: &[(&str, &str)]) {
    terminal::tell(&fill(sentence, values), language);
}

fn write_report(session: &Session, path: &Path, language: &'static Language) -> Result<()> {
    report::to_file(session, path, language)?;
    note(language, &language.words.terminal.report, &[("file", &path.display().to_string())]);
    Ok(())
}

/// Keeps the report of a session that the history could not keep: where the person says, or, where
/// nobody can be asked, in the first folder that takes it.
fn elsewhere(session: &Session, began: When, language: &'static Language) -> Result<()> {
    let began = days::date_time(began).strftime("%Y-%m-%d-%H%M%S");
    let name = format!("holdfast-{began}.html");
    let folders = [Some(PathBuf::from(".")), std::env::home_dir(), Some(std::env::temp_dir())];
    let mut places: Vec<PathBuf> = folders.into_iter().flatten().map(|folder| folder.join(&name)).collect();
    let usual = places[0].display().to_string();
    let question = fill(&language.words.terminal.where_to, &[("file", &usual)]) + " ";
    while let Some(typed) = ask(&question)? {
        let place = if typed.is_empty() { places[0].clone() } else { PathBuf::from(typed) };
        match write_report(session, &place, language) {
            Ok(()) => return Ok(()),
            Err(error) => terminal::note_error(&error),
        }
    }
    let last = places.pop();
    for place in places {
        if write_report(session, &place, language).is_ok() {
            return Ok(());
        }
    }
    last.map_or(Ok(()), |place| write_report(session, &place, language))
}

fn pain_after(store: &Store, id: i64, language: &Language) -> Result<()> {
    let words = &language.words.terminal;
    let Some(mark) = answer(&format!("{} ", words.pain))? else {
        note(language, &words.pain_later, &[("id", &id.to_string())]);
        return Ok(());
    };
    store.mark_pain(id, Pain { before: None, after: Some(mark) })?;
    if let Some(rise) = plan::rise(&store.pain_marks(plan::SESSIONS)?) {
        terminal::tell(&rise.in_words(language), language);
    }
    Ok(())
}

/// A mark from 0 to 10; none where nobody answers or is there to be asked.
fn answer(question: &str) -> Result<Option<u8>> {
    let typed = ask(question)?;
    Ok(typed.and_then(|typed| typed.parse().ok()).filter(|mark| *mark <= 10))
}

/// What the person answers; none where nobody is there to be asked.
fn ask(question: &str) -> Result<Option<String>> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Ok(None);
    }
    let mut out = io::stderr().lock();
    write!(out, "{question}")?;
    out.flush()?;
    let mut typed = String::new();
    let read = io::stdin().lock().read_line(&mut typed)?;
    Ok((read > 0).then(|| typed.trim().to_string()))
}
