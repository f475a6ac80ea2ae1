//! Messages about adding sources.

use crate::extract::PageNotice;
use crate::model::TroubleKind;
use crate::model::offer::{Holds, OfferPart};
use crate::sync::NoSource;

use crate::cli::words::Say;
use crate::words::{PhraseValue, Sayable};

/// The phrase that says why an address is no source.
fn why_no_source(why: &NoSource) -> &'static str {
    match why {
        NoSource::Comments => "no-source-comments",
        NoSource::Search => "no-source-search",
        NoSource::Marked => "no-source-marked",
        NoSource::Article(_) => "no-source-article",
        NoSource::Empty(_) => "no-source-empty",
        NoSource::NoSuchPage(_) => "no-source-no-such-page",
        NoSource::Notice(PageNotice::Captcha) => "no-source-captcha",
        NoSource::Notice(PageNotice::Login) => "no-source-login",
        NoSource::Notice(PageNotice::Maintenance) => "no-source-maintenance",
        NoSource::Notice(PageNotice::Paywall) => "no-source-paywall",
        NoSource::Notice(PageNotice::Scripts) => "no-source-scripts",
        NoSource::NoAddress => "no-source-no-address",
        NoSource::Failed(_) => "no-source-failed",
    }
}

impl Say {
    /// Why an address is no source.
    pub(in crate::cli) fn no_source(self, address: &str, why: &NoSource) -> String {
        let names = match why {
            NoSource::Article(found) | NoSource::Empty(found) | NoSource::NoSuchPage(found) => {
                found.categories.iter().take(20).map(|(name, url)| format!("\n  {name}: {url}")).collect::<String>()
            }
            _ => String::new(),
        };
        let parts = if names.is_empty() { names } else { self.with("no-source-parts", &[("names", &names)]) };
        self.with("no-source", &[("address", &address), ("why", &self.phrase(why_no_source(why))), ("parts", &parts)])
    }

    /// The site has no such part.
    pub(in crate::cli) fn no_category(self, name: &str) -> String {
        self.with("no-category", &[("name", &PhraseValue::Quoted(name))])
    }

    /// Other parts of the site.
    pub(in crate::cli) fn categories(self, names: &str) -> String {
        self.with("categories", &[("names", &names)])
    }

    /// The source is in the file already.
    pub(in crate::cli) fn source_known(self, id: &str) -> String {
        self.with("source-known", &[("id", &id)])
    }

    /// The source was written.
    pub(in crate::cli) fn source_written(self, id: &str, file: &str) -> String {
        self.with("source-written", &[("id", &id), ("file", &file)])
    }

    /// A source of the user's own was taken out of the configuration.
    pub(in crate::cli) fn source_removed(self, id: &str, file: &str) -> String {
        self.with("cli-source-removed", &[("id", &id), ("file", &file)])
    }

    /// The configuration adds no source of this id.
    pub(in crate::cli) fn no_source_of_yours(self, id: &str) -> String {
        self.with("no-source-of-yours", &[("id", &id)])
    }

    /// How many items a section has.
    pub(in crate::cli) fn found_items(self, kind: &str, items: usize) -> String {
        self.with("found-items", &[("kind", &kind), ("items", &items)])
    }

    /// One of several parts is no source.
    pub(in crate::cli) fn part_refused(self, name: &str, why: &str) -> String {
        self.with("part-refused", &[("name", &name), ("why", &why)])
    }

    /// Numbers that are not in the list.
    pub(in crate::cli) fn no_such_parts(self, parts: usize) -> String {
        self.with("no-such-parts", &[("parts", &parts)])
    }

    /// What a part of a site contains, and where it is.
    pub(in crate::cli) fn part_holds(self, part: &OfferPart) -> String {
        let holds = match part.holds {
            Holds::Listing(items) => self.with("part-listing", &[("items", &items)]),
            Holds::Feed(items) => self.with("part-feed", &[("items", &items)]),
            Holds::Sitemap(items) => self.with("part-sitemap", &[("items", &items)]),
            Holds::Unseen => String::new(),
        };
        let known = if part.known { self.phrase("part-known") } else { String::new() };
        let said = [holds, known, part.url.to_string()];
        said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// When a source is tried again; a time that the server named is final.
    pub(in crate::cli) fn again_at(self, kind: TroubleKind, when: &str) -> String {
        if kind == TroubleKind::Throttled {
            return self.with("again-at-bidden", &[("when", &when)]);
        }
        self.with("again-at", &[("when", &when)])
    }

    /// `sources test HOST`: before the scores.
    pub(in crate::cli) fn profile_tried(self, host: &str, pages: usize) -> String {
        self.with("profile-tried", &[("host", &host), ("pages", &pages)])
    }

    /// On how many pages the learnt rules and the generic reading agree, only one of them finds something, or they
    /// disagree.
    pub(in crate::cli) fn profile_score(self, field: &str, [agreed, learnt, read, against]: [usize; 4]) -> String {
        let field = format!("{field:<10}");
        let values: [(&str, &dyn Sayable); 5] =
            [("field", &field), ("agreed", &agreed), ("learnt", &learnt), ("read", &read), ("against", &against)];
        self.with("profile-score", &values)
    }
}
