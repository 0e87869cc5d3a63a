//! Outlines of backs in the pictures of a recording in which they were not looked for.

use crate::motion::{BackOutline, Observation};

/// Over a longer time than this (seconds) a back may have gone anywhere.
const LONGEST_SECS: f64 = 0.5;

/// Puts outlines into the pictures in which they were not looked for, between those before and after. Where one of
/// these was looked for and not seen, it was not seen between either.
pub(super) fn fill(frames: &mut [(f64, Observation)]) {
    let mut before: Option<usize> = None;
    for place in 0..frames.len() {
        if frames[place].1.back_skipped {
            continue;
        }
        if let Some(before) = before {
            fill_between(&mut frames[before..=place]);
        }
        before = Some(place);
    }
    // Nothing comes after the last outline: it stays.
    if let Some(last) = before {
        let back = back(&frames[last]).cloned();
        let until = frames[last].0 + LONGEST_SECS;
        for (_, seen) in frames[last + 1..].iter_mut().take_while(|(time_secs, _)| *time_secs <= until) {
            seen.put_back(back.clone());
        }
    }
}

/// Fills the frames between the first and the last, in which the outline was looked for.
fn fill_between(frames: &mut [(f64, Observation)]) {
    let [first, between @ .., last] = frames else { return };
    let (Some(earlier), Some(later)) = (back(first), back(last)) else { return };
    let lasts = last.0 - first.0;
    if lasts > LONGEST_SECS {
        return;
    }
    for (time_secs, seen) in between {
        let part = (*time_secs - first.0) / lasts;
        seen.put_back(Some(BackOutline::between(earlier, later, part)));
    }
}

fn back((_, seen): &(f64, Observation)) -> Option<&BackOutline> {
    seen.pose.as_ref()?.back.as_ref()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::motion::{PerLandmark, PictureSize, Pose};

    /// A picture in which the back has this height, or is not seen, or is not looked for.
    fn frame(time_secs: f64, height: Option<f64>, back_skipped: bool) -> (f64, Observation) {
        let back = height.map(|height| BackOutline { heights: vec![Some(height), None], certainty: height });
        let picture = PictureSize { width: 640, height: 480 };
        let (image, world) = (PerLandmark::from_fn(|_| None), PerLandmark::from_fn(|_| None));
        let pose = Some(Arc::new(Pose { picture, image, world, back, anatomy: None }));
        (time_secs, Observation { pose, back_skipped, ..Observation::default() })
    }

    fn heights(frames: &[(f64, Observation)]) -> Vec<Option<f64>> {
        frames.iter().map(|frame| back(frame)?.heights[0]).collect()
    }

    #[test]
    fn outlines_are_between_those_before_and_after() {
        let mut frames = vec![
            frame(0.0, Some(0.1), false),
            frame(0.1, None, true),
            frame(0.2, None, true),
            frame(0.4, Some(0.3), false),
            frame(0.5, None, true),
        ];
        fill(&mut frames);
        let all: Vec<f64> = heights(&frames).into_iter().flatten().collect();
        for (found, expected) in all.iter().zip([0.1, 0.15, 0.2, 0.3, 0.3]) {
            assert!((found - expected).abs() < 1e-12, "{all:?}");
        }
        assert_eq!(all.len(), 5);
        assert_eq!(back(&frames[1]).map(|back| back.heights[1]), Some(None), "a station that was not seen");
    }

    #[test]
    fn what_was_not_seen_is_not_seen_between_either() {
        let mut frames = vec![
            frame(0.0, Some(0.1), false),
            frame(0.1, None, true),
            frame(0.2, None, false),
            frame(0.3, None, true),
            frame(0.4, Some(0.3), false),
            frame(0.7, None, true),
            frame(1.0, Some(0.3), false),
        ];
        fill(&mut frames);
        assert_eq!(heights(&frames), [Some(0.1), None, None, None, Some(0.3), None, Some(0.3)]);
        let mut frames = vec![frame(0.0, None, true), frame(0.1, Some(0.3), false), frame(0.7, None, true)];
        fill(&mut frames);
        assert_eq!(heights(&frames), [None, Some(0.3), None]);
    }
}
