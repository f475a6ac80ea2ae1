//! Articles on their way in and out: saved whole, read back whole.
//!
//! Which row is an article's says [`super::identity`]. Absent on purpose: opinions about markup; what comes in is a draft already.

#[cfg(test)]
mod corrected_tests;
pub(super) mod documents;
pub(super) mod entering;
pub(super) mod failing;
pub(super) mod own;
mod written;

pub(super) use self::written::NewDraft;

use rusqlite::{Connection, OptionalExtension, Row, params};

use self::entering::{filled, join, queue, sort_key, titled};
use super::dating;
use super::details::Details;
use super::lossy::Lossy as _;
use super::mute::{self, Mutes};
use super::rows::{self, AFTER, COLUMNS, offline_number, precision_number};
use super::{Change, Incoming, Result, body, changes, identity, pages, parts};
use crate::model::article::Anchor;
use crate::model::{Article, ArticleId, Block, Field, Finding, FindingKind, Offline, Provenance, Timestamp};

/// Stores one extracted article.
pub(super) fn save(connection: &Connection, incoming: &Incoming<'_>, mutes: &Mutes) -> Result<(ArticleId, Change)> {
    let (id, made) = identity::row_for(connection, incoming)?;
    let moved = !made && join(connection, id, incoming.source.as_str(), incoming.section.as_str())?;
    let again = incoming.again.filter(|again| !again.body.is_empty());
    let drafts = NewDraft { draft: incoming.draft, again };
    let change = write_draft(connection, id, drafts, incoming.offline, Some(incoming.fetched), moved)?;
    connection
        .prepare_cached(
            "UPDATE articles SET etag = ?2, modified = ?3 WHERE id = ?1 AND (etag IS NOT ?2 OR modified IS NOT ?3)",
        )?
        .execute(params![id, incoming.etag, incoming.last_modified])?;
    // A stored page that is read again tells nothing of the site: what it has taken down is still gone.
    if !incoming.again.is_some_and(|again| std::ptr::eq(again, incoming.draft)) {
        changes::looked(connection, id, change, incoming.fetched)?;
    }
    parts::keep(connection, id, incoming.parts)?;
    if let Some(html) = incoming.html {
        pages::keep(connection, id, incoming.fetched, html)?;
    }
    mute::settle(connection, mutes, id)?;
    Ok((ArticleId(id), change))
}

/// Writes what a page said into its row; what it does not say stays.
const WRITE_DRAFT: &str = "UPDATE articles SET title = coalesce(?2, title), sapo = coalesce(?3, sapo), author = coalesce(?4, author), \
     published = ?5, precision = ?6, sort = ?7, offline = ?8, edited = edited OR ?9, picture = coalesce(?10, picture, ?16), \
     fetched = coalesce(?11, fetched), want = ?12, not_before = 0, tries = 0, trouble = NULL, details = ?13, \
     read = CASE WHEN offline = ?14 THEN 0 ELSE read END, dated = ?15, \
     edited_at = CASE WHEN ?9 THEN coalesce(?11, edited_at) ELSE edited_at END WHERE id = ?1";

/// Writes what a draft knows over what the row knew; what the draft does not know stays. An empty body never
/// replaces a stored one.
pub(super) fn write_draft(
    connection: &Connection,
    id: i64,
    new: NewDraft<'_>,
    offline: Offline,
    fetched: Option<Timestamp>,
    moved: bool,
) -> Result<Change> {
    let draft = new.draft;
    let before = written::heads(connection, id)?;
    let change = written::write_body(connection, id, new, &before, fetched)?;
    let mut details = Details::of(draft);
    if change.cut {
        details.findings.push(Finding::new(FindingKind::Cut));
    }
    let settled = dating::settle_draft(before.published, before.details.as_deref(), draft, &mut details);
    let published = settled.dated.map(|dated| dated.moment);
    let readable = matches!(offline, Offline::Full | Offline::Partial);
    let offline = if readable && !change.bodied { Offline::Partial } else { offline };
    connection.prepare_cached(WRITE_DRAFT)?.execute(params![
        id,
        titled(draft.title.as_deref()),
        filled(draft.sapo.as_deref()),
        filled(draft.author.as_deref()),
        published.map(|moment| moment.at.0),
        published.map(|moment| precision_number(moment.precision)),
        sort_key(published, before.seen, before.undated).0,
        offline_number(offline),
        change.what == Change::Edited,
        filled(draft.picture.as_deref()),
        fetched.map(|at| at.0),
        offline == Offline::Listed,
        details.json(),
        // Nobody has read what was gone before it could be stored.
        offline_number(Offline::Gone),
        dating::number(settled.dated.and_then(|dated| dated.rank)),
        first_picture(&draft.body),
    ])?;
    if moved || change.improved || change.what != Change::Same || before.differs(draft, published) {
        queue(connection, id)?;
    }
    Ok(change.what)
}

