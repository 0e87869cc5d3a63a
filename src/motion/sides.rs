//! Left and right, kept as they were.
//!
//! Models now and then exchange the sides of a body for some frames, most of all where one side
//! hides the other. A body cannot: its points move a little between frames. So each new pose is
//! compared with the last one as it came and with its sides exchanged, legs and upper body apart,
//! and the nearer one is taken.

use super::geometry::Point;
use super::landmark::{Landmark, Side};
use super::pose::Pose;
use super::timing::elapsed_secs;

/// An exchange must bring the points this many times nearer to where they were.
const CLEARLY_NEARER: f64 = 2.0;

/// Points whose sides are nearer to each other than this (in torso lengths) cannot tell the sides
/// apart.
const APART: f64 = 0.12;

/// After so long without a pose (seconds) the last one says nothing about the next.
const FORGET_AFTER_SECS: f64 = 0.6;

/// Repairs exchanged sides from frame to frame.
#[derive(Debug, Clone, Default)]
pub struct SideKeeper {
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

impl SideKeeper {
    /// Takes the next pose and gives it back with its sides as they were before.
    ///
    /// The second value says whether an exchange was noticed that was not there in the frame before.
    pub fn keep(&mut self, time_secs: f64, pose: &Pose) -> (Pose, bool) {
        let mut kept = pose.clone();
        let mut began = false;
        if let Some((last_time, last)) = &self.last
            && elapsed_secs(*last_time, time_secs) <= FORGET_AFTER_SECS
        {
            let now = [0, 1].map(|part| is_exchanged(last, pose, part));
            if now != [false, false] {
                let swap = |landmark: Landmark| match half(landmark) {
                    Some(part) if now[part] => landmark.mirrored(),
                    _ => landmark,
                };
                kept.image = super::PerLandmark::from_fn(|landmark| pose.image.get(swap(landmark)));
                kept.world = super::PerLandmark::from_fn(|landmark| pose.world.get(swap(landmark)));
            }
            began = (0..2).any(|part| now[part] && !self.exchanged[part]);
            self.exchanged = now;
            self.repaired += u32::from(began);
        } else {
            self.exchanged = [false, false];
        }
        self.last = Some((time_secs, kept.clone()));
        (kept, began)
    }
}

fn is_exchanged(last: &Pose, pose: &Pose, part: usize) -> bool {
    let torso = |pose: &Pose| {
        let at = |landmark| pose.image.get(landmark).map(Point::from);
        let shoulders = at(Landmark::LeftShoulder)?.middle(at(Landmark::RightShoulder)?);
        Some(shoulders.to(at(Landmark::LeftHip)?.middle(at(Landmark::RightHip)?)).length())
    };
    let Some(torso) = torso(last) else { return false };
    let (mut same, mut exchanged, mut apart, mut points) = (0.0, 0.0, 0.0, 0.0);
    for landmark in Landmark::ALL {
        if half(landmark) != Some(part) || landmark.name().starts_with(Side::Right.name()) {
            continue;
        }
        let mirror = landmark.mirrored();
        let at = |pose: &Pose, landmark| pose.image.get(landmark).map(Point::from);
        if let (Some(a), Some(b), Some(c), Some(d)) =
            (at(last, landmark), at(last, mirror), at(pose, landmark), at(pose, mirror))
        {
            same += a.to(c).length() + b.to(d).length();
            exchanged += a.to(d).length() + b.to(c).length();
            apart += c.to(d).length();
            points += 1.0;
        }
    }
    points > 0.0 && apart / points > APART * torso && same > CLEARLY_NEARER * exchanged
}
