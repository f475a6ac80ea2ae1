//! One way to fit, asked of the index: step by step until the page is full, or newest first.

use std::collections::HashSet;

use tantivy::collector::{DocSetCollector, TopDocs};
use tantivy::query::Query;
use tantivy::{DocAddress, Order};

use super::alike;
use super::endings::endings;
use super::likeliest;
use super::plan::{self, Endings, FixedFilters, LastWord, QueryPlan, SearchStep};
use super::question::{question, union};
use super::read::IndexHit;
use super::recent::{self, Effort};
use super::sieve::sieve;
use crate::model::{ArticleId, Fit, HitOrder, Loose, Timestamp};
use crate::store::Result;
use crate::store::connection::Connections;
use crate::store::index::IndexView;
use crate::store::language::Alternative;
use crate::store::stories;
use crate::text::words::WordCutter;

/// Where so many articles fit exactly, those that fit loosely are given on request only.
const FEW: usize = 10;
/// So many articles are ranked however few are asked for: which of those that fit alike stands first is the same for all.
const LEAST_RANKED: usize = 200;
/// Within a step, an article of today counts this much more than an old one …
const RECENCY_WEIGHT: f32 = 0.5;
/// … and one of this age half of that. Seconds.
const RECENCY_HALF: f32 = 180.0 * 86_400.0;

/// A way to fit, ready to be asked.
pub(super) struct FitWay<'a> {
    pub(super) plan: QueryPlan<'a>,
    pub(super) sieve: FixedFilters,
    /// What the last word may become, where it is still typed.
    pub(super) endings: Option<Endings>,
}

/// What the caller wants of an answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct WantedAnswer {
    pub(super) limit: usize,
    pub(super) effort: Effort,
    pub(super) loose: Loose,
    pub(super) order: HitOrder,
    pub(super) now: Timestamp,
}

impl<'a> FitWay<'a> {
    pub(super) fn new(
        archive: &Connections,
        view: &IndexView,
        asked: &'a Alternative,
        words: &'a WordCutter,
        last: LastWord,
    ) -> Result<Self> {
        let mut sieve = archive.read(|c| sieve(c, asked))?;
        for (id, wanted) in &asked.similar {
            sieve.similar.push((alike::words(archive, view, words, *id)?, *wanted));
            // Those that tell the same story are its copies, not articles like it.
            let copies = archive.read(|c| stories::with_stories(c, &[ArticleId(*id)]))?;
            sieve.never.extend(copies.into_iter().map(|copy| copy.0.unsigned_abs()));
            sieve.never.push(id.unsigned_abs());
        }
        let mut plan = QueryPlan::new(asked, words);
        plan.likeliest = likeliest::readings(view, &plan)?;
        let endings = if last == LastWord::Beginning { endings(view, &plan)? } else { None };
        Ok(Self { plan, sieve, endings })
    }

    fn last_word(&self) -> LastWord {
        if self.endings.is_some() { LastWord::Beginning } else { LastWord::Whole }
    }

    /// Whether hits must be checked against their text when they are read.
    pub(super) fn is_sifted(&self) -> bool {
        !self.plan.asked.patterns.is_empty()
    }

    fn question(&self, view: &IndexView, step: SearchStep) -> Box<dyn Query> {
        let none = Endings::default();
        question(&view.fields, &self.plan, &self.sieve, step, self.endings.as_ref().unwrap_or(&none))
    }

    /// What finds everything that fits exactly.
    pub(super) fn exactly(&self, view: &IndexView) -> Box<dyn Query> {
        self.question(view, self.plan.exactly(self.last_word()))
    }

    /// What finds everything, marks and borders of words aside.
    pub(super) fn widely(&self, view: &IndexView) -> Box<dyn Query> {
        let fits_loosely = plan::steps(&self.plan, self.last_word()).iter().any(|step| step.fit == Fit::Loose);
        if self.plan.asked.all.is_empty() || !fits_loosely {
            return self.exactly(view);
        }
        self.question(view, plan::widest(self.last_word()))
    }
}

/// What one of several ways finds.
pub(super) fn any(questions: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    union(questions)
}

