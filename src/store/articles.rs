//! Articles on their way in and out: saved whole, read back whole.
//!
//! Which row is an article's says [`super::identity`]. Absent on purpose: opinions about markup; what comes in is a draft already.

pub(super) mod documents;
pub(super) mod own;
mod written;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::dating;
use super::details::Details;
use super::lossy::Lossy as _;
use super::mute::{self, Mutes};
use super::rows::{self, AFTER, COLUMNS, EVERY, offline_number, precision_number};
use super::{Again, Change, Failing, Incoming, Result, body, changes, identity, pages, parts, upkeep};
use crate::model::article::{Anchor, NO_DATE};
use crate::model::{
    Article, ArticleId, Block, CanonicalUrl, Draft, Entry, Field, Finding, FindingKind, Moment, Offline, Provenance,
    SectionId, SourceId, Timestamp,
};

/// A clock before 2020 is wrong itself and judges nobody. Seconds since 1970.
const CLOCK_WORKS_AFTER: i64 = 1_577_836_800;
/// Failures after which a body is not asked for again by itself.
const MAX_TRIES: i64 = 6;
/// After so many pages that were no article, what has no headline is none.
const DOUBTFUL_TRIES: i64 = 3;
/// Failures in a row after which a page that breaks off waits like the others.
const SOON_TRIES: i64 = 3;
/// Seconds until a failed body may be asked for again; doubled by each failure.
const FIRST_RETRY: i64 = 1800;

/// Makes the article known to the index (again).
pub(super) fn queue(connection: &Connection, id: i64) -> Result<()> {
    connection.prepare_cached("INSERT OR REPLACE INTO queue (id) VALUES (?1)")?.execute([id])?;
    Ok(())
}

/// Puts the article in a section (and its source); whether that was new.
pub(super) fn join(connection: &Connection, id: i64, source: &str, section: &str) -> Result<bool> {
    let mut joined = false;
    for section in ["", section] {
        let list = list_for(connection, source, section)?;
        joined |= enter(connection, id, list)?;
    }
    Ok(joined)
}

pub(super) fn list_for(connection: &Connection, source: &str, section: &str) -> Result<i64> {
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
pub(super) struct NewRow<'a> {
    pub(super) url: &'a CanonicalUrl,
    pub(super) source: &'a SourceId,
    pub(super) section: &'a SectionId,
    pub(super) published: Option<Moment>,
    pub(super) seen: Timestamp,
    /// The item of the listing that told of it, if one did.
    pub(super) listed: Option<&'a Entry>,
    /// Whether it is known to be new.
    pub(super) age: Age,
}

/// What is known of the age of an article without a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Age {
    /// It was not there at the visit before.
    New,
    /// It stood at this place of a list when that was first seen: it may be of any age, and is sorted below all others.
    Any(usize),
}

