//! A saved page, and what it is read with: for every command that reads pages from files.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io::Read;
use std::path::Path;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::cli::args::KindChoice;
use crate::cli::session::Session;
use crate::cli::words::Say;
use crate::extract::{self, Knowledge, PageKind, Profile, Source};
use crate::model::{
    CanonicalUrl, Draft, Entry, Evidence, Field, Finding, FindingKind, Imprint, Listing, Moment, Timestamp,
};
use crate::sources::Catalog;

/// A page that was read.
pub(in crate::cli) enum ExtractAnswer {
    /// An article.
    Article(Box<Draft>),
    /// A category page.
    Listing(Listing),
    /// A feed.
    Feed(Listing),
}

/// What a page is read with.
#[derive(Clone, Copy)]
pub(in crate::cli) struct ReadingRules<'a> {
    pub(in crate::cli) catalog: &'a Catalog,
    pub(in crate::cli) rules: bool,
    /// What was learnt from other pages of the host.
    pub(in crate::cli) learned: Option<&'a Profile>,
    pub(in crate::cli) now: Timestamp,
    pub(in crate::cli) max_bytes: usize,
    pub(in crate::cli) say: Say,
}

impl<'a> ReadingRules<'a> {
    /// With all rules of `catalog`.
    pub(in crate::cli) fn of(session: &Session, catalog: &'a Catalog) -> Self {
        let (now, max_bytes, say) = (session.now(), session.max_page_bytes(), session.say);
        Self { catalog, rules: true, learned: None, now, max_bytes, say }
    }

    /// Reads a page of the given kind; `charset` is the HTTP header's, if there was one.
    pub(in crate::cli) fn read(
        self,
        bytes: &[u8],
        charset: Option<&str>,
        url: &CanonicalUrl,
        kind: KindChoice,
    ) -> ExtractAnswer {
        let page = Source { bytes, charset, url, now: self.now };
        let knowledge = Knowledge { catalog: self.catalog, rules: self.rules, learned: self.learned };
        let kind = match kind {
            KindChoice::Auto => match extract::kind(page, knowledge) {
                PageKind::Listing => {
                    if let Some(draft) = self.ruled(page, knowledge) {
                        return ExtractAnswer::Article(draft);
                    }
                    PageKind::Listing
                }
                kind => kind,
            },
            KindChoice::Article => PageKind::Article,
            KindChoice::Listing => PageKind::Listing,
            KindChoice::Feed => PageKind::Feed,
        };
        match kind {
            PageKind::Article => ExtractAnswer::Article(Box::new(extract::article(page, knowledge))),
            PageKind::Listing => ExtractAnswer::Listing(extract::listing(page, knowledge)),
            PageKind::Feed => ExtractAnswer::Feed(extract::feed(page)),
        }
    }

    /// The article on a page that looks like none, where the rules of its site find headline, date and text: they know better.
    fn ruled(self, page: Source<'_>, knowledge: Knowledge<'_>) -> Option<Box<Draft>> {
        let known = self.rules && self.catalog.by_host(&page.url.host()).is_some();
        let draft = known.then(|| extract::article(page, knowledge))?;
        let by_rule = |field: Field| draft.by.get(&field) == Some(&Evidence::Rule);
        let all = [Field::Title, Field::Published, Field::Body].into_iter().all(by_rule);
        (all && !draft.body.is_empty()).then(|| Box::new(draft))
    }

    /// Reads a page from a file, of which nobody knows when it was saved: what counts from the present ("3 giờ trước") dates
    /// nothing there.
    pub(in crate::cli) fn read_saved(self, bytes: &[u8], url: &CanonicalUrl, kind: KindChoice) -> ExtractAnswer {
        let mut answer = self.read(bytes, None, url, kind);
        if is_dated_by(&answer, self.now) {
            let moved = Self { now: Timestamp(self.now.0 - MOVED), ..self };
            forget_counted(&mut answer, moved.read(bytes, None, url, kind));
        }
        answer
    }

