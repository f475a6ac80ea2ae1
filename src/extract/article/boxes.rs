//! The box of the body: by selectors, or by the density of the page.

use super::{ArticleReading, FoundBody, LEAST_BODY, LEAST_DENSE, SLIVER, prose_of};
use crate::extract::blocks::{self, BlockPiece};
use crate::extract::generic;
use crate::extract::remarks;
use crate::model::{Block, Draft, Evidence, Finding, FindingKind};

/// What a rule must find.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LeastBody {
    /// [`LEAST_BODY`] characters.
    Believed,
    /// Paragraphs without a link, of whatever length, in the box that the site's own rule names.
    Short,
}

/// Paragraphs of several words.
fn paragraphs(pieces: &[BlockPiece]) -> usize {
    const WORDS: usize = 3;
    let is_paragraph = |piece: &&BlockPiece| {
        matches!(piece.block, Block::Paragraph(_)) && piece.words() >= WORDS && !piece.look.caption
    };
    pieces.iter().filter(is_paragraph).count()
}

impl ArticleReading<'_, '_> {
    /// What the rules find, unless the page holds far more prose than they found: then they belong to another face of the
    /// site, and the density of the page speaks.
    pub(super) fn best_body(&self, draft: &mut Draft) -> Option<FoundBody> {
        let Some(ruled) = self.body_by_rule() else { return self.body_by_density() };
        if ruled.by == Evidence::Learned {
            return Some(self.unless_less(ruled));
        }
        let outline = &self.page.outline;
        let found = prose_of(&ruled);
        if outline.prose(&(0..outline.rows.len())) < found * SLIVER {
            return Some(ruled);
        }
        match self.body_by_density() {
            Some(dense) if prose_of(&dense) >= (found * SLIVER).max(LEAST_DENSE) => {
                let told = format!("body: {} found {found} of {} characters", ruled.by, prose_of(&dense));
                draft.findings.push(Finding::with(FindingKind::RulesMissed, told));
                Some(dense)
            }
            _ => Some(ruled),
        }
    }

    pub(super) fn body_by_rule(&self) -> Option<FoundBody> {
        self.ruled(LeastBody::Believed).or_else(|| self.ruled(LeastBody::Short))
    }

    fn ruled(&self, least: LeastBody) -> Option<FoundBody> {
        let outline = &self.page.outline;
        let whole = 0..outline.rows.len();
        for step in &self.steps {
            for css in &step.rules.body {
                let mut boxes: Vec<usize> = Vec::new();
                for row in outline.select(css, &whole) {
                    if boxes.last().is_none_or(|last| outline.subtree(*last).end <= row) {
                        boxes.push(row);
                    }
                }
                let removed = self.removed();
                let mut pieces: Vec<BlockPiece> = boxes
                    .iter()
                    .flat_map(|row| {
                        blocks::read(self.page, *row..outline.subtree(*row).end, &|r| removed.binary_search(&r).is_ok())
                    })
                    .collect();
                let foreign = remarks::ranges(self.page, &pieces);
                pieces.retain(|piece| !foreign.iter().any(|range| range.contains(&piece.at)));
                self.mark_captions(step, &mut pieces);
                let chars: usize = pieces.iter().map(|p| p.look.chars).sum();
                let linked: usize = pieces.iter().map(|p| p.look.linked).sum();
                let enough = match least {
                    // A menu or a list of other articles is no body, whatever a rule says.
                    LeastBody::Believed => chars >= LEAST_BODY && linked * 2 <= chars,
                    // Two short paragraphs are all of some news.
                    LeastBody::Short => step.by == Evidence::Rule && linked == 0 && paragraphs(&pieces) >= 2,
                };
                if let (Some(first), true) = (boxes.first(), enough) {
                    let end = boxes.last().map_or(*first, |last| outline.subtree(*last).end);
                    return Some(FoundBody { rows: *first..end, pieces, by: step.by.clone(), how: css.clone() });
                }
            }
        }
        None
    }

    /// Rows that the rules throw away, sorted. A link within a sentence is a part of it, whatever it is called.
    pub(super) fn removed(&self) -> Vec<usize> {
        let whole = 0..self.page.outline.rows.len();
        let mut rows: Vec<usize> = self
            .steps
            .iter()
            .flat_map(|step| &step.rules.remove)
            .flat_map(|css| self.page.outline.select(css, &whole))
            .filter(|row| !self.page.outline.is_link_in_sentence(*row))
            .collect();
        rows.sort_unstable();
        rows
    }

    pub(super) fn body_by_density(&self) -> Option<FoundBody> {
        let found = generic::find(self.page, self.whole().to_vec())?;
        let rows = self.page.outline.subtree(found.row);
        let how = self.page.outline.describe(found.row);
        Some(FoundBody { rows, pieces: found.body(self.page), by: Evidence::Generic, how })
    }

    /// The blocks of the whole page, whatever they are of.
    pub(super) fn whole(&self) -> &[BlockPiece] {
        self.whole.get_or_init(|| blocks::read(self.page, 0..self.page.outline.rows.len(), &|_| false))
    }
}
