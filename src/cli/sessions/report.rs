//! `holdfast sessions report` and `export`: a session in a file, for people and for programs.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::kept::{self, Frames};
use super::selection::Wanted;
use crate::cli::language::Spoken;
use crate::cli::output::OutputFile;
use crate::cli::places::History;
use crate::cli::{Outcome, terminal};
use crate::messages::{Language, english};
use crate::report::{EXPORTS, Format, Holds, Layout, SESSION_FORMATS, Session, Shows};

/// Which session, and where it goes.
#[derive(Debug, clap::Args)]
pub(super) struct ReportArguments {
    /// The session's number, or `last`.
    #[arg(value_name = "ID")]
    session: Wanted,

    /// How it is written. Without it, the ending of --output decides, or else html.
    #[arg(long, short, value_parser = names(SESSION_FORMATS))]
    format: Option<String>,

    /// The file. Standard output without it.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Whose session it is, to stand in the report. It is kept nowhere else.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,

    #[command(flatten)]
    history: History,

    #[command(flatten)]
    spoken: Spoken,
}

/// Which session, and where it goes.
#[derive(Debug, clap::Args)]
pub(super) struct ExportArguments {
    /// The session's number, or `last`.
    #[arg(value_name = "ID")]
    session: Wanted,

    /// What it is for. Without it, the ending of --output decides, or else trc.
    #[arg(long, short, value_parser = names(EXPORTS))]
    format: Option<String>,

    /// The file. Standard output without it.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    history: History,
}

fn names(formats: &'static [Format]) -> PossibleValuesParser {
    PossibleValuesParser::new(formats.iter().map(|format| PossibleValue::new(format.id).help(format.about)))
}

pub(super) fn report(arguments: &ReportArguments) -> Result<Outcome> {
    let ReportArguments { session, format, output, name, history, spoken } = arguments;
    let about = (*session, name.clone());
    run(SESSION_FORMATS, about, format.as_deref(), output.as_deref(), history, spoken.language())
}

pub(super) fn export(arguments: &ExportArguments) -> Result<Outcome> {
    let ExportArguments { session, format, output, history } = arguments;
    run(EXPORTS, (*session, None), format.as_deref(), output.as_deref(), history, english())
}

fn run(
    formats: &'static [Format],
    (session, name): (Wanted, Option<String>),
    typed: Option<&str>,
    output: Option<&Path>,
    history: &History,
    language: &'static Language,
) -> Result<Outcome> {
    let format = Format::chosen(formats, typed, output)?;
    if format.holds == Holds::Binary && output.is_none() {
        bail!("a {} cannot be shown in a terminal: add --output FILE.{}", format.id, format.extension);
    }
    let Some(store) = history.read()? else { return Err(session.missing()) };
    let frames = if format.shows == Shows::Frames { Frames::All } else { Frames::Sketched };
    let session = Session { name, ..kept::session(&store, session.find(&store)?, frames, language)? };
    match output.filter(|path| path.as_os_str() != "-") {
        None => {
            let layout = terminal::stdout_layout(false).in_language(language);
            write(&mut terminal::output(), format, layout, &session)?;
        }
        Some(path) => into_file(path, format, &session, language)?,
    }
    Ok(Outcome::Done)
}

/// Writes a session's report; the file's ending says how, html where it says nothing.
pub(in crate::cli) fn to_file(session: &Session, path: &Path, language: &'static Language) -> Result<()> {
    into_file(path, Format::chosen(SESSION_FORMATS, None, Some(path))?, session, language)
}

/// Fails where a report could not be written there, before there is one.
pub(in crate::cli) fn refuse_place(path: &Path) -> Result<()> {
    Format::chosen(SESSION_FORMATS, None, Some(path))?;
    OutputFile::create(path).map(drop)
}

fn into_file(path: &Path, format: &Format, session: &Session, language: &'static Language) -> Result<()> {
    let mut file = OutputFile::create(path)?;
    let written = write(&mut file, format, Layout::plain(false).in_language(language), session);
    written.map_err(|error| file.explain(error.into()))?;
    file.commit()
}

fn write(out: &mut dyn Write, format: &Format, layout: Layout, session: &Session) -> io::Result<()> {
    let mut report = (format.begin)(out, layout);
    report.add(session)?;
    report.finish(0)
}
