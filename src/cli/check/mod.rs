//! `holdfast check`: judges recordings.

pub(super) mod beside;
pub(super) mod judge;
mod kept;
pub(super) mod progress;
mod recognised;
pub(super) mod recordings;
mod remarks;
pub(super) mod request;
mod save;
mod sight;
mod work;
mod workers;

use std::path::PathBuf;

use anyhow::Result;
use clap::builder::{PossibleValue, PossibleValuesParser};

use self::judge::Judge;
use self::kept::Keeper;
use self::request::Request;
use super::estimator::PoseModel;
use super::interrupt::Interrupt;
use super::language::Spoken;
use super::places::{History, OwnRules};
use super::{Outcome, terminal};
use crate::report::FORMATS;

const EXAMPLES: &str = "\
Examples:
  holdfast check monday.mp4
  holdfast check bridge.mp4 --exercise bridge
  holdfast check *.mp4 --exercise cat-cow --format csv --output week.csv
  holdfast check bridge.mp4 --exercise bridge --output bridge.json --trace --annotate seen.mp4
  holdfast check monday.mp4 tuesday.mp4 --exercise bridge --format json --output reports/
  holdfast check bridge.mp4 --exercise bridge --landmarks bridge.landmarks.json
  holdfast check bridge.landmarks.json --exercise bridge --range 70
  holdfast check monday.mp4 --exercise bridge --save
  holdfast check recordings/ --resume all.jsonl --format table --output all.csv

One recording gives one JSON object; several give an array of them, a line each with --format jsonl, or a file each in
a folder. A recording that cannot be read, or in which no exercise is recognised, is reported at the end, and the others
are judged (exit code 1). Ctrl-C drops the recordings at work and writes what was finished before (exit code 130); once
more ends at once. docs/STUDIES.md is about thousands of recordings.";

/// Judge recordings: repetitions, holds, faults and what to change.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CheckArguments {
    /// Video files, folders with the pictures of a recording, or landmark recordings (.json, made
    /// with --landmarks). A folder that holds videos or landmark recordings (.landmarks.json), itself or
    /// in folders below, stands for all of these.
    #[arg(value_name = "VIDEO", required = true)]
    videos: Vec<PathBuf>,

    /// The exercise in them: `holdfast exercises list` names all. With `auto`, each recording's is
    /// recognised by its movements.
    #[arg(long, short, value_name = "ID", default_value = request::AUTO)]
    exercise: String,

    /// Pictures a second of folders with pictures, which carry no times. Without it: 30.
    #[arg(long, value_name = "RATE", value_parser = request::rate)]
    fps: Option<f64>,

    /// How the report is written. Without it, the ending of --output decides, or else text.
    #[arg(long, short, value_parser = formats())]
    format: Option<String>,

    /// The report's file; a folder (there already, or ending in /) for a file each. Standard output
    /// without it.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Adds the measures of each frame to a JSON report.
    #[arg(long)]
    trace: bool,

    /// Writes a video that shows what was seen: skeleton, angles, count and cues. A folder for
    /// several recordings.
    #[arg(long, value_name = "OUT.mp4")]
    annotate: Option<PathBuf>,

    /// Writes what the pose model saw, without the pictures: judged again in no time when rules
    /// change. A folder for several recordings.
    #[arg(long, value_name = "FILE")]
    landmarks: Option<PathBuf>,

    #[command(flatten)]
    model: PoseModel,

    /// How far to go where more is painful: percent of the full way, or `own` for the person's own
    /// range, set by the first two, easy attempts of each phase. Safety limits stay.
    #[arg(long, value_name = "PERCENT|own", default_value = "100", value_parser = request::range_percent)]
    range: request::Range,

    /// Seconds to hold, in place of the prescribed ones.
    #[arg(long, value_name = "SECS", value_parser = request::hold_secs)]
    hold: Option<f64>,

    /// Keeps what was judged in the history, under the date of the recording's file. A recording that is
    /// kept already, judged by the same rules, is not kept twice.
    #[arg(long)]
    save: bool,

    #[command(flatten)]
    history: History,

    #[command(flatten)]
    spoken: Spoken,

    /// Keeps each recording's analysis as soon as it is there, a line each, and takes it from there when
    /// the same recording is to be judged again by the same program, pose model, rules and options:
    /// what was stopped or killed goes on.
    #[arg(long, value_name = "FILE.jsonl")]
    resume: Option<PathBuf>,

    /// Recordings that are judged at the same time. Without it: one for each processor core.
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,

    /// Threads for the pose model. The verdicts are the same with any number. Without it: 1.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=64))]
    threads: Option<u8>,

    #[command(flatten)]
    rules: OwnRules,

    /// No progress bar and no notes on standard error.
    #[arg(long, short)]
    quiet: bool,
}

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(FORMATS.iter().map(|format| PossibleValue::new(format.id).help(format.about)))
}

pub(super) fn run(arguments: CheckArguments) -> Result<Outcome> {
    let request = Request::resolve(arguments)?;
    let judge = Judge::load(&request)?;
    let keeper = Keeper::open(&request, &judge)?;
    let layout = terminal::stdout_layout(request.videos.len() > 1).in_language(request.language);
    let interrupt = Interrupt::listen();
    work::run(&request, layout, &interrupt, judge, keeper)
}
