//! What every step works with, and the reading of a page off the async threads.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Semaphore;

use super::KeptPictures;
use super::extract_pool::ExtractPool;
use super::failure::StepFailure;
use super::memory::Lessons;
use super::profiles::Profiles;
use crate::extract::{self, Knowledge, PageNotice, Source};
use crate::fetch::{FetchedPage, Fetcher};
use crate::model::{ArticleId, Block, CanonicalUrl, Clock, Draft, FindingKind, SourceId};
use crate::sources::Catalog;
use crate::store::{PackedPage, Store};

/// What every step needs.
#[derive(Clone)]
pub(super) struct Context {
    pub(super) catalog: Arc<Catalog>,
    pub(super) store: Store,
    pub(super) fetcher: Fetcher,
    pub(super) clock: Arc<dyn Clock>,
    /// The threads that read pages.
    pub(super) pool: ExtractPool,
    /// Limits the pages that are being read or wait for it.
    pub(super) reading: Arc<Semaphore>,
    /// Where pictures are stored.
    pub(super) pictures: Option<KeptPictures>,
    /// Profiles of sites without rules.
    pub(super) profiles: Profiles,
    /// What this run learns about sites.
    pub(super) lessons: Arc<Mutex<Lessons>>,
}

impl Context {
    pub(super) fn learn(&self, lesson: impl FnOnce(&mut Lessons)) {
        lesson(&mut self.lessons.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Whether rules for the lists of a source are known, written or learnt.
    pub(super) fn has_list_rules(&self, source: &SourceId, url: &CanonicalUrl) -> bool {
        let site = self.catalog.sites.iter().find(|site| site.source_id() == *source);
        site.is_some_and(|site| !site.listing.is_empty())
            || self.profiles.of_page(url, &self.catalog).is_some_and(|profile| !profile.listing.is_empty())
    }
}

pub(super) fn source<'a>(context: &Context, page: &'a FetchedPage) -> Source<'a> {
    Source { bytes: &page.bytes, charset: page.charset.as_deref(), url: &page.url, now: context.clock.now() }
}

/// What of a page's bytes is wanted once it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// The page of this article, packed, and the hash of its words.
    Page(ArticleId),
    /// Nothing.
    Nothing,
}

/// What stays of the bytes of a page.
#[derive(Default)]
pub(super) struct Remains {
    pub(super) page: Option<PackedPage>,
    pub(super) hash: u64,
    /// What the page asks for, where it gave too little.
    pub(super) notice: Option<PageNotice>,
    /// The page that is stored already, read by the same rules as this one; `None` where none is kept.
    pub(super) again: Option<Draft>,
}

impl Remains {
    /// The hash is that of the words: a page that comes for every address may carry the time, or a number of its own.
    fn of(bytes: &[u8], draft: &Draft, notice: Option<PageNotice>) -> Self {
        let mut hasher = DefaultHasher::new();
        draft.title.hash(&mut hasher);
        draft.body.iter().flat_map(Block::strings).for_each(|words| words.hash(&mut hasher));
        Self { page: PackedPage::of(bytes), hash: hasher.finish(), notice, again: None }
    }
}

/// Reads a page off the async threads; its bytes are dropped there, after compression if they are to be kept.
pub(super) async fn read(
    context: &Context,
    mut page: FetchedPage,
    keep: Keep,
) -> Result<(FetchedPage, Draft, Remains), StepFailure> {
    let context = context.clone();
    let pool = context.pool.clone();
    let reading = pool.read(page.bytes.len(), move || {
        let learned = context.profiles.of_page(&page.url, &context.catalog);
        let knowledge = Knowledge { catalog: &context.catalog, rules: true, learned };
        let draft = extract::article(source(&context, &page), knowledge);
        let doubtful = draft.is_poor() || draft.published.is_none();
        let notice = doubtful.then(|| extract::notice(source(&context, &page))).flatten();
        let bytes = page.take_bytes();
        if !draft.findings.iter().any(|finding| finding.is(FindingKind::Blocked)) {
            context.learn(|lessons| lessons.note_page(bytes.len()));
        }
        let remains = match keep {
            Keep::Page(id) => {
                let again = stored_again(&context, id, &page, &draft);
                Remains { again, ..Remains::of(&bytes, &draft, notice) }
            }
            Keep::Nothing => Remains::default(),
        };
        (page, draft, remains)
    });
    reading.await.ok_or(StepFailure::Fault)
}

/// The stored page of an article whose new one was read: as the new one was, so that a rule that was learnt or written since
/// is not taken for a change of the newspaper's. `None` where the new one says what is stored.
fn stored_again(context: &Context, id: ArticleId, page: &FetchedPage, draft: &Draft) -> Option<Draft> {
    let html = context.store.page(id).ok().flatten()?;
    let stored = context.store.article(id).ok().flatten()?;
    let same_heads = draft.title.as_ref() == Some(&stored.row.title) && draft.sapo == stored.sapo;
    if same_heads
        && draft.body == stored.body
        && draft.author == stored.author
        && draft.published == stored.row.published
    {
        return None;
    }
    let now = stored.provenance.fetched.unwrap_or(stored.row.seen);
    let source = Source { bytes: &html, charset: page.charset.as_deref(), url: &page.url, now };
    let learned = context.profiles.of_page(&page.url, &context.catalog);
    Some(extract::article(source, Knowledge { catalog: &context.catalog, rules: true, learned }))
}
