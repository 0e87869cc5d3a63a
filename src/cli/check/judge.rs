//! Judges one recording: what the request names is loaded once, then used for each.

use std::fs::File;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, anyhow};

use super::beside::{Beside, Failure};
use super::progress::Progress;
use super::recognised;
use super::remarks::{self, Remark};
use super::request::Request;
use super::save::save;
use super::sight::{Sight, tells_sides};
use crate::cli::estimator::PoseModel;
use crate::cli::interrupt::Interrupt;
use crate::cli::output::OutputPath;
use crate::cli::terminal;
use crate::coach::Item;
use crate::messages::{Language, english};
use crate::motion::{Assessor, Observation, PictureSize, Settings, recognise};
use crate::pipeline::annotated::AnnotatedVideo;
use crate::pipeline::assemble::{self, Choice, Extent, Origin};
use crate::pipeline::halves::{Eyes, Lend};
use crate::pipeline::recorded::{self, RecordedError};
use crate::pose::BlazePose;
use crate::recording::{Recording, is_landmark_recording};
use crate::report::Session;
use crate::rules::RuleFile;
use crate::sink::SinkError;
use crate::source::{self, DEFAULT_PICTURES_PER_SEC, Source, SourceError, SourceInfo};

/// A second pose model, loaded when it is first needed.
struct Second {
    model: PoseModel,
    threads: Option<usize>,
    loaded: Option<BlazePose>,
}

impl Second {
    /// Lends what looks at recordings by these rules.
    fn lend<'a>(&'a mut self, rules: &'a [RuleFile]) -> Lend<'a> {
        Box::new(|look| {
            if self.loaded.is_none() {
                self.loaded = Some(self.model.load(self.threads, true, rules)?);
            }
            self.loaded.iter_mut().for_each(|estimator| look(&mut Sight::new(estimator, rules)));
            Ok(())
        })
    }
}

/// Exercises and pose model, ready for use.
pub(in crate::cli) struct Judge {
    /// The exercise that was asked for, or all among which one is recognised.
    rules: Vec<RuleFile>,
    recognises: bool,
    /// None where only landmark recordings are to be judged.
    estimator: Option<BlazePose>,
    /// Where there is a core to spare, what looks at the second half of a long recording meanwhile.
    second: Option<Second>,
    settings: Settings,
    trace: bool,
    /// Where what was judged is kept, if it is.
    history: Option<PathBuf>,
    failed_to_save: bool,
    fps: Option<f64>,
    /// Whether the report shows curves and postures.
    movement: bool,
    /// The language of remarks.
    language: &'static Language,
}

impl Judge {
    /// Fails where the exercise, the model or the runtime cannot be had.
    pub(super) fn load(request: &Request) -> Result<Self> {
        let catalogue = request.rules.catalogue()?;
        let rules = match &request.exercise {
            Some(id) => vec![catalogue.get(id)?.clone()],
            None => recognised::candidates(&catalogue, request.quiet, request.language),
        };
        Self::with_rules(request, rules)
    }

    /// A judge like this one, with a pose model of its own.
    pub(super) fn another(request: &Request, rules: &[RuleFile]) -> Result<Self> {
        Self::with_rules(request, rules.to_vec())
    }

    fn with_rules(request: &Request, rules: Vec<RuleFile>) -> Result<Self> {
        let needs_model = request.videos.iter().any(|video| !is_landmark_recording(video));
        let load = || request.model.load(request.threads, true, &rules);
        let estimator = needs_model.then(load).transpose()?;
        Ok(Judge {
            rules,
            recognises: request.exercise.is_none(),
            estimator,
            second: request.has_cores_to_spare.then(|| Second {
                model: request.model.clone(),
                threads: request.threads,
                loaded: None,
            }),
            settings: request.settings,
            trace: request.trace,
            history: request.history.clone(),
            failed_to_save: false,
            fps: request.fps,
            movement: request.format.shows.takes_poses(),
            language: request.language,
        })
    }

    /// Judges clips of which the exercise is known, each by the rules that [`Judge::use_rules`] names, with the
    /// measures of each frame and without remarks.
    pub(in crate::cli) fn of_clips(estimator: Option<BlazePose>) -> Self {
        Judge {
            rules: Vec::new(),
            recognises: false,
            estimator,
            second: None,
            settings: Settings::default(),
            trace: true,
            history: None,
            failed_to_save: false,
            fps: None,
            movement: false,
            language: english(),
        }
    }

