//! What a person should know of how a recording was read.

use std::path::Path;

use super::beside::Tell;
use crate::motion::Attempt;
use crate::source::{DEFAULT_PICTURES_PER_SEC, Shortfall, Source};

/// A stretch without pictures is told when it is longer than this, in seconds, and than so many usual steps
/// from picture to picture: slow recordings have long steps.
const HOLE_SECS: f64 = 1.0;
const HOLE_STEPS: f64 = 5.0;

/// Says how a source is read, before it is.
pub(super) fn of_source(video: &Path, source: &dyn Source, fps: Option<f64>, tell: &Tell<'_>) {
    let name = video.display();
    if video.is_dir() {
        let rate = fps.unwrap_or(DEFAULT_PICTURES_PER_SEC);
        let hint = if fps.is_none() { "; --fps names another rate" } else { "" };
        tell(&format!("{name}: its pictures are taken for {rate} a second{hint}"));
    }
    if source.tracks() > 1 {
        tell(&format!("{name}: of its {} tracks with pictures the first is judged", source.tracks()));
    }
}

/// Says what is missing of a recording, and what the times of the frames and the last attempt tell of it.
pub(super) fn of_course(
    video: &Path,
    shortfall: Option<&Shortfall>,
    times: &[f64],
    attempts: &[Attempt],
    tell: &Tell<'_>,
) {
    let name = video.display();
    if let Some(shortfall) = shortfall {
        tell(&format!("{name}: {shortfall}"));
    }
    if let [_] = times {
        tell(&format!("{name}: it holds a single picture, and a movement needs many"));
    }
    if let Some((from, to)) = hole(times) {
        tell(&format!(
            "{name}: there are no pictures from {from:.1} s to {to:.1} s: what was done then is not known"
        ));
    }
    let last = attempts.last().and_then(|attempt| attempt.target_left_secs);
    if let (Some(left), Some(end)) = (last, times.last())
        && left >= *end
    {
        tell(&format!("{name}: it ends during a hold, which may have lasted longer"));
    }
}

/// The longest stretch without pictures, where it is long.
fn hole(times: &[f64]) -> Option<(f64, f64)> {
    let mut steps: Vec<f64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let pair = times.windows(2).max_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])))?;
    steps.sort_by(f64::total_cmp);
    let usual = steps[steps.len() / 2];
    (pair[1] - pair[0] > HOLE_SECS.max(HOLE_STEPS * usual)).then_some((pair[0], pair[1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hole_is_told_from_a_slow_rate() {
        let mut times: Vec<f64> = (0..40).map(|i| f64::from(i) / 10.0).collect();
        assert_eq!(hole(&times), None);
        times.drain(10..21);
        assert_eq!(hole(&times).map(|(from, to)| (from * 10.0, to * 10.0)), Some((9.0, 21.0)));
        let slow: Vec<f64> = (0..9).map(|i| f64::from(i) * 2.0).collect();
        assert_eq!((hole(&slow), hole(&[]), hole(&[0.0])), (None, None, None));
    }
}
