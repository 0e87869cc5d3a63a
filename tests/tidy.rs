//! Rules that the compiler does not know: who may use whom, what the core does without, and what is
//! written nowhere. A rule that is in the way is changed here, in the crate's documentation and on
//! purpose.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A module uses what stands in a later row, never its own row or an earlier one.
const LAYERS: [&[&str]; 7] = [
    &["main", "lib"],
    &["cli"],
    &["pipeline"],
    &["pose", "source", "sink", "recording", "rules", "report", "store", "ui"],
    &["coach"],
    &["frame", "graphics", "phrases"],
    &["motion"],
];

/// What the core must do without, so that it cannot fail and its answers hang on nothing but poses.
const NOT_IN_MOTION: &str = "\
    std::fs std::io std::env std::net std::path std::process std::thread std::time \
    Instant SystemTime println! serde";

/// Crates that speak to other machines. Nothing leaves this one.
const NETWORK_CRATES: &str = "\
    async-std attohttpc curl curl-sys h2 hyper isahc mio minreq native-tls openssl openssl-sys quinn \
    reqwest rustls smol socket2 tokio tungstenite ureq";

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

#[test]
fn the_core_has_no_clock_thread_file_or_format() {
    for (path, text) in sources().iter().filter(|(path, _)| path.starts_with("src/motion/")) {
        for word in NOT_IN_MOTION.split_whitespace() {
            assert!(!text.contains(word), "{path} mentions {word}");
        }
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
fn nothing_can_leave_the_machine() {
    // What is built for this system: the lock file also names crates of systems that are not ours, as
    // the web.
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_string());
    let mut tree = Command::new(cargo);
    tree.args(["tree", "--locked", "--offline", "--prefix", "none", "--format", "{p}", "--edges", "all"]);
    let listing = tree.current_dir(root()).output().expect("cargo is installed");
    assert!(listing.status.success(), "{}", String::from_utf8_lossy(&listing.stderr));
    let listing = String::from_utf8(listing.stdout).expect("names in UTF-8");
    let crates: Vec<&str> = listing.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(crates.contains(&"serde"), "{listing}");
    for name in crates {
        assert!(
            !NETWORK_CRATES.split_whitespace().any(|other| other == name),
            "`{name}` speaks to other machines"
        );
    }
    for (path, text) in sources() {
        assert!(!text.contains("std::net"), "{path} mentions std::net");
    }
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

/// The lines of a file that are neither comments nor tests.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let tests = text.find("\n#[cfg(test)]\nmod tests").unwrap_or(text.len());
    let uncommented = |line| if str::trim_start(line).starts_with("//") { "" } else { line };
    text[..tests].lines().map(move |line| uncommented(line).split(" // ").next().unwrap_or(""))
}

fn has_word(line: &str, word: &str) -> bool {
    let within = |c: Option<char>| c.is_some_and(|c| is_of_word(c) || c == '-');
    line.match_indices(word).any(|(at, _)| {
        !within(line[..at].chars().next_back()) && !within(line[at + word.len()..].chars().next())
    })
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The paths of all source files, from the repository's root, with their texts.
fn sources() -> Vec<(String, String)> {
    let mut folders = vec![root().join("src")];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in files_in(&folder) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root()).expect("within the repository");
                sources.push((name.to_string_lossy().replace('\\', "/"), read(&path)));
            }
        }
    }
    assert!(!sources.is_empty());
    sources
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("an entry").path()).collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
