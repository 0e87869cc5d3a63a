//! How much of the recording could be judged, and why not the rest.

use std::collections::BTreeMap;

use super::condition::Position;
use super::event::Reason;
use super::timing::Interval;

/// A frame stands for at most this long (seconds): a gap in the recording was not seen.
const LONGEST_FRAME_SECS: f64 = 0.5;

/// Another position is worth telling from this long on, in seconds: on the way into an exercise the
/// body passes through several.
const TOLD_FROM_SECS: f64 = 1.0;

/// Seconds seen and judged.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Coverage {
    /// Seconds with a person in the picture.
    pub person_secs: f64,
    /// Seconds in which the exercise could be judged.
    pub judged_secs: f64,
    /// Seconds in which it could not, by reason. Those with somebody else in the picture are a
    /// notice: judging goes on, and they count besides the others.
    pub reasons: BTreeMap<Reason, f64>,
    /// Seconds in positions other than the exercise's, where they kept it from being judged.
    pub other_positions: BTreeMap<Position, f64>,
    /// Times in which a measure moved as far as in the exercise, and it was another movement or one that could not be
    /// told. Complete once the set is over.
    pub unexplained: Vec<Interval>,
    last_secs: Option<f64>,
}

impl Coverage {
    /// Counts the time up to a frame by what the frame showed: a person or not, in which position,
    /// and a reason why it could not be judged or none. Returns the seconds counted.
    pub fn count(
        &mut self,
        time_secs: f64,
        person: bool,
        position: Option<Position>,
        reason: Option<Reason>,
    ) -> f64 {
        // How long a picture has stood still is known.
        let longest = if reason == Some(Reason::StillPicture) { f64::INFINITY } else { LONGEST_FRAME_SECS };
        let dt = self.last_secs.map_or(0.0, |last| (time_secs - last).clamp(0.0, longest));
        self.last_secs = Some(time_secs);
        if person {
            self.person_secs += dt;
        }
        match reason {
            None => self.judged_secs += dt,
            Some(reason) => *self.reasons.entry(reason).or_default() += dt,
        }
        if let (Some(Reason::OtherPosition), Some(position)) = (reason, position) {
            *self.other_positions.entry(position).or_default() += dt;
        }
        dt
    }

    /// Leaves out what attempts explain after all, and joins what overlaps.
    pub(super) fn explain(&mut self, attempts: impl Iterator<Item = Interval>) {
        let attempts: Vec<Interval> = attempts.collect();
        self.unexplained.retain(|one| !attempts.iter().any(|attempt| attempt.overlaps(*one)));
        self.unexplained.sort_by(|a, b| a.start_secs.total_cmp(&b.start_secs));
        self.unexplained.dedup_by(|later, kept| {
            let joins = kept.overlaps(*later);
            if joins {
                kept.end_secs = kept.end_secs.max(later.end_secs);
            }
            joins
        });
    }

    /// What was counted since an earlier state.
    pub fn since(&self, earlier: &Coverage) -> Coverage {
        fn rest<K: Copy + Ord>(now: &BTreeMap<K, f64>, then: &BTreeMap<K, f64>) -> BTreeMap<K, f64> {
            let left = now.iter().map(|(key, secs)| (*key, secs - then.get(key).unwrap_or(&0.0)));
            left.filter(|(_, secs)| *secs > 0.0).collect()
        }
        Coverage {
            person_secs: self.person_secs - earlier.person_secs,
            judged_secs: self.judged_secs - earlier.judged_secs,
            reasons: rest(&self.reasons, &earlier.reasons),
            other_positions: rest(&self.other_positions, &earlier.other_positions),
            unexplained: self.unexplained.clone(),
            last_secs: self.last_secs,
        }
    }
}

/// The one of positions other than the exercise's that was seen longest, where that is worth telling; each with its
/// seconds.
pub fn other_position(positions: impl Iterator<Item = (Position, f64)>) -> Option<Position> {
    let (longest, secs) = positions.max_by(|a, b| a.1.total_cmp(&b.1))?;
    (secs >= TOLD_FROM_SECS).then_some(longest)
}
