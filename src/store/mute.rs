//! Muting: an article that one of the user's rules matches is stored as read, appears in no list and no count, and its
//! page is not fetched.
//!
//! A rule is a query of the query language. It looks at what a listing tells of an article (title, lead, byline, source,
//! section, date), not at the body, so that it judges alike before and after the page is fetched. A starred article is
//! never muted. The rules hold for the whole archive: [`settle_all`] applies them when they have changed, and an article
//! that no rule finds any more comes back as it was.

use std::sync::{Arc, PoisonError};

use rusqlite::{Connection, OptionalExtension, params};

use super::articles::entering;
use super::connection::Connections;
use super::language::{self, Alternative, Question, SearchPlace, WordUnit};
use super::lossy::Lossy as _;
use super::{Result, Store, settings};
use crate::labour::places;
use crate::model::article::NO_DATE;
use crate::model::{Complaint, QueryMistake, Timestamp};
use crate::text::fold::{self, FoldKind, FoldToken, MatchLevel};

pub(super) use super::rows::MUTED;
/// Most rules.
pub const MAX_MUTE_RULES: usize = 200;
/// Articles that are judged in one transaction when the rules have changed.
const AT_ONCE: i64 = 2_000;
/// The setting that holds the rules which the archive follows.
const FOLLOWED: &str = "mute.rules";

/// The rules, parsed.
#[derive(Debug, Default)]
pub(super) struct Mutes {
    rules: Vec<Question>,
    /// The rules as one text.
    text: String,
}

/// What is wrong with a rule; nothing when all is well.
pub(super) fn complaints(rule: &str, now: Timestamp) -> Vec<Complaint> {
    let asked = language::parse(rule, now);
    if !asked.complaints.is_empty() {
        return asked.complaints;
    }
    let marked = |way: &Alternative| {
        [way.unread, way.starred, way.muted, way.noted, way.edited, way.removed].iter().any(Option::is_some)
            || !way.labels.is_empty()
            || !way.notes.is_empty()
    };
    let of_page = |way: &Alternative| {
        let tagged = |unit: &WordUnit| unit.place == SearchPlace::Tag;
        way.pictured.is_some()
            || !way.similar.is_empty()
            || way.all.iter().flatten().chain(&way.none).any(tagged)
            || way.patterns.iter().any(|sought| sought.place == SearchPlace::Tag)
    };
    let kind = if asked.is_empty() {
        QueryMistake::EmptyRule
    } else if asked.ways.iter().any(of_page) {
        QueryMistake::RuleOfPage
    } else if asked.ways.iter().any(marked) {
        QueryMistake::RuleOfMarks
    } else {
        return Vec::new();
    };
    vec![Complaint { kind, at: 1, about: String::new() }]
}

impl Mutes {
    /// Parses rules; invalid ones are left out.
    pub(super) fn new(rules: &[String], now: Timestamp) -> Self {
        let good: Vec<&String> =
            rules.iter().filter(|rule| complaints(rule, now).is_empty()).take(MAX_MUTE_RULES).collect();
        let text = good.iter().map(|rule| rule.as_str()).collect::<Vec<_>>().join("\n");
        Self { rules: good.iter().map(|rule| language::parse(rule, now)).collect(), text }
    }

    fn find(&self, subject: &MuteSubject) -> bool {
        !subject.starred && self.rules.iter().flat_map(|rule| &rule.ways).any(|way| subject.fits(way))
    }
}

/// What is known of an article without its page.
#[derive(Debug, Default)]
struct MuteSubject {
    source: String,
    sections: Vec<String>,
    title: MuteWords,
    lead: MuteWords,
    author: MuteWords,
    /// Title, lead and byline as they stand, for patterns.
    texts: [String; 3],
    at: i64,
    starred: bool,
}

/// The words of a text; a document's number stands where its first word stands.
#[derive(Debug, Default)]
pub(super) struct MuteWords(Vec<Vec<FoldToken>>);