    /// What every rule that may speak for the page finds on it.
    pub(in crate::cli) fn trace(self, bytes: &[u8], charset: Option<&str>, url: &CanonicalUrl) -> Vec<extract::Trace> {
        let page = Source { bytes, charset, url, now: self.now };
        extract::trace(page, Knowledge { catalog: self.catalog, rules: self.rules, learned: self.learned })
    }
}

/// Seconds by which the present is moved to see which dates move with it: more than a year, so that years count too.
const MOVED: i64 = 400 * 86_400;

/// Seconds within which "hôm qua" and "hôm nay" lie.
const RECENT: i64 = 2 * 86_400;

/// Whether some date may count from the present: it is of these days, or a whole number of minutes or days ago.
fn is_dated_by(answer: &ExtractAnswer, now: Timestamp) -> bool {
    let counted = |moment: &Moment| {
        let ago = now.0 - moment.at.0;
        // "hôm qua 08:15" says its minute.
        ago.abs() < RECENT || (0..=MOVED).contains(&ago) && (!moment.has_time() || ago % 60 == 0)
    };
    match answer {
        ExtractAnswer::Article(draft) => draft.published.iter().chain(&draft.updated).any(counted),
        ExtractAnswer::Listing(list) => list.items.iter().filter_map(|item| item.published.as_ref()).any(counted),
        ExtractAnswer::Feed(_) => false,
    }
}

/// Forgets the dates that are others where the present is another.
fn forget_counted(answer: &mut ExtractAnswer, moved: ExtractAnswer) {
    match (answer, moved) {
        (ExtractAnswer::Article(draft), ExtractAnswer::Article(moved)) => {
            if draft.published != moved.published {
                draft.published = None;
                draft.by.remove(&Field::Published);
                draft.found_by.remove(&Field::Published);
                draft.findings.push(Finding::new(FindingKind::NoDate));
            }
            if draft.updated != moved.updated {
                draft.updated = None;
                draft.by.remove(&Field::Updated);
                draft.found_by.remove(&Field::Updated);
            }
        }
        (ExtractAnswer::Listing(list), ExtractAnswer::Listing(moved)) => {
            let others: HashMap<&CanonicalUrl, Option<Moment>> =
                moved.items.iter().map(|item| (&item.url, item.published)).collect();
            for item in &mut list.items {
                item.published = item.published.filter(|at| others.get(&item.url) == Some(&Some(*at)));
            }
        }
        _ => {}
    }
}

/// The bytes of a saved page, or a sentence.
pub(in crate::cli) fn read_page(file: &Path, reading: ReadingRules<'_>) -> Result<Vec<u8>, String> {
    let name = file.display().to_string();
    let unreadable = |error: std::io::Error| reading.say.unreadable(&name, &reading.say.why(&error));
    let reader: Box<dyn Read> = if file.as_os_str() == "-" {
        Box::new(std::io::stdin())
    } else {
        Box::new(std::fs::File::open(file).map_err(unreadable)?)
    };
    let mut bytes = Vec::new();
    reader.take(reading.max_bytes as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > reading.max_bytes {
        return Err(reading.say.unreadable(&name, &reading.say.too_large(reading.max_bytes >> 20)));
    }
    Ok(bytes)
}

#[derive(Serialize)]
struct ExtractedItem<'a> {
    title: &'a str,
    url: &'a CanonicalUrl,
    published: Option<crate::model::Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<crate::model::Moment>,
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    /// What a feed carries of the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a crate::model::FeedText>,
}

/// The JSON form of a page that was read.
pub(in crate::cli) fn json(read: &ExtractAnswer, url: &CanonicalUrl) -> Value {
    match read {
        ExtractAnswer::Article(draft) => article_json(draft, url),
        ExtractAnswer::Listing(listing) => listing_json(listing, url, "listing"),
        ExtractAnswer::Feed(listing) => listing_json(listing, url, "feed"),
    }
}

