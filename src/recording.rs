//! Poses over time in a file: what the pose model saw, without the pictures.
//!
//! A recording replays in milliseconds and gives exactly the verdicts of the video that it was made
//! from, so a changed rule can be tried on old sessions. Its format is JSON with one short array a point;
//! units are seconds, pixels and metres.

use std::fmt;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read as _, Write};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use serde::de::{IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use thiserror::Error;

use crate::bounded::AtMost;
use crate::frame::LATEST_SECS;
use crate::motion::anatomy;
use crate::motion::back::STATIONS;
use crate::motion::{
    Anatomy, BackOutline, Keypoint, Landmark, PerLandmark, PictureSize, Pose, Scene, WorldPoint,
};

const FORMAT: &str = "holdfast/landmarks";
const VERSION: u32 = 1;

/// A file of more bytes is no recording: an hour at 30 frames a second has 320 million.
const MOST_BYTES: u64 = 400_000_000;

/// Frames of a recording at most: more than an hour at 30 a second.
pub(crate) const MOST_FRAMES: usize = 120_000;

/// Heights of a back's outline at most.
const MOST_HEIGHTS: usize = 2 * STATIONS;

/// Rates that a recording can have, in frames a second.
const CREDIBLE_FPS: RangeInclusive<f64> = 0.01..=1000.0;

/// Sides that its pictures can have.
const SIDES_PX: RangeInclusive<u32> = 1..=65_536;

/// Points can lie outside of the picture and behind the camera, but not farther off than this.
const FARTHEST_PX: f32 = 1e6;
const FARTHEST_M: f32 = 1e3;

/// From 0 to 1, and what rounding adds.
const VISIBILITIES: RangeInclusive<f32> = -0.001..=1.001;

/// What is wrong with a recording.
#[derive(Debug, Error)]
#[expect(missing_docs, reason = "every variant is documented, and its fields are named for what they hold")]
pub enum RecordingError {
    /// The file cannot be read or written.
    #[error("cannot use the landmark recording {path}: {cause}")]
    Unusable { path: PathBuf, cause: std::io::Error },
    /// The file holds something else.
    #[error(
        "{path} is no landmark recording of this program ({cause}); record one with `holdfast check VIDEO --landmarks FILE`"
    )]
    Foreign { path: PathBuf, cause: String },
    /// The file is larger than any recording.
    #[error("{path} has {bytes} bytes, more than a landmark recording can have; record a shorter video")]
    TooLarge { path: PathBuf, bytes: u64 },
    /// A frame, counted from 1, that no camera has seen.
    #[error(
        "{path}: frame {number} {what}; the file is damaged, or another program made it: record it again with `holdfast check VIDEO --landmarks FILE`"
    )]
    Frame { path: PathBuf, number: usize, what: String },
}

/// Whether a path is a file of landmarks, which needs no pose model, and no video.
pub fn is_landmark_recording(path: &Path) -> bool {
    path.is_file() && path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

/// Poses over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Recording {
    /// The name of the recorded source.
    pub source: String,
    /// The source's nominal frames a second.
    pub fps: Option<f64>,
    /// The pose model's id and sha256.
    pub model: (String, String),
    /// Width and height of the pictures.
    pub picture: PictureSize,
    /// Seconds since the first frame, and the pose where somebody was found.
    pub frames: Vec<(f64, Option<Pose>)>,
    /// What else is known of each frame's picture; files of older versions say nothing of it.
    pub scenes: Vec<Scene>,
}

#[derive(Serialize)]
struct Written<'a> {
    format: &'a str,
    version: u32,
    source: &'a str,
    fps: Option<f64>,
    model: WrittenModel,
    width: u32,
    height: u32,
    landmarks: Vec<&'a str>,
    frames: Vec<WrittenFrame>,
}

/// The same, as it is read: with room for what this program writes, and no more.
#[derive(Deserialize)]
struct Read {
    format: String,
    version: u32,
    source: String,
    fps: Option<f64>,
    model: WrittenModel,
    width: u32,
    height: u32,
    landmarks: AtMost<String, { Landmark::ALL.len() }>,
    frames: Frames,
}

#[derive(Serialize, Deserialize)]
struct WrittenModel {
    id: String,
    sha256: String,
}

