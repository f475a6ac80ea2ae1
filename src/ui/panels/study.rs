//! What the article holds for a closer look: the documents it cites, the terms it uses, its facts; each with its sentence.

use std::collections::HashSet;

use crate::labour::facts::{self, Fact, Kind};
use crate::labour::legal::cited::{address, cited, cited_as};
use crate::labour::legal::names::LawNames;
use crate::labour::legal::{Kind as LawKind, entities};
use crate::labour::terms::{Term, Terms};
use crate::model::Language;
use crate::text::width::cells;
use crate::ui::Ui;
use crate::ui::effect::Effect;
use crate::ui::key::{Code, Key};
use crate::ui::notice::StatusNotice;
use crate::ui::overlay::Overlay;
use crate::ui::panel::{Panel, PanelLine, useful_foot};
use crate::ui::place::Motion;
use crate::ui::reader::FindSpot;
use crate::ui::words::PhraseValue;

/// Most entries of a panel.
const MAX_ENTRIES: usize = 500;
/// Cells of the left column.
const LABEL_CELLS: u16 = 26;
/// Most cells of that column.
const WIDE_LABEL_CELLS: u16 = 38;

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StudySubject {
    /// Documents, articles and laws.
    Documents,
    /// Terms and abbreviations.
    Terms,
    /// Wages, rates, workers, days.
    Facts,
}

impl StudySubject {
    /// The phrase that names it.
    fn label(self) -> &'static str {
        match self {
            Self::Documents => "label-documents",
            Self::Terms => "label-terms",
            Self::Facts => "label-facts",
        }
    }

    /// The phrase that names the keys: only documents are looked up elsewhere.
    fn foot(self) -> &'static str {
        if self == Self::Documents { "panel-documents" } else { "panel-study" }
    }

    /// The phrase for an article without any.
    fn nothing(self) -> &'static str {
        match self {
            Self::Documents => "no-documents",
            Self::Terms => "no-terms",
            Self::Facts => "no-facts",
        }
    }
}

/// The phrase that names a kind of facts.
fn phrase(kind: Kind) -> &'static str {
    match kind {
        Kind::Wage => "fact-wage",
        Kind::Rate => "fact-rate",
        Kind::Workers => "fact-workers",
        Kind::Effect => "fact-effect",
        Kind::Deadline => "fact-deadline",
    }
}

/// A line of the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StudyLine {
    /// The number, the term, the fact.
    pub label: String,
    /// The sentence, or the meaning.
    pub text: String,
    /// Where it is looked up; empty = nowhere.
    pub address: String,
    /// Where it stands in the article.
    pub spot: Option<FindSpot>,
}

impl StudyLine {
    /// Whether it names a document, not an article of one.
    fn is_document(&self) -> bool {
        cited([self.label.as_str()]).iter().any(|found| found.kind != LawKind::Article)
    }
}

impl Ui {
    /// Lists what the article in the reader holds.
    pub(in crate::ui) fn study(&mut self, subject: StudySubject) -> Vec<Effect> {
        if let Some(document) = self.selected_document().filter(|_| subject == StudySubject::Documents) {
            return vec![Effect::FollowDocument(document)];
        }
        let mut entries = match subject {
            StudySubject::Documents => self.cited_documents(),
            StudySubject::Terms => self.used_terms(),
            StudySubject::Facts => self.found_facts(),
        };
        entries.truncate(MAX_ENTRIES);
        if entries.is_empty() {
            self.shell.hint(subject.nothing());
            return Vec::new();
        }
        self.lay_over(Overlay::Study { subject, entries, selected: 0 })
    }

    /// The texts of the article as it is set; none while its source is shown.
    fn set_texts(&self) -> impl Iterator<Item = (usize, &str)> {
        let shown = !self.reader.is_raw();
        self.reader.document.parts.iter().enumerate().filter(move |_| shown).map(|(at, text)| (at, text.as_str()))
    }

    fn cited_documents(&self) -> Vec<StudyLine> {
        let mut entries: Vec<StudyLine> = Vec::new();
        let mut met = HashSet::new();
        let names = LawNames::told(&self.set_texts().flat_map(|(_, text)| entities(text)).collect::<Vec<_>>());
        for (part, text) in self.set_texts() {
            for found in cited_as([text], &names) {
                if !met.insert(found.norm.clone()) {
                    continue;
                }
                let start = self.reader.document.cited.iter().find(|spot| spot.part == part);
                let numbered = found.kind != LawKind::Article;
                let pattern = if numbered { self.shell.settings.document_address.as_str() } else { "" };
                let spot = text.find(&found.sentence).map(|at| FindSpot { part, range: at..at + found.sentence.len() });
                entries.push(StudyLine {
                    address: address(pattern, &found.norm),
                    label: found.label(),
                    text: found.sentence,
                    spot: spot.or_else(|| start.cloned()),
                });
            }
        }
        entries
    }

    fn used_terms(&mut self) -> Vec<StudyLine> {
        let Some(terms) = self.terms() else { return Vec::new() };
        if let Some(chosen) = self.reader.chosen_text() {
            return terms.in_text(&chosen).into_iter().map(|(_, term)| self.term_entry(term, None)).collect();
        }
        let mut entries: Vec<StudyLine> = Vec::new();
        for (part, text) in self.set_texts() {
            for (range, term) in terms.in_text(text) {
                let entry = self.term_entry(term, Some(FindSpot { part, range }));
                if !entries.iter().any(|known| known.label == entry.label) {
                    entries.push(entry);
                }
            }
        }
        entries
    }

