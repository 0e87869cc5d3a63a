//! The file's format, version 1: JSON, one short array a point, times in seconds, pixels, metres.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::motion::{BackOutline, Keypoint, Landmark, PerLandmark, PictureSize, Pose, WorldPoint};

const FORMAT: &str = "holdfast/landmarks";
const VERSION: u32 = 1;

/// What is wrong with a recording.
#[derive(Debug, Error)]
pub enum RecordingError {
    /// The file cannot be read or written.
    #[error("cannot use the landmark recording {path}: {cause}")]
    Unusable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// The file holds something else.
    #[error(
        "{path} is no landmark recording of this program ({cause}); record one with `holdfast check VIDEO --landmarks FILE`"
    )]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What was met.
        cause: String,
    },
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
        let mut text = String::new();
        BufReader::new(File::open(path).map_err(unusable)?).read_to_string(&mut text).map_err(unusable)?;
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
        let image = pose.map(|pose| {
            let point = |k: Keypoint| [k.x, k.y, k.z, k.visibility];
            Landmark::ALL.iter().map(|landmark| pose.image.get(*landmark).map(point)).collect()
        });
        let world = pose.map(|pose| {
            let point = |p: WorldPoint| [p.x, p.y, p.z];
            Landmark::ALL.iter().map(|landmark| pose.world.get(*landmark).map(point)).collect()
        });
        let back =
            pose.and_then(|pose| pose.back.as_ref()).map(|back| (back.heights.clone(), back.certainty));
        Self { time_secs, image, world, back }
    }

    fn read(self, picture: PictureSize) -> (f64, Option<Pose>) {
        let pose = self.image.map(|image| {
            let at = |landmark: Landmark| image.get(landmark as usize).copied().flatten();
            let world = self.world.unwrap_or_default();
            let in_space = |landmark: Landmark| world.get(landmark as usize).copied().flatten();
            Pose {
                picture,
                image: PerLandmark::from_fn(|landmark| {
                    at(landmark).map(|[x, y, z, visibility]| Keypoint { x, y, z, visibility })
                }),
                world: PerLandmark::from_fn(|landmark| {
                    in_space(landmark).map(|[x, y, z]| WorldPoint { x, y, z })
                }),
                back: self.back.map(|(heights, certainty)| BackOutline { heights, certainty }),
            }
        });
        (self.time_secs, pose)
    }
}
