//! `holdfast sessions list`.

use anyhow::Result;

use super::kept::tell_rows_left_out;
use super::selection::Selection;
use crate::cli::language::Spoken;
use crate::cli::places::History;
use crate::cli::{Outcome, days, terminal};
use crate::coach::Ending;
use crate::messages::words::Sessions as Words;
use crate::messages::{Language, fill};
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

    #[command(flatten)]
    spoken: Spoken,
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
    let ListArguments { selection, format, history, spoken } = arguments;
    let language = spoken.language();
    let words = &language.words.sessions;
    let filter = selection.filter()?;
    let found = match history.read()? {
        Some(store) => {
            let found = store.list(&filter)?;
            tell_rows_left_out(&store, language);
            found
        }
        None => Vec::new(),
    };
    match format {
        Written::Json => history::write_json(terminal::output(), &Sessions::new(written(&found)))?,
        Written::Csv => {
            history::write_csv(terminal::output(), written(&found).into_iter().map(SessionRow::from))?;
        }
        Written::Text if found.is_empty() => terminal::tell(&words.none, language),
        Written::Text => {
            let rows = found.iter().map(|session| row(session, language));
            terminal::page().table(&[words.head.clone()].into_iter().chain(rows).collect::<Vec<_>>())?;
        }
    }
    Ok(Outcome::Done)
}

fn row(session: &Listed, language: &Language) -> [String; 8] {
    let titles: Vec<&str> = session.exercises.iter().map(|(_, title)| language.text(title)).collect();
    let [good, all] = [session.good, session.repetitions].map(|count| count.to_string());
    [
        session.id.to_string(),
        began(session, language),
        session.duration_secs.map(lasted).unwrap_or_default(),
        titles.join(", "),
        session.sets.to_string(),
        fill(&language.words.report.good_of, &[("good", &good), ("all", &all)]),
        pain(session.pain).unwrap_or_default(),
        remarks(session, &language.words.sessions).join(", "),
    ]
}

fn began(session: &Listed, language: &Language) -> String {
    let at = days::date_time(session.began);
    format!("{} {:02}:{:02}", language.day_in_digits(at.date()), at.hour(), at.minute())
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

fn remarks<'a>(session: &Listed, words: &'a Words) -> Vec<&'a str> {
    let recorded = (session.origin == Origin::Recording).then_some(words.recording.as_str());
    let noted = session.has_note.then_some(words.note.as_str());
    let ended = (session.origin == Origin::Camera).then(|| standing(session.standing, words)).flatten();
    recorded.into_iter().chain(ended).chain(noted).collect()
}

/// How a session stands, where it did not just come to its end.
pub(super) fn standing(standing: Standing, words: &Words) -> Option<&str> {
    match standing {
        Standing::UnderWay => Some(&words.under_way),
        Standing::Ended(Ending::Complete) => None,
        Standing::Ended(Ending::Stopped) => Some(&words.ended_early),
        Standing::CutOff => Some(&words.ended_unexpectedly),
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
