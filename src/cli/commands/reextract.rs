//! `loa reextract`: reads stored pages again with the current rules. No network; marks, stars and positions are kept.
//!
//! A reading that gives less than the stored one is rejected, unless a rule now answers where the generic reading did
//! before. An article joined from several pages, for example, cannot be rebuilt from its first page alone.

use std::collections::BTreeMap;

use crate::extract::{self, Knowledge, Source};
use crate::model::{Article, ArticleId, Block, CanonicalUrl, Draft, Evidence, Field, Finding, FindingKind, SourceId};
use crate::store::{ExchangeRecord, Incoming, PackedPage, Store};
use crate::sync::completeness;

use crate::cli::args::ReextractArgs;
use crate::cli::commands::store_work;
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::pick::PickNames;
use crate::cli::session::Session;

/// Articles looked at in one go.
const PAGE: usize = 200;
/// A new body is accepted from this share of the old one's length, in per cent.
const ENOUGH_PERCENT: usize = 90;

#[derive(Default)]
struct ReextractSums {
    pages: usize,
    changed: usize,
    poorer: usize,
}

/// Runs the command.
pub(in crate::cli) fn run(session: &mut Session, args: &ReextractArgs) -> Outcome {
    let store = session.store()?;
    let names = PickNames::of(&session.catalog, Some(&store.counts()?));
    let only = args.source.as_deref().map(|text| names.source(text, session.say)).transpose()?;
    let mut sums = ReextractSums::default();
    let mut after = None;
    loop {
        let records = store.export(after, PAGE)?;
        let Some((last, _)) = records.last() else { break };
        after = Some(*last);
        for (id, record) in &records {
            if only.as_ref().is_none_or(|source: &SourceId| source.as_str() == record.source) {
                again(session, &store, *id, record, &mut sums)?;
            }
        }
    }
    store_work::index_kindly(session, &store);
    session.out.line(&session.say.reextracted(sums.pages, sums.changed, sums.poorer))?;
    Ok(if sums.pages == 0 { Exit::Nothing } else { Exit::Fine })
}

/// Reads stored pages whose article or text was lost when the archive was damaged; gives how many articles were
/// restored.
pub(in crate::cli) fn lost(session: &Session, store: &Store) -> Result<usize, CommandFailure> {
    let (mut after, mut read) = (ArticleId(0), 0);
    loop {
        let ids = store.unread_pages(after, PAGE)?;
        let Some(last) = ids.last() else { return Ok(read) };
        after = *last;
        for id in ids {
            let Some(html) = store.page(id)? else {
                store.hand_page_over(id, None)?;
                continue;
            };
            let known = store.article(id)?;
            read += usize::from(match known {
                Some(article) => text_of(session, store, &article, &html)?,
                None => article_of(session, store, id, &html)?,
            });
        }
    }
}

/// Restores the text of an article.
fn text_of(session: &Session, store: &Store, article: &Article, html: &[u8]) -> Result<bool, CommandFailure> {
    let draft = draft(session, store, (article.row.id, html), &article.row.url)?;
    if draft.body.is_empty() {
        return Ok(false);
    }
    save(store, article, &draft, html, (None, None))?;
    Ok(true)
}

/// Rebuilds an article from its page, under the address that the page states. Without such an address the page is
/// skipped: the right one cannot be known.
fn article_of(session: &Session, store: &Store, id: ArticleId, html: &[u8]) -> Result<bool, CommandFailure> {
    let Some(url) = extract::own_address(html) else {
        store.hand_page_over(id, None)?;
        return Ok(false);
    };
    let draft = draft(session, store, (id, html), &url)?;
    let source = session.catalog.by_host(&url.host()).map(|site| site.source_id().as_str().to_owned());
    let read = draft.title.is_some() && !draft.body.is_empty();
    let record = ExchangeRecord {
        url: url.as_str().to_owned(),
        source: source.unwrap_or_default(),
        draft,
        ..ExchangeRecord::default()
    };
    let (new, _) = if read { store.import(&[record])? } else { (0, 0) };
    let made = if read { store.id_of(&url)? } else { None };
    store.hand_page_over(id, made)?;
    Ok(new > 0)
}