impl MuteWords {
    pub(super) fn of(text: &str) -> Self {
        let mut places: Vec<Vec<FoldToken>> = Vec::new();
        let mut before: Vec<FoldToken> = Vec::new();
        for token in fold::tokens(text) {
            if token.kind == FoldKind::Number {
                before.push(token);
            } else {
                before.push(token);
                places.push(std::mem::take(&mut before));
            }
        }
        Self(places)
    }

    fn hold(&self, unit: &WordUnit) -> bool {
        let (mut places, mut length) = (self.places(unit), unit.tokens.len());
        let mut next = unit.near.as_ref();
        while let Some(near) = next {
            let here = near.unit.tokens.len();
            let is_near = |place: &usize| {
                let mut before = places.iter();
                before.any(|before| {
                    let between = place.checked_sub(before + length).or(before.checked_sub(place + here));
                    between.is_some_and(|between| between <= near.within)
                })
            };
            places = self.places(&near.unit).into_iter().filter(is_near).collect();
            (length, next) = (here, near.unit.near.as_ref());
        }
        !places.is_empty()
    }

    /// Where a unit without what must stand near it stands first, in bytes of the text.
    pub(super) fn first(&self, unit: &WordUnit) -> Option<(usize, usize)> {
        let at = self.places(unit).into_iter().next()?;
        let tokens = || self.0[at..at + unit.tokens.len()].iter().flatten();
        Some((tokens().map(|token| token.range.start).min()?, tokens().map(|token| token.range.end).max()?))
    }

    /// Where the words of a unit stand side by side.
    fn places(&self, unit: &WordUnit) -> Vec<usize> {
        let wanted = &unit.tokens;
        let stands = |place: &[Vec<FoldToken>]| wanted.iter().zip(place).all(|(w, f)| f.iter().any(|f| agree(w, f)));
        let windows = self.0.windows(wanted.len().max(1)).enumerate();
        windows.filter(|(_, place)| !wanted.is_empty() && stands(place)).map(|(at, _)| at).collect()
    }
}

/// Whether a word of a text is the word of a rule, as it was typed: without marks any spelling will do.
fn agree(wanted: &FoldToken, found: &FoldToken) -> bool {
    if wanted.kind == FoldKind::Number || found.kind == FoldKind::Number {
        return wanted.kind == found.kind && wanted.base == found.base;
    }
    if wanted.meant() == MatchLevel::Base { found.base == wanted.base } else { found.exact_iy == wanted.exact_iy }
}

impl MuteSubject {
    fn fits(&self, rule: &Alternative) -> bool {
        let begins = |names: &[String], whole: &str| names.iter().any(|name| whole.starts_with(name.as_str()));
        let in_section = |names: &[String]| self.sections.iter().any(|section| begins(names, section));
        rule.sources.iter().all(|names| begins(names, &self.source))
            && !begins(&rule.not_sources, &self.source)
            && rule.sections.iter().all(|names| in_section(names))
            && !in_section(&rule.not_sections)
            && rule.since.is_none_or(|since| self.at >= since.0)
            && rule.until.is_none_or(|until| self.at < until.0 && self.at > NO_DATE.0)
            && rule.all.iter().all(|any| any.iter().any(|unit| self.holds(unit)))
            && !rule.none.iter().any(|unit| self.holds(unit))
            && self.fits_patterns(rule)
            && self.fits_places(rule)
    }

    fn fits_places(&self, rule: &Alternative) -> bool {
        if rule.places.is_empty() && rule.not_places.is_empty() {
            return true;
        }
        let [title, lead, _] = &self.texts;
        let named = places::numbers_of(&[title, lead]);
        rule.places.iter().all(|any| any.iter().any(|place| named.contains(place)))
            && !rule.not_places.iter().any(|place| named.contains(place))
    }

    fn fits_patterns(&self, rule: &Alternative) -> bool {
        let [title, lead, author] = &self.texts;
        rule.patterns.iter().all(|sought| sought.fits(title, author, &[], [lead.as_str()]))
    }

