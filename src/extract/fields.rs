//! Which source wins for each field of an article.
//!
//! The rules, in words. **Title**: what the page prints as headline (the element which agrees with the head's title), else
//! the head's, without the site's name. **Date**: what the page prints near the headline or under the text; systems put the
//! last edit into `datePublished`, so machines only add the minute to a printed day, or speak where nothing is printed;
//! the address comes last. A date labelled as update is never the publication while another stands there; comments are
//! not looked at. **Author**: the signature under the text, a label, a class, then the head; never the site's own name.
//! **Sapo**: a class, the head's summary found on the page, the prose between headline and text.

use super::blocks::{self, BlockPiece};
use super::byline;
use super::dom::{Page, PageRow, is_inline};
use super::junk;
use super::metadata::Facts;
use super::tidy::{Agreement, agrees, is_credit, key, same_key};
use super::zone::{self, Zone};
use crate::model::{Block, Evidence};

mod author;
mod dates;
mod tags;
#[cfg(test)]
mod tests;
mod title;

pub(super) use author::{author, leads_to_author, source};
pub(super) use dates::{dates, is_date_line, is_of_others, machine_moment};
pub(super) use tags::tags;
pub(super) use title::{Headline, headline, may_be_title, title};

/// The sapo between headline and text. Gives the text and the row it stands in.
pub(super) fn sapo(page: &Page<'_>, facts: &Facts, zone: &Zone, title: Option<&str>) -> Option<(String, Evidence)> {
    let title = title.map(key).unwrap_or_default();
    // The place that some systems print before the first word, in an element of its own, is no part of the sentence.
    let is_stamp = |at: usize| {
        let row = &page.outline.rows[at];
        let named = || row.names().split(|c: char| !c.is_alphanumeric()).any(|word| word == "stamp");
        is_inline(row.tag) && (named() || touches_sentence(page, at))
    };
    let read = blocks::read(page, zone.head.clone(), &is_stamp);
    let over_day = over_day(page, &read);
    let mut under = under_pictures(&read);
    under.extend(under_lead(&read));
    let pieces: Vec<BlockPiece> = read
        .into_iter()
        .filter(|p| !under.contains(&p.at))
        .filter(|p| matches!(p.block, Block::Paragraph(_) | Block::Heading { .. } | Block::Quote(_)))
        .filter(|p| !p.look.caption && p.look.figure.is_none() && p.linked_percent() < 50 && p.words() >= 6)
        .filter(|p| !is_beside_picture(page, p.row))
        .filter(|p| !is_date_line(page, p.text()))
        .filter(|p| key(p.text()) != title && !junk::is_junk_line(p.text()) && byline::labelled(p.text()).is_none())
        .collect();
    let own = |p: &&BlockPiece| {
        let row = &page.outline.rows[p.row];
        row.attr("itemprop") == Some("description")
            || row.attr("data-role") == Some("sapo")
            || zone::is_sapo_name(&row.names())
    };
    let named = |p: &&BlockPiece| {
        p.words() >= 12
            && std::iter::once(p.row)
                .chain(page.outline.ancestors(p.row).take(4))
                .filter(|row| zone.head.contains(row))
                .any(|row| {
                    let row = &page.outline.rows[row];
                    row.attr("itemprop") == Some("description")
                        || zone::is_sapo_name(&row.names())
                        || row.attr("data-role") == Some("sapo")
                })
    };
    let said = facts.description();
    // In a shared box a plain paragraph which the head repeats may be the beginning of the text.
    let agreed = |p: &&BlockPiece| {
        let set_apart = p.look.strong || p.look.emphasis || matches!(p.block, Block::Heading { .. });
        // The head repeats all of it, to its end: an editor's summary, not the first words of the text.
        let whole = said.is_some_and(|d| key(d) == key(p.text()));
        (set_apart || whole || !zone.shared) && said.is_some_and(|d| agrees(d, p.text()) == Agreement::Same)
    };
    let prose = |p: &&BlockPiece| p.words() >= 15 && !is_date_line(page, p.text());
    let piece = pieces
        .iter()
        .find(own)
        .or_else(|| pieces.iter().find(agreed))
        .or_else(|| pieces.iter().find(named))
        // Where headline and text share one box, the first prose may be the text itself, unless the day stands under it.
        .or_else(|| pieces.iter().filter(|p| !zone.shared || over_day == Some(p.at)).find(prose))?;
    Some((piece.text().to_owned(), Evidence::Text))
}

