//! A damaged archive: set aside under another name, what can be read of it saved into a new one, the reader told.
//!
//! Damage shows at opening (the file is no archive any more) or later (SQLite meets a bad page; then a marker file
//! makes the next opening look). Nothing is deleted: the damaged file stays beside the new one.
//! Rows are read in the order of their ids; at an unreadable place the next readable id is looked for in growing
//! steps. Lists and counters are made from the articles; the search index is built anew.

use std::path::{Path, PathBuf};

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::{Result, StoreError, check, connection, migrate, private, upkeep};
use crate::model::{Language, Timestamp};

/// Tables with an integer key, in the order in which they are saved.
const KEYED: &[(&str, &str)] = &[
    ("articles", "id"),
    ("bodies", "id"),
    ("positions", "id"),
    ("opened", "id"),
    ("revisions", "rowid"),
    ("pages", "id"),
    ("lists", "id"),
];
/// Tables without one: read from the beginning until it fails.
const PLAIN: &[&str] = &[
    "aliases",
    "sections",
    "settings",
    "searches",
    "forgotten",
    "muted",
    "members",
    "keys",
    "told",
    "watch_told",
    "parts",
];
/// How often the next readable row is looked for in one table: id by id at first, then in growing steps.
const MAX_LEAPS: u32 = 4096;
/// So many ids are tried one by one; more rows than that are on no page.
const SMALL_LEAPS: u32 = 512;
/// Rows saved in one transaction.
const BATCH: usize = 2000;

/// Something that happened at opening and that the reader should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The archive was brought to a newer schema; a copy of the old file was kept.
    Migrated {
        /// The copy.
        copy: PathBuf,
    },
    /// The archive was damaged; what could be read was saved.
    Salvaged {
        /// The damaged file.
        aside: PathBuf,
        /// Articles that were saved.
        articles: u64,
    },
    /// The archive is empty, and what stands beside it says that it was not.
    Emptied {
        /// The archive's folder.
        home: PathBuf,
    },
    /// The write-ahead log was cut off; what stood in it alone is lost.
    LogCut {
        /// The log.
        log: PathBuf,
    },
    /// The archive may only be read.
    ReadOnly {
        /// The archive.
        file: PathBuf,
    },
}

impl Notice {
    /// The sentence, in Vietnamese or English.
    pub fn sentence(&self, language: Language) -> String {
        match (self, language) {
            (Self::Migrated { copy }, Language::English) => {
                format!("the archive was brought to this version; the file as it was is kept as {}", copy.display())
            }
            (Self::Migrated { copy }, Language::Vietnamese) => {
                format!("kho bài đã được nâng lên phiên bản này; tệp cũ được giữ lại ở {}", copy.display())
            }
            (Self::Salvaged { aside, articles }, Language::English) => {
                format!(
                    "the archive was damaged: {articles} articles were saved; the damaged file is kept as {}",
                    aside.display()
                )
            }
            (Self::Emptied { home }, Language::English) => format!(
                "the archive in {} is empty, but its search index is not: its file was emptied or replaced. If you have a \
                 copy, `loa store restore` brings it back; a refresh begins anew",
                home.display()
            ),
            (Self::Emptied { home }, Language::Vietnamese) => format!(
                "kho bài ở {} trống, nhưng chỉ mục tìm kiếm của nó thì không: tệp kho đã bị làm rỗng hoặc bị thay. Nếu có \
                 bản sao, hãy dùng `loa store restore`; lần tải tin tới sẽ bắt đầu kho mới",
                home.display()
            ),
            (Self::LogCut { log }, Language::English) => {
                format!("{} was cut off: what was stored last may be lost; a refresh fetches it again", log.display())
            }
            (Self::LogCut { log }, Language::Vietnamese) => {
                format!("{} bị cắt cụt: những gì lưu sau cùng có thể đã mất; tải tin lại để lấy về", log.display())
            }
            (Self::ReadOnly { file }, Language::English) => {
                format!(
                    "{} may only be read: articles can be read, but nothing is fetched, marked or kept",
                    file.display()
                )
            }
            (Self::ReadOnly { file }, Language::Vietnamese) => {
                format!(
                    "{} chỉ cho đọc: vẫn đọc được bài, nhưng không tải, không đánh dấu, không lưu gì",
                    file.display()
                )
            }
            (Self::Salvaged { aside, articles }, Language::Vietnamese) => {
                format!("kho bài bị hỏng: đã cứu được {articles} bài; tệp hỏng được giữ lại ở {}", aside.display())
            }
        }
    }
}

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
pub(super) fn open(file: &Path, now: Timestamp) -> Result<(Connection, Vec<Notice>)> {
    let cut = log_is_cut(file);
    let (writer, mut notices) = open_or_salvage(file, now)?;
    if cut {
        notices.push(Notice::LogCut { log: beside(file, "-wal") });
    }
    if is_emptied(file, &writer)? {
        notices.extend(file.parent().map(|home| Notice::Emptied { home: home.to_owned() }));
    }
    Ok((writer, notices))
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
    let Some(index) = file.parent().map(|home| home.join(super::index::DIRECTORY).join("meta.json")) else {
        return Ok(false);
    };
    let unknown = !writer
        .prepare("SELECT 1 FROM articles UNION ALL SELECT 1 FROM settings WHERE name = 'index.name'")?
        .exists([])?;
    Ok(unknown && std::fs::read_to_string(index).is_ok_and(|meta| meta.contains("\"segment_id\"")))
}

