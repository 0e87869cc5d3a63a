//! Who may use whom.

use super::sources::{code, is_of_word, sources};

/// A module uses what stands in a later row, never its own row or an earlier one.
const LAYERS: [&[&str]; 7] = [
    &["main", "lib"],
    &["cli"],
    &["pipeline", "evaluation"],
    &["pose", "source", "sink", "recording", "report", "store", "ui"],
    &["coach", "rules"],
    &["bounded", "frame", "graphics", "messages"],
    &["motion"],
];

#[test]
fn modules_use_only_what_is_below_them() {
    let found: Vec<String> = sources().iter().flat_map(|(path, text)| breaches(path, text)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_planted_breach_is_caught() {
    for (path, text) in [
        ("src/motion/gate.rs", "use crate::frame::Frame;"),
        ("src/frame.rs", "fn f() { crate::ui::draw() }"),
        ("src/pose/mod.rs", "use crate::{\n    motion::{Joint, Side},\n    source::open,\n};"),
        ("src/rules/reader.rs", "use super::super::report::Format;"),
        ("src/report/text/table.rs", "/// See [`Painter`](crate::ui::Painter)."),
        ("src/pipeline/live.rs", "use crate::cli;"),
        ("src/sound.rs", "use std::fs;"), // a module without a place in the table
    ] {
        assert_eq!(breaches(path, text).len(), 1, "{path}: {text}");
    }
    for (path, text) in [
        ("src/pose/crop.rs", "use super::region::Region;\nuse crate::{frame::Frame, motion, pose};"),
        ("src/cli/check/work.rs", "use super::super::output;\nuse crate::report;"),
        ("src/main.rs", "use holdfast::source;"),
    ] {
        assert_eq!(breaches(path, text), Vec::<String>::new(), "{path}: {text}");
    }
}

/// What a source file uses and may not.
fn breaches(path: &str, text: &str) -> Vec<String> {
    let parts: Vec<&str> = path.trim_start_matches("src/").trim_end_matches(".rs").split('/').collect();
    let row = |module: &str| LAYERS.iter().position(|row| row.contains(&module));
    let Some(own) = row(parts[0]) else {
        return vec![format!("{path}: `{}` has no place in the table of layers", parts[0])];
    };
    let depth = parts.len() - usize::from(parts.last() == Some(&"mod"));
    let from_below = format!("{}::", vec!["super"; depth].join("::"));
    let by_super = code(text).flat_map(|line| after(line, &from_below)).collect::<Vec<_>>();
    let used = after(text, "crate::").into_iter().chain(by_super);
    let breach =
        |module: &String| own > 0 && module != parts[0] && row(module).is_some_and(|used| used <= own);
    used.filter(breach).map(|module| format!("{path}: {} may not use {module}", parts[0])).collect()
}

/// The first names after each `prefix`: one, or each of a group in braces.
fn after(text: &str, prefix: &str) -> Vec<String> {
    let name = |rest: &str| rest.trim_start().chars().take_while(|c| is_of_word(*c)).collect::<String>();
    let mut names = Vec::new();
    for (at, _) in text.match_indices(prefix).filter(|(at, _)| !text[..*at].ends_with("super::")) {
        let rest = &text[at + prefix.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            names.push(name(rest));
            continue;
        };
        let mut depth = 0;
        names.push(name(group));
        for (i, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => names.push(name(&group[i + 1..])),
                _ => {}
            }
        }
    }
    names
}
