//! `holdfast coach`: live coaching from a camera.

mod asked;
mod cameras;
mod desktop;
mod kept;
mod keys;
mod looks;
mod pain;
mod request;
mod said;
mod screen;
mod session;
mod sight;
mod stats;
mod summary;

use std::ops::RangeInclusive;
use std::path::PathBuf;

use anyhow::Result;
use clap::builder::RangedI64ValueParser;

pub(super) use self::cameras::{LastCamera, webcams};
pub(super) use self::request::Request;
pub(super) use self::session::{Prepared, Running};
pub(super) use self::summary::line as set_line;
use super::Outcome;
use super::check::request::{self as limits, Range};
use super::estimator::PoseModel;
use super::language::Spoken;
use super::places::{History, OwnRules};
use super::sessions::pain_mark;
use crate::ui::voice::{LOUDNESS, RATES};

const EXAMPLES: &str = "\
Examples:
  holdfast coach bridge
  holdfast coach bridge cat-cow --sets 2 --rest 45
  holdfast coach --plan --pain 2
  holdfast coach bridge --language de
  holdfast coach --list-cameras
  holdfast coach bridge --camera 1
  holdfast coach bridge --camera http://192.168.1.20:8080/video
  holdfast coach bridge --camera rtsp://192.168.1.20/h264 --no-window
  holdfast coach bridge --camera clip.mp4 --no-window --mute

The camera that was named last is used again. One that is unplugged, covered or out of reach pauses
the session, which goes on when it is back. Ctrl-C ends the session and keeps it; once more ends at
once.";

/// Coach exercises live, from a camera.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CoachArguments {
    /// The exercises, one after the other: `holdfast exercises list` names all.
    #[arg(value_name = "EXERCISE")]
    exercises: Vec<String>,

    /// What is left of the day's programme (`holdfast plan`), in place of exercises named here.
    #[arg(long, conflicts_with_all = ["exercises", "repetitions", "sets", "hold", "range"])]
    plan: bool,

    /// How strong the pain is before you begin, from 0 (none) to 10 (the worst there is).
    #[arg(long, value_name = "0-10", value_parser = pain_mark())]
    pain: Option<u8>,

    /// A webcam by number or device, the address of a network camera (http://, rtsp://), or a video that
    /// is played in real time. Without it: the one named last, or else the first webcam.
    #[arg(long, short, value_name = "CAMERA")]
    camera: Option<String>,

    /// List the webcams and end.
    #[arg(long)]
    list_cameras: bool,

    /// Plays a video again and again.
    #[arg(long = "loop")]
    loops: bool,

    /// Judges every picture of a video, however long that takes, in place of playing it in real time.
    #[arg(long, conflicts_with = "loops")]
    every_frame: bool,

    /// Repetitions of a set, or `any` for as many as you like. Without it: as prescribed.
    #[arg(long, value_name = "N|any", value_parser = request::repetitions)]
    repetitions: Option<request::Repetitions>,

    /// Sets of each exercise.
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u32).range(1..=20))]
    sets: u32,

    /// Seconds to hold, in place of the prescribed ones.
    #[arg(long, value_name = "SECS", value_parser = limits::hold_secs)]
    hold: Option<f64>,

    /// How far to go where more is painful: percent of the full way, or `own` for your own range, set by
    /// the first two, easy attempts of each phase. Safety limits stay.
    #[arg(long, value_name = "PERCENT|own", default_value = "100", value_parser = limits::range_percent)]
    range: Range,

    /// Seconds of rest between sets.
    #[arg(long, value_name = "SECS", default_value = "30", value_parser = clap::value_parser!(u32).range(0..=600))]
    rest: u32,

    /// Says nothing aloud and plays no sounds.
    #[arg(long)]
    mute: bool,

    /// The voice's name, as the speech service knows it (`espeak-ng --voices`). Without it: that of the language.
    #[arg(long, value_name = "NAME")]
    voice: Option<String>,

    /// How fast it speaks, in words a minute. Without it: as the settings say, or 160.
    #[arg(long, value_name = "WORDS", value_parser = within(RATES))]
    rate: Option<u32>,

    /// How loud voice and tones are, in percent of the usual. Without it: as the settings say, or 100.
    #[arg(long, value_name = "PERCENT", value_parser = within(LOUDNESS))]
    loudness: Option<u32>,

    #[command(flatten)]
    spoken: Spoken,

    /// Coaches by voice alone, and prints what is said.
    #[arg(long)]
    no_window: bool,

    /// Writes the session's report at its end; the file's ending says how: .html, .pdf, .json, .csv.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,

    /// Tells at the end how well the machine kept up.
    #[arg(long)]
    stats: bool,

    #[command(flatten)]
    model: PoseModel,

    /// Threads for the pose model. A second saves a little time, and takes more of the processor.
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u8).range(1..=64))]
    threads: u8,

    #[command(flatten)]
    rules: OwnRules,

    #[command(flatten)]
    history: History,
}

fn within(range: RangeInclusive<u32>) -> RangedI64ValueParser<u32> {
    clap::value_parser!(u32).range(i64::from(*range.start())..=i64::from(*range.end()))
}

pub(super) fn run(arguments: CoachArguments) -> Result<Outcome> {
    if arguments.list_cameras || arguments.camera.as_deref() == Some(cameras::LIST) {
        return cameras::list(arguments.spoken.language());
    }
    session::run(&Request::resolve(arguments)?)
}