fn open_or_salvage(file: &Path, now: Timestamp) -> Result<(Connection, Vec<Notice>)> {
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

fn sound(file: &Path, suspect: bool) -> Result<(Connection, Vec<Notice>)> {
    let mut writer = connection::open_writer(file)?;
    let copy = migrate::migrate(&mut writer, Some(file))?;
    probe(&writer)?;
    if suspect {
        let state: String = writer.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if state != "ok" {
            return Err(StoreError::Damaged);
        }
        let _ = std::fs::remove_file(marker(file));
    }
    Ok((writer, copy.into_iter().map(|copy| Notice::Migrated { copy }).collect()))
}

/// Tables, indices and triggers of an archive.
pub(super) const SCHEMA_OBJECTS: i64 = 53;

/// Touches the roots of what every call needs, and counts what there should be.
fn probe(writer: &Connection) -> Result<()> {
    let objects = "SELECT count(*) FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'";
    if writer.query_row(objects, [], |row| row.get::<_, i64>(0))? < SCHEMA_OBJECTS {
        return Err(StoreError::Damaged);
    }
    for sql in ["SELECT total FROM lists WHERE id = 1", "SELECT max(id) FROM articles", "SELECT max(id) FROM bodies"] {
        match writer.query_row(sql, [], |_| Ok(())) {
            Ok(()) => {}
            Err(rusqlite::Error::QueryReturnedNoRows) => return Err(StoreError::Damaged),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

fn salvage(file: &Path, now: Timestamp) -> Result<(Connection, Vec<Notice>)> {
    let aside = upkeep::free_name(file, &format!("damaged-{}", now.0));
    let told = |error: std::io::Error| StoreError::File { path: file.to_owned(), what: error.into() };
    std::fs::rename(file, &aside).map_err(told)?;
    for log in ["-wal", "-shm"] {
        let old = beside(file, log);
        if old.exists() {
            std::fs::rename(&old, beside(&aside, log)).map_err(told)?;
        }
    }
    let mut writer = connection::open_writer(file)?;
    migrate::migrate(&mut writer, None)?;
    if let Ok(old) = Connection::open(&aside) {
        // With it SQLite reads a file that is shorter than it says, as its own recovery does.
        let _ = old.pragma_update(None, "writable_schema", true);
        for (table, key) in KEYED {
            save_keyed(&old, &mut writer, table, key)?;
        }
        for table in PLAIN {
            save_plain(&old, &mut writer, table)?;
        }
    }
    let transaction = writer.transaction()?;
    check::recount(&transaction)?;
    super::identity::fill(&transaction)?;
    super::index::forget(&transaction)?;
    transaction.commit()?;
    let articles: i64 = writer.query_row("SELECT total FROM lists WHERE id = 1", [], |row| row.get(0))?;
    let _ = std::fs::remove_file(marker(file));
    Ok((writer, vec![Notice::Salvaged { aside, articles: articles.unsigned_abs() }]))
}

/// Columns that both files have.
fn columns(old: &Connection, new: &Connection, table: &str) -> Vec<String> {
    let of = |connection: &Connection| -> Vec<String> {
        let names =
            connection.prepare(&format!("SELECT name FROM pragma_table_info('{table}')")).and_then(|mut select| {
                let names = select.query_map([], |row| row.get(0))?;
                Ok(names.filter_map(std::result::Result::ok).collect())
            });
        names.unwrap_or_default()
    };
    let known = of(old);
    of(new).into_iter().filter(|column| known.contains(column)).collect()
}

fn insert_sql(table: &str, columns: &[String]) -> String {
    let places = vec!["?"; columns.len()].join(", ");
    format!("INSERT OR IGNORE INTO {table} ({}) VALUES ({places})", columns.join(", "))
}

/// Saves a table with an integer key, leaping over what cannot be read.
fn save_keyed(old: &Connection, new: &mut Connection, table: &str, key: &str) -> Result<()> {
    let columns = columns(old, new, table);
    if columns.is_empty() {
        return Ok(());
    }
    let insert = insert_sql(table, &columns);
    let sql =
        format!("SELECT {key}, {} FROM {table} WHERE {key} > ?1 ORDER BY {key} LIMIT {BATCH}", columns.join(", "));
    let (mut after, mut leap, mut leaps, mut in_a_row) = (0_i64, 1_i64, 0, 0);
    loop {
        let (rows, failed) = batch(old, &sql, after, columns.len());
        if let Some((last, _)) = rows.last() {
            (after, leap, in_a_row) = (*last, 1, 0);
        }
        let empty = rows.is_empty();
        store(new, &insert, rows.into_iter().map(|(_, row)| row))?;
        if failed {
            (leaps, in_a_row) = (leaps + 1, in_a_row + 1);
            if leaps > MAX_LEAPS {
                return Ok(());
            }
            after = after.saturating_add(leap);
            leap = if in_a_row < SMALL_LEAPS { 1 } else { (leap * 2).min(1024) };
        } else if empty {
            return Ok(());
        }
    }
}

type Keyed = Vec<(i64, Vec<Value>)>;

/// Rows up to the first that cannot be read, and whether there was one.
fn batch(old: &Connection, sql: &str, after: i64, columns: usize) -> (Keyed, bool) {
    let mut found = Vec::new();
    let mut read = || -> rusqlite::Result<()> {
        let mut select = old.prepare_cached(sql)?;
        let mut rows = select.query([after])?;
        while let Some(row) = rows.next()? {
            let values = (1..=columns).map(|column| row.get(column)).collect::<rusqlite::Result<Vec<Value>>>()?;
            found.push((row.get(0)?, values));
        }
        Ok(())
    };
    let failed = read().is_err();
    (found, failed)
}

/// Saves a table without an integer key up to the first row that cannot be read.
fn save_plain(old: &Connection, new: &mut Connection, table: &str) -> Result<()> {
    let columns = columns(old, new, table);
    if columns.is_empty() {
        return Ok(());
    }
    let insert = insert_sql(table, &columns);
    let Ok(mut select) = old.prepare(&format!("SELECT {} FROM {table}", columns.join(", "))) else { return Ok(()) };
    let Ok(mut rows) = select.query([]) else { return Ok(()) };
    loop {
        let mut batch = Vec::with_capacity(BATCH);
        while batch.len() < BATCH
            && let Ok(Some(row)) = rows.next()
        {
            let values: rusqlite::Result<Vec<Value>> = (0..columns.len()).map(|column| row.get(column)).collect();
            batch.extend(values);
        }
        let last = batch.len() < BATCH;
        store(new, &insert, batch.into_iter())?;
        if last {
            return Ok(());
        }
    }
}

/// Stores rows; one that breaks a rule of the table is left out.
fn store(new: &mut Connection, insert: &str, rows: impl Iterator<Item = Vec<Value>>) -> Result<()> {
    let transaction = new.transaction()?;
    {
        let mut statement = transaction.prepare_cached(insert)?;
        for row in rows {
            match statement.execute(params_from_iter(row)).map_err(StoreError::from) {
                Ok(_) | Err(StoreError::Sql(_)) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(transaction.commit()?)
}