/// A row with what a listing says of it (with nothing but addresses and dates where there was none), in its lists.
pub(super) fn create(connection: &Connection, new: &NewRow<'_>) -> Result<i64> {
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
            new.listed.and_then(|item| some(item.summary.as_deref())),
            new.listed.and_then(|item| some(item.author.as_deref())),
            new.listed.and_then(|item| some(item.picture.as_deref())),
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
pub(super) fn sort_key(published: Option<Moment>, seen: Timestamp, undated: Timestamp) -> Timestamp {
    match published {
        Some(moment) if seen.0 < CLOCK_WORKS_AFTER || !moment.is_ahead_of(seen) => moment.at,
        Some(_) => seen,
        None => undated,
    }
}

/// Stores one extracted article.
pub(super) fn save(connection: &Connection, incoming: &Incoming<'_>, mutes: &Mutes) -> Result<(ArticleId, Change)> {
    let (id, made) = identity::row_for(connection, incoming)?;
    let moved = !made && join(connection, id, incoming.source.as_str(), incoming.section.as_str())?;
    let change = write_draft(connection, id, incoming.draft, incoming.offline, Some(incoming.fetched), moved)?;
    connection
        .prepare_cached(
            "UPDATE articles SET etag = ?2, modified = ?3 WHERE id = ?1 AND (etag IS NOT ?2 OR modified IS NOT ?3)",
        )?
        .execute(params![id, incoming.etag, incoming.last_modified])?;
    changes::looked(connection, id, change, incoming.fetched)?;
    parts::keep(connection, id, incoming.parts)?;
    if let Some(html) = incoming.html {
        pages::keep(connection, id, incoming.fetched, html)?;
    }
    mute::settle(connection, mutes, id)?;
    Ok((ArticleId(id), change))
}

/// Writes what a page said into its row; what it does not say stays.
const WRITE_DRAFT: &str = "UPDATE articles SET title = coalesce(?2, title), sapo = coalesce(?3, sapo), author = coalesce(?4, author), \
     published = ?5, precision = ?6, sort = ?7, offline = ?8, edited = edited OR ?9, picture = coalesce(?10, picture, ?16), \
     fetched = coalesce(?11, fetched), want = ?12, not_before = 0, tries = 0, trouble = NULL, details = ?13, \
     read = CASE WHEN offline = ?14 THEN 0 ELSE read END, dated = ?15, \
     edited_at = CASE WHEN ?9 THEN coalesce(?11, edited_at) ELSE edited_at END WHERE id = ?1";

/// Writes what a draft knows over what the row knew; what the draft does not know stays. An empty body never
/// replaces a stored one.
pub(super) fn write_draft(
    connection: &Connection,
    id: i64,
    draft: &Draft,
    offline: Offline,
    fetched: Option<Timestamp>,
    moved: bool,
) -> Result<Change> {
    let before = written::heads(connection, id)?;
    let change = written::write_body(connection, id, draft, &before, fetched)?;
    let mut details = Details::of(draft);
    if change.cut {
        details.findings.push(Finding::new(FindingKind::Cut));
    }
    let settled = dating::settle_draft(before.published, before.details.as_deref(), draft, &mut details);
    let published = settled.dated.map(|dated| dated.moment);
    let readable = matches!(offline, Offline::Full | Offline::Partial);
    let offline = if readable && !change.bodied { Offline::Partial } else { offline };
    connection.prepare_cached(WRITE_DRAFT)?.execute(params![
        id,
        titled(draft.title.as_deref()),
        some(draft.sapo.as_deref()),
        some(draft.author.as_deref()),
        published.map(|moment| moment.at.0),
        published.map(|moment| precision_number(moment.precision)),
        sort_key(published, before.seen, before.undated).0,
        offline_number(offline),
        change.what == Change::Edited,
        some(draft.picture.as_deref()),
        fetched.map(|at| at.0),
        offline == Offline::Listed,
        details.json(),
        // Nobody has read what was gone before it could be stored.
        offline_number(Offline::Gone),
        dating::number(settled.dated.and_then(|dated| dated.rank)),
        first_picture(&draft.body),
    ])?;
    if moved || change.improved || change.what != Change::Same || before.differs(draft, published) {
        queue(connection, id)?;
    }
    Ok(change.what)
}

/// The picture of an article that names none: the first of its body.
fn first_picture(body: &[Block]) -> Option<&str> {
    body.iter().find_map(|block| match block {
        Block::Picture { url, .. } => Some(url.as_str()),
        _ => None,
    })
}

/// No column holds an empty text: it would hide a fuller one behind `coalesce`.
fn some(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.is_empty())
}

/// Longest title that is kept, bytes; of a longer one the beginning.
const MAX_TITLE_BYTES: usize = 2_000;

/// As [`some`], for a title.
pub(super) fn titled(text: Option<&str>) -> Option<&str> {
    let text = some(text)?;
    Some(&text[..text.floor_char_boundary(MAX_TITLE_BYTES)])
}