#[derive(Serialize, Deserialize)]
struct WrittenFrame {
    time_secs: f64,
    /// x, y, z in pixels, visibility.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    image: Option<Points<4>>,
    /// x, y, z in metres.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    world: Option<Points<3>>,
    /// Heights of the back's outline, and its certainty.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    back: Option<(AtMost<Option<f64>, MOST_HEIGHTS>, f64)>,
    /// Measures put right, each with its uncertainty, and the pose's novelty.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    anatomy: Option<(AtMost<(f32, f32), { anatomy::MEASURES }>, f32)>,
    /// How bright the picture is, 0 (black) to 255.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    brightness: Option<f64>,
    /// How many people are in it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    people: Option<u32>,
    /// Whether it shows nothing new.
    #[serde(skip_serializing_if = "is_false", default)]
    repeats: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_false(value: &bool) -> bool {
    !value
}

/// Points in the order of the landmarks.
type Points<const N: usize> = AtMost<Option<[f32; N]>, { Landmark::ALL.len() }>;

impl Recording {
    /// Reads a recording.
    ///
    /// # Errors
    ///
    /// Fails where the file cannot be read or is something else.
    pub fn read(path: &Path) -> Result<Self, RecordingError> {
        let unusable = |cause| RecordingError::Unusable { path: path.to_owned(), cause };
        let foreign = |cause: String| RecordingError::Foreign { path: path.to_owned(), cause };
        let file = File::open(path).map_err(unusable)?;
        let bytes = file.metadata().map_err(unusable)?.len();
        if bytes > MOST_BYTES {
            return Err(RecordingError::TooLarge { path: path.to_owned(), bytes });
        }
        let read: Read = serde_json::from_reader(BufReader::new(file.take(MOST_BYTES))).map_err(|error| {
            if error.is_io() { unusable(error.into()) } else { foreign(error.to_string()) }
        })?;
        if read.format != FORMAT || read.version != VERSION {
            return Err(foreign(format!("format {} version {}", read.format, read.version)));
        }
        if !read.landmarks.0.iter().map(String::as_str).eq(Landmark::ALL.map(Landmark::name)) {
            return Err(foreign("its landmarks have other names".to_owned()));
        }
        if let Some(fps) = read.fps.filter(|fps| !CREDIBLE_FPS.contains(fps)) {
            return Err(foreign(format!("{fps} frames a second")));
        }
        let picture = PictureSize { width: read.width, height: read.height };
        if !(SIDES_PX.contains(&picture.width) && SIDES_PX.contains(&picture.height)) {
            return Err(foreign(format!("pictures of {}x{} pixels", picture.width, picture.height)));
        }
        let Frames { mut frames, scenes, wrong } = read.frames;
        if let Some((number, what)) = wrong {
            return Err(RecordingError::Frame { path: path.to_owned(), number, what });
        }
        frames.iter_mut().filter_map(|(_, pose)| pose.as_mut()).for_each(|pose| pose.picture = picture);
        Ok(Self {
            source: read.source,
            fps: read.fps,
            model: (read.model.id, read.model.sha256),
            picture,
            frames,
            scenes,
        })
    }

    /// Writes the recording to a stream.
    ///
    /// # Errors
    ///
    /// Passes on what the stream says.
    pub fn write(&self, stream: impl Write) -> std::io::Result<()> {
        let scenes = self.scenes.iter().copied().chain(std::iter::repeat(Scene::default()));
        let frames = self.frames.iter().zip(scenes);
        let written = Written {
            format: FORMAT,
            version: VERSION,
            source: &self.source,
            fps: self.fps,
            model: WrittenModel { id: self.model.0.clone(), sha256: self.model.1.clone() },
            width: self.picture.width,
            height: self.picture.height,
            landmarks: Landmark::ALL.map(Landmark::name).to_vec(),
            frames: frames
                .map(|((time, pose), scene)| WrittenFrame::of(*time, pose.as_ref(), scene))
                .collect(),
        };
        let mut stream = BufWriter::new(stream);
        serde_json::to_writer(&mut stream, &written)?;
        stream.flush()
    }
}

impl WrittenFrame {
    fn of(time_secs: f64, pose: Option<&Pose>, scene: Scene) -> Self {
        let image = pose.map(|pose| listed(&pose.image, |k| [k.x, k.y, k.z, k.visibility]));
        let world = pose.map(|pose| listed(&pose.world, |p| [p.x, p.y, p.z]));
        let back = pose.and_then(|pose| pose.back.as_ref());
        let back = back.map(|back| (AtMost(back.heights.clone()), back.certainty));
        let anatomy = pose.and_then(|pose| pose.anatomy.as_ref());
        let anatomy = anatomy.map(|anatomy| (AtMost(anatomy.list().to_vec()), anatomy.novelty));
        let Scene { brightness, people, repeats } = scene;
        Self { time_secs, image, world, back, anatomy, brightness, people, repeats }
    }

