//! A search from what was typed to the hits: understood, asked step by step, read from the archive, marked.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension};
use tantivy::collector::{Count, DocSetCollector, TopDocs};
use tantivy::query::{EnableScoring, Query, TermQuery};
use tantivy::schema::Field;
use tantivy::{DocAddress, DocSet, Order, TERMINATED};

use super::connection::Connections;
use super::index::{self, SearchIndex, View};
use super::language::{self, Asked, Place};
use super::lossy::Lossy as _;
use super::mute;
use super::plan::{self, Endings, Plan, Sieve, Step};
use super::recent::{self, Effort};
use super::rows::{self, COLUMNS};
use super::snippet::{self, Marker};
use super::suggest;
use super::synonyms;
use super::{Hit, Hits, Result, SearchRequest, StoreError, body};
use crate::model::{ArticleId, Fit, Language, Loose, Summary, Synonyms, Timestamp};
use crate::text::fold::{Kind, Level, Token};

/// Where so many articles fit exactly, those that fit loosely are given on request only.
const FEW: usize = 10;
/// Most hits of one answer.
pub const MAX_HITS: usize = 1000;
/// Other readings of the same keys that are tried.
const MAX_ALTERNATIVES: usize = 4;
/// Words that a beginning may stand for, the most frequent ones first.
const MAX_ENDINGS: usize = 64;
/// Ids that a filter on marks may name; beyond it the hits are sifted when they are read.
const MAX_NAMED_IDS: usize = 20_000;
/// Hits that are counted one by one.
const COUNTED: u64 = 100_000;
/// Hits from which on two threads read them.
const WORTH_A_THREAD: usize = 16;
/// How many more hits are taken when they are sifted afterwards.
const SIFTED_FACTOR: usize = 8;
/// Articles that patterns are looked for in: those that fit the other words best, or the newest where there are no words.
pub const PATTERN_ARTICLES: usize = 10_000;
/// … while the question is still typed, and when only their number is asked for.
const PATTERN_ARTICLES_QUICK: usize = 2_000;
/// Within a step, an article of today counts this much more than an old one …
const RECENCY_WEIGHT: f32 = 0.5;
/// … and one of this age half of that. Seconds.
const RECENCY_HALF: f32 = 180.0 * 86_400.0;
/// Distance between the scores of two steps; BM25 with recency stays below it.
const STEP_SCORE: f32 = 1000.0;

/// A hit of the index.
struct Found {
    id: u64,
    step: Step,
    score: f32,
}

