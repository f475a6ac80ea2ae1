//! The sentences about single articles, in both languages.

use crate::cli::args::ArticleMark;
use crate::cli::words::Say;
use crate::model::Summary;
use crate::model::block::MediaKind;
use crate::words::PhraseValue;

impl Say {
    /// `show` found no article.
    pub(in crate::cli) fn no_such_article(self, what: &str) -> String {
        self.with("no-such-article", &[("what", &PhraseValue::Quoted(what))])
    }

    /// `show` found several articles.
    pub(in crate::cli) fn several_articles(self, what: &str) -> String {
        self.with("several-articles", &[("what", &PhraseValue::Quoted(what))])
    }

    /// An article has no earlier version of that number.
    pub(in crate::cli) fn no_revision(self, number: usize, there: usize) -> String {
        self.with("no-revision", &[("number", &number), ("there", &there)])
    }

    /// Heading of what changed.
    pub(in crate::cli) fn changed_since(self, date: &str) -> String {
        self.with("changed-since", &[("date", &date)])
    }

    /// Articles were marked.
    pub(in crate::cli) fn marked(self, mark: ArticleMark, changed: usize, of: usize) -> String {
        let state = self.phrase(match mark {
            ArticleMark::Read => "now-read",
            ArticleMark::Unread => "now-unread",
            ArticleMark::Star => "now-starred",
            ArticleMark::Unstar => "now-unstarred",
            ArticleMark::Label => "now-labelled",
            ArticleMark::Unlabel => "now-unlabelled",
        });
        if changed == of {
            return self.with("cli-marked-all", &[("changed", &changed), ("state", &state)]);
        }
        self.with("cli-marked", &[("changed", &changed), ("of", &of), ("state", &state)])
    }

    /// What its newspaper did to an article: corrected it, took it down.
    pub(in crate::cli) fn fate(self, row: &Summary) -> Vec<String> {
        let said = [(row.edited, "cli-edited"), (row.removed, "cli-removed")];
        said.into_iter().filter(|(is_so, _)| *is_so).map(|(_, id)| self.phrase(id)).collect()
    }

    /// Labels of an article.
    pub(in crate::cli) fn labels(self, labels: &str) -> String {
        self.with("labels", &[("labels", &labels)])
    }

    /// When an article was changed last.
    pub(in crate::cli) fn updated(self, date: &str) -> String {
        self.with("updated", &[("date", &date)])
    }

    /// What there is to watch or to hear, in a word.
    pub(in crate::cli) fn media(self, kind: MediaKind) -> String {
        match kind {
            MediaKind::Video => "Video".to_owned(),
            MediaKind::Audio => self.phrase("media-audio"),
            MediaKind::Frame => self.phrase("media-frame"),
        }
    }

    /// More pages than one command opens.
    pub(in crate::cli) fn too_many_to_open(self, asked: usize, most: usize) -> String {
        self.with("too-many-to-open", &[("asked", &asked), ("most", &most)])
    }

    /// No browser opened.
    pub(in crate::cli) fn not_opened(self, url: &str, why: &str) -> String {
        self.with("not-opened", &[("url", &url), ("why", &why)])
    }

    /// There is no such field.
    pub(in crate::cli) fn no_such_field(self, field: &str, near: Option<&str>, known: &str) -> String {
        let meant = self.meant(near);
        self.with("no-such-field", &[("field", &PhraseValue::Quoted(field)), ("meant", &meant), ("known", &known)])
    }

    /// There is no such manual page.
    pub(in crate::cli) fn no_page(self, name: &str) -> String {
        self.with("no-page", &[("name", &PhraseValue::Quoted(name))])
    }

    /// A page is no article.
    pub(in crate::cli) fn not_an_article(self, url: &str) -> String {
        self.with("not-an-article", &[("url", &url)])
    }

    /// An article was kept.
    pub(in crate::cli) fn kept(self, id: i64) -> String {
        self.with("kept", &[("id", &id)])
    }
}
