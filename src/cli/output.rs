//! Files that are there whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tempfile::{NamedTempFile, TempPath};

/// Who may read a file: what the person's mask leaves of it, as with any other program.
const ANYBODY: u32 = 0o666;
/// Who may read a file: its owner.
const OWNER: u32 = 0o600;

/// A file in the making: it takes its place when [`OutputFile::commit`] is called, and leaves no
/// trace when it is not.
pub(super) struct OutputFile {
    target: PathBuf,
    place: Target,
}

enum Target {
    /// A temporary file beside the target.
    Beside(BufWriter<NamedTempFile>),
    /// A device or a pipe, which cannot be replaced.
    Itself(BufWriter<File>),
}

impl OutputFile {
    /// Begins a file. Fails here, before the work is done, where the place cannot be written.
    pub(super) fn create(path: &Path) -> Result<Self> {
        Self::create_for(path, ANYBODY)
    }

    /// Begins a file that nobody but its owner can read.
    pub(super) fn create_private(path: &Path) -> Result<Self> {
        Self::create_for(path, OWNER)
    }

    fn create_for(path: &Path, mode: u32) -> Result<Self> {
        // The file behind a link is replaced, not the link.
        let target = behind_links(path);
        let place = match fs::metadata(&target) {
            Ok(found) if found.is_dir() => anyhow::bail!("cannot write {}: it is a folder", path.display()),
            Ok(found) if !found.is_file() => {
                let file = OpenOptions::new().write(true).open(&target);
                Target::Itself(BufWriter::new(file.with_context(|| cannot_write(path))?))
            }
            _ => {
                Target::Beside(BufWriter::new(temporary(&target, "", mode).map_err(|e| explained(e, path))?))
            }
        };
        Ok(OutputFile { target, place })
    }

    /// Puts the file in its place.
    pub(super) fn commit(self) -> Result<()> {
        let OutputFile { target, place } = self;
        let put = || match place {
            Target::Itself(mut file) => file.flush(),
            Target::Beside(file) => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                // A full disk may show only now.
                file.as_file().sync_all()?;
                file.persist(&target).map(drop).map_err(|error| error.error)
            }
        };
        put().map_err(|error| explained(error, &target))
    }

    /// Says of a failed write which file it was about, and leaves other errors as they are.
    pub(super) fn explain(&self, error: anyhow::Error) -> anyhow::Error {
        match error.downcast::<io::Error>() {
            Ok(error) => explained(error, &self.target),
            Err(other) => other,
        }
    }
}

/// A link is followed so often.
const MOST_LINKS: usize = 40;

/// The file behind a link, be it there or not.
fn behind_links(path: &Path) -> PathBuf {
    let mut path = path.to_path_buf();
    for _ in 0..MOST_LINKS {
        let Ok(target) = fs::read_link(&path) else { break };
        path = path.parent().unwrap_or(Path::new("")).join(target);
    }
    fs::canonicalize(&path).unwrap_or(path)
}

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.place {
            Target::Beside(file) => file.write(bytes),
            Target::Itself(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.place {
            Target::Beside(file) => file.flush(),
            Target::Itself(file) => file.flush(),
        }
    }
}

/// Writes a file of this text.
pub(super) fn write_file(path: &Path, text: &str) -> Result<()> {
    let mut file = OutputFile::create(path)?;
    file.write_all(text.as_bytes()).map_err(|error| file.explain(error.into()))?;
    file.commit()
}

/// A file that another part of the program writes by its name.
pub(super) struct OutputPath {
    target: PathBuf,
    temporary: TempPath,
}

impl OutputPath {
    /// Reserves a name beside the target, with the target's extension.
    pub(super) fn create(path: &Path) -> Result<Self> {
        let target = behind_links(path);
        let extension = target.extension().map(|e| format!(".{}", e.to_string_lossy())).unwrap_or_default();
        let temporary = temporary(&target, &extension, ANYBODY).map_err(|error| explained(error, path))?;
        Ok(OutputPath { target, temporary: temporary.into_temp_path() })
    }

    /// Says of a failed write which file it was about.
    pub(super) fn explain(&self, error: io::Error) -> anyhow::Error {
        explained(error, &self.target)
    }

    /// Where to write.
    pub(super) fn path(&self) -> &Path {
        &self.temporary
    }

    /// Puts the file in its place.
    pub(super) fn commit(self) -> Result<()> {
        let OutputPath { target, temporary } = self;
        temporary.persist(&target).map_err(|error| explained(error.error, &target))
    }
}

/// Makes sure that a folder is there and takes files.
pub(super) fn prepare_folder(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    temporary(&folder.join("report"), "", ANYBODY).map(drop).map_err(|error| explained(error, folder))
}

fn temporary(target: &Path, suffix: &str, mode: u32) -> io::Result<NamedTempFile> {
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".holdfast-").suffix(suffix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    let _ = mode;
    builder.tempfile_in(folder)
}

fn cannot_write(path: &Path) -> String {
    format!("cannot write {}", path.display())
}

/// An error of the operating system with what can be done about it.
fn explained(error: io::Error, path: &Path) -> anyhow::Error {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let remedy = match error.kind() {
        io::ErrorKind::NotFound if !folder.is_dir() => {
            return anyhow::anyhow!(
                "cannot write {}: there is no folder {}; make it first",
                path.display(),
                folder.display()
            );
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "the disk is full: free some space, or name another place"
        }
        io::ErrorKind::PermissionDenied => "you may not write there: name another place",
        io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read: name another place",
        _ => return anyhow::Error::new(error).context(cannot_write(path)),
    };
    anyhow::anyhow!("cannot write {}: {remedy}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_file_appears_whole_or_not_at_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("out.txt");
        let mut file = OutputFile::create(&path).expect("writable");
        file.write_all(b"half").expect("written");
        drop(file);
        assert!(names(folder.path()).is_empty());

        fs::write(&path, "old").expect("written");
        let mut file = OutputFile::create(&path).expect("writable");
        file.write_all(b"new").expect("written");
        file.flush().expect("flushed");
        assert_eq!(fs::read_to_string(&path).expect("there"), "old");
        file.commit().expect("committed");
        assert_eq!(fs::read_to_string(&path).expect("there"), "new");
        assert_eq!(names(folder.path()), ["out.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_devices_stay_what_they_are() {
        let folder = tempfile::tempdir().expect("a folder");
        let (target, link) = (folder.path().join("target"), folder.path().join("link"));
        fs::write(&target, "old").expect("written");
        std::os::unix::fs::symlink(&target, &link).expect("linked");
        let mut file = OutputFile::create(&link).expect("writable");
        file.write_all(b"new").expect("written");
        file.commit().expect("committed");
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        assert_eq!(fs::read_to_string(&target).expect("there"), "new");

        // A link to what is not there yet.
        fs::remove_file(&target).expect("removed");
        OutputFile::create(&link).expect("writable").commit().expect("committed");
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink() && target.is_file());

        let mut null = OutputFile::create(Path::new("/dev/null")).expect("writable");
        null.write_all(b"gone").expect("written");
        null.commit().expect("committed");
        assert!(!fs::metadata("/dev/null").expect("there").is_file());
    }

    #[test]
    fn a_missing_folder_is_told_at_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("no/out.txt");
        let error = OutputFile::create(&path).map(drop).expect_err("no folder").to_string();
        let missing = folder.path().join("no");
        assert_eq!(
            error,
            format!(
                "cannot write {}: there is no folder {}; make it first",
                path.display(),
                missing.display()
            )
        );
    }
}
