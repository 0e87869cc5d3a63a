//! How far a measure is off in a view, as `docs/ACCURACY.md` has it.

use crate::motion::{Measure, View, WholeMeasure};

/// Mean absolute difference from the truth over rendered clips of bodies that nothing was tuned on, in the measure's unit;
/// `None` where it was not measured.
pub(super) fn mean_error(measure: Measure, view: Option<View>) -> Option<f64> {
    match (measure, view?) {
        (Measure::Whole(WholeMeasure::HipAngleSigned), View::Side) => Some(2.4),
        (Measure::Whole(WholeMeasure::HipAngleSigned), View::ThreeQuarter) => Some(3.2),
        (Measure::Whole(WholeMeasure::TrunkRotation), View::HeadEnd) => Some(2.8),
        (Measure::Whole(WholeMeasure::TrunkRotation), View::ThreeQuarter) => Some(4.8),
        _ => None,
    }
}

/// Correlation with the truth over rendered clips, for a measure whose unit the truth does not have.
pub(super) fn correlation(measure: Measure, view: Option<View>) -> Option<f64> {
    match (measure, view?) {
        (Measure::Whole(WholeMeasure::SpineCurvature), View::Side) => Some(0.99),
        (Measure::Whole(WholeMeasure::SpineCurvature), View::ThreeQuarter) => Some(0.99),
        _ => None,
    }
}
