//! A search from what was typed to the hits: understood, asked way by way and step by step, read from the archive, marked.

use std::collections::{HashMap, HashSet};

use self::answer::{FitWay, WantedAnswer, all_exact, answer};
use self::plan::LastWord;
use self::read::{IndexHit, read, read_rows, read_side_by_side};
use self::recent::Effort;
use super::articles::documents;
use super::connection::Connections;
use super::index::{self, IndexView, SearchIndex};
use super::language::{self, Alternative, Question};
use super::{Hits, Result, SearchRequest};
use crate::labour::legal::names::LawNames;
use crate::model::{
    ArticleId, Complaint, Fit, Hit, HitOrder, Loose, Looseness, QueryMistake, Scope, Summary, Synonyms, Timestamp,
};
use crate::text::words::WordCutter;

mod alike;
mod among;
mod answer;
mod asking;
mod count;
mod endings;
mod likeliest;
mod near;
mod noted;
mod plan;
mod question;
mod read;
mod recent;
mod sieve;
mod snippet;
mod suggest;
mod synonyms;
#[cfg(test)]
mod tests;
mod unknown;

/// Most hits of one answer.
pub const MAX_HITS: usize = 1000;
/// Other readings of the same keys that are tried.
const MAX_ALTERNATIVES: usize = 4;
/// Articles that patterns are looked for in: those that fit the other words best, or the newest where there are no words.
pub const PATTERN_ARTICLES: usize = 10_000;
/// … while the question is still typed, and when only their number is asked for.
const PATTERN_ARTICLES_QUICK: usize = 2_000;

