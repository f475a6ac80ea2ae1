//! An article that moved without a redirect: a new address, much the same text, and the old address is gone.
//!
//! An article whose text is stored for the first time is compared with those of its source that were seen before it. Where
//! one looks like it, the old address is asked once: a page that is still there tells of two articles, one that is gone of
//! one. Kept apart without asking: other headlines, other numbers in them, other days, texts that share less than half.
//! Joined without asking: one headline, nearly one text, and a list that shows the new one in the place of the old one.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashMap;

use super::identity::evidence::HeadlineWords;
use super::identity::{self, evidence};
use super::lossy::Lossy as _;
use super::rows::{moment, precision_number};
use super::sections::{WANTED, wanted};
use super::{Change, Result, SavedCounts, Saving, body, revisions};
use crate::model::{Block, CanonicalUrl, Moment, Offline, Precision, Timestamp};

/// Of two headlines, in per cent, the words that must agree.
const AGREE_PERCENT: usize = 50;
/// Of two texts, in per cent, what must be the same: dated alike, and dated otherwise or not at all.
const SAME_TEXT_PERCENT: usize = 50;
const NEARLY_ALL_PERCENT: usize = 80;
/// Dates further apart than this are of two articles, seconds.
const NEAR: i64 = 86_400;
/// Viet Nam's clock is so far ahead, seconds.
const VIET_NAM: i64 = 7 * 3600;
/// Rows whose headlines are compared.
const MAX_NEAR: i64 = 300;
/// Older articles that a list must show to prove that one which it no longer shows did not just come to its end.
pub(super) const LEAST_BELOW: i64 = 3;

/// What one of two rows of the same article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    /// The one under the old address.
    Old,
    /// The one under the new address.
    New,
}

/// What tells whether two rows are one article.
struct RowLook {
    title: String,
    url: String,
    published: Option<Moment>,
    body: Vec<Block>,
}

/// Joins what a refresh showed to have moved; gives the old addresses that must be asked before that is known.
pub(super) fn settle(connection: &Connection, saving: &Saving<'_>, stored: &mut SavedCounts) -> Result<()> {
    let carried = stored.listed.iter().flat_map(|listed| &listed.carried);
    let new: Vec<i64> = stored
        .articles
        .iter()
        .chain(carried)
        .filter(|(_, change)| *change == Change::New)
        .map(|(id, _)| id.0)
        .collect();
    let mut neighbours = NeighbourRows { begun: saving.begun, ..NeighbourRows::default() };
    for id in new {
        if !neighbours.has_earlier(connection, id)? {
            continue;
        }
        for old in neighbours.others(connection, id, Half::Old)? {
            if is_gone(connection, old)? || is_replaced(connection, old, id)? {
                succeed(connection, old, id)?;
                break;
            }
            let mut read = connection.prepare_cached(&format!("SELECT {WANTED} FROM articles WHERE id = ?1"))?;
            stored.suspects.extend(read.query_row([old], wanted)?);
        }
    }
    for failing in saving.failures.iter().filter(|failing| failing.state == Offline::Gone) {
        if let Some(new) = neighbours.others(connection, failing.id.0, Half::New)?.first() {
            succeed(connection, failing.id.0, *new)?;
        }
    }
    Ok(())
}

fn is_gone(connection: &Connection, id: i64) -> Result<bool> {
    Ok(connection.prepare_cached("SELECT 1 FROM articles WHERE id = ?1 AND removed IS NOT NULL")?.exists([id])?)
}

/// Whether a list shows one row in the place of another one, older, that has its headline and nearly its text.
fn is_replaced(connection: &Connection, old: i64, new: i64) -> Result<bool> {
    let Some((one, other)) = look(connection, old)?.zip(look(connection, new)?) else { return Ok(false) };
    if one.title != other.title || evidence::text_in_common(&one.body, &other.body) < NEARLY_ALL_PERCENT {
        return Ok(false);
    }
    let in_its_place = "SELECT 1 FROM told n JOIN told o ON o.list = n.list AND o.id = ?1 JOIN lists l ON l.id = n.list \
         JOIN sections s ON s.source = l.source AND s.section = l.section \
         WHERE n.id = ?2 AND n.at >= s.listed_at AND o.at < s.listed_at AND ?3 <= \
         (SELECT count(*) FROM members m JOIN told b ON b.id = m.id AND b.list = m.list WHERE m.list = n.list \
          AND m.sort < (SELECT sort FROM articles WHERE id = ?1) AND b.at >= s.listed_at)";
    Ok(connection.prepare_cached(in_its_place)?.exists([old, new, LEAST_BELOW])?)
}

/// Rows of the sources that a refresh stored something of. What it knows of them it keeps while one batch is looked through.
#[derive(Debug, Default)]
struct NeighbourRows {
    /// When the refresh began: what it listed since stands beside its likes, and is none that moved.
    begun: Option<Timestamp>,
    /// Sources, and whether anything of theirs was seen before.
    earlier: BTreeMap<String, bool>,
    headlines: FxHashMap<i64, HeadlineWords>,
}

impl NeighbourRows {
    fn before(&self) -> i64 {
        self.begun.map_or(i64::MAX, |begun| begun.0)
    }

