//! Schema steps in order, append-only. `PRAGMA user_version` is the number of steps that a file has seen.
//!
//! Each step runs in its own transaction together with its new `user_version`, so a kill leaves a whole step or none;
//! on a new file all run in one.
//! Before the first step on a file that already holds something, the file is copied beside itself.
//! Absent on purpose: steps backwards. A newer file is refused untouched; the copy is the way back.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use super::connection::version;
use super::upkeep::whole_copy::whole_copy;
use super::{Result, StoreError, identity};

/// The steps. Never edited after release; a change is a new one at the end.
pub(super) const STEPS: &[&str] = &[
    include_str!("schema/0001_archive.sql"),
    include_str!("schema/0002_keeping.sql"),
    include_str!("schema/0003_muting.sql"),
    include_str!("schema/0004_identity.sql"),
    include_str!("schema/0005_watches.sql"),
    include_str!("schema/0006_dates.sql"),
    include_str!("schema/0007_parts.sql"),
    include_str!("schema/0008_opened.sql"),
    include_str!("schema/0009_stories.sql"),
    include_str!("schema/0010_own.sql"),
    include_str!("schema/0011_documents.sql"),
    include_str!("schema/0012_list_pages.sql"),
    include_str!("schema/0013_law_names.sql"),
    include_str!("schema/0014_revision_heads.sql"),
    include_str!("schema/0015_story_periods.sql"),
];

/// The version from which on articles are recognised by keys; rows of an older file may be one article twice.
const WITH_KEYS: i64 = 4;

/// Steps that a newer program may have and this one does not know.
const MOST_AHEAD: i64 = 100;

/// The schema version this program writes.
pub(super) fn latest() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// Brings a file to the latest schema; gives the copy made beforehand, if the file was older and not empty.
pub(super) fn migrate(connection: &mut Connection, file: Option<&Path>) -> Result<Option<PathBuf>> {
    migrate_with(connection, file, STEPS)
}

/// As [`migrate`], with other steps: for tests.
pub(super) fn migrate_with(
    connection: &mut Connection,
    file: Option<&Path>,
    steps: &[&str],
) -> Result<Option<PathBuf>> {
    let known = i64::try_from(steps.len()).unwrap_or(i64::MAX);
    let found = version(connection)?;
    // No program is a hundred steps ahead of this one.
    if !(0..known + MOST_AHEAD).contains(&found) {
        return Err(StoreError::Damaged);
    }
    if found > known {
        return Err(StoreError::TooNew { found, known });
    }
    if found == known {
        return Ok(None);
    }
    let copy = match file {
        Some(file) if found > 0 => Some(copy_aside(connection, file, found)?),
        _ => None,
    };
    // A new file has all steps or none, so that nobody takes it for an old one meanwhile; so has one without keys, whose
    // twins are merged by the same stroke.
    let whole = found < WITH_KEYS && known == latest();
    let together = if found == 0 || whole { steps.len() } else { 1 };
    for (block, steps) in steps.chunks(together).enumerate() {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (place, step) in steps.iter().enumerate() {
            // Another process may have done it while we waited for the lock.
            let at = version(&transaction)?;
            if at == i64::try_from(block * together + place).unwrap_or(i64::MAX) {
                transaction.execute_batch(step).map_err(not_as_said)?;
                transaction.pragma_update(None, "user_version", at + 1)?;
            }
        }
        if found > 0 && whole {
            identity::merge_twins(&transaction)?;
        }
        transaction.commit()?;
    }
    Ok(copy)
}

/// A step fits every file that is what its number says: where a table is there already, or is not, the number is damaged.
fn not_as_said(error: rusqlite::Error) -> StoreError {
    let refused = matches!(error, rusqlite::Error::SqlInputError { .. });
    if refused || error.sqlite_error_code() == Some(ErrorCode::Unknown) { StoreError::Damaged } else { error.into() }
}

/// Copies the file to `NAME.before-schema-N`, whole and consistent; an older copy of that name is kept.
fn copy_aside(connection: &Connection, file: &Path, found: i64) -> Result<PathBuf> {
    let mut name = file.as_os_str().to_owned();
    name.push(format!(".before-schema-{}", found + 1));
    let copy = PathBuf::from(name);
    if !copy.exists() {
        whole_copy(connection, &copy)?;
    }
    Ok(copy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_gets_every_step() {
        let mut connection = super::super::connection::open_memory().unwrap();
        assert_eq!(migrate(&mut connection, None).unwrap(), None);
        assert_eq!(version(&connection).unwrap(), latest());
    }

    #[test]
    fn a_newer_schema_is_refused_and_stays_as_it_is() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.pragma_update(None, "user_version", latest() + 1).unwrap();
        let refused = migrate(&mut connection, None);
        assert!(matches!(refused, Err(StoreError::TooNew { found, .. }) if found == latest() + 1));
        let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0)).unwrap();
        assert_eq!(tables, 0);
    }

    #[test]
    fn an_older_file_is_copied_before_it_is_changed() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("a.db");
        let mut connection = Connection::open(&file).unwrap();
        migrate_with(&mut connection, Some(&file), &["CREATE TABLE t (x); INSERT INTO t VALUES (7)"]).unwrap();
        let steps = ["CREATE TABLE t (x)", "ALTER TABLE t ADD COLUMN y DEFAULT 3"];
        let copy = migrate_with(&mut connection, Some(&file), &steps).unwrap().unwrap();
        let both: (i64, i64) = connection.query_row("SELECT x, y FROM t", [], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
        assert_eq!(both, (7, 3));
        let old = Connection::open(copy).unwrap();
        assert_eq!(version(&old).unwrap(), 1);
        assert!(old.prepare("SELECT y FROM t").is_err());
    }

    #[test]
    fn a_step_that_fails_leaves_the_step_before() {
        let mut connection = Connection::open_in_memory().unwrap();
        let steps = ["CREATE TABLE a (x)", "CREATE TABLE b (x)", "CREATE TABLE c (x); nonsense"];
        migrate_with(&mut connection, None, &steps[..1]).unwrap();
        assert!(migrate_with(&mut connection, None, &steps).is_err());
        assert_eq!(version(&connection).unwrap(), 2);
        assert!(connection.prepare("SELECT * FROM c").is_err());
    }

    #[test]
    fn a_new_file_has_every_step_or_none() {
        let mut connection = Connection::open_in_memory().unwrap();
        assert!(migrate_with(&mut connection, None, &["CREATE TABLE a (x)", "CREATE TABLE b (x); nonsense"]).is_err());
        assert_eq!(version(&connection).unwrap(), 0);
        assert!(connection.prepare("SELECT * FROM a").is_err());
    }

    #[test]
    fn keys_of_stories_go_to_the_period_that_the_program_counts() {
        let mut connection = super::super::connection::open_memory().unwrap();
        migrate_with(&mut connection, None, &STEPS[..14]).unwrap();
        connection.pragma_update(None, "foreign_keys", false).unwrap();
        let times = [i64::MIN, -1_209_601, -1_209_600, -1, 0, 1_209_599, 1_209_600, i64::MAX];
        for (id, at) in (1_i64..).zip(times) {
            connection.execute("INSERT INTO story_keys (key, at, id) VALUES (7, ?1, ?2)", [at, id]).unwrap();
        }
        migrate(&mut connection, None).unwrap();
        let mut select = connection.prepare("SELECT at, period FROM story_hashes ORDER BY id").unwrap();
        let found = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        let found: Vec<(i64, i64)> = found.collect::<rusqlite::Result<_>>().unwrap();
        assert_eq!(found, times.map(|at| (at, super::super::stories::period(at))));
    }
}
