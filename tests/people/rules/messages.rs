//! What a rules file's author reads after a mistake, word for word.
//!
//! Each `tests/fixtures/rules/NAME.toml` has its messages beside it in `NAME.txt`. `UPDATE_EXPECT=1`
//! writes these anew; read the difference before you commit it.

use std::fs;

use holdfast::rules::{Level, Style, check, render};

use super::files_in;
use crate::support::is_as_expected;

#[test]
fn messages_are_as_written() {
    let mut wrong = Vec::new();
    for path in files_in("tests/fixtures/rules") {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("a fixture");
        let checked = check(&name, &text);
        let shown = render(&checked.diagnostics, &text, Style::Plain);
        let errors = checked.diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error);
        assert_eq!(checked.exercise.is_none(), errors, "{name}: an exercise or errors, never both");
        assert_ne!(checked.diagnostics, [], "{name}: a fixture without a mistake");

        let expected = path.with_extension("txt");
        if !is_as_expected(expected.to_str().expect("UTF-8"), &shown) {
            wrong.push(format!("{name} now says:\n{shown}"));
        }
    }
    assert!(wrong.is_empty(), "{}\nUPDATE_EXPECT=1 accepts this", wrong.join("\n"));
}

#[test]
fn a_file_that_loses_any_line_is_read_without_a_panic() {
    for path in files_in("data/exercises") {
        let text = fs::read_to_string(&path).expect("a rules file");
        let lines: Vec<&str> = text.lines().collect();
        for lost in 0..lines.len() {
            let rest: Vec<&str> =
                lines.iter().enumerate().filter(|(i, _)| *i != lost).map(|(_, line)| *line).collect();
            let rest = rest.join("\n");
            let checked = check("less.toml", &rest);
            let errors = checked.diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error);
            assert_eq!(checked.exercise.is_none(), errors, "without the line `{}`", lines[lost]);
            for style in [Style::Plain, Style::Coloured] {
                render(&checked.diagnostics, &rest, style);
            }
        }
    }
}

#[test]
fn a_file_that_ends_anywhere_is_read_without_a_panic() {
    let text = include_str!("../../../data/exercises/lower-trunk-rotation.toml");
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        let checked = check("cut.toml", &text[..end]);
        render(&checked.diagnostics, &text[..end], Style::Plain);
    }
}
