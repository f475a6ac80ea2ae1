//! THE STORY OF ONE PAGE: fetched, read off the async threads, judged, and handed on for storing.
//!
//! A permit is held while the network is used and given back before the page is read, so that reading never idles the
//! network; the number of pages being read at once is bounded, and so is what waits for it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::KeptPictures;
use super::batch::{self, SectionRead};
use super::context::{Context, Keep, read, source};
use super::failure::StepFailure;
use super::judge::{self, Refusal};
use super::older::OlderPage;
use super::parts::{self, HeldPages, JoinedParts};
use super::plan::{self, PlannedVisit};
use super::profiles::disagrees;
use super::{due, fuller, map_lists};
use crate::extract::profile::MAX_LESSON_BYTES;
use crate::extract::{self, Knowledge, PageNotice, SiteMap};
use crate::fetch::{Answer, FetchedPage, Validators};
use crate::model::{
    ArticleId, Block, CanonicalUrl, Draft, Entry, Evidence, FindingKind, Listing, Offline, Precision, TroubleKind,
    same_site,
};
use crate::sources::AddressKind;
use crate::store::{ListPage, PackedPage, SectionState, WantedPage};
use crate::text::date;

/// Pages of a site's map that are taken as its list, newest first.
const MAX_MAPPED: usize = 200;

/// Other versions of one article that are asked for.
const MAX_VERSIONS: usize = 2;

/// Pictures of one article that are kept.
pub(super) const MAX_PICTURES: usize = 40;

/// Visits a section. `permit` is dropped as soon as its request is done.
pub(super) async fn section<H>(context: &Context, visit: &PlannedVisit, permit: H) -> Result<SectionRead, StepFailure> {
    let answer = if visit.is_front() {
        let SectionState { etag, last_modified, .. } = visit.state.clone();
        context.fetcher.get(&visit.url, &Validators { etag, last_modified }).await
    } else {
        context.fetcher.get_further(&visit.url).await
    };
    let page = match answer? {
        Answer::Fetched(page) => page,
        Answer::NotModified { .. } => {
            let state = due::succeeded(&visit.state, context.clock.now(), visit.minutes);
            return Ok(SectionRead { items: None, given: OlderPage::default(), state });
        }
    };
    let reader = Arc::clone(&context.reading).acquire_owned().await;
    drop(permit);
    let (context, visit) = (context.clone(), visit.clone());
    let pool = context.pool.clone();
    let settled = pool.read(page.bytes.len(), move || {
        let _reader = reader;
        settle(&context, &visit, &page)
    });
    settled.await.unwrap_or(Err(StepFailure::Fault))
}

fn settle(context: &Context, visit: &PlannedVisit, page: &FetchedPage) -> Result<SectionRead, StepFailure> {
    let listing = read_listing(context, visit, page);
    if let Some(refusal) = Refusal::of_unreadable(&listing.findings, &visit.url.host()) {
        return Err(StepFailure::Refused(refusal));
    }
    let site = context.catalog.sites.iter().find(|site| site.id == visit.source.0);
    let refused = |refusal: Refusal| {
        let said = Some(refusal.kind == TroubleKind::NoItems)
            .filter(|odd| *odd)
            .and_then(|_| extract::notice(source(context, page)));
        StepFailure::Refused(said.map_or(refusal, |notice| Refusal::of_notice(notice, &visit.url.host())))
    };
    judge::listing(&listing, &visit.url, site, visit.kind).map_err(refused)?;
    context.learn(|lessons| lessons.note_listing(&visit.source, &listing));
    keep_list_page(context, visit, page, &listing);
    let mut listing = listing;
    if site.is_some_and(|site| site.pace.feed_text == Some(false)) {
        listing.items.iter_mut().for_each(|item| item.text = None);
    }
    settle_dates(&mut listing.items);
    let mut state = due::succeeded(&visit.state, context.clock.now(), visit.minutes);
    state.etag.clone_from(&page.validators.etag);
    state.last_modified.clone_from(&page.validators.last_modified);
    let moved = Some(page.url.to_string()).filter(|_| page.moved_for_good);
    // Asked at its new place already, where nothing redirects.
    let at_home =
        visit.state.moved.as_deref() == Some(visit.url.as_str()) && visit.state.moved_visits >= plan::MOVED_VISITS;
    if at_home {
        return Ok(SectionRead {
            given: OlderPage::of(visit, &listing),
            items: Some(listing.items),
            state: due::fresh_for(state, context.clock.now(), page.fresh),
        });
    }
    state.moved_visits =
        if moved.is_some() && moved == state.moved { state.moved_visits + 1 } else { u32::from(moved.is_some()) };
    state.moved = moved;
    let state = due::fresh_for(state, context.clock.now(), page.fresh);
    let given = OlderPage::of(visit, &listing);
    Ok(SectionRead { items: Some(listing.items), given, state })
}

