//! Small values of the screen's or the engine's own, by name.

use rusqlite::{Connection, OptionalExtension};

use super::Result;

/// The value of a name.
pub(super) fn get(connection: &Connection, name: &str) -> Result<Option<String>> {
    let mut find = connection.prepare_cached("SELECT value FROM settings WHERE name = ?1")?;
    Ok(find.query_row([name], |row| row.get(0)).optional()?)
}

/// Sets the value of a name.
pub(super) fn set(connection: &Connection, name: &str, value: &str) -> Result<()> {
    connection
        .prepare_cached("INSERT INTO settings VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value")?
        .execute([name, value])?;
    Ok(())
}
