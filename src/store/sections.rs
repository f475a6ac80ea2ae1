//! What is remembered of sections between refreshes, and what their pages listed.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::articles::{self, Beginning};
use super::mute::{self, Mutes};
use super::rows::{moment, precision_number};
use super::{Listed, Result, SectionState, Wanted};
use crate::model::article::NO_DATE;
use crate::model::{ArticleId, CanonicalUrl, Entry, Moment, SectionId, SourceId, Timestamp};

const COLUMNS: &str =
    "source, section, etag, modified, visited, succeeded, failures, next_visit, trouble_kind, trouble";

/// One section's state.
pub(super) fn state(connection: &Connection, source: &SourceId, section: &SectionId) -> Result<SectionState> {
    let sql = format!("SELECT {COLUMNS} FROM sections WHERE source = ?1 AND section = ?2");
    let mut find = connection.prepare_cached(&sql)?;
    Ok(find
        .query_row([source.as_str(), section.as_str()], read)
        .optional()?
        .map(|(_, state)| state)
        .unwrap_or_default())
}

/// Every section's state.
pub(super) fn states(connection: &Connection) -> Result<BTreeMap<(SourceId, SectionId), SectionState>> {
    let mut all = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM sections"))?;
    let found = all.query_map([], read)?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<((SourceId, SectionId), SectionState)> {
    let at = |column: usize| -> rusqlite::Result<Option<Timestamp>> {
        Ok(row.get::<_, Option<i64>>(column)?.map(Timestamp))
    };
    let state = SectionState {
        etag: row.get(2)?,
        last_modified: row.get(3)?,
        visited: at(4)?,
        succeeded: at(5)?,
        failures: row.get(6)?,
        next_visit: at(7)?,
        trouble_kind: row.get(8)?,
        trouble: row.get(9)?,
    };
    Ok(((SourceId(row.get(0)?), SectionId(row.get(1)?)), state))
}

/// Remembers a section's state.
pub(super) fn save_state(
    connection: &Connection,
    source: &SourceId,
    section: &SectionId,
    state: &SectionState,
) -> Result<()> {
    let sql = format!("INSERT OR REPLACE INTO sections ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    connection.prepare_cached(&sql)?.execute(params![
        source.as_str(),
        section.as_str(),
        state.etag,
        state.last_modified,
        state.visited.map(|at| at.0),
        state.succeeded.map(|at| at.0),
        state.failures,
        state.next_visit.map(|at| at.0),
        state.trouble_kind,
        state.trouble,
    ])?;
    Ok(())
}

/// Notes what a section's page listed.
pub(super) fn save_listing(
    connection: &Connection,
    source: &SourceId,
    section: &SectionId,
    items: &[Entry],
    mutes: &Mutes,
    now: Timestamp,
) -> Result<Listed> {
    let mut listed = Listed::default();
    for item in items {
        let (id, new) = match articles::find(connection, &item.url)? {
            Some(id) => (id, false),
            None if articles::forgotten(connection, &item.url)? => continue,
            None => {
                let (url, published) = (&item.url, item.published);
                let new = Beginning { url, source, section, published, seen: now, listed: Some(item) };
                (articles::create(connection, &new)?, true)
            }
        };
        // A row that was made just now is in its lists, and knows what its item says.
        let changed = new || {
            let moved = articles::join(connection, id, source.as_str(), section.as_str())?;
            note(connection, id, item)? || moved
        };
        if changed {
            articles::queue(connection, id)?;
        }
        let muted = changed && mute::settle(connection, mutes, id)?;
        match (new, muted) {
            (true, true) => listed.muted += 1,
            (true, false) => listed.new.push(ArticleId(id)),
            _ => {}
        }
        if let Some(wanted) = want(connection, id, now)? {
            listed.wanted.push(wanted);
        }
    }
    Ok(listed)
}

/// What a row knew before a listing was read.
struct Known {
    title: Option<String>,
    summary: Option<String>,
    author: Option<String>,
    picture: Option<String>,
    published: Option<Moment>,
    listed: Option<i64>,
    seen: Timestamp,
    bodied: bool,
    gone: bool,
    fetched: bool,
}

fn known(connection: &Connection, id: i64) -> Result<Known> {
    let mut read = connection.prepare_cached(
        "SELECT title, summary, author, picture, published, precision, listed, seen, offline IN (1, 2), offline = 5, fetched IS NOT NULL \
         FROM articles WHERE id = ?1",
    )?;
    Ok(read.query_row([id], |row| {
        Ok(Known {
            title: row.get(0)?,
            summary: row.get(1)?,
            author: row.get(2)?,
            picture: row.get(3)?,
            published: moment(row.get(4)?, row.get(5)?),
            listed: row.get(6)?,
            seen: Timestamp(row.get(7)?),
            bodied: row.get(8)?,
            gone: row.get(9)?,
            fetched: row.get(10)?,
        })
    })?)
}

