//! Filters of a query as the index has them: sources and sections as numbers of lists, marks as ids.

use std::collections::HashSet;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension};

use super::among::{AmongQuery, IdSet, Membership};
use super::plan::FixedFilters;
use crate::model::Offline;
use crate::store::articles::{documents, own};
use crate::store::language::{Alternative, ListName};
use crate::store::lossy::Lossy as _;
use crate::store::terms::place_list;
use crate::store::{Result, mute, rows};

/// Ids that a question names one by one; of more, a set is asked.
const MAX_NAMED_IDS: usize = 20_000;

/// A mark of articles.
#[derive(Debug, Clone, Copy)]
enum MarkFilter {
    Starred,
    Unread,
}

/// Turns names of sources and sections into lists, and marks into ids.
pub(super) fn sieve(connection: &Connection, asked: &Alternative) -> Result<FixedFilters> {
    let mut sieve = FixedFilters::default();
    if asked.muted == Some(true) {
        sieve.lists.push(vec![mute::MUTED.unsigned_abs()]);
    } else if mute::count(connection)? > 0 {
        sieve.not_lists.push(mute::MUTED.unsigned_abs());
    }
    for names in &asked.sources {
        sieve.lists.push(lists(connection, names, ListName::Source)?);
    }
    for names in &asked.sections {
        sieve.lists.push(lists(connection, names, ListName::Section)?);
    }
    sieve.lists.extend(asked.places.iter().map(|places| places.iter().map(|place| place_list(*place)).collect()));
    sieve.not_lists.extend(asked.not_places.iter().map(|place| place_list(*place)));
    if !asked.not_sources.is_empty() {
        sieve.not_lists.extend(lists(connection, &asked.not_sources, ListName::Source)?);
    }
    if !asked.not_sections.is_empty() {
        sieve.not_lists.extend(lists(connection, &asked.not_sections, ListName::Section)?);
    }
    let list = if asked.muted == Some(true) { mute::MUTED } else { rows::EVERY };
    for (wanted, mark) in [(asked.starred, MarkFilter::Starred), (asked.unread, MarkFilter::Unread)] {
        let Some(wanted) = wanted else { continue };
        if wanted && sieve.only.is_none() && count(connection, list, mark)? <= MAX_NAMED_IDS {
            let mut ids = Vec::new();
            with_mark(connection, list, mark, &mut ids)?;
            sieve.only = Some(ids);
            continue;
        }
        let mut ids = IdSet::default();
        with_mark(connection, list, mark, &mut ids)?;
        if matches!(mark, MarkFilter::Unread) && !wanted {
            never_read(connection, list, &mut ids)?;
        }
        sieve.among.push(AmongQuery::new(Arc::new(ids), if wanted { Membership::In } else { Membership::NotIn }));
    }
    let mut named = Vec::new();
    for document in &asked.cites {
        named.push((documents::citing_ids(connection, document.as_deref())?, true));
    }
    for (key, wanted) in &asked.labels {
        named.push((own::labelled(connection, key)?, *wanted));
    }
    for (words, wanted) in &asked.notes {
        named.push((own::noting(connection, words)?, *wanted));
    }
    for (wanted, fate) in [(asked.edited, EDITED), (asked.removed, REMOVED)] {
        if let Some(wanted) = wanted {
            named.push((fated(connection, fate)?, wanted));
        }
    }
    if let Some(wanted) = asked.noted {
        named.push((own::noted(connection)?, wanted));
    }
    for (ids, wanted) in named {
        if wanted { sieve.only(ids) } else { sieve.never.extend(ids) }
    }
    Ok(sieve)
}

impl FixedFilters {
    /// Only these articles, of those that are left.
    pub(super) fn only(&mut self, ids: Vec<u64>) {
        match &mut self.only {
            Some(only) => {
                let ids: HashSet<u64> = ids.into_iter().collect();
                only.retain(|id| ids.contains(id));
            }
            None => self.only = Some(ids),
        }
    }
}

/// What the newspaper corrected, and what it took down, as rows tell it.
const EDITED: &str = "edited";
const REMOVED: &str = "removed IS NOT NULL AND offline IN (1, 2)";

/// Ids of the articles that met such a fate.
fn fated(connection: &Connection, fate: &str) -> Result<Vec<u64>> {
    let mut select = connection.prepare_cached(&format!("SELECT id FROM articles WHERE {fate}"))?;
    let ids = select.query_map([], |row| row.lossy::<i64>(0))?;
    Ok(ids.map(|id| id.map(i64::unsigned_abs)).collect::<rusqlite::Result<_>>()?)
}

/// Numbers of the lists whose source (or section) begins with one of the names; a whole name fits only itself.
fn lists(connection: &Connection, names: &[String], named: ListName) -> Result<Vec<u64>> {
    let all = all_lists(connection, named)?;
    let mut lists = Vec::new();
    for name in names {
        let whole = all.iter().any(|(_, list)| list == name);
        let fits = |list: &str| if whole { list == name } else { list.starts_with(name.as_str()) };
        lists.extend(all.iter().filter(|(_, list)| fits(list)).map(|(id, _)| *id));
    }
    Ok(lists)
}

/// Every list with the id of its source (or section).
pub(super) fn all_lists(connection: &Connection, named: ListName) -> Result<Vec<(u64, String)>> {
    let sql = match named {
        ListName::Source => "SELECT id, source FROM lists WHERE id > 1 AND section = ''",
        ListName::Section => "SELECT id, section FROM lists WHERE id > 1 AND section <> ''",
    };
    let mut select = connection.prepare_cached(sql)?;
    let all = select.query_map([], |row| Ok((row.lossy::<i64>(0)?.unsigned_abs(), row.lossy::<String>(1)?)))?;
    Ok(all.collect::<rusqlite::Result<Vec<_>>>()?)
}

impl MarkFilter {
    fn column(self) -> &'static str {
        match self {
            Self::Starred => "starred",
            Self::Unread => "unread",
        }
    }
}

/// How many articles of a list have a mark.
fn count(connection: &Connection, list: i64, mark: MarkFilter) -> Result<usize> {
    let sql = format!("SELECT {} FROM lists WHERE id = ?1", mark.column());
    let count: Option<i64> = connection.query_row(&sql, [list], |row| row.lossy(0)).optional()?;
    Ok(count.and_then(|count| usize::try_from(count).ok()).unwrap_or(0))
}

/// The articles of a list that were gone before anybody could read them: they count as no news, but nobody read them.
fn never_read(connection: &Connection, list: i64, ids: &mut impl Extend<u64>) -> Result<()> {
    let sql = "SELECT m.id FROM members m JOIN articles a ON a.id = m.id WHERE m.list = ?1 AND a.offline = ?2";
    let mut select = connection.prepare_cached(sql)?;
    let mut rows = select.query([list, rows::offline_number(Offline::Gone)])?;
    while let Some(row) = rows.next()? {
        ids.extend([row.lossy::<i64>(0)?.unsigned_abs()]);
    }
    Ok(())
}

/// The articles of a list that have a mark.
fn with_mark(connection: &Connection, list: i64, mark: MarkFilter, ids: &mut impl Extend<u64>) -> Result<()> {
    let sql = format!("SELECT id FROM members WHERE list = ?1 AND {} = 1", mark.column());
    let mut select = connection.prepare_cached(&sql)?;
    let mut rows = select.query([list])?;
    while let Some(row) = rows.next()? {
        ids.extend([row.lossy::<i64>(0)?.unsigned_abs()]);
    }
    Ok(())
}