/// Whether retention dropped the article of this address.
pub(super) fn forgotten(connection: &Connection, url: &CanonicalUrl) -> Result<bool> {
    let mut find = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM forgotten WHERE url = ?1)")?;
    Ok(find.query_row([url.as_str()], |row| row.lossy(0))?)
}

/// Notes that a page could not be had; a stored body stays readable. A page that is gone without ever having been read
/// must not crowd the top of the lists: it counts as read and sinks to its date, or to the bottom without one.
pub(super) fn fail(connection: &Connection, failing: Failing<'_>, now: Timestamp) -> Result<()> {
    let Failing { id, state, trouble, again: when } = failing;
    let tries: Option<i64> =
        connection.query_row("SELECT tries FROM articles WHERE id = ?1", [id.0], |row| row.lossy(0)).optional()?;
    let tries = tries.unwrap_or(0) + 1;
    let again = state != Offline::Gone && tries < MAX_TRIES;
    let soon = when == Again::Soon && tries <= SOON_TRIES;
    let not_before = if soon { now.0 } else { now.0.saturating_add(FIRST_RETRY << tries.min(MAX_TRIES)) };
    connection.execute(
        "UPDATE articles SET tries = ?2, trouble = ?3, want = ?4, not_before = ?5, \
         offline = CASE WHEN EXISTS (SELECT 1 FROM bodies b WHERE b.id = ?1) THEN offline ELSE ?6 END WHERE id = ?1",
        params![id.0, tries, trouble, again, not_before, offline_number(state)],
    )?;
    connection.execute(
        "UPDATE articles SET read = 1, sort = coalesce(published, ?3) WHERE id = ?1 AND offline = ?2",
        params![id.0, offline_number(Offline::Gone), NO_DATE.0],
    )?;
    if (state == Offline::Gone || when == Again::Doubtful && tries >= DOUBTFUL_TRIES) && is_nothing(connection, id)? {
        return upkeep::let_go(connection, id.0, now);
    }
    if state == Offline::Gone {
        changes::removed(connection, id.0, now)?;
    }
    Ok(())
}

/// Whether a row has no headline but its address, no text, and nothing of the reader's, while others of its source were read since
/// it was met: where none was, the site itself may be out.
fn is_nothing(connection: &Connection, id: ArticleId) -> Result<bool> {
    let bare = "SELECT 1 FROM articles a WHERE a.id = ?1 AND a.starred = 0 AND NOT EXISTS (SELECT 1 FROM bodies b WHERE b.id = a.id) \
         AND EXISTS (SELECT 1 FROM lists l JOIN members m ON m.list = l.id JOIN articles o ON o.id = m.id \
         WHERE l.source = a.source AND l.section = '' AND o.offline IN (1, 2) AND o.fetched >= a.seen)";
    Ok(connection.prepare_cached(bare)?.exists([id.0])? && is_unnamed(connection, id)? && !own::has(connection, id.0)?)
}

/// Whether no list gave a headline to an article: a map names addresses.
fn is_unnamed(connection: &Connection, id: ArticleId) -> Result<bool> {
    let unnamed =
        "SELECT 1 FROM articles WHERE id = ?1 AND (title IS NULL OR title = substr(url, instr(url, '://') + 3))";
    Ok(connection.prepare_cached(unnamed)?.exists([id.0])?)
}

/// Whether nothing but an address is known of an article, neither headline nor date.
pub(super) fn is_bare(connection: &Connection, id: ArticleId) -> Result<bool> {
    let undated = "SELECT 1 FROM articles WHERE id = ?1 AND published IS NULL";
    Ok(is_unnamed(connection, id)? && connection.prepare_cached(undated)?.exists([id.0])?)
}

/// Notes why an article was not asked for; nothing is held against it.
pub(super) fn hold(connection: &Connection, id: ArticleId, trouble: &str) -> Result<()> {
    let mut note = connection.prepare_cached("UPDATE articles SET trouble = ?2 WHERE id = ?1")?;
    note.execute(params![id.0, trouble])?;
    Ok(())
}

