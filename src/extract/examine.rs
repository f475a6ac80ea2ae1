//! Looking at a page for the person who adds a source or mends its rules: what it is, and which rule matches what.
//!
//! Absent on purpose: fetching, and writing the reader's file (`sources::add` makes its text).

use super::dom::{Document, is_selector};
use super::{Knowledge, PageKind, Source, family, feed, kind, listing};
use crate::model::{CanonicalUrl, Evidence, Listing, Timestamp};
use crate::sources::{ArticleRules, ListingRules, SourceError, parse};

/// Longest sample of what a rule matched, in characters.
const SAMPLE_CHARS: usize = 80;

/// What an address turned out to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examination {
    /// Article, list or feed.
    pub kind: PageKind,
    /// The list or feed, read; of an article page what its links would give.
    pub listing: Listing,
    /// Feeds that the page announces.
    pub feeds: Vec<CanonicalUrl>,
    /// What the page calls its newspaper, or itself.
    pub name: Option<String>,
}

/// What one selector of the rules finds on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// Whose rules.
    pub by: Evidence,
    /// `article` or `listing`.
    pub table: &'static str,
    /// The field.
    pub key: &'static str,
    /// The selector.
    pub selector: String,
    /// Elements that it finds.
    pub matches: usize,
    /// Beginning of the first one's text.
    pub sample: String,
}

/// Looks at a page as a possible source.
pub fn examine(source: Source<'_>, knowledge: Knowledge<'_>) -> Examination {
    let kind = kind::kind(source, knowledge);
    if kind == PageKind::Feed {
        return Examination { kind, listing: feed::read(source), feeds: Vec::new(), name: None };
    }
    let listing = listing::door(source, knowledge);
    let document = Document::read(source);
    let page = document.page(&source);
    let site_name =
        page.outline.first("meta[property=\"og:site_name\"]").and_then(|row| page.outline.rows[row].attr("content"));
    let title = || page.outline.first("title").map(|row| page.outline.line(row));
    let name = site_name.map(crate::text::one_line).filter(|name| !name.is_empty()).or_else(title);
    Examination { kind, feeds: listing.feeds.clone(), listing, name: name.filter(|name| !name.is_empty()) }
}

/// What every selector of the site's rules, and of its family's, finds on a page.
pub fn trace(source: Source<'_>, knowledge: Knowledge<'_>) -> Vec<Trace> {
    let document = Document::read(source);
    let page = document.page(&source);
    let site = knowledge.catalog.by_host(&source.url.host()).filter(|_| knowledge.rules);
    let families = if knowledge.rules { family::of(&page, site.and_then(|s| s.family.as_deref())) } else { Vec::new() };
    let rules = site
        .map(|site| (Evidence::Rule, &*site.article, &*site.listing))
        .into_iter()
        .chain(families.iter().map(|f| (Evidence::Family(f.name.clone()), &f.article, &f.listing)));
    let whole = 0..page.outline.rows.len();
    let mut traces = Vec::new();
    for (by, article, listing) in rules {
        for (table, key, selectors) in parse::fields(article, listing) {
            for selector in selectors {
                let found = page.outline.select(selector, &whole);
                let sample = found.first().map(|row| page.outline.line(*row)).unwrap_or_default();
                traces.push(Trace {
                    by: by.clone(),
                    table,
                    key,
                    selector: selector.clone(),
                    matches: found.len(),
                    sample: sample.chars().take(SAMPLE_CHARS).collect(),
                });
            }
        }
    }
    traces
}

/// The address that a page gives itself.
pub(super) fn own_address(bytes: &[u8]) -> Option<CanonicalUrl> {
    let unknown = CanonicalUrl::parse("http://page.invalid/")?;
    let source = Source { bytes, charset: None, url: &unknown, now: Timestamp(0) };
    let document = Document::read(source);
    let page = document.page(&source);
    let said = |selector, attribute| {
        let row = page.outline.first(selector)?;
        CanonicalUrl::parse(page.outline.rows[row].attr(attribute)?.trim())
    };
    said("link[rel=\"canonical\"]", "href").or_else(|| said("meta[property=\"og:url\"]", "content"))
}

/// Refuses the first selector of a site's rules that is not CSS; `file` is its name for the message.
pub fn check_rules(file: &str, article: &ArticleRules, listing: &ListingRules) -> Result<(), SourceError> {
    for (table, key, selectors) in parse::fields(article, listing) {
        if let Some(selector) = selectors.iter().find(|selector| !is_selector(selector)) {
            let (file, table, key) = (file.to_owned(), table.to_owned(), key.to_owned());
            return Err(SourceError::BadSelector { file, table, key, selector: selector.clone() });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::{Catalog, Site, families};

    const PAGE: &str = "<html><head><title>Mục công đoàn</title><meta property=\"og:site_name\" content=\"Báo Thử\">\
        <link rel=\"alternate\" type=\"application/rss+xml\" href=\"/rss/cong-doan.rss\"></head><body>\
        <div class=\"card\"><h3><a href=\"/bai-mot-ve-tho-may-101.html\">Bài một về thợ may ca đêm</a></h3></div>\
        <div class=\"card\"><h3><a href=\"/bai-hai-ve-tho-may-102.html\">Bài hai về thợ may ca đêm</a></h3></div></body></html>";

    fn with<T>(catalog: &Catalog, look: impl Fn(Source<'_>, Knowledge<'_>) -> T) -> T {
        let url = CanonicalUrl::parse("https://bao.example.vn/cong-doan").unwrap();
        let source = Source { bytes: PAGE.as_bytes(), charset: None, url: &url, now: Timestamp(1_760_000_000) };
        look(source, Knowledge { catalog, rules: true, learned: None })
    }

    #[test]
    fn a_section_is_known_as_a_list_with_its_feed_and_its_paper() {
        let found = with(&Catalog::default(), examine);
        assert_eq!(found.kind, PageKind::Listing);
        assert_eq!(found.listing.items.len(), 2);
        assert_eq!(found.feeds[0].as_str(), "https://bao.example.vn/rss/cong-doan.rss");
        assert_eq!(found.name.as_deref(), Some("Báo Thử"));
    }

    #[test]
    fn a_trace_tells_of_every_selector_what_it_finds() {
        let listing = ListingRules { item: vec![".card".into(), ".old".into()], ..ListingRules::default() };
        let catalog = Catalog {
            sites: vec![Site { id: "bao.example.vn".into(), listing: listing.into(), ..Site::default() }],
            ..Catalog::default()
        };
        let traces = with(&catalog, trace);
        let of = |css: &str| traces.iter().find(|t| t.selector == css).map(|t| (t.key, t.matches, t.sample.as_str()));
        assert_eq!(of(".card"), Some(("item", 2, "Bài một về thợ may ca đêm")));
        assert_eq!(of(".old"), Some(("item", 0, "")));
    }

    #[test]
    fn every_selector_of_every_site_and_family_is_css() {
        for site in Catalog::built_in().unwrap().sites {
            check_rules(&site.id, &site.article, &site.listing).unwrap();
        }
        for family in families().unwrap() {
            check_rules(&family.name, &family.article, &family.listing).unwrap();
        }
    }

    #[test]
    fn a_selector_that_is_no_css_is_named_with_table_and_key() {
        let listing = ListingRules { item: vec!["div[".into()], ..ListingRules::default() };
        let site = Site { id: "a.vn".into(), listing: listing.into(), ..Site::default() };
        let error = check_rules("a.vn.toml", &site.article, &site.listing).unwrap_err().to_string();
        assert!(error.contains("[listing] item") && error.contains("div["), "{error}");
    }
}
