//! Filters of a query as the index has them: sources and sections as numbers of lists, marks as ids where these are few.

use std::collections::HashSet;

use rusqlite::Connection;

use super::plan::Sieve;
use crate::store::Result;
use crate::store::articles::{documents, own};
use crate::store::language::Asked;
use crate::store::lossy::Lossy as _;
use crate::store::mute;

/// Ids that a filter on marks may name; beyond it the hits are sifted when they are read.
const MAX_NAMED_IDS: usize = 20_000;

/// The filters of one way to fit.
pub(super) struct Sieves {
    pub(super) index: Sieve,
    /// Marks have to be looked at when the rows are read.
    pub(super) later: bool,
}

/// A mark of articles.
#[derive(Debug, Clone, Copy)]
enum Marked {
    Starred,
    Unread,
}

/// Turns names of sources and sections into lists, and marks into ids where these are few.
pub(super) fn sieve(connection: &Connection, asked: &Asked) -> Result<Sieves> {
    let mut sieve = Sieve::default();
    if asked.muted == Some(true) {
        sieve.lists.push(vec![mute::MUTED.unsigned_abs()]);
    } else if mute::count(connection)? > 0 {
        sieve.not_lists.push(mute::MUTED.unsigned_abs());
    }
    for names in &asked.sources {
        sieve.lists.push(lists(connection, names, true)?);
    }
    for names in &asked.sections {
        sieve.lists.push(lists(connection, names, false)?);
    }
    if !asked.not_sources.is_empty() {
        sieve.not_lists.extend(lists(connection, &asked.not_sources, true)?);
    }
    if !asked.not_sections.is_empty() {
        sieve.not_lists.extend(lists(connection, &asked.not_sections, false)?);
    }
    let mut later = false;
    for (wanted, mark) in [(asked.starred, Marked::Starred), (asked.unread, Marked::Unread)] {
        let Some(wanted) = wanted else { continue };
        let named = match named(connection, mark, wanted)? {
            Some(ids) if sieve.only.is_none() => {
                sieve.only = Some(ids);
                true
            }
            _ => false,
        };
        if named {
            continue;
        }
        match self::named(connection, mark, !wanted)? {
            Some(ids) => sieve.never.extend(ids),
            None => later = true,
        }
    }
    let mut named = Vec::new();
    for document in &asked.cites {
        named.push((documents::citing_ids(connection, document.as_deref())?, true));
    }
    for (key, wanted) in &asked.labels {
        named.push((own::labelled(connection, key)?, *wanted));
    }
    for (ids, wanted) in named {
        match (&mut sieve.only, wanted) {
            (_, false) => sieve.never.extend(ids),
            (Some(only), true) => {
                let ids: HashSet<u64> = ids.into_iter().collect();
                only.retain(|id| ids.contains(id));
            }
            (None, true) => sieve.only = Some(ids),
        }
    }
    Ok(Sieves { index: sieve, later })
}

/// Numbers of the lists whose source (or section) begins with one of the names; a whole name fits only itself.
fn lists(connection: &Connection, names: &[String], sources: bool) -> Result<Vec<u64>> {
    let sql = if sources {
        "SELECT id, source FROM lists WHERE id > 1 AND section = ''"
    } else {
        "SELECT id, section FROM lists WHERE id > 1 AND section <> ''"
    };
    let mut select = connection.prepare_cached(sql)?;
    let all = select.query_map([], |row| Ok((row.lossy::<i64>(0)?.unsigned_abs(), row.lossy::<String>(1)?)))?;
    let all = all.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut lists = Vec::new();
    for name in names {
        let whole = all.iter().any(|(_, list)| list == name);
        let fits = |list: &str| if whole { list == name } else { list.starts_with(name.as_str()) };
        lists.extend(all.iter().filter(|(_, list)| fits(list)).map(|(id, _)| *id));
    }
    Ok(lists)
}

/// Ids that have a mark, or have it not, if they are at most [`MAX_NAMED_IDS`].
fn named(connection: &Connection, mark: Marked, has: bool) -> Result<Option<Vec<u64>>> {
    let column = match mark {
        Marked::Starred => "starred",
        Marked::Unread => "unread",
    };
    let counted = if has { column.to_owned() } else { format!("total - {column}") };
    let count: i64 =
        connection.query_row(&format!("SELECT {counted} FROM lists WHERE id = 1"), [], |row| row.lossy(0))?;
    if usize::try_from(count).unwrap_or(0) > MAX_NAMED_IDS {
        return Ok(None);
    }
    let wanted = i64::from(has);
    let mut select =
        connection.prepare_cached(&format!("SELECT id FROM members WHERE list = 1 AND {column} = {wanted}"))?;
    let ids = select.query_map([], |row| row.lossy::<i64>(0))?;
    Ok(Some(ids.map(|id| id.map(i64::unsigned_abs)).collect::<rusqlite::Result<_>>()?))
}
