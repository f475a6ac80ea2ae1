//! What the lists of a source showed when they were read last, so that those that show the same can be told.

use rusqlite::{Connection, params};

use super::super::changes::{DATES, TEASER, TEXT};
use super::super::lossy::Lossy as _;
use super::super::{ListTells, Result, Showing, ShownItem};
use crate::model::{CanonicalUrl, SectionId, SourceId, Timestamp};

/// Articles of a list, the youngest, that are looked at.
const MOST_SHOWN: i64 = 60;

/// What each list of a source showed.
pub(in super::super) fn of(connection: &Connection, source: &SourceId) -> Result<Vec<Showing>> {
    let mut lists = connection.prepare_cached(
        "SELECT l.id, l.section, l.dates_changes, s.listed_at FROM lists l \
         JOIN sections s ON s.source = l.source AND s.section = l.section WHERE l.source = ?1 AND s.listed_at IS NOT NULL",
    )?;
    let read = |row: &rusqlite::Row<'_>| {
        Ok((row.lossy::<i64>(0)?, row.lossy::<String>(1)?, row.lossy::<bool>(2)?, row.lossy::<i64>(3)?))
    };
    let lists = lists.query_map([source.as_str()], read)?.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut shown = Vec::with_capacity(lists.len());
    for (list, section, honest, read) in lists {
        let (items, tells) = items(connection, list, read)?;
        let honest = if honest { !0 } else { !DATES };
        shown.push(Showing {
            section: SectionId(section),
            tells: tells_of(tells & honest),
            read: Timestamp(read),
            items,
        });
    }
    Ok(shown)
}

fn items(connection: &Connection, list: i64, read: i64) -> Result<(Vec<ShownItem>, i64)> {
    let mut told = connection.prepare_cached(
        "SELECT m.id, m.sort, a.seen, t.at >= ?2, t.sure, a.removed IS NOT NULL FROM members m \
         JOIN told t ON t.id = m.id AND t.list = m.list JOIN articles a ON a.id = m.id \
         WHERE m.list = ?1 ORDER BY m.sort DESC, m.id DESC LIMIT ?3",
    )?;
    let mut rows = told.query(params![list, read, MOST_SHOWN])?;
    let (mut items, mut tells) = (Vec::new(), TEXT | DATES | TEASER);
    while let Some(row) = rows.next()? {
        let item = ShownItem {
            id: row.lossy(0)?,
            sort: row.lossy(1)?,
            seen: Timestamp(row.lossy(2)?),
            now: row.lossy(3)?,
            removed: row.lossy(5)?,
        };
        if item.now {
            tells &= row.lossy::<i64>(4)?;
        }
        items.push(item);
    }
    Ok((items, tells))
}

fn tells_of(number: i64) -> ListTells {
    match number {
        number if number & TEXT > 0 => ListTells::Texts,
        number if number & DATES > 0 => ListTells::Dates,
        number if number & TEASER > 0 => ListTells::Teasers,
        _ => ListTells::Headlines,
    }
}

/// Addresses of the newest articles of a section.
pub(in super::super) fn addresses(
    connection: &Connection,
    source: &SourceId,
    section: &SectionId,
    limit: usize,
) -> Result<Vec<CanonicalUrl>> {
    let mut read = connection.prepare_cached(
        "SELECT a.url FROM members m JOIN articles a ON a.id = m.id WHERE m.list = \
         (SELECT id FROM lists WHERE source = ?1 AND section = ?2) ORDER BY m.sort DESC, m.id DESC LIMIT ?3",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let found = read.query_map(params![source.as_str(), section.as_str(), limit], |row| row.lossy::<String>(0))?;
    Ok(found.collect::<rusqlite::Result<Vec<_>>>()?.iter().filter_map(|url| CanonicalUrl::parse(url)).collect())
}
