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
    let mut schema = table(&FILE);
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!("holdfast exercise");
    schema["description"] = json!(
        "A back-care exercise: what is shown, what is prescribed, what is measured and what is a fault."
    );
    schema["definitions"] = json!({ "measure": measure() });
    // Names and numbers always have a JSON form.
    serde_json::to_string_pretty(&schema).map(|text| text + "\n").unwrap_or_default()
}

fn table(format: &Table) -> Value {
    let required = format.keys().filter(|key| matches!(key.need, Need::Required)).map(|key| key.name);
    let properties = format.keys().map(|key| (key.name.to_string(), property(key)));
    let mut schema = json!({
        "type": "object",
        "additionalProperties": false,
        "required": required.collect::<Vec<_>>(),
        "properties": properties.collect::<Map<_, _>>(),
    });
    if !format.one_of.is_empty() {
        schema["oneOf"] = format.one_of.iter().map(|key| json!({ "required": [key.name] })).collect();
    }
    schema
}

fn property(key: &Key) -> Value {
    let mut schema = plain(key.value);
    if schema.get("$ref").is_none() {
        schema["description"] = match key.need {
            Need::Default(default) => json!(format!("{} {} if not given.", key.about, default.shown())),
            Need::Required | Need::Optional => json!(key.about),
        };
    }
    schema
}

fn plain(value: ValueType) -> Value {
    match value {
        ValueType::Format => json!({ "const": FORMAT }),
        ValueType::Text => json!({ "type": "string", "pattern": "\\S" }),
        ValueType::Id => json!({ "type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$" }),
        ValueType::Flag => json!({ "type": "boolean" }),
        ValueType::Word(words) => json!({ "type": "string", "enum": words.meaningful() }),
        ValueType::Number => json!({ "type": "number" }),
        ValueType::Positive { .. } | ValueType::Ratio => json!({ "type": "number", "exclusiveMinimum": 0 }),
        ValueType::Share => json!({ "type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1 }),
        ValueType::Seconds => json!({ "type": "number", "minimum": 0 }),
        ValueType::Count => json!({ "type": "integer", "minimum": 1 }),
        ValueType::Pair => pair(ValueType::Number),
        ValueType::Range(of) => json!({ "oneOf": [plain(*of), pair(*of)] }),
        ValueType::List { of, least } => {
            let mut list = list(plain(*of), least);
            if matches!(of, ValueType::Word(_)) {
                list["uniqueItems"] = json!(true);
            }
            list
        }
        ValueType::OneOrMore(of) => {
            json!({ "oneOf": [plain(*of), plain(ValueType::List { of, least: 1 })] })
        }
        // Nothing beside a reference counts.
        ValueType::Measure => json!({ "$ref": "#/definitions/measure" }),
        ValueType::Table(format) => table(format),
        ValueType::Tables { each, least } => list(table(each), least),
    }
}

fn pair(of: ValueType) -> Value {
    json!({ "type": "array", "items": plain(of), "minItems": 2, "maxItems": 2 })
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
