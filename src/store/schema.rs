//! The database's versions. A version that has been released is never changed: what is new is a
//! migration more.

use std::path::Path;

use rusqlite::Connection;

use super::error::StoreError;
use super::place;

/// What makes each version from the one before, beginning with an empty database.
const MIGRATIONS: &[&str] =
    &[include_str!("schema/1.sql"), include_str!("schema/2.sql"), include_str!("schema/3.sql")];

/// Marks a database as this program's: "hold" in ASCII.
const APPLICATION_ID: i64 = 0x686f_6c64;

/// How long to wait for another program that is writing, in milliseconds.
const BUSY_MS: u32 = 3_000;

/// The version that this program reads and writes.
pub(super) const VERSION: i64 = MIGRATIONS.len() as i64;

/// Sets what holds for a connection. FULL: what is kept stays kept when the power fails. What is
/// deleted is overwritten, and what sorting or tidying up needs stays in memory, out of other files.
pub(super) fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(std::time::Duration::from_millis(BUSY_MS.into()))?;
    connection.execute_batch(
        "PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;
         PRAGMA trusted_schema = OFF; PRAGMA synchronous = FULL;",
    )
}

/// Makes sure that the database in a folder is ours and of a version that this program knows.
/// Returns its version.
pub(super) fn examine(connection: &Connection, folder: &Path) -> Result<i64, StoreError> {
    let file = place::database(folder);
    let explain = |cause| StoreError::of(cause, folder, &file);
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let found = number("user_version").map_err(explain)?;
    let application = number("application_id").map_err(explain)?;
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(explain)?;
    if application != APPLICATION_ID && (application != 0 || found != 0 || tables > 0) {
        return Err(StoreError::Foreign { file });
    }
    if found > VERSION {
        return Err(StoreError::Newer { file, found, known: VERSION });
    }
    if !computes_nothing_else(connection).map_err(explain)? {
        return Err(StoreError::Damaged { file });
    }
    Ok(found)
}

/// Whether all that the database computes by itself is ours. A view in the place of a table could go on for ever, and a
/// trigger change what is kept.
fn computes_nothing_else(connection: &Connection) -> rusqlite::Result<bool> {
    let mut query = connection.prepare(
        "SELECT sql FROM sqlite_schema WHERE type IN ('view', 'trigger') OR type = 'table' AND rootpage = 0",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let sql: String = row.get(0)?;
        if !MIGRATIONS.iter().any(|migration| migration.contains(&sql)) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Brings a database to the present version, each step wholly or not at all.
pub(super) fn migrate(connection: &mut Connection, from: i64) -> rusqlite::Result<()> {
    apply(connection, from, MIGRATIONS)
}

fn apply(connection: &mut Connection, from: i64, migrations: &[&str]) -> rusqlite::Result<()> {
    for (version, migration) in (1_i64..).zip(migrations).skip_while(|(version, _)| *version <= from) {
        let step = connection.transaction()?;
        step.execute_batch(migration)?;
        step.pragma_update(None, "application_id", APPLICATION_ID)?;
        step.pragma_update(None, "user_version", version)?;
        step.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &[&str] = &[
        "CREATE TABLE a (x INTEGER) STRICT;",
        "ALTER TABLE a ADD COLUMN y INTEGER; INSERT INTO a VALUES (1, 2);",
    ];

    fn version(connection: &Connection) -> i64 {
        connection.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a number")
    }

    #[test]
    fn a_database_is_brought_up_from_wherever_it_stands() {
        let mut connection = Connection::open_in_memory().expect("memory");
        apply(&mut connection, 0, &TWO[..1]).expect("version 1");
        assert_eq!(version(&connection), 1);
        apply(&mut connection, 1, TWO).expect("version 2");
        apply(&mut connection, 2, TWO).expect("nothing to do");
        assert_eq!(version(&connection), 2);
        let rows: i64 = connection.query_row("SELECT count(*) FROM a", [], |row| row.get(0)).expect("a");
        assert_eq!(rows, 1);
    }

    #[test]
    fn a_step_that_fails_leaves_the_version_before() {
        let mut connection = Connection::open_in_memory().expect("memory");
        apply(&mut connection, 0, &[TWO[0], "CREATE TABLE b (x INTEGER); nonsense"]).expect_err("broken");
        assert_eq!(version(&connection), 1);
        let tables: i64 =
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).expect("tables");
        assert_eq!(tables, 1);
    }
}
