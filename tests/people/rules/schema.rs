//! The format of rules files as editors and readers of the reference know it: neither may lag behind the reader.
//!
//! `UPDATE_EXPECT=1` writes the schema's file anew.

use std::fs;

use holdfast::motion::{SidedMeasure, WholeMeasure};
use holdfast::rules::{check, schema_text};
use serde_json::{Map, Value};

use super::files_in;
use crate::support::{check_file, root};

const FILE: &str = "data/exercises/holdfast-exercise.schema.json";

/// Fixtures with mistakes that an editor can see, because they are in keys, words and shapes.
const SEEN_BY_EDITORS: &[&str] = &[
    "bounds",
    "empty",
    "empty-texts",
    "fault-kinds",
    "format-missing",
    "format-newer",
    "format-not-a-number",
    "ids",
    "misspelt-table",
    "missing-keys",
    "no-phase",
    "numbers",
    "tables-and-lists",
    "unknown-keys",
    "unknown-words",
    "wrong-types",
];

#[test]
fn the_schema_in_the_repository_is_the_one_that_is_printed() {
    check_file(FILE, &schema_text());
}

#[test]
fn every_exercise_keeps_the_schema() {
    for file in files_in("data/exercises") {
        let mistakes = mistakes(&fs::read_to_string(&file).expect("a rules file"));
        assert!(mistakes.is_empty(), "{}: {}", file.display(), mistakes.join("\n"));
    }
}

#[test]
fn an_editor_sees_mistakes_in_keys_words_and_shapes() {
    for name in SEEN_BY_EDITORS {
        let text =
            fs::read_to_string(root().join(format!("tests/fixtures/rules/{name}.toml"))).expect("a fixture");
        assert!(!mistakes(&text).is_empty(), "{name}");
    }
}

#[test]
fn what_the_reader_takes_keeps_the_schema() {
    for file in files_in("tests/fixtures/rules") {
        let text = fs::read_to_string(&file).expect("a fixture");
        if check("fixture", &text).exercise.is_some() {
            assert_eq!(mistakes(&text), Vec::<String>::new(), "{}", file.display());
        }
    }
}

/// The reader answers an unknown key with all keys that a table may have.
#[test]
fn reader_and_schema_know_the_same_keys() {
    let schema: Value = serde_json::from_str(&schema_text()).expect("JSON");
    let condition = "measure = \"hip_angle\"\nabove = 1\n";
    let kinds = schema["properties"]["fault"]["items"]["properties"].as_object().expect("keys");
    let kinds: Vec<&String> =
        kinds.iter().filter(|(_, schema)| schema["type"] == "object").map(|(k, _)| k).collect();
    let mut tables = vec![
        ("zzzzzzzzzz = 1\n".to_string(), &schema),
        ("[dose]\nzzzzzzzzzz = 1\n".to_string(), &schema["properties"]["dose"]),
        ("[start]\nzzzzzzzzzz = 1\n".to_string(), &schema["properties"]["start"]),
        ("[repetition]\nzzzzzzzzzz = 1\n".to_string(), &schema["properties"]["repetition"]),
        ("[[phase]]\nzzzzzzzzzz = 1\n".to_string(), &schema["properties"]["phase"]["items"]),
        (
            format!("[[phase]]\n[[phase.confirm]]\n{condition}zzzzzzzzzz = 1\n"),
            &schema["properties"]["phase"]["items"]["properties"]["confirm"]["items"],
        ),
        (
            format!("[start]\n[[start.condition]]\n{condition}zzzzzzzzzz = 1\n"),
            &schema["properties"]["start"]["properties"]["condition"]["items"],
        ),
        ("[[fault]]\nzzzzzzzzzz = 1\n".to_string(), &schema["properties"]["fault"]["items"]),
    ];
    for kind in &kinds {
        let table = format!("[[fault]]\n[fault.{kind}]\nzzzzzzzzzz = 1\n");
        tables.push((table, &schema["properties"]["fault"]["items"]["properties"][kind.as_str()]));
    }
    assert!(kinds.len() >= 8);
    for (text, schema) in tables {
        let text = format!("format = 1\n{text}");
        let diagnostics = check("a.toml", &text).diagnostics;
        let unknown = diagnostics.iter().find(|found| found.message.contains("`zzzzzzzzzz`"));
        let help = unknown.and_then(|found| found.help.clone()).unwrap_or_default();
        let mut read: Vec<&str> = help.split('`').skip(1).step_by(2).collect();
        let no_keys = Map::new();
        let mut known: Vec<&str> =
            schema["properties"].as_object().unwrap_or(&no_keys).keys().map(String::as_str).collect();
        read.sort_unstable();
        known.sort_unstable();
        assert_eq!(read, known, "{text}");
    }
}

#[test]
fn the_reference_explains_every_key_and_measure() {
    let reference = fs::read_to_string(root().join("docs/RULES.md")).expect("the reference");
    let schema: Value = serde_json::from_str(&schema_text()).expect("JSON");
    let mut names = Vec::new();
    keys_of(&schema, &mut names);
    names.extend(WholeMeasure::ALL.iter().map(|measure| measure.name().to_string()));
    names.extend(SidedMeasure::ALL.iter().map(|measure| measure.name().to_string()));
    names.sort_unstable();
    names.dedup();
    let explains = |name: &str| {
        ["`", "[", ".", "[["].iter().any(|before| {
            [" =", "`", "]"].iter().any(|after| reference.contains(&format!("{before}{name}{after}")))
        })
    };
    let missing: Vec<&String> = names.iter().filter(|name| !explains(name)).collect();
    assert!(missing.is_empty(), "docs/RULES.md does not explain {missing:?}");
}

fn keys_of(schema: &Value, names: &mut Vec<String>) {
    match schema {
        Value::Object(object) => {
            for (key, value) in object {
                if let (true, Some(properties)) = (key == "properties", value.as_object()) {
                    names.extend(properties.keys().cloned());
                }
                keys_of(value, names);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| keys_of(value, names)),
        _ => {}
    }
}

/// What the schema says against a rules file.
fn mistakes(text: &str) -> Vec<String> {
    let schema: Value = serde_json::from_str(&schema_text()).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    match toml::from_str::<Value>(text) {
        Ok(rules) => validator.iter_errors(&rules).map(|error| error.to_string()).collect(),
        Err(error) => vec![error.to_string()],
    }
}
