//! Rules files: what their author reads, what an editor knows of them, how they are made.

mod catalogue;
mod messages;
mod reading;
mod schema;
mod writing;

use std::fs;
use std::path::PathBuf;

use crate::support::root;

/// The rules files in a folder of the repository.
fn files_in(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).expect("a folder");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}
