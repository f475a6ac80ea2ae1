//! Lists: a page of rows by keyset, and exact counts that nobody has to count.
//!
//! Every list is an index range of `members`, so a page costs the same at a thousand articles and at a million.
//! Totals come from counters kept by trigger. Two filters have no index (a picture, words of the title): they look
//! through at most [`SCANNED_ROWS`] rows a page, and the page's cursor says where the next look begins.

mod lists;
mod range;

use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};

use super::lossy::Lossy as _;
use super::{Result, Rows};
use crate::model::{
    ArticleId, CanonicalUrl, Cursor, Moment, Offline, Order, Precision, Query, RowSide, Scope, SectionId, SourceId,
    StoryId, Summary, Timestamp, Window,
};

use lists::lists_of;
pub(super) use lists::{EVERY, MUTED, counts, size};
use range::{Range, passes};

/// Rows that one page of a list without an index looks at.
pub const SCANNED_ROWS: usize = 20_000;
/// Longest page.
pub const MAX_PAGE_ROWS: usize = 10_000;
/// Columns of a row, of `articles a`, in the order that [`summary`] reads them.
pub(super) const COLUMNS: &str = "a.id, a.url, a.title, a.published, a.precision, a.seen, a.source, a.section, \
    coalesce(a.sapo, a.summary), a.read, a.starred, a.offline, a.picture IS NOT NULL, \
    a.edited + 2 * (a.removed IS NOT NULL AND a.offline IN (1, 2)), a.sort, a.story, \
    (SELECT group_concat(name, char(31) ORDER BY key) FROM labels WHERE id = a.id)";
/// The number of the first column after [`COLUMNS`].
pub(super) const AFTER: usize = 17;

/// Reads [`COLUMNS`]; an address that no longer parses gives `None`, for a damaged row must not take a list away.
pub(super) fn summary(row: &Row<'_>) -> rusqlite::Result<Option<Summary>> {
    let Some(url) = CanonicalUrl::parse(&row.lossy::<String>(1)?) else { return Ok(None) };
    let fate: i64 = row.lossy(13)?;
    Ok(Some(Summary {
        id: ArticleId(row.lossy(0)?),
        url,
        title: row.name(2)?,
        published: moment(row.lossy(3)?, row.lossy(4)?),
        seen: Timestamp(row.lossy(5)?),
        source: SourceId(row.name(6)?),
        section: SectionId(row.name(7)?),
        teaser: row.lossy(8)?,
        read: row.lossy(9)?,
        starred: row.lossy(10)?,
        offline: offline_of(row.lossy(11)?),
        pictured: row.lossy(12)?,
        edited: fate & 1 == 1,
        removed: fate & 2 == 2,
        sort: Timestamp(row.lossy(14)?),
        story: row.lossy::<Option<i64>>(15)?.map(StoryId),
        labels: labels(row.lossy(16)?),
    }))
}

/// The labels of a row: one text, parted by a character that no name has.
fn labels(joined: Option<String>) -> Vec<String> {
    joined.map(|joined| joined.split('\u{1f}').map(str::to_owned).collect()).unwrap_or_default()
}

/// The stored pair of a moment.
pub(super) fn moment(at: Option<i64>, precision: Option<i64>) -> Option<Moment> {
    let precision = match precision.unwrap_or(4) {
        0 => Precision::Month,
        1 => Precision::Day,
        2 => Precision::Hour,
        3 => Precision::Minute,
        _ => Precision::Second,
    };
    at.map(|at| Moment { at: Timestamp(at), precision })
}

/// The number of a precision in the file.
pub(super) fn precision_number(precision: Precision) -> i64 {
    match precision {
        Precision::Month => 0,
        Precision::Day => 1,
        Precision::Hour => 2,
        Precision::Minute => 3,
        Precision::Second => 4,
    }
}

/// The offline state of a number in the file; an unknown one counts as listed.
pub(super) fn offline_of(number: i64) -> Offline {
    match number {
        1 => Offline::Full,
        2 => Offline::Partial,
        3 => Offline::Failed,
        4 => Offline::Blocked,
        5 => Offline::Gone,
        _ => Offline::Listed,
    }
}

/// The number of an offline state in the file.
pub(super) fn offline_number(state: Offline) -> i64 {
    match state {
        Offline::Listed => 0,
        Offline::Full => 1,
        Offline::Partial => 2,
        Offline::Failed => 3,
        Offline::Blocked => 4,
        Offline::Gone => 5,
    }
}

/// A page of a list.
pub(super) fn page(connection: &Connection, query: &Query, window: Window) -> Result<Rows> {
    let lists = lists_of(connection, &query.scope)?;
    let limit = window.limit.min(MAX_PAGE_ROWS);
    if !query.order.by_date() {
        let ids = sorted_ids(connection, &lists, query)?;
        let after = window.after.and_then(|after| ids.iter().position(|id| *id == after.id.0));
        return rows_of(connection, &ids, after.map_or(0, |at| at + 1), limit);
    }
    let found = if needs_scan(query) {
        scanned_page(connection, &lists, query, window.after, limit)?
    } else {
        indexed_page(connection, &lists, query, window.after, limit)?
    };
    let total = total(connection, &lists, query)?;
    Ok(Rows { total, ..found })
}

