//! Which points of a pose may be trusted.
//!
//! A model's visibility alone lies: it invents points outside the picture and is sure of them. So a
//! point must lie inside the picture too.

use super::geometry::Point;
use super::landmark::{Joint, Landmark, Side};
use super::pose::Pose;

/// The least probability at which a point counts as seen.
const SEEN: f32 = 0.5;

/// The same where clips have shown the point to be right at low probabilities too.
const HALF_HIDDEN: f32 = 0.1;

/// The rim of the picture, as a share of its shorter side, within which a point may be an invention
/// squeezed against the edge.
const RIM: f64 = 0.005;

/// Why a point cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unseen {
    /// It lies outside the picture or on its rim.
    OutOfPicture,
    /// The model does not see it.
    Hidden,
}

/// Where a joint is in the picture, if it may be trusted.
///
/// # Errors
///
/// Returns why not.
pub fn see(pose: &Pose, joint: Joint, side: Side) -> Result<Point, Unseen> {
    see_above(SEEN, pose, joint, side)
}

/// The same for a joint that is right even where the model believes it hidden, as the knees of a
/// lying person seen from the head.
///
/// # Errors
///
/// Returns why not.
pub fn see_half_hidden(pose: &Pose, joint: Joint, side: Side) -> Result<Point, Unseen> {
    see_above(HALF_HIDDEN, pose, joint, side)
}

/// Where a point is in the picture, if it may be trusted.
///
/// # Errors
///
/// Returns why not.
pub fn see_landmark(pose: &Pose, landmark: Landmark) -> Result<Point, Unseen> {
    seen_above(SEEN, pose, landmark)
}

fn see_above(least: f32, pose: &Pose, joint: Joint, side: Side) -> Result<Point, Unseen> {
    seen_above(least, pose, joint.on(side))
}

fn seen_above(least: f32, pose: &Pose, landmark: Landmark) -> Result<Point, Unseen> {
    let keypoint = pose.image.get(landmark).ok_or(Unseen::Hidden)?;
    let point = Point::from(keypoint);
    let (width, height) = (f64::from(pose.picture.width), f64::from(pose.picture.height));
    let rim = RIM * width.min(height);
    let inside = (rim..=width - rim).contains(&point.x) && (rim..=height - rim).contains(&point.y);
    if !inside {
        return Err(Unseen::OutOfPicture);
    }
    if keypoint.visibility < least { Err(Unseen::Hidden) } else { Ok(point) }
}
