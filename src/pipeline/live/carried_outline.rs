//! Carries the last outline on, into frames in which none was looked for.

use crate::motion::{BackOutline, Observation, Point};

/// After this time (seconds) a back may have gone elsewhere.
const LONGEST_SECS: f64 = 0.2;

/// What was seen when an outline was looked for last.
#[derive(Debug, Default)]
pub(super) struct CarriedOutline {
    last: Option<Last>,
}

#[derive(Debug)]
struct Last {
    time_secs: f64,
    back: Option<BackOutline>,
    outline: Vec<Point>,
}

impl CarriedOutline {
    /// Takes what was seen in a frame; where the outline was not looked for, the last one is put in.
    pub(super) fn carry(&mut self, time_secs: f64, seen: &mut Observation) {
        if !seen.back_skipped {
            let back = seen.pose.as_ref().and_then(|pose| pose.back.clone());
            self.last = Some(Last { time_secs, back, outline: seen.outline.clone() });
            return;
        }
        if let Some(last) = &self.last
            && (0.0..=LONGEST_SECS).contains(&(time_secs - last.time_secs))
        {
            seen.put_back(last.back.clone());
            seen.outline.clone_from(&last.outline);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::motion::{PerLandmark, PictureSize, Pose};

    /// What is seen where the back has this height, or is not seen, or is not looked for.
    fn seen(height: Option<f64>, back_skipped: bool) -> Observation {
        let back = height.map(|height| BackOutline { heights: vec![Some(height)], certainty: 1.0 });
        let picture = PictureSize { width: 640, height: 480 };
        let (image, world) = (PerLandmark::from_fn(|_| None), PerLandmark::from_fn(|_| None));
        let pose = Some(Arc::new(Pose { picture, image, world, back, anatomy: None }));
        let outline = height.map(|height| Point::new(height, 0.0)).into_iter().collect();
        Observation { pose, back_skipped, outline, ..Observation::default() }
    }

    #[test]
    fn the_last_outline_stays_for_a_fifth_of_a_second() {
        let mut carried = CarriedOutline::default();
        let frames = [
            (0.0, seen(None, true), None),
            (0.1, seen(Some(0.3), false), Some(0.3)),
            (0.2, seen(None, true), Some(0.3)),
            (0.3, seen(None, true), Some(0.3)),
            (0.4, seen(None, true), None),
            (0.5, seen(Some(0.4), false), Some(0.4)),
            (0.6, seen(None, false), None),
            (0.7, seen(None, true), None),
        ];
        for (time_secs, mut seen, expected) in frames {
            carried.carry(time_secs, &mut seen);
            let back = seen.pose.as_ref().and_then(|pose| pose.back.as_ref()?.heights[0]);
            assert_eq!(back, expected, "at {time_secs} s");
            assert_eq!(seen.outline.first().map(|point| point.x), expected, "at {time_secs} s");
        }
    }

    #[test]
    fn where_nobody_is_there_is_nothing_to_put_an_outline_into() {
        let mut carried = CarriedOutline::default();
        carried.carry(0.0, &mut seen(Some(0.3), false));
        let mut nobody = Observation::default();
        carried.carry(0.1, &mut nobody);
        assert_eq!(nobody, Observation::default());
    }
}
