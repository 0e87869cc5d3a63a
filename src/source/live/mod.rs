//! Cameras: webcams, network cameras, and a recording played in real time in place of one.
//!
//! [`Camera`] is one as the person names it; opened, it is a [`LiveSource`], whose frames come by
//! themselves. A source waits for frames and says what is wrong; who tries again, and when, is decided
//! elsewhere.

mod camera;
mod devices;
mod error;
mod guard;
mod network;
mod playback;
mod webcam;

pub use camera::Camera;
pub use devices::{Device, devices};
pub use error::LiveError;
pub use guard::Guard;
pub use playback::Playback;

use std::time::Instant;

use super::SourceInfo;
use crate::frame::Frame;

/// Frames that come by themselves, whether somebody takes them or not.
pub trait LiveSource: Send {
    /// What is known from the first frame.
    fn describe(&self) -> &SourceInfo;

    /// Waits for the next frame; `None` where there will be no more, as at the end of a recording.
    ///
    /// # Errors
    /// A [`LiveError`] for each way in which a camera fails; [`LiveError::stays_open`] says whether the
    /// source may be asked again.
    fn next_arrival(&mut self) -> Result<Option<Arrival>, LiveError>;
}

/// A frame as it came.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// The frame; its time counts from the source's first frame.
    pub frame: Frame,
    /// When it came.
    pub arrived: Instant,
}
