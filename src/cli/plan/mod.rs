//! `holdfast plan`: the day's programme, what was done of it, and when to stop.

mod change;
mod pain;
mod pause;
mod progress;
mod remind;
mod show;

use anyhow::{Result, bail};
use clap::Subcommand;
use jiff::civil::Date;

pub(super) use self::change::usual;
pub(super) use self::pain::{Rise, SESSIONS, rise};
pub(super) use self::pause::{in_words as pause_in_words, of_exercise as rest_in_words};
pub(super) use self::progress::{Part, programme};
use super::check::request::{self as limits, Range};
use super::language::Spoken;
use super::places::History;
use super::{Outcome, days, places, terminal};
use crate::messages::{Language, fill};
use crate::store::Store;

/// Show, set and check off the day's programme.
///
/// Without a command it shows what is planned for today and what was done of it.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  holdfast plan add bridge --repetitions 3
  holdfast plan add cat-cow --times 2
  holdfast plan rest cat-cow 2026-03-31
  holdfast plan remind 08:00 18:30
  holdfast plan
  holdfast coach --plan

Move slowly, never bounce, and ask a doctor before you begin a new programme."
)]
pub(super) struct PlanArguments {
    #[command(subcommand)]
    command: Option<PlanCommand>,

    #[command(flatten)]
    shown: Shown,

    #[command(flatten)]
    spoken: Spoken,
}

#[derive(Debug, Clone, clap::Args)]
struct Shown {
    /// Another day than today, such as 2026-03-31.
    #[arg(long, value_name = "DATE", value_parser = days::read_date)]
    day: Option<Date>,

    #[command(flatten)]
    history: History,
}

#[derive(Debug, Subcommand)]
enum PlanCommand {
    /// Show the programme and what was done of it.
    Show(Shown),
    /// Add an exercise. What is not said is as the exercise sheet prescribes it.
    Add(change::Item),
    /// Change an exercise of the programme. What is not said stays as it is.
    Set(change::Item),
    /// Take an exercise out of the programme.
    Remove {
        /// The exercise.
        #[arg(value_name = "EXERCISE")]
        exercise: String,
        #[command(flatten)]
        history: History,
    },
    /// Check off an exercise that was done without the camera.
    Done {
        /// The exercise.
        #[arg(value_name = "EXERCISE")]
        exercise: String,
        #[command(flatten)]
        shown: Shown,
    },
    /// Take back that an exercise was checked off, once.
    Undo {
        /// The exercise.
        #[arg(value_name = "EXERCISE")]
        exercise: String,
        #[command(flatten)]
        shown: Shown,
    },
    /// Let the whole programme rest from today on, as in an illness. Days of rest are not missed.
    Pause {
        /// The last day of the rest, such as 2026-03-31. Without it: until `plan resume`.
        #[arg(value_name = "UNTIL", value_parser = days::read_date)]
        until: Option<Date>,
        #[command(flatten)]
        history: History,
    },
    /// Let one exercise of the programme rest from today on.
    Rest {
        /// The exercise.
        #[arg(value_name = "EXERCISE")]
        exercise: String,
        /// The last day of the rest, such as 2026-03-31. Without it: until `plan resume EXERCISE`.
        #[arg(value_name = "UNTIL", value_parser = days::read_date)]
        until: Option<Date>,
        #[command(flatten)]
        history: History,
    },
    /// Have the desktop say at these times what is left of the day. Without a time: show what is set.
    ///
    /// A timer of systemd's calls `holdfast plan notify`. Where all is done, or the programme rests, nothing is said.
    Remind {
        /// Times of the day, such as 08:00 18:30, or `off`.
        #[arg(value_name = "TIME", value_parser = remind::read)]
        times: Vec<remind::Asked>,
        #[command(flatten)]
        history: History,
    },
    /// Have the desktop say now what is left of the day.
    Notify {
        #[command(flatten)]
        history: History,
    },
    /// Go on after a rest, or after a stop for pain: earlier pain marks count no more.
    Resume {
        /// The exercise that rests. Without it: the whole programme.
        #[arg(value_name = "EXERCISE")]
        exercise: Option<String>,
        #[command(flatten)]
        history: History,
    },
}