/// Answers a search.
pub(super) fn search(
    archive: &Connections,
    index: &SearchIndex,
    request: &SearchRequest,
    now: Timestamp,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Option<Hits>> {
    search_with(archive, index, request, recent::effort(request), now, stop)
}

/// As [`search`]; `effort` bounds how many articles are checked for adjacent words.
fn search_with(
    archive: &Connections,
    index: &SearchIndex,
    request: &SearchRequest,
    effort: Effort,
    now: Timestamp,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Option<Hits>> {
    let asked = understood(archive, &request.text, now)?;
    let mut hits =
        Hits { complaints: asked.complaints.clone(), behind: archive.read(index::waiting)?, ..Hits::default() };
    let limit = request.limit.min(MAX_HITS);
    let Some(view) = index.view() else { return Ok(Some(hits)) };
    if asked.is_empty() || limit == 0 {
        return Ok(Some(hits));
    }
    let words = index.words(archive)?;
    let mut literal = vec![asked];
    for text in request.alternatives.iter().take(MAX_ALTERNATIVES) {
        literal.push(understood(archive, text, now)?);
    }
    let mut others: Vec<(Question, &str)> = Vec::new();
    if request.synonyms == Synonyms::After && !request.typing {
        let readings = synonyms::readings(&request.text).into_iter();
        let questions = readings.map(|(text, name)| Ok((understood(archive, &text, now)?, name)));
        let questions = questions.collect::<Result<Vec<_>>>()?.into_iter();
        // What shall not be there is never given another name: it would be found.
        others.extend(questions.filter(|(question, _)| question.differs_in_words_alone(&literal[0])));
    }
    let mut work = Work { archive, view: &view, words: &words, request, effort, now, stop, seen: HashSet::new() };
    let narrowed = |question: &Question| narrow(question, request);
    let asked: Vec<Vec<Alternative>> = literal.iter().map(narrowed).collect();
    for (number, asked) in asked.iter().enumerate() {
        let Some(more) = work.hits(asked, limit - hits.hits.len(), request.loose, &mut hits)? else { return Ok(None) };
        hits.hits.extend(more);
        if number == 0 && asked.iter().any(|way| !way.patterns.is_empty()) {
            continue;
        }
        if stop() {
            return Ok(None);
        }
    }
    let noted = work.noted(&asked[0], limit, &mut hits.hits)?;
    hits.hits.extend(noted);
    for (question, name) in &others {
        let asked = narrow(question, request);
        let Some(mut more) = work.hits(&asked, limit.saturating_sub(hits.hits.len()), Loose::Never, &mut hits)? else {
            return Ok(None);
        };
        for hit in &mut more {
            hit.fit = Fit::Synonym;
        }
        if !more.is_empty() {
            hits.also.push((*name).to_owned());
        }
        hits.hits.extend(more);
    }
    hits.hits.sort_by_key(|hit| hit.fit);
    hits.hits.truncate(limit);
    work.count(&asked.concat(), &mut hits)?;
    if hits.hits.is_empty() && !request.typing {
        let meant = suggest::nearest(&view, &request.text)?;
        // What finds nothing either is no help.
        hits.suggestion = match meant {
            Some(text) if work.finds(&text)? => Some(text),
            _ => None,
        };
    }
    Ok(Some(hits))
}

/// A query, understood; a law is asked for by its number and its names alike.
fn understood(archive: &Connections, text: &str, now: Timestamp) -> Result<Question> {
    let mut question = language::parse(text, now);
    let mut names: Option<Result<LawNames>> = None;
    question.also(&mut |folded| match names.get_or_insert_with(|| archive.read(documents::law_names)) {
        Ok(names) => names.others(folded),
        Err(_) => Vec::new(),
    });
    if let Some(Err(error)) = names {
        return Err(error);
    }
    if !question.named.is_empty() {
        let unknown = archive.read(|c| unknown::unknown(c, &question))?;
        question.complaints.extend(unknown);
        question.complaints.sort_by_key(|complaint| complaint.at);
    }
    Ok(question)
}

/// What is wrong with a query, as far as the archive knows.
pub(super) fn complaints(archive: &Connections, text: &str, now: Timestamp) -> Result<Vec<Complaint>> {
    Ok(understood(archive, text, now)?.complaints)
}

/// The ways of a question that the request's scope and filter leave.
fn narrow(question: &Question, request: &SearchRequest) -> Vec<Alternative> {
    let filter = &request.filter;
    let mut also = Alternative {
        since: filter.since,
        until: filter.until,
        unread: filter.unread.then_some(true),
        starred: filter.starred.then_some(true),
        pictured: filter.pictured.then_some(true),
        ..Alternative::default()
    };
    match &request.scope {
        Scope::All => {}
        Scope::Muted => also.muted = Some(true),
        Scope::Citing(document) => also.cites.push(document.clone()),
        Scope::Source(source) => also.sources.push(vec![source.to_string()]),
        Scope::Sources(sources) => also.sources.push(sources.iter().map(ToString::to_string).collect()),
        Scope::Section(source, section) => {
            also.sources.push(vec![source.to_string()]);
            also.sections.push(vec![section.to_string()]);
        }
    }
    let ways = question.ways.iter().filter(|way| !way.is_empty());
    ways.filter_map(|way| way.and(&also)).collect()
}

/// State shared by all readings of one search.
struct Work<'a> {
    archive: &'a Connections,
    view: &'a IndexView,
    words: &'a WordCutter,
    request: &'a SearchRequest,
    effort: Effort,
    now: Timestamp,
    stop: &'a (dyn Fn() -> bool + Sync),
    /// Articles that were found already.
    seen: HashSet<ArticleId>,
}

impl Work<'_> {
    fn last_word(&self) -> LastWord {
        let text = &self.request.text;
        let ended = text.ends_with(|c: char| c.is_whitespace() || matches!(c, '"' | ')'));
        if self.request.typing && !ended { LastWord::Beginning } else { LastWord::Whole }
    }

    fn ways<'q>(&'q self, asked: &'q [Alternative]) -> Result<Vec<FitWay<'q>>> {
        asked.iter().map(|asked| FitWay::new(self.archive, self.view, asked, self.words, self.last_word())).collect()
    }

    /// The hits of one reading that none before it gave; `None` when stopped.
    fn hits(&mut self, asked: &[Alternative], limit: usize, loose: Loose, told: &mut Hits) -> Result<Option<Vec<Hit>>> {
        let looked = if self.request.typing { PATTERN_ARTICLES_QUICK } else { PATTERN_ARTICLES };
        let mut ways = self.ways(asked)?;
        let mut found: Vec<IndexHit> = Vec::new();
        let mut all_looked_at = true;
        for (number, way) in ways.iter_mut().enumerate() {
            let patterns = !way.plan.asked.patterns.is_empty();
            // What another reading found already is found again.
            let limit = if patterns { looked } else { limit + self.seen.len() };
            let order = self.request.order;
            let wanted = WantedAnswer { limit, effort: self.effort, loose, order, now: self.now };
            let Some(more) = answer(self.view, way, number, wanted, self.stop)? else { return Ok(None) };
            all_looked_at &= !patterns || more.len() < looked;
            found.extend(more);
        }
        let sifted = ways.iter().any(FitWay::is_sifted);
        in_order(&mut found, self.request.order, ways.len());
        let mut met = HashSet::new();
        found.retain(|found| !self.seen.contains(&article(found)) && (sifted || met.insert(found.id)));
        let plans: Vec<_> = ways.iter().map(|way| &way.plan).collect();
        let hits = read_side_by_side(self.archive, &plans, &found, limit, self.stop)?;
        self.seen.extend(hits.iter().map(|hit| hit.row.id));
        if !all_looked_at && hits.len() < limit && told.complaints.is_empty() {
            let alone = asked.iter().all(|way| way.all.is_empty());
            let kind = if alone { QueryMistake::PatternNewest } else { QueryMistake::PatternFitting };
            told.complaints.push(Complaint { kind, at: 1, about: looked.to_string() });
        }
        Ok(if (self.stop)() { None } else { Some(hits) })
    }

    /// Whether a query finds anything under the conditions of this search.
    fn finds(&mut self, text: &str) -> Result<bool> {
        let question = understood(self.archive, text, self.now)?;
        let asked = narrow(&question, self.request);
        Ok(self.hits(&asked, 1, Loose::Always, &mut Hits::default())?.is_some_and(|hits| !hits.is_empty()))
    }

    /// How many articles fit exactly, and how many loosely only.
    fn count(&self, asked: &[Alternative], hits: &mut Hits) -> Result<()> {
        let given = |fit: Fit| hits.hits.iter().filter(|hit| hit.fit == fit).count();
        let (exact, loose) = (given(Fit::Exact), given(Fit::Loose));
        (hits.total, hits.loose) = (exact, loose);
        if asked.iter().any(|way| !way.patterns.is_empty()) {
            return Ok(());
        }
        let ways = self.ways(asked)?;
        let exactly = answer::any(ways.iter().map(|way| way.exactly(self.view)).collect());
        let total = count::at_least(self.view, &*exactly)?;
        hits.total = exact.max(total);
        if ways.iter().any(|way| !way.plan.asked.all.is_empty()) {
            let kinds: Vec<Looseness> = ways.iter().map(|way| way.plan.looseness()).collect();
            hits.looseness = match kinds.split_first() {
                Some((first, rest)) if rest.iter().all(|kind| kind == first) => *first,
                _ => Looseness::Either,
            };
            let widely = answer::any(ways.iter().map(|way| way.widely(self.view)).collect());
            hits.loose = loose.max(count::at_least(self.view, &*widely)?.saturating_sub(total));
        }
        Ok(())
    }
}