/// A part of a list by its place in it: rows `skip..skip + limit`. Costs time in proportion to `skip`.
pub(super) fn page_at(connection: &Connection, query: &Query, skip: usize, limit: usize) -> Result<Rows> {
    let lists = lists_of(connection, &query.scope)?;
    let limit = limit.min(MAX_PAGE_ROWS);
    if !query.order.by_date() {
        return rows_of(connection, &sorted_ids(connection, &lists, query)?, skip, limit);
    }
    let range = Range::of(&lists, query, None);
    let sql = if needs_scan(query) {
        format!(
            "SELECT a.id FROM (SELECT id, sort FROM members WHERE {} {} LIMIT {SCANNED_ROWS}) m \
             JOIN articles a ON a.id = m.id WHERE {} {} LIMIT {limit} OFFSET {skip}",
            range.condition,
            range.order("sort", "id"),
            passes(query),
            range.order("m.sort", "m.id"),
        )
    } else {
        let order = range.order("sort", "id");
        format!("SELECT id FROM members WHERE {} {order} LIMIT {limit} OFFSET {skip}", range.condition)
    };
    let mut statement = connection.prepare(&sql)?;
    let ids = statement.query_map(params_from_iter(range.values), |row| row.lossy(0))?;
    let ids: Vec<i64> = ids.collect::<rusqlite::Result<_>>()?;
    let found = rows_of(connection, &ids, 0, limit)?;
    Ok(Rows { total: total(connection, &lists, query)?, ..found })
}

/// Ids in an order that no index has, made of the newest [`SCANNED_ROWS`] rows of the list.
fn sorted_ids(connection: &Connection, lists: &[i64], query: &Query) -> Result<Vec<i64>> {
    let range = Range::of(lists, query, None);
    if query.order == Order::Opened {
        let sql = format!(
            "SELECT a.id FROM opened o JOIN articles a ON a.id = o.id \
             WHERE EXISTS (SELECT 1 FROM members WHERE id = o.id AND {}) AND {} \
             ORDER BY o.at DESC, o.id DESC LIMIT {SCANNED_ROWS}",
            range.condition,
            passes(query),
        );
        let mut statement = connection.prepare(&sql)?;
        let found = statement.query_map(params_from_iter(range.values), |row| row.lossy(0))?;
        return Ok(found.collect::<rusqlite::Result<_>>()?);
    }
    let key = if query.order == Order::Source { "a.source" } else { "coalesce(a.title, '')" };
    let sql = format!(
        "SELECT a.id, {key} FROM (SELECT id, sort FROM members WHERE {} {} LIMIT {SCANNED_ROWS}) m \
         JOIN articles a ON a.id = m.id WHERE {} {}",
        range.condition,
        range.order("sort", "id"),
        passes(query),
        range.order("m.sort", "m.id"),
    );
    let mut statement = connection.prepare(&sql)?;
    let found = statement.query_map(params_from_iter(range.values), |row| {
        Ok((crate::text::collate::sort_key(row.get_ref(1)?.as_str().unwrap_or_default()), row.lossy::<i64>(0)?))
    })?;
    let mut keyed = found.collect::<rusqlite::Result<Vec<_>>>()?;
    // Stable: equal ones stay newest first.
    keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(keyed.into_iter().map(|(_, id)| id).collect())
}

/// The rows of a part of `ids`.
fn rows_of(connection: &Connection, ids: &[i64], skip: usize, limit: usize) -> Result<Rows> {
    let mut select = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM articles a WHERE a.id = ?1"))?;
    let mut rows = Vec::new();
    for id in ids.iter().skip(skip).take(limit) {
        rows.extend(select.query_row([id], summary).optional()?.flatten());
    }
    Ok(Rows { rows, next: None, total: ids.len() })
}

fn needs_scan(query: &Query) -> bool {
    query.scope == Scope::Citing(None)
        || query.filter.seen_since.is_some()
        || query.filter.pictured
        || query.filter.title.as_ref().is_some_and(|title| !title.is_empty())
}

