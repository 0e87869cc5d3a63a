//! The page in a browser, and that it needs nothing but itself.

use std::process::Command;

use super::sessions::{session, text};

/// Names under which Debian and others install it.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

#[test]
fn the_page_loads_nothing() {
    let page = text("html", &session());
    for sign in [
        "http:", "https:", "//", "<script", "<link", "<img", "<iframe", "url(", "@import", " src=", " href=",
        " on",
    ] {
        let found = page.match_indices(sign).find(|(at, _)| {
            // Sentences may hold these letters, too.
            let before = &page[..*at];
            !(sign == " on" && before.rfind('<') < before.rfind('>'))
        });
        assert!(found.is_none(), "{sign:?} at {found:?}");
    }
    assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\""));
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"en\">"));
}

#[test]
fn every_chart_and_figure_says_what_it_shows() {
    let page = text("html", &session());
    for (at, _) in page.match_indices("<svg") {
        let tag = &page[at..at + page[at..].find('>').expect("a tag ends")];
        assert!(
            tag.contains("role=\"img\"") && tag.contains("aria-label=\"") && !tag.contains("aria-label=\"\""),
            "{tag}"
        );
    }
}

#[test]
fn a_browser_shows_it_without_a_complaint() {
    let Some(browser) =
        BROWSERS.into_iter().find(|name| Command::new(name).arg("--version").output().is_ok())
    else {
        eprintln!("no browser is installed (scripts/setup --for-tests): nothing to try");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let (path, log) = (folder.path().join("report.html"), folder.path().join("network.json"));
    std::fs::write(&path, text("html", &session())).expect("written");
    let mut command = Command::new(browser);
    command.args([
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-first-run",
    ]);
    command.args(["--enable-logging=stderr", "--v=0", "--virtual-time-budget=2000", "--dump-dom"]);
    command.arg(format!("--user-data-dir={}", folder.path().join("profile").display()));
    command.arg(format!("--log-net-log={}", log.display())).arg(format!("file://{}", path.display()));
    let shown = command.output().expect("the browser starts");
    assert!(shown.status.success(), "{}", String::from_utf8_lossy(&shown.stderr));
    let page = String::from_utf8_lossy(&shown.stdout);
    assert!(page.contains("<h1>3 exercises</h1>") && page.contains("</polyline>"), "{page}");
    let complaints = String::from_utf8_lossy(&shown.stderr);
    assert!(!complaints.contains("CONSOLE"), "{complaints}");
    // Whatever the browser asks on its own account, nothing is asked by the page.
    let network = std::fs::read_to_string(&log).expect("the browser keeps a log");
    let asked = network.matches("\"initiator\":\"file").count();
    assert_eq!(asked, 0, "the page asked for something:\n{network}");
}

#[test]
fn words_stand_out_from_what_is_behind_them() {
    let page = text("html", &session());
    let themes: Vec<&str> =
        page.split(":root {").skip(1).map(|rest| rest.split('}').next().expect("a block")).collect();
    assert_eq!(themes.len(), 2, "light and dark");
    for theme in themes {
        let colour = |name: &str| {
            let hex = theme.split(&format!("--{name}: #")).nth(1).expect(name).get(..6).expect("six digits");
            u32::from_str_radix(hex, 16).expect("a colour")
        };
        for name in ["text", "quiet", "left", "right", "good", "faulty", "partial", "unjudged", "accent"] {
            for behind in ["paper", "ground"] {
                let contrast = contrast(colour(name), colour(behind));
                assert!(contrast >= 4.5, "{name} on {behind}: {contrast:.2}");
            }
        }
    }
}

/// As the Web Content Accessibility Guidelines define it; AA asks for 4.5.
fn contrast(a: u32, b: u32) -> f64 {
    let luminance = |colour: u32| -> f64 {
        let part = |shift: u32| {
            let share = f64::from(colour >> shift & 0xff) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
    };
    let (lighter, darker) = (luminance(a).max(luminance(b)), luminance(a).min(luminance(b)));
    (lighter + 0.05) / (darker + 0.05)
}
