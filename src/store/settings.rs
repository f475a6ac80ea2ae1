//! Small values of the screen's or the engine's own, by name.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension};

use super::lossy::Lossy as _;
use super::{Result, Store};

/// The value of a name.
pub(super) fn get(connection: &Connection, name: &str) -> Result<Option<String>> {
    let mut find = connection.prepare_cached("SELECT value FROM settings WHERE name = ?1")?;
    Ok(find.query_row([name], |row| row.lossy(0)).optional()?)
}

/// The values of all names that begin so, by the rest of their names.
pub(super) fn beginning(connection: &Connection, prefix: &str) -> Result<BTreeMap<String, String>> {
    let mut find = connection
        .prepare_cached("SELECT substr(name, length(?1) + 1), value FROM settings WHERE name GLOB ?1 || '*'")?;
    let rows = find.query_map([prefix], |row| Ok((row.lossy(0)?, row.lossy(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Sets the value of a name.
pub(super) fn set(connection: &Connection, name: &str, value: &str) -> Result<()> {
    connection
        .prepare_cached("INSERT INTO settings VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value")?
        .execute([name, value])?;
    Ok(())
}

impl Store {
    /// A small value of the screen's or the engine's own (pane sizes, history); `None` when never set.
    pub fn setting(&self, name: &str) -> Result<Option<String>> {
        self.ask(|c| get(c, name))
    }

    /// All such values whose names begin with `prefix` (letters and dots), by the rest of their names.
    pub fn settings_beginning(&self, prefix: &str) -> Result<BTreeMap<String, String>> {
        self.ask(|c| beginning(c, prefix))
    }

    /// Remembers such a value.
    pub fn set_setting(&self, name: &str, value: &str) -> Result<()> {
        self.write(|c| set(c, name, value))
    }

    /// Remembers several at once.
    pub fn set_settings(&self, values: &[(String, String)]) -> Result<()> {
        self.write(|c| values.iter().try_for_each(|(name, value)| set(c, name, value)))
    }
}
