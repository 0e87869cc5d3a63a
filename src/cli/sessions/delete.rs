//! `holdfast sessions delete`.

use std::io::{self, BufRead, IsTerminal, Write};

use anyhow::{Result, bail};

use super::selection::Wanted;
use crate::cli::places::History;
use crate::cli::{Outcome, terminal};
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
}

pub(super) fn run(arguments: &DeleteArguments) -> Result<Outcome> {
    let Some(store) = arguments.history.read()? else {
        match arguments.sessions.first() {
            Some(session) => return Err(session.missing()),
            None => return Ok(Outcome::Done),
        }
    };
    let listed = store.list(&Filter::default())?;
    let goes_on = listed.iter().find(|session| session.standing == Standing::UnderWay);
    let ids = if arguments.all {
        listed
            .iter()
            .filter(|session| session.standing != Standing::UnderWay)
            .map(|session| session.id)
            .collect()
    } else {
        wanted(&arguments.sessions, &store, &listed)?
    };
    if let Some(session) = goes_on.filter(|_| arguments.all) {
        terminal::note(&format!("session {} is under way and stays", session.id));
    }
    if !arguments.yes && !ids.is_empty() && !confirmed(&ids)? {
        terminal::note("nothing was deleted");
        return Ok(Outcome::Done);
    }
    for id in &ids {
        store.delete(*id)?;
    }
    let gone = store.tidy()?;
    terminal::note(&match ids[..] {
        [] if goes_on.is_some() => "there was nothing else to delete".to_string(),
        [] => "there was nothing to delete".to_string(),
        [id] => format!("session {id} is deleted"),
        _ => format!("{} sessions are deleted", ids.len()),
    });
    match goes_on {
        _ if gone => {}
        // Whoever closes the history last puts the log away.
        Some(session) => terminal::note(&format!(
            "the log of the history may hold what was deleted until session {} has ended",
            session.id
        )),
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

fn confirmed(ids: &[i64]) -> Result<bool> {
    if !io::stdin().is_terminal() {
        bail!("nobody can be asked here: add --yes to delete");
    }
    let what = match ids {
        [id] => format!("session {id}"),
        _ => format!("{} sessions", ids.len()),
    };
    let mut out = io::stderr().lock();
    write!(out, "Delete {what} for good? [y/N] ")?;
    out.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}