    /// Whether anything of a row's source was seen before this refresh.
    fn has_earlier(&mut self, connection: &Connection, id: i64) -> Result<bool> {
        let mut read = connection.prepare_cached("SELECT source FROM articles WHERE id = ?1")?;
        let Some(source) = read.query_row([id], |row| row.lossy::<String>(0)).optional()? else { return Ok(false) };
        if let Some(known) = self.earlier.get(&source) {
            return Ok(*known);
        }
        let found = connection
            .prepare_cached(
                "SELECT 1 FROM lists l JOIN members m ON m.list = l.id JOIN articles o ON o.id = m.id \
                 WHERE l.source = ?1 AND l.section = '' AND o.seen < ?2 LIMIT 1",
            )?
            .exists(params![source, self.before()])?;
        self.earlier.insert(source, found);
        Ok(found)
    }

    /// Rows that may be the other half of a row's article; their texts are stored and agree.
    fn others(&mut self, connection: &Connection, id: i64, half: Half) -> Result<Vec<i64>> {
        let Some(one) = look(connection, id)?.filter(|one| evidence::can_be_told_apart(&one.body)) else {
            return Ok(Vec::new());
        };
        let its_own = HeadlineWords::of(&one.title);
        let mut near = connection.prepare_cached(
            "SELECT o.id, o.title FROM articles n JOIN lists l ON l.source = n.source AND l.section = '' \
             JOIN members m ON m.list = l.id AND m.sort BETWEEN n.sort - ?2 AND n.sort + ?2 JOIN articles o ON o.id = m.id \
             WHERE n.id = ?1 AND o.id <> n.id \
             AND CASE WHEN ?3 THEN o.seen < min(n.seen, ?5) ELSE o.seen > n.seen AND o.removed IS NULL END \
             AND (o.published IS NULL) = (n.published IS NULL) AND o.offline IN (1, 2) LIMIT ?4",
        )?;
        let mut found = Vec::new();
        let mut rows = near.query(params![id, NEAR, half == Half::Old, MAX_NEAR, self.before()])?;
        while let Some(row) = rows.next()? {
            let (other, title) = (row.lossy(0)?, row.lossy::<Option<String>>(1)?.unwrap_or_default());
            let words = self.headlines.entry(other).or_insert_with(|| HeadlineWords::of(&title));
            if words.in_common(&its_own) < AGREE_PERCENT || evidence::numbers(&title) != evidence::numbers(&one.title) {
                continue;
            }
            if look(connection, other)?.is_some_and(|other| is_same(&one, &other)) {
                found.push(other);
            }
        }
        Ok(found)
    }
}

fn look(connection: &Connection, id: i64) -> Result<Option<RowLook>> {
    let mut read = connection.prepare_cached(
        "SELECT a.title, a.url, a.published, a.precision, b.blocks FROM articles a JOIN bodies b ON b.id = a.id WHERE a.id = ?1",
    )?;
    let mut rows = read.query([id])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(RowLook {
        title: row.lossy::<Option<String>>(0)?.unwrap_or_default(),
        url: row.lossy(1)?,
        published: moment(row.lossy(2)?, row.lossy(3)?),
        body: body::unpack_blocks(&row.lossy::<Vec<u8>>(4)?),
    }))
}

/// Whether two rows with nearly one headline are one article, if the address of one of them is gone.
fn is_same(one: &RowLook, other: &RowLook) -> bool {
    let url = CanonicalUrl::parse;
    if url(&one.url).zip(url(&other.url)).is_some_and(|(one, other)| evidence::are_numbered_apart(&one, &other)) {
        return false;
    }
    let least = if are_dated_alike(one.published, other.published) { SAME_TEXT_PERCENT } else { NEARLY_ALL_PERCENT };
    evidence::text_in_common(&one.body, &other.body) >= least
}

/// The same minute; where one of two dates is not so exact, the same day.
fn are_dated_alike(one: Option<Moment>, other: Option<Moment>) -> bool {
    let Some((one, other)) = one.zip(other) else { return false };
    let exact = |moment: Moment| precision_number(moment.precision) >= precision_number(Precision::Minute);
    let unit = if exact(one) && exact(other) { 60 } else { 86_400 };
    let count = |Timestamp(at): Timestamp| (at + VIET_NAM).div_euclid(unit);
    count(one.at) == count(other.at)
}

/// The new row's text and address go to the old row, which keeps its marks; what stood there becomes an earlier version.
fn succeed(connection: &Connection, old: i64, new: i64) -> Result<()> {
    let Some(url) = look(connection, new)?.and_then(|new| CanonicalUrl::parse(&new.url)) else { return Ok(()) };
    let differ = "SELECT 1 FROM bodies o, bodies n WHERE o.id = ?1 AND n.id = ?2 AND o.blocks <> n.blocks";
    let edited = connection.prepare_cached(differ)?.exists([old, new])?;
    if edited {
        revisions::keep(connection, old, None, None)?;
    }
    connection.prepare_cached("DELETE FROM bodies WHERE id = ?1")?.execute([old])?;
    connection
        .prepare_cached(
            "UPDATE articles SET title = coalesce(n.title, articles.title), summary = coalesce(n.summary, articles.summary), \
             sapo = coalesce(n.sapo, articles.sapo), author = coalesce(n.author, articles.author), \
             picture = coalesce(n.picture, articles.picture), edited = max(articles.edited, ?3), removed = NULL, \
             edited_at = CASE WHEN ?3 THEN n.fetched ELSE articles.edited_at END, recheck = n.recheck, tries = 0, \
             not_before = 0 FROM articles n WHERE articles.id = ?1 AND n.id = ?2",
        )?
        .execute(params![old, new, edited])?;
    let kept = identity::merge(connection, old, new)?;
    identity::rename(connection, kept, &url)
}
