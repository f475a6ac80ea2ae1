//! Whether an article may have changed on its site: hints from lists, how reliable they were, and when the page is
//! requested without a hint.
//!
//! A list whose item reads differently than last time is a hint: the page is asked for again (conditionally). Hints that
//! led to nothing several times in a row are not believed any more (a counter in the teaser). A list that tells of every
//! change makes asking by itself needless as long as the article stands in it: with dates of changes, where one of them was
//! seen to differ from the date of publication (many systems print that one twice), or with the text of the only page.
//! Units: seconds.

use rusqlite::{Connection, OptionalExtension, params};

use super::identity::keys;
use super::lossy::Lossy as _;
use super::rows::precision_number;
use super::{Change, Result};
use crate::model::{Block, Entry, Extent, Precision, Timestamp};
use crate::text::fold;

/// Consecutive hints without a change after which teasers are ignored.
const MAX_VAIN_TEASERS: i64 = 3;
/// The same for dates of changes and for texts; from then on the page is requested without a hint.
pub(super) const MAX_VAIN: i64 = 8;
/// A change is told apart from publication when it is so much later.
const LEAST_LATER: i64 = 60;
/// Articles that are older than this are not asked again by themselves.
pub(super) const WATCHED_FOR: i64 = 48 * 3600;
/// First gap between two such questions; later ones grow with the article's age: 10 h and 33 h after publication.
const FIRST_GAP: i64 = 10 * 3600;
/// Gap by age, in tenths.
const GROWTH_TENTHS: i64 = 24;
/// Longest gap: no edit of a young article goes unnoticed for a day.
const LONGEST_GAP: i64 = 23 * 3600;
/// How long the data of a list that no longer shows the article stays valid.
const JUST_NOW: i64 = 3600;
/// How long a list that tells of every change counts as read.
pub(super) const LIST_HOLDS: i64 = 7 * 3600;

/// What a list told of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heard {
    /// The list tells of it for the first time.
    First,
    /// What it told before.
    Same,
    /// Something else than before.
    Other {
        /// Whether such hints were worth something so far.
        believed: bool,
    },
}

/// What of an item changes with the article. The numbers of all stand in the file, added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ItemTells {
    /// The text of its first page.
    text: bool,
    /// The date of its last change, where that is honest.
    dates: bool,
    /// A teaser.
    teaser: bool,
}

/// In [`ItemTells::number`], the text, the date of the last change, and the teaser.
pub(super) const TEXT: i64 = 1;
pub(super) const DATES: i64 = 2;
pub(super) const TEASER: i64 = 4;
/// Added to it once the page was had since the list began to tell so.
const READ_SINCE: i64 = 8;

impl ItemTells {
    fn of(item: &Entry) -> Self {
        let text = item.text.as_ref().is_some_and(|text| text.extent != Extent::Teaser);
        let teaser = item.summary.as_ref().is_some_and(|summary| !summary.trim().is_empty());
        Self { text, dates: item.updated.is_some(), teaser }
    }

    fn number(self) -> i64 {
        TEXT * i64::from(self.text) + DATES * i64::from(self.dates) + TEASER * i64::from(self.teaser)
    }

    /// Whether it tells no more than a headline and a teaser.
    fn is_vague(self) -> bool {
        !self.text && !self.dates
    }

    /// Hints in a row that may lead to nothing.
    fn patience(self) -> i64 {
        if self.is_vague() { MAX_VAIN_TEASERS } else { MAX_VAIN }
    }
}

