//! Cards of other articles whose picture alone is linked: headline and teaser stand beside it as plain words.
//!
//! A picture with its caption looks the same. Two things tell them apart: the address spells the headline, or several boxes side
//! by side hold a line and under it a sentence each. Units: rows; words; characters without spaces.

use std::ops::Range;

use super::{HEADLINE_WORDS, LEVELS, LONGEST, MOST_PIECES, chars};
use crate::extract::attachments;
use crate::extract::blocks::BlockPiece;
use crate::extract::dom::Page;
use crate::model::Block;
use crate::text::fold;

/// Most words of a headline.
const MOST_WORDS: usize = 30;
/// Least words of a teaser.
const TEASER_WORDS: usize = 8;
/// So many cards side by side are no pictures with captions.
const ALIKE: usize = 2;
/// Most pictures that are looked at.
const MOST_PICTURES: usize = 200;

/// A box with a linked picture.
struct PictureCard {
    rows: Range<usize>,
    /// Row of what holds it.
    parent: usize,
    /// The address of the link spells the headline.
    spelt: bool,
}

/// Where such cards stand.
pub(super) fn ranges(page: &Page<'_>, pieces: &[BlockPiece], within: &Range<usize>) -> Vec<Range<usize>> {
    let pictures = (0..pieces.len()).filter(|at| pieces[*at].is_picture()).take(MOST_PICTURES);
    let cards: Vec<PictureCard> = pictures.filter_map(|at| card(page, pieces, at, within)).collect();
    let alike = |card: &PictureCard| cards.iter().filter(|other| other.parent == card.parent).count() >= ALIKE;
    cards.iter().filter(|card| card.spelt || alike(card)).map(|card| card.rows.clone()).collect()
}

/// The box around a picture whose link leads to another article, if it holds a headline, and a teaser unless the address spells it.
fn card(page: &Page<'_>, pieces: &[BlockPiece], picture: usize, within: &Range<usize>) -> Option<PictureCard> {
    const NEAR: usize = 3;
    let outline = &page.outline;
    let row = pieces[picture].at;
    let link = std::iter::once(row).chain(outline.ancestors(row).take(NEAR)).find(|up| outline.rows[*up].tag == "a")?;
    let href = outline.rows[link].attr("href")?;
    let leads_away =
        page.join(href).is_some_and(|url| url.key() != page.url.key()) && attachments::kind_of(href).is_none();
    if !leads_away || is_shown(href) {
        return None;
    }
    let inside = |range: &Range<usize>| {
        let from = pieces[..picture].iter().rposition(|p| !range.contains(&p.at)).map_or(0, |before| before + 1);
        let all = pieces[picture..].iter().take_while(|p| range.contains(&p.at)).take(MOST_PIECES + 1).count();
        from..picture + all
    };
    let fits = |range: &Range<usize>| {
        let all = inside(range);
        all.start == picture
            && all.len() <= MOST_PIECES
            && pieces[all.clone()]
                .iter()
                .skip(1)
                .all(|p| matches!(p.block, Block::Paragraph(_) | Block::Heading { .. }))
            && chars(&pieces[all], range) <= LONGEST
            && outline.select("h1", range).is_empty()
    };
    let boxes = outline.ancestors(link).take(LEVELS).take_while(|up| within.contains(up) && *up != within.start);
    let rows = boxes.map(|up| outline.subtree(up)).take_while(fits).last()?;
    let said = &pieces[inside(&rows)][1..];
    let headline = said.first().filter(|piece| is_headline(piece))?;
    let spelt = spells(href, headline.text());
    let teased = said.get(1).is_some_and(|piece| piece.words() >= TEASER_WORDS);
    (spelt || teased).then(|| PictureCard { parent: outline.rows[rows.start].parent, rows, spelt })
}

fn is_headline(piece: &BlockPiece) -> bool {
    (HEADLINE_WORDS..=MOST_WORDS).contains(&piece.words()) && piece.look.linked == 0 && !piece.text().ends_with('.')
}

/// Whether a link shows a picture.
fn is_shown(href: &str) -> bool {
    let path = href.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    [".jpg", ".jpeg", ".png", ".gif", ".webp"].iter().any(|end| path.ends_with(end))
}

/// Whether an address spells a headline: its first words, without marks, joined by strokes.
fn spells(href: &str, headline: &str) -> bool {
    let folded = fold::base(headline);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(HEADLINE_WORDS).collect();
    words.len() == HEADLINE_WORDS && href.to_ascii_lowercase().contains(&words.join("-"))
}
