//! `holdfast exercises`: what can be judged, and all that is needed to write rules for more.

mod check;
mod figure;
mod list;
mod record;
mod recorded;
mod schema;
mod show;
mod trial;

use anyhow::Result;
use clap::Subcommand;

use super::Outcome;
use super::language::Spoken;

/// Show the exercises; write, check and try rules files.
#[derive(Debug, clap::Args)]
pub(super) struct ExercisesArguments {
    #[command(flatten)]
    spoken: Spoken,
    #[command(subcommand)]
    command: ExercisesCommand,
}

#[derive(Debug, Subcommand)]
enum ExercisesCommand {
    List(list::ListArguments),
    Show(show::ShowArguments),
    Check(check::CheckArguments),
    Try(trial::TryArguments),
    Record(record::RecordArguments),
    Figure(figure::FigureArguments),
    Schema(schema::SchemaArguments),
}

pub(super) fn run(arguments: ExercisesArguments) -> Result<Outcome> {
    let ExercisesArguments { spoken, command } = arguments;
    match command {
        ExercisesCommand::List(arguments) => list::run(&arguments, spoken.language()),
        ExercisesCommand::Show(arguments) => show::run(&arguments, spoken.language()),
        ExercisesCommand::Check(arguments) => check::run(&arguments),
        ExercisesCommand::Try(arguments) => trial::run(&arguments),
        ExercisesCommand::Record(arguments) => record::run(arguments),
        ExercisesCommand::Figure(arguments) => figure::run(arguments),
        ExercisesCommand::Schema(arguments) => schema::run(&arguments),
    }
}
