//! The measures of each frame, column by column.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::number;
use crate::motion::{Measure, Measurements};

/// The measures of each frame: every column is as long as `time_secs`, null where not seen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default, JsonSchema)]
pub struct Trace {
    /// The time of each frame.
    pub time_secs: Vec<f64>,
    /// The columns, by measure.
    pub measures: BTreeMap<String, Vec<Option<f64>>>,
}

impl Trace {
    /// A trace of the measures that were seen at least once, and of those that are `always` wanted.
    pub fn new<'a>(
        frames: impl Iterator<Item = (f64, &'a Measurements)> + Clone,
        always: &[Measure],
    ) -> Self {
        let column = |measure: Measure| -> Vec<Option<f64>> {
            let unit = Some(measure.unit().into());
            frames.clone().map(|(_, seen)| number::value(seen.get(measure)?, unit)).collect()
        };
        let measures = Measurements::all()
            .map(|measure| (measure, column(measure)))
            .filter(|(measure, values)| always.contains(measure) || values.iter().any(Option::is_some))
            .map(|(measure, values)| (measure.name(), values))
            .collect();
        Trace { time_secs: frames.clone().map(|(time, _)| number::secs(time)).collect(), measures }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::motion::WholeMeasure;

    #[test]
    fn columns_are_those_seen_or_wanted() {
        let wanted = Measure::Whole(WholeMeasure::TrunkRotation);
        let seen = Measure::Whole(WholeMeasure::HipAngleSigned);
        let mut some = Measurements::NONE;
        some.set(seen, Some(133.456));
        let frames = [(0.0, &Measurements::NONE), (1.0 / 30.0, &some)];
        let trace = Trace::new(frames.into_iter(), &[wanted]);
        assert_eq!(trace.time_secs, [0.0, 0.033]);
        assert_eq!(trace.measures.len(), 2);
        assert_eq!(trace.measures["trunk_rotation"], [None, None]);
        assert_eq!(trace.measures["hip_angle_signed"], [None, Some(133.46)]);
    }
}
