//! The program's own texts.

use std::fs;
use std::path::{Path, PathBuf};

/// The paths of all source files, from the repository's root, with their texts.
pub(crate) fn sources() -> Vec<(String, String)> {
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

pub(crate) fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("an entry").path()).collect()
}

pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The lines of a file that are neither comments nor tests.
pub(crate) fn code(text: &str) -> impl Iterator<Item = &str> {
    let tests = text.find("\n#[cfg(test)]\nmod tests").unwrap_or(text.len());
    let uncommented = |line| if str::trim_start(line).starts_with("//") { "" } else { line };
    text[..tests].lines().map(move |line| uncommented(line).split(" // ").next().unwrap_or(""))
}

pub(crate) fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