    /// What is wrong with the frame, which comes after a time.
    fn fault(&self, last_secs: Option<f64>) -> Option<String> {
        let secs = self.time_secs;
        if secs < 0.0 {
            return Some(format!("comes at {secs} s, before the first"));
        }
        if secs > LATEST_SECS {
            return Some(format!("comes at {secs} s, later than any recording lasts"));
        }
        if let Some(last) = last_secs.filter(|last| secs <= *last) {
            return Some(format!("comes at {secs} s, not after the one before it at {last} s"));
        }
        let counts =
            [self.image.as_ref().map(|list| list.0.len()), self.world.as_ref().map(|list| list.0.len())];
        if let Some(count) = counts.into_iter().flatten().find(|count| *count != Landmark::ALL.len()) {
            return Some(format!("has {count} points and not {}", Landmark::ALL.len()));
        }
        if let Some((AtMost(measures), novelty)) = &self.anatomy
            && Anatomy::from_list(measures, *novelty).is_none()
        {
            let count = measures.len();
            return Some(format!("has {count} measures that were put right and not {}", anatomy::MEASURES));
        }
        let image = self.image.iter().flat_map(|list| &list.0);
        let in_picture = |[x, y, z, visibility]: [f32; 4]| {
            [x, y, z].iter().all(|way| way.abs() <= FARTHEST_PX) && VISIBILITIES.contains(&visibility)
        };
        let world = self.world.iter().flat_map(|list| &list.0);
        let in_space = |point: [f32; 3]| point.iter().all(|way| way.abs() <= FARTHEST_M);
        let back =
            self.back.iter().flat_map(|(heights, certainty)| heights.0.iter().flatten().chain([certainty]));
        let sound = image.flatten().copied().all(in_picture)
            && world.flatten().copied().all(in_space)
            && back.copied().all(f64::is_finite);
        (!sound).then(|| "has a point where no body is".to_owned())
    }

    fn read(self) -> ((f64, Option<Pose>), Scene) {
        let scene = Scene { brightness: self.brightness, people: self.people, repeats: self.repeats };
        let pose = self.image.map(|image| Pose {
            picture: PictureSize { width: 0, height: 0 }, // known when all is read
            image: named(&image.0, |[x, y, z, visibility]| Keypoint { x, y, z, visibility }),
            world: named(&self.world.map(|world| world.0).unwrap_or_default(), |[x, y, z]| WorldPoint {
                x,
                y,
                z,
            }),
            back: self.back.map(|(heights, certainty)| BackOutline { heights: heights.0, certainty }),
            anatomy: self.anatomy.and_then(|(measures, novelty)| Anatomy::from_list(&measures.0, novelty)),
        });
        ((self.time_secs, pose), scene)
    }
}

/// Points in the order of the landmarks.
fn listed<T: Copy, const N: usize>(points: &PerLandmark<T>, values: fn(T) -> [f32; N]) -> Points<N> {
    AtMost(Landmark::ALL.iter().map(|landmark| points.get(*landmark).map(values)).collect())
}

fn named<T: Copy, const N: usize>(points: &[Option<[f32; N]>], point: fn([f32; N]) -> T) -> PerLandmark<T> {
    PerLandmark::from_fn(|landmark| points.get(landmark as usize).copied().flatten().map(point))
}

/// Frames as they are read; after the first that is wrong, none are.
#[derive(Default)]
struct Frames {
    frames: Vec<(f64, Option<Pose>)>,
    scenes: Vec<Scene>,
    wrong: Option<(usize, String)>,
}

impl<'de> Deserialize<'de> for Frames {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List;
        impl<'de> Visitor<'de> for List {
            type Value = Frames;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a sequence")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Frames, A::Error> {
                let mut all = Frames::default();
                while let Some(frame) = seq.next_element::<WrittenFrame>()? {
                    let last_secs = all.frames.last().map(|(secs, _)| *secs);
                    let many = all.frames.len() == MOST_FRAMES;
                    let too_many =
                        many.then(|| format!("is one more than the {MOST_FRAMES} that can be judged"));
                    if let Some(what) = too_many.or_else(|| frame.fault(last_secs)) {
                        all.wrong = Some((all.frames.len() + 1, what));
                        while seq.next_element::<IgnoredAny>()?.is_some() {}
                        break;
                    }
                    let (frame, scene) = frame.read();
                    all.frames.push(frame);
                    all.scenes.push(scene);
                }
                Ok(all)
            }
        }
        deserializer.deserialize_seq(List)
    }
}
