//! Messages about a refresh.

use crate::cli::words::Say;
use crate::model::{SourceId, Tally, TroubleKind};
use crate::words::Sayable;

/// Most sources named when none could be reached.
const NAMED: usize = 5;

impl Say {
    /// The network is down: none of these could be reached.
    pub(in crate::cli) fn network_away(self, sources: &[SourceId]) -> String {
        let mut names: Vec<&str> = sources.iter().take(NAMED).map(SourceId::as_str).collect();
        if sources.len() > NAMED {
            names.push("…");
        }
        let names = if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
        self.with("cli-network-away", &[("names", &names)])
    }

    /// A list has older pages that were not read.
    pub(in crate::cli) fn older_left(self, list: &str, pages: usize) -> String {
        self.with("cli-older-left", &[("list", &list), ("pages", &pages)])
    }

    /// A list no longer reaches back to known articles; `mapped`: how many articles the sitemap gives instead.
    pub(in crate::cli) fn gap(self, list: &str, mapped: Option<usize>) -> String {
        match mapped {
            Some(mapped) => self.with("gap-with-map", &[("list", &list), ("mapped", &mapped)]),
            None => self.with("gap-without-map", &[("list", &list)]),
        }
    }

    /// Articles whose page could not be fetched are waiting.
    pub(in crate::cli) fn articles_wait(self, articles: usize, until: &str, why: &str) -> String {
        self.with("articles-wait", &[("articles", &articles), ("why", &why), ("until", &until)])
    }

    /// Why an article's page could not be fetched the last time.
    pub(in crate::cli) fn why_no_text(self, why: &str, again: Option<&str>, removed: bool) -> String {
        if removed {
            return self.phrase("taken-down");
        }
        let again = again.map(|at| self.with("asked-again", &[("at", &at)])).unwrap_or_default();
        self.with("not-fetched", &[("why", &why), ("again", &again)])
    }

    /// The article pages of a source, as one item.
    pub(in crate::cli) fn pages_of(self, source: &str) -> String {
        self.with("pages-of", &[("source", &source)])
    }

    /// A section's address redirects permanently.
    pub(in crate::cli) fn moved_for_good(self, to: &str) -> String {
        self.with("moved-for-good", &[("to", &to)])
    }

    /// Another refresh is running.
    pub(in crate::cli) fn already_syncing(self, who: &str) -> String {
        self.with("already-syncing", &[("who", &who)])
    }

    /// In how many other papers the same stands, at the end of a line; nothing where it stands in none.
    pub(in crate::cli) fn in_more_papers(self, papers: usize) -> String {
        if papers == 0 { String::new() } else { self.with("in-more-papers", &[("papers", &papers)]) }
    }

    /// A trouble of a source, by its kind. `what` is the engine's own English message.
    pub(in crate::cli) fn trouble(self, kind: TroubleKind, what: &str) -> String {
        self.error(&format!("failure-{}", kind.name()), &what, &[])
    }

    /// This many more pages had the same trouble.
    pub(in crate::cli) fn as_many_more(self, source: &str, trouble: &str, more: usize) -> String {
        self.with("as-many-more", &[("source", &source), ("more", &more), ("trouble", &trouble)])
    }

    /// The totals of a refresh.
    pub(in crate::cli) fn synced(self, tally: &Tally) -> String {
        let Tally { new, muted, bodies, reread, edited, gone, sections, .. } = *tally;
        let failed = tally.failed_sources.len();
        let mut more = String::new();
        // A list read when its source was added is not fetched again so soon.
        if sections > 0 {
            more += &self.with("synced-sections", &[("sections", &sections)]);
        }
        if reread + edited > 0 {
            more += &self.with("synced-reread", &[("reread", &reread), ("edited", &edited)]);
        }
        if gone > 0 {
            more += &self.with("synced-gone", &[("gone", &gone)]);
        }
        if muted > 0 {
            more += &self.with("synced-muted", &[("muted", &muted)]);
        }
        if failed > 0 {
            more += &self.with("synced-failed", &[("failed", &failed)]);
        }
        self.with("synced", &[("new", &new), ("bodies", &bodies), ("more", &more)])
    }

    /// The progress of a refresh.
    pub(in crate::cli) fn syncing(self, sections: (usize, usize), pages: (usize, usize)) -> String {
        let values: [(&str, &dyn Sayable); 4] =
            [("done", &sections.0), ("of", &sections.1), ("pages", &pages.0), ("all", &pages.1)];
        self.with("syncing", &values)
    }

    /// The size of a download.
    pub(in crate::cli) fn estimate(self, articles: usize, megabytes: u64) -> String {
        self.with("estimate", &[("articles", &articles), ("megabytes", &megabytes)])
    }
}
