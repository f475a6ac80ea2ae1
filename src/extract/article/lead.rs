//! What stands between headline and text, or first in it: the lead pictures, the sapo in a box of its own; and what belongs to
//! others.

use std::ops::Range;

use super::{ArticleReading, FoundBody};
use crate::extract::blocks::{self, BlockPiece};
use crate::extract::zone::Zone;
use crate::extract::{byline, cards, fields, figures, junk, tidy};
use crate::model::Block;

impl ArticleReading<'_, '_> {
    /// The headline as the page prints it, or its head tells it.
    pub(super) fn printed_title(&self, body: Option<&FoundBody>) -> Option<fields::Headline> {
        const PROSE_WORDS: usize = 20;
        let prose = body.and_then(|body| body.pieces.iter().find(|piece| piece.words() >= PROSE_WORDS));
        fields::title(self.page, &self.facts, body.map(|body| body.rows.start), prose.map(|piece| piece.at))
    }

    /// The text of a row, if it is as long as a sapo.
    pub(super) fn sapo_text(&self, row: usize) -> Option<String> {
        const LEAST: usize = 3;
        let words = |text: &str| text.split(' ').count();
        let rich = blocks::rich(self.page, row, &|r| self.is_removed(r));
        // A box in it that holds a picture holds the picture's caption too, where the sapo stands beside it.
        let bare = blocks::rich(self.page, row, &|r| self.is_removed(r) || self.is_picture_box(r));
        let text = if words(&bare.text) > LEAST { bare.text } else { rich.text };
        (LEAST..super::LONGEST_SAPO).contains(&words(&text)).then_some(text)
    }

    /// Whether an element that breaks the line holds a picture.
    fn is_picture_box(&self, row: usize) -> bool {
        let outline = &self.page.outline;
        matches!(outline.rows[row].tag, "div" | "figure" | "table")
            && !outline.select("img", &outline.subtree(row)).is_empty()
    }

    /// Whether a rule throws a row away.
    pub(super) fn is_removed(&self, row: usize) -> bool {
        let whole = row..row + 1;
        !self.page.outline.is_link_in_sentence(row)
            && self
                .steps
                .iter()
                .flat_map(|step| &step.rules.remove)
                .any(|css| !self.page.outline.select(css, &whole).is_empty())
    }

    /// Pictures with captions between headline and text: portals put the first one outside the box of the text.
    ///
    /// One that the text shows again gives its caption to the line of the text that says the same.
    pub(super) fn lead_pictures(
        &self,
        zone: &Zone,
        body: &mut [BlockPiece],
        known: tidy::TidyContext<'_>,
    ) -> Vec<BlockPiece> {
        const MOST: usize = 3;
        if zone.shared {
            return Vec::new();
        }
        let mut pieces = blocks::read(self.page, zone.head.clone(), &|row| self.is_removed(row));
        figures::mark(self.page, &zone.head, &mut pieces);
        let mut lead: Vec<BlockPiece> = Vec::new();
        let mut taken = 0;
        let (mut after_picture, mut again, mut right_under) = (false, false, false);
        for mut piece in pieces {
            if std::mem::replace(&mut right_under, piece.is_picture()) {
                piece.look.caption |= lead.last().is_some_and(|over| tidy::is_caption_over(&piece, over, known));
            }
            if piece.is_picture() {
                again = is_shown_in(body, &piece);
                after_picture = taken < MOST && !again;
                if after_picture {
                    taken += 1;
                    lead.push(piece);
                }
            } else if after_picture
                && !cards::begins_with_headline(&piece)
                && (piece.look.caption || piece.look.figure.is_some())
                && (!piece.look.sapo || fields::is_beside_picture(self.page, piece.row))
            {
                lead.push(BlockPiece { look: blocks::PieceLook { sapo: false, ..piece.look }, ..piece });
                after_picture = false;
            } else if again && (piece.look.caption || piece.look.figure.is_some()) {
                let same = body.iter_mut().find(|own| !own.is_picture() && tidy::same_key(own.text(), piece.text()));
                if let Some(own) = same {
                    own.look.caption = true;
                }
                again = false;
            }
        }
        captioned(lead)
    }

    /// The first paragraph, where it has a box of its own and one other box holds all the prose after it.
    pub(super) fn first_apart(&self, body: &FoundBody, title: Option<&str>) -> Option<String> {
        const PROSE_WORDS: usize = 10;
        const LEAST_AFTER: usize = 3;
        const WORDS: Range<usize> = 15..90;
        let outline = &self.page.outline;
        let title = title.map(tidy::key);
        // The headline and the line of date and author may stand in the same box as the text.
        let is_head = |piece: &BlockPiece| {
            title.as_ref().is_some_and(|title| *title == tidy::key(piece.text()))
                || fields::is_date_line(self.page, piece.text())
                || byline::labelled(piece.text()).is_some()
        };
        let is_prose = |piece: &&BlockPiece| {
            piece.words() >= PROSE_WORDS
                && piece.look.linked * 2 < piece.look.chars
                && !piece.look.caption
                && piece.look.figure.is_none()
                && matches!(piece.block, Block::Paragraph(_))
                && !fields::is_date_line(self.page, piece.text())
        };
        let prose: Vec<&BlockPiece> = body.pieces.iter().filter(is_prose).skip_while(|piece| is_head(piece)).collect();
        let (first, rest) = prose.split_first()?;
        let (second, last) = (rest.first()?, rest.last()?);
        let around =
            outline.ancestors(second.at).map(|up| outline.subtree(up)).find(|range| range.contains(&last.at))?;
        let own = outline.subtree(first.row);
        let alone = own.contains(&first.at)
            && body.pieces.iter().filter(|p| own.contains(&p.at) && !p.text().is_empty()).count() == 1;
        let fits = WORDS.contains(&first.words()) && first.text().ends_with(['.', '!', '?', '”', '…']);
        let is_apart = rest.len() >= LEAST_AFTER && !around.contains(&first.at) && alone;
        (is_apart && fits && !self.goes_on(first) && !first.look.broken).then(|| first.text().to_owned())
    }

