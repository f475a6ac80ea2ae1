//! The sentences of the screen in one column, in both languages.

use crate::cli::words::Say;

impl Say {
    /// A list found nothing because nothing is stored.
    pub(in crate::cli) fn empty_archive(self) -> String {
        self.phrase("cli-empty-archive")
    }

    /// Plain mode: what there is.
    pub(in crate::cli) fn plain_head(self, total: usize, unread: usize) -> String {
        self.with("plain-head", &[("total", &total), ("unread", &unread)])
    }

    /// Plain mode: the question.
    pub(in crate::cli) fn plain_prompt(self) -> String {
        self.phrase("plain-prompt")
    }

    /// Plain mode: all answers.
    pub(in crate::cli) fn plain_help(self) -> String {
        self.phrase("plain-help")
    }

    /// Plain mode: the list has ended.
    pub(in crate::cli) fn plain_end(self) -> String {
        self.phrase("plain-end")
    }

    /// Plain mode: not read yet.
    pub(in crate::cli) fn plain_unread(self) -> String {
        self.phrase("plain-unread")
    }

    /// Plain mode: starred.
    pub(in crate::cli) fn plain_starred(self) -> String {
        self.phrase("plain-starred")
    }

    /// Plain mode: there is no such number.
    pub(in crate::cli) fn plain_no_number(self, number: usize) -> String {
        self.with("plain-no-number", &[("number", &number)])
    }

    /// Plain mode: only the headline is there.
    pub(in crate::cli) fn plain_no_body(self) -> String {
        self.phrase("plain-no-body")
    }

    /// Plain mode: an article has ended.
    pub(in crate::cli) fn plain_article_end(self, number: usize) -> String {
        self.with("plain-article-end", &[("number", &number)])
    }

    /// Plain mode: what a search found.
    pub(in crate::cli) fn plain_found(self, total: usize, words: &str) -> String {
        self.with("plain-found", &[("words", &words), ("total", &total)])
    }

    /// Plain mode: a refresh has begun.
    pub(in crate::cli) fn plain_fetching(self, sections: usize, sources: usize) -> String {
        self.with("plain-fetching", &[("sections", &sections), ("sources", &sources)])
    }

    /// Plain mode: articles are being fetched.
    pub(in crate::cli) fn plain_bodies(self, pages: usize) -> String {
        self.with("plain-bodies", &[("pages", &pages)])
    }

    /// Plain mode: a refresh has ended. Where nothing is new, the texts of what was listed before may have come.
    pub(in crate::cli) fn plain_done(self, new: usize, texts: usize) -> String {
        if new == 0 && texts > 0 {
            return self.with("plain-done-texts", &[("texts", &texts)]);
        }
        self.with("plain-done", &[("new", &new)])
    }
}
