//! Joins the detector's many answers about one body into one.

/// Answers that overlap more than this (intersection over union) are about the same body.
/// (MediaPipe, `pose_detection_cpu.pbtxt`, `min_suppression_threshold`.)
const SAME_BODY: f32 = 0.3;

/// One body that the detector found; coordinates 0 to 1 over its input.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Detection {
    /// Probability, 0 to 1.
    pub(super) score: f32,
    /// Left, upper, right and lower edge of the box around the face.
    pub(super) edges: [f32; 4],
    /// Mid-hip, a point on the circle around the whole body, and the same two for the upper body.
    pub(super) points: [[f32; 2]; 4],
}

impl Detection {
    fn area(&self) -> f32 {
        let [left, top, right, bottom] = self.edges;
        (right - left) * (bottom - top)
    }

    /// Intersection over union, 0 to 1.
    fn overlap(&self, other: &Detection) -> f32 {
        let (a, b) = (self.edges, other.edges);
        let width = (a[2].min(b[2]) - a[0].max(b[0])).max(0.0);
        let height = (a[3].min(b[3]) - a[1].max(b[1])).max(0.0);
        let common = width * height;
        let union = self.area() + other.area() - common;
        if union > 0.0 { common / union } else { 0.0 }
    }
}

/// Weighted non-maximum suppression: each body is the mean of its overlapping answers, weighted by
/// their scores, with the best one's score. The surest body comes first.
///
/// MediaPipe's `WeightedNonMaxSuppression` (`non_max_suppression_calculator.cc`).
pub(super) fn joined(mut answers: Vec<Detection>) -> Vec<Detection> {
    answers.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut bodies = Vec::new();
    while let Some(best) = answers.first().copied() {
        let (same, others): (Vec<_>, Vec<_>) =
            answers.iter().partition(|answer| answer.overlap(&best) > SAME_BODY);
        if same.is_empty() {
            bodies.push(best); // a box without area overlaps nothing, not even itself
            answers.remove(0);
        } else {
            bodies.push(weighted_mean(&same, best.score));
            answers = others;
        }
    }
    bodies
}

fn weighted_mean(answers: &[Detection], score: f32) -> Detection {
    let total: f32 = answers.iter().map(|answer| answer.score).sum();
    let mean = |value: &dyn Fn(&Detection) -> f32| {
        answers.iter().map(|answer| answer.score * value(answer)).sum::<f32>() / total
    };
    Detection {
        score,
        edges: std::array::from_fn(|i| mean(&|answer| answer.edges[i])),
        points: std::array::from_fn(|i| std::array::from_fn(|axis| mean(&|answer| answer.points[i][axis]))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(score: f32, left: f32) -> Detection {
        Detection { score, edges: [left, 0.0, left + 0.2, 0.2], points: [[left, 0.5]; 4] }
    }

    #[test]
    fn overlapping_answers_become_their_weighted_mean() {
        let bodies = joined(vec![answer(0.6, 0.32), answer(0.9, 0.30)]);
        assert_eq!(bodies.len(), 1);
        assert_eq!(bodies[0].score, 0.9);
        let expected = (0.9 * 0.30 + 0.6 * 0.32) / 1.5;
        assert!((bodies[0].edges[0] - expected).abs() < 1e-6);
        assert!((bodies[0].points[3][0] - expected).abs() < 1e-6);
    }

    #[test]
    fn bodies_apart_stay_apart_the_surest_first() {
        let bodies = joined(vec![answer(0.6, 0.1), answer(0.8, 0.7), answer(0.55, 0.11)]);
        assert_eq!(bodies.iter().map(|b| b.score).collect::<Vec<_>>(), [0.8, 0.6]);
        assert!((bodies[0].edges[0] - 0.7).abs() < 1e-6);
    }

    #[test]
    fn no_answers_are_no_bodies_and_empty_boxes_do_no_harm() {
        assert!(joined(Vec::new()).is_empty());
        let point = Detection { edges: [0.5; 4], ..answer(0.7, 0.5) };
        assert_eq!(joined(vec![point, point]).len(), 2);
    }
}
