//! What an archive is made of, by the steps of its schema: tables, indices and triggers. A file that lacks one, or that has a
//! trigger, a view or an index of another's, is not as it was written: a planted trigger would delete or hold back whatever is
//! stored next, a view in the place of a table answers what it likes.

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use crate::store::lossy::Lossy as _;
use crate::store::{Result, connection, migrate};

/// Whether the file has everything that the steps make, as what it is, and nothing that acts beside it.
pub(super) fn is_whole(connection: &Connection) -> Result<bool> {
    let mut select = connection.prepare(
        "SELECT CASE WHEN sql LIKE 'CREATE VIRTUAL%' THEN 'virtual' ELSE type END, name FROM sqlite_schema \
         WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'",
    )?;
    let there = select.query_map([], |row| Ok((row.lossy(0)?, row.lossy(1)?)))?;
    let there: Vec<(String, String)> = there.collect::<rusqlite::Result<_>>()?;
    let is_there = |kind: &str, name: &str| there.iter().any(|(k, n)| k == kind && n == name);
    let known = objects();
    let acts_unasked = |kind: &str, name: &str| ACTING.contains(&kind) && !known.contains(&(kind, name));
    Ok(known.iter().all(|(kind, name)| is_there(kind, name))
        && !there.iter().any(|(kind, name)| acts_unasked(kind, name)))
}

/// Whether every table has the columns that the steps give it. Makes an archive in memory to know them.
pub(super) fn has_every_column(there: &Connection) -> Result<bool> {
    let mut new = connection::open_memory()?;
    migrate::migrate(&mut new, None)?;
    let mut select = new.prepare(
        "SELECT s.name, c.name FROM sqlite_schema s JOIN pragma_table_info(s.name) c WHERE s.type = 'table'",
    )?;
    let known = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let known = known.collect::<rusqlite::Result<Vec<(String, String)>>>()?;
    let mut has = there.prepare("SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2")?;
    for (table, column) in known {
        if !has.exists([table, column])? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a name is that of a table with rows of its own, which no view or module makes up.
pub(super) fn is_table(connection: &Connection, name: &str) -> bool {
    let sql = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1 AND sql LIKE 'CREATE TABLE%'";
    connection.prepare_cached(sql).and_then(|mut select| select.exists([name])).unwrap_or(false)
}

/// Lets nothing that stands in the file's own schema call a function with an effect.
pub(super) fn distrust(connection: &Connection) {
    // An older SQLite knows less of it; then views and triggers are not read either.
    let _ = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false);
    let _ = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false);
    let _ = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false);
}

/// What works by itself, when a table is written or read; no other than those of the steps may stand in a file.
const ACTING: [&str; 3] = ["trigger", "view", "index"];

/// Kind and name of everything that the steps make and leave; no name is used a second time. Reads all lines of the steps,
/// which every opening waits for: asked for once.
fn objects() -> Vec<(&'static str, &'static str)> {
    let gone: Vec<(&str, &str)> = named("DROP ").collect();
    named("CREATE ").filter(|object| !gone.contains(object)).collect()
}

/// Kind and name of what the lines of the steps that begin so are about.
fn named(verb: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    migrate::STEPS.iter().flat_map(|step| step.lines()).filter_map(move |line| {
        let made = line.strip_prefix(verb)?;
        let made = made.strip_prefix("UNIQUE ").unwrap_or(made);
        let (kind, rest) = made.split_once(' ')?;
        let kind = ["table", "index", "trigger"].into_iter().find(|known| known.eq_ignore_ascii_case(kind))?;
        Some((kind, rest.split([' ', '(', ';']).next()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new() -> Connection {
        let mut new = connection::open_memory().unwrap();
        migrate::migrate(&mut new, None).unwrap();
        new
    }

    #[test]
    fn what_the_steps_make_is_read_from_them() {
        let new = new();
        let mut select =
            new.prepare("SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'").unwrap();
        let found = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        let mut found: Vec<(String, String)> = found.map(std::result::Result::unwrap).collect();
        let mut known: Vec<(String, String)> =
            objects().into_iter().map(|(kind, name)| (kind.to_owned(), name.to_owned())).collect();
        found.sort();
        known.sort();
        assert_eq!(known, found);
        assert!(is_whole(&new).unwrap() && has_every_column(&new).unwrap());
    }

    #[test]
    fn what_others_put_beside_it_does_not_stand_for_what_is_missing() {
        for odd in [
            "DROP TABLE positions; CREATE VIEW other AS SELECT 1; CREATE TABLE another (x)",
            "CREATE TRIGGER other AFTER INSERT ON articles BEGIN DELETE FROM articles; END",
            "ALTER TABLE settings RENAME TO s; CREATE VIEW settings AS SELECT * FROM s",
            "CREATE UNIQUE INDEX other ON articles (section)",
        ] {
            let new = new();
            new.execute_batch(odd).unwrap();
            assert!(!is_whole(&new).unwrap(), "{odd}");
        }
        let new = new();
        new.execute_batch("CREATE TABLE a_note_of_the_users (x)").unwrap();
        assert!(is_whole(&new).unwrap());
        new.execute_batch("ALTER TABLE articles RENAME COLUMN sapo TO other").unwrap();
        assert!(is_whole(&new).unwrap() && !has_every_column(&new).unwrap());
    }
}
