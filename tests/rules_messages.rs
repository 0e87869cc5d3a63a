//! What a rules file's author reads after a mistake, word for word.
//!
//! Each `tests/fixtures/rules/NAME.toml` has its messages beside it in `NAME.txt`. `UPDATE_EXPECT=1`
//! writes these anew; read the difference before you commit it.

use std::path::{Path, PathBuf};
use std::{env, fs};

use holdfast::rules::{Level, Style, check, render};

#[test]
fn messages_are_as_written() {
    let update = env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for path in fixtures() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("a fixture");
        let checked = check(&name, &text);
        let shown = render(&checked.diagnostics, &text, Style::Plain);
        let errors = checked.diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error);
        assert_eq!(checked.exercise.is_none(), errors, "{name}: an exercise or errors, never both");
        assert_ne!(checked.diagnostics, [], "{name}: a fixture without a mistake");

        let expected = path.with_extension("txt");
        if update {
            fs::write(&expected, &shown).expect("written");
        } else if fs::read_to_string(&expected).unwrap_or_default() != shown {
            wrong.push(format!("{name} now says:\n{shown}"));
        }
    }
    assert!(wrong.is_empty(), "{}\nUPDATE_EXPECT=1 accepts this", wrong.join("\n"));
}

#[test]
fn a_file_that_loses_any_line_is_read_without_a_panic() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/exercises");
    for path in toml_files(&folder) {
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
    let text = include_str!("../data/exercises/lower-trunk-rotation.toml");
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        let checked = check("cut.toml", &text[..end]);
        render(&checked.diagnostics, &text[..end], Style::Plain);
    }
}

fn fixtures() -> Vec<PathBuf> {
    let files = toml_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rules"));
    assert!(!files.is_empty());
    files
}

fn toml_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    files
}
