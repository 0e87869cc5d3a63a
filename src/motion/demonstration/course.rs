//! The measures of a demonstration from its start position on: which of them drives, and what the attempts are.

use super::super::condition::View;
use super::super::landmark::Side;
use super::super::measure::{Measure, MeasureRef, Measurements, SidedMeasure, Which, WholeMeasure};
use super::super::statistics::middle;
use super::super::timing::elapsed_secs;
use super::{Companion, Shown, Way, is_shown_from, moves};

/// Of measures that move nearly as much as the one that moves most, the plainest is taken as driving.
const NEARLY_MOST: f64 = 0.6;

/// An attempt begins above this share of the way and ends below the next.
const OUT: f64 = 0.5;
const BACK: f64 = 0.3;

/// An attempt that goes less far than this share of the farthest is no example for the target.
const WHOLE_WAY: f64 = 0.75;

/// The part of an attempt beyond this share of its own peak is its plateau.
const PLATEAU: f64 = 0.85;

/// Shorter than this (seconds) it is no attempt.
const LEAST_SECS: f64 = 0.5;

/// An attempt is over when the measure has been back for so long, in seconds: models err for some frames.
const BACK_SECS: f64 = 0.25;

/// A companion goes at least this share of its usual way in every attempt.
const EVERY_TIME: f64 = 0.5;

/// The measures from the start position on.
pub(super) struct Course {
    /// Seconds and measures.
    pub(super) seen: Vec<(f64, Measurements)>,
    /// The measures in the start position.
    pub(super) rest: Measurements,
    /// The side nearer the camera.
    pub(super) near: Option<Side>,
}

impl Course {
    /// The change of a measure from rest in each frame.
    fn changes(&self, measure: Measure) -> Vec<Option<f64>> {
        let rest = self.rest.get(measure);
        self.seen.iter().map(|(_, now)| Some(now.get(measure)? - rest?)).collect()
    }

    /// How far a measure goes below and above rest; what few frames show is noise.
    fn reach(&self, measure: Measure) -> (f64, f64) {
        let mut changes: Vec<f64> = self.changes(measure).into_iter().flatten().collect();
        changes.sort_by(f64::total_cmp);
        let few = changes.len() / 50;
        match changes.get(few).zip(changes.get(changes.len().saturating_sub(few + 1))) {
            Some((low, high)) => (low.min(0.0), high.max(0.0)),
            None => (0.0, 0.0),
        }
    }

    fn strength(&self, kind: MeasureRef) -> f64 {
        let reaches = self.measures(kind).into_iter().map(|measure| self.reach(measure));
        reaches.map(|(low, high)| high.max(-low)).fold(0.0, f64::max) / moves(kind)
    }

    /// The measure itself, or that of both sides.
    fn measures(&self, kind: MeasureRef) -> Vec<Measure> {
        match kind {
            MeasureRef::Whole(whole) => vec![Measure::Whole(whole)],
            MeasureRef::Sided(sided, _) => {
                Side::BOTH.into_iter().map(|side| Measure::Sided(sided, side)).collect()
            }
        }
    }

    /// The measure that drives the movement, and whether left and right are done in turn.
    pub(super) fn driver(&self, view: View) -> Option<(MeasureRef, bool)> {
        let sided = SidedMeasure::ALL.iter().map(|kind| MeasureRef::Sided(*kind, Which::Near));
        let whole = WholeMeasure::ALL.iter().map(|kind| MeasureRef::Whole(*kind));
        let all: Vec<(MeasureRef, f64)> = sided
            .chain(whole)
            .filter(|kind| is_shown_from(*kind, view))
            .map(|kind| (kind, self.strength(kind)))
            .collect();
        let most = all.iter().map(|(_, strength)| *strength).fold(0.0, f64::max);
        if most < 1.0 {
            return None;
        }
        let (driver, _) = *all.iter().find(|(_, strength)| *strength >= NEARLY_MOST * most)?;
        Some(match driver {
            MeasureRef::Sided(kind, _) if self.takes_turns(kind) => {
                (MeasureRef::Sided(kind, Which::Moving), true)
            }
            MeasureRef::Whole(kind) => (driver, kind.is_lateral()),
            MeasureRef::Sided(..) => (driver, false),
        })
    }

    /// Whether one side rests while the other one moves.
    fn takes_turns(&self, kind: SidedMeasure) -> bool {
        let far = self.measures(MeasureRef::Sided(kind, Which::Near)).into_iter();
        let far =
            far.map(|measure| self.reach(measure)).map(|(low, high)| high.max(-low)).fold(0.0, f64::max);
        let [left, right] = Side::BOTH.map(|side| self.changes(Measure::Sided(kind, side)));
        let shares = left
            .iter()
            .zip(&right)
            .filter_map(|(left, right)| Some([(*left)?, (*right)?].map(|change| change.abs() / far)));
        let out: Vec<[f64; 2]> = shares.filter(|shares| shares.iter().any(|share| *share > OUT)).collect();
        let alone = out.iter().filter(|shares| shares.iter().any(|share| *share < BACK)).count();
        2 * alone > out.len()
    }