    fn term_entry(&self, term: &Term, spot: Option<FindSpot>) -> StudyLine {
        let label = if term.short.is_empty() { term.name.clone() } else { format!("{} ({})", term.name, term.short) };
        let vietnamese = self.shell.words.language == Language::Vietnamese;
        let meaning = if vietnamese { &term.meaning } else { &term.meaning_english };
        let told = [&term.english, meaning, &term.source].map(String::as_str);
        let text = told.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" — ");
        StudyLine { label, text, address: String::new(), spot }
    }

    /// Explains a word or an abbreviation of the trade.
    pub(in crate::ui) fn explain(&mut self, word: &str) -> Vec<Effect> {
        let Some(terms) = self.terms() else { return Vec::new() };
        let entries: Vec<StudyLine> = terms.find(word).into_iter().map(|term| self.term_entry(term, None)).collect();
        if entries.is_empty() {
            let values = [("word", PhraseValue::Text(word))];
            self.shell.tell(StatusNotice::hint(&self.shell.words.with("no-such-term", &values)));
            return Vec::new();
        }
        self.lay_over(Overlay::Study { subject: StudySubject::Terms, entries, selected: 0 })
    }

    /// The glossary with the user's own terms; that these cannot be read is told.
    fn terms(&mut self) -> Option<Terms> {
        match Terms::builtin().with(&self.shell.settings.own_terms) {
            Ok(terms) => Some(terms),
            Err(error) => {
                let reason = crate::ui::message::Reason::Said(error.to_string());
                self.failed("bad-glossary", String::new(), &reason);
                None
            }
        }
    }

    fn found_facts(&self) -> Vec<StudyLine> {
        let entry = |(part, fact): (usize, Fact)| StudyLine {
            label: format!("{}: {}", self.shell.words.say(phrase(fact.kind)), fact.written),
            text: fact.sentence,
            address: String::new(),
            spot: Some(FindSpot { part, range: fact.range }),
        };
        let found =
            self.set_texts().flat_map(|(part, text)| facts::in_text(text).into_iter().map(move |fact| (part, fact)));
        let mut entries: Vec<StudyLine> = Vec::new();
        // The same figure again, in another sentence, tells nothing new.
        for entry in found.map(entry) {
            if !entries.iter().any(|known| known.label == entry.label) {
                entries.push(entry);
            }
        }
        entries
    }

    /// The keys that do something with this entry.
    fn study_foot(&self, subject: StudySubject, entry: &StudyLine) -> String {
        useful_foot(&self.shell.words.say(subject.foot()), |key| match key {
            "Enter" => entry.spot.is_some(),
            "o" => !entry.address.is_empty(),
            "f" => entry.is_document(),
            _ => true,
        })
    }

    pub(in crate::ui) fn study_panel(&self, subject: StudySubject, entries: &[StudyLine], selected: usize) -> Panel {
        // A figure is what the panel was opened for: its column is as wide as the longest one, where there is room.
        let widest = entries.iter().map(|entry| cells(&entry.label) + 1).max().unwrap_or(0);
        let label_cells = u16::try_from(widest).unwrap_or(u16::MAX).clamp(LABEL_CELLS, WIDE_LABEL_CELLS);
        let lines = entries.iter().map(|entry| PanelLine {
            label: entry.label.clone(),
            text: entry.text.clone(),
            strong: false,
        });
        Panel {
            title: self.shell.words.say(subject.label()),
            lines: lines.collect(),
            label_cells,
            chosen: Some(selected),
            foot: entries.get(selected).map(|entry| self.study_foot(subject, entry)).unwrap_or_default(),
            ..Panel::default()
        }
    }

    pub(in crate::ui) fn study_key(
        &mut self,
        key: Key,
        motion: Option<Motion>,
        (subject, entries): (StudySubject, Vec<StudyLine>),
        mut selected: usize,
    ) -> Vec<Effect> {
        let chosen = entries.get(selected).cloned();
        match (key.code, motion, chosen) {
            (Code::Esc, ..) | (Code::Char('q'), None, _) | (_, _, None) => return Vec::new(),
            (Code::Enter, _, Some(entry)) => {
                if let Some(spot) = &entry.spot {
                    self.reader.show_place(spot);
                }
                return Vec::new();
            }
            (Code::Char('o'), _, Some(entry)) if !entry.address.is_empty() => {
                return vec![Effect::Browse(entry.address)];
            }
            (Code::Char('f'), None, Some(entry)) if subject == StudySubject::Documents => {
                if entry.is_document() {
                    return vec![Effect::FollowDocument(entry.label)];
                }
                self.shell.hint("follow-needs-document");
            }
            (Code::Char('y'), _, Some(entry)) => {
                return vec![Effect::Copy(format!("{}\n{}", entry.label, entry.text), "copied-entry")];
            }
            (_, Some(motion), _) => selected = motion.chosen(selected, entries.len()),
            _ => {}
        }
        self.lay_over(Overlay::Study { subject, entries, selected })
    }
}
