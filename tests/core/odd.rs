//! Input that should never come: nothing is counted, and nothing panics.

use holdfast::motion::{Keypoint, Landmark, PerLandmark, PictureSize, Pose, WorldPoint};
use proptest::prelude::*;

use crate::figure::Bridges;
use crate::frames::{Frames, changed, recorded};
use crate::outcome::judged;
use crate::traces::TRACES;

const EXERCISES: [&str; 3] = ["bridge", "cat-cow", "lower-trunk-rotation"];

fn counts_nothing(what: &str, frames: &Frames) {
    for id in EXERCISES {
        let outcome = judged(id, frames);
        assert!(outcome.counted_nothing(), "{what}, {id}: {:?}", outcome.verdicts());
        assert_eq!(outcome.begun(), 0, "{what}, {id}");
    }
}

/// Each trace and a figure, with its times or poses changed.
fn each_counts_nothing(what: &str, change: impl Fn(Frames) -> Frames) {
    for (name, _) in TRACES {
        counts_nothing(what, &change(recorded(name)));
    }
    counts_nothing(what, &change(Bridges::default().frames()));
}

fn at(x: f32, y: f32) -> Keypoint {
    Keypoint { x, y, z: 0.0, visibility: 1.0 }
}

#[test]
fn no_frames_nobody_and_single_frames() {
    counts_nothing("no frames", &Vec::new());
    counts_nothing("nobody", &(0..300).map(|i| (f64::from(i) / 30.0, None)).collect());
    each_counts_nothing("one frame", |frames| frames[..1].to_vec());
    each_counts_nothing("two frames", |frames| frames[..2].to_vec());
    each_counts_nothing("two frames of another time", |frames| frames[70..72].to_vec());
}

#[test]
fn bodies_without_size() {
    each_counts_nothing("all at one point", |frames| {
        changed(&frames, |_, pose| Pose {
            image: PerLandmark::from_fn(|_| Some(at(200.0, 200.0))),
            world: PerLandmark::from_fn(|_| Some(WorldPoint { x: 0.0, y: 0.0, z: 0.0 })),
            ..pose.clone()
        })
    });
    each_counts_nothing("all at one point of the picture", |frames| {
        changed(&frames, |_, pose| Pose {
            image: PerLandmark::from_fn(|_| Some(at(200.0, 200.0))),
            ..pose.clone()
        })
    });
    each_counts_nothing("all at one point in space", |frames| {
        changed(&frames, |_, pose| Pose {
            world: PerLandmark::from_fn(|_| Some(WorldPoint { x: 0.0, y: 0.0, z: 0.0 })),
            ..pose.clone()
        })
    });
    each_counts_nothing("no points", |frames| {
        changed(&frames, |_, pose| Pose {
            image: PerLandmark::from_fn(|_| None),
            world: PerLandmark::from_fn(|_| None),
            ..pose.clone()
        })
    });
    each_counts_nothing("nothing visible", |frames| {
        changed(&frames, |_, pose| Pose {
            image: PerLandmark::from_fn(|l| Some(Keypoint { visibility: 0.0, ..pose.image.get(l)? })),
            ..pose.clone()
        })
    });
}

#[test]
fn pictures_without_size() {
    for (width, height) in [(0, 0), (0, 480), (640, 0), (1, 1)] {
        each_counts_nothing("no picture", |frames| {
            changed(&frames, |_, pose| Pose { picture: PictureSize { width, height }, ..pose.clone() })
        });
    }
}

#[test]
fn numbers_that_are_none() {
    for odd in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        each_counts_nothing("no numbers in the picture", |frames| {
            let image = PerLandmark::from_fn(|_| Some(at(odd, odd)));
            changed(&frames, |_, pose| Pose { image: image.clone(), ..pose.clone() })
        });
        each_counts_nothing("no numbers in space", |frames| {
            let world = PerLandmark::from_fn(|_| Some(WorldPoint { x: odd, y: odd, z: odd }));
            changed(&frames, |_, pose| Pose { world: world.clone(), ..pose.clone() })
        });
    }
}

