//! The JSON Schemas of what is written as JSON, made from the types themselves.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

use super::analysis::Analysis;
use super::session::Session;

/// A published schema.
#[derive(Debug)]
pub struct Published {
    /// The name of its file.
    pub file: &'static str,
    /// The schema.
    pub schema: Schema,
}

/// The schemas of all formats and versions that are written.
pub fn published() -> [Published; 2] {
    [
        Published { file: "holdfast-analysis-1.schema.json", schema: of::<Analysis>() },
        Published { file: "holdfast-session-1.schema.json", schema: of::<Session>() },
    ]
}

/// Of what is written; fields may be added within a version, so others are not forbidden.
fn of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}
