//! What is on the screens.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use holdfast::coach::{
    Check, CheckKind, Commentary, Interruption, Item, Pause, Rest, SetResult, SetUp, SetView, Stage, Summary,
};
use holdfast::frame::Frame;
use holdfast::messages::english;
use holdfast::motion::{Assessor, Placement, Pose, Reason, Settings};
use holdfast::pipeline::display::Display;
use holdfast::pipeline::tracing::Tracing;
use holdfast::pose::{BlazePose, Manifest, Options};
use holdfast::recording::Recording;
use holdfast::rules::{Catalogue, RuleFile};
use holdfast::source;
use holdfast::ui::screen::Prompt;
use holdfast::ui::{Appearance, Curve, Setting, Snapshot};

/// A screen and how it is shown.
#[derive(Clone)]
pub(crate) struct Shot {
    pub(crate) name: String,
    pub(crate) size: [f32; 2],
    pub(crate) setting: Setting,
    pub(crate) snapshot: Option<Arc<Snapshot>>,
    pub(crate) prompt: Option<Prompt>,
}

/// A laptop's window, a desktop's, a narrow and a small one.
const SIZES: [[f32; 2]; 5] =
    [[1280.0, 720.0], [1920.0, 1080.0], [720.0, 1280.0], [640.0, 480.0], [1024.0, 600.0]];

/// Light, and high contrast.
type Look = (bool, bool);

const LOOKS: [Look; 4] = [(false, false), (true, false), (false, true), (true, true)];

/// Moments of the clips that come with the program: name, clip, exercise, second.
const MOMENTS: [(&str, &str, &str, f64); 6] = [
    ("bridge_rest", "bridge_mixed", "bridge", 1.0),
    ("bridge_good", "bridge_mixed", "bridge", 5.5),
    ("bridge_late", "bridge_mixed", "bridge", 16.0),
    ("cat_cow_good", "cat_cow_good", "cat-cow", 4.5),
    ("rotation_good", "lower_trunk_rotation_good_head", "lower-trunk-rotation", 7.0),
    ("rotation_rest", "lower_trunk_rotation_good_head", "lower-trunk-rotation", 2.0),
];

/// All screens. `named` are moments of other clips, as `NAME=CLIP:EXERCISE:SECONDS`.
pub(crate) fn all(cache: &Path, named: &[String]) -> Result<Vec<Shot>> {
    let clips = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/clips");
    let mut moments: Vec<(String, PathBuf, String, f64)> = MOMENTS
        .iter()
        .map(|(name, clip, exercise, secs)| {
            (name.to_string(), clips.join(format!("{clip}.mp4")), exercise.to_string(), *secs)
        })
        .collect();
    for text in named {
        let parts = text.split_once('=').and_then(|(name, rest)| {
            let (rest, secs) = rest.rsplit_once(':')?;
            let (clip, exercise) = rest.rsplit_once(':')?;
            Some((name.to_owned(), PathBuf::from(clip), exercise.to_owned(), secs.parse().ok()?))
        });
        moments.push(parts.with_context(|| format!("{text}: not NAME=CLIP:EXERCISE:SECONDS"))?);
    }
    let mut shots = Vec::new();
    for (name, clip, exercise, secs) in &moments {
        let film = Film::of(cache, clip, exercise)?;
        let programme = vec![film.item.clone(), item("cat-cow", 5, 1)?];
        let catalogue = Catalogue::load(None)?;
        let figure = |item: &Item| Ok(catalogue.get(&item.exercise.id)?.figure()?);
        let figures = programme.iter().map(figure).collect::<Result<Vec<_>>>()?;
        let mut add = |name: &str, snapshot: Snapshot, sizes: &[[f32; 2]], looks: &[Look]| {
            let snapshot = Arc::new(snapshot);
            for size in sizes {
                for look in looks {
                    let (light, high_contrast) = *look;
                    let appearance = Appearance { light, high_contrast, full_screen: false };
                    shots.push(Shot {
                        name: format!("{name}_{}x{}{}", size[0], size[1], look_name(*look)),
                        size: *size,
                        setting: Setting {
                            programme: programme.clone(),
                            figures: figures.clone(),
                            language: english(),
                            appearance,
                            asks_pain: false,
                            warning: None,
                        },
                        snapshot: Some(Arc::clone(&snapshot)),
                        prompt: None,
                    });
                }
            }
        };
        let is_first = name == "bridge_good";
        let sizes: &[[f32; 2]] = if is_first { &SIZES } else { &SIZES[..1] };
        add(&format!("set_{name}"), film.set(*secs)?, sizes, &LOOKS[..1]);
        if is_first {
            add(&format!("set_{name}"), film.set(*secs)?, &SIZES[..1], &LOOKS[1..]);
            add("set_up_first", film.set_up(0.2, 3, Some(1))?, &SIZES[..1], &LOOKS[..1]);
            add("set_up_nobody", film.set_up(0.2, 1, None)?, &SIZES[..1], &LOOKS[..1]);
            add("set_up", film.set_up(0.2, 5, Some(5))?, &SIZES, &LOOKS);
            add("set_up_done", film.set_up(0.9, 8, Some(9))?, &SIZES, &LOOKS[..1]);
            add("set_begin", film.set(1.2)?, &SIZES, &LOOKS[..1]);
            add("rest", film.rest(17.2)?, &SIZES, &LOOKS);
            for why in [Interruption::Asked, Interruption::Away, Interruption::Camera] {
                let name = format!("paused_{why:?}").to_lowercase();
                add(&name, film.paused(3.0, why)?, &SIZES[..1], &LOOKS[..1]);
            }
            let other = Film::of(cache, &clips.join("cat_cow_good.mp4"), "cat-cow")?;
            add("summary_one", film.summary(None)?, &SIZES[..1], &LOOKS[..1]);
            add("summary", film.summary(Some(&other))?, &SIZES, &LOOKS);
            for (name, prompt) in [("help", Prompt::Help), ("finish", Prompt::Finish)] {
                let mut shot = shots.iter().find(|shot| shot.name == "set_bridge_good_1280x720").cloned();
                if let Some(shot) = &mut shot {
                    (shot.name, shot.prompt) = (name.to_owned(), Some(prompt));
                }
                shots.extend(shot);
            }
        }
    }
    Ok(shots)
}