/// Notes that a page was asked for again and is as it was.
pub(super) fn unchanged(connection: &Connection, id: ArticleId, now: Timestamp) -> Result<()> {
    connection.execute(
        "UPDATE articles SET want = 0, not_before = 0, tries = 0, trouble = NULL, fetched = ?2 WHERE id = ?1",
        params![id.0, now.0],
    )?;
    changes::looked(connection, id.0, Change::Same, now)
}

/// A stored article, whole.
pub(super) fn load(connection: &Connection, id: ArticleId) -> Result<Option<Article>> {
    let sql = format!(
        "SELECT {COLUMNS}, a.sapo, a.author, a.fetched, a.trouble, a.details, b.blocks, p.block, p.offset, \
         CASE WHEN a.want = 1 AND a.not_before > 0 THEN a.not_before END, a.dated \
         FROM articles a LEFT JOIN bodies b ON b.id = a.id LEFT JOIN positions p ON p.id = a.id WHERE a.id = ?1"
    );
    let mut article = connection.prepare_cached(&sql)?.query_row([id.0], whole).optional()?.flatten();
    if let Some(article) = &mut article {
        article.notes = own::notes(connection, id)?;
        if let Some(story) = article.row.story {
            article.provenance.original = super::stories::original(connection, id, story)?;
        }
    }
    Ok(article)
}

fn whole(row: &Row<'_>) -> rusqlite::Result<Option<Article>> {
    let Some(summary) = rows::summary(row)? else { return Ok(None) };
    let mut details = Details::parse(row.lossy::<Option<String>>(AFTER + 4)?.as_deref());
    // A list may have given a better date since the page was read.
    details.by.extend(dating::of(row.lossy(AFTER + 9)?).and_then(dating::evidence).map(|by| (Field::Published, by)));
    let blocks: Option<Vec<u8>> = row.lossy(AFTER + 5)?;
    let position = match (row.lossy(AFTER + 6)?, row.lossy(AFTER + 7)?) {
        (Some(block), Some(offset)) => Some(Anchor { block, offset }),
        _ => None,
    };
    Ok(Some(Article {
        row: summary,
        updated: details.updated,
        author: row.lossy(AFTER + 1)?,
        source_line: details.source_line,
        sapo: row.lossy(AFTER)?,
        category: details.category,
        tags: details.tags,
        body: blocks.map(|blob| body::unpack_blocks(&blob)).unwrap_or_default(),
        position,
        notes: Vec::new(),
        provenance: Provenance {
            fetched: row.lossy::<Option<i64>>(AFTER + 2)?.map(Timestamp),
            by: details.by,
            findings: details.findings,
            trouble: row.lossy(AFTER + 3)?,
            retry_at: row.lossy::<Option<i64>>(AFTER + 8)?.map(Timestamp),
            original: None,
        },
    }))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{FixedClock, Query, Window};
    use crate::store::{ExchangeRecord, Store};

    #[test]
    fn an_imported_article_whose_body_shows_a_picture_is_one_with_a_picture() {
        let store = Store::in_memory(Arc::new(FixedClock(Timestamp(1_700_000_000)))).unwrap();
        let shown = Block::Picture { url: "https://a.test/1.jpg".to_owned(), caption: String::new() };
        let record = |path: &str, body| {
            let draft = Draft { title: Some(path.to_owned()), body, ..Draft::default() };
            ExchangeRecord { url: format!("https://a.test/{path}"), draft, ..ExchangeRecord::default() }
        };
        let words = Block::paragraph("Chỉ có chữ.");
        store.import(&[record("a", vec![words.clone(), shown]), record("b", vec![words])]).unwrap();
        let rows = store.rows(&Query::default(), Window { after: None, limit: 9 }).unwrap().rows;
        let pictured: Vec<(&str, bool)> = rows.iter().map(|row| (row.title.as_str(), row.pictured)).collect();
        assert_eq!(pictured, [("b", false), ("a", true)]);
    }
}
