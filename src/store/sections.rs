//! What is remembered of sections between refreshes, and what their pages listed.

mod dropped;
mod forms;
mod ground;
mod hints;
mod shown;

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::articles::entering::{self, Age, NewRow};
use super::carried::{self, Paging};
use super::changes::{self, Heard};
use super::dating::{self, Dated};
use super::fresh::QueuedBody;
use super::identity::{self, Sighting};
use super::lossy::Lossy as _;
use super::mute::{self, Mutes};
use super::parts;
use super::rows::{moment, precision_number};
use super::{Change, ListingOutcome, Patience, Result, SectionState, SectionVisit, WaitingArticles, WantedPage};
use crate::model::article::NO_DATE;
use crate::model::{ArticleId, CanonicalUrl, Entry, SectionId, SourceId, Timestamp, TroubleKind};
pub(super) use forms::seen;
use ground::ReadPage;
use hints::PageHints;
pub(super) use shown::{addresses, of as shown};

const COLUMNS: &str = "source, section, etag, modified, visited, succeeded, failures, next_visit, trouble_kind, trouble, older, owed, \
    moved, moved_visits";

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
    let at =
        |column: usize| -> rusqlite::Result<Option<Timestamp>> { Ok(row.lossy::<Option<i64>>(column)?.map(Timestamp)) };
    let state = SectionState {
        etag: row.lossy(2)?,
        last_modified: row.lossy(3)?,
        visited: at(4)?,
        succeeded: at(5)?,
        failures: row.lossy(6)?,
        next_visit: at(7)?,
        trouble_kind: row.lossy::<Option<String>>(8)?.map(|name| TroubleKind::named(&name)),
        trouble: row.lossy(9)?,
        older: row.lossy(10)?,
        owed: at(11)?,
        moved: row.lossy(12)?,
        moved_visits: row.lossy(13)?,
    };
    Ok(((SourceId(row.lossy(0)?), SectionId(row.lossy(1)?)), state))
}

/// Remembers a section's state.
pub(super) fn save_state(
    connection: &Connection,
    source: &SourceId,
    section: &SectionId,
    state: &SectionState,
) -> Result<()> {
    let sql = format!(
        "INSERT OR REPLACE INTO sections ({COLUMNS}, listed_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, \
         (SELECT listed_at FROM sections WHERE source = ?1 AND section = ?2))"
    );
    connection.prepare_cached(&sql)?.execute(params![
        source.as_str(),
        section.as_str(),
        state.etag,
        state.last_modified,
        state.visited.map(|at| at.0),
        state.succeeded.map(|at| at.0),
        state.failures,
        state.next_visit.map(|at| at.0),
        state.trouble_kind.map(TroubleKind::name),
        state.trouble,
        state.older,
        state.owed.map(|at| at.0),
        state.moved,
        state.moved_visits,
    ])?;
    Ok(())
}

/// Notes what a section's page listed, what is remembered of the section, and how far its list must still be walked. Bodies
/// that the page carried come beside it.
pub(super) fn save_visit(
    connection: &Connection,
    visit: &SectionVisit<'_>,
    patience: Patience,
    mutes: &Mutes,
    fresh: &mut Vec<QueuedBody>,
    now: Timestamp,
) -> Result<ListingOutcome> {
    let mut listed = ListingOutcome::default();
    let (mut known, mut rows, mut hints) = (Vec::new(), Vec::new(), PageHints::default());
    let paging = carried::paging(connection, visit.source.as_str())?;
    for (place, item) in visit.items.unwrap_or_default().iter().enumerate() {
        let age = if visit.is_first_sight() { Age::Any(place) } else { Age::New };
        let Some(row) =
            save_item(connection, visit, (item, age), (&mut listed, &mut hints, fresh), paging, mutes, now)?
        else {
            known.push(true);
            continue;
        };
        known.push(Some(seen(connection, row)?) <= visit.walk.and_then(|walk| walk.since));
        rows.push(row);
    }
    hints.settle(connection)?;
    for row in rows {
        listed.wanted.extend(want(connection, row, patience.due(now))?);
    }
    if visit.state.is_some() || visit.walk.is_some() {
        let known_state = || state(connection, visit.source, visit.section);
        let mut state = visit.state.cloned().map_or_else(known_state, Ok)?;
        if let Some(walk) = visit.walk.filter(|_| !known.is_empty() || visit.state.is_none()) {
            let page = if visit.state.is_some() { ReadPage::First } else { ReadPage::Further };
            listed.ground = ground::go_on(&mut state, walk, &known, page);
        }
        save_state(connection, visit.source, visit.section, &state)?;
        if visit.items.is_some() && visit.state.is_some() {
            dropped::ask(connection, visit, now)?;
            let read = "UPDATE sections SET listed_at = ?3 WHERE source = ?1 AND section = ?2";
            connection.prepare_cached(read)?.execute(params![visit.source.as_str(), visit.section.as_str(), now.0])?;
        }
    }
    Ok(listed)
}

