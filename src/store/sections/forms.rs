//! What a row knows of its address and its first sight. Two lists that write the address of one article in two forms tell how its host writes addresses.

use rusqlite::{Connection, OptionalExtension};

use super::super::lossy::Lossy as _;
use super::super::{ListOrder, Result};
use crate::model::{CanonicalUrl, Entry, Timestamp};

/// The address of an item and that of its row, where they are the same in two forms, the one that holds as the second. Until a
/// page was had, a closing slash that a feed writes and a page does not is believed: servers add it to the names of folders.
pub(super) fn other(
    connection: &Connection,
    id: i64,
    item: &Entry,
    order: Option<ListOrder>,
) -> Result<Option<(CanonicalUrl, CanonicalUrl)>> {
    let mut read = connection.prepare_cached("SELECT url, fetched IS NOT NULL FROM articles WHERE id = ?1")?;
    let row: Option<(String, bool)> = read.query_row([id], |row| Ok((row.lossy(0)?, row.lossy(1)?))).optional()?;
    let Some((url, fetched)) = row.filter(|(url, _)| *url != item.url.as_str()) else { return Ok(None) };
    let Some(known) = CanonicalUrl::parse(&url).filter(|known| known.key() == item.url.key()) else { return Ok(None) };
    let slashed = item.url.as_str().strip_suffix('/') == Some(known.as_str());
    Ok(Some(match order {
        Some(ListOrder::Strict) if slashed && !fetched => (known, item.url.clone()),
        _ => (item.url.clone(), known),
    }))
}

/// When an article was first met.
pub(in super::super) fn seen(connection: &Connection, id: i64) -> Result<Timestamp> {
    let mut read = connection.prepare_cached("SELECT seen FROM articles WHERE id = ?1")?;
    Ok(Timestamp(read.query_row([id], |row| row.lossy(0))?))
}
