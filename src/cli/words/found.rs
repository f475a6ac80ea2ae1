//! Messages about searches and watched searches.

use crate::cli::words::Say;
use crate::model::{Complaint, Looseness};

impl Say {
    /// What is wrong with a query or a mute rule; `None` if nothing is.
    pub(in crate::cli) fn complaint(self, complaints: &[Complaint]) -> Option<String> {
        self.words().complaint(complaints)
    }

    pub(in crate::cli) fn nothing_found(self) -> String {
        self.phrase("nothing-found")
    }

    /// Above the loose hits.
    pub(in crate::cli) fn loose_hits(self, articles: usize, looseness: Looseness) -> String {
        let why = self.looseness(looseness);
        self.with("loose-hits", &[("why", &why), ("articles", &articles)])
    }

    /// Why hits are not exact.
    pub(in crate::cli) fn looseness(self, looseness: Looseness) -> String {
        match looseness {
            Looseness::Marks => self.phrase("loose-marks"),
            Looseness::Borders => self.phrase("loose-borders"),
            Looseness::Either => self.phrase("loose-either"),
        }
    }

    /// What was perhaps meant.
    pub(in crate::cli) fn did_you_mean(self, query: &str) -> String {
        self.with("cli-did-you-mean", &[("query", &query)])
    }

    /// Above the hits found by a synonym.
    pub(in crate::cli) fn synonym_hits(self, also: &str) -> String {
        self.with("synonym-hits", &[("also", &also)])
    }

    /// There are more loose hits.
    pub(in crate::cli) fn more_loose_hits(self, articles: usize, looseness: Looseness) -> String {
        let why = self.looseness(looseness);
        self.with("more-loose-hits", &[("articles", &articles), ("why", &why)])
    }

    /// More articles fit than are shown.
    pub(in crate::cli) fn more_hits(self, articles: usize) -> String {
        self.with("more-hits", &[("articles", &articles)])
    }

    /// There are more articles than are shown.
    pub(in crate::cli) fn more_rows(self, articles: usize) -> String {
        self.with("more-listed", &[("articles", &articles)])
    }

    /// A watched search and its numbers.
    pub(in crate::cli) fn watched(self, name: &str, query: &str, total: usize, untold: usize) -> String {
        self.with("watched", &[("name", &name), ("query", &query), ("total", &total), ("untold", &untold)])
    }

    /// No watched search has this name.
    pub(in crate::cli) fn not_watched(self, name: &str) -> String {
        self.with("not-watched", &[("name", &name)])
    }

    /// The notify command of a watched search was run.
    pub(in crate::cli) fn watch_tested(self, articles: usize) -> String {
        self.with("watch-tested", &[("articles", &articles)])
    }
}
