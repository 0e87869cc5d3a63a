//! Finds bodies in a whole picture.

use ndarray::{ArrayView1, ArrayView3};
use opencv::core::BORDER_CONSTANT;

use super::PoseError;
use super::anchors::{ANCHORS, DETECTOR_SIDE, anchors};
use super::crop::{Input, Picture};
use super::heat_map::sigmoid;
use super::manifest::Graph;
use super::network::{Network, Output};
use super::region::Region;
use super::suppression::{Detection, joined};
use crate::motion::Point;

/// The least probability of a body.
/// (MediaPipe, `pose_detection_cpu.pbtxt`, `min_score_thresh`.)
const LEAST_SCORE: f32 = 0.5;

const INPUT: Input = Input { side: DETECTOR_SIDE, border: BORDER_CONSTANT, range: (-1.0, 1.0) };

/// Answers x pairs (x, y) in input pixels: the centre of the box from the answer's anchor, the size of
/// the box, and four points from the anchor.
const BOXES: Output = Output { id: "boxes", shape: &[ANCHORS, 6, 2] };

/// The logit of each answer.
const SCORES: Output = Output { id: "scores", shape: &[ANCHORS] };

/// The person detector of BlazePose.
#[derive(Debug)]
pub(super) struct Detector {
    network: Network,
    anchors: Vec<[f32; 2]>,
}

impl Detector {
    /// The outputs that are used.
    pub(super) const OUTPUTS: &[Output] = &[BOXES, SCORES];

    /// Prepares the detector of a file that has [`Detector::OUTPUTS`].
    pub(super) fn new(graph: &Graph, threads: usize) -> Result<Self, PoseError> {
        Ok(Self { network: Network::new(graph, &INPUT, Self::OUTPUTS, threads)?, anchors: anchors() })
    }

    /// The regions of all bodies in the picture, the surest first.
    pub(super) fn detect(&mut self, picture: &Picture<'_>) -> Result<Vec<Region>, PoseError> {
        let whole = Region::around_picture(picture.size);
        let outputs = self.network.run(picture, &whole)?;
        let bodies = joined(decoded(outputs.get(&BOXES)?, outputs.get(&SCORES)?, &self.anchors));
        let region = |body: Detection| {
            let [mid_hip, on_circle, ..] = body.points;
            let image = |[x, y]: [f32; 2]| whole.image_from_region(Point::new(x.into(), y.into()));
            Region::around_body(image(mid_hip), image(on_circle))
        };
        Ok(bodies.into_iter().filter_map(region).collect())
    }
}

/// The answers that are probable enough, in units of the input's side.
pub(super) fn decoded(
    boxes: ArrayView3<'_, f32>,
    logits: ArrayView1<'_, f32>,
    anchors: &[[f32; 2]],
) -> Vec<Detection> {
    let side = DETECTOR_SIDE as f32;
    let mut found = Vec::new();
    for ((pairs, logit), anchor) in boxes.outer_iter().zip(logits).zip(anchors) {
        let score = sigmoid(*logit);
        let [width, height] = [pairs[[1, 0]] / side, pairs[[1, 1]] / side];
        if score < LEAST_SCORE || width < 0.0 || height < 0.0 {
            continue;
        }
        let point = |i: usize| [pairs[[i, 0]] / side + anchor[0], pairs[[i, 1]] / side + anchor[1]];
        let [x, y] = point(0);
        found.push(Detection {
            score,
            edges: [x - width / 2.0, y - height / 2.0, x + width / 2.0, y + height / 2.0],
            points: [point(2), point(3), point(4), point(5)],
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use ndarray::{Array3, array, s};

    use super::*;

    #[test]
    fn answers_are_pixels_from_their_anchor() {
        let anchors = [[0.5, 0.25], [0.0, 0.0], [0.1, 0.1]];
        let mut boxes = Array3::zeros((3, 6, 2));
        boxes.slice_mut(s![0, ..3, ..]).assign(&array![[22.4, -22.4], [44.8, 67.2], [11.2, 0.0]]);
        boxes[[2, 1, 0]] = -1.0; // negative width
        let found = decoded(boxes.view(), array![2.0, -0.1, 9.0].view(), &anchors);
        assert_eq!(found.len(), 1);
        let near = |a: f32, b: f32| assert!((a - b).abs() < 1e-6, "{a} {b}");
        near(found[0].score, 0.880_797);
        for (edge, expected) in found[0].edges.into_iter().zip([0.5, 0.0, 0.7, 0.3]) {
            near(edge, expected);
        }
        near(found[0].points[0][0], 0.55);
        assert_eq!(found[0].points[1], anchors[0]);
    }
}
