//! Lists the rules files in `data/exercises` and the languages in `data/languages`, so that a new one becomes part of
//! the program by being there.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    list("data/exercises", "built_in.rs")?;
    list("data/languages", "languages.rs")
}

fn list(folder: &str, list: &str) -> io::Result<()> {
    let root = env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?;
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    let folder = Path::new(&root).join(folder);
    println!("cargo::rerun-if-changed={}", folder.display());

    let mut files: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    let row = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default();
        format!("    ({:?}, include_str!({:?})),\n", name.display().to_string(), path.display().to_string())
    };
    let rows: String = files.iter().map(row).collect();
    fs::write(Path::new(&out).join(list), format!("&[\n{rows}]\n"))
}
