//! The person's own values in the start position.

use super::measure::Measurements;

/// How slowly neutral follows the rest between attempts, in seconds: people settle, but an attempt
/// must not become the new neutral.
const FOLLOW_SECS: f64 = 2.0;

/// The median of each measure over some frames; `None` where fewer than half of them had it.
pub fn median(frames: &[Measurements]) -> Measurements {
    let mut neutral = Measurements::NONE;
    for measure in Measurements::all() {
        let mut values: Vec<f64> = frames.iter().filter_map(|frame| frame.get(measure)).collect();
        if values.is_empty() || values.len() * 2 < frames.len() {
            continue;
        }
        values.sort_by(f64::total_cmp);
        let middle = values.len() / 2;
        let value =
            if values.len() % 2 == 1 { values[middle] } else { (values[middle - 1] + values[middle]) / 2.0 };
        neutral.set(measure, Some(value));
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
