//! Which articles tell one story: found once for each text, when it is new or changed, among those near it in time.
//!
//! Everything here is derived from what is stored, deletes no article, and may be thrown away and made anew. Articles wait
//! in `story_queue`, filled by triggers; a part of the queue is one transaction, so a kill loses no more than that.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};

use super::connection::Connections;
use super::details::Details;
use super::lossy::Lossy as _;
use super::rows::{self, COLUMNS};
use super::{Result, Store, body};
use crate::labour::story::{APART, Likeness, Signature, StoryVerdict, WordHashes, compare, credit};
use crate::model::article::Original;
use crate::model::{ArticleId, Block, SourceId, StoryId, Summary};
use crate::text::same::Print;

/// Articles that are looked at in one step of indexing; after an import the others wait.
pub(super) const AT_ONCE: usize = 100;
/// Articles in one transaction.
const PART: usize = 200;
/// Texts that are compared with one text, those with the most keys in common first.
const MAX_COMPARED: usize = 48;
/// … of those that share one key only: in texts of common phrases there are many, and few of them are the same.
const MAX_COMPARED_BY_ONE: usize = 12;
/// Articles that are looked at for one key, the newest of them: a paragraph that every page of a site repeats has many.
const MAX_UNDER_KEY: usize = 100;
/// Keys of one period lie together, so that what is looked up and written for the news of a day is a few pages, however many
/// years the archive holds. Seconds; what was written with another figure must be made anew.
const PERIOD: i64 = 14 * 86_400;
/// Paragraphs at the end of a text in which a credit may stand.
const CREDIT_PARAGRAPHS: usize = 3;
/// Most articles of one story that are told.
const MAX_TOLD: i64 = 100;

/// An article of a story.
#[derive(Debug, Clone, PartialEq)]
pub struct Telling {
    /// Its row.
    pub row: Summary,
    /// The host of the paper that it says it is taken from.
    pub credit: Option<String>,
    /// Whether it is where the others come from: they credit its paper; else the earliest that credits nobody.
    pub original: bool,
}

/// What a mark of reading is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkTarget {
    /// Of the article.
    Article,
    /// Of every article that tells its story.
    WholeStory,
}

impl Store {
    /// Looks for the stories of up to `limit` articles whose text is new or changed, the newest first; gives how many it
    /// looked at.
    pub fn settle_stories(&self, limit: usize) -> Result<usize> {
        self.watched(settle(&self.inner.connections, limit))
    }

    /// Every article of a story, the original first, then by time.
    pub fn tellings(&self, story: StoryId) -> Result<Vec<Telling>> {
        self.ask(|c| tellings(c, story))
    }

    /// The papers in which each of these stories stands, what is muted left out.
    pub fn papers_of(&self, stories: &[StoryId]) -> Result<BTreeMap<StoryId, BTreeSet<SourceId>>> {
        self.ask(|c| papers_of(c, stories))
    }

    /// These articles and all that tell the same stories.
    pub fn with_stories(&self, ids: &[ArticleId]) -> Result<Vec<ArticleId>> {
        self.ask(|c| with_stories(c, ids))
    }
}

/// Looks for the stories of up to `limit` waiting articles; gives how many it took.
///
/// The first part is read by two threads; while a part is placed, the texts of the next one are read on a second thread.
fn settle(archive: &Connections, limit: usize) -> Result<usize> {
    let (mut done, mut known) = (0, WordHashes::default());
    let mut part = first_part(archive, PART.min(limit), &mut known)?;
    while let Some(WaitingText { id: below, .. }) = part.last() {
        let (below, room) = (*below, limit.saturating_sub(done + part.len()).min(PART));
        let (placed, ahead) = beside(
            || archive.write(|c| part.iter().try_for_each(|text| place(c, text))),
            || (room > 0).then(|| archive.read(|c| read_part(c, &waiting(c, below, room)?, &mut known))),
        );
        placed?;
        done += part.len();
        part = ahead.transpose()?.unwrap_or_default();
    }
    Ok(done)
}

/// The first waiting articles, the newest first, each with its text.
fn first_part(archive: &Connections, limit: usize, known: &mut WordHashes) -> Result<Vec<WaitingText>> {
    let ids = archive.read(|c| waiting(c, i64::MAX, limit))?;
    let (newer, older) = ids.split_at(ids.len() / 2);
    let (newer, older) = beside(
        || archive.read(|c| read_part(c, newer, &mut WordHashes::default())),
        || archive.read(|c| read_part(c, older, known)),
    );
    Ok(newer?.into_iter().chain(older?).collect())
}

