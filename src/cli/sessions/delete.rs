//! `holdfast sessions delete`.

use std::io::{self, BufRead, IsTerminal, Write};

use anyhow::{Result, bail};

use super::selection::Wanted;
use crate::cli::places::History;
use crate::cli::{Outcome, terminal};
use crate::store::Filter;

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
    let ids = if arguments.all {
        store.list(&Filter::default())?.into_iter().map(|session| session.id).collect()
    } else {
        let mut ids =
            arguments.sessions.iter().map(|wanted| wanted.find(&store)).collect::<Result<Vec<_>>>()?;
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    for id in &ids {
        store.session(*id)?; // one that is not there is told before anything is deleted
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
        [] => "there was nothing to delete".to_string(),
        [id] => format!("session {id} is deleted"),
        _ => format!("{} sessions are deleted", ids.len()),
    });
    if !gone {
        bail!(
            "another program has the history open, and its log may still hold what was deleted: close it, and \
             run `holdfast sessions delete --all` or any other deletion again"
        );
    }
    Ok(Outcome::Done)
}

fn confirmed(ids: &[i64]) -> Result<bool> {
    if !io::stdin().is_terminal() {
        bail!("nobody is there to be asked: add --yes to delete");
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
