//! `loa sources learn`, `loa extract --learn`: derives rules from what the pages of a site have in common.

use std::path::PathBuf;
use std::sync::Arc;

use crate::extract::profile::{self, Profile};
use crate::extract::{self, Knowledge, PageKind, Source};
use crate::model::{Block, CanonicalUrl, SourceId};
use crate::sources::parse;
use crate::sync::{learnt, stored_lists, stored_pages};

use crate::cli::args::{KindChoice, LearnArgs};
use crate::cli::commands::saved_page::{ReadingRules, read_page};
use crate::cli::exit::{CommandFailure, Exit, Outcome};
use crate::cli::session::Session;

/// A saved page.
#[derive(Clone)]
pub(in crate::cli) struct SavedPage {
    /// Its address.
    pub(in crate::cli) url: CanonicalUrl,
    /// What it holds.
    pub(in crate::cli) bytes: Vec<u8>,
    /// What kind of page the user says it is.
    pub(in crate::cli) kind: KindChoice,
}

/// Runs `loa sources learn`.
pub(in crate::cli) fn run(session: &mut Session, args: &LearnArgs) -> Outcome {
    let catalog = Arc::clone(&session.catalog);
    let (host, pages, known) = match &args.url {
        Some(url) => {
            let url = CanonicalUrl::parse(url).ok_or_else(|| CommandFailure::usage(session.say.bad_address(url)))?;
            let files: Vec<PathBuf> = args.what.iter().map(PathBuf::from).collect();
            let pages = saved(&files, &url, ReadingRules::of(session, &catalog)).map_err(CommandFailure::failed)?;
            (url.host(), pages, None)
        }
        None => {
            let (host, pages) = stored(session, &args.what)?;
            let known = learnt(&session.store()?, &SourceId(host.clone()))?;
            (host, pages, known)
        }
    };
    let mut profile = of_pages(&pages, ReadingRules::of(session, &catalog), profile::LEAST_PAGES);
    if let Some(known) = known.filter(|known| profile.listing.is_empty() && !known.listing.is_empty()) {
        // Refreshes have learnt these from lists whose pages are not stored any more.
        profile.take_lists(known);
    }
    if profile.is_empty() {
        return Err(CommandFailure::nothing(session.say.nothing_learnt(&host, profile.pages, profile::LEAST_PAGES)));
    }
    let id = SourceId::of_host(&host).0;
    session.out.line(profile::rules_file(&id, &profile).trim_end())?;
    Ok(Exit::Fine)
}

/// The named host and its stored pages, both articles and lists.
pub(super) fn stored(session: &mut Session, what: &[String]) -> Result<(String, Vec<SavedPage>), CommandFailure> {
    let [host] = what else { return Err(CommandFailure::usage(session.say.phrase("learn-needs-url"))) };
    if std::path::Path::new(host).is_file() {
        return Err(CommandFailure::usage(session.say.phrase("learn-needs-url")));
    }
    let store = session.store()?;
    let source = session.catalog.by_host(host).map_or_else(|| SourceId::of_host(host), crate::sources::Site::source_id);
    let of_kind = |kind| move |(url, bytes)| SavedPage { url, bytes, kind };
    let mut pages: Vec<SavedPage> =
        stored_pages(&store, &source)?.into_iter().map(of_kind(KindChoice::Article)).collect();
    pages.extend(stored_lists(&store, &source)?.into_iter().map(of_kind(KindChoice::Listing)));
    Ok((source.0, pages))
}

/// Saved pages of the site of `url`.
pub(in crate::cli) fn saved(
    files: &[PathBuf],
    url: &CanonicalUrl,
    reading: ReadingRules<'_>,
) -> Result<Vec<SavedPage>, String> {
    let one = |(at, file): (usize, &PathBuf)| {
        let bytes = read_page(file, reading)?;
        Ok(SavedPage { url: address(at, &bytes, url, reading), bytes, kind: KindChoice::Auto })
    };
    files.iter().enumerate().map(one).collect()
}

/// The address that the page states for itself; otherwise one on the same site, which says nothing about the kind of
/// page.
fn address(at: usize, bytes: &[u8], site: &CanonicalUrl, reading: ReadingRules<'_>) -> CanonicalUrl {
    let source = Source { bytes, charset: None, url: site, now: reading.now };
    let own = extract::article(source, Knowledge { catalog: reading.catalog, rules: false, learned: None }).url;
    let own = own.filter(|own| own != site && own.host() == site.host());
    own.or_else(|| CanonicalUrl::join(site.as_str(), &format!("/trang-{at}"))).unwrap_or_else(|| site.clone())
}

/// Learns from pages. Which of them are articles and which are lists is detected.
pub(in crate::cli) fn of_pages(pages: &[SavedPage], reading: ReadingRules<'_>, least: usize) -> Profile {
    let knowledge = Knowledge { catalog: reading.catalog, rules: false, learned: None };
    let mut articles = Vec::new();
    let mut lists = Vec::new();
    for page in pages {
        let source = Source { bytes: &page.bytes, charset: None, url: &page.url, now: reading.now };
        let kind = match page.kind {
            KindChoice::Auto => kind(source, knowledge),
            KindChoice::Article => PageKind::Article,
            KindChoice::Listing => PageKind::Listing,
            KindChoice::Feed => PageKind::Feed,
        };
        match kind {
            PageKind::Article => articles.push(source),
            PageKind::Listing => lists.push(source),
            PageKind::Feed => {}
        }
    }
    profile::learn(&articles, &lists, least, knowledge)
}

/// Detects the kind of a page. A page that looks like a list by its address or its few words is still an article if it
/// has text and hardly any items.
fn kind(source: Source<'_>, knowledge: Knowledge<'_>) -> PageKind {
    const LEAST_TEXT: usize = 400;
    const FEW_ITEMS: usize = 5;
    let kind = extract::kind(source, knowledge);
    if kind != PageKind::Listing {
        return kind;
    }
    let text: usize = extract::article(source, knowledge).body.iter().flat_map(Block::strings).map(str::len).sum();
    if text >= LEAST_TEXT && extract::listing(source, knowledge).items.len() < FEW_ITEMS {
        return PageKind::Article;
    }
    kind
}

/// A rules file, as `sources learn` prints it.
pub(in crate::cli) fn file(file: &std::path::Path, reading: ReadingRules<'_>) -> Result<Profile, CommandFailure> {
    let bytes = read_page(file, reading).map_err(CommandFailure::failed)?;
    let site = parse::site(&file.display().to_string(), &profile::as_site(&String::from_utf8_lossy(&bytes)))?;
    Ok(Profile { article: (*site.article).clone(), listing: (*site.listing).clone(), ..Profile::default() })
}
