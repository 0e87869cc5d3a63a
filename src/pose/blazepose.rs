//! BlazePose: a detector finds the body once, the landmark network follows it from frame to frame.

use super::PoseError;
use super::anatomy::AnatomyNetwork;
use super::body::{Body, BodyReader};
use super::crop::Picture;
use super::crowd::Crowd;
use super::detector::Detector;
use super::manifest::{Manifest, Model};
use super::network::Output;
use super::outlining::Outliner;
use super::region::Region;
use super::tracker::Tracker;
use crate::frame::Frame;
use crate::motion::{
    BackOutline, Joint, Keypoint, PerLandmark, PictureSize, Point, Pose, Silhouette, WorldPoint,
};

/// The family's name in the manifest.
const FAMILY: &str = "blazepose";

/// How poses are estimated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The landmark model's name: `lite`, `full` or `heavy`, with or without `blazepose-`.
    pub model: String,
    /// Whether the silhouette and with it the outline of the back are wanted. It doubles the time.
    pub silhouette: bool,
    /// How many threads work on one picture; 0 for as many as there are cores.
    pub threads: usize,
    /// Whether ten silhouettes a second do, in place of one in each picture.
    pub sparing: bool,
}

impl Default for Options {
    /// The full model, without the silhouette, on one thread: a second takes more processor time, and saves
    /// little. A core is better spent on decoding, or on another recording.
    fn default() -> Self {
        Self { model: "blazepose-full".to_owned(), silhouette: false, threads: 1, sparing: false }
    }
}

/// What a picture shows of a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// The body's points, in picture pixels and in metres; with the outline of the back where there
    /// is a silhouette.
    pub pose: Pose,
    /// Whether the outline of the back was not looked for in this picture, but will be in others.
    pub back_skipped: bool,
    /// The silhouette of this picture alone, where it was asked for.
    ///
    /// MediaPipe blends it with the one before. Here it is measured, not shown, and a blend would mix
    /// two postures.
    pub silhouette: Option<Silhouette>,
}

/// Estimates the pose of one person in the pictures of one recording, in order.
#[derive(Debug)]
pub struct BlazePose {
    model: String,
    sha256: String,
    networks_sha256: Vec<String>,
    detector: Detector,
    reader: BodyReader,
    anatomy: Option<AnatomyNetwork>,
    tracker: Tracker,
    crowd: Crowd,
    outliner: Option<Outliner>,
    /// Whether the next picture is searched as a whole.
    looks_anew: bool,
}

impl BlazePose {
    /// Loads ONNX Runtime and the networks.
    ///
    /// Fails where the library or a model's file is missing or is not what it should be.
    pub fn load(manifest: &Manifest, options: &Options) -> Result<Self, PoseError> {
        let model = manifest.landmark_model(&options.model)?;
        if model.family != FAMILY {
            return Err(PoseError::UnknownFamily { model: model.id.clone(), family: model.family.clone() });
        }
        let open = |model: &Model, outputs: &[Output]| {
            manifest.open(model, &outputs.iter().map(|output| output.id).collect::<Vec<_>>())
        };
        let threads = options.threads;
        let detector = open(manifest.detector(FAMILY)?, Detector::OUTPUTS)?;
        let graph = open(model, BodyReader::outputs(options.silhouette))?;
        let sparing = options.sparing && options.silhouette;
        let points = sparing.then(|| open(model, BodyReader::outputs(false))).transpose()?;
        let anatomy =
            manifest.anatomy(FAMILY).map(|model| open(model, AnatomyNetwork::OUTPUTS)).transpose()?;
        let graphs = [Some(&detector), Some(&graph), points.as_ref(), anatomy.as_ref()];
        let networks_sha256 = graphs.into_iter().flatten().map(|graph| graph.sha256.clone()).collect();
        let (reader, outliner) = match &points {
            Some(points) => (BodyReader::new(points, false, threads)?, Some(Outliner::new(&graph, threads)?)),
            None => (BodyReader::new(&graph, options.silhouette, threads)?, None),
        };
        Ok(Self {
            model: model.id.clone(),
            sha256: graph.sha256.clone(),
            networks_sha256,
            detector: Detector::new(&detector, threads)?,
            reader,
            outliner,
            anatomy: anatomy.as_ref().map(AnatomyNetwork::new).transpose()?,
            tracker: Tracker::default(),
            crowd: Crowd::default(),
            looks_anew: false,
        })
    }

    /// The landmark model's name in the manifest.
    pub fn model(&self) -> &str {
        &self.model
    }

