//! `holdfast sessions delete`.

use std::io::{self, BufRead, IsTerminal, Write};

use anyhow::{Result, bail};

use super::done;
use super::selection::Wanted;
use crate::cli::language::Spoken;
use crate::cli::places::History;
use crate::cli::{Outcome, terminal};
use crate::messages::fill;
use crate::messages::words::Sessions as Words;
use crate::store::{Filter, Listed, Standing, Store, StoreError};

#[derive(Debug, clap::Args)]
pub(super) struct DeleteArguments {
    /// The sessions' numbers, or `last`.
    #[arg(value_name = "ID", required_unless_present = "all", conflicts_with = "all")]
    sessions: Vec<Wanted>,

    /// All sessions. The day's programme stays.
    #[arg(long)]
    all: bool,

    /// Don't ask.
    #[arg(long)]
    yes: bool,

    #[command(flatten)]
    history: History,

    #[command(flatten)]
    spoken: Spoken,
}

pub(super) fn run(arguments: &DeleteArguments) -> Result<Outcome> {
    let language = arguments.spoken.language();
    let words = &language.words.sessions;
    let Some(store) = arguments.history.read()? else {
        match arguments.sessions.first() {
            Some(session) => return Err(session.missing()),
            None => return Ok(Outcome::Done),
        }
    };
    let listed = store.list(&Filter::default())?;
    let goes_on = listed.iter().find(|session| session.standing == Standing::UnderWay);
    let ids =
        if arguments.all { store.ids_of_the_past()? } else { wanted(&arguments.sessions, &store, &listed)? };
    if let Some(session) = goes_on.filter(|_| arguments.all) {
        done(&words.stays, session.id, language);
    }
    if !arguments.yes && !ids.is_empty() && !confirmed(&ids, words)? {
        terminal::tell(&words.nothing_deleted, language);
        return Ok(Outcome::Done);
    }
    for id in &ids {
        store.delete(*id)?;
    }
    let gone = store.tidy()?;
    match ids[..] {
        [] if goes_on.is_some() => terminal::tell(&words.nothing_else, language),
        [] => terminal::tell(&words.nothing_to_delete, language),
        [id] => done(&words.deleted, id, language),
        _ => {
            let number = ids.len().to_string();
            terminal::tell(&fill(&words.deleted_several, &[("number", &number)]), language);
        }
    }
    match goes_on {
        _ if gone => {}
        // Whoever closes the history last puts the log away.
        Some(session) => done(&words.log, session.id, language),
        None => bail!(
            "another program has the history open, and its log may still hold what was deleted: close it, and \
             run `holdfast sessions delete --all` or any other deletion again"
        ),
    }
    Ok(Outcome::Done)
}

/// The numbers of the sessions that are named. What cannot be deleted is told before anything is.
fn wanted(named: &[Wanted], store: &Store, listed: &[Listed]) -> Result<Vec<i64>> {
    let mut ids = named.iter().map(|wanted| wanted.find(store)).collect::<Result<Vec<_>>>()?;
    ids.sort_unstable();
    ids.dedup();
    for id in &ids {
        match listed.iter().find(|session| session.id == *id) {
            None => return Err(StoreError::NoSession { id: *id }.into()),
            Some(session) if session.standing == Standing::UnderWay => {
                return Err(StoreError::GoesOn { id: *id }.into());
            }
            Some(_) => {}
        }
    }
    Ok(ids)
}

fn confirmed(ids: &[i64], words: &Words) -> Result<bool> {
    if !io::stdin().is_terminal() {
        bail!("nobody can be asked here: add --yes to delete");
    }
    let question = match ids {
        [id] => fill(&words.really, &[("id", &id.to_string())]),
        _ => fill(&words.really_several, &[("number", &ids.len().to_string())]),
    };
    let mut out = io::stderr().lock();
    write!(out, "{question} ")?;
    out.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(words.yes.iter().any(|yes| yes == answer.trim()))
}