/// Notes what a list tells of an article.
pub(super) fn hear(connection: &Connection, id: i64, list: i64, item: &Entry, now: Timestamp) -> Result<Heard> {
    let (print, tells) = (print(item), ItemTells::of(item));
    if let Some(updated) = item.updated {
        let honest = "UPDATE lists SET dates_changes = 1 WHERE id = ?2 AND NOT dates_changes AND EXISTS \
             (SELECT 1 FROM articles WHERE id = ?1 AND precision >= ?3 AND published < ?4)";
        let minute = precision_number(Precision::Minute);
        connection.prepare_cached(honest)?.execute(params![id, list, minute, updated.at.0 - LEAST_LATER])?;
    }
    let mut read = connection.prepare_cached("SELECT print, sure, at FROM told WHERE id = ?1 AND list = ?2")?;
    let before: Option<(i64, i64, i64)> =
        read.query_row([id, list], |row| Ok((row.lossy(0)?, row.lossy(1)?, row.lossy(2)?))).optional()?;
    let same = before.filter(|(before, ..)| *before == print);
    let sure = tells.number() | same.map_or(0, |(_, sure, _)| sure & READ_SINCE);
    connection
        .prepare_cached("INSERT OR REPLACE INTO told (id, list, print, sure, at) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![id, list, print, sure, now.0])?;
    match before {
        None if tells.is_vague() || !is_renamed(connection, id, item)? => return Ok(Heard::First),
        Some(_) if same.is_some() => return Ok(Heard::Same),
        Some((_, _, at)) if tells.is_vague() && is_old_news(connection, (id, list), item, at, now)? => {
            return Ok(Heard::Other { believed: false });
        }
        _ => {}
    }
    // Counted as in vain until the page proves to have changed.
    let mut hint = connection.prepare_cached("UPDATE articles SET vain = vain + 1 WHERE id = ?1 AND vain < ?2")?;
    Ok(Heard::Other { believed: hint.execute([id, tells.patience()])? > 0 })
}

/// Whether an article whose page was had is called otherwise now; a name that is cut, or has more behind it, is the same.
fn is_renamed(connection: &Connection, id: i64, item: &Entry) -> Result<bool> {
    let mut read = connection.prepare_cached("SELECT title FROM articles WHERE id = ?1 AND fetched IS NOT NULL")?;
    let title: Option<Option<String>> = read.query_row([id], |row| row.lossy(0)).optional()?;
    let bare = |title: &str| fold::letters(title.trim_end_matches(['…', '.', ' ']));
    let told = bare(&item.title);
    let known = title.flatten().map(|title| bare(&title));
    Ok(known.is_some_and(|known| !told.is_empty() && !known.starts_with(&told) && !told.starts_with(&known)))
}

/// Whether a change of a teaser tells nothing new: since the list was read last, at that instant, the page was had, and another
/// list of the source, one with teasers or more, tells now what it told then.
fn is_old_news(connection: &Connection, (id, list): (i64, i64), item: &Entry, at: i64, now: Timestamp) -> Result<bool> {
    let steady = "SELECT title FROM articles WHERE id = ?1 AND fetched > ?2 AND EXISTS \
         (SELECT 1 FROM told t JOIN lists l ON l.id = t.list JOIN lists mine ON mine.id = ?3 AND mine.source = l.source \
          JOIN sections s ON s.source = l.source AND s.section = l.section \
          WHERE t.id = ?1 AND t.list != ?3 AND s.succeeded >= ?4 AND (t.at >= s.listed_at OR t.at >= ?7) \
          AND (t.sure & ?5) > 0 AND (t.sure & ?6) > 0)";
    let mut read = connection.prepare_cached(steady)?;
    let tells = TEXT | DATES | TEASER;
    let title: Option<String> = read
        .query_row(params![id, at, list, now.0 - LIST_HOLDS, tells, READ_SINCE, now.0 - JUST_NOW], |row| row.lossy(0))
        .optional()?;
    Ok(title.is_some_and(|title| fold::letters(&title) == fold::letters(&item.title)))
}

/// What a list says of an article, as a number that is the same for ever. Beside the whole text a date of change says
/// nothing more: some systems set it whenever somebody reads the page.
fn print(item: &Entry) -> i64 {
    let is_whole = item.text.as_ref().is_some_and(|text| text.extent == Extent::Whole);
    let updated = item.updated.filter(|_| !is_whole).map_or(0, |moment| moment.at.0).to_string();
    let parts = [item.title.as_str(), item.summary.as_deref().unwrap_or_default(), &updated];
    let text = item.text.iter().flat_map(|text| text.body.iter().flat_map(Block::strings));
    keys::hash(&parts.into_iter().chain(text).collect::<Vec<_>>().join("\u{1}"))
}

/// Records that a page was fetched and whether it had changed: sets when it is requested next without a hint, and
/// whether hints are reliable.
pub(super) fn looked(connection: &Connection, id: i64, change: Change, now: Timestamp) -> Result<()> {
    let mut read = connection.prepare_cached("SELECT published, seen FROM articles WHERE id = ?1")?;
    let (published, seen): (Option<i64>, i64) = read.query_row([id], |row| Ok((row.lossy(0)?, row.lossy(1)?)))?;
    let born = published.filter(|published| *published <= now.0).unwrap_or(seen);
    connection
        .prepare_cached(
            "UPDATE articles SET recheck = ?2, removed = NULL, \
             vain = CASE WHEN ?3 THEN 0 ELSE vain END WHERE id = ?1",
        )?
        .execute(params![
            id,
            next_look(now.0.saturating_sub(born)).map(|gap| now.0.saturating_add(gap)),
            change == Change::Edited,
        ])?;
    connection.prepare_cached("UPDATE told SET sure = sure | ?2 WHERE id = ?1")?.execute([id, READ_SINCE])?;
    Ok(())
}

/// Seconds until an article of that age is asked for again; `None` = not any more.
fn next_look(age: i64) -> Option<i64> {
    let gap = (age.max(0).saturating_mul(GROWTH_TENTHS) / 10).clamp(FIRST_GAP, LONGEST_GAP);
    (age.saturating_add(gap) <= WATCHED_FOR).then_some(gap)
}

/// Records that the site removed a page whose text is stored here.
pub(super) fn removed(connection: &Connection, id: i64, now: Timestamp) -> Result<()> {
    connection
        .prepare_cached("UPDATE articles SET removed = coalesce(removed, ?2), recheck = NULL WHERE id = ?1")?
        .execute([id, now.0])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_asked_for_twice_in_two_days_and_never_a_day_apart() {
        let (mut age, mut looks) = (1_200, Vec::new());
        while let Some(gap) = next_look(age) {
            assert!(gap < 86_400, "{gap}");
            age += gap;
            looks.push(age / 3600);
        }
        assert_eq!(looks, [10, 33]);
        assert_eq!(next_look(WATCHED_FOR), None);
    }
}