fn indexed_page(
    connection: &Connection,
    lists: &[i64],
    query: &Query,
    after: Option<Cursor>,
    limit: usize,
) -> Result<Rows> {
    let range = Range::of(lists, query, after);
    let sql = format!(
        "SELECT {COLUMNS} FROM (SELECT id, sort FROM members WHERE {} {} LIMIT {}) m JOIN articles a ON a.id = m.id {}",
        range.condition,
        range.order("sort", "id"),
        limit + 1,
        range.order("m.sort", "m.id"),
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut read = statement.query(params_from_iter(range.values))?;
    let mut rows = Vec::with_capacity(limit.min(256));
    let (mut end, mut next, mut seen) = (None, None, 0);
    while let Some(row) = read.next()? {
        seen += 1;
        if seen > limit {
            next = end;
            break;
        }
        end = Some(Cursor { at: Timestamp(row.lossy(14)?), id: ArticleId(row.lossy(0)?) });
        rows.extend(summary(row)?);
    }
    Ok(Rows { rows, next, total: 0 })
}

/// Looks at up to [`SCANNED_ROWS`] rows and keeps those that pass.
fn scanned_page(
    connection: &Connection,
    lists: &[i64],
    query: &Query,
    after: Option<Cursor>,
    limit: usize,
) -> Result<Rows> {
    let range = Range::of(lists, query, after);
    let sql = format!(
        "SELECT {COLUMNS}, {} FROM (SELECT id, sort FROM members WHERE {} {} LIMIT {SCANNED_ROWS}) m \
         JOIN articles a ON a.id = m.id {}",
        passes(query),
        range.condition,
        range.order("sort", "id"),
        range.order("m.sort", "m.id"),
    );
    let mut statement = connection.prepare(&sql)?;
    let mut read = statement.query(params_from_iter(range.values))?;
    let mut rows = Vec::new();
    let (mut end, mut looked_at) = (None, 0);
    while let Some(row) = read.next()? {
        looked_at += 1;
        end = Some(Cursor { at: Timestamp(row.lossy(14)?), id: ArticleId(row.lossy(0)?) });
        if row.lossy(AFTER)? {
            rows.extend(summary(row)?);
            if rows.len() == limit {
                return Ok(Rows { rows, next: end, total: 0 });
            }
        }
    }
    let next = if looked_at == SCANNED_ROWS { end } else { None };
    Ok(Rows { rows, next, total: 0 })
}

/// Rows of the whole list: from a counter, from an index range, or (a lower bound) from the rows one look sees.
fn total(connection: &Connection, lists: &[i64], query: &Query) -> Result<usize> {
    let filter = &query.filter;
    if needs_scan(query) {
        let range = Range::of(lists, query, None);
        let sql = format!(
            "SELECT count(*) FROM (SELECT id FROM members WHERE {} {} LIMIT {SCANNED_ROWS}) m \
             JOIN articles a ON a.id = m.id WHERE {}",
            range.condition,
            range.order("sort", "id"),
            passes(query),
        );
        return Ok(connection.prepare(&sql)?.query_row(params_from_iter(range.values), |row| size(row, 0))?);
    }
    let cited = matches!(query.scope, Scope::Citing(_));
    if cited || filter.read || filter.since.is_some() || filter.until.is_some() {
        let range = Range::of(lists, query, None);
        let sql = format!("SELECT count(*) FROM members WHERE {}", range.condition);
        return Ok(connection.prepare_cached(&sql)?.query_row(params_from_iter(range.values), |row| size(row, 0))?);
    }
    let counter = match (filter.unread, filter.starred) {
        (false, false) => "total",
        (true, false) => "unread",
        (false, true) => "starred",
        (true, true) => "both",
    };
    let mut counters = connection.prepare_cached(&format!("SELECT {counter} FROM lists WHERE id = ?1"))?;
    let mut all = 0;
    for list in lists {
        all += counters.query_row(params![list], |row| size(row, 0))?;
    }
    Ok(all)
}

/// Ids of a whole list, in no order that matters.
pub(super) fn ids(connection: &Connection, query: &Query) -> Result<Vec<i64>> {
    let lists = lists_of(connection, &query.scope)?;
    let range = Range::of(&lists, query, None);
    let sql = if needs_scan(query) {
        format!(
            "SELECT a.id FROM (SELECT id FROM members WHERE {}) m JOIN articles a ON a.id = m.id WHERE {}",
            range.condition,
            passes(query)
        )
    } else {
        format!("SELECT id FROM members WHERE {}", range.condition)
    };
    let mut statement = connection.prepare(&sql)?;
    let found = statement.query_map(params_from_iter(range.values), |row| row.lossy(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// Ids of the part of a list above or below a row of it, the row itself left out.
pub(super) fn ids_beside(connection: &Connection, query: &Query, row: Cursor, side: RowSide) -> Result<Vec<i64>> {
    let above = side == RowSide::Above;
    let lists = lists_of(connection, &query.scope)?;
    if !query.order.by_date() {
        let mut ids = sorted_ids(connection, &lists, query)?;
        // A row that is not there any more has nothing above or below it.
        let Some(at) = ids.iter().position(|id| *id == row.id.0) else { return Ok(Vec::new()) };
        if above {
            ids.truncate(at);
        } else {
            ids.drain(..(at + 1).min(ids.len()));
        }
        return Ok(ids);
    }
    let mut query = query.clone();
    if above {
        query.order = if query.order == Order::Newest { Order::Oldest } else { Order::Newest };
    }
    let range = Range::of(&lists, &query, Some(row));
    let sql = format!(
        "SELECT a.id FROM (SELECT id FROM members WHERE {}) m JOIN articles a ON a.id = m.id WHERE {}",
        range.condition,
        passes(&query)
    );
    let mut statement = connection.prepare(&sql)?;
    let found = statement.query_map(params_from_iter(range.values), |row| row.lossy(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}
