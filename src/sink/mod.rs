//! Where pictures go: frames to a video file.
//!
//! The counterpart of `source`. A file that is not complete never bears the name that was asked
//! for. The module knows nothing of what the pictures show.

mod error;
mod pacing;
mod video_writer;

pub use error::SinkError;
pub use video_writer::{VideoWriter, Written};
