//! Finds bodies in a whole picture.

use super::PoseError;
use super::anchors::{ANCHORS, DETECTOR_SIDE, anchors};
use super::crop::{Cropper, Outside, Picture};
use super::heat_map::sigmoid;
use super::manifest::Graph;
use super::network::{Network, Shape};
use super::region::Region;
use super::suppression::{Detection, joined};
use crate::motion::Point;

/// The least probability of a body.
/// (MediaPipe, `pose_detection_cpu.pbtxt`, `min_score_thresh`.)
const LEAST_SCORE: f32 = 0.5;

/// Values of one answer: the box's centre and size, then four points, in input pixels from the
/// anchor.
const ANSWER: usize = 12;

/// The input's values for a black and a white pixel.
const RANGE: (f32, f32) = (-1.0, 1.0);

/// The person detector of BlazePose.
#[derive(Debug)]
pub(super) struct Detector {
    network: Network,
    cropper: Cropper,
    anchors: Vec<[f32; 2]>,
}

impl Detector {
    /// The outputs that are used, by their names in the manifest.
    pub(super) const OUTPUTS: &[&str] = &["boxes", "scores"];

    /// Prepares the detector of a file that has [`Detector::OUTPUTS`].
    pub(super) fn new(graph: &Graph, threads: usize) -> Result<Self, PoseError> {
        let shape = Shape { input_side: DETECTOR_SIDE, output_lengths: &[ANCHORS * ANSWER, ANCHORS] };
        Ok(Self {
            network: Network::new(graph, shape, threads)?,
            cropper: Cropper::new(DETECTOR_SIDE, Outside::Black),
            anchors: anchors(),
        })
    }

    /// The regions of all bodies in the picture, the surest first.
    pub(super) fn detect(&mut self, picture: &Picture<'_>) -> Result<Vec<Region>, PoseError> {
        let whole = Region::around_picture(picture.size);
        self.cropper.cut(picture, &whole, RANGE, self.network.input_mut())?;
        let outputs = self.network.run()?;
        let bodies = joined(decoded(outputs.get(0)?, outputs.get(1)?, &self.anchors));
        let region = |body: Detection| {
            let [mid_hip, on_circle, ..] = body.points;
            let image = |[x, y]: [f32; 2]| whole.image_from_region(Point::new(x.into(), y.into()));
            Region::around_body(image(mid_hip), image(on_circle))
        };
        Ok(bodies.into_iter().filter_map(region).collect())
    }
}

/// The answers that are probable enough, in units of the input's side.
fn decoded(answers: &[f32], logits: &[f32], anchors: &[[f32; 2]]) -> Vec<Detection> {
    let side = DETECTOR_SIDE as f32;
    let mut found = Vec::new();
    for ((answer, logit), anchor) in answers.chunks_exact(ANSWER).zip(logits).zip(anchors) {
        let score = sigmoid(*logit);
        let point = |i: usize| [answer[i] / side + anchor[0], answer[i + 1] / side + anchor[1]];
        let ([x, y], width, height) = (point(0), answer[2] / side, answer[3] / side);
        if score < LEAST_SCORE || width < 0.0 || height < 0.0 {
            continue;
        }
        found.push(Detection {
            score,
            edges: [x - width / 2.0, y - height / 2.0, x + width / 2.0, y + height / 2.0],
            points: [point(4), point(6), point(8), point(10)],
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_pixels_from_their_anchor() {
        let anchors = [[0.5, 0.25], [0.0, 0.0], [0.1, 0.1]];
        let mut answers = vec![0.0; 3 * ANSWER];
        answers[..6].copy_from_slice(&[22.4, -22.4, 44.8, 67.2, 11.2, 0.0]);
        answers[2 * ANSWER + 2] = -1.0; // negative width
        let found = decoded(&answers, &[2.0, -0.1, 9.0], &anchors);
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
