//! The text that a feed carries is the article's body: readable at once, and its page is not asked for, unless the article
//! may have further pages, which feeds leave out.
//!
//! A body that came from a page is better than a feed's (it has captions, tables, signatures) and stays.

use rusqlite::{Connection, OptionalExtension, params};

use super::articles;
use super::changes::Heard;
use super::details::Details;
use super::identity::{self, Sighting};
use super::lossy::Lossy as _;
use super::{Change, Result, parts};
use crate::model::{Draft, Entry, Evidence, Extent, FeedText, Field, Offline, Timestamp};

/// Whether articles of a source come in several pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paging {
    /// None was seen.
    Unseen,
    /// One was: no text of a feed is known to be whole.
    Seen,
}

/// What was seen of a source.
pub(super) fn paging(connection: &Connection, source: &str) -> Result<Paging> {
    Ok(if parts::has_any(connection, source)? { Paging::Seen } else { Paging::Unseen })
}

/// The text of an item that can stand for the article's body, and whether it is surely all of it.
pub(super) fn usable(item: &Entry, paging: Paging) -> Option<(&FeedText, Offline)> {
    let text = item.text.as_ref().filter(|text| !text.body.is_empty())?;
    match (text.extent, paging) {
        (Extent::Whole, Paging::Unseen) => Some((text, Offline::Full)),
        (Extent::Whole | Extent::FirstPage, _) => Some((text, Offline::Partial)),
        (Extent::Teaser, _) => None,
    }
}

/// The row of an item by the text that it carries, else the one that is `known`. A rewritten article goes to the address
/// where its list sends readers now: what stands at the old one, if anything, is no longer kept up.
pub(super) fn join(
    connection: &Connection,
    seen: &Sighting<'_>,
    item: &Entry,
    known: Option<i64>,
    paging: Paging,
) -> Result<Option<i64>> {
    let Some((text, _)) = usable(item, paging) else { return Ok(known) };
    let joined = identity::join_by_text(connection, seen, &text.body, known)?;
    if let Some(id) = joined.filter(|_| joined != known) {
        let mut read = connection.prepare_cached("SELECT title FROM articles WHERE id = ?1")?;
        let title: Option<String> = read.query_row([id], |row| row.lossy(0))?;
        if title.is_some_and(|title| title != item.title) {
            identity::rename(connection, id, &item.url)?;
        }
    }
    Ok(joined)
}

/// Takes the text of an item as the body of its row, where no page has given a better one. Gives what became of the body;
/// `None` where the page must tell.
pub(super) fn take(
    connection: &Connection,
    id: i64,
    item: &Entry,
    heard: Heard,
    paging: Paging,
    now: Timestamp,
) -> Result<Option<Change>> {
    let Some((text, offline)) = usable(item, paging) else { return Ok(None) };
    let mut read = connection.prepare_cached(
        "SELECT a.details FROM articles a JOIN bodies b ON b.id = a.id WHERE a.id = ?1 AND a.offline IN (1, 2)",
    )?;
    let stored: Option<Option<String>> = read.query_row([id], |row| row.lossy(0)).optional()?;
    let by_feed =
        |details: &Option<String>| Details::parse(details.as_deref()).by.get(&Field::Body) == Some(&Evidence::Feed);
    match &stored {
        Some(details) if !by_feed(details) => return Ok(None),
        Some(_) if heard == Heard::Same => {
            if offline == Offline::Full {
                connection.prepare_cached("UPDATE articles SET want = 0 WHERE id = ?1")?.execute(params![id])?;
            }
            return Ok(Some(Change::Same));
        }
        _ => {}
    }
    let by = [Field::Title, Field::Body, Field::Published].map(|field| (field, Evidence::Feed));
    let draft = Draft {
        title: Some(item.title.clone()),
        published: item.published,
        updated: item.updated,
        author: item.author.clone(),
        source_line: text.source_line.clone(),
        sapo: text.sapo.clone(),
        body: text.body.clone(),
        picture: item.picture.clone(),
        by: by.into(),
        ..Draft::default()
    };
    let change = articles::write_draft(connection, id, &draft, offline, Some(now), false)?;
    connection
        .prepare_cached("UPDATE articles SET recheck = NULL, want = ?2 WHERE id = ?1")?
        .execute(params![id, offline != Offline::Full])?;
    Ok(Some(change))
}
