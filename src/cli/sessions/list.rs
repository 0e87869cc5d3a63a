//! `holdfast sessions list`.

use std::io;

use anyhow::Result;

use super::selection::Selection;
use crate::cli::places::History;
use crate::cli::{Outcome, days, terminal};
use crate::coach::Ending;
use crate::report::history::{self, ListedSession, SessionRow, Sessions};
use crate::store::{Listed, Origin, Pain, Standing};

/// Which sessions, and how they are written.
#[derive(Debug, clap::Args)]
pub(super) struct ListArguments {
    #[command(flatten)]
    selection: Selection,

    /// How it is written.
    #[arg(long, short, default_value = "text")]
    format: Written,

    #[command(flatten)]
    history: History,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Written {
    /// For people
    Text,
    /// For programs
    Json,
    /// One row a session
    Csv,
}

pub(super) fn run(arguments: &ListArguments) -> Result<Outcome> {
    let ListArguments { selection, format, history } = arguments;
    let filter = selection.filter()?;
    let found = match history.read()? {
        Some(store) => store.list(&filter)?,
        None => Vec::new(),
    };
    match format {
        Written::Json => history::write_json(io::stdout().lock(), &Sessions::new(written(&found)))?,
        Written::Csv => {
            history::write_csv(io::stdout().lock(), written(&found).into_iter().map(SessionRow::from))?;
        }
        Written::Text if found.is_empty() => terminal::note("no sessions were found"),
        Written::Text => {
            let headers =
                ["ID", "BEGAN", "LASTED", "EXERCISES", "SETS", "GOOD", "PAIN", ""].map(str::to_string);
            let rows = found.iter().map(row);
            terminal::page().table(&[headers].into_iter().chain(rows).collect::<Vec<_>>())?;
        }
    }
    Ok(Outcome::Done)
}

fn row(session: &Listed) -> [String; 8] {
    let titles: Vec<&str> = session.exercises.iter().map(|(_, title)| title.as_str()).collect();
    [
        session.id.to_string(),
        began(session),
        session.duration_secs.map(lasted).unwrap_or_default(),
        titles.join(", "),
        session.sets.to_string(),
        format!("{} of {}", session.good, session.repetitions),
        pain(session.pain).unwrap_or_default(),
        remarks(session).join(", "),
    ]
}

fn began(session: &Listed) -> String {
    days::date_time(session.began).strftime("%Y-%m-%d %H:%M").to_string()
}

/// Minutes and seconds.
pub(super) fn lasted(secs: f64) -> String {
    let secs = secs.round();
    format!("{}:{:02}", (secs / 60.0).floor(), secs % 60.0)
}

/// `3 -> 2`; none where nobody said.
pub(super) fn pain(pain: Pain) -> Option<String> {
    let word = |mark: Option<u8>| mark.map_or_else(|| "?".to_string(), |mark| mark.to_string());
    (pain != Pain::default()).then(|| format!("{} -> {}", word(pain.before), word(pain.after)))
}

fn remarks(session: &Listed) -> Vec<&'static str> {
    let recorded = (session.origin == Origin::Recording).then_some("recording");
    let noted = session.has_note.then_some("note");
    let ended = (session.origin == Origin::Camera).then(|| standing(session.standing)).flatten();
    recorded.into_iter().chain(ended).chain(noted).collect()
}

/// How a session stands, where it did not just come to its end.
pub(super) fn standing(standing: Standing) -> Option<&'static str> {
    match standing {
        Standing::UnderWay => Some("under way"),
        Standing::Ended(Ending::Complete) => None,
        Standing::Ended(Ending::Stopped) => Some("ended early"),
        Standing::CutOff => Some("ended unexpectedly"),
    }
}

fn written(found: &[Listed]) -> Vec<ListedSession> {
    let of = |session: &Listed| ListedSession {
        id: session.id,
        began: days::rfc3339(session.began),
        source: match session.origin {
            Origin::Camera => "camera",
            Origin::Recording => "recording",
        },
        ending: match session.standing {
            Standing::UnderWay => None,
            Standing::Ended(Ending::Complete) => Some("complete"),
            Standing::Ended(Ending::Stopped) => Some("stopped"),
            Standing::CutOff => Some("unexpected"),
        },
        duration_secs: session.duration_secs,
        exercises: session.exercises.iter().map(|(id, _)| id.clone()).collect(),
        sets: session.sets,
        repetitions: session.repetitions,
        good: session.good,
        pain_before: session.pain.before,
        pain_after: session.pain.after,
    };
    found.iter().map(of).collect()
}
