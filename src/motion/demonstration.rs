//! What somebody shows who demonstrates an exercise: where the body rests, what moves, how far, on which
//! side and for how long. It says nothing about right and wrong.

use super::exercise::{Position, View};
use super::landmark::{Joint, Side};
use super::measure::{Measure, MeasureRef, Measurements, SidedMeasure, Unit, Which, WholeMeasure};
use super::measuring::{Gauges, measure};
use super::neutral;
use super::pose::Pose;
use super::rotation::RotationGauge;
use super::sides::SideKeeper;
use super::stance::{self, TrunkAxes};
use super::timing::elapsed_secs;

/// The start position is kept at least so long, in seconds.
const REST_SECS: f64 = 0.8;

/// In the meantime hips, shoulders, knees and wrists move by at most this share of the trunk.
const STILL: f64 = 0.1;

/// Out of the position for longer than this (seconds), the demonstration is over.
const LEFT_SECS: f64 = 1.0;

/// A change by so many degrees is a movement ...
const MOVES_DEGREES: f64 = 20.0;

/// ... by so many torso lengths ...
const MOVES_LENGTHS: f64 = 0.15;

/// ... of the curve of the back (its sagitta) by so many torso lengths ...
const MOVES_CURVE: f64 = 0.03;

/// ... and of the neck, which follows most movements, by so many degrees.
const MOVES_NECK: f64 = 30.0;

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

/// Why nothing can be learned from a demonstration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotShown {
    /// Nobody is seen in a position that rules can name.
    Position,
    /// No start position is kept.
    Rest,
    /// Nothing moves far enough out of the start position and back.
    Movement,
}

/// What a demonstration shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Demonstration {
    /// The position at rest.
    pub position: Position,
    /// From where the camera looks.
    pub view: View,
    /// The side nearer the camera.
    pub near: Option<Side>,
    /// Seconds at which the start position is first seen.
    pub rest_secs: f64,
    /// The measures in the start position.
    pub rest: Measurements,
    /// The measure that drives the movement.
    pub driver: MeasureRef,
    /// Whether left and right are done in turn.
    pub sided: bool,
    /// Where the driving measure goes from rest, one or two ways; with sides, the left's.
    pub ways: Vec<Way>,
    /// The attempts in the order of time.
    pub attempts: Vec<Shown>,
    /// What else moves during them, most first.
    pub companions: Vec<Companion>,
}

/// A way out of the start position.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Way {
    /// The driving measure at rest.
    pub rest: f64,
    /// Where it goes to, in the middle of the attempts.
    pub there: f64,
}

/// One attempt of a demonstration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shown {
    /// Which of the ways.
    pub way: usize,
    /// The side that moves.
    pub side: Option<Side>,
    /// Seconds.
    pub start_secs: f64,
    /// Seconds.
    pub end_secs: f64,
    /// The driving measure on its plateau, as a change from rest.
    pub change: f64,
}

/// A measure that moves with the driving one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Companion {
    /// The measure; of the moving or the resting side where there are sides.
    pub measure: MeasureRef,
    /// Its value at rest.
    pub rest: f64,
    /// Its value on the attempts' plateaus.
    pub there: f64,
}

impl Companion {
    /// How often its change is one that counts as a movement.
    pub fn strength(&self) -> f64 {
        (self.there - self.rest).abs() / moves(self.measure)
    }
}

/// How large a change of a measure counts as a movement.
fn moves(measure: MeasureRef) -> f64 {
    match measure {
        MeasureRef::Whole(WholeMeasure::SpineCurvature) => MOVES_CURVE,
        MeasureRef::Whole(WholeMeasure::NeckAngle) => MOVES_NECK,
        _ if measure.unit() == Unit::TorsoLengths => MOVES_LENGTHS,
        _ => MOVES_DEGREES,
    }
}

