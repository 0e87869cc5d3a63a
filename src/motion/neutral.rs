//! The person's own values in the start position.

use super::landmark::Side;
use super::measure::{Measure, Measurements, SidedMeasure, Unit};
use super::statistics;

/// How slowly neutral follows the rest between attempts, in seconds: people settle, but an attempt
/// must not become the new neutral.
const FOLLOW_SECS: f64 = 2.0;

/// How fast neutral follows, against its usual pace, a driving measure that leaves rest away from the
/// target: who leans forward for some seconds and sits up again has not leaned back, and who stays
/// there has settled anew after a minute.
pub const PACE_AWAY: f64 = 1.0 / 30.0;

/// The median of each measure over some frames; `None` where fewer than half of them had it.
pub fn median<'a>(frames: impl Iterator<Item = &'a Measurements> + Clone) -> Measurements {
    let mut neutral = Measurements::NONE;
    let count = frames.clone().count();
    for measure in Measurements::all() {
        let values: Vec<f64> = frames.clone().filter_map(|frame| frame.get(measure)).collect();
        if values.len() * 2 >= count {
            neutral.set(measure, statistics::median(values));
        }
    }
    neutral
}

/// Gives a side that the camera does not see in the start position the values of the other one: the
/// near leg of a kneeling body hides the far one until it is lifted, and its first sight would be
/// taken for its rest. Angles alone: places in the picture differ from side to side.
pub fn with_hidden_sides(mut neutral: Measurements) -> Measurements {
    for kind in SidedMeasure::ALL.iter().filter(|kind| kind.unit() == Unit::Degrees) {
        for side in Side::BOTH {
            let (here, there) = (Measure::Sided(*kind, side), Measure::Sided(*kind, side.opposite()));
            if neutral.get(here).is_none() {
                neutral.set(here, neutral.get(there));
            }
        }
    }
    neutral
}

/// Moves neutral towards a frame at rest.
pub fn follow(neutral: &mut Measurements, frame: &Measurements, dt_secs: f64) {
    let share = (dt_secs / FOLLOW_SECS).clamp(0.0, 1.0);
    for measure in Measurements::all() {
        if let Some(value) = frame.get(measure) {
            let followed = neutral.get(measure).map_or(value, |old| old + (value - old) * share);
            neutral.set(measure, Some(followed));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_side_rests_as_the_other_one_does() {
        let knee = |side| Measure::Sided(SidedMeasure::KneeAngle, side);
        let hip = |side| Measure::Sided(SidedMeasure::HipAngle, side);
        let mut seen = Measurements::NONE;
        seen.set(knee(Side::Left), Some(92.0));
        seen.set(hip(Side::Left), Some(100.0));
        seen.set(hip(Side::Right), Some(104.0));
        let neutral = with_hidden_sides(seen);
        assert_eq!(neutral.get(knee(Side::Right)), Some(92.0));
        assert_eq!(neutral.get(hip(Side::Right)), Some(104.0));
        assert_eq!(neutral.get(Measure::Sided(SidedMeasure::ElbowAngle, Side::Left)), None);

        let elbow = |side| Measure::Sided(SidedMeasure::ElbowBehind, side);
        let mut seen = Measurements::NONE;
        seen.set(elbow(Side::Left), Some(0.15));
        assert_eq!(with_hidden_sides(seen).get(elbow(Side::Right)), None, "it is elsewhere in the picture");
    }
}
