//! Rules that the compiler does not know: who may use whom, what the core does without, and what is
//! written nowhere. A rule that is in the way is changed here, in the crate's documentation and on
//! purpose.

mod circles;
mod dependencies;
mod layers;
mod sources;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use sources::{code, files_in, is_of_word, root, sources};

/// What the core must do without, so that it cannot fail and its answers hang on nothing but poses.
const NOT_IN_MOTION: &str = "\
    std::fs std::io std::env std::net std::path std::process std::thread std::time \
    Instant SystemTime println! serde";

#[test]
fn the_core_has_no_clock_thread_file_or_format() {
    for (path, text) in sources().iter().filter(|(path, _)| path.starts_with("src/motion/")) {
        for word in NOT_IN_MOTION.split_whitespace() {
            assert!(!text.contains(word), "{path} mentions {word}");
        }
    }
}

#[test]
fn the_program_speaks_to_no_other_machine() {
    for (path, text) in sources() {
        assert!(!text.contains("std::net"), "{path} mentions std::net");
    }
}

#[test]
fn no_exercise_is_known_to_the_code() {
    let files = files_in(&root().join("data/exercises"));
    let rules = files.iter().filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
    let ids: Vec<&str> = rules.filter_map(|path| path.file_stem()?.to_str()).collect();
    assert!(!ids.is_empty());
    let mut found = Vec::new();
    for (path, text) in sources() {
        // A command in the help text is an example for people.
        for line in code(&text).filter(|line| !line.contains("  holdfast ")) {
            let named = ids.iter().find(|id| has_word(line, id));
            found.extend(named.map(|id| format!("{path} names `{id}`: {}", line.trim())));
        }
    }
    assert!(found.is_empty(), "only data/exercises may name an exercise\n{}", found.join("\n"));
}

#[test]
fn no_file_names_a_place_on_somebodys_machine() {
    // In two halves each, or this file would be found.
    let places = [("/wo", "rk/"), ("/tmp/", "ref"), ("/ro", "ot/"), ("/ho", "me/"), ("../sha", "red")];
    let mut git = Command::new("git");
    git.args(["-c", "safe.directory=*", "ls-files", "-z"]).current_dir(root());
    let listing = git.output().expect("git is installed");
    assert!(listing.status.success(), "{}", String::from_utf8_lossy(&listing.stderr));
    let listing = String::from_utf8(listing.stdout).expect("names in UTF-8");
    for name in listing.split_terminator('\0') {
        let Ok(text) = fs::read_to_string(root().join(name)) else { continue }; // a picture or a video
        for (first, second) in places {
            let place = format!("{first}{second}");
            assert!(!text.contains(&place), "{name} mentions {place}");
        }
    }
}

/// Each program of tests links all that holdfast is made of, which takes longer than most tests.
#[test]
fn there_are_few_programs_of_tests() {
    let is_program = |path: &PathBuf| {
        path.extension().is_some_and(|extension| extension == "rs") || path.join("main.rs").is_file()
    };
    let programs: Vec<PathBuf> = files_in(&root().join("tests")).into_iter().filter(is_program).collect();
    assert!(programs.len() <= 6, "make some of them modules of others: {programs:?}");
}

fn has_word(line: &str, word: &str) -> bool {
    let within = |c: Option<char>| c.is_some_and(|c| is_of_word(c) || c == '-');
    line.match_indices(word).any(|(at, _)| {
        !within(line[..at].chars().next_back()) && !within(line[at + word.len()..].chars().next())
    })
}
