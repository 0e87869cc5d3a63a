//! What a person should know of how a recording was read.

use std::path::Path;

use super::beside::Tell;
use crate::motion::statistics::middle;
use crate::motion::{Attempt, Exercise, Settings};
use crate::source::{DEFAULT_PICTURES_PER_SEC, Shortfall, Source};

/// A stretch without pictures is told when it is longer than this, in seconds, and than so many usual steps
/// from picture to picture: slow recordings have long steps.
const HOLE_SECS: f64 = 1.0;
const HOLE_STEPS: f64 = 5.0;

/// Whoever holds so many times as long as is asked for at most ...
const LONG_HOLD: f64 = 3.0;

/// ... and takes longer than this for a way, in seconds, is perhaps seen in slow motion.
const SLOW_WAY_SECS: f64 = 2.5;

/// The same for a way where no hold is asked for.
const SLOW_WAY_ALONE_SECS: f64 = 6.0;

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

/// Says where movements are too slow to be true: the times of a recording in slow motion are not the person's.
pub(super) fn of_tempo(
    video: &Path,
    exercise: &Exercise,
    settings: Settings,
    attempts: &[Attempt],
    tell: &Tell<'_>,
) {
    let most_secs = settings.hold_secs.or(exercise.dose.hold_secs.map(|(_, most)| most));
    if let Some(tempo) = slow_tempo(most_secs, attempts) {
        tell(&format!(
            "{}: {tempo}: if it is in slow motion, its times are not those of the person",
            video.display()
        ));
    }
}

/// What is implausibly slow in most attempts, where a hold of at most so many seconds is asked for.
fn slow_tempo(most_secs: Option<f64>, attempts: &[Attempt]) -> Option<String> {
    let ways = attempts.iter().filter_map(|attempt| {
        let way = attempt.target_reached_secs? - attempt.interval.start_secs;
        let back = attempt.interval.end_secs - attempt.target_left_secs?;
        Some((way + back) / 2.0)
    });
    let holds = attempts.iter().map(|attempt| attempt.hold_secs);
    let (way, hold) = (middle(ways)?, middle(holds)?);
    match most_secs {
        Some(most) if hold > LONG_HOLD * most && way > SLOW_WAY_SECS => Some(format!(
            "a way takes {way:.0} s, and a hold lasts {hold:.0} s where at most {most:.0} s are asked for"
        )),
        None if way > SLOW_WAY_ALONE_SECS => Some(format!("a way takes {way:.0} s")),
        _ => None,
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
    use crate::motion::{Interval, PhaseId, Verdict};

    /// Attempts with a way of so many seconds before and after a hold of so many.
    fn attempts(way: f64, hold: f64) -> Vec<Attempt> {
        let attempt = Attempt {
            phase: PhaseId(0),
            interval: Interval::new(0.0, 2.0 * way + hold),
            target_reached_secs: Some(way),
            target_left_secs: Some(way + hold),
            peak: 175.0,
            hold_secs: hold,
            unseen_secs: 0.0,
            faults: Vec::new(),
            not_judged: Vec::new(),
            verdict: Verdict::Good,
        };
        vec![attempt; 3]
    }

    #[test]
    fn slow_motion_is_told_from_a_slow_person() {
        assert_eq!(slow_tempo(Some(5.0), &attempts(2.0, 30.0)), None, "a long hold");
        assert_eq!(slow_tempo(Some(5.0), &attempts(4.0, 6.0)), None, "slow ways");
        assert_eq!(
            slow_tempo(Some(5.0), &attempts(10.4, 37.0)).as_deref(),
            Some("a way takes 10 s, and a hold lasts 37 s where at most 5 s are asked for")
        );
        assert_eq!(slow_tempo(None, &attempts(3.0, 0.5)), None);
        assert_eq!(slow_tempo(None, &attempts(8.0, 1.0)).as_deref(), Some("a way takes 8 s"));
        assert_eq!(slow_tempo(None, &[]), None);
    }

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
