//! Reads one body's points out of a region of the picture.

use std::array::from_fn;

use ndarray::{ArrayView1, ArrayView2};
use opencv::core::BORDER_REPLICATE;

use super::PoseError;
use super::crop::{Input, Picture};
use super::heat_map::{CELLS, HeatMaps, sigmoid};
use super::manifest::Graph;
use super::network::{Network, Output};
use super::region::Region;
use crate::motion::{Point, Silhouette};

/// The side of the network's input in pixels, and of the silhouette in cells.
const SIDE: usize = 256;

/// Points in the network's answer: 33 of the body, two that span the next region, four unused.
pub(super) const POINTS: usize = 39;

/// The body points of the topology.
pub(super) const BODY_POINTS: usize = 33;

/// Mid-hip and a point on the circle around the body, for the next region.
const REGION_POINTS: usize = 2;

/// A body is there above this probability.
/// (MediaPipe, `pose_landmark_by_roi_cpu.pbtxt`, `ThresholdingCalculator`.)
const LEAST_PRESENCE: f32 = 0.5;

const INPUT: Input = Input { side: SIDE, border: BORDER_REPLICATE, range: (0.0, 1.0) };

/// Points x (x, y, z in input pixels, the logits of visibility and of presence).
const LANDMARKS: Output = Output { id: "landmarks", shape: &[POINTS, 5] };

/// The probability that there is a body.
const PRESENCE: Output = Output { id: "presence", shape: &[1] };

/// Rows x columns x points.
const HEAT_MAPS: Output = Output { id: "heatmap", shape: &[CELLS, CELLS, POINTS] };

/// Points x (x, y, z in metres).
const WORLD: Output = Output { id: "world", shape: &[POINTS, 3] };

/// Rows x columns: the logits of the silhouette.
const MASK: Output = Output { id: "mask", shape: &[SIDE, SIDE] };

/// What the network says about one body, unfiltered.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Body {
    /// x, y and z of the body's points in picture pixels.
    pub(super) image: [[f32; 3]; BODY_POINTS],
    /// The same of the points that span the next region.
    pub(super) spanning: [[f32; 3]; REGION_POINTS],
    /// Probabilities of the body's points, 0 to 1.
    pub(super) visibility: [f32; BODY_POINTS],
    /// The body's points in metres about the mid-hip, turned upright with the picture.
    pub(super) world: [[f32; 3]; BODY_POINTS],
    /// The silhouette, where the graph draws it.
    pub(super) silhouette: Option<Silhouette>,
}

/// The landmark network of BlazePose.
#[derive(Debug)]
pub(super) struct BodyReader {
    network: Network,
    silhouette: bool,
}

impl BodyReader {
    /// The outputs that are used, with or without the silhouette.
    pub(super) fn outputs(silhouette: bool) -> &'static [Output] {
        const ALL: &[Output] = &[LANDMARKS, PRESENCE, HEAT_MAPS, WORLD, MASK];
        if silhouette { ALL } else { &ALL[..4] }
    }

    /// Prepares the network of a file that has [`BodyReader::outputs`].
    pub(super) fn new(graph: &Graph, silhouette: bool, threads: usize) -> Result<Self, PoseError> {
        let network = Network::new(graph, &INPUT, Self::outputs(silhouette), threads)?;
        Ok(Self { network, silhouette })
    }

    /// The body in the region; `None` where there is none.
    pub(super) fn read(&mut self, picture: &Picture<'_>, region: &Region) -> Result<Option<Body>, PoseError> {
        let outputs = self.network.run(picture, region)?;
        let presence: ArrayView1<'_, f32> = outputs.get(&PRESENCE)?;
        let is_there = presence[0] > LEAST_PRESENCE;
        if !is_there {
            return Ok(None);
        }
        let answer = Answer {
            landmarks: outputs.get(&LANDMARKS)?,
            world: outputs.get(&WORLD)?,
            heat_maps: HeatMaps(outputs.get(&HEAT_MAPS)?),
        };
        let Some(mut body) = decoded(&answer, region) else {
            return Err(PoseError::NoNumber(outputs.path.to_owned()));
        };
        if self.silhouette {
            let mask: ArrayView2<'_, f32> = outputs.get(&MASK)?;
            body.silhouette = Some(Silhouette {
                probabilities: mask.mapv(sigmoid),
                centre: region.centre,
                side_px: region.side_px,
                rotation: region.rotation,
            });
        }
        Ok(Some(body))
    }
}

/// What the network answers about a body.
#[derive(Debug)]
pub(super) struct Answer<'a> {
    /// Points x (x, y, z in input pixels, the logits of visibility and of presence).
    pub(super) landmarks: ArrayView2<'a, f32>,
    /// Points x (x, y, z in metres).
    pub(super) world: ArrayView2<'a, f32>,
    /// Where each point is.
    pub(super) heat_maps: HeatMaps<'a>,
}

/// The body of an answer; `None` where the numbers of the answer are so large that places in the picture are none.
pub(super) fn decoded(answer: &Answer<'_>, region: &Region) -> Option<Body> {
    let Answer { landmarks, world, heat_maps } = answer;
    let side = SIDE as f32;
    let image = |point: usize| {
        let [x, y, z, ..]: [f32; 5] = from_fn(|value| landmarks[[point, value]]);
        let [x, y] = heat_maps.refined(point, [x / side, y / side]);
        let placed = region.image_from_region(Point::new(x.into(), y.into()));
        [placed.x as f32, placed.y as f32, z / side * region.side_px as f32]
    };
    let upright = |point: usize| {
        let [x, y, z]: [f32; 3] = from_fn(|axis| world[[point, axis]]);
        let turned = region.turned(x.into(), y.into());
        [turned.x as f32, turned.y as f32, z]
    };
    let body = Body {
        image: from_fn(image),
        spanning: from_fn(|i| image(BODY_POINTS + i)),
        visibility: from_fn(|point| sigmoid(landmarks[[point, 3]])),
        world: from_fn(upright),
        silhouette: None,
    };
    let points = body.image.iter().chain(&body.spanning).chain(&body.world);
    let is_sound = points.flatten().chain(&body.visibility).all(|value| value.is_finite());
    is_sound.then_some(body)
}
