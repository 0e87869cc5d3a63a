//! Left and right, kept as they were.
//!
//! Models now and then exchange the sides of a body for some frames, most of all where one side
//! hides the other. A body cannot: its points move a little between frames. So each new pose is
//! compared with the last one as it came and with its sides exchanged, legs and upper body apart,
//! and the nearer one is taken. Seen from the side, left and right nearly fall together in the
//! picture and are told apart by depth, so points in space are compared as well.

use super::anatomy::Anatomy;
use super::geometry::Point;
use super::landmark::{Joint, Landmark, Side};
use super::pose::{Pose, WorldPoint};
use super::timing::elapsed_secs;

/// An exchange must bring the points this many times nearer to where they were.
const CLEARLY_NEARER: f64 = 2.0;

/// Points whose sides are nearer to each other than this (in torso lengths) cannot tell the sides
/// apart.
const APART: f64 = 0.12;

/// Hips that are bent more alike than this (degrees) cannot tell the sides apart.
const STAYED_DEGREES: f64 = 20.0;

/// After so long without a pose (seconds) the last one says nothing about the next.
const FORGET_AFTER_SECS: f64 = 0.6;

/// Repairs exchanged sides from frame to frame.
#[derive(Debug, Clone, Default)]
pub struct SideSwapFilter {
    last: Option<(f64, Pose)>,
    exchanged: [bool; 2],
    /// How often an exchange began.
    pub repaired: u32,
}

/// The half of the body that a landmark belongs to; nose and the like have no side.
fn half(landmark: Landmark) -> Option<usize> {
    if landmark.mirrored() == landmark {
        return None;
    }
    Some(usize::from(landmark >= Landmark::LeftHip))
}

impl SideSwapFilter {
    /// Takes the next pose and gives it back with its sides as they were before.
    ///
    /// The second value says whether an exchange was noticed that was not there in the frame before.
    pub fn keep(&mut self, time_secs: f64, pose: &Pose) -> (Pose, bool) {
        let mut kept = pose.clone();
        let mut began = false;
        if let Some((last_time, last)) = &self.last
            && elapsed_secs(*last_time, time_secs) <= FORGET_AFTER_SECS
        {
            let upper = is_exchanged(last, pose, 0);
            let now = [upper, is_exchanged(last, pose, 1) && !legs_stayed(last, pose)];
            if now != [false, false] {
                let swap = |landmark: Landmark| match half(landmark) {
                    Some(part) if now[part] => landmark.mirrored(),
                    _ => landmark,
                };
                kept.image = super::PerLandmark::from_fn(|landmark| pose.image.get(swap(landmark)));
                kept.world = super::PerLandmark::from_fn(|landmark| pose.world.get(swap(landmark)));
                if now[1] {
                    kept.anatomy = pose.anatomy.as_ref().map(Anatomy::sides_swapped);
                }
            }
            began = (0..2).any(|part| now[part] && !self.exchanged[part]);
            self.exchanged = now;
            self.repaired += u32::from(began);
        } else {
            self.exchanged = [false, false];
        }
        // Legs that the model confuses say nothing of those that follow.
        if !kept.anatomy.as_ref().is_some_and(Anatomy::confuses_legs) {
            self.last = Some((time_secs, kept.clone()));
        }
        (kept, began)
    }
}

/// Points in the picture and in space, in torso lengths.
struct Places<'a> {
    pose: &'a Pose,
    torso_px: f64,
    torso_metres: f64,
}

impl<'a> Places<'a> {
    fn new(pose: &'a Pose, of: &Pose) -> Option<Self> {
        let torso_px = of.middle(Joint::Shoulder)?.to(of.middle(Joint::Hip)?).length();
        let world = |joint: Joint| {
            let [left, right] = Side::BOTH.map(|side| of.world.get(joint.on(side)).map(vector));
            left.zip(right).map(|(l, r)| std::array::from_fn(|i| (l[i] + r[i]) / 2.0))
        };
        let torso_metres = match (world(Joint::Shoulder), world(Joint::Hip)) {
            (Some(shoulders), Some(hips)) => distance(shoulders, hips),
            _ => 0.0,
        };
        Some(Self { pose, torso_px, torso_metres })
    }

