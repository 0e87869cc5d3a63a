//! Files that may be compressed.

use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use flate2::read::GzDecoder;
use tempfile::TempDir;

/// A file of more bytes is neither a truth nor a landmark recording.
const MOST_BYTES: u64 = 400_000_000;

pub(super) fn is_compressed(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz"))
}

/// What a file holds, unpacked where it is compressed.
pub(super) fn read(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = BufReader::new(File::open(path).with_context(|| cannot_read(path))?);
    let mut plain: Box<dyn Read> =
        if is_compressed(path) { Box::new(GzDecoder::new(file)) } else { Box::new(file) };
    plain.by_ref().take(MOST_BYTES + 1).read_to_end(&mut bytes).with_context(|| cannot_read(path))?;
    if bytes.len() as u64 > MOST_BYTES {
        bail!("{} holds more than {MOST_BYTES} bytes: that is no file of a clip", path.display());
    }
    Ok(bytes)
}

/// Unpacks a file into a folder that goes away, under its name without the last ending.
pub(super) fn unpacked(path: &Path) -> Result<(TempDir, PathBuf)> {
    let folder = tempfile::tempdir().context("cannot make a folder to unpack in")?;
    let plain = folder.path().join(path.file_stem().unwrap_or(path.as_os_str()));
    fs::write(&plain, read(path)?).with_context(|| format!("cannot unpack {}", path.display()))?;
    Ok((folder, plain))
}

fn cannot_read(path: &Path) -> String {
    format!("cannot read {}", path.display())
}
