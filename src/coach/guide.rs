//! The set-up coach: what is not right yet, one thing at a time, and with patience.

use std::collections::BTreeMap;

use super::moment::{Check, CheckKind};
use crate::motion::{Assessment, Exercise, Reason, Scene};

/// A reason must last this long (seconds) before it is spoken of: people are on their way.
const LASTS_SECS: f64 = 1.2;

/// The same for an empty picture and for a start position that is not held yet, in seconds.
const LASTS_LONGER_SECS: f64 = 2.5;

/// From one advice to the next, in seconds, whatever they are about.
const BREATH_SECS: f64 = 4.0;

/// From one telling of an advice to the next, in seconds; the last one for all that follow.
const AGAIN_AFTER_SECS: [f64; 3] = [8.0, 12.0, 30.0];

/// What lasts for so long (seconds) may be the fault of what is taken for a body.
const LOOK_ANEW_SECS: f64 = 5.0;

/// After so many tellings other words are found.
const OTHER_WORDS_AFTER: usize = 2;

/// What was told about a reason.
#[derive(Debug, Clone, Copy, Default)]
struct Told {
    times: usize,
    last_secs: f64,
}

/// Follows why a set can't begin or go on.
#[derive(Debug, Clone, Default)]
pub(super) struct Guide {
    reason: Option<(Reason, f64)>,
    told: BTreeMap<Reason, Told>,
    last_secs: Option<f64>,
    /// When the body was last to be looked for anew.
    looked_secs: Option<f64>,
}

impl Guide {
    /// Takes a frame's reason; none where all is well.
    pub(super) fn observe(&mut self, now_secs: f64, reason: Option<Reason>) {
        self.reason = reason.map(|reason| match self.reason {
            Some((same, since)) if same == reason => (same, since),
            _ => (reason, now_secs),
        });
    }

    /// The reason that has lasted long enough to be told.
    pub(super) fn lasting(&self, now_secs: f64) -> Option<Reason> {
        let (reason, since) = self.reason?;
        let lasts = match reason {
            Reason::Nobody | Reason::NotInStart => LASTS_LONGER_SECS,
            _ => LASTS_SECS,
        };
        (now_secs - since >= lasts).then_some(reason)
    }

    /// What is to be told now, and whether in other words.
    pub(super) fn due(&self, now_secs: f64) -> Option<(Reason, bool)> {
        let reason = self.lasting(now_secs)?;
        if self.last_secs.is_some_and(|last| now_secs - last < BREATH_SECS) {
            return None;
        }
        let Some(told) = self.told.get(&reason) else { return Some((reason, false)) };
        let pause = AGAIN_AFTER_SECS[(told.times - 1).min(AGAIN_AFTER_SECS.len() - 1)];
        (now_secs - told.last_secs >= pause).then_some((reason, told.times >= OTHER_WORDS_AFTER))
    }

    /// Whether the body is to be looked for anew: as the guide begins, and where a reason lasts, for it may be the fault
    /// of what is taken for the body.
    pub(super) fn looks_anew(&mut self, now_secs: f64) -> bool {
        let since_secs = self.reason.map(|(_, since_secs)| since_secs);
        let is_due = match (self.looked_secs, since_secs) {
            (None, _) => true,
            (Some(looked), Some(since)) => now_secs - looked.max(since) >= LOOK_ANEW_SECS,
            (Some(_), None) => false,
        };
        if is_due {
            self.looked_secs = Some(now_secs);
        }
        is_due
    }

    /// The advice about the present reason was spoken.
    pub(super) fn spoken(&mut self, now_secs: f64) {
        self.last_secs = Some(now_secs);
        if let Some((reason, _)) = self.reason {
            let told = self.told.entry(reason).or_default();
            told.times += 1;
            told.last_secs = now_secs;
        }
    }
}

