//! The pure core.

pub mod back;
pub mod geometry;
pub mod landmark;
pub mod pose;
pub mod silhouette;

pub use back::BackOutline;
pub use geometry::Point;
pub use landmark::{Joint, Landmark, Side};
pub use pose::{Keypoint, PerLandmark, PictureSize, Pose, WorldPoint};
pub use silhouette::Silhouette;