fn article(found: &IndexHit) -> ArticleId {
    ArticleId(i64::try_from(found.id).unwrap_or(0))
}

/// Puts what several ways found in one order; one way has its own.
fn in_order(found: &mut [IndexHit], order: HitOrder, ways: usize) {
    if ways < 2 {
        return;
    }
    match order {
        HitOrder::Best => found
            .sort_by(|a, b| b.step.rank().cmp(&a.step.rank()).then(b.score.total_cmp(&a.score)).then(b.id.cmp(&a.id))),
        HitOrder::Newest => found.sort_by_key(|found| (found.step.fit, std::cmp::Reverse((found.at, found.id)))),
    }
}

/// Articles newer than row `after` that fit a query exactly, newest first, at most `limit`.
pub(super) fn since(
    archive: &Connections,
    index: &SearchIndex,
    text: &str,
    after: ArticleId,
    limit: usize,
    now: Timestamp,
) -> Result<Vec<Summary>> {
    let limit = limit.clamp(1, MAX_HITS);
    let quick = |ids: Vec<u64>| Ok(ids.into_iter().take(PATTERN_ARTICLES_QUICK.max(limit)).collect());
    let mut rows = fitting(archive, index, text, after, now, quick)?;
    rows.truncate(limit);
    Ok(rows)
}

