//! Corrects landmarks by the heat maps that the network draws next to them.

use ndarray::ArrayView3;

/// Cells along a side of each heat map.
pub(super) const CELLS: usize = 64;

/// Cells on each side of a landmark that count: MediaPipe's `kernel_size` 7
/// (`tensors_to_pose_landmarks_and_segmentation.pbtxt`).
const REACH: usize = 3;

/// A map whose greatest probability around the landmark is lower says nothing.
/// (MediaPipe, `min_confidence_to_refine`.)
const LEAST_CONFIDENCE: f32 = 0.5;

/// The heat maps of one run, as logits: rows x columns x landmarks.
#[derive(Debug, Clone, Copy)]
pub struct HeatMaps<'a>(pub ArrayView3<'a, f32>);

impl HeatMaps<'_> {
    /// The landmark moved to the centre of gravity of its map's probabilities around it.
    ///
    /// `point` is 0 to 1 over the crop. It is returned as it is where it lies outside the map or the
    /// map is unsure. (MediaPipe, `RefineLandmarksFromHeatmap`.)
    pub fn refined(&self, landmark: usize, point: [f32; 2]) -> [f32; 2] {
        // Truncation, not floor, as in MediaPipe: just outside the upper left edge still counts.
        let [column, row] = point.map(|v| (v * CELLS as f32) as i32);
        let inside = 0..CELLS as i32;
        if !inside.contains(&column) || !inside.contains(&row) {
            return point;
        }
        let around = |cell: i32| {
            let cell = cell as usize;
            cell.saturating_sub(REACH)..(cell + REACH + 1).min(CELLS)
        };
        let (mut sum, mut x, mut y, mut greatest) = (0.0f32, 0.0f32, 0.0f32, 0.0f32);
        for row in around(row) {
            for column in around(column) {
                let probability = sigmoid(self.0[[row, column, landmark]]);
                greatest = greatest.max(probability);
                sum += probability;
                x += probability * column as f32;
                y += probability * row as f32;
            }
        }
        if greatest < LEAST_CONFIDENCE {
            return point;
        }
        [x, y].map(|moment| moment / sum / CELLS as f32)
    }
}

/// The probability that belongs to a logit.
pub(super) fn sigmoid(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}

#[cfg(test)]
mod tests {
    use ndarray::Array3;

    use super::*;

    const NOTHING: f32 = -30.0;

    /// The maps of two landmarks, of which the second has spots (column, row, logit).
    fn maps_with(spots: &[(usize, usize, f32)]) -> Array3<f32> {
        let mut logits = Array3::from_elem((CELLS, CELLS, 2), NOTHING);
        for &(column, row, logit) in spots {
            logits[[row, column, 1]] = logit;
        }
        logits
    }

    #[test]
    fn moves_to_the_centre_of_gravity_of_its_own_map() {
        let logits = maps_with(&[(20, 30, 20.0), (21, 30, 20.0)]);
        let maps = HeatMaps(logits.view());
        let near = [19.5 / 64.0, 31.2 / 64.0];
        let refined = maps.refined(1, near);
        assert!((refined[0] * 64.0 - 20.5).abs() < 1e-3 && (refined[1] * 64.0 - 30.0).abs() < 1e-3);
        assert_eq!(maps.refined(0, near), near);
    }

    #[test]
    fn what_is_unsure_or_out_of_reach_changes_nothing() {
        let point = [24.5 / 64.0, 30.5 / 64.0];
        let unsure = maps_with(&[(24, 30, -0.1)]);
        assert_eq!(HeatMaps(unsure.view()).refined(1, point), point);
        let far = maps_with(&[(20, 30, 20.0)]);
        assert_eq!(HeatMaps(far.view()).refined(1, point), point);
    }

    #[test]
    fn points_at_and_beyond_the_edge() {
        let logits = maps_with(&[(0, 0, 20.0)]);
        let maps = HeatMaps(logits.view());
        for outside in [[1.0, 0.5], [-0.1, 0.5], [f32::NAN, 2.0]] {
            assert_eq!(maps.refined(1, outside).map(f32::to_bits), outside.map(f32::to_bits));
        }
        let corner = maps.refined(1, [0.02, -0.01]);
        assert!(corner[0] < 1e-6 && corner[1] < 1e-6);
    }
}