/// Whether a measure, which is taken in the picture, means anything from a view: along the body, the
/// angles of the limbs are foreshortened; across it, left and right fall together.
pub fn is_shown_from(measure: MeasureRef, view: View) -> bool {
    match measure {
        MeasureRef::Sided(..) => !matches!(view, View::HeadEnd | View::FootEnd),
        MeasureRef::Whole(WholeMeasure::TrunkAway) => false,
        MeasureRef::Whole(WholeMeasure::TrunkRotation) => matches!(view, View::HeadEnd | View::ThreeQuarter),
        MeasureRef::Whole(whole) if whole.is_lateral() => view != View::Side,
        MeasureRef::Whole(WholeMeasure::KneeGap) => view != View::Side,
        MeasureRef::Whole(_) => !matches!(view, View::HeadEnd | View::FootEnd),
    }
}

/// Learns what poses over time (seconds) show.
///
/// # Errors
///
/// Returns what a demonstration must show and these do not.
pub fn study(frames: &[(f64, Option<Pose>)]) -> Result<Demonstration, NotShown> {
    let mut sides = SideKeeper::default();
    let poses: Vec<(f64, Pose)> = frames
        .iter()
        .filter_map(|(time_secs, pose)| Some((*time_secs, sides.keep(*time_secs, pose.as_ref()?).0)))
        .collect();
    let positions: Vec<Option<Position>> = poses.iter().map(|(_, pose)| position(pose)).collect();
    let position = most_frequent(&positions).ok_or(NotShown::Position)?;
    let (first, last) = rest_of(&poses, &positions, position).ok_or(NotShown::Rest)?;
    let resting = &poses[first..last];
    let axes = resting.iter().filter_map(|(_, pose)| TrunkAxes::of(pose));
    let axes = axes.reduce(|mean, axes| mean.blended(&axes, 0.1)).ok_or(NotShown::Rest)?;
    let view = stance::view_of(&axes, position);
    let near = stance::near_side(&axes);
    let still: Vec<Pose> = resting.iter().map(|(_, pose)| pose.clone()).collect();
    let gauges = Gauges { near, rotation: RotationGauge::from_rest(&still) };
    let at_rest: Vec<Measurements> = still.iter().map(|pose| measure(pose, &gauges)).collect();
    let rest = neutral::with_hidden_sides(neutral::median(&at_rest));

    let stays = stays_until(&poses, &positions, position, first);
    let seen = poses[first..stays].iter().map(|(time, pose)| (*time, measure(pose, &gauges))).collect();
    let course = Course { seen, rest, near };
    let (driver, sided) = course.driver(view).ok_or(NotShown::Movement)?;
    let (ways, attempts) = course.attempts(driver, sided);
    if attempts.is_empty() {
        return Err(NotShown::Movement);
    }
    let companions = course.companions(driver, sided, view, &attempts);
    let (rest, rest_secs) = (course.rest, poses[first].0);
    Ok(Demonstration { position, view, near, rest_secs, rest, driver, sided, ways, attempts, companions })
}

fn position(pose: &Pose) -> Option<Position> {
    stance::position_of(pose, &TrunkAxes::of(pose)?)
}

fn most_frequent(positions: &[Option<Position>]) -> Option<Position> {
    let count = |wanted: Position| positions.iter().filter(|found| **found == Some(wanted)).count();
    positions.iter().flatten().copied().max_by_key(|position| count(*position))
}

/// The first frames in which the position is kept still, from the first to one past the last.
fn rest_of(
    poses: &[(f64, Pose)],
    positions: &[Option<Position>],
    position: Position,
) -> Option<(usize, usize)> {
    (0..poses.len()).find_map(|first| {
        let last =
            (first..poses.len()).find(|place| elapsed_secs(poses[first].0, poses[*place].0) >= REST_SECS)?;
        let keeps = positions[first..=last].iter().all(|found| *found == Some(position));
        let still = (first..=last).all(|place| is_still(&poses[first].1, &poses[place].1));
        (keeps && still).then_some((first, last + 1))
    })
}

