//! The fields of a site's rules for the manual: table, name, meaning. A test compares them with the parsed structures.

use crate::model::Language;

/// Every field, in the order of its table.
pub const RULE_FIELDS: &[(&str, &str, &str)] = &[
    ("source", "id", "The host of the site without www., e.g. bao.vn. Needed."),
    ("source", "name", "How the newspaper is called."),
    ("source", "only", "true: the sections of this table instead of the built-in ones."),
    ("source.section", "id", "Its short name, unique in the source. Needed."),
    ("source.section", "name", "How it is called."),
    ("source.section", "kind", "listing (a category page), feed (RSS, Atom, RDF, JSON Feed) or sitemap."),
    ("source.section", "url", "Its address."),
    ("source.section", "enabled", "false: a refresh visits it only when told to."),
    ("source.article", "title", "The headline."),
    ("source.article", "sapo", "The lead in front of the body."),
    ("source.article", "published", "Where the date stands: the text, or the datetime or content of the element."),
    ("source.article", "updated", "Where the date of the last change stands."),
    ("source.article", "author", "The byline."),
    ("source.article", "category", "The section as printed."),
    ("source.article", "body", "The element that holds the text. The most important field."),
    ("source.article", "caption", "What stands under a picture."),
    (
        "source.article",
        "remove",
        "What is thrown away inside the body: boxes of related articles, shares, advertisements.",
    ),
    (
        "source.article",
        "furniture",
        "Lines of text (no selectors) that stand on every page and are never a part of an article.",
    ),
    ("source.listing", "item", "One article of the list; the other fields are looked for inside it."),
    ("source.listing", "title", "Its headline."),
    ("source.listing", "link", "The link to it; without one the first link of the item."),
    ("source.listing", "published", "Its date."),
    ("source.listing", "summary", "Its teaser."),
    ("source.listing", "picture", "Its picture."),
    ("source.listing", "next", "The link to the next page of the list."),
    ("source.listing", "remove", "What is thrown away before looking for items."),
    ("source.pace", "gap_ms", "Smallest gap between two requests, milliseconds."),
    ("source.pace", "connections", "Requests at the same time."),
    ("source.pace", "visit_minutes", "Least minutes between two visits of a section."),
    ("source.pace", "robots", "Ask robots.txt once a day and obey it."),
    ("source.pace", "conditional", "Ask whether a page changed instead of asking for it."),
    ("source.pace", "feed_text", "false: the pages of articles are asked for though the feed carries their text."),
    ("source.pace", "retries", "How often a request is made again."),
    ("source.pace", "patience_seconds", "A Retry-After up to this long is waited for."),
    ("source.pace", "longest_pause_minutes", "Longest pause after failures; a host that asks for more gets it."),
    ("source.pace", "contact", "Contact address in the User-Agent."),
];

/// The same in Vietnamese.
const VIETNAMESE: &str = include_str!("fields.vi.tsv");

/// The meaning of a field.
pub fn field_told(field: &(&'static str, &'static str, &'static str), language: Language) -> &'static str {
    let (table, name, told) = field;
    let key = format!("{table}.{name}");
    let line = |line: &'static str| line.split_once('\t').filter(|(name, _)| *name == key).map(|(_, told)| told);
    match language {
        Language::Vietnamese => VIETNAMESE.lines().find_map(line).unwrap_or(told),
        Language::English => told,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::{ArticleRules, ListingRules};

    #[test]
    fn every_field_is_told_in_vietnamese_too() {
        let told: Vec<&str> = VIETNAMESE.lines().filter_map(|line| Some(line.split_once('\t')?.0)).collect();
        let fields: Vec<String> = RULE_FIELDS.iter().map(|(table, name, _)| format!("{table}.{name}")).collect();
        assert_eq!(told, fields);
    }

    #[test]
    fn every_field_of_the_rules_is_told_and_no_other() {
        let told = |table: &str| -> Vec<&str> {
            let mut names: Vec<&str> =
                RULE_FIELDS.iter().filter(|(of, ..)| *of == table).map(|(_, name, _)| *name).collect();
            names.sort_unstable();
            names
        };
        let article = toml::Table::try_from(ArticleRules::default()).unwrap();
        let mut read: Vec<&str> = article.keys().map(String::as_str).collect();
        read.sort_unstable();
        assert_eq!(told("source.article"), read);
        let listing = toml::Table::try_from(ListingRules::default()).unwrap();
        let mut read: Vec<&str> = listing.keys().map(String::as_str).collect();
        read.sort_unstable();
        assert_eq!(told("source.listing"), read);
    }
}
