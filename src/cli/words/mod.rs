//! Messages of the commands, on stderr and as text for people; JSON output has no language.
//!
//! The texts are in the catalogue (`src/words`), in both languages. The methods here say which values a message needs,
//! choose the phrase for a kind, and join parts. A phrase without values is asked for by its id: [`Say::phrase`].

mod articles;
mod errors;
mod found;
mod health;
mod labour;
mod plain;
mod portals;
mod refresh;
mod sources;
mod store;
mod usage;

pub(in crate::cli) use labour::Among;
pub(in crate::cli) use store::Pruning;

use std::fmt::Display;

use crate::cli::output::record::BadLine;
use crate::config::settings::SettingKind;
use crate::model::Language;
use crate::words::{PhraseValue, Sayable, Words};

/// Composes messages in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) struct Say(pub(in crate::cli) Language);

impl Say {
    /// The phrase `id`.
    pub(in crate::cli) fn phrase(self, id: &str) -> String {
        self.words().say(id)
    }

    /// The phrase `id` with values.
    pub(in crate::cli) fn with(self, id: &str, values: &[(&str, &dyn Sayable)]) -> String {
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.value())).collect();
        self.words().with(id, &values)
    }

    /// The phrase `id` of an error. The catalogue refers to the error's own English text as `$english`, so that the log
    /// and the message agree.
    fn error(self, id: &str, english: &dyn Display, values: &[(&str, &dyn Sayable)]) -> String {
        let english = english.to_string();
        let english: (&str, &dyn Sayable) = ("english", &english);
        self.with(id, &[values, &[english]].concat())
    }

    fn words(self) -> &'static Words {
        Words::shared(self.0)
    }

    /// A suggestion, after a full stop; empty if there is none.
    fn meant(self, near: Option<&str>) -> String {
        near.map_or_else(String::new, |near| self.with("meant", &[("near", &near)]))
    }

    /// A suggestion inside a sentence.
    fn meant_instead(self, near: Option<&str>) -> String {
        near.map_or_else(String::new, |near| self.with("meant-instead", &[("near", &PhraseValue::Quoted(near))]))
    }

    /// There is no home folder; where files go meanwhile.
    pub(in crate::cli) fn homeless(self, place: &str) -> String {
        self.with("homeless", &[("place", &place)])
    }

    /// The user's command for the end of a refresh failed.
    pub(in crate::cli) fn hook_failed(self, what: &str) -> String {
        self.with("hook-failed", &[("what", &what)])
    }

    /// The mute rules were applied to the archive.
    pub(in crate::cli) fn mutes_settled(self, changed: usize) -> String {
        self.with("mutes-settled", &[("n", &changed)])
    }

    /// There is no theme of this name.
    pub(in crate::cli) fn no_theme(self, asked: &str, near: Option<&str>, known: &str) -> String {
        let meant = self.meant_instead(near);
        self.with("cli-no-theme", &[("asked", &PhraseValue::Quoted(asked)), ("meant", &meant), ("known", &known)])
    }

    /// There are more mute rules than are read.
    pub(in crate::cli) fn too_many_mutes(self, most: usize) -> String {
        self.with("too-many-mutes", &[("most", &most)])
    }

    /// A setting does not accept this value.
    pub(in crate::cli) fn bad_setting(self, key: &str, value: &str, kind: SettingKind) -> String {
        let wanted = match kind {
            SettingKind::Switch => self.phrase("setting-switch"),
            SettingKind::Number(least, most) => self.with("setting-number", &[("least", &least), ("most", &most)]),
            SettingKind::OneOf(words) | SettingKind::ListOf(words) => {
                self.with("setting-one-of", &[("all", &words.join(", "))])
            }
            SettingKind::Text => self.phrase("setting-text"),
            SettingKind::List => self.phrase("setting-list"),
        };
        self.with("bad-setting", &[("key", &key), ("value", &PhraseValue::Quoted(value)), ("wanted", &wanted)])
    }

    /// There is no such setting.
    pub(in crate::cli) fn no_such_key(self, key: &str, near: Option<&str>) -> String {
        self.with("no-such-key", &[("key", &PhraseValue::Quoted(key)), ("meant", &self.meant(near))])
    }

    /// A date was not understood.
    pub(in crate::cli) fn bad_date(self, text: &str) -> String {
        self.with("bad-date", &[("text", &PhraseValue::Quoted(text))])
    }

    /// An address was not understood.
    pub(in crate::cli) fn bad_address(self, text: &str) -> String {
        self.with("bad-address", &[("text", &PhraseValue::Quoted(text))])
    }

    /// No source id begins like this.
    pub(in crate::cli) fn no_such_source(self, text: &str, nearest: Option<&str>) -> String {
        self.with("no-such-source", &[("text", &PhraseValue::Quoted(text)), ("meant", &self.meant(nearest))])
    }

    /// Several sources (or sections) begin like this.
    pub(in crate::cli) fn ambiguous(self, text: &str, candidates: &str) -> String {
        self.with("ambiguous", &[("text", &PhraseValue::Quoted(text)), ("candidates", &candidates)])
    }

    /// A source has no such section.
    pub(in crate::cli) fn no_such_section(self, source: &str, text: &str, known: &str) -> String {
        self.with("no-such-section", &[("source", &source), ("text", &PhraseValue::Quoted(text)), ("known", &known)])
    }

    /// A file cannot be read.
    pub(in crate::cli) fn unreadable(self, file: &str, why: &str) -> String {
        self.with("unreadable", &[("file", &file), ("why", &why)])
    }

    /// A page is too large.
    pub(in crate::cli) fn too_large(self, mib: usize) -> String {
        self.with("too-large", &[("mib", &mib)])
    }

    /// Articles that are not in the search index yet.
    pub(in crate::cli) fn index_behind(self, waiting: usize) -> String {
        self.with("cli-index-behind", &[("waiting", &waiting)])
    }

    /// The totals of an import.
    pub(in crate::cli) fn imported(self, new: usize, known: usize, bad: usize) -> String {
        self.with("imported", &[("new", &new), ("known", &known), ("bad", &bad)])
    }

    /// Why a line of an import is rejected.
    pub(in crate::cli) fn why_bad(self, why: &BadLine) -> String {
        match why {
            BadLine::TooLong => self.phrase("line-too-long"),
            BadLine::NotJson(at) => self.with("line-not-json", &[("at", at)]),
            BadLine::NoObject => self.phrase("line-no-object"),
            BadLine::NoUrl => self.phrase("line-no-url"),
            BadLine::BadUrl(url) => self.bad_address(url),
        }
    }

    /// A rejected line of an import.
    pub(in crate::cli) fn bad_line(self, line: usize, why: &str) -> String {
        self.with("bad-line", &[("line", &line), ("why", &why)])
    }

    /// The configuration is in order.
    pub(in crate::cli) fn config_fine(self, file: Option<&str>) -> String {
        match file {
            Some(file) => self.with("config-fine", &[("file", &file)]),
            None => self.phrase("config-none"),
        }
    }

    /// How much is in the archive.
    pub(in crate::cli) fn archive_counts(self, total: usize, unread: usize, starred: usize) -> String {
        self.with("archive-counts", &[("total", &total), ("unread", &unread), ("starred", &starred)])
    }

    /// Several sections of a source.
    pub(in crate::cli) fn sections_of(self, source: &str, sections: usize) -> String {
        self.with("sections-of", &[("source", &source), ("sections", &sections)])
    }

    /// What is wrong with a section.
    pub(in crate::cli) fn illness(
        self,
        trouble: &str,
        failures: u32,
        well: Option<String>,
        next: Option<String>,
    ) -> String {
        let well = match well {
            Some(at) => self.with("well-at", &[("at", &at)]),
            None => self.phrase("never-well"),
        };
        let next = next.map(|at| self.with("next-try", &[("at", &at)])).unwrap_or_default();
        self.with("illness", &[("trouble", &trouble), ("failures", &failures), ("well", &well), ("next", &next)])
    }

    /// A file cannot be written.
    pub(in crate::cli) fn unwritable(self, file: &str, why: &str) -> String {
        self.with("unwritable", &[("file", &file), ("why", &why)])
    }

    /// The layout of a site without rules changed.
    pub(in crate::cli) fn learnt_anew(self, when: &str) -> String {
        self.with("learnt-anew", &[("when", &when)])
    }

    /// The lists of a site changed.
    pub(in crate::cli) fn lists_learnt_anew(self, when: &str) -> String {
        self.with("lists-learnt-anew", &[("when", &when)])
    }

    /// Too few pages, or too little in common.
    pub(in crate::cli) fn nothing_learnt(self, host: &str, pages: usize, least: usize) -> String {
        self.with("nothing-learnt", &[("host", &host), ("pages", &pages), ("least", &least)])
    }

    /// How large a body is.
    pub(in crate::cli) fn body_size(self, blocks: usize, words: usize) -> String {
        self.with("body-size", &[("blocks", &blocks), ("words", &words)])
    }

    /// The totals of reading stored pages again.
    pub(in crate::cli) fn reextracted(self, pages: usize, changed: usize, poorer: usize) -> String {
        self.with("reextracted", &[("pages", &pages), ("changed", &changed), ("poorer", &poorer)])
    }

    /// A share that has dropped since a site changed.
    pub(in crate::cli) fn fallen(self, part: &str, since: &str, before: u32, now: u32) -> String {
        self.with("fallen", &[("part", &part), ("now", &now), ("before", &before), ("since", &since)])
    }
}
