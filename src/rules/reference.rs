//! The tables of `docs/RULES.md`, from the same rows as the reader. The prose around them is written by hand.
//!
//! `UPDATE_EXPECT=1` writes them anew.

use std::{env, fs};

use super::condition::CONDITION;
use super::document::{FILE, FORMAT};
use super::keys::{Key, Need, Table, ValueType};
use super::kind::KINDS;

const HEAD: &str = "| key | value | default | meaning |\n|---|---|---|---|\n";

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/RULES.md");

#[test]
fn the_reference_has_every_key_as_the_reader_has_it() {
    let page = fs::read_to_string(PAGE).expect("the reference");
    let mut expected = page.clone();
    let condition = rows("", CONDITION.shared, "") + &rows("", CONDITION.one_of, "*one of these*");
    let mut tables = vec![
        ("condition".to_string(), HEAD.to_string() + &condition),
        ("kinds of faults".to_string(), kinds()),
    ];
    collect("", &FILE, &mut tables);
    for (name, table) in tables {
        let (before, rest) = expected.split_once(&format!("<!-- {name} -->\n")).expect(&name);
        let (_, after) = rest.split_once("<!-- end -->\n").expect(&name);
        expected = format!("{before}<!-- {name} -->\n{table}<!-- end -->\n{after}");
    }
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(PAGE, &expected).expect("written");
    } else {
        assert!(page == expected, "UPDATE_EXPECT=1 writes the tables of docs/RULES.md anew");
    }
}

/// Adds a table and those below it, each with its path. What they share is shown once, and the kinds of faults apart.
fn collect(path: &str, table: &Table, tables: &mut Vec<(String, String)>) {
    let shared = if table.shared.is_empty() { "" } else { "| *all of [a condition](#conditions)* | | | |\n" };
    let name = if path.is_empty() { "the file" } else { path };
    tables.push((name.to_string(), format!("{HEAD}{shared}{}", rows(path, table.own, ""))));
    for key in table.own {
        if let ValueType::Table(below) | ValueType::Tables { each: below, .. } = key.value {
            collect(&join(path, key), below, tables);
        }
    }
}

fn join(path: &str, key: &Key) -> String {
    if path.is_empty() { key.name.to_string() } else { format!("{path}.{}", key.name) }
}

fn rows(path: &str, keys: &[Key], optional: &str) -> String {
    let row = |key: &Key| {
        let written = match key.value {
            ValueType::Table(_) => format!("[{}]", join(path, key)),
            ValueType::Tables { .. } => format!("[[{}]]", join(path, key)),
            _ => key.name.to_string(),
        };
        let missing = match key.need {
            Need::Required => "*required*".to_string(),
            Need::Optional => optional.to_string(),
            Need::Default(default) => default.shown(),
        };
        format!("| `{written}` | {} | {missing} | {} |\n", value(key.value), key.about)
    };
    keys.iter().map(row).collect()
}

fn kinds() -> String {
    let key = |key: &Key| {
        let default = match key.need {
            Need::Default(default) => format!("; {} if not given", default.shown()),
            _ => String::new(),
        };
        format!("`{}` ({}{default}): {}", key.name, value(key.value), key.about)
    };
    let kind = |kind: &Key| {
        let ValueType::Table(table) = kind.value else { panic!("{} is no table", kind.name) };
        let condition = (!table.shared.is_empty()).then(|| "all of [a condition](#conditions)".to_string());
        let keys: Vec<String> = condition.into_iter().chain(table.own.iter().map(key)).collect();
        format!("| `[fault.{}]` | {} | {} |\n", kind.name, kind.about, keys.join("<br>"))
    };
    let rows: String = KINDS.iter().map(kind).collect();
    format!("| table | the fault | its keys |\n|---|---|---|\n{rows}")
}

/// What stands under a key, in words.
fn value(value: ValueType) -> String {
    let words = match value {
        ValueType::Word(words) => {
            let words: Vec<String> = words.meaningful().iter().map(|word| format!("`{word}`")).collect();
            return words.join(", ");
        }
        ValueType::Format => return format!("`{FORMAT}`"),
        ValueType::List { of: ValueType::Text, .. } => "a list of texts",
        ValueType::List { of, .. } => return format!("a list of {}", self::value(*of)),
        ValueType::OneOrMore(of) => return format!("{}, or a list of them", self::value(*of)),
        ValueType::Range(of) => return format!("{}: one or two numbers", self::value(*of)),
        ValueType::Text => "a text",
        ValueType::Id => "lower-case words with dashes between",
        ValueType::Flag => "`true` or `false`",
        ValueType::Measure => "a [measure](#measures)",
        ValueType::Number => "a number in the measure's unit",
        ValueType::Positive { .. } => "above 0, in the measure's unit",
        ValueType::Ratio => "above 0",
        ValueType::Pair => "`[low, high]` in the measure's unit",
        ValueType::Share => "between 0 and 1",
        ValueType::Seconds => "seconds",
        ValueType::Count => "a whole number from 1 on",
        ValueType::Table(_) => "a table",
        ValueType::Tables { .. } => "tables",
    };
    words.to_string()
}
