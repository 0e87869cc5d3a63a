//! The command line: one file a subcommand, arguments as typed first, then as resolved.
//!
//! Data goes to standard output, everything else to standard error. Exit codes: 0 done; 1 done, but
//! some inputs failed; 2 the request cannot be carried out; 130 stopped by Ctrl-C.

#[cfg(target_os = "linux")]
mod bus;
mod check;
mod coach;
mod days;
mod doctor;
mod estimator;
mod evaluate;
mod exercises;
mod hashing;
mod help;
mod home;
mod interrupt;
mod keeping;
mod language;
mod ledger;
mod manual;
mod models;
mod output;
mod places;
mod plan;
mod sessions;
mod settings;
mod terminal;

use std::io;
use std::process::ExitCode;

use anyhow::anyhow;
use clap::error::{ContextKind, ContextValue};
use clap::{Parser, Subcommand};

/// Why something that takes a thread of its own cannot begin.
const NO_THREAD: &str = "the system refuses another thread: close some programs and try again";

/// Watches back-care exercises and tells you whether the form is right, on your own computer.
///
/// holdfast finds the person in each picture of a recording, follows joint angles and the curve of
/// the back, counts repetitions, times holds and says what to change. Nothing leaves the machine.
/// It does not diagnose and does not replace a clinician.
#[derive(Debug, Parser)]
#[command(name = "holdfast", version, max_term_width = 100, after_help = EXIT_CODES)]
struct Arguments {
    #[command(flatten)]
    spoken: language::Spoken,

    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str =
    "Exit codes: 0 done; 1 done, but some inputs failed; 2 the request cannot be carried out.";

#[derive(Debug, Subcommand)]
enum Command {
    Home(home::HomeArguments),
    Coach(Box<coach::CoachArguments>),
    Check(Box<check::CheckArguments>),
    Sessions(sessions::SessionsArguments),
    Plan(Box<plan::PlanArguments>),
    Exercises(exercises::ExercisesArguments),
    Evaluate(evaluate::EvaluateArguments),
    Models(models::ModelsArguments),
    Doctor(doctor::DoctorArguments),
    #[command(hide = true)]
    Manual(manual::ManualArguments),
}

/// How a command ended that could be carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Everything was done.
    Done,
    /// Some inputs failed; each has been reported.
    SomeFailed,
    /// The person stopped it.
    Interrupted,
}

impl Outcome {
    fn exit_code(self) -> ExitCode {
        match self {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::SomeFailed => ExitCode::from(1),
            Outcome::Interrupted => ExitCode::from(interrupt::EXIT_CODE),
        }
    }
}

/// Reads the command line, does what it asks and says how it ended.
pub fn main() -> ExitCode {
    terminal::speak(language::asked());
    if std::env::args_os().len() == 1 && home::has_display() {
        return ended(home::run(home::HomeArguments::default()));
    }
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            if let Some(exercise) = mistaken_for_command(&error) {
                terminal::complain(&anyhow!(
                    "there is no command `{exercise}`. It is an exercise: `holdfast coach {exercise}` coaches it, \
                     `holdfast check VIDEO --exercise {exercise}` judges a recording of it"
                ));
                return ExitCode::from(2);
            }
            let code = ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
            let printed = help::print(&error, terminal::language());
            return printed.map_or_else(|error| ended(Err(terminal::explained(error).into())), |()| code);
        }
    };
    ended(run(arguments.command))
}

/// Says how it ended, for people and as a number.
fn ended(outcome: anyhow::Result<Outcome>) -> ExitCode {
    match outcome {
        Ok(outcome) => outcome.exit_code(),
        // The reader has seen enough, as in `holdfast check ... | head`.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            terminal::complain(&error);
            ExitCode::from(2)
        }
    }
}

/// The exercise that was typed where a command belongs.
fn mistaken_for_command(error: &clap::Error) -> Option<String> {
    let ContextValue::String(typed) = error.get(ContextKind::InvalidSubcommand)? else { return None };
    let is_first = std::env::args().nth(1).as_ref() == Some(typed);
    let catalogue = places::catalogue(None).ok().filter(|_| is_first)?;
    Some(catalogue.get(typed).ok()?.id.clone())
}

fn run(command: Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Home(arguments) => home::run(arguments),
        Command::Coach(arguments) => coach::run(*arguments),
        Command::Check(arguments) => check::run(*arguments),
        Command::Sessions(arguments) => sessions::run(arguments),
        Command::Evaluate(arguments) => evaluate::run(arguments),
        Command::Plan(arguments) => plan::run(*arguments),
        Command::Exercises(arguments) => exercises::run(arguments),
        Command::Models(arguments) => models::run(arguments),
        Command::Doctor(arguments) => doctor::run(arguments),
        Command::Manual(arguments) => manual::run(&arguments),
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
