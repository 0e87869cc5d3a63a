//! Reads one body's points out of a region of the picture.

use super::PoseError;
use super::crop::{Cropper, Outside, Picture};
use super::heat_map::{self, HeatMaps, sigmoid};
use super::manifest::Graph;
use super::network::{Network, Outputs, Shape};
use super::region::Region;
use crate::motion::{Point, Silhouette};

/// The side of the network's input in pixels, and of the silhouette in cells.
const SIDE: usize = 256;

/// Points in the network's answer: 33 of the body, two that span the next region, four unused.
const POINTS: usize = 39;

/// Values of each point: x, y, z in input pixels, the logits of visibility and of presence.
const POINT: usize = 5;

/// The body points of the topology.
pub(super) const BODY_POINTS: usize = 33;

/// Mid-hip and a point on the circle around the body, for the next region.
const REGION_POINTS: usize = 2;

/// A body is there above this probability.
/// (MediaPipe, `pose_landmark_by_roi_cpu.pbtxt`, `ThresholdingCalculator`.)
const LEAST_PRESENCE: f32 = 0.5;

/// The input's values for a black and a white pixel.
const RANGE: (f32, f32) = (0.0, 1.0);

/// The outputs by their names in the manifest, and how many values each has.
const OUTPUTS: [&str; 5] = ["landmarks", "presence", "heatmap", "world", "mask"];
const OUTPUT_LENGTHS: [usize; 5] =
    [POINTS * POINT, 1, heat_map::CELLS * heat_map::CELLS * POINTS, POINTS * 3, SIDE * SIDE];

// Their places in this list.
const IMAGE: usize = 0;
const PRESENCE: usize = 1;
const HEAT_MAPS: usize = 2;
const WORLD: usize = 3;
const SILHOUETTE: usize = 4;

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
    cropper: Cropper,
    silhouette: bool,
}

impl BodyReader {
    /// The outputs that are used, with or without the silhouette, by their names in the manifest.
    pub(super) fn outputs(silhouette: bool) -> &'static [&'static str] {
        if silhouette { &OUTPUTS } else { &OUTPUTS[..SILHOUETTE] }
    }

    /// Prepares the network of a file that has [`BodyReader::outputs`].
    pub(super) fn new(graph: &Graph, silhouette: bool, threads: usize) -> Result<Self, PoseError> {
        let shape = Shape { input_side: SIDE, output_lengths: &OUTPUT_LENGTHS };
        Ok(Self {
            network: Network::new(graph, shape, threads)?,
            cropper: Cropper::new(SIDE, Outside::Edge),
            silhouette,
        })
    }

    /// The body in the region; `None` where there is none.
    pub(super) fn read(&mut self, picture: &Picture<'_>, region: &Region) -> Result<Option<Body>, PoseError> {
        self.cropper.cut(picture, region, RANGE, self.network.input_mut())?;
        let outputs = self.network.run()?;
        let present = outputs.get(PRESENCE)?.first().is_some_and(|presence| *presence > LEAST_PRESENCE);
        if !present {
            return Ok(None);
        }
        let mut body = decoded(&outputs, region)?;
        if self.silhouette {
            body.silhouette = Some(Silhouette {
                cells: SIDE,
                probabilities: outputs.get(SILHOUETTE)?.iter().copied().map(sigmoid).collect(),
                centre: region.centre,
                side_px: region.side_px,
                rotation: region.rotation,
            });
        }
        Ok(Some(body))
    }
}

fn decoded(outputs: &Outputs<'_>, region: &Region) -> Result<Body, PoseError> {
    let (answers, world) = (outputs.get(IMAGE)?, outputs.get(WORLD)?);
    let heat_maps = HeatMaps::new(outputs.get(HEAT_MAPS)?, POINTS);
    let side = SIDE as f32;
    let image = |i: usize| {
        let answer = &answers[i * POINT..];
        let [x, y] = heat_maps.refined(i, [answer[0] / side, answer[1] / side]);
        let placed = region.image_from_region(Point::new(x.into(), y.into()));
        [placed.x as f32, placed.y as f32, answer[2] / side * region.side_px as f32]
    };
    let upright = |i: usize| {
        let metres = &world[i * 3..];
        let turned = region.turned(metres[0].into(), metres[1].into());
        [turned.x as f32, turned.y as f32, metres[2]]
    };
    Ok(Body {
        image: std::array::from_fn(image),
        spanning: std::array::from_fn(|i| image(BODY_POINTS + i)),
        visibility: std::array::from_fn(|i| sigmoid(answers[i * POINT + 3])),
        world: std::array::from_fn(upright),
        silhouette: None,
    })
}
