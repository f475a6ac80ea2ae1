//! Messages about portals, topics and digests.

use std::path::Path;

use crate::cli::words::Say;
use crate::labour::catalogue::PortalKind;
use crate::labour::digest::{TemplateError, TemplateMistake, clock};
use crate::model::{Moment, Timestamp};
use crate::words::PhraseValue;

impl Say {
    /// How many portals were found, and what to do with them.
    pub(in crate::cli) fn portals_found(self, count: usize) -> String {
        self.with("portals-found", &[("count", &count)])
    }

    /// What publishes a portal.
    pub(in crate::cli) fn portal_kind(self, kind: PortalKind) -> String {
        self.phrase(match kind {
            PortalKind::Union => "portal-union",
            PortalKind::Ministry => "portal-ministry",
            PortalKind::Institute => "portal-institute",
            PortalKind::Newspaper => "portal-newspaper",
        })
    }

    /// A portal was read.
    pub(in crate::cli) fn portal_read(self, day: &str) -> String {
        self.with("portal-read", &[("day", &day)])
    }

    /// A portal did not answer.
    pub(in crate::cli) fn portal_silent(self, day: &str, why: &str) -> String {
        self.with("portal-silent", &[("day", &day), ("why", &why)])
    }

    /// The result of trying the portals.
    pub(in crate::cli) fn portals_tested(self, works: usize, silent: usize) -> String {
        self.with("portals-tested", &[("works", &works), ("silent", &silent)])
    }

    /// The command that should receive the digest failed.
    pub(in crate::cli) fn digest_not_handed_over(self, why: &str) -> String {
        self.with("digest-not-handed-over", &[("why", &why)])
    }

    /// The previous digest did not finish, or is still being written.
    pub(in crate::cli) fn digest_broken_off(self, at: Timestamp, articles: usize) -> String {
        let at = clock(Moment::exact(at));
        self.with("digest-broken-off", &[("at", &at), ("articles", &articles)])
    }

    /// A template could not be read.
    pub(in crate::cli) fn unreadable_template(self, path: &Path, why: &str) -> String {
        let path = path.display().to_string();
        self.with("unreadable-template", &[("path", &path), ("why", &why)])
    }

    /// A template with a mistake.
    pub(in crate::cli) fn wrong_template(self, path: &Path, error: &TemplateError) -> String {
        let (path, line) = (path.display().to_string(), error.line);
        let mistake = match &error.wrong {
            TemplateMistake::Unknown(name) => self.with("template-unknown", &[("name", name)]),
            TemplateMistake::Open(name) => self.with("template-open", &[("name", name)]),
            TemplateMistake::NotOpen(name) => self.with("template-not-open", &[("name", name)]),
            TemplateMistake::Unfinished => self.phrase("template-unfinished"),
            TemplateMistake::TooDeep => self.phrase("template-too-deep"),
            TemplateMistake::TooLong => self.phrase("template-too-long"),
        };
        self.with("wrong-template", &[("path", &path), ("line", &line), ("mistake", &mistake)])
    }

    /// There is no such topic.
    pub(in crate::cli) fn no_such_topic(self, name: &str, known: &str) -> String {
        self.with("no-such-topic", &[("name", &PhraseValue::Quoted(name)), ("known", &known)])
    }
}
