//! How far landmarks lie from those that MediaPipe gives for the same photographs.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use holdfast::frame::Frame;
use holdfast::motion::{Landmark, PictureSize};
use holdfast::pose::{BlazePose, Manifest, Options};
use opencv::prelude::*;
use opencv::{imgcodecs, imgproc};
use serde::Deserialize;

/// The landmark models that the labels were made with.
pub(crate) const MODELS: [&str; 3] = ["lite", "full", "heavy"];

// A wrong detail in the pipeline costs more: without the heat maps' refinement the median is 5.9 px,
// with half a pixel's shift in the crop 4.1. Different JPEG decoders and rounding stay below .1.
const MEDIAN_PX: f64 = 0.5;
const NEARLY_ALL_PX: f64 = 2.0;
const MEDIAN_CM: f64 = 0.1;

#[derive(Deserialize)]
struct Labels {
    photos: Vec<Photo>,
}

#[derive(Deserialize)]
struct Photo {
    file: String,
    mediapipe: BTreeMap<String, Label>,
}

/// Landmarks over the picture's width (x, z) and height (y), with their visibility; world points in
/// metres.
#[derive(Deserialize)]
struct Label {
    landmarks: Vec<[f64; 4]>,
    world: Vec<[f64; 3]>,
}

/// What one model's landmarks are worth.
pub(crate) struct Parity {
    model: &'static str,
    photos: usize,
    bodies: usize,
    px: Vec<f64>,
    cm: Vec<f64>,
}

impl Parity {
    /// Compares a model with the labels in a folder (`labels.json` and the photographs it names).
    pub(crate) fn measure(folder: &Path, model: &'static str) -> Result<Self> {
        let path = folder.join("labels.json");
        let labels = File::open(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        let labels: Labels = serde_json::from_reader(std::io::BufReader::new(labels))?;
        ensure!(!labels.photos.is_empty(), "{} names no photographs", path.display());

        let options = Options { model: model.to_owned(), ..Options::default() };
        let mut estimator = BlazePose::load(&Manifest::find(None)?, &options)?;
        let mut parity =
            Self { model, photos: labels.photos.len(), bodies: 0, px: Vec::new(), cm: Vec::new() };
        for photo in &labels.photos {
            let label = photo.mediapipe.get(model).with_context(|| format!("{}: no {model}", photo.file))?;
            let frame = read(&folder.join(&photo.file))?;
            estimator.reset();
            let Some(estimate) = estimator.estimate(&frame)? else { continue };
            parity.bodies += 1;
            let (width, height) = (f64::from(frame.size.width), f64::from(frame.size.height));
            for (landmark, (image, world)) in
                Landmark::ALL.into_iter().zip(label.landmarks.iter().zip(&label.world))
            {
                let ours = estimate.pose.image.get(landmark).context("every landmark has a place")?;
                let (dx, dy) = (f64::from(ours.x) - image[0] * width, f64::from(ours.y) - image[1] * height);
                parity.px.push(dx.hypot(dy));
                let ours = estimate.pose.world.get(landmark).context("every landmark has a place")?;
                let apart =
                    [ours.x, ours.y, ours.z].into_iter().zip(world).map(|(a, b)| (f64::from(a) - b).powi(2));
                parity.cm.push(apart.sum::<f64>().sqrt() * 100.0);
            }
        }
        parity.px.sort_by(f64::total_cmp);
        parity.cm.sort_by(f64::total_cmp);
        Ok(parity)
    }

    /// Whether all bodies were found and their landmarks are where they should be.
    pub(crate) fn holds(&self) -> bool {
        self.bodies == self.photos
            && quantile(&self.px, 0.5) <= MEDIAN_PX
            && quantile(&self.px, 0.95) <= NEARLY_ALL_PX
            && quantile(&self.cm, 0.5) <= MEDIAN_CM
    }

    /// The heading of a table of comparisons.
    pub(crate) fn heading() -> &'static str {
        "model   bodies   median px   95 % px   median cm in space"
    }
}

impl fmt::Display for Parity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:<6} {:>3}/{:<3} {:>11.4} {:>9.4} {:>11.4}   {}",
            self.model,
            self.bodies,
            self.photos,
            quantile(&self.px, 0.5),
            quantile(&self.px, 0.95),
            quantile(&self.cm, 0.5),
            if self.holds() { "good" } else { "OUT OF BOUNDS" }
        )
    }
}

/// The value below which this share of the sorted values lies; not a number where there are none.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let index = (sorted.len().saturating_sub(1) as f64 * share).round() as usize;
    sorted.get(index).copied().unwrap_or(f64::NAN)
}

fn read(path: &Path) -> Result<Frame> {
    let name = path.to_str().context("the name is not text")?;
    let bgr = imgcodecs::imread(name, imgcodecs::IMREAD_COLOR)?;
    ensure!(!bgr.empty(), "{name} cannot be read as a picture");
    let mut rgb = Mat::default();
    imgproc::cvt_color_def(&bgr, &mut rgb, imgproc::COLOR_BGR2RGB)?;
    let size = PictureSize { width: rgb.cols() as u32, height: rgb.rows() as u32 };
    Ok(Frame { time_secs: 0.0, size, rgb: rgb.data_bytes()?.to_vec() })
}