/// Notes one item of a list; gives its row, `None` for an article that was let go.
fn save_item(
    connection: &Connection,
    visit: &SectionVisit<'_>,
    (item, age): (&Entry, Age),
    (listed, hints, fresh): (&mut ListingOutcome, &mut PageHints, &mut Vec<QueuedBody>),
    paging: Paging,
    mutes: &Mutes,
    now: Timestamp,
) -> Result<Option<i64>> {
    let (source, section) = (visit.source, visit.section);
    let sighting = Sighting::of_entry(source.as_str(), item);
    let known = identity::recognise(connection, &sighting)?;
    let known = carried::join(connection, &sighting, item, known, paging)?;
    let (id, new) = match known {
        Some(id) => (id, false),
        None if entering::forgotten(connection, &item.url)? => return Ok(None),
        None => {
            let (url, published) = (&item.url, item.published);
            let new = NewRow { url, source, section, published, seen: now, listed: Some(item), age };
            (entering::create(connection, &new)?, true)
        }
    };
    identity::learn(connection, id, &sighting)?;
    // A row that was made just now is in its lists, and knows what its item says.
    let changed = new || {
        let moved = entering::join(connection, id, source.as_str(), section.as_str())?;
        note(connection, id, item)? || moved
    };
    let list = entering::list_for(connection, source.as_str(), section.as_str())?;
    let heard = changes::hear(connection, id, list, item, now)?;
    if !new && heard == Heard::First {
        listed.forms.extend(forms::other(connection, id, item, visit.walk.map(|walk| walk.order))?);
    }
    let carried = carried::take(connection, id, item, heard, paging, now)?;
    if let Some(change) = carried {
        listed.carried.extend((change != Change::Same).then_some((ArticleId(id), change)));
    } else {
        hints.note(connection, id, item, heard)?;
    }
    if changed {
        entering::queue(connection, id)?;
    }
    let muted = changed && mute::settle(connection, mutes, id)?;
    match (new, muted) {
        (true, true) => listed.muted += 1,
        (true, false) => listed.new.push(ArticleId(id)),
        _ => {}
    }
    if let Some(text) = item.text.as_ref().filter(|_| carried == Some(Change::New)) {
        fresh.extend(QueuedBody::of(connection, id, &text.body)?);
    }
    Ok(Some(id))
}

/// What a row knew before a listing was read.
struct KnownRow {
    title: Option<String>,
    summary: Option<String>,
    author: Option<String>,
    picture: Option<String>,
    published: Option<Dated>,
    listed: Option<i64>,
    seen: Timestamp,
    /// Where it stands in lists as long as it has no date.
    undated: Timestamp,
    bodied: bool,
    gone: bool,
    fetched: bool,
}

