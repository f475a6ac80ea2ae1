//! What was learnt of a site only adds: where it would take a paragraph away that the page's own density shows, the page is
//! believed.
//!
//! Three pages say where things stand on most pages, not on all: the fourth may have no sapo, and its first paragraph in the
//! place; a second column; a paragraph where the others have captions. Units: words; rows of the outline.

use std::collections::HashSet;

use super::{ArticleReading, FoundBody};
use crate::extract::blocks::BlockPiece;
use crate::extract::dom::is_inline;
use crate::extract::tidy::key;
use crate::extract::{byline, cards, fields, figures, junk, remarks};
use crate::model::{Block, Draft, Evidence, Field, FindingKind};
use crate::sources::ArticleRules;

/// Words from which a text is prose.
pub(super) const PROSE_WORDS: usize = 10;
/// Longest caption, words.
const CAPTION_WORDS: usize = 80;

impl ArticleReading<'_, '_> {
    /// Marks the pieces which stand in what a rule names as captions.
    pub(super) fn mark_captions(&self, step: &super::LadderStep<'_>, pieces: &mut [BlockPiece]) {
        let outline = &self.page.outline;
        for css in &step.rules.caption {
            for row in outline.select(css, &(0..outline.rows.len())) {
                let range = outline.subtree(row);
                for at in 0..pieces.len() {
                    let fits = step.by != Evidence::Learned || may_be_caption(pieces, at);
                    pieces[at].look.caption |= range.contains(&pieces[at].at) && fits;
                }
            }
        }
    }

    /// A learnt body, or that of the page's density where the learnt one lacks prose that it has.
    pub(super) fn unless_less(&self, mut learned: FoundBody) -> FoundBody {
        let Some(mut dense) = self.body_by_density() else { return learned };
        self.cut_remarks(&mut learned, &dense);
        let known: HashSet<String> = learned.pieces.iter().map(|piece| key(piece.text())).collect();
        let furniture: HashSet<String> =
            self.steps.iter().flat_map(|step| &step.rules.furniture).map(|line| key(line)).collect();
        let said: Vec<String> = [self.learned_line(|rules| &rules.title), self.learned_line(|rules| &rules.sapo)]
            .into_iter()
            .flatten()
            .collect();
        let cards = cards::ranges(self.page, &dense.pieces, &dense.rows);
        figures::mark(self.page, &dense.rows, &mut dense.pieces);
        let is_lost = |piece: &&BlockPiece| {
            let line = key(piece.text());
            is_prose(piece)
                && !known.contains(&line)
                && !furniture.contains(&line)
                && !said.contains(&line)
                && !cards.iter().any(|card| card.contains(&piece.at))
        };
        if dense.pieces.iter().any(|piece| is_lost(&piece)) {
            for step in self.steps.iter().filter(|step| step.by == Evidence::Learned) {
                self.mark_captions(step, &mut dense.pieces);
            }
            return dense;
        }
        learned
    }

    /// Cuts the comments off a learnt body that stand in its box behind the dense one: the other pages may have had none.
    fn cut_remarks(&self, learned: &mut FoundBody, dense: &FoundBody) {
        const NAME_WORDS: usize = 6;
        let is_within = learned.rows.start <= dense.rows.start && dense.rows.end < learned.rows.end;
        let from = learned.pieces.partition_point(|piece| piece.at < dense.rows.end);
        let opens =
            |piece: &BlockPiece| remarks::is_opener(piece.text()) || fields::is_date_line(self.page, piece.text());
        let Some(at) = (from..learned.pieces.len()).find(|at| opens(&learned.pieces[*at])).filter(|_| is_within) else {
            return;
        };
        let is_name = at > from && learned.pieces[at - 1].words() <= NAME_WORDS;
        learned.pieces.truncate(if is_name { at - 1 } else { at });
    }

    /// What the learnt rules of a field find first, as a key.
    fn learned_line(&self, list: impl Fn(&ArticleRules) -> &Vec<String>) -> Option<String> {
        let whole = 0..self.page.outline.rows.len();
        let learned = self.steps.iter().find(|step| step.by == Evidence::Learned)?;
        let rows = list(learned.rules).iter().flat_map(|css| self.page.outline.select(css, &whole));
        rows.filter_map(|row| self.line(row)).map(|line| key(&line)).find(|line| !line.is_empty())
    }

    /// Whether what stands in the place of the sapo is one: neither the line of date and author, nor a paragraph of the text.
    pub(super) fn may_be_sapo(&self, sapo: &str, body: Option<&FoundBody>) -> bool {
        const WORDS: usize = 6;
        let is_head = fields::is_date_line(self.page, sapo) || byline::labelled(sapo).is_some();
        sapo.split(' ').count() >= WORDS && !is_head && !self.is_of_text(sapo, body)
    }

