//! The body of a page about which nothing is known: where its prose stands closest together.
//!
//! Every piece of the page gets a value: prose counts for it, links against it, a menu costs much, a sub-heading nothing.
//! The body is the element whose pieces sum up highest: a smaller one loses paragraphs, a bigger one gains menus. Then the
//! box is made as small as it can be without losing prose that follows the headline.
//! Units: characters, white space apart. Absent on purpose: trust in tag names; an old portal has one `<td>` and `<br>`s.

use std::ops::Range;

use super::blocks::BlockPiece;
use super::dom::Page;
use super::junk;
use super::remarks;
use super::{cards, figures};
use crate::model::Block;

/// Words from which a paragraph counts as prose.
const PROSE_WORDS: usize = 10;
/// What a link costs besides its characters: menus are many short links.
const LINK_COST: i64 = 25;
/// What a line of furniture or of the foot costs.
const JUNK_COST: i64 = 60;
/// What neighbouring links cost at most, where they may not decide alone.
const MOST_COST: i64 = 150;
/// Least characters of a text of short lines.
const LEAST_VERSES: i64 = 40;
/// Least value of a body.
const LEAST_VALUE: i64 = 120;

/// Where the body is, with all pieces of the page.
pub(super) struct GenericBody {
    /// Row of the element.
    pub(super) row: usize,
    /// A paragraph before the element, in a box like it: text that the smallest box would lose.
    before: Option<usize>,
    /// Pieces of the whole page, in order.
    pub(super) pieces: Vec<BlockPiece>,
}

impl GenericBody {
    /// The pieces of the body.
    pub(super) fn body(&self, page: &Page<'_>) -> Vec<BlockPiece> {
        let range = page.outline.subtree(self.row);
        let own = |piece: &&BlockPiece| range.contains(&piece.at) || self.before == Some(piece.at);
        self.pieces.iter().filter(own).cloned().collect()
    }
}

/// Characters of prose among the pieces of the whole page, comments and dialogs apart.
pub(super) fn prose(page: &Page<'_>, mut pieces: Vec<BlockPiece>) -> usize {
    let foreign = remarks::ranges(page, &pieces);
    pieces.retain(|piece| !foreign.iter().any(|range| range.contains(&piece.at)));
    prose_under(page, &pieces, 0)
}

/// Finds the body among the pieces of the whole page.
pub(super) fn find(page: &Page<'_>, mut pieces: Vec<BlockPiece>) -> Option<GenericBody> {
    let mut foreign = remarks::ranges(page, &pieces);
    foreign.extend(next_articles(page, &pieces));
    pieces.retain(|piece| !foreign.iter().any(|range| range.contains(&piece.at)));
    find_among(page, pieces).or_else(|pieces| find_among(page, headings_as_prose(pieces).unwrap_or_default())).ok()
}

/// The pieces of a page that says all its text in headings, as paragraphs.
fn headings_as_prose(mut pieces: Vec<BlockPiece>) -> Option<Vec<BlockPiece>> {
    const LEAST: usize = 3;
    let mut turned = 0;
    for piece in pieces.iter_mut().filter(|piece| piece.words() >= PROSE_WORDS) {
        if let Block::Heading { rich, .. } = &piece.block {
            piece.block = Block::Paragraph(rich.clone());
            turned += 1;
        }
    }
    (turned >= LEAST).then_some(pieces)
}

