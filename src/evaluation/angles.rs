//! Measured angles against true ones, frame by frame.

use std::collections::BTreeMap;

use super::clip::Difference;
use super::truth::ClipTruth;
use crate::report::Trace;

/// Joints whose angle is compared on the side nearer the camera, in every exercise.
const OF_THE_NEAR_SIDE: [&str; 3] = ["hip_angle", "knee_angle", "elbow_angle"];
/// Angles of the whole body, compared where they drive the exercise.
const DRIVING: [&str; 2] = ["hip_angle_signed", "trunk_rotation"];
/// The curve of the back, as it is measured and as it truly is; their units differ.
const CURVE: (&str, &str) = ("spine_curvature", "spine_flexion");
/// A back that moves by less, in degrees, says nothing by its correlation.
const LEAST_CURVE: f64 = 15.0;
/// Fewer frames say nothing by their correlation.
const LEAST_FRAMES: usize = 11;

/// How far angles are off; `driver` is the measure that drives the exercise.
pub(super) fn differences(
    truth: &ClipTruth,
    trace: &Trace,
    driver: Option<&str>,
) -> BTreeMap<String, Difference> {
    let near = |joint: &&str| Some((joint.to_string(), format!("{joint}_{}", truth.near_side.as_ref()?)));
    let near = OF_THE_NEAR_SIDE.iter().filter_map(near);
    let driving = DRIVING.iter().filter(|measure| driver == Some(**measure));
    let driving = driving.map(|measure| (measure.to_string(), measure.to_string()));
    let off = |(name, measure): (String, String)| Some((name, difference(truth, trace, &measure)?));
    near.chain(driving).filter_map(off).collect()
}

fn difference(truth: &ClipTruth, trace: &Trace, measure: &str) -> Option<Difference> {
    let together = together(truth, trace, (measure, measure));
    let off: Vec<f64> = together
        .into_iter()
        .filter(|(_, (_, in_exercise))| *in_exercise)
        .map(|(seen, (is, _))| seen - is)
        .collect();
    Some(Difference {
        frames: off.len(),
        mean_absolute: mean(off.iter().map(|off| off.abs()))?,
        mean: mean(off.iter().copied())?,
        mean_square: mean(off.iter().map(|off| off * off))?,
    })
}

/// The correlation of the back's curve with its true bend, where that drives the exercise.
pub(super) fn curve_r(truth: &ClipTruth, trace: &Trace, driver: Option<&str>) -> Option<f64> {
    if driver != Some(CURVE.1) {
        return None;
    }
    let (seen, is): (Vec<f64>, Vec<f64>) =
        together(truth, trace, CURVE).into_iter().map(|(seen, (is, _))| (seen, is)).unzip();
    let most = is.iter().copied().max_by(f64::total_cmp)?;
    let least = is.iter().copied().min_by(f64::total_cmp)?;
    if is.len() < LEAST_FRAMES || most - least < LEAST_CURVE {
        return None;
    }
    let (mean_seen, mean_is) = (mean(seen.iter().copied())?, mean(is.iter().copied())?);
    let sum = |values: &mut dyn Iterator<Item = f64>| values.sum::<f64>();
    let spread_seen = sum(&mut seen.iter().map(|value| (value - mean_seen).powi(2)));
    let spread_is = sum(&mut is.iter().map(|value| (value - mean_is).powi(2)));
    let common = sum(&mut seen.iter().zip(&is).map(|(seen, is)| (seen - mean_seen) * (is - mean_is)));
    (spread_seen > 0.0 && spread_is > 0.0).then(|| common / (spread_seen * spread_is).sqrt())
}

/// What was measured in each frame, and what is true there.
fn together(truth: &ClipTruth, trace: &Trace, (seen, is): (&str, &str)) -> Vec<(f64, (f64, bool))> {
    let values = trace.measures.get(seen).map(Vec::as_slice).unwrap_or_default();
    let both = |(at_secs, seen): (&f64, &Option<f64>)| Some(((*seen)?, truth.measured(is, *at_secs)?));
    trace.time_secs.iter().zip(values).filter_map(both).collect()
}

/// The mean; none of no values.
pub(super) fn mean(values: impl ExactSizeIterator<Item = f64>) -> Option<f64> {
    let number = values.len();
    (number > 0).then(|| values.sum::<f64>() / number as f64)
}

#[cfg(test)]
mod tests {
    use super::super::truth::{Made, TrueFrame};
    use super::*;

    fn truth(measure: &str, values: &[f64]) -> ClipTruth {
        let frame = |(place, value): (usize, &f64)| TrueFrame {
            in_exercise: place > 0,
            person: true,
            measures: Some([(measure.to_owned(), Some(*value))].into()),
        };
        ClipTruth {
            exercise: "bridge".to_owned(),
            view: "side".to_owned(),
            body: None,
            made: Made::Rendered,
            near_side: Some("left".to_owned()),
            fps: 10.0,
            attempts: Vec::new(),
            frames: values.iter().enumerate().map(frame).collect(),
        }
    }

    fn trace(measure: &str, values: &[Option<f64>]) -> Trace {
        let time_secs = (0..values.len()).map(|place| place as f64 / 10.0).collect();
        Trace { time_secs, measures: [(measure.to_owned(), values.to_vec())].into() }
    }

    #[test]
    fn angles_are_compared_where_both_are_known_and_the_exercise_is_done() {
        let truth = truth("knee_angle_left", &[0.0, 90.0, 90.0, 90.0]);
        let trace = trace("knee_angle_left", &[Some(99.0), Some(93.0), None, Some(89.0), Some(50.0)]);
        let off = differences(&truth, &trace, None);
        let expected = Difference { frames: 2, mean_absolute: 2.0, mean: 1.0, mean_square: 5.0 };
        assert_eq!(off, [("knee_angle".to_owned(), expected)].into());
    }

    #[test]
    fn the_far_side_and_what_drives_another_exercise_are_not_compared() {
        let seen = [Some(1.0); 4];
        let far = trace("knee_angle_right", &seen);
        assert!(differences(&truth("knee_angle_right", &[0.0; 4]), &far, None).is_empty());
        let (signed, is) = (trace("hip_angle_signed", &seen), truth("hip_angle_signed", &[0.0; 4]));
        assert!(differences(&is, &signed, Some("trunk_rotation")).is_empty());
        assert_eq!(differences(&is, &signed, Some("hip_angle_signed")).len(), 1);
    }

    #[test]
    fn the_curve_is_correlated_where_the_back_moves() {
        let flexion: Vec<f64> = (0..12).map(|place| f64::from(place) * 2.0).collect();
        let seen: Vec<Option<f64>> = flexion.iter().map(|value| Some(0.1 - value / 100.0)).collect();
        let seen = trace("spine_curvature", &seen);
        let r = curve_r(&truth("spine_flexion", &flexion), &seen, Some("spine_flexion"));
        assert!((r.expect("a correlation") + 1.0).abs() < 1e-9);
        let still: Vec<f64> = flexion.iter().map(|value| value / 2.0).collect();
        assert_eq!(curve_r(&truth("spine_flexion", &still), &seen, Some("spine_flexion")), None);
        assert_eq!(curve_r(&truth("spine_flexion", &flexion), &seen, None), None);
    }
}
