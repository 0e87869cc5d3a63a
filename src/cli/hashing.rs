//! Hashes of files, by which they are known again.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// The hash of a file as it lies there.
pub(super) fn of_file(path: &Path) -> Result<String> {
    let mut hash = Sha256::new();
    let mut file = File::open(path).with_context(|| cannot_read(path))?;
    io::copy(&mut file, &mut hash).with_context(|| cannot_read(path))?;
    Ok(format!("{:x}", hash.finalize()))
}

/// The hash of a file, or of the names and contents of the files in a folder.
pub(super) fn of_recording(path: &Path) -> Result<String> {
    if !path.is_dir() {
        return of_file(path);
    }
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(path).with_context(|| cannot_read(path))? {
        files.push(entry.with_context(|| cannot_read(path))?.path());
    }
    files.retain(|file| file.is_file());
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        hash.update(file.file_name().unwrap_or_default().as_encoded_bytes());
        hash.update(of_file(&file)?);
    }
    Ok(format!("{:x}", hash.finalize()))
}

/// The hash of a text.
pub(super) fn of_text(text: &str) -> String {
    format!("{:x}", Sha256::digest(text))
}

fn cannot_read(path: &Path) -> String {
    format!("cannot read {}", path.display())
}
