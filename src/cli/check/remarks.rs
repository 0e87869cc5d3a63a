//! What a person should know of how a recording was read.

use std::path::Path;

use super::beside::Tell;
use crate::messages::words::Checked;
use crate::messages::{Language, fill};
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

/// What there is to say of a recording, and to whom.
pub(super) struct Remark<'a> {
    pub(super) video: &'a Path,
    pub(super) language: &'static Language,
    pub(super) tell: &'a Tell<'a>,
}

impl Remark<'_> {
    fn say(&self, sentence: &str, values: &[(&str, &str)]) {
        (self.tell)(&format!("{}: {}", self.video.display(), fill(sentence, values)));
    }

    fn words(&self) -> &'static Checked {
        &self.language.words.checked
    }
}

/// Says how a source is read, before it is.
pub(super) fn of_source(source: &dyn Source, fps: Option<f64>, remark: &Remark<'_>) {
    let words = remark.words();
    if remark.video.is_dir() {
        let rate = remark.language.decimals(&fps.unwrap_or(DEFAULT_PICTURES_PER_SEC).to_string());
        let sentence = if fps.is_none() { &words.usual_rate } else { &words.rate };
        remark.say(sentence, &[("rate", &rate)]);
    }
    if source.tracks() > 1 {
        remark.say(&words.tracks, &[("tracks", &source.tracks().to_string())]);
    }
}

/// Says what is missing of a recording, and what the times of the frames and the last attempt tell of it.
pub(super) fn of_course(
    shortfall: Option<&Shortfall>,
    times: &[f64],
    attempts: &[Attempt],
    remark: &Remark<'_>,
) {
    let (words, language) = (remark.words(), remark.language);
    if let Some(shortfall) = shortfall {
        remark.say(&language.shortfall(&shortfall.to_string()), &[]);
    }
    if let [_] = times {
        remark.say(&words.single, &[]);
    }
    if let Some((from, to)) = hole(times) {
        let [from, to] = [from, to].map(|secs| language.number(secs, 1));
        remark.say(&words.hole, &[("from", &from), ("to", &to)]);
    }
    let last = attempts.last().and_then(|attempt| attempt.target_left_secs);
    if let (Some(left), Some(end)) = (last, times.last())
        && left >= *end
    {
        remark.say(&words.ends_in_hold, &[]);
    }
}

/// Says where movements are too slow to be true: the times of a recording in slow motion are not the person's.
pub(super) fn of_tempo(exercise: &Exercise, settings: Settings, attempts: &[Attempt], remark: &Remark<'_>) {
    let most_secs = settings.hold_secs.or(exercise.dose.hold_secs.map(|(_, most)| most));
    let words = remark.words();
    match slow_tempo(most_secs, attempts) {
        Some(Slow { way, hold: Some((hold, most)) }) => {
            let [way, hold, most] = [way, hold, most].map(|secs| remark.language.number(secs, 0));
            remark.say(&words.slow_hold, &[("way", &way), ("hold", &hold), ("most", &most)]);
        }
        Some(Slow { way, hold: None }) => {
            remark.say(&words.slow_way, &[("way", &remark.language.number(way, 0))]);
        }
        None => {}
    }
}

/// Seconds of what is too slow to be true.
#[derive(Debug, PartialEq)]
struct Slow {
    way: f64,
    /// A hold, and the most that is asked for.
    hold: Option<(f64, f64)>,
}

/// What is implausibly slow in most attempts, where a hold of at most so many seconds is asked for.
fn slow_tempo(most_secs: Option<f64>, attempts: &[Attempt]) -> Option<Slow> {
    let ways = attempts.iter().filter_map(|attempt| {
        let way = attempt.target_reached_secs? - attempt.interval.start_secs;
        let back = attempt.interval.end_secs - attempt.target_left_secs?;
        Some((way + back) / 2.0)
    });
    let holds = attempts.iter().map(|attempt| attempt.hold_secs);
    let (way, hold) = (middle(ways)?, middle(holds)?);
    match most_secs {
        Some(most) if hold > LONG_HOLD * most && way > SLOW_WAY_SECS => {
            Some(Slow { way, hold: Some((hold, most)) })
        }
        None if way > SLOW_WAY_ALONE_SECS => Some(Slow { way, hold: None }),
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
        let found = slow_tempo(Some(5.0), &attempts(10.5, 37.0));
        assert_eq!(found, Some(Slow { way: 10.5, hold: Some((37.0, 5.0)) }));
        assert_eq!(slow_tempo(None, &attempts(3.0, 0.5)), None);
        assert_eq!(slow_tempo(None, &attempts(8.0, 1.0)), Some(Slow { way: 8.0, hold: None }));
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
