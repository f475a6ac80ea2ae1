//! Which parts of a page are not its news: menus, footers, side boxes, sliders. Told by tags and by words in class names.
//!
//! Absent on purpose: names of single sites. A word here is one that many makers of pages use in the same sense.

use std::collections::HashMap;

use super::outline::ListOutline;

/// What an element is part of, besides the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ListingZone {
    /// The page itself.
    Page,
    /// A box beside the news: most read, sponsored, video, slider.
    Side,
    /// Menu, header, footer, bread crumbs, tags, page numbers, log-in, comments: never holds a headline of the list.
    Frame,
}

/// Words of class names and ids of [`ListingZone::Frame`].
const FRAME: &[&str] = &[
    "nav",
    "navi",
    "navbar",
    "navigation",
    "menu",
    "submenu",
    "megamenu",
    "metismenu",
    "hamburger",
    "breadcrumb",
    "breadcrumbs",
    "footer",
    "topbar",
    "login",
    "popup",
    "modal",
    "pagination",
    "paging",
    "pager",
    "paginate",
    "panination",
    "social",
    "share",
    "comment",
    "comments",
    "hashtag",
    "hashtags",
    "copyright",
    "offcanvas",
    "cookie",
];

/// Words of [`ListingZone::Side`] that are always believed.
const SURELY_SIDE: &[&str] = &[
    "sidebar",
    "aside",
    "mostview",
    "mostviewed",
    "mostread",
    "docnhieu",
    "xemnhieu",
    "tophit",
    "tophits",
    "popular",
    "trending",
    "sponsor",
    "sponsored",
    "quangcao",
];

/// Words of [`ListingZone::Side`].
const SIDE: &[&str] = &[
    "banner",
    "banners",
    "ads",
    "swiper",
    "slick",
    "slider",
    "slideshow",
    "carousel",
    "owl",
    "marquee",
    "ticker",
    "video",
    "videos",
    "podcast",
    "widgets",
];

/// Two words in a row of [`ListingZone::Side`] that are always believed.
const SURE_PAIRS: &[(&str, &str)] = &[
    ("most", "view"),
    ("most", "viewed"),
    ("most", "read"),
    ("doc", "nhieu"),
    ("xem", "nhieu"),
    ("top", "hits"),
    ("quang", "cao"),
    ("widget", "area"),
    ("latest", "comments"),
    ("recent", "comments"),
];

/// Beginnings of the names of boxes that WordPress puts beside anything.
const SURE_STARTS: &[&str] = &["wp-block-latest-", "widget_recent", "widget-recent", "widget_popular"];

/// Two words in a row of [`ListingZone::Side`].
const PAIRS: &[(&str, &str)] = &[("quan", "tam")];

/// The zone of every element: its own or that of an ancestor, whichever is further from the news.
///
/// `weight` counts the likely headlines of an element: an unsure word in the name of something that holds most of the
/// page's headlines is not believed, and nothing is when it holds all.
pub(crate) fn zones(outline: &ListOutline<'_, '_>, weight: impl Fn(usize) -> usize) -> Vec<ListingZone> {
    let all = weight(0);
    let mut headers: HashMap<&str, usize> = HashMap::new();
    for index in 0..outline.els.len() {
        let class = outline.class(index);
        if class.contains("header") {
            *headers.entry(class).or_default() += 1;
        }
    }
    let mut zones: Vec<ListingZone> = Vec::with_capacity(outline.els.len());
    let mut cards: Vec<Around> = Vec::with_capacity(outline.els.len());
    for index in 0..outline.els.len() {
        let parent = outline.els[index].parent;
        let inherited = zones.get(parent).copied().unwrap_or(ListingZone::Page);
        let around = cards.get(parent).copied().unwrap_or(Around::Page);
        // A page has one header; what has many is the header of a card.
        let is_of_card = headers.get(outline.class(index)).is_some_and(|&count| count >= 3);
        let (own, sure) = own(outline, index, if is_of_card { Around::Card } else { around });
        let held = if own == ListingZone::Page { 0 } else { weight(index) };
        let believed = held * 2 <= all || (sure && held < all);
        zones.push(if believed { inherited.max(own) } else { inherited });
        cards.push(if matches!(outline.name(index), "article" | "main" | "li") { Around::Card } else { around });
    }
    zones
}

/// What an element stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    /// The page itself.
    Page,
    /// An article, the main part or a list: a header in it is its own.
    Card,
}

