//! Ways back that are not controlled.

use super::{JudgedAttempt, Kind, Outcome};
use crate::motion::curve::{Sample, way_back_passes};
use crate::motion::timing::Interval;

/// The way back is looked at from this share of it: nearer the peak, a hold that sinks a little belongs to it ...
const FROM: f64 = 0.75;

/// ... to this one: nearer rest, noise says when it ends.
const TO: f64 = 0.1;

/// The way back ends in a drop: its last third is much faster than its mean.
#[derive(Debug, Clone, PartialEq)]
pub struct DropsBack {
    /// How many times as fast as the mean of the way back its last third is at most.
    pub times: f64,
}

impl Kind for DropsBack {
    fn judge(&self, attempt: &JudgedAttempt<'_>) -> Outcome {
        match last_third(attempt.samples) {
            None => Outcome::NotAssessable,
            Some((interval, times)) if times > self.times => {
                Outcome::Found { interval, value: Some(times), limit: Some(self.times) }
            }
            Some(_) => Outcome::Clean,
        }
    }

    fn is_about_pace(&self) -> bool {
        true
    }
}

/// When the last third of the way back was, and how many times as fast as all of it.
fn last_third(samples: &[Sample]) -> Option<(Interval, f64)> {
    let [peak, third, rest] = way_back_passes(samples, [FROM, TO + (FROM - TO) / 3.0, TO])?;
    let (all, last) = (rest - peak, rest - third);
    (last > 0.0).then(|| (Interval::new(third, rest), all / 3.0 / last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::motion::testing::{course, eased};

    #[test]
    fn a_way_back_that_ends_in_a_drop_is_told_from_an_even_one() {
        let times_of = |samples: &[Sample]| last_third(samples).expect("seen").1;
        for secs in [0.8, 1.5, 3.0] {
            let even = times_of(&eased(30.0, secs, 1.0));
            assert!((0.8..1.1).contains(&even), "a minimum-jerk movement: {even}");
        }
        let dropped = course(&[(0.0, 0.0), (1.0, 1.2), (3.0, 1.2), (4.2, 0.4), (4.4, 0.0), (5.0, 0.0)]);
        let (interval, times) = last_third(&dropped).expect("seen");
        assert!((2.0..4.0).contains(&times), "{times}");
        assert!((interval.end_secs - 4.34).abs() < 0.05, "{interval:?}");
        let unseen: Vec<Sample> = dropped.into_iter().filter(|sample| sample.time_secs < 4.0).collect();
        assert_eq!(last_third(&unseen), None);
    }
}