/// Answers a search.
pub(super) fn search(
    archive: &Connections,
    index: &SearchIndex,
    request: &SearchRequest,
    now: Timestamp,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Option<Hits>> {
    search_with(archive, index, request, recent::effort(request.typing), now, stop)
}

/// As [`search`], with so much effort for words that shall stand together.
pub(super) fn search_with(
    archive: &Connections,
    index: &SearchIndex,
    request: &SearchRequest,
    effort: Effort,
    now: Timestamp,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Option<Hits>> {
    let asked = language::parse(&request.text, now);
    let mut hits = Hits {
        complaint: asked.complaint.as_ref().map(|complaint| complaint.sentence(request.language)),
        behind: archive.read(index::waiting)?,
        ..Hits::default()
    };
    let limit = request.limit.min(MAX_HITS);
    let Some(view) = index.view() else { return Ok(Some(hits)) };
    if asked.is_empty() || limit == 0 {
        return Ok(Some(hits));
    }
    let lexicon = index.words(archive)?;
    let mut readings = vec![asked];
    readings.extend(request.alternatives.iter().take(MAX_ALTERNATIVES).map(|text| language::parse(text, now)));
    let literal = readings.len();
    let synonyms = match request.synonyms {
        Synonyms::After if !request.typing => synonyms::readings(&request.text),
        Synonyms::After | Synonyms::Off => Vec::new(),
    };
    readings.extend(synonyms.iter().map(|(text, _)| language::parse(text, now)));
    let typing = request.typing && !request.text.ends_with(|c: char| c.is_whitespace() || c == '"');
    let mut seen = HashSet::new();
    for (number, asked) in readings.iter().enumerate().filter(|(_, asked)| !asked.is_empty()) {
        let mut sieve = archive.read(|c| sieve(c, asked))?;
        let plan = Plan::new(asked, &lexicon);
        let looked = if request.typing { PATTERN_ARTICLES_QUICK } else { PATTERN_ARTICLES };
        let wanted = match (asked.patterns.is_empty(), sieve.later) {
            (false, _) => looked,
            (true, true) => limit.saturating_mul(SIFTED_FACTOR),
            (true, false) => limit,
        };
        let wanted = Wanted {
            typing,
            limit: wanted,
            effort,
            loose: if number < literal { request.loose } else { Loose::Never },
        };
        let Some(answer) = answer(&view, &plan, &mut sieve.index, wanted, now, stop)? else { return Ok(None) };
        if number == 0 && asked.patterns.is_empty() {
            hits.total = answer.total;
            hits.loose = answer.loose;
        }
        let all_looked_at = answer.found.len() < looked;
        let left = limit.saturating_sub(hits.hits.len());
        let found: Vec<Found> = answer.found.into_iter().filter(|found| seen.insert(found.id)).collect();
        let mut more = read_side_by_side(archive, &plan, &found, left, stop)?;
        if let Some((_, name)) =
            number.checked_sub(literal).and_then(|at| synonyms.get(at)).filter(|_| !more.is_empty())
        {
            hits.also.push((*name).to_owned());
            for hit in &mut more {
                hit.fit = Fit::Synonym;
            }
        }
        hits.hits.extend(more);
        if !asked.patterns.is_empty() && !all_looked_at && hits.hits.len() < limit {
            hits.complaint.get_or_insert_with(|| looked_at(looked, asked.all.is_empty(), request.language));
        }
        if stop() {
            return Ok(None);
        }
    }
    hits.hits.sort_by_key(|hit| hit.fit);
    if hits.hits.is_empty() && !request.typing {
        hits.suggestion = suggest::nearest(&view, &request.text)?;
    }
    let exact = hits.hits.iter().filter(|hit| hit.fit == Fit::Exact).count();
    hits.total = hits.total.max(exact);
    let loose = hits.hits.iter().filter(|hit| hit.fit == Fit::Loose).count();
    hits.loose = hits.loose.max(loose);
    Ok(Some(hits))
}

/// What is said where there were more articles than patterns are looked for in.
fn looked_at(articles: usize, newest: bool, language: Language) -> String {
    match (newest, language) {
        (true, Language::English) => format!("the pattern was looked for in the newest {articles} articles only"),
        (false, Language::English) => {
            format!("the pattern was looked for in the {articles} articles that fit the words best")
        }
        (true, Language::Vietnamese) => format!("chỉ tìm mẫu trong {articles} bài mới nhất"),
        (false, Language::Vietnamese) => format!("chỉ tìm mẫu trong {articles} bài hợp với các từ nhất"),
    }
}

/// As [`read`], in two threads when that pays: reading and cutting the pieces of text is most of a search's work.
fn read_side_by_side(
    archive: &Connections,
    plan: &Plan<'_>,
    found: &[Found],
    limit: usize,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Vec<Hit>> {
    let asked = plan.asked;
    let part = |found: &[Found]| archive.read(|c| read(c, plan, found, limit, stop));
    // Where marks are looked at while reading, nobody knows how far the first half will reach.
    let sifted = asked.unread.is_some() || asked.starred.is_some() || !asked.patterns.is_empty();
    if archive.file().is_none() || sifted || found.len() < WORTH_A_THREAD {
        return part(found);
    }
    let (first, second) = found.split_at(found.len() / 2);
    let (first, second) = std::thread::scope(|scope| {
        let second = scope.spawn(|| part(second));
        (part(first), second.join())
    });
    let mut hits = first?;
    hits.extend(second.unwrap_or_else(|_| Err(StoreError::Index("a reading thread failed".to_owned())))?);
    hits.truncate(limit);
    Ok(hits)
}

/// How an answer is wanted.
struct Wanted {
    /// The last word may be a beginning.
    typing: bool,
    limit: usize,
    effort: Effort,
    loose: Loose,
}

struct Answer {
    found: Vec<Found>,
    /// Articles that fit exactly.
    total: usize,
    /// … and those that fit loosely only.
    loose: usize,
}

/// Asks step by step until the page is full; `None` when stopped.
fn answer(
    view: &View,
    plan: &Plan<'_>,
    sieve: &mut Sieve,
    wanted: Wanted,
    now: Timestamp,
    stop: &dyn Fn() -> bool,
) -> Result<Option<Answer>> {
    let Wanted { typing, limit, effort, loose } = wanted;
    let asked = plan.asked;
    let endings = if typing { endings(view, plan)? } else { None };
    if asked.all.is_empty() {
        return newest(view, plan, sieve, limit).map(Some);
    }
    let steps = plan::steps(plan, endings.is_some());
    let prefix = endings.is_some();
    let endings = endings.unwrap_or_default();
    let mut answer = Answer { found: Vec::new(), total: 0, loose: 0 };
    let mut taken = HashSet::new();
    let enough = match loose {
        Loose::Always => usize::MAX,
        Loose::WhereFewFit => FEW,
        Loose::Never => 0,
    };
    for (number, step) in steps.iter().enumerate() {
        if answer.found.len() >= limit || (step.fit == Fit::Loose && answer.found.len() >= enough) {
            break;
        }
        let above = STEP_SCORE * cast(steps.len() - number);
        // What earlier steps found is found again here, so as many more are asked for.
        let top = || TopDocs::with_limit(taken.len() + limit).order_by_score();
        let mut best = Vec::new();
        for newer in recent::rounds(view, asked, *step, effort)? {
            if stop() {
                return Ok(None);
            }
            sieve.newer = newer;
            let question = plan::question(&view.fields, plan, sieve, *step, &endings);
            best = view.searcher.search(&*question, &top())?;
            best.retain(|(_, address)| !taken.contains(address));
            if best.len() >= limit - answer.found.len() {
                break;
            }
        }
        sieve.newer = None;
        let mut round = Vec::new();
        for (score, address) in best {
            taken.insert(address);
            let (id, at) = stored(view, address)?;
            round.push(Found { id, step: *step, score: above + (score * recency(at, now)).min(STEP_SCORE - 1.0) });
        }
        round.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.id.cmp(&a.id)));
        round.truncate(limit - answer.found.len());
        answer.found.extend(round);
    }
    let exact = plan::question(&view.fields, plan, sieve, plan.exactly(prefix), &endings);
    answer.total = at_least(view, &*exact)?;
    if steps.last().is_some_and(|last| last.fit == Fit::Loose) {
        let all = plan::question(&view.fields, plan, sieve, plan::widest(prefix), &endings);
        answer.loose = at_least(view, &*all)?.saturating_sub(answer.total);
    }
    Ok(Some(answer))
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
    let asked = language::parse(text, now);
    let Some(view) = index.view() else { return Ok(Vec::new()) };
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let mut sieve = archive.read(|c| sieve(c, &asked))?.index;
    sieve.after = Some(after.0.unsigned_abs());
    let lexicon = index.words(archive)?;
    let plan = Plan::new(&asked, &lexicon);
    let step = plan.exactly(false);
    let question = plan::question(&view.fields, &plan, &sieve, step, &Endings::default());
    let limit = limit.clamp(1, MAX_HITS);
    let looked = if asked.patterns.is_empty() { limit } else { PATTERN_ARTICLES_QUICK };
    let top = TopDocs::with_limit(looked).order_by_fast_field::<i64>("at", Order::Desc);
    let mut ids = Vec::new();
    for (_, address) in view.searcher.search(&*question, &top)? {
        ids.push(stored(&view, address)?.0);
    }
    let found: Vec<Found> = ids.into_iter().map(|id| Found { id, step, score: 0.0 }).collect();
    let hits = archive.read(|c| read(c, &plan, &found, limit, &|| false))?;
    Ok(hits.into_iter().map(|hit| hit.row).collect())
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
    let asked = language::parse(text, now);
    let Some(view) = index.view() else { return Ok(Vec::new()) };
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let mut sieve = archive.read(|c| sieve(c, &asked))?.index;
    sieve.after = Some(after.0.unsigned_abs());
    let lexicon = index.words(archive)?;
    let plan = Plan::new(&asked, &lexicon);
    let step = plan.exactly(false);
    let question = plan::question(&view.fields, &plan, &sieve, step, &Endings::default());
    let mut found = Vec::new();
    for address in view.searcher.search(&*question, &DocSetCollector)? {
        found.push(stored(&view, address)?);
    }
    found.sort_unstable_by_key(|(id, at)| std::cmp::Reverse((*at, *id)));
    let ids = free(found.into_iter().map(|(id, _)| id).collect())?;
    let found: Vec<Found> = ids.into_iter().map(|id| Found { id, step, score: 0.0 }).collect();
    let hits = archive.read(|c| read(c, &plan, &found, usize::MAX, &|| false))?;
    Ok(hits.into_iter().map(|hit| hit.row).collect())
}

/// How many articles fit a query exactly, as the index and the marks are now; with `after`, only row ids above it.
pub(super) fn tally(
    archive: &Connections,
    index: &SearchIndex,
    text: &str,
    after: Option<ArticleId>,
    now: Timestamp,
) -> Result<usize> {
    let asked = language::parse(text, now);
    let Some(view) = index.view() else { return Ok(0) };
    if asked.is_empty() {
        return Ok(0);
    }
    let Sieves { index: mut sieve, later } = archive.read(|c| sieve(c, &asked))?;
    sieve.after = after.map(|id| id.0.unsigned_abs());
    let lexicon = index.words(archive)?;
    let plan = Plan::new(&asked, &lexicon);
    let step = plan.exactly(false);
    let question = plan::question(&view.fields, &plan, &sieve, step, &Endings::default());
    if !asked.patterns.is_empty() {
        let top = TopDocs::with_limit(PATTERN_ARTICLES_QUICK).order_by_fast_field::<i64>("at", Order::Desc);
        let newest = view.searcher.search(&*question, &top)?.into_iter();
        let found = newest.map(|(_, address)| Ok(Found { id: stored(&view, address)?.0, step, score: 0.0 }));
        let found = found.collect::<Result<Vec<_>>>()?;
        let hits = archive.read(|c| read(c, &plan, &found, usize::MAX, &|| false))?;
        return Ok(hits.len());
    }
    if !later {
        return count(&view, &*question);
    }
    // A mark that too many articles have to name them in the question: everything found is looked up instead.
    let found = view.searcher.search(&*question, &DocSetCollector)?;
    let ids = found.into_iter().map(|address| stored(&view, address).map(|(id, _)| id));
    let ids = ids.collect::<Result<Vec<u64>>>()?;
    archive.read(|c| marked(c, &asked, &ids))
}

/// How many of some articles have the marks that a query asks for.
fn marked(connection: &Connection, asked: &Asked, ids: &[u64]) -> Result<usize> {
    let mut find = connection.prepare_cached("SELECT read, starred FROM articles WHERE id = ?1")?;
    let mut fitting = 0;
    for id in ids {
        let marks = find
            .query_row([i64::try_from(*id).unwrap_or(0)], |row| Ok((row.lossy::<bool>(0)?, row.lossy::<bool>(1)?)))
            .optional()?;
        fitting += usize::from(marks.is_some_and(|(read, starred)| {
            asked.unread.is_none_or(|unread| unread != read) && asked.starred.is_none_or(|wanted| wanted == starred)
        }));
    }
    Ok(fitting)
}

/// A query of filters only: the newest first.
fn newest(view: &View, plan: &Plan<'_>, sieve: &Sieve, limit: usize) -> Result<Answer> {
    let step = plan.exactly(false);
    let question = plan::question(&view.fields, plan, sieve, step, &Endings::default());
    let top = TopDocs::with_limit(limit).order_by_fast_field::<i64>("at", Order::Desc);
    let mut found = Vec::new();
    for (number, (_, address)) in view.searcher.search(&*question, &top)?.into_iter().enumerate() {
        let (id, _) = stored(view, address)?;
        found.push(Found { id, step, score: cast(limit - number) });
    }
    Ok(Answer { total: at_least(view, &*question)?, loose: 0, found })
}

fn count(view: &View, question: &dyn Query) -> Result<usize> {
    Ok(view.searcher.search(question, &Count)?)
}

/// As [`count`], but of a question of several words no more than about [`COUNTED`] hits are counted: the rest would take
/// longer than the answer itself.
fn at_least(view: &View, question: &dyn Query) -> Result<usize> {
    let searcher = &view.searcher;
    if question.is::<TermQuery>() || searcher.num_docs() <= COUNTED {
        return count(view, question);
    }
    let weight = question.weight(EnableScoring::disabled_from_searcher(searcher))?;
    let mut counted = 0;
    for segment in searcher.segment_readers() {
        let alive = segment.alive_bitset();
        let mut hits = weight.scorer(segment, 1.0)?;
        let mut hit = hits.doc();
        while hit != TERMINATED {
            counted += u64::from(alive.is_none_or(|alive| alive.is_alive(hit)));
            if counted >= COUNTED {
                return Ok(usize::try_from(counted).unwrap_or(usize::MAX));
            }
            hit = hits.advance();
        }
    }
    Ok(usize::try_from(counted).unwrap_or(usize::MAX))
}

fn stored(view: &View, address: DocAddress) -> Result<(u64, i64)> {
    let columns = view.searcher.segment_reader(address.segment_ord).fast_fields();
    let id = columns.u64("id")?.first(address.doc_id).unwrap_or(0);
    let at = columns.i64("at")?.first(address.doc_id).unwrap_or(0);
    Ok((id, at))
}

#[expect(clippy::cast_precision_loss, reason = "counts of steps and hits, and ages, are small")]
fn cast(number: usize) -> f32 {
    number as f32
}

/// How much more the score of a young article counts.
#[expect(clippy::cast_precision_loss, reason = "an age of years to the second is more than a rank needs")]
fn recency(at: i64, now: Timestamp) -> f32 {
    let age = now.0.saturating_sub(at).max(0) as f32;
    1.0 + RECENCY_WEIGHT * RECENCY_HALF / (RECENCY_HALF + age)
}

/// The words of a query that are marked in the answer; those that stand together where it was asked so.
fn marked_words(plan: &Plan<'_>, step: Step) -> Vec<Vec<Token>> {
    let mut words: Vec<Vec<Token>> = Vec::new();
    let mut together = 0;
    for (at, any) in plan.asked.all.iter().enumerate() {
        if let Some(word) = plan.compounds.get(&at).filter(|_| step.fit == Fit::Exact) {
            together = word.tokens;
            words.push(Vec::new());
        }
        for unit in any.iter().filter(|unit| unit.place != Place::Author) {
            match words.last_mut().filter(|_| together > 0) {
                Some(word) => word.extend(unit.tokens.iter().cloned()),
                None => words.push(unit.tokens.clone()),
            }
        }
        together = together.saturating_sub(1);
    }
    words
}

/// What the last word may become, when it is one word that is still typed.
fn endings(view: &View, plan: &Plan<'_>) -> Result<Option<Endings>> {
    let Some([unit]) = plan.asked.all.last().map(Vec::as_slice) else { return Ok(None) };
    let [token] = unit.tokens.as_slice() else { return Ok(None) };
    if unit.place == Place::Author {
        return Ok(None);
    }
    let base = beginning_with(view, view.fields.all, &token.base, is_syllable)?;
    let tone = token.exact.strip_prefix(token.letters.as_str()).unwrap_or_default();
    let exact = if token.meant() == Level::Base || token.kind == Kind::Number {
        Vec::new()
    } else {
        beginning_with(view, view.fields.all_exact, &token.letters, |word| {
            is_syllable(word) && (tone.is_empty() || word.ends_with(tone))
        })?
    };
    let mut compounds = Vec::new();
    if let Some(word) = plan.last_compound() {
        if word.exact.is_empty() {
            compounds = beginning_with(view, view.fields.all, &word.base, |_| true)?;
        }
        for exact in &word.exact {
            compounds.extend(beginning_with(view, view.fields.all_exact, exact, |_| true)?);
        }
    }
    Ok(Some(Endings { base, exact, compounds }))
}

/// Whether an indexed word is no compound.
fn is_syllable(word: &str) -> bool {
    !word.contains('_')
}

/// The most frequent indexed words that begin so.
fn beginning_with(view: &View, field: Field, prefix: &str, fits: impl Fn(&str) -> bool) -> Result<Vec<String>> {
    let mut frequency = std::collections::HashMap::<String, u64>::new();
    for segment in view.searcher.segment_readers() {
        let words = segment.inverted_index(field)?;
        let mut end = prefix.as_bytes().to_vec();
        end.push(0xff);
        let range = words.terms().range().ge(prefix.as_bytes()).lt(&end);
        let mut stream = range.into_stream().map_err(tantivy::TantivyError::from)?;
        while stream.advance() {
            let Ok(word) = std::str::from_utf8(stream.key()) else { continue };
            if fits(word) {
                let count = u64::from(stream.value().doc_freq);
                match frequency.get_mut(word) {
                    Some(sum) => *sum += count,
                    None => {
                        frequency.insert(word.to_owned(), count);
                    }
                }
            }
        }
    }
    let mut words: Vec<(u64, String)> = frequency.into_iter().map(|(word, count)| (count, word)).collect();
    words.sort_by(|a, b| b.cmp(a));
    Ok(words.into_iter().take(MAX_ENDINGS).map(|(_, word)| word).collect())
}

struct Sieves {
    index: Sieve,
    /// Marks have to be looked at when the rows are read.
    later: bool,
}

/// Turns names of sources and sections into lists, and marks into ids where these are few.
fn sieve(connection: &Connection, asked: &Asked) -> Result<Sieves> {
    let mut sieve = Sieve::default();
    if asked.muted {
        sieve.lists.push(vec![mute::MUTED.unsigned_abs()]);
    } else if mute::count(connection)? > 0 {
        sieve.not_lists.push(mute::MUTED.unsigned_abs());
    }
    if !asked.sources.is_empty() {
        sieve.lists.push(lists(connection, &asked.sources, true)?);
    }
    if !asked.sections.is_empty() {
        sieve.lists.push(lists(connection, &asked.sections, false)?);
    }
    if !asked.not_sources.is_empty() {
        sieve.not_lists.extend(lists(connection, &asked.not_sources, true)?);
    }
    if !asked.not_sections.is_empty() {
        sieve.not_lists.extend(lists(connection, &asked.not_sections, false)?);
    }
    let mut later = false;
    for (mark, column) in [(asked.starred, "starred"), (asked.unread, "unread")] {
        let Some(wanted) = mark else { continue };
        match (wanted, few(connection, column)?) {
            (true, Some(ids)) if sieve.only.is_none() => sieve.only = Some(ids),
            (false, Some(ids)) => sieve.never.extend(ids),
            _ => later = true,
        }
    }
    Ok(Sieves { index: sieve, later })
}

/// Numbers of the lists whose source (or section) begins with one of the names; a whole name fits only itself.
fn lists(connection: &Connection, names: &[String], sources: bool) -> Result<Vec<u64>> {
    let sql = if sources {
        "SELECT id, source FROM lists WHERE id > 1 AND section = ''"
    } else {
        "SELECT id, section FROM lists WHERE id > 1 AND section <> ''"
    };
    let mut select = connection.prepare_cached(sql)?;
    let all = select.query_map([], |row| Ok((row.lossy::<i64>(0)?.unsigned_abs(), row.lossy::<String>(1)?)))?;
    let all = all.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut lists = Vec::new();
    for name in names {
        let whole = all.iter().any(|(_, list)| list == name);
        let fits = |list: &str| if whole { list == name } else { list.starts_with(name.as_str()) };
        lists.extend(all.iter().filter(|(_, list)| fits(list)).map(|(id, _)| *id));
    }
    Ok(lists)
}

/// Ids with a mark, if they are at most [`MAX_NAMED_IDS`].
fn few(connection: &Connection, column: &str) -> Result<Option<Vec<u64>>> {
    let count: i64 =
        connection.query_row(&format!("SELECT {column} FROM lists WHERE id = 1"), [], |row| row.lossy(0))?;
    if usize::try_from(count).unwrap_or(0) > MAX_NAMED_IDS {
        return Ok(None);
    }
    let mut select = connection.prepare_cached(&format!("SELECT id FROM members WHERE list = 1 AND {column} = 1"))?;
    let ids = select.query_map([], |row| row.lossy::<i64>(0))?;
    Ok(Some(ids.map(|id| id.map(i64::unsigned_abs)).collect::<rusqlite::Result<_>>()?))
}

/// Reads the rows of hits from the archive and marks them; a hit that is gone there is left out.
fn read(
    connection: &Connection,
    plan: &Plan<'_>,
    found: &[Found],
    limit: usize,
    stop: &dyn Fn() -> bool,
) -> Result<Vec<Hit>> {
    let asked = plan.asked;
    let sql = format!(
        "SELECT {COLUMNS}, b.blocks, a.author FROM articles a LEFT JOIN bodies b ON b.id = a.id WHERE a.id = ?1"
    );
    let mut select = connection.prepare_cached(&sql)?;
    let mut hits = Vec::new();
    for found in found {
        if hits.len() == limit || stop() {
            break;
        }
        let row = select
            .query_row([i64::try_from(found.id).unwrap_or(0)], |row| {
                let author: Option<String> = row.lossy(16)?;
                Ok(rows::summary(row)?.map(|summary| (summary, row.lossy::<Option<Vec<u8>>>(15), author)))
            })
            .optional()?;
        let Some((row, blocks, author)) = row.flatten() else { continue };
        if asked.unread.is_some_and(|unread| unread == row.read) || asked.starred.is_some_and(|s| s != row.starred) {
            continue;
        }
        let marker = Marker::new(marked_words(plan, found.step), found.step.prefix, found.step.level);
        let blocks = blocks?.map(|blob| body::unpack_blocks(&blob)).unwrap_or_default();
        let texts = || row.teaser.as_deref().into_iter().chain(blocks.iter().flat_map(|block| block.strings()));
        let author = author.unwrap_or_default();
        if !asked.patterns.iter().all(|sought| sought.fits(&row.title, &author, texts())) {
            continue;
        }
        let (snippet, marks) = match pattern_snippet(asked, texts()) {
            Some(marked) => marked,
            None => marker.snippet(texts()),
        };
        let mut title_marks = marker.marks(&row.title);
        for sought in asked.patterns.iter().filter(|s| s.wanted && s.place != Place::Author) {
            title_marks.extend(sought.pattern.spans(&row.title).into_iter().map(|range| (range.start, range.end)));
        }
        apart(&mut title_marks);
        hits.push(Hit { score: found.score, snippet, marks, title_marks, row, fit: found.step.fit });
    }
    Ok(hits)
}

/// The piece of text around the first place where a pattern stands.
fn pattern_snippet<'a>(asked: &Asked, texts: impl Iterator<Item = &'a str>) -> Option<snippet::Marked> {
    let sought = asked.patterns.iter().find(|sought| sought.wanted && sought.place == Place::Anywhere)?;
    let mut texts = texts.filter(|text| sought.pattern.stands_in(text));
    texts.find_map(|text| snippet::around(text, &sought.pattern.spans(text)))
}

/// Puts marks in order, each apart from the one before.
fn apart(marks: &mut Vec<(usize, usize)>) {
    marks.sort_unstable();
    let mut end = 0;
    marks.retain_mut(|mark| {
        mark.0 = mark.0.max(end);
        end = end.max(mark.1);
        mark.0 < mark.1
    });
}
