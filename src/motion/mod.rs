//! The pure core: landmarks over time in, events out.
//!
//! It knows nothing of pixels, models, clocks, threads, files or file formats, so it cannot fail
//! and the same recording gives the same answer every time.

pub mod back;
pub mod event;
pub mod exercise;
pub mod geometry;
pub mod landmark;
pub mod measure;
pub mod pose;
pub mod silhouette;

pub use back::BackOutline;
pub use event::{Event, Excursion, Fault, Reason, Repetitions, Verdict};
pub use exercise::{
    Bound, Condition, Dose, During, Exercise, FaultKind, FaultRule, Phase, Position, Reference,
    RepetitionRule, Severity, View,
};
pub use geometry::Point;
pub use landmark::{Joint, Landmark, Side};
pub use measure::{Measure, MeasureRef, Measurements, SidedMeasure, Unit, Which, WholeMeasure};
pub use pose::{Keypoint, PerLandmark, PictureSize, Pose, WorldPoint};
pub use silhouette::Silhouette;