    fn holds(&self, unit: &WordUnit) -> bool {
        match unit.place {
            SearchPlace::Anywhere => self.title.hold(unit) || self.lead.hold(unit),
            SearchPlace::Title => self.title.hold(unit),
            SearchPlace::Author => self.author.hold(unit),
            // No rule asks for tags.
            SearchPlace::Tag => false,
        }
    }
}

fn subject(connection: &Connection, id: i64) -> Result<Option<MuteSubject>> {
    let mut read = connection.prepare_cached(
        "SELECT source, title, coalesce(sapo, summary), author, sort, starred FROM articles WHERE id = ?1",
    )?;
    let text = |text: Option<String>| text.unwrap_or_default();
    let found = read
        .query_row([id], |row| {
            let texts = [text(row.lossy(1)?), text(row.lossy(2)?), text(row.lossy(3)?)];
            Ok(MuteSubject {
                source: row.lossy(0)?,
                sections: Vec::new(),
                title: MuteWords::of(&texts[0]),
                lead: MuteWords::of(&texts[1]),
                author: MuteWords::of(&texts[2]),
                texts,
                at: row.lossy(4)?,
                starred: row.lossy(5)?,
            })
        })
        .optional()?;
    let Some(mut subject) = found else { return Ok(None) };
    let mut sections = connection.prepare_cached(
        "SELECT l.section FROM lists l JOIN (SELECT list FROM members WHERE id = ?1 UNION SELECT list FROM muted WHERE id = ?1) m \
         ON l.id = m.list WHERE l.source <> '' AND l.section <> ''",
    )?;
    let found = sections.query_map([id], |row| row.lossy(0))?;
    subject.sections = found.collect::<rusqlite::Result<_>>()?;
    Ok(Some(subject))
}

/// Whether an article is muted.
pub(super) fn is_muted(connection: &Connection, id: i64) -> Result<bool> {
    Ok(connection.prepare_cached("SELECT 1 FROM muted WHERE id = ?1")?.exists([id])?)
}

/// Muted articles.
pub(super) fn count(connection: &Connection) -> Result<usize> {
    let mut count = connection.prepare_cached("SELECT total FROM lists WHERE id = ?1")?;
    let count: Option<i64> = count.query_row([MUTED], |row| row.lossy(0)).optional()?;
    Ok(usize::try_from(count.unwrap_or(0)).unwrap_or(0))
}

/// Mutes the article or brings it back, as the rules say; whether it is muted now.
pub(super) fn settle(connection: &Connection, mutes: &Mutes, id: i64) -> Result<bool> {
    if mutes.rules.is_empty() {
        return Ok(false);
    }
    let Some(subject) = subject(connection, id)? else { return Ok(false) };
    let found = mutes.find(&subject);
    set_muted(connection, id, found)?;
    Ok(found)
}

/// Brings an article back if it is muted.
pub(super) fn bring_back(connection: &Connection, id: i64) -> Result<()> {
    set_muted(connection, id, false).map(drop)
}

/// Mutes an article or brings it back; whether that changed anything.
fn set_muted(connection: &Connection, id: i64, muted: bool) -> Result<bool> {
    if is_muted(connection, id)? == muted {
        return Ok(false);
    }
    if muted {
        hush(connection, id)?;
    } else {
        lift(connection, id)?;
    }
    entering::queue(connection, id)?;
    Ok(true)
}

fn hush(connection: &Connection, id: i64) -> Result<()> {
    connection
        .prepare_cached("INSERT INTO muted (id, list, unread) SELECT id, list, unread FROM members WHERE id = ?1")?
        .execute([id])?;
    connection.prepare_cached("DELETE FROM members WHERE id = ?1")?.execute([id])?;
    connection.prepare_cached("UPDATE articles SET read = 1 WHERE id = ?1")?.execute([id])?;
    connection
        .prepare_cached(
            "INSERT INTO members (list, sort, id, unread, starred) SELECT ?2, sort, id, 0, starred FROM articles WHERE id = ?1",
        )?
        .execute(params![id, MUTED])?;
    Ok(())
}

