//! The units of what is reported.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::motion::{self, ValueUnit};

/// What a value is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Degrees of angle.
    Degrees,
    /// Lengths of the person's trunk.
    TorsoLengths,
    /// Seconds.
    Seconds,
}

impl From<motion::Unit> for Unit {
    fn from(unit: motion::Unit) -> Self {
        match unit {
            motion::Unit::Degrees => Unit::Degrees,
            motion::Unit::TorsoLengths => Unit::TorsoLengths,
        }
    }
}

impl From<ValueUnit> for Unit {
    fn from(unit: ValueUnit) -> Self {
        match unit {
            ValueUnit::Measure(unit) => unit.into(),
            ValueUnit::Seconds => Unit::Seconds,
        }
    }
}