fn again(
    session: &Session,
    store: &Store,
    id: ArticleId,
    record: &ExchangeRecord,
    sums: &mut ReextractSums,
) -> Result<(), CommandFailure> {
    let (Some(html), Some(article)) = (store.page(id)?, store.article(id)?) else { return Ok(()) };
    sums.pages += 1;
    let draft = draft(session, store, (id, &html), &article.row.url)?;
    let validators = (record.etag.as_deref(), record.last_modified.as_deref());
    if is_same(&draft, &article) {
        // Which rule found what is told of the last reading, though it found the same.
        return if is_found_alike(&draft, &article) {
            Ok(())
        } else {
            save(store, &article, &draft, &html, validators)
        };
    }
    if !is_better(&draft, &article) {
        sums.poorer += 1;
        return Ok(());
    }
    save(store, &article, &draft, &html, validators)?;
    sums.changed += 1;
    Ok(())
}

/// Reads a kept page as if it were the day on which it came: "3 giờ trước" counts from then.
fn draft(
    session: &Session,
    store: &Store,
    (id, html): (ArticleId, &[u8]),
    url: &CanonicalUrl,
) -> Result<Draft, CommandFailure> {
    let now = store.page_fetched(id)?.unwrap_or_else(|| session.now());
    let page = Source { bytes: html, charset: None, url, now };
    Ok(extract::article(page, Knowledge { catalog: &session.catalog, rules: true, learned: None }))
}

/// Saves what was read from an article's page; `validators` are the server's `ETag` and `Last-Modified`.
fn save(
    store: &Store,
    article: &Article,
    draft: &Draft,
    html: &[u8],
    validators: (Option<&str>, Option<&str>),
) -> Result<(), CommandFailure> {
    let page = PackedPage::of(html);
    let incoming = Incoming {
        source: &article.row.source,
        section: &article.row.section,
        url: &article.row.url,
        listed_as: None,
        draft,
        offline: completeness(draft),
        fetched: article.provenance.fetched.unwrap_or(article.row.seen),
        html: page.as_ref(),
        etag: validators.0,
        last_modified: validators.1,
        parts: &[],
        // Other rules read the same page: whatever they find, the newspaper changed nothing.
        again: Some(draft),
    };
    store.save(&[incoming])?;
    Ok(())
}

fn is_same(draft: &Draft, article: &Article) -> bool {
    draft.body == article.body
        && draft.title.as_ref() == Some(&article.row.title)
        && draft.sapo == article.sapo
        && draft.author == article.author
        && draft.published == article.row.published
}

/// Whether the same steps of reading found each field, and had the same to say. The date is told by whatever dated it best.
fn is_found_alike(draft: &Draft, article: &Article) -> bool {
    let steps = |by: &BTreeMap<Field, Evidence>| {
        by.iter()
            .filter(|(field, _)| **field != Field::Published)
            .map(|(field, by)| (*field, by.clone()))
            .collect::<Vec<_>>()
    };
    let said = |findings: &[Finding]| {
        findings.iter().filter(|finding| !finding.is(FindingKind::Cut)).cloned().collect::<Vec<_>>()
    };
    let known = &article.provenance;
    steps(&draft.by) == steps(&known.by) && said(&draft.findings) == said(&known.findings)
}

fn is_better(draft: &Draft, article: &Article) -> bool {
    if draft.title.is_none() || draft.body.is_empty() || draft.next.is_some() {
        return false;
    }
    let guessed = |by: Option<&Evidence>| !matches!(by, Some(Evidence::Rule | Evidence::Family(_)));
    let rule_now = !guessed(draft.by.get(&Field::Body)) && guessed(article.provenance.by.get(&Field::Body));
    rule_now || length(&draft.body) * 100 >= length(&article.body) * ENOUGH_PERCENT
}

/// Length of a body's text, in bytes.
fn length(body: &[Block]) -> usize {
    body.iter().flat_map(Block::strings).map(str::len).sum()
}