fn article_json(draft: &Draft, url: &CanonicalUrl) -> Value {
    let mut object = serde_json::json!({
        "kind": "article", "url": draft.url.as_ref().unwrap_or(url), "title": draft.title, "published": draft.published,
        "updated": draft.updated, "author": draft.author, "sapo": draft.sapo, "body": draft.body,
        "next": draft.next, "versions": draft.versions, "findings": draft.findings, "by": draft.by,
    });
    if let Value::Object(object) = &mut object {
        object.extend(every_field(&draft.imprint));
    }
    object
}

/// Every field by its name, those that the page does not print too.
fn every_field(imprint: &Imprint) -> Map<String, Value> {
    let fields = RefCell::new(Map::new());
    let name = |name: &str, nothing: Value| drop(fields.borrow_mut().insert(name.to_owned(), nothing));
    Imprint::named(
        |text| {
            name(text, Value::Null);
            None
        },
        |list| {
            name(list, Value::Array(Vec::new()));
            Vec::new()
        },
    );
    let mut fields = fields.into_inner();
    if let Ok(Value::Object(printed)) = serde_json::to_value(imprint) {
        fields.extend(printed);
    }
    fields
}

fn listing_json(listing: &Listing, url: &CanonicalUrl, kind: &str) -> Value {
    let item = |entry: &Entry| {
        let Entry { title, url, published, updated, summary, author, text, .. } = entry;
        let (summary, author) = (summary.as_deref(), author.as_deref());
        serde_json::json!(ExtractedItem {
            title,
            url,
            published: *published,
            updated: *updated,
            summary,
            author,
            text: text.as_ref()
        })
    };
    let nowhere = |title: &String| serde_json::json!({"title": title, "url": null, "published": null, "summary": null});
    let items: Vec<Value> = listing.items.iter().map(item).chain(listing.unaddressed.iter().map(nowhere)).collect();
    serde_json::json!({
        "kind": kind, "url": url, "items": items,
        "next": listing.next, "feeds": listing.feeds, "findings": listing.findings, "by": listing.by,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    fn read(when: &str) -> (Draft, Draft) {
        let text =
            "<p>Chiều nay các tổ trưởng đã họp bàn việc chia ca hợp lý để thợ lớn tuổi khỏi làm đêm liên tục.</p>";
        let page = format!(
            "<body><article><h1>Tổ may số hai đổi ca</h1><time class=\"time\">{when}</time>{}</article></body>",
            text.repeat(3)
        );
        let catalog = Catalog::built_in().unwrap();
        let url = CanonicalUrl::parse("https://a.example/tin/bai-viet-1.html").unwrap();
        let (now, say) = (Timestamp(1_780_000_000), Say(Language::Vietnamese));
        let reading = ReadingRules { catalog: &catalog, rules: true, learned: None, now, max_bytes: 1 << 20, say };
        let fresh = reading.read(page.as_bytes(), None, &url, KindChoice::Article);
        let saved = reading.read_saved(page.as_bytes(), &url, KindChoice::Article);
        match (fresh, saved) {
            (ExtractAnswer::Article(fresh), ExtractAnswer::Article(saved)) => (*fresh, *saved),
            _ => unreachable!("an article was asked for"),
        }
    }

    #[test]
    fn what_counts_from_the_present_dates_no_page_of_a_file() {
        for when in ["3 giờ trước", "25 phút trước", "hôm qua 08:15", "2 ngày trước", "1 tháng trước"]
        {
            let (fresh, saved) = read(when);
            assert!(fresh.published.is_some(), "{when}");
            assert_eq!(saved.published, None, "{when}");
            assert!(saved.findings.iter().any(|finding| finding.kind == FindingKind::NoDate), "{when}");
        }
    }

    #[test]
    fn what_the_calendar_says_dates_a_page_of_a_file_too() {
        for when in ["20/05/2026 08:15", "20/05/2026"] {
            let (fresh, saved) = read(when);
            assert!(fresh.published.is_some(), "{when}");
            assert_eq!(saved.published, fresh.published, "{when}");
        }
    }
}
