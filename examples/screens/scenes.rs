//! What is on the screens.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use holdfast::coach::{Item, SetView, Stage};
use holdfast::frame::Frame;
use holdfast::motion::{Assessor, Exercise, Settings};
use holdfast::pipeline::display::Display;
use holdfast::pose::{BlazePose, Manifest, Options};
use holdfast::recording::Recording;
use holdfast::rules::Catalogue;
use holdfast::source;
use holdfast::ui::screen::Prompt;
use holdfast::ui::{Appearance, Setting, Snapshot, Wording};

/// A screen and how it is shown.
pub(crate) struct Shot {
    pub(crate) name: String,
    pub(crate) size: [f32; 2],
    pub(crate) setting: Setting,
    pub(crate) snapshot: Option<Arc<Snapshot>>,
    pub(crate) prompt: Option<Prompt>,
}

const LAPTOP: [f32; 2] = [1280.0, 720.0];
const DESKTOP: [f32; 2] = [1920.0, 1080.0];
const PORTRAIT: [f32; 2] = [720.0, 1280.0];
const SMALL: [f32; 2] = [640.0, 480.0];

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
        let exercise = exercise_of(exercise)?;
        let snapshot = Arc::new(coaching(cache, clip, &exercise, *secs)?);
        let programme = vec![item(exercise, 5, 2), item(exercise_of("cat-cow")?, 5, 1)];
        let mut add = |name: String, size, appearance, prompt| {
            let setting = Setting { programme: programme.clone(), wording: Wording::english(), appearance };
            shots.push(Shot { name, size, setting, snapshot: Some(Arc::clone(&snapshot)), prompt });
        };
        let dark = Appearance::default();
        add(format!("set_{name}"), LAPTOP, dark, None);
        if name == "bridge_good" {
            add(format!("set_{name}_1080"), DESKTOP, dark, None);
            add(format!("set_{name}_light"), LAPTOP, Appearance { light: true, ..dark }, None);
            let contrast = Appearance { high_contrast: true, ..dark };
            add(format!("set_{name}_contrast"), LAPTOP, contrast, None);
            let contrast = Appearance { light: true, ..contrast };
            add(format!("set_{name}_contrast_light"), LAPTOP, contrast, None);
            add(format!("set_{name}_portrait"), PORTRAIT, dark, None);
            add(format!("set_{name}_small"), SMALL, dark, None);
            add("help".to_owned(), LAPTOP, dark, Some(Prompt::Help));
            add("finish".to_owned(), LAPTOP, dark, Some(Prompt::Finish));
        }
    }
    Ok(shots)
}

fn exercise_of(id: &str) -> Result<Exercise> {
    Ok(Catalogue::load(None)?.get(id)?.exercise.clone())
}

fn item(exercise: Exercise, repetitions: u32, sets: u32) -> Item {
    let settings = Settings::default();
    Item { exercise, settings, repetitions: Some(repetitions), sets, rest_secs: 30.0 }
}

/// A set as it is at a moment of a clip.
fn coaching(cache: &Path, clip: &Path, exercise: &Exercise, until_secs: f64) -> Result<Snapshot> {
    let recording = trace(cache, clip)?;
    let mut assessor = Assessor::new(exercise.clone(), Settings::default());
    let mut display = Display::new(exercise, Settings::default());
    let mut shown = None;
    for (time_secs, pose) in recording.frames.iter().take_while(|(time_secs, _)| *time_secs <= until_secs) {
        let assessment = assessor.step(*time_secs, pose.as_ref());
        display.take(*time_secs, pose.as_ref(), &assessment);
        shown = pose.clone();
    }
    let view = SetView { item: 0, number: 1, sets: 2, repetitions: Some(5), next: None, cue: None };
    let mut snapshot = Snapshot::of(Stage::Set(view));
    snapshot.overlay = display.state(shown.map(Arc::new));
    snapshot.picture = Some(Arc::new(frame_at(clip, until_secs)?));
    Ok(snapshot)
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
        picture: holdfast::motion::PictureSize { width: info.width, height: info.height },
        frames: Vec::new(),
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
    let options = Options { model: "full".to_owned(), silhouette: true, threads: 2, smoothing: true };
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
