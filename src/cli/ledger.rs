//! Results kept in a file, a line each, so that a later run need not work them out again.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::marker::PhantomData;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::terminal;

/// A result that can be kept.
pub(super) trait Kept: Serialize + DeserializeOwned {
    /// How a line begins.
    const BEGIN: &'static str;
    /// The command that keeps such results.
    const COMMAND: &'static str;

    /// Whether a line has the format and version of this.
    fn is_known(&self) -> bool;

    /// What must be the same for a result to stand for another; none where it was not made to be kept.
    fn key(&self) -> Option<String>;
}

/// The file, if one was named. Of its lines only the places are in memory.
pub(super) struct Ledger<K> {
    file: Option<(File, PathBuf)>,
    places: HashMap<String, Range<u64>>,
    kind: PhantomData<fn() -> K>,
}

impl<K: Kept> Ledger<K> {
    /// Opens the file, or begins it. Fails where it is something else: nothing is overwritten.
    pub(super) fn open(path: Option<&Path>) -> Result<Self> {
        let mut ledger = Ledger { file: None, places: HashMap::new(), kind: PhantomData };
        let Some(path) = path else { return Ok(ledger) };
        let cannot = || cannot_keep(path);
        let mut options = OpenOptions::new();
        let file = options.read(true).append(true).create(true).open(path).with_context(cannot)?;
        if !file.metadata().with_context(cannot)?.is_file() {
            bail!("{} is no file of results: name another file with --resume", path.display());
        }
        let mut lines = BufReader::new(&file);
        let (mut line, mut begin, mut number) = (Vec::new(), 0, 0);
        while lines.read_until(b'\n', &mut line).with_context(cannot)? > 0 {
            number += 1;
            // A run that was killed may have left half a line.
            if line.last() != Some(&b'\n') {
                // A file of one line without an end is not ours to cut.
                if number == 1 && !line.starts_with(K::BEGIN.as_bytes()) {
                    bail!("{} is no file of results: name another file with --resume", path.display());
                }
                file.set_len(begin).with_context(cannot)?;
                terminal::note(&format!("{}: its last line is not whole and is left out", path.display()));
                break;
            }
            let end = begin + line.len() as u64;
            match serde_json::from_slice::<K>(&line) {
                Ok(kept) if kept.is_known() => {
                    ledger.places.extend(kept.key().map(|key| (key, begin..end)));
                }
                _ => bail!(
                    "{}: line {number} is no result of `{}`: name another file with --resume",
                    path.display(),
                    K::COMMAND
                ),
            }
            (begin, line) = (end, Vec::new());
        }
        ledger.file = Some((file, path.to_owned()));
        Ok(ledger)
    }

    /// A result of before.
    pub(super) fn find(&mut self, key: &str) -> Result<Option<K>> {
        let (Some((file, path)), Some(place)) = (&mut self.file, self.places.get(key)) else {
            return Ok(None);
        };
        let mut line = vec![0; (place.end - place.start) as usize];
        let read = file.seek(SeekFrom::Start(place.start)).and_then(|_| file.read_exact(&mut line));
        read.with_context(|| cannot_keep(path))?;
        Ok(Some(serde_json::from_slice(&line).with_context(|| cannot_keep(path))?))
    }

    /// Keeps a result.
    pub(super) fn add(&mut self, kept: &K) -> Result<()> {
        let Some((file, path)) = &mut self.file else { return Ok(()) };
        let mut line = serde_json::to_vec(kept)?;
        line.push(b'\n');
        let cannot = || cannot_keep(path);
        let begin = file.seek(SeekFrom::End(0)).with_context(cannot)?;
        file.write_all(&line).with_context(cannot)?;
        self.places.extend(kept.key().map(|key| (key, begin..begin + line.len() as u64)));
        Ok(())
    }
}

fn cannot_keep(path: &Path) -> String {
    format!("cannot keep results in {}", path.display())
}
