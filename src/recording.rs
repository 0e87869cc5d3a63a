//! Poses over time in a file: what the pose model saw, without the pictures.
//!
//! A recording replays in milliseconds and gives exactly the verdicts of the video that it was made
//! from, so a changed rule can be tried on old sessions. Its format is JSON with one short array a point;
//! units are seconds, pixels and metres.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::motion::{BackOutline, Keypoint, Landmark, PerLandmark, PictureSize, Pose, WorldPoint};

const FORMAT: &str = "holdfast/landmarks";
const VERSION: u32 = 1;

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
}

#[derive(Serialize, Deserialize)]
struct Written {
    format: String,
    version: u32,
    source: String,
    fps: Option<f64>,
    model: WrittenModel,
    width: u32,
    height: u32,
    landmarks: Vec<String>,
    frames: Vec<WrittenFrame>,
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
    image: Option<Vec<Option<[f32; 4]>>>,
    /// x, y, z in metres.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    world: Option<Vec<Option<[f32; 3]>>>,
    /// Heights of the back's outline, and its certainty.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    back: Option<(Vec<Option<f64>>, f64)>,
}

impl Recording {
    /// Reads a recording.
    ///
    /// # Errors
    ///
    /// Fails where the file cannot be read or is something else.
    pub fn read(path: &Path) -> Result<Self, RecordingError> {
        let unusable = |cause| RecordingError::Unusable { path: path.to_owned(), cause };
        let foreign = |cause: String| RecordingError::Foreign { path: path.to_owned(), cause };
        let text = fs::read_to_string(path).map_err(unusable)?;
        let written: Written = serde_json::from_str(&text).map_err(|error| foreign(error.to_string()))?;
        if written.format != FORMAT || written.version != VERSION {
            return Err(foreign(format!("format {} version {}", written.format, written.version)));
        }
        if !written.landmarks.iter().map(String::as_str).eq(Landmark::ALL.map(Landmark::name)) {
            return Err(foreign("its landmarks have other names".to_owned()));
        }
        let picture = PictureSize { width: written.width, height: written.height };
        Ok(Self {
            source: written.source,
            fps: written.fps,
            model: (written.model.id, written.model.sha256),
            picture,
            frames: written.frames.into_iter().map(|frame| frame.read(picture)).collect(),
        })
    }

    /// Writes the recording to a stream.
    ///
    /// # Errors
    ///
    /// Passes on what the stream says.
    pub fn write(&self, stream: impl Write) -> std::io::Result<()> {
        let written = Written {
            format: FORMAT.to_owned(),
            version: VERSION,
            source: self.source.clone(),
            fps: self.fps,
            model: WrittenModel { id: self.model.0.clone(), sha256: self.model.1.clone() },
            width: self.picture.width,
            height: self.picture.height,
            landmarks: Landmark::ALL.map(|landmark| landmark.name().to_owned()).to_vec(),
            frames: self.frames.iter().map(|(time, pose)| WrittenFrame::of(*time, pose.as_ref())).collect(),
        };
        let mut stream = BufWriter::new(stream);
        serde_json::to_writer(&mut stream, &written)?;
        stream.flush()
    }
}

impl WrittenFrame {
    fn of(time_secs: f64, pose: Option<&Pose>) -> Self {
        let image = pose.map(|pose| listed(&pose.image, |k| [k.x, k.y, k.z, k.visibility]));
        let world = pose.map(|pose| listed(&pose.world, |p| [p.x, p.y, p.z]));
        let back =
            pose.and_then(|pose| pose.back.as_ref()).map(|back| (back.heights.clone(), back.certainty));
        Self { time_secs, image, world, back }
    }

    fn read(self, picture: PictureSize) -> (f64, Option<Pose>) {
        let pose = self.image.map(|image| Pose {
            picture,
            image: named(&image, |[x, y, z, visibility]| Keypoint { x, y, z, visibility }),
            world: named(&self.world.unwrap_or_default(), |[x, y, z]| WorldPoint { x, y, z }),
            back: self.back.map(|(heights, certainty)| BackOutline { heights, certainty }),
        });
        (self.time_secs, pose)
    }
}

/// Points in the order of the landmarks.
fn listed<T: Copy, const N: usize>(
    points: &PerLandmark<T>,
    values: fn(T) -> [f32; N],
) -> Vec<Option<[f32; N]>> {
    Landmark::ALL.iter().map(|landmark| points.get(*landmark).map(values)).collect()
}

fn named<T: Copy, const N: usize>(points: &[Option<[f32; N]>], point: fn([f32; N]) -> T) -> PerLandmark<T> {
    PerLandmark::from_fn(|landmark| points.get(landmark as usize).copied().flatten().map(point))
}