/// The picture of an article that names none: the first of its body.
fn first_picture(body: &[Block]) -> Option<&str> {
    body.iter().find_map(|block| match block {
        Block::Picture { url, .. } => Some(url.as_str()),
        _ => None,
    })
}

/// Notes that a page was asked for again and is as it was.
pub(super) fn unchanged(connection: &Connection, id: ArticleId, now: Timestamp) -> Result<()> {
    connection.execute(
        "UPDATE articles SET want = 0, not_before = 0, tries = 0, trouble = NULL, fetched = ?2 WHERE id = ?1",
        params![id.0, now.0],
    )?;
    changes::looked(connection, id.0, Change::Same, now)
}

/// A stored article, whole.
pub(super) fn load(connection: &Connection, id: ArticleId) -> Result<Option<Article>> {
    let sql = format!(
        "SELECT {COLUMNS}, a.sapo, a.author, a.fetched, a.trouble, a.details, b.blocks, p.block, p.offset, \
         CASE WHEN a.want = 1 AND a.not_before > 0 THEN a.not_before END, a.dated \
         FROM articles a LEFT JOIN bodies b ON b.id = a.id LEFT JOIN positions p ON p.id = a.id WHERE a.id = ?1"
    );
    let mut article = connection.prepare_cached(&sql)?.query_row([id.0], article_of_row).optional()?.flatten();
    if let Some(article) = &mut article {
        article.notes = own::notes(connection, id)?;
        if let Some(story) = article.row.story {
            article.provenance.original = super::stories::original(connection, id, story)?;
        }
    }
    Ok(article)
}

fn article_of_row(row: &Row<'_>) -> rusqlite::Result<Option<Article>> {
    let Some(summary) = rows::summary(row)? else { return Ok(None) };
    let mut details = Details::parse(row.lossy::<Option<String>>(AFTER + 4)?.as_deref());
    // A list may have given a better date since the page was read.
    details
        .by
        .extend(dating::rank_of(row.lossy(AFTER + 9)?).and_then(dating::evidence).map(|by| (Field::Published, by)));
    let blocks: Option<Vec<u8>> = row.lossy(AFTER + 5)?;
    let position = match (row.lossy(AFTER + 6)?, row.lossy(AFTER + 7)?) {
        (Some(block), Some(offset)) => Some(Anchor { block, offset }),
        _ => None,
    };
    Ok(Some(Article {
        row: summary,
        updated: details.updated,
        author: row.lossy(AFTER + 1)?,
        sapo: row.lossy(AFTER)?,
        imprint: details.imprint,
        body: blocks.map(|blob| body::unpack_blocks(&blob)).unwrap_or_default(),
        position,
        notes: Vec::new(),
        provenance: Provenance {
            fetched: row.lossy::<Option<i64>>(AFTER + 2)?.map(Timestamp),
            by: details.by,
            findings: details.findings,
            trouble: row.lossy(AFTER + 3)?,
            retry_at: row.lossy::<Option<i64>>(AFTER + 8)?.map(Timestamp),
            original: None,
        },
    }))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Draft, FixedClock, Query, Window};
    use crate::store::{ExchangeRecord, Store};

    #[test]
    fn an_imported_article_whose_body_shows_a_picture_is_one_with_a_picture() {
        let store = Store::in_memory(Arc::new(FixedClock(Timestamp(1_700_000_000)))).unwrap();
        let shown = Block::Picture { url: "https://a.test/1.jpg".to_owned(), caption: String::new() };
        let record = |path: &str, body| {
            let draft = Draft { title: Some(path.to_owned()), body, ..Draft::default() };
            ExchangeRecord { url: format!("https://a.test/{path}"), draft, ..ExchangeRecord::default() }
        };
        let words = Block::paragraph("Chỉ có chữ.");
        store.import(&[record("a", vec![words.clone(), shown]), record("b", vec![words])]).unwrap();
        let rows = store.rows(&Query::default(), Window { after: None, limit: 9 }).unwrap().rows;
        let pictured: Vec<(&str, bool)> = rows.iter().map(|row| (row.title.as_str(), row.pictured)).collect();
        assert_eq!(pictured, [("b", false), ("a", true)]);
    }
}
