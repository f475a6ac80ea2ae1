//! Rows as they are made: an article enters with what a list says of it, and stands in its lists and in the queue of the index.

use rusqlite::{Connection, OptionalExtension, params};

use crate::model::article::NO_DATE;
use crate::model::{CanonicalUrl, Entry, Moment, SectionId, SourceId, Timestamp};
use crate::store::lossy::Lossy as _;
use crate::store::rows::{EVERY, precision_number};
use crate::store::{Result, dating};

/// A clock before 2020 is wrong itself and judges nobody. Seconds since 1970.
const CLOCK_WORKS_AFTER: i64 = 1_577_836_800;
/// Longest title that is kept, bytes; of a longer one the beginning.
const MAX_TITLE_BYTES: usize = 2_000;

/// Makes the article known to the index (again).
pub(in crate::store) fn queue(connection: &Connection, id: i64) -> Result<()> {
    connection.prepare_cached("INSERT OR REPLACE INTO queue (id) VALUES (?1)")?.execute([id])?;
    Ok(())
}

/// Puts the article in a section (and its source); whether that was new.
pub(in crate::store) fn join(connection: &Connection, id: i64, source: &str, section: &str) -> Result<bool> {
    let mut joined = false;
    for section in ["", section] {
        let list = list_for(connection, source, section)?;
        joined |= enter(connection, id, list)?;
    }
    Ok(joined)
}

pub(in crate::store) fn list_for(connection: &Connection, source: &str, section: &str) -> Result<i64> {
    let mut find = connection.prepare_cached("SELECT id FROM lists WHERE source = ?1 AND section = ?2")?;
    if let Some(list) = find.query_row([source, section], |row| row.lossy(0)).optional()? {
        return Ok(list);
    }
    connection.execute("INSERT INTO lists (source, section) VALUES (?1, ?2)", [source, section])?;
    Ok(connection.last_insert_rowid())
}

fn enter(connection: &Connection, id: i64, list: i64) -> Result<bool> {
    let mut insert = connection.prepare_cached(
        "INSERT OR IGNORE INTO members (list, sort, id, unread, starred) \
         SELECT ?2, sort, id, NOT read, starred FROM articles WHERE id = ?1",
    )?;
    Ok(insert.execute([id, list])? > 0)
}

/// What a row is made with.
pub(in crate::store) struct NewRow<'a> {
    pub(in crate::store) url: &'a CanonicalUrl,
    pub(in crate::store) source: &'a SourceId,
    pub(in crate::store) section: &'a SectionId,
    pub(in crate::store) published: Option<Moment>,
    pub(in crate::store) seen: Timestamp,
    /// The item of the listing that told of it, if one did.
    pub(in crate::store) listed: Option<&'a Entry>,
    /// Whether it is known to be new.
    pub(in crate::store) age: Age,
}

/// What is known of the age of an article without a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Age {
    /// It was not there at the visit before.
    New,
    /// It stood at this place of a list when that was first seen: it may be of any age, and is sorted below all others.
    Any(usize),
}

/// A row with what a listing says of it (with nothing but addresses and dates where there was none), in its lists.
pub(in crate::store) fn create(connection: &Connection, new: &NewRow<'_>) -> Result<i64> {
    let undated = match new.age {
        Age::New => new.seen,
        Age::Any(place) => Timestamp(NO_DATE.0 - i64::try_from(place).unwrap_or(0)),
    };
    let sort = sort_key(new.published, new.seen, undated).0;
    connection
        .prepare_cached(
            "INSERT INTO articles (url, source, section, published, precision, seen, sort, title, summary, author, picture, \
             listed, dated) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute(params![
            new.url.as_str(),
            new.source.as_str(),
            new.section.as_str(),
            new.published.map(|moment| moment.at.0),
            new.published.map(|moment| precision_number(moment.precision)),
            new.seen.0,
            sort,
            new.listed.and_then(|item| titled(Some(&item.title))),
            new.listed.and_then(|item| filled(item.summary.as_deref())),
            new.listed.and_then(|item| filled(item.author.as_deref())),
            new.listed.and_then(|item| filled(item.picture.as_deref())),
            new.listed.and_then(|item| item.published).map(|moment| moment.at.0),
            dating::number(new.listed.filter(|_| new.published.is_some()).map(|item| item.dated_by.date_rank())),
        ])?;
    let id = connection.last_insert_rowid();
    connection.prepare_cached("DELETE FROM forgotten WHERE url = ?1")?.execute([new.url.as_str()])?;
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO members (list, sort, id, unread, starred) \
             VALUES (?3, ?2, ?1, 1, 0), (?4, ?2, ?1, 1, 0), (?5, ?2, ?1, 1, 0)",
        )?
        .execute(params![
            id,
            sort,
            EVERY,
            list_for(connection, new.source.as_str(), "")?,
            list_for(connection, new.source.as_str(), new.section.as_str())?,
        ])?;
    Ok(id)
}

/// The instant a row is sorted by: publication, else where it stands `undated`; what claims to be published far after it
/// was seen stands where it was seen.
pub(in crate::store) fn sort_key(published: Option<Moment>, seen: Timestamp, undated: Timestamp) -> Timestamp {
    match published {
        Some(moment) if seen.0 < CLOCK_WORKS_AFTER || !moment.is_ahead_of(seen) => moment.at,
        Some(_) => seen,
        None => undated,
    }
}

/// No column holds an empty text: it would hide a fuller one behind `coalesce`.
pub(in crate::store) fn filled(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.is_empty())
}

/// As [`filled`], for a title.
pub(in crate::store) fn titled(text: Option<&str>) -> Option<&str> {
    let text = filled(text)?;
    Some(&text[..text.floor_char_boundary(MAX_TITLE_BYTES)])
}

/// Whether retention dropped the article of this address.
pub(in crate::store) fn forgotten(connection: &Connection, url: &CanonicalUrl) -> Result<bool> {
    let mut find = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM forgotten WHERE url = ?1)")?;
    Ok(find.query_row([url.as_str()], |row| row.lossy(0))?)
}
