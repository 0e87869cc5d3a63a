//! Poses over time, where they come from, and what can be done to them.

use holdfast::motion::{Keypoint, Landmark, PerLandmark, PictureSize, Pose, WorldPoint};

use crate::figure::Chance;
use crate::support;

/// Seconds, and the pose where somebody was found.
pub type Frames = Vec<(f64, Option<Pose>)>;

/// A recorded trace from `tests/data`.
pub fn recorded(name: &str) -> Frames {
    support::recorded(name).frames.clone()
}

/// Each pose changed.
pub fn changed(frames: &Frames, mut change: impl FnMut(f64, &Pose) -> Pose) -> Frames {
    frames.iter().map(|(time, pose)| (*time, pose.as_ref().map(|pose| change(*time, pose)))).collect()
}

/// As if seen in a mirror, with left and right named anew.
pub fn mirrored(frames: &Frames) -> Frames {
    changed(frames, |_, pose| {
        let width = pose.picture.width as f32;
        let image = |k: Keypoint| Keypoint { x: width - k.x, ..k };
        let world = |p: WorldPoint| WorldPoint { x: -p.x, ..p };
        Pose {
            image: PerLandmark::from_fn(|l| pose.image.get(l.mirrored()).map(image)),
            world: PerLandmark::from_fn(|l| pose.world.get(l.mirrored()).map(world)),
            ..pose.clone()
        }
    })
}

/// The picture scaled, and a border put around it: `left` and `top` pixels here, as many again there.
pub fn placed(frames: &Frames, scale: f64, left: u32, top: u32) -> Frames {
    changed(frames, |_, pose| {
        let size = |length: u32, border: u32| (f64::from(length) * scale).round() as u32 + 2 * border;
        let picture =
            PictureSize { width: size(pose.picture.width, left), height: size(pose.picture.height, top) };
        let to = |value: f32, border: u32| (f64::from(value) * scale + f64::from(border)) as f32;
        let image = |k: Keypoint| Keypoint { x: to(k.x, left), y: to(k.y, top), z: to(k.z, 0), ..k };
        Pose { picture, image: PerLandmark::from_fn(|l| pose.image.get(l).map(image)), ..pose.clone() }
    })
}

/// Every movement away from the first pose made smaller, as by a person who goes less far.
pub fn smaller(frames: &Frames, share: f32) -> Frames {
    let first = frames.iter().find_map(|(_, pose)| pose.clone()).expect("somebody is there");
    let part = |rest: f32, now: f32| rest + share * (now - rest);
    changed(frames, |_, pose| {
        let image = |landmark| {
            let (rest, now) = first.image.get(landmark).zip(pose.image.get(landmark))?;
            Some(Keypoint { x: part(rest.x, now.x), y: part(rest.y, now.y), z: part(rest.z, now.z), ..now })
        };
        let world = |landmark| {
            let (rest, now) = first.world.get(landmark).zip(pose.world.get(landmark))?;
            Some(WorldPoint { x: part(rest.x, now.x), y: part(rest.y, now.y), z: part(rest.z, now.z) })
        };
        let mut anatomy = pose.anatomy;
        if let (Some(rest), Some(now)) = (&first.anatomy, &mut anatomy) {
            for (rest, now) in rest.measures.iter().zip(&mut now.measures) {
                now.0 = part(rest.0, now.0);
            }
        }
        let (image, world) = (PerLandmark::from_fn(image), PerLandmark::from_fn(world));
        Pose { image, world, anatomy, ..pose.clone() }
    })
}

/// All times later.
pub fn delayed(frames: &Frames, secs: f64) -> Frames {
    frames.iter().map(|(time, pose)| (time + secs, pose.clone())).collect()
}

/// One frame of two.
pub fn thinned(frames: &Frames) -> Frames {
    frames.iter().step_by(2).cloned().collect()
}

/// Nobody found in these stretches of time.
pub fn dropped(frames: &Frames, stretches: &[(f64, f64)]) -> Frames {
    let gone = |time: f64| stretches.iter().any(|(start, end)| (*start..*end).contains(&time));
    frames.iter().map(|(time, pose)| (*time, pose.clone().filter(|_| !gone(*time)))).collect()
}

/// Which points a model takes for those of the other side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Exchange {
    All,
    Legs,
    UpperBody,
}

/// Sides exchanged in these stretches of time, in the picture and in space.
pub fn exchanged(frames: &Frames, which: Exchange, stretches: &[(f64, f64)]) -> Frames {
    let hit = |landmark: Landmark| match which {
        Exchange::All => true,
        Exchange::Legs => landmark >= Landmark::LeftHip,
        Exchange::UpperBody => landmark < Landmark::LeftHip,
    };
    changed(frames, |time, pose| {
        if !stretches.iter().any(|(start, end)| (*start..*end).contains(&time)) {
            return pose.clone();
        }
        let from = |landmark: Landmark| if hit(landmark) { landmark.mirrored() } else { landmark };
        Pose {
            image: PerLandmark::from_fn(|l| pose.image.get(from(l))),
            world: PerLandmark::from_fn(|l| pose.world.get(from(l))),
            ..pose.clone()
        }
    })
}

/// Each point of the picture moved by chance, by so many pixels (standard deviation).
pub fn noisy(frames: &Frames, px: f64, seed: u64) -> Frames {
    let mut chance = Chance(seed);
    changed(frames, |_, pose| Pose {
        image: PerLandmark::from_fn(|l| {
            let k = pose.image.get(l)?;
            let mut moved = |value: f32| value + (px * chance.normal()) as f32;
            Some(Keypoint { x: moved(k.x), y: moved(k.y), ..k })
        }),
        ..pose.clone()
    })
}