    /// Judges by these rules from now on.
    pub(in crate::cli) fn use_rules(&mut self, rules: RuleFile) {
        self.rules = vec![rules];
    }

    /// The rules by which is judged.
    pub(super) fn rules(&self) -> &[RuleFile] {
        &self.rules
    }

    /// The hashes of the networks' files, where there are any.
    pub(super) fn networks_sha256(&self) -> Option<&[String]> {
        Some(self.estimator.as_ref()?.networks_sha256())
    }

    /// The hash of the pose model's file, where there is one.
    pub(in crate::cli) fn model_sha256(&self) -> Option<&str> {
        Some(self.estimator.as_ref()?.sha256())
    }

    /// Whether a recording could not be kept in the history.
    pub(super) fn failed_to_save(&self) -> bool {
        self.failed_to_save
    }

    /// Judges a recording from its first frame to its last.
    pub(in crate::cli) fn judge(
        &mut self,
        video: &Path,
        beside: &Beside<'_>,
        progress: &Progress,
        interrupt: &Interrupt,
    ) -> Result<Session, Failure> {
        let assessor = |rules: &RuleFile| Assessor::new(rules.exercise.clone(), self.settings);
        let mut assessors: Vec<Assessor> = self.rules.iter().map(assessor).collect();
        let watch = |number: u64, expected: Option<u64>| {
            progress.show(number, expected);
            go_on(interrupt)
        };
        let remark = Remark { video, language: self.language, tell: beside.tell };
        // A video that cannot be written is refused before anything is judged, where the exercise is known.
        let mut annotated: Option<AnnotatedVideo> = None;
        let (mut judged, origin) = if is_landmark_recording(video) {
            let recording = Recording::read(video).map_err(|error| Failure::Recording(error.into()))?;
            let expected = Some(recording.frames.len() as u64);
            let judged = recorded::replay(&recording, &mut assessors, |number| watch(number, expected));
            (judged, Origin::from(&recording))
        } else {
            let Some(estimator) = &mut self.estimator else {
                return Err(Failure::Request(anyhow!(
                    "there is no pose model to see {} with",
                    video.display()
                )));
            };
            let source = open(video, self.fps).map_err(not_read)?;
            remarks::of_source(source.as_ref(), self.fps, &remark);
            let info = source.describe().clone();
            if let (Some(path), [rules]) = (beside.annotated.filter(|_| !self.recognises), &self.rules[..]) {
                annotated = Some(begin_annotated(path, &info, rules, self.settings, self.language)?);
            }
            let mut sight = Sight::new(estimator, &self.rules);
            let watch = |number| watch(number, info.frames);
            // Where both legs lie on each other, nobody can say whether the halves meet with left and right alike.
            let judged = if tells_sides(&self.rules) {
                recorded::judge(source, &mut |frame| sight.see(frame), &mut assessors, watch)
            } else {
                let second = self.second.as_mut().map(|second| second.lend(&self.rules));
                let again = || open(video, self.fps);
                recorded::judge_in_halves(source, &again, &mut sight, second, &mut assessors, watch)
            };
            (judged.map_err(sorted)?, Origin::new(&info, estimator))
        };
        if judged.interrupted {
            return Err(Failure::Interrupted);
        }
        let chosen = if self.recognises { recognise(&assessors) } else { Some(0) };
        if let Some(place) = chosen.filter(|_| self.rules.len() > 1) {
            assessors[place] = assessor(&self.rules[place]);
            judged.views[place] = judged.by(&mut assessors[place]);
        }
        let frames: Frames = std::mem::take(&mut judged.seen);
        let choice = chosen.and_then(|place| {
            Some(Choice {
                rules: self.rules.get(place)?,
                assessor: assessors.get(place)?,
                view: judged.views.get(place)?,
                recognised: self.recognises,
            })
        });
        let Some(choice) = choice else {
            if let Some(file) = beside.landmarks {
                write_landmarks(file, &origin, frames).map_err(Failure::Request)?;
            }
            return Err(Failure::Unrecognised(recognised::nothing(video, &assessors, &judged)));
        };
        let times: Vec<f64> = choice.view.frames.iter().map(|(secs, _)| *secs).collect();
        let attempts = choice.assessor.attempts();
        remarks::of_course(judged.shortfall.as_ref(), &times, attempts, &remark);
        remarks::of_tempo(choice.assessor.exercise(), self.settings, attempts, &remark);
        if let Some(path) = beside.annotated {
            let source = open(video, self.fps).map_err(not_read)?;
            let annotated = match annotated {
                Some(begun) => begun,
                None => begin_annotated(path, source.describe(), choice.rules, self.settings, self.language)?,
            };
            draw(annotated, source, &frames, &choice, interrupt)?;
        }
        if let Some(folder) = &self.history {
            match save(folder, video, &choice, self.settings, &origin, &frames, self.language) {
                Ok(told) => (beside.tell)(&told),
                Err(error) => {
                    // The report is worth having without it.
                    self.failed_to_save = true;
                    terminal::complain(&error.context(format!("{} is not in the history", video.display())));
                }
            }
        }
        let recording = beside.landmarks.map(|file| (file, origin.clone()));
        let extent = Extent { trace: self.trace, poses: self.movement.then_some(&frames[..]) };
        let session = assemble::session(&choice, self.settings, &judged, origin, extent);
        if let Some((file, origin)) = recording {
            write_landmarks(file, &origin, frames).map_err(Failure::Request)?;
        }
        Ok(session)
    }
}