fn look_name((light, high_contrast): Look) -> String {
    format!("{}{}", if light { "_light" } else { "" }, if high_contrast { "_contrast" } else { "" })
}

fn item(id: &str, repetitions: u32, sets: u32) -> Result<Item> {
    let RuleFile { exercise, texts, .. } = Catalogue::load(None)?.get(id)?.clone();
    let settings = Settings::default();
    Ok(Item { exercise, texts, settings, repetitions: Some(repetitions), sets, rest_secs: 30.0 })
}

/// A clip, judged.
struct Film {
    clip: PathBuf,
    item: Item,
    recording: Recording,
}

impl Film {
    fn of(cache: &Path, clip: &Path, exercise: &str) -> Result<Self> {
        let (clip, item) = (clip.to_owned(), item(exercise, 5, 2)?);
        Ok(Self { recording: trace(cache, &clip)?, clip, item })
    }

    fn pose_at(&self, at_secs: f64) -> Option<Arc<Pose>> {
        let frames = self.recording.frames.iter();
        let last = frames.take_while(|(time_secs, _)| *time_secs <= at_secs).last()?;
        last.1.clone().map(Arc::new)
    }

    fn with_picture(&self, mut snapshot: Snapshot, at_secs: f64) -> Result<Snapshot> {
        snapshot.picture = Some(Arc::new(frame_at(&self.clip, at_secs)?));
        Ok(snapshot)
    }

    /// A set as it is at a moment.
    fn set(&self, at_secs: f64) -> Result<Snapshot> {
        let mut assessor = Assessor::new(self.item.exercise.clone(), Settings::default());
        let mut display = Display::new(english(), &self.item);
        let mut commentary = Commentary::new(&self.item, english());
        let (mut next, mut cue) = (None, None);
        let frames = self.recording.frames.iter();
        for (time_secs, pose) in frames.take_while(|(time_secs, _)| *time_secs <= at_secs) {
            let assessment = assessor.step(*time_secs, pose.as_ref());
            cue = commentary.take(*time_secs, &assessment).cloned();
            display.take(*time_secs, pose.as_ref(), &assessment, cue.as_ref());
            next = assessor.missing_phase();
        }
        let view = SetView { item: 0, number: 1, sets: 2, repetitions: Some(5), next, cue };
        let mut snapshot = Snapshot::of(Stage::Set(view));
        snapshot.overlay = display.state(self.pose_at(at_secs));
        self.with_picture(snapshot, at_secs)
    }

    /// The set-up with so many checks met, and perhaps one that is not.
    fn set_up(&self, at_secs: f64, met: usize, failed: Option<usize>) -> Result<Snapshot> {
        use CheckKind::{Alone, Distance, Light, Person, Position, Start, View, WholeBody};
        let kinds = [Light, Person, Alone, WholeBody, Distance, View, Position, Start];
        let checks = kinds.iter().enumerate().map(|(index, kind)| {
            let known = if index < met { Some(true) } else { None };
            Check {
                kind: *kind,
                met: if failed.map(|failed| failed.min(met)) == Some(index) { Some(false) } else { known },
            }
        });
        let reason = match met {
            1 => Some(Reason::Nobody),
            3 => Some(Reason::CutOff),
            5 => Some(Reason::WrongView),
            _ => None,
        };
        let advice = reason.map(|reason| {
            english().remedy(reason, &self.item.exercise, &self.item.texts.title, Placement::default())
        });
        let mut snapshot = Snapshot::of(Stage::SetUp(SetUp {
            item: 0,
            number: 1,
            sets: 2,
            advice,
            briefing: (met == 8).then(|| self.item.texts.steps[2].clone()),
            checks: checks.collect(),
        }));
        snapshot.overlay.pose = self.pose_at(at_secs).filter(|_| met > 1);
        self.with_picture(snapshot, at_secs)
    }

