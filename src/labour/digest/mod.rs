//! The digest (điểm báo): the daily press review, with each story once, by topic or by newspaper.
//!
//! Pure: the caller chooses the articles; here they are ordered and written as text for Zalo and mail, as Markdown, as
//! HTML, or with the user's own template. The same digest gives the same bytes.

mod template;

pub use template::{Escape, Template, TemplateError, TemplateMistake};

use std::collections::BTreeMap;

use template::{TemplateRecord, TemplateValue};

use crate::model::{ArticleId, Moment, SourceId, StoryId, Timestamp};
use crate::text;

/// What stands behind the headline of an article that its paper has taken down.
const REMOVED: &str = "(báo đã gỡ bài)";
/// Longest lead, characters.
const MAX_LEAD: usize = 320;

/// The built-in formats, as templates.
const TEXT: &str = include_str!("text.tmpl");
const MARKDOWN: &str = include_str!("markdown.tmpl");
const HTML: &str = include_str!("html.tmpl");

/// A digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// Its title.
    pub title: String,
    /// The beginning of the period.
    pub from: Timestamp,
    /// The end of the period.
    pub until: Timestamp,
    /// Its parts, in order; none is empty.
    pub parts: Vec<DigestPart>,
    /// Stories left out because of the limit.
    pub left_out: usize,
}

/// A part with a heading: a topic or a newspaper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DigestPart {
    /// The heading.
    pub name: String,
    /// Its stories, in order.
    pub stories: Vec<Story>,
}

/// A story: one article that represents it, and the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// The article that represents it.
    pub told: ToldArticle,
    /// Its opening words.
    pub lead: String,
    /// The other articles.
    pub others: Vec<ToldArticle>,
}

/// An article of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldArticle {
    /// Its row.
    pub id: ArticleId,
    /// The story, if known.
    pub story: Option<StoryId>,
    /// Headline.
    pub title: String,
    /// Its newspaper.
    pub source: SourceId,
    /// The paper's name.
    pub paper: String,
    /// Address.
    pub url: String,
    /// When it was published.
    pub at: Option<Moment>,
    /// Whether the paper has taken it down since.
    pub removed: bool,
}

impl Digest {
    /// The number of stories.
    pub fn len(&self) -> usize {
        self.parts.iter().map(|part| part.stories.len()).sum()
    }

    /// Whether it has no stories.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Every article in it, including those counted as "+N báo".
    pub fn articles(&self) -> Vec<ArticleId> {
        let stories = self.parts.iter().flat_map(|part| &part.stories);
        stories.flat_map(|story| std::iter::once(&story.told).chain(&story.others)).map(|told| told.id).collect()
    }

    /// The last second of the period, for display: all of 30/11 ends at 23:59.
    pub fn last(&self) -> Moment {
        Moment::exact(Timestamp(self.until.0 - 1))
    }

    /// As text for a messenger or a mail, without mark-up.
    pub fn text(&self) -> String {
        self.built_in(TEXT, Escape::Plain)
    }

    /// As Markdown.
    pub fn markdown(&self) -> String {
        self.built_in(MARKDOWN, Escape::Markdown)
    }

    /// As a complete HTML page.
    pub fn html(&self) -> String {
        self.built_in(HTML, Escape::Html)
    }

    /// With a template.
    pub fn fill(&self, template: &Template, escape: Escape) -> String {
        template.fill(&self.record(), escape)
    }

    fn built_in(&self, template: &str, escape: Escape) -> String {
        Template::parse(template).map(|template| self.fill(&template, escape)).unwrap_or_default()
    }

    fn record(&self) -> TemplateRecord {
        let mut number = 0;
        let parts: Vec<TemplateRecord> = self
            .parts
            .iter()
            .map(|part| {
                let stories = part.stories.iter().map(|story| {
                    number += 1;
                    story.record(number)
                });
                let stories: Vec<TemplateRecord> = stories.collect();
                TemplateRecord::from([
                    ("name", TemplateValue::Text(part.name.clone())),
                    ("heading", TemplateValue::Text(part.name.to_uppercase())),
                    ("count", TemplateValue::Text(stories.len().to_string())),
                    ("stories", TemplateValue::List(stories)),
                ])
            })
            .collect();
        TemplateRecord::from([
            ("title", TemplateValue::Text(self.title.clone())),
            ("heading", TemplateValue::Text(self.title.to_uppercase())),
            ("from", TemplateValue::Text(clock(Moment::exact(self.from)))),
            ("until", TemplateValue::Text(clock(self.last()))),
            ("count", TemplateValue::Text(self.len().to_string())),
            ("parts", TemplateValue::List(parts)),
        ])
    }
}

impl Story {
    /// In how many other newspapers it was printed.
    pub fn other_papers(&self) -> usize {
        let mut papers: Vec<&SourceId> = self.others.iter().map(|told| &told.source).collect();
        papers.retain(|source| **source != self.told.source);
        papers.sort_unstable();
        papers.dedup();
        papers.len()
    }

    fn record(&self, number: usize) -> TemplateRecord {
        let papers = match self.other_papers() {
            0 => String::new(),
            others => format!("+{others} báo"),
        };
        let mut record = self.told.record();
        record.insert("number", TemplateValue::Text(number.to_string()));
        record.insert("lead", TemplateValue::Text(self.lead.clone()));
        record.insert("papers", TemplateValue::Text(papers));
        record.insert("others", TemplateValue::List(self.others.iter().map(ToldArticle::record).collect()));
        record
    }
}

impl ToldArticle {
    fn record(&self) -> TemplateRecord {
        // Whoever follows the address finds nothing.
        let title = if self.removed { format!("{} {REMOVED}", self.title) } else { self.title.clone() };
        BTreeMap::from([
            ("id", TemplateValue::Text(self.id.to_string())),
            ("title", TemplateValue::Text(title)),
            ("source", TemplateValue::Text(self.paper.clone())),
            ("url", TemplateValue::Address(self.url.clone())),
            ("time", TemplateValue::Text(self.at.map(clock).unwrap_or_default())),
        ])
    }
}

/// `08:15 28/11/2026`, as far as it is known.
pub(crate) fn clock(moment: Moment) -> String {
    let Some(civil) = moment.at.in_vietnam() else { return String::new() };
    let day = format!("{:02}/{:02}/{:04}", civil.day(), civil.month(), civil.year());
    if moment.has_time() { format!("{:02}:{:02} {day}", civil.hour(), civil.minute()) } else { day }
}

/// The opening words of an article: its lead, or else its first paragraph, cut after a sentence or a word.
pub fn lead(sapo: Option<&str>, paragraphs: &[&str]) -> String {
    let first = sapo.filter(|sapo| !sapo.trim().is_empty());
    let first = first.or_else(|| paragraphs.iter().copied().find(|text| text.chars().count() > 30));
    cut(text::display(first.unwrap_or_default()).trim(), MAX_LEAD)
}

fn cut(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let head = &text[..end];
    let sentence =
        head.rmatch_indices(['.', '!', '?', '…']).find(|(at, _)| text[at + 1..].starts_with(' ') && *at > end / 3);
    match sentence {
        Some((at, mark)) => head[..at + mark.len()].to_owned(),
        None => format!(
            "{}…",
            head.rsplit_once(' ').map_or(head, |(words, _)| words).trim_end_matches([',', ';', ':', ' '])
        ),
    }
}

#[cfg(test)]
mod tests;
