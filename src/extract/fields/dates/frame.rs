//! What is around the text: the frame of the page, and the comments under it. Units: rows.

use std::ops::Range;

use super::card::{OwnHead, is_of_card};
use super::marks::{is_clock, is_happening};
use super::others::{LAYOUT_CHARS, LEVELS, is_data, is_of_listed};
use crate::extract::dom::Page;
use crate::extract::junk;
use crate::extract::remarks;
use crate::extract::zone;
use crate::text::fold;

/// Longest line, in characters without spaces.
pub(super) const LINE_CHARS: usize = 110;

/// Where the comments begin in the box of the text, or where it ends: a line that opens them, after some prose.
pub(super) fn comments(page: &Page<'_>, body: &Range<usize>) -> usize {
    const PROSE_BEFORE: usize = 200;
    const PROSE_WORDS: usize = 12;
    const OPENER_BYTES: usize = 80;
    let mut prose = 0;
    let opener = zone::visible(page, body.clone()).find(|at| {
        let Some(text) = page.outline.rows[*at].text() else { return false };
        if text.split_whitespace().count() >= PROSE_WORDS {
            prose += text.chars().count();
        }
        prose >= PROSE_BEFORE && text.len() <= OPENER_BYTES && remarks::is_opener(text.trim())
    });
    opener.unwrap_or(body.end)
}

/// Whether most prose of the page follows an element: a footer over it is the article's own.
fn is_over_text(page: &Page<'_>, row: usize) -> bool {
    let range = page.outline.subtree(row);
    page.outline.prose(&(range.end..page.outline.rows.len())) > page.outline.prose(&(0..range.start))
}

/// Whether a head of a page, or of a part of it, is mostly links.
fn is_menu(page: &Page<'_>, row: usize) -> bool {
    let (chars, linked) = page.outline.weigh(&page.outline.subtree(row));
    linked * 2 > chars
}

/// Whether a head stands over all that the page holds, and over the headline, and heads nothing itself.
fn is_of_page(page: &Page<'_>, row: usize, own: &OwnHead<'_>) -> bool {
    const LEVELS: usize = 2;
    let outline = &page.outline;
    let range = outline.subtree(row);
    let outermost = outline.ancestors(row).take(LEVELS).any(|up| outline.rows[up].tag == "body");
    outermost && range.end <= own.rows.start && outline.select("h1, h2, h3", &range).is_empty()
}

/// Whether a link leads to the article before or after this one: "Bài trước (19/11/2026)".
fn leads_to_neighbour(page: &Page<'_>, link: usize) -> bool {
    const WORDS: &[&str] =
        &["bai truoc", "bai sau", "bai tiep", "tin truoc", "tin sau", "tin tiep", "previous", "next"];
    let rel = page.outline.rows[link].attr("rel").unwrap_or_default();
    let said = || fold::base(page.outline.line(link).trim_start_matches(|c: char| !c.is_alphanumeric()));
    matches!(rel, "prev" | "next") || WORDS.iter().any(|word| said().starts_with(word))
}

/// Whether a name is that of the foot of a page, and not of an article.
fn is_foot(names: &str) -> bool {
    let foot = |name: &str| name.starts_with("footer") || name.ends_with("-footer") && !is_of_article(name);
    names.split_ascii_whitespace().any(|name| foot(&name.to_ascii_lowercase()))
}

/// Whether a name is that of the foot of an article: themes print there when and by whom it was written.
fn is_of_article(names: &str) -> bool {
    let is_own = |name: &str| {
        let own = name.strip_suffix("footer").map(|own| own.trim_end_matches(['-', '_']));
        own.is_some_and(|own| ["entry", "post", "article"].iter().any(|start| own.starts_with(start)))
    };
    names.split_ascii_whitespace().any(|name| is_own(&name.to_ascii_lowercase()))
}

/// Whether a row stands in a box about other articles, or among comments.
pub(super) fn is_of_others(page: &Page<'_>, row: usize) -> bool {
    page.outline
        .ancestors(row)
        .any(|up| page.outline.is_furniture(up) && junk::is_others_name(&page.outline.rows[up].names()))
}

/// Whether a text stands where dates are those of something else: a caption, a table of data, a quotation, a long list, a clock,
/// the head or foot of the page.
pub(super) fn is_foreign(page: &Page<'_>, row: usize, own: &OwnHead<'_>) -> bool {
    let outline = &page.outline;
    let within_article =
        |up: usize| outline.ancestors(up).any(|over| matches!(outline.rows[over].tag, "article" | "main"));
    let frames = |up: usize| !within_article(up) && outline.select("h1", &outline.subtree(up)).is_empty();
    is_of_others(page, row)
        || is_of_listed(page, row)
        || is_of_card(page, row, own)
        || outline.ancestors(row).any(|up| match outline.rows[up].tag {
            "nav" | "aside" => !zone::holds_facts(page, up),
            "figure" | "figcaption" | "caption" | "blockquote" | "pre" => true,
            "table" => is_data(page, up),
            // A list that holds the whole page lays it out: posts of a forum.
            "ul" | "ol" => (LINE_CHARS * 2 + 1..LAYOUT_CHARS / 3).contains(&outline.weigh(&outline.subtree(up)).0),
            "header" => frames(up) && (is_menu(page, up) || is_of_page(page, up, own)),
            "a" => leads_to_neighbour(page, up),
            "footer" => frames(up) && !is_over_text(page, up) && !is_of_article(&outline.rows[up].names()),
            _ => is_foot(&outline.rows[up].names()) && frames(up),
        })
        || outline.ancestors(row).take(LEVELS).any(|up| is_happening(&outline.rows[up]) && frames(up))
        || outline.ancestors(row).take(LEVELS).any(|up| is_clock(&outline.rows[up]))
}

/// Whether a text stands in a heading below the page's own.
pub(super) fn in_heading(page: &Page<'_>, row: usize) -> bool {
    page.outline.ancestors(row).take(3).any(|up| matches!(page.outline.rows[up].tag, "h2" | "h3" | "h4" | "h5" | "h6"))
}

/// Whether a text under an article begins what is of others: a heading, "Bình luận", "Tin khác".
pub(super) fn begins_others(page: &Page<'_>, row: usize, text: &str) -> bool {
    in_heading(page, row) && !text.bytes().any(|b| b.is_ascii_digit())
        || junk::opens_junk(text.trim()) && !junk::is_button(text)
        || remarks::is_opener(text.trim())
}

/// Whether a menu stands between a line and the headline: what stands over it belongs to the head of the page.
pub(super) fn is_over_menu(page: &Page<'_>, from: usize, headline: usize) -> bool {
    const LINKS: usize = 5;
    const WORDS: usize = 5;
    let links = page.outline.select("a", &(from..headline.max(from)));
    links
        .into_iter()
        .filter(|link| (1..=WORDS).contains(&page.outline.line(*link).split(' ').count()))
        .nth(LINKS - 1)
        .is_some()
}

/// The box of the comments that a line opens, where one box after row `start` holds them all.
pub(super) fn comments_from(page: &Page<'_>, opener: usize, start: usize) -> Option<Range<usize>> {
    const LEAST_TEXTS: usize = 6;
    let outline = &page.outline;
    let text = outline.rows[opener].text()?;
    let around =
        outline.ancestors(opener).take_while(|up| *up >= start).last().filter(|_| remarks::is_opener(text.trim()))?;
    let range = outline.subtree(around);
    let texts = range.clone().filter(|at| outline.rows[*at].text().is_some_and(|text| !text.trim().is_empty()));
    (texts.count() >= LEAST_TEXTS).then_some(range)
}
