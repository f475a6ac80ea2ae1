//! Pieces of markup that are no page: a word with its entities, one element.

use scraper::{ElementRef, Html};

/// The text of a piece of markup.
pub(in crate::extract) fn text_of_fragment(markup: &str) -> String {
    Html::parse_fragment(markup).root_element().text().collect()
}

/// The attributes of the first element of a piece of markup.
pub(in crate::extract) fn attributes_of_first(markup: &str) -> Option<Vec<(String, String)>> {
    let html = Html::parse_fragment(markup);
    let first = html.root_element().children().find_map(ElementRef::wrap)?;
    Some(first.value().attrs().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
}
