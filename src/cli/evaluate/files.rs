//! Files that may be compressed.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use flate2::read::GzDecoder;
use tempfile::TempDir;

use crate::bounded;

/// A file of more bytes is no landmark recording.
const MOST_BYTES: u64 = 400_000_000;

/// A file of more bytes is no truth: half an hour of a rendered clip has 90 million.
const MOST_TRUTH_BYTES: u64 = 100_000_000;

pub(super) fn is_compressed(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz"))
}

/// What a truth holds, unpacked where it is compressed.
pub(super) fn read(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    copy(path, &mut bytes, MOST_TRUTH_BYTES)?;
    Ok(bytes)
}

/// Writes what a file holds, unpacked where it is compressed.
fn copy(path: &Path, to: &mut impl Write, most: u64) -> Result<()> {
    let file = BufReader::new(bounded::open(path).with_context(|| cannot_read(path))?);
    let mut plain: Box<dyn Read> =
        if is_compressed(path) { Box::new(GzDecoder::new(file)) } else { Box::new(file) };
    let copied = io::copy(&mut plain.by_ref().take(most + 1), to).with_context(|| cannot_read(path))?;
    if copied > most {
        bail!("{} holds more than {most} bytes: that is no file of a clip", path.display());
    }
    Ok(())
}

/// Unpacks a file into a folder that goes away, under its name without the last ending.
pub(super) fn unpacked(path: &Path) -> Result<(TempDir, PathBuf)> {
    let folder = tempfile::tempdir().context("cannot make a folder to unpack in")?;
    let plain = folder.path().join(path.file_stem().unwrap_or(path.as_os_str()));
    let mut file = File::create(&plain).with_context(|| format!("cannot unpack {}", path.display()))?;
    copy(path, &mut file, MOST_BYTES)?;
    Ok((folder, plain))
}

fn cannot_read(path: &Path) -> String {
    format!("cannot read {}", path.display())
}
