//! The links of a page that could be headlines, with what speaks for each.
//!
//! A link is an occurrence: the same article may be linked by its picture, its headline and "Đọc tiếp".

use std::collections::HashSet;

use super::headline;
use super::outline::ListOutline;
use super::zone::{self, ListingZone};
use crate::extract::dom::Page;
use crate::model::{CanonicalUrl, same_site};
use crate::text::fold;

/// Most links of a page that are looked at.
pub(crate) const MAX_LINKS: usize = 10_000;

/// Most elements of one card that are looked at.
const MAX_CARD_ELEMENTS: usize = 60;

/// One occurrence of a link.
#[derive(Debug, Clone)]
pub(crate) struct LinkOccurrence {
    /// The `a` element.
    pub el: usize,
    /// The element that says the headline: the `a`, or a part of it.
    pub speaker: usize,
    /// Where it leads; `None` for a headline that leads nowhere (`#`, `javascript:`).
    pub url: Option<CanonicalUrl>,
    /// Identity: host and path, or the folded text of a headline that leads nowhere.
    pub key: String,
    /// Its words, the whole ones where an attribute has them whole; empty for a picture.
    pub text: String,
    /// It stands in a heading, or a heading stands in it.
    pub heading: bool,
    /// A class name calls it a title.
    pub titled: bool,
    /// A class name calls it the name of a section, an author or a tag.
    pub is_label: bool,
}

/// The page's address as far as links need it.
pub(crate) struct LinkBase {
    /// Base of relative addresses.
    pub base: String,
    /// Key of the page itself.
    pub key: String,
    /// Its host.
    host: String,
}

impl LinkBase {
    /// That of a page.
    pub(crate) fn of(page: &Page<'_>) -> Self {
        Self { base: page.base.clone(), key: key(page.url), host: page.url.host() }
    }

    /// The absolute address of `href`.
    pub(crate) fn join(&self, href: &str) -> Option<CanonicalUrl> {
        CanonicalUrl::join(&self.base, href.trim())
    }
}

/// Host without `www.`, path without the last slash, and the query.
pub(crate) fn key(url: &CanonicalUrl) -> String {
    let address = url.as_str();
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    match rest.split_once('?') {
        Some((path, query)) => format!("{}?{query}", path.trim_end_matches('/')),
        None => rest.trim_end_matches('/').to_owned(),
    }
}

/// All links of the page in document order.
pub(crate) fn links(outline: &ListOutline<'_, '_>, place: &LinkBase) -> Vec<LinkOccurrence> {
    let anchors = (0..outline.els.len()).filter(|&i| outline.name(i) == "a" || clicked(outline, i).is_some());
    anchors.filter_map(|el| link(outline, place, el)).take(MAX_LINKS).collect()
}

fn link(outline: &ListOutline<'_, '_>, place: &LinkBase, el: usize) -> Option<LinkOccurrence> {
    let LinkTitle { text, speaker, heading: inner_heading } = title_of(outline, el);
    let heading = inner_heading || outline.ancestors(el).take(3).any(|up| is_heading(outline.name(up)));
    let (url, key) = target(outline, place, el, if heading { &text } else { "" })?;
    let titled = has_title_class(outline.class(el))
        || outline.ancestors(el).take(2).any(|up| has_title_class(outline.class(up)));
    let is_label = names_a_section(outline.class(el)) || lists_by_word(&key) || zone::tells_of_site(&key, &place.key);
    Some(LinkOccurrence { el, speaker, url, key, text, heading, titled, is_label })
}

/// A class name that ends with what names sections and people: `box-stream-category`.
fn names_a_section(class: &str) -> bool {
    class.split_ascii_whitespace().any(|name| {
        let words = zone::words(name);
        let last = words.last().map(String::as_str).unwrap_or_default();
        matches!(last, "category" | "cate" | "cat" | "author" | "zone" | "chuyenmuc" | "folder")
    })
}

/// Folders of addresses that list articles by a word, a person or a section.
const LISTS: &[&str] = &[
    "tag",
    "tags",
    "the",
    "tu-khoa",
    "tukhoa",
    "author",
    "authors",
    "tac-gia",
    "category",
    "categories",
    "chuyen-muc",
    "chu-de",
    "topic",
    "topics",
    "label",
    "search",
    "tim-kiem",
];

