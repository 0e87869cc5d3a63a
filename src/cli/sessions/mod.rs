//! `holdfast sessions`: what was kept of the sessions.

mod delete;
pub(super) mod kept;
mod list;
pub(super) mod report;
mod selection;
pub(super) mod show;
mod targets;
mod trends;

use anyhow::Result;
use clap::Subcommand;

use self::selection::Wanted;
pub(super) use self::trends::weeks;
use super::language::Spoken;
use super::places::History;
use super::{Outcome, terminal};
use crate::messages::{Language, fill};
use crate::store::{Pain, Store};

/// Show what was done before, and how it develops.
#[derive(Debug, clap::Args)]
pub(super) struct SessionsArguments {
    #[command(subcommand)]
    command: SessionsCommand,
}

#[derive(Debug, Subcommand)]
enum SessionsCommand {
    /// List the sessions, oldest first.
    #[command(after_help = "\
Examples:
  holdfast sessions list --since 2026-03-01
  holdfast sessions list --exercise bridge --format csv")]
    List(list::ListArguments),
    /// Show one session: what was asked for and done, set by set.
    #[command(after_help = "\
Examples:
  holdfast sessions show last
  holdfast sessions show 12")]
    Show {
        /// The session's number, or `last`.
        #[arg(value_name = "ID")]
        session: Wanted,
        #[command(flatten)]
        history: History,
        #[command(flatten)]
        spoken: Spoken,
    },
    /// Write a report of one session: a page, a PDF, or data for programs.
    #[command(after_help = "\
Examples:
  holdfast sessions report last --output monday.pdf
  holdfast sessions report 12 --format json")]
    Report(report::ReportArguments),
    /// Write one session for other programs: its movement for OpenSim, or observations for a clinic.
    #[command(after_help = "\
Examples:
  holdfast sessions export last --format trc --output monday.trc
  holdfast sessions export 12 --format fhir")]
    Export(report::ExportArguments),
    /// Show how range, holds and the share of good repetitions develop, week by week.
    #[command(after_help = "\
Examples:
  holdfast sessions trends
  holdfast sessions trends --output trends.html
  holdfast sessions trends --exercise bridge --since 2026-01-01 --format json")]
    Trends(trends::TrendsArguments),
    /// Write a note to a session; an empty one removes it.
    #[command(after_help = "Example:\n  holdfast sessions note last \"new mat, slept badly\"")]
    Note {
        /// The session's number, or `last`.
        #[arg(value_name = "ID")]
        session: Wanted,
        /// The note.
        text: String,
        #[command(flatten)]
        history: History,
        #[command(flatten)]
        spoken: Spoken,
    },
    /// Say how strong the pain was, from 0 (none) to 10 (the worst there is).
    #[command(after_help = "Example:\n  holdfast sessions pain last --before 2 --after 3")]
    Pain {
        /// The session's number, or `last`.
        #[arg(value_name = "ID")]
        session: Wanted,
        /// Before the session.
        #[arg(long, value_name = "0-10", value_parser = pain_mark(), required_unless_present = "after")]
        before: Option<u8>,
        /// After it.
        #[arg(long, value_name = "0-10", value_parser = pain_mark())]
        after: Option<u8>,
        #[command(flatten)]
        history: History,
        #[command(flatten)]
        spoken: Spoken,
    },
    /// Delete sessions for good: nothing of them stays in any file of the history.
    #[command(after_help = "\
Examples:
  holdfast sessions delete 12 13
  holdfast sessions delete --all --yes")]
    Delete(delete::DeleteArguments),
}

/// Reads a pain mark.
pub(super) fn pain_mark() -> clap::builder::RangedI64ValueParser<u8> {
    clap::value_parser!(u8).range(0..=10)
}

pub(super) fn run(arguments: SessionsArguments) -> Result<Outcome> {
    match arguments.command {
        SessionsCommand::List(arguments) => list::run(&arguments),
        SessionsCommand::Show { session, history, spoken } => show::run(session, &history, spoken.language()),
        SessionsCommand::Report(arguments) => report::report(&arguments),
        SessionsCommand::Export(arguments) => report::export(&arguments),
        SessionsCommand::Trends(arguments) => trends::run(&arguments),
        SessionsCommand::Note { session, text, history, spoken } => change(&history, session, |store, id| {
            store.set_note(id, Some(text.trim()).filter(|text| !text.is_empty()))?;
            done(&spoken.language().words.sessions.has_note, id, spoken.language());
            Ok(())
        }),
        SessionsCommand::Pain { session, before, after, history, spoken } => {
            change(&history, session, |store, id| {
                store.mark_pain(id, Pain { before, after })?;
                done(&spoken.language().words.sessions.has_mark, id, spoken.language());
                Ok(())
            })
        }
        SessionsCommand::Delete(arguments) => delete::run(&arguments),
    }
}

/// Says what was done to a session.
fn done(sentence: &str, id: i64, language: &Language) {
    terminal::tell(&fill(sentence, &[("id", &id.to_string())]), language);
}

fn change(
    history: &History,
    session: Wanted,
    work: impl FnOnce(&Store, i64) -> Result<()>,
) -> Result<Outcome> {
    let Some(store) = history.read()? else { return Err(session.missing()) };
    let id = session.find(&store)?;
    work(&store, id)?;
    Ok(Outcome::Done)
}