    /// The ways out of rest, and the attempts on them.
    pub(super) fn attempts(&self, driver: MeasureRef, sided: bool) -> (Vec<Way>, Vec<Shown>) {
        let mut runs: Vec<(Measure, Option<Side>, f64)> = Vec::new();
        match driver {
            MeasureRef::Sided(kind, _) if sided => {
                runs.extend(Side::BOTH.map(|side| (Measure::Sided(kind, side), Some(side), 1.0)));
            }
            MeasureRef::Whole(kind) if sided => {
                let whole = Measure::Whole(kind);
                runs.extend([(whole, Some(Side::Left), 1.0), (whole, Some(Side::Right), -1.0)]);
            }
            _ => runs.extend(driver.resolve(self.near, None).map(|measure| (measure, None, 1.0))),
        }
        // Rising first; with sides, all attempts go the way on which the movement is greater.
        let reaches = runs.iter().map(|(measure, _, sign)| {
            let (low, high) = self.reach(*measure);
            if *sign > 0.0 { [high, low] } else { [-low, -high] }
        });
        let [up, down] = reaches.fold([0.0_f64; 2], |[up, down], [high, low]| [up.max(high), down.min(low)]);
        let both = !sided && up.min(-down) >= moves(driver).max(NEARLY_MOST * up.max(-down));
        let tops = match (both, up >= -down) {
            (true, _) => vec![up, down],
            (false, true) => vec![up],
            (false, false) => vec![down],
        };
        let mut shown: Vec<Shown> = Vec::new();
        for (way, top) in tops.iter().enumerate() {
            for (measure, side, sign) in &runs {
                let shares = self.changes(*measure).into_iter().map(|change| Some(sign * change? / top));
                shown.extend(self.outings(shares).map(|(from, to, share)| Shown {
                    way,
                    side: *side,
                    start_secs: self.seen[from].0,
                    end_secs: self.seen[to].0,
                    change: share * top,
                }));
            }
        }
        shown.sort_by(|a, b| a.start_secs.total_cmp(&b.start_secs));
        let rest = runs.first().and_then(|(measure, ..)| self.rest.get(*measure)).unwrap_or(0.0);
        let ways = tops.iter().enumerate().map(|(way, top)| {
            let whole = shown.iter().filter(|s| s.way == way && s.change / top >= WHOLE_WAY);
            let least = whole.map(|s| s.change).min_by(|a, b| a.abs().total_cmp(&b.abs()));
            Way { rest, there: rest + least.unwrap_or(*top) }
        });
        (ways.collect(), shown)
    }

    /// Stretches beyond half of the way: first and last frame, and the share on the plateau.
    fn outings(
        &self,
        shares: impl Iterator<Item = Option<f64>>,
    ) -> impl Iterator<Item = (usize, usize, f64)> {
        let shares: Vec<Option<f64>> = shares.collect();
        let mut found = Vec::new();
        let mut from: Option<usize> = None;
        let mut back: Option<usize> = None;
        for (place, share) in shares.iter().enumerate() {
            match (from, *share) {
                (None, Some(share)) if share > OUT => (from, back) = (Some(place), None),
                (Some(_), Some(share)) if share < BACK => {
                    back.get_or_insert(place);
                }
                (Some(_), Some(_)) => back = None,
                _ => {}
            }
            let Some(first) = from else { continue };
            let secs = |from: usize, to: usize| elapsed_secs(self.seen[from].0, self.seen[to].0);
            let ends = back.is_some_and(|back| secs(back, place) >= BACK_SECS);
            if ends || place + 1 == shares.len() {
                let last = back.unwrap_or(place);
                if secs(first, last) >= LEAST_SECS {
                    let part: Vec<f64> = shares[first..=last].iter().copied().flatten().collect();
                    let peak = part.iter().copied().fold(0.0, f64::max);
                    let plateau = part.into_iter().filter(|share| *share >= PLATEAU * peak);
                    found.extend(middle(plateau).map(|level| (first, last, level)));
                }
                from = None;
            }
        }
        found.into_iter()
    }

    /// What else moves during the attempts of the first way, most first.
    pub(super) fn companions(
        &self,
        driver: MeasureRef,
        sided: bool,
        view: View,
        attempts: &[Shown],
    ) -> Vec<Companion> {
        let whichs: &[Which] = if sided { &[Which::Moving, Which::Resting] } else { &[Which::Near] };
        let limbs = SidedMeasure::ALL
            .iter()
            .flat_map(|kind| whichs.iter().map(|which| MeasureRef::Sided(*kind, *which)));
        let whole = WholeMeasure::ALL.iter().map(|kind| MeasureRef::Whole(*kind));
        let whole = whole.filter(|kind| !matches!(kind, MeasureRef::Whole(k) if k.is_lateral()));
        let others = limbs.chain(whole).filter(|kind| *kind != driver && is_shown_from(*kind, view));
        let mut companions: Vec<Companion> = others
            .filter_map(|measure| {
                let mut rests = Vec::new();
                let mut theres = Vec::new();
                for attempt in attempts.iter().filter(|attempt| attempt.way == 0) {
                    let found = measure.resolve(self.near, attempt.side)?;
                    let during = self.seen.iter().filter(|(time, _)| {
                        let third = (attempt.end_secs - attempt.start_secs) / 3.0;
                        (attempt.start_secs + third..=attempt.end_secs - third).contains(time)
                    });
                    rests.extend(self.rest.get(found));
                    theres.extend(middle(during.filter_map(|(_, now)| now.get(found))));
                }
                let (rest, there) = (middle(rests)?, middle(theres.iter().copied())?);
                // What one side alone shows, as the near knee does, does not go with the movement.
                let goes_along = |value: &f64| (value - rest) / (there - rest) >= EVERY_TIME;
                theres.iter().all(goes_along).then_some(Companion { measure, rest, there })
            })
            .filter(|companion| companion.strength() >= 1.0)
            .collect();
        companions.sort_by(|a, b| b.strength().total_cmp(&a.strength()));
        companions
    }
}