/// Whether an address is that of a list by a word: `/tag/tien-luong`, `/tac-gia/tran-thi-man/`.
fn lists_by_word(key: &str) -> bool {
    let path = key.split('?').next().unwrap_or_default();
    let pieces: Vec<&str> = path.split('/').skip(1).filter(|piece| !piece.is_empty()).collect();
    let ([folder, _] | [_, folder, _]) = pieces.as_slice() else { return false };
    LISTS.contains(folder) && !is_article_like_stem(pieces.last().copied().unwrap_or_default())
}

/// Keys of addresses under which old systems name an article by its number, besides those that end with "id".
const ARTICLE_KEYS: &[&str] = &["p", "news", "article", "post", "tin", "bai", "baiviet", "item", "detail"];

/// Whether the end of an address has a number as articles have.
fn is_article_like_stem(last: &str) -> bool {
    let stem = last.split('.').next().unwrap_or_default();
    stem.chars().rev().take_while(char::is_ascii_digit).count() >= 4
}

/// The link of an item whose rules name both: `anchor` leads there, `headline` says what it is.
pub(crate) fn at(
    outline: &ListOutline<'_, '_>,
    place: &LinkBase,
    anchor: usize,
    headline: usize,
) -> Option<LinkOccurrence> {
    let LinkTitle { mut text, speaker, .. } = title_of(outline, headline);
    if text.is_empty() || headline::is_button(&text) {
        text = unspoken_title(outline, anchor)?;
    }
    if headline != anchor {
        let title = outline.attr(anchor, "title").map(crate::text::one_line);
        text = headline::whole(&text, title.as_deref()).to_owned();
    }
    let (url, key) = target(outline, place, anchor, &text)?;
    Some(LinkOccurrence { el: headline, speaker, url, key, text, heading: true, titled: true, is_label: false })
}

/// Where a link leads and its key; a headline that leads nowhere is its own key, any other link that does is none.
fn target(
    outline: &ListOutline<'_, '_>,
    place: &LinkBase,
    el: usize,
    said: &str,
) -> Option<(Option<CanonicalUrl>, String)> {
    let href = outline.attr(el, "href").or_else(|| clicked(outline, el))?.trim();
    let leads_nowhere = href.is_empty() || href.starts_with('#') || href.starts_with("javascript:");
    let url = if leads_nowhere { None } else { Some(place.join(href)?) };
    match url {
        // A heading over the list that leads to the list itself.
        Some(url) if key(&url) == place.key => None,
        Some(url) if !same_site(&url.host(), &place.host) || is_root(&url) => None,
        Some(url) => {
            let key = key(&url);
            Some((Some(url), key))
        }
        None if said.is_empty() || leads_to_fragment(href) => None,
        None => Some((None, format!("#{}", fold::base(said)))),
    }
}

fn leads_to_fragment(href: &str) -> bool {
    href.len() > 1 && href.starts_with('#')
}

fn is_root(url: &CanonicalUrl) -> bool {
    let key = key(url);
    !key.contains(['/', '?'])
}

/// The address to which a click on an element leads by a script: `onclick="location.href='/x'"`, `data-href`.
fn clicked<'a>(outline: &ListOutline<'_, 'a>, el: usize) -> Option<&'a str> {
    if outline.name(el) == "a" {
        return None;
    }
    let script = outline.attr(el, "onclick").filter(|script| script.contains("location"));
    let quoted = script.and_then(|script| script.split_once(['\'', '"'])?.1.split(['\'', '"']).next());
    quoted.or_else(|| outline.attr(el, "data-href")).filter(|href| href.contains('/'))
}

/// What a link says.
struct LinkTitle {
    text: String,
    /// The element which says it.
    speaker: usize,
    /// A heading inside the link says it.
    heading: bool,
}

