//! What can go wrong with the history, in words that say what to do next.

use std::fs::OpenOptions;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error;

use super::space;

/// Why sessions cannot be kept or read.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The disk is full.
    #[error(
        "no more can be kept in {}: the disk is full; free some space, or name another folder with --data-dir",
        folder.display()
    )]
    Full {
        /// The folder of the history.
        folder: PathBuf,
    },
    /// Nothing can be written.
    #[error(
        "nothing can be kept in {}: it can only be read; make it writable, or name another folder with --data-dir",
        folder.display()
    )]
    ReadOnly {
        /// The folder of the history.
        folder: PathBuf,
    },
    /// Another program holds the database.
    #[error("the history in {} is in use by another program: close that and try again", folder.display())]
    Busy {
        /// The folder of the history.
        folder: PathBuf,
    },
    /// Another session is being kept.
    #[error(
        "another session is being kept in {} at the moment: end it first, or name another folder with --data-dir",
        folder.display()
    )]
    UnderWay {
        /// The folder of the history.
        folder: PathBuf,
    },
    /// The session is being kept at the moment.
    #[error("session {id} is under way: end it first")]
    GoesOn {
        /// Its number.
        id: i64,
    },
    /// The file holds no sound database.
    #[error("{} is damaged: move it away, and the next session begins a new history", file.display())]
    Damaged {
        /// The database.
        file: PathBuf,
    },
    /// The database is another program's.
    #[error("{} belongs to another program: name another folder with --data-dir", file.display())]
    Foreign {
        /// The database.
        file: PathBuf,
    },
    /// The database is from a later version of the program.
    #[error(
        "{} was written by a newer holdfast (its version is {found}, this one knows {known}): use the newer one",
        file.display()
    )]
    Newer {
        /// The database.
        file: PathBuf,
        /// The version that it has.
        found: i64,
        /// The latest version that is known.
        known: i64,
    },
    /// There is no such session.
    #[error("there is no session {id}: `holdfast sessions list` shows those that there are")]
    NoSession {
        /// The number asked for.
        id: i64,
    },
    /// The system refuses the folder or a file.
    #[error("cannot use {}: {cause}; name another folder with --data-dir", path.display())]
    System {
        /// The folder or the file.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// Something else that the database says.
    #[error("the history in {} cannot be used: {cause}; name another folder with --data-dir", folder.display())]
    Database {
        /// The folder of the history.
        folder: PathBuf,
        /// What the database says.
        cause: rusqlite::Error,
    },
}

impl StoreError {
    /// What the database's word means for the history in a folder.
    pub(super) fn of(cause: rusqlite::Error, folder: &Path, file: &Path) -> Self {
        let (folder, file) = (folder.to_path_buf(), file.to_path_buf());
        match cause.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => StoreError::Full { folder },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => StoreError::ReadOnly { folder },
            Some(ErrorCode::CannotOpen) => StoreError::of_unopened(cause, folder, &file),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy { folder },
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Damaged { file },
            Some(ErrorCode::Unknown) if cause.to_string().starts_with("no such") => {
                StoreError::Damaged { file }
            }
            // The database has no word of its own for every way in which a full disk shows.
            Some(ErrorCode::SystemIoFailure) if space::is_full(&folder) => StoreError::Full { folder },
            _ => StoreError::Database { folder, cause },
        }
    }

    /// Why a database cannot be opened: the system says so of a file that it cannot write, and the database says no
    /// more than that it failed.
    fn of_unopened(cause: rusqlite::Error, folder: PathBuf, file: &Path) -> Self {
        // Its log lies beside it.
        let opened = OpenOptions::new().read(true).write(true).open(file).map(drop);
        match opened.and_then(|()| tempfile::tempfile_in(&folder).map(drop)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => StoreError::ReadOnly { folder },
            Err(error) => StoreError::of_system(error, &folder),
            Ok(()) => StoreError::Database { folder, cause },
        }
    }

    /// What the system's word about a folder or a file means.
    pub(super) fn of_system(cause: io::Error, path: &Path) -> Self {
        let folder = || path.to_path_buf();
        match cause.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                StoreError::Full { folder: folder() }
            }
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                StoreError::ReadOnly { folder: folder() }
            }
            _ => StoreError::System { path: folder(), cause },
        }
    }
}
