//! What a draft changes of a stored article: its body, with what stood there before, and its heads.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::super::dating::{self, Dated};
use super::super::details::Details;
use super::super::lossy::Lossy as _;
use super::super::rows::moment;
use super::super::{Change, Result, body, details, revisions};
use super::entering::{filled, titled};
use crate::model::{Block, Draft, Evidence, Field, Moment, Timestamp};

/// By so much a date with a time differs at least where it was set right, seconds.
const REDATED_AFTER: i64 = 3_600;
/// The same of a day.
const REDATED_DAYS_AFTER: i64 = 86_400;

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
    fetched: Option<Timestamp>,
}

/// What is to be written of an article.
#[derive(Clone, Copy)]
pub(in crate::store) struct NewDraft<'a> {
    pub(in crate::store) draft: &'a Draft,
    /// The stored page, read by the same rules ([`crate::store::Incoming::again`]).
    pub(in crate::store) again: Option<&'a Draft>,
}

impl<'a> NewDraft<'a> {
    /// A draft with nothing to hold it against but what is stored.
    pub(in crate::store) fn alone(draft: &'a Draft) -> Self {
        Self { draft, again: None }
    }

    /// Whether a page stands beside the text of a feed: better, but no edit, neither its text nor the headline that it gives.
    fn improves(self, before: &Heads) -> bool {
        self.again.is_none() && before.is_from_feed() && self.draft.by.get(&Field::Body) != Some(&Evidence::Feed)
    }

    /// Whether a text that differs from the stored one was changed by the newspaper, and not only read otherwise.
    fn changes_text(self) -> bool {
        self.again.is_none_or(|again| again.body != self.draft.body)
    }

    /// Whether the newspaper corrected what stands around the text.
    fn corrects_heads(self, before: &Heads) -> bool {
        let said = CorrectableHeads::of(self.draft, None);
        match self.again {
            Some(again) => CorrectableHeads::of(again, before.fetched).is_corrected_by(&said),
            None => before.is_corrected_by(self.draft),
        }
    }
}

/// What of an article a newspaper corrects beside its text, and who gave each.
struct CorrectableHeads<'a> {
    title: Option<&'a str>,
    sapo: Option<&'a str>,
    author: Option<&'a str>,
    published: Option<Moment>,
    by: &'a BTreeMap<Field, Evidence>,
    /// When its page was fetched.
    fetched: Option<Timestamp>,
}

impl<'a> CorrectableHeads<'a> {
    fn of(draft: &'a Draft, fetched: Option<Timestamp>) -> Self {
        Self {
            title: titled(draft.title.as_deref()),
            sapo: draft.sapo.as_deref(),
            author: draft.author.as_deref(),
            published: draft.published,
            by: &draft.by,
            fetched,
        }
    }

    /// Whether a later reading says something else where both say something, by the same evidence: what another rule finds
    /// in its place is no correction.
    fn is_corrected_by(&self, new: &CorrectableHeads<'_>) -> bool {
        let by_the_same = |field: Field| self.by.get(&field) == new.by.get(&field);
        let differ = |old: Option<&str>, new: Option<&str>| {
            filled(old).zip(filled(new)).is_some_and(|(old, new)| !old.split_whitespace().eq(new.split_whitespace()))
        };
        self.title.zip(new.title).is_some_and(|(old, new)| old != new)
            || (differ(self.sapo, new.sapo) && by_the_same(Field::Sapo))
            || (differ(self.author, new.author) && by_the_same(Field::Author))
            || (self.is_redated_by(new) && by_the_same(Field::Published))
    }

    /// Whether the date of publication was set right. One that lies after the earlier reading may be that of a change, or
    /// the clock of the page; one of "two hours ago" is as exact as the hour.
    fn is_redated_by(&self, new: &CorrectableHeads<'_>) -> bool {
        let Some((old, now)) = self.published.zip(new.published) else { return false };
        let inexact = if old.has_time() { REDATED_AFTER } else { REDATED_DAYS_AFTER };
        old.has_time() == now.has_time()
            && (old.at.0 - now.at.0).abs() > inexact
            && self.fetched.is_some_and(|fetched| now.at <= fetched)
    }
}

impl Heads {
    /// Whether the stored body is one that a feed carried.
    fn is_from_feed(&self) -> bool {
        Details::parse(self.details.as_deref()).by.get(&Field::Body) == Some(&Evidence::Feed)
    }

    /// Whether a newspaper says something else now than it said here.
    fn is_corrected_by(&self, draft: &Draft) -> bool {
        let by = Details::parse(self.details.as_deref()).by;
        let said = CorrectableHeads {
            title: self.title.as_deref(),
            sapo: self.sapo.as_deref(),
            author: self.author.as_deref(),
            published: self.published.map(|dated| dated.moment),
            by: &by,
            fetched: self.fetched,
        };
        said.is_corrected_by(&CorrectableHeads::of(draft, None))
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
         CASE WHEN published IS NULL AND sort <= 0 AND offline <> 5 THEN sort ELSE seen END, fetched FROM articles WHERE id = ?1",
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
            fetched: row.lossy::<Option<i64>>(9)?.map(Timestamp),
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
    /// Whether another text is stored, though the newspaper changed nothing: a page gave it in the place of a feed's, or other
    /// rules read it.
    pub(super) improved: bool,
}

pub(super) fn write_body(
    connection: &Connection,
    id: i64,
    new: NewDraft<'_>,
    before: &Heads,
    fetched: Option<Timestamp>,
) -> Result<BodyChange> {
    let draft = new.draft;
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
    let is_same_text = |old: &Vec<u8>| *old == blob || (!cut && body::unpack_blocks(old) == draft.body);
    let (what, improved) = match &old {
        None => (Change::New, false),
        Some(old) => {
            let same = is_same_text(old);
            let edited = !new.improves(before) && ((!same && new.changes_text()) || new.corrects_heads(before));
            (if edited { Change::Edited } else { Change::Same }, !edited && !same)
        }
    };
    if what == Change::Edited {
        revisions::keep(connection, id, fetched, new.again)?;
    }
    if what != Change::Same || improved {
        connection
            .prepare_cached("INSERT OR REPLACE INTO bodies (id, blocks) VALUES (?1, ?2)")?
            .execute(params![id, blob])?;
    }
    Ok(BodyChange { what, bodied: true, cut, improved })
}

/// Whether a text is less than half of the stored one: a page that now wants money, or lost its end.
fn is_far_poorer(new: &[Block], old: &[Block]) -> bool {
    let length = |body: &[Block]| body.iter().flat_map(Block::strings).map(str::len).sum::<usize>();
    length(new) * 2 < length(old)
}
