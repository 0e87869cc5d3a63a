//! `holdfast evaluate`: verdicts against the truth of clips.

mod files;
mod folder;
mod line;
mod output;
mod show;
mod work;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use self::output::Output;
use self::show::{Format, Shown};
use self::work::Work;
use super::Outcome;
use super::check::judge::Judge;
use super::check::request::is_same_file;
use super::estimator::PoseModel;
use super::interrupt::Interrupt;
use super::ledger::Ledger;
use super::places::OwnRules;
use crate::evaluation::Conventions;

const EXAMPLES: &str = "\
Examples:
  holdfast evaluate clips/
  holdfast evaluate clips/ --format json --output figures.json
  holdfast evaluate clips/ --resume clips.jsonl
  holdfast evaluate clips/ --rules my-exercises/
  holdfast evaluate clips/ --output docs/ACCURACY.md

A clip is a video NAME.mp4 or a landmark recording NAME.landmarks.json, which
`holdfast check NAME.mp4 --landmarks NAME.landmarks.json` makes. Its truth lies beside it, as
NAME.truth.json or NAME.json. Where both are there, the landmark recording is judged, without the
pose model. Truths and landmark recordings may be compressed (.gz). docs/ACCURACY.md says what a
truth holds and how it is compared.

A clip without a truth, or that cannot be read, is reported, and the others are compared (exit
code 1). Ctrl-C drops the clip at work and writes the tables of those before it (exit code 130);
with --resume, the next run goes on there.";

/// Compare verdicts with the truth: clips of which it is known what is done in them.
///
/// Tells how many attempts were found, missed and invented, how far holds and angles are off, and which
/// faults were told, by exercise and view, with 95 % confidence intervals.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct EvaluateArguments {
    /// The folder of the clips and their truths.
    #[arg(value_name = "DIR")]
    folder: PathBuf,

    /// How the tables are written. Without it, the ending of --output decides, or else text.
    #[arg(long, short, value_enum)]
    format: Option<Format>,

    /// The file of the tables; standard output without it. A Markdown file that is there keeps what stands before and
    /// after the tables of the last run.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Keeps what each clip gave, a line each, and skips clips that were compared before: the same clip and truth, by
    /// the same rules and pose model. After a change of the program itself, begin another file.
    #[arg(long, value_name = "FILE.jsonl")]
    resume: Option<PathBuf>,

    #[command(flatten)]
    model: PoseModel,

    /// Threads for the pose model. The verdicts are the same with any number. Without it: 1.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=64))]
    threads: Option<u8>,

    #[command(flatten)]
    rules: OwnRules,

    /// No progress and no notes on standard error.
    #[arg(long, short)]
    quiet: bool,
}

pub(super) fn run(arguments: EvaluateArguments) -> Result<Outcome> {
    let clips = folder::clips(&arguments.folder)?;
    for (option, path) in [("--output", &arguments.output), ("--resume", &arguments.resume)] {
        let taken =
            |path: &&Path| clips.iter().flat_map(|clip| clip.files()).any(|file| is_same_file(file, path));
        if let Some(path) = path.as_deref().filter(taken) {
            bail!("{option} {} is a file of a clip and would be overwritten: name another", path.display());
        }
    }
    let format = Format::chosen(arguments.format, arguments.output.as_deref());
    let catalogue = arguments.rules.catalogue()?;
    let output = Output::open(arguments.output.as_deref(), format)?;
    let ledger = Ledger::open(arguments.resume.as_deref())?;
    let load = || arguments.model.load(arguments.threads.map(usize::from), true, catalogue.files());
    let estimator = clips.iter().any(|clip| clip.landmarks.is_none()).then(load).transpose()?;
    let mut work = Work {
        conventions: Conventions::built_in()?,
        catalogue,
        judge: Judge::of_clips(estimator),
        ledger,
        quiet: arguments.quiet,
    };
    let done = work.run(&clips, &Interrupt::listen())?;
    if !done.lines.is_empty() {
        output.write(&Shown::of(&done), format)?;
    }
    Ok(match (done.interrupted, done.failed) {
        (true, _) => Outcome::Interrupted,
        (false, 0) => Outcome::Done,
        (false, _) => Outcome::SomeFailed,
    })
}
