//! Records for export and import: an import reads back what an export wrote, without loss.
//!
//! An import never takes anything away: an article that is there keeps its text and gains only what it lacked (a body,
//! a star, sections, addresses). So an import that was cut off is simply run again.

use rusqlite::{Connection, Row, params};

use super::articles::entering::{self, NewRow};
use super::articles::{self, NewDraft, own};
use super::dating;
use super::details::Details;
use super::lossy::Lossy as _;
use super::mute::{self, Mutes};
use super::rows::{moment, offline_number};
use super::{ExchangeRecord, Result, body, identity, marks, revisions};
use crate::model::article::{Anchor, NO_DATE};
use crate::model::{ArticleId, CanonicalUrl, Draft, Field, IMPORTED, Offline, RowMark, SectionId, SourceId, Timestamp};

/// Stores one record; `None` when its address is no `http(s)` address, else its row and whether it was new.
pub(super) fn import(
    connection: &Connection,
    record: &ExchangeRecord,
    mutes: &Mutes,
    now: Timestamp,
) -> Result<Option<(ArticleId, bool)>> {
    let Some(url) = CanonicalUrl::parse(&record.url) else { return Ok(None) };
    let found = identity::find(connection, &url)?;
    let id = match found {
        Some(id) => {
            if gains_a_body(connection, id, &record.draft)? {
                write(connection, id, record)?;
            }
            id
        }
        None => create(connection, &url, record, now)?,
    };
    note_the_rest(connection, id, record)?;
    mute::settle(connection, mutes, id)?;
    Ok(Some((ArticleId(id), found.is_none())))
}

fn source_of(url: &CanonicalUrl, record: &ExchangeRecord) -> SourceId {
    if record.source.is_empty() { SourceId(url.host()) } else { SourceId(record.source.clone()) }
}

fn create(connection: &Connection, url: &CanonicalUrl, record: &ExchangeRecord, now: Timestamp) -> Result<i64> {
    let section = if record.section.is_empty() { IMPORTED } else { &record.section };
    let source = source_of(url, record);
    let seen = record.seen.unwrap_or(now);
    let (source, section) = (&source, &SectionId(section.to_owned()));
    let published = record.draft.published;
    let age = record.undated_place.map_or(entering::Age::New, entering::Age::Any);
    let id = entering::create(connection, &NewRow { url, source, section, published, seen, listed: None, age })?;
    write(connection, id, record)?;
    entering::queue(connection, id)?;
    if record.read || record.starred {
        connection.prepare_cached("UPDATE articles SET read = ?2, starred = ?3 WHERE id = ?1")?.execute(params![
            id,
            record.read,
            record.starred
        ])?;
    }
    Ok(id)
}

fn write(connection: &Connection, id: i64, record: &ExchangeRecord) -> Result<()> {
    let bodied = if record.draft.body.is_empty() { Offline::Listed } else { Offline::Full };
    let offline = record.offline.unwrap_or(bodied);
    articles::write_draft(connection, id, NewDraft::alone(&record.draft), offline, record.fetched, false)?;
    // A state without a body (gone, blocked) stays what it was, and only a listed article asks to be fetched.
    connection
        .prepare_cached("UPDATE articles SET offline = ?2 WHERE id = ?1")?
        .execute(params![id, offline_number(offline)])?;
    connection
        .prepare_cached(
            "UPDATE articles SET etag = ?2, modified = ?3, listed = ?4, trouble = ?5, edited = edited OR ?6, \
             sort = CASE WHEN offline = ?7 THEN coalesce(published, 0) ELSE sort END WHERE id = ?1",
        )?
        .execute(params![
            id,
            record.etag,
            record.last_modified,
            record.listed.map(|at| at.0),
            record.trouble,
            record.edited,
            // The same as for a page found to be gone: counted as read, so that it sinks in the lists.
            offline_number(Offline::Gone),
        ])?;
    write_revisions(connection, id, record)
}

/// Earlier versions; as many as an article may have, and only where there are none.
fn write_revisions(connection: &Connection, id: i64, record: &ExchangeRecord) -> Result<()> {
    let has = connection.prepare_cached("SELECT 1 FROM revisions WHERE id = ?1")?.exists([id])?;
    let most = usize::try_from(revisions::MAX_REVISIONS).unwrap_or(usize::MAX);
    let skipped = record.revisions.len().saturating_sub(most);
    for old in record.revisions.iter().skip(skipped).filter(|_| !has) {
        revisions::write(connection, id, old)?;
    }
    Ok(())
}

fn gains_a_body(connection: &Connection, id: i64, draft: &Draft) -> Result<bool> {
    let mut bodied = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM bodies WHERE id = ?1)")?;
    Ok(!draft.body.is_empty() && !bodied.query_row([id], |row| row.lossy::<bool>(0))?)
}

/// Sections, addresses, star, labels, notes, teaser and position: added where they are missing.
fn note_the_rest(connection: &Connection, id: i64, record: &ExchangeRecord) -> Result<()> {
    let mut moved = false;
    for (source, section) in &record.also_in {
        moved |= entering::join(connection, id, source, section)?;
    }
    if moved {
        entering::queue(connection, id)?;
    }
    for alias in record.aliases.iter().filter_map(|alias| CanonicalUrl::parse(alias)) {
        identity::add_alias(connection, &alias, id)?;
    }
    own::add(connection, ArticleId(id), &record.labels, &record.notes)?;
    if record.starred {
        marks::mark(connection, &[ArticleId(id)], RowMark::Starred)?;
    }
    if let Some(summary) = record.summary.as_deref().filter(|summary| !summary.is_empty()) {
        connection
            .prepare_cached("UPDATE articles SET summary = coalesce(summary, ?2) WHERE id = ?1")?
            .execute(params![id, summary])?;
    }
    if let Some(Anchor { block, offset }) = record.position {
        connection
            .prepare_cached("INSERT OR IGNORE INTO positions (id, block, offset) VALUES (?1, ?2, ?3)")?
            .execute(params![id, block, offset])?;
    }
    Ok(())
}

