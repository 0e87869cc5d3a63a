//! Lists the rules files, the figures beside them, and the languages in `data`, so that a new one becomes part of the
//! program by being there.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    list("data/exercises", ".toml", "built_in.rs")?;
    list("data/exercises", ".figure.json", "built_in_figures.rs")?;
    list("data/languages", ".toml", "languages.rs")
}

fn list(folder: &str, ending: &str, list: &str) -> io::Result<()> {
    let root = env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?;
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    let folder = Path::new(&root).join(folder);
    println!("cargo::rerun-if-changed={}", folder.display());

    let name = |path: &PathBuf| path.file_name().unwrap_or_default().display().to_string();
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.retain(|path| name(path).ends_with(ending));
    files.sort();
    let row =
        |path: &PathBuf| format!("    ({:?}, include_str!({:?})),\n", name(path), path.display().to_string());
    let rows: String = files.iter().map(row).collect();
    fs::write(Path::new(&out).join(list), format!("&[\n{rows}]\n"))
}
