//! The database of the history: opening it, and changing what has been kept.

use std::cell::Cell;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, params};

use super::error::StoreError;
use super::session::Pain;
use super::{place, rows, schema};

/// The history of a folder, or one that lasts no longer than the program.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    /// None in memory.
    folder: Option<PathBuf>,
    refusal: Option<StoreError>,
    /// How many rows were damaged and left out of what was asked for.
    damaged: Cell<u32>,
}

impl Store {
    /// Opens the history in a folder to keep something in it, and begins it where there is none.
    /// Sessions that were cut off are closed.
    ///
    /// # Errors
    ///
    /// Fails where nothing can be written there, or where the database is damaged or from a newer
    /// version.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        place::prepare(folder)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut store = Self::connect(&place::database(folder), flags, folder)?;
        let version = schema::examine(&store.connection, folder)?;
        let set_up = |connection: &mut Connection| {
            // Readers don't wait for a session that is being kept, nor it for them.
            connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
            schema::migrate(connection, version)
        };
        set_up(&mut store.connection).map_err(|cause| store.explain(cause))?;
        // Whoever gets the lock knows that no session is under way.
        if let Some(lock) = place::try_lock(folder)? {
            store.change(rows::close_cut_off)?;
            drop(lock);
        }
        Ok(store)
    }

    /// Opens the history in a folder to read it; none where there is none. It may lie where nothing can
    /// be written: [`Store::refusal`] says why.
    ///
    /// # Errors
    ///
    /// Fails where the database is damaged, or from another version and not to be written.
    pub fn read(folder: &Path) -> Result<Option<Self>, StoreError> {
        let file = place::database(folder);
        if !file.is_file() {
            return Ok(None);
        }
        let refusal = match Self::open(folder) {
            Err(refusal @ (StoreError::ReadOnly { .. } | StoreError::Full { .. })) => refusal,
            opened => return opened.map(Some),
        };
        let mut store = Self::connect_to_read(&file, folder)?;
        match schema::examine(&store.connection, folder)? {
            schema::VERSION => {}
            0 => return Ok(None),
            _ => return Err(refusal),
        }
        store.refusal = Some(refusal);
        Ok(Some(store))
    }

    /// Opens a database that cannot be written. What was kept last may be in its log: that is left out of
    /// account only where there is none.
    fn connect_to_read(file: &Path, folder: &Path) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let with_log = Self::connect(file, flags, folder).and_then(|store| {
            store.ask(|c| c.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())))?;
            Ok(store)
        });
        if with_log.is_ok() || place::has_log(folder) {
            return with_log;
        }
        let name = file.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
        Self::connect(
            Path::new(&format!("file:{name}?immutable=1")),
            flags | OpenFlags::SQLITE_OPEN_URI,
            folder,
        )
    }

    /// A history that is gone when the program ends: for a session that cannot be kept.
    ///
    /// # Errors
    ///
    /// Fails where there is no memory for it.
    pub fn in_memory() -> Result<Self, StoreError> {
        let nowhere = Path::new("memory");
        let opened = Connection::open_in_memory().and_then(|mut connection| {
            schema::configure(&connection)?;
            schema::migrate(&mut connection, 0)?;
            Ok(Self { connection, folder: None, refusal: None, damaged: Cell::default() })
        });
        opened.map_err(|cause| StoreError::of(cause, nowhere, nowhere))
    }

    /// Where the history lies; none in memory.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Why the history can only be read, where that is so.
    pub fn refusal(&self) -> Option<&StoreError> {
        self.refusal.as_ref()
    }

    /// How many rows were damaged, and left out of the list or the trends that were asked for last.
    pub fn damaged(&self) -> u32 {
        self.damaged.get()
    }

    /// Asks for what damaged rows are left out of, and keeps how many these are.
    pub(super) fn ask_for_sound<T>(
        &self,
        work: impl FnOnce(&Connection, &mut u32) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let mut damaged = 0;
        let found = self.ask(|c| work(c, &mut damaged))?;
        self.damaged.set(damaged);
        Ok(found)
    }

    /// Sets the pain marks of a session; those that are none stay as they are.
    ///
    /// # Errors
    ///
    /// Fails where there is no such session, or nothing can be written.
    pub fn mark_pain(&self, id: i64, pain: Pain) -> Result<(), StoreError> {
        const SET: &str = "UPDATE session SET pain_before = coalesce(?2, pain_before),
            pain_after = coalesce(?3, pain_after) WHERE id = ?1";
        self.change(|c| c.execute(SET, params![id, pain.before, pain.after])).and_then(|n| found(n, id))
    }

    /// Sets the note of a session; none removes it.
    ///
    /// # Errors
    ///
    /// Fails where there is no such session, or nothing can be written.
    pub fn set_note(&self, id: i64, note: Option<&str>) -> Result<(), StoreError> {
        const SET: &str = "UPDATE session SET note = ?2 WHERE id = ?1";
        self.change(|c| c.execute(SET, params![id, note])).and_then(|n| found(n, id))
    }

    /// Deletes a session and everything that was kept of it, and overwrites where it stood. Call
    /// [`Store::tidy`] when the last is deleted.
    ///
    /// # Errors
    ///
    /// Fails where there is no such session, where it is under way, or nothing can be written.
    pub fn delete(&self, id: i64) -> Result<(), StoreError> {
        const ENDED: &str = "DELETE FROM session WHERE id = ?1 AND ending IS NOT NULL";
        const GOES_ON: &str = "SELECT count(*) FROM session WHERE id = ?1";
        let (deleted, left) = self.change(|c| {
            let deleted = c.execute(ENDED, [id])?;
            Ok((deleted, c.query_row(GOES_ON, [id], |row| row.get::<_, i64>(0))?))
        })?;
        if left > 0 { Err(StoreError::GoesOn { id }) } else { found(deleted, id) }
    }

    /// Leaves nothing of what was deleted in any file of the history, and makes them as small as they
    /// can be. Returns whether that was possible: not while another program has the history open, and least
    /// of all while it keeps a session there, which must not wait.
    ///
    /// # Errors
    ///
    /// Fails where nothing can be written.
    pub fn tidy(&self) -> Result<bool, StoreError> {
        const ORPHANS: &str = "DELETE FROM rules WHERE id NOT IN (SELECT rules_id FROM exercise_set)";
        self.change(|c| c.execute(ORPHANS, []))?;
        let lock = self.folder().map(place::try_lock).transpose()?;
        if matches!(lock, Some(None)) {
            return Ok(false);
        }
        let empty_log =
            |c: &Connection| c.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
        let emptied = self.ask(empty_log)? == 0;
        match self.ask(|c| c.execute_batch("VACUUM")) {
            // What was deleted is overwritten already: this only makes the file smaller.
            Err(StoreError::Full { .. } | StoreError::Busy { .. }) | Ok(()) => {}
            Err(other) => return Err(other),
        }
        Ok(self.ask(empty_log)? == 0 && emptied)
    }

    /// Reads.
    pub(super) fn ask<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        work(&self.connection).map_err(|cause| self.explain(cause))
    }

    /// Changes something wholly or not at all; within [`Store::change_all`] as a part of that.
    pub(super) fn change<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let in_transaction = || {
            if !self.connection.is_autocommit() {
                return work(&self.connection);
            }
            let transaction = self.connection.unchecked_transaction()?;
            let done = work(&transaction)?;
            transaction.commit()?;
            Ok(done)
        };
        in_transaction().map_err(|cause| self.explain(cause))
    }

    /// Begins a change of many parts, which [`Store::finish_all`] makes whole. Without that, nothing is
    /// changed.
    pub(super) fn change_all(&self) -> Result<(), StoreError> {
        self.ask(|c| c.execute_batch("BEGIN IMMEDIATE"))
    }

    /// Ends what [`Store::change_all`] began, if it did.
    pub(super) fn finish_all(&self) -> Result<(), StoreError> {
        if self.connection.is_autocommit() { Ok(()) } else { self.ask(|c| c.execute_batch("COMMIT")) }
    }

    /// Whether there is a session with this number.
    pub(super) fn has_session(&self, id: i64) -> Result<bool, StoreError> {
        self.ask(|c| c.prepare("SELECT 1 FROM session WHERE id = ?1")?.exists([id]))
    }

    /// Copies a session to another history, under the same number.
    pub(super) fn copy_session(&self, id: i64, to: &Store) -> Result<(), StoreError> {
        let Some(folder) = &self.folder else { return Ok(()) };
        let file = place::database(folder);
        to.ask(|c| c.execute("ATTACH ?1 AS disk", [file.to_string_lossy()]))?;
        let copied = to.change(|c| rows::copy_session(c, id));
        to.ask(|c| c.execute("DETACH disk", []))?;
        copied
    }

    fn connect(name: &Path, flags: OpenFlags, folder: &Path) -> Result<Self, StoreError> {
        let opened = Connection::open_with_flags(name, flags).and_then(|connection| {
            schema::configure(&connection)?;
            let folder = Some(folder.to_path_buf());
            Ok(Self { connection, folder, refusal: None, damaged: Cell::default() })
        });
        opened.map_err(|cause| StoreError::of(cause, folder, &place::database(folder)))
    }

    fn explain(&self, cause: rusqlite::Error) -> StoreError {
        let folder = self.folder.as_deref().unwrap_or(Path::new("memory"));
        StoreError::of(cause, folder, &place::database(folder))
    }
}

fn found(changed: usize, id: i64) -> Result<(), StoreError> {
    if changed == 0 { Err(StoreError::NoSession { id }) } else { Ok(()) }
}
