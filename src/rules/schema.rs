//! The format of rules files as a JSON Schema, with which editors complete and check them while one types.
//!
//! It cannot say everything that the reader checks, such as which limits go together: `holdfast exercises check` has
//! the last word.

use serde_json::{Map, Value, json};

use crate::motion::MeasureRef;

use super::document::{FILE, FORMAT};
use super::keys::{Key, Need, Table, ValueType};

/// The schema as it is given to people, with a newline at its end.
pub fn schema_text() -> String {
    let mut schema = table(
        &FILE,
        "A back-care exercise: what is shown, what is prescribed, what is measured and what is a fault.",
    );
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!("holdfast exercise");
    schema["definitions"] = json!({ "measure": measure() });
    // Names and numbers always have a JSON form.
    serde_json::to_string_pretty(&schema).map(|text| text + "\n").unwrap_or_default()
}

fn table(format: &Table, about: &str) -> Value {
    let required: Vec<&str> =
        format.keys().filter(|key| matches!(key.need, Need::Required)).map(|key| key.name).collect();
    let properties: Map<String, Value> =
        format.keys().map(|key| (key.name.to_string(), property(key))).collect();
    let mut schema = json!({
        "description": about,
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    if !format.one_of.is_empty() {
        schema["oneOf"] = format.one_of.iter().map(|key| json!({ "required": [key.name] })).collect();
    }
    schema
}

fn property(key: &Key) -> Value {
    let about = match key.need {
        Need::Default(default) => format!("{} {} if not given.", key.about, default.shown()),
        Need::Required | Need::Optional => key.about.to_string(),
    };
    let mut schema = match key.value {
        ValueType::Table(format) => return table(format, &about),
        ValueType::Tables { each, least } => list(table(each, &about), least),
        // Nothing beside a reference counts.
        ValueType::Measure => return json!({ "$ref": "#/definitions/measure" }),
        value => plain(value),
    };
    schema["description"] = json!(about);
    schema
}

fn plain(value: ValueType) -> Value {
    let text = || json!({ "type": "string", "pattern": "\\S" });
    let word = |words: super::vocabulary::Words| json!({ "type": "string", "enum": words.meaningful() });
    let each_once = |words| {
        let mut list = list(word(words), 1);
        list["uniqueItems"] = json!(true);
        list
    };
    let seconds = || json!({ "type": "number", "minimum": 0 });
    let count = || json!({ "type": "integer", "minimum": 1 });
    let one_or_two = |one: Value| json!({ "oneOf": [one, pair(one.clone())] });
    match value {
        ValueType::Format => json!({ "const": FORMAT }),
        ValueType::Text => text(),
        ValueType::Texts { least } => list(text(), least),
        ValueType::Id => json!({ "type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$" }),
        ValueType::Flag => json!({ "type": "boolean" }),
        ValueType::Word(words) => word(words),
        ValueType::WordList(words) => each_once(words),
        ValueType::OneOrMoreWords(words) => json!({ "oneOf": [word(words), each_once(words)] }),
        ValueType::Number => json!({ "type": "number" }),
        ValueType::Positive { .. } => json!({ "type": "number", "exclusiveMinimum": 0 }),
        ValueType::Share => json!({ "type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1 }),
        ValueType::Pair => pair(json!({ "type": "number" })),
        ValueType::Seconds => seconds(),
        ValueType::Count => count(),
        ValueType::SecondsRange => one_or_two(seconds()),
        ValueType::CountRange => one_or_two(count()),
        ValueType::Measure | ValueType::Table(_) | ValueType::Tables { .. } => json!({}),
    }
}

fn pair(one: Value) -> Value {
    json!({ "type": "array", "items": one, "minItems": 2, "maxItems": 2 })
}

fn list(each: Value, least: usize) -> Value {
    json!({ "type": "array", "items": each, "minItems": least })
}

/// A measure's name; editors that know the extension show each one's explanation.
fn measure() -> Value {
    let names = MeasureRef::all_names();
    let explained: Vec<String> =
        names.iter().filter_map(|name| Some(MeasureRef::from_name(name)?.about())).collect();
    json!({
        "description": "The name of what is measured.",
        "type": "string",
        "enum": names,
        "x-taplo": { "docs": { "enumValues": explained } },
    })
}