/// All articles newer than row `after` that fit a query exactly and pass `free`, newest first.
pub(super) fn fitting(
    archive: &Connections,
    index: &SearchIndex,
    text: &str,
    after: ArticleId,
    now: Timestamp,
    free: impl FnOnce(Vec<u64>) -> Result<Vec<u64>>,
) -> Result<Vec<Summary>> {
    let question = understood(archive, text, now)?;
    let Some(view) = index.view() else { return Ok(Vec::new()) };
    if question.is_empty() {
        return Ok(Vec::new());
    }
    let words = index.words(archive)?;
    let ways = ways_after(archive, &view, &question, &words, Some(after))?;
    let mut found = all_exact(&view, &ways)?;
    let mut ids: Vec<u64> = found.iter().map(|found| found.id).collect();
    ids.dedup();
    let free: HashSet<u64> = free(ids)?.into_iter().collect();
    found.retain(|found| free.contains(&found.id));
    let plans: Vec<_> = ways.iter().map(|way| &way.plan).collect();
    archive.read(|c| read_rows(c, &plans, &found))
}

/// The named articles as a query finds them exactly, in their order.
pub(super) fn hits_of(
    archive: &Connections,
    index: &SearchIndex,
    text: &str,
    ids: &[ArticleId],
    now: Timestamp,
) -> Result<Vec<Hit>> {
    let question = understood(archive, text, now)?;
    let Some(view) = index.view() else { return Ok(Vec::new()) };
    let words = index.words(archive)?;
    let ways = ways_after(archive, &view, &question, &words, None)?;
    let place: HashMap<ArticleId, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut found = all_exact(&view, &ways)?;
    found.retain(|found| place.contains_key(&article(found)));
    found.sort_by_key(|found| (place[&article(found)], found.way));
    let plans: Vec<_> = ways.iter().map(|way| &way.plan).collect();
    read_side_by_side(archive, &plans, &found, usize::MAX, &|| false)
}

/// How many articles fit a query exactly, as the index and the marks are now; with `after`, only row ids above it.
pub(super) fn tally(
    archive: &Connections,
    index: &SearchIndex,
    text: &str,
    after: Option<ArticleId>,
    now: Timestamp,
) -> Result<usize> {
    let question = understood(archive, text, now)?;
    let Some(view) = index.view() else { return Ok(0) };
    if question.is_empty() {
        return Ok(0);
    }
    let words = index.words(archive)?;
    let ways = ways_after(archive, &view, &question, &words, after)?;
    if ways.iter().any(|way| !way.plan.asked.patterns.is_empty()) {
        let mut newest = all_exact(&view, &ways)?;
        newest.truncate(PATTERN_ARTICLES_QUICK);
        let plans: Vec<_> = ways.iter().map(|way| &way.plan).collect();
        return Ok(archive.read(|c| read(c, &plans, &newest, usize::MAX, &|| false))?.len());
    }
    count::count(&view, &*answer::any(ways.iter().map(|way| way.exactly(&view)).collect()))
}

/// The ways of a question, of rows above `after`.
fn ways_after<'a>(
    archive: &Connections,
    view: &IndexView,
    question: &'a Question,
    words: &'a WordCutter,
    after: Option<ArticleId>,
) -> Result<Vec<FitWay<'a>>> {
    let asked = question.ways.iter().filter(|way| !way.is_empty());
    let with_after = asked.map(|asked| {
        let mut way = FitWay::new(archive, view, asked, words, LastWord::Whole)?;
        way.sieve.after = after.map(|id| id.0.unsigned_abs());
        Ok(way)
    });
    with_after.collect()
}
