//! What is truly done in a clip.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::conventions::Compared;

/// A hold has no single true length, as a movement glides into its target: the least is the time beyond this part of
/// the way from rest to peak.
const NEAR_THE_PEAK: f64 = 0.9;
/// The most is the time beyond this part of the way.
const WELL_ON_THE_WAY: f64 = 0.65;
/// Fewer frames tell nothing of a hold.
const LEAST_FRAMES: usize = 3;
/// What rounded times may be off, in seconds.
const ROUNDING_SECS: f64 = 1e-6;

/// How a clip was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Made {
    /// A figure that moved as it was told: the truth is exact.
    #[default]
    Rendered,
    /// A person; somebody has marked the attempts by eye.
    Filmed,
}

/// The truth of a clip. Times are seconds from its first frame.
#[derive(Debug, Clone, PartialEq)]
pub struct ClipTruth {
    /// The exercise's id.
    pub exercise: String,
    /// From where the camera sees the person, by the names of results.
    pub view: String,
    /// Who is seen; none where the truth does not say.
    pub body: Option<String>,
    /// How it was made.
    pub made: Made,
    /// The person's side that is nearer the camera: `left` or `right`.
    pub near_side: Option<String>,
    /// Frames a second.
    pub fps: f64,
    /// The attempts, in order.
    pub attempts: Vec<TrueAttempt>,
    /// What is known of each frame.
    pub frames: Vec<TrueFrame>,
}

/// An attempt that was truly made.
#[derive(Debug, Clone, PartialEq)]
pub struct TrueAttempt {
    /// The phase as in results; none where attempts differ by side alone.
    pub phase: Option<String>,
    /// `left` or `right`, where attempts have sides.
    pub side: Option<String>,
    /// When the movement began.
    pub start: f64,
    /// When the start position was reached again.
    pub end: f64,
    /// Least and most seconds that a right hold time has.
    pub hold_secs: [f64; 2],
    /// Ids of the faults that are done in more than half of it.
    pub faults: BTreeSet<String>,
    /// Whether the person is in the picture when it begins and when it ends.
    pub seen: bool,
}

/// What is known of a frame.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TrueFrame {
    /// Whether the exercise is done, and not what leads to it.
    pub in_exercise: bool,
    /// Whether a person is there at all.
    pub person: bool,
    /// The measures by name, in degrees and metres; none where they are not known.
    pub measures: Option<BTreeMap<String, Option<f64>>>,
}

impl ClipTruth {
    /// A measure in the frame nearest to a time, and whether the exercise is done there; none where it is not known.
    pub(super) fn measured(&self, measure: &str, at_secs: f64) -> Option<(f64, bool)> {
        let place = (at_secs * self.fps).round_ties_even();
        let frame = if place < 0.0 { None } else { self.frames.get(place as usize) }?;
        Some((frame.measures.as_ref()?.get(measure).copied()??, frame.in_exercise))
    }
}

/// Least and most seconds that a right hold time has in an attempt from `start` to `end`: by the course of the measure
/// that drives it, or `told_secs` where that is not known.
pub(super) fn hold_secs(
    frames: &[TrueFrame],
    fps: f64,
    measure: Option<&str>,
    (start, end): (f64, f64),
    told_secs: f64,
    compared: Option<&Compared>,
) -> [f64; 2] {
    let told = [told_secs; 2];
    let Some(measure) = measure else { return told };
    let within = |place: &usize| {
        let at_secs = *place as f64 / fps;
        at_secs >= start - ROUNDING_SECS && at_secs <= end + ROUNDING_SECS
    };
    let measures = (0..frames.len()).filter(within).filter_map(|place| frames[place].measures.as_ref());
    let values = measures.map(|measures| measures.get(measure).copied().flatten());
    let values: Option<Vec<f64>> = values.collect();
    let Some(values) = values.filter(|values| values.len() >= LEAST_FRAMES) else { return told };
    let rest = 0.5 * (values[0] + values[values.len() - 1]);
    let farther = |a: &f64, b: &f64| (a - rest).abs().total_cmp(&(b - rest).abs());
    let peak = values.iter().copied().max_by(farther).unwrap_or(rest);
    let secs_beyond = |limit: f64| {
        let beyond = |value: &&f64| if peak > rest { **value >= limit } else { **value <= limit };
        values.iter().filter(beyond).count() as f64 / fps
    };
    let on_the_way = |part: f64| rest + part * (peak - rest);
    let limits = compared.and_then(|compared| compared.hold_between);
    limits.unwrap_or([on_the_way(NEAR_THE_PEAK), on_the_way(WELL_ON_THE_WAY)]).map(secs_beyond)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(values: &[f64]) -> Vec<TrueFrame> {
        let frame = |value: &f64| TrueFrame {
            in_exercise: true,
            person: true,
            measures: Some([("bend".to_owned(), Some(*value))].into()),
        };
        values.iter().map(frame).collect()
    }

    #[test]
    fn a_hold_lies_between_the_time_near_the_peak_and_that_well_on_the_way() {
        let values = [0.0, 50.0, 70.0, 95.0, 100.0, 95.0, 70.0, 50.0, 0.0];
        let secs = |compared: Option<&Compared>| {
            hold_secs(&frames(&values), 1.0, Some("bend"), (0.0, 8.0), 7.0, compared)
        };
        assert_eq!(secs(None), [3.0, 5.0]);
        let compared = Compared { hold_between: Some([98.0, 40.0]), ..Compared::default() };
        assert_eq!(secs(Some(&compared)), [1.0, 7.0]);
        let down = values.map(|value| -value);
        assert_eq!(hold_secs(&frames(&down), 1.0, Some("bend"), (0.0, 8.0), 7.0, None), [3.0, 5.0]);
    }

    #[test]
    fn without_the_measure_a_hold_is_as_it_was_told() {
        let values = frames(&[0.0, 90.0, 100.0, 0.0]);
        for (measure, end) in [(None, 3.0), (Some("other"), 3.0), (Some("bend"), 1.0)] {
            assert_eq!(hold_secs(&values, 1.0, measure, (0.0, end), 2.5, None), [2.5, 2.5]);
        }
    }
}