/// Brings an article back to where it would be.
pub(super) fn lift(connection: &Connection, id: i64) -> Result<()> {
    let mut lists = connection.prepare_cached("SELECT list, unread FROM muted WHERE id = ?1")?;
    let lists = lists.query_map([id], |row| Ok((row.lossy(0)?, row.lossy(1)?)))?;
    let lists = lists.collect::<rusqlite::Result<Vec<(i64, bool)>>>()?;
    connection.prepare_cached("DELETE FROM muted WHERE id = ?1")?.execute([id])?;
    connection.prepare_cached("DELETE FROM members WHERE id = ?1")?.execute([id])?;
    if lists.iter().any(|(_, unread)| *unread) {
        connection.prepare_cached("UPDATE articles SET read = 0 WHERE id = ?1")?.execute([id])?;
    }
    let mut enter = connection.prepare_cached(
        "INSERT OR IGNORE INTO members (list, sort, id, unread, starred) \
         SELECT ?2, sort, id, NOT read, starred FROM articles WHERE id = ?1",
    )?;
    for (list, _) in lists {
        enter.execute(params![id, list])?;
    }
    Ok(())
}

/// Applies the rules to the whole archive if it followed others so far; gives how many articles were muted or came back.
/// Goes on from the beginning when it was broken off.
pub(super) fn settle_all(archive: &Connections, mutes: &Mutes, stop: &dyn Fn() -> bool) -> Result<usize> {
    let followed = archive.ask(|c| settings::get(c, FOLLOWED))?.unwrap_or_default();
    if followed == mutes.text {
        return Ok(0);
    }
    // Without rules only those that are muted can change.
    let table = if mutes.rules.is_empty() { "muted" } else { "articles" };
    let (mut after, mut changed) = (0, 0);
    loop {
        let ids = archive.read(|c| ids_after(c, table, after))?;
        let Some(last) = ids.last() else { break };
        after = *last;
        changed += archive.write(|c| {
            let mut changed = 0;
            for id in &ids {
                let muted = subject(c, *id)?.is_some_and(|subject| mutes.find(&subject));
                changed += usize::from(set_muted(c, *id, muted)?);
            }
            Ok(changed)
        })?;
        if stop() {
            return Ok(changed);
        }
    }
    archive.write(|c| settings::set(c, FOLLOWED, &mutes.text))?;
    Ok(changed)
}

/// The next ids to judge.
fn ids_after(connection: &Connection, table: &str, after: i64) -> Result<Vec<i64>> {
    let mut next = connection
        .prepare_cached(&format!("SELECT DISTINCT id FROM {table} WHERE id > ?1 ORDER BY id LIMIT {AT_ONCE}"))?;
    let ids = next.query_map([after], |row| row.lossy(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

impl Store {
    /// What is wrong with a mute rule; nothing when it makes sense.
    pub fn mute_complaints(rule: &str, now: Timestamp) -> Vec<Complaint> {
        complaints(rule, now)
    }

    /// Takes the rules of muting that count from now on for what arrives; [`Self::settle_mutes`] applies them to what is
    /// there. Rules that make no sense are left out.
    pub fn set_mutes(&self, rules: &[String]) {
        let mutes = Arc::new(Mutes::new(rules, self.now()));
        *self.inner.mutes.write().unwrap_or_else(PoisonError::into_inner) = mutes;
    }

    /// Applies the rules of muting to the archive if they changed since it was last done; gives how many articles were
    /// muted or came back. `stop` is asked between parts; what was broken off is done by the next call.
    pub fn settle_mutes(&self, stop: &dyn Fn() -> bool) -> Result<usize> {
        self.watched(settle_all(&self.inner.connections, &self.mutes(), stop))
    }

    pub(super) fn mutes(&self) -> Arc<Mutes> {
        Arc::clone(&self.inner.mutes.read().unwrap_or_else(PoisonError::into_inner))
    }
}
