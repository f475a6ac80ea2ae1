//! Cards of other articles: a small box whose headline is a link, with a teaser, a date or a picture beside it.
//!
//! Lists of them stand beside and within articles, often without a heading and in boxes without a name; their teasers are
//! prose, so that neither links nor words tell them from the text. The headline does: it leads away, and it comes first.
//! Units: rows of the outline; characters without spaces.

use std::ops::Range;

use super::blocks::BlockPiece;
use super::dom::Page;
use super::junk;
use super::tidy;
use crate::model::{Block, Mark, MarkKind};

mod lined;
mod pictured;

/// Most pieces of a card: label, picture, headline, date, teaser.
const MOST_PIECES: usize = 5;
/// Most cards of a page; further ones are not looked for.
const MOST_CARDS: usize = 120;
/// How far above its headline a card's box may be.
const LEVELS: usize = 12;
/// Words from which a link is a headline.
const HEADLINE_WORDS: usize = 4;
/// Most words of what may stand before the headline: a label, a date.
const LABEL_WORDS: usize = 8;
/// Headlines from which boxes without cards are lists.
const LEAST_HEADLINES: usize = 2;
/// Longest card.
const LONGEST: usize = 700;

/// Where cards stand among the pieces of `within`; lines that head a box of nothing but cards are in it.
pub(super) fn ranges(page: &Page<'_>, pieces: &[BlockPiece], within: &Range<usize>) -> Vec<Range<usize>> {
    let whole: usize = pieces.iter().map(|p| p.look.chars).sum();
    let mut cards: Vec<Range<usize>> = Vec::new();
    for (number, piece) in pieces.iter().enumerate() {
        if cards.len() == MOST_CARDS {
            break;
        }
        if piece.is_picture() || piece.words() < HEADLINE_WORDS || cards.last().is_some_and(|c| c.contains(&piece.at)) {
            continue;
        }
        let linked = piece.linked_percent() >= 85;
        let found = (linked && !tidy::is_own_link(piece)).then(|| card(page, pieces, number, within)).flatten();
        let found = found
            .or_else(|| (linked && !tidy::leads_to_file(piece)).then(|| pictured_link(page, piece, within)).flatten())
            .or_else(|| begins_with_headline(piece).then(|| pictured_teaser(page, pieces, number, within)).flatten());
        cards.extend(found.filter(|card| chars(pieces, card) * 4 < whole));
    }
    cards.extend(opened(page, pieces, within));
    cards.extend(unheaded(page, pieces, within));
    cards.extend(pictured::ranges(page, pieces, within));
    cards.extend(lined::ranges(page, pieces, within));
    headed(page, pieces, cards)
}

/// Lists whose headlines, pictures and teasers have no box for each: from the line that opens them ("Các tin khác") to the end
/// of the box that it opens.
fn opened(page: &Page<'_>, pieces: &[BlockPiece], within: &Range<usize>) -> Vec<Range<usize>> {
    let outline = &page.outline;
    let mut found: Vec<Range<usize>> = Vec::new();
    let openers = pieces.iter().enumerate().filter(|(_, piece)| junk::opens_junk(piece.text()));
    for (number, opener) in openers.take(MOST_CARDS) {
        let boxes = std::iter::once(opener.row).chain(outline.ancestors(opener.row)).take(LEVELS);
        let list = boxes.take_while(|up| within.contains(up)).find_map(|up| {
            let range = opener.at..outline.subtree(up).end;
            let under = pieces[number + 1..].iter().take_while(|piece| range.contains(&piece.at));
            let several = under.clone().filter(|piece| is_headline(piece)).nth(LEAST_HEADLINES - 1).is_some();
            let of_others = several && are_of_others(under);
            several.then(|| of_others.then_some(range))
        });
        found.extend(list.flatten());
    }
    found
}

