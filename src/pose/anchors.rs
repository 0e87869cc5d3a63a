//! The fixed places in the picture that the detector's answers refer to.

/// The side of the detector's input in pixels.
pub(super) const DETECTOR_SIDE: usize = 224;

/// Steps between the cells of each grid in input pixels, and how many answers each cell gives.
///
/// MediaPipe's graph (`pose_detection_cpu.pbtxt`, `SsdAnchorsCalculator`) names five layers with
/// strides 8, 16, 32, 32, 32 and two anchors a cell; layers of one stride fall together.
const GRIDS: [(usize, usize); 3] = [(8, 2), (16, 2), (32, 6)];

/// How many anchors there are, and so how many answers the detector gives.
pub(super) const ANCHORS: usize = 2254;

/// The anchors' centres, 0 to 1 over the input's width and height, in the order of the answers.
///
/// Their size is always 1 (`fixed_anchor_size`), so only centres are needed.
pub(super) fn anchors() -> Vec<[f32; 2]> {
    let mut centres = Vec::with_capacity(ANCHORS);
    for (stride, per_cell) in GRIDS {
        let cells = DETECTOR_SIDE.div_ceil(stride);
        let middle = |cell: usize| (cell as f32 + 0.5) / cells as f32;
        for row in 0..cells {
            for column in 0..cells {
                centres.extend(std::iter::repeat_n([middle(column), middle(row)], per_cell));
            }
        }
    }
    centres
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_as_the_detector_answers() {
        assert_eq!(anchors().len(), ANCHORS);
    }

    #[test]
    fn each_grid_runs_by_rows_from_corner_to_corner() {
        let all = anchors();
        let second_grid = 2 * 28 * 28;
        let third_grid = second_grid + 2 * 14 * 14;
        assert_eq!(all[0], [0.5 / 28.0, 0.5 / 28.0]);
        assert_eq!(all[1], all[0]);
        assert_eq!(all[2], [1.5 / 28.0, 0.5 / 28.0]);
        assert_eq!(all[second_grid], [0.5 / 14.0, 0.5 / 14.0]);
        assert_eq!(all[third_grid + 5], [0.5 / 7.0, 0.5 / 7.0]);
        assert_eq!(all[third_grid + 6], [1.5 / 7.0, 0.5 / 7.0]);
        assert_eq!(all[ANCHORS - 1], [6.5 / 7.0, 6.5 / 7.0]);
    }
}
