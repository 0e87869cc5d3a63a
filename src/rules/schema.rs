//! The format of rules files as a JSON Schema, with which editors complete and check them while one types.
//!
//! It is made from the words that the reader knows. It cannot say everything that the reader checks, such as
//! which limits go together: `holdfast exercises check` has the last word.

use serde_json::{Map, Value, json};

use super::document::FORMAT;
use super::kind;
use super::vocabulary::{DIRECTIONS, DURING, PARTS, POSITIONS, REFERENCES, REPETITIONS, SEVERITIES, VIEWS};
use crate::motion::MeasureRef;

/// The schema as it is given to people, with a newline at its end.
pub fn schema_text() -> String {
    // Names and numbers always have a JSON form.
    serde_json::to_string_pretty(&schema()).map(|text| text + "\n").unwrap_or_default()
}

fn schema() -> Value {
    let mut root = object(
        "A back-care exercise: what is shown, what is prescribed, what is measured and what is a fault.",
        &["format", "id", "title", "position", "views", "steps", "dose", "start", "phase", "repetition"],
        vec![
            ("format", json!({"description": "Always 1.", "const": FORMAT})),
            ("id", id("The exercise's name on the command line, such as `bird-dog`.")),
            ("title", text("The exercise's name for people.")),
            (
                "position",
                one_or_more(
                    "How the body lies, kneels, stands or sits in the start position; several in a list.",
                    POSITIONS,
                ),
            ),
            ("views", views("From where the camera may see the person; elsewhere nothing is judged.")),
            ("steps", texts("What the person does, one sentence each.", 1)),
            ("cautions", texts("When to be careful, one sentence each.", 0)),
            ("limits", texts("What one camera cannot tell about this exercise, one sentence each.", 0)),
            ("dose", dose()),
            ("start", start()),
            ("phase", tables("The ways out of the start position and back.", 1, phase())),
            (
                "repetition",
                object(
                    "What makes one repetition.",
                    &["of"],
                    vec![(
                        "of",
                        word(
                            "`each-phase`: every attempt is one. `all-phases`: one of each phase and side, in any order.",
                            REPETITIONS,
                        ),
                    )],
                ),
            ),
            ("fault", tables("What is looked for, and what is said about it.", 0, fault())),
        ],
    );
    root["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    root["title"] = json!("holdfast exercise");
    root
}

fn dose() -> Value {
    object(
        "What is prescribed; each value is one number, or the least and the most.",
        &["repetitions", "times_a_day"],
        vec![
            (
                "hold_secs",
                one_or_two("Seconds to hold the target. Left out where nothing is held.", "number", 0),
            ),
            ("repetitions", one_or_two("Repetitions.", "integer", 1)),
            ("times_a_day", one_or_two("Times a day.", "integer", 1)),
        ],
    )
}

fn start() -> Value {
    object(
        "The start position. Nothing counts before it has been kept.",
        &["settle_secs"],
        vec![
            ("settle_secs", number("Seconds for which it is kept still before anything counts.", 0.0)),
            ("condition", tables("What the start position keeps.", 0, condition(true))),
        ],
    )
}

fn phase() -> Value {
    object(
        "A way out of the start position and back.",
        &["measure", "direction", "target", "release"],
        vec![
            ("id", id("Its name in results; needed where there are several phases.")),
            (
                "sides",
                flag("Whether there is one for the left, as written, and one for the right, mirrored."),
            ),
            ("measure", measure("What moves.")),
            (
                "relative_to",
                word(
                    "Whether the limits are values (`absolute`) or changes from the start position (`neutral`).",
                    &REFERENCES[..2],
                ),
            ),
            ("direction", word("Whether the measure grows or shrinks on the way to the target.", DIRECTIONS)),
            ("target", json!({"description": "The target is reached here.", "type": "number"})),
            (
                "release",
                json!({"description": "The target is left here, a little nearer to the start, so that trembling does not end a hold.", "type": "number"}),
            ),
            (
                "start_share",
                share("An attempt begins after this share of the way to the target; a third if not given."),
            ),
            (
                "hold_share",
                share(
                    "A hold lasts beyond this share of the attempt's own level in the target; 0 if not given.",
                ),
            ),
            (
                "least_secs",
                number("An attempt lasts at least this long, or it was noise; 0 if not given.", 0.0),
            ),
            (
                "at_least",
                json!({"description": "The least change from rest that reaches the target, in the measure's unit, for people who rest near the target already.", "type": "number", "exclusiveMinimum": 0}),
            ),
            (
                "confirm",
                tables("What must hold, or it was another movement and is not recorded.", 0, confirmation()),
            ),
        ],
    )
}

fn fault() -> Value {
    let mut properties = vec![
        ("id", id("Its name in results, such as `hips-low`.")),
        ("severity", word("`major`: the repetition is not a good one. `minor`: a hint.", SEVERITIES)),
        ("cue", text("What is said to the person: short, friendly, what to do.")),
        ("why", text("Why it matters.")),
        ("source", text("Where the limit comes from.")),
        ("phases", texts("Ids of the phases in which it is looked for; all if not given.", 0)),
        ("views", views("Views from which it can be told; all of the exercise's if not given.")),
        (
            "listed_only",
            flag("Says in reports that the fault is not judged, because no view of the exercise shows it."),
        ),
    ];
    let kinds: Vec<&str> = kind::names().collect();
    properties.extend(kinds.iter().map(|name| (*name, kind_schema(name))));
    let mut fault = object(
        "One fault. One table below it says how it is recognised.",
        &["id", "severity", "cue", "why", "source"],
        properties,
    );
    fault["oneOf"] = kinds.iter().map(|name| json!({"required": [name]})).collect();
    fault
}

/// The table of one kind of fault. A kind without keys of its own is an empty table.
fn kind_schema(name: &str) -> Value {
    let secs = |about: &str| vec![("secs", number(about, 0.0))];
    match name {
        "short-of-target" => object("An attempt that turns back before the target.", &[], vec![]),
        "peak-short-of" => object(
            "An attempt that turns back before a value, which may lie before or beyond the target.",
            &["value"],
            vec![(
                "value",
                json!({"description": "In the driving measure's unit, relative to what the target is; with sides, the left's.", "type": "number"}),
            )],
        ),
        "instead-of-target" => described(
            condition(false),
            "An attempt that turns back before the target while a condition holds: something else has moved instead.",
        ),
        "hold-shorter-than" => object("The target is held for less than this.", &["secs"], secs("Seconds.")),
        "faster-than" => {
            object("The way out or the way back takes less than this.", &["secs"], secs("Seconds."))
        }
        "while" => {
            let mut table = described(condition(false), "A condition holds for some time.");
            table["properties"]["during"] =
                word("In the whole attempt, or only while the target is met.", DURING);
            table["properties"]["for_secs"] =
                number("For how long without a break, in seconds; 0.3 if not given.", 0.0);
            table["required"] = json!(["measure", "during"]);
            table
        }
        "reversals" => object(
            "The measure swings back and forth while the target is met.",
            &["at_least", "swing"],
            vec![
                ("at_least", json!({"description": "Fewest turns.", "type": "integer", "minimum": 1})),
                (
                    "swing",
                    json!({"description": "Least swing between two turns, in the phase's unit.", "type": "number", "exclusiveMinimum": 0}),
                ),
            ],
        ),
        "one-side-only" => object("The set ends with one side only.", &[], vec![]),
        "same-side-twice" => object("The same side twice in a row.", &[], vec![]),
        _ => json!({"type": "object"}),
    }
}

fn confirmation() -> Value {
    let mut table = condition(true);
    table["properties"]["during"] =
        word("Near the peak, if not given, or on the way out and back, below four fifths of it.", PARTS);
    table
}

fn condition(viewed: bool) -> Value {
    let number = |about: &str| json!({"description": about, "type": "number"});
    let pair = |about: &str| json!({"description": about, "type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2});
    let mut properties = vec![
        ("measure", measure("What is measured.")),
        (
            "relative_to",
            word(
                "What the value is compared with: itself, the start position, or the level of the present hold.",
                REFERENCES,
            ),
        ),
        ("above", number("The condition holds above this.")),
        ("below", number("The condition holds below this.")),
        ("between", pair("The condition holds from the first to the second.")),
        ("outside", pair("The condition holds below the first and above the second.")),
        (
            "unsure",
            json!({"description": "Values so near before the bound are judged neither way.", "type": "number", "exclusiveMinimum": 0}),
        ),
    ];
    if viewed {
        properties.push(("views", views("Views in which it is asked for; all if not given.")));
    }
    let mut condition = object("A bound on a measure.", &["measure"], properties);
    let bounds = ["above", "below", "between", "outside"];
    condition["oneOf"] = bounds.iter().map(|bound| json!({"required": [bound]})).collect();
    condition
}

fn object(about: &str, required: &[&str], properties: Vec<(&str, Value)>) -> Value {
    let properties: Map<String, Value> =
        properties.into_iter().map(|(name, schema)| (name.to_string(), schema)).collect();
    let mut object = json!({"description": about, "type": "object", "additionalProperties": false});
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object["properties"] = Value::Object(properties);
    object
}

fn described(mut schema: Value, about: &str) -> Value {
    schema["description"] = json!(about);
    schema
}

fn tables(about: &str, least: usize, entry: Value) -> Value {
    json!({"description": about, "type": "array", "minItems": least, "items": entry})
}

fn text(about: &str) -> Value {
    json!({"description": about, "type": "string", "pattern": "\\S"})
}

fn texts(about: &str, least: usize) -> Value {
    json!({"description": about, "type": "array", "minItems": least, "items": {"type": "string", "pattern": "\\S"}})
}

fn id(about: &str) -> Value {
    json!({"description": about, "type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"})
}

fn flag(about: &str) -> Value {
    json!({"description": about, "type": "boolean"})
}

fn number(about: &str, least: f64) -> Value {
    json!({"description": about, "type": "number", "minimum": least})
}

fn share(about: &str) -> Value {
    json!({"description": about, "type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1})
}

fn one_or_two(about: &str, kind: &str, least: u32) -> Value {
    let one = json!({"type": kind, "minimum": least});
    json!({"description": about, "oneOf": [one, {"type": "array", "items": one, "minItems": 2, "maxItems": 2}]})
}

fn word<T>(about: &str, words: &[(&str, T)]) -> Value {
    let names: Vec<&str> = words.iter().map(|(name, _)| *name).collect();
    json!({"description": about, "type": "string", "enum": names})
}

fn one_or_more<T>(about: &str, words: &[(&str, T)]) -> Value {
    let names: Vec<&str> = words.iter().map(|(name, _)| *name).collect();
    let one = json!({"type": "string", "enum": names});
    json!({"description": about, "oneOf": [one, {"type": "array", "minItems": 1, "uniqueItems": true, "items": one}]})
}

fn views(about: &str) -> Value {
    let names: Vec<&str> = VIEWS.iter().map(|(name, _)| *name).collect();
    json!({"description": about, "type": "array", "minItems": 1, "uniqueItems": true, "items": {"type": "string", "enum": names}})
}

/// A measure's name; editors that know the extension show each one's explanation.
fn measure(about: &str) -> Value {
    let names = MeasureRef::all_names();
    let explained: Vec<String> =
        names.iter().filter_map(|name| Some(MeasureRef::from_name(name)?.about())).collect();
    json!({"description": about, "type": "string", "enum": names, "x-taplo": {"docs": {"enumValues": explained}}})
}