/// Leaves out dates that are none of an article's, and reads those that its address codes.
pub(super) fn settle_dates(items: &mut [Entry]) {
    forget_dates_of_building(items);
    date_by_address(items);
}

/// The day that an address codes, for an item of which the list says none; a month alone would put it behind older ones.
fn date_by_address(items: &mut [Entry]) {
    for item in items.iter_mut().filter(|item| item.published.is_none()) {
        let coded = date::from_address(item.url.as_str()).filter(|moment| moment.precision != Precision::Month);
        if coded.is_some() {
            (item.published, item.dated_by) = (coded, Evidence::Address);
        }
    }
}

/// One date of change for all items, though they are not of one minute, is that of the list's own making.
fn forget_dates_of_building(items: &mut [Entry]) {
    let Some(first) = items.first().map(|item| (item.published, item.updated)) else { return };
    let built = items.iter().all(|item| item.updated == first.1) && items.iter().any(|item| item.published != first.0);
    if items.len() >= 3 && first.1.is_some() && built {
        for item in items {
            item.updated = None;
        }
    }
}

fn read_listing(context: &Context, visit: &PlannedVisit, page: &FetchedPage) -> Listing {
    let source = source(context, page);
    if visit.kind == AddressKind::Sitemap
        && let Some(map) = extract::sitemap(source)
    {
        return listing_of(map);
    }
    if visit.kind == AddressKind::Feed || is_xml(page) {
        extract::feed(source)
    } else {
        let learned = context.profiles.of_page(&visit.url, &context.catalog);
        extract::listing(source, Knowledge { catalog: &context.catalog, rules: true, learned })
    }
}

/// Keeps a category page from which the lists of its site can be learnt: now and then, and whenever it is not as it was.
fn keep_list_page(context: &Context, visit: &PlannedVisit, page: &FetchedPage, listing: &Listing) {
    let is_list = matches!(listing.by, Evidence::Generic | Evidence::Learned | Evidence::Family(_) | Evidence::Rule);
    let is_small = page.bytes.len() <= MAX_LESSON_BYTES;
    let fetched = context.clock.now();
    let is_known = context.has_list_rules(&visit.source, &visit.url);
    let is_wanted = context.profiles.wants(&visit.source, &visit.section, fetched) || is_known && disagrees(listing);
    if !(visit.is_front() && is_list && is_small && is_wanted) {
        return;
    }
    let Some(html) = PackedPage::of(&page.bytes) else { return };
    let (source, section, url) = (visit.source.clone(), visit.section.clone(), page.url.clone());
    context.learn(|lessons| lessons.note_list_page(ListPage { source, section, url, fetched, html }));
}

/// What a map names, newest first; of a map of maps, the newest map comes as the next page.
fn listing_of(map: SiteMap) -> Listing {
    let mut items = map_lists::without_lists(map.pages);
    let changed = |item: &Entry| item.published.or(item.updated).map(|moment| moment.at);
    items.sort_by_key(|item| std::cmp::Reverse(changed(item)));
    items.truncate(MAX_MAPPED);
    let newest = map.maps.into_iter().max_by_key(|(url, at)| (url.as_str().contains("news"), at.map(|at| at.at)));
    Listing { items, next: newest.map(|(url, _)| url), by: Evidence::Sitemap, ..Listing::default() }
}

fn is_xml(page: &FetchedPage) -> bool {
    let said = page.content_type.as_deref().unwrap_or_default();
    matches!(said, "application/rss+xml" | "application/atom+xml" | "application/feed+json")
}

/// The result of fetching an article.
#[derive(Debug)]
pub(super) enum ArticleRead {
    /// A page, read.
    Page(Box<batch::Parsed>),
    /// The stored page is as it was.
    Unchanged(ArticleId),
}