/// The words of a link: a heading in it, or what is called a title, or its first block that reads like a headline, or all.
fn title_of(outline: &ListOutline<'_, '_>, el: usize) -> LinkTitle {
    let heading = outline.inside(el).find(|&i| is_heading(outline.name(i)));
    let named = || outline.inside(el).find(|&i| has_title_class(outline.class(i)) && outline.name(i) != "img");
    let speaker = heading.or_else(named).or_else(|| headline_block(outline, el)).unwrap_or(el);
    let spoken = outline
        .text_except(speaker, |inner| inner != speaker && outline.contains(speaker, inner) && is_label(outline, inner));
    let spoken = headline::without_date(&spoken);
    let attributes = [outline.attr(el, "title"), outline.attr(el, "data-title"), alt(outline, el)];
    let clean: Vec<String> = attributes.into_iter().flatten().map(crate::text::one_line).collect();
    let whole = headline::whole(spoken, clean.iter().map(String::as_str));
    LinkTitle { text: headline::tidy(whole), speaker, heading: heading.is_some() }
}

/// Where a whole card is one link: its first block of text that is long enough for a headline, if there are several.
fn headline_block(outline: &ListOutline<'_, '_>, el: usize) -> Option<usize> {
    let blocks: Vec<usize> = outline
        .inside(el)
        .take(MAX_CARD_ELEMENTS)
        .filter(|&i| matches!(outline.name(i), "div" | "p" | "span" | "strong" | "b" | "td" | "dt" | "dd"))
        .filter(|&i| outline.texts(i).any(|(text, inner)| inner == i && !text.trim().is_empty()))
        .collect();
    if blocks.len() < 2 || !blocks.iter().any(|&i| matches!(outline.name(i), "div" | "p")) {
        return None;
    }
    let reads_like_one = |i: &usize| (6..=35).contains(&headline::syllables(&outline.text(*i)));
    let is_bold = |i: &usize| {
        matches!(outline.name(*i), "strong" | "b")
            || outline
                .class(*i)
                .split_ascii_whitespace()
                .any(|class| matches!(class, "font-bold" | "font-semibold" | "bold" | "fw-bold"))
    };
    blocks
        .iter()
        .copied()
        .find(|i| is_bold(i) && reads_like_one(i))
        .or_else(|| blocks.iter().copied().find(reads_like_one))
}

/// The `alt` text of the first picture in an element.
fn alt<'a>(outline: &ListOutline<'_, 'a>, el: usize) -> Option<&'a str> {
    outline.inside(el).find(|&i| outline.name(i) == "img").and_then(|i| outline.attr(i, "alt"))
}

/// What a picture link calls the article, for want of a headline: its `title`, else the picture's `alt`.
pub(crate) fn unspoken_title(outline: &ListOutline<'_, '_>, el: usize) -> Option<String> {
    let said = outline.attr(el, "title").filter(|title| !title.trim().is_empty()).or_else(|| alt(outline, el))?;
    let said = headline::tidy(&crate::text::one_line(said));
    (headline::syllables(&said) >= 4).then_some(said)
}

/// An element inside a link that says a date and nothing else.
pub(crate) fn says_only_date(outline: &ListOutline<'_, '_>, el: usize) -> bool {
    matches!(outline.name(el), "span" | "i" | "em" | "font" | "div" | "p")
        && headline::is_date(outline.text(el).trim_matches(['(', ')', '[', ']']))
}

/// A number, a badge, a time or a name of a section inside a link.
fn is_label(outline: &ListOutline<'_, '_>, el: usize) -> bool {
    matches!(outline.name(el), "time" | "small" | "sup")
        || says_only_date(outline, el)
        || outline.class(el).split_ascii_whitespace().flat_map(zone::words).any(|word| {
            matches!(
                word.as_str(),
                "label"
                    | "badge"
                    | "number"
                    | "num"
                    | "stt"
                    | "index"
                    | "time"
                    | "date"
                    | "count"
                    | "cate"
                    | "category"
                    | "icon"
            )
        })
}

/// `h1` to `h6`.
pub(crate) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

pub(crate) fn has_title_class(class: &str) -> bool {
    class
        .split_ascii_whitespace()
        .flat_map(zone::words)
        .any(|word| matches!(word.as_str(), "title" | "headline" | "tieude"))
}