    /// How far a landmark is from a landmark of another pose, in the picture and in space together.
    fn apart(&self, landmark: Landmark, other: &Places<'_>, of_other: Landmark) -> Option<f64> {
        let (a, b) = (self.pose.image.get(landmark)?, other.pose.image.get(of_other)?);
        let in_picture = Point::from(a).to(b.into()).length() / self.torso_px;
        let (a, b) = (self.pose.world.get(landmark), other.pose.world.get(of_other));
        let in_space = a.zip(b).map(|(a, b)| distance(vector(a), vector(b)) / self.torso_metres);
        let apart = in_picture + in_space.unwrap_or(0.0);
        apart.is_finite().then_some(apart)
    }
}

fn vector(point: WorldPoint) -> [f64; 3] {
    [f64::from(point.x), f64::from(point.y), f64::from(point.z)]
}

fn distance(a: [f64; 3], b: [f64; 3]) -> f64 {
    (0..3).map(|i| (a[i] - b[i]).powi(2)).sum::<f64>().sqrt()
}

fn is_exchanged(last: &Pose, pose: &Pose, part: usize) -> bool {
    let (Some(before), Some(now)) = (Places::new(last, last), Places::new(pose, last)) else { return false };
    let (mut same, mut exchanged, mut apart, mut points) = (0.0, 0.0, 0.0, 0.0);
    for landmark in Landmark::ALL {
        if half(landmark) != Some(part) || landmark.name().contains(Side::Right.name()) {
            continue;
        }
        let mirror = landmark.mirrored();
        if let (Some(stayed), Some(mirror_stayed), Some(crossed), Some(mirror_crossed), Some(width)) = (
            before.apart(landmark, &now, landmark),
            before.apart(mirror, &now, mirror),
            before.apart(landmark, &now, mirror),
            before.apart(mirror, &now, landmark),
            now.apart(landmark, &now, mirror),
        ) {
            same += stayed + mirror_stayed;
            exchanged += crossed + mirror_crossed;
            apart += width;
            points += 1.0;
        }
    }
    points > 0.0 && apart / points > APART && same > CLEARLY_NEARER * exchanged
}

/// Whether the legs are bent as they were, and would not be with their sides exchanged: a leg that is drawn up lies near the
/// other in the picture, and the points of both jump.
fn legs_stayed(last: &Pose, pose: &Pose) -> bool {
    let Some((before, now)) = last.anatomy.as_ref().zip(pose.anatomy.as_ref()) else { return false };
    let apart =
        |now: &Anatomy| Side::BOTH.iter().map(|side| (before.hip(*side) - now.hip(*side)).abs()).sum::<f64>();
    apart(&now.sides_swapped()) > CLEARLY_NEARER * apart(now) + STAYED_DEGREES
}

#[cfg(test)]
mod tests {
    use super::super::testing::lying;
    use super::*;

    fn exchanged(pose: &Pose) -> Pose {
        Pose { image: pose.image.sides_swapped(), world: pose.world.sides_swapped(), ..pose.clone() }
    }

    #[test]
    fn an_exchange_is_put_right_and_counted_once() {
        let (mut keeper, right) = (SideSwapFilter::default(), lying());
        for frame in 0..30 {
            let pose = if (10..20).contains(&frame) { exchanged(&right) } else { right.clone() };
            let (kept, began) = keeper.keep(f64::from(frame) / 30.0, &pose);
            assert_eq!(kept, right);
            assert_eq!(began, frame == 10);
        }
        assert_eq!(keeper.repaired, 1);
    }

    #[test]
    fn after_a_long_absence_the_sides_are_taken_as_they_come() {
        let (mut keeper, right) = (SideSwapFilter::default(), lying());
        keeper.keep(0.0, &right);
        let (kept, began) = keeper.keep(1.0, &exchanged(&right));
        assert_eq!((kept, began), (exchanged(&right), false));
    }

    #[test]
    fn sides_that_fall_together_are_left_alone() {
        let mut flat = lying();
        for landmark in Landmark::ALL {
            if half(landmark).is_some() && flat.image.get(landmark).is_some() {
                flat.image.set(landmark, flat.image.get(landmark.mirrored()));
                flat.world.set(landmark, None);
            }
        }
        let mut keeper = SideSwapFilter::default();
        keeper.keep(0.0, &flat);
        assert!(!keeper.keep(0.1, &exchanged(&flat)).1);
    }
}