#[test]
fn times_that_do_not_grow() {
    each_counts_nothing("time stands still", |frames| {
        frames.into_iter().map(|(_, pose)| (1.0, pose)).collect()
    });
    each_counts_nothing("time runs backwards", |frames| {
        frames.into_iter().map(|(time, pose)| (100.0 - time, pose)).collect()
    });
    each_counts_nothing("time is no number", |frames| {
        frames.into_iter().map(|(_, pose)| (f64::NAN, pose)).collect()
    });
}

#[test]
fn a_frame_that_comes_twice_or_late_changes_nothing() {
    for (name, id) in TRACES {
        let frames = recorded(name);
        let plain = judged(id, &frames);
        let twice: Frames = frames.iter().flat_map(|frame| [frame.clone(), frame.clone()]).collect();
        assert_eq!(judged(id, &twice).verdicts(), plain.verdicts(), "{name}");
        assert_eq!(judged(id, &twice).holds(), plain.holds(), "{name}");
        let mut late = Frames::new();
        for (place, frame) in frames.iter().enumerate() {
            late.push(frame.clone());
            if place % 20 == 19 {
                late.push(frames[place - 15].clone());
                late.push((f64::NAN, frames[place - 10].1.clone()));
            }
        }
        assert_eq!(judged(id, &late).verdicts(), plain.verdicts(), "{name}");
        assert_eq!(judged(id, &late).holds(), plain.holds(), "{name}");
    }
}

#[test]
fn a_bad_number_in_one_frame_is_a_point_not_seen() {
    for (name, id) in TRACES {
        let frames = recorded(name);
        let plain = judged(id, &frames);
        for odd in [f32::NAN, f32::INFINITY] {
            let bad = changed(&frames, |time, pose| {
                let mut pose = pose.clone();
                if (time * 15.0).round() as usize % 40 == 7 {
                    pose.image.set(Landmark::LeftHip, Some(at(odd, 100.0)));
                    pose.world.set(Landmark::LeftShoulder, Some(WorldPoint { x: 0.0, y: odd, z: 0.0 }));
                }
                pose
            });
            let outcome = judged(id, &bad);
            assert_eq!(outcome.attempts.len(), plain.attempts.len(), "{name} {odd}");
            assert_eq!(outcome.repetitions.total, plain.repetitions.total, "{name} {odd}");
            assert!(outcome.holds().iter().all(|secs| secs.is_finite()), "{name} {odd}");
        }
    }
}

fn any_value() -> impl Strategy<Value = f32> {
    prop_oneof![
        6 => -100.0..800.0f32,
        1 => prop::sample::select(vec![f32::NAN, f32::INFINITY, 0.0, f32::MAX, f32::MIN_POSITIVE]),
    ]
}

fn any_pose() -> impl Strategy<Value = Option<Pose>> {
    let image = prop::collection::vec(prop::option::weighted(0.95, prop::array::uniform4(any_value())), 33);
    let world = prop::collection::vec(prop::option::weighted(0.95, prop::array::uniform3(any_value())), 33);
    let pose = (image, world, 0u32..2000, 0u32..2000).prop_map(|(image, world, width, height)| Pose {
        picture: PictureSize { width, height },
        image: PerLandmark::from_fn(|l| {
            image[l as usize].map(|[x, y, z, visibility]| Keypoint { x, y, z, visibility })
        }),
        world: PerLandmark::from_fn(|l| world[l as usize].map(|[x, y, z]| WorldPoint { x, y, z })),
        back: None,
        anatomy: None,
    });
    prop::option::weighted(0.9, pose)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_numbers_do_not_panic(
        frames in prop::collection::vec((-1.0..20.0f64, any_pose()), 0..60),
        sorted in any::<bool>(),
    ) {
        let mut frames = frames;
        if sorted {
            frames.sort_by(|a, b| a.0.total_cmp(&b.0));
        }
        for id in EXERCISES {
            judged(id, &frames);
        }
    }
}
