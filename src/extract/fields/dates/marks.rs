//! What an element says of the date in it: its tag, its attributes, its class names.

use super::label::Label;
use crate::extract::dom::{Page, PageRow};

/// Words of class names of what shows the present time.
const CLOCKS: &[&str] = &[
    "clock",
    "dongho",
    "currenttime",
    "currentdate",
    "today",
    "hientai",
    "datenow",
    "timenow",
    "nowtime",
    "nowdate",
    "realtime",
    "livetime",
    "now",
    "headerdate",
    "topdate",
    "headertime",
    "toptime",
    "datetop",
    "dateheader",
    "ngayhientai",
    "timeserver",
    "servertime",
];

/// Words of class names that say that an element shows the date of what it stands in.
const DATES: &[&str] = &[
    "date",
    "time",
    "datetime",
    "publish",
    "published",
    "publishdate",
    "publishtime",
    "publisheddate",
    "datepublished",
    "pubdate",
    "postdate",
    "posttime",
    "entrydate",
    "created",
    "createdate",
    "createdat",
    "ngaydang",
    "ngay",
    "thoigian",
    "posted",
    "postedon",
    "submitted",
    "timestamp",
    "timeago",
    "ngayxuatban",
    "datetimepublish",
    "newsdate",
    "articledate",
];

/// Words of class names of boxes whose dates are those of what takes place.
const HAPPENINGS: &[&str] =
    &["event", "events", "sukien", "lichsukien", "calendar", "lichcongtac", "weather", "thoitiet"];

/// Whether an element says that it tells of what takes place, or of the weather.
pub(super) fn is_happening(row: &PageRow<'_>) -> bool {
    has_word(&row.names(), HAPPENINGS)
}

/// Whether an element says that it shows a date.
pub(super) fn says_date(row: &PageRow<'_>) -> bool {
    matches!(row.tag, "time" | "relative-time" | "local-time" | "time-ago")
        || row.attr("itemprop").is_some_and(|prop| prop.starts_with("date"))
        || row.attr("pubdate").is_some()
        || has_word(&row.names(), DATES)
}

/// Whether an element shows the present time. A heading does not: blogs print the day as one over a post.
pub(super) fn is_clock(row: &PageRow<'_>) -> bool {
    !matches!(row.tag, "h2" | "h3" | "h4") && has_word(&row.names(), CLOCKS)
}

/// What the class of a date's own element calls it: `updated`, and not `published` as well.
pub(super) fn label_by_name(page: &Page<'_>, row: usize) -> Label {
    let rows = &page.outline.rows;
    let own = if rows[row].tag.is_empty() { rows[row].parent } else { row };
    let names = rows[own].names();
    let changed = has_word(&names, &["updated", "modified", "datemodified"])
        || rows[own].attr("itemprop") == Some("dateModified");
    if changed && !has_word(&names, &["published"]) { Label::Updated } else { Label::None }
}

/// Whether one of the words that class names are made of, or all of them together, is one of some.
fn has_word(names: &str, words: &[&str]) -> bool {
    names.split_ascii_whitespace().filter(|name| !is_random(name)).any(|name| {
        let lower = name.to_ascii_lowercase();
        let parts = || lower.split(|c: char| !c.is_ascii_alphabetic());
        let camel = name.split(|c: char| !c.is_ascii_lowercase()).any(|part| part.len() > 3 && words.contains(&part));
        camel || parts().any(|part| words.contains(&part)) || words.contains(&parts().collect::<String>().as_str())
    })
}

/// A row's text on one line, elements apart by `joint`.
pub(super) fn joined(page: &Page<'_>, row: usize, joint: char) -> String {
    let mut out = String::new();
    for text in shown_texts(page, row).map(crate::text::one_line).filter(|text| !text.is_empty()) {
        if !out.is_empty() {
            out.push(joint);
        }
        out.push_str(&text);
    }
    out
}

/// The texts of a row that are no code, as the page has them.
pub(super) fn shown_texts<'a>(page: &'a Page<'_>, row: usize) -> impl Iterator<Item = &'a str> {
    let rows = &page.outline.rows;
    let shown = |at: &usize| !matches!(rows[rows[*at].parent].tag, "script" | "style" | "noscript" | "template");
    page.outline.subtree(row).filter(move |at| shown(at)).filter_map(|at| rows[at].text())
}

/// Whether a name was made by a machine: letters follow a digit in it (`h3m6now`).
fn is_random(name: &str) -> bool {
    name.as_bytes().windows(2).any(|pair| pair[0].is_ascii_digit() && pair[1].is_ascii_alphabetic())
}