/// The zone that an element's own tag and names say, and whether that is sure.
fn own(outline: &ListOutline<'_, '_>, index: usize, around: Around) -> (ListingZone, bool) {
    let role = by_role(outline, index);
    match outline.name(index) {
        "html" | "body" | "main" | "article" | "head" | "a" | "h1" | "h2" | "h3" | "h4" | "img" => {
            return (role, false);
        }
        "nav" => return (ListingZone::Frame, true),
        "footer" | "header" if around == Around::Page => return (ListingZone::Frame, true),
        "aside" if !is_lead(outline, index) => return (ListingZone::Side, true),
        _ => {}
    }
    let id = outline.attr(index, "id").unwrap_or_default();
    let names = outline.class(index).split_ascii_whitespace().chain([id]);
    names.map(|name| by_name(name, around)).fold((role, false), Ord::max)
}

/// An `aside` that is called the lead story is part of the list.
fn is_lead(outline: &ListOutline<'_, '_>, index: usize) -> bool {
    let id = outline.attr(index, "id").unwrap_or_default();
    let mut names = outline.class(index).split_ascii_whitespace().chain([id]);
    names.any(|name| words(name).iter().any(|word| matches!(word.as_str(), "featured" | "lead" | "hot" | "focus")))
}

fn by_role(outline: &ListOutline<'_, '_>, index: usize) -> ListingZone {
    match outline.attr(index, "role") {
        Some("navigation" | "banner" | "contentinfo" | "search" | "dialog" | "menu") => ListingZone::Frame,
        Some("complementary") => ListingZone::Side,
        _ => ListingZone::Page,
    }
}

/// What one class name or id says, and whether that is sure.
fn by_name(name: &str, around: Around) -> (ListingZone, bool) {
    let words = words(name);
    let first = words.first().map(String::as_str).unwrap_or_default();
    // A utility class (`hover:menu`), or a word about a neighbour (`has-sidebar`).
    if name.contains([':', '[']) || matches!(first, "has" | "with" | "no" | "without" | "is" | "js") {
        return (ListingZone::Page, false);
    }
    let any_of = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    let last = words.last().map(String::as_str).unwrap_or_default();
    let is_tags = matches!(last, "tag" | "tags") || first == "tags" || name == "tag-list";
    let is_header = first == "header" || (last == "header" && matches!(first, "site" | "main" | "top"));
    if any_of(FRAME) || is_tags || (is_header && around == Around::Page) {
        return (ListingZone::Frame, false);
    }
    let pair_of = |pairs: &[(&str, &str)]| pairs.iter().any(|(a, b)| words.windows(2).any(|two| two == [*a, *b]));
    if any_of(SURELY_SIDE) || pair_of(SURE_PAIRS) || SURE_STARTS.iter().any(|start| name.starts_with(start)) {
        return (ListingZone::Side, true);
    }
    (if any_of(SIDE) || pair_of(PAIRS) { ListingZone::Side } else { ListingZone::Page }, false)
}

/// The words of a class name: `list__focusMain-2` → list, focus, main.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in name.chars().take(100) {
        if c.is_alphabetic() {
            let begins = !before.is_alphabetic() || (c.is_uppercase() && before.is_lowercase());
            if begins {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut() {
                word.extend(c.to_lowercase());
            }
        }
        before = c;
    }
    words
}

/// Whether an address is that of a page about the site, or of its polls, seen from another part of it.
pub(crate) fn tells_of_site(key: &str, page: &str) -> bool {
    let folder = |key: &str| key.split(['/', '?']).nth(1).is_some_and(|f| matches!(f, "about" | "voting" | "polls"));
    folder(key) && !folder(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_name_falls_into_words_at_marks_digits_and_capitals() {
        assert_eq!(words("list__focusMain-2col"), ["list", "focus", "main", "col"]);
    }

    #[test]
    fn menus_tags_and_footers_are_frame() {
        for name in ["mainNav__list", "footer-col", "box-breadcrumb", "tags-links", "post-tags", "header__top"] {
            assert_eq!(by_name(name, Around::Page).0, ListingZone::Frame, "{name}");
        }
    }

    #[test]
    fn boxes_beside_the_news_are_side() {
        for name in [
            "block_tophits",
            "cate-mostview",
            "wp-block-latest-posts__list",
            "box-doc-nhieu",
            "swiper-wrapper",
            "widget-area",
        ] {
            assert_eq!(by_name(name, Around::Page).0, ListingZone::Side, "{name}");
        }
    }

    #[test]
    fn words_of_the_list_itself_are_neither() {
        for name in [
            "tag-cong-doan",
            "list-news",
            "box-category-item",
            "hot-news",
            "entry-header",
            "article-title",
            "has-sidebar",
            "latest-posts",
        ] {
            assert_eq!(by_name(name, Around::Card).0, ListingZone::Page, "{name}");
        }
    }
}
