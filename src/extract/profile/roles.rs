//! What a place in the body is for, told by how it is used on all pages.
//!
//! A place is the chain of tags from the root to a piece. Prose stands in one place, or few; a place that is used once a
//! page, before all prose, is the sapo's; one that is used after pictures only is that of captions.

use std::collections::{HashMap, HashSet};

use super::chain::chain;
use super::sample::Sample;
use crate::extract::blocks::BlockPiece;
use crate::extract::byline;
use crate::extract::fields;
use crate::extract::tidy::key;

/// Words from which a piece is prose.
const PROSE_WORDS: usize = 10;
/// Words of a sapo.
const SAPO_WORDS: std::ops::Range<usize> = 8..140;
/// Longest caption, words.
const CAPTION_WORDS: usize = 80;
/// Most places of captions that are kept.
const MOST_PLACES: usize = 4;

/// A text of the body and its place.
struct TextSpot<'s> {
    piece: &'s BlockPiece,
    place: String,
    /// A picture, or another caption, stands right before it.
    after_picture: bool,
}

fn spots<'s>(sample: &'s Sample<'_>) -> Vec<TextSpot<'s>> {
    let mut spots: Vec<TextSpot<'_>> = Vec::new();
    let mut after_picture = false;
    for piece in &sample.pieces {
        if piece.is_picture() {
            after_picture = true;
            continue;
        }
        if piece.text().is_empty() || key(piece.text()) == sample.title {
            continue;
        }
        let Some(place) = chain(&sample.page.outline, piece.row, |_| false) else { continue };
        spots.push(TextSpot { piece, place, after_picture });
        after_picture = false;
    }
    spots
}

