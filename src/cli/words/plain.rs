//! Messages of `--plain`.

use crate::cli::words::Say;
use crate::model::{Fit, Looseness};

impl Say {
    /// Plain mode: what there is.
    pub(in crate::cli) fn plain_head(self, total: usize, unread: usize) -> String {
        self.with("plain-head", &[("total", &total), ("unread", &unread)])
    }

    /// Plain mode: there is no such number.
    pub(in crate::cli) fn plain_no_number(self, number: usize) -> String {
        self.with("plain-no-number", &[("number", &number)])
    }

    /// Plain mode: an article has ended.
    pub(in crate::cli) fn plain_article_end(self, number: usize) -> String {
        self.with("plain-article-end", &[("number", &number)])
    }

    /// Plain mode: what a search found.
    pub(in crate::cli) fn plain_found(self, total: usize, words: &str) -> String {
        self.with("plain-found", &[("words", &words), ("total", &total)])
    }

    /// Plain mode: what a search found only nearly.
    pub(in crate::cli) fn plain_loose(self, articles: usize, looseness: Looseness) -> String {
        let why = self.looseness(looseness);
        self.with("plain-loose", &[("articles", &articles), ("why", &why)])
    }

    /// How a hit fits that is not exact.
    pub(in crate::cli) fn fit(self, fit: Fit, looseness: Looseness) -> String {
        match fit {
            Fit::Note => self.phrase("plain-note"),
            Fit::Synonym => self.phrase("plain-synonym"),
            Fit::Exact | Fit::Loose => self.looseness(looseness),
        }
    }

    /// Plain mode: a refresh has begun.
    pub(in crate::cli) fn plain_fetching(self, sections: usize, sources: usize) -> String {
        self.with("plain-fetching", &[("sections", &sections), ("sources", &sources)])
    }

    /// Plain mode: articles are being fetched.
    pub(in crate::cli) fn plain_bodies(self, pages: usize) -> String {
        self.with("plain-bodies", &[("pages", &pages)])
    }

    /// Plain mode: a refresh has ended. Even without new articles, texts of articles listed earlier may have arrived.
    pub(in crate::cli) fn plain_done(self, new: usize, texts: usize) -> String {
        if new == 0 && texts > 0 {
            return self.with("plain-done-texts", &[("texts", &texts)]);
        }
        self.with("plain-done", &[("new", &new)])
    }
}
