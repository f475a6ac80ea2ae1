//! About the article that is read: what is known of it, which rule gave which part, what was noticed on the page.

use std::collections::BTreeMap;

use crate::model::Article;
use crate::model::article::{Evidence, Field, Finding};

use super::Ui;
use super::panel::{Panel, PanelLine};
use super::when;
use super::words::Value;

impl Ui {
    pub(super) fn info_panel(&self, top: usize) -> Panel {
        let mut lines = Vec::new();
        if let Some(article) = &self.reader.article {
            let mut row = |label: &str, text: String| {
                if !text.is_empty() {
                    lines.push(PanelLine { label: self.words.say(label), text, strong: false });
                }
            };
            let a = &article.row;
            row("label-title", a.title.clone());
            row("label-source", self.sources.name_of(&a.source).to_owned());
            row("label-section", self.sources.section_name(&a.source, &a.section));
            row("label-author", article.author.clone().unwrap_or_default());
            row("label-published", a.published.map(|m| when::whole_date(&self.words, m)).unwrap_or_default());
            row("label-updated", article.updated.map(|m| when::whole_date(&self.words, m)).unwrap_or_default());
            row("label-address", a.url.as_str().to_owned());
            row("label-offline", self.words.say(offline_phrase(a.offline)));
            let provenance = &article.provenance;
            let fetched = provenance.fetched.map(|at| when::whole_date(&self.words, crate::model::Moment::exact(at)));
            row("label-fetched", fetched.unwrap_or_default());
            row("label-by", self.found_by(article));
            row("label-findings", self.findings(article));
        }
        Panel {
            title: self.words.say("label-info"),
            lines,
            top,
            label_cells: 16,
            foot: self.words.say("panel-close"),
            ..Panel::default()
        }
    }

    /// "hệ nukeviet: tựa đề, nội dung; địa chỉ bài: ngày đăng".
    fn found_by(&self, article: &Article) -> String {
        let mut parts: BTreeMap<&Evidence, Vec<String>> = BTreeMap::new();
        for (field, evidence) in &article.provenance.by {
            parts.entry(evidence).or_default().push(self.words.say(field_phrase(*field)));
        }
        let part = |(evidence, fields): (&Evidence, Vec<String>)| {
            let name = if let Evidence::Family(name) = evidence { name.as_str() } else { "" };
            let by = self.words.with(evidence_phrase(evidence), &[("name", Value::Text(name))]);
            format!("{by}: {}", fields.join(", "))
        };
        parts.into_iter().map(part).collect::<Vec<_>>().join("; ")
    }

    /// What was noticed, in words; a detail only where it is a name or an address. The family stands among the rules.
    fn findings(&self, article: &Article) -> String {
        let noticed = article.provenance.findings.iter().filter(|finding| !finding.is(Finding::FAMILY));
        let said = noticed.map(|finding| {
            let (name, detail) = finding.0.split_once(": ").unwrap_or((&finding.0, ""));
            let id = format!("finding-{name}");
            if self.words.has(&id) {
                self.words.with(&id, &[("detail", Value::Text(detail))])
            } else {
                finding.0.clone()
            }
        });
        said.collect::<Vec<_>>().join("; ")
    }
}

/// The phrase for whether an article can be read with no network.
pub(super) fn offline_phrase(state: crate::model::Offline) -> &'static str {
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
        Evidence::Family(_) => "by-family",
        Evidence::JsonLd => "by-json-ld",
        Evidence::OpenGraph => "by-meta",
        Evidence::Text => "by-text",
        Evidence::Address => "by-address",
        Evidence::Generic => "by-generic",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::words::{Language, Words};

    #[test]
    fn every_finding_of_an_article_has_words_in_both_languages() {
        for language in [Language::Vietnamese, Language::English] {
            let words = Words::new(language);
            for name in [
                Finding::NO_TITLE,
                Finding::NO_DATE,
                Finding::NO_BODY,
                Finding::SHORT_BODY,
                Finding::GUESSED_DATE,
                Finding::DATES_DISAGREE,
                Finding::RULES_MISSED,
                Finding::BLOCKED,
                Finding::NOT_AN_ARTICLE,
                Finding::REPAIRED_TEXT,
                Finding::CUT,
                Finding::OTHER_VERSION,
                Finding::TAKEN_FROM,
            ] {
                assert!(words.has(&format!("finding-{name}")), "{name}");
            }
        }
    }
}
