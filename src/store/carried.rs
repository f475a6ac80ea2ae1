//! The text that a feed carries is the article's body: readable at once, and its page is not asked for.
//!
//! A body that came from a page is better than a feed's (it has captions, tables, signatures) and stays.

use rusqlite::{Connection, OptionalExtension, params};

use super::articles;
use super::changes::Heard;
use super::details::Details;
use super::{Change, Result};
use crate::model::listing::Extent;
use crate::model::{Draft, Entry, Evidence, Field, Offline, Timestamp};

/// Takes the text of an item as the body of its row, where it is whole and no page has given a better one. Gives what
/// became of the body; `None` where the page must tell.
pub(super) fn take(
    connection: &Connection,
    id: i64,
    item: &Entry,
    heard: Heard,
    now: Timestamp,
) -> Result<Option<Change>> {
    let Some(text) = item.text.as_ref().filter(|text| text.extent == Extent::Whole && !text.body.is_empty()) else {
        return Ok(None);
    };
    let mut read = connection.prepare_cached(
        "SELECT a.details FROM articles a JOIN bodies b ON b.id = a.id WHERE a.id = ?1 AND a.offline IN (1, 2)",
    )?;
    let stored: Option<Option<String>> = read.query_row([id], |row| row.get(0)).optional()?;
    let by_feed =
        |details: &Option<String>| Details::parse(details.as_deref()).by.get(&Field::Body) == Some(&Evidence::Feed);
    match &stored {
        Some(details) if !by_feed(details) => return Ok(None),
        Some(_) if heard == Heard::Same => {
            connection.prepare_cached("UPDATE articles SET want = 0 WHERE id = ?1")?.execute(params![id])?;
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
    let change = articles::write_draft(connection, id, &draft, Offline::Full, Some(now), false)?;
    connection.prepare_cached("UPDATE articles SET recheck = NULL WHERE id = ?1")?.execute(params![id])?;
    Ok(Some(change))
}