/// Keys of the links of menus and footers whose texts are short: sections, not articles. A number of comments is short
/// too, but leads to a place in an article.
pub(crate) fn sections(
    outline: &ListOutline<'_, '_>,
    links: &[LinkOccurrence],
    zones: &[ListingZone],
) -> HashSet<String> {
    let in_frame = |link: &&LinkOccurrence| zones.get(link.el) == Some(&ListingZone::Frame);
    let names_a_section = |link: &&LinkOccurrence| {
        (1..=8).contains(&headline::syllables(&link.text))
            && !link.text.starts_with(|c: char| c.is_ascii_digit())
            && !headline::is_button(&link.text)
            && !outline.attr(link.el, "href").is_some_and(|href| href.contains('#'))
    };
    // "Continue reading" stands in a `nav` of the card in some themes; the headline of that card leads there, too.
    let is_of_card = |link: &&LinkOccurrence| {
        outline.ancestors(link.el).find(|&up| outline.name(up) == "article").is_some_and(|card| {
            let is_headline =
                |other: &LinkOccurrence| other.heading && other.key == link.key && outline.contains(card, other.el);
            links.iter().any(is_headline)
        })
    };
    let of_menus = links.iter().filter(in_frame).filter(names_a_section).filter(|link| !is_of_card(link));
    of_menus.map(|link| link.key.clone()).collect()
}

/// Whether an address looks like that of one article rather than of a section: a number, a file name, or many words.
pub(crate) fn is_article_like(key: &str) -> bool {
    let (path, query) = key.split_once('?').unwrap_or((key, ""));
    let last = path.rsplit('/').next().unwrap_or_default();
    let (stem, extension) = last.rsplit_once('.').unwrap_or((last, ""));
    let is_file = !extension.is_empty() && extension.len() <= 5 && path.contains('/');
    let words = stem.split(['-', '_']).filter(|word| !word.is_empty()).count();
    let digits = stem.chars().rev().take_while(char::is_ascii_digit).count();
    let has_query_id = query.split('&').any(|pair| {
        pair.split_once('=').is_some_and(|(name, value)| {
            let name = name.to_ascii_lowercase();
            (name.ends_with("id") || ARTICLE_KEYS.contains(&name.as_str()))
                && value.len() >= 2
                && value.chars().all(|c| c.is_ascii_digit())
        })
    });
    let pieces: Vec<&str> = path.split('/').collect();
    let is_number = |piece: &str, least: usize| piece.len() >= least && piece.chars().all(|c| c.is_ascii_digit());
    let has_number_before = pieces.iter().any(|piece| is_number(piece, 5))
        || pieces.windows(2).any(|two| matches!(two, [name, id] if name.to_ascii_lowercase().ends_with("id") && name.len() > 3 && is_number(id, 1)));
    // A number before the words: `101-bai-viet`, as Joomla writes.
    let leading = stem.chars().take_while(char::is_ascii_digit).count();
    let is_numbered = leading >= 1 && stem.as_bytes().get(leading) == Some(&b'-') && words >= 3;
    is_identifier(stem)
        || digits >= 4
        || words >= 5
        || (is_file && (words >= 4 || (digits >= 1 && words >= 3)))
        || has_query_id
        || has_number_before
        || is_numbered
}

/// A long hexadecimal number, with or without dashes.
fn is_identifier(stem: &str) -> bool {
    let length = stem.chars().filter(|c| *c != '-').count();
    (12..=40).contains(&length)
        && stem.chars().all(|c| c == '-' || c.is_ascii_hexdigit())
        && stem.chars().filter(char::is_ascii_digit).count() >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_articles_hold_a_number_a_file_name_or_many_words() {
        for article in [
            "a.vn/cong-doan/tang-luong-123456.ldo",
            "a.vn/tang-luong-toi-thieu-20260307080054340.htm",
            "a.vn/tin-tuc/bua-an-ca-cong-nhan",
            "a.vn/node/12345",
            "a.vn/xem.aspx?ArticleID=345",
        ] {
            assert!(is_article_like(article), "{article}");
        }
        for section in [
            "a.vn/cong-doan",
            "a.vn/lao-dong/viec-lam.htm",
            "a.vn/the/8-0",
            "a.vn/hoat-dong-cong-doan",
            "a.vn/tin-tuc?page=2",
        ] {
            assert!(!is_article_like(section), "{section}");
        }
    }

    #[test]
    fn a_key_forgets_scheme_www_and_the_last_slash() {
        let url = CanonicalUrl::parse("http://www.a.vn/b/?id=3").unwrap();
        assert_eq!(key(&url), "a.vn/b?id=3");
    }
}
