//! What `coach` is asked to do, resolved.

use std::path::PathBuf;

use anyhow::{Result, bail};

use super::CoachArguments;
use super::cameras::{self, Choice};
use crate::cli::estimator::PoseModel;
use crate::cli::places::{History, OwnRules};
use crate::cli::settings;
use crate::messages::Language;
use crate::motion::Settings;
use crate::ui::voice::Manner;

/// In place of a number of repetitions.
const ANY: &str = "any";
/// More repetitions of a set than this are a slip of the finger.
const MOST_REPETITIONS: u32 = 100;
/// Repetitions of a set; none for as many as the person likes.
pub(super) type Repetitions = Option<u32>;

/// What to coach, how, and from which camera.
#[derive(Debug)]
pub(in crate::cli) struct Request {
    /// The exercises' ids as typed.
    pub(super) exercises: Vec<String>,
    /// Whether it is the day's programme, and not the exercises above.
    pub(super) plan: bool,
    /// How strong the pain is before.
    pub(super) pain: Option<u8>,
    /// Whether the window asks for it.
    pub(super) asks_pain: bool,
    /// Where the session is kept.
    pub(super) history: History,
    /// Where its report goes.
    pub(super) report: Option<PathBuf>,
    /// The camera as typed.
    pub(super) camera: Option<String>,
    /// Whether a recording starts again at its end.
    pub(super) loops: bool,
    /// Whether no frame is dropped.
    pub(super) every_frame: bool,
    /// Repetitions of a set; none for as prescribed.
    pub(super) repetitions: Option<Repetitions>,
    /// Sets of each exercise.
    pub(super) sets: u32,
    /// Rest between sets.
    pub(super) rest_secs: f64,
    /// What the person chose about the exercises.
    pub(super) settings: Settings,
    /// Whether nothing is heard.
    pub(super) mute: bool,
    /// How the voice speaks.
    pub(super) manner: Manner,
    /// The language of all that is said and shown.
    pub(super) language: &'static Language,
    /// Whether nothing is shown.
    pub(super) no_window: bool,
    /// Whether it is told how well the machine kept up.
    pub(super) stats: bool,
    /// The pose model, and where it is.
    pub(super) model: PoseModel,
    /// Threads for the pose model.
    pub(super) threads: usize,
    /// Where the exercises are.
    pub(super) rules: OwnRules,
}

impl Request {
    /// Fails where no exercise is named.
    pub(in crate::cli) fn resolve(typed: CoachArguments) -> Result<Self> {
        if typed.exercises.is_empty() && !typed.plan {
            bail!("which exercise? Name one or more of `holdfast exercises list`");
        }
        let chosen = settings::Settings::chosen();
        let (language, usual) = (typed.spoken.language(), chosen.manner());
        let manner = Manner {
            language: language.id.clone(),
            voice: typed.voice,
            rate: typed.rate.unwrap_or(usual.rate),
            loudness: typed.loudness.unwrap_or(usual.loudness),
        };
        Ok(Request {
            exercises: typed.exercises,
            plan: typed.plan,
            asks_pain: chosen.ask_pain && typed.pain.is_none() && !typed.no_window && !typed.every_frame,
            pain: typed.pain,
            history: typed.history,
            report: typed.report,
            camera: typed.camera,
            loops: typed.loops,
            every_frame: typed.every_frame,
            repetitions: typed.repetitions,
            sets: typed.sets,
            rest_secs: f64::from(typed.rest),
            settings: Settings {
                range: typed.range.map_or(1.0, |percent| percent / 100.0),
                own_range: typed.range.is_none(),
                hold_secs: typed.hold,
            },
            mute: typed.mute,
            manner,
            language,
            no_window: typed.no_window,
            stats: typed.stats,
            model: typed.model,
            threads: typed.threads.into(),
            rules: typed.rules,
        })
    }

    /// The camera.
    ///
    /// Fails where there is none, or what is asked for is for videos alone.
    pub(super) fn choice(&self) -> Result<Choice> {
        let choice = cameras::chosen(self.camera.as_deref())?;
        let is_recording = !choice.camera.is_endless();
        for (name, asked) in [("--loop", self.loops), ("--every-frame", self.every_frame)] {
            if asked && !is_recording {
                bail!("{name} is for videos: name one with --camera, or leave it out");
            }
        }
        Ok(choice)
    }
}

/// Reads `--repetitions`.
pub(super) fn repetitions(typed: &str) -> Result<Repetitions, String> {
    if typed == ANY {
        return Ok(None);
    }
    match typed.parse() {
        Ok(number) if (1..=MOST_REPETITIONS).contains(&number) => Ok(Some(number)),
        _ => Err(format!("expected 1 to {MOST_REPETITIONS}, or `{ANY}`")),
    }
}