    /// Whether a sapo is a caption, or a paragraph of the text that stands as the next one does.
    fn is_of_text(&self, sapo: &str, body: Option<&FoundBody>) -> bool {
        let Some(body) = body else { return false };
        let sapo = key(sapo);
        if body.pieces.windows(2).any(|two| two[0].is_picture() && is_under(&two[1], &sapo)) {
            return true;
        }
        let prose: Vec<&BlockPiece> = body.pieces.iter().filter(|piece| piece.words() >= PROSE_WORDS).collect();
        let Some(at) = prose.iter().position(|piece| key(piece.text()) == sapo) else { return false };
        let set_apart = |piece: &BlockPiece| piece.look.strong || piece.look.emphasis || piece.look.sapo;
        let Some(next) = prose[at + 1..].iter().find(|piece| matches!(piece.block, Block::Paragraph(_))) else {
            return true;
        };
        at > 1 || !set_apart(prose[at]) && self.place(prose[at].row) == self.place(next.row)
    }

    /// The tags above a row, those of words in a line left out.
    fn place(&self, row: usize) -> Vec<&str> {
        let rows = &self.page.outline.rows;
        let up = std::iter::once(row).chain(self.page.outline.ancestors(row));
        up.map(|up| rows[up].tag).filter(|tag| !is_inline(tag)).collect()
    }
}

/// Whether evidence of a date is more than a line beside the headline or the address.
pub(super) fn is_marked(by: &Evidence) -> bool {
    matches!(by, Evidence::JsonLd | Evidence::OpenGraph | Evidence::Text)
}

/// Whether an article lacks what the page may show without a profile.
pub(super) fn is_poor(draft: &Draft) -> bool {
    draft.title.is_none() || draft.author.is_none() || draft.sapo.is_none() || draft.published.is_none()
}

/// Adds what the page gives without a profile. A sapo that stands in the text already is none.
pub(super) fn fill(draft: &mut Draft, plain: Draft) {
    let stands = |text: &str| draft.body.iter().flat_map(Block::strings).any(|line| key(line) == key(text));
    let sapo = plain.sapo.filter(|sapo| !stands(sapo));
    let mut add = |field: Field, added: bool| {
        if let Some(by) = plain.by.get(&field).filter(|_| added) {
            draft.by.insert(field, by.clone());
        }
    };
    add(Field::Title, draft.title.is_none() && plain.title.is_some());
    add(Field::Author, draft.author.is_none() && plain.author.is_some());
    add(Field::Sapo, draft.sapo.is_none() && sapo.is_some());
    add(Field::Published, draft.published.is_none() && plain.published.is_some());
    draft.title = draft.title.take().or(plain.title);
    draft.author = draft.author.take().or(plain.author);
    draft.sapo = draft.sapo.take().or(sapo);
    if draft.published.is_none() && plain.published.is_some() {
        draft.findings.retain(|finding| finding.kind != FindingKind::NoDate);
        draft.published = plain.published;
    }
}

/// Whether a piece may be a caption where others of its place were: short, and right after a picture, or it credits one.
fn may_be_caption(pieces: &[BlockPiece], at: usize) -> bool {
    let piece = &pieces[at];
    let short = piece.words() <= CAPTION_WORDS && piece.linked_percent() < 50;
    let after_picture =
        pieces[..at].iter().rev().find(|before| !before.look.caption).is_some_and(BlockPiece::is_picture);
    short && (after_picture || ["Ảnh", "ảnh", "Nguồn", "Photo"].iter().any(|mark| piece.text().contains(mark)))
}

/// Whether a piece right under a picture is this text, and short: a caption where other pages have the sapo.
fn is_under(piece: &BlockPiece, line: &str) -> bool {
    const WORDS: usize = 20;
    piece.words() < WORDS && key(piece.text()) == line
}

/// Whether a piece is a paragraph of the article for all that it shows.
fn is_prose(piece: &BlockPiece) -> bool {
    matches!(piece.block, Block::Paragraph(_) | Block::Quote(_))
        && piece.words() >= PROSE_WORDS
        && piece.linked_percent() < 30
        && !piece.look.caption
        && piece.look.figure.is_none()
        && !junk::is_junk_line(piece.text())
        && !junk::is_foot_line(piece.text())
        && byline::labelled(piece.text()).is_none()
        && !byline::is_source(piece.text())
}
