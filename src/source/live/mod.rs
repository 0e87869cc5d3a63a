//! Cameras: webcams, network cameras, and a recording played in real time in place of one.
//!
//! A [`Camera`] is what the person names. Once open, it is a [`LiveSource`], whose frames come by
//! themselves. A source waits for frames and says what is wrong; others decide when to try again.

mod camera;
mod devices;
mod error;
mod feed;
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

/// Frames that come by themselves, whether or not anybody takes them.
pub trait LiveSource: Send {
    /// What is known from the first frame.
    fn describe(&self) -> &SourceInfo;

    /// Waits for the next frame, whose time counts from the first, and says when it came; `None` where
    /// there will be no more, as at the end of a recording.
    ///
    /// # Errors
    /// A [`LiveError`] for each way in which a camera fails; [`LiveError::stays_open`] says whether the
    /// source may be asked again.
    fn next_frame(&mut self) -> Result<Option<(Frame, Instant)>, LiveError>;
}
