//! Links that do not say their headline themselves: a picture, "Xem chi tiết". The card around them says it.
//!
//! Only an address that no other link names is given words, and only where several cards are made alike: one banner with
//! words in its `alt` is no article.

use std::collections::{HashMap, HashSet};

use super::generic;
use super::headline;
use super::links::{self, LinkOccurrence};
use super::outline::ListOutline;

/// Least cards of one make.
const LEAST: usize = 3;
/// Most elements of a card that are looked at.
const MAX_CARD_ELEMENTS: usize = 80;
/// Syllables of a headline in a card that names none as such.
const HEADLINE: std::ops::RangeInclusive<usize> = 4..=40;

/// Gives words to the links that have none of their own.
pub(crate) fn give_words(outline: &ListOutline<'_, '_>, links: &mut [LinkOccurrence]) {
    let said: HashSet<String> = links.iter().filter(|link| says_itself(link)).map(|link| link.key.clone()).collect();
    let silent: Vec<usize> = (0..links.len())
        .filter(|&at| {
            links.get(at).is_some_and(|link| link.url.is_some() && !says_itself(link) && !said.contains(&link.key))
        })
        .collect();
    let mut makes: HashMap<String, Vec<usize>> = HashMap::new();
    for &at in &silent {
        makes.entry(generic::make(outline, links[at].el)).or_default().push(at);
    }
    let mut found: Vec<(usize, Said)> = Vec::new();
    for group in makes.into_values() {
        let said: Vec<(usize, Said)> =
            group.iter().filter_map(|&at| Some((at, said_for(outline, links, &silent, at)?))).collect();
        let keys: HashSet<&str> = said.iter().map(|(at, _)| links[*at].key.as_str()).collect();
        if keys.len() >= LEAST && said.len() * 5 >= group.len() * 4 {
            found.extend(said);
        }
    }
    for (at, said) in found {
        let link = &mut links[at];
        link.speaker = said.speaker;
        link.text = said.text;
        link.heading |= said.heading;
        link.titled |= said.titled;
    }
}

/// A headline that stands outside its link.
struct Said {
    speaker: usize,
    text: String,
    heading: bool,
    titled: bool,
}

fn says_itself(link: &LinkOccurrence) -> bool {
    link.text.chars().any(char::is_alphanumeric) && !headline::is_button(&link.text)
}

/// What the card of a silent link, or an attribute of it, calls the article.
fn said_for(outline: &ListOutline<'_, '_>, links: &[LinkOccurrence], silent: &[usize], at: usize) -> Option<Said> {
    let link = &links[at];
    let card = card_of(outline, links, silent, at);
    let inside = || outline.inside(card).take(MAX_CARD_ELEMENTS).filter(|&el| !outline.contains(link.el, el));
    let of = |el: usize, heading, titled| {
        let text = headline::tidy(headline::without_date(&outline.text(el)));
        let fits =
            headline::syllables(&text) >= 2 && text.chars().any(char::is_alphabetic) && !headline::is_button(&text);
        fits.then_some(Said { speaker: el, text, heading, titled })
    };
    let is_other = |el: usize| {
        let around = std::iter::once(el).chain(outline.ancestors(el)).take_while(|&up| up != card);
        around.chain(outline.inside(el)).any(|up| outline.name(up) == "a")
    };
    let heading = inside()
        .filter(|&el| (links::is_heading(outline.name(el)) || outline.name(el) == "summary") && !is_other(el))
        .find_map(|el| of(el, true, true));
    let titled = || {
        inside()
            .filter(|&el| links::has_title_class(outline.class(el)) && outline.name(el) != "img" && !is_other(el))
            .find_map(|el| of(el, false, true))
    };
    let unspoken = || {
        let text = links::unspoken_title(outline, link.el).filter(|text| !headline::is_button(text))?;
        Some(Said { speaker: link.el, text, heading: false, titled: true })
    };
    // A button, or a picture that leads to an article.
    let is_plain_card = !link.text.is_empty() || links::is_article_like(&link.key);
    let plain = || {
        let mut blocks = inside().filter(|&el| {
            matches!(outline.name(el), "b" | "strong" | "p" | "div" | "span" | "td" | "dt" | "font")
                && outline.texts(el).any(|(text, inner)| inner == el && !text.trim().is_empty())
                && !is_other(el)
        });
        blocks.find(|&el| HEADLINE.contains(&headline::syllables(&outline.text(el)))).and_then(|el| of(el, false, true))
    };
    heading.or_else(titled).or_else(unspoken).or_else(|| if is_plain_card { plain() } else { None })
}

/// The largest element around a silent link that holds no other silent address; an `article`, `li` or `tr` is not left.
fn card_of(outline: &ListOutline<'_, '_>, links: &[LinkOccurrence], silent: &[usize], at: usize) -> usize {
    let own = &links[at];
    let mut card = own.el;
    for up in outline.ancestors(own.el) {
        if matches!(outline.name(up), "body" | "main" | "html" | "table" | "tbody" | "ul") {
            break;
        }
        let from = silent.partition_point(|&other| links[other].el < up);
        let others = silent[from..].iter().take_while(|&&other| links[other].el < outline.els[up].end);
        if others.take(MAX_CARD_ELEMENTS).any(|&other| links[other].key != own.key) {
            break;
        }
        card = up;
        if matches!(outline.name(up), "article" | "li" | "tr") {
            break;
        }
    }
    card
}