/// Whether a line stands on several pages.
fn is_repeated(samples: &[Sample<'_>], piece: &BlockPiece) -> bool {
    let line = key(piece.text());
    samples.iter().filter(|other| other.lines.contains_key(&line)).count() > 1
}

/// The place where most of the prose of all pages stands.
fn main_place(pages: &[Vec<TextSpot<'_>>]) -> Option<String> {
    let mut sums: HashMap<&str, usize> = HashMap::new();
    for spot in pages.iter().flatten().filter(|spot| spot.piece.words() >= PROSE_WORDS) {
        *sums.entry(&spot.place).or_default() +=
            spot.piece.look.chars - spot.piece.look.linked.min(spot.piece.look.chars);
    }
    sums.into_iter().max_by_key(|(place, sum)| (*sum, *place)).map(|(place, _)| place.to_owned())
}

/// Of every page the smallest box of the prose that stands in the main place, if nothing is lost by it: what stands before
/// it is a sapo at most, what stands behind it is no prose.
pub(super) fn prose_boxes(samples: &[Sample<'_>]) -> Vec<Option<usize>> {
    const LEAST_PIECES: usize = 3;
    const MOST_BEFORE: usize = 2;
    let pages: Vec<Vec<TextSpot<'_>>> = samples.iter().map(spots).collect();
    let Some(main) = main_place(&pages) else { return vec![None; samples.len()] };
    let one = |sample: &Sample<'_>, spots: &[TextSpot<'_>]| -> Option<usize> {
        let outline = &sample.page.outline;
        let is_prose = |spot: &&TextSpot<'_>| {
            spot.piece.words() >= PROSE_WORDS && spot.piece.linked_percent() < 50 && !is_repeated(samples, spot.piece)
        };
        let rows: Vec<usize> =
            spots.iter().filter(is_prose).filter(|spot| spot.place == main).map(|spot| spot.piece.row).collect();
        let (first, last) = (*rows.first()?, *rows.last()?);
        let all = outline.ancestors(first).map(|up| outline.subtree(up)).find(|range| range.contains(&last))?;
        let before = spots.iter().filter(is_prose).filter(|spot| spot.piece.at < all.start).count();
        let behind = spots.iter().filter(is_prose).filter(|spot| spot.piece.at >= all.end).count();
        let other = sample
            .pieces
            .iter()
            .any(|piece| !piece.is_picture() && piece.text().is_empty() && !all.contains(&piece.at));
        (rows.len() >= LEAST_PIECES && before <= MOST_BEFORE && behind == 0 && !other && all.start >= sample.body)
            .then_some(all.start)
    };
    samples.iter().zip(&pages).map(|(sample, spots)| one(sample, spots)).collect()
}

/// Whether a line says when or by whom the article was written: it stands before the sapo, and is none.
pub(super) fn is_head_line(sample: &Sample<'_>, text: &str) -> bool {
    fields::is_date_line(&sample.page, text)
        || byline::labelled(text).is_some()
        || byline::clean(text).is_some_and(|name| byline::are_people(&name))
}

/// Of every page the row of the paragraph that stands first and in a place of its own, where most pages have one.
pub(super) fn first_apart(samples: &[Sample<'_>]) -> Vec<Option<usize>> {
    let pages: Vec<Vec<TextSpot<'_>>> = samples.iter().map(spots).collect();
    let Some(main) = main_place(&pages) else { return vec![None; samples.len()] };
    let first = |sample: &Sample<'_>, spots: &[TextSpot<'_>]| -> Option<(String, usize)> {
        let at = spots.iter().position(|spot| {
            spot.piece.words() >= SAPO_WORDS.start
                && !is_repeated(samples, spot.piece)
                && !is_head_line(sample, spot.piece.text())
        })?;
        let spot = &spots[at];
        let once = spots[at + 1..].iter().all(|other| other.place != spot.place);
        let is_apart = spot.place != main && once && !spot.after_picture && SAPO_WORDS.contains(&spot.piece.words());
        let is_text = spot.piece.linked_percent() < 30 && byline::labelled(spot.piece.text()).is_none();
        let is_body = spot.piece.row == sample.body;
        (is_apart && is_text && !is_body).then(|| (spot.place.clone(), spot.piece.row))
    };
    let found: Vec<Option<(String, usize)>> =
        samples.iter().zip(&pages).map(|(sample, spots)| first(sample, spots)).collect();
    let mut places: HashMap<&str, usize> = HashMap::new();
    found.iter().flatten().for_each(|(place, _)| *places.entry(place).or_default() += 1);
    let common = places.into_iter().max_by_key(|(place, pages)| (*pages, *place));
    let Some((place, pages)) = common.map(|(place, pages)| (place.to_owned(), pages)) else {
        return vec![None; samples.len()];
    };
    let enough = pages >= 2 && pages * 3 >= samples.len() * 2;
    found.into_iter().map(|found| found.filter(|(own, _)| enough && *own == place).map(|(_, row)| row)).collect()
}

/// The places of captions: selector, texts that stand after a picture or name a photographer, texts in all.
pub(super) fn captions(samples: &[Sample<'_>]) -> Vec<(String, usize, usize)> {
    struct Use {
        like: usize,
        all: usize,
        pages: HashSet<usize>,
        /// Something in that place is no caption for sure: too long, or it stands on several pages.
        other: bool,
    }
    let pages: Vec<Vec<TextSpot<'_>>> = samples.iter().map(spots).collect();
    let Some(main) = main_place(&pages) else { return Vec::new() };
    let mut uses: HashMap<String, Use> = HashMap::new();
    for (page, spots) in pages.iter().enumerate() {
        for spot in spots.iter().filter(|spot| spot.place != main) {
            let of = uses.entry(spot.place.clone()).or_insert_with(|| Use {
                like: 0,
                all: 0,
                pages: HashSet::new(),
                other: false,
            });
            of.all += 1;
            of.like += usize::from(spot.after_picture || is_credited(spot.piece.text()));
            of.pages.insert(page);
            of.other |= spot.piece.words() > CAPTION_WORDS || spot.piece.linked_percent() > 50;
        }
    }
    let mut found: Vec<(String, usize, usize)> = uses
        .into_iter()
        .filter(|(_, of)| !of.other && of.all >= 2 && of.pages.len() >= 2 && of.like * 5 >= of.all * 4)
        .map(|(place, of)| (place, of.like, of.all))
        .collect();
    found.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    found.truncate(MOST_PLACES);
    found
}

/// Whether a text ends with who took the picture.
fn is_credited(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["ảnh:", "(ảnh", "nguồn ảnh", "đồ họa:", "photo:"].iter().any(|mark| lower.contains(mark))
}
