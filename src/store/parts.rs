//! The further pages of articles that span several: their addresses and validators.

use rusqlite::{Connection, params};

use super::lossy::Lossy as _;
use super::{PagePart, Result};
use crate::model::CanonicalUrl;

/// Notes the further pages of an article, as they were read just now.
pub(super) fn keep(connection: &Connection, id: i64, parts: &[PagePart]) -> Result<()> {
    connection.prepare_cached("DELETE FROM parts WHERE id = ?1")?.execute([id])?;
    let mut insert = connection
        .prepare_cached("INSERT OR REPLACE INTO parts (id, part, url, etag, modified) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (part, number) in parts.iter().zip(2_i64..) {
        insert.execute(params![id, number, part.url.as_str(), part.etag, part.last_modified])?;
    }
    Ok(())
}

/// The further pages of an article.
pub(super) fn stored(connection: &Connection, id: i64) -> Result<Vec<PagePart>> {
    let mut read = connection.prepare_cached("SELECT url, etag, modified FROM parts WHERE id = ?1 ORDER BY part")?;
    let found = read.query_map([id], |row| {
        let url = CanonicalUrl::parse(&row.lossy::<String>(0)?);
        let (etag, last_modified) = (row.lossy(1)?, row.lossy(2)?);
        Ok(url.map(|url| PagePart { url, etag, last_modified }))
    })?;
    Ok(found.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten().collect())
}

/// Whether a source has shown an article over several pages: then none of its feeds is known to give whole texts.
pub(super) fn has_any(connection: &Connection, source: &str) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM parts p JOIN articles a ON a.id = p.id WHERE a.source = ?1)";
    Ok(connection.prepare_cached(sql)?.query_row([source], |row| row.lossy(0))?)
}