/// Does two works at once, the second on a thread of its own.
fn beside<T, U: Send>(work: impl FnOnce() -> T, other: impl FnOnce() -> U + Send) -> (T, U) {
    std::thread::scope(|scope| {
        let other = scope.spawn(other);
        (work(), other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

/// Articles that wait, each with its text.
pub(super) fn read_part(connection: &Connection, ids: &[i64], words: &mut WordHashes) -> Result<Vec<WaitingText>> {
    let read = |id: &i64| {
        let text = stored(connection, *id)?.map(|stored| (compared(&stored, words), stored));
        Ok(WaitingText { id: *id, text })
    };
    ids.iter().map(read).collect()
}

/// All articles of the story that an article tells, the original first, then by time; none where it is not known.
fn tellings(connection: &Connection, story: StoryId) -> Result<Vec<Telling>> {
    let sql = format!(
        "SELECT {COLUMNS}, s.credit FROM articles a LEFT JOIN signatures s ON s.id = a.id WHERE a.story = ?1 \
         AND EXISTS (SELECT 1 FROM members m WHERE m.id = a.id AND m.list = {}) ORDER BY a.sort, a.id LIMIT ?2",
        rows::EVERY
    );
    let mut select = connection.prepare_cached(&sql)?;
    let found = select.query_map(params![story.0, MAX_TOLD], |row| {
        let credit: Option<String> = row.lossy(rows::AFTER)?;
        Ok(rows::summary(row)?.map(|row| Telling { row, credit, original: false }))
    })?;
    let mut all: Vec<Telling> = found.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?;
    let credited: BTreeSet<String> = all.iter().filter_map(|telling| telling.credit.clone()).collect();
    let named = all.iter().position(|telling| credited.iter().any(|host| is_of(&telling.row, host)));
    let original = named.or_else(|| all.iter().position(|telling| telling.credit.is_none()));
    if let Some(at) = original.filter(|_| all.len() > 1) {
        all[at].original = true;
        all[..=at].rotate_right(1);
    }
    Ok(all)
}

fn papers_of(connection: &Connection, stories: &[StoryId]) -> Result<BTreeMap<StoryId, BTreeSet<SourceId>>> {
    let mut select = connection.prepare_cached(
        "SELECT DISTINCT a.source FROM articles a WHERE a.story = ?1 \
         AND EXISTS (SELECT 1 FROM members m WHERE m.id = a.id AND m.list = ?2)",
    )?;
    let mut all = BTreeMap::new();
    for story in stories.iter().copied().collect::<BTreeSet<StoryId>>() {
        let papers = select.query_map(params![story.0, rows::EVERY], |row| row.lossy(0).map(SourceId))?;
        all.insert(story, papers.collect::<rusqlite::Result<_>>()?);
    }
    Ok(all)
}

/// The article of the same story in the paper that this one says it is taken from.
pub(super) fn original(connection: &Connection, id: ArticleId, story: StoryId) -> Result<Option<Original>> {
    let mut select = connection.prepare_cached("SELECT credit FROM signatures WHERE id = ?1")?;
    let credit = select.query_row([id.0], |row| row.lossy::<Option<String>>(0)).optional()?.flatten();
    let Some(host) = credit else { return Ok(None) };
    let all = tellings(connection, story)?.into_iter();
    let found = all.map(|telling| telling.row).find(|row| row.id != id && is_of(row, &host));
    Ok(found.map(|row| Original { id: row.id, source: row.source, title: row.title }))
}

/// These articles and all that tell the same stories.
pub(super) fn with_stories(connection: &Connection, ids: &[ArticleId]) -> Result<Vec<ArticleId>> {
    let mut others = connection.prepare_cached(
        "SELECT o.id FROM articles a JOIN articles o ON o.story = a.story WHERE a.id = ?1 AND o.id <> ?1 LIMIT ?2",
    )?;
    let mut all: Vec<ArticleId> = ids.to_vec();
    let mut known: BTreeSet<ArticleId> = ids.iter().copied().collect();
    for id in ids {
        for other in others.query_map(params![id.0, MAX_TOLD], |row| row.lossy::<i64>(0))? {
            let other = ArticleId(other?);
            if known.insert(other) {
                all.push(other);
            }
        }
    }
    Ok(all)
}

fn waiting(connection: &Connection, below: i64, limit: usize) -> Result<Vec<i64>> {
    let mut select = connection.prepare_cached("SELECT id FROM story_queue WHERE id < ?1 ORDER BY id DESC LIMIT ?2")?;
    let ids = select.query_map([below, i64::try_from(limit).unwrap_or(i64::MAX)], |row| row.lossy(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// What an article's text is read from, as it is stored.
#[derive(PartialEq)]
struct StoredText {
    at: i64,
    title: String,
    source: String,
    sapo: Option<String>,
    details: Option<String>,
    blocks: Vec<u8>,
}

/// An article that waits for its story, with its text as it was when it was read; without one where its body is gone.
pub(super) struct WaitingText {
    id: i64,
    text: Option<(ComparedText, StoredText)>,
}

/// What is compared of an article.
struct ComparedText {
    at: i64,
    title: String,
    source: String,
    signature: Signature,
    credit: Option<String>,
}

/// Finds the story of one article, as if it had none; `text` was read before, and is read again where it was changed since.
pub(super) fn place(connection: &Connection, waiting: &WaitingText) -> Result<()> {
    let id = waiting.id;
    leave(connection, id)?;
    connection.prepare_cached("DELETE FROM story_queue WHERE id = ?1")?.execute([id])?;
    let Some(stored) = stored(connection, id)? else { return Ok(()) };
    let anew;
    let text = match &waiting.text {
        Some((text, before)) if *before == stored => text,
        _ => {
            anew = compared(&stored, &mut WordHashes::default());
            &anew
        }
    };
    if text.signature.is_empty() {
        return Ok(());
    }
    let mut stories: Vec<i64> = Vec::new();
    let mut kept = connection.prepare_cached("SELECT signature FROM signatures WHERE id = ?1")?;
    for other in candidates(connection, text)? {
        // Of most pairs the texts alone say that they are two stories, whatever else is known: that is read last.
        let signature = kept.query_row([other], |row| row.lossy::<Vec<u8>>(0)).optional()?;
        let signature = signature.map(|bytes| Signature::from_bytes(&bytes).unwrap_or_default());
        let Some(signature) = signature.filter(|other| may_be_same(&text.signature, other)) else { continue };
        let Some((story, candidate)) = known(connection, other, signature)? else { continue };
        if !stories.contains(&story) && is_same(text, &candidate) {
            stories.push(story);
        }
    }
    let story = stories.iter().copied().min().unwrap_or(id);
    for other in stories.iter().filter(|other| **other != story) {
        connection.prepare_cached("UPDATE articles SET story = ?2 WHERE story = ?1")?.execute([*other, story])?;
    }
    connection.prepare_cached("UPDATE articles SET story = ?2 WHERE id = ?1")?.execute([id, story])?;
    keep(connection, id, text)
}

/// Takes an article out of its story; others that tell it go on under the number of the first of them.
fn leave(connection: &Connection, id: i64) -> Result<()> {
    connection.prepare_cached("UPDATE articles SET story = NULL WHERE id = ?1 AND story IS NOT NULL")?.execute([id])?;
    connection
        .prepare_cached("UPDATE articles SET story = (SELECT min(id) FROM articles WHERE story = ?1) WHERE story = ?1")?
        .execute([id])?;
    connection.prepare_cached("DELETE FROM signatures WHERE id = ?1")?.execute([id])?;
    connection.prepare_cached("DELETE FROM story_hashes WHERE id = ?1")?.execute([id])?;
    Ok(())
}

fn keep(connection: &Connection, id: i64, text: &ComparedText) -> Result<()> {
    connection
        .prepare_cached("INSERT INTO signatures (id, signature, credit) VALUES (?1, ?2, ?3)")?
        .execute(params![id, text.signature.to_bytes(), text.credit])?;
    let mut insert = connection
        .prepare_cached("INSERT OR IGNORE INTO story_hashes (period, key, at, id) VALUES (?1, ?2, ?3, ?4)")?;
    for key in text.signature.keys() {
        insert.execute(params![period(text.at), key, text.at, id])?;
    }
    Ok(())
}

/// What the text of an article is read from; `None` where its body is gone.
fn stored(connection: &Connection, id: i64) -> Result<Option<StoredText>> {
    let mut select = connection.prepare_cached(
        "SELECT a.sort, coalesce(a.title, ''), a.source, a.sapo, a.details, b.blocks FROM articles a \
         JOIN bodies b ON b.id = a.id WHERE a.id = ?1",
    )?;
    let found = select.query_row([id], |row| {
        let (at, title, source) = (row.lossy(0)?, row.lossy(1)?, row.lossy(2)?);
        Ok(StoredText { at, title, source, sapo: row.lossy(3)?, details: row.lossy(4)?, blocks: row.lossy(5)? })
    });
    Ok(found.optional()?)
}

fn compared(stored: &StoredText, words: &mut WordHashes) -> ComparedText {
    let blocks = body::unpack_blocks(&stored.blocks);
    let paragraphs = stored.sapo.as_deref().into_iter().chain(blocks.iter().flat_map(prose));
    let signature = Signature::with(words, &stored.title, paragraphs);
    let credit = credited(stored.details.as_deref(), &blocks).map(str::to_owned);
    ComparedText { at: stored.at, title: stored.title.clone(), source: stored.source.clone(), signature, credit }
}

/// The strings of a block that are the article's own words: every paper writes its captions itself.
fn prose(block: &Block) -> Vec<&str> {
    match block {
        Block::Picture { .. } | Block::Media { .. } | Block::File { .. } => Vec::new(),
        Block::Paragraph(_)
        | Block::Heading { .. }
        | Block::Quote(_)
        | Block::Attribution(_)
        | Block::Lines(_)
        | Block::List(_)
        | Block::Table(_) => block.strings(),
    }
}

/// The host of the paper that an article says it is taken from.
fn credited(details: Option<&str>, blocks: &[Block]) -> Option<&'static str> {
    let line = Details::parse(details).imprint.source_line;
    line.as_deref().and_then(credit::source).or_else(|| {
        let last = blocks.iter().rev().filter(|block| !prose(block).is_empty()).take(CREDIT_PARAGRAPHS);
        last.flat_map(prose).find_map(credit::credited)
    })
}

/// The period in which the keys of an article of this time lie.
pub(super) fn period(at: i64) -> i64 {
    at.div_euclid(PERIOD)
}

/// Articles near in time that share keys with a text, those that share the most first.
fn candidates(connection: &Connection, text: &ComparedText) -> Result<Vec<i64>> {
    let mut under = connection.prepare_cached(
        "SELECT id FROM story_hashes WHERE period = ?1 AND key = ?2 AND at BETWEEN ?3 AND ?4 ORDER BY at DESC LIMIT ?5",
    )?;
    let (from, to) = (text.at.saturating_sub(APART), text.at.saturating_add(APART));
    let mut found: Vec<i64> = Vec::new();
    for key in text.signature.keys() {
        let wanted = found.len() + MAX_UNDER_KEY;
        for period in (period(from)..=period(to)).rev() {
            let room = i64::try_from(wanted - found.len()).unwrap_or(0);
            for id in under.query_map(params![period, key, from, to, room], |row| row.lossy::<i64>(0))? {
                found.push(id?);
            }
        }
    }
    found.sort_unstable();
    let mut ids: Vec<(usize, i64)> = found.chunk_by(i64::eq).map(|same| (same.len(), same[0])).collect();
    ids.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let by_several = ids.partition_point(|(keys, _)| *keys > 1);
    ids.truncate((by_several + MAX_COMPARED_BY_ONE).min(MAX_COMPARED));
    Ok(ids.into_iter().map(|(_, id)| id).collect())
}

/// The story of an article and what is compared of it.
fn known(connection: &Connection, id: i64, signature: Signature) -> Result<Option<(i64, ComparedText)>> {
    let mut select = connection.prepare_cached(
        "SELECT a.story, a.sort, coalesce(a.title, ''), a.source, s.credit FROM articles a \
         JOIN signatures s ON s.id = a.id WHERE a.id = ?1 AND a.story IS NOT NULL",
    )?;
    let found = select.query_row([id], |row| {
        let (at, title, source): (i64, String, String) = (row.lossy(1)?, row.lossy(2)?, row.lossy(3)?);
        Ok((row.lossy(0)?, ComparedText { at, title, source, signature, credit: row.lossy(4)? }))
    });
    Ok(found.optional()?)
}

/// Whether two texts are one story if everything beside them speaks for it.
fn may_be_same(a: &Signature, b: &Signature) -> bool {
    compare(a, b, Likeness { titles: true, credited: true }) == StoryVerdict::Same
}

/// Whether two texts that [may be](may_be_same) one story are.
fn is_same(a: &ComparedText, b: &ComparedText) -> bool {
    let credits = |a: &ComparedText, b: &ComparedText| a.credit.as_deref().is_some_and(|host| b.source == host);
    let credited = credits(a, b) || credits(b, a);
    compare(&a.signature, &b.signature, Likeness { titles: false, credited }) == StoryVerdict::Same
        || Print::of(&a.title).tells_the_same(&Print::of(&b.title), ["", ""])
}

/// Whether an article stands in the paper of this host.
fn is_of(row: &Summary, host: &str) -> bool {
    row.source.as_str() == host || row.url.host().strip_prefix("www.").unwrap_or(&row.url.host()) == host
}
