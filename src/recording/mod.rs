//! Poses over time in a file: what the pose model saw, without the pictures.
//!
//! A recording replays in milliseconds and gives exactly the verdicts of the video that it was made
//! from, so a changed rule can be tried on old sessions.

mod file;

pub use file::{Recording, RecordingError, is_landmark_recording};