/// A source, the pictures of a folder at this rate.
fn open(video: &Path, fps: Option<f64>) -> Result<Box<dyn Source>, SourceError> {
    source::open_at_rate(video, fps.unwrap_or(DEFAULT_PICTURES_PER_SEC))
}

/// Seconds, and what was seen.
type Frames = Vec<(f64, Observation)>;

fn begin_annotated(
    path: &Path,
    info: &SourceInfo,
    rules: &RuleFile,
    settings: Settings,
    language: &'static Language,
) -> Result<AnnotatedVideo, Failure> {
    let (exercise, texts) = (rules.exercise.clone(), language.translated(&rules.texts));
    let item = Item { exercise, texts, settings, repetitions: None, sets: 1, rest_secs: 0.0 };
    AnnotatedVideo::create(path, info.size, info.fps, &item, language).map_err(not_written)
}

/// Goes through a video once more and draws what was seen and how it was judged.
fn draw(
    mut annotated: AnnotatedVideo,
    mut source: Box<dyn Source>,
    frames: &Frames,
    choice: &Choice<'_>,
    interrupt: &Interrupt,
) -> Result<(), Failure> {
    for ((_, seen), (_, assessment)) in frames.iter().zip(&choice.view.frames) {
        let frame = source.next_frame().map_err(not_read)?;
        let Some(frame) = frame else { break };
        annotated.add(&frame, seen, assessment).map_err(not_written)?;
        if go_on(interrupt).is_break() {
            return Err(Failure::Interrupted);
        }
    }
    annotated.finish().map_err(not_written)?;
    Ok(())
}

fn not_read(error: SourceError) -> Failure {
    Failure::Recording(error.into())
}

fn not_written(error: SinkError) -> Failure {
    Failure::Request(error.into())
}

fn go_on(interrupt: &Interrupt) -> ControlFlow<()> {
    if interrupt.requested() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
}

/// Whose fault it is.
fn sorted(error: RecordedError) -> Failure {
    match error {
        RecordedError::Source(_) | RecordedError::Pose(_) => Failure::Recording(error.into()),
        RecordedError::Thread(_) => Failure::Request(error.into()),
    }
}

fn write_landmarks(output: &OutputPath, origin: &Origin, frames: Frames) -> Result<()> {
    let scenes = frames.iter().map(|(_, glimpse)| glimpse.scene).collect();
    let recording = Recording {
        source: origin.name.clone(),
        fps: origin.fps,
        model: (origin.model.clone(), origin.sha256.clone()),
        picture: PictureSize { width: origin.width, height: origin.height },
        frames: frames
            .into_iter()
            .map(|(at, glimpse)| (at, glimpse.pose.map(Arc::unwrap_or_clone)))
            .collect(),
        scenes,
    };
    let written = File::create(output.path()).and_then(|file| recording.write(file));
    written.map_err(|error| output.explain(error))
}