/// The records after row `after`, oldest row first.
pub(super) fn export(connection: &Connection, after: i64, limit: usize) -> Result<Vec<(ArticleId, ExchangeRecord)>> {
    let mut select = connection.prepare_cached(
        "SELECT a.id, a.url, a.source, a.section, a.title, a.published, a.precision, a.author, a.sapo, a.picture, a.details, \
         a.read, a.starred, a.seen, a.fetched, a.summary, a.offline, b.blocks, p.block, p.offset, \
         a.listed, a.edited, a.trouble, a.etag, a.modified, a.dated, a.sort \
         FROM articles a LEFT JOIN bodies b ON b.id = a.id LEFT JOIN positions p ON p.id = a.id \
         WHERE a.id > ?1 ORDER BY a.id LIMIT ?2",
    )?;
    let found = select.query_map(params![after, i64::try_from(limit).unwrap_or(i64::MAX)], record)?;
    let mut records = found.collect::<rusqlite::Result<Vec<_>>>()?;
    for (id, record) in &mut records {
        record.also_in = also_in(connection, *id, record)?;
        record.aliases = aliases(connection, *id)?;
        record.labels = own::labels(connection, *id)?;
        record.notes = own::notes(connection, *id)?;
        if record.edited {
            record.revisions = revisions::all(connection, *id)?;
            record.revisions.reverse();
        }
    }
    Ok(records)
}

fn record(row: &Row<'_>) -> rusqlite::Result<(ArticleId, ExchangeRecord)> {
    let mut details = Details::parse(row.lossy::<Option<String>>(10)?.as_deref());
    details.by.extend(dating::rank_of(row.lossy(25)?).and_then(dating::evidence).map(|by| (Field::Published, by)));
    let blocks: Option<Vec<u8>> = row.lossy(17)?;
    let position = match (row.lossy(18)?, row.lossy(19)?) {
        (Some(block), Some(offset)) => Some(Anchor { block, offset }),
        _ => None,
    };
    let draft = Draft {
        url: details.own_url,
        title: row.lossy(4)?,
        published: moment(row.lossy(5)?, row.lossy(6)?),
        updated: details.updated,
        author: row.lossy(7)?,
        sapo: row.lossy(8)?,
        imprint: details.imprint,
        body: blocks.map(|blob| body::unpack_blocks(&blob)).unwrap_or_default(),
        picture: row.lossy(9)?,
        next: details.next,
        neighbours: Vec::new(),
        versions: Vec::new(),
        found_by: std::collections::BTreeMap::new(),
        by: details.by,
        findings: details.findings,
    };
    let record = ExchangeRecord {
        url: row.lossy(1)?,
        source: row.lossy(2)?,
        section: row.lossy(3)?,
        draft,
        read: row.lossy(11)?,
        starred: row.lossy(12)?,
        seen: Some(Timestamp(row.lossy(13)?)),
        fetched: row.lossy::<Option<i64>>(14)?.map(Timestamp),
        summary: row.lossy(15)?,
        offline: Some(super::rows::offline_of(row.lossy(16)?)),
        position,
        listed: row.lossy::<Option<i64>>(20)?.map(Timestamp),
        undated_place: undated_place(row)?,
        edited: row.lossy(21)?,
        trouble: row.lossy(22)?,
        etag: row.lossy(23)?,
        last_modified: row.lossy(24)?,
        also_in: Vec::new(),
        aliases: Vec::new(),
        labels: Vec::new(),
        notes: Vec::new(),
        revisions: Vec::new(),
    };
    Ok((ArticleId(row.lossy(0)?), record))
}

/// Where an article stands among those that have no date and may be of any age.
fn undated_place(row: &Row<'_>) -> rusqlite::Result<Option<usize>> {
    let (published, sort) = (row.lossy::<Option<i64>>(5)?, row.lossy::<i64>(26)?);
    Ok(usize::try_from(NO_DATE.0 - sort).ok().filter(|_| published.is_none()))
}

fn also_in(connection: &Connection, id: ArticleId, record: &ExchangeRecord) -> Result<Vec<(String, String)>> {
    let mut select = connection.prepare_cached(
        "SELECT l.source, l.section FROM lists l JOIN \
         (SELECT list FROM members WHERE id = ?1 UNION SELECT list FROM muted WHERE id = ?1) m ON l.id = m.list \
         WHERE l.source <> '' AND l.section <> '' AND NOT (l.source = ?2 AND l.section = ?3) ORDER BY l.source, l.section",
    )?;
    let found =
        select.query_map(params![id.0, record.source, record.section], |row| Ok((row.name(0)?, row.name(1)?)))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

fn aliases(connection: &Connection, id: ArticleId) -> Result<Vec<String>> {
    let mut select = connection.prepare_cached("SELECT url FROM aliases WHERE id = ?1 ORDER BY url")?;
    let found = select.query_map([id.0], |row| row.lossy(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}
