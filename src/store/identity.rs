//! One article, one row: recognised under any of its addresses, by its feed's mark and by its number on the site.
//!
//! Another spelling of an address ([`CanonicalUrl::key`]) is the same article without further proof. What a page or a
//! feed claims (its own address, its mark, a number) may be wrong, so that it counts only where headline or date agree.
//! Keys are stored as 64-bit hashes. Never guessed: an article listed twice does less harm than two articles merged.

pub(super) mod evidence;
pub(super) mod keys;
mod merging;

use rusqlite::{Connection, OptionalExtension, params};

use self::keys::hash;
use super::articles::entering;
use super::articles::failing;
use super::lossy::Lossy as _;
use super::rows::{moment, precision_number};
use super::{Again, Failing, Incoming, Result, body};
use crate::model::{ArticleId, Block, CanonicalUrl, Entry, Moment, Offline, Precision, registered_name};
use merging::has_body;
pub(super) use merging::{fill, merge, merge_twins, twins};

use evidence::{numbers, site_number, words_in_common};

/// Of the words of two headlines, in per cent, that must agree for them to be one article's.
const AGREE_PERCENT: usize = 50;
/// Likewise, where the site's own number agrees too.
const AGREE_WITH_NUMBER_PERCENT: usize = 30;
/// Two dates that are further apart than this are of two articles, where only a claim joins them.
const FAR_SECONDS: u64 = 3 * 86_400;
/// Rows of the same minute (or day) whose texts are compared.
const MAX_NEAR: i64 = 100;
/// Of two texts, in per cent of the shorter one, that must be the same for them to be one article's: where headline and
/// minute agree; where no minute speaks for it.
const SAME_TEXT_PERCENT: usize = 50;
const NEARLY_ALL_PERCENT: usize = 80;

/// What a key is made of. The numbers stand in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum KeyKind {
    /// An address of the article.
    Address = 0,
    /// The address that its page calls its own.
    Claimed = 1,
    /// The mark (`guid`, `id`) that a feed gives it.
    Mark = 2,
    /// Its number on the site.
    Number = 3,
}

/// An article as a list or a page shows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sighting<'a> {
    pub(super) source: &'a str,
    pub(super) url: &'a CanonicalUrl,
    /// The address that the page calls its own.
    pub(super) claimed: Option<&'a CanonicalUrl>,
    pub(super) mark: Option<&'a str>,
    pub(super) title: Option<&'a str>,
    pub(super) published: Option<Moment>,
}

impl<'a> Sighting<'a> {
    pub(super) fn of_entry(source: &'a str, entry: &'a Entry) -> Self {
        let Entry { url, published, .. } = entry;
        let (title, mark) = (Some(entry.title.as_str()), entry.guid.as_deref());
        Self { source, url, claimed: None, mark, title, published: *published }
    }

    fn of_page(incoming: &'a Incoming<'_>) -> Self {
        let draft = incoming.draft;
        let claimed = draft.url.as_ref().filter(|claimed| is_believable(claimed, incoming.url));
        Self {
            source: incoming.source.as_str(),
            url: incoming.url,
            claimed,
            mark: None,
            title: draft.title.as_deref(),
            published: draft.published,
        }
    }

    /// Keys that need proof, best first.
    fn claims(&self) -> Vec<(KeyKind, i64)> {
        let claimed = self.claimed.map(|url| (KeyKind::Claimed, hash(&url.key())));
        let mark = self.mark.map(|mark| (KeyKind::Mark, hash(&format!("mark\t{}\t{mark}", self.source))));
        let number = [Some(self.url), self.claimed].into_iter().flatten().find_map(site_number);
        let number = number.map(|number| (KeyKind::Number, hash(&format!("number\t{number}"))));
        [claimed, mark, number].into_iter().flatten().collect()
    }
}

/// Whether the address that a page calls its own can be that of one article: of the same site, and not its front page.
fn is_believable(claimed: &CanonicalUrl, asked: &CanonicalUrl) -> bool {
    let (one, other) = (claimed.host(), asked.host());
    let same = one == other || registered_name(&one).is_some_and(|name| registered_name(&other) == Some(name));
    same && !claimed.is_front_page()
}

/// The row of an address: its own, one that redirected to it, or another spelling of either.
pub(super) fn find(connection: &Connection, url: &CanonicalUrl) -> Result<Option<i64>> {
    let mut find = connection.prepare_cached(
        "SELECT id FROM articles WHERE url = ?1 UNION ALL SELECT id FROM aliases WHERE url = ?1 \
         UNION ALL SELECT id FROM keys WHERE key = ?2 AND kind = 0 LIMIT 1",
    )?;
    Ok(find.query_row(params![url.as_str(), hash(&url.key())], |row| row.lossy(0)).optional()?)
}

/// The row of an article that a list shows: by its address, else by what is claimed of it, where that is proved. Two rows
/// that turn out to be one article become one.
pub(super) fn recognise(connection: &Connection, seen: &Sighting<'_>) -> Result<Option<i64>> {
    let Some(id) = find(connection, seen.url)? else { return by_claims(connection, seen, None) };
    match seen.mark.map_or(Ok(None), |_| by_claims(connection, seen, Some(id)))? {
        Some(other) => merge(connection, id, other).map(Some),
        None => Ok(Some(id)),
    }
}