fn is_still(before: &Pose, now: &Pose) -> bool {
    let Some((hips, shoulders)) = before.middle(Joint::Hip).zip(before.middle(Joint::Shoulder)) else {
        return false;
    };
    let torso = hips.to(shoulders).length();
    [Joint::Hip, Joint::Shoulder, Joint::Knee, Joint::Wrist].into_iter().all(|joint| {
        let moved = before.middle(joint).zip(now.middle(joint)).map(|(a, b)| a.to(b).length());
        moved.is_some_and(|moved| moved <= STILL * torso)
    })
}

/// The place of the first frame that belongs to the demonstration no more.
fn stays_until(
    poses: &[(f64, Pose)],
    positions: &[Option<Position>],
    position: Position,
    first: usize,
) -> usize {
    let mut kept = first;
    for place in first..poses.len() {
        if elapsed_secs(poses[kept].0, poses[place].0) > LEFT_SECS {
            break;
        }
        if positions[place] == Some(position) {
            kept = place;
        }
    }
    kept + 1
}

/// The measures from the start position on.
struct Course {
    seen: Vec<(f64, Measurements)>,
    rest: Measurements,
    near: Option<Side>,
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
    fn driver(&self, view: View) -> Option<(MeasureRef, bool)> {
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
            .map(|(left, right)| [left, right].map(|change| change.map_or(0.0, |change| change.abs() / far)));
        let out: Vec<[f64; 2]> = shares.filter(|shares| shares.iter().any(|share| *share > OUT)).collect();
        let alone = out.iter().filter(|shares| shares.iter().any(|share| *share < BACK)).count();
        2 * alone > out.len()
    }

    /// The ways out of rest, and the attempts on them.
    fn attempts(&self, driver: MeasureRef, sided: bool) -> (Vec<Way>, Vec<Shown>) {
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
            Way { rest, there: rest + middle(whole.map(|s| s.change).collect()).unwrap_or(*top) }
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
        for (place, share) in shares.iter().enumerate() {
            let last = place + 1 == shares.len();
            match (from, *share) {
                (None, Some(share)) if share > OUT => from = Some(place),
                (Some(first), share) if last || share.is_some_and(|share| share < BACK) => {
                    if elapsed_secs(self.seen[first].0, self.seen[place].0) >= LEAST_SECS {
                        let part: Vec<f64> = shares[first..=place].iter().copied().flatten().collect();
                        let peak = part.iter().copied().fold(0.0, f64::max);
                        let plateau = part.into_iter().filter(|share| *share >= PLATEAU * peak).collect();
                        found.extend(middle(plateau).map(|level| (first, place, level)));
                    }
                    from = None;
                }
                _ => {}
            }
        }
        found.into_iter()
    }

    /// What else moves during the attempts of the first way, most first.
    fn companions(&self, driver: MeasureRef, sided: bool, view: View, attempts: &[Shown]) -> Vec<Companion> {
        let whichs: &[Which] = if sided { &[Which::Moving, Which::Resting] } else { &[Which::Near] };
        let limbs = SidedMeasure::ALL
            .iter()
            .flat_map(|kind| whichs.iter().map(|which| MeasureRef::Sided(*kind, *which)));
        let whole = WholeMeasure::ALL.iter().map(|kind| MeasureRef::Whole(*kind));
        let whole = whole.filter(|kind| !sided || !matches!(kind, MeasureRef::Whole(k) if k.is_lateral()));
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
                    theres.extend(middle(during.filter_map(|(_, now)| now.get(found)).collect()));
                }
                Some(Companion { measure, rest: middle(rests)?, there: middle(theres)? })
            })
            .filter(|companion| companion.strength() >= 1.0)
            .collect();
        companions.sort_by(|a, b| b.strength().total_cmp(&a.strength()));
        companions
    }
}

fn middle(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
