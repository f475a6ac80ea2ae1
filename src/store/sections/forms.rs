//! What a row knows of its address and its first sight. Two lists that write the address of one article in two forms tell how its host writes addresses.

use rusqlite::{Connection, OptionalExtension};

use super::super::Result;
use super::super::lossy::Lossy as _;
use crate::model::{CanonicalUrl, Entry, Timestamp};

/// The address of an item and that of its row, where they are the same in two forms.
pub(super) fn other(connection: &Connection, id: i64, item: &Entry) -> Result<Option<(CanonicalUrl, CanonicalUrl)>> {
    let mut read = connection.prepare_cached("SELECT url FROM articles WHERE id = ?1")?;
    let url: Option<String> = read.query_row([id], |row| row.lossy(0)).optional()?;
    let known = url.as_deref().filter(|url| *url != item.url.as_str()).and_then(CanonicalUrl::parse);
    Ok(known.filter(|known| known.key() == item.url.key()).map(|known| (item.url.clone(), known)))
}

/// When an article was first met.
pub(in super::super) fn seen(connection: &Connection, id: i64) -> Result<Timestamp> {
    let mut read = connection.prepare_cached("SELECT seen FROM articles WHERE id = ?1")?;
    Ok(Timestamp(read.query_row([id], |row| row.lossy(0))?))
}
