//! About the article that is read: what is known of it, which rule gave which part, what was noticed on the page.

use std::collections::BTreeMap;

use crate::model::article::{Evidence, Field};
use crate::model::{Article, ArticleId, FindingKind};

use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::panel::{Panel, PanelLine, label_cells};
use crate::ui::reader::lines::Role;
use crate::ui::reader::raw::RawPage;
use crate::ui::when;
use crate::ui::words::PhraseValue;

impl Ui {
    pub(in crate::ui) fn info_panel(&self, top: usize) -> Panel {
        let mut lines = Vec::new();
        if let Some(article) = &self.reader.article {
            let mut row = |label: &str, text: String| {
                if !text.is_empty() {
                    lines.push(PanelLine { label: self.shell.words.say(label), text, strong: false });
                }
            };
            let a = &article.row;
            row("label-title", a.title.clone());
            row("label-source", self.sources.name_of(&a.outlet()).to_owned());
            row("label-section", self.sources.section_name(&a.source, &a.section).to_owned());
            row("label-author", article.author.clone().unwrap_or_default());
            row("label-labels", a.labels.join(", "));
            row("label-notes", article.notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>().join("; "));
            row("label-tags", article.imprint.tags.join(", "));
            row("label-published", a.published.map(|m| when::whole_date(&self.shell.words, m)).unwrap_or_default());
            row("label-updated", article.updated.map(|m| when::whole_date(&self.shell.words, m)).unwrap_or_default());
            row("label-address", a.url.as_str().to_owned());
            let removed = a.removed.then(|| self.shell.words.say("reader-removed"));
            let offline = [self.shell.words.say(offline_phrase(a.offline))].into_iter().chain(removed);
            row("label-offline", offline.collect::<Vec<_>>().join("; "));
            let provenance = &article.provenance;
            let fetched =
                provenance.fetched.map(|at| when::whole_date(&self.shell.words, crate::model::Moment::exact(at)));
            row("label-fetched", fetched.unwrap_or_default());
            row("label-by", self.found_by(article));
            row("label-findings", self.findings(article));
        }
        Panel {
            title: self.shell.words.say("label-info"),
            label_cells: label_cells(&lines),
            lines,
            top,
            foot: self.shell.words.say("panel-close"),
            ..Panel::default()
        }
    }

    /// Asks for the page of the article as it came, or goes back to the article.
    pub(in crate::ui) fn toggle_raw(&mut self) -> Vec<Effect> {
        if self.leave_raw() {
            return Vec::new();
        }
        self.reader.shown().map(Effect::LoadRaw).into_iter().collect()
    }

    /// Goes back to the article from its page; whether that was shown.
    pub(in crate::ui) fn leave_raw(&mut self) -> bool {
        let shown = self.reader.is_raw();
        if shown {
            self.reader.show_raw(None);
        }
        shown
    }

    /// Shows a page as it came, unless the user has turned to another article.
    pub(in crate::ui) fn show_raw(&mut self, id: ArticleId, raw: Option<&RawPage>) {
        if self.reader.shown() != Some(id) {
            return;
        }
        let Some(raw) = raw else {
            self.shell.hint("no-raw");
            return;
        };
        let kib = raw.bytes.div_ceil(1024);
        let mut lines = vec![(Role::Heading, self.shell.words.with("raw-page", &[("kib", PhraseValue::Number(kib))]))];
        for (field, evidence, rule) in &raw.found {
            let name = if let Evidence::Family(name) = evidence { name.as_str() } else { "" };
            let by = self.shell.words.with(evidence_phrase(evidence), &[("name", PhraseValue::Text(name))]);
            let rule = if rule.is_empty() { String::new() } else { format!(" — {rule}") };
            lines.push((Role::Foot, format!("{}: {by}{rule}", self.shell.words.say(field_phrase(*field)))));
        }
        lines.push((Role::Gap, String::new()));
        let gap = |line: &String| if line.is_empty() { Role::Gap } else { Role::Body };
        lines.extend(raw.lines.iter().map(|line| (gap(line), line.clone())));
        if raw.cut {
            lines.push((Role::Notice, self.shell.words.say("reader-cut")));
        }
        self.reader.show_raw(Some(lines));
        self.shell.hint("raw-shown");
    }

