//! Reports word for word, compared with files under `tests/people/report`. `UPDATE_EXPECT=1` writes
//! those files anew.

use std::time::{Duration, Instant};

use holdfast::report::Session;

use super::sessions::{bridges, half_an_hour, rendered, session, text};
use crate::support::check_file;

#[test]
fn a_session_of_three_exercises_as_a_page() {
    check("session.html", &text("html", &session()));
}

#[test]
fn a_recording_as_a_page() {
    check("bridges.html", &text("html", &bridges()));
}

#[test]
fn a_session_as_a_table() {
    check("session.csv", &text("csv", &session()));
}

#[test]
fn nothing_done_is_a_page_too() {
    let page = text("html", &Session::of_sets(Vec::new()));
    assert!(page.contains("An empty session") && page.contains("No attempt was seen."), "{page}");
}

#[test]
fn what_a_person_wrote_is_text_and_no_markup() {
    let page = text("html", &session());
    assert!(page.contains("&lt;b&gt;Left&lt;/b&gt; &amp; right alike."));
    assert!(!page.contains("<b>"));
}

#[test]
fn the_same_session_gives_the_same_bytes() {
    for format in ["html", "pdf", "json", "csv", "trc", "mot", "fhir"] {
        assert!(rendered(format, &session()) == rendered(format, &session()), "{format}");
    }
}

#[test]
fn half_an_hour_is_a_small_page_made_at_once() {
    let session = half_an_hour();
    let began = Instant::now();
    let page = rendered("html", &session);
    let took = began.elapsed();
    assert!(page.len() < 1_000_000, "{} bytes", page.len());
    // A bound for a machine that does other things too; alone it takes hundredths of a second.
    assert!(took < Duration::from_secs(5), "{took:?}");
}

fn check(file: &str, found: &str) {
    check_file(&format!("tests/people/report/{file}"), found);
}