/// Such lists that nothing opens: boxes of linked pictures, headlines and teasers, and no more. A digest has no other text.
fn unheaded(page: &Page<'_>, pieces: &[BlockPiece], within: &Range<usize>) -> Vec<Range<usize>> {
    let outline = &page.outline;
    let said = |list: &[BlockPiece]| -> usize {
        list.iter().map(|piece| piece.look.chars.saturating_sub(piece.look.linked)).sum()
    };
    let all = said(pieces);
    let mut found: Vec<Range<usize>> = Vec::new();
    let headlines = pieces.iter().enumerate().filter(|(_, piece)| is_headline(piece)).take(MOST_CARDS);
    for (number, piece) in headlines {
        if found.iter().any(|list| list.contains(&piece.at)) {
            continue;
        }
        let boxes =
            outline.ancestors(piece.row).take(LEVELS).take_while(|up| within.contains(up) && *up != within.start);
        let lists = boxes.map(|up| outline.subtree(up)).map_while(|range| {
            let list = list_from(pieces, number, &range)?;
            let several = list.iter().filter(|piece| is_headline(piece)).count() >= LEAST_HEADLINES;
            let fits = !several || are_pictured(list) && are_of_others(list.iter());
            (fits && said(list) * 2 < all).then_some((several, range))
        });
        found.extend(lists.last().filter(|(several, _)| *several).map(|(_, range)| range));
    }
    found
}

/// The pieces of a box that begins with a headline, or with pictures before it; none of a long one.
fn list_from<'p>(pieces: &'p [BlockPiece], headline: usize, range: &Range<usize>) -> Option<&'p [BlockPiece]> {
    const LONGEST_LIST: usize = 60;
    let before = pieces[..headline].iter().rev().take_while(|p| range.contains(&p.at)).take(LONGEST_LIST);
    let before = before.map(BlockPiece::is_picture).collect::<Vec<_>>();
    let after = pieces[headline..].iter().take_while(|p| range.contains(&p.at)).take(LONGEST_LIST).count();
    let whole = after < LONGEST_LIST && before.iter().all(|picture| *picture);
    whole.then(|| &pieces[headline - before.len()..headline + after])
}

fn are_pictured(list: &[BlockPiece]) -> bool {
    list.iter().filter(|piece| piece.is_picture()).count() >= LEAST_HEADLINES
}

/// Whether every text of a list stands under a headline, one teaser each: a paragraph under the last link alone may be the article's.
fn are_of_others<'p>(list: impl Iterator<Item = &'p BlockPiece>) -> bool {
    let (mut headlines, mut teasers, mut teased) = (0_usize, 0_usize, true);
    for piece in list {
        if is_headline(piece) {
            (headlines, teased) = (headlines + 1, false);
        } else if !piece.is_picture() && (piece.words() > LABEL_WORDS || piece.text().is_empty()) {
            if teased || !matches!(piece.block, Block::Paragraph(_)) {
                return false;
            }
            (teasers, teased) = (teasers + 1, true);
        }
    }
    teasers == 0 || teasers * 2 > headlines
}

/// Whether a piece is the linked headline of another article.
fn is_headline(piece: &BlockPiece) -> bool {
    piece.linked_percent() >= 85 && piece.words() >= HEADLINE_WORDS && !tidy::is_own_link(piece)
}

/// The biggest box around a headline that holds one card.
fn card(page: &Page<'_>, pieces: &[BlockPiece], headline: usize, within: &Range<usize>) -> Option<Range<usize>> {
    let outline = &page.outline;
    let piece = &pieces[headline];
    let fits = |range: &Range<usize>| {
        let from = pieces[..headline].iter().rposition(|p| !range.contains(&p.at)).map_or(0, |before| before + 1);
        let to =
            headline + pieces[headline..].iter().take_while(|p| range.contains(&p.at)).take(MOST_PIECES + 1).count();
        let first = pieces[from..headline].iter().all(|p| p.text().is_empty() || p.words() <= LABEL_WORDS);
        to - from <= MOST_PIECES && first && chars(&pieces[from..to], range) <= LONGEST
    };
    std::iter::once(piece.row)
        .chain(outline.ancestors(piece.row))
        .take(LEVELS)
        .take_while(|up| within.contains(up) && *up != within.start && outline.rows[*up].tag != "h1")
        .map(|up| outline.subtree(up))
        .take_while(fits)
        .filter(|range| outline.select("h1", range).is_empty())
        .last()
}