    /// "hệ nukeviet: tựa đề, nội dung; địa chỉ bài: ngày đăng".
    fn found_by(&self, article: &Article) -> String {
        let mut parts: BTreeMap<&Evidence, Vec<String>> = BTreeMap::new();
        for (field, evidence) in &article.provenance.by {
            parts.entry(evidence).or_default().push(self.shell.words.say(field_phrase(*field)));
        }
        let part = |(evidence, fields): (&Evidence, Vec<String>)| {
            let name = if let Evidence::Family(name) = evidence { name.as_str() } else { "" };
            let by = self.shell.words.with(evidence_phrase(evidence), &[("name", PhraseValue::Text(name))]);
            format!("{by}: {}", fields.join(", "))
        };
        parts.into_iter().map(part).collect::<Vec<_>>().join("; ")
    }

    /// What was noticed, in words; a detail only where it is a name or an address. The family stands among the rules.
    fn findings(&self, article: &Article) -> String {
        let noticed = article.provenance.findings.iter().filter(|finding| !finding.is(FindingKind::Family));
        let said = noticed.map(|finding| {
            let id = format!("finding-{}", finding.kind.name());
            if self.shell.words.has(&id) {
                self.shell.words.with(&id, &[("detail", PhraseValue::Text(&finding.detail))])
            } else {
                finding.to_string()
            }
        });
        said.collect::<Vec<_>>().join("; ")
    }
}

/// The phrase for whether an article can be read with no network.
pub(in crate::ui) fn offline_phrase(state: crate::model::Offline) -> &'static str {
    use crate::model::Offline;
    match state {
        Offline::Listed => "offline-listed",
        Offline::Full => "offline-full",
        Offline::Partial => "offline-partial",
        Offline::Failed => "offline-failed",
        Offline::Blocked => "offline-blocked",
        Offline::Gone => "offline-gone",
    }
}

fn field_phrase(field: Field) -> &'static str {
    match field {
        Field::Title => "field-title",
        Field::Published => "field-published",
        Field::Updated => "field-updated",
        Field::Author => "field-author",
        Field::Sapo => "field-sapo",
        Field::Category => "field-section",
        Field::Body => "field-body",
    }
}

fn evidence_phrase(evidence: &Evidence) -> &'static str {
    match evidence {
        Evidence::Rule => "by-rule",
        Evidence::Learned => "by-learned",
        Evidence::Family(_) => "by-family",
        Evidence::JsonLd => "by-json-ld",
        Evidence::OpenGraph => "by-meta",
        Evidence::Text => "by-text",
        Evidence::State => "by-state",
        Evidence::Feed => "by-feed",
        Evidence::Listing => "by-listing",
        Evidence::Address => "by-address",
        Evidence::Line => "by-line",
        Evidence::Sitemap => "by-sitemap",
        Evidence::Generic => "by-generic",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;
    use crate::ui::words::Words;

    /// Told of lists and feeds, or told otherwise.
    const OF_LISTS: [FindingKind; 5] = [
        FindingKind::NoAddress,
        FindingKind::BrokenFeed,
        FindingKind::NoItems,
        FindingKind::Family,
        FindingKind::Other,
    ];

    #[test]
    fn every_finding_of_an_article_has_words_in_both_languages() {
        for language in [Language::Vietnamese, Language::English] {
            let words = Words::new(language);
            for kind in FindingKind::ALL.iter().filter(|kind| !OF_LISTS.contains(kind)) {
                assert!(words.has(&format!("finding-{}", kind.name())), "{kind:?}");
            }
        }
    }
}