/// The articles that fit in this way, best (or newest) first, those that fit exactly before the others; `None` when stopped.
pub(super) fn answer(
    view: &IndexView,
    way: &mut FitWay<'_>,
    number: usize,
    wanted: WantedAnswer,
    stop: &dyn Fn() -> bool,
) -> Result<Option<Vec<IndexHit>>> {
    let ranks = !way.plan.asked.all.is_empty() || way.plan.asked.similar.iter().any(|(_, wanted)| *wanted);
    if !ranks || wanted.order == HitOrder::Newest {
        return newest(view, way, number, wanted).map(Some);
    }
    let mut found: Vec<IndexHit> = Vec::new();
    let mut taken = HashSet::new();
    for step in plan::steps(&way.plan, way.last_word()) {
        if found.len() >= wanted.limit || (step.fit == Fit::Loose && found.len() >= enough(wanted.loose)) {
            break;
        }
        // What earlier steps found is found again here, so as many more are asked for.
        let top = || TopDocs::with_limit(taken.len() + wanted.limit.max(LEAST_RANKED)).order_by_score();
        let mut best = Vec::new();
        for newer in recent::rounds(view, way.plan.asked, step, wanted.effort)? {
            if stop() {
                return Ok(None);
            }
            way.sieve.newer = newer;
            best = view.searcher.search(&*way.question(view, step), &top())?;
            best.retain(|(_, address)| !taken.contains(address));
            if best.len() >= wanted.limit - found.len() {
                break;
            }
        }
        way.sieve.newer = None;
        taken.extend(best.iter().map(|(_, address)| *address));
        let looseness = way.plan.looseness_at(step);
        let hit = |(score, address)| {
            let (id, at) = stored(view, address)?;
            Ok(IndexHit { id, at, way: number, step, score: score * recency(at, wanted.now), looseness })
        };
        let mut round = best.into_iter().map(hit).collect::<Result<Vec<_>>>()?;
        round.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.id.cmp(&a.id)));
        round.truncate(wanted.limit - found.len());
        found.extend(round);
    }
    Ok(Some(found))
}

/// How many exact hits leave no place for loose ones.
fn enough(loose: Loose) -> usize {
    match loose {
        Loose::Always => usize::MAX,
        Loose::WhereFewFit => FEW,
        Loose::Never => 0,
    }
}

/// The newest first: those that fit exactly, then, where they are wanted, the others.
fn newest(view: &IndexView, way: &FitWay<'_>, number: usize, wanted: WantedAnswer) -> Result<Vec<IndexHit>> {
    let mut found = Vec::new();
    let mut taken = HashSet::new();
    let exact = way.plan.exactly(way.last_word());
    for (step, question) in [(exact, way.exactly(view)), (plan::widest(way.last_word()), way.widely(view))] {
        let left = wanted.limit - found.len();
        if left == 0
            || (step.fit == Fit::Loose && (way.plan.asked.all.is_empty() || found.len() >= enough(wanted.loose)))
        {
            break;
        }
        let top = TopDocs::with_limit(taken.len() + left).order_by_fast_field::<i64>("at", Order::Desc);
        for (_, address) in view.searcher.search(&*question, &top)? {
            if found.len() == wanted.limit || !taken.insert(address) {
                continue;
            }
            let (id, at) = stored(view, address)?;
            let looseness = (step.fit == Fit::Loose).then(|| way.plan.looseness());
            found.push(IndexHit { id, at, way: number, step, score: 0.0, looseness });
        }
    }
    Ok(found)
}

/// All articles that fit exactly in some way, newest first.
pub(super) fn all_exact(view: &IndexView, ways: &[FitWay<'_>]) -> Result<Vec<IndexHit>> {
    let mut found = Vec::new();
    for (number, way) in ways.iter().enumerate() {
        let step = way.plan.exactly(LastWord::Whole);
        for address in view.searcher.search(&*way.exactly(view), &DocSetCollector)? {
            let (id, at) = stored(view, address)?;
            found.push(IndexHit { id, at, way: number, step, score: 0.0, looseness: None });
        }
    }
    found.sort_unstable_by_key(|found| (std::cmp::Reverse((found.at, found.id)), found.way));
    if !ways.iter().any(FitWay::is_sifted) {
        found.dedup_by_key(|found| found.id);
    }
    Ok(found)
}

fn stored(view: &IndexView, address: DocAddress) -> Result<(u64, i64)> {
    let columns = view.searcher.segment_reader(address.segment_ord).fast_fields();
    let id = columns.u64("id")?.first(address.doc_id).unwrap_or(0);
    let at = columns.i64("at")?.first(address.doc_id).unwrap_or(0);
    Ok((id, at))
}

/// How much more the score of a young article counts.
#[expect(clippy::cast_precision_loss, reason = "an age of years to the second is more than a rank needs")]
fn recency(at: i64, now: Timestamp) -> f32 {
    let age = now.0.saturating_sub(at).max(0) as f32;
    1.0 + RECENCY_WEIGHT * RECENCY_HALF / (RECENCY_HALF + age)
}