/// All checks of a frame, in the order in which they are put right. Unknown is what an earlier one
/// hides: whether somebody is near enough can't be told of nobody.
pub(super) fn checks(exercise: &Exercise, assessment: &Assessment, scene: Scene) -> Vec<Check> {
    use CheckKind::{Alone, Distance, Light, Person, Position, Start, View, WholeBody};
    let reason = assessment.reason;
    let person = !matches!(reason, Some(Reason::Nobody | Reason::TooDark | Reason::StillPicture));
    let near = person && reason != Some(Reason::TooFar);
    let in_position = near && exercise.is_done_in(assessment.placement.position);
    // Only who lies or stands as the exercise asks shows the camera's side and the parts that matter.
    let view = match reason {
        Some(Reason::WrongView) => Some(false),
        _ => assessment.placement.view.filter(|_| in_position).map(|view| exercise.views.contains(&view)),
    };
    let whole = match reason {
        Some(Reason::CutOff | Reason::Hidden | Reason::OutlineUnclear) => Some(false),
        None | Some(Reason::NotInStart) => Some(true),
        _ => None,
    };
    let start = match reason {
        None => Some(true),
        Some(Reason::NotInStart) => Some(false),
        _ => None,
    };
    let met = |kind| match kind {
        Light if reason == Some(Reason::TooDark) => Some(false),
        Light => (person || scene.brightness.is_some()).then_some(true),
        Person => Some(person),
        Alone => person.then(|| scene.people.map(|people| people <= 1)).flatten(),
        WholeBody => whole,
        Distance => person.then_some(near),
        View => view,
        Position => near.then_some(in_position),
        Start => start,
    };
    let order = [Light, Person, Alone, WholeBody, Distance, View, Position, Start];
    order.into_iter().map(|kind| Check { kind, met: met(kind) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// When something is told and whether in other words, with a reason for each second.
    fn told(reasons: impl Fn(f64) -> Option<Reason>) -> Vec<(f64, Reason, bool)> {
        let mut guide = Guide::default();
        let mut told = Vec::new();
        for n in 0..800 {
            let now = f64::from(n) / 10.0;
            guide.observe(now, reasons(now));
            if let Some((reason, again)) = guide.due(now) {
                guide.spoken(now);
                told.push((now, reason, again));
            }
        }
        told
    }

    #[test]
    fn one_advice_is_told_twice_and_then_in_other_words_and_seldom() {
        let told = told(|_| Some(Reason::CutOff));
        let times: Vec<f64> = told.iter().map(|(time, ..)| time.round()).collect();
        assert_eq!(times, [1.0, 9.0, 21.0, 51.0]);
        assert_eq!(told.iter().map(|(.., again)| *again).collect::<Vec<_>>(), [false, false, true, true]);
    }

    #[test]
    fn the_body_is_looked_for_at_the_beginning_and_while_a_reason_lasts() {
        let mut guide = Guide::default();
        let reason = |now: f64| (now >= 3.0).then_some(Reason::WrongView);
        let looked: Vec<f64> = (0..200)
            .map(|n| f64::from(n) / 10.0)
            .filter(|now| {
                guide.observe(*now, reason(*now));
                guide.looks_anew(*now)
            })
            .collect();
        assert_eq!(looked, [0.0, 8.0, 13.0, 18.0]);
    }

    #[test]
    fn what_passes_is_not_spoken_of_and_flicker_does_not_chatter() {
        assert!(told(|now| (now < 1.0).then_some(Reason::CutOff)).is_empty());
        let flicker = told(|now| Some(if now % 3.0 < 1.5 { Reason::CutOff } else { Reason::WrongView }));
        for pair in flicker.windows(2) {
            assert!(pair[1].0 - pair[0].0 >= BREATH_SECS - 1e-6, "{flicker:?}");
        }
        for reason in [Reason::CutOff, Reason::WrongView] {
            let own: Vec<_> = flicker.iter().filter(|(_, told, _)| *told == reason).collect();
            assert!(own.windows(2).all(|pair| pair[1].0 - pair[0].0 >= 8.0), "{own:?}");
        }
    }
}
