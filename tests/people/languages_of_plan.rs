//! `holdfast plan` speaks the reader's language, with every subcommand.

use crate::place::{Place, stderr, stdout};
use crate::support::foreign::Foreign;

/// Subcommands in an order in which each has something to say, with their exit codes.
const SAID: &[(&[&str], i32)] = &[
    (&[], 0),
    (&["resume"], 2),
    (&["set", "bridge", "--sets", "2"], 2),
    (&["add", "bridge", "--sets", "3", "--range", "80", "--times", "5"], 0),
    (&["add", "cat-cow", "--hold", "4.5"], 0),
    (&["set", "cat-cow", "--range", "own"], 0),
    (&[], 0),
    (&["done", "march"], 2),
    (&["undo", "bridge"], 2),
    (&["done", "cat-cow", "--day", "2026-03-01"], 0),
    (&["done", "bridge", "--day", "2026-03-01"], 0),
    (&["done", "cat-cow", "--day", "2026-02-28"], 0),
    (&["show", "--day", "2026-03-01"], 0),
    (&["undo", "cat-cow", "--day", "2026-03-01"], 0),
    (&["rest", "march"], 2),
    (&["rest", "cat-cow"], 0),
    (&[], 0),
    (&["rest", "bridge", "2026-03-01"], 2),
    (&["rest", "bridge", "2099-12-31"], 0),
    (&[], 0),
    (&["resume", "bridge"], 0),
    (&["resume", "bridge"], 2),
    (&["pause"], 0),
    (&[], 0),
    (&["pause", "2099-12-31"], 0),
    (&[], 0),
    (&["resume"], 0),
    (&["remove", "cat-cow"], 0),
    (&["remind"], 0),
    (&["remind", "off", "08:00"], 2),
];

/// A text without what a person may type.
fn without_commands(text: &str) -> String {
    text.split('`').step_by(2).collect::<Vec<_>>().join(" ")
}

/// What each subcommand says in a language, after how it was called.
fn said(id: &str) -> Vec<(String, String)> {
    let place = Place::new();
    let say = |(words, code): &(&[&str], i32)| {
        let output = place.run(&[&["plan"], *words, &["--language", id]].concat());
        assert_eq!(output.status.code(), Some(*code), "{words:?}: {}", stderr(&output));
        // The programs that read along know errors by this word.
        let text = (stdout(&output) + &stderr(&output)).replace("error: ", "");
        (words.join(" "), without_commands(&text))
    };
    SAID.iter().map(say).collect()
}

#[test]
fn every_subcommand_speaks_the_language_alone() {
    for (id, other) in [("de", "en"), ("en", "de")] {
        let (own, others) = (Foreign::to(id), Foreign::to(other));
        for (words, text) in said(id) {
            assert_eq!(own.in_text(&text), Vec::<String>::new(), "{id}: plan {words}:\n{text}");
            assert!(
                !others.in_text(&text).is_empty(),
                "plan {words} says nothing that could be foreign:\n{text}"
            );
        }
    }
}

#[test]
fn a_programme_is_read_in_german() {
    let place = Place::new();
    place.done(&["plan", "add", "bridge", "--hold", "3.5", "--range", "80", "--sets", "2"]);
    let expected = "\
Programm für Sonntag, 1. März 2026

  [ ]  Brücke  2 Sätze mit 2, 3,5 s halten, 80 % des Weges  0 von 1 erledigt

  Was an einem vergangenen Tag offen blieb, bleibt offen.
";
    assert_eq!(place.done(&["plan", "--language", "de", "--day", "2026-03-01"]), expected);
}
