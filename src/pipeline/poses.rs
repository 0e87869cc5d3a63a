//! Poses in the pictures of a recording in which nobody was looked for.

use std::sync::Arc;

use crate::motion::{Observation, Pose};

/// Puts poses into the pictures in which nobody was looked for: between those before and after. Where nobody was seen
/// after, the pose before stays; where nobody was seen before, nobody is seen between either.
pub(super) fn fill(frames: &mut [(f64, Observation)]) {
    let mut from = 0;
    while let Some(skipped) = next(frames, from, true) {
        let end = next(frames, skipped, false).unwrap_or(frames.len());
        let (seen, rest) = frames.split_at_mut(skipped);
        let (between, after) = rest.split_at_mut(end - skipped);
        if let Some((earlier_secs, Some(earlier))) =
            seen.last().map(|(secs, seen)| (*secs, seen.pose.clone()))
        {
            let later = after.first().and_then(|(secs, seen)| Some((*secs, seen.pose.as_deref()?)));
            for (time_secs, seen) in between {
                seen.pose = Some(match later {
                    Some((later_secs, later)) => {
                        let part = (*time_secs - earlier_secs) / (later_secs - earlier_secs);
                        Arc::new(Pose::between(&earlier, later, part))
                    }
                    None => Arc::clone(&earlier),
                });
                seen.back_skipped = true;
            }
        }
        from = end;
    }
}

/// The next picture, from a place on, that was skipped or was not.
fn next(frames: &[(f64, Observation)], from: usize, skipped: bool) -> Option<usize> {
    (from..frames.len()).find(|place| frames[*place].1.skipped == skipped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::motion::{PerLandmark, PictureSize, WorldPoint};

    /// A picture with a body at this place, or with nobody, or one that was skipped.
    fn frame(time_secs: f64, place: Option<f32>, skipped: bool) -> (f64, Observation) {
        let picture = PictureSize { width: 640, height: 480 };
        let world = |x| PerLandmark::from_fn(|_| Some(WorldPoint { x, y: 0.0, z: 0.0 }));
        let image = PerLandmark::from_fn(|_| None);
        let pose = place.map(|x| {
            Arc::new(Pose { picture, image: image.clone(), world: world(x), back: None, anatomy: None })
        });
        (time_secs, Observation { pose, skipped, ..Observation::default() })
    }

    fn places(frames: &[(f64, Observation)]) -> Vec<Option<f32>> {
        let nose = |pose: &Pose| pose.world.get(crate::motion::Landmark::Nose).map(|point| point.x);
        frames.iter().map(|(_, seen)| seen.pose.as_deref().and_then(nose)).collect()
    }

    #[test]
    fn poses_are_between_those_before_and_after() {
        let mut frames = vec![
            frame(0.0, Some(1.0), false),
            frame(0.1, None, true),
            frame(0.3, None, true),
            frame(0.4, Some(2.0), false),
            frame(0.5, None, true),
            frame(0.6, None, false),
            frame(0.7, None, true),
            frame(0.8, Some(3.0), false),
            frame(0.9, None, true),
        ];
        fill(&mut frames);
        let expected =
            [Some(1.0), Some(1.25), Some(1.75), Some(2.0), Some(2.0), None, None, Some(3.0), Some(3.0)];
        assert_eq!(places(&frames), expected);
        assert!(frames[1].1.back_skipped && !frames[3].1.back_skipped);
    }

    #[test]
    fn a_recording_that_begins_with_a_skipped_picture_begins_with_nobody() {
        let mut frames = vec![frame(0.0, None, true), frame(0.1, Some(1.0), false)];
        fill(&mut frames);
        assert_eq!(places(&frames), [None, Some(1.0)]);
    }
}
