//! A damaged archive: set aside under another name, what can be read of it saved into a new one, the reader told.
//!
//! Damage shows at opening (the file is no archive any more) or later (SQLite meets a bad page; then a marker file
//! makes the next opening look). Nothing is deleted: the damaged file stays beside the new one.
//! Rows are read in the order of their ids; at an unreadable place the next readable id is looked for in growing
//! steps. Then the leaves of the file are read one by one ([`leaves`]): they have rows to which no tree leads any more, also
//! where nothing says what tables there are ([`shapes`]). Lists and counters are made from the articles; the search index is
//! built anew.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::{Result, StoreError, check, connection, migrate, private, upkeep};
use crate::model::Timestamp;

mod leaves;
mod lost;
mod notice;
mod rows;
mod schema;
mod shapes;

use leaves::Pages;
pub use notice::OpeningNotice;

/// The file that says: look for damage at the next opening.
fn marker(file: &Path) -> PathBuf {
    beside(file, ".damaged")
}

fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Notes that SQLite met damage.
pub(super) fn note_damage(file: &Path) {
    // Where even this cannot be written, the next opening meets the damage by itself.
    let _ = private::lock_file(&marker(file));
}

/// Opens and migrates the archive; salvages it when it is damaged.
pub(super) fn open(file: &Path, now: Timestamp) -> Result<(Connection, Vec<OpeningNotice>)> {
    let odd = set_no_files_aside(file, &["-wal", "-shm", "-journal"]);
    let cut = log_is_cut(file);
    let (writer, mut notices) = open_or_salvage(file, now)?;
    notices.extend(odd.into_iter().map(|aside| OpeningNotice::NoFile { aside }));
    if cut {
        notices.push(OpeningNotice::LogCut { log: beside(file, "-wal") });
    }
    if is_emptied(file, &writer)? {
        notices.extend(file.parent().map(|home| OpeningNotice::Emptied { home: home.to_owned() }));
    }
    Ok((writer, notices))
}

/// Gives another name to a folder, link, pipe … that stands where SQLite has its files: it would refuse, or wait for ever. Gives
/// the names. Where that cannot be done SQLite says so.
pub(super) fn set_no_files_aside(file: &Path, suffixes: &[&str]) -> Vec<PathBuf> {
    let odd = suffixes.iter().map(|suffix| beside(file, suffix)).filter(|path| private::is_no_file(path));
    let away = |path: PathBuf| {
        let aside = upkeep::free_name(&path, "no-file");
        std::fs::rename(&path, &aside).is_ok().then_some(aside)
    };
    odd.filter_map(away).collect()
}

/// Header of a write-ahead log, header of one page in it, least size of a page, bytes. Each is written by a stroke of its own.
const LOG_HEADER: u64 = 32;
const PAGE_HEADER: u64 = 24;
const LEAST_PAGE: u64 = 512;

/// Whether a write-ahead log lies beside the archive that holds not even one page, and that no writer left so: one that is
/// killed between its first strokes leaves the headers alone, and then nothing was stored.
fn log_is_cut(file: &Path) -> bool {
    let begun = [LOG_HEADER, LOG_HEADER + PAGE_HEADER];
    std::fs::metadata(beside(file, "-wal"))
        .is_ok_and(|log| (1..LOG_HEADER + PAGE_HEADER + LEAST_PAGE).contains(&log.len()) && !begun.contains(&log.len()))
}

/// Whether an archive of which nothing is known has the search index of another beside it.
fn is_emptied(file: &Path, writer: &Connection) -> Result<bool> {
    let Some(index) = file.parent().map(|home| home.join(super::private::DIRECTORY).join("meta.json")) else {
        return Ok(false);
    };
    let unknown = !writer
        .prepare("SELECT 1 FROM articles UNION ALL SELECT 1 FROM settings WHERE name = 'index.name'")?
        .exists([])?;
    if !unknown || private::is_no_file(&index) {
        return Ok(false);
    }
    Ok(std::fs::read_to_string(index).is_ok_and(|meta| meta.contains("\"segment_id\"")))
}

/// Whether the file holds nothing and its log does: SQLite would throw the log away.
fn is_in_the_log_alone(file: &Path) -> bool {
    let length = |path: &Path| std::fs::metadata(path).map_or(0, |metadata| metadata.len());
    length(file) == 0 && length(&beside(file, "-wal")) >= LOG_HEADER + PAGE_HEADER + LEAST_PAGE
}

fn open_or_salvage(file: &Path, now: Timestamp) -> Result<(Connection, Vec<OpeningNotice>)> {
    let suspect = marker(file).exists();
    match sound(file, suspect) {
        Err(StoreError::Damaged) => {}
        opened => return opened,
    }
    // One process salvages; another that meets the same damage waits for it and then finds a sound file.
    let path = beside(file, ".salvage");
    let told = |error: std::io::Error| StoreError::File { path: path.clone(), what: error.into() };
    let turn = private::lock_file(&path).map_err(told)?;
    turn.lock().map_err(told)?;
    let done = match sound(file, suspect) {
        Err(StoreError::Damaged) => salvage(file, now),
        opened => opened,
    };
    let _ = std::fs::remove_file(&path);
    done
}