fn known(connection: &Connection, id: i64) -> Result<KnownRow> {
    let mut read = connection.prepare_cached(
        "SELECT title, summary, author, picture, published, precision, listed, seen, offline IN (1, 2), offline = 5, fetched IS NOT NULL, \
         dated, CASE WHEN published IS NULL AND sort <= 0 THEN sort ELSE seen END FROM articles WHERE id = ?1",
    )?;
    Ok(read.query_row([id], |row| {
        Ok(KnownRow {
            title: row.lossy(0)?,
            summary: row.lossy(1)?,
            author: row.lossy(2)?,
            picture: row.lossy(3)?,
            published: dating::dated(moment(row.lossy(4)?, row.lossy(5)?), row.lossy(11)?),
            listed: row.lossy(6)?,
            seen: Timestamp(row.lossy(7)?),
            undated: Timestamp(row.lossy(12)?),
            bodied: row.lossy(8)?,
            gone: row.lossy(9)?,
            fetched: row.lossy(10)?,
        })
    })?)
}

/// Fills what the row does not know yet from the listing; whether the index should hear of it. A listing's title
/// replaces the stored one only while there is no body, for the page knows better. A date newer than any that page and
/// listings have shown tells that the article was changed: its body is wanted again, once.
fn note(connection: &Connection, id: i64, item: &Entry) -> Result<bool> {
    let known = known(connection, id)?;
    let some = |text: Option<&str>| text.filter(|text| !text.is_empty()).map(str::to_owned);
    let listed_title = entering::titled(Some(&item.title)).map(str::to_owned);
    let title = if known.bodied { known.title.clone().or(listed_title) } else { listed_title.or(known.title.clone()) };
    let summary = some(item.summary.as_deref()).or(known.summary.clone());
    let author = known.author.clone().or(some(item.author.as_deref()));
    let picture = known.picture.clone().or(some(item.picture.as_deref()));
    let rank = Some(item.dated_by.date_rank());
    let settled = dating::settle(known.published, item.published.map(|moment| Dated { moment, rank }));
    let published = settled.dated.map(|dated| dated.moment);
    let told = item.published.map(|moment| moment.at.0);
    let listed = known.listed.max(told);
    let stale = known.fetched && dating::is_later(item.published, known.published, known.listed);
    let heard =
        title != known.title || summary != known.summary || author != known.author || settled.dated != known.published;
    if heard || stale || picture != known.picture || listed != known.listed {
        connection
            .prepare_cached(
                "UPDATE articles SET title = ?2, summary = ?3, author = ?4, picture = ?5, published = ?6, precision = ?7, \
                 sort = ?8, listed = ?9, want = want OR ?10, not_before = CASE WHEN ?10 THEN 0 ELSE not_before END, dated = ?11 \
                 WHERE id = ?1",
            )?
            .execute(params![
                id,
                title,
                summary,
                author,
                picture,
                published.map(|moment| moment.at.0),
                published.map(|moment| precision_number(moment.precision)),
                entering::sort_key(published, if known.gone { NO_DATE } else { known.seen }, known.undated).0,
                listed,
                stale,
                dating::number(settled.dated.and_then(|dated| dated.rank)),
            ])?;
    }
    if let Some((against, dated)) = settled.against.zip(settled.dated) {
        dating::note_disagreement(connection, id, dated.moment, against)?;
    }
    Ok(heard)
}

/// The article, if its body should be fetched now.
fn want(connection: &Connection, id: i64, now: Timestamp) -> Result<Option<WantedPage>> {
    let sql =
        format!("SELECT {WANTED} FROM articles WHERE id = ?1 AND want = 1 AND not_before <= ?2 AND NOT {IS_MUTED}");
    let mut read = connection.prepare_cached(&sql)?;
    let found = read.query_row(params![id, now.0], wanted).optional()?;
    Ok(with_parts(connection, found.flatten().into_iter().collect())?.pop())
}

/// The page of a muted article is not asked for.
const IS_MUTED: &str = "EXISTS (SELECT 1 FROM muted m WHERE m.id = articles.id)";

/// Columns of [`wanted`]. Validators count only where a body is stored that could stay as it is.
pub(super) const WANTED: &str = "url, source, id, section, CASE WHEN offline IN (1, 2) THEN etag END, \
     CASE WHEN offline IN (1, 2) THEN modified END";

