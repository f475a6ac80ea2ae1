//! One page to learn from: what the generic way reads of it, and where.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::template;
use crate::extract::article;
use crate::extract::blocks::{self, BlockPiece};
use crate::extract::dom::{Document, Page};
use crate::extract::generic;
use crate::extract::tidy::key;
use crate::extract::{Knowledge, Source};
use crate::model::{Block, Draft, FindingKind};

/// A page that teaches.
pub(super) struct Sample<'a> {
    /// Which of the pages it is.
    pub(super) number: usize,
    pub(super) page: Page<'a>,
    pub(super) draft: Draft,
    /// Row of the body's box.
    pub(super) body: usize,
    /// Pieces of the body's box, in order.
    pub(super) pieces: Vec<BlockPiece>,
    /// Keys of the lines of the whole page, each with the line.
    pub(super) lines: HashMap<String, String>,
    /// Keys of those that are headings, or bold as these are.
    pub(super) heads: HashSet<String>,
    /// What the page is built of.
    pub(super) template: BTreeSet<u32>,
    /// Key of the headline.
    pub(super) title: String,
}

impl<'a> Sample<'a> {
    /// Reads a page; `None` for one that is no article.
    pub(super) fn of(
        number: usize,
        document: &'a Document,
        source: &Source<'a>,
        generic_way: Knowledge<'_>,
    ) -> Option<Self> {
        const NO_LESSON: &[FindingKind] = &[
            FindingKind::Blocked,
            FindingKind::NotAnArticle,
            FindingKind::NoBody,
            FindingKind::NoTitle,
            FindingKind::ShortBody,
        ];
        let page = document.page(source);
        let draft = article::read(*source, generic_way);
        if draft.findings.iter().any(|finding| NO_LESSON.contains(&finding.kind)) {
            return None;
        }
        let all = blocks::read(&page, 0..page.outline.rows.len(), &|_| false);
        let found = generic::find(&page, all.clone())?;
        let (body, pieces) = (found.row, found.body(&page));
        let lines = all
            .iter()
            .map(|piece| (key(piece.text()), piece.text().to_owned()))
            .filter(|(key, _)| key.chars().count() >= 3)
            .collect();
        let is_head = |piece: &&BlockPiece| piece.look.strong || matches!(piece.block, Block::Heading { .. });
        let heads = all.iter().filter(is_head).map(|piece| key(piece.text())).collect();
        let template = template::of(&page.outline);
        let title = key(draft.title.as_deref().unwrap_or_default());
        Some(Self { number, page, draft, body, pieces, lines, heads, template, title })
    }

    /// Whether the page has a line.
    pub(super) fn has_line(&self, line: &str) -> bool {
        self.lines.contains_key(&key(line))
    }

    /// Whether a line is one of the article's own values, which may repeat from page to page, or what the page marks as the
    /// caption of a picture in the text: a stock picture stands in many articles.
    pub(super) fn is_value(&self, line: &str) -> bool {
        if self.pieces.iter().any(|piece| piece.look.caption && key(piece.text()) == line) {
            return true;
        }
        let draft = &self.draft;
        let values = [&draft.title, &draft.author, &draft.imprint.source_line, &draft.sapo];
        values.into_iter().flatten().any(|value| {
            let value = key(value);
            !value.is_empty() && (value == line || line.contains(&value) || value.contains(line))
        })
    }

    /// The innermost rows whose whole text fits, of those shorter than `most` bytes; page order.
    pub(super) fn rows_where(&self, most: usize, fits: impl Fn(&str) -> bool) -> Vec<usize> {
        let outline = &self.page.outline;
        let mut found: Vec<usize> = Vec::new();
        for (row, here) in outline.rows.iter().enumerate() {
            if here.tag.is_empty() || matches!(here.tag, "script" | "style" | "title" | "noscript" | "option") {
                continue;
            }
            let (chars, _) = outline.weigh(&outline.subtree(row));
            if chars == 0 || chars > most || !fits(&outline.line(row)) {
                continue;
            }
            // An element that says no more than the one around it takes its place.
            if found.last().is_some_and(|last| outline.subtree(*last).contains(&row)) {
                found.pop();
            }
            found.push(row);
        }
        found
    }
}
