//! Landmarks over a stretch of time in few bytes.
//!
//! A point in the picture is kept to 1/8192 of the picture's longer side and a point in space to a
//! millimetre, both well below what a pose model errs by. The outline of the back is not kept: the
//! measures that were read off it are.

use std::sync::Arc;

use super::packing;
use crate::motion::anatomy::MEASURES;
use crate::motion::{Anatomy, Keypoint, Landmark, PerLandmark, PictureSize, Pose, WorldPoint};

/// Parts of the picture's longer side.
const PARTS: f32 = 8192.0;
/// Visibility is kept in percent.
const PERCENT: f32 = 100.0;
const MM: f32 = 1000.0;

/// The first series: the width and the height of the picture.
const PICTURE: usize = 0;
/// Milliseconds of each frame since the session began.
const TIMES: usize = 1;
/// For each frame 1 where somebody was found, 0 where not.
const FOUND: usize = 2;
/// The first series of the first landmark.
const POINTS: usize = 3;
/// For each landmark: whether it is in the picture, x, y, z and visibility there; whether it is in
/// space, x, y, z there. Only frames in which somebody was found count, and for a point's numbers only
/// those that have the point.
const PER_POINT: usize = 9;
/// The first series of the measures that were put right: whether there are any, the novelty, and for each
/// measure its value and its uncertainty. Files of older versions end before it, or before the measures that are new.
const ANATOMY: usize = POINTS + PER_POINT * Landmark::ALL.len();
/// The first series of the first of these measures.
const ANATOMY_MEASURES: usize = ANATOMY + 2;
/// Parts of a degree or of a torso length.
const FINE: f32 = 1000.0;

/// Frames: milliseconds since the session began, and the person.
pub(super) type Frames = Vec<(i64, Option<Arc<Pose>>)>;

/// Packs frames, whose pictures all have one size.
pub(super) fn pack(frames: &[(i64, Option<Arc<Pose>>)]) -> Vec<u8> {
    let picture = frames.iter().find_map(|(_, pose)| Some(pose.as_ref()?.picture));
    let longer = picture.map_or(1.0, longer_side);
    let mut series = vec![Vec::new(); ANATOMY_MEASURES + 2 * MEASURES];
    series[PICTURE] = picture.map(|size| vec![size.width as i32, size.height as i32]).unwrap_or_default();
    for (time_ms, pose) in frames {
        series[TIMES].push(i32::try_from(*time_ms).unwrap_or(i32::MAX));
        series[FOUND].push(i32::from(pose.is_some()));
        let Some(pose) = pose else { continue };
        for (i, landmark) in Landmark::ALL.into_iter().enumerate() {
            let of_point = &mut series[POINTS + PER_POINT * i..][..PER_POINT];
            let mut put = |place: usize, value: f32| of_point[place].push(value.round() as i32);
            let (image, world) = (pose.image.get(landmark), pose.world.get(landmark));
            put(0, f32::from(u8::from(image.is_some())));
            if let Some(point) = image {
                let in_picture = [point.x, point.y, point.z].map(|value| value / longer * PARTS);
                in_picture.into_iter().enumerate().for_each(|(axis, value)| put(1 + axis, value));
                put(4, point.visibility * PERCENT);
            }
            put(5, f32::from(u8::from(world.is_some())));
            if let Some(point) = world {
                let in_space = [point.x, point.y, point.z].map(|value| value * MM);
                in_space.into_iter().enumerate().for_each(|(axis, value)| put(6 + axis, value));
            }
        }
        series[ANATOMY].push(i32::from(pose.anatomy.is_some()));
        if let Some(anatomy) = &pose.anatomy {
            let measures = anatomy.list().iter().flat_map(|(value, spread)| [*value, *spread]);
            for (place, value) in [anatomy.novelty].into_iter().chain(measures).enumerate() {
                series[ANATOMY + 1 + place].push((value * FINE).round() as i32);
            }
        }
    }
    packing::pack(&series)
}

/// Unpacks frames; none where the bytes are damaged.
pub(super) fn unpack(packed: &[u8]) -> Option<Frames> {
    let series = packing::unpack(packed)?;
    let has_anatomy = series.len() > ANATOMY_MEASURES;
    if !(has_anatomy || series.len() == ANATOMY) || series[TIMES].len() != series[FOUND].len() {
        return None;
    }
    // What is new in a version has no numbers in the pieces that are older.
    let measures = series.get(ANATOMY_MEASURES..).unwrap_or_default();
    let measures = measures.iter().filter(|values| !values.is_empty()).count() / 2;
    let picture = match series[PICTURE][..] {
        [width, height] => {
            Some(PictureSize { width: width.try_into().ok()?, height: height.try_into().ok()? })
        }
        _ => None,
    };
    let mut next = vec![0; series.len()];
    let mut take = |place: usize| -> Option<i32> {
        let value = series[place].get(next[place]).copied();
        next[place] += 1;
        value
    };
    let mut frames = Vec::new();
    for (time_ms, found) in series[TIMES].iter().zip(&series[FOUND]) {
        let pose = if *found == 0 {
            None
        } else {
            let mut pose = unpack_pose(picture?, &mut take)?;
            if has_anatomy && take(ANATOMY)? != 0 {
                pose.anatomy = Some(unpack_anatomy(measures, &mut take)?);
            }
            Some(Arc::new(pose))
        };
        frames.push((i64::from(*time_ms), pose));
    }
    Some(frames)
}