/// Fills what the row does not know yet from the listing; whether the index should hear of it. A listing's title
/// replaces the stored one only while there is no body, for the page knows better. A date newer than any that page and
/// listings have shown tells that the article was changed: its body is wanted again, once.
fn note(connection: &Connection, id: i64, item: &Entry) -> Result<bool> {
    let known = known(connection, id)?;
    let some = |text: Option<&str>| text.filter(|text| !text.is_empty()).map(str::to_owned);
    let listed_title = some(Some(&item.title));
    let title = if known.bodied { known.title.clone().or(listed_title) } else { listed_title.or(known.title.clone()) };
    let summary = some(item.summary.as_deref()).or(known.summary.clone());
    let author = known.author.clone().or(some(item.author.as_deref()));
    let picture = known.picture.clone().or(some(item.picture.as_deref()));
    let published = known.published.or(item.published);
    let told = item.published.map(|moment| moment.at.0);
    let listed = known.listed.max(told);
    let newest = known.listed.max(known.published.map(|moment| moment.at.0));
    let stale = known.fetched && newest.is_some() && told > newest;
    let heard =
        title != known.title || summary != known.summary || author != known.author || published != known.published;
    if heard || stale || picture != known.picture || listed != known.listed {
        connection
            .prepare_cached(
                "UPDATE articles SET title = ?2, summary = ?3, author = ?4, picture = ?5, published = ?6, precision = ?7, \
                 sort = ?8, listed = ?9, want = want OR ?10, not_before = CASE WHEN ?10 THEN 0 ELSE not_before END WHERE id = ?1",
            )?
            .execute(params![
                id,
                title,
                summary,
                author,
                picture,
                published.map(|moment| moment.at.0),
                published.map(|moment| precision_number(moment.precision)),
                articles::sort_key(published, if known.gone { NO_DATE } else { known.seen }).0,
                listed,
                stale,
            ])?;
    }
    Ok(heard)
}

/// The article, if its body should be fetched now.
fn want(connection: &Connection, id: i64, now: Timestamp) -> Result<Option<Wanted>> {
    let sql =
        format!("SELECT {WANTED} FROM articles WHERE id = ?1 AND want = 1 AND not_before <= ?2 AND NOT {IS_MUTED}");
    let mut read = connection.prepare_cached(&sql)?;
    let found = read.query_row(params![id, now.0], wanted).optional()?;
    Ok(found.flatten())
}

/// The page of a muted article is not asked for.
const IS_MUTED: &str = "EXISTS (SELECT 1 FROM muted m WHERE m.id = articles.id)";

/// Columns of [`wanted`]. Validators count only where a body is stored that could stay as it is.
const WANTED: &str = "url, source, id, section, CASE WHEN offline IN (1, 2) THEN etag END, \
     CASE WHEN offline IN (1, 2) THEN modified END";

fn wanted(row: &Row<'_>) -> rusqlite::Result<Option<Wanted>> {
    let Some(url) = CanonicalUrl::parse(row.get_ref(0)?.as_str()?) else { return Ok(None) };
    Ok(Some(Wanted {
        id: ArticleId(row.get(2)?),
        url,
        source: SourceId(row.get(1)?),
        section: SectionId(row.get(3)?),
        etag: row.get(4)?,
        last_modified: row.get(5)?,
    }))
}

/// Articles whose body should be fetched, newest first.
pub(super) fn all_wanted(
    connection: &Connection,
    sources: Option<&[SourceId]>,
    limit: usize,
    now: Timestamp,
) -> Result<Vec<Wanted>> {
    let mut newest = connection.prepare_cached(&format!(
        "SELECT {WANTED} FROM articles INDEXED BY articles_wanted WHERE want = 1 AND not_before <= ?1 \
         AND NOT {IS_MUTED} ORDER BY sort DESC, id DESC"
    ))?;
    let mut rows = newest.query([now.0])?;
    let mut found = Vec::new();
    while found.len() < limit
        && let Some(row) = rows.next()?
    {
        if let Some(one) = wanted(row)?
            && sources.is_none_or(|sources| sources.contains(&one.source))
        {
            found.push(one);
        }
    }
    Ok(found)
}