/// Finds the body among some pieces of the page, or gives them back.
fn find_among(page: &Page<'_>, plain: Vec<BlockPiece>) -> Result<GenericBody, Vec<BlockPiece>> {
    let whole = 0..page.outline.rows.len();
    // Captions are no prose here; the body marks its own, within its own box.
    let mut pieces = plain.clone();
    figures::mark(page, &whole, &mut pieces);
    let cards = cards::ranges(page, &pieces, &whole);
    let in_card = |piece: &BlockPiece| cards.iter().any(|range| range.contains(&piece.at));
    // The teasers of other articles speak for no body; their headlines speak against it.
    let strict: Vec<i64> =
        pieces.iter().zip(values(&pieces)).map(|(piece, own)| if in_card(piece) { own.min(0) } else { own }).collect();
    let row = best(page, &pieces, &strict, LEAST_VALUE);
    // Links may weigh, they do not decide alone: where most prose of the page stays outside, what they cost is bounded.
    let prose = |row: usize| prose_under(page, &pieces, row);
    let all = prose(0);
    let found = row.map_or(0, prose);
    let most_cost = i64::try_from(all / 3).unwrap_or(MOST_COST).min(MOST_COST);
    let lenient = || {
        let row = best(page, &pieces, &bounded(&strict, most_cost), LEAST_VALUE)?;
        (prose(row) >= found * 2 && prose(row) > 0).then_some(row)
    };
    let row = match row {
        Some(row) if found * 2 >= all => Some(row),
        row => lenient().or(row).or_else(|| verses(page, &pieces)),
    };
    match row.map(|row| with_neighbours(page, &pieces, row)) {
        Some(row) => Ok(GenericBody { row, before: twin_before(page, &pieces, row), pieces: plain }),
        None => Err(plain),
    }
}

/// The box around a body that is one paragraph, where others stand right beside it: a list of links in a short text outweighs it.
fn with_neighbours(page: &Page<'_>, pieces: &[BlockPiece], row: usize) -> usize {
    let outline = &page.outline;
    let parent = outline.rows[row].parent;
    let said = |at: usize| outline.rows[at].tag == "p" && prose_under(page, pieces, at) > 0;
    if said(row) && outline.children(parent).filter(|at| said(*at)).count() > 1 { parent } else { row }
}

/// The one paragraph of a box right before that of the body which has the same names: a text in two boxes, a player between them.
fn twin_before(page: &Page<'_>, pieces: &[BlockPiece], row: usize) -> Option<usize> {
    const LEVELS: usize = 3;
    let outline = &page.outline;
    let own = prose_under(page, pieces, row);
    let boxes = std::iter::once(row).chain(outline.ancestors(row)).take(LEVELS);
    let twin = boxes.take_while(|up| prose_under(page, pieces, *up) == own).find_map(|up| {
        let names = outline.rows[up].names();
        let before = outline.children(outline.rows[up].parent).take_while(|at| *at < up);
        before
            .filter(|at| !outline.rows[*at].tag.is_empty())
            .last()
            .filter(|at| !names.is_empty() && outline.rows[*at].names() == names)
    });
    let range = outline.subtree(twin?);
    let mut said = pieces.iter().filter(|piece| range.contains(&piece.at) && is_prose(piece));
    said.next().filter(|_| said.next().is_none()).map(|piece| piece.at)
}

/// The articles that a page goes on with while its reader scrolls: `article` elements with headings of their own, after the one that
/// holds the headline and enough prose to be one itself.
fn next_articles(page: &Page<'_>, pieces: &[BlockPiece]) -> Vec<Range<usize>> {
    const LEAST_PROSE: usize = 300;
    let outline = &page.outline;
    let article = |row: usize| outline.ancestors(row).find(|up| outline.rows[*up].tag == "article");
    let own = outline.first("h1").and_then(article).map(|row| outline.subtree(row));
    let Some(own) = own.filter(|own| prose_under(page, pieces, own.start) >= LEAST_PROSE) else { return Vec::new() };
    let rest = own.end..outline.rows.len();
    let is_other = |row: &usize| {
        let range = outline.subtree(*row);
        ["h1", "h2", "h3"].iter().any(|tag| !outline.select(tag, &range).is_empty())
    };
    outline.select("article", &rest).into_iter().filter(is_other).map(|row| outline.subtree(row)).collect()
}

