//! Filters that take the tremor out of landmarks without making them late.

use std::f64::consts::TAU;

/// The cutoff of the filter on the speed, in hertz, for every One Euro filter here.
/// (MediaPipe, `pose_landmark_filtering.pbtxt`, `derivate_cutoff`.)
const SPEED_CUTOFF_HZ: f64 = 1.0;

/// A One Euro filter over a row of values: a low pass whose cutoff rises with the speed, so that
/// resting points do not tremble and moving ones do not lag.
///
/// Casiez, Roussel, Vogel: "1 Euro Filter", CHI 2012; scaled as in MediaPipe's
/// `one_euro_filter.cc`.
#[derive(Debug)]
pub struct OneEuro {
    /// The cutoff at rest, in hertz.
    min_cutoff_hz: f64,
    /// How much a unit of scaled speed raises the cutoff.
    beta: f64,
    values: Vec<Value>,
}

#[derive(Debug, Clone, Copy)]
struct Value {
    raw: f64,
    smooth: f64,
    speed: f64,
}

impl OneEuro {
    /// A filter with this cutoff at rest, which a unit of scaled speed raises by `beta`.
    pub fn new(min_cutoff_hz: f64, beta: f64) -> Self {
        Self { min_cutoff_hz, beta, values: Vec::new() }
    }

    /// Smooths the values in place. `elapsed_secs` is the time since the last call; speeds are
    /// multiplied by `scale` before they raise the cutoff.
    ///
    /// Where no time has passed, the speed is unknown and the last values stand.
    pub fn smooth<'a>(
        &mut self,
        values: impl IntoIterator<Item = &'a mut f32>,
        elapsed_secs: f64,
        scale: f64,
    ) {
        let values = values.into_iter();
        if self.values.is_empty() {
            self.values.extend(values.map(|value| {
                let raw = f64::from(*value);
                Value { raw, smooth: raw, speed: 0.0 }
            }));
            return;
        }
        for (value, last) in values.zip(&mut self.values) {
            if elapsed_secs > 0.0 {
                let raw = f64::from(*value);
                let speed = (raw - last.raw) * scale / elapsed_secs;
                last.speed += weight(SPEED_CUTOFF_HZ, elapsed_secs) * (speed - last.speed);
                let cutoff = self.min_cutoff_hz + self.beta * last.speed.abs();
                last.smooth += weight(cutoff, elapsed_secs) * (raw - last.smooth);
                last.raw = raw;
            }
            *value = last.smooth as f32;
        }
    }
}

/// The weight of the newest value in a first-order low pass.
fn weight(cutoff_hz: f64, elapsed_secs: f64) -> f64 {
    1.0 / (1.0 + 1.0 / (TAU * cutoff_hz * elapsed_secs))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME_SECS: f64 = 1.0 / 30.0;

    fn run(filter: &mut OneEuro, inputs: &[f32]) -> Vec<f32> {
        let step = |&input: &f32| {
            let mut value = [input];
            filter.smooth(&mut value, FRAME_SECS, 1.0);
            value[0]
        };
        inputs.iter().map(step).collect()
    }

    #[test]
    fn the_first_values_pass_unchanged() {
        assert_eq!(run(&mut OneEuro::new(0.05, 80.0), &[7.0]), [7.0]);
    }

    #[test]
    fn a_step_is_followed_by_the_formula() {
        let out = run(&mut OneEuro::new(1.0, 0.5), &[0.0, 1.0]);
        // Speed 30 a second through a 1 Hz low pass (weight .17316) is 5.195, so the cutoff is 3.597 Hz.
        let expected = 1.0 / (1.0 + 30.0 / (TAU * 3.597_43));
        assert!((f64::from(out[1]) - expected).abs() < 1e-4, "{} {expected}", out[1]);
    }

    #[test]
    fn tremor_shrinks_and_a_wide_movement_arrives() {
        let tremor: Vec<f32> = (0..60).map(|i| if i % 2 == 0 { 0.001 } else { -0.001 }).collect();
        let out = run(&mut OneEuro::new(0.05, 80.0), &tremor);
        assert!(out[30..].iter().all(|v| v.abs() < 0.0007));

        let movement: Vec<f32> = (0..60).map(|i| i as f32 * 0.05).collect();
        let out = run(&mut OneEuro::new(0.05, 80.0), &movement);
        assert!(out[59] > 2.9);
    }

    #[test]
    fn standing_time_holds_the_last_value() {
        let mut filter = OneEuro::new(0.05, 80.0);
        run(&mut filter, &[1.0, 2.0]);
        let last = run(&mut filter, &[3.0])[0];
        let mut value = [99.0];
        filter.smooth(&mut value, 0.0, 1.0);
        assert_eq!(value, [last]);
    }
}