pub(super) fn run(arguments: PlanArguments) -> Result<Outcome> {
    let language = arguments.spoken.language();
    let words = &language.words.plan;
    match arguments.command {
        None => show::run(&arguments.shown, language),
        Some(PlanCommand::Show(shown)) => show::run(&shown, language),
        Some(PlanCommand::Add(item)) => change::add(&item, language),
        Some(PlanCommand::Set(item)) => change::set(&item, language),
        Some(PlanCommand::Remove { exercise, history }) => {
            let Planned { store, exercise, title } = Planned::find(&history, &exercise, language)?;
            store.take_from_plan(&exercise)?;
            note(language, &words.removed, &[("title", &title)]);
            Ok(Outcome::Done)
        }
        Some(PlanCommand::Done { exercise, shown }) => done(&exercise, &shown, language),
        Some(PlanCommand::Undo { exercise, shown }) => undo(&exercise, &shown, language),
        Some(PlanCommand::Pause { until, history }) => pause::pause(until, &history, language),
        Some(PlanCommand::Rest { exercise, until, history }) => {
            pause::rest(&exercise, until, &history, language)
        }
        Some(PlanCommand::Remind { times, history }) => remind::run(&times, &history, language),
        Some(PlanCommand::Notify { history }) => remind::notify(&history, language),
        Some(PlanCommand::Resume { exercise: Some(exercise), history }) => {
            pause::end_rest(&exercise, &history, language)
        }
        Some(PlanCommand::Resume { exercise: None, history }) => {
            let Some(store) = history.read()? else { bail!("{}", words.no_programme) };
            resume(&store)?;
            note(language, &words.goes_on, &[]);
            Ok(Outcome::Done)
        }
    }
}

/// Goes on with the programme after a rest and after a rise in pain.
pub(super) fn resume(store: &Store) -> Result<()> {
    let now = days::now();
    store.end_rest(None, now.day())?;
    Ok(store.resume_plan(now)?)
}

/// Notes something in the person's language.
fn note(language: &Language, sentence: &str, values: &[(&str, &str)]) {
    terminal::tell(&fill(sentence, values), language);
}

/// An exercise that is in the programme, and the history with it.
struct Planned {
    store: Store,
    exercise: String,
    title: String,
}

impl Planned {
    /// Finds an exercise by its id or title.
    fn find(history: &History, typed: &str, language: &Language) -> Result<Self> {
        let catalogue = places::catalogue(None)?;
        let rules = catalogue.get(typed);
        let exercise = rules.as_ref().map_or(typed, |rules| &rules.id).to_owned();
        let title = rules.as_ref().map_or(typed, |rules| language.text(&rules.texts.title)).to_owned();
        if let Some(store) = history.read()?
            && store.plan()?.iter().any(|item| item.exercise == exercise)
        {
            return Ok(Planned { store, exercise, title });
        }
        // Who mistyped it hears what was probably meant.
        rules?;
        bail!("{}", fill(&language.words.plan.not_planned, &[("title", &title)]))
    }
}

fn done(exercise: &str, shown: &Shown, language: &Language) -> Result<Outcome> {
    let Planned { store, exercise, title } = Planned::find(&shown.history, exercise, language)?;
    let day = shown.day();
    store.mark_done(&exercise, day)?;
    let date = language.day_in_digits(days::date_of(day));
    note(language, &language.words.plan.checked_off, &[("title", &title), ("date", &date)]);
    Ok(Outcome::Done)
}

fn undo(exercise: &str, shown: &Shown, language: &Language) -> Result<Outcome> {
    let Planned { store, exercise, title } = Planned::find(&shown.history, exercise, language)?;
    let (day, words) = (shown.day(), &language.words.plan);
    let date = language.day_in_digits(days::date_of(day));
    let values = [("title", &*title), ("date", &date)];
    if !store.unmark_done(&exercise, day)? {
        bail!("{}", fill(&words.not_checked_off, &values));
    }
    note(language, &words.taken_back, &values);
    Ok(Outcome::Done)
}

impl Shown {
    /// The day, counted from 1970-01-01.
    fn day(&self) -> i64 {
        self.day.map_or_else(|| days::now().day(), days::day_of)
    }
}