/// The smallest box in which the values sum up highest.
fn best(page: &Page<'_>, pieces: &[BlockPiece], values: &[i64], least: i64) -> Option<usize> {
    let whole = 0..page.outline.rows.len();
    let mut sums = vec![0_i64; whole.end + 1];
    for (piece, value) in pieces.iter().zip(values) {
        sums[piece.at + 1] += value;
    }
    for at in 1..sums.len() {
        sums[at] += sums[at - 1];
    }
    let sum = |range: &Range<usize>| sums[range.end] - sums[range.start];
    let best = (0..whole.end)
        .filter(|row| !page.outline.rows[*row].tag.is_empty())
        .max_by_key(|row| (sum(&page.outline.subtree(*row)), *row))?;
    let most = sum(&page.outline.subtree(best));
    if most < least {
        return None;
    }
    Some(tightest(page, best, pieces, values, &|range| sum(range) * 2 >= most))
}

/// Characters of prose under a row.
fn prose_under(page: &Page<'_>, pieces: &[BlockPiece], row: usize) -> usize {
    let range = page.outline.subtree(row);
    let inside = pieces.iter().filter(|piece| range.contains(&piece.at) && is_prose(piece));
    inside
        .filter(|piece| !junk::is_foot_line(piece.text()))
        .map(|p| p.look.chars - p.look.linked.min(p.look.chars))
        .sum()
}

/// The values with what neighbouring links cost together bounded.
fn bounded(values: &[i64], most: i64) -> Vec<i64> {
    let mut left = most;
    let bound = |value: &i64| {
        if *value > 0 {
            left = most;
            return *value;
        }
        let cost = (-value).min(left);
        left -= cost;
        -cost
    };
    values.iter().map(bound).collect()
}

/// The box after the headline with the most short lines without links: a poem, a song, a letter in verse.
fn verses(page: &Page<'_>, pieces: &[BlockPiece]) -> Option<usize> {
    const WORDS: usize = 3;
    let headline = page.outline.first("h1").unwrap_or(0);
    let values: Vec<i64> = pieces
        .iter()
        .map(|piece| {
            let chars = i64::try_from(piece.look.chars).unwrap_or(0);
            let verse = piece.at > headline && piece.look.linked == 0 && piece.words() >= WORDS;
            let is_text = matches!(piece.block, Block::Paragraph(_) | Block::Quote(_) | Block::Lines(_));
            match () {
                () if verse && is_text && !junk::is_junk_line(piece.text()) && !junk::is_foot_line(piece.text()) => {
                    chars
                }
                () if piece.look.linked > 0 => -chars - LINK_COST,
                () => 0,
            }
        })
        .collect();
    // A note of two lines is an article too, where a box of its own holds it.
    best(page, pieces, &values, LEAST_VERSES).filter(|row| !matches!(page.outline.rows[*row].tag, "body" | "html"))
}

/// The smallest element within `best` after which no prose of `best` follows, and before which at most a sapo stands, with
/// the lead picture's caption where both are in one box.
fn tightest(
    page: &Page<'_>,
    best: usize,
    pieces: &[BlockPiece],
    values: &[i64],
    enough: &dyn Fn(&Range<usize>) -> bool,
) -> usize {
    let range = page.outline.subtree(best);
    let prose: Vec<&BlockPiece> = pieces
        .iter()
        .zip(values)
        .filter(|(piece, value)| range.contains(&piece.at) && **value > 0 && is_prose(piece))
        .map(|(piece, _)| piece)
        .collect();
    let is_caption = |piece: &BlockPiece| piece.look.figure.is_some() || piece.look.caption;
    let Some(last) = prose.last().map(|piece| piece.at) else { return best };
    let mut row = best;
    loop {
        let may_stand_before = |inner: &Range<usize>| {
            let before = &prose[..prose.partition_point(|piece| piece.at < inner.start)];
            let one_box = || {
                let mut boxes = page.outline.children(row).map(|child| page.outline.subtree(child));
                boxes.any(|child| before.iter().all(|piece| child.contains(&piece.at)))
            };
            before.len() <= 1 || before.iter().filter(|piece| !is_caption(piece)).count() <= 1 && one_box()
        };
        let next = page.outline.children(row).find(|child| {
            let inner = page.outline.subtree(*child);
            inner.contains(&last)
                && may_stand_before(&inner)
                && enough(&inner)
                && !page.outline.rows[*child].tag.is_empty()
        });
        match next {
            // A paragraph is not a body, unless its text is cut by line breaks.
            Some(child) if prose.iter().filter(|piece| page.outline.subtree(child).contains(&piece.at)).count() > 1 => {
                row = child;
            }
            _ => return row,
        }
    }
}

