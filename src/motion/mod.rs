//! The pure core: landmarks over time in, events out.
//!
//! It knows nothing of pixels, models, clocks, threads, files or file formats, so it cannot fail
//! and the same recording gives the same answer every time.

pub mod assessment;
pub mod assessor;
pub mod attempt;
pub mod back;
pub mod back_line;
pub mod coverage;
pub mod decoy;
pub mod demonstration;
pub mod event;
pub mod exercise;
pub mod figure;
pub mod gate;
pub mod geometry;
pub mod landmark;
pub mod measure;
pub mod measuring;
pub mod neutral;
pub mod personal;
pub mod pose;
pub mod recognition;
pub mod repetition;
pub mod rotation;
pub mod scene;
pub mod sides;
pub mod sight;
pub mod silhouette;
pub mod stance;
#[cfg(test)]
mod testing;
pub mod timing;
pub mod tracker;
pub mod upright;
pub mod verdict;
pub mod watch;

pub use assessment::{Assessment, Settings};
pub use assessor::Assessor;
pub use back::BackOutline;
pub use coverage::Coverage;
pub use event::{Event, Excursion, Fault, Reason, Repetitions, Verdict};
pub use exercise::{
    Bound, Condition, Confirmation, Dose, During, Exercise, FaultKind, FaultRule, Phase, Position, Reference,
    RepetitionRule, Severity, View, ViewedCondition,
};
pub use gate::Stance;
pub use geometry::Point;
pub use landmark::{Joint, Landmark, Side};
pub use measure::{Measure, MeasureRef, Measurements, SidedMeasure, Unit, Which, WholeMeasure};
pub use pose::{Keypoint, PerLandmark, PictureSize, Pose, WorldPoint};
pub use recognition::recognise;
pub use scene::Scene;
pub use silhouette::Silhouette;
