//! From pictures to poses: where a person's body points are, in the picture and in space.
//!
//! [`BlazePose`] is MediaPipe Pose, run by ONNX Runtime: the detector finds a body in the whole
//! picture and spans a turned square around it ([`Manifest`] says which files the networks are in);
//! the landmark network reads the body's points and, on request, the silhouette from that square;
//! filters steady the points and say where the square lies in the next picture.
//!
//! Nothing here knows of exercises, cameras or files of pictures. Nothing elsewhere knows the order of
//! the points in the networks' answers.

mod blazepose;
mod error;
mod manifest;
pub mod runtime;

mod anatomy;
mod anchors;
mod body;
mod crop;
mod crowd;
mod detector;
mod heat_map;
mod network;
mod network_code;
mod outlining;
mod region;
mod smoothing;
mod suppression;
mod tracker;

#[cfg(test)]
mod fuzz;

/// Steps between the picture and the pose, for benchmarks only.
#[doc(hidden)]
pub mod steps {
    pub use super::crop::{Cropper, Input, Picture};
    pub use super::heat_map::HeatMaps;
    pub use super::region::Region;
    pub use super::smoothing::OneEuro;
}

pub use blazepose::{BlazePose, Estimate, Options};
pub use error::PoseError;
pub use manifest::{FOLDER_VARIABLE, Manifest, Model, Role, Variant};