    /// The set until a moment, and its curve.
    fn judged(&self, until_secs: f64, number: u32, item: usize) -> (SetResult, Option<Curve>) {
        let mut assessor = Assessor::new(self.item.exercise.clone(), Settings::default());
        let mut tracing = Tracing::new(&self.item.exercise);
        let mut end_secs = 0.0;
        let frames = self.recording.frames.iter();
        for (time_secs, pose) in frames.take_while(|(time_secs, _)| *time_secs <= until_secs) {
            let assessment = assessor.step(*time_secs, pose.as_ref());
            tracing.take(*time_secs, &assessment);
            end_secs = *time_secs;
        }
        assessor.finish();
        let result = SetResult {
            item,
            number,
            start_secs: 0.0,
            end_secs,
            attempts: assessor.attempts().to_vec(),
            repetitions: assessor.repetitions(),
            set_faults: assessor.set_faults().to_vec(),
            coverage: assessor.coverage().clone(),
            range: assessor.range(),
            placement: Placement::default(),
            sides_repaired: 0,
        };
        (result, tracing.curve())
    }

    fn rest(&self, secs_left: f64) -> Result<Snapshot> {
        let (done, _) = self.judged(f64::INFINITY, 1, 0);
        let rest = Rest { secs_left, secs: 30.0, next_item: 0, next_set: 2, done };
        Ok(Snapshot::of(Stage::Rest(rest)))
    }

    fn paused(&self, at_secs: f64, why: Interruption) -> Result<Snapshot> {
        let advice = match why {
            Interruption::Asked => &english().words.pause.asked,
            Interruption::Away => &english().words.pause.away,
            Interruption::Camera => &english().words.pause.camera,
            Interruption::Still => &english().words.pause.still,
        };
        let Snapshot { overlay, stage, .. } = self.set(at_secs)?;
        let pause = Pause { why, advice: advice.clone(), behind: Box::new(stage) };
        let paused = Snapshot { overlay, ..Snapshot::of(Stage::Paused(pause)) };
        self.with_picture(paused, at_secs)
    }

    /// The end of a session of two sets, and perhaps one of another exercise.
    fn summary(&self, other: Option<&Film>) -> Result<Snapshot> {
        let mut done = vec![self.judged(f64::INFINITY, 1, 0)];
        if let Some(other) = other {
            done.push(self.judged(f64::INFINITY, 2, 0));
            done.push(other.judged(f64::INFINITY, 1, 1));
        }
        let (sets, curves) = done.into_iter().unzip();
        let mut snapshot =
            Snapshot::of(Stage::Summary(Summary { sets, has_gaps: false, may_be_faster: true }));
        snapshot.curves = Arc::new(curves);
        Ok(snapshot)
    }
}

/// What the model sees in a clip.
fn trace(cache: &Path, clip: &Path) -> Result<Recording> {
    let stem = clip.file_stem().context("a clip has a name")?.to_string_lossy();
    let kept = cache.join(format!("{stem}.landmarks.json"));
    if kept.is_file() {
        return Ok(Recording::read(&kept)?);
    }
    eprintln!("looking at {}", clip.display());
    let mut model = model()?;
    let mut source = source::open(clip)?;
    let info = source.describe().clone();
    let mut recording = Recording {
        source: info.name,
        fps: info.fps,
        model: (model.model().to_owned(), model.sha256().to_owned()),
        picture: info.size,
        frames: Vec::new(),
        scenes: Vec::new(),
    };
    while let Some(frame) = source.next_frame()? {
        let pose = model.estimate(&frame)?.map(|estimate| estimate.pose);
        recording.frames.push((frame.time_secs, pose));
    }
    recording.write(std::fs::File::create(&kept)?)?;
    Ok(recording)
}

fn model() -> Result<BlazePose> {
    let manifest = Manifest::find(None)?;
    let options = Options { model: "full".to_owned(), silhouette: true, threads: 2, ..Options::default() };
    Ok(BlazePose::load(&manifest, &options)?)
}

fn frame_at(clip: &Path, time_secs: f64) -> Result<Frame> {
    let mut source = source::open(clip)?;
    let mut last = None;
    while let Some(frame) = source.next_frame()? {
        let late_enough = frame.time_secs >= time_secs - 0.01;
        last = Some(frame);
        if late_enough {
            break;
        }
    }
    last.context("the clip holds no frames")
}
