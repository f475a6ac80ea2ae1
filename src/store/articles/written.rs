//! What a draft changes of a stored article: its body, with what stood there before, and its heads.

use rusqlite::{Connection, OptionalExtension, params};

use super::super::dating::{self, Dated};
use super::super::details::Details;
use super::super::lossy::Lossy as _;
use super::super::rows::moment;
use super::super::{Change, Result, body, details, revisions};
use super::entering::{filled, titled};
use crate::model::{Block, Draft, Evidence, Field, Moment, Timestamp};

/// What a row says of its article.
pub(super) struct Heads {
    title: Option<String>,
    sapo: Option<String>,
    author: Option<String>,
    pub(super) published: Option<Dated>,
    pub(super) seen: Timestamp,
    /// Where it stands in lists as long as it has no date.
    pub(super) undated: Timestamp,
    pub(super) details: Option<String>,
}

impl Heads {
    /// Whether the stored body is one that a feed carried.
    fn is_from_feed(&self) -> bool {
        Details::parse(self.details.as_deref()).by.get(&Field::Body) == Some(&Evidence::Feed)
    }

    /// Whether a draft says something else.
    pub(super) fn differs(&self, draft: &Draft, published: Option<Moment>) -> bool {
        let news = |new: &Option<String>, old: &Option<String>| filled(new.as_deref()).is_some() && new != old;
        news(&draft.title, &self.title)
            || news(&draft.sapo, &self.sapo)
            || news(&draft.author, &self.author)
            || (!draft.imprint.tags.is_empty() && draft.imprint.tags != details::tags(self.details.as_deref()))
            || published != self.published.map(|dated| dated.moment)
    }
}

pub(super) fn heads(connection: &Connection, id: i64) -> Result<Heads> {
    let mut read = connection.prepare_cached(
        "SELECT title, sapo, author, published, precision, seen, dated, details, \
         CASE WHEN published IS NULL AND sort <= 0 AND offline <> 5 THEN sort ELSE seen END FROM articles WHERE id = ?1",
    )?;
    Ok(read.query_row([id], |row| {
        Ok(Heads {
            title: row.lossy(0)?,
            sapo: row.lossy(1)?,
            author: row.lossy(2)?,
            published: dating::dated(moment(row.lossy(3)?, row.lossy(4)?), row.lossy(6)?),
            seen: Timestamp(row.lossy(5)?),
            undated: Timestamp(row.lossy(8)?),
            details: row.lossy(7)?,
        })
    })?)
}

/// The result of storing a body.
pub(super) struct BodyChange {
    pub(super) what: Change,
    /// Whether a body is stored now.
    pub(super) bodied: bool,
    /// Whether its end was cut at the size limit.
    pub(super) cut: bool,
    /// Whether a page gave it in the place of a feed's text: better, but no edit.
    pub(super) improved: bool,
}

pub(super) fn write_body(
    connection: &Connection,
    id: i64,
    draft: &Draft,
    before: &Heads,
    fetched: Option<Timestamp>,
) -> Result<BodyChange> {
    let old: Option<Vec<u8>> = connection
        .prepare_cached("SELECT blocks FROM bodies WHERE id = ?1")?
        .query_row([id], |row| row.lossy(0))
        .optional()?;
    if draft.body.is_empty() {
        let what = if old.is_some() { Change::Same } else { Change::New };
        return Ok(BodyChange { what, bodied: old.is_some(), cut: false, improved: false });
    }
    let (blob, cut) = body::pack_blocks(&draft.body);
    if draft.is_poor() && old.as_ref().is_some_and(|old| is_far_poorer(&draft.body, &body::unpack_blocks(old))) {
        return Ok(BodyChange { what: Change::Same, bodied: true, cut: false, improved: false });
    }
    // A page beside the text of a feed is better, but no edit: neither its text nor the headline that it gives.
    let improves = before.is_from_feed() && draft.by.get(&Field::Body) != Some(&Evidence::Feed);
    let what = match &old {
        None => Change::New,
        Some(old) if *old == blob || (!cut && body::unpack_blocks(old) == draft.body) => {
            if !improves && retitled(connection, id, draft)? { Change::Edited } else { Change::Same }
        }
        Some(_) if improves => {
            connection.prepare_cached("UPDATE bodies SET blocks = ?2 WHERE id = ?1")?.execute(params![id, blob])?;
            return Ok(BodyChange { what: Change::Same, bodied: true, cut, improved: true });
        }
        Some(_) => Change::Edited,
    };
    if what == Change::Edited {
        revisions::keep(connection, id, fetched)?;
    }
    if what != Change::Same {
        connection
            .prepare_cached("INSERT OR REPLACE INTO bodies (id, blocks) VALUES (?1, ?2)")?
            .execute(params![id, blob])?;
    }
    Ok(BodyChange { what, bodied: true, cut, improved: false })
}

/// Whether a text is less than half of the stored one: a page that now wants money, or lost its end.
fn is_far_poorer(new: &[Block], old: &[Block]) -> bool {
    let length = |body: &[Block]| body.iter().flat_map(Block::strings).map(str::len).sum::<usize>();
    length(new) * 2 < length(old)
}

/// Whether a page whose text is as it was has another headline than the stored one.
fn retitled(connection: &Connection, id: i64, draft: &Draft) -> Result<bool> {
    let old = heads(connection, id)?.title;
    Ok(titled(draft.title.as_deref()).zip(old.as_deref()).is_some_and(|(new, old)| new != old))
}