/// Whether an element of a few words in capitals stands first in its box and touches the sentence after it: "Đồng Nai" + "Sáng nay …".
fn touches_sentence(page: &Page<'_>, row: usize) -> bool {
    const WORDS: usize = 4;
    let outline = &page.outline;
    let range = outline.subtree(row);
    let first = outline.children(outline.rows[row].parent).next() == Some(row);
    let after = outline.rows.get(range.end).filter(|after| after.parent == outline.rows[row].parent);
    let sentence = after.and_then(PageRow::text).is_some_and(|text| text.starts_with(char::is_uppercase));
    if !(first && sentence) {
        return false;
    }
    let own: Vec<&str> = range.filter_map(|at| outline.rows[at].text()).collect();
    let own = own.concat();
    (1..=WORDS).contains(&own.split_whitespace().count())
        && own.ends_with(char::is_alphabetic)
        && own.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
}

/// Where the first prose begins, if the day of the article stands right under it: no text has it in its midst.
fn over_day(page: &Page<'_>, pieces: &[BlockPiece]) -> Option<usize> {
    const PROSE_WORDS: usize = 15;
    const UNDER: usize = 2;
    let first = pieces.iter().position(|piece| piece.words() >= PROSE_WORDS)?;
    let mut under = pieces.get(first + 1..)?.iter().take(UNDER);
    let dated = under.any(|piece| piece.look.linked == 0 && is_date_line(page, piece.text()));
    let dated_before = pieces[..first].iter().any(|piece| is_date_line(page, piece.text()));
    (dated && !dated_before).then(|| pieces[first].at)
}

/// Where the texts begin that stand right under a picture within the text, in the middle: they are captions, whatever their
/// boxes are called.
fn under_pictures(pieces: &[BlockPiece]) -> Vec<usize> {
    const PROSE_WORDS: usize = 15;
    let mut begun = false;
    let mut under = Vec::new();
    for pair in pieces.windows(2) {
        begun |= pair[0].words() >= PROSE_WORDS && pair[0].look.figure.is_none();
        let centred = pair[1].look.align == blocks::Align::Centre;
        if pair[0].is_picture() && begun && centred {
            under.push(pair[1].at);
        }
    }
    under
}

/// Where the texts begin that are captions of pictures over the text: they say whose picture it is; or they are in italics, or
/// printed twice, and another one, plain and longer than a line, is the sapo.
fn under_lead(pieces: &[BlockPiece]) -> Vec<usize> {
    const PROSE_WORDS: usize = 15;
    let twice = |piece: &BlockPiece| {
        pieces.iter().filter(|other| !other.text().is_empty() && same_key(other.text(), piece.text())).count() > 1
    };
    let right_under = || pieces.windows(2).filter(|pair| pair[0].is_picture()).map(|pair| &pair[1]);
    let credited = right_under().filter(|piece| is_credit(piece.text())).map(|piece| piece.at);
    let under: Vec<usize> =
        right_under().filter(|piece| piece.look.emphasis || twice(piece)).map(|piece| piece.at).collect();
    let is_sapo =
        |piece: &&BlockPiece| piece.words() >= PROSE_WORDS && !piece.look.emphasis && !under.contains(&piece.at);
    let last = under.last().copied().unwrap_or(usize::MAX);
    let other = pieces.iter().filter(|piece| piece.at > last).any(|piece| is_sapo(&piece));
    under.into_iter().filter(|_| other).chain(credited).collect()
}

/// Whether a text stands in a small box that is named after the picture in it: `article__avatar`.
pub(super) fn is_beside_picture(page: &Page<'_>, row: usize) -> bool {
    const NAMES: &[&str] = &["avatar", "photo", "image", "figure", "picture", "anh", "thumbnail"];
    let outline = &page.outline;
    std::iter::once(row).chain(outline.ancestors(row)).take(2).any(|up| {
        let names = outline.rows[up].names().to_ascii_lowercase();
        let named = names.split(|c: char| !c.is_ascii_alphabetic()).any(|word| NAMES.contains(&word));
        named && outline.select("img", &outline.subtree(up)).len() == 1
    })
}

/// The section, as the page names it.
pub(super) fn category(page: &Page<'_>, facts: &Facts) -> Option<(String, Evidence)> {
    if let Some(section) = facts.first(&["article:section"]) {
        return Some((section.to_owned(), Evidence::OpenGraph));
    }
    if let Some(section) = &facts.ld.section {
        return Some((section.clone(), Evidence::JsonLd));
    }
    let crumbs = [".breadcrumb a", ".breadcrumbs a", "[itemtype*=BreadcrumbList] a"];
    let last = crumbs.iter().find_map(|css| {
        let links = page.outline.select(css, &(0..page.outline.rows.len()));
        // The page itself is not what it stands in.
        let leads_here = |row: &usize| {
            page.outline.rows[*row].attr("href").and_then(|href| page.join(href)).is_some_and(|url| url == *page.url)
        };
        let around = links.into_iter().filter(|row| !leads_here(row));
        around.map(|row| page.outline.line(row)).filter(|t| (2..60).contains(&t.len())).last()
    })?;
    Some((last, Evidence::Text))
}
