//! What is written as JSON keeps to its published schema, and the schema to what is written.
//! `UPDATE_EXPECT=1` writes the schemas anew.

use holdfast::report::schema::published;
use jsonschema::Validator;
use serde_json::Value;

use super::sessions::{bridges, half_an_hour, session, text};
use crate::support::{check_file, root};

#[test]
fn the_published_schemas_are_those_of_the_program() {
    for published in published() {
        let schema = serde_json::to_string_pretty(&published.schema).expect("JSON") + "\n";
        check_file(&format!("docs/schema/{}", published.file), &schema);
    }
}

#[test]
fn reports_keep_to_the_schema() {
    let [analysis, whole] = validators();
    for session in [session(), bridges()] {
        valid(&whole, &text("json", &session));
    }
    let mut traced = half_an_hour();
    traced.sets.iter_mut().for_each(|set| set.film.truncate(0));
    let set = &traced.sets[0];
    valid(&analysis, &serde_json::to_string(&set.analysis).expect("JSON"));
}

#[test]
fn the_schema_refuses_what_is_no_report() {
    let [analysis, whole] = validators();
    let mut wrong: Value = serde_json::from_str(&text("json", &bridges())).expect("JSON");
    wrong["sets"][0]["analysis"]["excursions"][0]["hold_secs"] = Value::Null;
    assert!(!whole.is_valid(&wrong));
    assert!(!analysis.is_valid(&wrong));
    let mut other: Value = serde_json::from_str(&text("json", &bridges())).expect("JSON");
    other["format"] = "somebody/else".into();
    assert!(!whole.is_valid(&other));
}

fn validators() -> [Validator; 2] {
    published().map(|published| {
        let text = std::fs::read_to_string(root().join("docs/schema").join(published.file));
        let schema: Value = serde_json::from_str(&text.expect("the schema is there")).expect("JSON");
        jsonschema::validator_for(&schema).expect("a schema")
    })
}

fn valid(schema: &Validator, report: &str) {
    let report: Value = serde_json::from_str(report).expect("JSON");
    let errors: Vec<String> =
        schema.iter_errors(&report).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}