pub(super) fn wanted(row: &Row<'_>) -> rusqlite::Result<Option<WantedPage>> {
    let Some(url) = CanonicalUrl::parse(&row.lossy::<String>(0)?) else { return Ok(None) };
    Ok(Some(WantedPage {
        id: ArticleId(row.lossy(2)?),
        url,
        source: SourceId(row.lossy(1)?),
        section: SectionId(row.lossy(3)?),
        etag: row.lossy(4)?,
        last_modified: row.lossy(5)?,
        parts: Vec::new(),
    }))
}

/// With the further pages of each, which are asked for likewise.
fn with_parts(connection: &Connection, mut all: Vec<WantedPage>) -> Result<Vec<WantedPage>> {
    for one in all.iter_mut().filter(|one| one.etag.is_some() || one.last_modified.is_some()) {
        one.parts = parts::stored(connection, one.id.0)?;
    }
    Ok(all)
}

/// Articles whose stored page may have changed since and is asked for again by itself: those that no list which tells of
/// every change holds right now. Newest first.
pub(super) fn rechecks(
    connection: &Connection,
    sources: &[SourceId],
    limit: usize,
    now: Timestamp,
) -> Result<Vec<WantedPage>> {
    let mut due = connection.prepare_cached(&format!(
        "SELECT {WANTED} FROM articles WHERE recheck <= ?1 AND seen > ?1 - ?3 AND want = 0 AND NOT {IS_MUTED} AND NOT EXISTS \
         (SELECT 1 FROM told t JOIN lists l ON l.id = t.list \
          JOIN sections s ON s.source = l.source AND s.section = l.section \
          WHERE t.id = articles.id AND t.at >= s.listed_at AND s.succeeded >= ?1 - ?2 AND articles.vain < ?4 AND \
          ((t.sure & 2) > 0 AND l.dates_changes OR (t.sure & 1) > 0 AND NOT EXISTS (SELECT 1 FROM parts p WHERE p.id = articles.id))) \
         ORDER BY sort DESC, id DESC"
    ))?;
    let found = due.query_map([now.0, changes::LIST_HOLDS, changes::WATCHED_FOR, changes::MAX_VAIN], wanted)?;
    let found = found.collect::<rusqlite::Result<Vec<_>>>()?;
    with_parts(
        connection,
        found.into_iter().flatten().filter(|one| sources.contains(&one.source)).take(limit).collect(),
    )
}

/// What waits because its page could not be had, by source.
pub(super) fn waiting(connection: &Connection, now: Timestamp) -> Result<Vec<WaitingArticles>> {
    // With one maximum in it, SQLite takes the bare columns from the row that has it.
    let mut select = connection.prepare(&format!(
        "SELECT source, count(*), max(not_before), trouble FROM articles INDEXED BY articles_wanted \
         WHERE want = 1 AND not_before > ?1 AND trouble IS NOT NULL AND NOT {IS_MUTED} GROUP BY source"
    ))?;
    let found = select.query_map([now.0], |row| {
        let articles = usize::try_from(row.lossy::<i64>(1)?).unwrap_or_default();
        let (source, until) = (SourceId(row.lossy(0)?), Timestamp(row.lossy(2)?));
        Ok(WaitingArticles { source, articles, until, trouble: row.lossy(3)? })
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// Articles of these rows, whatever is known of their pages: asked for as if nothing were stored.
pub(super) fn again(connection: &Connection, ids: &[ArticleId]) -> Result<Vec<WantedPage>> {
    let mut read = connection.prepare_cached(&format!("SELECT {WANTED} FROM articles WHERE id = ?1"))?;
    let mut found = Vec::new();
    for id in ids {
        found.extend(read.query_row([id.0], wanted).optional()?.flatten());
    }
    for one in &mut found {
        (one.etag, one.last_modified) = (None, None);
    }
    Ok(found)
}

/// Articles whose body should be fetched, newest first.
pub(super) fn all_wanted(
    connection: &Connection,
    sources: Option<&[SourceId]>,
    limit: usize,
    now: Timestamp,
) -> Result<Vec<WantedPage>> {
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
    with_parts(connection, found)
}
