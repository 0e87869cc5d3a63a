//! The folder of the history: for its owner alone, and for one live session at a time.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::error::StoreError;

/// The database's name in the folder.
const DATABASE: &str = "sessions.db";

/// What was changed last, until it is put into the database.
const LOG: &str = "sessions.db-wal";

/// Whoever keeps a live session holds a lock on this file, and gives it back however it ends.
const LOCK: &str = "session.lock";

/// How long to wait for the lock.
const PATIENCE: Duration = Duration::from_secs(2);

/// How often to look whether it is free.
const LOOK: Duration = Duration::from_millis(20);

/// Whoever has it may keep a live session. It is given back when it is dropped, and with the program.
#[derive(Debug)]
pub(super) struct SessionLock(#[allow(dead_code, reason = "held, never read")] File);

/// The database in a folder.
pub(super) fn database(folder: &Path) -> PathBuf {
    folder.join(DATABASE)
}

/// Whether there is something in the log of the database in a folder.
pub(super) fn has_log(folder: &Path) -> bool {
    fs::metadata(folder.join(LOG)).is_ok_and(|log| log.len() > 0)
}

/// Makes the folder and an empty database where there is none, for their owner alone.
pub(super) fn prepare(folder: &Path) -> Result<(), StoreError> {
    if !folder.is_dir() {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder).map_err(|cause| StoreError::of_system(cause, folder))?;
    }
    let file = database(folder);
    if !file.exists() {
        // What the database adds beside it gets the same permissions.
        owned(&file).map_err(|cause| StoreError::of_system(cause, folder))?;
    }
    Ok(())
}

/// Takes the lock of live sessions; none where another program has it.
pub(super) fn try_lock(folder: &Path) -> Result<Option<SessionLock>, StoreError> {
    let file = owned(&folder.join(LOCK)).map_err(|cause| StoreError::of_system(cause, folder))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(SessionLock(file))),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(cause)) => Err(StoreError::of_system(cause, folder)),
    }
}

/// Takes the lock, and waits for it a little: whoever opens or tidies the history has it for a moment.
pub(super) fn lock(folder: &Path) -> Result<Option<SessionLock>, StoreError> {
    let until = Instant::now() + PATIENCE;
    loop {
        match try_lock(folder)? {
            None if Instant::now() < until => thread::sleep(LOOK),
            taken => return Ok(taken),
        }
    }
}

/// Opens a file of the owner's alone, and makes it where there is none.
fn owned(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