/// Fetches and reads an article. `permit` is dropped as soon as its first page is here.
pub(super) async fn article<H>(context: &Context, wanted: &WantedPage, permit: H) -> Result<ArticleRead, StepFailure> {
    let known = Validators { etag: wanted.etag.clone(), last_modified: wanted.last_modified.clone() };
    let (page, held) = match context.fetcher.get_in_form(&wanted.url, &known).await? {
        Answer::Fetched(page) => (page, HeldPages::new()),
        Answer::NotModified { url } => match parts::changed(context, wanted, &url).await? {
            Some(changed) => changed,
            None => return Ok(ArticleRead::Unchanged(wanted.id)),
        },
    };
    let reader = Arc::clone(&context.reading).acquire_owned().await;
    drop(permit);
    let (page, mut draft, kept) = read(context, page, Keep::Page(wanted.id)).await?;
    drop(reader);
    if let Some(refusal) = Refusal::of_unreadable(&draft.findings, &page.url.host()) {
        return Err(StepFailure::Refused(refusal));
    }
    if !draft.findings.iter().any(|finding| finding.is(FindingKind::Blocked)) {
        context.learn(|lessons| lessons.note_article(&wanted.source, &draft));
    }
    let own = !take_fuller(context, &page.url, &mut draft).await;
    let judged = judge::article(&draft, &wanted.url, &page.url);
    let offline = match (judged, kept.notice.filter(|_| own)) {
        // The free beginning of a paid article is worth keeping.
        (Ok(_), Some(PageNotice::Paywall)) => Offline::Partial,
        (Err(refusal), Some(notice)) if refusal.kind == TroubleKind::NotAnArticle => {
            return Err(StepFailure::Refused(Refusal::of_notice(notice, &wanted.url.host())));
        }
        (Ok(_), Some(notice)) if draft.published.is_none() => {
            return Err(StepFailure::Refused(Refusal::of_notice(notice, &wanted.url.host())));
        }
        (judged, _) => judged.map_err(StepFailure::Refused)?,
    };
    let paywall = own && kept.notice == Some(PageNotice::Paywall);
    let JoinedParts { parts, missing } = parts::join(context, &page.url, &mut draft, held).await;
    let cut = draft.findings.iter().any(|finding| finding.is(FindingKind::Cut));
    // An article over several pages, or read from another version, is not extracted again from its first page alone.
    let whole = parts.is_empty() && own;
    let anybodys = whole && judge::could_be_anything(&draft);
    let FetchedPage { url, validators, .. } = page;
    Ok(ArticleRead::Page(Box::new(batch::Parsed {
        source: wanted.source.clone(),
        section: wanted.section.clone(),
        listed_as: (url != wanted.url).then(|| wanted.url.clone()),
        url,
        draft,
        offline: if cut { Offline::Partial } else { offline },
        fetched: context.clock.now(),
        paywall,
        html: kept.page.filter(|_| whole),
        again: kept.again.filter(|_| whole),
        anybodys: anybodys.then_some(kept.hash),
        validators: if own && missing.is_none() { validators } else { Validators::default() },
        parts,
        missing,
    })))
}

/// Where a page gave too little: asks for the plainer versions that it names, one after the other, until one gives more.
/// Whether one did.
async fn take_fuller(context: &Context, page: &CanonicalUrl, draft: &mut Draft) -> bool {
    if !draft.is_poor() {
        return false;
    }
    for version in draft.versions.clone().into_iter().take(MAX_VERSIONS) {
        if !same_site(&version.url.host(), &page.host()) {
            continue;
        }
        let Ok(Answer::Fetched(other)) = context.fetcher.get(&version.url, &Validators::default()).await else {
            continue;
        };
        if let Ok((_, other, _)) = read(context, other, Keep::Nothing).await
            && fuller::take(draft, other, &version)
        {
            return true;
        }
    }
    false
}

/// Fetches a picture onto the shelf; gives its size, bytes. A host's trouble is given back, a picture's own is noted.
pub(super) async fn picture<H>(
    context: &Context,
    pictures: &KeptPictures,
    url: &CanonicalUrl,
    permit: H,
) -> Result<u64, StepFailure> {
    let answer = context.fetcher.get(url, &Validators::default()).await;
    drop(permit);
    let (shelf, budget, now) = (pictures.shelf.clone(), pictures.budget, context.clock.now());
    let name = url.to_string();
    let keeping = tokio::task::spawn_blocking(move || match answer {
        Ok(Answer::Fetched(page)) if page.content_type.as_deref().is_some_and(|kind| kind.starts_with("image/")) => {
            shelf.keep(&name, &page.bytes, now, budget).map_err(StepFailure::Store)?;
            Ok(page.bytes.len() as u64)
        }
        Err(error) if error.closes_host() => Err(error.into()),
        _ => {
            shelf.fail(&name).map_err(StepFailure::Store)?;
            Ok(0)
        }
    });
    keeping.await.unwrap_or(Err(StepFailure::Fault))
}

/// Addresses of the pictures of an article that are kept, the lead picture first: at most `most`.
pub(super) fn pictures_of(draft: &Draft, most: usize) -> Vec<String> {
    let blocks = draft.body.iter().filter_map(|block| match block {
        Block::Picture { url, .. } => Some(url.clone()),
        _ => None,
    });
    let mut seen = BTreeSet::new();
    let lead_first = draft.picture.clone().into_iter().chain(blocks);
    lead_first.filter(|url| seen.insert(url.clone())).take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_without_a_date_has_the_day_that_its_address_codes_and_no_month_alone() {
        let item = |url: &str| Entry::new("Tin", CanonicalUrl::parse(url).unwrap());
        let mut items = [
            item("https://bao.example/tin/20150322/ten-bai/723914.html"),
            item("https://bao.example/2024/07/ten-bai.html"),
            item("https://bao.example/ten-bai-937595.html"),
        ];
        date_by_address(&mut items);
        let said: Vec<Option<String>> =
            items.iter().map(|item| item.published.map(|moment| moment.to_string())).collect();
        assert_eq!(said, [Some("2015-03-22".to_owned()), None, None]);
        assert_eq!(items[0].dated_by, Evidence::Address);
    }
}
