//! The figure of an exercise: a few poses, as plain points, that show a person what to do.

use super::back_line::back_line;
use super::event::{Attempt, Verdict};
use super::exercise::Exercise;
use super::geometry::Point;
use super::landmark::{Joint, Landmark, Side};
use super::measure::{MeasureRef, WholeMeasure};
use super::pose::{PerLandmark, Pose};
use super::set::Assessor;

/// The start is shown as it was so long (seconds) before the first attempt, when nothing moves yet.
const BEFORE_SECS: f64 = 0.3;

/// Points are so many to a torso length: finer cannot be seen.
const FINENESS: f64 = 1000.0;

/// One in so many points of the back's outline is kept.
const BACK_STEP: usize = 5;

/// Poses side by side, the start first, with what stands around the body.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The side nearer the camera; its limbs lie before the others.
    pub near: Option<Side>,
    /// The poses.
    pub poses: Vec<FigurePose>,
    /// Lines of what stands around the body, as a chair or the frame of a door; points as in a pose.
    pub props: Vec<Vec<Point>>,
}

/// One pose of a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct FigurePose {
    /// The phase whose target it shows; none for the start position, or where the phase has no name.
    pub phase: Option<String>,
    /// The side that moves.
    pub side: Option<Side>,
    /// Where the points are, in the torso lengths of the start, from its mid-hip to the right and down.
    pub points: PerLandmark<Point>,
    /// The outline of the back from the hips to the shoulders; empty where the exercise is not about it.
    pub back: Vec<Point>,
}

/// The points that a figure shows.
pub fn shown() -> impl Iterator<Item = Landmark> {
    use Joint::{Ankle, Ear, Elbow, FootIndex, Heel, Hip, Knee, Shoulder, Wrist};
    let joints = [Ear, Shoulder, Elbow, Wrist, Hip, Knee, Ankle, Heel, FootIndex];
    let both = joints.into_iter().flat_map(|joint| Side::BOTH.map(|side| joint.on(side)));
    std::iter::once(Landmark::Nose).chain(both)
}

/// Draws a figure from a recording in which an exercise has been judged: the start position, and each
/// phase's target in the middle of the first good attempt.
///
/// `None` where no target was reached.
pub fn figure(assessor: &Assessor, near: Option<Side>, frames: &[(f64, Option<Pose>)]) -> Option<Figure> {
    let exercise = assessor.exercise();
    let attempts = examples(exercise, assessor.attempts());
    let first = attempts.iter().map(|(attempt, _)| attempt.interval.start_secs).min_by(f64::total_cmp)?;
    let start = pose_at(frames, first - BEFORE_SECS)?;
    let (hips, shoulders) = start.middle(Joint::Hip).zip(start.middle(Joint::Shoulder))?;
    let torso = hips.to(shoulders).length();
    if torso < f64::EPSILON {
        return None;
    }
    let unit = |point: Point| {
        let Point { x, y } = hips.to(point).scaled(1.0 / torso);
        Point::new((x * FINENESS).round() / FINENESS, (y * FINENESS).round() / FINENESS)
    };
    let curved = |phase: &super::Phase| phase.measure == MeasureRef::Whole(WholeMeasure::SpineCurvature);
    let with_back = exercise.phases.iter().any(curved);
    let drawn = |pose: &Pose, phase: Option<String>, side: Option<Side>| FigurePose {
        phase,
        side,
        points: PerLandmark::from_fn(|landmark| {
            shown()
                .any(|known| known == landmark)
                .then(|| pose.image.get(landmark))?
                .map(|at| unit(at.into()))
        }),
        back: if with_back {
            back_line(pose).into_iter().step_by(BACK_STEP).map(unit).collect()
        } else {
            Vec::new()
        },
    };
    let mut poses = vec![drawn(start, None, None)];
    for (attempt, middle_secs) in attempts {
        let pose = pose_at(frames, middle_secs)?;
        let phase = exercise.phase(attempt.phase);
        poses.push(drawn(pose, phase.id.clone(), phase.side));
    }
    Some(Figure { near, poses, props: Vec::new() })
}

/// The best attempt of each phase, of one side only, and the middle of its hold.
fn examples<'a>(exercise: &Exercise, attempts: &'a [Attempt]) -> Vec<(&'a Attempt, f64)> {
    let mut ids: Vec<&Option<String>> = exercise.phases.iter().map(|phase| &phase.id).collect();
    ids.dedup();
    let of_phase = |id: &Option<String>| {
        let reached = attempts.iter().filter(|attempt| exercise.phase(attempt.phase).id == *id);
        let reached = reached.filter_map(|attempt| {
            Some((attempt, (attempt.target_reached_secs? + attempt.target_left_secs?) / 2.0))
        });
        reached.min_by_key(|(attempt, _)| attempt.verdict != Verdict::Good)
    };
    ids.into_iter().filter_map(of_phase).collect()
}

/// The last pose up to a time, or the first one.
fn pose_at(frames: &[(f64, Option<Pose>)], secs: f64) -> Option<&Pose> {
    let up_to = frames.iter().rev().filter(|(time, _)| *time <= secs);
    up_to.chain(frames).find_map(|(_, pose)| pose.as_ref())
}
