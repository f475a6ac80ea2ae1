//! The text that a feed carries is the article's body: readable at once, and its page is not asked for, unless the article
//! may have further pages, which feeds leave out.
//!
//! A body that came from a page is better than a feed's (it has captions, tables, signatures) and stays; where a feed tells it
//! again with some paragraphs changed and all else in its place, they change, and the page is not asked for.

use rusqlite::{Connection, OptionalExtension, params};

use super::articles::{self, NewDraft};
use super::changes::{self, Heard};
use super::details::Details;
use super::identity::{self, Sighting};
use super::lossy::Lossy as _;
use super::rows::offline_number;
use super::{Change, Result, body, parts};
use crate::model::{
    Block, Draft, Entry, Evidence, Extent, FeedText, Field, Finding, FindingKind, Imprint, Offline, Timestamp,
};

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
        Some(details) if !by_feed(details) && matches!(heard, Heard::Other { .. }) => {
            return retell(connection, id, (item, text), details.as_deref(), now);
        }
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
        imprint: Imprint { source_line: text.source_line.clone(), ..Imprint::default() },
        sapo: text.sapo.clone(),
        body: text.body.clone(),
        picture: item.picture.clone(),
        by: by.into(),
        findings: if item.author.is_none() { vec![Finding::new(FindingKind::NoAuthor)] } else { Vec::new() },
        ..Draft::default()
    };
    let change = articles::write_draft(connection, id, NewDraft::alone(&draft), offline, Some(now), false)?;
    connection
        .prepare_cached("UPDATE articles SET recheck = NULL, want = ?2 WHERE id = ?1")?
        .execute(params![id, offline != Offline::Full])?;
    Ok(Some(change))
}

/// Takes the paragraphs that a feed changed in the body that a page gave, where it tells all the rest of it as it was, headline
/// and sapo too.
fn retell(
    connection: &Connection,
    id: i64,
    (item, text): (&Entry, &FeedText),
    details: Option<&str>,
    now: Timestamp,
) -> Result<Option<Change>> {
    let mut read = connection.prepare_cached(
        "SELECT a.title, a.sapo, b.blocks FROM articles a JOIN bodies b ON b.id = a.id WHERE a.id = ?1 AND a.offline = ?2",
    )?;
    let full = offline_number(Offline::Full);
    let stored: Option<(Option<String>, Option<String>, Vec<u8>)> =
        read.query_row(params![id, full], |row| Ok((row.lossy(0)?, row.lossy(1)?, row.lossy(2)?))).optional()?;
    let Some((title, sapo, old)) = stored else { return Ok(None) };
    // The page alone says which of two headlines is the article's.
    let head_is_the_same = title.as_deref() == Some(&item.title) && sapo == text.sapo;
    let Details { own_url, updated, imprint, next, by, findings, .. } = Details::parse(details);
    let in_one_piece = next.is_none() && parts::stored(connection, id)?.is_empty();
    if !in_one_piece || !head_is_the_same || !is_retold(&body::unpack_blocks(&old), &text.body) {
        return Ok(None);
    }
    let draft = Draft {
        title,
        url: own_url,
        updated: item.updated.or(updated),
        body: text.body.clone(),
        imprint,
        by,
        findings,
        ..Draft::default()
    };
    let change = articles::write_draft(connection, id, NewDraft::alone(&draft), Offline::Full, Some(now), false)?;
    changes::looked(connection, id, change, now)?;
    Ok(Some(change))
}

/// Whether a text is another one with some paragraphs changed: no shorter, most of them as they were, everything else in it,
/// and the end as it was, so that no page was cut off there.
fn is_retold(old: &[Block], new: &[Block]) -> bool {
    let kept = old.iter().filter(|block| new.contains(block)).count();
    let only_paragraphs = old.iter().all(|block| matches!(block, Block::Paragraph(_)) || new.contains(block));
    new != old && new.len() >= old.len() && new.last() == old.last() && kept * 2 > old.len() && only_paragraphs
}
