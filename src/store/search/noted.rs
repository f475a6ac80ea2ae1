//! Articles to which the user wrote a note that holds the plain words of a query: they are told after those that hold the
//! words themselves.
//!
//! Notes are few and the user's own, so that they are read, not indexed. Words count as in an article: with the marks that
//! were typed, adjacent where they are one unit. Names of fields and patterns ask for the article, and no note answers them.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::Work;
use super::answer::{FitWay, WantedAnswer, answer};
use super::plan::LastWord;
use super::read::read;
use crate::model::{ArticleId, Fit, Hit, Loose};
use crate::store::Result;
use crate::store::language::{Alternative, SearchPlace, WordUnit};
use crate::store::lossy::Lossy as _;
use crate::store::mute::MuteWords;

/// What stands between two notes to one article.
const JOINT: &str = " · ";

/// The notes to an article, on one line, and where the words stand in it.
#[derive(Debug, PartialEq, Eq)]
struct NoteText {
    text: String,
    marks: Vec<(usize, usize)>,
}

impl NoteText {
    /// The hit is one of the note's, which is shown in place of the article's text.
    fn put_on(&self, hit: &mut Hit) {
        (hit.fit, hit.looseness) = (Fit::Note, None);
        hit.snippet.clone_from(&self.text);
        hit.marks.clone_from(&self.marks);
        hit.title_marks.clear();
    }
}

impl Work<'_> {
    /// Articles that fit by their notes; what was found only loosely before is told as found so.
    pub(super) fn noted(&mut self, asked: &[Alternative], limit: usize, before: &mut [Hit]) -> Result<Vec<Hit>> {
        let mut all = Vec::new();
        for asked in asked {
            let notes = self.archive.read(|c| noted(c, asked))?;
            for hit in before.iter_mut().filter(|hit| hit.fit == Fit::Loose) {
                notes.get(&hit.row.id.0.unsigned_abs()).into_iter().for_each(|note| note.put_on(hit));
            }
            let more = |id: &u64| i64::try_from(*id).is_ok_and(|id| !self.seen.contains(&ArticleId(id)));
            let ids: Vec<u64> = notes.keys().copied().filter(more).collect();
            if ids.is_empty() {
                continue;
            }
            let rest = Alternative { all: Vec::new(), ..asked.clone() };
            let mut way = FitWay::new(self.archive, self.view, &rest, self.words, LastWord::Whole)?;
            way.sieve.only(ids);
            let (effort, order) = (self.effort, self.request.order);
            let wanted = WantedAnswer { limit, effort, loose: Loose::Never, order, now: self.now };
            let found = answer(self.view, &mut way, 0, wanted, self.stop)?.unwrap_or_default();
            let mut hits = self.archive.read(|c| read(c, &[&way.plan], &found, limit, self.stop))?;
            for hit in &mut hits {
                notes.get(&hit.row.id.0.unsigned_abs()).into_iter().for_each(|note| note.put_on(hit));
            }
            self.seen.extend(hits.iter().map(|hit| hit.row.id));
            all.extend(hits);
        }
        Ok(all)
    }
}

/// The articles whose notes hold every word of one way to fit.
fn noted(connection: &Connection, asked: &Alternative) -> Result<BTreeMap<u64, NoteText>> {
    let plain = |unit: &WordUnit| unit.place == SearchPlace::Anywhere && unit.near.is_none();
    if asked.all.is_empty() || !asked.patterns.is_empty() || !asked.all.iter().flatten().all(plain) {
        return Ok(BTreeMap::new());
    }
    let mut texts: BTreeMap<u64, String> = BTreeMap::new();
    let mut select = connection.prepare_cached("SELECT id, text FROM notes ORDER BY id, quote")?;
    let notes = select.query_map([], |row| Ok((row.lossy::<i64>(0)?, row.lossy::<String>(1)?)))?;
    for note in notes {
        let (id, text) = note?;
        let all = texts.entry(id.unsigned_abs()).or_default();
        if !all.is_empty() {
            all.push_str(JOINT);
        }
        all.extend(text.split_whitespace().enumerate().flat_map(|(at, word)| [if at > 0 { " " } else { "" }, word]));
    }
    let held = |(id, text): (u64, String)| Some((id, NoteText { marks: places(&text, asked)?, text }));
    Ok(texts.into_iter().filter_map(held).collect())
}

/// Where each of the words stands first; `None` where one is missing, or one stands there that must not.
fn places(text: &str, asked: &Alternative) -> Option<Vec<(usize, usize)>> {
    let words = MuteWords::of(text);
    if asked.none.iter().any(|unit| words.first(unit).is_some()) {
        return None;
    }
    let each = asked.all.iter().map(|any| any.iter().find_map(|unit| words.first(unit)));
    let mut marks = each.collect::<Option<Vec<_>>>()?;
    marks.sort_unstable();
    marks.dedup();
    Some(marks)
}
