//! The sentences about single articles, in both languages.

use crate::cli::args::ArticleMark;
use crate::cli::words::Say;
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

    /// An article has no earlier version.
    pub(in crate::cli) fn no_revisions(self) -> String {
        self.phrase("cli-no-revisions")
    }

    /// An article's text was never fetched: nobody knows whether it changed.
    pub(in crate::cli) fn never_read(self) -> String {
        self.phrase("never-read")
    }

    /// An article changed, and its earlier versions are not there.
    pub(in crate::cli) fn revisions_lost(self) -> String {
        self.phrase("revisions-lost")
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

    /// A command that changes articles was told none.
    pub(in crate::cli) fn nothing_named(self) -> String {
        self.phrase("nothing-named")
    }

    /// Labels of an article.
    pub(in crate::cli) fn labels(self, labels: &str) -> String {
        self.with("labels", &[("labels", &labels)])
    }

    /// An article of which nothing says when it was published.
    pub(in crate::cli) fn undated(self) -> String {
        self.phrase("undated")
    }

    /// When an article was changed last.
    pub(in crate::cli) fn updated(self, date: &str) -> String {
        self.with("updated", &[("date", &date)])
    }

    /// What stands in place of a picture.
    pub(in crate::cli) fn picture(self) -> String {
        self.phrase("picture")
    }

    /// What stands before the name of an attached file.
    pub(in crate::cli) fn file(self) -> String {
        self.phrase("file")
    }

    /// What there is to watch or to hear, in a word.
    pub(in crate::cli) fn media(self, kind: MediaKind) -> String {
        match kind {
            MediaKind::Video => "Video".to_owned(),
            MediaKind::Audio => self.phrase("media-audio"),
            MediaKind::Frame => self.phrase("media-frame"),
        }
    }

    /// Heading of the notes to an article.
    pub(in crate::cli) fn notes(self) -> String {
        self.phrase("notes")
    }

    /// `loa mark label` without a label or without an article.
    pub(in crate::cli) fn no_label(self) -> String {
        self.phrase("no-label")
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

    /// What is no text was about to be printed to a person.
    pub(in crate::cli) fn not_to_a_terminal(self) -> String {
        self.phrase("not-to-a-terminal")
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
