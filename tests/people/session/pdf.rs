//! The PDF, read by Poppler's tools.

use std::process::Command;

use holdfast::report::Session;

use super::sessions::{bridges, rendered, session};

#[test]
fn its_text_can_be_read() {
    let text = pdftotext(&session());
    for words in [
        "EXERCISE REPORT",
        "3 exercises",
        "23 November 2026, 08:58",
        "Slept badly.",
        "Lower trunk rotation",
        "Stay up a little longer",
        "What this rests on",
        "blazepose-full",
        "holdfast is not a medical device",
    ] {
        assert!(text.contains(words), "no {words:?} in:\n{text}");
    }
}

#[test]
fn it_fits_on_one_or_two_pages() {
    assert_eq!(pages(&bridges()), 1);
    assert_eq!(pages(&session()), 1);
    // A day's programme of nine sets.
    let mut day = session();
    day.sets = day.sets.iter().cycle().take(9).cloned().collect();
    assert_eq!(pages(&day), 2);
}

fn pages(session: &Session) -> usize {
    // A page ends with a form feed.
    pdftotext(session).matches('\u{c}').count()
}

fn pdftotext(session: &Session) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.pdf");
    std::fs::write(&path, rendered("pdf", session)).expect("written");
    let read = Command::new("pdftotext").args(["-layout"]).arg(&path).arg("-").output();
    let read = read.expect("pdftotext is installed (scripts/setup --for-tests)");
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    String::from_utf8(read.stdout).expect("text in UTF-8")
}