    /// The SHA-256 of the landmark model's file, in lower-case hexadecimal digits.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The same of the files of all networks that are used.
    pub fn networks_sha256(&self) -> &[String] {
        &self.networks_sha256
    }

    /// The person in the next picture; `None` where there is none.
    ///
    /// The person is looked for where the last picture had them. If they are not there, the whole of the
    /// same picture is searched: bodies seen from the head are lost every few frames, and would
    /// otherwise be missing in each. (Searching turned pictures too finds more bodies seen from the
    /// feet, all of them wrong.) Smoothing goes by the pictures' times; a time before the last one begins
    /// a new recording.
    ///
    /// Fails where the picture's size is not that of its pixels, or a library fails.
    pub fn estimate(&mut self, frame: &Frame) -> Result<Option<Estimate>, PoseError> {
        let picture = Picture::new(frame)?;
        let region = self.tracker.region_at(frame.time_secs);
        let near = self.tracker.last_seen(frame.time_secs);
        let (reader, back_skipped) = match &mut self.outliner {
            None => (&mut self.reader, false),
            Some(outliner) => match outliner.due(frame.time_secs) {
                Some(reader) => (reader, false),
                None => (&mut self.reader, true),
            },
        };
        let mut found = None;
        if std::mem::take(&mut self.looks_anew)
            && let Some(region) = nearest(&self.detector.detect(&picture)?, near)
        {
            found = reader.read(&picture, &region)?;
            if found.is_some() {
                self.tracker.reset();
            }
        }
        if found.is_none()
            && let Some(region) = region
        {
            found = reader.read(&picture, &region)?;
        }
        if found.is_none()
            && let Some(region) = nearest(&self.detector.detect(&picture)?, near)
        {
            found = reader.read(&picture, &region)?;
        }
        let Some(mut body) = found else {
            self.tracker.lose();
            return Ok(None);
        };
        self.tracker.follow(&mut body, frame.time_secs);
        if self.crowd.is_due(frame.time_secs) {
            let found = self.detector.detect(&picture)?;
            self.crowd.count(frame.time_secs, &found);
        }
        let mut estimate = Estimate { back_skipped, ..estimate(body, frame.size) };
        if let Some(anatomy) = &mut self.anatomy {
            estimate.pose.anatomy = anatomy.measure(&estimate.pose)?;
        }
        Ok(Some(estimate))
    }

    /// Goes on where another has been until now: with the person that it follows, and with how many it counted.
    pub fn follow_on(&mut self, other: &mut Self) {
        self.tracker = std::mem::take(&mut other.tracker);
        self.crowd = std::mem::take(&mut other.crowd);
        self.looks_anew = other.looks_anew;
    }

    /// How many people are in the pictures at present, counted about once a second while somebody is
    /// followed; `None` before the first count.
    pub fn people(&self) -> Option<u32> {
        self.crowd.people()
    }

    /// Looks for the person in the whole of the next picture: what was followed so far may be none, or stand on its
    /// head. Where nobody is found that way, it is followed on.
    pub fn look_anew(&mut self) {
        self.looks_anew = true;
    }

    /// Forgets the person: the next picture begins a new recording, and is searched as a whole and not
    /// smoothed.
    pub fn reset(&mut self) {
        self.tracker.reset();
        self.crowd.reset();
        self.outliner.iter_mut().for_each(Outliner::reset);
    }
}

/// Of the bodies in the whole picture the one that is nearest to where one was lost just now, or else the surest.
fn nearest(found: &[Region], lost: Option<Point>) -> Option<Region> {
    let Some(lost) = lost else { return found.first().copied() };
    let way = |region: &&Region| region.centre.to(lost).length();
    found.iter().min_by(|a, b| way(a).total_cmp(&way(b))).copied()
}

pub(super) fn estimate(body: Body, picture: PictureSize) -> Estimate {
    // The network's first points are the landmarks, in the same order.
    let image = PerLandmark::from_fn(|landmark| {
        let [x, y, z] = body.image[landmark as usize];
        Some(Keypoint { x, y, z, visibility: body.visibility[landmark as usize] })
    });
    let world = PerLandmark::from_fn(|landmark| {
        let [x, y, z] = body.world[landmark as usize];
        Some(WorldPoint { x, y, z })
    });
    let seen = |joint: Joint, side| {
        let keypoint = image.get(joint.on(side))?;
        Some((Point::from(keypoint), f64::from(keypoint.visibility)))
    };
    let back = body.silhouette.as_ref().and_then(|silhouette| BackOutline::measure(silhouette, seen));
    let pose = Pose { picture, image, world, back, anatomy: None };
    Estimate { pose, back_skipped: false, silhouette: body.silhouette }
}
