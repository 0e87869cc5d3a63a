//! What the steps around the networks cost: `cargo bench --bench pose`.

use divan::Bencher;
use holdfast::frame::Frame;
use holdfast::motion::{BackOutline, Joint, Keypoint, PerLandmark, PictureSize, Point, Side, Silhouette};
use holdfast::pose::steps::{Cropper, HeatMaps, Input, OneEuro, Picture, Region};
use ndarray::{Array2, Array3};
use opencv::core::BORDER_REPLICATE;

const POINTS: usize = 39;
const CELLS: usize = 64;
const SIDE: usize = 256;

fn main() {
    divan::main();
}

/// A turned square of a picture of 640 x 480 pixels becomes the landmark network's input.
#[divan::bench]
fn crop(bencher: Bencher<'_, '_>) {
    let size = PictureSize { width: 640, height: 480 };
    let rgb = (0..3 * 640 * 480).map(|i| (i % 251) as u8).collect();
    let frame = Frame { time_secs: 0.0, size, rgb };
    let region = Region { centre: Point::new(320.0, 240.0), side_px: 500.0, rotation: 1.2 };
    let mut cropper = Cropper::new(Input { side: SIDE, border: BORDER_REPLICATE, range: (0.0, 1.0) });
    let mut tensor = Array3::zeros((SIDE, SIDE, 3));
    bencher.bench_local(|| {
        let picture = Picture::new(&frame).expect("a good frame");
        cropper.cut(&picture, &region, tensor.view_mut()).expect("a crop");
    });
}

/// The heat maps correct all points of a body.
#[divan::bench]
fn heat_map_refinement(bencher: Bencher<'_, '_>) {
    let logits = Array3::from_shape_fn((CELLS, CELLS, POINTS), |(row, column, point)| {
        let (dx, dy) = (column as f32 - (point + 10) as f32, row as f32 - 30.0);
        5.0 - (dx * dx + dy * dy) / 4.0
    });
    let maps = HeatMaps(logits.view());
    let points: [[f32; 2]; POINTS] = std::array::from_fn(|point| [(point + 10) as f32 / 64.0, 0.48]);
    let all = || std::array::from_fn::<_, POINTS, _>(|point| maps.refined(point, points[point]));
    bencher.bench(all);
}

/// A One Euro filter smooths the 33 points of a body.
#[divan::bench]
fn smoothing(bencher: Bencher<'_, '_>) {
    let mut filter = OneEuro::new(0.05, 80.0);
    let mut points = [[1.0f32, 2.0, 3.0]; 33];
    bencher.bench_local(|| {
        points[0][0] += 0.1;
        filter.smooth(points.as_flattened_mut(), 1.0 / 30.0, 0.01);
    });
}

/// The outline of the back is read off a silhouette.
#[divan::bench]
fn back_outline(bencher: Bencher<'_, '_>) {
    let shown = |row: usize, column: usize| (40..216).contains(&column) && (100..150).contains(&row);
    let probabilities =
        Array2::from_shape_fn((SIDE, SIDE), |(row, column)| f32::from(u8::from(shown(row, column))));
    let silhouette =
        Silhouette { probabilities, centre: Point::new(128.0, 128.0), side_px: 256.0, rotation: 0.0 };
    let image = PerLandmark::from_fn(|landmark| {
        let places = [
            (Joint::Hip, 60, 120),
            (Joint::Shoulder, 190, 120),
            (Joint::Knee, 60, 210),
            (Joint::Wrist, 190, 210),
        ];
        let is_of = |joint: Joint| Side::BOTH.iter().any(|side| joint.on(*side) == landmark);
        let (_, x, y) = places.into_iter().find(|(joint, ..)| is_of(*joint))?;
        Some(Keypoint { x: x as f32, y: y as f32, z: 0.0, visibility: 1.0 })
    });
    let seen = |joint: Joint, side| {
        let keypoint: Keypoint = image.get(joint.on(side))?;
        Some((Point::from(keypoint), f64::from(keypoint.visibility)))
    };
    let measured = BackOutline::measure(&silhouette, seen);
    assert!(measured.is_some_and(|back| back.heights.iter().flatten().count() > 40));
    bencher.bench(|| BackOutline::measure(&silhouette, seen));
}