    /// Whether the head's summary begins with a paragraph and goes on: it was cut from the text, and the paragraph is text.
    fn goes_on(&self, piece: &BlockPiece) -> bool {
        self.facts.description().is_some_and(|d| tidy::agrees(d, piece.text()) == tidy::Agreement::GoesOn)
    }

    /// The first paragraph, where the writer ended the teaser right behind it: WordPress leaves `<span id="more-123">` there.
    pub(super) fn before_more(&self, body: &FoundBody) -> Option<String> {
        const WORDS: Range<usize> = 12..90;
        let outline = &self.page.outline;
        let is_mark = |row: &usize| {
            let number = outline.rows[*row].attr("id").and_then(|id| id.strip_prefix("more-"));
            number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
        };
        let mark = outline.select("span[id]", &body.rows).into_iter().find(is_mark)?;
        let is_text = |piece: &&BlockPiece| {
            piece.words() >= WORDS.start
                && !piece.look.caption
                && piece.look.figure.is_none()
                && !fields::is_date_line(self.page, piece.text())
        };
        let mut texts = body.pieces.iter().filter(is_text);
        let (first, second) = (texts.next()?, texts.next()?);
        let is_teaser = matches!(first.block, Block::Paragraph(_))
            && first.look.linked == 0
            && WORDS.contains(&first.words())
            && (first.at..second.at).contains(&mark);
        (is_teaser && !self.goes_on(first)).then(|| first.text().to_owned())
    }

    /// The first paragraph, all in italics over plain ones: no caption, for what stands right before it in its own box is no picture.
    pub(super) fn first_in_italics(&self, body: &FoundBody, title: Option<&str>) -> Option<String> {
        const WORDS: Range<usize> = 15..90;
        const PROSE_WORDS: usize = 12;
        let outline = &self.page.outline;
        let title = title.map(tidy::key);
        let is_text = |piece: &BlockPiece| {
            let text = piece.text();
            piece.words() >= PROSE_WORDS
                && title.as_ref().is_none_or(|title| *title != tidy::key(text))
                && !fields::is_date_line(self.page, text)
        };
        let at = body.pieces.iter().position(is_text)?;
        let first = &body.pieces[at];
        let next = body.pieces[at + 1..].iter().find(|piece| !piece.text().is_empty())?;
        let parent = |piece: &BlockPiece| outline.rows[piece.row].parent;
        let pictured = at.checked_sub(1).map(|before| &body.pieces[before]).is_some_and(|before| {
            before.is_picture() && (parent(before) == parent(first) || before.row == parent(first))
        });
        let fits = matches!(first.block, Block::Paragraph(_))
            && first.look.emphasis
            && first.look.align == blocks::Align::Plain
            && first.look.linked == 0
            && !first.look.caption
            && first.look.figure.is_none()
            && WORDS.contains(&first.words())
            && first.text().ends_with(['.', '!', '?', '…'])
            && !tidy::is_credit(first.text());
        (!self.goes_on(first) && fits && !pictured && !next.look.emphasis && next.words() >= PROSE_WORDS)
            .then(|| first.text().to_owned())
    }

    /// Whether a row is shown, and not in a box about other articles. What machines read is never shown.
    pub(super) fn is_shown_here(&self, row: usize) -> bool {
        let outline = &self.page.outline;
        let hidden = || std::iter::once(row).chain(outline.ancestors(row)).any(|up| outline.rows[up].hidden);
        outline.rows[row].tag == "meta" || !hidden() && !self.is_of_others(row)
    }

    /// Whether a row stands in a box about other articles, or among comments.
    pub(super) fn is_of_others(&self, row: usize) -> bool {
        let outline = &self.page.outline;
        outline.ancestors(row).any(|up| junk::is_others_name(&outline.rows[up].names()))
    }
}

/// The pictures with captions: one alone is the one that lists show.
fn captioned(mut lead: Vec<BlockPiece>) -> Vec<BlockPiece> {
    let is_captioned = |at: usize| lead.get(at + 1).is_some_and(|next| !next.is_picture());
    let kept: Vec<bool> = (0..lead.len()).map(|at| !lead[at].is_picture() || is_captioned(at)).collect();
    let mut kept = kept.into_iter();
    lead.retain(|_| kept.next().unwrap_or(false));
    lead
}

/// Whether a body shows the same picture.
fn is_shown_in(body: &[BlockPiece], piece: &BlockPiece) -> bool {
    let Block::Picture { url, .. } = &piece.block else { return false };
    body.iter().any(|other| matches!(&other.block, Block::Picture { url: known, .. } if known == url))
}