/// Whether a piece is running text, a list or a table, not a label.
fn is_prose(piece: &BlockPiece) -> bool {
    match &piece.block {
        Block::Paragraph(_) | Block::Quote(_) => piece.words() >= PROSE_WORDS && !is_address_line(piece),
        Block::List(_) | Block::Table(_) | Block::Lines(_) => piece.look.linked * 3 < piece.look.chars,
        Block::Heading { .. }
        | Block::Attribution(_)
        | Block::Picture { .. }
        | Block::Media { .. }
        | Block::File { .. } => false,
    }
}

/// Whether a short line spells an address of the web out: what machines are told (publisher, logo) and pages show by mistake.
fn is_address_line(piece: &BlockPiece) -> bool {
    const WORDS: usize = 16;
    piece.words() <= WORDS
        && piece.text().split(' ').any(|word| word.starts_with("http://") || word.starts_with("https://"))
}

/// What each piece speaks for. A list under "Các tin khác" costs no more than that line: it is left out of any body.
fn values(pieces: &[BlockPiece]) -> Vec<i64> {
    let mut opened = false;
    pieces
        .iter()
        .map(|piece| {
            let own = value(piece);
            let value = if opened && own < -JUNK_COST { -JUNK_COST } else { own };
            opened = junk::opens_junk(piece.text()) || opened && own < 0;
            value
        })
        .collect()
}

/// What a piece speaks for.
fn value(piece: &BlockPiece) -> i64 {
    let chars = i64::try_from(piece.look.chars).unwrap_or(i64::MAX / 4);
    let linked = i64::try_from(piece.look.linked).unwrap_or(i64::MAX / 4);
    let bare = chars - linked;
    match &piece.block {
        Block::Paragraph(rich) | Block::Quote(rich) => {
            if junk::is_junk_line(&rich.text) || junk::is_foot_line(&rich.text) {
                return -JUNK_COST;
            }
            if is_address_line(piece) {
                return 0;
            }
            // A sentence full of links has words between them; what is all link leads away.
            let woven = bare * 3 > chars && piece.words() >= PROSE_WORDS && rich.text.ends_with(['.', '”', '…']);
            let cost = if linked * 2 > chars && !woven { linked + LINK_COST } else { linked / 4 };
            let said = if woven { chars } else { bare };
            if piece.words() >= PROSE_WORDS { vietnamese(&rich.text, said) - cost } else { bare / 8 - cost }
        }
        Block::Heading { rich, .. } => {
            if linked * 2 > chars {
                -linked - LINK_COST
            } else if junk::is_junk_line(&rich.text) {
                -JUNK_COST
            } else {
                0
            }
        }
        Block::List(list) => {
            let links = i64::try_from(list.items.len()).unwrap_or(i64::MAX / 8);
            if linked * 3 > chars { -linked - links * LINK_COST } else { bare / 2 }
        }
        Block::Table(_) => {
            if linked * 3 > chars {
                -linked - LINK_COST
            } else {
                bare / 2
            }
        }
        Block::Lines(_) => bare / 2,
        Block::Attribution(_) | Block::Picture { .. } | Block::Media { .. } | Block::File { .. } => 0,
    }
}

/// Vietnamese prose has a marked letter in nearly every word; what has none is a licence, an address, code.
fn vietnamese(text: &str, chars: i64) -> i64 {
    let marked = text.bytes().filter(|b| *b >= 0xc3 && *b != 0xe2).count();
    let words = text.split(' ').count();
    if marked * 3 >= words { chars } else { chars / 2 }
}
