//! Movement for biomechanics programs: body points as TRC, angles as MOT, both as OpenSim reads them
//! and Sports2D writes them.
//!
//! A file holds one session; the times of its sets are those of the session, and both kinds have a row for
//! each frame. A point that was not seen is `NaN`, which OpenSim and Pose2Sim take for a gap.

mod markers;
mod mot;
mod trc;

use super::Session;
use crate::motion::MeasuredFrame;

pub(super) use mot::begin as begin_mot;
pub(super) use trc::begin as begin_trc;

/// All frames of a session with their times in it, in seconds.
fn frames(session: &Session) -> impl Iterator<Item = (f64, &MeasuredFrame)> + Clone {
    session.sets.iter().flat_map(|set| set.film.iter().map(|shot| (set.start + shot.at_secs, shot)))
}
