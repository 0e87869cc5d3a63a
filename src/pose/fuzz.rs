//! Answers that no sound network gives: the steps behind the networks take any numbers.

use std::array::from_fn;

use ndarray::{Array1, Array2, Array3, ArrayView3};
use proptest::prelude::*;

use super::anchors::{ANCHORS, anchors};
use super::blazepose::estimate;
use super::body::{Answer, POINTS, decoded};
use super::detector;
use super::heat_map::{CELLS, HeatMaps};
use super::region::Region;
use super::suppression::joined;
use super::tracker::Tracker;
use crate::fuzzing::fuzz_with;
use crate::motion::{Assessor, Landmark, PictureSize, Point, Scene, Settings, Silhouette};
use crate::rules::Catalogue;

const PICTURE: PictureSize = PictureSize { width: 640, height: 480 };

/// Mostly what a network says, and now and then anything.
fn number(low: f32, high: f32) -> impl Strategy<Value = f32> {
    let odd = prop::sample::select(vec![
        f32::NAN,
        f32::INFINITY,
        f32::NEG_INFINITY,
        f32::MAX,
        f32::MIN,
        f32::MIN_POSITIVE,
        0.0,
        -0.0,
        1e20,
        -1e20,
    ]);
    prop_oneof![200 => low..high, 1 => odd, 1 => any::<f32>()]
}

fn region() -> impl Strategy<Value = Region> {
    let far = -1e4..1e4;
    (far.clone(), far, 0.0..1e4, -4.0..4.0).prop_map(|(x, y, side_px, rotation)| Region {
        centre: Point::new(x, y),
        side_px,
        rotation,
    })
}

#[test]
fn mutants_of_landmark_answers() {
    let values = |count: usize, low, high| prop::collection::vec(number(low, high), count);
    let frame =
        (values(POINTS * 5, -50.0, 300.0), values(POINTS * 3, -1.5, 1.5), values(CELLS * CELLS, -9.0, 9.0));
    let frames = prop::collection::vec((frame, region(), 0.0..0.5), 1..5);
    let exercises = Catalogue::load(None).expect("built in");
    fuzz_with("answers of the landmark network", &frames, |frames| {
        let mut assessors: Vec<Assessor> = exercises
            .files()
            .iter()
            .map(|file| Assessor::new(file.exercise.clone(), Settings::default()))
            .collect();
        let (mut tracker, mut time_secs) = (Tracker::default(), 0.0);
        for ((landmarks, world, heat), region, step) in frames {
            time_secs += step;
            let landmarks = Array2::from_shape_vec((POINTS, 5), landmarks.clone()).expect("as many");
            let world = Array2::from_shape_vec((POINTS, 3), world.clone()).expect("as many");
            let heat = Array3::from_shape_fn((CELLS, CELLS, POINTS), |(y, x, _)| heat[y * CELLS + x]);
            let answer =
                Answer { landmarks: landmarks.view(), world: world.view(), heat_maps: HeatMaps(heat.view()) };
            let Some(mut body) = decoded(&answer, region) else { continue };
            body.silhouette = Some(Silhouette {
                probabilities: heat.index_axis(ndarray::Axis(2), 0).to_owned(),
                centre: region.centre,
                side_px: region.side_px,
                rotation: region.rotation,
            });
            tracker.follow(&mut body, time_secs);
            if let Some(next) = tracker.region_at(time_secs) {
                assert!(next.side_px.is_finite() && next.centre.x.is_finite() && next.rotation.is_finite());
            }
            let seen = estimate(body, PICTURE);
            for point in Landmark::ALL.iter().filter_map(|landmark| seen.pose.image.get(*landmark)) {
                assert!(point.x.is_finite() && point.visibility.is_finite());
            }
            for assessor in &mut assessors {
                assessor.step_in(Scene::default(), time_secs, Some(&seen.pose));
            }
        }
        for assessor in &mut assessors {
            assessor.finish();
        }
    });
}

#[test]
fn mutants_of_detector_answers() {
    let anchors = anchors();
    let some = 40;
    let answers = (
        prop::collection::vec(number(-100.0, 100.0), some * 12),
        prop::collection::vec(number(-3.0, 3.0), some),
    );
    fuzz_with("answers of the detector", &answers, |(boxes, scores)| {
        let boxes = ArrayView3::from_shape((some, 6, 2), boxes).expect("as many");
        let scores = Array1::from_vec(scores.clone());
        let found = detector::decoded(boxes, scores.view(), &anchors[ANCHORS - some..]);
        for body in joined(found) {
            let [mid_hip, on_circle]: [Point; 2] =
                from_fn(|place| Point::new(body.points[place][0].into(), body.points[place][1].into()));
            if let Some(region) = Region::around_body(mid_hip, on_circle) {
                assert!(region.side_px.is_finite() && region.centre.x.is_finite());
            }
        }
    });
}