/// A row other than `but` that a claim leads to, and that agrees with the sighting.
fn by_claims(connection: &Connection, seen: &Sighting<'_>, but: Option<i64>) -> Result<Option<i64>> {
    let address = (KeyKind::Claimed, hash(&seen.url.key()));
    for (kind, key) in seen.claims().into_iter().chain([address]) {
        let mut find = connection.prepare_cached("SELECT id FROM keys WHERE key = ?1")?;
        let Some(id) = find.query_row([key], |row| row.lossy::<i64>(0)).optional()? else { continue };
        if Some(id) != but && agrees(connection, id, seen, kind)? {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// The row of an article whose text is known now: of a row that had none, the one that holds that text already.
pub(super) fn join_by_text(
    connection: &Connection,
    seen: &Sighting<'_>,
    body: &[Block],
    row: Option<i64>,
) -> Result<Option<i64>> {
    if let Some(id) = row
        && has_body(connection, id)?
    {
        return Ok(row);
    }
    match (by_text(connection, seen, body, row)?, row) {
        (Some(other), Some(id)) => merge(connection, id, other).map(Some),
        (other, row) => Ok(other.or(row)),
    }
}

/// A row of the same source other than `but` that holds the same text, published at the same time: an article that moved
/// without a redirect, or that stands in two places of the site. `but` is not read yet; what lists say of it must agree too.
fn by_text(connection: &Connection, seen: &Sighting<'_>, body: &[Block], but: Option<i64>) -> Result<Option<i64>> {
    let Some(moment) = seen.published.filter(|_| evidence::can_be_told_apart(body)) else { return Ok(None) };
    let minute = precision_number(Precision::Minute);
    let exact = precision_number(moment.precision) >= minute;
    let (from, seconds) = if exact { (moment.at.0 - moment.at.0.rem_euclid(60), 60) } else { (moment.at.0, 1) };
    let list = entering::list_for(connection, seen.source, "")?;
    // Lists that name the two otherwise or date them far apart tell of two articles, whatever their pages say.
    let mut near = connection.prepare_cached(
        "SELECT a.id, a.title, b.blocks, a.url, o.title FROM members m JOIN articles a ON a.id = m.id JOIN bodies b ON b.id = a.id \
         LEFT JOIN articles o ON o.id = ?4 WHERE m.list = ?1 AND m.sort >= ?2 AND m.sort < ?2 + ?3 AND m.id IS NOT ?4 \
         AND a.published = m.sort AND (a.precision >= ?5) = ?6 AND abs(coalesce(a.listed - o.listed, 0)) <= ?7 LIMIT ?8",
    )?;
    let far = i64::try_from(FAR_SECONDS).unwrap_or(i64::MAX);
    let mut rows = near.query(params![list, from, seconds, but, minute, exact, far, MAX_NEAR])?;
    while let Some(row) = rows.next()? {
        let (title, blocks, url) = (row.lossy::<Option<String>>(1)?, row.lossy::<Vec<u8>>(2)?, row.lossy::<String>(3)?);
        let told = row.lossy::<Option<String>>(4)?.unwrap_or_default();
        let other = CanonicalUrl::parse(&url).is_some_and(|url| evidence::are_numbered_apart(&url, seen.url));
        let (title, there) = (title.unwrap_or_default(), seen.title.unwrap_or_default());
        let common = words_in_common(&title, there);
        let counted = numbers(&title) == numbers(there);
        let other = other || (!told.is_empty() && words_in_common(&title, &told) < AGREE_WITH_NUMBER_PERCENT);
        let text = evidence::text_in_common(&body::unpack_blocks(&blocks), body);
        // One text may stand under two headlines of one paper, and in two papers under one: that is two articles.
        let other = other || !CanonicalUrl::parse(&url).is_some_and(|url| is_believable(&url, seen.url));
        let least = if exact { (SAME_TEXT_PERCENT, AGREE_PERCENT) } else { (NEARLY_ALL_PERCENT, NEARLY_ALL_PERCENT) };
        let same = text >= least.0 && common >= least.1 && counted;
        if same && !other {
            return Ok(Some(row.lossy(0)?));
        }
    }
    Ok(None)
}

/// Whether a row and a sighting tell of one article: nearly the same headline, or some of it and the very same minute.
fn agrees(connection: &Connection, id: i64, seen: &Sighting<'_>, kind: KeyKind) -> Result<bool> {
    let mut read = connection.prepare_cached("SELECT title, published, precision FROM articles WHERE id = ?1")?;
    let row = read.query_row([id], |row| Ok((row.lossy::<Option<String>>(0)?, moment(row.lossy(1)?, row.lossy(2)?))));
    let Some((title, published)) = row.optional()? else { return Ok(false) };
    let common = match (title.as_deref(), seen.title) {
        (Some(here), Some(there)) => words_in_common(here, there),
        _ => 0,
    };
    let minute = |moment: Option<Moment>| {
        moment.filter(|moment| precision_number(moment.precision) >= precision_number(Precision::Minute))
    };
    let same_minute = minute(published).zip(minute(seen.published)).is_some_and(|(a, b)| a.at.0 / 60 == b.at.0 / 60);
    if kind == KeyKind::Number {
        return Ok(common >= AGREE_WITH_NUMBER_PERCENT || same_minute);
    }
    // A site that gives all its pages one mark or one address: what repeats every month under nearly one headline.
    let far = published.zip(seen.published).is_some_and(|(a, b)| a.at.0.abs_diff(b.at.0) > FAR_SECONDS);
    let counted = title.as_deref().map(numbers) == seen.title.map(numbers);
    Ok(!far
        && ((common >= AGREE_PERCENT && counted) || (same_minute && common >= AGREE_WITH_NUMBER_PERCENT && counted)))
}

/// Stores the keys by which a row is recognised from now on; keys that lead to another row keep leading there.
pub(super) fn learn(connection: &Connection, id: i64, seen: &Sighting<'_>) -> Result<()> {
    note(connection, id, KeyKind::Address, hash(&seen.url.key()))?;
    for (kind, key) in seen.claims() {
        note(connection, id, kind, key)?;
    }
    Ok(())
}

fn note(connection: &Connection, id: i64, kind: KeyKind, key: i64) -> Result<()> {
    // An address of its own counts more than what another article's page claimed.
    connection
        .prepare_cached(
            "INSERT INTO keys (key, id, kind) VALUES (?1, ?2, ?3) ON CONFLICT (key) DO UPDATE \
             SET id = excluded.id, kind = excluded.kind WHERE keys.kind > 0 AND excluded.kind = 0",
        )?
        .execute(params![key, id, kind as i64])?;
    Ok(())
}

/// The one row that all addresses of the incoming article lead to from now on, and whether it was made just now.
pub(super) fn row_for(connection: &Connection, incoming: &Incoming<'_>) -> Result<(i64, bool)> {
    let seen = Sighting::of_page(incoming);
    let listed_as = incoming.listed_as.filter(|listed| *listed != incoming.url);
    let by_listing = listed_as.map(|url| find(connection, url)).transpose()?.flatten();
    let mut row = find(connection, incoming.url)?;
    if let (Some(id), Some(listed)) = (row, by_listing)
        && id != listed
    {
        // A redirect from one known article to another: one only where both agree; else the first is no longer there.
        if !agrees(connection, listed, &seen, KeyKind::Number)? {
            let what = "gone: its address leads to another article now";
            let gone = Failing { id: ArticleId(listed), state: Offline::Gone, trouble: what, again: Again::Later };
            failing::fail(connection, gone, incoming.fetched)?;
            return Ok((id, false));
        }
        row = Some(merge(connection, id, listed)?);
    }
    row = row.or(by_listing);
    row = match by_claims(connection, &seen, row)? {
        Some(other) => Some(row.map_or(Ok(other), |id| merge(connection, id, other))?),
        None => join_by_text(connection, &seen, &incoming.draft.body, row)?,
    };
    let made = row.is_none();
    let id = match row {
        Some(id) => id,
        None => {
            let Incoming { url, source, section, fetched: seen, .. } = *incoming;
            let published = incoming.draft.published;
            entering::create(
                connection,
                &entering::NewRow { url, source, section, published, seen, listed: None, age: entering::Age::New },
            )?
        }
    };
    rename(connection, id, incoming.url)?;
    learn(connection, id, &seen)?;
    if let Some(listed) = listed_as {
        add_alias(connection, listed, id)?;
    }
    Ok((id, made))
}

/// Remembers another address of an article, unless it is an article's own.
pub(super) fn add_alias(connection: &Connection, url: &CanonicalUrl, id: i64) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO aliases (url, id) SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM articles WHERE url = ?1) \
             ON CONFLICT (url) DO UPDATE SET id = excluded.id",
        )?
        .execute(params![url.as_str(), id])?;
    note(connection, id, KeyKind::Address, hash(&url.key()))
}

/// Gives a row a new address; the old one leads to it from now on.
pub(super) fn rename(connection: &Connection, id: i64, url: &CanonicalUrl) -> Result<()> {
    let mut read = connection.prepare_cached("SELECT url FROM articles WHERE id = ?1")?;
    let old: String = read.query_row([id], |row| row.lossy(0))?;
    if old == url.as_str() {
        return Ok(());
    }
    connection.execute("INSERT OR REPLACE INTO aliases (url, id) VALUES (?1, ?2)", params![old, id])?;
    connection.execute("DELETE FROM aliases WHERE url = ?1", [url.as_str()])?;
    connection.execute("UPDATE articles SET url = ?2 WHERE id = ?1", params![id, url.as_str()])?;
    note(connection, id, KeyKind::Address, keys::address_key(&old))
}

#[cfg(test)]
mod tests;