fn sound(file: &Path, suspect: bool) -> Result<(Connection, Vec<OpeningNotice>)> {
    if is_in_the_log_alone(file) {
        return Err(StoreError::Damaged);
    }
    let mut writer = connection::open_writer(file)?;
    let copy = migrate::migrate(&mut writer, Some(file))?;
    probe(&writer)?;
    if suspect {
        let state: String = writer.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if state != "ok" || !schema::has_every_column(&writer)? {
            return Err(StoreError::Damaged);
        }
        let _ = std::fs::remove_file(marker(file));
    }
    Ok((writer, copy.into_iter().map(|copy| OpeningNotice::Migrated { copy }).collect()))
}

/// Touches the roots of what every call needs, and looks whether all is there that there should be.
fn probe(writer: &Connection) -> Result<()> {
    if !schema::is_whole(writer)? {
        return Err(StoreError::Damaged);
    }
    for sql in [
        "SELECT total FROM lists WHERE id = 1",
        "SELECT max(id) FROM articles",
        "SELECT max(id) FROM bodies",
        // Who has articles has them in a list.
        "SELECT 1 WHERE (SELECT max(total) FROM lists WHERE id IN (0, 1)) > 0 \
         AND EXISTS (SELECT 1 FROM members WHERE list IN (0, 1)) OR NOT EXISTS (SELECT 1 FROM articles)",
    ] {
        match writer.query_row(sql, [], |_| Ok(())) {
            Ok(()) => {}
            Err(rusqlite::Error::QueryReturnedNoRows) => return Err(StoreError::Damaged),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

fn salvage(file: &Path, now: Timestamp) -> Result<(Connection, Vec<OpeningNotice>)> {
    let aside = set_aside(file, now)?;
    let mut writer = connection::open_writer(file)?;
    migrate::migrate(&mut writer, None)?;
    if !is_in_the_log_alone(&aside)
        && let Ok(old) = Connection::open(&aside)
    {
        // With it SQLite reads a file that is shorter than it says, as its own recovery does.
        let _ = old.pragma_update(None, "writable_schema", true);
        schema::distrust(&old);
        // What is in the log stays there: the damaged file is kept as it is.
        let _ = old.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
        rows::of_tables(&old, &mut writer, now)?;
    }
    if let Ok(pages) = Pages::open(&aside) {
        rows::of_leaves(&pages, &mut writer, now)?;
        lost::revive(&pages, &mut writer, now)?;
    }
    let transaction = writer.transaction()?;
    drop_strays(&transaction)?;
    check::recount(&transaction)?;
    super::identity::fill(&transaction)?;
    super::index::forget(&transaction)?;
    transaction.commit()?;
    let articles: i64 = writer.query_row("SELECT count(*) FROM articles", [], |row| row.get(0))?;
    let _ = std::fs::remove_file(marker(file));
    Ok((writer, vec![OpeningNotice::Salvaged { aside, articles: articles.unsigned_abs() }]))
}

/// Gives the damaged file and its log another name; gives the name.
fn set_aside(file: &Path, now: Timestamp) -> Result<PathBuf> {
    let aside = upkeep::free_name(file, &format!("damaged-{}", now.0));
    let told = |error: std::io::Error| StoreError::File { path: file.to_owned(), what: error.into() };
    if file.exists() {
        std::fs::rename(file, &aside).map_err(told)?;
    } else {
        private::new_file(&aside).map_err(told)?;
    }
    for log in ["-wal", "-shm"] {
        let old = beside(file, log);
        if old.exists() {
            std::fs::rename(&old, beside(&aside, log)).map_err(told)?;
        }
    }
    Ok(aside)
}

/// Drops what belongs to articles that are lost, for a new article may get the number of one. Pages stay, for an article can
/// be read from them, and keep their number. An article whose text is lost is fetched again.
fn drop_strays(transaction: &Connection) -> Result<()> {
    // A row that goes on where the file ended is zeros from there on: with no letter of its address it is no article.
    transaction.execute("DELETE FROM articles WHERE length(url) = 0", [])?;
    for table in ["bodies", "revisions", "positions", "opened", "digested"] {
        transaction.execute(&format!("DELETE FROM {table} WHERE id NOT IN (SELECT id FROM articles)"), [])?;
    }
    let bodiless = "offline IN (1, 2) AND id NOT IN (SELECT id FROM bodies)";
    transaction.execute(&format!("{} WHERE {bodiless}", check::WANTED_AGAIN), [])?;
    transaction.execute_batch(
        "INSERT INTO sqlite_sequence (name, seq) SELECT 'articles', 0
             WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'articles');
         UPDATE sqlite_sequence SET seq = max(seq, coalesce((SELECT max(id) FROM pages), 0)) WHERE name = 'articles'",
    )?;
    Ok(())
}