fn unpack_pose(picture: PictureSize, take: &mut impl FnMut(usize) -> Option<i32>) -> Option<Pose> {
    let longer = longer_side(picture);
    let mut image = PerLandmark::from_fn(|_| None);
    let mut world = PerLandmark::from_fn(|_| None);
    for (i, landmark) in Landmark::ALL.into_iter().enumerate() {
        let first = POINTS + PER_POINT * i;
        let mut number = |place: usize, unit: f32| Some(take(first + place)? as f32 / unit);
        if number(0, 1.0)? != 0.0 {
            let mut pixels = |place: usize| Some(number(place, PARTS)? * longer);
            let (x, y, z) = (pixels(1)?, pixels(2)?, pixels(3)?);
            image.set(landmark, Some(Keypoint { x, y, z, visibility: number(4, PERCENT)? }));
        }
        if number(5, 1.0)? != 0.0 {
            let (x, y, z) = (number(6, MM)?, number(7, MM)?, number(8, MM)?);
            world.set(landmark, Some(WorldPoint { x, y, z }));
        }
    }
    Some(Pose { picture, image, world, back: None, anatomy: None })
}

fn unpack_anatomy(measures: usize, take: &mut impl FnMut(usize) -> Option<i32>) -> Option<Anatomy> {
    let mut number = |place: usize| Some(take(place)? as f32 / FINE);
    let novelty = number(ANATOMY + 1)?;
    let mut measure = |place: usize| Some((number(place)?, number(place + 1)?));
    let list: Option<Vec<_>> = (0..measures).map(|i| measure(ANATOMY_MEASURES + 2 * i)).collect();
    Anatomy::from_list(&list?, novelty)
}

fn longer_side(picture: PictureSize) -> f32 {
    picture.width.max(picture.height).max(1) as f32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fuzzing::fuzz_with;

    fn pose(shift: f32) -> Arc<Pose> {
        let seen =
            |landmark: Landmark| (landmark != Landmark::Nose).then_some(landmark as usize as f32 * 10.0);
        Arc::new(Pose {
            picture: PictureSize { width: 640, height: 480 },
            image: PerLandmark::from_fn(|landmark| {
                let x = seen(landmark)? + shift;
                Some(Keypoint { x, y: x / 2.0, z: -x, visibility: 0.83 })
            }),
            world: PerLandmark::from_fn(|landmark| {
                let x = seen(landmark)? / 300.0 + shift / 100.0;
                Some(WorldPoint { x, y: -x, z: 0.123 })
            }),
            back: None,
            anatomy: (shift > 0.0).then(|| Anatomy {
                measures: std::array::from_fn(|i| (170.1234 - i as f32, 3.456)),
                novelty: 0.789,
            }),
        })
    }

    #[test]
    fn mutants_of_poses() {
        let frames: Frames = vec![(40, Some(pose(1.0))), (80, None), (121, Some(pose(1.5)))];
        let series = packing::unpack(&pack(&frames)).expect("sound");
        let one = (0..series.len(), prop_oneof![Just(0), Just(1), Just(-1), any::<i32>()], 0..5_usize);
        fuzz_with("packed poses", &prop::collection::vec(one, 0..6), |edits| {
            let mut series = series.clone();
            for (place, value, length) in edits {
                series[*place].resize(*length, *value);
            }
            unpack(&packing::pack(&series));
        });
    }

    #[test]
    fn frames_come_out_as_they_went_in_but_for_the_rounding() {
        let frames: Frames = vec![(40, Some(pose(0.0))), (80, None), (121, Some(pose(1.5)))];
        let read = unpack(&pack(&frames)).expect("sound");
        assert_eq!(read.len(), 3);
        assert_eq!((read[0].0, read[1].0, read[2].0), (40, 80, 121));
        assert!(read[1].1.is_none());
        let (kept, was) = (read[2].1.as_ref().expect("found"), frames[2].1.as_ref().expect("found"));
        assert_eq!(kept.picture, was.picture);
        for landmark in Landmark::ALL {
            let (Some(kept), Some(was)) = (kept.image.get(landmark), was.image.get(landmark)) else {
                assert_eq!(landmark, Landmark::Nose);
                continue;
            };
            assert!((kept.x - was.x).abs() < 0.05 && (kept.z - was.z).abs() < 0.05);
            assert!((kept.visibility - 0.83).abs() < 0.006);
        }
        let (kept, was) = (kept.world.get(Landmark::LeftHip), was.world.get(Landmark::LeftHip));
        assert!((kept.expect("seen").x - was.expect("seen").x).abs() < 0.0006);
        let anatomy = |i: usize| read[i].1.as_ref().expect("found").anatomy;
        assert_eq!(anatomy(0), None);
        let kept = anatomy(2).expect("it was there");
        assert!((kept.measures[12].0 - 158.1234).abs() < 0.0006 && (kept.novelty - 0.789).abs() < 0.0006);
    }

    #[test]
    fn pieces_from_before_the_network_knew_backs_are_read() {
        let pose = Pose { anatomy: Anatomy::from_list(&[(170.0, 3.5); 13], 0.5), ..(*pose(1.0)).clone() };
        let frames: Frames = vec![(40, Some(Arc::new(pose.clone())))];
        // They ended with the thirteenth measure.
        let mut series = packing::unpack(&pack(&frames)).expect("sound");
        series.truncate(ANATOMY_MEASURES + 2 * 13);
        let read = unpack(&packing::pack(&series)).expect("sound");
        assert_eq!(read[0].1.as_ref().expect("found").anatomy, pose.anatomy);
    }

    #[test]
    fn nobody_and_nothing_are_kept_too() {
        assert_eq!(unpack(&pack(&[])), Some(Vec::new()));
        assert_eq!(unpack(&pack(&[(7, None)])), Some(vec![(7, None)]));
        assert_eq!(unpack(b"not a piece"), None);
    }
}
