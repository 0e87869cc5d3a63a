//! The pure core: landmarks over time in, events out.
//!
//! It knows nothing of pixels, models, clocks, threads, files or file formats, so it cannot fail
//! and the same recording gives the same answer every time.

pub mod anatomy;
pub mod announcer;
pub mod assessment;
pub mod attempt;
pub mod back;
pub mod back_line;
pub mod compensations;
pub mod condition;
pub mod coverage;
pub mod curve;
pub mod demonstration;
pub mod event;
pub mod exercise;
pub mod faults;
pub mod figure;
pub mod geometry;
pub mod hindsight;
pub mod hold;
pub mod landmark;
mod leap;
pub mod measure;
pub mod measuring;
pub mod monitor;
pub mod needs;
pub mod neutral;
pub mod observation;
pub mod observer;
pub mod outline_doubt;
pub mod personal;
pub mod phase;
pub mod phases;
pub mod placement;
pub mod pose;
pub mod recognition;
pub mod repetition;
pub mod rotation;
pub mod scene;
pub mod set;
pub mod side_swaps;
pub mod sight;
pub mod silhouette;
pub mod start;
pub mod statistics;
pub mod steadiness;
pub mod stillness;
pub mod survey;
#[cfg(test)]
mod testing;
pub mod timing;
pub mod tracker;
pub mod upright;
pub mod verdict;

pub use anatomy::Anatomy;
pub use assessment::{Assessment, Settings};
pub use back::BackOutline;
pub use condition::{Bound, Condition, Position, Reference, View, ViewedCondition};
pub use coverage::Coverage;
pub use event::{Attempt, Event, Fault, Reason, Repetitions, Verdict};
pub use exercise::{Dose, Exercise, FaultRule, RepetitionRule, RuleId, Severity};
pub use faults::{During, Easing, FaultKind, SeenBest, ValueUnit};
pub use geometry::Point;
pub use landmark::{Joint, Landmark, Side};
pub use measure::{Measure, MeasureRef, Measurements, SidedMeasure, TRUNK_CM, Unit, Which, WholeMeasure};
pub use observation::{MeasuredFrame, Observation};
pub use phase::{Confirmation, Moving, Phase, PhaseId};
pub use placement::Placement;
pub use pose::{Keypoint, PerLandmark, PictureSize, Pose, WorldPoint};
pub use recognition::recognise;
pub use scene::Scene;
pub use set::Assessor;
pub use silhouette::Silhouette;
pub use stillness::Stillness;
pub use timing::Interval;
