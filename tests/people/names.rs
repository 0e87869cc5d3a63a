//! Names that would do something: on a terminal, or in a spreadsheet.

use std::fs;

use crate::place::{Place, stderr, stdout};

/// A landmark recording whose source has this name.
fn named(place: &Place, name: &str) -> String {
    let file = place.recording("bridge-side");
    let text = fs::read_to_string(place.file(&file)).expect("there");
    let written = serde_json::to_string(name).expect("a text");
    place.write(&file, &text.replacen("\"bridge_good_side.mp4\"", &written, 1));
    file
}

#[test]
fn a_name_is_no_formula_in_csv() {
    for name in ["=1+1.mp4", "+cmd|' /C calc'!A0.mp4", "-2+3.mp4", "@SUM(A1:A9).mp4"] {
        let place = Place::new();
        let file = named(&place, name);
        let csv = place.done(&["check", &file, "--exercise", "bridge", "--format", "csv"]);
        let rows: Vec<&str> = csv.lines().skip(1).collect();
        assert!(
            rows.len() == 2 && rows.iter().all(|row| row.starts_with(&format!("'{name},bridge,"))),
            "{csv}"
        );
    }
}

#[test]
fn a_name_does_nothing_to_a_terminal() {
    let place = Place::new();
    let file = named(&place, "a\u{1b}[2J\u{1b}]0;owned\u{7}.mp4");
    place.done(&["check", &file, "--exercise", "bridge", "--save", "--quiet"]);
    for output in [
        place.run(&["check", &file, "--exercise", "bridge"]),
        place.run(&["sessions", "show", "last"]),
        place.run(&["sessions", "list"]),
        place.run(&["check", "b\u{1b}[2Jb.mp4", "--exercise", "bridge"]),
    ] {
        let (out, err) = (stdout(&output), stderr(&output));
        assert!(!out.contains('\u{1b}') && !err.contains("\u{1b}[2J"), "{out:?} {err:?}");
    }
    let shown = place.done(&["sessions", "show", "last"]);
    assert!(shown.contains("recording a␛[2J␛]0;owned␇.mp4"), "{shown}");
}
