//! `holdfast plan`: the day's programme, what was done of it, and when to stop.

mod change;
mod pain;
mod progress;
mod show;

use anyhow::{Result, bail};
use clap::Subcommand;
use jiff::civil::Date;

pub(super) use self::change::usual;
pub(super) use self::pain::{Rise, SESSIONS, rise};
pub(super) use self::progress::{Part, programme};
use super::check::request::{self as limits, Range};
use super::places::History;
use super::{Outcome, days, places, terminal};
use crate::store::Store;

/// What ends a stop for pain.
pub(super) const GO_ON: &str = "`holdfast plan resume` goes on with the programme afterwards.";

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
  holdfast plan
  holdfast coach --plan

Move slowly, never bounce, and ask a doctor before you begin a new programme."
)]
pub(super) struct PlanArguments {
    #[command(subcommand)]
    command: Option<PlanCommand>,

    #[command(flatten)]
    shown: Shown,
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
    /// Go on after a stop for pain: earlier pain marks count no more.
    Resume {
        #[command(flatten)]
        history: History,
    },
}

pub(super) fn run(arguments: PlanArguments) -> Result<Outcome> {
    match arguments.command {
        None => show::run(&arguments.shown),
        Some(PlanCommand::Show(shown)) => show::run(&shown),
        Some(PlanCommand::Add(item)) => change::add(&item),
        Some(PlanCommand::Set(item)) => change::set(&item),
        Some(PlanCommand::Remove { exercise, history }) => {
            let (store, exercise) = planned(&history, &exercise)?;
            store.take_from_plan(&exercise)?;
            terminal::note(&format!("{exercise} is no longer in the programme"));
            Ok(Outcome::Done)
        }
        Some(PlanCommand::Done { exercise, shown }) => done(&exercise, &shown),
        Some(PlanCommand::Undo { exercise, shown }) => undo(&exercise, &shown),
        Some(PlanCommand::Resume { history }) => {
            let Some(store) = history.read()? else {
                bail!("there is no programme yet: see `holdfast plan add --help`")
            };
            store.resume_plan(days::now())?;
            terminal::note("the programme goes on; begin gently, and stop where it hurts more");
            Ok(Outcome::Done)
        }
    }
}

/// The history with a programme that this exercise is in, and the exercise's id.
fn planned(history: &History, typed: &str) -> Result<(Store, String)> {
    let exercise = places::exercise_id(typed)?;
    if let Some(store) = history.read()?
        && store.plan()?.iter().any(|item| item.exercise == exercise)
    {
        return Ok((store, exercise));
    }
    // Who mistyped it hears what was probably meant.
    places::catalogue(None)?.get(&exercise)?;
    bail!("{exercise} is not in the programme: `holdfast plan` shows what is")
}

fn done(exercise: &str, shown: &Shown) -> Result<Outcome> {
    let (store, exercise) = planned(&shown.history, exercise)?;
    let day = shown.day();
    store.mark_done(&exercise, day)?;
    terminal::note(&format!(
        "{exercise} is checked off for {}; `holdfast plan undo` takes it back",
        days::date_of(day)
    ));
    Ok(Outcome::Done)
}

fn undo(exercise: &str, shown: &Shown) -> Result<Outcome> {
    let (store, exercise) = planned(&shown.history, exercise)?;
    let day = shown.day();
    let date = days::date_of(day);
    if !store.unmark_done(&exercise, day)? {
        bail!(
            "{exercise} was not checked off for {date}; what the camera saw is in `holdfast sessions list`"
        );
    }
    terminal::note(&format!("{exercise} is no longer checked off for {date}"));
    Ok(Outcome::Done)
}

impl Shown {
    /// The day, counted from 1970-01-01.
    fn day(&self) -> i64 {
        self.day.map_or_else(|| days::now().day(), days::day_of)
    }
}
