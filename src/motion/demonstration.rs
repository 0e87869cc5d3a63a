//! What somebody shows who demonstrates an exercise: where the body rests, what moves, how far, on which
//! side and for how long. It says nothing about right and wrong.

mod course;

use self::course::Course;
use super::condition::{Position, View};
use super::landmark::{Joint, Side};
use super::measure::{MeasureRef, Measurements, Unit, WholeMeasure};
use super::measuring::{Calibration, measure};
use super::neutral;
use super::placement::{self, TrunkAxes};
use super::pose::Pose;
use super::rotation::RotationGauge;
use super::side_swaps::SideSwapFilter;
use super::statistics::most_frequent;
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
    /// Where every attempt that goes the whole way goes to.
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
        MeasureRef::Whole(WholeMeasure::TrunkAway | WholeMeasure::SpineFlexion) => false,
        MeasureRef::Whole(WholeMeasure::TrunkRotation) => matches!(view, View::HeadEnd | View::ThreeQuarter),
        // Left against right, and yet told across the body.
        MeasureRef::Whole(WholeMeasure::HipBendLead | WholeMeasure::FootLead) => {
            !matches!(view, View::HeadEnd | View::FootEnd)
        }
        // Of upright bodies.
        MeasureRef::Whole(
            WholeMeasure::TrunkSideways | WholeMeasure::HeadSideways | WholeMeasure::NoseHeight,
        ) => matches!(view, View::Front | View::ThreeQuarter),
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
    let mut sides = SideSwapFilter::default();
    let poses: Vec<(f64, Pose)> = frames
        .iter()
        .filter_map(|(time_secs, pose)| Some((*time_secs, sides.keep(*time_secs, pose.as_ref()?).0)))
        .collect();
    let positions: Vec<Option<Position>> = poses.iter().map(|(_, pose)| position(pose)).collect();
    let position = most_frequent(positions.iter().flatten().copied().rev()).ok_or(NotShown::Position)?;
    let (first, last) = rest_of(&poses, &positions, position).ok_or(NotShown::Rest)?;
    let resting = &poses[first..last];
    let axes = resting.iter().filter_map(|(_, pose)| TrunkAxes::of(pose));
    let axes = axes.reduce(|mean, axes| mean.blended(&axes, 0.1)).ok_or(NotShown::Rest)?;
    let view = placement::view_among(&axes, position, &[]);
    let near = placement::near_side(&axes);
    let still: Vec<&Pose> = resting.iter().map(|(_, pose)| pose).collect();
    let calibration = Calibration { near, view: Some(view), rotation: RotationGauge::from_rest(&still) };
    let at_rest: Vec<Measurements> = still.iter().map(|pose| measure(pose, &calibration)).collect();
    let rest = neutral::with_hidden_sides(neutral::median(at_rest.iter()));

    let stays = stays_until(&poses, &positions, position, first);
    let seen = poses[first..stays].iter().map(|(time, pose)| (*time, measure(pose, &calibration))).collect();
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
    placement::position_of(pose, &TrunkAxes::of(pose)?)
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