/// Whether a text begins with the headline of another article: a link of several words on a line of its own, or in bold.
pub(super) fn begins_with_headline(piece: &BlockPiece) -> bool {
    let Some(rich) = piece.block.rich() else { return false };
    let link = rich.marks.iter().find(|mark| matches!(mark.kind, MarkKind::Link { .. }) && mark.start == 0);
    let Some(link) = link.filter(|_| !tidy::leads_to_file(piece)) else { return false };
    let bold = |mark: &Mark| mark.kind == MarkKind::Strong && mark.start == 0 && mark.end + 1 >= link.end;
    // Its teaser touches it, in an element of its own.
    let touched = || {
        let (said, rest) = (rich.text.get(..link.end), rich.text.get(link.end..));
        said.is_some_and(|said| said.ends_with(char::is_alphanumeric))
            && rest.is_some_and(|rest| rest.starts_with(char::is_uppercase))
    };
    let broken = piece.breaks.iter().any(|at| at.abs_diff(link.end) <= 1);
    let apart = broken || rich.marks.iter().any(bold) || touched();
    apart && rich.text.get(..link.end).is_some_and(|text| text.split_whitespace().count() > HEADLINE_WORDS)
}

/// A small box that holds a headline with its teaser and one picture, and no more.
fn pictured_teaser(page: &Page<'_>, pieces: &[BlockPiece], at: usize, within: &Range<usize>) -> Option<Range<usize>> {
    const LEVELS: usize = 4;
    let boxes = page.outline.ancestors(pieces[at].at).take(LEVELS).take_while(|up| within.contains(up));
    let mut ranges = boxes.filter(|up| *up != within.start).map(|up| page.outline.subtree(up));
    let range = ranges.find(|range| !page.outline.select("img", range).is_empty())?;
    let alone = pieces.iter().filter(|p| range.contains(&p.at)).all(|p| p.is_picture() || p.at == pieces[at].at);
    let shown = pieces.iter().filter(|p| range.contains(&p.at) && p.is_picture()).count();
    (alone && shown <= 1 && chars(pieces, &range) <= LONGEST).then_some(range)
}

/// A link around a picture and words: a card in one element.
fn pictured_link(page: &Page<'_>, piece: &BlockPiece, within: &Range<usize>) -> Option<Range<usize>> {
    const NEAR: usize = 4;
    let outline = &page.outline;
    let boxes = std::iter::once(piece.row).chain(outline.ancestors(piece.at).take(NEAR));
    let link = boxes.filter(|up| within.contains(up)).find(|up| outline.rows[*up].tag == "a").or_else(|| {
        outline.select("a", &outline.subtree(piece.row)).into_iter().next().filter(|_| piece.row != within.start)
    })?;
    let range = outline.subtree(link);
    (!outline.select("img", &range).is_empty() && range.contains(&piece.at)).then_some(range)
}

/// The cards, each with the short line right before it where both stand in a box of nothing but cards.
fn headed(page: &Page<'_>, pieces: &[BlockPiece], mut cards: Vec<Range<usize>>) -> Vec<Range<usize>> {
    const LEVELS: usize = 4;
    let is_in = |cards: &[Range<usize>], piece: &BlockPiece| cards.iter().any(|card| card.contains(&piece.at));
    let firsts: Vec<usize> = (1..pieces.len())
        .filter(|at| is_in(&cards, &pieces[*at]) && !is_in(&cards, &pieces[*at - 1]))
        .filter(|at| {
            let label = &pieces[*at - 1];
            !label.text().is_empty() && label.words() <= LABEL_WORDS && !label.text().ends_with('.')
        })
        .collect();
    for first in firsts {
        let label = &pieces[first - 1];
        let boxes = std::iter::once(label.row).chain(page.outline.ancestors(label.row)).take(LEVELS);
        let only_cards = boxes.map(|up| page.outline.subtree(up)).find(|range| range.contains(&pieces[first].at));
        if let Some(range) = only_cards {
            let mut inside = pieces.iter().filter(|p| range.contains(&p.at) && p.at != label.at);
            if inside.all(|p| is_in(&cards, p)) {
                cards.push(range);
            }
        }
    }
    cards
}

fn chars(pieces: &[BlockPiece], card: &Range<usize>) -> usize {
    pieces.iter().filter(|p| card.contains(&p.at)).map(|p| p.look.chars).sum()
}
